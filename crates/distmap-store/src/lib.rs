#![doc = include_str!("../README.md")]

mod db;
mod error;
mod files;
mod lock;
mod objects;
mod store;
mod table;
mod time;

pub use error::{Error, OpenError, Result};
pub use lock::Owner;
pub use objects::{
    Body, BucketInfo, BucketKind, Buckets, Condition, ObjectInfo, OpenObject, Part, PutObject,
    Stage, Staged, Tags, Upload,
};
pub use store::{Options, Store};
pub use table::Table;
