//! Who gets a topic's messages, and in what form.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use distmap_engine::ports::{PublishRequest, SendRequest};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::filter::Filter;
use super::message::for_protocol;
use super::{Head, sequence_text, uuid_text};
use crate::error::Result;
use crate::table::Table;
use crate::time::iso;

/// A subscription. Only those of protocol `sqs` are delivered to; others are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// `SubscriptionArn`; made when it is empty.
    pub arn: String,
    /// The topic.
    pub topic_arn: String,
    /// `sqs`, `https`, `email`, ...
    pub protocol: String,
    /// Of `sqs` the queue's ARN.
    pub endpoint: String,
    /// `RawMessageDelivery`, `FilterPolicy`, `FilterPolicyScope` and what else was set.
    pub attributes: BTreeMap<String, String>,
}

/// A subscription with its filter policy read.
pub(super) struct Compiled {
    pub info: Subscription,
    filter: Option<Filter>,
    raw: bool,
}

impl Compiled {
    fn new(info: Subscription) -> Result<Self> {
        let attribute = |name: &str| info.attributes.get(name).map(String::as_str);
        let in_body = attribute("FilterPolicyScope") == Some("MessageBody");
        let policy = attribute("FilterPolicy").filter(|policy| !policy.trim().is_empty());
        let filter = policy.map(|policy| Filter::parse(policy, in_body)).transpose()?;
        let raw = attribute("RawMessageDelivery").is_some_and(|v| v.eq_ignore_ascii_case("true"));
        Ok(Self { filter, raw, info })
    }

    pub(super) fn accepts(&self, request: &PublishRequest) -> bool {
        self.filter.as_ref().is_none_or(|filter| filter.accepts(request))
    }

    /// The queue of its `RedrivePolicy`, for messages that its endpoint does not take.
    pub(super) fn dead_letters(&self) -> Option<String> {
        let policy: Value =
            serde_json::from_str(self.info.attributes.get("RedrivePolicy")?).ok()?;
        policy["deadLetterTargetArn"].as_str().map(str::to_owned)
    }

    /// What a queue gets; `None` where the endpoint is no queue.
    pub(super) fn queue_message(
        &self,
        request: &PublishRequest,
        head: &Head,
    ) -> Result<Option<SendRequest>> {
        if self.info.protocol != "sqs" {
            return Ok(None);
        }
        let text = for_protocol(request, "sqs")?;
        let (body, attributes) = match self.raw {
            true => (text, request.attributes.clone()),
            false => (self.envelope(request, head, &text), BTreeMap::new()),
        };
        Ok(Some(SendRequest {
            body,
            attributes,
            group_id: request.group_id.clone(),
            // A FIFO topic hands the id that it made from the content on to its queues.
            deduplication_id: request.deduplication_id.clone().or_else(|| {
                let fifo = head.sequence != 0;
                fifo.then(|| super::of_content(&request.message))
            }),
            ..SendRequest::default()
        }))
    }

    fn envelope(&self, request: &PublishRequest, head: &Head, text: &str) -> String {
        let mut envelope = Map::new();
        let mut put = |name: &str, value: Value| envelope.insert(name.to_owned(), value);
        put("Type", json!("Notification"));
        put("MessageId", json!(uuid_text(head.id)));
        if let Some(sequence) = sequence_text(head.sequence) {
            put("SequenceNumber", json!(sequence));
        }
        put("TopicArn", json!(request.topic_arn));
        if let Some(subject) = &request.subject {
            put("Subject", json!(subject));
        }
        put("Message", json!(text));
        put("Timestamp", json!(iso(head.published)));
        put(
            "UnsubscribeURL",
            json!(format!("?Action=Unsubscribe&SubscriptionArn={}", self.info.arn)),
        );
        if !request.attributes.is_empty() {
            let attributes: Map<_, _> = (request.attributes.iter())
                .map(|(name, a)| (name.clone(), json!({"Type": a.data_type, "Value": a.value})))
                .collect();
            put("MessageAttributes", Value::Object(attributes));
        }
        Value::Object(envelope).to_string()
    }
}

/// All subscriptions, by topic.
pub(super) struct Subscriptions {
    table: Table,
    by_topic: RwLock<HashMap<String, Arc<Vec<Arc<Compiled>>>>>,
}

impl Subscriptions {
    pub(super) fn open(table: Table) -> Result<Self> {
        let mut by_topic: HashMap<String, Vec<_>> = HashMap::new();
        for (_, document) in table.scan("")? {
            if let Ok(info) = serde_json::from_value::<Subscription>(document) {
                let compiled = Arc::new(Compiled::new(info)?);
                by_topic.entry(compiled.info.topic_arn.clone()).or_default().push(compiled);
            }
        }
        let by_topic = by_topic.into_iter().map(|(arn, all)| (arn, Arc::new(all))).collect();
        Ok(Self { table, by_topic: RwLock::new(by_topic) })
    }

    pub(super) fn of(&self, topic_arn: &str) -> Option<Arc<Vec<Arc<Compiled>>>> {
        self.by_topic.read().unwrap_or_else(PoisonError::into_inner).get(topic_arn).cloned()
    }

    pub(super) fn list(&self, topic_arn: Option<&str>) -> Vec<Subscription> {
        let by_topic = self.by_topic.read().unwrap_or_else(PoisonError::into_inner);
        let wanted = by_topic.iter().filter(|(arn, _)| topic_arn.is_none_or(|t| t == *arn));
        let mut all: Vec<_> =
            wanted.flat_map(|(_, all)| all.iter().map(|one| one.info.clone())).collect();
        all.sort_by(|a, b| a.arn.cmp(&b.arn));
        all
    }

    pub(super) fn get(&self, arn: &str) -> Option<Subscription> {
        self.list(topic_of(arn)).into_iter().find(|one| one.arn == arn)
    }

    pub(super) fn add(&self, mut info: Subscription) -> Result<Subscription> {
        let same =
            |one: &Subscription| one.protocol == info.protocol && one.endpoint == info.endpoint;
        if let Some(there) = self.list(Some(&info.topic_arn)).into_iter().find(same) {
            return Ok(there);
        }
        if info.arn.is_empty() {
            info.arn = format!("{}:{}", info.topic_arn, uuid_text(fastrand::u128(..)));
        }
        self.replace(info.clone())?;
        Ok(info)
    }

    pub(super) fn replace(&self, info: Subscription) -> Result<()> {
        let compiled = Arc::new(Compiled::new(info.clone())?);
        self.table.put(&info.arn, &json!(info))?;
        self.change(&info.topic_arn, |all| {
            all.retain(|one| one.info.arn != info.arn);
            all.push(compiled);
        });
        Ok(())
    }

    pub(super) fn delete(&self, arn: &str) -> Result<()> {
        self.table.delete(arn)?;
        if let Some(topic) = topic_of(arn) {
            self.change(topic, |all| all.retain(|one| one.info.arn != arn));
        }
        Ok(())
    }

    pub(super) fn delete_all(&self, topic_arn: &str) -> Result<()> {
        self.list(Some(topic_arn)).iter().try_for_each(|one| self.delete(&one.arn))
    }

    fn change(&self, topic_arn: &str, change: impl FnOnce(&mut Vec<Arc<Compiled>>)) {
        let mut by_topic = self.by_topic.write().unwrap_or_else(PoisonError::into_inner);
        let mut all = by_topic.get(topic_arn).map(|all| all.to_vec()).unwrap_or_default();
        change(&mut all);
        match all.is_empty() {
            true => drop(by_topic.remove(topic_arn)),
            false => drop(by_topic.insert(topic_arn.to_owned(), Arc::new(all))),
        }
    }
}

/// The topic in a subscription's ARN.
fn topic_of(arn: &str) -> Option<&str> {
    arn.rsplit_once(':').map(|(topic, _)| topic)
}
