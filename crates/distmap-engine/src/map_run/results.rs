//! Where children's results go: into files, or into the Map state's own output.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use crate::data::MAX_PAYLOAD;
use crate::error::StateError;
use crate::ports::Objects;
use crate::writer::{Entry, ResultFiles, Transformation, WriterSpec};

/// What becomes of results.
pub(super) enum Results {
    Files(Box<ResultFiles>),
    Output(Collected),
}

/// Outputs by the children's index, as long as a state may return them.
pub(super) struct Collected {
    transformation: Transformation,
    state_name: Arc<str>,
    /// Whether anything reads the state's result.
    read: bool,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    values: BTreeMap<u64, Vec<Value>>,
    /// Bytes of the array's text.
    bytes: usize,
}

impl Results {
    pub(super) fn new(
        spec: Option<&WriterSpec>,
        objects: Option<&Arc<dyn Objects>>,
        map_run_arn: &Arc<str>,
        state_name: Arc<str>,
        read: bool,
    ) -> Result<Self, StateError> {
        match spec.and_then(|spec| spec.bucket.as_deref().map(|bucket| (spec, bucket))) {
            Some((_, "")) => {
                let cause = "the result writer needs a Bucket";
                Err(StateError::new("States.ResultWriterFailed", cause))
            }
            Some((spec, bucket)) => {
                let objects = objects.ok_or_else(|| {
                    StateError::new("States.ResultWriterFailed", "the engine has no buckets")
                })?;
                let arn = map_run_arn.clone();
                Ok(Self::Files(Box::new(ResultFiles::new(objects.clone(), bucket, spec, arn))))
            }
            None => Ok(Self::Output(Collected {
                transformation: spec.map_or(Transformation::Compact, WriterSpec::transformation),
                state_name,
                read,
                kept: Mutex::default(),
            })),
        }
    }

    /// Whether a redrive needs the children's outputs again.
    pub(super) fn wants_output(&self) -> bool {
        match self {
            Self::Files(_) => true,
            Self::Output(collected) => collected.read,
        }
    }

    /// Whether a redrive needs the inputs of successful children again.
    pub(super) fn wants_input(&self) -> bool {
        match self {
            Self::Files(files) => files.writes_records(),
            Self::Output(collected) => {
                collected.read && collected.transformation == Transformation::None
            }
        }
    }

    /// Removes what an earlier attempt at the same Map Run wrote.
    pub(super) async fn clear(&self) -> Result<(), StateError> {
        match self {
            Self::Files(files) => files.clear().await,
            Self::Output(_) => Ok(()),
        }
    }

    /// Takes the result of the child at `index`.
    pub(super) async fn add(&self, index: u64, entry: &Entry<'_>) -> Result<(), StateError> {
        match self {
            Self::Files(files) => files.add(entry).await,
            Self::Output(collected) => {
                collected.add(index, entry);
                Ok(())
            }
        }
    }

    /// The Map state's result. For a Map Run that failed, files are written all the same.
    pub(super) async fn finish(&self) -> Result<Value, StateError> {
        match self {
            Self::Files(files) => files.finish().await,
            Self::Output(collected) => collected.finish(),
        }
    }
}

impl Collected {
    fn add(&self, index: u64, entry: &Entry<'_>) {
        let values = entry.values(self.transformation);
        let bytes: usize = match (self.transformation, entry.output) {
            (Transformation::Compact, Some(output)) => output.text().len() + 1,
            _ => values.iter().map(|value| value.to_string().len() + 1).sum(),
        };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += bytes;
        if kept.bytes > MAX_PAYLOAD {
            // The state will fail with it: nothing needs to be held any longer.
            kept.values.clear();
        } else {
            kept.values.insert(index, values);
        }
    }

    fn finish(&self) -> Result<Value, StateError> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // One comma less than values, and two brackets.
        if kept.bytes + 1 > MAX_PAYLOAD {
            let what = format!("The state/task '{}' returned a result", self.state_name);
            return Err(StateError::data_limit(&what));
        }
        Ok(Value::Array(std::mem::take(&mut kept.values).into_values().flatten().collect()))
    }
}
