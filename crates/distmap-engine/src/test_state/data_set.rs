//! The data that an `ItemReader` is said to have read, through the reader itself: in its own format,
//! `ItemsPointer` and `MaxItems` applied.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::Value;

use super::invalid;
use crate::data::Data;
use crate::error::{ApiError, StateError};
use crate::map_run::Item;
use crate::ports::{
    ListPage, ListRequest, Object, ObjectMeta, Objects, PortFuture, PutOptions, ServiceError,
};
use crate::reader::{Reader, ReaderSpec};

/// A data set that is no file, but what stands in the request.
#[derive(Debug)]
pub(super) struct DataSet(Bytes);

impl DataSet {
    /// The data set of a text that AWS takes.
    pub(super) fn new(text: &str) -> Result<Self, ApiError> {
        if text.trim().is_empty() {
            return Err(invalid("MapItemReaderData must not be empty"));
        }
        Ok(Self(Bytes::copy_from_slice(text.as_bytes())))
    }

    /// Its items.
    pub(super) async fn items(self, spec: &ReaderSpec) -> Result<Vec<Item>, StateError> {
        // What a listing gave is an array of its objects, whatever the files in them hold.
        let listed = spec.resource.ends_with(":listObjectsV2");
        let mut spec = spec.clone();
        if listed {
            spec.resource = spec.resource.replace("listObjectsV2", "getObject");
            spec.config = Default::default();
            spec.arguments["Key"] = "".into();
        }
        let mut reader = Reader::open(Arc::new(self), &spec).await?;
        let mut items = Vec::new();
        while let Some(page) = reader.next_page().await? {
            items.extend(page);
        }
        Ok(items)
    }

    fn meta(&self) -> ObjectMeta {
        ObjectMeta { size: self.0.len() as u64, ..ObjectMeta::default() }
    }
}

/// The items as an array, for the answer.
pub(super) fn array(items: &[Item]) -> Data {
    let items = items.iter().map(|item| item.clone().into_input().into_value());
    Data::from(items.collect::<Value>())
}

fn ready<'a, T: Send + 'a>(value: Result<T, ServiceError>) -> PortFuture<'a, T> {
    Box::pin(std::future::ready(value))
}

fn read_only<'a, T: Send + 'a>() -> PortFuture<'a, T> {
    ready(Err(ServiceError::new("AccessDenied", 403, "Access Denied")))
}

impl Objects for DataSet {
    fn list<'a>(&'a self, _: &'a ListRequest) -> PortFuture<'a, ListPage> {
        ready(Ok(ListPage { objects: vec![self.meta()], truncated: false }))
    }

    fn get<'a>(&'a self, _: &'a str, _: &'a str) -> PortFuture<'a, Object> {
        ready(Ok(Object { meta: self.meta(), body: self.0.clone() }))
    }

    fn head<'a>(&'a self, _: &'a str, _: &'a str) -> PortFuture<'a, ObjectMeta> {
        ready(Ok(self.meta()))
    }

    fn put<'a>(
        &'a self,
        _: &'a str,
        _: &'a str,
        _: Bytes,
        _: PutOptions,
    ) -> PortFuture<'a, ObjectMeta> {
        read_only()
    }

    fn delete<'a>(&'a self, _: &'a str, _: &'a str) -> PortFuture<'a, ()> {
        read_only()
    }
}
