//! Step Functions itself: starting executions, and answering tasks that wait for a token
//! (<https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html>).

use distmap_asl::ExecutionType;
use serde_json::{Value, json};

use super::answer::with_metadata;
use super::resource::SfnAction;
use super::{Answer, Call, no_port, optimized_error, sdk_error};
use crate::error::{ApiError, StateError};
use crate::execution::StartExecution;
use crate::time::iso8601;

const CONTENT_TYPE: &str = "application/x-amz-json-1.0";

pub(crate) async fn call(
    call: &Call<'_>,
    action: SfnAction,
    sdk: bool,
) -> Result<Answer, StateError> {
    let engine = call.engine;
    let refused = |error: ApiError| {
        if sdk {
            sdk_error(engine, "Sfn", &error)
        } else {
            optimized_error(engine, "StepFunctions", "AWSStepFunctions", &error)
        }
    };
    match action {
        SfnAction::StartExecution => start(call, sdk).await.map_err(|error| match error {
            Refusal::Api(error) => refused(error),
            Refusal::State(error) => error,
        }),
        SfnAction::StartSyncExecution => start_sync(call).await.map_err(|error| match error {
            Refusal::Api(error) => refused(error),
            Refusal::State(error) => error,
        }),
        SfnAction::DescribeExecution => {
            let described = engine.describe(call.text("ExecutionArn")).await.map_err(refused)?;
            Ok(Answer::from(described.to_sdk_json()))
        }
        SfnAction::StopExecution => {
            let (error, cause) = (call.optional("Error"), call.optional("Cause"));
            let stopped = engine.stop(call.text("ExecutionArn"), error, cause).await;
            let at = stopped.map_err(refused)?;
            Ok(Answer::from(json!({"StopDate": iso8601(at)})))
        }
        SfnAction::SendTaskSuccess => {
            let output = match call.arguments.get("Output") {
                Some(Value::String(text)) => text.clone(),
                Some(other) => other.to_string(),
                None => String::new(),
            };
            engine.send_task_success(call.text("TaskToken"), &output).map_err(refused)?;
            Ok(Answer::from(json!({})))
        }
        SfnAction::SendTaskFailure => {
            let (error, cause) = (call.optional("Error"), call.optional("Cause"));
            engine.send_task_failure(call.text("TaskToken"), error, cause).map_err(refused)?;
            Ok(Answer::from(json!({})))
        }
        SfnAction::SendTaskHeartbeat => {
            engine.send_task_heartbeat(call.text("TaskToken")).map_err(refused)?;
            Ok(Answer::from(json!({})))
        }
        SfnAction::GetActivityTask => {
            let worker = call.optional("WorkerName");
            let task = engine.get_activity_task(call.text("ActivityArn"), worker).await;
            Ok(Answer::from(match task {
                Some(task) => json!({"Input": *task.input, "TaskToken": task.token}),
                None => json!({}),
            }))
        }
    }
}

enum Refusal {
    Api(ApiError),
    State(StateError),
}

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

/// The execution that a call asks for.
async fn requested(call: &Call<'_>, sdk: bool) -> Result<StartExecution, Refusal> {
    let machines =
        call.engine.state_machines().ok_or_else(|| Refusal::State(no_port("state machines")))?;
    let arn = call.text("StateMachineArn");
    let machine = machines.get(arn).await?.ok_or_else(|| {
        ApiError::new(
            "StateMachineDoesNotExist",
            400,
            format!("State Machine Does Not Exist: '{arn}'"),
        )
    })?;
    let mut request = StartExecution::new(machine);
    request.name = call.optional("Name");
    request.trace_header = call.optional("TraceHeader");
    request.input = match call.arguments.get("Input") {
        None | Some(Value::Null) => None,
        // A text is the input as it stands, if it can be one.
        Some(Value::String(text)) if sdk || crate::Data::parse(text.as_str()).is_ok() => {
            Some(text.as_str().into())
        }
        Some(other) => Some(other.to_string().into()),
    };
    if let Some(name) = &request.name {
        check_name(call, &request, name).await?;
    }
    Ok(request)
}

/// Refuses a name that none can be, or that another execution has.
async fn check_name(call: &Call<'_>, request: &StartExecution, name: &str) -> Result<(), ApiError> {
    let refused =
        |c: char| c.is_whitespace() || c.is_control() || "<>{}[]?*\"#%\\^|~`$&,;:/".contains(c);
    if name.is_empty() || name.chars().count() > 80 || name.chars().any(refused) {
        return Err(ApiError::new("InvalidName", 400, format!("Invalid Name: '{name}'")));
    }
    let machine = &request.state_machine;
    let arn = call.engine.execution_arn(machine, name);
    if machine.execution_type == ExecutionType::Standard && call.engine.describe(&arn).await.is_ok()
    {
        return Err(ApiError::new(
            "ExecutionAlreadyExists",
            400,
            format!("Execution Already Exists: '{arn}'"),
        ));
    }
    Ok(())
}

async fn start(call: &Call<'_>, sdk: bool) -> Result<Answer, Refusal> {
    let engine = call.engine;
    let execution = engine.start(requested(call, sdk).await?)?;
    let started = engine.describe(execution.arn()).await?.started;
    if sdk {
        let answer = json!({"ExecutionArn": execution.arn(), "StartDate": iso8601(started)});
        return Ok(Answer::Started { answer: answer.into(), execution });
    }
    let head = format!(r#""ExecutionArn":"{}""#, execution.arn());
    let tail = format!(r#","StartDate":{started}"#);
    let length = head.len() + 40;
    let members = move || (head.clone(), tail.clone());
    let answer = with_metadata(engine, CONTENT_TYPE, length, members);
    Ok(Answer::Started { answer, execution })
}

/// `startSyncExecution` of the AWS SDK: an EXPRESS execution from its start to its end.
async fn start_sync(call: &Call<'_>) -> Result<Answer, Refusal> {
    let engine = call.engine;
    let mut request = requested(call, true).await?;
    if request.state_machine.execution_type != ExecutionType::Express {
        return Err(Refusal::Api(ApiError::new(
            "StateMachineTypeNotSupported",
            400,
            "This operation is not supported by this type of state machine",
        )));
    }
    request.synchronous = true;
    let execution = engine.start(request)?;
    execution.wait().await;
    let told = execution.describe();
    let mut answer = told.to_sdk_json();
    let took = told.stopped.map_or(0, |stopped| stopped - told.started);
    if let Value::Object(members) = &mut answer {
        members.retain(|name, _| !name.starts_with("Redrive"));
    }
    // Billed per 100 ms begun and per 64 MB begun.
    answer["BillingDetails"] = json!({
        "BilledDurationInMilliseconds": (took.max(1) + 99) / 100 * 100,
        "BilledMemoryUsedInMB": 64,
    });
    Ok(Answer::from(answer))
}
