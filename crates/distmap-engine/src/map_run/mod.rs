//! Map Runs: the pipeline of a Distributed Map, from its items to its children's results.
//!
//! ```text
//! Reader ─► Feed (ItemSelector, ItemBatcher) ─► workers, each with its waiting children ─► Results
//! ```
//!
//! A Map Run is driven by the execution that contains it: that worker always has a child in hand, so
//! nested Map Runs cannot wait for one another in a circle. Further workers, about one per core, join
//! where the `Budget` that all Map Runs share has one to spare. Workers pull: nothing is read before
//! somebody has time for it, and nothing is kept that the definition doesn't keep.

mod again;
mod batch;
mod budget;
mod drive;
mod feed;
mod live;
mod results;
mod run;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use distmap_asl::ExecutionType;
use serde_json::{Map, Value};

use crate::data::Data;
use crate::engine::Engine;
use crate::error::StateError;
use crate::execution::Status;
use crate::journal::{MapRunSettings, Redrive};
use crate::plan::PlanRef;
use crate::ports::Millis;
use crate::reader::ReaderSpec;
use crate::writer::WriterSpec;

pub use batch::BatcherSpec;
pub(crate) use batch::batches;
pub use drive::Children;
pub use live::{LiveMapRun, MapRuns};

pub(crate) use budget::Budget;

/// The most children of one Map Run at once: what a `MaxConcurrency` of 0 means
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html>).
pub const MAX_CONCURRENCY: u64 = 10_000;

/// Everything a Map Run needs, evaluated from its Map state.
pub struct MapRunSpec {
    /// The engine: ports, limits, journal.
    pub engine: Engine,
    /// Who runs the children: the engine, or a test's double.
    pub children: Arc<dyn Children>,
    /// `...:mapRun:MACHINE/LABEL:UUID`.
    pub arn: Arc<str>,
    /// The execution whose Map state this is.
    pub execution_arn: Arc<str>,
    /// The Map state's name, for causes.
    pub state_name: Arc<str>,
    /// `MACHINE/LABEL`: the last part of the children's state machine ARN, and the part before the
    /// last of their execution ARNs.
    pub child_machine: Arc<str>,
    /// What each child runs.
    pub processor: PlanRef,
    /// The type of the children.
    pub child_type: ExecutionType,
    /// Where the items come from.
    pub source: ItemSource,
    /// `ItemSelector`, with what it reads; `None` hands the item on as it is.
    pub selector: Option<Box<dyn ItemSelect>>,
    /// `ItemBatcher`.
    pub batcher: Option<BatcherSpec>,
    /// `ResultWriter`.
    pub writer: Option<WriterSpec>,
    /// Whether anything reads the Map state's result.
    pub read_result: bool,
    /// Concurrency and tolerated failures at the start.
    pub settings: MapRunSettings,
    /// The role of the execution, which the children share.
    pub role_arn: Arc<str>,
    /// Goes on with a Map Run of the same ARN that the journal knows.
    pub resume: Option<Resume>,
}

/// How an execution or a Map Run that was there before goes on.
///
/// Children that have not been started before are told from the others by their index, so the data set
/// must be the one that was read before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resume {
    /// After the process ended: children that ended, well or badly, are not run again.
    Restart,
    /// RedriveExecution: only children that succeeded are not run again.
    Redrive(Redrive),
}

/// Where a Map Run's items come from.
// One of these is made for each Map Run: its size does not matter.
#[allow(clippy::large_enum_variant)]
pub enum ItemSource {
    /// `ItemsPath` or `Items`: an array that is already there.
    Items(Vec<Data>),
    /// `ItemsPath` or `Items`: an object, each member an item.
    Members(Map<String, Value>),
    /// `ItemReader`.
    Reader(ReaderSpec),
}

/// One item of a data set.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its place in the data set, from 0.
    pub index: u64,
    /// The item: an object's member's value where the data set is an object.
    pub value: Data,
    /// The member's name, where the data set is an object.
    pub key: Option<String>,
    /// `Map.Item.Source`: `STATE_DATA`, `S3://bucket` or `S3://bucket/key`.
    pub source: Option<Arc<str>>,
}

impl Item {
    /// An item of the state's own data.
    pub fn new(value: impl Into<Data>) -> Self {
        Self { index: 0, value: value.into(), key: None, source: None }
    }

    /// The same item, read from `source`.
    pub fn from(self, source: Arc<str>) -> Self {
        Self { source: Some(source), ..self }
    }

    /// What a child gets without an `ItemSelector`: the value, or a member's name and value.
    pub fn into_input(self) -> Data {
        match self.key {
            None => self.value,
            Some(key) => {
                let mut pair = Map::with_capacity(2);
                pair.insert("Key".into(), Value::String(key));
                pair.insert("Value".into(), self.value.into_value());
                Data::from(Value::Object(pair))
            }
        }
    }
}

/// Applies the `ItemSelector` to one item.
pub trait ItemSelect: Send + Sync {
    /// The child's view of the item.
    ///
    /// # Errors
    /// What the template's evaluation met; the Map Run fails with it.
    fn select(&self, item: Item) -> Result<Value, StateError>;
}

/// How a Map Run ended.
#[derive(Debug)]
pub struct MapRunResult {
    /// The Map Run's own status. It can be `SUCCEEDED` where `result` is an error: when the
    /// children's outputs outgrow what a state may return.
    pub status: Status,
    /// The Map state's result, or its failure (`States.ExceedToleratedFailureThreshold`,
    /// `States.ItemReaderFailed`, `States.ResultWriterFailed`, ...).
    pub result: Result<Value, StateError>,
    /// State transitions billed for all children, one for each child's start included; of a redrive, those
    /// since it began.
    pub transitions: u64,
}

/// Runs a Map Run to its end. The caller records the parent's history and owns cancellation: when the
/// future is dropped, children stop and the Map Run is `Aborted`.
pub async fn run(spec: MapRunSpec) -> MapRunResult {
    run::run(spec).await
}

/// One child execution to run.
pub struct Child {
    /// What it runs.
    pub processor: PlanRef,
    /// STANDARD or EXPRESS.
    pub execution_type: ExecutionType,
    /// `MACHINE/LABEL`.
    pub machine: Arc<str>,
    /// `...:stateMachine:MACHINE/LABEL`.
    pub machine_arn: Arc<str>,
    /// The Map Run's ARN.
    pub map_run_arn: Arc<str>,
    /// Its ARN.
    pub arn: Arc<str>,
    /// Its name, a UUID.
    pub name: Arc<str>,
    /// The role.
    pub role_arn: Arc<str>,
    /// Its input.
    pub input: Data,
    /// Whether its history is kept when it succeeds; that of a failure always is.
    pub keep_history: bool,
    /// Goes on with a child of the same ARN that an earlier attempt may have left.
    pub resume: Option<Resume>,
    /// When it was first started.
    pub started: Millis,
}

/// How a child execution ended.
#[derive(Clone, Debug)]
pub struct ChildOutcome {
    /// How it ended.
    pub status: Status,
    /// Its output, of a success.
    pub output: Option<Data>,
    /// Its failure, otherwise.
    pub failure: Option<StateError>,
    /// When it began.
    pub started: Millis,
    /// When it ended.
    pub stopped: Millis,
    /// State transitions billed inside it (its own start not counted).
    pub transitions: u64,
}
