//! The `pulumi` crate.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex};

mod value;

pub use value::*;

#[derive(Debug)]
pub struct Error(String);

impl Error {
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl From<String> for Error {
    fn from(message: String) -> Self {
        Self(message)
    }
}

impl From<&str> for Error {
    fn from(message: &str) -> Self {
        Self(message.to_owned())
    }
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Notes what is made and exported: that is not the SDK's, and programs cannot see it.
#[derive(Clone, Default)]
pub struct Context {
    pub(in crate::standin) made: Arc<Mutex<Vec<String>>>,
    config: Config,
}

impl Context {
    /// Not the SDK's.
    pub fn with_config(config: BTreeMap<String, String>) -> Self {
        Self { made: Arc::default(), config: Config(config) }
    }

    /// Not the SDK's: kinds and names of what was made, in order.
    pub fn made(&self) -> Vec<String> {
        self.made.lock().map(|made| made.clone()).unwrap_or_default()
    }

    pub(in crate::standin) fn note(&self, what: &str, name: &str) {
        if let Ok(mut made) = self.made.lock() {
            made.push(format!("{what} {name}"));
        }
    }

    pub fn project(&self) -> &str {
        "distmap"
    }

    pub fn stack(&self) -> &str {
        "dev"
    }

    pub fn organization(&self) -> &str {
        "organization"
    }

    pub fn config(&self) -> &Config {
        &self.config
    }

    pub fn export(&self, name: impl Into<String>, value: impl Into<Output<PropertyValue>>) {
        let _: Output<PropertyValue> = value.into();
        self.note("output", &name.into());
    }
}

pub fn run<F, Fut>(program: F)
where
    F: FnOnce(Context) -> Fut,
    Fut: Future<Output = Result<()>>,
{
    drop(program(Context::default()));
}

pub struct Output<T>(std::marker::PhantomData<fn() -> T>);

impl<T> Output<T> {
    pub(in crate::standin) fn some() -> Self {
        Self(std::marker::PhantomData)
    }

    pub fn from_value(_: PropertyValue) -> Self {
        Self::some()
    }

    pub fn as_secret(&self) -> Output<T> {
        Output::some()
    }

    pub fn cast<U>(&self) -> Output<U> {
        Output::some()
    }

    pub fn index(&self, key: impl Into<PropIndex>) -> Output<PropertyValue> {
        let _: PropIndex = key.into();
        Output::some()
    }
}

impl<T: FromPropertyValue + Send + 'static> Output<T> {
    pub fn flat_map<U, F>(&self, f: F) -> Output<U>
    where
        F: FnOnce(T) -> Output<U> + Send + 'static,
    {
        drop(f);
        Output::some()
    }
}

impl<T: IntoPropertyValue> Output<T> {
    pub fn known(value: T) -> Self {
        Self::from_value(value.into_property_value())
    }

    pub fn secret(value: T) -> Self {
        Self::from_value(value.into_property_value())
    }
}

impl<T: IntoPropertyValue> From<T> for Output<T> {
    fn from(value: T) -> Self {
        Self::known(value)
    }
}

impl<T> Clone for Output<T> {
    fn clone(&self) -> Self {
        Self::some()
    }
}

impl<T> fmt::Debug for Output<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Output")
    }
}

pub enum PropIndex {
    Key(String),
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

pub mod output {
    pub use super::Output;
    use super::PropertyValue;

    pub fn all(_: Vec<Output<PropertyValue>>) -> Output<Vec<PropertyValue>> {
        Output::some()
    }

    pub fn concat(_: Vec<Output<PropertyValue>>) -> Output<String> {
        Output::some()
    }

    pub fn object(_: Vec<(String, Output<PropertyValue>)>) -> Output<PropertyValue> {
        Output::some()
    }
}

pub mod pv {
    use super::{Output, PropertyValue};

    type Any = Output<PropertyValue>;

    pub fn string(text: impl Into<String>) -> Any {
        Output::from_value(PropertyValue::String(text.into()))
    }

    macro_rules! functions {
        ($($name:ident($($argument:ty),*);)*) => {$(
            pub fn $name($(_: $argument),*) -> Any {
                Output::some()
            }
        )*};
    }

    functions! {
        number(f64);
        bool(bool);
        null();
        array(Vec<Any>);
        object(Vec<(String, Any)>);
        concat(Vec<Any>);
        secret(Any);
        to_json(Any);
        to_base64(Any);
        from_base64(Any);
        join(Any, Any);
        split(Any, Any);
        element(Any, Any);
        file_asset(Any);
        string_asset(Any);
        remote_asset(Any);
        file_archive(Any);
        remote_archive(Any);
        asset_archive(Vec<(String, Any)>);
    }
}

#[derive(Clone, Debug)]
pub struct Resource;

impl Resource {
    pub fn pulumi_resource(&self) -> &Resource {
        self
    }

    pub fn urn(&self) -> Output<String> {
        Output::some()
    }

    pub fn id(&self) -> Output<String> {
        Output::some()
    }

    pub fn output(&self, _: &str) -> Output<PropertyValue> {
        Output::some()
    }
}

#[derive(Default, Clone)]
pub struct ResourceOptions {
    pub parent: Option<Resource>,
    pub depends_on: Vec<Resource>,
    pub protect: Option<bool>,
    pub provider: Option<Resource>,
    pub provider_value: Option<Output<PropertyValue>>,
    pub providers: Vec<(String, Resource)>,
    pub version: String,
    pub plugin_download_url: String,
    pub additional_secret_outputs: Vec<String>,
    pub ignore_changes: Vec<String>,
    pub delete_before_replace: Option<bool>,
    pub retain_on_delete: Option<bool>,
    pub deleted_with: Option<Resource>,
    pub import_id: String,
    pub replace_on_changes: Vec<String>,
    pub custom_timeouts: Option<CustomTimeouts>,
    pub aliases: Vec<Alias>,
    pub hide_diffs: Vec<String>,
    pub replace_with: Vec<Resource>,
    pub replacement_trigger: Option<Output<PropertyValue>>,
    pub env_var_mappings: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
pub enum Alias {
    Urn(String),
    Spec(AliasSpec),
}

#[derive(Clone, Debug, Default)]
pub struct AliasSpec {
    pub name: Option<String>,
}

#[derive(Default, Clone)]
pub struct CustomTimeouts {
    pub create: Option<Output<PropertyValue>>,
    pub update: Option<Output<PropertyValue>>,
    pub delete: Option<Output<PropertyValue>>,
    pub read: Option<Output<PropertyValue>>,
}

#[derive(Default, Clone)]
pub struct InvokeOptions {
    pub provider: Option<Resource>,
    pub parent: Option<Resource>,
    pub version: String,
    pub plugin_download_url: String,
    pub depends_on: Vec<Resource>,
}

#[derive(Clone)]
pub struct StackReference(Resource);

impl StackReference {
    pub fn new(
        ctx: &Context,
        name: &str,
        _: Output<PropertyValue>,
        _: ResourceOptions,
    ) -> StackReference {
        ctx.note("resource", name);
        Self(Resource)
    }

    pub fn pulumi_resource(&self) -> &Resource {
        &self.0
    }

    pub fn get_output(&self, _: Output<PropertyValue>) -> Output<PropertyValue> {
        Output::some()
    }
}

#[derive(Clone, Debug, Default)]
pub struct Config(BTreeMap<String, String>);

impl Config {
    pub fn get(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }

    fn output(&self, key: &str) -> Option<Output<PropertyValue>> {
        self.get(key).map(|_| Output::some())
    }
}

macro_rules! getters {
    ($($require:ident, $get_or:ident, $get_opt:ident;)*) => {
        impl Config {$(
            pub fn $require(&self, key: &str) -> Result<Output<PropertyValue>> {
                self.output(key).ok_or_else(|| Error::new(key))
            }

            pub fn $get_or(&self, key: &str, _: PropertyValue) -> Output<PropertyValue> {
                self.output(key).unwrap_or_else(Output::some)
            }

            pub fn $get_opt(&self, key: &str) -> Option<Output<PropertyValue>> {
                self.output(key)
            }
        )*}
    };
}

getters! {
    require_string, get_string_or, get_string_opt;
    require_number, get_number_or, get_number_opt;
    require_int, get_int_or, get_int_opt;
    require_bool, get_bool_or, get_bool_opt;
    require_object, get_object_or, get_object_opt;
}
