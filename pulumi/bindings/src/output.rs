//! Values that are known now or only while the stack is made.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde_json::{Map, Value, json};

/// Stands after `${` of a reference, so that it is never taken for text of the program's own, such as an ASL path or an IAM
/// policy variable. The private-use area holds no character of any script.
const MARK: char = '\u{E000}';

/// A value of type `T`: written out, or a reference that Pulumi's engine resolves. A reference to a resource makes what
/// uses it depend on that resource.
///
/// ```
/// use distmap_pulumi_bindings::Output;
///
/// let written: Output<String> = "text".into();
/// let joined = Output::concat([written, "-and-more".into()]);
/// assert_eq!(joined, "text-and-more".into());
/// ```
pub struct Output<T> {
    value: Value,
    kind: PhantomData<fn() -> T>,
}

impl<T> Output<T> {
    pub(crate) fn from_value(value: Value) -> Self {
        Self { value, kind: PhantomData }
    }

    /// A reference to `path`, such as `bucket.arn`.
    pub(crate) fn reference(path: &str) -> Self {
        Self::from_value(Value::String(format!("${{{MARK}{path}}}")))
    }

    pub(crate) fn into_inner(self) -> Value {
        self.value
    }

    /// The same value, kept secret by the engine: encrypted in the stack's state, hidden in what is shown.
    ///
    /// ```
    /// use distmap_pulumi_bindings::{Output, Program};
    ///
    /// let mut program = Program::new();
    /// program.export("password", Output::from("swordfish").secret());
    /// assert_eq!(program.render()?["outputs"]["password"]["fn::secret"], "swordfish");
    /// # Ok::<(), distmap_pulumi_bindings::ProgramError>(())
    /// ```
    #[must_use]
    pub fn secret(self) -> Self {
        Self::from_value(json!({"fn::secret": self.value}))
    }
}

impl Output<String> {
    /// Texts one after the other.
    #[must_use]
    pub fn concat(parts: impl IntoIterator<Item = Self>) -> Self {
        let parts: Vec<Value> = parts.into_iter().map(Self::into_inner).collect();
        if parts.iter().all(Value::is_string) {
            return Self::from_value(Value::String(
                parts.iter().filter_map(Value::as_str).collect(),
            ));
        }
        Self::from_value(json!({"fn::join": ["", parts]}))
    }

    /// The JSON text of a value, whose texts may hold [tokens](Self::token). The engine writes it, keys sorted.
    #[must_use]
    pub fn json(value: Value) -> Self {
        Self::from_value(json!({"fn::toJSON": value}))
    }

    /// The JSON text of a value as it stands, keys in their order. [Tokens](Self::token) in it must stand for texts that need
    /// no escape in JSON, such as names and ARNs.
    #[must_use]
    pub fn json_in_order(value: &Value) -> Self {
        Self::from_value(Value::String(value.to_string()))
    }

    /// A text that stands for this value, to be put into texts and JSON that other code makes. What is made with it becomes an
    /// output again through [`json`](Self::json) or `into()`. None for values that no text can stand for.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.value.as_str()
    }
}

impl<T> Clone for Output<T> {
    fn clone(&self) -> Self {
        Self::from_value(self.value.clone())
    }
}

impl<T> PartialEq for Output<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> fmt::Debug for Output<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// What can be written out as a Pulumi value.
pub trait IntoValue {
    /// The value.
    fn into_value(self) -> Value;
}

impl<T: IntoValue> From<T> for Output<T> {
    fn from(value: T) -> Self {
        Self::from_value(value.into_value())
    }
}

impl From<&str> for Output<String> {
    fn from(text: &str) -> Self {
        Self::from_value(Value::String(text.to_owned()))
    }
}

impl<T> From<Vec<Output<T>>> for Output<Vec<T>> {
    fn from(list: Vec<Output<T>>) -> Self {
        Self::from_value(list.into_iter().map(Output::into_inner).collect())
    }
}

impl<T> From<BTreeMap<String, Output<T>>> for Output<BTreeMap<String, T>> {
    fn from(map: BTreeMap<String, Output<T>>) -> Self {
        Self::from_value(Value::Object(
            map.into_iter().map(|(key, value)| (key, value.into_inner())).collect(),
        ))
    }
}

macro_rules! plain {
    ($($kind:ty),*) => {$(
        impl IntoValue for $kind {
            fn into_value(self) -> Value {
                json!(self)
            }
        }
    )*};
}

plain!(String, bool, i64, f64);

impl IntoValue for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl<T: IntoValue> IntoValue for Vec<T> {
    fn into_value(self) -> Value {
        self.into_iter().map(T::into_value).collect()
    }
}

impl<T: IntoValue> IntoValue for BTreeMap<String, T> {
    fn into_value(self) -> Value {
        Value::Object(self.into_iter().map(|(key, value)| (key, value.into_value())).collect())
    }
}

/// A file or a text that a resource takes as its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asset {
    /// A file, by path.
    File(String),
    /// A text.
    Text(String),
    /// What a URL gives.
    Remote(String),
}

impl IntoValue for Asset {
    fn into_value(self) -> Value {
        match self {
            Self::File(path) => json!({"fn::fileAsset": path}),
            Self::Text(text) => json!({"fn::stringAsset": text}),
            Self::Remote(url) => json!({"fn::remoteAsset": url}),
        }
    }
}

/// Sets a property.
pub(crate) fn set<T>(object: &mut Map<String, Value>, key: &str, value: Output<T>) {
    object.insert(key.to_owned(), value.into_inner());
}

/// Sets a property that is given.
pub(crate) fn set_some<T>(object: &mut Map<String, Value>, key: &str, value: Option<Output<T>>) {
    if let Some(value) = value {
        set(object, key, value);
    }
}

/// The form that the YAML runtime reads: `$` of the program's own text doubled, references as they are.
pub(crate) fn render(value: &Value) -> Value {
    match value {
        Value::String(text) => {
            let reference = format!("${{{MARK}");
            let parts: Vec<String> =
                text.split(&reference).map(|part| part.replace('$', "$$")).collect();
            Value::String(parts.join("${"))
        }
        Value::Array(list) => list.iter().map(render).collect(),
        Value::Object(map) => {
            Value::Object(map.iter().map(|(key, value)| (key.clone(), render(value))).collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_references_are_references() {
        let bucket = Output::<String>::reference("input.bucket");
        let token = bucket.token().unwrap_or_default();
        let text = json!({"Bucket": token, "Key.$": "$$.Map.Item", "Path": format!("a/{token}/b"), "Iam": "${aws:username}"});
        assert_eq!(
            render(&text),
            json!({"Bucket": "${input.bucket}", "Key.$": "$$$$.Map.Item", "Path": "a/${input.bucket}/b", "Iam": "$${aws:username}"})
        );
    }

    #[test]
    fn a_text_and_a_computed_text_are_joined_by_the_engine() {
        let joined = Output::concat(["a".into(), Output::json(json!({"b": 1}))]);
        assert_eq!(joined.into_inner(), json!({"fn::join": ["", ["a", {"fn::toJSON": {"b": 1}}]]}));
    }
}
