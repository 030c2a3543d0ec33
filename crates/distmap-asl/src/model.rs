//! The typed model of a definition: what the Amazon States Language says, and nothing of how it runs.
//!
//! Values that the language lets a definition give literally, by path or by JSONata expression are a
//! [`Dynamic`]; JSON positions that hold templates stay [`serde_json::Value`], for `distmap-eval` to compile.

use indexmap::IndexMap;
use serde_json::Value;

/// The language that a state's data flow is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueryLanguage {
    /// JSONPath, the default.
    #[default]
    JsonPath,
    /// JSONata, between `{%` and `%}`.
    Jsonata,
}

/// The two kinds of workflow, for a state machine and for the children of a Distributed Map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExecutionType {
    /// Durable, exactly-once, billed by state transition.
    #[default]
    Standard,
    /// At most five minutes, billed by request and duration.
    Express,
}

/// A whole definition, also each branch of a Parallel state and each processor of a Map state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StateMachine {
    /// `Comment`.
    pub comment: Option<String>,
    /// `Version`; AWS takes `1.0` only.
    pub version: Option<String>,
    /// `QueryLanguage` as written; absent means JSONPath at the top.
    pub query_language: Option<QueryLanguage>,
    /// `TimeoutSeconds` of the whole execution.
    pub timeout_seconds: Option<u64>,
    /// `StartAt`: the name of the first state.
    pub start_at: String,
    /// `States` by name, in the order written.
    pub states: IndexMap<String, State>,
}

/// One state: what all types share, and what is particular to its type.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// `Comment`.
    pub comment: Option<String>,
    /// `QueryLanguage` of this state alone.
    pub query_language: Option<QueryLanguage>,
    /// The fields that move data in and out.
    pub flow: DataFlow,
    /// What follows; of no meaning for Choice, Succeed and Fail.
    pub next: Transition,
    /// The type with its own fields.
    pub kind: StateKind,
}

/// Where a state goes when it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Transition {
    /// `End: true`.
    #[default]
    End,
    /// `Next`.
    Next(String),
    /// Neither field was written (Choice, Succeed, Fail).
    None,
}

/// The data-flow fields. Those of the other query language are `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataFlow {
    /// `InputPath`; `Some(None)` is the literal `null`.
    pub input_path: Option<Option<String>>,
    /// `OutputPath`; `Some(None)` is the literal `null`.
    pub output_path: Option<Option<String>>,
    /// `ResultPath`; `Some(None)` is the literal `null`.
    pub result_path: Option<Option<String>>,
    /// `Parameters`, a payload template.
    pub parameters: Option<Value>,
    /// `ResultSelector`, a payload template.
    pub result_selector: Option<Value>,
    /// `Arguments` (JSONata).
    pub arguments: Option<Value>,
    /// `Output` (JSONata).
    pub output: Option<Value>,
    /// `Assign`: variables to set, in either language.
    pub assign: Option<Value>,
}

/// A value given literally, by path (`...Path` field) or by JSONata expression (`{% ... %}`, kept whole).
#[derive(Clone, Debug, PartialEq)]
pub enum Dynamic<T> {
    /// As written.
    Literal(T),
    /// A JSONPath, a variable path or a Context Object path.
    Path(String),
    /// A JSONata expression with its `{%` and `%}`.
    Jsonata(String),
}

/// The type of a state.
#[derive(Clone, Debug, PartialEq)]
pub enum StateKind {
    /// Passes or makes data.
    Pass(PassState),
    /// Calls a service, an activity or a function.
    Task(Box<TaskState>),
    /// Branches.
    Choice(ChoiceState),
    /// Waits.
    Wait(WaitState),
    /// Ends with success.
    Succeed,
    /// Ends with an error.
    Fail(FailState),
    /// Runs branches side by side.
    Parallel(ParallelState),
    /// Runs a processor for every item.
    Map(Box<MapState>),
}

/// `Type: Pass`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PassState {
    /// `Result`: a literal (JSONPath only).
    pub result: Option<Value>,
}

/// `Type: Task`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaskState {
    /// `Resource`: an ARN.
    pub resource: String,
    /// `TimeoutSeconds` or `TimeoutSecondsPath`.
    pub timeout: Option<Dynamic<u64>>,
    /// `HeartbeatSeconds` or `HeartbeatSecondsPath`.
    pub heartbeat: Option<Dynamic<u64>>,
    /// `Credentials`, a template.
    pub credentials: Option<Value>,
    /// `Retry`, in order.
    pub retry: Vec<Retrier>,
    /// `Catch`, in order.
    pub catch: Vec<Catcher>,
}

/// One entry of `Retry`.
#[derive(Clone, Debug, PartialEq)]
pub struct Retrier {
    /// `ErrorEquals`.
    pub error_equals: Vec<String>,
    /// `IntervalSeconds`, 1 if absent.
    pub interval_seconds: Option<u64>,
    /// `MaxAttempts`, 3 if absent; 0 never retries.
    pub max_attempts: Option<u64>,
    /// `BackoffRate`, 2.0 if absent.
    pub backoff_rate: Option<f64>,
    /// `MaxDelaySeconds`.
    pub max_delay_seconds: Option<u64>,
    /// `JitterStrategy: FULL`.
    pub full_jitter: bool,
    /// `Comment`.
    pub comment: Option<String>,
}

/// One entry of `Catch`.
#[derive(Clone, Debug, PartialEq)]
pub struct Catcher {
    /// `ErrorEquals`.
    pub error_equals: Vec<String>,
    /// `Next`.
    pub next: String,
    /// `ResultPath`; `Some(None)` is the literal `null`.
    pub result_path: Option<Option<String>>,
    /// `Output` (JSONata).
    pub output: Option<Value>,
    /// `Assign`.
    pub assign: Option<Value>,
    /// `Comment`.
    pub comment: Option<String>,
}

/// `Type: Choice`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChoiceState {
    /// `Choices`, in order.
    pub choices: Vec<ChoiceRule>,
    /// `Default`.
    pub default: Option<String>,
}

/// One entry of `Choices`.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceRule {
    /// What must hold.
    pub condition: Condition,
    /// `Next`.
    pub next: String,
    /// `Assign`.
    pub assign: Option<Value>,
    /// `Output` (JSONata).
    pub output: Option<Value>,
    /// `Comment`.
    pub comment: Option<String>,
}

/// A Boolean expression of a Choice rule.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// `And`.
    And(Vec<Condition>),
    /// `Or`.
    Or(Vec<Condition>),
    /// `Not`.
    Not(Box<Condition>),
    /// `Variable` with one comparison.
    Compare {
        /// `Variable`: a path.
        variable: String,
        /// The operator's name as written, such as `NumericGreaterThanEqualsPath`.
        operator: String,
        /// The operator's value.
        operand: Value,
    },
    /// `Condition` (JSONata): a string with `{% %}` or a literal Boolean.
    Jsonata(Value),
}

/// `Type: Wait`.
#[derive(Clone, Debug, PartialEq)]
pub enum WaitState {
    /// `Seconds` or `SecondsPath`.
    Seconds(Dynamic<u64>),
    /// `Timestamp` or `TimestampPath`.
    Timestamp(Dynamic<String>),
}

/// `Type: Fail`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FailState {
    /// `Error` or `ErrorPath` (a path or an intrinsic function).
    pub error: Option<Dynamic<String>>,
    /// `Cause` or `CausePath`.
    pub cause: Option<Dynamic<String>>,
}

/// `Type: Parallel`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParallelState {
    /// `Branches`.
    pub branches: Vec<StateMachine>,
    /// `Retry`.
    pub retry: Vec<Retrier>,
    /// `Catch`.
    pub catch: Vec<Catcher>,
}

/// `ProcessorConfig.Mode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MapMode {
    /// Iterations run inside the execution.
    #[default]
    Inline,
    /// A Map Run starts a child execution for every item or batch.
    Distributed(ExecutionType),
}

/// `Type: Map`.
#[derive(Clone, Debug, PartialEq)]
pub struct MapState {
    /// `ItemProcessor` (or the older `Iterator`).
    pub processor: StateMachine,
    /// `ItemProcessor.ProcessorConfig`.
    pub mode: MapMode,
    /// Written as `Iterator`, the older name.
    pub legacy_iterator: bool,
    /// `ProcessorConfig` was written; without it the mode is INLINE.
    pub explicit_config: bool,
    /// `Parameters` of a legacy map stand in [`DataFlow::parameters`]; `ItemSelector` here.
    pub item_selector: Option<Value>,
    /// `ItemsPath`.
    pub items_path: Option<String>,
    /// `Items` (JSONata): an array or an expression.
    pub items: Option<Value>,
    /// `MaxConcurrency` or `MaxConcurrencyPath`.
    pub max_concurrency: Option<Dynamic<u64>>,
    /// `ItemReader`.
    pub item_reader: Option<ItemReader>,
    /// `ItemBatcher`.
    pub item_batcher: Option<ItemBatcher>,
    /// `ResultWriter`.
    pub result_writer: Option<ResultWriter>,
    /// `ToleratedFailureCount` or `...Path`.
    pub tolerated_failure_count: Option<Dynamic<u64>>,
    /// `ToleratedFailurePercentage` or `...Path`, 0 to 100.
    pub tolerated_failure_percentage: Option<Dynamic<f64>>,
    /// `Label`: at most 40 characters.
    pub label: Option<String>,
    /// `Retry`.
    pub retry: Vec<Retrier>,
    /// `Catch`.
    pub catch: Vec<Catcher>,
}

/// `ItemReader`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemReader {
    /// `Resource`, such as `arn:aws:states:::s3:listObjectsV2`.
    pub resource: String,
    /// `Parameters` (JSONPath) or `Arguments` (JSONata).
    pub arguments: Option<Value>,
    /// `ReaderConfig`.
    pub config: ReaderConfig,
}

/// `ItemReader.ReaderConfig`. Names stay text: what is known is for the checks and the engine to say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReaderConfig {
    /// `InputType`: CSV, JSON, JSONL, PARQUET, MANIFEST.
    pub input_type: Option<String>,
    /// `ManifestType`: S3_INVENTORY, ATHENA_DATA.
    pub manifest_type: Option<String>,
    /// `Transformation`: NONE, LOAD_AND_FLATTEN.
    pub transformation: Option<String>,
    /// `CSVHeaderLocation`: FIRST_ROW, GIVEN.
    pub csv_header_location: Option<String>,
    /// `CSVHeaders`.
    pub csv_headers: Option<Vec<String>>,
    /// `CSVDelimiter`: COMMA, PIPE, SEMICOLON, SPACE, TAB.
    pub csv_delimiter: Option<String>,
    /// `ItemsPointer`: a JSON pointer into a JSON file.
    pub items_pointer: Option<String>,
    /// `MaxItems` or `MaxItemsPath`.
    pub max_items: Option<Dynamic<u64>>,
}

/// `ItemBatcher`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemBatcher {
    /// `MaxItemsPerBatch` or `...Path`.
    pub max_items_per_batch: Option<Dynamic<u64>>,
    /// `MaxInputBytesPerBatch` or `...Path`.
    pub max_input_bytes_per_batch: Option<Dynamic<u64>>,
    /// `BatchInput`, a template.
    pub batch_input: Option<Value>,
}

/// `ResultWriter`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultWriter {
    /// `Resource`, `arn:aws:states:::s3:putObject`; absent where only `WriterConfig` stands.
    pub resource: Option<String>,
    /// `Parameters` or `Arguments`: Bucket and Prefix.
    pub arguments: Option<Value>,
    /// `WriterConfig.Transformation`: NONE, COMPACT, FLATTEN.
    pub transformation: Option<String>,
    /// `WriterConfig.OutputType`: JSON, JSONL.
    pub output_type: Option<String>,
}
