//! Definitions as the API sees them: refused, compiled, searched for variables.

use distmap_asl::ExecutionType;
use distmap_engine::Plan;
use indexmap::IndexMap;
use serde_json::Value;

use crate::protocol::ApiError;

fn invalid(message: String) -> ApiError {
    ApiError::new("InvalidDefinition", message)
}

/// Refuses a definition that AWS would refuse, with `InvalidDefinition`.
pub fn check(text: &str, execution_type: ExecutionType) -> Result<(), ApiError> {
    let found = distmap_asl::validate(text, execution_type);
    distmap_asl::create_error(&found).map_or(Ok(()), |message| Err(invalid(message)))
}

/// Compiles a definition for the engine.
pub fn compile(text: &str) -> Result<Plan, ApiError> {
    let told = |detail: String| invalid(format!("Invalid State Machine Definition: '{detail}'"));
    let machine = distmap_asl::parse(text).map_err(|error| told(error.to_string()))?;
    Plan::compile(&machine).map_err(|errors| {
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        told(all.join(", "))
    })
}

/// `variableReferences`; `None` where no state reads a variable.
pub fn variable_references(text: &str) -> Option<IndexMap<String, Vec<String>>> {
    let found = distmap_asl::variable_references(&serde_json::from_str(text).ok()?);
    let found: IndexMap<_, Vec<_>> =
        found.into_iter().map(|(state, names)| (state, names.into_iter().collect())).collect();
    (!found.is_empty()).then_some(found)
}

/// The processor of the DISTRIBUTED map with that label, as a definition, and the type of its executions.
pub fn processor(text: &str, label: &str) -> Option<(String, String)> {
    let machine: Value = serde_json::from_str(text).ok()?;
    let mut open = vec![&machine];
    while let Some(machine) = open.pop() {
        for (name, state) in machine["States"].as_object().into_iter().flatten() {
            let inside = state.get("ItemProcessor").or_else(|| state.get("Iterator"));
            let config = inside.map(|inside| &inside["ProcessorConfig"]);
            if let (Some(inside), Some(config)) = (inside, config)
                && config["Mode"] == "DISTRIBUTED"
                && label_of(name, state) == label
            {
                let mut definition = inside.clone();
                if let Value::Object(members) = &mut definition {
                    members.shift_remove("ProcessorConfig");
                }
                let kind = config["ExecutionType"].as_str().unwrap_or("STANDARD");
                return Some((definition.to_string(), kind.to_owned()));
            }
            open.extend(inside);
            open.extend(state["Branches"].as_array().into_iter().flatten());
        }
    }
    None
}

/// The label of a Map state; the engine makes one of the name of a state that has none.
fn label_of(name: &str, state: &Value) -> String {
    match state["Label"].as_str() {
        Some(label) => label.to_owned(),
        None => distmap_engine::default_label(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processors_by_label() {
        let text = r#"{"StartAt": "P", "States": {"P": {"Type": "Parallel", "Branches": [
            {"StartAt": "All of it", "States": {"All of it": {"Type": "Map", "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                "StartAt": "I", "States": {"I": {"Type": "Map", "Label": "inner", "ItemProcessor": {
                    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                    "StartAt": "J", "States": {"J": {"Type": "Succeed"}}}, "End": true}}}, "End": true}}}
        ], "End": true}}}"#;
        let inner = r#"{"StartAt":"J","States":{"J":{"Type":"Succeed"}}}"#;
        assert_eq!(processor(text, "inner"), Some((inner.to_owned(), "STANDARD".to_owned())));
        assert_eq!(processor(text, "Allofit").map(|it| it.1), Some("EXPRESS".to_owned()));
        assert_eq!(processor(text, "no"), None);
    }
}
