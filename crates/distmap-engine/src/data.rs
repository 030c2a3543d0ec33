//! JSON on its way from state to state: the text as it was sent, the parsed value, or what either of
//! them can be made from.

mod length;

use std::io;
use std::sync::{Arc, OnceLock};

use distmap_eval::{Context, Document, Scope, Variables};
use serde_json::Value;

pub(crate) use length::plain_length;
use length::{Count, Left, at_most, string_at_most};

/// The largest payload that AWS hands from state to state, in bytes of its JSON text
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html>).
pub const MAX_PAYLOAD: usize = 262_144;

/// A JSON document in hand-over form. Cloning costs a reference count.
///
/// A document that came as text keeps that text, blanks and number forms included, until a state
/// makes something new of it; a document that came as a value is written out only when somebody
/// asks for its text. Documents that are parts of one another are shared, not copied.
#[derive(Clone, Debug)]
pub struct Data(Arc<Inner>);

struct Inner {
    text: OnceLock<Arc<str>>,
    value: OnceLock<Value>,
    form: Form,
}

/// What text and value are made from when somebody asks for them.
enum Form {
    /// One from the other.
    Plain,
    /// The value from a text that is what writing the value gives, byte for byte. That of an object,
    /// nested no deeper than it says.
    Compact { levels: usize },
    /// The text, of less than [`MAX_PAYLOAD`] bytes, from what this writes; the value from it.
    Deferred(Box<dyn Fn() -> String + Send + Sync>),
    /// An object with a few members at hand.
    Fields(Box<dyn Fields>),
    /// An object of documents.
    Object { shape: Arc<Shape>, parts: Box<[Data]> },
    /// An array of documents.
    Array(Vec<Data>),
}

/// An object that is mostly not needed as a whole. Nests two levels at most.
pub(crate) trait Fields: Send + Sync {
    /// The whole object.
    fn value(&self) -> Value;

    /// A member that is a text and at hand. Others are looked up in the whole.
    fn text(&self, name: &str) -> Option<&str>;

    /// The most bytes that the object's text can have.
    fn at_most(&self) -> usize;

    /// The bytes of the object's text, where they are known without writing it.
    fn length(&self) -> Option<u64> {
        None
    }

    /// Writes the text of [`value`](Self::value).
    fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        serde_json::to_writer(out, &self.value()).map_err(io::Error::from)
    }
}

/// The members of objects that are put together alike.
#[derive(Debug)]
pub(crate) struct Shape(Vec<(String, Slot)>);

/// Where a member of a [`Shape`] comes from.
#[derive(Debug)]
pub(crate) enum Slot {
    /// It is the same in all of the objects.
    Constant(Data),
    /// It is the part of this number.
    Part(usize),
}

impl Shape {
    /// A shape; no two names may be the same.
    pub(crate) fn new(members: Vec<(String, Slot)>) -> Arc<Self> {
        Arc::new(Self(members))
    }
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inner").field("text", &self.text).field("value", &self.value).finish()
    }
}

impl Data {
    fn new(text: Option<Arc<str>>, value: Option<Value>, form: Form) -> Self {
        let text = text.map_or_else(OnceLock::new, OnceLock::from);
        let value = value.map_or_else(OnceLock::new, OnceLock::from);
        Self(Arc::new(Inner { text, value, form }))
    }

    /// A document from text, checked to be JSON.
    ///
    /// # Errors
    /// The parser's own error where `text` is no JSON or nested deeper than 127 levels.
    pub fn parse(text: impl Into<Arc<str>>) -> Result<Self, serde_json::Error> {
        let text = text.into();
        let value: Value = serde_json::from_str(&text)?;
        Ok(Self::new(Some(text), Some(value), Form::Plain))
    }

    /// A document from text that the engine itself wrote: parsed only when somebody asks for the value.
    pub(crate) fn written(text: impl Into<Arc<str>>) -> Self {
        Self::new(Some(text.into()), None, Form::Plain)
    }

    /// An object from a text that is what writing its value gives, nested no deeper than `levels`.
    pub(crate) fn compact(text: impl Into<Arc<str>>, levels: usize) -> Self {
        Self::new(Some(text.into()), None, Form::Compact { levels })
    }

    /// A document of less than [`MAX_PAYLOAD`] bytes that the engine writes when somebody asks for it.
    pub(crate) fn deferred(write: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self::new(None, None, Form::Deferred(Box::new(write)))
    }

    /// An object that is made when somebody asks for it.
    pub(crate) fn fields(fields: impl Fields + 'static) -> Self {
        Self::new(None, None, Form::Fields(Box::new(fields)))
    }

    /// An object of documents.
    pub(crate) fn object(shape: Arc<Shape>, parts: Vec<Self>) -> Self {
        Self::new(None, None, Form::Object { shape, parts: parts.into() })
    }

    /// An array of documents.
    pub(crate) fn array(items: Vec<Self>) -> Self {
        Self::new(None, None, Form::Array(items))
    }

    /// The document's text: as it came, or compact where it came as a value.
    pub fn text(&self) -> &Arc<str> {
        self.0.text.get_or_init(|| match &self.0.form {
            Form::Deferred(write) => write().into(),
            _ => self.to_compact().into(),
        })
    }

    /// The document's value.
    pub fn value(&self) -> &Value {
        self.0.value.get_or_init(|| match &self.0.form {
            Form::Fields(fields) => fields.value(),
            Form::Object { .. } => {
                let owned =
                    |(name, member): (&str, &Self)| (name.to_owned(), member.value().clone());
                Value::Object(self.members().map(owned).collect())
            }
            Form::Array(items) => items.iter().map(|item| item.value().clone()).collect(),
            // The engine wrote the text, so that it is JSON.
            _ => serde_json::from_str(self.text()).unwrap_or_default(),
        })
    }

    /// What an expression of a state sees that was entered with `input`, where `$` is this document.
    pub(crate) fn scope<'a>(
        &'a self,
        input: &'a Self,
        context: &'a dyn Context,
        variables: &'a Variables,
    ) -> Scope<'a> {
        Scope::new(input, context, variables).with_data(self)
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

    /// What lies under `keys`, if the document has it as a document of its own or as a text.
    pub(crate) fn part(&self, keys: &[String]) -> Option<Self> {
        let Some((key, rest)) = keys.split_first() else { return Some(self.clone()) };
        match &self.0.form {
            Form::Object { .. } => self.member(key)?.part(rest),
            Form::Fields(fields) if rest.is_empty() => Some(fields.text(key)?.into()),
            _ => None,
        }
    }

    /// The text that lies under `keys`.
    pub(crate) fn text_under(&self, keys: &[String]) -> Option<&str> {
        let found = match (keys.split_first(), &self.0.form) {
            (Some((key, rest)), Form::Object { .. }) => return self.member(key)?.text_under(rest),
            (Some((key, [])), Form::Fields(fields)) if fields.text(key).is_some() => {
                return fields.text(key);
            }
            _ => keys.iter().try_fold(self.value(), |value, key| value.get(key)),
        };
        found?.as_str()
    }

    /// The documents of the array that lies under `keys`, if they are documents of their own.
    pub(crate) fn items_under(&self, keys: &[String]) -> Option<Vec<Self>> {
        match (keys.split_first(), &self.0.form) {
            (None, Form::Array(items)) => Some(items.clone()),
            (Some((key, rest)), Form::Object { .. }) => self.member(key)?.items_under(rest),
            _ => None,
        }
    }

    /// A member of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        match &self.0.form {
            Form::Object { .. } => self.member(name).map(Self::value),
            _ => self.value().get(name),
        }
    }

    /// Whether the document is an object with this member.
    pub(crate) fn has(&self, name: &str) -> bool {
        match &self.0.form {
            Form::Object { .. } => self.member(name).is_some(),
            _ => self.value().get(name).is_some(),
        }
    }

    /// A member of an object as services take it that want a text: a text as it is, anything else as
    /// its JSON.
    pub(crate) fn get_text(&self, name: &str) -> Option<String> {
        match (&self.0.form, self.member(name)) {
            (Form::Object { .. }, None) => None,
            (Form::Object { .. }, Some(member)) if member.is_compact() => {
                Some(member.text().to_string())
            }
            _ => self.get(name).map(|value| match value {
                Value::String(text) => text.clone(),
                other => compact(other),
            }),
        }
    }

    /// Whether the document is `null`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self.0.form, Form::Plain) && self.value().is_null()
    }

    /// Levels of arrays and objects in one another, or more.
    pub(crate) fn levels(&self) -> usize {
        match &self.0.form {
            Form::Compact { levels } => *levels,
            Form::Fields(_) => 2,
            Form::Object { .. } => {
                1 + self.members().map(|(_, member)| member.levels()).max().unwrap_or(0)
            }
            Form::Array(items) => 1 + items.iter().map(Self::levels).max().unwrap_or(0),
            Form::Plain | Form::Deferred(_) => levels(self.value()),
        }
    }

    /// Whether the document's text is longer than `limit` bytes. Counts the text's
    /// bytes only where a look at its parts cannot tell.
    pub fn longer_than(&self, limit: usize) -> bool {
        match self.0.text.get() {
            Some(text) => text.len() > limit,
            None if matches!(self.0.form, Form::Deferred(_)) && limit >= MAX_PAYLOAD => false,
            None => self.at_most(limit).is_none() && self.write(&mut Left(limit)).is_err(),
        }
    }

    /// The bytes of the text that writing the value gives.
    pub(crate) fn compact_length(&self) -> u64 {
        if let (Form::Fields(fields), None) = (&self.0.form, self.0.value.get())
            && let Some(length) = fields.length()
        {
            return length;
        }
        let mut count = Count(0);
        // Counting cannot fail.
        let _ = self.write(&mut count);
        count.0
    }

    /// Appends the document's text: as it came, or compact.
    pub(crate) fn append_text(&self, out: &mut Vec<u8>) {
        match (self.0.text.get(), &self.0.form) {
            (None, Form::Deferred(_)) | (Some(_), _) => {
                out.extend_from_slice(self.text().as_bytes())
            }
            // Writing to memory cannot fail.
            (None, _) => drop(self.write(out)),
        }
    }

    fn to_compact(&self) -> String {
        let mut text = Vec::with_capacity(128);
        // Writing to memory cannot fail, and what is written is UTF-8.
        let _ = self.write(&mut text);
        String::from_utf8(text).unwrap_or_default()
    }

    /// Writes the text that writing the value gives.
    fn write<W: io::Write>(&self, out: &mut W) -> io::Result<()> {
        match (&self.0.form, self.0.value.get()) {
            (Form::Compact { .. }, _) => out.write_all(self.text().as_bytes()),
            (_, Some(value)) => Ok(serde_json::to_writer(out, value)?),
            (Form::Fields(fields), None) => fields.write(out),
            (Form::Object { .. }, None) => {
                out.write_all(b"{")?;
                for (at, (name, member)) in self.members().enumerate() {
                    if at > 0 {
                        out.write_all(b",")?;
                    }
                    serde_json::to_writer(&mut *out, name)?;
                    out.write_all(b":")?;
                    member.write(out)?;
                }
                out.write_all(b"}")
            }
            (Form::Array(items), None) => {
                out.write_all(b"[")?;
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.write_all(b",")?;
                    }
                    item.write(out)?;
                }
                out.write_all(b"]")
            }
            (Form::Plain | Form::Deferred(_), None) => {
                Ok(serde_json::to_writer(out, self.value())?)
            }
        }
    }

    /// What is left of `limit` after the longest text that the document's value can have, `None` if
    /// it may pass it.
    fn at_most(&self, limit: usize) -> Option<usize> {
        match (&self.0.form, self.0.value.get()) {
            (Form::Compact { .. }, _) => limit.checked_sub(self.text().len()),
            (_, Some(value)) => at_most(value, limit),
            (Form::Fields(fields), None) => limit.checked_sub(fields.at_most()),
            (Form::Object { .. }, None) => {
                self.members().try_fold(limit.checked_sub(2)?, |left, (name, member)| {
                    member.at_most(string_at_most(left, name)?)?.checked_sub(2)
                })
            }
            (Form::Array(items), None) => items
                .iter()
                .try_fold(limit.checked_sub(2)?, |left, item| item.at_most(left)?.checked_sub(1)),
            (Form::Plain | Form::Deferred(_), None) => at_most(self.value(), limit),
        }
    }

    /// Whether the document is an object whose text is known to be what writing its value gives.
    fn is_compact(&self) -> bool {
        matches!(self.0.form, Form::Compact { .. })
    }

    /// The members of an object of documents.
    fn members(&self) -> impl Iterator<Item = (&str, &Self)> {
        let (shape, parts): (&[_], &[Self]) = match &self.0.form {
            Form::Object { shape, parts } => (&shape.0, parts),
            _ => (&[], &[]),
        };
        shape.iter().map(|(name, slot)| match slot {
            Slot::Constant(member) => (name.as_str(), member),
            Slot::Part(part) => (name.as_str(), &parts[*part]),
        })
    }

    fn member(&self, name: &str) -> Option<&Self> {
        self.members().find(|(found, _)| *found == name).map(|(_, member)| member)
    }
}

impl Document for Data {
    fn value(&self) -> &Value {
        self.value()
    }

    fn text(&self) -> Option<&str> {
        self.0.text.get().map(|text| &**text)
    }

    fn member(&self, name: &str) -> Option<&dyn Document> {
        self.member(name).map(|member| member as &dyn Document)
    }

    fn item(&self, index: i64) -> Option<&dyn Document> {
        let Form::Array(items) = &self.0.form else { return None };
        let distance = usize::try_from(index.unsigned_abs()).ok()?;
        let position = if index < 0 { items.len().checked_sub(distance)? } else { distance };
        items.get(position).map(|item| item as &dyn Document)
    }
}

/// The compact text of `value`: what its `Display` gives, written without a formatter between.
pub(crate) fn compact(value: &Value) -> String {
    // Writing to memory cannot fail, and a value's keys are texts.
    serde_json::to_string(value).unwrap_or_default()
}

impl From<Value> for Data {
    fn from(value: Value) -> Self {
        Self::new(None, Some(value), Form::Plain)
    }
}

impl From<&str> for Data {
    fn from(text: &str) -> Self {
        Self::from(Value::from(text))
    }
}

/// Levels of arrays and objects in one another.
fn levels(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(levels).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(levels).max().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use distmap_eval::{Path, Variables};
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn batch(items: &[Value]) -> Data {
        let shape = Shape::new(vec![("Items".into(), Slot::Part(0))]);
        Data::object(shape, vec![Data::array(items.iter().cloned().map(Data::from).collect())])
    }

    #[test]
    fn a_path_makes_no_more_of_a_document_than_it_needs() {
        let batch = batch(&[json!({"Key": "a"}), json!({"Key": "b"})]);
        let (context, variables) = (json!({}), Variables::new());
        let select = |path: &str| {
            let path = Path::compile(path).expect("compiles");
            path.select(&batch.scope(&batch, &context, &variables)).map(|found| found.into_owned())
        };
        assert_eq!(select("$.Items[-1].Key"), Ok(json!("b")));
        assert_eq!(batch.0.value.get(), None);
        assert_eq!(select("$..Key"), Ok(json!(["a", "b"])));
        assert!(batch.0.value.get().is_some());
    }

    proptest! {
        #[test]
        fn paths_find_in_documents_what_they_find_in_values(
            keys in prop::collection::vec("[a-c]", 0..5),
            path in prop_oneof![
                (-6_i64..6).prop_map(|at| format!("$.Items[{at}]")),
                (-6_i64..6, "[a-c]").prop_map(|(at, key)| format!("$.Items[{at}].{key}")),
                "[a-c]".prop_map(|key| format!("$.Items.{key}")),
                (0_i64..3).prop_map(|at| format!("$[{at}]")),
                Just("$.Items.length()".to_owned()),
                Just("$.Items[1:3]".to_owned()),
                Just("$.other.a".to_owned()),
            ],
        ) {
            let items: Vec<Value> = keys.iter().map(|key| json!({key: 1})).collect();
            let (context, variables) = (json!({}), Variables::new());
            let (batch, value) = (batch(&items), json!({"Items": items}));
            let path = Path::compile(&path).expect("compiles");
            let plain = Scope::new(&value, &context, &variables);
            prop_assert_eq!(path.select(&batch.scope(&batch, &context, &variables)), path.select(&plain));
        }
    }
}
