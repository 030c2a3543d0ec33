//! The stack's configuration.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::error::{Error, ProgramError, Result};
use crate::kind::Kind;
use crate::output::{self, Output};
use crate::pv;
use crate::run::RunSettings;
use crate::value::PropertyValue;

/// The configuration of a stack. A key is one of the project's, or names its owner (`aws:region`).
///
/// The runtime hands secrets over decrypted and does not say which values are secrets. But within a program it knows values by
/// their keys, as secret as they were set. So what is an output here is a secret where its key is one; a text from
/// [`get`](Config::get) is nobody's secret, unless what is made of it is [guarded](Config::guarded).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    project: String,
    /// None while the runtime knows no stack.
    values: Option<BTreeMap<String, String>>,
}

impl Config {
    pub(crate) fn of(settings: &RunSettings) -> Self {
        Self { project: settings.project.clone(), values: settings.config.clone() }
    }

    /// The text of a key.
    ///
    /// ```
    /// use distmap_pulumi_bindings::{Context, RunSettings};
    ///
    /// let settings = RunSettings { project: "shop".to_owned(), ..Default::default() };
    /// let ctx = Context::new(settings.configured(r#"{"shop:size": "3", "aws:region": "eu-west-1"}"#)?);
    /// assert_eq!(ctx.config().get("size").as_deref(), Some("3"));
    /// assert_eq!(ctx.config().get("region"), None);
    /// assert_eq!(ctx.config().get("aws:region").as_deref(), Some("eu-west-1"));
    /// # Ok::<(), distmap_pulumi_bindings::ConfigError>(())
    /// ```
    #[must_use]
    pub fn get(&self, key: &str) -> Option<String> {
        self.values.as_ref()?.get(&self.full(key)).cloned()
    }

    /// The project's keys that are set.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let all = self.values.iter().flat_map(BTreeMap::keys);
        all.filter_map(|key| key.strip_prefix(&self.project)?.strip_prefix(':'))
    }

    /// The same text, a secret where one of these keys was set with `pulumi config set --secret`. It is to be used for all that
    /// was made from the texts of keys. Keys that are not set change nothing.
    ///
    /// ```
    /// use distmap_pulumi_bindings::{Context, Output, PropertyValue, RunSettings};
    ///
    /// let settings = RunSettings { project: "shop".to_owned(), ..Default::default() };
    /// let ctx = Context::new(settings.configured(r#"{"shop:mail": "me@example.com"}"#)?);
    /// let greeting = Output::known("Dear me@example.com".to_owned());
    /// ctx.export("mail", ctx.config().guarded(&["mail"], greeting).cast::<PropertyValue>());
    /// let select = &ctx.render()?["outputs"]["mail"]["fn::select"];
    /// assert_eq!(select[1][0], "Dear me@example.com");
    /// assert_eq!(select[1][1], "${shop:mail}.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn guarded(&self, keys: &[&str], text: Output<String>) -> Output<String> {
        let set = keys.iter().filter(|key| self.get(key).is_some());
        // A letter more makes a text of a value, whatever it looks like.
        let values = set.map(|key| pv::concat(vec![self.value(key), pv::string(".")]));
        let all: Vec<_> = std::iter::once(text.cast()).chain(values).collect();
        if all.len() == 1 {
            return text;
        }
        // The first of these, which is as secret as the most secret of them.
        Output::new(output::all(all).expression().map(|all| json!({"fn::select": [0, all]})))
    }

    /// The value of a key, as the runtime knows it.
    fn value(&self, key: &str) -> Output<PropertyValue> {
        Output::reference(&self.full(key))
    }

    fn full(&self, key: &str) -> String {
        if key.contains(':') { key.to_owned() } else { format!("{}:{key}", self.project) }
    }

    fn text(&self, key: &str) -> Option<Output<PropertyValue>> {
        Some(self.guarded(&[key], self.get(key)?.into()).cast())
    }

    /// The value of a key that is set to JSON of type `T`, which the runtime reads in the same way.
    fn json<T: Kind>(&self, key: &str) -> Option<Output<PropertyValue>> {
        let text = self.get(key)?;
        let holds = serde_json::from_str::<Value>(&text).is_ok_and(|value| T::holds(&value));
        Some(if holds {
            self.value(key)
        } else {
            // What it is instead may be a secret.
            Output::new(Err(ProgramError::Type { value: self.full(key), wanted: T::name() }))
        })
    }

    fn required(
        &self,
        key: &str,
        value: Option<Output<PropertyValue>>,
    ) -> Result<Output<PropertyValue>> {
        match value {
            Some(value) => Ok(value),
            // Nothing is made with it: the runtime wants to know which plugins it needs.
            None if self.values.is_none() => Ok(self.value(key)),
            None => Err(Error::new(format!(
                "configuration key `{key}` is not set (pulumi config set {key} ...)"
            ))),
        }
    }
}

/// The three ways to ask for a value of a type.
macro_rules! getters {
    ($($what:literal: $require:ident, $get_or:ident, $get_opt:ident, $read:expr;)*) => {
        impl Config {$(
            #[doc = concat!("The ", $what, " of a key.")]
            ///
            /// # Errors
            /// [`Error`] where the key is not set.
            pub fn $require(&self, key: &str) -> Result<Output<PropertyValue>> {
                self.required(key, $read(self, key))
            }

            #[doc = concat!("The ", $what, " of a key, or `default` where it is not set.")]
            #[must_use]
            pub fn $get_or(&self, key: &str, default: PropertyValue) -> Output<PropertyValue> {
                $read(self, key).unwrap_or_else(|| Output::from_value(default))
            }

            #[doc = concat!("The ", $what, " of a key, if it is set.")]
            #[must_use]
            pub fn $get_opt(&self, key: &str) -> Option<Output<PropertyValue>> {
                $read(self, key)
            }
        )*}
    };
}

getters! {
    "text": require_string, get_string_or, get_string_opt, Self::text;
    "number": require_number, get_number_or, get_number_opt, Self::json::<f64>;
    "integer": require_int, get_int_or, get_int_opt, Self::json::<i32>;
    "truth value": require_bool, get_bool_or, get_bool_opt, Self::json::<bool>;
    "object": require_object, get_object_or, get_object_opt, Self::json::<BTreeMap<String, PropertyValue>>;
}
