//! `s3:listObjectsV2`: an item for every object.

use std::io::{self, Write};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Location, refused};
use crate::data::{Data, Fields, plain_length};
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
        Ok(Some(
            objects
                .into_iter()
                .map(|object| Item::new(Data::fields(Listed(object))).from(source.clone()))
                .collect(),
        ))
    }
}

/// An object as AWS lists it: times in whole seconds, the entity tag in quotes.
struct Listed(ObjectMeta);

impl Listed {
    fn seconds(&self) -> i64 {
        self.0.last_modified.div_euclid(1000)
    }
}

impl Fields for Listed {
    fn value(&self) -> Value {
        let mut members = Map::with_capacity(5);
        members.insert("Etag".into(), Value::String(format!("\"{}\"", self.0.etag)));
        members.insert("Key".into(), Value::String(self.0.key.clone()));
        members.insert("LastModified".into(), self.seconds().into());
        members.insert("Size".into(), self.0.size.into());
        members.insert("StorageClass".into(), Value::String("STANDARD".into()));
        Value::Object(members)
    }

    fn text(&self, name: &str) -> Option<&str> {
        (name == "Key").then_some(&self.0.key)
    }

    fn at_most(&self) -> usize {
        // Names, quotes, instant and size take less than 150 bytes.
        let most = || 150 + (self.0.etag.len() + self.0.key.len()) * 6;
        self.length().and_then(|length| usize::try_from(length).ok()).unwrap_or_else(most)
    }

    fn length(&self) -> Option<u64> {
        const FRAME: &str =
            r#"{"Etag":"\"\"","Key":,"LastModified":,"Size":,"StorageClass":"STANDARD"}"#;
        let Self(object) = self;
        let digits = |number: u64| number.checked_ilog10().unwrap_or(0) as usize + 1;
        let seconds = self.seconds();
        let texts = plain_length(&object.etag)? - 2 + plain_length(&object.key)?;
        let numbers =
            usize::from(seconds < 0) + digits(seconds.unsigned_abs()) + digits(object.size);
        Some((FRAME.len() + texts + numbers) as u64)
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self(object) = self;
        if !object.etag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Ok(serde_json::to_writer(out, &self.value())?);
        }
        out.write_all(b"{\"Etag\":\"\\\"")?;
        out.write_all(object.etag.as_bytes())?;
        out.write_all(b"\\\"\",\"Key\":")?;
        serde_json::to_writer(&mut *out, &object.key)?;
        write!(
            out,
            r#","LastModified":{},"Size":{},"StorageClass":"STANDARD"}}"#,
            self.seconds(),
            object.size
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_listed_is_as_long_as_it_says(
            key in prop_oneof![".{1,20}", "[a-z/]{1,20}"],
            etag in prop_oneof!["[0-9a-f]{32}(-[0-9]{1,3})?", ".{0,5}"],
            size in prop_oneof![0..1_200_u64, any::<u64>()],
            last_modified in prop_oneof![-20_000..20_000_i64, any::<i64>()],
        ) {
            let meta = ObjectMeta { key, size, etag, last_modified, ..ObjectMeta::default() };
            let listed = Listed(meta);
            let mut text = Vec::new();
            listed.write(&mut text).expect("memory can be written");
            prop_assert_eq!(&text, &listed.value().to_string().into_bytes());
            prop_assert!(listed.length().is_none_or(|length| length == text.len() as u64));
            prop_assert!(listed.at_most() >= text.len());
        }
    }
}
