//! Names and transitions: what leads where, what nothing leads to, whether there is an end.
//!
//! Works on JSON whose shape has been found right.

use std::collections::HashSet;

use serde_json::Value;

use super::checker::Object;
use crate::diagnostic::{
    DUPLICATE_LABEL_NAME, DUPLICATE_STATE_NAME, Diagnostic, MISSING_END_STATE,
    MISSING_TRANSITION_TARGET, Pointer, Severity,
};

pub(super) fn check(machine: &Object) -> Vec<Diagnostic> {
    let mut graph = Graph::default();
    graph.machine(machine, &Pointer::root(), true);
    graph.found
}

#[derive(Default)]
struct Graph<'a> {
    found: Vec<Diagnostic>,
    names: HashSet<&'a str>,
    labels: HashSet<&'a str>,
}

impl<'a> Graph<'a> {
    fn machine(&mut self, machine: &'a Object, at: &Pointer, top: bool) {
        let (Some(states), Some(start)) = (
            machine.get("States").and_then(Value::as_object),
            machine.get("StartAt").and_then(Value::as_str),
        ) else {
            return;
        };
        let place = at.key("States");
        for name in states.keys() {
            if !self.names.insert(name) {
                self.found.push(Diagnostic::error(
                    DUPLICATE_STATE_NAME,
                    place.key(name),
                    format!("Duplicate State name: {name}"),
                ));
            }
        }
        self.target(states, start, at.key("StartAt"));
        for (name, state) in states {
            for (target, at) in targets(state, &place.key(name)) {
                self.target(states, target, at);
            }
        }
        if top && !states.values().any(ends) {
            self.found.push(Diagnostic {
                severity: Severity::Error,
                code: MISSING_END_STATE.to_owned(),
                message: "Workflow has no terminal state".to_owned(),
                pointer: None,
                source_location: None,
            });
        } else {
            self.unreachable(states, start, &place);
        }
        for (name, state) in states {
            self.inner(state, &place.key(name));
        }
    }

    fn target(&mut self, states: &Object, target: &str, at: Pointer) {
        if !states.contains_key(target) {
            self.found.push(Diagnostic::error(
                MISSING_TRANSITION_TARGET,
                at,
                format!("Missing 'Next' target: {target}"),
            ));
        }
    }

    fn unreachable(&mut self, states: &Object, start: &str, at: &Pointer) {
        let mut reached = HashSet::new();
        let mut open = vec![start];
        while let Some(name) = open.pop() {
            let Some(state) = states.get(name) else {
                continue;
            };
            if reached.insert(name) {
                open.extend(targets(state, at).into_iter().map(|(target, _)| target));
            }
        }
        for name in states.keys().filter(|it| !reached.contains(it.as_str())) {
            self.found.push(Diagnostic::error(
                MISSING_TRANSITION_TARGET,
                at.key(name),
                format!("State \"{name}\" is not reachable."),
            ));
        }
    }

    fn inner(&mut self, state: &'a Value, at: &Pointer) {
        if let Some(label) = state["Label"].as_str()
            && !self.labels.insert(label)
        {
            self.found.push(Diagnostic::error(
                DUPLICATE_LABEL_NAME,
                at.key("Label"),
                format!("Duplicate Label name: {label}"),
            ));
        }
        for key in ["ItemProcessor", "Iterator"] {
            if let Some(machine) = state[key].as_object() {
                self.machine(machine, &at.key(key), false);
            }
        }
        for (index, branch) in elements(state, "Branches").enumerate() {
            if let Some(machine) = branch.as_object() {
                self.machine(machine, &at.key("Branches").index(index), false);
            }
        }
    }
}

fn elements<'a>(state: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    state[key].as_array().into_iter().flatten()
}

/// Where a state leads, each with the place that says so.
fn targets<'a>(state: &'a Value, at: &Pointer) -> Vec<(&'a str, Pointer)> {
    let mut targets = Vec::new();
    for key in ["Next", "Default"] {
        targets.extend(state[key].as_str().map(|it| (it, at.key(key))));
    }
    for key in ["Choices", "Catch"] {
        for (index, entry) in elements(state, key).enumerate() {
            let place = at.key(key).index(index).key("Next");
            targets.extend(entry["Next"].as_str().map(|it| (it, place)));
        }
    }
    targets
}

fn ends(state: &Value) -> bool {
    state["End"] == true || state["Type"] == "Succeed" || state["Type"] == "Fail"
}
