//! The two intrinsic functions that a transformation consists of.

use serde_json::{Map, Value};

use crate::error::{ErrorKind, TransformError};

/// What `States.StringToJson` gives for a text: its JSON value, and `null` for a blank one.
///
/// Keys keep their order, numbers their digits; of equal keys the last value stays, in the first one's place.
///
/// # Errors
/// Text that is no JSON, or nests deeper than 127 levels.
///
/// ```
/// use distmap_transform::string_to_json;
///
/// assert_eq!(string_to_json(r#" {"b": 1.50, "a": []} "#)?.to_string(), r#"{"b":1.50,"a":[]}"#);
/// assert!(string_to_json(" ")?.is_null());
/// # Ok::<(), distmap_transform::TransformError>(())
/// ```
pub fn string_to_json(text: &str) -> Result<Value, TransformError> {
    if text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
        return Ok(Value::Null);
    }
    serde_json::from_str(text)
        .map_err(|error| TransformError::new(ErrorKind::NotJson, format!("invalid JSON: {error}")))
}

/// What `States.JsonMerge(first, second, false)` gives: the members of both, the second's winning.
///
/// Members stay in the place that they have in the first object; new ones follow in the second's order.
pub fn json_merge(first: Map<String, Value>, second: Map<String, Value>) -> Map<String, Value> {
    let mut merged = first;
    merged.extend(second);
    merged
}
