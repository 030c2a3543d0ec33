//! The walk: where it stands, what it knows of the surroundings, what it has found.

use serde_json::{Map, Value};

use super::fields;
use super::jsonata::{self, Sees};
use crate::diagnostic::{Diagnostic, Pointer, Segment, Severity};
use crate::model::{ExecutionType, QueryLanguage};

pub(super) type Object = Map<String, Value>;

pub(super) struct Checker {
    path: Vec<Segment>,
    found: Vec<Diagnostic>,
    /// What is wrong inside JSONata expressions; of no interest while the shape is wrong.
    expressions: Vec<Diagnostic>,
    sees: Sees,
    /// The language of the whole machine.
    pub(super) top: QueryLanguage,
    /// The type of the machine, or of the children around the present state.
    pub(super) execution: ExecutionType,
}

impl Checker {
    pub(super) fn new(execution: ExecutionType) -> Self {
        Self {
            path: Vec::new(),
            found: Vec::new(),
            expressions: Vec::new(),
            sees: Sees::default(),
            top: QueryLanguage::JsonPath,
            execution,
        }
    }

    /// Everything found; what is wrong inside expressions only where nothing else is.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        if !self.found.iter().any(|it| it.severity == Severity::Error) {
            self.found.append(&mut self.expressions);
        }
        self.found
    }

    pub(super) fn report(&mut self, message: impl Into<String>) {
        let pointer = Pointer::from(self.path.clone());
        self.found.push(Diagnostic::schema(pointer, message));
    }

    pub(super) fn report_as(&mut self, code: &str, message: impl Into<String>) {
        let pointer = Pointer::from(self.path.clone());
        self.found.push(Diagnostic::error(code, pointer, message));
    }

    pub(super) fn warn(&mut self, code: &str, message: impl Into<String>) {
        let pointer = Pointer::from(self.path.clone());
        self.found.push(Diagnostic::warning(code, pointer, message));
    }

    /// Runs `check` where `$states` has more than elsewhere.
    pub(super) fn seeing(&mut self, sees: Sees, check: impl FnOnce(&mut Self)) {
        let around = std::mem::replace(&mut self.sees, sees);
        check(self);
        self.sees = around;
    }

    /// A text in a JSONata field: an expression where it begins like one.
    pub(super) fn expression(&mut self, text: &str) {
        let Some(rest) = text.strip_prefix("{%") else {
            return;
        };
        let Some(source) = rest.strip_suffix("%}") else {
            return self.report("JSONata string must start with {% and end with %}");
        };
        for (code, message) in jsonata::problems(source, self.sees) {
            let pointer = Pointer::from(self.path.clone());
            self.expressions.push(Diagnostic::error(code, pointer, message));
        }
    }

    pub(super) fn within<T>(
        &mut self,
        segment: impl Into<Segment>,
        check: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.path.push(segment.into());
        let result = check(self);
        self.path.pop();
        result
    }

    /// Runs `check` on the field where it is written.
    pub(super) fn field(
        &mut self,
        object: &Object,
        key: &str,
        check: impl FnOnce(&mut Self, &Value),
    ) {
        if let Some(value) = object.get(key) {
            self.within(key, |checker| check(checker, value));
        }
    }

    pub(super) fn object<'a>(&mut self, value: &'a Value) -> Option<&'a Object> {
        let object = value.as_object();
        if object.is_none() {
            self.report("Expected value of type [OBJECT]");
        }
        object
    }

    pub(super) fn array<'a>(&mut self, value: &'a Value) -> Option<&'a [Value]> {
        let Value::Array(items) = value else {
            self.report("Expected value of type [ARRAY]");
            return None;
        };
        Some(items)
    }

    /// Runs `check` on every element of a non-empty array.
    pub(super) fn elements(&mut self, value: &Value, mut check: impl FnMut(&mut Self, &Value)) {
        let Some(items) = self.array(value) else {
            return;
        };
        if items.is_empty() {
            self.report("Value cannot be empty");
        }
        for (index, item) in items.iter().enumerate() {
            self.within(index, |checker| check(checker, item));
        }
    }

    pub(super) fn string<'a>(&mut self, value: &'a Value) -> Option<&'a str> {
        let text = value.as_str();
        if text.is_none() {
            self.report("Expected value of type [STRING]");
        }
        text
    }

    pub(super) fn text_field(&mut self, object: &Object, key: &str) {
        self.field(object, key, |checker, value| {
            checker.string(value);
        });
    }

    /// A text out of a fixed set.
    pub(super) fn one_of(&mut self, value: &Value, allowed: &[&str]) {
        if let Some(text) = self.string(value)
            && !allowed.contains(&text)
        {
            self.report(format!("Value should be one of the following: [{}]", allowed.join(", ")));
        }
    }

    /// An integer within bounds, or in JSONata an expression.
    pub(super) fn integer(&mut self, value: &Value, jsonata: bool, min: i64, max: i64) {
        if jsonata && let Some(text) = value.as_str().filter(|it| it.starts_with("{%")) {
            self.expression(text);
            return;
        }
        let Value::Number(number) = value else {
            self.report("Expected value of type Integer");
            return;
        };
        match number.as_i64() {
            Some(it) if it < min => self.report(format!("Minimum value is {min}")),
            Some(it) if it > max => self.report(format!("Maximum value is {max}")),
            Some(_) => {}
            None => self.report("Expected value of type Integer"),
        }
    }

    /// A number within bounds, or in JSONata an expression.
    pub(super) fn number(&mut self, value: &Value, jsonata: bool, min: f64, max: f64) {
        if jsonata && let Some(text) = value.as_str().filter(|it| it.starts_with("{%")) {
            self.expression(text);
            return;
        }
        match value.as_f64() {
            Some(it) if it < min => self.report(format!("Minimum value is {min}")),
            Some(it) if it > max => self.report(format!("Maximum value is {max}")),
            Some(_) => {}
            None => self.report("Expected value of type Number"),
        }
    }

    /// Reports the fields that `allowed` does not have. Those of the language that is not in force have been reported.
    pub(super) fn only(
        &mut self,
        object: &Object,
        allowed: &[&str],
        language: Option<QueryLanguage>,
    ) {
        let known = |key: &str| {
            allowed.contains(&key) || language.is_some_and(|it| fields::is_foreign(key, it))
        };
        for key in object.keys().filter(|key| !known(key)) {
            self.report(format!("Field '{key}' is not supported"));
        }
    }

    /// Reports the fields that are missing, all in one.
    pub(super) fn required(&mut self, object: &Object, keys: &[&str]) -> bool {
        let missing: Vec<&str> =
            keys.iter().copied().filter(|key| !object.contains_key(*key)).collect();
        if missing.is_empty() {
            return true;
        }
        self.report(format!("These fields are required: [{}]", missing.join(", ")));
        false
    }

    /// At most one of `keys`.
    pub(super) fn at_most_one(&mut self, object: &Object, keys: &[&str]) {
        if written(object, keys) > 1 {
            self.report(format!(
                "There should only be one of the following fields: [{}]",
                keys.join(", ")
            ));
        }
    }

    /// Exactly one of `keys`.
    pub(super) fn exactly_one(&mut self, object: &Object, keys: &[&str]) {
        if written(object, keys) == 0 {
            self.report(format!(
                "This object should have only one of the following fields: [{}]",
                keys.join(", ")
            ));
        } else {
            self.at_most_one(object, keys);
        }
    }
}

fn written(object: &Object, keys: &[&str]) -> usize {
    keys.iter().filter(|key| object.contains_key(**key)).count()
}
