//! Log groups and how long they keep what they hold.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Api, invalid, not_found, tags};
use crate::model::logs::*;
use crate::protocol::ApiError;

/// Log groups on a page that was not told how many, as on AWS.
const PAGE: usize = 50;
/// The days that a retention may be.
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
const RETENTIONS: [i64; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];

/// A log group as the store has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Stored {
    group: LogGroup,
    pub tags: IndexMap<String, String>,
}

impl Api {
    pub(super) fn group(&self, name: &str) -> Result<Stored, ApiError> {
        let document = self.groups.get(name)?.ok_or_else(not_found)?;
        serde_json::from_value(document).map_err(|error| ApiError::internal(error.to_string()))
    }

    fn write(&self, name: &str, stored: &Stored) -> Result<(), ApiError> {
        let document =
            serde_json::to_value(stored).map_err(|error| ApiError::internal(error.to_string()))?;
        Ok(self.groups.put(name, &document)?)
    }

    /// Changes a log group.
    pub(super) fn change(
        &self,
        name: &str,
        change: impl FnOnce(&mut Stored) -> Result<(), ApiError>,
    ) -> Result<Value, ApiError> {
        let _changing = self.changing();
        let mut stored = self.group(name)?;
        change(&mut stored)?;
        self.write(name, &stored)?;
        Ok(json!({}))
    }

    pub(super) async fn create_log_group(
        &self,
        request: CreateLogGroupRequest,
    ) -> Result<Value, ApiError> {
        let _changing = self.changing();
        let name = request.log_group_name;
        if self.groups.get(&name)?.is_some() {
            let message = "The specified log group already exists";
            return Err(ApiError::new("ResourceAlreadyExistsException", message));
        }
        let arn = self.arn(&name);
        let mut stored = Stored {
            group: LogGroup {
                log_group_name: Some(name.clone()),
                creation_time: Some(self.engine.clock().now()),
                metric_filter_count: Some(0),
                arn: Some(format!("{arn}:*")),
                stored_bytes: Some(0),
                kms_key_id: request.kms_key_id,
                log_group_class: Some(
                    request.log_group_class.unwrap_or_else(|| "STANDARD".to_owned()),
                ),
                log_group_arn: Some(arn),
                deletion_protection_enabled: Some(
                    request.deletion_protection_enabled.unwrap_or(false),
                ),
                ..LogGroup::default()
            },
            tags: IndexMap::new(),
        };
        tags::set(&mut stored.tags, request.tags.unwrap_or_default())?;
        self.write(&name, &stored)?;
        Ok(json!({}))
    }

    pub(super) async fn delete_log_group(
        &self,
        request: DeleteLogGroupRequest,
    ) -> Result<Value, ApiError> {
        let _changing = self.changing();
        if self.groups.delete(&request.log_group_name)? { Ok(json!({})) } else { Err(not_found()) }
    }

    pub(super) async fn describe_log_groups(
        &self,
        request: DescribeLogGroupsRequest,
    ) -> Result<DescribeLogGroupsResponse, ApiError> {
        if request.log_group_name_prefix.is_some() && request.log_group_name_pattern.is_some() {
            let both =
                "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.";
            return Err(invalid(both));
        }
        let prefix = request.log_group_name_prefix.unwrap_or_default();
        let pattern = request.log_group_name_pattern.unwrap_or_default();
        let max = request.limit.and_then(|max| usize::try_from(max).ok()).unwrap_or(PAGE);
        let all = self.groups.scan(&prefix)?.into_iter();
        // The token is the last name of the page before.
        let mut rest = all.filter(|(name, _)| {
            name.contains(&pattern) && request.next_token.as_ref().is_none_or(|token| name > token)
        });
        let mut groups = Vec::new();
        for (name, _) in rest.by_ref().take(max) {
            groups.push(self.group(&name)?.group);
        }
        let last = groups.last().and_then(|group| group.log_group_name.clone());
        let next_token = rest.next().and(last);
        Ok(DescribeLogGroupsResponse { log_groups: Some(groups), next_token })
    }

    pub(super) async fn put_retention_policy(
        &self,
        request: PutRetentionPolicyRequest,
    ) -> Result<Value, ApiError> {
        let days = request.retention_in_days;
        if !RETENTIONS.contains(&days) {
            return Err(invalid(format!("Invalid retentionInDays value: {days}")));
        }
        self.change(&request.log_group_name, |stored| {
            stored.group.retention_in_days = Some(days);
            Ok(())
        })
    }

    pub(super) async fn delete_retention_policy(
        &self,
        request: DeleteRetentionPolicyRequest,
    ) -> Result<Value, ApiError> {
        self.change(&request.log_group_name, |stored| {
            stored.group.retention_in_days = None;
            Ok(())
        })
    }
}
