//! `States.StringToJson` and `States.JsonMerge`: their one home is `distmap-transform`.

use serde_json::Value;

use super::{Refusal, text};

pub(super) fn parse(value: &Value) -> Result<Value, Refusal> {
    let text = text(value, "States.StringToJson")?;
    distmap_transform::string_to_json(text).map_err(|error| {
        Refusal::new(distmap_asl::json_problem(text).unwrap_or_else(|| error.to_string()))
    })
}

/// The third argument of `States.JsonMerge` must be `false`: AWS knows no deep merge.
pub(super) fn shallow(deep: &Value) -> Result<(), Refusal> {
    match deep {
        Value::Bool(false) => Ok(()),
        _ => Err(Refusal::new(
            "Invalid arguments in States.JsonMerge: the third argument must be false",
        )),
    }
}

pub(super) fn merge(first: Option<Value>, second: Option<Value>) -> Result<Value, Refusal> {
    match (first, second) {
        (Some(Value::Object(first)), Some(Value::Object(second))) => {
            Ok(Value::Object(distmap_transform::json_merge(first, second)))
        }
        _ => {
            Err(Refusal::new("Invalid arguments in States.JsonMerge: both values must be objects"))
        }
    }
}
