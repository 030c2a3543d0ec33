//! AWS's wire protocols, driven by the generated models: JSON 1.0 and query.

pub mod query;
pub mod shape;
pub mod validate;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use distmap_engine::ports::ServiceError;

use shape::ServiceModel;
use validate::Refusal;

/// A refusal of an operation, in the words of the AWS service.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct ApiError {
    /// The service's own code, such as `ExecutionAlreadyExists`.
    pub code: String,
    /// The text for people.
    pub message: String,
    /// The HTTP status.
    pub status: u16,
}

impl ApiError {
    /// An error of the caller: HTTP status 400.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), status: 400 }
    }

    /// `ValidationException`.
    pub fn validation(message: impl Into<String>) -> Self {
        Self::new("ValidationException", message)
    }

    /// A fault of this endpoint: HTTP status 500.
    pub fn internal(message: impl Into<String>) -> Self {
        Self { code: "InternalFailure".into(), message: message.into(), status: 500 }
    }

    /// The answer to an operation that this endpoint does not have.
    pub fn not_implemented(service: &str, operation: &str) -> Self {
        Self {
            code: "NotImplemented".into(),
            message: format!("{service} {operation} is not implemented by this endpoint"),
            status: 501,
        }
    }
}

impl From<ServiceError> for ApiError {
    fn from(error: ServiceError) -> Self {
        Self { code: error.code, message: error.message, status: error.status }
    }
}

impl From<distmap_store::Error> for ApiError {
    fn from(error: distmap_store::Error) -> Self {
        match error {
            distmap_store::Error::Service(error) => error.into(),
            other => Self::internal(other.to_string()),
        }
    }
}

/// Makes a service's table of operations and its dispatch: `"Name" => method`.
macro_rules! operations {
    ($service:literal, $api:ty, $model:expr, $($name:literal => $method:ident,)*) => {
        /// The operations that are here.
        pub const OPERATIONS: &[&str] = &[$($name),*];

        impl $api {
            /// Calls an operation with its request as JSON in AWS's form.
            ///
            /// # Errors
            /// AWS's own codes and messages.
            pub async fn call(
                &self,
                operation: &str,
                request: serde_json::Value,
            ) -> Result<serde_json::Value, crate::protocol::ApiError> {
                use crate::protocol::{ApiError, answer, check, typed};
                check($service, &$model, operation, &request)?;
                match operation {
                    $($name => answer(self.$method(typed(request)?).await?),)*
                    other => Err(ApiError::not_implemented($service, other)),
                }
            }
        }
    };
}
pub(crate) use operations;

/// Checks a request against the model. Unknown operations are told apart: one of AWS's that is not
/// here is `NotImplemented`, any other is `UnknownOperationException`.
pub(crate) fn check(
    service: &str,
    model: &ServiceModel,
    operation: &str,
    request: &Value,
) -> Result<(), ApiError> {
    let Some(found) = model.operation(operation) else {
        return Err(if model.all.contains(&operation) {
            ApiError::not_implemented(service, operation)
        } else {
            ApiError::new(
                "UnknownOperationException",
                format!("{operation} is no operation of {service}"),
            )
        });
    };
    validate::validate(request, found.input).map_err(|refusal| match refusal {
        Refusal::Type(message) => ApiError::new("SerializationException", message),
        Refusal::Constraints(message) => ApiError::validation(message),
    })
}

/// The typed request of a checked JSON one.
pub(crate) fn typed<T: DeserializeOwned>(request: Value) -> Result<T, ApiError> {
    serde_json::from_value(request)
        .map_err(|error| ApiError::new("SerializationException", error.to_string()))
}

/// The JSON form of a typed answer.
pub(crate) fn answer<T: Serialize>(answer: T) -> Result<Value, ApiError> {
    serde_json::to_value(answer).map_err(|error| ApiError::internal(error.to_string()))
}
