//! What the engine asks of the world: objects, topics, queues, time and identity.
//!
//! The embedded store, the AWS SDK and test doubles implement these traits; the engine does no I/O
//! of its own. All of them are plain data in, plain data out, and safe to share between threads.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

/// What a port's call returns.
pub type PortFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, ServiceError>> + Send + 'a>>;

/// Milliseconds since the Unix epoch: what AWS's wire formats can carry without loss.
pub type Millis = i64;

/// A service's refusal, in the words of the AWS service that the port stands for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message} (HTTP {status})")]
pub struct ServiceError {
    /// The service's own code, such as `NoSuchKey` or `NotFound`.
    pub code: String,
    /// The HTTP status that AWS answers it with.
    pub status: u16,
    /// The text for people.
    pub message: String,
}

impl ServiceError {
    /// An error from its three parts.
    pub fn new(code: impl Into<String>, status: u16, message: impl Into<String>) -> Self {
        Self { code: code.into(), status, message: message.into() }
    }
}

/// What is known of an object without its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectMeta {
    /// The key, any UTF-8 text of 1 to 1,024 bytes.
    pub key: String,
    /// Bytes of the body.
    pub size: u64,
    /// The entity tag in hexadecimal, without the quotes that HTTP puts around it.
    pub etag: String,
    /// When it was written.
    pub last_modified: Millis,
    /// `Content-Type`, if the writer gave one.
    pub content_type: Option<String>,
    /// User metadata (`x-amz-meta-...`), names in lower case.
    pub metadata: BTreeMap<String, String>,
}

/// An object with its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object {
    /// Everything but the body.
    pub meta: ObjectMeta,
    /// The body.
    pub body: Bytes,
}

/// Which keys to list: in byte order, strictly after `start_after`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRequest {
    /// The bucket's name.
    pub bucket: String,
    /// Only keys that begin with this.
    pub prefix: String,
    /// Only keys after this one; the last key of a page continues the listing.
    pub start_after: Option<String>,
    /// At most this many, capped at 1,000 as S3 does; 0 means 1,000.
    pub max_keys: usize,
}

/// One page of a listing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPage {
    /// The objects, in byte order of their keys.
    pub objects: Vec<ObjectMeta>,
    /// Whether more keys follow the last one here.
    pub truncated: bool,
}

/// What a writer says beside the body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutOptions {
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// User metadata, names in lower case.
    pub metadata: BTreeMap<String, String>,
}

/// Buckets of objects: what S3 does for a state machine.
///
/// Errors carry S3's codes: `NoSuchBucket`, `NoSuchKey` (404), `KeyTooLongError` (400).
pub trait Objects: Send + Sync {
    /// One page of keys.
    fn list<'a>(&'a self, request: &'a ListRequest) -> PortFuture<'a, ListPage>;
    /// An object with its body.
    fn get<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, Object>;
    /// At most `length` bytes of an object's body from `start` on; fewer where the body ends before.
    ///
    /// Item readers take large files piece by piece through it. A backend that can read a part
    /// without the whole should override this.
    fn get_range<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        start: u64,
        length: u64,
    ) -> PortFuture<'a, Bytes> {
        Box::pin(async move {
            let body = self.get(bucket, key).await?.body;
            let clamp = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).min(body.len());
            Ok(body.slice(clamp(start)..clamp(start.saturating_add(length))))
        })
    }
    /// An object without its body.
    fn head<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, ObjectMeta>;
    /// Writes or overwrites an object, all of it or nothing.
    fn put<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        body: Bytes,
        options: PutOptions,
    ) -> PortFuture<'a, ObjectMeta>;
    /// Deletes an object; deleting what is not there succeeds, as on S3.
    fn delete<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, ()>;
}

/// A typed attribute of a message: `DataType` and `StringValue` (binary values in base64).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageAttribute {
    /// `String`, `Number`, `Binary` or a custom type such as `String.Array`.
    pub data_type: String,
    /// The value's text.
    pub value: String,
}

/// A message for a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishRequest {
    /// The topic.
    pub topic_arn: String,
    /// The text to send.
    pub message: String,
    /// `Subject`.
    pub subject: Option<String>,
    /// `MessageStructure`: `json` picks a text by protocol.
    pub structure: Option<String>,
    /// `MessageAttributes`.
    pub attributes: BTreeMap<String, MessageAttribute>,
    /// `MessageGroupId`, needed by FIFO topics.
    pub group_id: Option<String>,
    /// `MessageDeduplicationId`.
    pub deduplication_id: Option<String>,
}

/// What a topic or a queue answers to a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// `MessageId`.
    pub message_id: String,
    /// `SequenceNumber`, of FIFO topics and queues.
    pub sequence_number: Option<String>,
}

/// Topics: what SNS does for a state machine. An unknown topic is `NotFound` (404).
pub trait Topics: Send + Sync {
    /// Publishes one message. When it returns, the message outlives the process.
    fn publish<'a>(&'a self, request: PublishRequest) -> PortFuture<'a, Accepted>;

    /// Publishes one message that need not outlive the process yet: it must once [`flush`](Self::flush) has returned, or
    /// the journal has written a record that was appended after this one returned. So the messages of many children of a Map
    /// Run can be written together.
    fn publish_soon<'a>(&'a self, request: PublishRequest) -> PortFuture<'a, Accepted> {
        self.publish(request)
    }

    /// Returns when all messages that were published outlive the process.
    fn flush(&self) -> PortFuture<'_, ()> {
        Box::pin(std::future::ready(Ok(())))
    }
}

/// A message for a queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendRequest {
    /// The queue's URL.
    pub queue_url: String,
    /// The text to send.
    pub body: String,
    /// `DelaySeconds`.
    pub delay: Option<Duration>,
    /// `MessageAttributes`.
    pub attributes: BTreeMap<String, MessageAttribute>,
    /// `MessageGroupId`, needed by FIFO queues.
    pub group_id: Option<String>,
    /// `MessageDeduplicationId`.
    pub deduplication_id: Option<String>,
}

/// A message as a receiver sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// `MessageId`.
    pub message_id: String,
    /// `ReceiptHandle`, for deleting it.
    pub receipt_handle: String,
    /// `Body`.
    pub body: String,
    /// `MessageAttributes`.
    pub attributes: BTreeMap<String, MessageAttribute>,
    /// How often it was handed out, this time included.
    pub receive_count: u32,
    /// When it was sent.
    pub sent: Millis,
}

/// Queues: what SQS does for a state machine. An unknown queue is `QueueDoesNotExist` (400).
pub trait Queues: Send + Sync {
    /// Sends one message.
    fn send<'a>(&'a self, request: SendRequest) -> PortFuture<'a, Accepted>;
    /// Receives up to `max` messages (1 to 10), waiting up to `wait` for the first one.
    fn receive<'a>(
        &'a self,
        queue_url: &'a str,
        max: usize,
        wait: Duration,
    ) -> PortFuture<'a, Vec<Received>>;
    /// Deletes a received message.
    fn delete_message<'a>(&'a self, queue_url: &'a str, receipt: &'a str) -> PortFuture<'a, ()>;
}

/// Time. A virtual clock makes Wait states, retries and timeouts cost nothing in tests.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Millis;
    /// Completes when `duration` has passed by this clock.
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// Identity: execution names, Map Run ids, message ids and task tokens are made here.
pub trait Ids: Send + Sync {
    /// A new identifier in the form of a UUID.
    fn next(&self) -> String;
}
