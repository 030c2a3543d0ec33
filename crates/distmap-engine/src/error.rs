//! How a state fails.

use crate::plan::CompileError;
use crate::ports::{Ids, ServiceError};
use crate::time::RandomIds;

/// An error as the States Language knows it: a name that Retry and Catch match, and a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", error.as_deref().unwrap_or("(no error name)"), cause.as_deref().unwrap_or("(no cause)"))]
pub struct StateError {
    /// The error's name, such as `States.TaskFailed`; absent where a Fail state gives none.
    pub error: Option<String>,
    /// The text for people.
    pub cause: Option<String>,
}

impl StateError {
    /// An error with name and cause.
    pub fn new(error: impl Into<String>, cause: impl Into<String>) -> Self {
        Self { error: Some(error.into()), cause: Some(cause.into()) }
    }

    /// An error without a cause.
    pub fn bare(error: impl Into<String>) -> Self {
        Self { error: Some(error.into()), cause: None }
    }

    /// `States.Runtime`.
    pub fn runtime(cause: impl Into<String>) -> Self {
        Self::new("States.Runtime", cause)
    }

    /// `States.DataLimitExceeded` for `what`.
    pub fn data_limit(what: &str) -> Self {
        Self::new(
            "States.DataLimitExceeded",
            format!("{what} with a size exceeding the maximum number of bytes service limit."),
        )
    }

    /// What S3 refused to a reader or writer of items, in the words of its Java client.
    pub(crate) fn of_s3(name: &str, error: &ServiceError) -> Self {
        let ServiceError { message, status, code } = error;
        let (request, extended) = (RandomIds.next(), RandomIds.next());
        Self::new(
            name,
            format!(
                "{message} (Service: Amazon S3; Status Code: {status}; Error Code: {code}; Request ID: {request}; \
                 S3 Extended Request ID: {extended}; Proxy: null)"
            ),
        )
    }

    /// The error's name, or the empty text.
    pub fn name(&self) -> &str {
        self.error.as_deref().unwrap_or_default()
    }
}

/// Why a definition cannot be run.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DefinitionError {
    /// It is no definition.
    #[error("no definition of a state machine: {0}")]
    Parse(#[from] distmap_asl::ParseError),
    /// Parts of it are no paths, functions or expressions; each with its JSON pointer.
    #[error("the definition does not compile: {}", joined(.0))]
    Compile(Vec<CompileError>),
}

fn joined(errors: &[CompileError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Why a call of the engine's own interface was refused, as the Step Functions API words it.
pub type ApiError = ServiceError;
