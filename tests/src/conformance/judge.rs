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
    if before_redrive(vector) {
        forget_redrive_counts(&mut actual);
    }
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
    if before_redrive(vector) {
        forget_redrive_counts(&mut actual);
    }
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
        let ends = ["ParallelStateSucceeded", "ParallelStateFailed"];
        events.retain(|event| !ends.iter().any(|end| event["type"] == *end));
        unorder_parallel(&mut expected);
        unorder_parallel(&mut events);
    }
    if expected.iter().any(|event| event["type"] == "MapRunStarted") {
        forget_previous_of_map_exits(&mut expected);
        forget_previous_of_map_exits(&mut events);
    }
    compare("/history", &Value::Array(expected), &Value::Array(events), placeholders, bindings)
}

/// Whether the answer was recorded before AWS had redrive (15 November 2023), whose count is part of the
/// Context Object since.
fn before_redrive(vector: &Vector) -> bool {
    let recorded = vector.text("recorded_date").unwrap_or_default();
    let date: Vec<u32> = recorded
        .split(',')
        .next()
        .unwrap_or_default()
        .split('-')
        .filter_map(|part| part.parse().ok())
        .collect();
    matches!(date.as_slice(), [day, month, year] if (*year, *month, *day) < (2023, 11, 15))
}

fn forget_redrive_counts(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(forget_redrive_counts),
        Value::Object(members) => {
            members.shift_remove("RedriveCount");
            members.values_mut().for_each(forget_redrive_counts);
        }
        _ => {}
    }
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
