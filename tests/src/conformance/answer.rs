//! Our answers in the form in which the recordings keep AWS's.

use serde_json::{Map, Value, json};

/// How an execution ended and what its history says, as the API answers it.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// `SUCCEEDED`, `FAILED`, `TIMED_OUT`, `ABORTED`; `RUNNING` if it has not ended.
    pub status: String,
    /// The output's JSON text.
    pub output: Option<String>,
    /// The error's name.
    pub error: Option<String>,
    /// The text for people.
    pub cause: Option<String>,
    /// The events of GetExecutionHistory.
    pub events: Option<Vec<Value>>,
}

impl Answer {
    /// What the response of an operation that describes an execution says, without a history.
    pub(crate) fn described(response: &Value) -> Self {
        let text = |name: &str| response[name].as_str().map(str::to_owned);
        Self {
            status: text("status").unwrap_or_default(),
            output: text("output"),
            error: text("error"),
            cause: text("cause"),
            events: None,
        }
    }

    /// Status, output, error and cause.
    pub(crate) fn result(&self) -> Value {
        let mut result = Map::new();
        result.insert("status".into(), json!(self.status));
        if let Some(output) = &self.output {
            result.insert("output".into(), parsed(output));
        }
        if let Some(error) = &self.error {
            result.insert("error".into(), json!(error));
        }
        if let Some(cause) = &self.cause {
            result.insert("cause".into(), parsed_object(cause));
        }
        Value::Object(result)
    }
}

/// A JSON text as a value; a text that is no JSON stays what it is.
pub(crate) fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

/// Likewise, where only an object counts.
pub(crate) fn parsed_object(text: &str) -> Value {
    if text.starts_with('{') { parsed(text) } else { Value::String(text.to_owned()) }
}

/// A `cause` that is the text of a JSON object, in a recording or in ours. A token in a recording may
/// have taken the quotation mark before it.
pub(crate) fn cause(text: &str) -> Option<Value> {
    if !text.starts_with('{') {
        return None;
    }
    let whole = serde_json::from_str(text).or_else(|_| serde_json::from_str(&mended(text)));
    whole.ok().filter(Value::is_object)
}

/// Puts the mark back: `:<token>"` becomes `:"<token>"`.
fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len() + 1);
    let mut rest = text;
    while let Some(at) = rest.find(":<") {
        let (before, token) = rest.split_at(at + 1);
        mended += before;
        if token.find('>').is_some_and(|end| token[end + 1..].starts_with('"')) {
            mended.push('"');
        }
        rest = token;
    }
    mended + rest
}

/// An event in the recordings' form: no timestamp, texts that hold JSON as values.
pub(crate) fn event(event: &Value) -> Value {
    let mut event = event.clone();
    if let Value::Object(members) = &mut event {
        members.shift_remove("timestamp");
        for (_, details) in members.iter_mut().filter(|(name, _)| name.ends_with("EventDetails")) {
            if let Value::Object(details) = details {
                open(details);
            }
        }
    }
    event
}

/// Opens the JSON texts among an event's details.
fn open(details: &mut Map<String, Value>) {
    for (name, value) in details {
        match (name.as_str(), &mut *value) {
            ("input" | "output" | "parameters", Value::String(text)) => *value = parsed(text),
            ("cause", Value::String(text)) => *value = parsed_object(text),
            ("assignedVariables", Value::Object(variables)) => {
                for variable in variables.values_mut() {
                    if let Value::String(text) = variable {
                        *variable = parsed(text);
                    }
                }
            }
            _ => {}
        }
    }
}

/// An API response in the recordings' form: members that hold JSON texts as values.
pub(crate) fn response(response: &Value) -> Value {
    let mut response = response.clone();
    open_response(&mut response);
    response
}

fn open_response(value: &mut Value) {
    match value {
        Value::String(text) if text.starts_with(['{', '[']) => *value = parsed(text),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
        Value::Array(items) => items.iter_mut().for_each(open_response),
        Value::Object(members) => {
            for (name, member) in members {
                match (name.as_str(), &mut *member) {
                    ("input" | "output" | "definition", Value::String(text)) => {
                        *member = parsed(text);
                    }
                    ("events", Value::Array(events)) => {
                        events.iter_mut().for_each(|each| *each = event(each));
                    }
                    _ => open_response(member),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_lose_their_time_and_open_their_texts() {
        let ours = json!({
            "timestamp": 1.5, "id": 1, "previousEventId": 0, "type": "TaskFailed",
            "taskFailedEventDetails": {"cause": "{\"a\":1}", "error": "E", "output": "no json"},
        });
        let expected = json!({
            "id": 1, "previousEventId": 0, "type": "TaskFailed",
            "taskFailedEventDetails": {"cause": {"a": 1}, "error": "E", "output": "no json"},
        });
        assert_eq!(event(&ours), expected);
    }

    #[test]
    fn a_cause_gets_back_the_mark_that_a_token_took() {
        let recorded = r#"{"requestId":<request-id>","a":"b:<c"}"#;
        assert_eq!(cause(recorded), Some(json!({"requestId": "<request-id>", "a": "b:<c"})));
        assert_eq!(cause("{no JSON"), None);
        assert_eq!(cause("[1]"), None);
    }

    #[test]
    fn a_cause_is_opened_only_if_it_is_an_object() {
        let answer =
            Answer { status: "FAILED".into(), cause: Some("1".into()), ..Answer::default() };
        assert_eq!(answer.result(), json!({"status": "FAILED", "cause": "1"}));
    }
}
