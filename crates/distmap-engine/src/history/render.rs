//! Events in the form of GetExecutionHistory.

use serde_json::{Map, Value, json};

use super::{Event, EventKind, TaskName};
use crate::data::Data;
use crate::error::StateError;
use crate::plan::{Kind, Plan, StateId};

/// What events only point at.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The plan that was run.
    pub plan: &'a Plan,
    /// The Region of the tasks.
    pub region: &'a str,
}

impl<'a> Names<'a> {
    fn state(self, id: StateId) -> &'a str {
        &self.plan.state(id).name
    }

    fn task(self, id: StateId) -> Option<&'a TaskName> {
        match &self.plan.state(id).kind {
            Kind::Task(task) => Some(task.resource.name()),
            _ => None,
        }
    }
}

/// An event in the form of GetExecutionHistory, with `timestamp` in milliseconds.
pub fn render(event: &Event, names: Names<'_>) -> Value {
    let (kind, details) = describe(&event.kind, names);
    let mut out = json!({
        "timestamp": event.timestamp,
        "type": kind,
        "id": event.id,
        "previousEventId": event.previous,
    });
    if let (Some((name, members)), Value::Object(out)) = (details, &mut out) {
        out.insert(name, Value::Object(members));
    }
    out
}

/// The same events without data: what `includeExecutionData: false` answers.
pub fn without_data(event: &mut Value) {
    let Value::Object(members) = event else { return };
    for (name, details) in members {
        if let (true, Value::Object(details)) = (name.ends_with("EventDetails"), details) {
            for field in ["input", "output", "parameters", "assignedVariables", "error", "cause"] {
                details.shift_remove(field);
            }
        }
    }
}

type Details = Option<(String, Map<String, Value>)>;

fn describe(kind: &EventKind, names: Names<'_>) -> (String, Details) {
    let mut details = Map::new();
    match kind {
        EventKind::ExecutionStarted { input, role_arn } => {
            put_data(&mut details, "input", input);
            details.insert("roleArn".into(), (**role_arn).into());
            named("ExecutionStarted", "executionStartedEventDetails", details)
        }
        EventKind::ExecutionSucceeded { output } => {
            put_data(&mut details, "output", output);
            named("ExecutionSucceeded", "executionSucceededEventDetails", details)
        }
        EventKind::ExecutionFailed(error) => {
            named("ExecutionFailed", "executionFailedEventDetails", failure(error))
        }
        EventKind::ExecutionTimedOut(error) => {
            named("ExecutionTimedOut", "executionTimedOutEventDetails", failure(error))
        }
        EventKind::ExecutionAborted(error) => {
            named("ExecutionAborted", "executionAbortedEventDetails", failure(error))
        }
        EventKind::ExecutionRedriven { count } => {
            details.insert("redriveCount".into(), (*count).into());
            named("ExecutionRedriven", "executionRedrivenEventDetails", details)
        }
        EventKind::StateEntered { state, input } => {
            let state_type = names.plan.state(*state).state_type;
            details.insert("name".into(), names.state(*state).into());
            put_data(&mut details, "input", input);
            named(&format!("{state_type}StateEntered"), "stateEnteredEventDetails", details)
        }
        EventKind::StateExited { state, output, assigned } => {
            let state_type = names.plan.state(*state).state_type;
            details.insert("name".into(), names.state(*state).into());
            put_data(&mut details, "output", output);
            if let Some(assigned) = assigned {
                let texts = assigned.iter().map(|(k, v)| (k.clone(), v.to_string().into()));
                details.insert("assignedVariables".into(), Value::Object(texts.collect()));
                details.insert("assignedVariablesDetails".into(), json!({"truncated": false}));
            }
            named(&format!("{state_type}StateExited"), "stateExitedEventDetails", details)
        }
        EventKind::StateAborted { state_type } => bare(format!("{state_type}StateAborted")),
        EventKind::MapStateStarted { length } => {
            details.insert("length".into(), (*length).into());
            named("MapStateStarted", "mapStateStartedEventDetails", details)
        }
        EventKind::ParallelStateStarted => bare("ParallelStateStarted".into()),
        EventKind::StateSucceeded { state_type } => bare(format!("{state_type}StateSucceeded")),
        EventKind::StateFailed { state_type } => bare(format!("{state_type}StateFailed")),
        EventKind::MapIteration { stage, state, index } => {
            details.insert("name".into(), names.state(*state).into());
            details.insert("index".into(), (*index).into());
            named(
                &format!("MapIteration{stage:?}"),
                &format!("mapIteration{stage:?}EventDetails"),
                details,
            )
        }
        EventKind::MapRunStarted { map_run_arn } => {
            details.insert("mapRunArn".into(), (**map_run_arn).into());
            named("MapRunStarted", "mapRunStartedEventDetails", details)
        }
        EventKind::MapRunRedriven { map_run_arn, count } => {
            details.insert("mapRunArn".into(), (**map_run_arn).into());
            details.insert("redriveCount".into(), (*count).into());
            named("MapRunRedriven", "mapRunRedrivenEventDetails", details)
        }
        EventKind::MapRunSucceeded => bare("MapRunSucceeded".into()),
        EventKind::MapRunFailed(error) => {
            named("MapRunFailed", "mapRunFailedEventDetails", failure(error))
        }
        EventKind::MapRunAborted => bare("MapRunAborted".into()),
        EventKind::EvaluationFailed { error, location, state } => {
            let mut details = failure(error);
            if let Some(location) = location {
                details.insert("location".into(), location.as_str().into());
            }
            details.insert("state".into(), names.state(*state).into());
            named("EvaluationFailed", "evaluationFailedEventDetails", details)
        }
        EventKind::TaskScheduled { task, .. }
        | EventKind::TaskStarted { task, .. }
        | EventKind::TaskSubmitted { task, .. }
        | EventKind::TaskSucceeded { task, .. }
        | EventKind::TaskFailed { task, .. }
        | EventKind::TaskTimedOut { task, .. }
        | EventKind::TaskSubmitFailed { task, .. } => match names.task(*task) {
            Some(resource) => describe_task(kind, resource, names.region),
            // Only Task states record these events.
            None => bare(String::new()),
        },
    }
}

fn describe_task(kind: &EventKind, resource: &TaskName, region: &str) -> (String, Details) {
    let mut details = Map::new();
    resource.identify(&mut details);
    let stage = match kind {
        EventKind::TaskScheduled { parameters, timeout, heartbeat, role_arn, .. } => {
            match resource {
                TaskName::Lambda { arn } | TaskName::Activity { arn } => {
                    details.insert("resource".into(), arn.as_str().into());
                    put_data(&mut details, "input", parameters);
                }
                TaskName::Service { .. } => {
                    details.insert("region".into(), region.into());
                    details.insert("parameters".into(), (**parameters.text()).into());
                }
            }
            if let Some(seconds) = timeout {
                details.insert("timeoutInSeconds".into(), (*seconds).into());
            }
            if let Some(seconds) = heartbeat {
                details.insert("heartbeatInSeconds".into(), (*seconds).into());
            }
            if let Some(role_arn) = role_arn {
                details.insert("taskCredentials".into(), json!({"roleArn": **role_arn}));
            }
            "Scheduled"
        }
        EventKind::TaskStarted { worker, .. } => {
            if let Some(worker) = worker {
                details.insert("workerName".into(), worker.as_str().into());
            }
            "Started"
        }
        EventKind::TaskSubmitted { output, .. } => {
            put_data(&mut details, "output", output);
            "Submitted"
        }
        EventKind::TaskSucceeded { output, .. } => {
            put_data(&mut details, "output", output);
            "Succeeded"
        }
        EventKind::TaskFailed { error, .. } => {
            details.extend(failure(error));
            "Failed"
        }
        EventKind::TaskTimedOut { error, .. } => {
            details.extend(failure(error));
            "TimedOut"
        }
        EventKind::TaskSubmitFailed { error, .. } => {
            details.extend(failure(error));
            "SubmitFailed"
        }
        // `describe` sends only the kinds above.
        _ => return bare(String::new()),
    };
    let (event, member) = resource.event(stage);
    // The API has no details of a function's start; those of an activity's may be empty.
    let silent = stage == "Started" && matches!(resource, TaskName::Lambda { .. });
    (event, (!silent).then_some((member, details)))
}

fn named(event: &str, member: &str, details: Map<String, Value>) -> (String, Details) {
    (event.to_owned(), Some((member.to_owned(), details)))
}

fn bare(event: String) -> (String, Details) {
    (event, None)
}

/// A document as its text, with AWS's note whether it was cut.
fn put_data(details: &mut Map<String, Value>, name: &str, data: &Data) {
    details.insert(name.into(), (**data.text()).into());
    details.insert(format!("{name}Details"), json!({"truncated": false}));
}

fn failure(error: &StateError) -> Map<String, Value> {
    let mut details = Map::new();
    if let Some(name) = &error.error {
        details.insert("error".into(), name.as_str().into());
    }
    if let Some(cause) = &error.cause {
        details.insert("cause".into(), cause.as_str().into());
    }
    details
}

/// Events in the form in which the journal keeps them: their rendered JSON, one on a line.
pub(crate) fn encode(events: &[Event], names: Names<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(events.len() * 200);
    for event in events {
        // Writing to memory cannot fail, and a value's keys are texts.
        let _ = serde_json::to_writer(&mut out, &render(event, names));
        out.push(b'\n');
    }
    out
}
