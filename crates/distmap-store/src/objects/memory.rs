//! The backend in memory: a sorted map.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{PoisonError, RwLock};

use bytes::Bytes;
use distmap_engine::ports::{ListPage, Millis, ObjectMeta};
use futures::future::{BoxFuture, FutureExt as _, ready};

use super::body::Content;
use super::{Backend, Body, ObjectInfo, OpenObject, PutObject, Stage, Tags, no_such_key};
use crate::error::{Error, Result};

/// A bucket that is gone with its process.
#[derive(Default)]
pub(crate) struct MemoryBucket {
    objects: RwLock<BTreeMap<String, (ObjectInfo, Bytes)>>,
}

impl MemoryBucket {
    fn insert(&self, object: PutObject, now: Millis) -> Result<ObjectInfo> {
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
        let body = match object.body.content {
            Content::Bytes(bytes) => bytes,
            Content::File(file) => {
                let read = std::fs::read(&file.path);
                Bytes::from(read.map_err(|e| Error::io("read", &file.path, &e))?)
            }
        };
        let mut objects = self.objects.write().unwrap_or_else(PoisonError::into_inner);
        let current = objects.get(&info.meta.key).map(|(info, _)| info.meta.etag.as_str());
        object.condition.check(current)?;
        objects.insert(info.meta.key.clone(), (info.clone(), body));
        Ok(info)
    }
}

impl Backend for MemoryBucket {
    fn list(&self, prefix: &str, start_after: Option<&str>, max: usize) -> Result<ListPage> {
        let from = match start_after {
            Some(after) if after >= prefix => Bound::Excluded(after),
            _ => Bound::Included(prefix),
        };
        let objects = self.objects.read().unwrap_or_else(PoisonError::into_inner);
        let mut page = ListPage::default();
        for (_, (info, _)) in objects
            .range::<str, _>((from, Bound::Unbounded))
            .take_while(|(key, _)| key.starts_with(prefix))
        {
            if page.objects.len() == max {
                page.truncated = true;
                break;
            }
            page.objects.push(info.meta.clone());
        }
        Ok(page)
    }

    fn open(&self, key: &str) -> Result<OpenObject> {
        let objects = self.objects.read().unwrap_or_else(PoisonError::into_inner);
        let (info, body) = objects.get(key).ok_or_else(no_such_key)?;
        Ok(OpenObject { info: info.clone(), body: Body::Bytes(body.clone()) })
    }

    fn put(&self, object: PutObject, now: Millis) -> BoxFuture<'_, Result<ObjectInfo>> {
        ready(self.insert(object, now)).boxed()
    }

    fn delete(&self, keys: Vec<String>) -> BoxFuture<'_, Result<()>> {
        let mut objects = self.objects.write().unwrap_or_else(PoisonError::into_inner);
        for key in keys {
            objects.remove(&key);
        }
        ready(Ok(())).boxed()
    }

    fn set_tags(&self, key: String, tags: Tags) -> BoxFuture<'_, Result<()>> {
        let mut objects = self.objects.write().unwrap_or_else(PoisonError::into_inner);
        let answer = match objects.get_mut(&key) {
            Some((info, _)) => {
                info.tags = tags;
                Ok(())
            }
            None => Err(no_such_key()),
        };
        ready(answer).boxed()
    }

    fn stage(&self) -> Stage {
        Stage::new(None)
    }
}
