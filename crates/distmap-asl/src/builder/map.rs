//! Map states. [`InlineMap`] and [`DistributedMap`] are two types, as they have different fields.

use serde_json::Value;

use super::chain::Step;
use super::{data_flow, fallible, result, state};
use crate::model::{
    DataFlow, Dynamic, ExecutionType, ItemBatcher, ItemReader, MapMode, MapState, ResultWriter,
    State, StateKind, StateMachine,
};

fn map(processor: StateMachine, mode: MapMode) -> State {
    let map = MapState {
        processor,
        mode,
        legacy_iterator: false,
        explicit_config: true,
        item_selector: None,
        items_path: None,
        items: None,
        max_concurrency: None,
        item_reader: None,
        item_batcher: None,
        result_writer: None,
        tolerated_failure_count: None,
        tolerated_failure_percentage: None,
        label: None,
        retry: Vec::new(),
        catch: Vec::new(),
    };
    state(DataFlow::default(), StateKind::Map(Box::new(map)))
}

fn edit(mut state: State, change: impl FnOnce(&mut MapState)) -> State {
    if let StateKind::Map(map) = &mut state.kind {
        change(map);
    }
    state
}

macro_rules! items {
    ($type:ty) => {
        impl $type {
            /// `ItemsPath`: where in the input the items are.
            #[must_use]
            pub fn items_path(self, path: impl Into<String>) -> Self {
                Self(edit(self.0, |map| map.items_path = Some(path.into())))
            }

            /// `ItemSelector`: what becomes of each item before it is processed.
            #[must_use]
            pub fn item_selector(self, template: Value) -> Self {
                Self(edit(self.0, |map| map.item_selector = Some(template)))
            }

            /// `MaxConcurrency`: how many iterations or child executions run at once; 0 is no limit of one's own.
            #[must_use]
            pub fn max_concurrency(self, count: u64) -> Self {
                Self(edit(self.0, |map| {
                    map.max_concurrency = Some(Dynamic::Literal(count));
                }))
            }
        }

        impl Step for $type {
            fn into_state(self) -> State {
                self.0
            }
        }
    };
}

/// A Map state whose iterations run inside the execution.
#[derive(Clone, Debug)]
pub struct InlineMap(State);

impl InlineMap {
    /// Runs `processor` for every item.
    #[must_use]
    pub fn new(processor: StateMachine) -> Self {
        Self(map(processor, MapMode::Inline))
    }
}

items!(InlineMap);
data_flow!(InlineMap);
result!(InlineMap);
fallible!(InlineMap, Map);

/// A Map state that starts a Map Run, which starts a child execution for every item or batch.
#[derive(Clone, Debug)]
pub struct DistributedMap(State);

items!(DistributedMap);
data_flow!(DistributedMap);
result!(DistributedMap);
fallible!(DistributedMap, Map);

impl DistributedMap {
    /// Runs `processor` in child executions of the given type.
    #[must_use]
    pub fn new(children: ExecutionType, processor: StateMachine) -> Self {
        Self(map(processor, MapMode::Distributed(children)))
    }

    /// `ItemReader`: where the items come from, such as [`ItemReader::s3_objects`].
    #[must_use]
    pub fn item_reader(self, reader: ItemReader) -> Self {
        Self(edit(self.0, |map| map.item_reader = Some(reader)))
    }

    /// `ItemBatcher.MaxItemsPerBatch`.
    #[must_use]
    pub fn max_items_per_batch(self, count: u64) -> Self {
        Self(edit(self.0, |map| {
            let batcher = map.item_batcher.get_or_insert_with(ItemBatcher::default);
            batcher.max_items_per_batch = Some(Dynamic::Literal(count));
        }))
    }

    /// `ItemBatcher.MaxInputBytesPerBatch`: at most 262,144.
    #[must_use]
    pub fn max_input_bytes_per_batch(self, bytes: u64) -> Self {
        Self(edit(self.0, |map| {
            let batcher = map.item_batcher.get_or_insert_with(ItemBatcher::default);
            batcher.max_input_bytes_per_batch = Some(Dynamic::Literal(bytes));
        }))
    }

    /// `ResultWriter`: where the results and the failures go, such as [`ResultWriter::s3`].
    #[must_use]
    pub fn result_writer(self, writer: ResultWriter) -> Self {
        Self(edit(self.0, |map| map.result_writer = Some(writer)))
    }

    /// `ToleratedFailurePercentage`: 0 to 100.
    #[must_use]
    pub fn tolerated_failure_percentage(self, percentage: f64) -> Self {
        Self(edit(self.0, |map| {
            map.tolerated_failure_percentage = Some(Dynamic::Literal(percentage));
        }))
    }

    /// `ToleratedFailurePercentagePath`: where in the input, or in which variable, it is.
    #[must_use]
    pub fn tolerated_failure_percentage_path(self, path: impl Into<String>) -> Self {
        Self(edit(self.0, |map| {
            map.tolerated_failure_percentage = Some(Dynamic::Path(path.into()));
        }))
    }

    /// `ToleratedFailureCount`.
    #[must_use]
    pub fn tolerated_failure_count(self, count: u64) -> Self {
        Self(edit(self.0, |map| {
            map.tolerated_failure_count = Some(Dynamic::Literal(count));
        }))
    }

    /// `Label`: the name of the child state machine, at most 40 characters.
    #[must_use]
    pub fn label(self, label: impl Into<String>) -> Self {
        Self(edit(self.0, |map| map.label = Some(label.into())))
    }
}

impl ItemReader {
    /// Lists a bucket (`s3:listObjectsV2`); `parameters` has `Bucket` and may have `Prefix`.
    #[must_use]
    pub fn s3_objects(parameters: Value) -> Self {
        Self {
            resource: "arn:aws:states:::s3:listObjectsV2".to_owned(),
            arguments: Some(parameters),
            ..Self::default()
        }
    }

    /// Reads the lines of all JSON Lines files that the listing finds, as one set of items
    /// (`Transformation: LOAD_AND_FLATTEN`).
    #[must_use]
    pub fn s3_json_lines(parameters: Value) -> Self {
        let mut reader = Self::s3_objects(parameters);
        reader.config.input_type = Some("JSONL".to_owned());
        reader.config.transformation = Some("LOAD_AND_FLATTEN".to_owned());
        reader
    }
}

impl ResultWriter {
    /// Writes into a bucket; `parameters` has `Bucket` and `Prefix`. `transformation` is `NONE`, `COMPACT` or
    /// `FLATTEN`; failures are always written in full.
    #[must_use]
    pub fn s3(parameters: Value, transformation: &str) -> Self {
        Self {
            resource: Some("arn:aws:states:::s3:putObject".to_owned()),
            arguments: Some(parameters),
            transformation: Some(transformation.to_owned()),
            output_type: Some("JSONL".to_owned()),
        }
    }
}
