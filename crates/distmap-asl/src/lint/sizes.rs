//! How many, how large, how long: what can be told from a definition alone.

use super::Subject;
use crate::model::{Dynamic, MapMode, StateKind, StateMachine};
use crate::walk::Site;

/// The most bytes that pass from state to state
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html>).
pub(super) const MAX_PAYLOAD: u64 = 262_144;

/// The most events of an execution's history (same page).
pub(super) const MAX_EVENTS: u64 = 25_000;

/// How many items a map gets at most; `None` where nothing bounds them.
pub(super) fn item_bound(subject: &Subject<'_>, site: &Site<'_>) -> Option<u64> {
    let map = site.map()?;
    if let Some(reader) = &map.item_reader {
        return match reader.config.max_items {
            Some(Dynamic::Literal(count)) if count > 0 => Some(count),
            _ => None,
        };
    }
    if let Some(items) = map.items.as_ref().and_then(|it| it.as_array()) {
        return Some(items.len() as u64);
    }
    let from_batch = map.items_path.as_deref() == Some("$.Items")
        || map.items.as_ref().and_then(|it| it.as_str()).is_some_and(|it| {
            it.trim_start_matches("{%").trim_end_matches("%}").trim() == "$states.input.Items"
        });
    let child = subject.around(site).find_map(Site::distributed);
    match child {
        Some((around, _)) if from_batch && around.item_batcher.is_some() => around.batch_size(),
        _ => None,
    }
}

/// How many states a run of `machine` enters, if it enters each one, and each INLINE map runs for `items` items.
pub(super) fn states_entered(machine: &StateMachine, items: u64) -> u64 {
    let each = machine.states.values().map(|state| match &state.kind {
        StateKind::Map(map) if map.mode == MapMode::Inline => {
            items.saturating_mul(states_entered(&map.processor, items)).saturating_add(1)
        }
        StateKind::Parallel(parallel) => {
            let branches = parallel.branches.iter().map(|it| states_entered(it, items));
            branches.fold(1, u64::saturating_add)
        }
        StateKind::Fail(_) => 0,
        _ => 1,
    });
    each.fold(0, u64::saturating_add)
}

/// How many events a run of `machine` leaves at least, if it enters each state once.
pub(super) fn events(machine: &StateMachine) -> u64 {
    machine.states.values().map(|state| state_events(&state.kind)).sum()
}

/// Events of one state: entered and exited, and what its work leaves.
pub(super) fn state_events(kind: &StateKind) -> u64 {
    match kind {
        StateKind::Fail(_) => 1,
        // scheduled, started, succeeded
        StateKind::Task(_) => 5,
        // started, succeeded
        StateKind::Parallel(parallel) => 4 + parallel.branches.iter().map(events).sum::<u64>(),
        StateKind::Map(map) => match map.mode {
            MapMode::Inline => 4 + iteration_events(&map.processor),
            MapMode::Distributed(_) => 6,
        },
        _ => 2,
    }
}

/// Events of one iteration of an INLINE map: started, succeeded, and those of its states.
pub(super) fn iteration_events(processor: &StateMachine) -> u64 {
    2 + events(processor)
}
