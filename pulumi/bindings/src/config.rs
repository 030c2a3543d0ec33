//! The stack's configuration, as the YAML runtime hands it to a compiler.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::output::Output;

/// What the YAML runtime puts into the environment of a compiler: `PULUMI_CONFIG`, `PULUMI_PROJECT`, `PULUMI_STACK`.
/// The first time it asks, for the plugins that the program needs, it sets none of them.
///
/// The runtime hands secrets over decrypted and does not say which values are secrets. [`Config::guarded`] therefore leaves it to
/// the engine, which knows: what is made from a secret becomes one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    project: String,
    values: BTreeMap<String, String>,
}

/// Why the configuration cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the configuration is no JSON object of texts: {0}")]
pub struct ConfigError(String);

impl Config {
    /// Reads the runtime's JSON, an object of `project:key` and text; keeps the keys of `project`.
    ///
    /// ```
    /// use distmap_pulumi_bindings::Config;
    ///
    /// let config = Config::from_json(r#"{"shop:size": "3", "aws:region": "eu-west-1"}"#, "shop")?;
    /// assert_eq!(config.get("size"), Some("3"));
    /// assert_eq!(config.get("region"), None);
    /// # Ok::<(), distmap_pulumi_bindings::ConfigError>(())
    /// ```
    ///
    /// # Errors
    /// [`ConfigError`] where the text is something else.
    pub fn from_json(text: &str, project: &str) -> Result<Self, ConfigError> {
        let all: Value =
            serde_json::from_str(text).map_err(|error| ConfigError(error.to_string()))?;
        let all =
            all.as_object().ok_or_else(|| ConfigError("it is another kind of value".to_owned()))?;
        let mut values = BTreeMap::new();
        for (key, value) in all {
            let Some((_, key)) = key.split_once(':').filter(|(owner, _)| *owner == project) else {
                continue;
            };
            let value = value.as_str().ok_or_else(|| ConfigError(format!("`{key}` is no text")))?;
            values.insert(key.to_owned(), value.to_owned());
        }
        Ok(Self { project: project.to_owned(), values })
    }

    /// The text of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }

    /// The same text, a secret where one of these keys was set with `pulumi config set --secret`. It is to be used for all that
    /// was made from their values. Keys that are not set change nothing.
    ///
    /// ```
    /// use distmap_pulumi_bindings::{Config, Program};
    ///
    /// let config = Config::from_json(r#"{"shop:mail": "me@example.com"}"#, "shop")?;
    /// let mut program = Program::new();
    /// program.export("mail", config.guarded(&["mail"], "me@example.com".into()));
    /// let select = &program.render()?["outputs"]["mail"]["fn::select"];
    /// assert_eq!(select[1][0], "me@example.com");
    /// assert_eq!(select[1][1], "${shop:mail}.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn guarded(&self, keys: &[&str], text: Output<String>) -> Output<String> {
        let set = keys.iter().filter(|key| self.values.contains_key(**key));
        // The runtime knows a key's value by this name. A letter more makes a text of it, whatever it looks like.
        let values = set.map(|key| {
            let value = Output::<String>::reference(&format!("{}:{key}", self.project));
            Output::concat([value, ".".into()]).into_inner()
        });
        let values: Vec<Value> = values.collect();
        if values.is_empty() {
            return text;
        }
        // The first of these, which is as secret as the most secret of them.
        let all: Vec<Value> = std::iter::once(text.into_inner()).chain(values).collect();
        Output::from_value(json!({"fn::select": [0, all]}))
    }

    /// The keys that are set.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }
}
