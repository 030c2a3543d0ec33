//! Why a body could not be transformed.

/// What was wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes are no UTF-8.
    NotUtf8,
    /// The text is no JSON.
    NotJson,
    /// The JSON is no object, so that nothing can be merged into it. A blank text counts as `null`, as at AWS.
    NotAnObject,
}

/// A text that could not be parsed or merged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TransformError {
    kind: ErrorKind,
    message: String,
}

impl TransformError {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// What was wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The name under which Step Functions reports the same failure, for `Catch` and `Retry`.
    ///
    /// See <https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html>.
    pub fn states_error(&self) -> &'static str {
        "States.IntrinsicFailure"
    }
}
