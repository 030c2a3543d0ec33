//! Machines, branches, processors and states.

use serde_json::Value;

use super::checker::{Checker, Object};
use super::fields;
use super::timestamp;
use crate::diagnostic::INVALID_STATE_NAME;
use crate::model::QueryLanguage;

/// The longest time that a field in seconds takes.
const MAX_SECONDS: i64 = 99_999_999;

/// The longest name of a state.
const MAX_NAME: usize = 80;

impl Checker {
    pub(super) fn top_machine(&mut self, machine: &Object) {
        const FIELDS: &[&str] =
            &["Comment", "QueryLanguage", "StartAt", "TimeoutSeconds", "Version", "States"];
        if let Some(written) = machine.get("QueryLanguage") {
            self.top = language(written);
        }
        self.only(machine, FIELDS, None);
        self.field(machine, "QueryLanguage", Self::query_language);
        self.field(machine, "Version", |checker, value| {
            checker.one_of(value, &["1.0"]);
        });
        self.field(machine, "TimeoutSeconds", |checker, value| {
            checker.integer(value, false, 0, MAX_SECONDS);
        });
        self.states(machine);
    }

    /// A branch or a processor; `extra` is what it may have beside `StartAt` and `States`.
    pub(super) fn inner_machine(&mut self, value: &Value, extra: &[&str]) {
        let Some(machine) = self.object(value) else {
            return;
        };
        let mut allowed = vec!["Comment", "StartAt", "States"];
        allowed.extend_from_slice(extra);
        self.only(machine, &allowed, None);
        self.states(machine);
    }

    fn states(&mut self, machine: &Object) {
        self.text_field(machine, "Comment");
        self.required(machine, &["States", "StartAt"]);
        self.text_field(machine, "StartAt");
        self.field(machine, "States", |checker, value| {
            let Some(states) = checker.object(value) else {
                return;
            };
            if states.is_empty() {
                checker.report("Value cannot be empty");
            }
            for (name, state) in states {
                checker.within(name, |checker| checker.state(name, state));
            }
        });
    }

    fn state(&mut self, name: &str, value: &Value) {
        if name.chars().count() > MAX_NAME {
            self.report_as(
                INVALID_STATE_NAME,
                format!(
                    "Invalid State name: State '{name}' exceeds the {MAX_NAME}-character limit allowed by the service"
                ),
            );
        }
        if let Some(state) = self.object(value) {
            let top = self.top;
            self.state_fields(state, top);
        }
    }

    /// A state by itself, in a machine of the given language.
    pub(super) fn single_state(&mut self, state: &Object, top: QueryLanguage) {
        self.top = top;
        self.state_fields(state, top);
    }

    fn state_fields(&mut self, state: &Object, top: QueryLanguage) {
        let own = state.get("QueryLanguage").map(language);
        let language = own.unwrap_or(top);
        if top == QueryLanguage::Jsonata && own == Some(QueryLanguage::JsonPath) {
            self.report(
                "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
            );
        } else {
            self.other_language(state, language);
        }
        self.field(state, "QueryLanguage", Self::query_language);
        if !self.required(state, &["Type"]) {
            return;
        }
        let Some(name) = state.get("Type").and_then(Value::as_str) else {
            self.within("Type", |checker| checker.report("Expected value of type [STRING]"));
            return;
        };
        let Some(allowed) = fields::of_type(name) else {
            self.within("Type", |checker| {
                checker.report(format!(
                    "Value should be one of the following: [{}]",
                    fields::TYPES.join(", ")
                ));
            });
            return;
        };
        self.only(state, &[fields::COMMON, allowed].concat(), Some(language));
        self.text_field(state, "Comment");
        if allowed.contains(&"Next") {
            self.transition(state);
        }
        let jsonata = language == QueryLanguage::Jsonata;
        self.data_flow(state, jsonata);
        if allowed.contains(&"Retry") {
            self.handlers(state, jsonata);
        }
        match name {
            "Task" => self.task(state, jsonata),
            "Wait" => self.wait(state, jsonata),
            "Fail" => self.fail(state, jsonata),
            "Choice" => self.choice(state, jsonata),
            "Parallel" => {
                self.required(state, &["Branches"]);
                self.field(state, "Branches", |checker, value| {
                    checker.elements(value, |checker, branch| checker.inner_machine(branch, &[]));
                });
            }
            "Map" => self.map(state, jsonata),
            _ => {}
        }
    }

    pub(super) fn query_language(&mut self, value: &Value) {
        self.one_of(value, &["JSONPath", "JSONata"]);
    }

    /// Fields that the other language has.
    pub(super) fn other_language(&mut self, object: &Object, language: QueryLanguage) {
        let (own, other) = match language {
            QueryLanguage::JsonPath => ("JSONPath", "JSONata"),
            QueryLanguage::Jsonata => ("JSONata", "JSONPath"),
        };
        for key in object.keys().filter(|key| fields::is_foreign(key, language)) {
            self.report(format!(
                "The QueryLanguage is set to '{own}', but field '{key}' is only supported for the '{other}' QueryLanguage"
            ));
        }
    }

    fn transition(&mut self, state: &Object) {
        const KEYS: &[&str] = &["Next", "End"];
        let ends = state.get("End") == Some(&Value::Bool(true));
        match (state.contains_key("Next"), ends) {
            (true, true) => self.at_most_one(state, KEYS),
            (false, false) => {
                self.report("This object should have only one of the following fields: [Next, End]")
            }
            _ => {}
        }
        self.text_field(state, "Next");
        self.field(state, "End", |checker, value| {
            if !value.is_boolean() {
                checker.report("Expected value of type [BOOLEAN]");
            }
        });
    }

    fn task(&mut self, state: &Object, jsonata: bool) {
        self.required(state, &["Resource"]);
        self.field(state, "Resource", Self::resource);
        for key in ["TimeoutSeconds", "HeartbeatSeconds"] {
            let path = format!("{key}Path");
            self.at_most_one(state, &[key, &path]);
            self.field(state, key, |checker, value| {
                checker.integer(value, jsonata, 1, MAX_SECONDS);
            });
            self.field(state, &path, Self::reference_path);
        }
        self.heartbeat(state);
        self.integration(state, jsonata);
        self.field(state, "Credentials", |checker, value| {
            let resource = state.get("Resource").and_then(Value::as_str);
            checker.credentials(value, resource, jsonata);
        });
    }

    /// A heartbeat that is not shorter than the timeout could never be missed.
    fn heartbeat(&mut self, state: &Object) {
        let seconds = |key: &str| state.get(key).and_then(Value::as_i64);
        if let (Some(timeout), Some(heartbeat)) =
            (seconds("TimeoutSeconds"), seconds("HeartbeatSeconds"))
            && heartbeat >= timeout
        {
            self.report("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'");
        }
    }

    fn wait(&mut self, state: &Object, jsonata: bool) {
        self.exactly_one(state, &["SecondsPath", "Seconds", "TimestampPath", "Timestamp"]);
        self.field(state, "Seconds", |checker, value| {
            checker.integer(value, jsonata, 0, MAX_SECONDS);
        });
        self.field(state, "SecondsPath", Self::reference_path);
        self.field(state, "TimestampPath", Self::reference_path);
        self.field(state, "Timestamp", |checker, value| {
            if let Some(text) = checker.string(value) {
                if jsonata && text.starts_with("{%") {
                    checker.expression(text);
                } else if !timestamp::is_rfc3339(text) {
                    checker.report("String does not match RFC3339 timestamp");
                }
            }
        });
    }

    fn fail(&mut self, state: &Object, jsonata: bool) {
        for key in ["Error", "Cause"] {
            let path = format!("{key}Path");
            self.at_most_one(state, &[key, &path]);
            self.field(state, key, |checker, value| {
                if let Some(text) = checker.string(value) {
                    if jsonata {
                        checker.expression(text);
                    } else {
                        checker.no_path(key, value);
                    }
                }
            });
            self.field(state, &path, Self::path_or_intrinsic);
        }
    }
}

/// Only the exact text `JSONPath` means JSONPath; anything else is JSONata to AWS, beside being reported.
pub(super) fn language(value: &Value) -> QueryLanguage {
    if value == "JSONPath" { QueryLanguage::JsonPath } else { QueryLanguage::Jsonata }
}
