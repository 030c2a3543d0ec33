//! What a queue's log says: messages sent and deleted, and which number comes next.

use std::collections::BTreeMap;

use distmap_engine::ports::{MessageAttribute, Millis, SendRequest};

use crate::codec::{Decoder, Encoder};

pub(super) const SENT: u8 = 1;
pub(super) const DELETED: u8 = 2;
pub(super) const NEXT: u8 = 3;

/// A message as it was sent.
pub(super) struct Sent<'r> {
    pub id: u128,
    /// Its number in the queue, from 1.
    pub number: u64,
    pub sent: Millis,
    /// When it can first be received.
    pub visible: Millis,
    pub body: &'r str,
    pub group_id: Option<&'r str>,
    pub deduplication_id: Option<&'r str>,
    pub attributes: BTreeMap<String, MessageAttribute>,
}

impl<'r> Sent<'r> {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut record = Encoder::new(SENT);
        record
            .u64((self.id >> 64) as u64)
            .u64(self.id as u64)
            .u64(self.number)
            .i64(self.sent)
            .i64(self.visible)
            .text(self.body)
            .option(self.group_id)
            .option(self.deduplication_id)
            .attributes(&self.attributes);
        record.0
    }

    pub(super) fn decode(record: &'r [u8]) -> Option<Self> {
        let mut fields = Decoder(record);
        if fields.u8()? != SENT {
            return None;
        }
        Some(Self {
            id: u128::from(fields.u64()?) << 64 | u128::from(fields.u64()?),
            number: fields.u64()?,
            sent: fields.i64()?,
            visible: fields.i64()?,
            body: fields.text()?,
            group_id: fields.option()?,
            deduplication_id: fields.option()?,
            attributes: fields.attributes()?,
        })
    }

    /// The message as it is sent on to another queue.
    pub(super) fn request(&self) -> SendRequest {
        SendRequest {
            body: self.body.to_owned(),
            attributes: self.attributes.clone(),
            group_id: self.group_id.map(str::to_owned),
            deduplication_id: self.deduplication_id.map(str::to_owned),
            ..SendRequest::default()
        }
    }
}

pub(super) fn deleted(number: u64) -> Vec<u8> {
    numbered(DELETED, number)
}

/// The number that the next message gets, where no record says it any more.
pub(super) fn next(number: u64) -> Vec<u8> {
    numbered(NEXT, number)
}

fn numbered(kind: u8, number: u64) -> Vec<u8> {
    let mut record = Encoder::new(kind);
    record.u64(number);
    record.0
}
