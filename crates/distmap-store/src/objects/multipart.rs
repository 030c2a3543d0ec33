//! Uploads in parts: the parts are objects of a hidden bucket until they are put together.

use std::collections::BTreeMap;

use distmap_engine::ports::{Millis, PutOptions};
use md5::{Digest as _, Md5};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::body::{Stage, Staged};
use super::buckets::{Buckets, copy};
use super::record::Etag;
use super::{Backend as _, Condition, ObjectInfo, PutObject, Tags, key};
use crate::error::{Error, Result};

/// The highest part number.
const MAX_PART: u16 = 10_000;
/// Every part but the last has at least this many bytes.
const MIN_PART: u64 = 5 << 20;

/// An upload that has not been completed or aborted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// `UploadId`.
    pub id: String,
    /// The bucket that the object will be in.
    pub bucket: String,
    /// The key that it will have.
    pub key: String,
    /// When it began.
    pub started: Millis,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// User metadata.
    pub metadata: BTreeMap<String, String>,
    /// Other headers to give back to readers.
    pub headers: BTreeMap<String, String>,
    /// Tags.
    pub tags: Tags,
}

/// A part that was uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// 1 to 10,000.
    pub number: u16,
    /// The MD5 of its bytes in hexadecimal.
    pub etag: String,
    /// Its bytes.
    pub size: u64,
    /// When it came.
    pub last_modified: Millis,
}

impl Buckets {
    /// Begins an upload; `id` and `started` of what is given are ignored.
    pub fn create_upload(&self, upload: Upload) -> Result<Upload> {
        self.bucket_info(&upload.bucket)?;
        key::check(&upload.key)?;
        let id = format!("{:032x}", fastrand::u128(..));
        let upload = Upload { id, started: self.now(), ..upload };
        self.uploads.put(&upload.id, &json!(upload))?;
        Ok(upload)
    }

    /// An upload by its id; `NoSuchUpload` where there is none for this bucket and key.
    pub fn upload(&self, bucket: &str, key: &str, id: &str) -> Result<Upload> {
        let found =
            self.uploads.get(id)?.and_then(|document| serde_json::from_value(document).ok());
        found.filter(|upload: &Upload| upload.bucket == bucket && upload.key == key).ok_or_else(|| {
            Error::service(
                "NoSuchUpload",
                404,
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
            )
        })
    }

    /// The unfinished uploads of a bucket, by key and start.
    pub fn list_uploads(&self, bucket: &str) -> Result<Vec<Upload>> {
        self.bucket_info(bucket)?;
        let mut uploads: Vec<Upload> = (self.uploads.scan("")?.into_iter())
            .filter_map(|(_, document)| serde_json::from_value(document).ok())
            .filter(|upload: &Upload| upload.bucket == bucket)
            .collect();
        uploads.sort_by(|a, b| (&a.key, a.started, &a.id).cmp(&(&b.key, b.started, &b.id)));
        Ok(uploads)
    }

    /// Where to gather a part's bytes.
    pub fn stage_part(&self) -> Stage {
        self.parts.stage()
    }

    /// Takes a part, in place of an earlier one with this number.
    pub async fn put_part(&self, upload: &Upload, number: u16, body: Staged) -> Result<Part> {
        if !(1..=MAX_PART).contains(&number) {
            return Err(Error::service(
                "InvalidArgument",
                400,
                "Part number must be an integer between 1 and 10000, inclusive",
            ));
        }
        let object = PutObject::new(part_key(upload, number), body);
        let info = self.parts.put(object, self.now()).await?;
        Ok(part(&info.meta, number))
    }

    /// The parts of an upload in the order of their numbers, after `after`, at most `max`.
    pub fn list_parts(&self, upload: &Upload, after: u16, max: usize) -> Result<Vec<Part>> {
        let prefix = format!("{}/", upload.id);
        let after = part_key(upload, after);
        let page = self.parts.list(&prefix, Some(&after), max)?;
        let number = |key: &str| key.rsplit('/').next().and_then(|n| n.parse().ok()).unwrap_or(0);
        Ok(page.objects.iter().map(|meta| part(meta, number(&meta.key))).collect())
    }

    /// Puts the parts together under the upload's key and forgets the upload.
    ///
    /// `parts` are numbers and ETags, ascending. Refused with `InvalidPart`, `InvalidPartOrder` or
    /// `EntityTooSmall` (400), as S3 does.
    pub async fn complete_upload(
        &self,
        upload: &Upload,
        parts: &[(u16, String)],
        condition: Condition,
    ) -> Result<ObjectInfo> {
        if !parts.is_sorted_by(|a, b| a.0 < b.0) {
            return Err(Error::service(
                "InvalidPartOrder",
                400,
                "The list of parts was not in ascending order. Parts must be ordered by part number.",
            ));
        }
        let body = self.put_together(upload, parts)?;
        let object = PutObject {
            options: PutOptions {
                content_type: upload.content_type.clone(),
                metadata: upload.metadata.clone(),
            },
            headers: upload.headers.clone(),
            tags: upload.tags.clone(),
            condition,
            ..PutObject::new(upload.key.clone(), body)
        };
        let info = self.put_object(&upload.bucket, object).await?;
        self.abort_upload(upload).await?;
        Ok(info)
    }

    fn put_together(&self, upload: &Upload, parts: &[(u16, String)]) -> Result<Staged> {
        let mut found = Vec::with_capacity(parts.len());
        for (number, etag) in parts {
            let part = self.parts.open(&part_key(upload, *number));
            let part = part.map_err(|e| if e.code().is_some() { invalid_part() } else { e })?;
            if part.info.meta.etag != etag.trim_matches('"') {
                return Err(invalid_part());
            }
            found.push(part);
        }
        if found.iter().rev().skip(1).any(|part| part.info.meta.size < MIN_PART) {
            return Err(Error::service(
                "EntityTooSmall",
                400,
                "Your proposed upload is smaller than the minimum allowed size",
            ));
        }
        let mut stage = self.stage(&upload.bucket)?;
        let mut md5s = Md5::new();
        for part in &mut found {
            copy(&mut part.body, &mut stage)?;
            md5s.update(Etag::parse(&part.info.meta.etag).ok_or_else(invalid_part)?.md5);
        }
        let count = u16::try_from(parts.len()).ok().filter(|count| *count > 0);
        let parts = count.ok_or_else(invalid_part)?;
        Ok(stage.finish().with_etag(Etag { md5: md5s.finalize().into(), parts }))
    }

    /// Forgets an upload and its parts.
    pub async fn abort_upload(&self, upload: &Upload) -> Result<()> {
        self.uploads.delete(&upload.id)?;
        loop {
            let parts = self.list_parts(upload, 0, 1_000)?;
            if parts.is_empty() {
                return Ok(());
            }
            let keys = parts.iter().map(|part| part_key(upload, part.number)).collect();
            self.parts.delete(keys).await?;
        }
    }
}

fn part_key(upload: &Upload, number: u16) -> String {
    format!("{}/{number:05}", upload.id)
}

fn part(meta: &distmap_engine::ports::ObjectMeta, number: u16) -> Part {
    Part { number, etag: meta.etag.clone(), size: meta.size, last_modified: meta.last_modified }
}

fn invalid_part() -> Error {
    Error::service(
        "InvalidPart",
        400,
        "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    )
}
