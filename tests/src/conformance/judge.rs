//! Compares an answer with what AWS answered.

use serde_json::{Map, Value, json};

use super::answer::{self, Answer};
use super::compare::{Difference, compare};
use super::placeholder::{Bindings, Placeholders};
use super::report::{Case, Verdict};
use super::vector::Vector;

/// Judges an execution's answer: the result, and the history where one is recorded.
pub(crate) fn execution(vector: &Vector, placeholders: &Placeholders, answer: &Answer) -> Case {
    let mut bindings = Bindings::default();
    let mut differences = result(vector, placeholders, answer, &mut bindings);
    let result = Verdict::of(&differences);
    let history = match (vector.field("expected_history").as_array(), &answer.events) {
        (Some(expected), Some(events)) => {
            let found = history(vector, placeholders, expected, events, &mut bindings);
            let verdict = Verdict::of(&found);
            differences.extend(found);
            verdict
        }
        _ => Verdict::Skipped,
    };
    finish(vector, result, history, differences)
}

/// Judges one response of the API, and gives where it differs.
pub(crate) fn response(
    pointer: &str,
    expected: &Value,
    actual: &Value,
    placeholders: &Placeholders,
    bindings: &mut Bindings,
) -> Vec<Difference> {
    let mut actual = answer::response(actual);
    placeholders.apply(&mut actual);
    compare(pointer, expected, &actual, placeholders, bindings)
}

/// A case from its verdicts; the reason of a failure is its first difference.
pub(crate) fn finish(
    vector: &Vector,
    result: Verdict,
    history: Verdict,
    differences: Vec<Difference>,
) -> Case {
    let reason = differences.first().map(|first| first.to_string());
    Case {
        id: vector.id.clone(),
        category: vector.category.clone(),
        result,
        history,
        reason,
        differences,
    }
}

fn result(
    vector: &Vector,
    placeholders: &Placeholders,
    answer: &Answer,
    bindings: &mut Bindings,
) -> Vec<Difference> {
    let recorded = vector.field("expected");
    // A recording that ends before the run does says nothing of the run's end.
    if recorded.get("status").is_none_or(Value::is_null) {
        return Vec::new();
    }
    let mut actual = answer.result();
    placeholders.apply(&mut actual);
    let masked = recorded.get("output_masked") == Some(&Value::Bool(true));
    let mut expected = Map::new();
    for name in ["status", "output", "error", "cause"] {
        match recorded.get(name) {
            _ if masked && name == "output" => {
                if let Some(actual) = actual.as_object_mut() {
                    actual.shift_remove(name);
                }
            }
            Some(value) => {
                expected.insert(name.to_owned(), value.clone());
            }
            None => {}
        }
    }
    compare("", &Value::Object(expected), &actual, placeholders, bindings)
}

fn history(
    vector: &Vector,
    placeholders: &Placeholders,
    expected: &[Value],
    events: &[Value],
    bindings: &mut Bindings,
) -> Vec<Difference> {
    let events: Vec<Value> = events.iter().map(answer::event).collect();
    let mut actual = json!({ "events": events });
    placeholders.apply(&mut actual);
    let mut events = match actual.get_mut("events").map(Value::take) {
        Some(Value::Array(events)) => events,
        _ => Vec::new(),
    };
    let mut expected = expected.to_vec();
    if vector.field("expected").get("status").is_none_or(Value::is_null) {
        events.truncate(expected.len());
    }
    if vector.body.contains_key("history_order") {
        // These recordings dropped the event that ends the Parallel state's branches.
        events.retain(|event| event["type"] != "ParallelStateSucceeded");
        unorder_parallel(&mut expected);
        unorder_parallel(&mut events);
    }
    if expected.iter().any(|event| event["type"] == "MapRunStarted") {
        forget_previous_of_map_exits(&mut expected);
        forget_previous_of_map_exits(&mut events);
    }
    compare("/history", &Value::Array(expected), &Value::Array(events), placeholders, bindings)
}

/// The recording sorted the events inside a Parallel state by their text, ids set to 0.
fn unorder_parallel(events: &mut [Value]) {
    let mut start = None;
    for index in 0..events.len() {
        let kind = events[index]["type"].as_str().unwrap_or_default();
        match (start, kind) {
            (None, "ParallelStateStarted") => start = Some(index + 1),
            (
                Some(from),
                "ParallelStateSucceeded" | "ParallelStateFailed" | "ParallelStateExited",
            ) => {
                events[from..index].sort_by_key(sort_text);
                start = None;
            }
            (Some(_), _) => {
                for name in ["id", "previousEventId"] {
                    events[index][name] = json!(0);
                }
            }
            (None, _) => {}
        }
    }
}

/// A text to sort events by, the same whatever the order of their keys.
fn sort_text(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            members.iter().map(|(name, value)| format!("{name}:{},", sort_text(value))).collect()
        }
        Value::Array(items) => items.iter().map(|item| sort_text(item) + ",").collect(),
        other => other.to_string(),
    }
}

/// AWS changed in 2024 which event MapStateExited of a distributed Map follows.
fn forget_previous_of_map_exits(events: &mut [Value]) {
    for event in events.iter_mut().filter(|event| event["type"] == "MapStateExited") {
        if let Value::Object(members) = event {
            members.shift_remove("previousEventId");
        }
    }
}
