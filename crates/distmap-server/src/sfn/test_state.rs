//! TestState: one state by itself.

use distmap_engine::StateError;
use distmap_engine::test_state::{
    FieldValidation, InspectionLevel, Mock, StateConfiguration, TestStateRequest,
};
use serde_json::Value;

use super::Api;
use crate::model::sfn::*;
use crate::protocol::ApiError;

fn number(n: Option<i64>) -> Option<u64> {
    n.and_then(|n| u64::try_from(n).ok())
}

fn mock(given: MockInput) -> Mock {
    Mock {
        result: given.result,
        error_output: given
            .error_output
            .map(|output| StateError { error: output.error, cause: output.cause }),
        field_validation: match given.field_validation_mode.as_deref() {
            Some("PRESENT") => FieldValidation::Present,
            Some("NONE") => FieldValidation::None,
            _ => FieldValidation::Strict,
        },
    }
}

fn configuration(given: TestStateConfiguration) -> StateConfiguration {
    StateConfiguration {
        retrier_retry_count: number(given.retrier_retry_count),
        error_caused_by_state: given.error_caused_by_state,
        map_iteration_failure_count: number(given.map_iteration_failure_count),
        map_item_reader_data: given.map_item_reader_data,
    }
}

impl Api {
    pub(super) async fn test_state(&self, request: TestStateInput) -> Result<Value, ApiError> {
        let tried = self
            .engine
            .test_state(TestStateRequest {
                definition: request.definition,
                input: request.input,
                role_arn: request.role_arn,
                inspection_level: match request.inspection_level.as_deref() {
                    Some("DEBUG") => InspectionLevel::Debug,
                    Some("TRACE") => InspectionLevel::Trace,
                    _ => InspectionLevel::Info,
                },
                state_name: request.state_name,
                mock: request.mock.map(mock),
                state_configuration: request
                    .state_configuration
                    .map(configuration)
                    .unwrap_or_default(),
                context: request.context,
                variables: request.variables,
                reveal_secrets: request.reveal_secrets.unwrap_or(false),
            })
            .await?;
        Ok(tried.to_json())
    }
}
