//! The Lambda functions of a vector's world, played by handlers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use distmap_engine::engine::EngineBuilder;
use distmap_engine::ports::{Clock, Ids};
use distmap_engine::time::RandomIds;
use distmap_engine::{TaskError, TaskRequest};
use serde_json::{Value, json};

use super::answer;
use super::vector::Vector;

/// Registers the handlers of all functions in the vector's `setup`.
pub(crate) fn register(
    mut builder: EngineBuilder,
    vector: &Vector,
    clock: &Arc<dyn Clock>,
) -> EngineBuilder {
    for (arn, behaviour) in vector.setup("lambda").as_object().into_iter().flatten() {
        let function = Arc::new(Function::new(behaviour, vector, Arc::clone(clock)));
        builder = builder.handler(arn.as_str(), move |request| {
            let function = Arc::clone(&function);
            async move { function.answer(request).await }
        });
    }
    builder
}

struct Function {
    behaviour: Value,
    clock: Arc<dyn Clock>,
    /// What the function itself said where it failed, as recorded: its text, not the engine's.
    message: Value,
    stack_trace: Value,
    /// Recorded answers, in order.
    recorded: Vec<Value>,
    calls: AtomicUsize,
}

impl Function {
    fn new(behaviour: &Value, vector: &Vector, clock: Arc<dyn Clock>) -> Self {
        let mut failures = Vec::new();
        failures_in(&Value::Object(vector.body.clone()), &mut failures);
        let failure = failures.into_iter().find(|it| it["errorType"] == behaviour["errorType"]);
        let failure = failure.unwrap_or_else(|| behaviour.clone());
        Self {
            behaviour: behaviour.clone(),
            clock,
            message: failure["errorMessage"].clone(),
            stack_trace: failure.get("stackTrace").cloned().unwrap_or(json!([])),
            recorded: recorded_answers(vector),
            calls: AtomicUsize::new(0),
        }
    }

    async fn answer(&self, request: TaskRequest) -> Result<Value, TaskError> {
        let text = |name: &str| self.behaviour[name].as_str().unwrap_or_default();
        match text("behaviour") {
            "return" => Ok(self.behaviour["value"].clone()),
            "error" => {
                let cause = python_json(&json!({
                    "errorMessage": self.message,
                    "errorType": text("errorType"),
                    "requestId": RandomIds.next(),
                    "stackTrace": self.stack_trace,
                }));
                Err(TaskError::new(text("errorType"), cause))
            }
            // The bytes are the answer's JSON text, quotes and all.
            "return_bytes" => Ok(json!("HelloWorld!")),
            "return_template" => Ok(format!("input-event-{}", python_repr(&request.input)).into()),
            "return_large" => Ok("a".repeat(257 * 1024).into()),
            "sleep_then_echo" => {
                let seconds = self.behaviour["seconds"].as_u64().unwrap_or(0);
                self.clock.sleep(Duration::from_secs(seconds)).await;
                Ok(request.input)
            }
            "see_history" => {
                let call = self.calls.fetch_add(1, Ordering::Relaxed);
                let answer = self.recorded.get(call).or(self.recorded.last());
                Ok(answer.cloned().unwrap_or(Value::Null))
            }
            _ => Ok(request.input),
        }
    }
}

/// What functions answered in the recorded history.
fn recorded_answers(vector: &Vector) -> Vec<Value> {
    let events = vector.field("expected_history").as_array().into_iter().flatten();
    events
        .filter_map(|event| {
            let direct = event.pointer("/lambdaFunctionSucceededEventDetails/output");
            let wrapped = event.pointer("/taskSucceededEventDetails/output/Payload");
            direct.or(wrapped).cloned()
        })
        .collect()
}

/// All failures that functions reported; texts that hold JSON are looked into.
fn failures_in(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| failures_in(item, found)),
        Value::Object(members) if members.contains_key("stackTrace") => found.push(value.clone()),
        Value::Object(members) => members.values().for_each(|it| failures_in(it, found)),
        Value::String(text) if text.contains("stackTrace") => {
            if let Some(inner) = answer::cause(text) {
                failures_in(&inner, found);
            }
        }
        _ => {}
    }
}

/// JSON as Python's `json.dumps` writes it: a blank after each comma and colon, ASCII only.
pub(crate) fn python_json(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            format!("[{}]", items.iter().map(python_json).collect::<Vec<_>>().join(", "))
        }
        Value::Object(members) => {
            let members = members.iter().map(|(name, member)| {
                format!("{}: {}", python_json(&json!(name)), python_json(member))
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// A value as Python's `repr` shows it.
fn python_repr(value: &Value) -> String {
    match value {
        Value::Null => "None".into(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.contains('\'') && !text.contains('"') => format!("\"{text}\""),
        Value::String(text) => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(python_repr).collect::<Vec<_>>().join(", "))
        }
        Value::Object(members) => {
            let members = members.iter().map(|(name, member)| {
                format!("{}: {}", python_repr(&json!(name)), python_repr(member))
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_python_writes() {
        let value = json!({"a": [1, "x"], "b": null, "c": "it's"});
        assert_eq!(python_json(&value), r#"{"a": [1, "x"], "b": null, "c": "it's"}"#);
        assert_eq!(python_repr(&value), r#"{'a': [1, 'x'], 'b': None, 'c': "it's"}"#);
    }
}
