//! Permissions: statements in a queue's policy.

use distmap_store::QueueInfo;
use serde_json::{Value, json};

use super::Api;
use crate::model::sqs::*;
use crate::policy::{self, Grant};
use crate::protocol::ApiError;

/// What a queue's policy can allow others.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html>
const ACTIONS: [&str; 7] = [
    "*",
    "ChangeMessageVisibility",
    "DeleteMessage",
    "GetQueueAttributes",
    "GetQueueUrl",
    "ReceiveMessage",
    "SendMessage",
];

fn invalid(value: &str, parameter: &str, reason: &str) -> ApiError {
    let told = format!("Value {value} for parameter {parameter} is invalid. Reason: {reason}");
    ApiError::new("InvalidParameterValue", told)
}

fn policy_of(queue: &QueueInfo) -> Value {
    let policy = queue.attributes.get("Policy").and_then(|text| serde_json::from_str(text).ok());
    policy.unwrap_or_else(|| {
        let id = format!("{}/SQSDefaultPolicy", queue.arn);
        json!({"Version": "2008-10-17", "Id": id, "Statement": []})
    })
}

impl Api {
    pub(super) async fn add_permission(
        &self,
        request: AddPermissionRequest,
    ) -> Result<Value, ApiError> {
        let unknown = request.actions.iter().find(|action| !ACTIONS.contains(&action.as_str()));
        if let Some(action) = unknown {
            let reason = "Only the queue owner is allowed to invoke this action.";
            return Err(invalid(&format!("SQS:{action}"), "ActionName", reason));
        }
        let mut queue = self.queue(&request.queue_url)?;
        let grant = Grant {
            label: &request.label,
            accounts: &request.aws_account_ids,
            actions: request.actions.iter().map(|action| format!("SQS:{action}")).collect(),
            resource: &queue.arn,
        };
        let policy = policy::with(&policy_of(&queue), &grant);
        let policy = policy.ok_or_else(|| invalid(&request.label, "Label", "Already exists."))?;
        queue.attributes.insert("Policy".to_owned(), policy.to_string());
        self.store.queues().update_queue(queue)?;
        Ok(json!({}))
    }

    pub(super) async fn remove_permission(
        &self,
        request: RemovePermissionRequest,
    ) -> Result<Value, ApiError> {
        let mut queue = self.queue(&request.queue_url)?;
        let policy = policy::without(&policy_of(&queue), &request.label).ok_or_else(|| {
            invalid(&request.label, "Label", "can't find label on existing policy.")
        })?;
        match policy["Statement"].as_array().is_some_and(|all| all.is_empty()) {
            true => queue.attributes.remove("Policy"),
            false => queue.attributes.insert("Policy".to_owned(), policy.to_string()),
        };
        self.store.queues().update_queue(queue)?;
        Ok(json!({}))
    }
}
