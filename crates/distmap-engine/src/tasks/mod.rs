//! What a Task state calls: resources, parsed once, and how each of them answers.

mod answer;
mod arguments;
mod lambda;
mod resource;
mod s3;
mod sfn;
mod sns;
mod sqs;

use serde_json::Value;

pub(crate) use answer::{optimized_error, sdk_error};
pub(crate) use arguments::unusable;
pub(crate) use resource::{Pattern, Resource, Service};

use crate::data::Data;
use crate::engine::Engine;
use crate::error::StateError;
use crate::execution::{Described, Execution, Status};
use crate::handlers::TaskRequest;
use crate::history::TaskName;

/// A service's answer to a call.
pub(crate) enum Answer {
    /// The result.
    Done(Data),
    /// The result is that of an execution that was started.
    Started { answer: Data, execution: Execution },
}

impl From<Value> for Answer {
    fn from(value: Value) -> Self {
        Self::Done(Data::from(value))
    }
}

/// A call, its arguments evaluated.
pub(crate) struct Call<'a> {
    pub engine: &'a Engine,
    pub resource: &'a Resource,
    pub arguments: &'a Data,
    pub token: Option<&'a str>,
    /// Whether a child of a Map Run calls: one of many, whose worker flushes what they publish.
    pub in_map_run: bool,
}

impl Call<'_> {
    /// Calls the service.
    pub(crate) async fn run(&self) -> Result<Answer, StateError> {
        let service = match self.resource {
            Resource::Lambda { arn, .. } => return self.function(arn).await,
            Resource::Activity { .. } => {
                return Err(StateError::runtime("an activity is waited for, not called"));
            }
            Resource::Service { service, .. } => service,
        };
        if let Service::Other(_) = service {
            return self.handled().await;
        }
        // A handler registered for the resource itself goes before the engine's own service.
        if let Some(handler) = self.engine.handlers().get(self.resource.arn()) {
            return self
                .call_handler(handler, self.resource.arn(), self.arguments.value().clone())
                .await;
        }
        match service {
            Service::S3(action) => s3::call(self, *action).await,
            Service::Sns { action, sdk } => sns::call(self, *action, *sdk).await,
            Service::Sqs { action, sdk } => Box::pin(sqs::call(self, *action, *sdk)).await,
            Service::Sfn { action, sdk } => Box::pin(sfn::call(self, *action, *sdk)).await,
            Service::LambdaInvoke { sdk } => Box::pin(lambda::invoke(self, *sdk)).await,
            Service::Other(_) => self.handled().await,
        }
    }

    /// A Lambda function that is the Task's `Resource`.
    async fn function(&self, arn: &str) -> Result<Answer, StateError> {
        let Some(handler) = self.engine.handlers().function(arn) else {
            return Err(no_handler(arn));
        };
        self.call_handler(handler, arn, self.arguments.value().clone()).await
    }

    async fn handled(&self) -> Result<Answer, StateError> {
        let arn = self.resource.arn();
        let Some(handler) = self.engine.handlers().get(arn) else { return Err(no_handler(arn)) };
        self.call_handler(handler, arn, self.arguments.value().clone()).await
    }

    pub(crate) async fn call_handler(
        &self,
        handler: &crate::handlers::Handler,
        resource: &str,
        input: Value,
    ) -> Result<Answer, StateError> {
        let value = handler(self.request(resource, input)).await;
        value.map(Answer::from).map_err(|e| StateError::new(e.error, e.cause))
    }

    /// What a handler is asked.
    pub(crate) fn request(&self, resource: &str, input: Value) -> TaskRequest {
        TaskRequest {
            resource: resource.to_owned(),
            input,
            task_token: self.token.map(str::to_owned),
        }
    }

    /// A text among the arguments; an empty one where it is missing.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.arguments.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// An optional text among the arguments.
    pub(crate) fn optional(&self, name: &str) -> Option<String> {
        self.arguments.get(name).and_then(Value::as_str).map(str::to_owned)
    }

    /// An argument that services take as text: a string as it is, anything else as its JSON.
    pub(crate) fn as_text(&self, name: &str) -> Option<String> {
        self.arguments.get_text(name)
    }
}

/// A resource that nothing here answers.
fn no_handler(arn: &str) -> StateError {
    StateError::runtime(format!(
        "nothing answers the resource '{arn}': register a handler with Engine::builder().handler(\"{arn}\", ...) or mock the state"
    ))
}

/// The beginning of AWS's message about a result that is too large.
pub(crate) fn returned(resource: &Resource) -> String {
    format!("The state/task '{}' returned a result", resource.short_name())
}

/// The result of a task that waited for an execution; `text_as_json` for `.sync:2`.
pub(crate) fn job_result(described: &Described, text_as_json: bool) -> Result<Value, StateError> {
    let answer = described.to_task_json(text_as_json && described.status == Status::Succeeded);
    if described.status == Status::Succeeded {
        return Ok(answer);
    }
    Err(StateError::new("States.TaskFailed", answer.to_string()))
}

/// An engine without the port that a call needs.
pub(crate) fn no_port(what: &str) -> StateError {
    StateError::runtime(format!(
        "this engine has no {what}: give Engine::builder() a port for them"
    ))
}

impl Resource {
    /// How events name the resource.
    pub(crate) fn name(&self) -> &TaskName {
        match self {
            Self::Lambda { name, .. }
            | Self::Activity { name, .. }
            | Self::Service { name, .. } => name,
        }
    }
}
