//! What goes wrong: in a definition, when it is compiled, and with data, when it is evaluated.

use serde_json::Value;

/// The error names that data flow can end with, as AWS writes them.
///
/// See <https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html>.
pub mod names {
    /// A path that finds nothing, a value of the wrong kind: what no catcher sees but by this name.
    pub const RUNTIME: &str = "States.Runtime";
    /// A `Parameters` path could not be applied.
    pub const PARAMETER_PATH_FAILURE: &str = "States.ParameterPathFailure";
    /// `ResultPath` cannot be applied to the input.
    pub const RESULT_PATH_MATCH_FAILURE: &str = "States.ResultPathMatchFailure";
    /// An intrinsic function refused its arguments.
    pub const INTRINSIC_FAILURE: &str = "States.IntrinsicFailure";
    /// A JSONata expression failed, or gave nothing, or gave the wrong type.
    pub const QUERY_EVALUATION_ERROR: &str = "States.QueryEvaluationError";
    /// A value is larger than the service carries.
    pub const DATA_LIMIT_EXCEEDED: &str = "States.DataLimitExceeded";
}

/// A failure of evaluation: the error's name and AWS's text for it.
///
/// The engine puts "An error occurred while executing the state ... " before the cause.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{error}: {cause}")]
pub struct EvalError {
    /// One of [`names`].
    pub error: &'static str,
    /// What happened, in AWS's words where they are known.
    pub cause: String,
    /// The field of a JSONata state, such as `Output/error`; the history's `EvaluationFailed` event shows it.
    pub location: Option<String>,
}

impl EvalError {
    /// An error from its two parts.
    pub fn new(error: &'static str, cause: impl Into<String>) -> Self {
        Self { error, cause: cause.into(), location: None }
    }

    pub(crate) fn runtime(cause: impl Into<String>) -> Self {
        Self::new(names::RUNTIME, cause)
    }

    pub(crate) fn query(location: &str, cause: impl Into<String>) -> Self {
        Self {
            location: Some(location.to_owned()),
            ..Self::new(names::QUERY_EVALUATION_ERROR, cause)
        }
    }
}

/// A part of a definition that is no valid path, intrinsic function or expression.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}{}", at(.pointer))]
pub struct CompileError {
    /// Where, as a JSON pointer relative to the compiled value; empty for the value itself.
    pub pointer: String,
    /// What is wrong, with a hint.
    pub message: String,
}

fn at(pointer: &str) -> String {
    if pointer.is_empty() { String::new() } else { format!(" at {pointer}") }
}

impl CompileError {
    /// An error of the compiled value itself.
    pub fn new(message: impl Into<String>) -> Self {
        Self { pointer: String::new(), message: message.into() }
    }

    /// The same error, one level further down: under `key` of an object or an array.
    pub(crate) fn under(mut self, key: &str) -> Self {
        let escaped = key.replace('~', "~0").replace('/', "~1");
        self.pointer = format!("/{escaped}{}", self.pointer);
        self
    }
}

/// The deepest nesting of data that states may build: what the JSON parser reads again. No loop of states can make data
/// that overflows a stack.
pub(crate) const MAX_DEPTH: usize = 127;

/// Refuses a value that nests deeper than `limit` levels of arrays and objects.
pub(crate) fn check_depth(value: &Value, limit: usize) -> Result<(), EvalError> {
    let inner = match (value, limit.checked_sub(1)) {
        (Value::Array(_) | Value::Object(_), None) => {
            return Err(EvalError::runtime(format!(
                "the data nests deeper than {MAX_DEPTH} levels"
            )));
        }
        (_, inner) => inner.unwrap_or_default(),
    };
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| check_depth(item, inner)),
        Value::Object(members) => {
            members.values().try_for_each(|member| check_depth(member, inner))
        }
        _ => Ok(()),
    }
}
