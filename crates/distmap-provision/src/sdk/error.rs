use aws_sdk_s3::error::{DisplayErrorContext, ProvideErrorMetadata};

use crate::iam::PolicyError;

/// Why a stack was not made, changed or removed. What was done before stays, and doing it again goes on from there.
#[derive(Debug, thiserror::Error)]
#[error("{doing}: {failure}")]
pub struct SdkError {
    /// What was being done, such as `creating bucket orders-input`.
    pub doing: String,
    /// What went wrong.
    pub failure: Failure,
}

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The service refused.
    #[error("{code}: {message}")]
    Service {
        /// The error's name as the service has it.
        code: String,
        /// The service's message.
        message: String,
    },
    /// The service was not reached, or its answer was not understood.
    #[error("{0}")]
    Transport(String),
    /// A bucket still holds objects.
    #[error("the bucket still holds objects (empty it, or say that its objects may go)")]
    NotEmpty,
    /// What the role needs cannot be told from the definition.
    #[error("{0}")]
    Policy(PolicyError),
    /// A value that the SDK does not take.
    #[error("{0}")]
    Invalid(String),
}

impl SdkError {
    pub(crate) fn new(doing: impl Into<String>, failure: Failure) -> Self {
        Self { doing: doing.into(), failure }
    }

    /// An error of any SDK call.
    pub(crate) fn call<E, R>(
        doing: impl Into<String>,
    ) -> impl FnOnce(aws_sdk_s3::error::SdkError<E, R>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
        R: std::fmt::Debug + 'static,
    {
        let doing = doing.into();
        move |error| {
            let failure = match (error.code(), error.as_service_error()) {
                (Some(code), Some(_)) => Failure::Service {
                    code: code.to_owned(),
                    message: error.message().unwrap_or_default().to_owned(),
                },
                _ => Failure::Transport(DisplayErrorContext(&error).to_string()),
            };
            Self { doing, failure }
        }
    }
}

/// A value that the SDK's builders refuse.
pub(crate) fn invalid(doing: impl Into<String>, error: impl std::fmt::Display) -> SdkError {
    SdkError::new(doing, Failure::Invalid(error.to_string()))
}
