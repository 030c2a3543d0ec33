//! S3 through AWS's SDK as the engine's port: what the store's conformance suite is run on.

use aws_sdk_s3::Client;
use aws_sdk_s3::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::EncodingType;
use bytes::Bytes;
use distmap_engine::ports::{
    ListPage, ListRequest, Object, ObjectMeta, Objects, PortFuture, PutOptions, ServiceError,
};
use tokio::sync::Semaphore;

/// Requests at once; the suite asks for thousands.
const AT_ONCE: usize = 16;

/// Buckets behind an endpoint.
pub struct Remote {
    client: Client,
    room: Semaphore,
}

impl Remote {
    pub fn new(client: Client) -> Self {
        Self { client, room: Semaphore::new(AT_ONCE) }
    }

    async fn described(&self, bucket: &str, key: &str) -> Result<ObjectMeta, ServiceError> {
        let head = self.client.head_object().bucket(bucket).key(key).send().await.map_err(told)?;
        let modified = head.last_modified().and_then(|time| time.to_millis().ok());
        Ok(ObjectMeta {
            key: key.to_owned(),
            size: head.content_length().and_then(|size| size.try_into().ok()).unwrap_or(0),
            etag: bare(head.e_tag()),
            last_modified: modified.unwrap_or(0),
            content_type: head.content_type().map(str::to_owned),
            metadata: head
                .metadata()
                .into_iter()
                .flatten()
                .map(|(k, v)| (k.clone(), v.clone()))
                .collect(),
        })
    }

    async fn part(
        &self,
        bucket: &str,
        key: &str,
        range: Option<String>,
    ) -> Result<Bytes, ServiceError> {
        let get = self.client.get_object().bucket(bucket).key(key).set_range(range);
        let body = get.send().await.map_err(told)?.body.collect().await;
        let body = body.map_err(|error| ServiceError::new("Body", 0, error.to_string()))?;
        Ok(body.into_bytes())
    }
}

fn bare(etag: Option<&str>) -> String {
    etag.unwrap_or_default().trim_matches('"').to_owned()
}

fn told<E>(error: SdkError<E>) -> ServiceError
where
    E: std::error::Error + ProvideErrorMetadata + 'static,
{
    let status = error.raw_response().map_or(0, |raw| raw.status().as_u16());
    let code = error.code().unwrap_or("NoCode").to_owned();
    ServiceError::new(code, status, DisplayErrorContext(error).to_string())
}

/// A key as the listing spells it in an address.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes().iter();
    while let Some(byte) = rest.next() {
        let mut digit =
            || rest.next().and_then(|digit| char::from(*digit).to_digit(16)).unwrap_or(0);
        bytes.push(match byte {
            b'%' => (digit() * 16 + digit()) as u8,
            b'+' => b' ',
            other => *other,
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

impl Objects for Remote {
    fn list<'a>(&'a self, request: &'a ListRequest) -> PortFuture<'a, ListPage> {
        Box::pin(async move {
            let _place = self.room.acquire().await.expect("never closed");
            let max = i32::try_from(request.max_keys).ok().filter(|max| *max > 0);
            let page = self
                .client
                .list_objects_v2()
                .bucket(&request.bucket)
                .prefix(&request.prefix)
                .set_start_after(request.start_after.clone())
                .set_max_keys(max)
                // XML has no characters for some keys.
                .encoding_type(EncodingType::Url)
                .send()
                .await
                .map_err(told)?;
            let objects = page.contents().iter().map(|object| ObjectMeta {
                key: decoded(object.key().unwrap_or_default()),
                size: object.size().and_then(|size| size.try_into().ok()).unwrap_or(0),
                etag: bare(object.e_tag()),
                ..ObjectMeta::default()
            });
            let truncated = page.is_truncated().unwrap_or(false);
            Ok(ListPage { objects: objects.collect(), truncated })
        })
    }

    fn get<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, Object> {
        Box::pin(async move {
            let _place = self.room.acquire().await.expect("never closed");
            let body = self.part(bucket, key, None).await?;
            Ok(Object { meta: self.described(bucket, key).await?, body })
        })
    }

    fn get_range<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        start: u64,
        length: u64,
    ) -> PortFuture<'a, Bytes> {
        Box::pin(async move {
            let _place = self.room.acquire().await.expect("never closed");
            let range = format!("bytes={start}-{}", start + length.max(1) - 1);
            match self.part(bucket, key, Some(range)).await {
                // Nothing lies behind the end.
                Err(error) if error.code == "InvalidRange" => Ok(Bytes::new()),
                answer => answer,
            }
        })
    }

    fn head<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, ObjectMeta> {
        Box::pin(async move {
            let _place = self.room.acquire().await.expect("never closed");
            self.described(bucket, key).await
        })
    }

    fn put<'a>(
        &'a self,
        bucket: &'a str,
        key: &'a str,
        body: Bytes,
        options: PutOptions,
    ) -> PortFuture<'a, ObjectMeta> {
        Box::pin(async move {
            let _place = self.room.acquire().await.expect("never closed");
            let size = body.len() as u64;
            let put = self
                .client
                .put_object()
                .bucket(bucket)
                .key(key)
                .body(ByteStream::from(body))
                .set_content_type(options.content_type)
                .set_metadata(Some(options.metadata.into_iter().collect()))
                .send()
                .await
                .map_err(told)?;
            // The answer to a PUT is its ETag; the rest is asked for. Another writer may have come.
            let etag = bare(put.e_tag());
            Ok(ObjectMeta { etag, size, ..self.described(bucket, key).await? })
        })
    }

    fn delete<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, ()> {
        Box::pin(async move {
            let _place = self.room.acquire().await.expect("never closed");
            let delete = self.client.delete_object().bucket(bucket).key(key).send();
            delete.await.map(drop).map_err(told)
        })
    }
}
