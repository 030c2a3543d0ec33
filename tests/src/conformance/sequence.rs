//! Calls of the API, one after another: kinds `api_sequence` and `create_state_machine`.

use std::time::Duration;

use distmap_server::ApiError;
use serde_json::{Map, Value, json};

use super::compare::Difference;
use super::judge;
use super::placeholder::{Bindings, Placeholders};
use super::vector::{Vector, text_of};
use super::world::World;

/// Members that AWS added to its answers over the years; older recordings lack them.
const LATER: [&str; 7] = [
    "encryptionConfiguration",
    "failuresNotRedrivable",
    "pendingRedrive",
    "redriveCount",
    "redriveStatus",
    "redriveStatusReason",
    "variableReferences",
];

/// Virtual time after which a started execution is taken for one that waits.
const PATIENCE: Duration = Duration::from_secs(30);

/// Kind `api_sequence`: where the answers differ.
pub(crate) async fn calls(
    world: &World,
    vector: &Vector,
    placeholders: &Placeholders,
) -> Result<Vec<Difference>, String> {
    let steps = vector.field("steps").as_array().cloned().unwrap_or_default();
    let stops = steps.iter().any(|step| step["action"] == "StopExecution");
    let mut learned = Learned::new(vector);
    let mut bindings = Bindings::default();
    let mut differences = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        // The recorder's own client refused it: AWS was not asked.
        if step["expected_error"]["client_side"] == true {
            continue;
        }
        let action = step["action"].as_str().ok_or("a step without an action")?;
        let request = learned.request(action, &step["request"]);
        let answer = world.service.call(action, request).await;
        if let Ok(answer) = &answer {
            learned.learn(answer);
            if let Some(arn) = answer["executionArn"].as_str() {
                settle(world, arn, stops).await;
            }
        }
        let pointer = format!("/steps/{number}/{action}");
        let found = match (step.get("expected_response"), step.get("expected_error")) {
            (Some(expected), _) => judged(&pointer, expected, &answer, placeholders, &mut bindings),
            (_, Some(expected)) => {
                refused(&pointer, expected, &answer, placeholders, &mut bindings)
            }
            (None, None) => match &answer {
                Ok(_) => Vec::new(),
                Err(error) => return Err(format!("{pointer}: {error}")),
            },
        };
        differences.extend(found);
    }
    Ok(differences)
}

/// Kind `create_state_machine`: the error with which a definition is refused.
pub(crate) async fn refusal(
    world: &World,
    vector: &Vector,
    placeholders: &Placeholders,
) -> Vec<Difference> {
    let mut request = json!({
        "name": "machine",
        "definition": vector.definition(),
        "roleArn": "arn:aws:iam::111111111111:role/distmap-role",
        "type": vector.text("type").unwrap_or("STANDARD"),
    });
    if let (Value::Object(request), Value::Object(given)) = (&mut request, vector.field("request"))
    {
        request.extend(given.clone());
    }
    let answer = world.service.call("CreateStateMachine", request).await;
    let expected = vector.field("expected_error");
    refused("", expected, &answer, placeholders, &mut Bindings::default())
}

/// Waits for the end of an execution, as the recorder's tests did before they went on; one that is
/// stopped later only gets to where it waits.
async fn settle(world: &World, arn: &str, is_stopped: bool) {
    if is_stopped {
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
    } else if let Some(execution) = world.engine.execution(arn) {
        tokio::select! {
            _ = execution.wait() => {}
            () = world.clock.sleep(PATIENCE) => {}
        }
    }
}

fn judged(
    pointer: &str,
    expected: &Value,
    answer: &Result<Value, ApiError>,
    placeholders: &Placeholders,
    bindings: &mut Bindings,
) -> Vec<Difference> {
    let mut expected = expected.clone();
    let mut actual = match answer {
        Ok(answer) => answer.clone(),
        Err(error) => told(error),
    };
    if let Value::Object(members) = &mut expected {
        members.shift_remove("ResponseMetadata");
    }
    let events = expected.get_mut("events").and_then(Value::as_array_mut);
    for event in events.into_iter().flatten() {
        if let Value::Object(members) = event {
            members.shift_remove("timestamp");
        }
    }
    forget_later(&expected, &mut actual);
    judge::response(pointer, &expected, &actual, placeholders, bindings)
}

fn refused(
    pointer: &str,
    expected: &Value,
    answer: &Result<Value, ApiError>,
    placeholders: &Placeholders,
    bindings: &mut Bindings,
) -> Vec<Difference> {
    let mut expected = expected.clone();
    // Not every recording kept the status.
    if let Some(members) = expected.as_object_mut() {
        members.entry("http_status").or_insert(json!(400));
    }
    let actual = match answer {
        Ok(answer) => answer.clone(),
        Err(error) => told(error),
    };
    judge::response(pointer, &expected, &actual, placeholders, bindings)
}

fn told(error: &ApiError) -> Value {
    json!({"code": error.code, "message": error.message, "http_status": error.status})
}

/// Leaves out of our answer what AWS added after the recording was made.
fn forget_later(expected: &Value, actual: &mut Value) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            actual.retain(|name, _| expected.contains_key(name) || !LATER.contains(&name.as_str()));
            for (name, member) in actual {
                forget_later(expected.get(name).unwrap_or(&Value::Null), member);
            }
        }
        (Value::Array(expected), Value::Array(actual)) => {
            for (expected, actual) in expected.iter().zip(actual) {
                forget_later(expected, actual);
            }
        }
        _ => {}
    }
}

/// What the service chose in a run, where the recording stands on a value of its own.
struct Learned {
    /// The number in the last name that the recorder made up (`...-c0ffee07`).
    names: u32,
    revisions: Vec<String>,
    next_token: Option<String>,
    map_run: Option<String>,
    task_token: Option<String>,
}

impl Learned {
    fn new(vector: &Vector) -> Self {
        let mut learned = Self {
            names: 0,
            revisions: Vec::new(),
            next_token: None,
            map_run: None,
            task_token: None,
        };
        learned.count(&vector.field("setup").to_string());
        learned
    }

    /// Remembers the greatest number of the recorder's names in a text.
    fn count(&mut self, text: &str) {
        for rest in text.split("c0ffee").skip(1) {
            let number = rest.get(..2).and_then(|digits| digits.parse().ok());
            self.names = self.names.max(number.unwrap_or(0));
        }
    }

    /// A step's request as it is sent: texts where the vector has JSON, our values for the recorded ones.
    fn request(&mut self, action: &str, recorded: &Value) -> Value {
        let mut request = Map::new();
        for (name, value) in recorded.as_object().into_iter().flatten() {
            let text = recorded.get(format!("{name}_text"));
            let value = match (name.as_str(), text) {
                (_, Some(text)) => text.clone(),
                ("definition" | "input" | "output", None) => Value::String(text_of(value)),
                _ if name.ends_with("_text") => continue,
                _ => value.clone(),
            };
            request.insert(name.clone(), value);
        }
        let mut request = Value::Object(request);
        self.count(&request.to_string());
        if action == "StartExecution" && request.get("name").is_none() {
            // AWS chose a name; later steps know it by the recorder's next number.
            self.names += 1;
            request["name"] = format!("run-c0ffee{:02}", self.names).into();
        }
        self.put(&mut request);
        request
    }

    fn put(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                let revision = text
                    .strip_prefix("00000000-0000-4000-8000-")
                    .and_then(|number| number.parse::<usize>().ok())
                    .and_then(|number| self.revisions.get(number.checked_sub(1)?));
                let ours = match text.as_str() {
                    "fake-task-token" => self.task_token.as_ref(),
                    text if text.starts_with("fake-next-token") => self.next_token.as_ref(),
                    text if text.contains(":mapRun:recorded/") => self.map_run.as_ref(),
                    text if text.starts_with("<invalid_token_") => None,
                    _ => revision,
                };
                if let Some(ours) = ours {
                    *text = ours.clone();
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.put(item)),
            Value::Object(members) => members.values_mut().for_each(|member| self.put(member)),
            _ => {}
        }
    }

    fn learn(&mut self, answer: &Value) {
        let text = |name: &str| answer[name].as_str().map(str::to_owned);
        if let Some(revision) = text("revisionId").filter(|r| !self.revisions.contains(r)) {
            self.revisions.push(revision);
        }
        self.next_token = text("nextToken").or(self.next_token.take());
        self.task_token = text("taskToken").or(self.task_token.take());
        let run = answer["mapRuns"][0]["mapRunArn"].as_str().map(str::to_owned);
        self.map_run = run.or(self.map_run.take());
    }
}
