//! Topics: an append-only log each, and delivery to the queues that subscribe.

mod dedup;
mod filter;
mod message;
mod reader;
mod subscription;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use distmap_engine::ports::{
    Accepted, Clock, Millis, PortFuture, PublishRequest, ServiceError, Topics as TopicsPort,
};
use futures::future::{FutureExt as _, ready};
use serde::{Deserialize, Serialize};
use serde_json::json;

pub(crate) use dedup::{Dedup, of_content};
pub use message::Message;
pub use reader::{Messages, messages, topic_arns};
pub use subscription::Subscription;

use self::subscription::Subscriptions;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::files;
use crate::log::{Kind, Log};
use crate::queues::Queues;
use crate::table::Table;

/// Bytes in the longest message.
const MAX_MESSAGE: usize = 256 << 10;
/// Bytes of messages that wait to be written together.
const GROUP: usize = 64 << 10;

/// What is known of a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicInfo {
    /// Its ARN; of a FIFO topic it ends in `.fifo`.
    pub arn: String,
    /// Attributes as the creator set them; the store reads `ContentBasedDeduplication`.
    pub attributes: BTreeMap<String, String>,
    /// Tags.
    pub tags: BTreeMap<String, String>,
}

/// A topic as the registry holds it.
#[derive(Serialize, Deserialize)]
struct Registered {
    info: TopicInfo,
    /// The directory that its log is in.
    directory: String,
}

/// The topics of a [`crate::Store`]; implements the engine's [`distmap_engine::ports::Topics`].
pub struct Topics {
    dir: Option<PathBuf>,
    clock: Arc<dyn Clock>,
    power_safe: bool,
    registry: Table,
    topics: RwLock<BTreeMap<String, Arc<Topic>>>,
    subscriptions: Subscriptions,
    queues: Arc<Queues>,
}

struct Topic {
    info: RwLock<TopicInfo>,
    directory: String,
    fifo: bool,
    /// Opened when the topic is first published to or read.
    log: Mutex<Option<Arc<Open>>>,
}

/// A topic's log, and what FIFO topics remember.
struct Open {
    log: Arc<Log>,
    order: Mutex<Order>,
}

#[derive(Default)]
struct Order {
    sequence: u64,
    dedup: Dedup,
}

impl Topics {
    pub(crate) fn open(
        db: &Arc<Db>,
        dir: Option<PathBuf>,
        clock: Arc<dyn Clock>,
        power_safe: bool,
        queues: Arc<Queues>,
    ) -> Result<Self> {
        let registry = Table::new(Arc::clone(db), "topics");
        let mut topics = BTreeMap::new();
        for (arn, document) in registry.scan("")? {
            if let Ok(registered) = serde_json::from_value(document) {
                topics.insert(arn, Arc::new(Topic::new(registered)));
            }
        }
        let subscriptions = Subscriptions::open(Table::new(Arc::clone(db), "subscriptions"))?;
        let topics = RwLock::new(topics);
        Ok(Self { dir, clock, power_safe, registry, topics, subscriptions, queues })
    }

    fn topic(&self, arn: &str) -> Result<Arc<Topic>> {
        let topics = self.topics.read().unwrap_or_else(PoisonError::into_inner);
        topics.get(arn).cloned().ok_or_else(not_found)
    }

    /// Makes a topic. One that is there is given back as it is, as SNS does.
    pub fn create_topic(
        &self,
        arn: &str,
        attributes: BTreeMap<String, String>,
        tags: BTreeMap<String, String>,
    ) -> Result<TopicInfo> {
        let mut topics = self.topics.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(topic) = topics.get(arn) {
            return Ok(topic.info());
        }
        let directory = format!("{:016x}", fastrand::u64(..));
        let info = TopicInfo { arn: arn.to_owned(), attributes, tags };
        if let Some(dir) = &self.dir {
            let dir = dir.join(&directory);
            files::create_dir(&dir)?;
            files::replace(&dir.join(reader::ARN_FILE), arn.as_bytes())?;
        }
        let registered = Registered { info: info.clone(), directory };
        self.registry.put(arn, &json!(registered))?;
        let topic = Topic::new(registered);
        // So that readers without the lock find a log, if an empty one.
        topic.open(self)?;
        topics.insert(arn.to_owned(), Arc::new(topic));
        Ok(info)
    }

    /// All topics in the order of their ARNs.
    pub fn list_topics(&self) -> Vec<TopicInfo> {
        let topics = self.topics.read().unwrap_or_else(PoisonError::into_inner);
        topics.values().map(|topic| topic.info()).collect()
    }

    /// One topic; `NotFound` where there is none.
    pub fn topic_info(&self, arn: &str) -> Result<TopicInfo> {
        Ok(self.topic(arn)?.info())
    }

    /// Replaces a topic's attributes and tags.
    pub fn update_topic(&self, info: TopicInfo) -> Result<()> {
        let topic = self.topic(&info.arn)?;
        let mut current = topic.info.write().unwrap_or_else(PoisonError::into_inner);
        let registered = Registered { info, directory: topic.directory.clone() };
        self.registry.put(&registered.info.arn, &json!(registered))?;
        *current = registered.info;
        Ok(())
    }

    /// Deletes a topic, its messages and its subscriptions; one that is not there is fine.
    pub fn delete_topic(&self, arn: &str) -> Result<()> {
        let mut topics = self.topics.write().unwrap_or_else(PoisonError::into_inner);
        let Some(topic) = topics.remove(arn) else { return Ok(()) };
        self.subscriptions.delete_all(arn)?;
        self.registry.delete(arn)?;
        match &self.dir {
            Some(dir) => files::remove_dir(&dir.join(&topic.directory)),
            None => Ok(()),
        }
    }

    /// Subscribes an endpoint. The same endpoint is subscribed once; its subscription is given back.
    pub fn subscribe(&self, subscription: Subscription) -> Result<Subscription> {
        self.topic(&subscription.topic_arn)?;
        self.subscriptions.add(subscription)
    }

    /// A subscription by its ARN; `NotFound` where there is none.
    pub fn subscription(&self, arn: &str) -> Result<Subscription> {
        self.subscriptions.get(arn).ok_or_else(not_found)
    }

    /// The subscriptions of a topic, or of all topics.
    pub fn list_subscriptions(&self, topic_arn: Option<&str>) -> Result<Vec<Subscription>> {
        if let Some(arn) = topic_arn {
            self.topic(arn)?;
        }
        Ok(self.subscriptions.list(topic_arn))
    }

    /// Replaces a subscription's attributes (`RawMessageDelivery`, `FilterPolicy`,
    /// `FilterPolicyScope`).
    pub fn set_subscription_attributes(
        &self,
        arn: &str,
        attributes: BTreeMap<String, String>,
    ) -> Result<()> {
        let current = self.subscription(arn)?;
        self.subscriptions.replace(Subscription { attributes, ..current })
    }

    /// Ends a subscription; one that is not there is fine.
    pub fn unsubscribe(&self, arn: &str) -> Result<()> {
        self.subscriptions.delete(arn)
    }

    /// A topic's messages from a position on; 0 is the first message.
    pub fn messages(&self, arn: &str, from: u64) -> Result<Messages> {
        let topic = self.topic(arn)?;
        let open = topic.open(self)?;
        open.log.flush(open.log.end())?;
        match &self.dir {
            Some(dir) => Messages::open(arn, &dir.join(&topic.directory), from),
            None => Ok(Messages::memory(arn, Arc::clone(&open.log), from)),
        }
    }

    /// Publishes messages to one topic in one step, in order.
    pub async fn publish_batch(
        &self,
        requests: Vec<PublishRequest>,
    ) -> Result<Vec<Result<Accepted>>> {
        let mut flushes = BTreeMap::new();
        let mut answers = Vec::with_capacity(requests.len());
        let mut deliveries = Vec::new();
        for request in requests {
            let added = self.add(&request);
            answers.push(added.map(|(open, end, message, new)| {
                let accepted = message.accepted();
                flushes.insert(request.topic_arn.clone(), (open, end));
                if new {
                    deliveries.push((request, message));
                }
                accepted
            }));
        }
        for (open, end) in flushes.into_values() {
            open.log.flush(end)?;
        }
        for (request, message) in deliveries {
            self.deliver(&request, &message).await?;
        }
        Ok(answers)
    }

    /// As `publish`, but a message of a topic without subscriptions waits with others until it is flushed.
    async fn publish_one_soon(&self, request: PublishRequest) -> Result<Accepted> {
        if self.subscriptions.of(&request.topic_arn).is_some() {
            return self.publish_one(request).await;
        }
        let (open, end, message, _) = self.add(&request)?;
        if open.log.pending() > GROUP {
            open.log.flush(end)?;
        }
        Ok(message.accepted())
    }

    /// Returns when all that was published outlives the process.
    pub(crate) fn flush_all(&self) -> Result<()> {
        let topics = self.topics.read().unwrap_or_else(PoisonError::into_inner);
        for topic in topics.values() {
            let open = lock(&topic.log).clone();
            if let Some(open) = open {
                open.log.flush(open.log.end())?;
            }
        }
        Ok(())
    }

    async fn publish_one(&self, request: PublishRequest) -> Result<Accepted> {
        let (open, end, message, new) = self.add(&request)?;
        open.log.flush(end)?;
        if new {
            self.deliver(&request, &message).await?;
        }
        Ok(message.accepted())
    }

    /// Adds a message to its topic's log, to be flushed up to the given end. A duplicate within
    /// five minutes is answered as the first was, and is not new.
    fn add(&self, request: &PublishRequest) -> Result<(Arc<Open>, u64, Head, bool)> {
        let topic = self.topic(&request.topic_arn)?;
        check(request, topic.fifo)?;
        let open = topic.open(self)?;
        let mut head = Head { id: fastrand::u128(..), sequence: 0, published: self.clock.now() };
        if !topic.fifo {
            let (_, end) = open.log.append(&message::encode(request, &head));
            return Ok((open, end, head, true));
        }
        let deduplication = topic.deduplication_id(request)?;
        let mut order = lock(&open.order);
        if let Some((id, sequence)) = order.dedup.find(&deduplication, head.published) {
            let first = Head { id, sequence, ..head };
            drop(order);
            let end = open.log.end();
            return Ok((open, end, first, false));
        }
        order.sequence += 1;
        head.sequence = order.sequence;
        order.dedup.remember(deduplication.clone(), head.published, (head.id, head.sequence));
        let request = PublishRequest { deduplication_id: Some(deduplication), ..request.clone() };
        let (_, end) = open.log.append(&message::encode(&request, &head));
        drop(order);
        Ok((open, end, head, true))
    }

    async fn deliver(&self, request: &PublishRequest, head: &Head) -> Result<()> {
        let Some(subscriptions) = self.subscriptions.of(&request.topic_arn) else { return Ok(()) };
        for subscription in &*subscriptions {
            if subscription.accepts(request)
                && let Some(send) = subscription.queue_message(request, head)?
            {
                let dead_letters = subscription.dead_letters().map(|arn| (arn, send.clone()));
                let delivered = self.queues.deliver(&subscription.info.endpoint, send).await?;
                // A queue that is gone is passed over, unless the subscription has another for that.
                if let (false, Some((arn, send))) = (delivered, dead_letters) {
                    self.queues.deliver(&arn, send).await?;
                }
            }
        }
        Ok(())
    }
}

/// What the topic says of a message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub id: u128,
    /// 0 on topics that are not FIFO.
    pub sequence: u64,
    pub published: Millis,
}

impl Head {
    fn accepted(&self) -> Accepted {
        Accepted { message_id: uuid_text(self.id), sequence_number: sequence_text(self.sequence) }
    }
}

impl Topic {
    fn new(Registered { info, directory }: Registered) -> Self {
        let fifo = info.arn.ends_with(".fifo");
        Self { info: RwLock::new(info), directory, fifo, log: Mutex::new(None) }
    }

    fn info(&self) -> TopicInfo {
        self.info.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn open(&self, topics: &Topics) -> Result<Arc<Open>> {
        let mut open = lock(&self.log);
        if let Some(open) = &*open {
            return Ok(Arc::clone(open));
        }
        let mut order = Order::default();
        let log = match &topics.dir {
            None => Log::memory(),
            Some(dir) => {
                let path = dir.join(&self.directory).join(reader::LOG_FILE);
                let now = topics.clock.now();
                Log::open(&path, Kind::Topic, topics.power_safe, 0, &mut |_, record| {
                    if self.fifo
                        && let Some((request, head)) = message::decode(record)
                    {
                        order.sequence = head.sequence;
                        let id = request.deduplication_id.unwrap_or_default();
                        order.dedup.restore(id, head.published, (head.id, head.sequence), now);
                    }
                    Ok(())
                })?
            }
        };
        let fresh = Arc::new(Open { log: Arc::new(log), order: Mutex::new(order) });
        *open = Some(Arc::clone(&fresh));
        Ok(fresh)
    }

    fn deduplication_id(&self, request: &PublishRequest) -> Result<String> {
        if let Some(id) = &request.deduplication_id {
            return Ok(id.clone());
        }
        let info = self.info.read().unwrap_or_else(PoisonError::into_inner);
        if info.attributes.get("ContentBasedDeduplication").is_some_and(|v| v == "true") {
            return Ok(dedup::of_content(&request.message));
        }
        Err(invalid(
            "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
        ))
    }
}

impl TopicsPort for Topics {
    fn publish<'a>(&'a self, request: PublishRequest) -> PortFuture<'a, Accepted> {
        self.publish_one(request).map(|answer| answer.map_err(ServiceError::from)).boxed()
    }

    fn publish_soon<'a>(&'a self, request: PublishRequest) -> PortFuture<'a, Accepted> {
        self.publish_one_soon(request).map(|answer| answer.map_err(ServiceError::from)).boxed()
    }

    fn flush(&self) -> PortFuture<'_, ()> {
        ready(self.flush_all().map_err(ServiceError::from)).boxed()
    }
}

fn check(request: &PublishRequest, fifo: bool) -> Result<()> {
    if request.message.is_empty() {
        return Err(invalid("Empty message"));
    }
    if request.message.len() > MAX_MESSAGE {
        return Err(invalid("Message too long"));
    }
    if fifo && request.group_id.is_none() {
        return Err(invalid("The MessageGroupId parameter is required for FIFO topics"));
    }
    if request.structure.as_deref() == Some("json") {
        message::for_protocol(request, "default")?;
    }
    Ok(())
}

fn invalid(reason: &str) -> Error {
    Error::service("InvalidParameter", 400, format!("Invalid parameter: {reason}"))
}

fn not_found() -> Error {
    Error::service("NotFound", 404, "Topic does not exist")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Random bits in the form of a UUID of version 4.
pub(crate) fn uuid_text(bits: u128) -> String {
    const VERSION: u128 = 0xf << 76;
    const VARIANT: u128 = 0b11 << 62;
    let bits = bits & !VERSION & !VARIANT | (4 << 76) | (0b10 << 62);
    let bytes = bits.to_be_bytes();
    let mut text = crate::objects::hex(&bytes);
    for at in [20, 16, 12, 8] {
        text.insert(at, '-');
    }
    text
}

/// Twenty digits, as AWS writes sequence numbers.
pub(crate) fn sequence_text(sequence: u64) -> Option<String> {
    // AWS's begin so; what counts is that they grow.
    (sequence > 0).then(|| format!("1{:019}", u128::from(sequence)))
}
