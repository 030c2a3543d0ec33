//! Definitions as the API sees them: diagnostics, compiling, the variables that states read.

use distmap_asl::{Diagnostic, ExecutionType, ParseError, Pointer, Severity};
use distmap_engine::Plan;

use crate::protocol::ApiError;

/// What AWS would say of a definition, errors first.
pub fn diagnose(text: &str, execution_type: ExecutionType) -> Vec<Diagnostic> {
    let _ = execution_type;
    match distmap_asl::parse(text) {
        Ok(_) => Vec::new(),
        Err(ParseError::Definition(diagnostics)) => diagnostics,
        Err(ParseError::Json(error)) => {
            let mut found = Diagnostic::schema(Pointer::root(), error.to_string());
            found.code = distmap_asl::diagnostic::INVALID_JSON_DESCRIPTION.to_owned();
            vec![found]
        }
    }
}

/// Refuses a definition that AWS would refuse, with `InvalidDefinition`.
pub fn check(text: &str, execution_type: ExecutionType) -> Result<(), ApiError> {
    let errors: Vec<String> = diagnose(text, execution_type)
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(ToString::to_string)
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(invalid(&errors.join(", "))) }
}

fn invalid(detail: &str) -> ApiError {
    ApiError::new("InvalidDefinition", format!("Invalid State Machine Definition: '{detail}'"))
}

/// Compiles a definition for the engine.
pub fn compile(text: &str) -> Result<Plan, ApiError> {
    let machine = distmap_asl::parse(text).map_err(|error| invalid(&error.to_string()))?;
    Plan::compile(&machine).map_err(|errors| {
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        invalid(&all.join(", "))
    })
}
