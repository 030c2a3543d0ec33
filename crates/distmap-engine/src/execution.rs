//! One execution: what starts it, its handle, how it ends.

use std::sync::Arc;

use distmap_asl::ExecutionType;

use crate::engine::Engine;
use crate::plan::Plan;

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
    /// `arn:aws:states:REGION:ACCOUNT:stateMachine:NAME`, with a version or alias if started so.
    pub arn: String,
    /// The name alone.
    pub name: String,
    /// The role that executions assume.
    pub role_arn: String,
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
}

impl StartExecution {
    /// Starts `state_machine` with `{}` under a name of the engine's choice.
    pub fn new(state_machine: StateMachineRef) -> Self {
        Self { state_machine, name: None, input: None, trace_header: None }
    }

    /// Names the execution.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
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
#[derive(Clone, Debug)]
pub struct Execution {
    pub(crate) engine: Engine,
    pub(crate) arn: Arc<str>,
}

impl Execution {
    /// The execution's ARN.
    pub fn arn(&self) -> &str {
        &self.arn
    }

    /// The engine that runs it.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }
}
