//! What the workflow can be told.

use serde_json::Value;
use thiserror::Error;

/// The largest number of children that a Map Run runs at once
/// ([quotas](https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html)).
const MAX_CONCURRENCY: u64 = 10_000;

/// The most bytes that go from state to state
/// ([quotas](https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html)): no body takes a larger patch.
const MAX_PAYLOAD_BYTES: usize = 262_144;

/// The longest results prefix: S3's 1,024 bytes of a key, less what a result writer appends.
const MAX_RESULTS_PREFIX_BYTES: usize = 900;

/// The patch where none is set.
pub const DEFAULT_PATCH: &str = "{\"NewField\": \"MyValue\" }";

/// The parameters of the workflow, each checked when it is set.
///
/// ```
/// use distmap_asl::workflow::Settings;
///
/// let settings = Settings::new("in", "arn:aws:sns:us-east-1:123456789012:out", "results")?
///     .prefix("2026/")?
///     .outer_batch(500)?
///     .tolerated_failure_percentage(5.0)?;
/// assert_eq!(settings.get_outer_batch(), 500);
/// assert!(settings.tolerated_failure_percentage(101.0).is_err());
/// # Ok::<(), distmap_asl::workflow::SettingsError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    pub(super) bucket: String,
    pub(super) prefix: Option<String>,
    pub(super) topic: String,
    pub(super) results_bucket: String,
    pub(super) results_prefix: String,
    pub(super) outer_batch: u64,
    pub(super) inner_batch: u64,
    pub(super) flat_batch: u64,
    pub(super) outer_concurrency: u64,
    pub(super) inner_concurrency: u64,
    pub(super) tolerated_failure_percentage: f64,
    pub(super) patch: String,
}

/// A setting that makes no sense.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum SettingsError {
    /// A text that is empty, too long for a key of S3, or holds blanks or control characters.
    #[error("{setting} must be a name without blanks that a key of S3 has room for, not '{value}'")]
    Name {
        /// Which setting.
        setting: &'static str,
        /// What it was given.
        value: String,
    },
    /// A number out of range.
    #[error("{setting} must be between {min} and {max}, not {value}")]
    Range {
        /// Which setting.
        setting: &'static str,
        /// What it was given.
        value: f64,
        /// The smallest that is allowed.
        min: u64,
        /// The largest that is allowed.
        max: u64,
    },
    /// The patch is no JSON object.
    #[error("the patch must be a JSON object: {reason}")]
    Patch {
        /// Why not.
        reason: String,
    },
}

fn name(setting: &'static str, value: impl Into<String>) -> Result<String, SettingsError> {
    let value = value.into();
    if value.is_empty() || value.contains(|it: char| it.is_whitespace() || it.is_control()) {
        return Err(SettingsError::Name { setting, value });
    }
    Ok(value)
}

fn range(setting: &'static str, value: u64, min: u64, max: u64) -> Result<u64, SettingsError> {
    if (min..=max).contains(&value) {
        return Ok(value);
    }
    Err(SettingsError::Range { setting, value: value as f64, min, max })
}

impl Settings {
    /// The objects of `bucket`, published to `topic` (an ARN), results and failures written to `results_bucket`.
    /// Names may be placeholders such as `${bucket}` that a deployment tool fills in.
    ///
    /// # Errors
    /// [`SettingsError::Name`] where one is empty or holds blanks.
    pub fn new(
        bucket: impl Into<String>,
        topic: impl Into<String>,
        results_bucket: impl Into<String>,
    ) -> Result<Self, SettingsError> {
        Ok(Self {
            bucket: name("bucket", bucket)?,
            prefix: None,
            topic: name("topic", topic)?,
            results_bucket: name("results bucket", results_bucket)?,
            results_prefix: "results".to_owned(),
            outer_batch: 1_000,
            inner_batch: 1,
            flat_batch: 100,
            outer_concurrency: 100,
            inner_concurrency: 1_000,
            tolerated_failure_percentage: 25.0,
            patch: DEFAULT_PATCH.to_owned(),
        })
    }

    /// Only keys that begin with `prefix`; the empty text is no prefix.
    ///
    /// # Errors
    /// [`SettingsError::Name`] beyond 1,024 bytes or with control characters.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Result<Self, SettingsError> {
        let prefix = prefix.into();
        if prefix.len() > 1_024 || prefix.contains(char::is_control) {
            return Err(SettingsError::Name { setting: "prefix", value: prefix });
        }
        self.prefix = (!prefix.is_empty()).then_some(prefix);
        Ok(self)
    }

    /// The folder of the results bucket, `results` by default.
    ///
    /// # Errors
    /// [`SettingsError::Name`] where it is empty, holds blanks, or leaves no room for the names of result files.
    pub fn results_prefix(mut self, prefix: impl Into<String>) -> Result<Self, SettingsError> {
        let given = name("results prefix", prefix)?;
        let prefix = given.trim_end_matches('/');
        if prefix.is_empty() || prefix.len() > MAX_RESULTS_PREFIX_BYTES {
            return Err(SettingsError::Name { setting: "results prefix", value: given });
        }
        self.results_prefix = prefix.to_owned();
        Ok(self)
    }

    /// Objects in a child of the outer map (nested), 1,000 by default.
    ///
    /// # Errors
    /// [`SettingsError::Range`] outside 2 to 10,000.
    pub fn outer_batch(mut self, count: u64) -> Result<Self, SettingsError> {
        self.outer_batch = range("the outer batch", count, 2, 10_000)?;
        Ok(self)
    }

    /// Objects in a child of the inner map (nested), 1 by default: a failing object fails alone.
    ///
    /// # Errors
    /// [`SettingsError::Range`] outside 1 to 1,000.
    pub fn inner_batch(mut self, count: u64) -> Result<Self, SettingsError> {
        self.inner_batch = range("the inner batch", count, 1, 1_000)?;
        Ok(self)
    }

    /// Objects in a child of the only map (flat), 100 by default.
    ///
    /// # Errors
    /// [`SettingsError::Range`] outside 1 to 1,000.
    pub fn flat_batch(mut self, count: u64) -> Result<Self, SettingsError> {
        self.flat_batch = range("the batch", count, 1, 1_000)?;
        Ok(self)
    }

    /// Children of the outer map (nested) that run at once, 100 by default; 0 is AWS's maximum.
    ///
    /// # Errors
    /// [`SettingsError::Range`] beyond 10,000.
    pub fn outer_concurrency(mut self, count: u64) -> Result<Self, SettingsError> {
        self.outer_concurrency = range("the outer concurrency", count, 0, MAX_CONCURRENCY)?;
        Ok(self)
    }

    /// Children of one inner map (nested) or of the only map (flat) that run at once, 1,000 by default; 0 is AWS's
    /// maximum.
    ///
    /// # Errors
    /// [`SettingsError::Range`] beyond 10,000.
    pub fn inner_concurrency(mut self, count: u64) -> Result<Self, SettingsError> {
        self.inner_concurrency = range("the inner concurrency", count, 0, MAX_CONCURRENCY)?;
        Ok(self)
    }

    /// How much of a Map Run may fail before the run is given up, 25 percent by default.
    ///
    /// # Errors
    /// [`SettingsError::Range`] outside 0 to 100.
    pub fn tolerated_failure_percentage(mut self, percentage: f64) -> Result<Self, SettingsError> {
        if !(0.0..=100.0).contains(&percentage) {
            return Err(SettingsError::Range {
                setting: "the tolerated failure percentage",
                value: percentage,
                min: 0,
                max: 100,
            });
        }
        self.tolerated_failure_percentage = percentage;
        Ok(self)
    }

    /// The JSON object that is merged into every body, [`DEFAULT_PATCH`] by default.
    ///
    /// # Errors
    /// [`SettingsError::Patch`] where it is no JSON object, or larger than what goes from state to state.
    pub fn patch(mut self, json: impl Into<String>) -> Result<Self, SettingsError> {
        let json = json.into();
        if json.len() > MAX_PAYLOAD_BYTES {
            let reason = format!("it has {} bytes, AWS takes {MAX_PAYLOAD_BYTES}", json.len());
            return Err(SettingsError::Patch { reason });
        }
        match serde_json::from_str::<Value>(&json) {
            Ok(Value::Object(_)) => {
                self.patch = json;
                Ok(self)
            }
            Ok(_) => Err(SettingsError::Patch { reason: "it is another kind of value".to_owned() }),
            Err(error) => Err(SettingsError::Patch { reason: error.to_string() }),
        }
    }

    /// The bucket with the objects.
    #[must_use]
    pub fn get_bucket(&self) -> &str {
        &self.bucket
    }

    /// The ARN of the topic.
    #[must_use]
    pub fn get_topic(&self) -> &str {
        &self.topic
    }

    /// The bucket for results.
    #[must_use]
    pub fn get_results_bucket(&self) -> &str {
        &self.results_bucket
    }

    /// Objects in a child of the outer map.
    #[must_use]
    pub fn get_outer_batch(&self) -> u64 {
        self.outer_batch
    }

    /// Objects in a child of the inner map.
    #[must_use]
    pub fn get_inner_batch(&self) -> u64 {
        self.inner_batch
    }

    /// Objects in a child of the only map.
    #[must_use]
    pub fn get_flat_batch(&self) -> u64 {
        self.flat_batch
    }

    /// The JSON object that is merged into every body.
    #[must_use]
    pub fn get_patch(&self) -> &str {
        &self.patch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings::new("in", "topic", "out").expect("valid")
    }

    #[test]
    fn nonsense_is_refused_with_its_name() {
        let cases = [
            (Settings::new("", "t", "r"), "bucket"),
            (settings().outer_batch(1), "outer batch"),
            (settings().inner_batch(0), "inner batch"),
            (settings().flat_batch(1_001), "batch"),
            (settings().outer_concurrency(10_001), "outer concurrency"),
            (settings().inner_concurrency(10_001), "inner concurrency"),
            (settings().tolerated_failure_percentage(f64::NAN), "percentage"),
            (settings().results_prefix("a b"), "results prefix"),
            (settings().results_prefix("//"), "results prefix"),
            (settings().results_prefix("x".repeat(901)), "results prefix"),
            (settings().patch(format!("{{\"a\": \"{}\"}}", "x".repeat(262_144))), "patch"),
            (settings().prefix("x".repeat(1_025)), "prefix"),
            (settings().patch("[1]"), "patch"),
            (settings().patch("{"), "patch"),
        ];
        for (result, word) in cases {
            let error = result.expect_err(word).to_string();
            assert!(error.contains(word), "{error}");
        }
    }

    #[test]
    fn placeholders_are_names() {
        assert!(Settings::new("${bucket}", "${topic.arn}", "${results}").is_ok());
    }
}
