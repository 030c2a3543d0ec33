//! Queues with their attributes and tags.

use std::collections::BTreeMap;

use distmap_store::QueueInfo;
use indexmap::IndexMap;
use serde_json::{Value, json};

use super::Api;
use crate::model::sqs::*;
use crate::protocol::ApiError;

/// Attributes with AWS's defaults; a caller may set these and those of [`OTHERS`].
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html>
const DEFAULTS: [(&str, &str, i64, i64); 5] = [
    ("DelaySeconds", "0", 0, 900),
    ("MaximumMessageSize", "1048576", 1_024, 1_048_576),
    ("MessageRetentionPeriod", "345600", 60, 1_209_600),
    ("ReceiveMessageWaitTimeSeconds", "0", 0, 20),
    ("VisibilityTimeout", "30", 0, 43_200),
];

const OTHERS: [&str; 9] = [
    "ContentBasedDeduplication",
    "DeduplicationScope",
    "FifoQueue",
    "FifoThroughputLimit",
    "KmsDataKeyReusePeriodSeconds",
    "KmsMasterKeyId",
    "Policy",
    "RedriveAllowPolicy",
    "RedrivePolicy",
];

fn check_attributes(attributes: &IndexMap<String, String>) -> Result<(), ApiError> {
    for (name, value) in attributes {
        let limits = DEFAULTS.iter().find(|(known, ..)| known == name);
        let known =
            limits.is_some() || OTHERS.contains(&name.as_str()) || name == "SqsManagedSseEnabled";
        if !known {
            let told = format!("Unknown Attribute {name}.");
            return Err(ApiError::new("InvalidAttributeName", told));
        }
        let invalid = || {
            ApiError::new(
                "InvalidAttributeValue",
                format!("Invalid value for the parameter {name}."),
            )
        };
        if let Some((_, _, least, most)) = limits {
            let number: i64 = value.parse().map_err(|_| invalid())?;
            if !(*least..=*most).contains(&number) {
                return Err(invalid());
            }
        }
        let json = ["RedrivePolicy", "RedriveAllowPolicy", "Policy"].contains(&name.as_str());
        if json && !value.is_empty() && serde_json::from_str::<Value>(value).is_err() {
            return Err(invalid());
        }
    }
    Ok(())
}

fn check_name(name: &str, fifo: bool) -> Result<(), ApiError> {
    let stem = name.strip_suffix(".fifo");
    let told = match (fifo, stem) {
        (true, None) => {
            "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length."
        }
        _ => "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    };
    let checked = if fifo { stem.unwrap_or_default() } else { name };
    let valid = (1..=80).contains(&name.len())
        && !checked.is_empty()
        && checked.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if valid { Ok(()) } else { Err(ApiError::new("InvalidParameterValue", told)) }
}

impl Api {
    pub(super) async fn create_queue(
        &self,
        request: CreateQueueRequest,
    ) -> Result<CreateQueueResult, ApiError> {
        let attributes = request.attributes.unwrap_or_default();
        check_attributes(&attributes)?;
        let fifo = attributes.get("FifoQueue").is_some_and(|value| value == "true");
        let name = request.queue_name;
        check_name(&name, fifo)?;
        let (region, account) = (self.engine.region(), self.engine.account());
        let mut info = QueueInfo::new(
            format!("https://sqs.{region}.amazonaws.com/{account}/{name}"),
            format!("arn:aws:sqs:{region}:{account}:{name}"),
        );
        info.attributes = attributes.into_iter().collect();
        let now = self.engine.clock().now() / 1_000;
        let wanted = info.attributes.clone();
        info.attributes.insert("CreatedTimestamp".to_owned(), now.to_string());
        info.attributes.insert("LastModifiedTimestamp".to_owned(), now.to_string());
        info.tags = request.tags.unwrap_or_default().into_iter().collect();
        let there = self.store.queues().create_queue(info)?;
        let default = |name: &str| DEFAULTS.iter().find(|d| d.0 == name).map(|d| d.1.to_owned());
        let differs = wanted.iter().find(|(name, value)| {
            let found = there.attributes.get(*name).cloned().or_else(|| default(name));
            found.as_ref() != Some(*value)
        });
        if let Some((name, _)) = differs {
            let told = format!(
                "A queue already exists with the same name and a different value for attribute {name}"
            );
            return Err(ApiError::new("QueueNameExists", told));
        }
        Ok(CreateQueueResult { queue_url: Some(there.url) })
    }

    pub(super) async fn get_queue_url(
        &self,
        request: GetQueueUrlRequest,
    ) -> Result<GetQueueUrlResult, ApiError> {
        let account =
            request.queue_owner_aws_account_id.unwrap_or_else(|| self.engine.account().to_owned());
        let queue = self.queue(&format!("/{account}/{}", request.queue_name))?;
        Ok(GetQueueUrlResult { queue_url: Some(queue.url) })
    }

    pub(super) async fn list_queues(
        &self,
        request: ListQueuesRequest,
    ) -> Result<ListQueuesResult, ApiError> {
        let prefix = request.queue_name_prefix.unwrap_or_default();
        let max = request.max_results.and_then(|n| usize::try_from(n).ok()).unwrap_or(1_000);
        let after = request.next_token.unwrap_or_default();
        let mut urls: Vec<String> = self
            .store
            .queues()
            .list_queues()
            .into_iter()
            .map(|queue| queue.url)
            .filter(|url| url.rsplit('/').next().is_some_and(|name| name.starts_with(&prefix)))
            .filter(|url| *url > after)
            .collect();
        let more = urls.len() > max;
        urls.truncate(max);
        let next_token = urls.last().filter(|_| more).cloned();
        Ok(ListQueuesResult { queue_urls: Some(urls), next_token })
    }

    pub(super) async fn delete_queue(
        &self,
        request: DeleteQueueRequest,
    ) -> Result<Value, ApiError> {
        self.store.queues().delete_queue(&request.queue_url)?;
        Ok(json!({}))
    }

    pub(super) async fn purge_queue(&self, request: PurgeQueueRequest) -> Result<Value, ApiError> {
        self.store.queues().purge_queue(&request.queue_url)?;
        Ok(json!({}))
    }

    pub(super) async fn get_queue_attributes(
        &self,
        request: GetQueueAttributesRequest,
    ) -> Result<GetQueueAttributesResult, ApiError> {
        let queue = self.queue(&request.queue_url)?;
        let counts = self.store.queues().counts(&request.queue_url)?;
        let mut all: BTreeMap<String, String> = DEFAULTS
            .iter()
            .map(|(name, value, ..)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        all.insert("QueueArn".to_owned(), queue.arn);
        all.insert("ApproximateNumberOfMessages".to_owned(), counts.visible.to_string());
        all.insert(
            "ApproximateNumberOfMessagesNotVisible".to_owned(),
            counts.in_flight.to_string(),
        );
        all.insert("ApproximateNumberOfMessagesDelayed".to_owned(), counts.delayed.to_string());
        all.insert("SqsManagedSseEnabled".to_owned(), "true".to_owned());
        all.extend(queue.attributes);
        let names = request.attribute_names.unwrap_or_default();
        let every = names.iter().any(|name| name == "All");
        let attributes = all.into_iter().filter(|(name, _)| every || names.contains(name));
        let attributes: IndexMap<String, String> = attributes.collect();
        let attributes = (!attributes.is_empty()).then_some(attributes);
        Ok(GetQueueAttributesResult { attributes })
    }

    pub(super) async fn set_queue_attributes(
        &self,
        request: SetQueueAttributesRequest,
    ) -> Result<Value, ApiError> {
        check_attributes(&request.attributes)?;
        let mut queue = self.queue(&request.queue_url)?;
        queue.attributes.extend(request.attributes);
        // An empty policy takes the policy away.
        queue.attributes.retain(|name, value| !(name.ends_with("Policy") && value.is_empty()));
        let now = self.engine.clock().now() / 1_000;
        queue.attributes.insert("LastModifiedTimestamp".to_owned(), now.to_string());
        self.store.queues().update_queue(queue)?;
        Ok(json!({}))
    }

    pub(super) async fn tag_queue(&self, request: TagQueueRequest) -> Result<Value, ApiError> {
        let mut queue = self.queue(&request.queue_url)?;
        queue.tags.extend(request.tags);
        self.store.queues().update_queue(queue)?;
        Ok(json!({}))
    }

    pub(super) async fn untag_queue(&self, request: UntagQueueRequest) -> Result<Value, ApiError> {
        let mut queue = self.queue(&request.queue_url)?;
        queue.tags.retain(|key, _| !request.tag_keys.contains(key));
        self.store.queues().update_queue(queue)?;
        Ok(json!({}))
    }

    pub(super) async fn list_queue_tags(
        &self,
        request: ListQueueTagsRequest,
    ) -> Result<ListQueueTagsResult, ApiError> {
        let queue = self.queue(&request.queue_url)?;
        Ok(ListQueueTagsResult { tags: Some(queue.tags.into_iter().collect()) })
    }

    pub(super) async fn list_dead_letter_source_queues(
        &self,
        request: ListDeadLetterSourceQueuesRequest,
    ) -> Result<ListDeadLetterSourceQueuesResult, ApiError> {
        let target = self.queue(&request.queue_url)?.arn;
        let sends_to = |queue: &QueueInfo| {
            let policy = queue.attributes.get("RedrivePolicy");
            let policy: Option<Value> = policy.and_then(|text| serde_json::from_str(text).ok());
            policy.is_some_and(|policy| policy["deadLetterTargetArn"] == target.as_str())
        };
        let all = self.store.queues().list_queues();
        let queue_urls = all.into_iter().filter(sends_to).map(|queue| queue.url).collect();
        Ok(ListDeadLetterSourceQueuesResult { queue_urls, next_token: None })
    }
}
