//! Merges a patch into a JSON object, byte for byte as States.JsonMerge does.

use serde_json::{Map, Value};

/// What `States.StringToJson` gives for a text: its JSON value, and `null` for a blank one.
///
/// # Errors
/// Text that is no JSON.
pub fn string_to_json(text: &str) -> Result<Value, serde_json::Error> {
    if text.trim().is_empty() { Ok(Value::Null) } else { serde_json::from_str(text) }
}

/// What `States.JsonMerge(first, second, false)` gives: the members of both, the second's winning.
///
/// Members keep the place that they have in the first object; new ones follow.
pub fn json_merge(first: Map<String, Value>, second: Map<String, Value>) -> Map<String, Value> {
    let mut merged = first;
    merged.extend(second);
    merged
}
