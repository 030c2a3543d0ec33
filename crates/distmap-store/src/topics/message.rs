//! Messages as they lie in a topic's log, and as readers see them.

use std::collections::BTreeMap;

use distmap_engine::ports::{MessageAttribute, Millis, PublishRequest};

use super::{Head, invalid, sequence_text, uuid_text};
use crate::codec::{Decoder, Encoder};
use crate::error::Result;

const PUBLISHED: u8 = 1;

/// A message of a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Where it is; reading from here gives it again.
    pub position: u64,
    /// `MessageId`.
    pub message_id: String,
    /// `TopicArn`.
    pub topic_arn: String,
    /// The text that was published.
    pub message: String,
    /// `Subject`.
    pub subject: Option<String>,
    /// `MessageStructure`.
    pub structure: Option<String>,
    /// `MessageAttributes`.
    pub attributes: BTreeMap<String, MessageAttribute>,
    /// `MessageGroupId`.
    pub group_id: Option<String>,
    /// `MessageDeduplicationId`.
    pub deduplication_id: Option<String>,
    /// `SequenceNumber`, of FIFO topics.
    pub sequence_number: Option<String>,
    /// When it was published.
    pub published: Millis,
}

impl Message {
    pub(super) fn new(topic_arn: &str, position: u64, request: PublishRequest, head: Head) -> Self {
        Self {
            position,
            message_id: uuid_text(head.id),
            topic_arn: topic_arn.to_owned(),
            message: request.message,
            subject: request.subject,
            structure: request.structure,
            attributes: request.attributes,
            group_id: request.group_id,
            deduplication_id: request.deduplication_id,
            sequence_number: sequence_text(head.sequence),
            published: head.published,
        }
    }
}

/// The record of a message. The topic is the log's, so it is not in there.
pub(super) fn encode(request: &PublishRequest, head: &Head) -> Vec<u8> {
    let mut record = Encoder(Vec::with_capacity(64 + request.message.len()));
    record
        .u8(PUBLISHED)
        .u64((head.id >> 64) as u64)
        .u64(head.id as u64)
        .u64(head.sequence)
        .i64(head.published)
        .text(&request.message)
        .option(request.subject.as_deref())
        .option(request.structure.as_deref())
        .option(request.group_id.as_deref())
        .option(request.deduplication_id.as_deref())
        .attributes(&request.attributes);
    record.0
}

pub(super) fn decode(record: &[u8]) -> Option<(PublishRequest, Head)> {
    let mut fields = Decoder(record);
    if fields.u8()? != PUBLISHED {
        return None;
    }
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let id = u128::from(fields.u64()?) << 64 | u128::from(fields.u64()?);
    let head = Head { id, sequence: fields.u64()?, published: fields.i64()? };
    let request = PublishRequest {
        topic_arn: String::new(),
        message: fields.text()?.to_owned(),
        subject: owned(fields.option()?),
        structure: owned(fields.option()?),
        group_id: owned(fields.option()?),
        deduplication_id: owned(fields.option()?),
        attributes: fields.attributes()?,
    };
    Some((request, head))
}

/// The text that a protocol's subscribers get: with `MessageStructure` `json` it is chosen by name.
pub(super) fn for_protocol(request: &PublishRequest, protocol: &str) -> Result<String> {
    if request.structure.as_deref() != Some("json") {
        return Ok(request.message.clone());
    }
    let texts: serde_json::Value = serde_json::from_str(&request.message)
        .map_err(|_| invalid("Message Structure - JSON message body failed to parse"))?;
    let default = texts.get("default").and_then(|text| text.as_str());
    let default = default
        .ok_or_else(|| invalid("Message Structure - No default entry in JSON message body"))?;
    let text = texts.get(protocol).and_then(|text| text.as_str()).unwrap_or(default);
    Ok(text.to_owned())
}
