//! What TestState refuses to try.

use serde_json::Value;

use super::definition::Subject;
use super::{FieldValidation, InspectionLevel, TestStateRequest, invalid, schema};
use crate::error::ApiError;
use crate::tasks::{Pattern, Resource};

pub(super) fn request(request: &TestStateRequest, subject: &Subject) -> Result<(), ApiError> {
    let kind = subject.state_type();
    match &request.mock {
        Some(mock) => {
            if request.reveal_secrets {
                return Err(invalid(
                    "TestState does not support RevealSecrets when a mock is specified.",
                ));
            }
            if !matches!(kind, "Task" | "Map" | "Parallel") {
                return Err(invalid(format!(
                    "State type '{kind}' is not supported when a mock is specified"
                )));
            }
            match (&mock.result, &mock.error_output) {
                (Some(_), None) | (None, Some(_)) => {}
                (Some(_), Some(_)) => {
                    return Err(invalid(
                        "A test mock should have only one of the following fields: [result, errorOutput].",
                    ));
                }
                (None, None) => {
                    return Err(invalid("A mock must have either a result or an errorOutput"));
                }
            }
            if let Some(text) = &mock.result {
                let result: Value = serde_json::from_str(text)
                    .map_err(|_| invalid("Mocked result must be valid JSON"))?;
                mocked_result(request, subject, &result, mock.field_validation)?;
            }
        }
        None => {
            if request.state_configuration.map_iteration_failure_count.is_some() {
                return Err(invalid(
                    "TestState does not support MapIterationFailureCount when a mock is not specified.",
                ));
            }
            if matches!(kind, "Map" | "Parallel") {
                return Err(ApiError::new(
                    "InvalidDefinition",
                    400,
                    "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
                ));
            }
            if kind == "Task" && request.role_arn.is_none() {
                return Err(invalid("RoleArn must be specified when testing a Task state"));
            }
            // Nobody would answer while the state is tried.
            if kind == "Task" && waits(subject) {
                return Err(ApiError::new(
                    "InvalidDefinition",
                    400,
                    "TestState API does not support activities and the '.sync' and '.waitForTaskToken' service integration patterns when a mock is not specified",
                ));
            }
        }
    }
    if request.reveal_secrets && request.inspection_level != InspectionLevel::Trace {
        return Err(invalid("RevealSecrets is only supported with inspection level TRACE"));
    }
    match &request.context {
        Some(text) => context(text, subject),
        None => Ok(()),
    }
}

fn mocked_result(
    request: &TestStateRequest,
    subject: &Subject,
    result: &Value,
    validation: FieldValidation,
) -> Result<(), ApiError> {
    match subject.state_type() {
        "Task" => {
            let resource = subject.state.get("Resource").and_then(Value::as_str);
            schema::check(&Resource::parse(resource.unwrap_or_default()), result, validation)
        }
        "Parallel" => {
            let items =
                result.as_array().ok_or_else(|| invalid("Mocked result must be an array."))?;
            let branches = subject.state.get("Branches").and_then(Value::as_array);
            if branches.is_some_and(|branches| branches.len() != items.len()) {
                return Err(invalid(
                    "Mocked result must contain the same number of items as number of Parallel branches.",
                ));
            }
            Ok(())
        }
        _ => {
            // A ResultWriter that writes somewhere gives an object that says where.
            let writer = subject.state.get("ResultWriter");
            if writer.is_some_and(|writer| writer.get("Resource").is_some()) {
                return match result {
                    Value::Object(_) => Ok(()),
                    _ => Err(invalid("Mocked result must be a JSON object.")),
                };
            }
            let items =
                result.as_array().ok_or_else(|| invalid("Mocked result must be an array."))?;
            let failed = request.state_configuration.map_iteration_failure_count.unwrap_or(0);
            if failed > items.len() as u64 {
                return Err(invalid(
                    "Map iteration failure count must be less than or equal to the number of Map iterations",
                ));
            }
            Ok(())
        }
    }
}

/// The members that a Context Object may have.
const CONTEXT: [(&str, &[&str]); 5] = [
    ("Execution", &["Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"]),
    ("State", &["EnteredTime", "Name", "RetryCount"]),
    ("StateMachine", &["Id", "Name"]),
    ("Task", &["Token"]),
    ("Map", &["Item"]),
];

fn context(text: &str, subject: &Subject) -> Result<(), ApiError> {
    let refuse = |message: String| invalid(format!("Invalid Context object provided: {message}"));
    let context: Value = serde_json::from_str(text)
        .map_err(|_| refuse("Context object must be valid JSON".into()))?;
    let members =
        context.as_object().ok_or_else(|| refuse("Context object must be a JSON object".into()))?;
    for (name, value) in members {
        let Some((_, known)) = CONTEXT.iter().find(|(member, _)| member == name) else {
            return Err(refuse(format!("Field '{name}' is not allowed")));
        };
        let Some(fields) = value.as_object() else {
            return Err(refuse(format!("Field '{name}' must be an object")));
        };
        for (field, value) in fields {
            let (fits, kind) = match field.as_str() {
                other if !known.contains(&other) => {
                    return Err(refuse(format!("Field '{field}' is not allowed")));
                }
                "Input" => continue,
                "Item" => (value.is_object(), "an object"),
                "RedriveCount" | "RetryCount" => (value.is_number(), "a number"),
                _ => (value.is_string(), "a string"),
            };
            if !fits {
                return Err(refuse(format!("Field '{field}' must be {kind}")));
            }
        }
    }
    if members.contains_key("Task") && !waits(subject) {
        return Err(refuse(
            "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern".into(),
        ));
    }
    Ok(())
}

/// Whether the state waits for somebody outside.
fn waits(subject: &Subject) -> bool {
    let resource = subject.state.get("Resource").and_then(Value::as_str).unwrap_or_default();
    Resource::parse(resource).pattern() != Pattern::RequestResponse
}
