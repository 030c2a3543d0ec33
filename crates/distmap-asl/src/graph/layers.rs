//! Which row each node stands in, and in which order: ways go downwards, long ones pass every row between.

use std::collections::HashMap;

use super::edges::Style;

/// A way from node to node.
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: String,
    pub(super) style: Style,
}

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    /// A node.
    Node(usize),
    /// An edge that passes through.
    Passing(usize),
}

/// An edge over more rows than these goes beside them, or many such edges would fill every row.
const MAX_SPAN: usize = 12;

/// The rows, and which edges go beside them: those back up, and those far down.
pub(super) struct Layers {
    pub(super) rows: Vec<Vec<Slot>>,
    pub(super) beside: Vec<bool>,
}

pub(super) fn layers(nodes: usize, edges: &[Edge]) -> Layers {
    let backward = backward(nodes, edges);
    let ranks = ranks(nodes, edges, &backward);
    let height = ranks.iter().max().map_or(0, |it| it + 1);
    let mut rows = vec![Vec::new(); height];
    for (node, rank) in ranks.iter().enumerate() {
        rows[*rank].push(Slot::Node(node));
    }
    let mut beside = backward;
    for (at, edge) in edges.iter().enumerate() {
        beside[at] = beside[at] || ranks[edge.to] - ranks[edge.from] > MAX_SPAN;
        if !beside[at] {
            for row in &mut rows[ranks[edge.from] + 1..ranks[edge.to]] {
                row.push(Slot::Passing(at));
            }
        }
    }
    order(&mut rows, edges, &beside);
    Layers { rows, beside }
}

/// Edges that close a loop, as a depth-first walk from the first node meets them.
fn backward(nodes: usize, edges: &[Edge]) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut out = vec![Vec::new(); nodes];
    for (at, edge) in edges.iter().enumerate() {
        out[edge.from].push(at);
    }
    let mut marks = vec![Mark::New; nodes];
    let mut backward = vec![false; edges.len()];
    for root in 0..nodes {
        if marks[root] != Mark::New {
            continue;
        }
        marks[root] = Mark::Open;
        let mut stack = vec![(root, 0)];
        while let Some((node, step)) = stack.pop() {
            let Some(edge) = out[node].get(step) else {
                marks[node] = Mark::Done;
                continue;
            };
            stack.push((node, step + 1));
            let to = edges[*edge].to;
            match marks[to] {
                Mark::Open => backward[*edge] = true,
                Mark::New => {
                    marks[to] = Mark::Open;
                    stack.push((to, 0));
                }
                Mark::Done => {}
            }
        }
    }
    backward
}

/// The length of the longest way to each node.
fn ranks(nodes: usize, edges: &[Edge], backward: &[bool]) -> Vec<usize> {
    let mut ranks = vec![0; nodes];
    let mut incoming = vec![0_usize; nodes];
    let mut out = vec![Vec::new(); nodes];
    for (at, edge) in edges.iter().enumerate().filter(|(at, _)| !backward[*at]) {
        incoming[edge.to] += 1;
        out[edge.from].push(at);
    }
    let mut ready: Vec<usize> = (0..nodes).filter(|it| incoming[*it] == 0).collect();
    while let Some(node) = ready.pop() {
        for edge in &out[node] {
            let to = edges[*edge].to;
            ranks[to] = ranks[to].max(ranks[node] + 1);
            incoming[to] -= 1;
            if incoming[to] == 0 {
                ready.push(to);
            }
        }
    }
    ranks
}

/// Puts what belongs together one below the other: each slot goes to the mean place of what leads to it.
fn order(rows: &mut [Vec<Slot>], edges: &[Edge], beside: &[bool]) {
    let mut into: Vec<Vec<usize>> = Vec::new();
    for (at, edge) in edges.iter().enumerate().filter(|(at, _)| !beside[*at]) {
        if into.len() <= edge.to {
            into.resize(edge.to + 1, Vec::new());
        }
        into[edge.to].push(at);
    }
    for row in 1..rows.len() {
        let (above, below) = rows.split_at_mut(row);
        let places: HashMap<Slot, usize> =
            above[row - 1].iter().enumerate().map(|(at, slot)| (*slot, at)).collect();
        let place = |edge: usize| {
            let slots = [Slot::Passing(edge), Slot::Node(edges[edge].from)];
            slots.iter().find_map(|it| places.get(it).copied())
        };
        below[0].sort_by_cached_key(|slot| {
            let sources: Vec<usize> = match slot {
                Slot::Passing(edge) => place(*edge).into_iter().collect(),
                Slot::Node(node) => {
                    into.get(*node).into_iter().flatten().filter_map(|it| place(*it)).collect()
                }
            };
            let count = sources.len().max(1);
            // In thousandths, as keys are compared exactly.
            sources.iter().sum::<usize>() * 1_000 / count
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(from: usize, to: usize) -> Edge {
        Edge { from, to, label: String::new(), style: Style::Plain }
    }

    #[test]
    fn rows_go_downwards_and_loops_go_back() {
        let edges = [edge(0, 1), edge(1, 2), edge(0, 2), edge(2, 1)];
        let layers = layers(3, &edges);
        assert_eq!(layers.beside, [false, false, false, true]);
        assert_eq!(layers.rows[0], [Slot::Node(0)]);
        assert_eq!(layers.rows[1], [Slot::Node(1), Slot::Passing(2)]);
        assert_eq!(layers.rows[2], [Slot::Node(2)]);
    }
}
