//! One execution: what starts it, its handle, how it ends.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use distmap_asl::ExecutionType;
use serde_json::{Map, Value, json};
use tokio::sync::watch;

use crate::engine::Engine;
use crate::error::StateError;
use crate::journal::{ChildFinished, ExecutionRecord, ExecutionStarted, Redrive};
use crate::plan::Plan;
use crate::ports::{Millis, PortFuture};
use crate::run::Run;
use crate::time::iso8601;

/// The status of an execution or a Map Run, in AWS's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// `RUNNING`
    Running,
    /// `SUCCEEDED`
    Succeeded,
    /// `FAILED`
    Failed,
    /// `TIMED_OUT`
    TimedOut,
    /// `ABORTED`
    Aborted,
    /// `PENDING_REDRIVE`: a child execution that a redrive will start again.
    PendingRedrive,
}

impl Status {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "RUNNING",
            Self::Succeeded => "SUCCEEDED",
            Self::Failed => "FAILED",
            Self::TimedOut => "TIMED_OUT",
            Self::Aborted => "ABORTED",
            Self::PendingRedrive => "PENDING_REDRIVE",
        }
    }
}

/// How an execution ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// `SUCCEEDED` with its output's JSON text.
    Succeeded {
        /// The output's text.
        output: Arc<str>,
    },
    /// `FAILED`.
    Failed {
        /// The error's name.
        error: Option<String>,
        /// The text for people.
        cause: Option<String>,
    },
    /// `TIMED_OUT`.
    TimedOut {
        /// The error's name; AWS gives none for an execution's own timeout.
        error: Option<String>,
        /// The text for people.
        cause: Option<String>,
    },
    /// `ABORTED`: stopped from outside.
    Aborted {
        /// As given to [`Execution::stop`].
        error: Option<String>,
        /// As given to [`Execution::stop`].
        cause: Option<String>,
    },
}

impl Outcome {
    /// The status that this outcome gives.
    pub fn status(&self) -> Status {
        match self {
            Self::Succeeded { .. } => Status::Succeeded,
            Self::Failed { .. } => Status::Failed,
            Self::TimedOut { .. } => Status::TimedOut,
            Self::Aborted { .. } => Status::Aborted,
        }
    }

    /// The output's text, of a success.
    pub fn output(&self) -> Option<&str> {
        match self {
            Self::Succeeded { output } => Some(output),
            _ => None,
        }
    }

    /// Error name and cause, of anything but a success.
    pub fn failure(&self) -> (Option<&str>, Option<&str>) {
        match self {
            Self::Succeeded { .. } => (None, None),
            Self::Failed { error, cause }
            | Self::TimedOut { error, cause }
            | Self::Aborted { error, cause } => (error.as_deref(), cause.as_deref()),
        }
    }
}

/// The state machine that an execution runs.
#[derive(Clone, Debug)]
pub struct StateMachineRef {
    /// `arn:aws:states:REGION:ACCOUNT:stateMachine:NAME`, without version or alias.
    pub arn: String,
    /// The name alone.
    pub name: String,
    /// The role that executions assume.
    pub role_arn: String,
    /// With version or alias, if it was asked for so.
    pub qualified_arn: Option<String>,
    /// STANDARD or EXPRESS.
    pub execution_type: ExecutionType,
    /// The compiled definition.
    pub plan: Arc<Plan>,
    /// The definition's text, stored with the execution so that it can be resumed.
    pub definition: Arc<str>,
}

/// What starts an execution.
#[derive(Clone, Debug)]
pub struct StartExecution {
    /// What to run.
    pub state_machine: StateMachineRef,
    /// The execution's name; a new UUID if absent.
    pub name: Option<String>,
    /// The input's JSON text; `{}` if absent.
    pub input: Option<Arc<str>>,
    /// `traceHeader`, kept for DescribeExecution.
    pub trace_header: Option<String>,
    /// The test case of the engine's mocks that answers the tasks.
    pub test_case: Option<String>,
    /// Whether StartSyncExecution started it: such a one is never redriven, and its Context Object says so.
    pub synchronous: bool,
}

impl StartExecution {
    /// Starts `state_machine` with `{}` under a name of the engine's choice.
    pub fn new(state_machine: StateMachineRef) -> Self {
        Self {
            state_machine,
            name: None,
            input: None,
            trace_header: None,
            test_case: None,
            synchronous: false,
        }
    }

    /// Names the execution.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Answers tasks by a test case of the engine's mocks.
    pub fn test_case(mut self, case: impl Into<String>) -> Self {
        self.test_case = Some(case.into());
        self
    }

    /// Gives it an input.
    pub fn input(mut self, text: impl Into<Arc<str>>) -> Self {
        self.input = Some(text.into());
        self
    }
}

/// A handle on an execution. Cloning gives another handle on the same one; dropping all of them
/// does not stop it.
#[derive(Clone)]
pub struct Execution {
    pub(crate) engine: Engine,
    pub(crate) live: Arc<Live>,
}

impl std::fmt::Debug for Execution {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Execution")
            .field("arn", &self.arn())
            .field("status", &self.status())
            .finish()
    }
}

/// An execution in this process.
pub(crate) struct Live {
    pub run: Arc<Run>,
    pub started: Arc<ExecutionStarted>,
    /// The outcome and when it came.
    pub outcome: watch::Sender<Option<(Outcome, Millis)>>,
    /// A request to stop.
    pub stop: watch::Sender<Option<StateError>>,
}

impl Execution {
    /// The execution's ARN.
    pub fn arn(&self) -> &str {
        &self.live.started.arn
    }

    /// The engine that runs it.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// How it stands.
    pub fn status(&self) -> Status {
        self.live.outcome.borrow().as_ref().map_or(Status::Running, |(outcome, _)| outcome.status())
    }

    /// Waits for the end.
    pub async fn wait(&self) -> Outcome {
        let mut outcome = self.live.outcome.subscribe();
        // The sender lives in `self`, so that it cannot be gone.
        match outcome.wait_for(Option::is_some).await.map(|found| found.clone()) {
            Ok(Some((outcome, _))) => outcome,
            _ => Outcome::Aborted { error: None, cause: None },
        }
    }

    /// Asks the execution to stop; it ends as `ABORTED` unless it had ended before.
    pub fn stop(&self, error: Option<String>, cause: Option<String>) {
        self.live.stop.send_replace(Some(StateError { error, cause }));
    }

    /// State transitions billed so far, those of finished Map Runs included.
    pub fn transitions(&self) -> u64 {
        self.live.run.transitions.load(Ordering::Relaxed)
    }

    /// The events so far, in the form of GetExecutionHistory with times in milliseconds.
    pub fn history(&self) -> Vec<Value> {
        self.live.run.rendered(0)
    }

    /// What DescribeExecution tells.
    pub fn describe(&self) -> Described {
        let outcome = self.live.outcome.borrow().clone();
        Described::live(&self.live, outcome)
    }
}

/// What DescribeExecution tells of an execution
/// (<https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html>).
#[derive(Clone, Debug, PartialEq)]
pub struct Described {
    /// The ARN.
    pub arn: String,
    /// The name.
    pub name: String,
    /// The state machine.
    pub state_machine_arn: String,
    /// With version or alias, if it was started so.
    pub qualified_arn: Option<String>,
    /// The type.
    pub execution_type: ExecutionType,
    /// The Map Run whose child it is.
    pub map_run_arn: Option<String>,
    /// How it stands.
    pub status: Status,
    /// When it began.
    pub started: Millis,
    /// When it ended.
    pub stopped: Option<Millis>,
    /// The input's JSON text, unless it was not kept.
    pub input: Option<Arc<str>>,
    /// The output's JSON text.
    pub output: Option<Arc<str>>,
    /// The error's name.
    pub error: Option<String>,
    /// The text for people.
    pub cause: Option<String>,
    /// `traceHeader`
    pub trace_header: Option<String>,
    /// State transitions billed.
    pub transitions: u64,
    /// Items in its input, of a Map Run's child.
    pub item_count: Option<u64>,
    /// Its latest redrive.
    pub redrive: Option<Redrive>,
}

impl Described {
    fn live(live: &Live, outcome: Option<(Outcome, Millis)>) -> Self {
        let mut described = Self::started(&live.started);
        described.transitions = live.run.transitions.load(Ordering::Relaxed);
        described.redrive = live.run.identity.redrive;
        if let Some((outcome, stopped)) = outcome {
            described.status = outcome.status();
            described.stopped = Some(stopped);
            described.output = outcome.output().map(Arc::from);
            let (error, cause) = outcome.failure();
            described.error = error.map(str::to_owned);
            described.cause = cause.map(str::to_owned);
        }
        described
    }

    fn started(started: &ExecutionStarted) -> Self {
        Self {
            arn: started.arn.to_string(),
            name: started.name.clone(),
            state_machine_arn: started.state_machine_arn.clone(),
            qualified_arn: started.qualified_arn.clone(),
            execution_type: started.execution_type,
            map_run_arn: None,
            status: Status::Running,
            started: started.started,
            stopped: None,
            input: Some(started.input.clone()),
            output: None,
            error: None,
            cause: None,
            trace_header: started.trace_header.clone(),
            transitions: 0,
            item_count: None,
            redrive: None,
        }
    }

    /// From the journal.
    pub fn recorded(record: &ExecutionRecord) -> Self {
        let mut described = Self::started(&record.started);
        described.redrive = record.redrive();
        if let Some(finished) = &record.finished {
            described.status = finished.status;
            described.stopped = Some(finished.stopped);
            described.output = finished.output.clone();
            described.error = finished.error.clone();
            described.cause = finished.cause.clone();
            described.transitions = finished.transitions;
        }
        described
    }

    /// A Map Run's child, from the journal.
    pub fn child(
        child: &ChildFinished,
        machine_arn: String,
        execution_type: ExecutionType,
    ) -> Self {
        Self {
            arn: child.arn.to_string(),
            name: child.name.clone(),
            state_machine_arn: machine_arn,
            qualified_arn: None,
            execution_type,
            map_run_arn: Some(child.map_run_arn.to_string()),
            status: child.status,
            started: child.started,
            stopped: Some(child.stopped),
            input: child.input.clone(),
            output: child.output.clone(),
            error: child.error.clone(),
            cause: child.cause.clone(),
            trace_header: None,
            transitions: child.transitions,
            item_count: Some(child.items),
            redrive: child.redrive,
        }
    }

    /// As the optimised integration `startExecution.sync` gives it; `text_as_json` for `.sync:2`.
    pub(crate) fn to_task_json(&self, text_as_json: bool) -> Value {
        let document = |text: &Arc<str>| {
            if text_as_json {
                serde_json::from_str(text).unwrap_or_default()
            } else {
                Value::from(&**text)
            }
        };
        let mut answer = self.head();
        if let Some(input) = &self.input {
            answer.insert("Input".into(), document(input));
            answer.insert("InputDetails".into(), json!({"Included": true}));
        }
        answer.insert("Name".into(), self.name.as_str().into());
        if let Some(output) = &self.output {
            answer.insert("Output".into(), document(output));
            answer.insert("OutputDetails".into(), json!({"Included": true}));
        }
        if !text_as_json && self.status == Status::Succeeded {
            let count = self.redrive.map_or(0, |redrive| redrive.count);
            answer.insert("RedriveCount".into(), count.into());
            answer.insert("RedriveStatus".into(), "NOT_REDRIVABLE".into());
            let reason = "Execution is SUCCEEDED and cannot be redriven";
            answer.insert("RedriveStatusReason".into(), reason.into());
        }
        answer.insert("StartDate".into(), self.started.into());
        answer.insert("StateMachineArn".into(), self.state_machine_arn.as_str().into());
        answer.insert("Status".into(), self.status.as_str().into());
        if let Some(stopped) = self.stopped {
            answer.insert("StopDate".into(), stopped.into());
        }
        Value::Object(answer)
    }

    /// As the AWS SDK integration gives it.
    pub(crate) fn to_sdk_json(&self) -> Value {
        let mut answer = self.to_task_json(false);
        for (field, instant) in [("StartDate", Some(self.started)), ("StopDate", self.stopped)] {
            if let Some(instant) = instant {
                answer[field] = iso8601(instant).into();
            }
        }
        answer
    }

    fn head(&self) -> Map<String, Value> {
        let mut answer = Map::new();
        if let Some(cause) = &self.cause {
            answer.insert("Cause".into(), cause.as_str().into());
        }
        if let Some(error) = &self.error {
            answer.insert("Error".into(), error.as_str().into());
        }
        answer.insert("ExecutionArn".into(), self.arn.as_str().into());
        answer
    }
}

/// Finds state machines for tasks that start executions. Implemented by whoever stores them.
pub trait StateMachines: Send + Sync {
    /// The machine of an ARN, which may name a version or an alias.
    fn get<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<StateMachineRef>>;

    /// Whether an activity can be waited for. Whoever keeps no list of them lets every ARN do.
    fn has_activity(&self, _arn: &str) -> bool {
        true
    }
}
