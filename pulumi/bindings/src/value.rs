//! Values that are known, and what can be written out as one.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Number, Value, json};

/// A value of any type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PropertyValue {
    /// None.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number; one without a fraction is written as an integer.
    Number(f64),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<PropertyValue>),
    /// Values by name.
    Object(PropertyMap),
    /// A file or a text.
    Asset(Asset),
    /// A folder of files.
    Archive(Archive),
    /// A value that the engine keeps secret.
    Secret(Box<PropertyValue>),
}

/// Values by name.
pub type PropertyMap = BTreeMap<String, PropertyValue>;

impl PropertyValue {
    /// The expression of the YAML runtime for this value.
    pub(crate) fn expression(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(flag) => flag.into(),
            Self::Number(number) => self::number(number),
            Self::String(text) => text.into(),
            Self::Array(items) => items.into_iter().map(Self::expression).collect(),
            Self::Object(items) => Value::Object(
                items.into_iter().map(|(key, item)| (key, item.expression())).collect(),
            ),
            Self::Asset(asset) => asset.expression(),
            Self::Archive(archive) => archive.expression(),
            Self::Secret(value) => json!({"fn::secret": value.expression()}),
        }
    }
}

/// Up to here every integer has a floating-point number of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

fn number(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() <= EXACT {
        return Value::from(number as i64);
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// A file or a text that a resource takes as its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset(Source);

/// Files in a folder, which a resource takes as its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive(Source);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    Text(String),
    Path(String),
    Uri(String),
    Assets(BTreeMap<String, AssetOrArchive>),
}

/// One or the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetOrArchive {
    /// A file or a text.
    Asset(Asset),
    /// Files in a folder.
    Archive(Archive),
}

impl Asset {
    /// A text.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(Source::Text(text.into()))
    }

    /// A file, by path.
    pub fn from_path(path: impl Into<String>) -> Self {
        Self(Source::Path(path.into()))
    }

    /// What a URI gives.
    pub fn from_uri(uri: impl Into<String>) -> Self {
        Self(Source::Uri(uri.into()))
    }

    fn expression(self) -> Value {
        self.0.expression("Asset")
    }
}

impl Archive {
    /// A folder or an archive file, by path.
    pub fn from_path(path: impl Into<String>) -> Self {
        Self(Source::Path(path.into()))
    }

    /// What a URI gives.
    pub fn from_uri(uri: impl Into<String>) -> Self {
        Self(Source::Uri(uri.into()))
    }

    /// Assets and archives by name.
    #[must_use]
    pub fn from_assets(assets: BTreeMap<String, AssetOrArchive>) -> Self {
        Self(Source::Assets(assets))
    }

    fn expression(self) -> Value {
        self.0.expression("Archive")
    }
}

impl Source {
    fn expression(self, kind: &str) -> Value {
        let (how, what) = match self {
            Self::Text(text) => ("string", Value::String(text)),
            Self::Path(path) => ("file", Value::String(path)),
            Self::Uri(uri) => ("remote", Value::String(uri)),
            Self::Assets(assets) => {
                let assets = assets.into_iter();
                let assets: Map<String, Value> = assets
                    .map(|(name, it)| (name, it.into_property_value().expression()))
                    .collect();
                ("asset", Value::Object(assets))
            }
        };
        json!({format!("fn::{how}{kind}"): what})
    }
}

/// What can be written out as a value.
pub trait IntoPropertyValue {
    /// The value.
    fn into_property_value(self) -> PropertyValue;
}

impl IntoPropertyValue for PropertyValue {
    fn into_property_value(self) -> PropertyValue {
        self
    }
}

macro_rules! written {
    ($($kind:ty: $value:ident => $made:expr;)*) => {$(
        impl IntoPropertyValue for $kind {
            fn into_property_value(self) -> PropertyValue {
                let $value = self;
                $made
            }
        }
    )*};
}

written! {
    bool: flag => PropertyValue::Bool(flag);
    i32: number => PropertyValue::Number(f64::from(number));
    i64: number => PropertyValue::Number(number as f64);
    f64: number => PropertyValue::Number(number);
    String: text => PropertyValue::String(text);
    &str: text => PropertyValue::String(text.to_owned());
    Asset: asset => PropertyValue::Asset(asset);
    Archive: archive => PropertyValue::Archive(archive);
    AssetOrArchive: either => match either {
        AssetOrArchive::Asset(asset) => PropertyValue::Asset(asset),
        AssetOrArchive::Archive(archive) => PropertyValue::Archive(archive),
    };
}

impl<T: IntoPropertyValue> IntoPropertyValue for Option<T> {
    fn into_property_value(self) -> PropertyValue {
        self.map_or(PropertyValue::Null, T::into_property_value)
    }
}

impl<T: IntoPropertyValue> IntoPropertyValue for Vec<T> {
    fn into_property_value(self) -> PropertyValue {
        PropertyValue::Array(self.into_iter().map(T::into_property_value).collect())
    }
}

impl<T: IntoPropertyValue> IntoPropertyValue for BTreeMap<String, T> {
    fn into_property_value(self) -> PropertyValue {
        let items = self.into_iter();
        PropertyValue::Object(items.map(|(key, it)| (key, it.into_property_value())).collect())
    }
}

impl<T: IntoPropertyValue> IntoPropertyValue for HashMap<String, T> {
    fn into_property_value(self) -> PropertyValue {
        self.into_iter().collect::<BTreeMap<_, _>>().into_property_value()
    }
}
