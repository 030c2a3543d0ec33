//! Definitions as the API sees them: refused, compiled, searched for variables.

use distmap_asl::ExecutionType;
use distmap_engine::Plan;
use indexmap::IndexMap;

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
