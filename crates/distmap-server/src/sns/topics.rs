//! Topics with their attributes and tags.

use std::collections::BTreeMap;

use distmap_store::TopicInfo;
use serde_json::json;

use super::{Api, Attributes, invalid, page};
use crate::model::sns::*;
use crate::protocol::ApiError;

/// Attributes that a caller may set.
/// <https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html>
fn settable(name: &str) -> bool {
    const NAMES: [&str; 13] = [
        "ArchivePolicy",
        "BeginningArchiveTime",
        "ContentBasedDeduplication",
        "DataProtectionPolicy",
        "DeliveryPolicy",
        "DisplayName",
        "FifoThroughputScope",
        "FifoTopic",
        "KmsMasterKeyId",
        "MaximumMessageSize",
        "Policy",
        "SignatureVersion",
        "TracingConfig",
    ];
    NAMES.contains(&name)
        || ["Application", "Firehose", "HTTP", "Lambda", "SQS"].iter().any(|protocol| {
            name.strip_prefix(protocol).is_some_and(|rest| {
                ["SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate", "FailureFeedbackRoleArn"]
                    .contains(&rest)
            })
        })
}

fn check_attributes<'a>(names: impl IntoIterator<Item = &'a String>) -> Result<(), ApiError> {
    match names.into_iter().find(|name| !settable(name)) {
        None => Ok(()),
        Some(_) => Err(invalid("AttributeName")),
    }
}

/// AWS's rule for names. <https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html>
fn check_name(name: &str, fifo: bool) -> Result<(), ApiError> {
    let stem = if fifo { name.strip_suffix(".fifo") } else { Some(name) };
    let valid = |stem: &str| {
        !stem.is_empty() && stem.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
    };
    if name.len() <= 256 && stem.is_some_and(valid) {
        return Ok(());
    }
    Err(invalid(if fifo {
        "Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long."
    } else {
        "Topic Name"
    }))
}

impl Api {
    pub(super) async fn create_topic(
        &self,
        request: CreateTopicInput,
    ) -> Result<CreateTopicResponse, ApiError> {
        let attributes = request.attributes.unwrap_or_default();
        check_attributes(attributes.keys())?;
        let fifo = attributes.get("FifoTopic").is_some_and(|value| value == "true");
        check_name(&request.name, fifo)?;
        let arn = format!("arn:aws:sns:{}:{}:{}", self.region, self.account, request.name);
        let tags: BTreeMap<String, String> =
            request.tags.unwrap_or_default().into_iter().map(|tag| (tag.key, tag.value)).collect();
        let topics = self.store.topics();
        let wanted: BTreeMap<String, String> = attributes.into_iter().collect();
        let topic = topics.create_topic(&arn, wanted.clone(), tags.clone())?;
        let differs = wanted.iter().any(|(name, value)| topic.attributes.get(name) != Some(value));
        if differs {
            return Err(invalid(
                "Attributes Reason: Topic already exists with different attributes",
            ));
        }
        if tags != topic.tags {
            return Err(invalid("Tags Reason: Topic already exists with different tags"));
        }
        Ok(CreateTopicResponse { topic_arn: Some(arn) })
    }

    pub(super) async fn delete_topic(
        &self,
        request: DeleteTopicInput,
    ) -> Result<serde_json::Value, ApiError> {
        self.store.topics().delete_topic(&request.topic_arn)?;
        Ok(json!({}))
    }

    pub(super) async fn list_topics(
        &self,
        request: ListTopicsInput,
    ) -> Result<ListTopicsResponse, ApiError> {
        let all = self.store.topics().list_topics();
        let (topics, next_token) = page(all, request.next_token.as_deref())?;
        let topics = topics.into_iter().map(|topic| Topic { topic_arn: Some(topic.arn) });
        Ok(ListTopicsResponse { topics: Some(topics.collect()), next_token })
    }

    pub(super) async fn get_topic_attributes(
        &self,
        request: GetTopicAttributesInput,
    ) -> Result<GetTopicAttributesResponse, ApiError> {
        let topics = self.store.topics();
        let topic = topics.topic_info(&request.topic_arn)?;
        let confirmed = topics.list_subscriptions(Some(&topic.arn))?.len();
        Ok(GetTopicAttributesResponse { attributes: Some(self.attributes(&topic, confirmed)) })
    }

    /// The policy of a topic that was given none: its owner may do everything.
    pub(super) fn default_policy(&self, topic_arn: &str) -> serde_json::Value {
        json!({
            "Version": "2008-10-17",
            "Id": "__default_policy_ID",
            "Statement": [{
                "Sid": "__default_statement_ID",
                "Effect": "Allow",
                "Principal": {"AWS": "*"},
                "Action": [
                    "SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:AddPermission",
                    "SNS:RemovePermission", "SNS:DeleteTopic", "SNS:Subscribe",
                    "SNS:ListSubscriptionsByTopic", "SNS:Publish"
                ],
                "Resource": topic_arn,
                "Condition": {"StringEquals": {"AWS:SourceOwner": self.account}}
            }]
        })
    }

    fn attributes(&self, topic: &TopicInfo, confirmed: usize) -> Attributes {
        let policy = self.default_policy(&topic.arn);
        let mut all = Attributes::from([
            ("TopicArn".to_owned(), topic.arn.clone()),
            ("Owner".to_owned(), self.account.clone()),
            ("DisplayName".to_owned(), String::new()),
            ("Policy".to_owned(), policy.to_string()),
            ("SubscriptionsConfirmed".to_owned(), confirmed.to_string()),
            ("SubscriptionsPending".to_owned(), "0".to_owned()),
            ("SubscriptionsDeleted".to_owned(), "0".to_owned()),
        ]);
        if topic.arn.ends_with(".fifo") {
            all.insert("ContentBasedDeduplication".to_owned(), "false".to_owned());
            all.insert("FifoThroughputScope".to_owned(), "Topic".to_owned());
        }
        all.extend(topic.attributes.clone());
        all
    }

    pub(super) async fn set_topic_attributes(
        &self,
        request: SetTopicAttributesInput,
    ) -> Result<serde_json::Value, ApiError> {
        let topics = self.store.topics();
        let mut topic = topics.topic_info(&request.topic_arn)?;
        check_attributes([&request.attribute_name])?;
        if request.attribute_name == "FifoTopic" {
            return Err(invalid("AttributeName"));
        }
        topic
            .attributes
            .insert(request.attribute_name, request.attribute_value.unwrap_or_default());
        topics.update_topic(topic)?;
        Ok(json!({}))
    }

    fn tagged(&self, arn: &str) -> Result<TopicInfo, ApiError> {
        self.store.topics().topic_info(arn).map_err(|_| {
            let mut error = ApiError::new("ResourceNotFound", "Resource does not exist");
            error.status = 404;
            error
        })
    }

    pub(super) async fn tag_resource(
        &self,
        request: TagResourceRequest,
    ) -> Result<TagResourceResponse, ApiError> {
        let mut topic = self.tagged(&request.resource_arn)?;
        topic.tags.extend(request.tags.into_iter().map(|tag| (tag.key, tag.value)));
        if topic.tags.len() > 50 {
            return Err(ApiError::new(
                "TagLimitExceeded",
                "Could not complete request: tag quota of per resource exceeded",
            ));
        }
        self.store.topics().update_topic(topic)?;
        Ok(TagResourceResponse {})
    }

    pub(super) async fn untag_resource(
        &self,
        request: UntagResourceRequest,
    ) -> Result<UntagResourceResponse, ApiError> {
        let mut topic = self.tagged(&request.resource_arn)?;
        topic.tags.retain(|key, _| !request.tag_keys.contains(key));
        self.store.topics().update_topic(topic)?;
        Ok(UntagResourceResponse {})
    }

    pub(super) async fn list_tags_for_resource(
        &self,
        request: ListTagsForResourceRequest,
    ) -> Result<ListTagsForResourceResponse, ApiError> {
        let topic = self.tagged(&request.resource_arn)?;
        let tags = topic.tags.into_iter().map(|(key, value)| Tag { key, value });
        Ok(ListTagsForResourceResponse { tags: Some(tags.collect()) })
    }
}
