//! `s3:listObjectsV2`: an item for every object.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Location, refused};
use crate::error::StateError;
use crate::map_run::Item;
use crate::ports::{ListRequest, ObjectMeta, Objects};

/// Pages of a bucket's objects.
pub(super) struct Listing {
    objects: Arc<dyn Objects>,
    request: ListRequest,
    source: Arc<str>,
    done: bool,
}

impl Listing {
    pub(super) fn new(objects: Arc<dyn Objects>, location: &Location) -> Self {
        Self {
            objects,
            source: format!("S3://{}", location.bucket).into(),
            request: ListRequest {
                bucket: location.bucket.clone(),
                prefix: location.prefix.clone(),
                ..ListRequest::default()
            },
            done: false,
        }
    }

    /// The next page of objects, `None` at the end.
    pub(super) async fn next_objects(&mut self) -> Result<Option<Vec<ObjectMeta>>, StateError> {
        if self.done {
            return Ok(None);
        }
        let page = self.objects.list(&self.request).await.map_err(refused)?;
        self.done = !page.truncated;
        let Some(last) = page.objects.last() else {
            self.done = true;
            return Ok(None);
        };
        self.request.start_after = Some(last.key.clone());
        Ok(Some(page.objects))
    }

    /// The next page as items, `None` at the end.
    pub(super) async fn next_page(&mut self) -> Result<Option<Vec<Item>>, StateError> {
        let Some(objects) = self.next_objects().await? else { return Ok(None) };
        let source = &self.source;
        Ok(Some(objects.into_iter().map(|o| Item::new(item(o)).from(source.clone())).collect()))
    }
}

/// An object as AWS lists it: times in whole seconds, the entity tag in quotes.
fn item(object: ObjectMeta) -> Value {
    let mut members = Map::with_capacity(5);
    members.insert("Etag".into(), Value::String(format!("\"{}\"", object.etag)));
    members.insert("Key".into(), Value::String(object.key));
    members.insert("LastModified".into(), object.last_modified.div_euclid(1000).into());
    members.insert("Size".into(), object.size.into());
    members.insert("StorageClass".into(), Value::String("STANDARD".into()));
    Value::Object(members)
}
