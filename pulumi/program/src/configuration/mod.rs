//! The stack's configuration: every key, its default, and what it takes.

mod reader;

use std::collections::BTreeMap;
use std::fmt::Display;

use distmap_asl::workflow::{Settings, SettingsError, Variant};
use distmap_provision::{Names, Options};
use thiserror::Error;

use crate::sdk;
use crate::sdk::pulumi::{Config, Output, PropertyValue, pv};
use reader::Reader;

/// A value of the configuration that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("configuration key `{key}`: {problem} (pulumi config set {key} ...)")]
pub struct KeyError {
    /// The key.
    pub key: String,
    /// What is wrong with its value.
    pub problem: String,
}

impl KeyError {
    fn new(key: &str, problem: impl Display) -> Self {
        Self { key: key.to_owned(), problem: problem.to_string() }
    }
}

/// Which alarms there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarms {
    /// Map Runs of the account that wait for others to end, from which on the backlog alarms.
    pub backlog: u64,
}

/// The configuration of a stack, checked.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// What the parts of the stack are called; the buckets' names end with the account besides.
    pub names: Names,
    /// Which workflow.
    pub variant: Variant,
    /// How it is watched and kept.
    pub options: Options,
    /// Alarms, if there are to be any.
    pub alarms: Option<Alarms>,
    /// The tags that were given.
    tags: BTreeMap<String, String>,
    prefix: Option<String>,
    results_prefix: Option<String>,
    outer_batch: Option<u64>,
    inner_batch: Option<u64>,
    flat_batch: Option<u64>,
    outer_concurrency: Option<u64>,
    inner_concurrency: Option<u64>,
    tolerance: Option<f64>,
    patch: Option<String>,
    config: Config,
}

/// The tag that every stack's parts have, with the stack's name.
const OWN_TAG: &str = "distmap:stack";

/// Every key, as `pulumi config set` takes it.
pub const KEYS: [&str; 25] = [
    "abortUploadsDays",
    "alarmBacklog",
    "alarmEmail",
    "alarms",
    "flatBatch",
    "forceDestroy",
    "includeExecutionData",
    "innerBatch",
    "innerConcurrency",
    "kmsKeyArn",
    "logLevel",
    "logRetentionDays",
    "name",
    "noncurrentExpireDays",
    "outerBatch",
    "outerConcurrency",
    "patch",
    "prefix",
    "protect",
    "resultsExpireDays",
    "resultsPrefix",
    "tags",
    "toleratedFailurePercentage",
    "tracing",
    "variant",
];

impl Configuration {
    /// Reads and checks the configuration of the stack `stack`.
    ///
    /// # Errors
    /// [`KeyError`] with the first key that is not known or whose value cannot be.
    pub fn read(config: &Config, stack: &str) -> Result<Self, KeyError> {
        if let Some(key) = sdk::keys(config).iter().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(KeyError::new(
                key,
                format!("there is no such key (there are {})", KEYS.join(", ")),
            ));
        }
        let reader = Reader(config);
        let name = config.get("name").unwrap_or_else(|| default_name(stack));
        let names = Names::new(&name).map_err(|error| KeyError::new("name", error))?;
        let defaults = Options::default();
        let configuration = Self {
            variant: reader.parsed("variant")?.unwrap_or_default(),
            options: Options {
                log_level: reader.parsed("logLevel")?.unwrap_or_default(),
                include_execution_data: reader
                    .flag("includeExecutionData")?
                    .unwrap_or(defaults.include_execution_data),
                tracing: reader.flag("tracing")?.unwrap_or(defaults.tracing),
                log_retention_days: reader.log_retention(defaults.log_retention_days)?,
                results_expire_days: reader
                    .days("resultsExpireDays", defaults.results_expire_days)?,
                noncurrent_expire_days: reader
                    .days("noncurrentExpireDays", defaults.noncurrent_expire_days)?,
                abort_uploads_days: reader.days("abortUploadsDays", defaults.abort_uploads_days)?,
                kms_key: reader.kms_key()?,
                force_destroy: reader.flag("forceDestroy")?.unwrap_or(defaults.force_destroy),
                protect: reader.flag("protect")?.unwrap_or(defaults.protect),
            },
            alarms: reader.alarms()?,
            tags: reader.tags()?,
            prefix: config.get("prefix"),
            results_prefix: config.get("resultsPrefix"),
            outer_batch: reader.parsed("outerBatch")?,
            inner_batch: reader.parsed("innerBatch")?,
            flat_batch: reader.parsed("flatBatch")?,
            outer_concurrency: reader.parsed("outerConcurrency")?,
            inner_concurrency: reader.parsed("innerConcurrency")?,
            tolerance: reader.parsed("toleratedFailurePercentage")?,
            patch: config.get("patch"),
            config: config.clone(),
            names,
        };
        // What the workflow does not take is said here, before anything is made.
        configuration.settings("input", "topic", "results")?;
        Ok(configuration)
    }

    /// The key for buckets, topics and logs.
    pub(crate) fn kms_key(&self) -> Option<Output<String>> {
        Some(self.config.get_string_opt("kmsKeyArn")?.cast())
    }

    /// Who hears of the alarms.
    pub(crate) fn email(&self) -> Option<Output<String>> {
        Some(self.config.get_string_opt("alarmEmail")?.cast())
    }

    /// Tags on everything that takes tags.
    pub(crate) fn tags(&self) -> Vec<(String, Output<PropertyValue>)> {
        let mut tags = self.tags.clone();
        tags.insert(OWN_TAG.to_owned(), self.names.state_machine.clone());
        let guarded = |tag: &str, value: String| {
            if tag == OWN_TAG {
                pv::string(value)
            } else {
                sdk::guarded(&self.config, &["tags"], value.into()).cast()
            }
        };
        tags.into_iter().map(|(tag, value)| (tag.clone(), guarded(&tag, value))).collect()
    }

    /// The definition, which holds the workflow's settings.
    pub(crate) fn of_workflow(&self, definition: Output<String>) -> Output<String> {
        sdk::guarded(&self.config, &["prefix", "resultsPrefix", "patch"], definition)
    }

    /// The role's policy, which names what the workflow may touch.
    pub(crate) fn of_policy(&self, policy: Output<String>) -> Output<String> {
        sdk::guarded(&self.config, &["prefix", "resultsPrefix", "kmsKeyArn"], policy)
    }

    /// The workflow's settings over these buckets and this topic, which may be references.
    ///
    /// # Errors
    /// [`KeyError`] with the key whose value the workflow does not take.
    pub fn settings(&self, input: &str, topic: &str, results: &str) -> Result<Settings, KeyError> {
        let refused = |key: &'static str| move |error: SettingsError| KeyError::new(key, error);
        let mut settings = Settings::new(input, topic, results).map_err(refused("name"))?;
        if let Some(prefix) = &self.prefix {
            settings = settings.prefix(prefix).map_err(refused("prefix"))?;
        }
        if let Some(prefix) = &self.results_prefix {
            settings = settings.results_prefix(prefix).map_err(refused("resultsPrefix"))?;
        }
        if let Some(count) = self.outer_batch {
            settings = settings.outer_batch(count).map_err(refused("outerBatch"))?;
        }
        if let Some(count) = self.inner_batch {
            settings = settings.inner_batch(count).map_err(refused("innerBatch"))?;
        }
        if let Some(count) = self.flat_batch {
            settings = settings.flat_batch(count).map_err(refused("flatBatch"))?;
        }
        if let Some(count) = self.outer_concurrency {
            settings = settings.outer_concurrency(count).map_err(refused("outerConcurrency"))?;
        }
        if let Some(count) = self.inner_concurrency {
            settings = settings.inner_concurrency(count).map_err(refused("innerConcurrency"))?;
        }
        if let Some(percentage) = self.tolerance {
            settings = settings
                .tolerated_failure_percentage(percentage)
                .map_err(refused("toleratedFailurePercentage"))?;
        }
        if let Some(patch) = &self.patch {
            settings = settings.patch(patch).map_err(refused("patch"))?;
        }
        Ok(settings)
    }
}

/// The name of a stack's parts where none is set: it says once whose they are.
fn default_name(stack: &str) -> String {
    // With Pulumi Cloud a stack's name may begin with organisation and project.
    let stack = stack.rsplit('/').next().unwrap_or_default();
    if stack == "distmap" || stack.starts_with("distmap-") {
        return stack.to_owned();
    }
    format!("distmap-{stack}")
}
