//! What a compiled state is made of.

use std::sync::Arc;
use std::time::Duration;

use distmap_asl::{ExecutionType, ReaderConfig};
use distmap_eval::{Condition, JsonataExpr, Path, Template};
use serde_json::Value;

use super::{Assembly, FlowId, PathField, Query, ResultPath, StateId, Text};
use crate::data::Data;
use crate::ports::Millis;
use crate::tasks::Resource;

/// A compiled state.
#[derive(Debug)]
pub(crate) struct StatePlan {
    pub id: StateId,
    pub name: Arc<str>,
    /// The type's name in events, such as `Pass`.
    pub state_type: &'static str,
    pub jsonata: bool,
    pub input_path: PathField,
    /// `Parameters` or `Arguments`.
    pub arguments: Option<Template>,
    /// The same, if it can be put together from parts of the data.
    pub assembly: Option<Assembly>,
    pub result_selector: Option<Template>,
    pub result_path: ResultPath,
    pub output_path: PathField,
    /// `Output` (JSONata).
    pub output: Option<Template>,
    pub assign: Option<Template>,
    pub next: Next,
    pub kind: Kind,
    pub retry: Vec<RetryPlan>,
    pub catch: Vec<CatchPlan>,
}

impl StatePlan {
    /// Whether nothing reads the state's result, so that it need not be put together.
    pub(crate) fn discards_result(&self) -> bool {
        !self.jsonata
            && matches!(self.result_path, ResultPath::Discard)
            && self.result_selector.is_none()
            && self.assign.is_none()
    }
}

/// Where a state goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    End,
    State(usize),
}

/// The type of a state, with its own fields.
#[derive(Debug)]
pub(crate) enum Kind {
    Pass { result: Option<Data> },
    Succeed,
    Fail { error: Option<Text>, cause: Option<Text> },
    Choice(ChoicePlan),
    Wait(WaitPlan),
    Task(Box<TaskPlan>),
    Parallel(ParallelPlan),
    Map(Box<MapPlan>),
}

#[derive(Debug)]
pub(crate) struct ChoicePlan {
    pub rules: Vec<RulePlan>,
    pub default: Option<usize>,
}

#[derive(Debug)]
pub(crate) struct RulePlan {
    /// Absent only in a plan that was refused.
    pub condition: Option<Condition>,
    pub next: usize,
    pub assign: Option<Template>,
    pub output: Option<Template>,
}

#[derive(Debug)]
pub(crate) enum WaitPlan {
    Seconds(u64),
    SecondsQuery(Query),
    Until(Millis),
    UntilQuery(Query),
}

#[derive(Debug)]
pub(crate) struct TaskPlan {
    pub resource: Resource,
    pub timeout: Option<Number<u64>>,
    pub heartbeat: Option<Number<u64>>,
    pub credentials: Option<Template>,
}

/// A number given literally or computed, with the name of its field.
#[derive(Debug)]
pub(crate) enum Number<T> {
    Literal(T),
    Query { field: &'static str, query: Query },
}

#[derive(Debug)]
pub(crate) struct ParallelPlan {
    pub branches: Vec<FlowId>,
}

#[derive(Debug)]
pub(crate) struct MapPlan {
    pub processor: FlowId,
    pub items: ItemsPlan,
    /// `ItemSelector`, or the `Parameters` of a legacy map.
    pub selector: Option<Arc<Template>>,
    pub max_concurrency: Option<Number<u64>>,
    pub distributed: Option<DistributedPlan>,
}

/// Where a map's items come from, if not from an `ItemReader`.
#[derive(Debug)]
pub(crate) enum ItemsPlan {
    /// `ItemsPath`, or the effective input.
    Path(Option<Path>),
    /// `Items` of JSONata, an expression.
    Jsonata(JsonataExpr),
    /// `Items` of JSONata, an array with expressions in it.
    Template(Template),
    /// The state's input (JSONata without `Items`).
    Input,
}

impl ItemsPlan {
    /// The items, if they are documents of their own in `data`.
    pub(crate) fn among(&self, data: &Data) -> Option<Vec<Data>> {
        match self {
            Self::Path(None) => data.items_under(&[]),
            Self::Path(Some(path)) => data.items_under(path.keys()?),
            _ => None,
        }
    }
}

/// What only a Distributed Map has.
#[derive(Debug)]
pub(crate) struct DistributedPlan {
    pub child_type: ExecutionType,
    pub label: Option<String>,
    pub reader: Option<ReaderPlan>,
    pub batcher: Option<BatcherPlan>,
    pub writer: Option<WriterPlan>,
    pub tolerated_count: Option<Number<u64>>,
    pub tolerated_percentage: Option<Number<f64>>,
}

#[derive(Debug)]
pub(crate) struct ReaderPlan {
    pub resource: String,
    pub arguments: Option<Template>,
    pub config: ReaderConfig,
    pub max_items: Option<Number<u64>>,
}

#[derive(Debug)]
pub(crate) struct BatcherPlan {
    pub max_items: Option<Number<u64>>,
    pub max_bytes: Option<Number<u64>>,
    pub input: Option<Template>,
}

#[derive(Debug)]
pub(crate) struct WriterPlan {
    pub resource: Option<String>,
    pub arguments: Option<Template>,
    pub transformation: Option<String>,
    pub output_type: Option<String>,
}

#[derive(Debug)]
pub(crate) struct RetryPlan {
    pub error_equals: Vec<String>,
    pub interval: Duration,
    pub max_attempts: u64,
    pub backoff_rate: f64,
    pub max_delay: Option<Duration>,
    pub full_jitter: bool,
}

impl RetryPlan {
    /// The delay after `used` retries by this retrier.
    pub(crate) fn delay(&self, used: u64) -> Duration {
        let exponent = i32::try_from(used).unwrap_or(i32::MAX);
        let seconds = self.interval.as_secs_f64() * self.backoff_rate.powi(exponent);
        let limit = self.max_delay.unwrap_or(LONGEST_DELAY);
        Duration::try_from_secs_f64(seconds).map_or(limit, |delay| delay.min(limit))
    }
}

/// The largest `MaxDelaySeconds` that AWS takes.
const LONGEST_DELAY: Duration = Duration::from_secs(31_622_400);

#[derive(Debug)]
pub(crate) struct CatchPlan {
    pub error_equals: Vec<String>,
    pub next: usize,
    pub result_path: ResultPath,
    pub assign: Option<Template>,
    pub output: Option<Template>,
}

/// A constant that a state hands on.
pub(crate) fn constant(value: &Value) -> Data {
    Data::from(value.clone())
}
