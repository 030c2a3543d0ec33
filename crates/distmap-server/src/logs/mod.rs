//! CloudWatch Logs, as far as tools that make a state machine need it: log groups with retention and tags.
//!
//! Histories of executions are kept by the engine; nothing is written into a log group.
//! <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html>

mod groups;
mod tags;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use distmap_engine::Engine;
use distmap_store::{Store, Table};

use crate::model::logs::SERVICE;
use crate::protocol::{ApiError, operations};
use crate::sfn::LogGroups;

/// The API of CloudWatch Logs over documents of a store.
#[derive(Clone)]
pub struct Api {
    groups: Table,
    /// Held while something is read, changed and written.
    changing: Arc<Mutex<()>>,
    engine: Engine,
}

operations! {
    "CloudWatch Logs", Api, SERVICE,
    "CreateLogGroup" => create_log_group,
    "DeleteLogGroup" => delete_log_group,
    "DeleteRetentionPolicy" => delete_retention_policy,
    "DescribeLogGroups" => describe_log_groups,
    "ListTagsForResource" => list_tags_for_resource,
    "ListTagsLogGroup" => list_tags_log_group,
    "PutRetentionPolicy" => put_retention_policy,
    "TagLogGroup" => tag_log_group,
    "TagResource" => tag_resource,
    "UntagLogGroup" => untag_log_group,
    "UntagResource" => untag_resource,
}

impl Api {
    /// The API over the store's documents.
    pub fn new(engine: &Engine, store: &Store) -> Self {
        Self { groups: store.table("log-groups"), changing: Arc::default(), engine: engine.clone() }
    }

    fn changing(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn arn(&self, name: &str) -> String {
        let (region, account) = (self.engine.region(), self.engine.account());
        format!("arn:aws:logs:{region}:{account}:log-group:{name}")
    }

    /// The name of a log group of this Region and account.
    fn name_in(&self, arn: &str) -> Option<String> {
        let name = arn.strip_suffix(":*").unwrap_or(arn).strip_prefix(&self.arn(""))?;
        Some(name.to_owned())
    }
}

impl LogGroups for Api {
    fn has(&self, log_group_arn: &str) -> bool {
        self.name_in(log_group_arn).is_some_and(|name| self.group(&name).is_ok())
    }
}

fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::new("InvalidParameterException", message)
}

fn not_found() -> ApiError {
    ApiError::new("ResourceNotFoundException", "The specified log group does not exist.")
}
