//! Subscriptions.

use distmap_store::Subscription as Stored;
use serde_json::json;

use super::{Api, Attributes, invalid, page};
use crate::model::sns::*;
use crate::protocol::ApiError;

const SETTABLE: [&str; 7] = [
    "DeliveryPolicy",
    "FilterPolicy",
    "FilterPolicyScope",
    "RawMessageDelivery",
    "RedrivePolicy",
    "ReplayPolicy",
    "SubscriptionRoleArn",
];

const PROTOCOLS: [&str; 9] =
    ["application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs"];

fn check_attribute(name: &str) -> Result<(), ApiError> {
    if SETTABLE.contains(&name) { Ok(()) } else { Err(invalid("AttributeName")) }
}

impl Api {
    pub(super) async fn subscribe(
        &self,
        request: SubscribeInput,
    ) -> Result<SubscribeResponse, ApiError> {
        if !PROTOCOLS.contains(&request.protocol.as_str()) {
            return Err(invalid(&format!(
                "Amazon SNS does not support this protocol string: {}",
                request.protocol
            )));
        }
        let endpoint = request.endpoint.filter(|endpoint| !endpoint.is_empty());
        let endpoint = endpoint.ok_or_else(|| invalid("Endpoint"))?;
        if request.protocol == "sqs" && !endpoint.starts_with("arn:") {
            return Err(invalid("SQS endpoint ARN"));
        }
        let attributes = request.attributes.unwrap_or_default();
        attributes.keys().try_for_each(|name| check_attribute(name))?;
        let made = self.store.topics().subscribe(Stored {
            arn: String::new(),
            topic_arn: request.topic_arn,
            protocol: request.protocol,
            endpoint,
            attributes: attributes.into_iter().collect(),
        })?;
        Ok(SubscribeResponse { subscription_arn: Some(made.arn) })
    }

    pub(super) async fn confirm_subscription(
        &self,
        request: ConfirmSubscriptionInput,
    ) -> Result<ConfirmSubscriptionResponse, ApiError> {
        self.store.topics().topic_info(&request.topic_arn)?;
        // Subscriptions here are confirmed from the start; no token was ever sent.
        Err(invalid("Token"))
    }

    pub(super) async fn unsubscribe(
        &self,
        request: UnsubscribeInput,
    ) -> Result<serde_json::Value, ApiError> {
        self.store.topics().unsubscribe(&request.subscription_arn)?;
        Ok(json!({}))
    }

    fn shown(&self, stored: Stored) -> Subscription {
        Subscription {
            subscription_arn: Some(stored.arn),
            owner: Some(self.account.clone()),
            protocol: Some(stored.protocol),
            endpoint: Some(stored.endpoint),
            topic_arn: Some(stored.topic_arn),
        }
    }

    pub(super) async fn list_subscriptions(
        &self,
        request: ListSubscriptionsInput,
    ) -> Result<ListSubscriptionsResponse, ApiError> {
        let all = self.store.topics().list_subscriptions(None)?;
        let (found, next_token) = page(all, request.next_token.as_deref())?;
        let subscriptions = Some(found.into_iter().map(|s| self.shown(s)).collect());
        Ok(ListSubscriptionsResponse { subscriptions, next_token })
    }

    pub(super) async fn list_subscriptions_by_topic(
        &self,
        request: ListSubscriptionsByTopicInput,
    ) -> Result<ListSubscriptionsByTopicResponse, ApiError> {
        let all = self.store.topics().list_subscriptions(Some(&request.topic_arn))?;
        let (found, next_token) = page(all, request.next_token.as_deref())?;
        let subscriptions = Some(found.into_iter().map(|s| self.shown(s)).collect());
        Ok(ListSubscriptionsByTopicResponse { subscriptions, next_token })
    }

    pub(super) async fn get_subscription_attributes(
        &self,
        request: GetSubscriptionAttributesInput,
    ) -> Result<GetSubscriptionAttributesResponse, ApiError> {
        let stored = self.store.topics().subscription(&request.subscription_arn)?;
        let mut all = Attributes::from([
            ("SubscriptionArn".to_owned(), stored.arn),
            ("TopicArn".to_owned(), stored.topic_arn),
            ("Protocol".to_owned(), stored.protocol),
            ("Endpoint".to_owned(), stored.endpoint),
            ("Owner".to_owned(), self.account.clone()),
            ("ConfirmationWasAuthenticated".to_owned(), "true".to_owned()),
            ("PendingConfirmation".to_owned(), "false".to_owned()),
            ("RawMessageDelivery".to_owned(), "false".to_owned()),
        ]);
        if stored.attributes.contains_key("FilterPolicy") {
            all.insert("FilterPolicyScope".to_owned(), "MessageAttributes".to_owned());
        }
        all.extend(stored.attributes);
        Ok(GetSubscriptionAttributesResponse { attributes: Some(all) })
    }

    pub(super) async fn set_subscription_attributes(
        &self,
        request: SetSubscriptionAttributesInput,
    ) -> Result<serde_json::Value, ApiError> {
        check_attribute(&request.attribute_name)?;
        let topics = self.store.topics();
        let stored = topics.subscription(&request.subscription_arn)?;
        let mut attributes = stored.attributes;
        attributes.insert(request.attribute_name, request.attribute_value.unwrap_or_default());
        topics.set_subscription_attributes(&request.subscription_arn, attributes)?;
        Ok(json!({}))
    }
}
