//! What must survive the process: the port that a durable store implements.
//!
//! The engine appends [`Record`]s; everything that the API later lists or describes is answered from
//! them. Records carry all that is needed: a store may keep them as an append-only log with indexes.

mod memory;

use std::sync::Arc;

use bytes::Bytes;
use distmap_asl::ExecutionType;

use crate::execution::Status;
use crate::ports::{Millis, PortFuture};

pub use memory::MemoryJournal;

/// The version of the records' meaning; a store writes it beside them and refuses a later one.
pub const VERSION: u32 = 1;

/// Something that happened and must survive.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// An execution was started (also one that a Task or the API started; not a Map Run's child).
    ExecutionStarted(Arc<ExecutionStarted>),
    /// An execution ended.
    ExecutionFinished(ExecutionFinished),
    /// RedriveExecution: an execution that had ended runs again.
    ExecutionRedriven(ExecutionRedriven),
    /// An execution entered a state of its top flow: where a new process goes on.
    Checkpoint(Checkpoint),
    /// A Map Run was started.
    MapRunStarted(Arc<MapRunStarted>),
    /// A Map Run goes on: in the next process, or redriven. Children that end from now on replace their
    /// earlier records.
    MapRunResumed {
        /// The Map Run.
        map_run_arn: Arc<str>,
        /// Which redrive it is, and when it began; `None` where the process before had ended.
        redrive: Option<Redrive>,
    },
    /// UpdateMapRun changed a Map Run.
    MapRunUpdated {
        /// The Map Run.
        map_run_arn: Arc<str>,
        /// Its settings from now on.
        settings: MapRunSettings,
    },
    /// Where a Map Run stands; written now and then.
    MapRunProgress {
        /// The Map Run.
        map_run_arn: Arc<str>,
        /// Its counters.
        counters: MapRunCounters,
    },
    /// A Map Run ended.
    MapRunFinished {
        /// The Map Run.
        map_run_arn: Arc<str>,
        /// How it ended.
        status: Status,
        /// When.
        stopped: Millis,
        /// Its final counters.
        counters: MapRunCounters,
    },
    /// A child execution of a Map Run ended.
    ChildFinished(ChildFinished),
    /// The history of an execution or child execution, or the part of it since the last such record.
    History {
        /// The execution.
        execution_arn: Arc<str>,
        /// Events in the engine's own compact form; a store keeps the parts in order.
        events: Bytes,
    },
}

/// An execution's beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct ExecutionStarted {
    /// `arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME`.
    pub arn: Arc<str>,
    /// The execution's name.
    pub name: String,
    /// The state machine, without version or alias.
    pub state_machine_arn: String,
    /// With version or alias, if it was started so.
    pub qualified_arn: Option<String>,
    /// STANDARD or EXPRESS.
    pub execution_type: ExecutionType,
    /// The role.
    pub role_arn: String,
    /// When.
    pub started: Millis,
    /// The input's JSON text.
    pub input: Arc<str>,
    /// The definition's JSON text at that time.
    pub definition: Arc<str>,
    /// `traceHeader`.
    pub trace_header: Option<String>,
}

/// An execution's end.
#[derive(Clone, Debug, PartialEq)]
pub struct ExecutionFinished {
    /// The execution.
    pub arn: Arc<str>,
    /// How it ended.
    pub status: Status,
    /// When.
    pub stopped: Millis,
    /// The output's JSON text, of a success.
    pub output: Option<Arc<str>>,
    /// The error's name, of anything else.
    pub error: Option<String>,
    /// The text for people.
    pub cause: Option<String>,
    /// State transitions as AWS bills them, children's included.
    pub transitions: u64,
}

/// Which redrive, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Redrive {
    /// `redriveCount`, from 1.
    pub count: u64,
    /// `redriveDate`.
    pub date: Millis,
}

/// An execution's redrive.
#[derive(Clone, Debug, PartialEq)]
pub struct ExecutionRedriven {
    /// The execution.
    pub arn: Arc<str>,
    /// Which redrive.
    pub redrive: Redrive,
    /// The last client tokens, this redrive's included, with the dates that they were answered with.
    pub tokens: Vec<(String, Millis)>,
}

/// Where an execution stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    /// The execution.
    pub execution_arn: Arc<str>,
    /// The state of the top flow that is entered.
    pub state: String,
    /// Its input's JSON text.
    pub input: Arc<str>,
    /// The variables as a JSON object's text.
    pub variables: Arc<str>,
    /// State transitions billed so far.
    pub transitions: u64,
    /// The id of the last event recorded before.
    pub last_event: u64,
}

/// What UpdateMapRun can change.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MapRunSettings {
    /// `maxConcurrency`; 0 is no limit of its own.
    pub max_concurrency: u64,
    /// `toleratedFailureCount`.
    pub tolerated_failure_count: u64,
    /// `toleratedFailurePercentage`, 0 to 100.
    pub tolerated_failure_percentage: f64,
}

/// A Map Run's beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct MapRunStarted {
    /// `arn:aws:states:REGION:ACCOUNT:mapRun:MACHINE/LABEL:UUID`.
    pub arn: Arc<str>,
    /// The execution whose Map state it is; may itself be a child execution.
    pub execution_arn: Arc<str>,
    /// `...:stateMachine:MACHINE/LABEL`.
    pub state_machine_arn: String,
    /// The type of the children.
    pub child_type: ExecutionType,
    /// When.
    pub started: Millis,
    /// Its settings.
    pub settings: MapRunSettings,
}

/// `itemCounts` or `executionCounts` of DescribeMapRun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not yet started.
    pub pending: u64,
    /// Running.
    pub running: u64,
    /// Succeeded.
    pub succeeded: u64,
    /// Failed.
    pub failed: u64,
    /// Timed out.
    pub timed_out: u64,
    /// Aborted.
    pub aborted: u64,
    /// All.
    pub total: u64,
    /// Written by the ResultWriter.
    pub results_written: u64,
    /// Unsuccessful before, and not started again yet by the redrive.
    pub pending_redrive: u64,
    /// Unsuccessful for good: no redrive starts them again.
    pub not_redrivable: u64,
}

/// Where a Map Run stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MapRunCounters {
    /// Items.
    pub items: Counts,
    /// Child executions.
    pub executions: Counts,
    /// State transitions billed for the children so far.
    pub transitions: u64,
    /// Whether all items were read, so that the totals are final.
    pub all_read: bool,
}

/// A child execution's whole life.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildFinished {
    /// Its Map Run.
    pub map_run_arn: Arc<str>,
    /// Its ARN.
    pub arn: Arc<str>,
    /// Its place among the Map Run's children, from 0, the same when the run is repeated.
    pub index: u64,
    /// Its name.
    pub name: String,
    /// How it ended.
    pub status: Status,
    /// When it began.
    pub started: Millis,
    /// When it ended.
    pub stopped: Millis,
    /// Items in its input.
    pub items: u64,
    /// The input's JSON text: of failures always, of successes where the run keeps them.
    pub input: Option<Arc<str>>,
    /// The output's JSON text, where a result writer or the Map's own result needs it.
    pub output: Option<Arc<str>>,
    /// The error's name.
    pub error: Option<String>,
    /// The text for people.
    pub cause: Option<String>,
    /// State transitions billed.
    pub transitions: u64,
    /// Its latest redrive; none of EXPRESS children, which are started anew instead.
    pub redrive: Option<Redrive>,
}

/// An execution as the journal knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ExecutionRecord {
    /// Its beginning.
    pub started: Arc<ExecutionStarted>,
    /// Its end, if it has ended since it was last started or redriven.
    pub finished: Option<ExecutionFinished>,
    /// Where it last stood.
    pub checkpoint: Option<Checkpoint>,
    /// Its latest redrive.
    pub redriven: Option<ExecutionRedriven>,
}

impl ExecutionRecord {
    /// Its latest redrive.
    pub fn redrive(&self) -> Option<Redrive> {
        self.redriven.as_ref().map(|redriven| redriven.redrive)
    }
}

/// A Map Run as the journal knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct MapRunRecord {
    /// Its beginning.
    pub started: Arc<MapRunStarted>,
    /// Its settings, changes included.
    pub settings: MapRunSettings,
    /// Its last known counters.
    pub counters: MapRunCounters,
    /// How and when it ended; `Running` and `None` before.
    pub status: Status,
    /// When it ended.
    pub stopped: Option<Millis>,
    /// Its latest redrive.
    pub redrive: Option<Redrive>,
}

/// Which part of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paging {
    /// What the page before gave as `next`.
    pub token: Option<String>,
    /// At most this many; 0 means 1,000.
    pub max: usize,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// Which executions to list, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExecutionQuery {
    /// Only those of this state machine.
    pub state_machine_arn: Option<String>,
    /// Only those with this status.
    pub status: Option<Status>,
    /// Which page.
    pub paging: Paging,
}

/// Which children of a Map Run to list, in the order in which they ended. Of a child that ended more
/// than once only the last time counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChildQuery {
    /// The Map Run.
    pub map_run_arn: String,
    /// Only those with this status.
    pub status: Option<Status>,
    /// Only those that were redriven, or only those that were not.
    pub redriven: Option<bool>,
    /// Which page.
    pub paging: Paging,
}

/// Where the engine writes what must survive, and reads it back.
pub trait Journal: Send + Sync {
    /// Takes a record. Cheap: it may wait in memory for a group to be written. Records of one
    /// execution are kept in the order given.
    fn append(&self, record: Record);
    /// Completes when everything appended before outlives the process; gives the error that
    /// writing met.
    fn flush(&self) -> PortFuture<'_, ()>;
    /// An execution (not a Map Run's child).
    fn execution<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<ExecutionRecord>>;
    /// Executions.
    fn executions<'a>(&'a self, query: &'a ExecutionQuery)
    -> PortFuture<'a, Page<ExecutionRecord>>;
    /// Executions that had not ended when the process before did; what [`crate::Engine`] resumes.
    fn unfinished(&self) -> PortFuture<'_, Vec<ExecutionRecord>>;
    /// A Map Run.
    fn map_run<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<MapRunRecord>>;
    /// The Map Runs of an execution, the latest first.
    fn map_runs<'a>(
        &'a self,
        execution_arn: &'a str,
        paging: &'a Paging,
    ) -> PortFuture<'a, Page<MapRunRecord>>;
    /// The Map Runs that no record tells the end of.
    fn open_map_runs(&self) -> PortFuture<'_, Vec<MapRunRecord>>;
    /// A child execution that has ended.
    fn child<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<ChildFinished>>;
    /// The children of a Map Run that have ended.
    fn children<'a>(&'a self, query: &'a ChildQuery) -> PortFuture<'a, Page<ChildFinished>>;
    /// The parts of an execution's history, in order; empty where none was kept.
    fn history<'a>(&'a self, execution_arn: &'a str) -> PortFuture<'a, Vec<Bytes>>;
    /// Forgets everything of a state machine's executions, as DeleteStateMachine does.
    fn forget<'a>(&'a self, state_machine_arn: &'a str) -> PortFuture<'a, ()>;
}
