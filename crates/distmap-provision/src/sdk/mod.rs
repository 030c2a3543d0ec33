//! Makes, changes and removes a [`Stack`](crate::Stack) through the AWS SDK.
//!
//! Buckets, topic, log group, role with its policy, state machine: made where they are missing, changed where they differ,
//! removed in the order that leaves nothing running. This is the way for endpoints that speak the AWS protocols, such as
//! the embedded one. On AWS itself the Pulumi program makes the same stack with all of the buckets' settings.

mod apply;
mod buckets;
mod destroy;
mod error;
mod logs;
mod machine;
mod role;

use std::fmt;

pub use apply::apply;
pub use buckets::empty_bucket;
pub use destroy::destroy;
pub use error::{Failure, SdkError};

/// The clients, all of one target.
#[derive(Clone, Debug)]
pub struct Clients {
    /// Amazon S3.
    pub s3: aws_sdk_s3::Client,
    /// AWS Step Functions.
    pub sfn: aws_sdk_sfn::Client,
    /// Amazon SNS.
    pub sns: aws_sdk_sns::Client,
    /// AWS IAM.
    pub iam: aws_sdk_iam::Client,
    /// Amazon CloudWatch Logs.
    pub logs: aws_sdk_cloudwatchlogs::Client,
}

/// What the target is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// `aws`, `aws-cn` or `aws-us-gov`.
    pub partition: String,
    /// The Region.
    pub region: String,
    /// The account, twelve digits.
    pub account: String,
    /// Whether a role may do only what its policy says. Where it may do anything, a definition whose policy cannot be
    /// derived gets a role without one.
    pub enforces_policies: bool,
}

impl Target {
    /// AWS itself.
    #[must_use]
    pub fn aws(partition: &str, region: &str, account: &str) -> Self {
        Self {
            partition: partition.to_owned(),
            enforces_policies: true,
            ..Self::endpoint(region, account)
        }
    }

    /// An endpoint that keeps policies and does not enforce them, such as the embedded one.
    #[must_use]
    pub fn endpoint(region: &str, account: &str) -> Self {
        Self {
            partition: "aws".to_owned(),
            region: region.to_owned(),
            account: account.to_owned(),
            enforces_policies: false,
        }
    }
}

/// What happened to one part of a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It was not there and was made.
    Created,
    /// It was there and differed.
    Updated,
    /// It was there as wanted.
    Unchanged,
    /// It was there and is gone.
    Deleted,
    /// It was to be deleted and was not there.
    Absent,
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Deleted => "deleted",
            Self::Absent => "not there",
        })
    }
}

/// One line of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The kind of resource, such as `bucket`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// What happened.
    pub action: Action,
    /// What exactly, such as the settings that changed.
    pub detail: Option<String>,
}

/// Where the stack is: what commands need to use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// The input bucket's name.
    pub input_bucket: String,
    /// The results bucket's name.
    pub results_bucket: String,
    /// The topic's ARN.
    pub topic_arn: String,
    /// The state machine's ARN.
    pub state_machine_arn: String,
}

/// What [`apply`] did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Part by part, in the order of work.
    pub changes: Vec<Change>,
    /// Where the stack is.
    pub outputs: Outputs,
}
