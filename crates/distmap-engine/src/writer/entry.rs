//! One child execution as a result file shows it.

use serde_json::Value;

use super::Transformation;
use crate::data::Data;
use crate::error::StateError;
use crate::execution::Status;
use crate::ports::Millis;
use crate::time::iso8601;

/// A child execution's result.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'a> {
    /// The child's ARN.
    pub(crate) arn: &'a str,
    /// Its name.
    pub(crate) name: &'a str,
    /// `...:stateMachine:MACHINE/LABEL`.
    pub(crate) state_machine_arn: &'a str,
    /// `None` for a child that was not started.
    pub(crate) status: Option<Status>,
    /// Its input.
    pub(crate) input: &'a Data,
    /// Its output, of a success.
    pub(crate) output: Option<&'a Data>,
    /// Its failure, otherwise.
    pub(crate) failure: Option<&'a StateError>,
    /// When it began and ended, for one that was started.
    pub(crate) times: Option<(Millis, Millis)>,
    /// How often it was redriven.
    pub(crate) redrives: u64,
}

impl Entry<'_> {
    /// Appends the entry as JSON, with commas or newlines between parts as `separate` writes them.
    pub(crate) fn write(
        &self,
        transformation: Transformation,
        into: &mut Vec<u8>,
        mut separate: impl FnMut(&mut Vec<u8>),
    ) {
        match (transformation, self.output) {
            (Transformation::Compact, Some(output)) => {
                separate(into);
                output.append_text(into);
            }
            (Transformation::Flatten, Some(output)) => match output.value() {
                Value::Array(elements) => {
                    for element in elements {
                        separate(into);
                        json(into, element);
                    }
                }
                _ => {
                    separate(into);
                    output.append_text(into);
                }
            },
            _ => {
                separate(into);
                self.write_record(into);
            }
        }
    }

    /// The entry's parts as values, for a Map state's own output.
    pub(crate) fn values(&self, transformation: Transformation) -> Vec<Value> {
        match (transformation, self.output) {
            (Transformation::Compact, Some(output)) => vec![output.value().clone()],
            (Transformation::Flatten, Some(output)) => match output.value() {
                Value::Array(elements) => elements.clone(),
                value => vec![value.clone()],
            },
            _ => {
                let mut text = Vec::new();
                self.write_record(&mut text);
                // What was just written as JSON reads as JSON.
                vec![serde_json::from_slice(&text).unwrap_or_default()]
            }
        }
    }

    /// The whole record, members in the order of their names as AWS writes them.
    fn write_record(&self, into: &mut Vec<u8>) {
        let mut members = Members { into, first: true };
        if let Some(cause) = self.failure.and_then(|f| f.cause.as_deref()) {
            members.text("Cause", cause);
        }
        if let Some(error) = self.failure.and_then(|f| f.error.as_deref()) {
            members.text("Error", error);
        }
        members.text("ExecutionArn", self.arn);
        members.text("Input", self.input.text());
        members.raw("InputDetails", r#"{"Included":true}"#);
        members.text("Name", self.name);
        if let Some(output) = self.output {
            members.text("Output", output.text());
            members.raw("OutputDetails", r#"{"Included":true}"#);
        }
        members.raw("RedriveCount", &self.redrives.to_string());
        match self.status {
            Some(Status::Succeeded) => {
                members.text("RedriveStatus", "NOT_REDRIVABLE");
                members
                    .text("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
            }
            _ => members.text("RedriveStatus", "REDRIVABLE"),
        }
        if let Some((started, _)) = self.times {
            members.text("StartDate", &iso8601(started));
        }
        members.text("StateMachineArn", self.state_machine_arn);
        members.text("Status", self.status.map_or("PENDING", Status::as_str));
        if let Some((_, stopped)) = self.times {
            members.text("StopDate", &iso8601(stopped));
        }
        members.into.push(b'}');
    }
}

/// Writes an object's members one after another.
struct Members<'a> {
    into: &'a mut Vec<u8>,
    first: bool,
}

impl Members<'_> {
    fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        json(self.into, text);
    }

    fn raw(&mut self, name: &str, json: &str) {
        self.name(name);
        self.into.extend_from_slice(json.as_bytes());
    }

    fn name(&mut self, name: &str) {
        self.into.push(if std::mem::take(&mut self.first) { b'{' } else { b',' });
        json(self.into, name);
        self.into.push(b':');
    }
}

fn json<T: serde::Serialize + ?Sized>(into: &mut Vec<u8>, value: &T) {
    // Writing to memory cannot fail, and neither can texts and values whose keys are texts.
    let _ = serde_json::to_writer(into, value);
}
