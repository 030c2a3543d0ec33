//! The way that a run takes through its states.

use std::collections::HashSet;

use distmap_asl::{State, StateKind, StateMachine, Transition};

/// The states that a run enters when nothing fails. A Choice goes where most states follow, so that an estimate is
/// rather too high than too low; a loop is gone through once.
pub(crate) fn path(machine: &StateMachine) -> Vec<&State> {
    let mut path = Vec::new();
    let mut seen = HashSet::new();
    let mut next = Some(machine.start_at.as_str());
    while let Some((name, state)) = next.and_then(|name| machine.states.get_key_value(name)) {
        if !seen.insert(name.as_str()) {
            break;
        }
        path.push(state);
        next = match (&state.kind, &state.next) {
            (StateKind::Choice(choice), _) => {
                let targets = choice.choices.iter().map(|rule| &rule.next).chain(&choice.default);
                // Of targets that lead equally far, the first.
                targets.map(String::as_str).first_max_by(|name| reachable(machine, name, &seen))
            }
            (_, Transition::Next(name)) => Some(name),
            _ => None,
        };
    }
    path
}

/// The first of the greatest, where `Iterator::max_by_key` takes the last.
trait FirstMax: Iterator + Sized {
    fn first_max_by<K: Ord>(self, key: impl Fn(&Self::Item) -> K) -> Option<Self::Item> {
        self.fold(None, |best: Option<(K, Self::Item)>, item| {
            let found = key(&item);
            match best {
                Some((most, kept)) if most >= found => Some((most, kept)),
                _ => Some((found, item)),
            }
        })
        .map(|(_, item)| item)
    }
}

impl<I: Iterator> FirstMax for I {}

/// How many states can follow from `name`, those already passed left out.
fn reachable(machine: &StateMachine, name: &str, passed: &HashSet<&str>) -> usize {
    let mut open = vec![name];
    let mut seen = HashSet::new();
    while let Some(name) = open.pop() {
        let Some((name, state)) = machine.states.get_key_value(name) else { continue };
        if passed.contains(name.as_str()) || !seen.insert(name.as_str()) {
            continue;
        }
        if let Transition::Next(next) = &state.next {
            open.push(next);
        }
        if let StateKind::Choice(choice) = &state.kind {
            open.extend(choice.choices.iter().map(|rule| rule.next.as_str()));
            open.extend(choice.default.as_deref());
        }
    }
    seen.len()
}
