//! Makes, changes and removes a [`Stack`] through the AWS SDK.
//!
//! This is the way for an endpoint that speaks the AWS protocols without IAM and CloudWatch Logs, such as the embedded
//! one. The role is not made here: its ARN is given. On AWS itself the Pulumi program makes the stack, role, logs and the
//! buckets' settings included.

mod apply;
mod buckets;
mod destroy;
mod error;

use std::fmt;

pub use apply::apply;
pub use buckets::empty_bucket;
pub use destroy::destroy;
pub use error::{Failure, SdkError};

use crate::stack::Stack;

/// The clients, all of one target.
#[derive(Clone, Debug)]
pub struct Clients {
    /// Amazon S3.
    pub s3: aws_sdk_s3::Client,
    /// AWS Step Functions.
    pub sfn: aws_sdk_sfn::Client,
    /// Amazon SNS.
    pub sns: aws_sdk_sns::Client,
}

/// What the target is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The Region that buckets are made in.
    pub region: String,
    /// The ARN of the role that the state machine runs as; an endpoint without IAM takes any.
    pub role_arn: String,
}

impl Target {
    /// An endpoint of `account` without IAM.
    #[must_use]
    pub fn embedded(region: &str, account: &str, stack: &Stack) -> Self {
        Self {
            region: region.to_owned(),
            role_arn: format!("arn:aws:iam::{account}:role/{}", stack.names.role),
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
