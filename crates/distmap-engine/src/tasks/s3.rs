//! The S3 operations of the AWS SDK integration
//! (<https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html>).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Map, Value, json};

use super::resource::S3Action;
use super::{Answer, Call, no_port, sdk_error};
use crate::data::{Data, Fields};
use crate::error::StateError;
use crate::ports::{ListRequest, ObjectMeta, Objects, PutOptions, ServiceError};
use crate::time::iso8601;

pub(crate) async fn call(call: &Call<'_>, action: S3Action) -> Result<Answer, StateError> {
    let objects = call.engine.objects().ok_or_else(|| no_port("buckets"))?;
    let refused = |error: ServiceError| sdk_error(call.engine, "S3", &error);
    let (bucket, key) = (call.text("Bucket"), call.text("Key"));
    match action {
        S3Action::GetObject => {
            let object = objects.get(bucket, key).await.map_err(refused)?;
            if object.body.len() > crate::data::MAX_PAYLOAD {
                return Err(StateError::data_limit(&super::returned(call.resource)));
            }
            let body = text(&object.body);
            Ok(Answer::Done(Data::fields(Fetched { meta: object.meta, body })))
        }
        S3Action::HeadObject => {
            let meta = objects.head(bucket, key).await.map_err(refused)?;
            Ok(Answer::from(Value::Object(describe(&meta))))
        }
        // In boxes, so that the future of the usual call stays small.
        S3Action::PutObject => Box::pin(put(call, &**objects, bucket, key)).await.map_err(refused),
        S3Action::DeleteObject => {
            objects.delete(bucket, key).await.map_err(refused)?;
            Ok(Answer::from(json!({})))
        }
        S3Action::CopyObject => {
            Box::pin(copy(call, &**objects, bucket, key)).await.map_err(refused)
        }
        S3Action::ListObjectsV2 => Box::pin(list(call, &**objects, bucket)).await.map_err(refused),
    }
}

/// An object's answer. Most states read its body and nothing else.
struct Fetched {
    meta: ObjectMeta,
    body: String,
}

impl Fields for Fetched {
    fn value(&self) -> Value {
        let mut answer = describe(&self.meta);
        answer.insert("Body".into(), self.body.as_str().into());
        Value::Object(answer)
    }

    fn text(&self, name: &str) -> Option<&str> {
        (name == "Body").then_some(&self.body)
    }

    fn at_most(&self) -> usize {
        let given = self.meta.metadata.iter().map(|(name, value)| name.len() + value.len() + 1);
        let texts = self.body.len()
            + self.meta.etag.len()
            + self.meta.content_type.as_ref().map_or(0, String::len)
            + given.sum::<usize>();
        // Names, quotes, instant and size take less than a few hundred bytes.
        texts.saturating_mul(6).saturating_add(1_000)
    }
}

/// A body as text; what is no UTF-8 becomes the replacement character, as at AWS.
fn text(body: &Bytes) -> String {
    match std::str::from_utf8(body) {
        Ok(text) => text.to_owned(),
        Err(_) => String::from_utf8_lossy(body).into_owned(),
    }
}

fn describe(meta: &ObjectMeta) -> Map<String, Value> {
    // Room for what is here and the body.
    let mut answer = Map::with_capacity(8);
    answer.insert("AcceptRanges".into(), "bytes".into());
    answer.insert("ContentLength".into(), meta.size.into());
    let content_type = meta.content_type.as_deref().unwrap_or("binary/octet-stream");
    answer.insert("ContentType".into(), content_type.into());
    answer.insert("ETag".into(), format!("\"{}\"", meta.etag).into());
    answer.insert("LastModified".into(), seconds(meta.last_modified).into());
    let metadata = meta.metadata.iter().map(|(name, value)| (name.clone(), value.as_str().into()));
    answer.insert("Metadata".into(), Value::Object(metadata.collect()));
    answer.insert("ServerSideEncryption".into(), "AES256".into());
    answer
}

/// An instant as the SDK integrations write it: whole seconds.
fn seconds(instant: i64) -> String {
    let text = iso8601(instant);
    format!("{}Z", text.split('.').next().unwrap_or_default())
}

async fn put(
    call: &Call<'_>,
    objects: &dyn Objects,
    bucket: &str,
    key: &str,
) -> Result<Answer, ServiceError> {
    let given = call.arguments.get("Body");
    // AWS stores the JSON form of whatever is given: a text keeps its quotes.
    let body = Bytes::from(given.map(Value::to_string).unwrap_or_default());
    let metadata = call.arguments.get("Metadata").and_then(Value::as_object);
    let metadata = metadata.into_iter().flatten();
    let options = PutOptions {
        content_type: call.optional("ContentType"),
        metadata: metadata
            .filter_map(|(name, value)| Some((name.to_lowercase(), value.as_str()?.to_owned())))
            .collect(),
    };
    let checksum = STANDARD.encode(crc32fast::hash(&body).to_be_bytes());
    let meta = objects.put(bucket, key, body, options).await?;
    Ok(Answer::from(json!({
        "ChecksumCRC32": checksum,
        "ChecksumType": "FULL_OBJECT",
        "ETag": format!("\"{}\"", meta.etag),
        "ServerSideEncryption": "AES256",
    })))
}

async fn copy(
    call: &Call<'_>,
    objects: &dyn Objects,
    bucket: &str,
    key: &str,
) -> Result<Answer, ServiceError> {
    let source = call.text("CopySource").trim_start_matches('/');
    let (from_bucket, from_key) = source.split_once('/').ok_or_else(|| {
        ServiceError::new(
            "InvalidArgument",
            400,
            "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
        )
    })?;
    let object = objects.get(from_bucket, from_key).await?;
    let options =
        PutOptions { content_type: object.meta.content_type, metadata: object.meta.metadata };
    let meta = objects.put(bucket, key, object.body, options).await?;
    Ok(Answer::from(json!({
        "CopyObjectResult": {
            "ETag": format!("\"{}\"", meta.etag),
            "LastModified": seconds(meta.last_modified),
        },
        "ServerSideEncryption": "AES256",
    })))
}

async fn list(
    call: &Call<'_>,
    objects: &dyn Objects,
    bucket: &str,
) -> Result<Answer, ServiceError> {
    let max_keys = call.arguments.get("MaxKeys").and_then(Value::as_u64).unwrap_or(1000);
    let after = call.optional("ContinuationToken").or_else(|| call.optional("StartAfter"));
    let request = ListRequest {
        bucket: bucket.to_owned(),
        prefix: call.text("Prefix").to_owned(),
        start_after: after,
        max_keys: usize::try_from(max_keys).unwrap_or(1000),
    };
    let page = objects.list(&request).await?;
    let contents: Vec<Value> = page
        .objects
        .iter()
        .map(|meta| {
            json!({
                "ETag": format!("\"{}\"", meta.etag),
                "Key": meta.key,
                "LastModified": seconds(meta.last_modified),
                "Size": meta.size,
                "StorageClass": "STANDARD",
            })
        })
        .collect();
    let mut answer = json!({
        "Contents": contents,
        "IsTruncated": page.truncated,
        "KeyCount": page.objects.len(),
        "MaxKeys": max_keys,
        "Name": bucket,
        "Prefix": request.prefix,
    });
    if let (true, Some(last)) = (page.truncated, page.objects.last()) {
        answer["NextContinuationToken"] = last.key.as_str().into();
    }
    Ok(Answer::from(answer))
}
