//! Objects: put, get, head, delete, copy, tags.

use std::collections::BTreeMap;
use std::time::{Duration, UNIX_EPOCH};

use distmap_engine::ports::{Millis, PutOptions};
use distmap_store::{Condition, ObjectInfo, PutObject};
use s3s::dto::*;
use s3s::{S3Error, S3ErrorCode, S3Request, S3Response, S3Result};

use super::body::{self, Claims, Trailers};
use super::{Bucketry, refused};

/// Headers that the writer gives and readers get back.
#[derive(Default)]
pub struct Described {
    pub cache_control: Option<String>,
    pub content_disposition: Option<String>,
    pub content_encoding: Option<String>,
    pub content_language: Option<String>,
    pub expires: Option<Timestamp>,
    pub storage_class: Option<String>,
    pub website_redirect: Option<String>,
}

impl Described {
    pub fn headers(self) -> BTreeMap<String, String> {
        // SDKs name their framing here; it is gone from the body by now.
        let encoding = self.content_encoding.map(|encodings| {
            let kept: Vec<&str> =
                encodings.split(',').map(str::trim).filter(|e| *e != "aws-chunked").collect();
            kept.join(",")
        });
        let class = self.storage_class.filter(|class| class != "STANDARD");
        [
            ("cache-control", self.cache_control),
            ("content-disposition", self.content_disposition),
            ("content-encoding", encoding.filter(|encoding| !encoding.is_empty())),
            ("content-language", self.content_language),
            ("expires", self.expires.map(http_date)),
            ("x-amz-storage-class", class),
            ("x-amz-website-redirect-location", self.website_redirect),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
    }
}

fn http_date(time: Timestamp) -> String {
    let mut text = Vec::new();
    // Writing to memory fails only for years that HTTP has no form for.
    drop(time.format(TimestampFormat::HttpDate, &mut text));
    String::from_utf8_lossy(&text).into_owned()
}

pub fn timestamp(millis: Millis) -> Timestamp {
    Timestamp::from(UNIX_EPOCH + Duration::from_millis(u64::try_from(millis).unwrap_or(0)))
}

/// The whole second that HTTP's dates can say.
fn second(millis: Millis) -> Timestamp {
    timestamp(millis - millis.rem_euclid(1_000))
}

pub fn etag(value: &str) -> ETag {
    ETag::Strong(value.to_owned())
}

pub fn tags(header: Option<&str>) -> S3Result<Vec<(String, String)>> {
    let tags: Vec<(String, String)> =
        form_urlencoded::parse(header.unwrap_or_default().as_bytes()).into_owned().collect();
    check_tags(&tags)?;
    Ok(tags)
}

/// AWS's limits: ten tags, keys that differ, 128 and 256 characters.
fn check_tags(tags: &[(String, String)]) -> S3Result<()> {
    let told = if tags.len() > 10 {
        "Object tags cannot be greater than 10"
    } else if tags.iter().any(|(k, _)| k.is_empty() || k.chars().count() > 128) {
        "The TagKey you have provided is invalid"
    } else if tags.iter().any(|(_, v)| v.chars().count() > 256) {
        "The TagValue you have provided is invalid"
    } else if tags.iter().enumerate().any(|(i, (k, _))| tags[..i].iter().any(|(l, _)| k == l)) {
        "Cannot provide multiple Tags with the same key"
    } else {
        return Ok(());
    };
    let code = if tags.len() > 10 { super::code("BadRequest") } else { S3ErrorCode::InvalidTag };
    Err(S3Error::with_message(code, told))
}

pub fn condition(
    if_match: Option<&IfMatch>,
    if_none_match: Option<&IfNoneMatch>,
) -> S3Result<Condition> {
    match (if_match.and_then(ETagCondition::as_etag), if_none_match) {
        (Some(tag), _) => Ok(Condition::Etag(tag.value().to_owned())),
        (None, Some(none)) if none.is_any() => Ok(Condition::Absent),
        (None, Some(_)) => Err(S3Error::with_message(
            S3ErrorCode::NotImplemented,
            "If-None-Match takes only * on a write",
        )),
        (None, None) => Ok(Condition::None),
    }
}

fn not_modified() -> S3Error {
    let mut error = S3Error::new(S3ErrorCode::NotModified);
    error.set_status_code(http::StatusCode::NOT_MODIFIED);
    error
}

fn failed_precondition() -> S3Error {
    S3Error::with_message(
        S3ErrorCode::PreconditionFailed,
        "At least one of the pre-conditions you specified did not hold",
    )
}

/// The conditions of a read. <https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2>
pub fn check_conditions(
    info: &ObjectInfo,
    if_match: Option<&IfMatch>,
    if_none_match: Option<&IfNoneMatch>,
    modified_since: Option<&Timestamp>,
    unmodified_since: Option<&Timestamp>,
) -> S3Result<()> {
    let is = |wanted: &ETagCondition| {
        wanted.is_any() || wanted.as_etag().is_some_and(|tag| tag.value() == info.meta.etag)
    };
    let modified = second(info.meta.last_modified);
    match (if_match, unmodified_since) {
        (Some(wanted), _) if !is(wanted) => return Err(failed_precondition()),
        (None, Some(since)) if modified > *since => return Err(failed_precondition()),
        _ => {}
    }
    match (if_none_match, modified_since) {
        (Some(unwanted), _) if is(unwanted) => Err(not_modified()),
        (None, Some(since)) if modified <= *since => Err(not_modified()),
        _ => Ok(()),
    }
}

pub fn header(info: &ObjectInfo, name: &str) -> Option<String> {
    info.headers.get(name).cloned()
}

impl Bucketry {
    pub(super) async fn put(
        &self,
        request: S3Request<PutObjectInput>,
    ) -> S3Result<S3Response<PutObjectOutput>> {
        let trailers = Trailers::of(&request);
        let announced = body::announced(&request.headers);
        let input = request.input;
        let objects = self.store.objects();
        let claims = Claims {
            given: Checksum {
                checksum_crc32: input.checksum_crc32,
                checksum_crc32c: input.checksum_crc32c,
                checksum_crc64nvme: input.checksum_crc64nvme,
                checksum_sha1: input.checksum_sha1,
                checksum_sha256: input.checksum_sha256,
                checksum_type: None,
            },
            algorithm: input.checksum_algorithm.map(|a| a.as_str().to_owned()).or(announced),
            md5: input.content_md5,
            trailers,
        };
        let condition = condition(input.if_match.as_ref(), input.if_none_match.as_ref())?;
        let tags = tags(input.tagging.as_deref())?;
        let stage = objects.stage(&input.bucket).map_err(refused)?;
        let taken = body::take(input.body, stage, claims).await?;
        let mut headers = Described {
            cache_control: input.cache_control,
            content_disposition: input.content_disposition,
            content_encoding: input.content_encoding,
            content_language: input.content_language,
            expires: input.expires,
            storage_class: input.storage_class.map(|class| class.as_str().to_owned()),
            website_redirect: input.website_redirect_location,
        }
        .headers();
        if let Some((name, value)) = taken.checksum {
            headers.insert(name.to_owned(), value);
        }
        let mut object = PutObject::new(input.key, taken.body);
        object.options = PutOptions {
            content_type: input.content_type,
            metadata: input.metadata.unwrap_or_default().into_iter().collect(),
        };
        object.headers = headers;
        object.tags = tags;
        object.condition = condition;
        let info = objects.put_object(&input.bucket, object).await.map_err(refused)?;
        Ok(S3Response::new(PutObjectOutput {
            e_tag: Some(etag(&info.meta.etag)),
            checksum_crc32: taken.computed.checksum_crc32,
            checksum_crc32c: taken.computed.checksum_crc32c,
            checksum_crc64nvme: taken.computed.checksum_crc64nvme,
            checksum_sha1: taken.computed.checksum_sha1,
            checksum_sha256: taken.computed.checksum_sha256,
            ..PutObjectOutput::default()
        }))
    }

    pub(super) async fn get(&self, input: GetObjectInput) -> S3Result<S3Response<GetObjectOutput>> {
        let object =
            self.store.objects().open_object(&input.bucket, &input.key).map_err(refused)?;
        let info = object.info;
        check_conditions(
            &info,
            input.if_match.as_ref(),
            input.if_none_match.as_ref(),
            input.if_modified_since.as_ref(),
            input.if_unmodified_since.as_ref(),
        )?;
        let size = info.meta.size;
        let (offset, length, content_range) = range(input.range, size)?;
        let whole = length == size;
        let checked = input.checksum_mode.is_some() && whole;
        let sum = if checked { body::kept(&info.headers) } else { Checksum::default() };
        Ok(S3Response::new(GetObjectOutput {
            accept_ranges: Some("bytes".to_owned()),
            body: Some(body::hand_out(object.body, offset, length)),
            content_length: i64::try_from(length).ok(),
            content_range,
            content_type: input.response_content_type.or_else(|| content_type(&info)),
            cache_control: input.response_cache_control.or_else(|| header(&info, "cache-control")),
            content_disposition: input
                .response_content_disposition
                .or_else(|| header(&info, "content-disposition")),
            content_encoding: input
                .response_content_encoding
                .or_else(|| header(&info, "content-encoding")),
            content_language: input
                .response_content_language
                .or_else(|| header(&info, "content-language")),
            e_tag: Some(etag(&info.meta.etag)),
            last_modified: Some(timestamp(info.meta.last_modified)),
            metadata: metadata(&info),
            storage_class: header(&info, "x-amz-storage-class").map(StorageClass::from),
            tag_count: i32::try_from(info.tags.len()).ok().filter(|n| *n > 0),
            website_redirect_location: header(&info, "x-amz-website-redirect-location"),
            checksum_crc32: sum.checksum_crc32,
            checksum_crc32c: sum.checksum_crc32c,
            checksum_crc64nvme: sum.checksum_crc64nvme,
            checksum_sha1: sum.checksum_sha1,
            checksum_sha256: sum.checksum_sha256,
            ..GetObjectOutput::default()
        }))
    }

    pub(super) async fn head(
        &self,
        input: HeadObjectInput,
    ) -> S3Result<S3Response<HeadObjectOutput>> {
        let info = self.store.objects().head_object(&input.bucket, &input.key).map_err(refused)?;
        check_conditions(
            &info,
            input.if_match.as_ref(),
            input.if_none_match.as_ref(),
            input.if_modified_since.as_ref(),
            input.if_unmodified_since.as_ref(),
        )?;
        let (_, length, content_range) = range(input.range, info.meta.size)?;
        let checked = input.checksum_mode.is_some() && length == info.meta.size;
        let sum = if checked { body::kept(&info.headers) } else { Checksum::default() };
        Ok(S3Response::new(HeadObjectOutput {
            accept_ranges: Some("bytes".to_owned()),
            content_length: i64::try_from(length).ok(),
            content_range,
            content_type: content_type(&info),
            cache_control: header(&info, "cache-control"),
            content_disposition: header(&info, "content-disposition"),
            content_encoding: header(&info, "content-encoding"),
            content_language: header(&info, "content-language"),
            e_tag: Some(etag(&info.meta.etag)),
            last_modified: Some(timestamp(info.meta.last_modified)),
            metadata: metadata(&info),
            storage_class: header(&info, "x-amz-storage-class").map(StorageClass::from),
            website_redirect_location: header(&info, "x-amz-website-redirect-location"),
            checksum_crc32: sum.checksum_crc32,
            checksum_crc32c: sum.checksum_crc32c,
            checksum_crc64nvme: sum.checksum_crc64nvme,
            checksum_sha1: sum.checksum_sha1,
            checksum_sha256: sum.checksum_sha256,
            ..HeadObjectOutput::default()
        }))
    }

    pub(super) async fn copy(
        &self,
        input: CopyObjectInput,
    ) -> S3Result<S3Response<CopyObjectOutput>> {
        let CopySource::Bucket { bucket, key, .. } = &input.copy_source else {
            return Err(S3Error::with_message(
                S3ErrorCode::NotImplemented,
                "a copy from an access point is not implemented by this endpoint",
            ));
        };
        let (bucket, key) = (bucket.to_string(), key.to_string());
        let objects = self.store.objects();
        let source = objects.head_object(&bucket, &key).map_err(refused)?;
        let refuse = |error: S3Error| match error.code() {
            // A copy answers a condition that does not hold with 412 only.
            S3ErrorCode::NotModified => failed_precondition(),
            _ => error,
        };
        check_conditions(
            &source,
            input.copy_source_if_match.as_ref(),
            input.copy_source_if_none_match.as_ref(),
            input.copy_source_if_modified_since.as_ref(),
            input.copy_source_if_unmodified_since.as_ref(),
        )
        .map_err(refuse)?;
        let replace = input.metadata_directive.as_ref().is_some_and(|d| d.as_str() == "REPLACE");
        let retag = input.tagging_directive.as_ref().is_some_and(|d| d.as_str() == "REPLACE");
        if bucket == input.bucket && key == input.key && !replace && input.storage_class.is_none() {
            return Err(S3Error::with_message(
                S3ErrorCode::InvalidRequest,
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
            ));
        }
        let new_tags = if retag { Some(tags(input.tagging.as_deref())?) } else { None };
        let new_headers = Described {
            cache_control: input.cache_control,
            content_disposition: input.content_disposition,
            content_encoding: input.content_encoding,
            content_language: input.content_language,
            expires: input.expires,
            storage_class: input.storage_class.map(|class| class.as_str().to_owned()),
            website_redirect: input.website_redirect_location,
        }
        .headers();
        let (content_type, new_metadata) = (input.content_type, input.metadata);
        let target_key = input.key;
        let info = objects
            .copy_object((&bucket, &key), &input.bucket, |source, body| {
                let mut object = PutObject::new(target_key, body);
                if replace {
                    object.options = PutOptions {
                        content_type,
                        metadata: new_metadata.unwrap_or_default().into_iter().collect(),
                    };
                    object.headers = new_headers;
                } else {
                    object.options = PutOptions {
                        content_type: source.meta.content_type.clone(),
                        metadata: source.meta.metadata.clone(),
                    };
                    object.headers = source.headers.clone();
                }
                object.tags = new_tags.unwrap_or_else(|| source.tags.clone());
                object
            })
            .await
            .map_err(refused)?;
        Ok(S3Response::new(CopyObjectOutput {
            copy_object_result: Some(CopyObjectResult {
                e_tag: Some(etag(&info.meta.etag)),
                last_modified: Some(timestamp(info.meta.last_modified)),
                ..CopyObjectResult::default()
            }),
            ..CopyObjectOutput::default()
        }))
    }

    pub(super) async fn delete_many(
        &self,
        input: DeleteObjectsInput,
    ) -> S3Result<S3Response<DeleteObjectsOutput>> {
        let wanted = input.delete.objects;
        if wanted.is_empty() || wanted.len() > 1_000 {
            return Err(S3Error::with_message(
                S3ErrorCode::MalformedXML,
                "The XML you provided was not well-formed or did not validate against our published schema",
            ));
        }
        let keys: Vec<String> = wanted.into_iter().map(|object| object.key).collect();
        let quiet = input.delete.quiet.unwrap_or(false);
        self.store.objects().delete_objects(&input.bucket, keys.clone()).await.map_err(refused)?;
        let deleted = keys
            .into_iter()
            .map(|key| DeletedObject { key: Some(key), ..DeletedObject::default() });
        Ok(S3Response::new(DeleteObjectsOutput {
            deleted: (!quiet).then(|| deleted.collect()),
            ..DeleteObjectsOutput::default()
        }))
    }

    pub(super) async fn retag(&self, bucket: &str, key: &str, set: TagSet) -> S3Result<()> {
        let tags: Vec<(String, String)> = set
            .into_iter()
            .map(|tag| (tag.key.unwrap_or_default(), tag.value.unwrap_or_default()))
            .collect();
        check_tags(&tags)?;
        self.store.objects().set_object_tags(bucket, key, tags).await.map_err(refused)
    }
}

fn content_type(info: &ObjectInfo) -> Option<String> {
    Some(info.meta.content_type.clone().unwrap_or_else(|| "binary/octet-stream".to_owned()))
}

fn metadata(info: &ObjectInfo) -> Option<Metadata> {
    let map = &info.meta.metadata;
    (!map.is_empty()).then(|| map.clone().into_iter().collect())
}

/// Offset, length and `Content-Range` of what is asked for.
fn range(range: Option<Range>, size: u64) -> S3Result<(u64, u64, Option<String>)> {
    let Some(range) = range else { return Ok((0, size, None)) };
    let bytes = range.check(size).map_err(|_| {
        S3Error::with_message(S3ErrorCode::InvalidRange, "The requested range is not satisfiable")
    })?;
    let text = format!("bytes {}-{}/{size}", bytes.start, bytes.end.saturating_sub(1));
    Ok((bytes.start, bytes.end - bytes.start, Some(text)))
}
