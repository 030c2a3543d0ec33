//! JSON on its way from state to state: the text as it was sent, the parsed value, or both.

use std::sync::{Arc, OnceLock};

use distmap_eval::{Context, Scope, Variables};
use serde_json::Value;

/// The largest payload that AWS hands from state to state, in bytes of its JSON text
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html>).
pub const MAX_PAYLOAD: usize = 262_144;

/// A JSON document in hand-over form. Cloning costs a reference count.
///
/// A document that came as text keeps that text, blanks and number forms included, until a state
/// makes something new of it; a document that came as a value is written out only when somebody
/// asks for its text.
#[derive(Clone, Debug)]
pub struct Data(Arc<Inner>);

struct Inner {
    text: OnceLock<Arc<str>>,
    value: OnceLock<Value>,
    /// Writes the text of a document that has neither yet.
    write: Option<Box<dyn Fn() -> String + Send + Sync>>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inner").field("text", &self.text).field("value", &self.value).finish()
    }
}

impl Inner {
    fn new(text: Option<Arc<str>>, value: Option<Value>) -> Self {
        let text = text.map_or_else(OnceLock::new, OnceLock::from);
        let value = value.map_or_else(OnceLock::new, OnceLock::from);
        Self { text, value, write: None }
    }
}

impl Data {
    /// A document from text, checked to be JSON.
    ///
    /// # Errors
    /// The parser's own error where `text` is no JSON or nested deeper than 127 levels.
    pub fn parse(text: impl Into<Arc<str>>) -> Result<Self, serde_json::Error> {
        let text = text.into();
        let value: Value = serde_json::from_str(&text)?;
        Ok(Self(Arc::new(Inner::new(Some(text), Some(value)))))
    }

    /// A document from text that the engine itself wrote: parsed only when somebody asks for the value.
    pub(crate) fn written(text: impl Into<Arc<str>>) -> Self {
        Self(Arc::new(Inner::new(Some(text.into()), None)))
    }

    /// A document of less than [`MAX_PAYLOAD`] bytes that the engine writes when somebody asks for it.
    pub(crate) fn deferred(write: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(Inner { write: Some(Box::new(write)), ..Inner::new(None, None) }))
    }

    /// The document's text: as it came, or compact where it came as a value.
    pub fn text(&self) -> &Arc<str> {
        self.0.text.get_or_init(|| match &self.0.write {
            Some(write) => write().into(),
            None => compact(self.value()).into(),
        })
    }

    /// The document's value.
    pub fn value(&self) -> &Value {
        // A document without a value was written by the engine, so that its text is JSON.
        self.0.value.get_or_init(|| serde_json::from_str(self.text()).unwrap_or_default())
    }

    /// What an expression of a state sees that was entered with `input`, where `$` is this document.
    pub(crate) fn scope<'a>(
        &'a self,
        input: &'a Value,
        context: &'a dyn Context,
        variables: &'a Variables,
    ) -> Scope<'a> {
        let text = self.0.text.get().map(|text| &**text);
        Scope::new(input, context, variables).with_data(self.value()).with_text(text)
    }

    /// The value itself: moved out if nobody else holds the document, cloned otherwise.
    pub fn into_value(self) -> Value {
        self.unshared().unwrap_or_else(|shared| shared.value().clone())
    }

    /// The value itself, if nobody else holds the document.
    ///
    /// # Errors
    /// The document, where it is shared.
    pub(crate) fn unshared(self) -> Result<Value, Self> {
        self.value();
        let inner = Arc::try_unwrap(self.0).map_err(Self)?;
        Ok(inner.value.into_inner().unwrap_or_default())
    }

    /// Whether the document's text is longer than `limit` bytes. Counts the text's
    /// bytes only where a look at its parts cannot tell.
    pub fn longer_than(&self, limit: usize) -> bool {
        match self.0.text.get() {
            Some(text) => text.len() > limit,
            None if self.0.write.is_some() && limit >= MAX_PAYLOAD => false,
            None => at_most(self.value(), limit).is_none() && outgrows(self.value(), limit),
        }
    }
}

/// The compact text of `value`: what its `Display` gives, written without a formatter between.
pub(crate) fn compact(value: &Value) -> String {
    // Writing to memory cannot fail, and a value's keys are texts.
    serde_json::to_string(value).unwrap_or_default()
}

impl From<Value> for Data {
    fn from(value: Value) -> Self {
        Self(Arc::new(Inner::new(None, Some(value))))
    }
}

/// Whether the text of `value` is longer than `limit` bytes, told without keeping the text.
fn outgrows(value: &Value, limit: usize) -> bool {
    struct Left(usize);
    impl std::io::Write for Left {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            let left = self.0.checked_sub(bytes.len());
            self.0 = left.ok_or(std::io::ErrorKind::FileTooLarge)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    // Nothing but the limit can make the writing of a value fail.
    serde_json::to_writer(Left(limit), value).is_err()
}

/// What is left of `limit` after the longest text that `value` can have, `None` if it may pass it.
fn at_most(value: &Value, limit: usize) -> Option<usize> {
    let string = |limit: usize, text: &str| limit.checked_sub(2 + text.len() * 6);
    match value {
        Value::Null | Value::Bool(_) => limit.checked_sub(5),
        Value::Number(number) => limit.checked_sub(number.as_str().len()),
        Value::String(text) => string(limit, text),
        Value::Array(items) => items
            .iter()
            .try_fold(limit.checked_sub(2)?, |left, item| at_most(item, left)?.checked_sub(1)),
        Value::Object(members) => {
            members.iter().try_fold(limit.checked_sub(2)?, |left, (name, member)| {
                at_most(member, string(left, name)?)?.checked_sub(2)
            })
        }
    }
}
