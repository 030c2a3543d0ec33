//! Values that are known now or only while the stack is made.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde_json::{Value, json};

use crate::error::ProgramError;
use crate::expression::{self, Expression};
use crate::kind::{CastTo, Kind};
use crate::value::{IntoPropertyValue, PropertyValue};

/// A value of type `T`: written out, or a reference that Pulumi's engine resolves. A reference to a resource makes what
/// uses it depend on that resource.
///
/// ```
/// use distmap_pulumi_bindings::{Output, output, pv};
///
/// let written: Output<String> = "text".to_owned().into();
/// let joined = output::concat(vec![written.cast(), pv::string("-and-more")]);
/// assert_eq!(joined, Output::known("text-and-more".to_owned()));
/// ```
pub struct Output<T> {
    value: Expression,
    kind: PhantomData<fn() -> T>,
}

impl<T> Output<T> {
    pub(crate) fn new(value: Expression) -> Self {
        Self { value, kind: PhantomData }
    }

    /// A reference to `path`, such as `bucket.arn`.
    pub(crate) fn reference(path: &str) -> Self {
        Self::new(Ok(expression::reference(path)))
    }

    pub(crate) fn expression(self) -> Expression {
        self.value
    }

    /// A value that is known.
    #[must_use]
    pub fn from_value(value: PropertyValue) -> Self {
        Self::new(Ok(value.expression()))
    }

    /// The same value, kept secret by the engine: encrypted in the stack's state, hidden in what is shown.
    #[must_use]
    pub fn as_secret(&self) -> Self {
        Self::new(self.value.clone().map(|value| json!({"fn::secret": value})))
    }

    /// The same value as one of type `U`: of the same type, of any ([`PropertyValue`]), or of the one that a value of any
    /// type is held to be. A value that is written out and is of another type makes the program fail when it is rendered.
    ///
    /// ```
    /// use distmap_pulumi_bindings::{Output, PropertyValue, pv};
    ///
    /// let flag: Output<bool> = pv::bool(true).cast();
    /// let any = flag.cast::<PropertyValue>();
    /// assert_eq!(any, pv::bool(true));
    /// ```
    ///
    /// From one type to another there is no way:
    ///
    /// ```compile_fail,E0277
    /// # use distmap_pulumi_bindings::{Output, PropertyValue, pv};
    /// let flag: Output<bool> = Output::known("true".to_owned()).cast();
    /// ```
    #[must_use]
    pub fn cast<U: Kind>(&self) -> Output<U>
    where
        T: CastTo<U>,
    {
        Output::new(self.value.clone().and_then(|value| {
            if expression::is_computed(&value) || U::holds(&value) {
                return Ok(value);
            }
            let value = value.to_string();
            Err(ProgramError::Type { value, wanted: U::name() })
        }))
    }

    /// A part of an object, by key, or of a list, by position. What is written out and has no such part gives null.
    ///
    /// ```
    /// use distmap_pulumi_bindings::{Context, GetRegionArgs, InvokeOptions, get_region};
    ///
    /// let ctx = Context::default();
    /// let region = get_region(&ctx, GetRegionArgs::default(), InvokeOptions::default());
    /// ctx.export("region", region.index("region"));
    /// assert_eq!(ctx.render()?["outputs"]["region"], "${getRegion.region}");
    /// # Ok::<(), distmap_pulumi_bindings::ProgramError>(())
    /// ```
    #[must_use]
    pub fn index(&self, key: impl Into<PropIndex>) -> Output<PropertyValue> {
        let value = self.value.clone();
        Output::new(match key.into() {
            PropIndex::Key(key) => value.and_then(|value| expression::member(&value, &key)),
            PropIndex::Index(at) => value.and_then(|value| expression::element(&value, at)),
        })
    }

    /// A text that stands for this value, to be put into texts and JSON that other code makes. What is made with it becomes an
    /// output again through [`json`](Output::json) or [`known`](Output::known). None for values that no text can stand for.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.value.as_ref().ok()?.as_str()
    }
}

/// What [`Output::index`] takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropIndex {
    /// A key of an object.
    Key(String),
    /// A position in a list, from 0.
    Index(usize),
}

impl From<&str> for PropIndex {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<String> for PropIndex {
    fn from(key: String) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for PropIndex {
    fn from(position: usize) -> Self {
        Self::Index(position)
    }
}

impl<T: IntoPropertyValue> Output<T> {
    /// A value that is known.
    #[must_use]
    pub fn known(value: T) -> Self {
        Self::from_value(value.into_property_value())
    }

    /// A value that is known, kept secret by the engine: encrypted in the stack's state, hidden in what is shown.
    ///
    /// ```
    /// use distmap_pulumi_bindings::{Context, Output, PropertyValue};
    ///
    /// let ctx = Context::default();
    /// ctx.export("password", Output::secret("swordfish").cast::<PropertyValue>());
    /// assert_eq!(ctx.render()?["outputs"]["password"]["fn::secret"], "swordfish");
    /// # Ok::<(), distmap_pulumi_bindings::ProgramError>(())
    /// ```
    #[must_use]
    pub fn secret(value: T) -> Self {
        Self::known(value).as_secret()
    }
}

impl Output<String> {
    /// The JSON text of a value, whose texts may hold [tokens](Output::token). The engine writes it, keys sorted.
    #[must_use]
    pub fn json(value: Value) -> Self {
        Self::new(Ok(json!({"fn::toJSON": value})))
    }
}

impl<T: IntoPropertyValue> From<T> for Output<T> {
    fn from(value: T) -> Self {
        Self::known(value)
    }
}

impl<T> Clone for Output<T> {
    fn clone(&self) -> Self {
        Self::new(self.value.clone())
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

/// A list of outputs as one.
#[must_use]
pub fn all(outputs: Vec<Output<PropertyValue>>) -> Output<Vec<PropertyValue>> {
    Output::new(outputs.into_iter().map(Output::expression).collect())
}

/// Outputs by name as one.
#[must_use]
pub fn object(fields: Vec<(String, Output<PropertyValue>)>) -> Output<PropertyValue> {
    let fields = fields.into_iter().map(|(key, output)| Ok((key, output.expression()?)));
    Output::new(fields.collect::<Result<_, _>>().map(Value::Object))
}

/// Texts, numbers and truth values one after the other, as a text.
///
/// ```
/// use distmap_pulumi_bindings::{Output, output, pv};
///
/// let parts = vec![pv::string("at most "), pv::number(2.0), pv::string(" times")];
/// assert_eq!(output::concat(parts), Output::known("at most 2 times".to_owned()));
/// ```
#[must_use]
pub fn concat(parts: Vec<Output<PropertyValue>>) -> Output<String> {
    let parts = parts.into_iter().map(Output::expression).collect::<Result<Vec<Value>, _>>();
    Output::new(parts.and_then(joined))
}

fn joined(parts: Vec<Value>) -> Expression {
    let mut texts: Vec<Value> = Vec::new();
    for part in parts {
        let text = match part {
            Value::Null => continue,
            Value::Bool(flag) => flag.to_string(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => text,
            computed if expression::is_computed(&computed) => {
                texts.push(computed);
                continue;
            }
            other => return Err(ProgramError::Unsupported(format!("write {other} into a text"))),
        };
        match texts.last_mut() {
            Some(Value::String(before)) => before.push_str(&text),
            _ => texts.push(text.into()),
        }
    }
    Ok(match texts.as_mut_slice() {
        [] => "".into(),
        [Value::String(text)] => std::mem::take(text).into(),
        _ => json!({"fn::join": ["", texts]}),
    })
}

/// What is made of the parts of a resource's arguments.
pub(crate) trait IntoInput {
    fn into_input(self) -> Output<PropertyValue>;
}

impl<T> IntoInput for Output<T> {
    fn into_input(self) -> Output<PropertyValue> {
        Output::new(self.value)
    }
}

impl<T: IntoInput> IntoInput for Vec<T> {
    fn into_input(self) -> Output<PropertyValue> {
        Output::new(self.into_iter().map(|item| item.into_input().expression()).collect())
    }
}

impl<T: IntoInput> IntoInput for BTreeMap<String, T> {
    fn into_input(self) -> Output<PropertyValue> {
        object(self.into_iter().map(|(key, item)| (key, item.into_input())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pv;

    #[test]
    fn a_text_and_a_computed_text_are_joined_by_the_engine() {
        let computed = Output::json(json!({"b": 1})).cast();
        let joined = concat(vec![pv::string("a"), pv::bool(true), computed, pv::null()]);
        assert_eq!(
            joined.expression(),
            Ok(json!({"fn::join": ["", ["atrue", {"fn::toJSON": {"b": 1}}]]}))
        );
        let list = concat(vec![pv::array(vec![])]);
        assert!(matches!(list.expression(), Err(ProgramError::Unsupported(_))));
    }

    #[test]
    fn a_value_of_another_type_is_found() {
        let text = pv::string("yes");
        for wrong in [
            text.cast::<bool>().expression(),
            text.cast::<i32>().expression(),
            text.cast::<Vec<String>>().expression(),
            pv::array(vec![pv::null()]).cast::<Vec<String>>().expression(),
            pv::number(2.5).cast::<i32>().expression(),
            // It is found wherever it ends up.
            pv::array(vec![text.cast::<bool>().cast()]).cast::<Vec<bool>>().expression(),
        ] {
            assert!(matches!(wrong, Err(ProgramError::Type { .. })), "{wrong:?}");
        }
        let computed = Output::<PropertyValue>::reference("a.b");
        assert_eq!(computed.cast::<bool>().expression(), computed.expression());
    }
}
