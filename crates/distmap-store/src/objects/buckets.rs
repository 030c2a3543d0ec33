//! All buckets of a store: their administration, and objects by bucket and key.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use bytes::Bytes;
use distmap_engine::ports::{
    Clock, ListPage, ListRequest, Millis, Object, ObjectMeta, Objects, PortFuture, PutOptions,
    ServiceError,
};
use futures::future::{BoxFuture, FutureExt as _, ready};
use serde_json::{Value, json};

use super::body::{INLINE, Stage, Staged};
use super::{
    Backend, BucketInfo, BucketKind, FolderBucket, Large, MemoryBucket, ObjectInfo, OpenObject,
    PackedBucket, PutObject, Tags, key, no_such_key,
};
use crate::db::Db;
use crate::error::{Error, Result};
use crate::table::Table;

/// Keys on one page of a listing, as on S3.
pub const MAX_KEYS: usize = 1_000;
/// The hidden bucket that holds the parts of unfinished uploads.
const PARTS: u32 = 0;

/// The buckets of a [`crate::Store`]; implements the engine's [`Objects`].
pub struct Buckets {
    db: Arc<Db>,
    large: Large,
    clock: Arc<dyn Clock>,
    buckets: RwLock<BTreeMap<String, Arc<Bucket>>>,
    registry: Table,
    settings: Table,
    pub(super) uploads: Table,
    pub(super) parts: PackedBucket,
}

struct Bucket {
    info: BucketInfo,
    objects: Box<dyn Backend>,
}

impl Buckets {
    pub(crate) fn open(db: &Arc<Db>, large: Large, clock: Arc<dyn Clock>) -> Result<Self> {
        let buckets = Self {
            db: Arc::clone(db),
            parts: PackedBucket::new(Arc::clone(db), large.clone(), PARTS),
            large,
            clock,
            buckets: RwLock::default(),
            registry: Table::new(Arc::clone(db), "buckets"),
            settings: Table::new(Arc::clone(db), "bucket-settings"),
            uploads: Table::new(Arc::clone(db), "uploads"),
        };
        for (name, document) in buckets.registry.scan("")? {
            let (info, id) = read(name, &document);
            // A folder that is gone is no reason not to open the others.
            let objects =
                buckets.backend(&info.kind, id).unwrap_or_else(|e| Box::new(Unavailable(e)));
            buckets.insert(Bucket { info, objects });
        }
        Ok(buckets)
    }

    fn backend(&self, kind: &BucketKind, id: u32) -> Result<Box<dyn Backend>> {
        let packed = PackedBucket::new(Arc::clone(&self.db), self.large.clone(), id);
        Ok(match kind {
            BucketKind::Packed => Box::new(packed),
            BucketKind::Folder(root) => {
                let attributes =
                    PackedBucket::new(Arc::clone(&self.db), self.large.clone(), id + 1);
                Box::new(FolderBucket::open(root.clone(), packed, attributes)?)
            }
            BucketKind::Memory => Box::new(MemoryBucket::default()),
        })
    }

    fn insert(&self, bucket: Bucket) {
        let mut buckets = self.buckets.write().unwrap_or_else(PoisonError::into_inner);
        buckets.insert(bucket.info.name.clone(), Arc::new(bucket));
    }

    fn bucket(&self, name: &str) -> Result<Arc<Bucket>> {
        let buckets = self.buckets.read().unwrap_or_else(PoisonError::into_inner);
        buckets.get(name).cloned().ok_or_else(|| {
            Error::service("NoSuchBucket", 404, "The specified bucket does not exist")
        })
    }

    pub(super) fn now(&self) -> Millis {
        self.clock.now()
    }

    /// Makes a bucket. `BucketAlreadyOwnedByYou` (409) where the name is taken.
    pub fn create_bucket(&self, name: &str, kind: BucketKind) -> Result<BucketInfo> {
        key::check_bucket(name)?;
        // Even, so that a folder's second, hidden bucket can have the number after it.
        let taken: Vec<_> =
            self.registry.scan("")?.into_iter().map(|(_, d)| d["id"].as_u64()).collect();
        let free = |id: &u32| !taken.contains(&Some(u64::from(*id)));
        let id = std::iter::repeat_with(|| 2 * fastrand::u32(1..u32::MAX / 2)).find(free);
        let id = id.unwrap_or(2);
        let kind = match kind {
            // The process that opens it next may have another working directory.
            BucketKind::Folder(root) => BucketKind::Folder(
                std::fs::canonicalize(&root).map_err(|e| Error::io("open", &root, &e))?,
            ),
            kind => kind,
        };
        let info = BucketInfo { name: name.to_owned(), kind, created: self.now() };
        let objects = self.backend(&info.kind, id)?;
        if !self.registry.put_new(name, &document(&info, id))? {
            return Err(Error::service(
                "BucketAlreadyOwnedByYou",
                409,
                "Your previous request to create the named bucket succeeded and you already own it.",
            ));
        }
        self.insert(Bucket { info: info.clone(), objects });
        Ok(info)
    }

    /// All buckets in the order of their names.
    pub fn list_buckets(&self) -> Vec<BucketInfo> {
        let buckets = self.buckets.read().unwrap_or_else(PoisonError::into_inner);
        buckets.values().map(|bucket| bucket.info.clone()).collect()
    }

    /// One bucket; `NoSuchBucket` where there is none.
    pub fn bucket_info(&self, name: &str) -> Result<BucketInfo> {
        Ok(self.bucket(name)?.info.clone())
    }

    /// Deletes an empty bucket; `BucketNotEmpty` (409) otherwise. A folder stays as it is, whatever
    /// is in it: only the bucket's name is forgotten.
    pub fn delete_bucket(&self, name: &str) -> Result<()> {
        let bucket = self.bucket(name)?;
        let folder = matches!(bucket.info.kind, BucketKind::Folder(_));
        if !folder && !bucket.objects.list("", None, 1)?.objects.is_empty() {
            return Err(Error::service(
                "BucketNotEmpty",
                409,
                "The bucket you tried to delete is not empty",
            ));
        }
        self.settings.delete_prefix(&format!("{name}/"))?;
        self.registry.delete(name)?;
        self.buckets.write().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }

    /// A setting of a bucket (policy, lifecycle, tags, ...): a document that the store does not
    /// interpret.
    pub fn setting(&self, bucket: &str, name: &str) -> Result<Option<Value>> {
        self.bucket(bucket)?;
        self.settings.get(&format!("{bucket}/{name}"))
    }

    /// Sets or, with `None`, removes a setting.
    pub fn set_setting(&self, bucket: &str, name: &str, value: Option<&Value>) -> Result<()> {
        self.bucket(bucket)?;
        let key = format!("{bucket}/{name}");
        match value {
            Some(value) => self.settings.put(&key, value),
            None => self.settings.delete(&key).map(drop),
        }
    }

    /// One page of keys in byte order, strictly after `start_after`.
    pub fn list_objects(&self, request: &ListRequest) -> Result<ListPage> {
        let max = match request.max_keys {
            0 => MAX_KEYS,
            max => max.min(MAX_KEYS),
        };
        let bucket = self.bucket(&request.bucket)?;
        bucket.objects.list(&request.prefix, request.start_after.as_deref(), max)
    }

    /// Opens an object for reading, whole or in ranges.
    pub fn open_object(&self, bucket: &str, key: &str) -> Result<OpenObject> {
        self.bucket(bucket)?.objects.open(key)
    }

    /// All that is known of an object but its body.
    pub fn head_object(&self, bucket: &str, key: &str) -> Result<ObjectInfo> {
        self.bucket(bucket)?.objects.head(key)
    }

    /// Where to gather a body that comes in pieces, before [`Buckets::put_object`].
    pub fn stage(&self, bucket: &str) -> Result<Stage> {
        Ok(self.bucket(bucket)?.objects.stage())
    }

    /// A body in memory, staged for [`Buckets::put_object`].
    pub fn stage_bytes(&self, bucket: &str, body: Bytes) -> Result<Staged> {
        let bucket = self.bucket(bucket)?;
        if body.len() <= INLINE || matches!(bucket.info.kind, BucketKind::Memory) {
            return Ok(Staged::from_bytes(body));
        }
        let mut stage = bucket.objects.stage();
        stage.write(&body)?;
        Ok(stage.finish())
    }

    /// Writes or overwrites an object, all of it or nothing, if its condition holds.
    pub async fn put_object(&self, bucket: &str, object: PutObject) -> Result<ObjectInfo> {
        key::check(&object.key)?;
        self.bucket(bucket)?.objects.put(object, self.now()).await
    }

    /// Deletes objects of a bucket in one step; those that are not there are fine.
    pub async fn delete_objects(&self, bucket: &str, keys: Vec<String>) -> Result<()> {
        self.bucket(bucket)?.objects.delete(keys).await
    }

    /// Replaces an object's tags.
    pub async fn set_object_tags(&self, bucket: &str, key: &str, tags: Tags) -> Result<()> {
        self.bucket(bucket)?.objects.set_tags(key.to_owned(), tags).await
    }

    /// Copies an object's body to a new object described by `target`, whose own body is replaced.
    pub async fn copy_object(
        &self,
        from: (&str, &str),
        to_bucket: &str,
        target: impl FnOnce(&ObjectInfo, Staged) -> PutObject,
    ) -> Result<ObjectInfo> {
        let mut source = self.open_object(from.0, from.1)?;
        let mut stage = self.stage(to_bucket)?;
        copy(&mut source.body, &mut stage)?;
        let object = target(&source.info, stage.finish());
        self.put_object(to_bucket, object).await
    }
}

/// A bucket whose folder could not be opened, and why.
struct Unavailable(Error);

impl Backend for Unavailable {
    fn list(&self, _: &str, _: Option<&str>, _: usize) -> Result<ListPage> {
        Err(self.0.clone())
    }

    fn open(&self, _: &str) -> Result<OpenObject> {
        Err(self.0.clone())
    }

    fn put(&self, _: PutObject, _: Millis) -> BoxFuture<'_, Result<ObjectInfo>> {
        ready(Err(self.0.clone())).boxed()
    }

    fn delete(&self, _: Vec<String>) -> BoxFuture<'_, Result<()>> {
        ready(Err(self.0.clone())).boxed()
    }

    fn set_tags(&self, _: String, _: Tags) -> BoxFuture<'_, Result<()>> {
        ready(Err(self.0.clone())).boxed()
    }

    fn stage(&self) -> Stage {
        Stage::new(None)
    }
}

/// Adds a body to a stage, in pieces.
pub(super) fn copy(body: &mut super::Body, stage: &mut Stage) -> Result<()> {
    let mut offset = 0;
    while offset < body.size() {
        let piece = body.read_at(offset, 1 << 20)?;
        if piece.is_empty() {
            return Err(no_such_key());
        }
        stage.write(&piece)?;
        offset += piece.len() as u64;
    }
    Ok(())
}

impl Objects for Buckets {
    fn list<'a>(&'a self, request: &'a ListRequest) -> PortFuture<'a, ListPage> {
        ready(self.list_objects(request).map_err(ServiceError::from)).boxed()
    }

    fn get<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, Object> {
        let read = || {
            let object = self.open_object(bucket, key)?;
            Ok(Object { meta: object.info.meta, body: object.body.read_all()? })
        };
        ready(read().map_err(|e: Error| e.into())).boxed()
    }

    fn get_range<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        start: u64,
        length: u64,
    ) -> PortFuture<'a, Bytes> {
        let read = || {
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            self.open_object(bucket, key)?.body.read_at(start, length)
        };
        ready(read().map_err(ServiceError::from)).boxed()
    }

    fn head<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, ObjectMeta> {
        ready(self.head_object(bucket, key).map(|info| info.meta).map_err(ServiceError::from))
            .boxed()
    }

    fn put<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        body: Bytes,
        options: PutOptions,
    ) -> PortFuture<'a, ObjectMeta> {
        async move {
            key::check(key)?;
            let body = self.stage_bytes(bucket, body)?;
            let object = PutObject { options, ..PutObject::new(key, body) };
            Ok(self.put_object(bucket, object).await?.meta)
        }
        .boxed()
    }

    fn delete<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, ()> {
        async move { Ok(self.delete_objects(bucket, vec![key.to_owned()]).await?) }.boxed()
    }
}

fn document(info: &BucketInfo, id: u32) -> Value {
    let (kind, root) = match &info.kind {
        BucketKind::Packed => ("packed", None),
        BucketKind::Folder(root) => ("folder", Some(root.to_string_lossy())),
        BucketKind::Memory => ("memory", None),
    };
    json!({"id": id, "kind": kind, "root": root, "created": info.created})
}

fn read(name: String, document: &Value) -> (BucketInfo, u32) {
    let kind = match (document["kind"].as_str(), document["root"].as_str()) {
        (Some("folder"), Some(root)) => BucketKind::Folder(PathBuf::from(root)),
        (Some("memory"), _) => BucketKind::Memory,
        _ => BucketKind::Packed,
    };
    let id = document["id"].as_u64().and_then(|id| u32::try_from(id).ok()).unwrap_or(PARTS);
    let created = document["created"].as_i64().unwrap_or_default();
    (BucketInfo { name, kind, created }, id)
}
