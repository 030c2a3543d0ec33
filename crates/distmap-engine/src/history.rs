//! The event history of an execution.

use std::sync::Arc;

use serde_json::Value;

use crate::ports::Millis;

/// One event of a history as it is recorded: compact, made into AWS's form by [`render`].
#[derive(Clone, Debug)]
pub struct Event {
    /// 1 for the first.
    pub id: u64,
    /// The event that this one follows in its branch; 0 for the first ones.
    pub previous: u64,
    /// When.
    pub timestamp: Millis,
    /// AWS's name of the type, such as `PassStateEntered`.
    pub kind: &'static str,
    /// The name and content of the details member, such as `stateEnteredEventDetails`.
    pub details: Option<(&'static str, Details)>,
}

/// The members of an event's details, in AWS's order.
pub type Details = Vec<(&'static str, Detail)>;

/// A member of an event's details.
#[derive(Clone, Debug)]
pub enum Detail {
    /// A text.
    Text(Arc<str>),
    /// Anything else.
    Json(Value),
}

/// An event in the form of GetExecutionHistory, with `timestamp` in milliseconds.
pub fn render(event: &Event, include_data: bool) -> Value {
    let _ = (event, include_data);
    Value::Null
}
