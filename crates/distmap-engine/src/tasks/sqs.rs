//! SQS: sendMessage, receiveMessage, deleteMessage
//! (<https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html>).

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use serde_json::{Value, json};

use super::answer::with_metadata;
use super::resource::SqsAction;
use super::sns::attributes;
use super::{Answer, Call, no_port, optimized_error, sdk_error};
use crate::error::StateError;
use crate::ports::{MessageAttribute, SendRequest, ServiceError};

const CONTENT_TYPE: &str = "application/x-amz-json-1.0";

pub(crate) async fn call(
    call: &Call<'_>,
    action: SqsAction,
    sdk: bool,
) -> Result<Answer, StateError> {
    let queues = call.engine.queues().ok_or_else(|| no_port("queues"))?;
    let refused = |error: ServiceError| {
        let unknown = error.code == "QueueDoesNotExist";
        if let Some(host) = no_host(call.text("QueueUrl")).filter(|_| unknown) {
            let prefix = if sdk { "Sqs" } else { "SQS" };
            return StateError::new(
                format!("{prefix}.SdkClientException"),
                format!("Unable to execute HTTP request: {host}: Name or service not known"),
            );
        }
        if sdk {
            sdk_error(call.engine, "Sqs", &error)
        } else {
            optimized_error(call.engine, "SQS", "AmazonSQS", &error)
        }
    };
    let number = |name: &str| call.arguments.get(name).and_then(Value::as_u64);
    match action {
        SqsAction::Send => {
            let body = call.as_text("MessageBody").unwrap_or_default();
            let attributes = attributes(call.arguments.get("MessageAttributes"));
            let body_md5 = hex(Md5::digest(body.as_bytes()).as_slice());
            let attributes_md5 = (!attributes.is_empty()).then(|| attributes_digest(&attributes));
            let request = SendRequest {
                queue_url: call.text("QueueUrl").to_owned(),
                body,
                delay: number("DelaySeconds").map(Duration::from_secs),
                attributes,
                group_id: call.optional("MessageGroupId"),
                deduplication_id: call.optional("MessageDeduplicationId"),
            };
            let accepted = queues.send(request).await.map_err(refused)?;
            let mut head = String::new();
            if let Some(digest) = attributes_md5 {
                head.push_str(&format!(r#""MD5OfMessageAttributes":"{digest}","#));
            }
            head.push_str(&format!(
                r#""MD5OfMessageBody":"{body_md5}","MessageId":"{}""#,
                accepted.message_id
            ));
            let tail = accepted
                .sequence_number
                .map(|number| format!(r#","SequenceNumber":"{number}""#))
                .unwrap_or_default();
            if sdk {
                return Ok(Answer::Done(crate::Data::written(format!("{{{head}{tail}}}"))));
            }
            let length = head.len() + 2;
            Ok(Answer::Done(with_metadata(call.engine, CONTENT_TYPE, length, move || {
                (head.clone(), tail.clone())
            })))
        }
        SqsAction::Receive => {
            let max = number("MaxNumberOfMessages").unwrap_or(1).clamp(1, 10) as usize;
            let wait = Duration::from_secs(number("WaitTimeSeconds").unwrap_or(0).min(20));
            let received =
                queues.receive(call.text("QueueUrl"), max, wait).await.map_err(refused)?;
            if received.is_empty() {
                return Ok(Answer::from(json!({})));
            }
            let messages: Vec<Value> = received
                .into_iter()
                .map(|message| {
                    json!({
                        "Body": message.body,
                        "Md5OfBody": hex(Md5::digest(message.body.as_bytes()).as_slice()),
                        "MessageId": message.message_id,
                        "ReceiptHandle": message.receipt_handle,
                    })
                })
                .collect();
            Ok(Answer::from(json!({"Messages": messages})))
        }
        SqsAction::Delete => {
            let receipt = call.text("ReceiptHandle");
            queues.delete_message(call.text("QueueUrl"), receipt).await.map_err(refused)?;
            Ok(Answer::from(json!({})))
        }
    }
}

/// The host of a queue's URL, if no such host can be: AWS sends the request to where the URL points.
fn no_host(url: &str) -> Option<&str> {
    let authority = url.split_once("://")?.1.split('/').next()?;
    let host = authority.split(':').next()?;
    (!host.is_empty() && !host.contains('.') && host != "localhost").then_some(host)
}

/// The digest of attributes that SQS defines: names in order, each part preceded by its length
/// (<https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html>).
fn attributes_digest(attributes: &BTreeMap<String, MessageAttribute>) -> String {
    let mut digest = Md5::new();
    for (name, attribute) in attributes {
        let binary = attribute.data_type.starts_with("Binary");
        let value = if binary {
            STANDARD.decode(&attribute.value).unwrap_or_default()
        } else {
            attribute.value.clone().into_bytes()
        };
        for (part, prefix) in [
            (name.as_bytes(), None),
            (attribute.data_type.as_bytes(), None),
            (value.as_slice(), Some(if binary { 2 } else { 1 })),
        ] {
            digest.update(prefix.as_slice());
            digest.update(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            digest.update(part);
        }
    }
    hex(digest.finalize().as_slice())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
