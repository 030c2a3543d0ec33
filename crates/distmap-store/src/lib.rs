#![doc = include_str!("../README.md")]

mod codec;
#[cfg(feature = "conformance")]
pub mod conformance;
mod db;
pub mod decorators;
mod error;
mod files;
mod journal;
mod lock;
mod log;
mod objects;
mod queues;
mod store;
mod table;
mod time;
mod topics;

pub use error::{Error, OpenError, Result};
pub use journal::Journal;
pub use lock::Owner;
pub use objects::{
    Body, BucketInfo, BucketKind, Buckets, Condition, ObjectInfo, OpenObject, Part, PutObject,
    Stage, Staged, Tags, Upload,
};
pub use queues::{Delivery, QueueCounts, QueueInfo, Queues, ReceiveOptions};
pub use store::{Options, Store};
pub use table::Table;
pub use topics::{Message, Messages, Subscription, TopicInfo, Topics, messages, topic_arns};
