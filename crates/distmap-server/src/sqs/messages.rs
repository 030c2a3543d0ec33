//! Messages: send, receive, delete, visibility.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use distmap_engine::ports::{MessageAttribute, SendRequest};
use distmap_store::{Delivery, ReceiveOptions};
use indexmap::IndexMap;
use md5::{Digest as _, Md5};
use serde_json::{Value, json};

use super::Api;
use crate::batch;
use crate::model::sqs::*;
use crate::protocol::ApiError;

/// Bytes in the bodies of a batch.
const MAX_BATCH: usize = 1 << 20;

fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::new("InvalidParameterValue", message)
}

/// A parameter in seconds, which must not be more than `most`.
fn seconds(name: &str, given: Option<i64>, most: u64) -> Result<Option<Duration>, ApiError> {
    let Some(given) = given else { return Ok(None) };
    let checked = u64::try_from(given).ok().filter(|seconds| *seconds <= most);
    checked.map(|seconds| Some(Duration::from_secs(seconds))).ok_or_else(|| {
        invalid(format!(
            "Value {given} for parameter {name} is invalid. Reason: Must be >= 0 and <= {most}, if provided."
        ))
    })
}

fn attributes(
    given: Option<IndexMap<String, MessageAttributeValue>>,
) -> Result<BTreeMap<String, MessageAttribute>, ApiError> {
    given
        .unwrap_or_default()
        .into_iter()
        .map(|(name, given)| {
            let value = given.string_value.or(given.binary_value).ok_or_else(|| {
                invalid(format!(
                    "Message (user) attribute '{name}' must contain a non-empty value of type '{}'.",
                    given.data_type
                ))
            })?;
            Ok((name, MessageAttribute { data_type: given.data_type, value }))
        })
        .collect()
}

/// The digest of attributes that SDKs compare.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html>
fn attributes_md5(attributes: &BTreeMap<String, MessageAttribute>) -> Option<String> {
    if attributes.is_empty() {
        return None;
    }
    let mut digest = Md5::new();
    let part = |digest: &mut Md5, bytes: &[u8]| {
        digest.update(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
        digest.update(bytes);
    };
    for (name, attribute) in attributes {
        part(&mut digest, name.as_bytes());
        part(&mut digest, attribute.data_type.as_bytes());
        if attribute.data_type.starts_with("Binary") {
            digest.update([2]);
            part(&mut digest, &STANDARD.decode(&attribute.value).unwrap_or_default());
        } else {
            digest.update([1]);
            part(&mut digest, attribute.value.as_bytes());
        }
    }
    Some(hex::encode(digest.finalize()))
}

impl Api {
    fn send_request(
        &self,
        queue_url: &str,
        entry: SendMessageBatchRequestEntry,
    ) -> Result<SendRequest, ApiError> {
        Ok(SendRequest {
            queue_url: queue_url.to_owned(),
            body: entry.message_body,
            delay: seconds("DelaySeconds", entry.delay_seconds, 900)?,
            attributes: attributes(entry.message_attributes)?,
            group_id: entry.message_group_id,
            deduplication_id: entry.message_deduplication_id,
        })
    }

    async fn send_entry(
        &self,
        queue_url: &str,
        entry: SendMessageBatchRequestEntry,
    ) -> Result<SendMessageBatchResultEntry, ApiError> {
        let id = entry.id.clone();
        let request = self.send_request(queue_url, entry)?;
        let md5_of_message_body = hex::encode(Md5::digest(request.body.as_bytes()));
        let md5_of_message_attributes = attributes_md5(&request.attributes);
        let accepted = self.store.queues().send_message(request).await?;
        Ok(SendMessageBatchResultEntry {
            id,
            message_id: accepted.message_id,
            md5_of_message_body,
            md5_of_message_attributes,
            md5_of_message_system_attributes: None,
            sequence_number: accepted.sequence_number,
        })
    }

    pub(super) async fn send_message(
        &self,
        request: SendMessageRequest,
    ) -> Result<SendMessageResult, ApiError> {
        let entry = SendMessageBatchRequestEntry {
            id: String::new(),
            message_body: request.message_body,
            delay_seconds: request.delay_seconds,
            message_attributes: request.message_attributes,
            message_system_attributes: request.message_system_attributes,
            message_deduplication_id: request.message_deduplication_id,
            message_group_id: request.message_group_id,
        };
        let sent = self.send_entry(&request.queue_url, entry).await?;
        Ok(SendMessageResult {
            md5_of_message_body: Some(sent.md5_of_message_body),
            md5_of_message_attributes: sent.md5_of_message_attributes,
            md5_of_message_system_attributes: None,
            message_id: Some(sent.message_id),
            sequence_number: sent.sequence_number,
        })
    }

    pub(super) async fn send_message_batch(
        &self,
        request: SendMessageBatchRequest,
    ) -> Result<SendMessageBatchResult, ApiError> {
        let ids: Vec<String> = request.entries.iter().map(|entry| entry.id.clone()).collect();
        batch::check(&ids)?;
        self.queue(&request.queue_url)?;
        let bytes: usize = request.entries.iter().map(|entry| entry.message_body.len()).sum();
        if bytes > MAX_BATCH {
            let told = format!(
                "Batch requests cannot be longer than {MAX_BATCH} bytes. You have sent {bytes} bytes."
            );
            return Err(ApiError::new("BatchRequestTooLong", told));
        }
        let (mut successful, mut failed) = (Vec::new(), Vec::new());
        for (id, entry) in ids.into_iter().zip(request.entries) {
            match self.send_entry(&request.queue_url, entry).await {
                Ok(sent) => successful.push(sent),
                Err(error) => failed.push(refused(id, error)),
            }
        }
        Ok(SendMessageBatchResult { successful, failed })
    }

    pub(super) async fn receive_message(
        &self,
        request: ReceiveMessageRequest,
    ) -> Result<ReceiveMessageResult, ApiError> {
        let max = request.max_number_of_messages.unwrap_or(1);
        if !(1..=10).contains(&max) {
            return Err(invalid(format!(
                "Value {max} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided."
            )));
        }
        let options = ReceiveOptions {
            max: usize::try_from(max).unwrap_or(1),
            wait: seconds("WaitTimeSeconds", request.wait_time_seconds, 20)?,
            visibility: seconds("VisibilityTimeout", request.visibility_timeout, 43_200)?,
        };
        let mut system = request.attribute_names.unwrap_or_default();
        system.extend(request.message_system_attribute_names.unwrap_or_default());
        let named = request.message_attribute_names.unwrap_or_default();
        let found = self.store.queues().receive_messages(&request.queue_url, options).await?;
        let sender = self.engine.account().to_owned();
        let messages: Vec<Message> =
            found.into_iter().map(|delivery| message(delivery, &system, &named, &sender)).collect();
        Ok(ReceiveMessageResult { messages: (!messages.is_empty()).then_some(messages) })
    }

    pub(super) async fn delete_message(
        &self,
        request: DeleteMessageRequest,
    ) -> Result<Value, ApiError> {
        self.store.queues().delete_received(&request.queue_url, &request.receipt_handle)?;
        Ok(json!({}))
    }

    pub(super) async fn delete_message_batch(
        &self,
        request: DeleteMessageBatchRequest,
    ) -> Result<DeleteMessageBatchResult, ApiError> {
        let ids: Vec<String> = request.entries.iter().map(|entry| entry.id.clone()).collect();
        batch::check(&ids)?;
        self.queue(&request.queue_url)?;
        let (mut successful, mut failed) = (Vec::new(), Vec::new());
        for entry in request.entries {
            let queues = self.store.queues();
            match queues.delete_received(&request.queue_url, &entry.receipt_handle) {
                Ok(()) => successful.push(DeleteMessageBatchResultEntry { id: entry.id }),
                Err(error) => failed.push(refused(entry.id, error.into())),
            }
        }
        Ok(DeleteMessageBatchResult { successful, failed })
    }

    fn hide(&self, url: &str, receipt: &str, given: i64) -> Result<(), ApiError> {
        let timeout = seconds("VisibilityTimeout", Some(given), 43_200)?.unwrap_or_default();
        Ok(self.store.queues().change_visibility(url, receipt, timeout)?)
    }

    pub(super) async fn change_message_visibility(
        &self,
        request: ChangeMessageVisibilityRequest,
    ) -> Result<Value, ApiError> {
        self.hide(&request.queue_url, &request.receipt_handle, request.visibility_timeout)?;
        Ok(json!({}))
    }

    pub(super) async fn change_message_visibility_batch(
        &self,
        request: ChangeMessageVisibilityBatchRequest,
    ) -> Result<ChangeMessageVisibilityBatchResult, ApiError> {
        let ids: Vec<String> = request.entries.iter().map(|entry| entry.id.clone()).collect();
        batch::check(&ids)?;
        self.queue(&request.queue_url)?;
        let (mut successful, mut failed) = (Vec::new(), Vec::new());
        for entry in request.entries {
            let seconds = entry.visibility_timeout.unwrap_or(30);
            match self.hide(&request.queue_url, &entry.receipt_handle, seconds) {
                Ok(()) => successful.push(ChangeMessageVisibilityBatchResultEntry { id: entry.id }),
                Err(error) => failed.push(refused(entry.id, error)),
            }
        }
        Ok(ChangeMessageVisibilityBatchResult { successful, failed })
    }
}

fn refused(id: String, error: ApiError) -> BatchResultErrorEntry {
    BatchResultErrorEntry {
        id,
        sender_fault: error.status < 500,
        code: error.code,
        message: Some(error.message),
    }
}

/// A received message with the attributes that were asked for.
fn message(delivery: Delivery, system: &[String], named: &[String], sender: &str) -> Message {
    let received = delivery.message;
    let all = system.iter().any(|name| name == "All");
    let known = [
        ("SenderId", Some(sender.to_owned())),
        ("SentTimestamp", Some(received.sent.to_string())),
        ("ApproximateReceiveCount", Some(received.receive_count.to_string())),
        ("ApproximateFirstReceiveTimestamp", Some(delivery.first_received.to_string())),
        ("MessageGroupId", delivery.group_id),
        ("MessageDeduplicationId", delivery.deduplication_id),
        ("SequenceNumber", delivery.sequence_number),
    ];
    let attributes: IndexMap<String, String> = known
        .into_iter()
        .filter(|(name, _)| all || system.iter().any(|asked| asked == name))
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect();
    let wanted = |name: &str| {
        named.iter().any(|asked| {
            let prefix = asked.strip_suffix(".*").or_else(|| asked.strip_suffix('*'));
            asked == "All" || asked == name || prefix.is_some_and(|p| name.starts_with(p))
        })
    };
    let chosen: BTreeMap<String, MessageAttribute> =
        received.attributes.into_iter().filter(|(name, _)| wanted(name)).collect();
    let md5_of_message_attributes = attributes_md5(&chosen);
    let message_attributes: IndexMap<String, MessageAttributeValue> = chosen
        .into_iter()
        .map(|(name, attribute)| {
            let binary = attribute.data_type.starts_with("Binary");
            let (text, bytes) = match binary {
                true => (None, Some(attribute.value)),
                false => (Some(attribute.value), None),
            };
            let value = MessageAttributeValue {
                string_value: text,
                binary_value: bytes,
                string_list_values: None,
                binary_list_values: None,
                data_type: attribute.data_type,
            };
            (name, value)
        })
        .collect();
    Message {
        message_id: Some(received.message_id),
        receipt_handle: Some(received.receipt_handle),
        md5_of_body: Some(hex::encode(Md5::digest(received.body.as_bytes()))),
        body: Some(received.body),
        attributes: (!attributes.is_empty()).then_some(attributes),
        md5_of_message_attributes,
        message_attributes: (!message_attributes.is_empty()).then_some(message_attributes),
    }
}
