//! Doubles for the tests of this crate.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use crate::ports::{
    ListPage, ListRequest, Object, ObjectMeta, Objects, PortFuture, PutOptions, ServiceError,
};

/// Buckets in a map; every bucket exists.
#[derive(Debug, Default)]
pub(crate) struct Buckets(Mutex<BTreeMap<(String, String), Bytes>>);

impl Buckets {
    /// Buckets that hold these `(bucket, key, body)`.
    pub(crate) fn with<B: Into<Bytes>>(
        objects: impl IntoIterator<Item = (&'static str, String, B)>,
    ) -> Self {
        let all = objects.into_iter().map(|(b, k, body)| ((b.to_owned(), k), body.into()));
        Self(Mutex::new(all.collect()))
    }

    /// An object's text.
    pub(crate) fn text(&self, bucket: &str, key: &str) -> Option<String> {
        let body = self.lock().get(&(bucket.to_owned(), key.to_owned())).cloned()?;
        String::from_utf8(body.to_vec()).ok()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<(String, String), Bytes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, bucket: &str, key: &str) -> Result<Object, ServiceError> {
        let body = self.lock().get(&(bucket.to_owned(), key.to_owned())).cloned();
        let body = body.ok_or_else(|| {
            ServiceError::new("NoSuchKey", 404, "The specified key does not exist.")
        })?;
        Ok(Object { meta: meta(key, &body), body })
    }
}

fn meta(key: &str, body: &Bytes) -> ObjectMeta {
    ObjectMeta {
        key: key.into(),
        size: body.len() as u64,
        etag: "05704fbdccb224cb01c59005bebbad28".into(),
        last_modified: 1_668_699_881_999,
        content_type: None,
        metadata: BTreeMap::new(),
    }
}

fn ready<'a, T: Send + 'a>(value: Result<T, ServiceError>) -> PortFuture<'a, T> {
    Box::pin(std::future::ready(value))
}

impl Objects for Buckets {
    fn list<'a>(&'a self, request: &'a ListRequest) -> PortFuture<'a, ListPage> {
        let max = if request.max_keys == 0 { 1_000 } else { request.max_keys.min(1_000) };
        let all = self.lock();
        let mut keys = all.iter().filter(|((bucket, key), _)| {
            *bucket == request.bucket
                && key.starts_with(&request.prefix)
                && request.start_after.as_ref().is_none_or(|after| key > after)
        });
        let objects = keys.by_ref().take(max).map(|((_, key), body)| meta(key, body)).collect();
        ready(Ok(ListPage { objects, truncated: keys.next().is_some() }))
    }

    fn get<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, Object> {
        ready(self.find(bucket, key))
    }

    fn head<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, ObjectMeta> {
        ready(self.find(bucket, key).map(|object| object.meta))
    }

    fn put<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        body: Bytes,
        _options: PutOptions,
    ) -> PortFuture<'a, ObjectMeta> {
        let meta = meta(key, &body);
        self.lock().insert((bucket.into(), key.into()), body);
        ready(Ok(meta))
    }

    fn delete<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, ()> {
        self.lock().remove(&(bucket.to_owned(), key.to_owned()));
        ready(Ok(()))
    }
}
