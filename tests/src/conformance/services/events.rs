//! An event bus that takes events and delivers them to nobody.

use distmap_engine::TaskError;
use distmap_engine::ports::Ids;
use distmap_engine::time::RandomIds;
use serde_json::{Value, json};

/// `events:putEvents`; one entry that is refused fails the task
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html>).
pub(super) fn put(arguments: &Value) -> Result<Value, TaskError> {
    let entries = arguments["Entries"].as_array().into_iter().flatten();
    let answers: Vec<Value> = entries.map(entry).collect();
    let failed = answers.iter().filter(|answer| answer.get("ErrorCode").is_some()).count();
    let answer = json!({"Entries": answers, "FailedEntryCount": failed});
    match failed {
        0 => Ok(answer),
        _ => Err(TaskError::new("EventBridge.FailedEntry", answer.to_string())),
    }
}

fn entry(entry: &Value) -> Value {
    let required = |name: &str| {
        let given = entry[name].as_str().is_some_and(|text| !text.is_empty());
        (!given).then(|| {
            let message =
                format!("Parameter {name} is not valid. Reason: {name} is a required argument.");
            json!({"ErrorCode": "InvalidArgument", "ErrorMessage": message})
        })
    };
    let detail = match &entry["Detail"] {
        Value::Null => {
            return json!({
                "ErrorCode": "InvalidArgument",
                "ErrorMessage": "Parameter Detail is not valid. Reason: Detail is a required argument.",
            });
        }
        // An object is sent as its text.
        Value::String(text) => serde_json::from_str(text).unwrap_or_default(),
        other => other.clone(),
    };
    if let Some(refused) = required("Source").or_else(|| required("DetailType")) {
        return refused;
    }
    if !detail.is_object() {
        return json!({"ErrorCode": "MalformedDetail", "ErrorMessage": "Detail is malformed."});
    }
    json!({"EventId": RandomIds.next()})
}
