//! Paths that are written to: `ResultPath`.

use serde_json::{Map, Value};

use super::{Path, Root, Step};
use crate::error::{CompileError, EvalError, MAX_DEPTH, check_depth, names};

/// A path of keys and indices from `$`, as `ResultPath` wants it.
///
/// ```
/// use distmap_eval::ReferencePath;
/// use serde_json::json;
///
/// let path = ReferencePath::compile("$.order.result")?;
/// assert_eq!(path.set(json!({"id": 1}), json!("done"))?, json!({"id": 1, "order": {"result": "done"}}));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct ReferencePath {
    path: Path,
}

impl ReferencePath {
    /// Compiles the text of a reference path.
    ///
    /// # Errors
    /// A path that could name several places, or one of the Context Object or of a variable.
    pub fn compile(text: &str) -> Result<Self, CompileError> {
        let path = Path::compile(text)?;
        let writable = path.root == Root::Data
            && path.steps.iter().all(|step| match step {
                Step::Key(_) => true,
                Step::Index(index) => *index >= 0,
                _ => false,
            });
        if writable {
            Ok(Self { path })
        } else {
            Err(CompileError::new(format!(
                "'{text}' is no reference path: only keys and indices from '$' name one place"
            )))
        }
    }

    /// The path as written.
    pub fn text(&self) -> &str {
        self.path.text()
    }

    /// Whether the path is `$`: what is set replaces everything.
    pub fn is_identity(&self) -> bool {
        self.path.is_identity()
    }

    /// `target` with `value` at this place; objects on the way there are made, other values must fit.
    ///
    /// # Errors
    /// `States.ResultPathMatchFailure` where a key meets no object or an index no item.
    pub fn set(&self, target: Value, value: Value) -> Result<Value, EvalError> {
        if !self.path.steps.is_empty() {
            check_depth(&value, MAX_DEPTH.saturating_sub(self.path.steps.len()))?;
        }
        let mut target = target;
        let mut place = &mut target;
        for step in &self.path.steps {
            if let (Step::Key(_), Value::Null) = (step, &*place) {
                *place = Value::Object(Map::new());
            }
            place = match (step, place) {
                (Step::Key(key), Value::Object(members)) => {
                    members.entry(key.as_str()).or_insert(Value::Null)
                }
                (Step::Index(index), Value::Array(items)) => {
                    let found = usize::try_from(*index).ok().and_then(|index| items.get_mut(index));
                    match found {
                        Some(item) => item,
                        None => return Err(self.mismatch("")),
                    }
                }
                _ => return Err(self.mismatch("")),
            };
        }
        *place = value;
        Ok(target)
    }

    /// The error of [`set`](Self::set) as AWS words it, with the text of the `input` that the path does not fit.
    pub fn mismatch(&self, input: &str) -> EvalError {
        EvalError::new(
            names::RESULT_PATH_MATCH_FAILURE,
            format!("Unable to apply ReferencePath {} to input {input}", self.text()),
        )
    }
}
