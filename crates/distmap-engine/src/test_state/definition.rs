//! The state that is tried, cut out of its definition.

use distmap_asl::{
    QueryLanguage, StateMachine, TESTED_STATE, create_error, json_refusal, validate_state,
};
use serde_json::{Map, Value, json};

use super::TestStateRequest;
use crate::error::ApiError;

/// A state and the smallest definition that holds it.
pub(super) struct Subject {
    /// The state as written.
    pub state: Value,
    /// It alone, the states that it goes to being mere stubs.
    pub machine: StateMachine,
}

impl Subject {
    pub(super) fn find(request: &TestStateRequest) -> Result<Self, ApiError> {
        let refuse = |message: String| ApiError::new("InvalidDefinition", 400, message);
        if let Some(message) =
            json_refusal(&request.definition).and_then(|found| create_error(&[found]))
        {
            return Err(refuse(message));
        }
        let whole: Value = distmap_asl::parse_json(&request.definition)
            .map_err(|error| refuse(format!("Invalid State Machine Definition: '{error}'")))?;
        let (state, language) = match &request.state_name {
            None => (whole, QueryLanguage::JsonPath),
            Some(name) => within(&whole, name, QueryLanguage::JsonPath).ok_or_else(|| {
                super::invalid(format!("State '{name}' not found in the state machine definition"))
            })?,
        };
        if let Some(message) = create_error(&validate_state(&state, language)) {
            return Err(refuse(message));
        }
        let machine = alone(&state, language);
        let machine = StateMachine::from_value(&machine)
            .map_err(|error| refuse(format!("Invalid State Machine Definition: '{error:?}'")))?;
        Ok(Self { state, machine })
    }

    /// `Type`
    pub(super) fn state_type(&self) -> &str {
        self.state.get("Type").and_then(Value::as_str).unwrap_or_default()
    }
}

/// The state of that name anywhere in a definition, with the language that is in force there.
fn within(machine: &Value, name: &str, around: QueryLanguage) -> Option<(Value, QueryLanguage)> {
    let language = match machine.get("QueryLanguage").and_then(Value::as_str) {
        Some("JSONata") => QueryLanguage::Jsonata,
        Some(_) => QueryLanguage::JsonPath,
        None => around,
    };
    let states = machine.get("States")?.as_object()?;
    if let Some(state) = states.get(name) {
        return Some((state.clone(), language));
    }
    // The language that a Map or Parallel state names is its own, not that of the states in it.
    states.values().find_map(|state| {
        let processor = state.get("ItemProcessor").or_else(|| state.get("Iterator"));
        let branches = state.get("Branches").and_then(Value::as_array).into_iter().flatten();
        processor.into_iter().chain(branches).find_map(|inner| within(inner, name, language))
    })
}

/// A definition with the state alone.
fn alone(state: &Value, language: QueryLanguage) -> Value {
    let mut states = Map::new();
    states.insert(TESTED_STATE.into(), state.clone());
    let mut targets: Vec<&Value> = Vec::new();
    targets.extend(state.get("Next"));
    targets.extend(state.get("Default"));
    for field in ["Choices", "Catch"] {
        let entries = state.get(field).and_then(Value::as_array).into_iter().flatten();
        targets.extend(entries.filter_map(|entry| entry.get("Next")));
    }
    for target in targets.iter().filter_map(|target| target.as_str()) {
        states.entry(target).or_insert_with(|| json!({"Type": "Succeed"}));
    }
    let language = match language {
        QueryLanguage::JsonPath => "JSONPath",
        QueryLanguage::Jsonata => "JSONata",
    };
    json!({"QueryLanguage": language, "StartAt": TESTED_STATE, "States": states})
}
