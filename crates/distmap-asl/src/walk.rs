//! Walking over a definition: every state with where it stands and what is around it.

use crate::diagnostic::{Pointer, Segment};
use crate::model::{
    Dynamic, ExecutionType, MapMode, MapState, QueryLanguage, State, StateKind, StateMachine,
    Transition,
};

/// A state in its surroundings.
#[derive(Clone, Debug)]
pub struct Site<'a> {
    /// The state's name.
    pub name: &'a str,
    /// The state.
    pub state: &'a State,
    /// Where it stands.
    pub pointer: Pointer,
    /// The machine, branch or processor that it belongs to.
    pub machine: &'a StateMachine,
    /// The language of its fields.
    pub language: QueryLanguage,
    /// The type of the execution that it runs in: of the whole machine, or of the child around it.
    pub execution: ExecutionType,
    /// The index, in the same list, of the Map or Parallel state around it.
    pub parent: Option<usize>,
}

impl<'a> Site<'a> {
    /// Where another state of the same machine stands.
    #[must_use]
    pub fn sibling(&self, name: &str) -> Pointer {
        let (_, around) = self.pointer.segments().split_last().unwrap_or((&Segment::Index(0), &[]));
        Pointer::from(around.to_vec()).key(name)
    }

    /// The state as a Map state.
    #[must_use]
    pub fn map(&self) -> Option<&'a MapState> {
        match &self.state.kind {
            StateKind::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The state as a Map state that starts a Map Run, with the type of its children.
    #[must_use]
    pub fn distributed(&self) -> Option<(&'a MapState, ExecutionType)> {
        let map = self.map()?;
        match map.mode {
            MapMode::Distributed(children) => Some((map, children)),
            MapMode::Inline => None,
        }
    }
}

/// Every state of `machine`, outer ones first; `execution` is the type that it is created as.
#[must_use]
pub fn sites(machine: &StateMachine, execution: ExecutionType) -> Vec<Site<'_>> {
    let mut found = Vec::new();
    let top = machine.query_language.unwrap_or_default();
    collect(machine, &Pointer::root(), top, execution, None, &mut found);
    found
}

fn collect<'a>(
    machine: &'a StateMachine,
    at: &Pointer,
    top: QueryLanguage,
    execution: ExecutionType,
    parent: Option<usize>,
    found: &mut Vec<Site<'a>>,
) {
    let states = at.key("States");
    for (name, state) in &machine.states {
        let pointer = states.key(name);
        let own = Some(found.len());
        found.push(Site {
            name,
            state,
            pointer: pointer.clone(),
            machine,
            language: state.query_language.unwrap_or(top),
            execution,
            parent,
        });
        match &state.kind {
            StateKind::Map(map) => {
                let inner = match map.mode {
                    MapMode::Distributed(children) => children,
                    MapMode::Inline => execution,
                };
                let at = pointer.key(map.processor_key());
                collect(&map.processor, &at, top, inner, own, found);
            }
            StateKind::Parallel(parallel) => {
                let branches = pointer.key("Branches");
                for (index, branch) in parallel.branches.iter().enumerate() {
                    collect(branch, &branches.index(index), top, execution, own, found);
                }
            }
            _ => {}
        }
    }
}

impl MapState {
    /// The field that the processor stands in.
    #[must_use]
    pub fn processor_key(&self) -> &'static str {
        if self.legacy_iterator { "Iterator" } else { "ItemProcessor" }
    }

    /// `ItemBatcher.MaxItemsPerBatch` where it is a number; 1 without a batcher, `None` where it cannot be known.
    #[must_use]
    pub fn batch_size(&self) -> Option<u64> {
        let Some(batcher) = &self.item_batcher else {
            return Some(1);
        };
        match batcher.max_items_per_batch {
            Some(Dynamic::Literal(count)) => Some(count),
            _ => None,
        }
    }
}

impl State {
    /// The names of the states that can follow.
    #[must_use]
    pub fn successors(&self) -> Vec<&str> {
        let mut names = Vec::new();
        if let Transition::Next(next) = &self.next {
            names.push(next.as_str());
        }
        if let StateKind::Choice(choice) = &self.kind {
            names.extend(choice.choices.iter().map(|it| it.next.as_str()));
            names.extend(choice.default.as_deref());
        }
        if let Some((_, catch)) = self.kind.handlers() {
            names.extend(catch.iter().map(|it| it.next.as_str()));
        }
        names
    }

    /// Whether the execution, branch or iteration can end here.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.next == Transition::End || matches!(self.kind, StateKind::Succeed | StateKind::Fail(_))
    }
}

/// The states of one machine, without those inside of them, as a graph. Building it takes time in proportion to the
/// number of states and transitions.
#[derive(Clone, Debug)]
pub struct Graph<'a> {
    machine: &'a StateMachine,
    next: Vec<Vec<usize>>,
    previous: Vec<Vec<usize>>,
}

impl<'a> Graph<'a> {
    /// The graph of `machine`; transitions to states that are not there are left out.
    #[must_use]
    pub fn of(machine: &'a StateMachine) -> Self {
        let count = machine.states.len();
        let mut graph =
            Self { machine, next: vec![Vec::new(); count], previous: vec![Vec::new(); count] };
        for (from, state) in machine.states.values().enumerate() {
            for to in state.successors().iter().filter_map(|it| machine.states.get_index_of(*it)) {
                graph.next[from].push(to);
                graph.previous[to].push(from);
            }
        }
        graph
    }

    /// For each state, in order, whether it can be reached from `StartAt`.
    #[must_use]
    pub fn reachable(&self) -> Vec<bool> {
        let start = self.machine.states.get_index_of(&self.machine.start_at);
        spread(&self.next, start.into_iter().collect())
    }

    /// For each state, in order, whether an end can be reached from it.
    #[must_use]
    pub fn can_end(&self) -> Vec<bool> {
        let states = self.machine.states.values().enumerate();
        let ends = states.filter(|(_, it)| it.is_end()).map(|(at, _)| at).collect();
        spread(&self.previous, ends)
    }

    /// The loops: sets of states each of which can be reached from each other one of its set, by index.
    #[must_use]
    pub fn loops(&self) -> Vec<Vec<usize>> {
        let mut component = vec![None; self.next.len()];
        let mut loops = Vec::new();
        for root in self.finished().into_iter().rev() {
            if component[root].is_some() {
                continue;
            }
            let mut members = Vec::new();
            let mut open = vec![root];
            while let Some(at) = open.pop() {
                if component[at].is_none() {
                    component[at] = Some(root);
                    members.push(at);
                    open.extend(&self.previous[at]);
                }
            }
            if members.len() > 1 || self.next[root].contains(&root) {
                members.sort_unstable();
                loops.push(members);
            }
        }
        loops
    }

    /// The states in the order in which a depth-first walk is done with them.
    fn finished(&self) -> Vec<usize> {
        let mut seen = vec![false; self.next.len()];
        let mut order = Vec::with_capacity(self.next.len());
        for root in 0..self.next.len() {
            let mut open = vec![(root, 0)];
            while let Some((at, step)) = open.pop() {
                if step == 0 && std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                match self.next[at].get(step) {
                    Some(to) => open.extend([(at, step + 1), (*to, 0)]),
                    None => order.push(at),
                }
            }
        }
        order
    }
}

/// Marks what can be reached from `open` along `edges`.
fn spread(edges: &[Vec<usize>], mut open: Vec<usize>) -> Vec<bool> {
    let mut reached = vec![false; edges.len()];
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            open.extend(&edges[at]);
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_are_found_once() {
        let text = r#"{"StartAt": "A", "States": {
            "A": {"Type": "Pass", "Next": "B"},
            "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "A"}], "Default": "C"},
            "C": {"Type": "Pass", "Next": "C"},
            "D": {"Type": "Succeed"}
        }}"#;
        let machine = crate::parse(text).expect("a definition");
        let graph = Graph::of(&machine);
        let mut loops = graph.loops();
        loops.sort();
        assert_eq!(loops, [vec![0, 1], vec![2]]);
        assert_eq!(graph.reachable(), [true, true, true, false]);
        assert_eq!(graph.can_end(), [false, false, false, true]);
    }
}
