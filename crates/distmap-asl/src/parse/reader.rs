//! Typed access to JSON fields that keeps track of the place and collects what is wrong.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Pointer, Segment};
use crate::model::Dynamic;

/// A JSON object.
pub(super) type Object = Map<String, Value>;

/// Where the parser stands, and what it has found.
#[derive(Default)]
pub(super) struct Reader {
    path: Vec<Segment>,
    found: Vec<Diagnostic>,
}

impl Reader {
    /// The result, or what was found.
    pub(super) fn finish<T>(self, result: Option<T>) -> Result<T, Vec<Diagnostic>> {
        match result {
            Some(it) if self.found.is_empty() => Ok(it),
            _ => Err(self.found),
        }
    }

    /// Reports at the present place.
    pub(super) fn report<T>(&mut self, message: impl Into<String>) -> Option<T> {
        let pointer = Pointer::from(self.path.clone());
        self.found.push(Diagnostic::schema(pointer, message));
        None
    }

    /// Runs `read` one step further in.
    pub(super) fn within<T>(
        &mut self,
        segment: impl Into<Segment>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.path.push(segment.into());
        let result = read(self);
        self.path.pop();
        result
    }

    /// Reads the field `key` where it is written.
    pub(super) fn field<'a, T>(
        &mut self,
        object: &'a Object,
        key: &str,
        read: impl FnOnce(&mut Self, &'a Value) -> Option<T>,
    ) -> Option<T> {
        let value = object.get(key)?;
        self.within(key, |reader| read(reader, value))
    }

    /// Reads a field that must be there.
    pub(super) fn required<'a, T>(
        &mut self,
        object: &'a Object,
        key: &str,
        read: impl FnOnce(&mut Self, &'a Value) -> Option<T>,
    ) -> Option<T> {
        if object.contains_key(key) {
            self.field(object, key, read)
        } else {
            self.report(format!("These fields are required: [{key}]"))
        }
    }

    fn expected<T>(&mut self, what: &str) -> Option<T> {
        self.report(format!("Expected value of type {what}"))
    }

    pub(super) fn object<'a>(&mut self, value: &'a Value) -> Option<&'a Object> {
        match value {
            Value::Object(object) => Some(object),
            _ => self.expected("Object"),
        }
    }

    pub(super) fn string(&mut self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text.clone()),
            _ => self.expected("String"),
        }
    }

    pub(super) fn boolean(&mut self, value: &Value) -> Option<bool> {
        match value {
            Value::Bool(truth) => Some(*truth),
            _ => self.expected("Boolean"),
        }
    }

    pub(super) fn integer(&mut self, value: &Value) -> Option<u64> {
        match value.as_u64() {
            Some(number) => Some(number),
            None if value.as_i64().is_some() => self.report("Minimum value is 0"),
            None => self.expected("Integer"),
        }
    }

    pub(super) fn number(&mut self, value: &Value) -> Option<f64> {
        match value.as_f64() {
            Some(number) if number.is_finite() => Some(number),
            _ => self.expected("Number"),
        }
    }

    /// A path field whose literal `null` means something.
    pub(super) fn nullable(&mut self, value: &Value) -> Option<Option<String>> {
        match value {
            Value::Null => Some(None),
            _ => self.string(value).map(Some),
        }
    }

    /// An array, each element read by `read`; elements that fail are reported and left out.
    pub(super) fn list<'a, T>(
        &mut self,
        value: &'a Value,
        mut read: impl FnMut(&mut Self, &'a Value) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Value::Array(values) = value else {
            return self.expected("Array");
        };
        let mut items = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            items.extend(self.within(index, |reader| read(reader, value)));
        }
        Some(items)
    }

    pub(super) fn strings(&mut self, value: &Value) -> Option<Vec<String>> {
        self.list(value, Self::string)
    }

    /// `key` as a literal or (in a JSONata state) an expression, or `keyPath` as a path.
    pub(super) fn dynamic<T>(
        &mut self,
        object: &Object,
        key: &str,
        jsonata: bool,
        read: impl FnOnce(&mut Self, &Value) -> Option<T>,
    ) -> Option<Dynamic<T>> {
        let path_key = format!("{key}Path");
        match object.get(key) {
            Some(Value::String(text)) if jsonata && is_jsonata(text) => {
                Some(Dynamic::Jsonata(text.clone()))
            }
            Some(_) => self.field(object, key, read).map(Dynamic::Literal),
            None => self.field(object, &path_key, Self::string).map(Dynamic::Path),
        }
    }
}

/// Whether a text is a JSONata expression as the language marks it.
pub(crate) fn is_jsonata(text: &str) -> bool {
    text.starts_with("{%") && text.ends_with("%}") && text.len() >= 4
}
