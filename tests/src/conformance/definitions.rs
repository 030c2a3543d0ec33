//! Questions about definitions: is it accepted, and what is wrong with it?

use distmap_asl::{Diagnostic, ExecutionType, Severity, validate};
use serde_json::{Value, json};

use super::Difference;
use super::judge;
use super::placeholder::{Bindings, Placeholders};
use super::vector::Vector;

/// The vector's `type`; STANDARD where it says nothing.
pub(crate) fn execution_type(vector: &Vector) -> ExecutionType {
    match vector.text("type") {
        Some("EXPRESS") => ExecutionType::Express,
        _ => ExecutionType::Standard,
    }
}

/// Kind `validate`: the response of ValidateStateMachineDefinition.
pub(crate) fn validation(vector: &Vector, placeholders: &Placeholders) -> Vec<Difference> {
    let found = validate(&vector.definition(), execution_type(vector));
    let failed = found.iter().any(|finding| finding.severity == Severity::Error);
    let actual = json!({
        "result": if failed { "FAIL" } else { "OK" },
        "diagnostics": found.iter().map(diagnostic).collect::<Vec<_>>(),
        "truncated": false,
    });
    judge::response("", vector.field("expected"), &actual, placeholders, &mut Bindings::default())
}

fn diagnostic(found: &Diagnostic) -> Value {
    let mut value = json!({
        "code": found.code,
        "message": found.message,
        "severity": match found.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
        },
    });
    if let Some(location) = found.location() {
        value["location"] = location.into();
    }
    value
}
