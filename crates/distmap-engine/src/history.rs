//! The event history of an execution: recorded compactly while it runs, made into AWS's events when
//! somebody reads it
//! (<https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html>).

mod entry;
mod render;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};

use crate::data::Data;
use crate::error::StateError;
use crate::plan::StateId;
use crate::ports::Millis;
pub use entry::Entry;
pub(crate) use entry::entries;
pub(crate) use render::encode;
pub use render::{Names, render, without_data};

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
