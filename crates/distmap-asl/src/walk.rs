//! Walking over a definition: every state with where it stands and what is around it.

use std::collections::HashSet;

use crate::diagnostic::Pointer;
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

impl StateMachine {
    /// The names of the states that can be reached from `start`, itself included.
    #[must_use]
    pub fn reachable_from<'a>(&'a self, start: &'a str) -> HashSet<&'a str> {
        let mut reached = HashSet::new();
        let mut open = vec![start];
        while let Some(name) = open.pop() {
            if let Some(state) = self.states.get(name)
                && reached.insert(name)
            {
                open.extend(state.successors());
            }
        }
        reached
    }
}
