//! Workflow variables: set by `Assign`, read as `$name`.

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::error::{EvalError, names};

/// The largest value of one variable, in bytes of JSON text.
///
/// See <https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html>.
pub const MAX_VARIABLE_BYTES: usize = 256 * 1024;

/// The most that all variables of an execution hold together, in bytes of JSON text.
pub const MAX_VARIABLES_BYTES: usize = 10 * 1024 * 1024;

/// The variables in sight of a state: its own scope's and those of the scopes around it.
///
/// Cloning costs two reference counts; values are shared, never copied. A Map iteration or a branch
/// works on an [`inner`](Variables::inner) scope: it reads the outer variables, and what it assigns ends with it.
#[derive(Clone, Debug, Default)]
pub struct Variables {
    own: Arc<IndexMap<String, Sized>>,
    outer: Option<Arc<Variables>>,
}

#[derive(Clone, Debug)]
struct Sized {
    value: Arc<Value>,
    bytes: usize,
}

impl Variables {
    /// No variables: the scope of a new execution.
    pub fn new() -> Self {
        Self::default()
    }

    /// A scope inside this one, as an iteration or a branch gets it.
    pub fn inner(&self) -> Self {
        Self { own: Arc::default(), outer: Some(Arc::new(self.clone())) }
    }

    /// The value of a variable, the innermost scope first.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self.own.get(name) {
            Some(found) => Some(&found.value),
            None => self.outer.as_ref()?.get(name),
        }
    }

    /// The variables of this scope alone, in the order of first assignment.
    pub fn own(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.own.iter().map(|(name, sized)| (name.as_str(), sized.value.as_ref()))
    }

    /// Whether no variable is in sight.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty() && self.outer.as_ref().is_none_or(|outer| outer.is_empty())
    }

    /// Sets variables of this scope: the members of what an `Assign` template evaluated to.
    ///
    /// The template was evaluated before, so that all of its expressions saw the old values.
    ///
    /// # Errors
    /// `States.DataLimitExceeded` over [`MAX_VARIABLE_BYTES`] or [`MAX_VARIABLES_BYTES`]; nothing is set then.
    pub fn assign(&mut self, values: Map<String, Value>) -> Result<(), EvalError> {
        let mut own = self.own.as_ref().clone();
        for (name, value) in values {
            let bytes = json_size(&value);
            if bytes > MAX_VARIABLE_BYTES {
                return Err(too_large(&format!("variable '{name}'"), MAX_VARIABLE_BYTES));
            }
            own.insert(name, Sized { value: Arc::new(value), bytes });
        }
        let total = own.values().map(|sized| sized.bytes).sum::<usize>()
            + self.outer.as_ref().map_or(0, |outer| outer.bytes());
        if total > MAX_VARIABLES_BYTES {
            return Err(too_large("variables", MAX_VARIABLES_BYTES));
        }
        self.own = Arc::new(own);
        Ok(())
    }

    fn bytes(&self) -> usize {
        self.own.values().map(|sized| sized.bytes).sum::<usize>()
            + self.outer.as_ref().map_or(0, |outer| outer.bytes())
    }
}

fn too_large(what: &str, limit: usize) -> EvalError {
    EvalError::new(
        names::DATA_LIMIT_EXCEEDED,
        format!("The {what} exceeded the maximum size of {limit} bytes."),
    )
}

/// The length of a value's compact JSON text, without building the text.
fn json_size(value: &Value) -> usize {
    struct Count(usize);
    impl std::io::Write for Count {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut count = Count(0);
    match serde_json::to_writer(&mut count, value) {
        Ok(()) => count.0,
        Err(_) => usize::MAX,
    }
}
