//! The packed backend: objects in the index, large bodies beside it.

use std::fs::File;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use distmap_engine::ports::{ListPage, Millis, ObjectMeta};
use futures::future::{BoxFuture, FutureExt as _};
use redb::ReadableTable as _;

use super::body::{Content, large_path};
use super::key::after_prefix;
use super::record::{self, Place, Record};
use super::{Backend, Body, ObjectInfo, OpenObject, PutObject, Stage, Tags, no_such_key};
use crate::db::{Db, Tables, failed};
use crate::error::{Error, Result};
use crate::files;

/// Where large bodies are; `None` keeps all bodies in the index (a store in memory).
pub(crate) type Large = Option<PathBuf>;

/// One bucket of the packed backend.
pub(crate) struct PackedBucket {
    db: Arc<Db>,
    large: Large,
    id: u32,
}

impl PackedBucket {
    pub(crate) fn new(db: Arc<Db>, large: Large, id: u32) -> Self {
        Self { db, large, id }
    }

    fn row(&self, key: &str) -> Vec<u8> {
        let mut row = Vec::with_capacity(4 + key.len());
        row.extend_from_slice(&self.id.to_be_bytes());
        row.extend_from_slice(key.as_bytes());
        row
    }

    fn body(&self, place: Place<'_>, size: u64) -> Result<Option<Body>> {
        let (id, dir) = match (place, &self.large) {
            (Place::Inline(body), _) => return Ok(Some(Body::Bytes(Bytes::copy_from_slice(body)))),
            (Place::Large(id), Some(dir)) => (id, dir),
            (Place::Large(_), None) => return Ok(None),
        };
        let path = large_path(dir, id);
        match File::open(&path) {
            Ok(file) => Ok(Some(Body::File { file, path, size })),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Error::io("open", &path, &e)),
        }
    }

    fn try_open(&self, key: &str) -> Result<Option<OpenObject>> {
        let snapshot = self.db.snapshot();
        let row = self.row(key);
        let found =
            snapshot.objects.get(row.as_slice()).map_err(failed)?.ok_or_else(no_such_key)?;
        let record = Record::decode(found.value())?;
        let info = record.info(key)?;
        Ok(self.body(record.place, info.meta.size)?.map(|body| OpenObject { info, body }))
    }

    /// Removes bodies that no record names any more.
    fn discard(&self, ids: impl IntoIterator<Item = u64>) -> Result<()> {
        let Some(dir) = &self.large else { return Ok(()) };
        ids.into_iter().try_for_each(|id| files::remove(&large_path(dir, id)))
    }
}

impl Backend for PackedBucket {
    fn list(&self, prefix: &str, start_after: Option<&str>, max: usize) -> Result<ListPage> {
        let snapshot = self.db.snapshot();
        let mut from = self.row(prefix);
        let end = after_prefix(&from);
        if let Some(after) = start_after {
            // The least text after a text is that text and a zero byte.
            let mut after = self.row(after);
            after.push(0);
            from = from.max(after);
        }
        if end.as_ref().is_some_and(|end| *end <= from) {
            return Ok(ListPage::default());
        }
        let rows = match &end {
            Some(end) => snapshot.objects.range(from.as_slice()..end.as_slice()),
            None => snapshot.objects.range(from.as_slice()..),
        };
        let mut objects = Vec::with_capacity(max.min(1_000));
        for row in rows.map_err(failed)? {
            let (row, found) = row.map_err(failed)?;
            if objects.len() == max {
                return Ok(ListPage { objects, truncated: true });
            }
            let key = row.value().get(4..).and_then(|key| std::str::from_utf8(key).ok());
            objects.push(Record::decode(found.value())?.meta(key.unwrap_or_default())?);
        }
        Ok(ListPage { objects, truncated: false })
    }

    fn open(&self, key: &str) -> Result<OpenObject> {
        // A body is gone only if its object was replaced after the look-up: look again.
        for _ in 0..100 {
            if let Some(object) = self.try_open(key)? {
                return Ok(object);
            }
        }
        Err(Error::Index {
            message: format!("the body of {key:?} is missing"),
            hint: "write the object again",
        })
    }

    fn head(&self, key: &str) -> Result<ObjectInfo> {
        let snapshot = self.db.snapshot();
        let row = self.row(key);
        let found =
            snapshot.objects.get(row.as_slice()).map_err(failed)?.ok_or_else(no_such_key)?;
        Record::decode(found.value())?.info(key)
    }

    fn put(&self, object: PutObject, now: Millis) -> BoxFuture<'_, Result<ObjectInfo>> {
        async move {
            let row = self.row(&object.key);
            let etag = object.body.etag();
            let info = ObjectInfo {
                meta: ObjectMeta {
                    key: object.key,
                    size: object.body.size(),
                    etag: etag.text(),
                    last_modified: now,
                    content_type: object.options.content_type,
                    metadata: object.options.metadata,
                },
                headers: object.headers,
                tags: object.tags,
            };
            let mut content = object.body.content;
            let (large, place) = match &content {
                Content::Bytes(bytes) => (None, Place::Inline(bytes)),
                Content::File(file) => (Some(file.id), Place::Large(file.id)),
            };
            let bytes = record::encode(&info, etag, place)?;
            let condition = object.condition;
            let replaced = self.db.write(move |tables| {
                if condition != super::Condition::None {
                    let current = tables.objects.get(row.as_slice()).map_err(failed)?;
                    let current = match &current {
                        Some(found) => Some(Record::decode(found.value())?.etag.text()),
                        None => None,
                    };
                    condition.check(current.as_deref())?;
                }
                let replaced = {
                    let old = tables.objects.insert(row.as_slice(), bytes.as_slice());
                    old.map_err(failed)?.and_then(|old| large_id(old.value()))
                };
                mark_large(tables, replaced, large)?;
                Ok(replaced)
            });
            let replaced = replaced.await?;
            if let Content::File(file) = &mut content {
                file.keep();
            }
            self.discard(replaced)?;
            Ok(info)
        }
        .boxed()
    }

    fn delete(&self, keys: Vec<String>) -> BoxFuture<'_, Result<()>> {
        async move {
            let rows: Vec<_> = keys.iter().map(|key| self.row(key)).collect();
            let removed = self.db.write(move |tables| {
                let mut removed = Vec::new();
                for row in rows {
                    let id = {
                        let old = tables.objects.remove(row.as_slice()).map_err(failed)?;
                        old.and_then(|old| large_id(old.value()))
                    };
                    mark_large(tables, id, None)?;
                    removed.extend(id);
                }
                Ok(removed)
            });
            self.discard(removed.await?)
        }
        .boxed()
    }

    fn set_tags(&self, key: String, tags: Tags) -> BoxFuture<'_, Result<()>> {
        async move {
            let row = self.row(&key);
            self.db
                .write(move |tables| {
                    let bytes = {
                        let found = tables.objects.get(row.as_slice()).map_err(failed)?;
                        let found = found.ok_or_else(no_such_key)?;
                        let record = Record::decode(found.value())?;
                        let info = ObjectInfo { tags, ..record.info(&key)? };
                        record::encode(&info, record.etag, record.place)?
                    };
                    tables.objects.insert(row.as_slice(), bytes.as_slice()).map_err(failed)?;
                    Ok(())
                })
                .await
        }
        .boxed()
    }

    fn stage(&self) -> Stage {
        Stage::new(self.large.clone())
    }
}

fn large_id(record: &[u8]) -> Option<u64> {
    match Record::decode(record).ok()?.place {
        Place::Large(id) => Some(id),
        Place::Inline(_) => None,
    }
}

fn mark_large(tables: &mut Tables<'_>, removed: Option<u64>, added: Option<u64>) -> Result<()> {
    if let Some(id) = removed {
        tables.large.remove(id).map_err(failed)?;
    }
    if let Some(id) = added {
        tables.large.insert(id, ()).map_err(failed)?;
    }
    Ok(())
}

/// Removes large bodies that no object names: what an interrupted process left behind.
pub(crate) fn sweep(db: &Db, dir: &std::path::Path) -> Result<()> {
    let snapshot = db.snapshot();
    for shard in files::entries(dir)? {
        for path in files::entries(&shard)? {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let Ok(id) = u64::from_str_radix(name, 16) else { continue };
            if snapshot.large.get(id).map_err(failed)?.is_none() {
                files::remove(&path)?;
            }
        }
    }
    Ok(())
}
