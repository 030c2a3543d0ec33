//! From JSON to the model: [`parse`] for text, [`StateMachine::from_value`] and [`State::from_value`] for values.
//!
//! The parser is lenient: it takes what the model can hold and leaves the rules of the language to
//! [`validate`](crate::validate()). What the model cannot hold (a number where a text belongs) is a [`Diagnostic`].

mod data;
mod map;
mod reader;
mod state;

use serde_json::Value;
use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::json::{JsonError, parse_json, parse_json_bytes};
use crate::model::{QueryLanguage, State, StateMachine};
use reader::Reader;
pub(crate) use reader::is_jsonata;

/// Why a text is no state machine.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ParseError {
    /// The text is no JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// The JSON is no state machine that the model can hold; at least one diagnostic.
    #[error("{}", list(.0))]
    Definition(Vec<Diagnostic>),
}

fn list(diagnostics: &[Diagnostic]) -> String {
    let texts: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    texts.join(", ")
}

/// Reads a definition.
///
/// ```
/// let machine = distmap_asl::parse(r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#)?;
/// assert_eq!(machine.start_at, "A");
/// # Ok::<(), distmap_asl::ParseError>(())
/// ```
///
/// # Errors
/// [`ParseError`] where the text is no JSON or no state machine.
pub fn parse(text: &str) -> Result<StateMachine, ParseError> {
    StateMachine::from_value(&parse_json(text)?).map_err(ParseError::Definition)
}

/// [`parse`] for bytes, which need not be UTF-8.
///
/// # Errors
/// As [`parse`].
pub fn parse_bytes(bytes: &[u8]) -> Result<StateMachine, ParseError> {
    StateMachine::from_value(&parse_json_bytes(bytes)?).map_err(ParseError::Definition)
}

impl StateMachine {
    /// Takes a definition from a JSON value.
    ///
    /// # Errors
    /// Everything that the model cannot hold, each with its place.
    pub fn from_value(value: &Value) -> Result<Self, Vec<Diagnostic>> {
        let mut reader = Reader::default();
        let machine = state::machine(&mut reader, value, None);
        reader.finish(machine)
    }
}

impl State {
    /// Takes a single state from a JSON value, as TestState does; `language` is that of the machine around it.
    ///
    /// # Errors
    /// As [`StateMachine::from_value`].
    pub fn from_value(value: &Value, language: QueryLanguage) -> Result<Self, Vec<Diagnostic>> {
        let mut reader = Reader::default();
        let state = state::state(&mut reader, value, language);
        reader.finish(state)
    }
}
