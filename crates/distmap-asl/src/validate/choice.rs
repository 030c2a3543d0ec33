//! Choice rules.

use serde_json::Value;

use super::checker::{Checker, Object};
use super::{fields, path, timestamp};
use crate::model::QueryLanguage;

/// What makes a rule a rule.
const SELECTORS: &[&str] = &["And", "Or", "Not", "Variable", "Condition"];

impl Checker {
    pub(super) fn choice(&mut self, state: &Object, jsonata: bool) {
        self.required(state, &["Choices"]);
        self.text_field(state, "Default");
        self.field(state, "Choices", |checker, value| {
            checker.elements(value, |checker, value| {
                let Some(rule) = checker.object(value) else {
                    return;
                };
                let language =
                    if jsonata { QueryLanguage::Jsonata } else { QueryLanguage::JsonPath };
                checker.other_language(rule, language);
                checker.required(rule, &["Next"]);
                checker.text_field(rule, "Next");
                checker.assign(rule, jsonata);
                if jsonata {
                    checker.jsonata_rule(rule);
                } else {
                    checker.rule(rule, &["Next", "Assign"]);
                }
            });
        });
    }

    fn jsonata_rule(&mut self, rule: &Object) {
        let allowed = &["Condition", "Next", "Comment", "Assign", "Output"];
        self.only(rule, allowed, Some(QueryLanguage::Jsonata));
        // What makes a rule one of JSONPath has been reported.
        if !SELECTORS.iter().any(|key| rule.contains_key(*key)) {
            self.required(rule, &["Condition"]);
        }
        self.field(rule, "Output", Self::expressions);
        self.field(rule, "Condition", |checker, value| match value {
            Value::Bool(_) => {}
            Value::String(text) => checker.expression(text),
            _ => checker.report("Expected value of type [STRING, BOOLEAN]"),
        });
    }

    /// A rule in JSONPath; `extra` is what only outermost rules have.
    fn rule(&mut self, rule: &Object, extra: &[&str]) {
        let present = SELECTORS.iter().filter(|key| rule.contains_key(**key)).count();
        if present != 1 {
            self.report(format!(
                "The object must have only one of the following fields, [{}]",
                SELECTORS.join(", ")
            ));
            return;
        }
        let mut allowed = [&["Comment"], extra].concat();
        if rule.contains_key("Variable") {
            allowed.push("Variable");
            allowed.extend_from_slice(fields::COMPARISONS);
            self.only(rule, &allowed, Some(QueryLanguage::JsonPath));
            self.comparison(rule);
            return;
        }
        allowed.extend_from_slice(SELECTORS);
        self.only(rule, &allowed, Some(QueryLanguage::JsonPath));
        let inner = |checker: &mut Self, value: &Value| {
            if let Some(rule) = checker.object(value) {
                checker.rule(rule, &[]);
            }
        };
        self.field(rule, "Not", inner);
        for key in ["And", "Or"] {
            self.field(rule, key, |checker, value| checker.elements(value, inner));
        }
    }

    fn comparison(&mut self, rule: &Object) {
        self.field(rule, "Variable", Self::comparison_path);
        let operators: Vec<&String> =
            rule.keys().filter(|key| fields::COMPARISONS.contains(&key.as_str())).collect();
        let [operator] = operators.as_slice() else {
            let names: Vec<&str> = match operators.as_slice() {
                [] => fields::COMPARISONS.to_vec(),
                some => some.iter().map(|it| it.as_str()).collect(),
            };
            self.report(format!(
                "There should only be one of the following fields: [{}]",
                names.join(", ")
            ));
            return;
        };
        self.field(rule, operator, |checker, value| {
            if operator.ends_with("Path") {
                checker.comparison_path(value);
            } else if operator.starts_with("String") {
                checker.string(value);
                if operator.as_str() != "StringMatches" {
                    checker.no_path(operator, value);
                }
            } else if operator.starts_with("Numeric") {
                if !value.is_number() {
                    checker.report("Expected value of type Number");
                }
            } else if operator.starts_with("Timestamp") {
                if let Some(text) = checker.string(value)
                    && !timestamp::is_rfc3339(text)
                {
                    checker.report("String does not match RFC3339 timestamp");
                }
            } else if !value.is_boolean() {
                checker.report("Expected value of type [BOOLEAN]");
            }
        });
    }

    fn comparison_path(&mut self, value: &Value) {
        let Some(text) = self.string(value) else {
            return;
        };
        if !text.starts_with('$') {
            self.report("Value is not a Reference Path: Reference path didn't start with '$'");
        } else if !path::is_path(text) {
            self.report("Value is not a Reference Path");
        }
    }
}
