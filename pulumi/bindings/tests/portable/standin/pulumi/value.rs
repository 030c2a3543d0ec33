//! Its values.

use std::collections::BTreeMap;

use super::Result;

#[derive(Clone, Debug, PartialEq)]
pub enum PropertyValue {
    Null,
    Bool(bool),
    Number(f64),
    String(String),
    Array(Vec<PropertyValue>),
    Object(PropertyMap),
    Asset(Asset),
    Archive(Archive),
    Secret(Box<PropertyValue>),
    Computed,
}

pub type PropertyMap = BTreeMap<String, PropertyValue>;

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Asset {
    pub text: Option<String>,
    pub path: Option<String>,
    pub uri: Option<String>,
}

impl Asset {
    pub fn from_text(text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Default::default() }
    }

    pub fn from_path(path: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Default::default() }
    }

    pub fn from_uri(uri: impl Into<String>) -> Self {
        Self { uri: Some(uri.into()), ..Default::default() }
    }
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Archive {
    pub assets: Option<BTreeMap<String, AssetOrArchive>>,
    pub path: Option<String>,
    pub uri: Option<String>,
}

impl Archive {
    pub fn from_path(path: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Default::default() }
    }

    pub fn from_uri(uri: impl Into<String>) -> Self {
        Self { uri: Some(uri.into()), ..Default::default() }
    }

    pub fn from_assets(assets: BTreeMap<String, AssetOrArchive>) -> Self {
        Self { assets: Some(assets), ..Default::default() }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum AssetOrArchive {
    Asset(Asset),
    Archive(Archive),
}

pub trait IntoPropertyValue {
    fn into_property_value(self) -> PropertyValue;
}

pub trait FromPropertyValue: Sized {
    fn from_property_value(value: PropertyValue) -> Result<Self>;
}

impl FromPropertyValue for PropertyValue {
    fn from_property_value(value: PropertyValue) -> Result<Self> {
        Ok(value)
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
    PropertyValue: value => value;
    bool: flag => PropertyValue::Bool(flag);
    i32: number => PropertyValue::Number(f64::from(number));
    i64: number => PropertyValue::Number(number as f64);
    f64: number => PropertyValue::Number(number);
    String: text => PropertyValue::String(text);
    &str: text => PropertyValue::String(text.to_owned());
    Asset: asset => PropertyValue::Asset(asset);
    Archive: archive => PropertyValue::Archive(archive);
    AssetOrArchive: either => match either {
        AssetOrArchive::Asset(asset) => asset.into_property_value(),
        AssetOrArchive::Archive(archive) => archive.into_property_value(),
    };
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
