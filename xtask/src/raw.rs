//! Responses as they came over the wire, beside the SDK's typed ones.
//!
//! GetExecutionHistory has some fifty kinds of details; people and programs want AWS's own JSON of
//! them, which the SDK's types no longer hold.

use std::sync::{Arc, Mutex};

use aws_sdk_sfn::config::interceptors::AfterDeserializationInterceptorContextRef;
use aws_sdk_sfn::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_sfn::error::BoxError;
use serde_json::Value;

/// Keeps the JSON body of the last response.
#[derive(Clone, Debug, Default)]
pub(crate) struct LastBody(Arc<Mutex<Option<Value>>>);

impl LastBody {
    /// Takes the body out.
    pub(crate) fn take(&self) -> Option<Value> {
        self.0.lock().ok().and_then(|mut body| body.take())
    }
}

impl Intercept for LastBody {
    fn name(&self) -> &'static str {
        "LastBody"
    }

    // Only now a body that came over a socket is at hand.
    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.response().body().bytes();
        if let (Some(bytes), Ok(mut kept)) = (body, self.0.lock()) {
            *kept = serde_json::from_slice(bytes).ok();
        }
        Ok(())
    }
}
