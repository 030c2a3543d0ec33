//! Builds definitions in Rust, in JSONPath, so that what the language forbids mostly does not compile:
//! a state that ends the run has no successor, only what can fail has `retry` and `catch`, only a Distributed Map
//! has a reader, a batcher, a writer and a tolerance.
//!
//! ```
//! use distmap_asl::builder::{Chain, Pass, Task};
//! use distmap_asl::Retrier;
//! use serde_json::json;
//!
//! let machine = Chain::start(
//!     "Fetch",
//!     Task::new("arn:aws:states:::aws-sdk:s3:getObject")
//!         .parameters(json!({"Bucket": "in", "Key.$": "$.Key"}))
//!         .retry(Retrier::on(["S3.SdkClientException"]).max_attempts(5)),
//! )
//! .then("Shape", Pass::new().parameters(json!({"text.$": "$.Body"})))
//! .end();
//! assert_eq!(machine.start_at, "Fetch");
//! ```
//!
//! What the builder leaves out (JSONata, exotic fields) can be set on the [model](crate::model) that it makes.

mod chain;
mod handlers;
mod map;
mod states;

pub use chain::{Chain, Step, Terminal};
pub use map::{DistributedMap, InlineMap};
pub use states::{Choice, Fail, Parallel, Pass, Succeed, Task, Wait};

use crate::model::{DataFlow, State, StateKind, Transition};

/// A state of `kind` that leads nowhere yet.
fn state(flow: DataFlow, kind: StateKind) -> State {
    State { comment: None, query_language: None, flow, next: Transition::None, kind }
}

/// The data-flow fields of every state that has input and output.
macro_rules! data_flow {
    ($type:ty) => {
        impl $type {
            /// `Comment`.
            #[must_use]
            pub fn comment(mut self, comment: impl Into<String>) -> Self {
                self.0.comment = Some(comment.into());
                self
            }

            /// `InputPath`.
            #[must_use]
            pub fn input_path(mut self, path: impl Into<String>) -> Self {
                self.0.flow.input_path = Some(Some(path.into()));
                self
            }

            /// `OutputPath`.
            #[must_use]
            pub fn output_path(mut self, path: impl Into<String>) -> Self {
                self.0.flow.output_path = Some(Some(path.into()));
                self
            }

            /// `OutputPath: null`: the output is `{}`.
            #[must_use]
            pub fn discard_output(mut self) -> Self {
                self.0.flow.output_path = Some(None);
                self
            }

            /// `Parameters`.
            #[must_use]
            pub fn parameters(mut self, template: serde_json::Value) -> Self {
                self.0.flow.parameters = Some(template);
                self
            }
        }
    };
}

/// The fields of every state that has a result of its own.
macro_rules! result {
    ($type:ty) => {
        impl $type {
            /// `ResultPath`: where in the input the result goes.
            #[must_use]
            pub fn result_path(mut self, path: impl Into<String>) -> Self {
                self.0.flow.result_path = Some(Some(path.into()));
                self
            }

            /// `ResultPath: null`: the output is the input.
            #[must_use]
            pub fn discard_result(mut self) -> Self {
                self.0.flow.result_path = Some(None);
                self
            }
        }
    };
}

/// `ResultSelector`, `Retry` and `Catch` of the states whose work can fail.
macro_rules! fallible {
    ($type:ty, $variant:ident) => {
        impl $type {
            /// `ResultSelector`.
            #[must_use]
            pub fn result_selector(mut self, template: serde_json::Value) -> Self {
                self.0.flow.result_selector = Some(template);
                self
            }

            /// Adds to `Retry`; the first entry that names the error counts.
            #[must_use]
            pub fn retry(mut self, retrier: $crate::model::Retrier) -> Self {
                if let $crate::model::StateKind::$variant(kind) = &mut self.0.kind {
                    kind.retry.push(retrier);
                }
                self
            }

            /// Adds to `Catch`; the first entry that names the error counts.
            #[must_use]
            pub fn catch(mut self, catcher: $crate::model::Catcher) -> Self {
                if let $crate::model::StateKind::$variant(kind) = &mut self.0.kind {
                    kind.catch.push(catcher);
                }
                self
            }
        }
    };
}

pub(crate) use {data_flow, fallible, result};
