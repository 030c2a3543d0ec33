//! The event history of an execution: recorded compactly while it runs, made into AWS's events when
//! somebody reads it
//! (<https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html>).

mod entry;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value, json};

use crate::data::Data;
use crate::error::StateError;
use crate::plan::{Kind, Plan, StateId};
use crate::ports::Millis;
pub use entry::Entry;
pub(crate) use entry::entries;

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    /// 1 for the first.
    pub id: u64,
    /// The event that this one follows in its branch; 0 for the first ones.
    pub previous: u64,
    /// When.
    pub timestamp: Millis,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum EventKind {
    /// `ExecutionStarted`
    ExecutionStarted {
        /// The input.
        input: Data,
        /// The role.
        role_arn: Arc<str>,
    },
    /// `ExecutionSucceeded`
    ExecutionSucceeded {
        /// The output.
        output: Data,
    },
    /// `ExecutionFailed`
    ExecutionFailed(StateError),
    /// `ExecutionTimedOut`
    ExecutionTimedOut(StateError),
    /// `ExecutionAborted`
    ExecutionAborted(StateError),
    /// `ExecutionRedriven`
    ExecutionRedriven {
        /// Which redrive, from 1.
        count: u64,
    },
    /// `PassStateEntered` and its like.
    StateEntered {
        /// The state.
        state: StateId,
        /// Its input.
        input: Data,
    },
    /// `PassStateExited` and its like.
    StateExited {
        /// The state.
        state: StateId,
        /// Its output.
        output: Data,
        /// What `Assign` set.
        assigned: Option<Arc<Map<String, Value>>>,
    },
    /// `TaskStateAborted` and its like.
    StateAborted {
        /// The state's type.
        state_type: &'static str,
    },
    /// `MapStateStarted`
    MapStateStarted {
        /// The number of items; 0 where an ItemReader reads them.
        length: u64,
    },
    /// `ParallelStateStarted`
    ParallelStateStarted,
    /// `MapStateSucceeded`, `ParallelStateSucceeded`
    StateSucceeded {
        /// The state's type.
        state_type: &'static str,
    },
    /// `MapStateFailed`, `ParallelStateFailed`
    StateFailed {
        /// The state's type.
        state_type: &'static str,
    },
    /// `MapIterationStarted`, `...Succeeded`, `...Failed`, `...Aborted`
    MapIteration {
        /// What became of it.
        stage: Stage,
        /// The Map state.
        state: StateId,
        /// Which iteration, from 0.
        index: u64,
    },
    /// `MapRunStarted`
    MapRunStarted {
        /// The Map Run's ARN.
        map_run_arn: Arc<str>,
    },
    /// `MapRunRedriven`
    MapRunRedriven {
        /// The Map Run's ARN.
        map_run_arn: Arc<str>,
        /// Which redrive of the Map Run, from 1.
        count: u64,
    },
    /// `MapRunSucceeded`
    MapRunSucceeded,
    /// `MapRunFailed`
    MapRunFailed(StateError),
    /// `MapRunAborted`
    MapRunAborted,
    /// `EvaluationFailed`
    EvaluationFailed {
        /// Name and cause.
        error: Box<StateError>,
        /// The field, such as `Output/result`.
        location: Option<String>,
        /// The state.
        state: StateId,
    },
    /// `TaskScheduled`, `LambdaFunctionScheduled`, `ActivityScheduled`
    TaskScheduled {
        /// The state that calls.
        task: StateId,
        /// What it is called with.
        parameters: Data,
        /// `TimeoutSeconds`
        timeout: Option<u64>,
        /// `HeartbeatSeconds`
        heartbeat: Option<u64>,
        /// The role of `Credentials`.
        role_arn: Option<Arc<str>>,
    },
    /// `TaskStarted` and its like.
    TaskStarted {
        /// The state that calls.
        task: StateId,
        /// The worker of an activity.
        worker: Option<String>,
    },
    /// `TaskSubmitted`
    TaskSubmitted {
        /// The state that calls.
        task: StateId,
        /// The service's answer.
        output: Data,
    },
    /// `TaskSucceeded` and its like.
    TaskSucceeded {
        /// The state that calls.
        task: StateId,
        /// The result.
        output: Data,
    },
    /// `TaskFailed` and its like.
    TaskFailed {
        /// The state that calls.
        task: StateId,
        /// Name and cause.
        error: StateError,
    },
    /// `TaskTimedOut` and its like.
    TaskTimedOut {
        /// The state that calls.
        task: StateId,
        /// Name and cause.
        error: StateError,
    },
    /// `TaskSubmitFailed`
    TaskSubmitFailed {
        /// The state that calls.
        task: StateId,
        /// Name and cause.
        error: StateError,
    },
}

/// What became of a map's iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It began.
    Started,
    /// It gave a result.
    Succeeded,
    /// It failed.
    Failed,
    /// It was stopped because another one failed.
    Aborted,
}

impl EventKind {
    /// Whether nothing comes after this event, but for a redrive.
    fn ends_execution(&self) -> bool {
        matches!(
            self,
            Self::ExecutionSucceeded { .. }
                | Self::ExecutionFailed(_)
                | Self::ExecutionTimedOut(_)
                | Self::ExecutionAborted(_)
        )
    }
}

/// How a Task's resource is named in a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskName {
    /// A Lambda function called by its own ARN.
    Lambda {
        /// The function's ARN.
        arn: String,
    },
    /// An activity.
    Activity {
        /// The activity's ARN.
        arn: String,
    },
    /// A service integration.
    Service {
        /// Such as `sns` or `aws-sdk:s3`.
        resource_type: String,
        /// Such as `publish` or `sendMessage.waitForTaskToken`.
        resource: String,
    },
}

impl TaskName {
    /// The event's name and the name of its details, for a stage such as `Scheduled`.
    fn event(&self, stage: &str) -> (String, String) {
        let (kind, details) = match self {
            Self::Lambda { .. } => ("LambdaFunction", "lambdaFunction"),
            Self::Activity { .. } => ("Activity", "activity"),
            Self::Service { .. } => ("Task", "task"),
        };
        (format!("{kind}{stage}"), format!("{details}{stage}EventDetails"))
    }

    /// The members that every event of a service integration carries.
    fn identify(&self, details: &mut Map<String, Value>) {
        if let Self::Service { resource_type, resource } = self {
            details.insert("resourceType".into(), resource_type.as_str().into());
            details.insert("resource".into(), resource.as_str().into());
        }
    }
}

/// Records the events of one execution.
#[derive(Debug)]
pub struct Recorder {
    events: Mutex<Vec<Event>>,
    /// Events that an earlier process recorded.
    base: u64,
    /// How many events there may be. The last one is kept for how the execution ends.
    limit: u64,
    /// Whether there were more events than that.
    overflowed: AtomicBool,
}

impl Recorder {
    /// A recorder for an execution whose first event here is `base + 1`, and that may have `limit`
    /// events.
    pub fn new(base: u64, limit: u64) -> Self {
        // As many events as a child of a Map Run usually has.
        let events = Mutex::new(Vec::with_capacity(32));
        Self { events, base, limit, overflowed: AtomicBool::new(false) }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Event>> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records an event that happened at `timestamp`, after `previous`; gives its id. Events that find
    /// no room are left out.
    pub fn record(&self, timestamp: Millis, previous: u64, kind: EventKind) -> u64 {
        let mut events = self.lock();
        let id = self.base + events.len() as u64 + 1;
        if id >= self.limit && !kind.ends_execution() {
            self.overflowed.store(true, Ordering::Relaxed);
            return id - 1;
        }
        events.push(Event { id, previous, timestamp, kind });
        id
    }

    /// The id of the last event.
    pub fn last(&self) -> u64 {
        self.base + self.lock().len() as u64
    }

    /// Whether the execution has used up its events.
    pub fn exhausted(&self) -> bool {
        self.overflowed.load(Ordering::Relaxed) || self.last() + 1 >= self.limit
    }

    /// Whether events had to be left out.
    pub fn overflowed(&self) -> bool {
        self.overflowed.load(Ordering::Relaxed)
    }

    /// The events so far, from the one with index `from` of this recorder.
    pub fn events(&self, from: usize) -> Vec<Event> {
        self.lock().iter().skip(from).cloned().collect()
    }
}

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
