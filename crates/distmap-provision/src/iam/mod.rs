//! Which permissions a state machine's role needs, taken from the definition itself.
//!
//! [`policy`] walks a definition through nested maps and parallel branches and collects what its tasks, readers,
//! writers and Map Runs do; [`check`] holds a policy that exists against it.

mod actions;
mod arn;
mod check;
mod document;
mod error;
mod maps;
mod policy;
mod tasks;
mod walk;

pub use actions::is_action;
pub use check::{Comparison, Finding, Reason, check};
pub use error::{PolicyError, PolicyErrorKind};
pub use policy::{Condition, Grant, Note, Policy, Statement};
pub use walk::policy;

/// Where a state machine stands, and what beside its definition decides on permissions.
///
/// The texts go into ARNs as they are, so an infrastructure program may give references that it resolves later
/// (`${caller.accountId}`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyContext {
    /// `aws`, `aws-cn` or `aws-us-gov`.
    pub partition: String,
    /// The Region, such as `us-east-1`.
    pub region: String,
    /// The account, twelve digits.
    pub account: String,
    /// The state machine's name.
    pub state_machine: String,
    /// The ARN of the customer-managed KMS key that encrypts the buckets and the topic, if there is one.
    pub kms_key: Option<String>,
    /// Whether executions are logged to CloudWatch Logs.
    pub logging: bool,
    /// Whether executions are traced by X-Ray.
    pub tracing: bool,
}

impl PolicyContext {
    /// A state machine in the partition `aws`, without key, logs or traces.
    #[must_use]
    pub fn new(region: &str, account: &str, state_machine: &str) -> Self {
        Self {
            partition: "aws".to_owned(),
            region: region.to_owned(),
            account: account.to_owned(),
            state_machine: state_machine.to_owned(),
            kms_key: None,
            logging: false,
            tracing: false,
        }
    }

    /// An ARN of Step Functions here.
    fn states_arn(&self, resource: &str) -> String {
        format!("arn:{}:states:{}:{}:{resource}", self.partition, self.region, self.account)
    }
}
