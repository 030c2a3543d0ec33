//! Buckets: objects by key, in three backends behind one interface.

mod body;
pub(crate) use body::hex;
pub(crate) use key::after_prefix;
mod buckets;
mod folder;
mod key;
mod memory;
mod multipart;
mod packed;
mod record;

use std::collections::BTreeMap;
use std::path::PathBuf;

use distmap_engine::ports::{ListPage, Millis, ObjectMeta, PutOptions};
use futures::future::BoxFuture;

pub use body::{Body, Stage, Staged};
pub use buckets::Buckets;
pub(crate) use folder::FolderBucket;
pub(crate) use memory::MemoryBucket;
pub use multipart::{Part, Upload};
pub(crate) use packed::{Large, PackedBucket, sweep};

use crate::error::{Error, Result};

/// Where a bucket keeps its objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BucketKind {
    /// In the state directory: small bodies inside the index, large ones as files. The default.
    Packed,
    /// A directory that exists already, read and written in place; keys are relative paths.
    Folder(PathBuf),
    /// In memory, gone with the process.
    Memory,
}

/// What is known of a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BucketInfo {
    /// Its name.
    pub name: String,
    /// Where its objects are.
    pub kind: BucketKind,
    /// When it was made.
    pub created: Millis,
}

/// Tags in the order that the writer gave.
pub type Tags = Vec<(String, String)>;

/// Everything that is kept of an object beside its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectInfo {
    /// Key, size, ETag, time, content type and user metadata.
    pub meta: ObjectMeta,
    /// Other headers that the writer gave and readers get back, such as `cache-control`.
    pub headers: BTreeMap<String, String>,
    /// The object's tags.
    pub tags: Tags,
}

/// An object that is open for reading.
#[derive(Debug)]
pub struct OpenObject {
    /// Everything but the body.
    pub info: ObjectInfo,
    /// The body, read when asked.
    pub body: Body,
}

/// What must hold for a write to happen (`If-Match`, `If-None-Match`), checked in the same step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// Nothing.
    #[default]
    None,
    /// No object has this key yet.
    Absent,
    /// The object there has this ETag.
    Etag(String),
}

impl Condition {
    fn check(&self, current: Option<&str>) -> Result<()> {
        match (self, current) {
            (Self::None, _) | (Self::Absent, None) => Ok(()),
            (Self::Etag(wanted), Some(found)) if wanted == found => Ok(()),
            (Self::Etag(_), None) => Err(no_such_key()),
            _ => Err(Error::service(
                "PreconditionFailed",
                412,
                "At least one of the pre-conditions you specified did not hold",
            )),
        }
    }
}

/// An object to be written.
#[derive(Debug)]
pub struct PutObject {
    /// Its key.
    pub key: String,
    /// Its body.
    pub body: Staged,
    /// Content type and user metadata.
    pub options: PutOptions,
    /// Other headers to give back to readers.
    pub headers: BTreeMap<String, String>,
    /// Tags.
    pub tags: Tags,
    /// What must hold.
    pub condition: Condition,
}

impl PutObject {
    /// An object with a body and nothing else said.
    pub fn new(key: impl Into<String>, body: Staged) -> Self {
        Self {
            key: key.into(),
            body,
            options: PutOptions::default(),
            headers: BTreeMap::new(),
            tags: Tags::new(),
            condition: Condition::None,
        }
    }
}

/// One bucket's objects. Reads answer at once; writes answer when they outlive the process.
pub(crate) trait Backend: Send + Sync {
    /// Up to `max` objects in byte order of their keys.
    fn list(&self, prefix: &str, start_after: Option<&str>, max: usize) -> Result<ListPage>;
    /// An object for reading; `NoSuchKey` where there is none.
    fn open(&self, key: &str) -> Result<OpenObject>;
    /// As [`Backend::open`], without touching the body.
    fn head(&self, key: &str) -> Result<ObjectInfo> {
        Ok(self.open(key)?.info)
    }
    /// Writes an object, all of it or nothing.
    fn put(&self, object: PutObject, now: Millis) -> BoxFuture<'_, Result<ObjectInfo>>;
    /// Deletes objects; those that are not there are fine.
    fn delete(&self, keys: Vec<String>) -> BoxFuture<'_, Result<()>>;
    /// Replaces an object's tags.
    fn set_tags(&self, key: String, tags: Tags) -> BoxFuture<'_, Result<()>>;
    /// Where to gather a body before it is put.
    fn stage(&self) -> Stage;
}

pub(crate) fn no_such_key() -> Error {
    Error::service("NoSuchKey", 404, "The specified key does not exist.")
}
