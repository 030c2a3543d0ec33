//! A DISTRIBUTED processor that reads outer variables.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Lint, Report, Subject};
use crate::diagnostic::Pointer;
use crate::model::{QueryLanguage, StateKind, StateMachine};
use crate::variables::variable_references;
use crate::walk::sites;

pub(super) const LINT: Lint = Lint {
    name: "outer-variables",
    summary: "a DISTRIBUTED processor that reads a variable assigned outside of it",
    explanation: "child executions have variables of their own and cannot read those of their parent",
    remedy: "hand the value over in `ItemSelector` or `BatchInput`",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let Some((map, children)) = site.distributed() else { continue };
        let assigned = assigned(&map.processor);
        let mut value = map.processor.to_value();
        if subject.sites[0].language == QueryLanguage::Jsonata {
            value["QueryLanguage"] = Value::from("JSONata");
        }
        let references = variable_references(&value);
        for inner in sites(&map.processor, children) {
            for name in references.get(inner.name).into_iter().flatten() {
                if !assigned.contains(name.as_str()) {
                    let mut pointer = site.pointer.key(map.processor_key()).segments().to_vec();
                    pointer.extend_from_slice(inner.pointer.segments());
                    report.at(
                        Pointer::from(pointer),
                        format!("`${name}` is not assigned in this child execution"),
                    );
                }
            }
        }
    }
}

/// The variables that the states of a machine assign.
fn assigned(machine: &StateMachine) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for state in machine.states.values() {
        let mut templates = vec![&state.flow.assign];
        if let Some((_, catch)) = state.kind.handlers() {
            templates.extend(catch.iter().map(|it| &it.assign));
        }
        match &state.kind {
            StateKind::Choice(choice) => {
                templates.extend(choice.choices.iter().map(|it| &it.assign));
            }
            StateKind::Map(map) => names.extend(assigned(&map.processor)),
            StateKind::Parallel(parallel) => {
                names.extend(parallel.branches.iter().flat_map(assigned));
            }
            _ => {}
        }
        let keys = templates.into_iter().flatten().filter_map(Value::as_object).flatten();
        names.extend(keys.map(|(key, _)| key.strip_suffix(".$").unwrap_or(key)));
    }
    names
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::places;
    use super::*;

    fn map(mode: Value) -> Value {
        json!({"StartAt": "S", "States": {
            "S": {"Type": "Pass", "Assign": {"x": 1}, "Next": "M"},
            "M": {"Type": "Map", "End": true, "ItemProcessor": {
                "ProcessorConfig": mode,
                "StartAt": "A", "States": {
                    "A": {"Type": "Pass", "Assign": {"y": 1}, "Next": "B"},
                    "B": {"Type": "Pass", "Parameters": {"x.$": "$x", "y.$": "$y"}, "End": true},
                },
            }},
        }})
    }

    #[test]
    fn a_variable_of_the_parent() {
        let distributed = json!({"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"});
        assert_eq!(places(&LINT, &map(distributed)), ["/States/M/ItemProcessor/States/B"]);
        assert!(places(&LINT, &map(json!({"Mode": "INLINE"}))).is_empty());
    }
}
