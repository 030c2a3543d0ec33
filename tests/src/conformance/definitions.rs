//! Questions about definitions: is it accepted, and what is wrong with it?

use serde_json::{Value, json};

use super::Difference;
use super::judge;
use super::placeholder::{Bindings, Placeholders};
use super::vector::Vector;
use super::world::World;

/// Kind `validate`: the response of ValidateStateMachineDefinition.
pub(crate) async fn validation(
    world: &World,
    vector: &Vector,
    placeholders: &Placeholders,
) -> Result<Vec<Difference>, String> {
    let mut request = json!({
        "definition": vector.definition(),
        "type": vector.text("type").unwrap_or("STANDARD"),
    });
    if let (Value::Object(request), Value::Object(given)) = (&mut request, vector.field("request"))
    {
        request.extend(given.clone());
    }
    let actual = world.service.must("ValidateStateMachineDefinition", request).await?;
    let mut bindings = Bindings::default();
    Ok(judge::response("", vector.field("expected"), &actual, placeholders, &mut bindings))
}
