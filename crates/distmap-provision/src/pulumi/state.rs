//! What Pulumi knows of a stack: its settings, what it holds, what it exports.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::PulumiError;

/// What the stack's program exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackOutputs {
    /// The input bucket's name.
    pub input_bucket: String,
    /// The results bucket's name.
    pub results_bucket: String,
    /// The topic's ARN.
    pub topic_arn: String,
    /// The state machine's ARN.
    pub state_machine_arn: String,
    /// The Region.
    pub region: String,
    /// Which workflow: `nested`, `flat` or `sample`.
    pub variant: String,
}

impl StackOutputs {
    /// Reads what `pulumi stack output --json` writes.
    pub(super) fn of(outputs: &Value) -> Result<Self, PulumiError> {
        let output = |key: &'static str| {
            outputs[key].as_str().map(str::to_owned).ok_or(PulumiError::Output(key))
        };
        Ok(Self {
            input_bucket: output("inputBucket")?,
            results_bucket: output("resultsBucket")?,
            topic_arn: output("topicArn")?,
            state_machine_arn: output("stateMachineArn")?,
            region: output("region")?,
            variant: output("variant")?,
        })
    }
}

/// What a stack holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Its buckets' names.
    pub buckets: Vec<String>,
    /// The account that it is in, as far as an ARN says so.
    pub account: Option<String>,
    /// How many resources there are.
    pub resources: usize,
}

impl Holdings {
    /// Reads the state that `pulumi stack export` writes.
    pub(super) fn of(state: &Value) -> Self {
        let all = state["deployment"]["resources"].as_array().map_or(&[][..], Vec::as_slice);
        let of_aws =
            || all.iter().filter(|it| it["type"].as_str().is_some_and(|it| it.starts_with("aws:")));
        let buckets = of_aws().filter(|it| it["type"] == "aws:s3/bucket:Bucket");
        let arns = of_aws().filter_map(|it| it["outputs"]["arn"].as_str());
        Self {
            buckets: buckets.filter_map(|it| it["id"].as_str().map(str::to_owned)).collect(),
            // A bucket's ARN names no account.
            account: arns
                .filter_map(|arn| arn.split(':').nth(4))
                .find(|account| !account.is_empty())
                .map(str::to_owned),
            resources: of_aws().count(),
        }
    }
}

/// A setting of a stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// One that is written out.
    Plain(String),
    /// One that Pulumi keeps encrypted (`pulumi config set --secret`).
    Secret,
}

impl Setting {
    /// Reads what `pulumi config --json` writes; the program's own keys without its name.
    pub(super) fn all(settings: &Value) -> BTreeMap<String, Self> {
        let settings = settings.as_object().into_iter().flatten();
        let settings = settings.filter_map(|(key, setting)| {
            let key = key.strip_prefix("distmap:").unwrap_or(key);
            let setting = match setting["value"].as_str() {
                _ if setting["secret"] == true => Self::Secret,
                text => Self::Plain(text?.to_owned()),
            };
            Some((key.to_owned(), setting))
        });
        settings.collect()
    }

    /// What it says, unless that is a secret.
    #[must_use]
    pub fn text(&self) -> Option<&String> {
        match self {
            Self::Plain(text) => Some(text),
            Self::Secret => None,
        }
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().map_or("[secret]", String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holdings_are_read_from_the_state() {
        let state = serde_json::json!({"deployment": {"resources": [
            {"type": "pulumi:pulumi:Stack"},
            {"type": "aws:s3/bucket:Bucket", "id": "in", "outputs": {"arn": "arn:aws:s3:::in"}},
            {"type": "aws:sns/topic:Topic", "id": "t", "outputs": {"arn": "arn:aws:sns:us-east-1:111111111111:t"}}
        ]}});
        let expected = Holdings {
            buckets: vec!["in".to_owned()],
            account: Some("111111111111".to_owned()),
            resources: 2,
        };
        assert_eq!(Holdings::of(&state), expected);
        assert_eq!(Holdings::of(&serde_json::json!({"deployment": {}})), Holdings::default());
    }

    #[test]
    fn secrets_are_told_from_texts() {
        let settings = serde_json::json!({
            "distmap:variant": {"value": "flat", "secret": false},
            "distmap:patch": {"secret": true},
            "aws:region": {"value": "us-east-1", "secret": false}
        });
        let settings = Setting::all(&settings);
        assert_eq!(settings["variant"].text().map(String::as_str), Some("flat"));
        assert_eq!(
            (settings["patch"].text(), settings["patch"].to_string()),
            (None, "[secret]".to_owned())
        );
        assert_eq!(settings["aws:region"].to_string(), "us-east-1");
    }

    #[test]
    fn an_output_that_is_not_there_is_named() {
        let outputs = serde_json::json!({"inputBucket": "in"});
        assert_eq!(StackOutputs::of(&outputs), Err(PulumiError::Output("resultsBucket")));
    }
}
