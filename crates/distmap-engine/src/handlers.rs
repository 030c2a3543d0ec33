//! Tasks that users answer themselves: closures by resource.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use serde_json::Value;

/// What a Task state asks of its resource.
#[derive(Clone, Debug)]
pub struct TaskRequest {
    /// The resource's ARN as the handler was registered for: a Lambda function's ARN for the
    /// optimised Lambda integration, the Task's `Resource` otherwise.
    pub resource: String,
    /// The arguments; for a Lambda function its event.
    pub input: Value,
    /// The task token, where the Task waits for one.
    pub task_token: Option<String>,
}

/// A task's failure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{error}: {cause}")]
pub struct TaskError {
    /// The error's name, such as `Lambda.TooManyRequestsException`.
    pub error: String,
    /// The text for people.
    pub cause: String,
}

impl TaskError {
    /// A failure from its two parts.
    pub fn new(error: impl Into<String>, cause: impl Into<String>) -> Self {
        Self { error: error.into(), cause: cause.into() }
    }
}

/// What a handler returns.
pub type HandlerFuture = Pin<Box<dyn Future<Output = Result<Value, TaskError>> + Send>>;

/// A handler: an async closure from request to result.
pub type Handler = Arc<dyn Fn(TaskRequest) -> HandlerFuture + Send + Sync>;

/// Handlers by resource.
#[derive(Clone, Default)]
pub struct Handlers {
    by_resource: HashMap<String, Handler>,
}

impl Handlers {
    /// Registers an async closure for a resource.
    pub fn insert<F, R>(&mut self, resource: impl Into<String>, handler: F)
    where
        F: Fn(TaskRequest) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Value, TaskError>> + Send + 'static,
    {
        self.by_resource
            .insert(resource.into(), Arc::new(move |request| Box::pin(handler(request))));
    }

    /// The handler for a Lambda function, named by its ARN (with or without a version) or by its bare name.
    pub fn function(&self, name: &str) -> Option<&Handler> {
        let bare = name.rsplit_once(":function:").map_or(name, |(_, rest)| rest);
        let bare = bare.split(':').next().unwrap_or(bare);
        self.get(name).or_else(|| {
            self.by_resource.iter().find_map(|(known, handler)| {
                let known =
                    known.rsplit_once(":function:").map_or(known.as_str(), |(_, rest)| rest);
                (known == bare).then_some(handler)
            })
        })
    }

    /// The handler for a resource.
    pub fn get(&self, resource: &str) -> Option<&Handler> {
        self.by_resource.get(resource)
    }
}

impl std::fmt::Debug for Handlers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.by_resource.keys()).finish()
    }
}
