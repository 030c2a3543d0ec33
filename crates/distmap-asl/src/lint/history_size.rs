//! A history that can outgrow 25,000 events.

use super::sizes::{MAX_EVENTS, item_bound, iteration_events, state_events};
use super::{Lint, Report, Subject, thousands};
use crate::model::{ExecutionType, MapMode};
use crate::walk::Graph;

pub(super) const LINT: Lint = Lint {
    name: "history-size",
    summary: "an INLINE map or a loop in a STANDARD execution whose history can outgrow 25,000 events",
    explanation: "a STANDARD execution fails when its history reaches 25,000 events",
    remedy: "make the map DISTRIBUTED, bound its items, or go on in a new execution",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let standard = subject.sites.iter().filter(|it| it.execution == ExecutionType::Standard);
    for site in standard {
        if let Some(map) = site.map().filter(|it| it.mode == MapMode::Inline) {
            let each = iteration_events(&map.processor);
            let items = item_bound(subject, site);
            if items.is_none_or(|it| it.saturating_mul(each) > MAX_EVENTS) {
                report.at(
                    site.pointer.clone(),
                    format!(
                        "every item leaves at least {each} events: from {} items on the history outgrows {}",
                        thousands(MAX_EVENTS / each + 1),
                        thousands(MAX_EVENTS),
                    ),
                );
            }
        }
    }
    let standard = subject.first_states().filter(|it| it.execution == ExecutionType::Standard);
    for first in standard {
        let states = &first.machine.states;
        let graph = Graph::of(first.machine);
        let reachable = graph.reachable();
        for turn in graph.loops().into_iter().filter(|it| reachable[it[0]]) {
            let each: u64 = turn.iter().map(|it| state_events(&states[*it].kind)).sum();
            let Some((name, _)) = states.get_index(turn[0]) else { continue };
            report.at(
                first.sibling(name),
                format!(
                    "every turn of the loop through `{name}` leaves at least {each} events: after {} turns the history outgrows {}",
                    thousands(MAX_EVENTS / each + 1),
                    thousands(MAX_EVENTS),
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::found;
    use super::*;

    #[test]
    fn an_inline_map_without_bound() {
        let definition = json!({"StartAt": "M", "States": {"M": {
            "Type": "Map", "ItemsPath": "$.all", "End": true,
            "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}},
        }}});
        let (place, message) = &found(&LINT, &definition)[0];
        assert_eq!(place, "/States/M");
        assert!(message.contains("from 6,251 items on"), "{message}");
    }

    #[test]
    fn a_loop_is_named_once() {
        let definition = json!({"StartAt": "A", "States": {
            "A": {"Type": "Pass", "Next": "B"},
            "B": {"Type": "Wait", "Seconds": 1, "Next": "C"},
            "C": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "B"}], "Default": "D"},
            "D": {"Type": "Succeed"},
        }});
        let found = found(&LINT, &definition);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, "/States/B");
    }

    #[test]
    fn a_batch_is_a_bound() {
        let definition = json!({"StartAt": "M", "States": {"M": {
            "Type": "Map", "End": true, "ItemBatcher": {"MaxItemsPerBatch": 100},
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                "StartAt": "I", "States": {"I": {
                    "Type": "Map", "ItemsPath": "$.Items", "End": true,
                    "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}},
                }},
            },
        }}});
        assert!(found(&LINT, &definition).is_empty());
    }
}
