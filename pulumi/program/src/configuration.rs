//! The stack's configuration: every key, its default, and what it takes.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use distmap_asl::workflow::{Settings, SettingsError, Variant};
use distmap_provision::Options;
use distmap_provision::stack::{LOG_RETENTION_DAYS, LogLevel, check_name};
use distmap_pulumi_bindings::Config;
use serde_json::Value;
use thiserror::Error;

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
    /// Who hears of them by e-mail.
    pub email: Option<String>,
    /// Map Runs of the account that wait for others to end, from which on the backlog alarms.
    pub backlog: u64,
}

/// The configuration of a stack, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Configuration {
    /// The state machine's name; the other parts' names begin with it.
    pub name: String,
    /// Which workflow.
    pub variant: Variant,
    /// How it is watched and kept.
    pub options: Options,
    /// Alarms, if there are to be any.
    pub alarms: Option<Alarms>,
    /// Tags on everything that takes tags.
    pub tags: BTreeMap<String, String>,
    prefix: Option<String>,
    results_prefix: Option<String>,
    outer_batch: Option<u64>,
    inner_batch: Option<u64>,
    flat_batch: Option<u64>,
    outer_concurrency: Option<u64>,
    inner_concurrency: Option<u64>,
    tolerance: Option<f64>,
    patch: Option<String>,
}

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
        if let Some(key) = config.keys().find(|key| !KEYS.contains(key)) {
            return Err(KeyError::new(
                key,
                format!("there is no such key (there are {})", KEYS.join(", ")),
            ));
        }
        let reader = Reader(config);
        let name = config.get("name").map_or_else(|| default_name(stack), str::to_owned);
        check_name(&name).map_err(|error| KeyError::new("name", error))?;
        let defaults = Options::default();
        let configuration = Self {
            variant: reader.parsed("variant")?.unwrap_or_default(),
            options: Options {
                log_level: reader.log_level()?,
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
            tags: reader.tags(&name)?,
            prefix: config.get("prefix").map(str::to_owned),
            results_prefix: config.get("resultsPrefix").map(str::to_owned),
            outer_batch: reader.parsed("outerBatch")?,
            inner_batch: reader.parsed("innerBatch")?,
            flat_batch: reader.parsed("flatBatch")?,
            outer_concurrency: reader.parsed("outerConcurrency")?,
            inner_concurrency: reader.parsed("innerConcurrency")?,
            tolerance: reader.parsed("toleratedFailurePercentage")?,
            patch: config.get("patch").map(str::to_owned),
            name,
        };
        // What the workflow does not take is said here, before anything is made.
        configuration.settings("input", "topic", "results")?;
        Ok(configuration)
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

/// Takes values of one kind from the configuration.
struct Reader<'a>(&'a Config);

impl Reader<'_> {
    fn parsed<T: FromStr<Err: Display>>(&self, key: &str) -> Result<Option<T>, KeyError> {
        let Some(text) = self.0.get(key) else { return Ok(None) };
        text.parse().map(Some).map_err(|error| KeyError::new(key, format!("`{text}`: {error}")))
    }

    fn flag(&self, key: &str) -> Result<Option<bool>, KeyError> {
        match self.0.get(key) {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(text) => Err(KeyError::new(key, format!("`{text}` is neither true nor false"))),
        }
    }

    fn days(&self, key: &str, default: u32) -> Result<u32, KeyError> {
        match self.parsed(key)? {
            None => Ok(default),
            Some(days @ 1..=36_500) => Ok(days),
            Some(days) => {
                Err(KeyError::new(key, format!("{days} is not between 1 and 36500 days")))
            }
        }
    }

    fn log_retention(&self, default: u32) -> Result<u32, KeyError> {
        const KEY: &str = "logRetentionDays";
        let days = self.parsed(KEY)?.unwrap_or(default);
        if LOG_RETENTION_DAYS.contains(&days) {
            return Ok(days);
        }
        let steps: Vec<String> = LOG_RETENTION_DAYS.iter().map(u32::to_string).collect();
        Err(KeyError::new(
            KEY,
            format!(
                "CloudWatch Logs does not keep logs for {days} days, but for {}",
                steps.join(", ")
            ),
        ))
    }

    fn log_level(&self) -> Result<LogLevel, KeyError> {
        match self.0.get("logLevel") {
            None => Ok(LogLevel::default()),
            Some("ALL") => Ok(LogLevel::All),
            Some("ERROR") => Ok(LogLevel::Error),
            Some("FATAL") => Ok(LogLevel::Fatal),
            Some("OFF") => Ok(LogLevel::Off),
            Some(text) => Err(KeyError::new(
                "logLevel",
                format!("`{text}` is none of ALL, ERROR, FATAL, OFF"),
            )),
        }
    }

    fn kms_key(&self) -> Result<Option<String>, KeyError> {
        let Some(arn) = self.0.get("kmsKeyArn") else { return Ok(None) };
        let parts: Vec<&str> = arn.split(':').collect();
        match parts.as_slice() {
            ["arn", _, "kms", _, _, key] if key.starts_with("key/") => Ok(Some(arn.to_owned())),
            _ => Err(KeyError::new(
                "kmsKeyArn",
                format!("`{arn}` is no key's ARN (arn:aws:kms:REGION:ACCOUNT:key/ID)"),
            )),
        }
    }

    fn alarms(&self) -> Result<Option<Alarms>, KeyError> {
        let email = self.0.get("alarmEmail");
        if let Some(email) = email
            && !email
                .split_once('@')
                .is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
        {
            return Err(KeyError::new("alarmEmail", format!("`{email}` is no e-mail address")));
        }
        let backlog = self.parsed("alarmBacklog")?.unwrap_or(1);
        if backlog == 0 {
            return Err(KeyError::new("alarmBacklog", "must be at least 1: 0 alarms always"));
        }
        let wanted = self.flag("alarms")?.unwrap_or(email.is_some());
        if !wanted && email.is_some() {
            return Err(KeyError::new(
                "alarmEmail",
                "there are no alarms to hear of while `alarms` is false",
            ));
        }
        Ok(wanted.then(|| Alarms { email: email.map(str::to_owned), backlog }))
    }

    fn tags(&self, name: &str) -> Result<BTreeMap<String, String>, KeyError> {
        let mut tags = BTreeMap::from([("distmap:stack".to_owned(), name.to_owned())]);
        let Some(text) = self.0.get("tags") else { return Ok(tags) };
        let given: Value =
            serde_json::from_str(text).map_err(|error| KeyError::new("tags", error))?;
        let given =
            given.as_object().ok_or_else(|| KeyError::new("tags", "not a JSON object of texts"))?;
        for (key, value) in given {
            let value = value
                .as_str()
                .ok_or_else(|| KeyError::new("tags", format!("`{key}` is no text")))?;
            if key.is_empty() || key.len() > 128 || value.len() > 256 || key.starts_with("aws:") {
                return Err(KeyError::new(
                    "tags",
                    format!(
                        "`{key}`: AWS takes keys of 1 to 128 and values of up to 256 bytes, and keeps `aws:` to itself"
                    ),
                ));
            }
            tags.insert(key.clone(), value.to_owned());
        }
        Ok(tags)
    }
}
