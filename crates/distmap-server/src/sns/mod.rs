//! SNS: topics, subscriptions, publishing. The store delivers to queues.

mod permissions;
mod publish;
mod subscriptions;
mod topics;

use distmap_engine::Engine;
use distmap_store::Store;
use indexmap::IndexMap;

use crate::model::sns::SERVICE;
use crate::protocol::{ApiError, operations};

/// The API of SNS over a store's topics.
#[derive(Clone, Debug)]
pub struct Api {
    store: Store,
    region: String,
    account: String,
}

operations! {
    "SNS", Api, SERVICE,
    "AddPermission" => add_permission,
    "ConfirmSubscription" => confirm_subscription,
    "CreateTopic" => create_topic,
    "DeleteTopic" => delete_topic,
    "GetSubscriptionAttributes" => get_subscription_attributes,
    "GetTopicAttributes" => get_topic_attributes,
    "ListSubscriptions" => list_subscriptions,
    "ListSubscriptionsByTopic" => list_subscriptions_by_topic,
    "ListTagsForResource" => list_tags_for_resource,
    "ListTopics" => list_topics,
    "Publish" => publish,
    "PublishBatch" => publish_batch,
    "RemovePermission" => remove_permission,
    "SetSubscriptionAttributes" => set_subscription_attributes,
    "SetTopicAttributes" => set_topic_attributes,
    "Subscribe" => subscribe,
    "TagResource" => tag_resource,
    "Unsubscribe" => unsubscribe,
    "UntagResource" => untag_resource,
}

/// Entries of a page, as on AWS.
const PAGE: usize = 100;

impl Api {
    /// The API over the store that the engine publishes to.
    pub fn new(engine: &Engine, store: Store) -> Self {
        Self { store, region: engine.region().to_owned(), account: engine.account().to_owned() }
    }
}

fn invalid(what: &str) -> ApiError {
    ApiError::new("InvalidParameter", format!("Invalid parameter: {what}"))
}

/// A page of a list; tokens are offsets.
fn page<T>(all: Vec<T>, token: Option<&str>) -> Result<(Vec<T>, Option<String>), ApiError> {
    let from = match token {
        None => 0,
        Some(text) => text.parse::<usize>().map_err(|_| invalid("NextToken"))?,
    };
    let mut rest = all.into_iter().skip(from);
    let items: Vec<T> = rest.by_ref().take(PAGE).collect();
    let next = rest.next().map(|_| (from + items.len()).to_string());
    Ok((items, next))
}

type Attributes = IndexMap<String, String>;
