//! The stack of a distributed map as data: what stands on AWS (or on an endpoint) so that a definition can run.
//!
//! The Pulumi program and [`apply`](crate::sdk::apply) both read from here, so that what they make is one stack.

mod documents;

use std::collections::BTreeMap;

use serde_json::Value;

pub use documents::{tls_only_bucket_policy, tls_only_topic_policy, trust_policy};

/// Names of a stack's parts, all derived from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The state machine, also the stack's name.
    pub state_machine: String,
    /// The bucket whose objects are processed.
    pub input_bucket: String,
    /// The bucket that takes the Map Runs' results.
    pub results_bucket: String,
    /// The topic that gets a message for every object.
    pub topic: String,
    /// The topic that alarms go to.
    pub alarms: String,
    /// The state machine's role.
    pub role: String,
    /// The log group. Names under `/aws/vendedlogs/` keep the log delivery's resource policy within its size:
    /// <https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html>.
    pub log_group: String,
}

impl Names {
    /// The parts of the stack `name`.
    ///
    /// ```
    /// let names = distmap_provision::Names::new("orders")?;
    /// assert_eq!(names.input_bucket, "orders-input");
    /// # Ok::<(), distmap_provision::NameError>(())
    /// ```
    ///
    /// # Errors
    /// [`NameError`] where a bucket could not be called so.
    pub fn new(name: &str) -> Result<Self, NameError> {
        check_name(name)?;
        Ok(Self {
            state_machine: name.to_owned(),
            input_bucket: format!("{name}-input"),
            results_bucket: format!("{name}-results"),
            topic: format!("{name}-items"),
            alarms: format!("{name}-alarms"),
            role: format!("{name}-role"),
            log_group: format!("/aws/vendedlogs/states/{name}"),
        })
    }
}

/// A stack's name that AWS would not take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{name}` cannot name a stack: {reason} (take 3 to 40 lower-case letters, digits and single hyphens, beginning with a letter)"
)]
pub struct NameError {
    /// The name.
    pub name: String,
    /// What is wrong with it.
    pub reason: &'static str,
}

/// Checks a name against what buckets, topics, roles and state machines all take.
fn check_name(name: &str) -> Result<(), NameError> {
    let reason = if !(3..=40).contains(&name.len()) {
        "its length is wrong"
    } else if !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        "it has a character that a bucket's name cannot have"
    } else if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        "it does not begin with a letter"
    } else if name.ends_with('-') || name.contains("--") {
        "its hyphens do not stand alone between other characters"
    } else {
        return Ok(());
    };
    Err(NameError { name: name.to_owned(), reason })
}

/// What of an execution goes to CloudWatch Logs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogLevel {
    /// Every event.
    All,
    /// Errors, and events that end an execution badly.
    #[default]
    Error,
    /// Fatal errors.
    Fatal,
    /// Nothing.
    Off,
}

impl std::str::FromStr for LogLevel {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let known = [Self::All, Self::Error, Self::Fatal, Self::Off];
        let found = known.into_iter().find(|level| level.as_str() == word);
        found.ok_or_else(|| "it is none of ALL, ERROR, FATAL, OFF".to_owned())
    }
}

impl LogLevel {
    /// The word that AWS takes.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "ALL",
            Self::Error => "ERROR",
            Self::Fatal => "FATAL",
            Self::Off => "OFF",
        }
    }
}

/// How a stack is watched and kept. The default is the safe choice everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What is logged.
    pub log_level: LogLevel,
    /// Whether logs hold inputs and outputs of states.
    pub include_execution_data: bool,
    /// Whether X-Ray traces executions.
    pub tracing: bool,
    /// Days that logs are kept; one of CloudWatch Logs' steps.
    pub log_retention_days: u32,
    /// Days after which results go.
    pub results_expire_days: u32,
    /// Days after which versions that were overwritten or deleted go.
    pub noncurrent_expire_days: u32,
    /// Days after which an unfinished upload is given up.
    pub abort_uploads_days: u32,
    /// The ARN of a customer-managed KMS key for buckets, topic and logs; AWS's own keys without one.
    pub kms_key: Option<String>,
    /// Whether taking the stack down deletes objects that are still in its buckets.
    pub force_destroy: bool,
    /// Whether the buckets and the topic are protected from deletion.
    pub protect: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            log_level: LogLevel::default(),
            include_execution_data: false,
            tracing: true,
            log_retention_days: 30,
            results_expire_days: 30,
            noncurrent_expire_days: 30,
            abort_uploads_days: 7,
            kms_key: None,
            force_destroy: false,
            protect: true,
        }
    }
}

/// The steps that CloudWatch Logs takes for a retention, in days:
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>.
pub const LOG_RETENTION_DAYS: [u32; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];

/// A whole stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// What its parts are called.
    pub names: Names,
    /// The definition that its state machine runs.
    pub definition: Value,
    /// How it is watched and kept.
    pub options: Options,
    /// Tags on everything that takes tags.
    pub tags: BTreeMap<String, String>,
}

impl Stack {
    /// A stack with the default options, tagged with its name.
    #[must_use]
    pub fn new(names: Names, definition: Value) -> Self {
        let tags = BTreeMap::from([("distmap:stack".to_owned(), names.state_machine.clone())]);
        Self { names, definition, options: Options::default(), tags }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_no_bucket_takes_are_refused() {
        for name in ["", "ab", "Orders", "1st", "a--b", "ab-", "a_b", "ümlaut", &"a".repeat(41)] {
            assert!(check_name(name).is_err(), "{name}");
        }
        for name in ["abc", "orders-2026", &"a".repeat(40)] {
            assert!(check_name(name).is_ok(), "{name}");
        }
    }
}
