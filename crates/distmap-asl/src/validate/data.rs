//! Data-flow fields: paths, templates, expressions, variables.

use serde_json::Value;

use super::checker::{Checker, Object};
use super::jsonata::Sees;
use super::{intrinsic, path};
use crate::diagnostic::{NO_DOLLAR, NO_PATH, PASS_RESULT_IS_STATIC};

/// The longest name of a variable.
const MAX_VARIABLE: usize = 80;

impl Checker {
    pub(super) fn data_flow(&mut self, state: &Object, jsonata: bool) {
        if jsonata {
            self.field(state, "Arguments", Self::expressions);
            let result = matches!(state_type(state), Some("Task" | "Parallel" | "Map"));
            self.seeing(Sees { result, error_output: false }, |checker| {
                checker.field(state, "Output", Self::expressions);
                checker.assign(state, true);
            });
        } else {
            for key in ["InputPath", "OutputPath"] {
                self.field(state, key, |checker, value| {
                    if !value.is_null() {
                        checker.json_path(value);
                    }
                });
            }
            self.field(state, "ResultPath", Self::nullable_reference_path);
            for key in ["Parameters", "ResultSelector"] {
                self.field(state, key, Self::template);
            }
            self.assign(state, false);
            if state_type(state) == Some("Pass") {
                self.field(state, "Result", Self::static_result);
            }
        }
    }

    /// Warns of what looks as if it were evaluated, in a `Result` that is taken as it stands.
    fn static_result(&mut self, value: &Value) {
        match value {
            Value::String(text) if looks_evaluated(text) => self.warn(
                PASS_RESULT_IS_STATIC,
                format!("The result of a Pass state is static: '{text}' is not evaluated"),
            ),
            Value::Object(object) => {
                for (key, value) in object {
                    self.within(key, |checker| checker.static_result(value));
                }
            }
            _ => {}
        }
    }

    /// Warns of a path under a name that takes none.
    pub(super) fn no_path(&mut self, key: &str, value: &Value) {
        if value.as_str().is_some_and(looks_evaluated) {
            self.warn(
                NO_PATH,
                format!(
                    "The value looks like a path, but '{key}' takes it as it stands: the field that takes paths is '{key}Path'"
                ),
            );
        }
    }

    /// `Assign` of a state, a catcher or a choice rule.
    pub(super) fn assign(&mut self, object: &Object, jsonata: bool) {
        self.field(object, "Assign", |checker, value| {
            let Some(variables) = checker.object(value) else {
                return;
            };
            for key in variables.keys() {
                let name = key.strip_suffix(".$").filter(|_| !jsonata).unwrap_or(key);
                checker.variable_name(name);
            }
            if jsonata {
                checker.expressions(value);
            } else {
                checker.template(value);
            }
        });
    }

    fn variable_name(&mut self, name: &str) {
        let problem = if name == "states" {
            let message = "Cannot assign to reserved variable '$states'.";
            return self.report_as("RESERVED_VARIABLE_NAME", message);
        } else if name.chars().count() > MAX_VARIABLE {
            format!("exceeds the {MAX_VARIABLE}-character limit allowed by the service")
        } else if path::is_variable_name(name) {
            return;
        } else {
            "the variable name contains invalid characters.".to_owned()
        };
        self.report_as(
            "INVALID_VARIABLE_NAME",
            format!("Invalid variable name '{name}': {problem}"),
        );
    }

    pub(super) fn json_path(&mut self, value: &Value) {
        if let Some(text) = self.string(value)
            && !path::is_path(text)
        {
            self.report("Value must be a valid JSONPath.");
        }
    }

    pub(super) fn nullable_reference_path(&mut self, value: &Value) {
        if !value.is_null() {
            self.reference_path(value);
        }
    }

    pub(super) fn reference_path(&mut self, value: &Value) {
        let Some(text) = self.string(value) else {
            return;
        };
        if !path::is_path(text) {
            self.report("Value must be a valid JSONPath.");
        } else if !path::is_reference(text) {
            self.report("Value is not a Reference Path");
        }
    }

    pub(super) fn path_or_intrinsic(&mut self, value: &Value) {
        if let Some(text) = self.string(value)
            && !path::is_path(text)
            && !intrinsic::is_call(text)
        {
            self.report("Value must be a valid JSONPath or a valid intrinsic function call");
        }
    }

    /// A payload template: what stands under keys that end in `.$` is a path or an intrinsic call.
    pub(super) fn template(&mut self, value: &Value) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    if !key.ends_with(".$") {
                        self.within(key, |checker| {
                            if value.as_str().is_some_and(looks_evaluated) {
                                checker.warn(
                                    NO_DOLLAR,
                                    format!(
                                        "The value appears to be a JSONPath or an intrinsic function, but the field's name is '{key}' without '.$': it is taken as it stands"
                                    ),
                                );
                            }
                            checker.template(value);
                        });
                    } else if !value
                        .as_str()
                        .is_some_and(|it| path::is_path(it) || intrinsic::is_call(it))
                    {
                        self.report(format!(
                            "The value for the field '{key}' must be a valid JSONPath or a valid intrinsic function call"
                        ));
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.within(index, |checker| checker.template(item));
                }
            }
            _ => {}
        }
    }

    /// The texts in a JSONata field.
    pub(super) fn expressions(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.expression(text),
            Value::Object(object) => {
                for (key, value) in object {
                    self.within(key, |checker| checker.expressions(value));
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.within(index, |checker| checker.expressions(item));
                }
            }
            _ => {}
        }
    }

    pub(super) fn credentials(&mut self, value: &Value, resource: Option<&str>, jsonata: bool) {
        if resource.is_some_and(|it| it.contains(":activity:")) {
            self.report("The field 'Credentials' is not supported for activities");
        }
        if jsonata && value.is_string() {
            return;
        }
        let Some(object) = self.object(value) else {
            return;
        };
        if !object.contains_key("RoleArn") && !object.contains_key("RoleArn.$") {
            self.report("The field 'RoleArn' is required but was missing");
        }
    }
}

fn state_type(state: &Object) -> Option<&str> {
    state.get("Type").and_then(Value::as_str)
}

/// Whether a text could hardly be anything but a path or an intrinsic call.
fn looks_evaluated(text: &str) -> bool {
    let path =
        ["$.", "$[", "$$."].iter().any(|start| text.starts_with(start)) && path::is_path(text);
    path || intrinsic::is_call(text)
}
