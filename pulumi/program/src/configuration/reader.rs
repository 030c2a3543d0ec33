//! From texts to values, each error with its key.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::str::FromStr;

use distmap_provision::stack::LOG_RETENTION_DAYS;
use serde_json::Value;

use super::{Alarms, KeyError, OWN_TAG};
use crate::sdk::pulumi::Config;

/// Takes values of one kind from the configuration.
pub(super) struct Reader<'a>(pub &'a Config);

impl Reader<'_> {
    pub fn parsed<T: FromStr<Err: Display>>(&self, key: &str) -> Result<Option<T>, KeyError> {
        let Some(text) = self.0.get(key) else { return Ok(None) };
        text.parse().map(Some).map_err(|error| KeyError::new(key, format!("`{text}`: {error}")))
    }

    pub fn flag(&self, key: &str) -> Result<Option<bool>, KeyError> {
        match self.0.get(key).as_deref() {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(text) => Err(KeyError::new(key, format!("`{text}` is neither true nor false"))),
        }
    }

    pub fn days(&self, key: &str, default: u32) -> Result<u32, KeyError> {
        match self.parsed(key)? {
            None => Ok(default),
            Some(days @ 1..=36_500) => Ok(days),
            Some(days) => {
                Err(KeyError::new(key, format!("{days} is not between 1 and 36500 days")))
            }
        }
    }

    pub fn log_retention(&self, default: u32) -> Result<u32, KeyError> {
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

    pub fn kms_key(&self) -> Result<Option<String>, KeyError> {
        let Some(arn) = self.0.get("kmsKeyArn") else { return Ok(None) };
        let account = |id: &str| id.len() == 12 && id.chars().all(|c| c.is_ascii_digit());
        let id = |key: &str| {
            key.strip_prefix("key/").is_some_and(|id| {
                !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            })
        };
        let parts: Vec<&str> = arn.split(':').collect();
        match parts.as_slice() {
            ["arn", partition, "kms", region, owner, key]
                if partition.starts_with("aws")
                    && !region.is_empty()
                    && account(owner)
                    && id(key) =>
            {
                Ok(Some(arn.clone()))
            }
            _ => Err(KeyError::new(
                "kmsKeyArn",
                format!("`{arn}` is no key's ARN (arn:aws:kms:REGION:ACCOUNT:key/ID)"),
            )),
        }
    }

    pub fn alarms(&self) -> Result<Option<Alarms>, KeyError> {
        let email = self.0.get("alarmEmail");
        if let Some(email) = email.as_ref().filter(|email| !is_email(email)) {
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
        Ok(wanted.then_some(Alarms { backlog }))
    }

    /// What all services of the stack take as tags: <https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html>.
    pub fn tags(&self) -> Result<BTreeMap<String, String>, KeyError> {
        const KEY: &str = "tags";
        /// Of a resource, that of the stack's own included.
        const MOST: usize = 50;
        let refused = |problem: String| Err(KeyError::new(KEY, problem));
        let mut tags = BTreeMap::new();
        let Some(text) = self.0.get(KEY) else { return Ok(tags) };
        let given: Value =
            serde_json::from_str(&text).map_err(|error| KeyError::new(KEY, error))?;
        let Some(given) = given.as_object() else {
            return refused("not a JSON object of texts".to_owned());
        };
        if given.len() >= MOST {
            return refused(format!(
                "{} tags: AWS takes {MOST} of a resource, and `{OWN_TAG}` is one of them",
                given.len()
            ));
        }
        // A role's tags do not tell upper from lower case.
        let mut seen = BTreeSet::from([OWN_TAG.to_owned()]);
        for (key, value) in given {
            let Some(value) = value.as_str() else {
                return refused(format!("`{key}` is no text"));
            };
            if !(1..=128).contains(&key.chars().count()) || value.chars().count() > 256 {
                return refused(format!(
                    "`{key}`: AWS takes keys of 1 to 128 and values of up to 256 characters"
                ));
            }
            if let Some(other) = key.chars().chain(value.chars()).find(|c| !is_of_tags(*c)) {
                return refused(format!(
                    "`{key}` has {other:?}: AWS takes letters, digits, blanks and _.:/=+-@"
                ));
            }
            let folded = key.to_lowercase();
            if folded.starts_with("aws:") {
                return refused(format!("`{key}`: AWS keeps `aws:` to itself"));
            }
            if !seen.insert(folded) {
                return refused(format!("`{key}` is there already (case does not count)"));
            }
            tags.insert(key.clone(), value.to_owned());
        }
        Ok(tags)
    }
}

/// As far as that can be seen: whether somebody reads there, the subscription's confirmation will tell.
fn is_email(text: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control();
    let parts = text.rsplit_once('@').filter(|_| text.len() <= 254 && !text.contains(odd));
    parts.is_some_and(|(user, host)| {
        !user.is_empty()
            && !user.contains('@')
            && host.contains('.')
            && host.split('.').all(|label| !label.is_empty())
    })
}

fn is_of_tags(c: char) -> bool {
    c.is_alphanumeric() || c == ' ' || "_.:/=+-@".contains(c)
}
