//! Queues: visibility timeouts, delays, long polling, FIFO groups, dead letters.
//!
//! A queue's log holds what was sent and deleted. What is in flight is known to the process only: a
//! message that was received and not deleted shows up again, as after its visibility timeout.

mod record;
mod state;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use distmap_engine::ports::{
    Accepted, Clock, Millis, PortFuture, Queues as QueuesPort, Received, SendRequest, ServiceError,
};
use futures::future::{BoxFuture, FutureExt as _, select};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::Notify;

pub use self::state::QueueCounts;

use self::record::Sent;
use self::state::{Entry, Handle, State};
use crate::db::Db;
use crate::error::{Error, Result};
use crate::files;
use crate::log::{Kind, Log};
use crate::table::Table;
use crate::topics::{sequence_text, uuid_text};

/// A log that is emptier than this is not made smaller.
const SMALL_LOG: u64 = 1 << 20;
/// Bytes in the longest message.
const MAX_MESSAGE: usize = 1 << 20;

/// What is known of a queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueInfo {
    /// Its URL; the last two parts, account and name, identify it.
    pub url: String,
    /// Its ARN.
    pub arn: String,
    /// Attributes as SQS has them. The store reads `VisibilityTimeout`, `DelaySeconds`,
    /// `MaximumMessageSize`, `MessageRetentionPeriod`, `ReceiveMessageWaitTimeSeconds`,
    /// `ContentBasedDeduplication` and `RedrivePolicy`.
    pub attributes: BTreeMap<String, String>,
    /// Tags.
    pub tags: BTreeMap<String, String>,
}

impl QueueInfo {
    /// A queue with a URL and an ARN and SQS's own settings.
    pub fn new(url: impl Into<String>, arn: impl Into<String>) -> Self {
        Self { url: url.into(), arn: arn.into(), ..Self::default() }
    }

    fn seconds(&self, attribute: &str, default: u64) -> Duration {
        let given = self.attributes.get(attribute).and_then(|text| text.parse().ok());
        Duration::from_secs(given.unwrap_or(default))
    }

    fn is_fifo(&self) -> bool {
        self.arn.ends_with(".fifo")
    }

    /// Where messages go that were received too often, and how often that is.
    fn redrive(&self) -> Option<(String, u32)> {
        let policy: Value = serde_json::from_str(self.attributes.get("RedrivePolicy")?).ok()?;
        let count = &policy["maxReceiveCount"];
        let count = count.as_u64().or_else(|| count.as_str()?.parse().ok())?;
        Some((policy["deadLetterTargetArn"].as_str()?.to_owned(), u32::try_from(count).ok()?))
    }
}

/// How to receive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiveOptions {
    /// At most this many, 1 to 10.
    pub max: usize,
    /// How long to wait for the first one; the queue's setting where this is `None`.
    pub wait: Option<Duration>,
    /// How long others do not see it; the queue's setting where this is `None`.
    pub visibility: Option<Duration>,
}

/// A received message with what SQS tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// What the engine's port gives.
    pub message: Received,
    /// When it was first received.
    pub first_received: Millis,
    /// `MessageGroupId`.
    pub group_id: Option<String>,
    /// `MessageDeduplicationId`.
    pub deduplication_id: Option<String>,
    /// `SequenceNumber`, of FIFO queues.
    pub sequence_number: Option<String>,
}

/// The queues of a [`crate::Store`]; implements the engine's [`distmap_engine::ports::Queues`].
pub struct Queues {
    dir: Option<PathBuf>,
    clock: Arc<dyn Clock>,
    power_safe: bool,
    registry: Table,
    /// By account and name.
    queues: RwLock<BTreeMap<String, Arc<Queue>>>,
}

/// A queue as the registry holds it.
#[derive(Serialize, Deserialize)]
struct Registered {
    info: QueueInfo,
    /// The file that its log is in.
    file: String,
}

struct Queue {
    info: RwLock<QueueInfo>,
    file: String,
    log: Log,
    state: Mutex<State>,
    changed: Notify,
}

impl Queues {
    pub(crate) fn open(
        db: &Arc<Db>,
        dir: Option<PathBuf>,
        clock: Arc<dyn Clock>,
        power_safe: bool,
    ) -> Result<Self> {
        let registry = Table::new(Arc::clone(db), "queues");
        if let Some(dir) = &dir {
            files::create_dir(dir)?;
        }
        let all = Self { dir, clock, power_safe, registry, queues: RwLock::default() };
        for (name, document) in all.registry.scan("")? {
            if let Ok(registered) = serde_json::from_value(document) {
                let queue = Arc::new(all.load(registered)?);
                all.queues.write().unwrap_or_else(PoisonError::into_inner).insert(name, queue);
            }
        }
        Ok(all)
    }

    fn load(&self, Registered { info, file }: Registered) -> Result<Queue> {
        let mut state = State::new(info.is_fifo());
        let log = match &self.dir {
            None => Log::memory(),
            Some(dir) => {
                let now = self.clock.now();
                Log::open(&dir.join(&file), Kind::Queue, self.power_safe, 0, &mut |at, r| {
                    state.replay(at, r, now);
                    Ok(())
                })?
            }
        };
        let queue = Queue {
            info: RwLock::new(info),
            file,
            log,
            state: Mutex::new(state),
            changed: Notify::new(),
        };
        queue.compact()?;
        Ok(queue)
    }

    fn queue(&self, url: &str) -> Result<Arc<Queue>> {
        let queues = self.queues.read().unwrap_or_else(PoisonError::into_inner);
        queues.get(name_in_url(url)).cloned().ok_or_else(|| {
            Error::service("QueueDoesNotExist", 400, "The specified queue does not exist.")
        })
    }

    /// Makes a queue. One that is there with this account and name is given back as it is.
    pub fn create_queue(&self, info: QueueInfo) -> Result<QueueInfo> {
        let name = name_in_url(&info.url).to_owned();
        let mut queues = self.queues.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = queues.get(&name) {
            return Ok(queue.info());
        }
        let file = format!("{:016x}.log", fastrand::u64(..));
        let registered = Registered { info: info.clone(), file };
        let document = json!(registered);
        let queue = self.load(registered)?;
        self.registry.put(&name, &document)?;
        queues.insert(name, Arc::new(queue));
        Ok(info)
    }

    /// All queues in the order of their accounts and names.
    pub fn list_queues(&self) -> Vec<QueueInfo> {
        let queues = self.queues.read().unwrap_or_else(PoisonError::into_inner);
        queues.values().map(|queue| queue.info()).collect()
    }

    /// One queue; `QueueDoesNotExist` where there is none.
    pub fn queue_info(&self, url: &str) -> Result<QueueInfo> {
        Ok(self.queue(url)?.info())
    }

    /// Replaces a queue's attributes and tags.
    pub fn update_queue(&self, info: QueueInfo) -> Result<()> {
        let queue = self.queue(&info.url)?;
        let mut current = queue.info.write().unwrap_or_else(PoisonError::into_inner);
        let registered = Registered { info, file: queue.file.clone() };
        self.registry.put(name_in_url(&registered.info.url), &json!(registered))?;
        *current = registered.info;
        Ok(())
    }

    /// Deletes a queue and its messages.
    pub fn delete_queue(&self, url: &str) -> Result<()> {
        let queue = self.queue(url)?;
        let name = name_in_url(url);
        self.registry.delete(name)?;
        self.queues.write().unwrap_or_else(PoisonError::into_inner).remove(name);
        queue.changed.notify_waiters();
        match &self.dir {
            Some(dir) => files::remove(&dir.join(&queue.file)),
            None => Ok(()),
        }
    }

    /// Deletes all messages of a queue.
    pub fn purge_queue(&self, url: &str) -> Result<()> {
        let queue = self.queue(url)?;
        let mut state = lock(&queue.state);
        state.clear();
        queue.log.reset()?;
        // The numbers go on: a receipt of before must not fit a message of after.
        let (_, end) = queue.log.append(&record::next(state.next_id()));
        queue.log.flush(end)
    }

    /// How many messages can be received, are in flight and are delayed.
    pub fn counts(&self, url: &str) -> Result<QueueCounts> {
        let queue = self.queue(url)?;
        let mut state = lock(&queue.state);
        state.advance(self.clock.now());
        Ok(state.counts())
    }

    /// Sends a message; it outlives the process when this returns.
    pub async fn send_message(&self, request: SendRequest) -> Result<Accepted> {
        let queue = self.queue(&request.queue_url)?;
        self.send_to(&queue, request, fastrand::u128(..)).await
    }

    /// Sends a message of a topic to the queue with this ARN, and says whether there is one.
    pub(crate) async fn deliver(&self, arn: &str, request: SendRequest) -> Result<bool> {
        self.deliver_as(arn, request, fastrand::u128(..)).await
    }

    /// Likewise, as the message with this id.
    async fn deliver_as(&self, arn: &str, request: SendRequest, id: u128) -> Result<bool> {
        let queue = {
            let queues = self.queues.read().unwrap_or_else(PoisonError::into_inner);
            queues.get(&name_in_arn(arn)).cloned()
        };
        match queue {
            Some(queue) => self.send_to(&queue, request, id).await.map(|_| true),
            None => Ok(false),
        }
    }

    async fn send_to(&self, queue: &Queue, request: SendRequest, id: u128) -> Result<Accepted> {
        let info = queue.info();
        check(&request, &info)?;
        let now = self.clock.now();
        let delay = request.delay.unwrap_or_else(|| info.seconds("DelaySeconds", 0));
        let deduplication_id = deduplication_id(&request, &info)?;
        let (end, id, number) = {
            let mut state = lock(&queue.state);
            if let Some(id) = &deduplication_id
                && let Some((id, number)) = state.dedup.find(id, now)
            {
                return Ok(accepted(id, number, info.is_fifo()));
            }
            let sent = Sent {
                id,
                number: state.take_id(),
                sent: now,
                visible: now + millis(delay),
                body: &request.body,
                group_id: request.group_id.as_deref(),
                deduplication_id: deduplication_id.as_deref(),
                attributes: request.attributes.clone(),
            };
            let (offset, end) = queue.log.append(&sent.encode());
            state.add(&sent, offset, now);
            (end, sent.id, sent.number)
        };
        queue.log.flush(end)?;
        queue.changed.notify_waiters();
        Ok(accepted(id, number, info.is_fifo()))
    }

    /// Receives messages, waiting for the first one.
    pub async fn receive_messages(
        &self,
        url: &str,
        options: ReceiveOptions,
    ) -> Result<Vec<Delivery>> {
        let queue = self.queue(url)?;
        let info = queue.info();
        let wait = options.wait.unwrap_or_else(|| info.seconds("ReceiveMessageWaitTimeSeconds", 0));
        let deadline = self.clock.now() + millis(wait);
        loop {
            // Listening begins before looking: what comes in between is not missed.
            let changed = queue.changed.notified();
            futures::pin_mut!(changed);
            changed.as_mut().enable();
            let received = self.take(&queue, &info, &options).await?;
            let now = self.clock.now();
            if !received.is_empty() || now >= deadline || self.queue(url).is_err() {
                return Ok(received);
            }
            let next = lock(&queue.state).next_change().unwrap_or(deadline).clamp(now, deadline);
            let pause = Duration::from_millis(u64::try_from(next - now).unwrap_or(0).max(1));
            select(changed, self.clock.sleep(pause)).await;
        }
    }

    async fn take(
        &self,
        queue: &Queue,
        info: &QueueInfo,
        options: &ReceiveOptions,
    ) -> Result<Vec<Delivery>> {
        let now = self.clock.now();
        let visibility =
            options.visibility.unwrap_or_else(|| info.seconds("VisibilityTimeout", 30));
        let retention = millis(info.seconds("MessageRetentionPeriod", 345_600));
        let redrive = info.redrive();
        let max = options.max.clamp(1, 10);
        let (mut deliveries, mut dead) = (Vec::new(), Vec::new());
        {
            let mut state = lock(&queue.state);
            state.advance(now);
            for old in state.older_than(now - retention) {
                queue.log.append(&record::deleted(old));
                state.remove(old);
            }
            while deliveries.len() < max {
                let left = max - deliveries.len();
                let taken = state.take(left, now, now + millis(visibility));
                if taken.is_empty() {
                    break;
                }
                for (number, entry) in taken {
                    let record = queue.log.read(entry.offset)?;
                    let Some(sent) = Sent::decode(&record) else { continue };
                    match &redrive {
                        Some((arn, most)) if entry.receive_count > *most => {
                            dead.push((number, sent.id, arn.clone(), sent.request()));
                        }
                        _ => deliveries.push(delivery(number, &entry, &sent, info.is_fifo())),
                    }
                }
            }
        }
        for (number, id, arn, request) in dead {
            // Without a queue for dead letters the message stays where it is.
            if self.deliver_boxed(arn, request, id).await? {
                queue.delete(number)?;
            }
        }
        Ok(deliveries)
    }

    /// Sending may receive nothing, but its type would contain itself without a box.
    fn deliver_boxed(
        &self,
        arn: String,
        request: SendRequest,
        id: u128,
    ) -> BoxFuture<'_, Result<bool>> {
        async move { self.deliver_as(&arn, request, id).await }.boxed()
    }

    /// Deletes a received message. One that is gone already is fine.
    pub fn delete_received(&self, url: &str, receipt: &str) -> Result<()> {
        let queue = self.queue(url)?;
        let handle = Handle::parse(receipt).ok_or_else(invalid_handle)?;
        if lock(&queue.state).holds(handle) {
            queue.delete(handle.number)?;
        }
        Ok(())
    }

    /// Sets how long a received message stays hidden from now on; zero shows it at once.
    pub fn change_visibility(&self, url: &str, receipt: &str, timeout: Duration) -> Result<()> {
        let queue = self.queue(url)?;
        let handle = Handle::parse(receipt).ok_or_else(invalid_handle)?;
        let now = self.clock.now();
        let mut state = lock(&queue.state);
        state.advance(now);
        if !state.hide_until(handle, now + millis(timeout)) {
            return Err(Error::service(
                "MessageNotInflight",
                400,
                "The specified message isn't in flight.",
            ));
        }
        state.advance(now);
        drop(state);
        queue.changed.notify_waiters();
        Ok(())
    }
}

impl Queue {
    fn info(&self) -> QueueInfo {
        self.info.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn delete(&self, number: u64) -> Result<()> {
        let end = {
            let mut state = lock(&self.state);
            state.remove(number);
            self.log.append(&record::deleted(number)).1
        };
        self.log.flush(end)?;
        self.changed.notify_waiters();
        self.compact()
    }

    /// Begins the log anew when nothing in it is needed any more.
    fn compact(&self) -> Result<()> {
        if self.log.end() < SMALL_LOG {
            return Ok(());
        }
        let state = lock(&self.state);
        if !state.is_empty() {
            return Ok(());
        }
        self.log.reset()?;
        let (_, end) = self.log.append(&record::next(state.next_id()));
        self.log.flush(end)
    }
}

impl QueuesPort for Queues {
    fn send<'a>(&'a self, request: SendRequest) -> PortFuture<'a, Accepted> {
        self.send_message(request).map(|answer| answer.map_err(ServiceError::from)).boxed()
    }

    fn receive<'a>(
        &'a self,
        queue_url: &'a str,
        max: usize,
        wait: Duration,
    ) -> PortFuture<'a, Vec<Received>> {
        async move {
            let options = ReceiveOptions { max, wait: Some(wait), visibility: None };
            let received = self.receive_messages(queue_url, options).await?;
            Ok(received.into_iter().map(|delivery| delivery.message).collect())
        }
        .boxed()
    }

    fn delete_message<'a>(&'a self, queue_url: &'a str, receipt: &'a str) -> PortFuture<'a, ()> {
        let answer = self.delete_received(queue_url, receipt).map_err(ServiceError::from);
        futures::future::ready(answer).boxed()
    }
}

fn check(request: &SendRequest, info: &QueueInfo) -> Result<()> {
    let refused = |code, message: &str| Err(Error::service(code, 400, message));
    if request.body.is_empty() {
        return refused("MissingParameter", "The request must contain the parameter MessageBody.");
    }
    let most = info.attributes.get("MaximumMessageSize").and_then(|text| text.parse().ok());
    let most: usize = most.unwrap_or(MAX_MESSAGE);
    if request.body.len() > most {
        return refused(
            "InvalidParameterValue",
            &format!(
                "One or more parameters are invalid. Reason: Message must be shorter than {most} bytes."
            ),
        );
    }
    if info.is_fifo() && request.group_id.is_none() {
        return refused(
            "MissingParameter",
            "The request must contain the parameter MessageGroupId.",
        );
    }
    Ok(())
}

fn deduplication_id(request: &SendRequest, info: &QueueInfo) -> Result<Option<String>> {
    if !info.is_fifo() {
        return Ok(None);
    }
    let by_content =
        info.attributes.get("ContentBasedDeduplication").is_some_and(|value| value == "true");
    match &request.deduplication_id {
        Some(id) => Ok(Some(id.clone())),
        None if by_content => Ok(Some(crate::topics::of_content(&request.body))),
        None => Err(Error::service(
            "InvalidParameterValue",
            400,
            "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
        )),
    }
}

fn delivery(number: u64, entry: &Entry, sent: &Sent<'_>, fifo: bool) -> Delivery {
    let handle = Handle { number, count: entry.receive_count };
    Delivery {
        message: Received {
            message_id: uuid_text(sent.id),
            receipt_handle: handle.text(),
            body: sent.body.to_owned(),
            attributes: sent.attributes.clone(),
            receive_count: entry.receive_count,
            sent: sent.sent,
        },
        first_received: entry.first_received,
        group_id: sent.group_id.map(str::to_owned),
        deduplication_id: sent.deduplication_id.map(str::to_owned),
        sequence_number: if fifo { sequence_text(number) } else { None },
    }
}

fn accepted(id: u128, number: u64, fifo: bool) -> Accepted {
    let sequence_number = if fifo { sequence_text(number) } else { None };
    Accepted { message_id: uuid_text(id), sequence_number }
}

fn invalid_handle() -> Error {
    Error::service("ReceiptHandleIsInvalid", 404, "The specified receipt handle isn't valid.")
}

/// `ACCOUNT/NAME`, whatever comes before.
fn name_in_url(url: &str) -> &str {
    let url = url.trim_end_matches('/');
    let mut slashes = url.rmatch_indices('/').map(|(at, _)| at);
    match slashes.nth(1) {
        Some(at) => &url[at + 1..],
        None => url,
    }
}

fn name_in_arn(arn: &str) -> String {
    let mut parts = arn.rsplitn(3, ':');
    let name = parts.next().unwrap_or_default();
    format!("{}/{name}", parts.next().unwrap_or_default())
}

fn millis(duration: Duration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX / 4)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
