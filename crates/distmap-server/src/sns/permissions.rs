//! Permissions: statements in a topic's policy.

use serde_json::{Value, json};

use super::{Api, invalid};
use crate::model::sns::*;
use crate::policy::{self, Grant};
use crate::protocol::ApiError;

/// What a topic's policy can allow.
/// <https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html>
const ACTIONS: [&str; 9] = [
    "AddPermission",
    "DeleteTopic",
    "GetTopicAttributes",
    "ListSubscriptionsByTopic",
    "ListTagsForResource",
    "Publish",
    "RemovePermission",
    "SetTopicAttributes",
    "Subscribe",
];

impl Api {
    pub(super) async fn add_permission(
        &self,
        request: AddPermissionInput,
    ) -> Result<Value, ApiError> {
        if !request.action_name.iter().all(|action| ACTIONS.contains(&action.as_str())) {
            return Err(invalid("Policy statement action out of service scope!"));
        }
        let grant = Grant {
            label: &request.label,
            accounts: &request.aws_account_id,
            actions: request.action_name.iter().map(|action| format!("SNS:{action}")).collect(),
            resource: &request.topic_arn,
        };
        self.change_policy(&request.topic_arn, |policy| {
            let granted = policy::with(policy, &grant);
            granted.ok_or_else(|| invalid("Statement already exists")).map(Some)
        })
    }

    pub(super) async fn remove_permission(
        &self,
        request: RemovePermissionInput,
    ) -> Result<Value, ApiError> {
        // A label that is not there is fine.
        self.change_policy(&request.topic_arn, |policy| Ok(policy::without(policy, &request.label)))
    }

    fn change_policy(
        &self,
        topic_arn: &str,
        change: impl FnOnce(&Value) -> Result<Option<Value>, ApiError>,
    ) -> Result<Value, ApiError> {
        let mut topic = self.store.topics().topic_info(topic_arn)?;
        let current = topic.attributes.get("Policy").map(|text| serde_json::from_str(text));
        let current = match current {
            Some(Ok(policy)) => policy,
            Some(Err(_)) => return Err(invalid("Policy: the topic's policy is no JSON")),
            None => self.default_policy(topic_arn),
        };
        if let Some(policy) = change(&current)? {
            topic.attributes.insert("Policy".to_owned(), policy.to_string());
            self.store.topics().update_topic(topic)?;
        }
        Ok(json!({}))
    }
}
