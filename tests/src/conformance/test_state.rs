//! Questions to TestState: one state by itself.

use serde_json::{Map, Value, json};

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
    let actual = match world.service.call("TestState", request(vector)).await {
        Ok(tried) => tried,
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

fn request(vector: &Vector) -> Value {
    let mut request = Map::new();
    for (name, value) in vector.field("request").as_object().into_iter().flatten() {
        let value = match name.as_str() {
            "mock" => with_text(value, "result"),
            "stateConfiguration" => with_text(value, "mapItemReaderData"),
            "context" | "variables" | "stateName" => text_of(value).into(),
            _ => value.clone(),
        };
        request.insert(name.clone(), value);
    }
    request.insert("definition".into(), vector.definition().into());
    if let Some(input) = vector.input() {
        request.insert("input".into(), input.into());
    }
    let refused_for_its_role = vector.field("expected_error")["message"]
        .as_str()
        .is_some_and(|message| message.starts_with("RoleArn must be specified"));
    // The recordings do not say which calls named a role; those that test no task did not.
    if vector.definition().contains("\"Task\"") && !refused_for_its_role {
        request.insert("roleArn".into(), "arn:aws:iam::111111111111:role/distmap-role".into());
    }
    Value::Object(request)
}

/// An object, one member of which is sent as the text of its JSON.
fn with_text(given: &Value, name: &str) -> Value {
    let mut given = given.clone();
    if let Some(member) = given.get_mut(name) {
        *member = text_of(member).into();
    }
    given
}
