//! Where everything stands: boxes, boxes in boxes, arrows.

use std::collections::HashMap;

use super::describe::{detail, short};
use super::edges::{Style, ways};
use super::layers::{Edge, Layers, Slot, layers};
use crate::model::{MapMode, StateKind, StateMachine, Transition};

/// Space between rows, between neighbours, and around what is inside a box.
const ROW_GAP: f64 = 42.0;
const GAP: f64 = 28.0;
const PADDING: f64 = 22.0;
/// The two lines of text at the top of a box.
const HEAD: f64 = 46.0;
const MIN_WIDTH: f64 = 132.0;
/// The room of an arrow that passes a row, and of one that goes back up.
const LANE: f64 = 14.0;
/// Start and end.
const DOT: f64 = 12.0;

/// A point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// How a box looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Where a machine begins.
    Start,
    /// Where a machine ends.
    End,
    /// A state by the name of its type, in lower case.
    State(&'static str),
}

/// A box at a place.
pub(super) struct Node {
    pub(super) at: Point,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) look: Look,
    pub(super) title: String,
    pub(super) detail: String,
    /// Where its row begins and ends.
    pub(super) row: (f64, f64),
    /// What is inside, each at its place in the box.
    pub(super) inner: Vec<(Point, Layout)>,
}

/// An arrow along points.
pub(super) struct Arrow {
    pub(super) points: Vec<Point>,
    pub(super) label: String,
    pub(super) style: Style,
}

/// A machine, branch or processor.
pub(super) struct Layout {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) nodes: Vec<Node>,
    pub(super) arrows: Vec<Arrow>,
}

pub(super) fn layout(machine: &StateMachine) -> Layout {
    let (mut nodes, edges) = graph(machine);
    let layers = layers(nodes.len(), &edges);
    let passing = place(&mut nodes, &layers);
    let mut width = nodes.iter().map(|it| it.at.x + it.width).fold(0.0, f64::max);
    let mut height = nodes.iter().map(|it| it.at.y + it.height).fold(0.0, f64::max);
    let mut arrows = Vec::with_capacity(edges.len());
    let mut lanes = HashMap::new();
    for (at, edge) in edges.into_iter().enumerate() {
        let (from, to) = (&nodes[edge.from], &nodes[edge.to]);
        let center = |it: &Node| it.at.x + it.width / 2.0;
        let mut points = vec![Point { x: center(from), y: from.at.y + from.height }];
        if layers.beside[at] {
            // Edges to the same state share a lane.
            let lane = *lanes.entry(edge.to).or_insert_with(|| {
                width += LANE;
                width
            });
            let (below, above) = (from.row.1 + ROW_GAP * 0.3, to.row.0 - ROW_GAP * 0.4);
            height = height.max(below);
            let x = center(to) + LANE;
            points.extend([
                Point { x: center(from), y: below },
                Point { x: lane, y: below },
                Point { x: lane, y: above },
                Point { x, y: above },
                Point { x, y: to.at.y },
            ]);
        } else {
            points.extend(passing.get(&at).into_iter().flatten());
            points.push(Point { x: center(to), y: to.at.y });
        }
        arrows.push(Arrow { points, label: edge.label, style: edge.style });
    }
    Layout { width, height, nodes, arrows }
}

/// The nodes and edges of a machine: its states between a start and, where one is needed, an end.
fn graph(machine: &StateMachine) -> (Vec<Node>, Vec<Edge>) {
    let mut nodes = vec![dot(Look::Start)];
    for (name, state) in &machine.states {
        nodes.push(node(name, state));
    }
    let index = |name: &str| machine.states.get_index_of(name).map(|it| it + 1);
    let plain = |from, to| Edge { from, to, label: String::new(), style: Style::Plain };
    let mut edges: Vec<Edge> =
        index(&machine.start_at).map(|to| plain(0, to)).into_iter().collect();
    for (from, state) in machine.states.values().enumerate() {
        for way in ways(state) {
            if let Some(to) = index(way.to) {
                edges.push(Edge { from: from + 1, to, label: way.label, style: way.style });
            }
        }
    }
    let end = nodes.len();
    let ends = machine.states.values().enumerate().filter(|(_, it)| it.next == Transition::End);
    let ends: Vec<usize> = ends.map(|(at, _)| at + 1).collect();
    if !ends.is_empty() {
        nodes.push(dot(Look::End));
        edges.extend(ends.into_iter().map(|from| plain(from, end)));
    }
    (nodes, edges)
}

fn dot(look: Look) -> Node {
    Node {
        at: Point::default(),
        width: DOT,
        height: DOT,
        look,
        title: String::new(),
        detail: String::new(),
        row: (0.0, 0.0),
        inner: Vec::new(),
    }
}

fn node(name: &str, state: &crate::model::State) -> Node {
    let (look, machines): (_, Vec<&StateMachine>) = match &state.kind {
        StateKind::Pass(_) => ("pass", Vec::new()),
        StateKind::Task(_) => ("task", Vec::new()),
        StateKind::Choice(_) => ("choice", Vec::new()),
        StateKind::Wait(_) => ("wait", Vec::new()),
        StateKind::Succeed => ("succeed", Vec::new()),
        StateKind::Fail(_) => ("fail", Vec::new()),
        StateKind::Parallel(it) => ("parallel", it.branches.iter().collect()),
        StateKind::Map(it) => match it.mode {
            MapMode::Inline => ("inline", vec![&it.processor]),
            MapMode::Distributed(_) => ("distributed", vec![&it.processor]),
        },
    };
    let (title, detail) = (short(name), detail(state));
    let text = text_width(&title, 7.6).max(text_width(&detail, 6.3)) + 2.0 * 16.0;
    let mut inner = Vec::new();
    let mut x = PADDING;
    let mut below: f64 = 0.0;
    for machine in machines {
        let layout = layout(machine);
        below = below.max(layout.height);
        let at = Point { x, y: HEAD + 6.0 };
        x += layout.width + PADDING;
        inner.push((at, layout));
    }
    let width = text.max(MIN_WIDTH).max(if inner.is_empty() { 0.0 } else { x });
    let height = if inner.is_empty() { HEAD } else { HEAD + 6.0 + below + PADDING };
    // Narrow contents stand in the middle of a box that is wide for its text.
    if !inner.is_empty() {
        for (at, _) in &mut inner {
            at.x += (width - x) / 2.0;
        }
    }
    Node {
        at: Point::default(),
        width,
        height,
        look: Look::State(look),
        title,
        detail,
        row: (0.0, 0.0),
        inner,
    }
}

/// An estimate: letters beyond ASCII may be twice as wide.
fn text_width(text: &str, letter: f64) -> f64 {
    text.chars().map(|it| if it.is_ascii() { letter } else { 1.5 * letter }).sum()
}

/// Sets each node's place; gives the points at which edges pass rows.
fn place(nodes: &mut [Node], layers: &Layers) -> HashMap<usize, Vec<Point>> {
    let width = |nodes: &[Node], slot: &Slot| match slot {
        Slot::Node(at) => nodes[*at].width,
        Slot::Passing(_) => LANE,
    };
    let row_width = |nodes: &[Node], row: &[Slot]| {
        let gaps = GAP * row.len().saturating_sub(1) as f64;
        row.iter().map(|it| width(nodes, it)).sum::<f64>() + gaps
    };
    let total = layers.rows.iter().map(|it| row_width(nodes, it)).fold(0.0, f64::max);
    let mut passing: HashMap<usize, Vec<Point>> = HashMap::new();
    let mut y = 0.0;
    for row in &layers.rows {
        let height = row
            .iter()
            .map(|it| match it {
                Slot::Node(at) => nodes[*at].height,
                Slot::Passing(_) => 0.0,
            })
            .fold(0.0, f64::max);
        let mut x = (total - row_width(nodes, row)) / 2.0;
        for slot in row {
            let wide = width(nodes, slot);
            match slot {
                Slot::Node(at) => {
                    nodes[*at].at = Point { x, y };
                    nodes[*at].row = (y, y + height);
                }
                Slot::Passing(edge) => {
                    let middle = x + wide / 2.0;
                    passing
                        .entry(*edge)
                        .or_default()
                        .extend([Point { x: middle, y }, Point { x: middle, y: y + height }]);
                }
            }
            x += wide + GAP;
        }
        y += height + ROW_GAP;
    }
    passing
}
