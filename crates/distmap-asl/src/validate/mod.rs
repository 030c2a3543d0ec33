//! What AWS checks before it takes a definition, with AWS's codes, texts and places.
//!
//! [`validate`] answers as
//! [ValidateStateMachineDefinition](https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html),
//! [`create_error`] makes of it the text with which CreateStateMachine refuses, [`validate_state`] judges a single state
//! for TestState. The checks read the JSON, not the [model](crate::model): what is wrong need not fit a model.
//!
//! As on AWS, expressions and the graph are looked at once the shape is right. Paths and intrinsic functions are checked for
//! their syntax, JSONata expressions for that and for what they read. Warnings are those of AWS; it gives them to those who
//! ask for them, and takes the definition nevertheless.

mod checker;
mod choice;
mod data;
mod duplicates;
mod fields;
mod graph;
mod handlers;
mod intrinsic;
mod json_error;
mod json_scan;
mod jsonata;
mod map;
mod parameters;
mod path;
mod resource;
mod state;
mod timestamp;

use serde_json::Value;

use crate::diagnostic::{
    Diagnostic, INVALID_JSONATA_EXPRESSION, SCHEMA_VALIDATION_FAILED, Severity,
    UNSUPPORTED_JSONATA_EXPRESSION,
};
use crate::json::{JsonError, parse_json};
use crate::model::{ExecutionType, QueryLanguage};
use checker::Checker;

/// The name that AWS gives a state while TestState tries it.
pub const TESTED_STATE: &str = "StateName";

/// Everything that AWS objects to, in AWS's order; without an error where it takes the definition.
///
/// ```
/// use distmap_asl::{ExecutionType, validate};
///
/// let found = validate("{}", ExecutionType::Standard);
/// assert_eq!(found[0].message, "These fields are required: [States, StartAt]");
/// assert_eq!(found[0].location().as_deref(), Some("/"));
/// ```
#[must_use]
pub fn validate(text: &str, kind: ExecutionType) -> Vec<Diagnostic> {
    match parse_json(text) {
        Ok(value) => match duplicates::find(text) {
            Some((key, at)) => vec![json_error::duplicate(text, &key, at)],
            None => validate_value(&value, kind),
        },
        Err(_) if text.trim().is_empty() => vec![no_object()],
        Err(error) => vec![refusal(text, &error)],
    }
}

/// What AWS says of a text that is no JSON, such as an execution's input; `None` where it is JSON.
///
/// ```
/// let found = distmap_asl::json_refusal("not JSON").ok_or("it was JSON")?;
/// assert!(found.message.starts_with("Unrecognized token 'not': was expecting"));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn json_refusal(text: &str) -> Option<Diagnostic> {
    let error = parse_json(text).err()?;
    Some(refusal(text, &error))
}

/// [`json_refusal`] without the place: what AWS says where it names none, such as in the `InvalidExecutionInput` error.
///
/// ```
/// let problem = distmap_asl::json_problem("[1 2]").ok_or("it was JSON")?;
/// assert_eq!(problem, "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn json_problem(text: &str) -> Option<String> {
    let mut found = json_refusal(text)?;
    if let Some(place) = found.source_location {
        let end = found.message.len().saturating_sub(place.len() + json_error::AT.len());
        found.message.truncate(end);
    }
    Some(found.message)
}

fn refusal(text: &str, error: &JsonError) -> Diagnostic {
    match error {
        JsonError::Syntax { message, line, column } => {
            json_error::diagnostic(text, message, *line, *column)
        }
        other => nowhere(other.to_string()),
    }
}

/// [`validate`] for JSON that is parsed already.
#[must_use]
pub fn validate_value(value: &Value, kind: ExecutionType) -> Vec<Diagnostic> {
    let Value::Object(machine) = value else {
        return vec![no_object()];
    };
    let mut checker = Checker::new(kind);
    checker.top_machine(machine);
    let mut found = checker.finish();
    if found.iter().all(|it| it.severity == Severity::Warning || is_expression_code(&it.code)) {
        found.extend(graph::check(machine));
    }
    found
}

/// The checks of a single state, as TestState makes them; `Next` may lead anywhere.
///
/// AWS puts the state into a machine of its own under the name [`TESTED_STATE`], which is in the places of what is found.
#[must_use]
pub fn validate_state(value: &Value, language: QueryLanguage) -> Vec<Diagnostic> {
    let Value::Object(state) = value else {
        return vec![no_object()];
    };
    let mut checker = Checker::new(ExecutionType::Standard);
    checker.within("States", |checker| {
        checker.within(TESTED_STATE, |checker| checker.single_state(state, language));
    });
    checker.finish()
}

/// The message of the `InvalidDefinition` error with which CreateStateMachine and UpdateStateMachine answer, `None`
/// where nothing stands in the way.
///
/// ```
/// use distmap_asl::{ExecutionType, create_error, validate};
///
/// let text = r#"{"StartAt": "A"}"#;
/// assert_eq!(
///     create_error(&validate(text, ExecutionType::Standard)).as_deref(),
///     Some("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'"),
/// );
/// ```
#[must_use]
pub fn create_error(diagnostics: &[Diagnostic]) -> Option<String> {
    let errors: Vec<String> = diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .map(ToString::to_string)
        .collect();
    let list = errors.join(", ");
    (!errors.is_empty()).then(|| format!("Invalid State Machine Definition: '{list}'"))
}

fn is_expression_code(code: &str) -> bool {
    code == INVALID_JSONATA_EXPRESSION || code == UNSUPPORTED_JSONATA_EXPRESSION
}

fn nowhere(message: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: SCHEMA_VALIDATION_FAILED.to_owned(),
        message,
        pointer: None,
        source_location: None,
    }
}

fn no_object() -> Diagnostic {
    nowhere("Definition must be a valid JSON object".to_owned())
}
