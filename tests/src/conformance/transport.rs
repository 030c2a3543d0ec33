//! Whom the questions are put to: Step Functions in this process, or over a socket.

use std::sync::Arc;

use distmap_engine::time::VirtualClock;
use distmap_server::{ApiError, Endpoint, sfn};
use serde_json::Value;

use super::wire::Wire;

/// How the questions travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transport {
    /// As calls in this process.
    #[default]
    InProcess,
    /// Signed by AWS's SDK, over HTTP on a port of the loopback address.
    Http,
}

/// Step Functions, reached by one of the transports. Cloning gives another handle.
#[derive(Clone)]
pub(crate) enum Service {
    Direct(sfn::Api),
    Wire(Arc<Wire>),
}

impl Service {
    pub(crate) async fn new(
        endpoint: &Endpoint,
        transport: Transport,
        clock: VirtualClock,
    ) -> Result<Self, String> {
        Ok(match transport {
            Transport::InProcess => Self::Direct(endpoint.step_functions().clone()),
            Transport::Http => Self::Wire(Arc::new(Wire::new(endpoint, clock).await?)),
        })
    }

    /// Calls an operation with its request as JSON in AWS's form.
    pub(crate) async fn call(&self, action: &str, request: Value) -> Result<Value, ApiError> {
        match self {
            Self::Direct(api) => api.call(action, request).await,
            Self::Wire(wire) => wire.call(action, request).await,
        }
    }

    /// Likewise, where a refusal is a failure of the question itself.
    pub(crate) async fn must(&self, action: &str, request: Value) -> Result<Value, String> {
        self.call(action, request).await.map_err(|error| format!("{action}: {error}"))
    }
}
