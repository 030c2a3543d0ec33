//! The handler of a function that gets a batch of bodies and returns them with a field added.
//!
//! The runtime around it (`lambda_runtime` or another) hands in the event's bytes and sends back what is returned.
//! `cargo run -p distmap-transform --example lambda` calls it once.

use std::sync::LazyLock;

use distmap_transform::{Patch, TransformError};
use serde_json::{Value, json};

/// Made once per container, not once per call.
static PATCH: LazyLock<Result<Patch, TransformError>> =
    LazyLock::new(|| Patch::new(r#"{"NewField":"MyValue"}"#));

/// Bodies that fail are reported one by one, so that one bad body does not fail its batch.
fn handle(event: &Value) -> Result<Value, TransformError> {
    let patch = PATCH.as_ref().map_err(Clone::clone)?;
    let results = event["Items"].as_array().into_iter().flatten().map(|item| {
        match patch.apply(item["Body"].as_str().unwrap_or_default()) {
            Ok(body) => json!({"Body": body}),
            Err(error) => json!({"Error": error.states_error(), "Cause": error.to_string()}),
        }
    });
    Ok(results.collect())
}

fn main() -> Result<(), TransformError> {
    let event = json!({"Items": [{"Body": r#"{"id":1}"#}, {"Body": "no JSON"}]});
    let answer = handle(&event)?;
    assert_eq!(answer[0]["Body"], r#"{"id":1,"NewField":"MyValue"}"#);
    assert_eq!(answer[1]["Error"], "States.IntrinsicFailure");
    Ok(())
}
