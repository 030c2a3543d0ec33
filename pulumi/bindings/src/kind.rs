//! The types that values can have.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::value::{Archive, Asset, AssetOrArchive, PropertyValue};

/// A type that an output can be of.
pub trait Kind {
    /// What it is called in errors.
    fn name() -> String;

    /// Whether a value that is written out, as JSON, is of it.
    fn holds(value: &Value) -> bool;
}

/// A [`Kind`] that says more than [`PropertyValue`].
pub trait Typed: Kind {}

/// Where [`cast`](crate::Output::cast) leads: a value of any type may turn out to be of each, and each can be taken for one of
/// any type. What a provider may leave out, an `Option`, may turn out to be there.
pub trait CastTo<U> {}

impl<T: Typed> CastTo<T> for T {}
impl<T: Typed> CastTo<PropertyValue> for T {}
impl<T: Typed> CastTo<T> for Option<T> {}
impl<T: Kind> CastTo<T> for PropertyValue {}
impl CastTo<String> for &str {}

impl Kind for PropertyValue {
    fn name() -> String {
        "value".to_owned()
    }

    fn holds(_: &Value) -> bool {
        true
    }
}

macro_rules! kinds {
    ($($kind:ty: $name:literal, $holds:expr;)*) => {$(
        impl Kind for $kind {
            fn name() -> String {
                $name.to_owned()
            }

            fn holds(value: &Value) -> bool {
                $holds(value)
            }
        }

        impl Typed for $kind {}
    )*};
}

kinds! {
    bool: "truth value", Value::is_boolean;
    i32: "integer", |value: &Value| value.as_i64().is_some_and(|it| i32::try_from(it).is_ok());
    i64: "integer", Value::is_i64;
    f64: "number", Value::is_number;
    String: "text", Value::is_string;
    &str: "text", Value::is_string;
    // These are always calls of functions.
    Asset: "asset", |_: &Value| false;
    Archive: "archive", |_: &Value| false;
    AssetOrArchive: "asset or archive", |_: &Value| false;
}

/// Whether the parts are of a type, as far as they are written out.
fn all_hold<'a, T: Kind>(mut parts: impl Iterator<Item = &'a Value>) -> bool {
    parts.all(|part| crate::expression::is_computed(part) || T::holds(part))
}

impl<T: Kind> Kind for Vec<T> {
    fn name() -> String {
        format!("list of which each is a {}", T::name())
    }

    fn holds(value: &Value) -> bool {
        value.as_array().is_some_and(|items| all_hold::<T>(items.iter()))
    }
}

impl<T: Kind> Typed for Vec<T> {}

impl<T: Kind> Kind for BTreeMap<String, T> {
    fn name() -> String {
        format!("object of which each value is a {}", T::name())
    }

    fn holds(value: &Value) -> bool {
        value.as_object().is_some_and(|items| all_hold::<T>(items.values()))
    }
}

impl<T: Kind> Typed for BTreeMap<String, T> {}

impl<T: Kind> Kind for Option<T> {
    fn name() -> String {
        format!("{} or null", T::name())
    }

    fn holds(value: &Value) -> bool {
        value.is_null() || T::holds(value)
    }
}

impl<T: Kind> Typed for Option<T> {}
