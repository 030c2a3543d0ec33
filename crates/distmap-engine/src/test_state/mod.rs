//! One state by itself, as AWS's TestState tries it
//! (<https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html>).

mod check;
mod data_set;
mod definition;
mod schema;
mod trial;

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::engine::Engine;
use crate::error::{ApiError, StateError};

/// What to try.
#[derive(Clone, Debug, Default)]
pub struct TestStateRequest {
    /// The JSON text of a state, or of a whole definition together with `state_name`.
    pub definition: String,
    /// The state's input; `{}` if absent.
    pub input: Option<String>,
    /// The role; a Task that is not mocked needs one.
    pub role_arn: Option<String>,
    /// How much to tell.
    pub inspection_level: InspectionLevel,
    /// Which state of a definition.
    pub state_name: Option<String>,
    /// What the state's work gives instead of being done.
    pub mock: Option<Mock>,
    /// How far things are.
    pub state_configuration: StateConfiguration,
    /// The Context Object's JSON text.
    pub context: Option<String>,
    /// The variables, as a JSON object's text.
    pub variables: Option<String>,
    /// Whether secrets of an HTTP task are shown.
    pub reveal_secrets: bool,
}

/// `inspectionLevel`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InspectionLevel {
    /// The outcome alone.
    #[default]
    Info,
    /// With the data at each step.
    Debug,
    /// Likewise; of HTTP tasks request and response too.
    Trace,
}

/// `mock`
#[derive(Clone, Debug, Default)]
pub struct Mock {
    /// `result`: a JSON text.
    pub result: Option<String>,
    /// `errorOutput`
    pub error_output: Option<StateError>,
    /// `fieldValidationMode`
    pub field_validation: FieldValidation,
}

/// How a mocked result is held against the service's own description.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldValidation {
    /// Required fields must be there, and those that are must fit.
    #[default]
    Strict,
    /// Fields that are there must fit.
    Present,
    /// Anything goes.
    None,
}

/// `stateConfiguration`
#[derive(Clone, Debug, Default)]
pub struct StateConfiguration {
    /// How often the retrier that matches was used before.
    pub retrier_retry_count: Option<u64>,
    /// The state inside a Map or Parallel state that caused the mocked error.
    pub error_caused_by_state: Option<String>,
    /// How many iterations of a Map failed.
    pub map_iteration_failure_count: Option<u64>,
    /// What the `ItemReader` read, as a JSON text.
    pub map_item_reader_data: Option<String>,
}

/// How the state ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestStatus {
    /// `SUCCEEDED`
    Succeeded,
    /// `FAILED`
    Failed,
    /// `RETRIABLE`
    Retriable,
    /// `CAUGHT_ERROR`
    CaughtError,
}

impl TestStatus {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Succeeded => "SUCCEEDED",
            Self::Failed => "FAILED",
            Self::Retriable => "RETRIABLE",
            Self::CaughtError => "CAUGHT_ERROR",
        }
    }
}

/// TestState's answer.
#[derive(Clone, Debug, PartialEq)]
pub struct TestStateResult {
    /// How it ended.
    pub status: TestStatus,
    /// The output's JSON text.
    pub output: Option<Arc<str>>,
    /// The error's name.
    pub error: Option<String>,
    /// The text for people.
    pub cause: Option<String>,
    /// The state that would follow.
    pub next_state: Option<String>,
    /// `inspectionData`, unless only the outcome was asked for.
    pub inspection_data: Option<Map<String, Value>>,
}

impl TestStateResult {
    /// The answer in the form of the API.
    pub fn to_json(&self) -> Value {
        let mut answer = Map::new();
        let texts = [
            ("output", self.output.as_deref()),
            ("error", self.error.as_deref()),
            ("cause", self.cause.as_deref()),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                answer.insert(name.into(), text.into());
            }
        }
        if let Some(data) = &self.inspection_data {
            answer.insert("inspectionData".into(), Value::Object(data.clone()));
        }
        if let Some(next) = &self.next_state {
            answer.insert("nextState".into(), next.as_str().into());
        }
        answer.insert("status".into(), self.status.as_str().into());
        Value::Object(answer)
    }
}

impl Engine {
    /// Tries one state: nothing is stored, no execution is made.
    ///
    /// ```
    /// use distmap_engine::Engine;
    /// use distmap_engine::test_state::TestStateRequest;
    ///
    /// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
    /// let tried = Engine::builder().build().test_state(TestStateRequest {
    ///     definition: r#"{"Type": "Pass", "Parameters": {"twice.$": "States.MathAdd($.n, $.n)"}, "End": true}"#.into(),
    ///     input: Some(r#"{"n": 4}"#.into()),
    ///     ..TestStateRequest::default()
    /// }).await.unwrap();
    /// assert_eq!(tried.output.as_deref(), Some(r#"{"twice":8}"#));
    /// # });
    /// ```
    ///
    /// # Errors
    /// `InvalidDefinition`, `InvalidExecutionInput` and `ValidationException`, in AWS's words.
    pub async fn test_state(&self, request: TestStateRequest) -> Result<TestStateResult, ApiError> {
        let subject = definition::Subject::find(&request)?;
        check::request(&request, &subject)?;
        trial::run(self, &request, subject).await
    }
}

fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::new("ValidationException", 400, message)
}
