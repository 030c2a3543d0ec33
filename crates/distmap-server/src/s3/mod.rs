//! S3: the `s3s` crate's operations on the store's buckets.

mod body;
mod listing;
mod multipart;
mod objects;
mod subresources;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use distmap_store::{BucketKind, Error as StoreError, Store};
use http::StatusCode;
use s3s::auth::{S3Auth, SecretKey};
use s3s::dto::*;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{S3, S3Error, S3ErrorCode, S3Request, S3Response, S3Result};

use crate::auth::Credentials;
use objects::{etag, timestamp};

/// The operations that are here, in alphabetical order.
pub fn operations() -> Vec<&'static str> {
    let mut all: Vec<_> = OPERATIONS.iter().copied().chain(subresources::operations()).collect();
    all.sort_unstable();
    all
}

/// Those that are not about a sub-resource of a bucket.
const OPERATIONS: &[&str] = &[
    "AbortMultipartUpload",
    "CompleteMultipartUpload",
    "CopyObject",
    "CreateBucket",
    "CreateMultipartUpload",
    "DeleteBucket",
    "DeleteObject",
    "DeleteObjectTagging",
    "DeleteObjects",
    "GetBucketLocation",
    "GetBucketPolicyStatus",
    "GetObject",
    "GetObjectAcl",
    "GetObjectAttributes",
    "GetObjectTagging",
    "HeadBucket",
    "HeadObject",
    "ListBuckets",
    "ListMultipartUploads",
    "ListObjectVersions",
    "ListObjects",
    "ListObjectsV2",
    "ListParts",
    "PutObject",
    "PutObjectAcl",
    "PutObjectTagging",
    "UploadPart",
    "UploadPartCopy",
];

/// S3's answer to a refusal of the store.
fn refused(error: StoreError) -> S3Error {
    match error {
        StoreError::Service(error) => {
            let mut answer = S3Error::with_message(code(&error.code), error.message);
            if let Ok(status) = StatusCode::from_u16(error.status) {
                answer.set_status_code(status);
            }
            answer
        }
        other => S3Error::with_message(S3ErrorCode::InternalError, other.to_string()),
    }
}

/// The code of this name, known to s3s or not.
fn code(name: &str) -> S3ErrorCode {
    S3ErrorCode::from_bytes(name.as_bytes()).unwrap_or_else(|| S3ErrorCode::Custom(name.into()))
}

/// The S3 service over a store for those who sign with one of the credentials; for anyone where there
/// are none.
pub fn service(store: Store, region: &str, callers: &[Credentials]) -> S3Service {
    let s3 = Bucketry { store: store.clone(), region: region.to_owned() };
    let mut builder = S3ServiceBuilder::new(s3);
    builder.set_route(subresources::SubResources { store, open: callers.is_empty() });
    if !callers.is_empty() {
        builder.set_auth(Callers(callers.to_vec()));
    }
    builder.build()
}

/// Whether a request is GetObjectAttributes.
pub fn is_for_attributes<T>(request: &http::Request<T>) -> bool {
    let query = request.uri().query().unwrap_or_default();
    let named = |pair: &str| pair == "attributes" || pair.starts_with("attributes=");
    request.method() == http::Method::GET && query.split('&').any(named)
}

/// Who may call.
struct Callers(Vec<Credentials>);

#[async_trait::async_trait]
impl S3Auth for Callers {
    async fn get_secret_key(&self, access_key: &str) -> S3Result<SecretKey> {
        let caller = self.0.iter().find(|caller| caller.access_key_id == access_key);
        caller.map(|caller| SecretKey::from(caller.secret_access_key.as_str())).ok_or_else(|| {
            let told = "The AWS Access Key Id you provided does not exist in our records.";
            S3Error::with_message(S3ErrorCode::InvalidAccessKeyId, told)
        })
    }
}

/// The buckets of a store as S3 shows them.
struct Bucketry {
    store: Store,
    region: String,
}

/// An entry's text, escaped where the caller asked for it.
fn shown(text: String, encoding: Option<&EncodingType>) -> String {
    match encoding {
        Some(_) => listing::encode(&text),
        None => text,
    }
}

fn max_keys(asked: Option<i32>) -> S3Result<usize> {
    usize::try_from(asked.unwrap_or(1_000)).map_err(|_| {
        S3Error::with_message(
            S3ErrorCode::InvalidArgument,
            "Argument maxKeys must be an integer between 0 and 2147483647",
        )
    })
}

fn standard() -> Option<ObjectStorageClass> {
    Some(ObjectStorageClass::from_static("STANDARD"))
}

impl Bucketry {
    fn page(
        &self,
        bucket: &str,
        prefix: Option<&String>,
        delimiter: Option<&String>,
        after: Option<&str>,
        max: usize,
    ) -> S3Result<listing::Page> {
        let query = listing::Query {
            bucket,
            prefix: prefix.map_or("", String::as_str),
            delimiter: delimiter.map(String::as_str),
            after,
            max,
        };
        listing::list(self.store.objects(), &query).map_err(refused)
    }

    fn listed(
        objects: Vec<distmap_engine::ports::ObjectMeta>,
        encoding: Option<&EncodingType>,
    ) -> ObjectList {
        let list = objects.into_iter().map(|meta| Object {
            e_tag: Some(etag(&meta.etag)),
            last_modified: Some(timestamp(meta.last_modified)),
            size: i64::try_from(meta.size).ok(),
            key: Some(shown(meta.key, encoding)),
            storage_class: standard(),
            ..Object::default()
        });
        list.collect()
    }

    fn prefixes(prefixes: Vec<String>, encoding: Option<&EncodingType>) -> CommonPrefixList {
        let list = prefixes
            .into_iter()
            .map(|prefix| CommonPrefix { prefix: Some(shown(prefix, encoding)) });
        list.collect()
    }
}

#[async_trait::async_trait]
impl S3 for Bucketry {
    async fn create_bucket(
        &self,
        request: S3Request<CreateBucketInput>,
    ) -> S3Result<S3Response<CreateBucketOutput>> {
        let input = request.input;
        let objects = self.store.objects();
        let made = objects.create_bucket(&input.bucket, BucketKind::Packed);
        match made {
            Ok(_) => {}
            // In us-east-1 S3 answers the repetition by the owner as it did the creation.
            Err(error)
                if error.code() == Some("BucketAlreadyOwnedByYou")
                    && self.region == "us-east-1" => {}
            Err(error) => return Err(refused(error)),
        }
        if let Some(ownership) = input.object_ownership {
            let document = format!(
                "<OwnershipControls xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Rule><ObjectOwnership>{}\
                 </ObjectOwnership></Rule></OwnershipControls>",
                ownership.as_str()
            );
            objects
                .set_setting(&input.bucket, "ownershipControls", Some(&document.into()))
                .map_err(refused)?;
        }
        let location = Some(format!("/{}", input.bucket));
        Ok(S3Response::new(CreateBucketOutput { location }))
    }

    async fn delete_bucket(
        &self,
        request: S3Request<DeleteBucketInput>,
    ) -> S3Result<S3Response<DeleteBucketOutput>> {
        self.store.objects().delete_bucket(&request.input.bucket).map_err(refused)?;
        Ok(S3Response::with_status(DeleteBucketOutput::default(), StatusCode::NO_CONTENT))
    }

    async fn head_bucket(
        &self,
        request: S3Request<HeadBucketInput>,
    ) -> S3Result<S3Response<HeadBucketOutput>> {
        self.store.objects().bucket_info(&request.input.bucket).map_err(refused)?;
        Ok(S3Response::new(HeadBucketOutput {
            bucket_region: Some(self.region.clone()),
            ..HeadBucketOutput::default()
        }))
    }

    async fn get_bucket_location(
        &self,
        request: S3Request<GetBucketLocationInput>,
    ) -> S3Result<S3Response<GetBucketLocationOutput>> {
        self.store.objects().bucket_info(&request.input.bucket).map_err(refused)?;
        let region = Some(self.region.clone()).filter(|region| region != "us-east-1");
        let location_constraint = region.map(BucketLocationConstraint::from);
        Ok(S3Response::new(GetBucketLocationOutput { location_constraint }))
    }

    async fn get_bucket_policy_status(
        &self,
        request: S3Request<GetBucketPolicyStatusInput>,
    ) -> S3Result<S3Response<GetBucketPolicyStatusOutput>> {
        let found =
            self.store.objects().setting(&request.input.bucket, "policy").map_err(refused)?;
        if found.is_none() {
            let mut error = S3Error::with_message(
                S3ErrorCode::NoSuchBucketPolicy,
                "The bucket policy does not exist",
            );
            error.set_status_code(StatusCode::NOT_FOUND);
            return Err(error);
        }
        let policy_status = Some(PolicyStatus { is_public: Some(false) });
        Ok(S3Response::new(GetBucketPolicyStatusOutput { policy_status }))
    }

    async fn list_buckets(
        &self,
        request: S3Request<ListBucketsInput>,
    ) -> S3Result<S3Response<ListBucketsOutput>> {
        let input = request.input;
        let prefix = input.prefix.clone().unwrap_or_default();
        let after = input.continuation_token.unwrap_or_default();
        let max = usize::try_from(input.max_buckets.unwrap_or(10_000)).unwrap_or(10_000);
        let mut all = self.store.objects().list_buckets();
        all.retain(|bucket| bucket.name.starts_with(&prefix) && bucket.name > after);
        let more = all.len() > max;
        all.truncate(max);
        Ok(S3Response::new(ListBucketsOutput {
            continuation_token: all.last().filter(|_| more).map(|bucket| bucket.name.clone()),
            buckets: Some(
                all.into_iter()
                    .map(|bucket| Bucket {
                        bucket_region: Some(self.region.clone()),
                        creation_date: Some(timestamp(bucket.created)),
                        name: Some(bucket.name),
                    })
                    .collect(),
            ),
            owner: Some(Owner { id: Some("owner".to_owned()), display_name: None }),
            prefix: input.prefix,
        }))
    }

    async fn list_objects_v2(
        &self,
        request: S3Request<ListObjectsV2Input>,
    ) -> S3Result<S3Response<ListObjectsV2Output>> {
        let input = request.input;
        let encoding = input.encoding_type.as_ref();
        let max = max_keys(input.max_keys)?;
        let token = match &input.continuation_token {
            None => None,
            Some(token) => {
                let bytes = URL_SAFE_NO_PAD.decode(token).ok();
                let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
                Some(text.ok_or_else(|| {
                    S3Error::with_message(
                        S3ErrorCode::InvalidArgument,
                        "The continuation token provided is incorrect",
                    )
                })?)
            }
        };
        let after = token.as_deref().or(input.start_after.as_deref());
        let page =
            self.page(&input.bucket, input.prefix.as_ref(), input.delimiter.as_ref(), after, max)?;
        let count = page.objects.len() + page.prefixes.len();
        Ok(S3Response::new(ListObjectsV2Output {
            name: Some(input.bucket),
            prefix: Some(shown(input.prefix.unwrap_or_default(), encoding)),
            max_keys: i32::try_from(max.min(1_000)).ok(),
            key_count: i32::try_from(count).ok(),
            is_truncated: Some(page.truncated),
            next_continuation_token: page
                .last
                .filter(|_| page.truncated)
                .map(|last| URL_SAFE_NO_PAD.encode(last)),
            contents: Some(Self::listed(page.objects, encoding)),
            common_prefixes: Some(Self::prefixes(page.prefixes, encoding)),
            continuation_token: input.continuation_token,
            start_after: input.start_after.map(|after| shown(after, encoding)),
            delimiter: input.delimiter.map(|delimiter| shown(delimiter, encoding)),
            encoding_type: input.encoding_type,
            request_charged: None,
        }))
    }

    async fn list_objects(
        &self,
        request: S3Request<ListObjectsInput>,
    ) -> S3Result<S3Response<ListObjectsOutput>> {
        let input = request.input;
        let encoding = input.encoding_type.as_ref();
        let max = max_keys(input.max_keys)?;
        let after = input.marker.as_deref().filter(|marker| !marker.is_empty());
        let page =
            self.page(&input.bucket, input.prefix.as_ref(), input.delimiter.as_ref(), after, max)?;
        let next = page.last.filter(|_| page.truncated && input.delimiter.is_some());
        Ok(S3Response::new(ListObjectsOutput {
            name: Some(input.bucket),
            prefix: Some(shown(input.prefix.unwrap_or_default(), encoding)),
            marker: Some(shown(input.marker.unwrap_or_default(), encoding)),
            max_keys: i32::try_from(max.min(1_000)).ok(),
            is_truncated: Some(page.truncated),
            next_marker: next.map(|next| shown(next, encoding)),
            contents: Some(Self::listed(page.objects, encoding)),
            common_prefixes: Some(Self::prefixes(page.prefixes, encoding)),
            delimiter: input.delimiter.map(|delimiter| shown(delimiter, encoding)),
            encoding_type: input.encoding_type,
            request_charged: None,
        }))
    }

    async fn list_object_versions(
        &self,
        request: S3Request<ListObjectVersionsInput>,
    ) -> S3Result<S3Response<ListObjectVersionsOutput>> {
        let input = request.input;
        let encoding = input.encoding_type.as_ref();
        let max = max_keys(input.max_keys)?;
        let after = input.key_marker.as_deref().filter(|marker| !marker.is_empty());
        let page =
            self.page(&input.bucket, input.prefix.as_ref(), input.delimiter.as_ref(), after, max)?;
        let next = page.last.filter(|_| page.truncated).map(|next| shown(next, encoding));
        // Every object is its one version, `null`, as in a bucket that was never versioned.
        let versions = page.objects.into_iter().map(|meta| ObjectVersion {
            e_tag: Some(etag(&meta.etag)),
            is_latest: Some(true),
            key: Some(shown(meta.key, encoding)),
            last_modified: Some(timestamp(meta.last_modified)),
            size: i64::try_from(meta.size).ok(),
            storage_class: Some(ObjectVersionStorageClass::from_static("STANDARD")),
            version_id: Some("null".to_owned()),
            ..ObjectVersion::default()
        });
        Ok(S3Response::new(ListObjectVersionsOutput {
            versions: Some(versions.collect()),
            common_prefixes: Some(Self::prefixes(page.prefixes, encoding)),
            is_truncated: Some(page.truncated),
            next_version_id_marker: next.as_ref().map(|_| "null".to_owned()),
            next_key_marker: next,
            prefix: Some(shown(input.prefix.unwrap_or_default(), encoding)),
            key_marker: Some(shown(input.key_marker.unwrap_or_default(), encoding)),
            max_keys: i32::try_from(max.min(1_000)).ok(),
            delimiter: input.delimiter.map(|delimiter| shown(delimiter, encoding)),
            encoding_type: input.encoding_type,
            name: Some(input.bucket),
            ..ListObjectVersionsOutput::default()
        }))
    }

    async fn put_object(
        &self,
        request: S3Request<PutObjectInput>,
    ) -> S3Result<S3Response<PutObjectOutput>> {
        self.put(request).await
    }

    async fn get_object(
        &self,
        request: S3Request<GetObjectInput>,
    ) -> S3Result<S3Response<GetObjectOutput>> {
        self.get(request.input).await
    }

    async fn head_object(
        &self,
        request: S3Request<HeadObjectInput>,
    ) -> S3Result<S3Response<HeadObjectOutput>> {
        self.head(request.input).await
    }

    async fn get_object_attributes(
        &self,
        request: S3Request<GetObjectAttributesInput>,
    ) -> S3Result<S3Response<GetObjectAttributesOutput>> {
        let input = request.input;
        let info = self.store.objects().head_object(&input.bucket, &input.key).map_err(refused)?;
        // Those that are asked for, no others. SDKs send one header for all, which s3s does not split.
        let names = input.object_attributes.iter().flat_map(|it| it.as_str().split(','));
        let names: Vec<&str> = names.map(str::trim).collect();
        let asked = |name: &str| names.contains(&name);
        let class = objects::header(&info, "x-amz-storage-class").map(StorageClass::from);
        let class = class.unwrap_or_else(|| StorageClass::from_static("STANDARD"));
        Ok(S3Response::new(GetObjectAttributesOutput {
            e_tag: asked("ETag").then(|| etag(&info.meta.etag)),
            last_modified: Some(timestamp(info.meta.last_modified)),
            object_size: i64::try_from(info.meta.size).ok().filter(|_| asked("ObjectSize")),
            storage_class: asked("StorageClass").then_some(class),
            checksum: asked("Checksum").then(|| body::kept(&info.headers)),
            ..GetObjectAttributesOutput::default()
        }))
    }

    async fn copy_object(
        &self,
        request: S3Request<CopyObjectInput>,
    ) -> S3Result<S3Response<CopyObjectOutput>> {
        self.copy(request.input).await
    }

    async fn delete_object(
        &self,
        request: S3Request<DeleteObjectInput>,
    ) -> S3Result<S3Response<DeleteObjectOutput>> {
        self.delete_one(&request.input.bucket, &request.input.key).await?;
        Ok(S3Response::with_status(DeleteObjectOutput::default(), StatusCode::NO_CONTENT))
    }

    async fn delete_objects(
        &self,
        request: S3Request<DeleteObjectsInput>,
    ) -> S3Result<S3Response<DeleteObjectsOutput>> {
        self.delete_many(request.input).await
    }

    async fn get_object_tagging(
        &self,
        request: S3Request<GetObjectTaggingInput>,
    ) -> S3Result<S3Response<GetObjectTaggingOutput>> {
        let input = request.input;
        let info = self.store.objects().head_object(&input.bucket, &input.key).map_err(refused)?;
        let tags = info.tags.into_iter().map(|(k, v)| Tag { key: Some(k), value: Some(v) });
        Ok(S3Response::new(GetObjectTaggingOutput { tag_set: tags.collect(), version_id: None }))
    }

    async fn put_object_tagging(
        &self,
        request: S3Request<PutObjectTaggingInput>,
    ) -> S3Result<S3Response<PutObjectTaggingOutput>> {
        let input = request.input;
        self.retag(&input.bucket, &input.key, input.tagging.tag_set).await?;
        Ok(S3Response::new(PutObjectTaggingOutput::default()))
    }

    async fn delete_object_tagging(
        &self,
        request: S3Request<DeleteObjectTaggingInput>,
    ) -> S3Result<S3Response<DeleteObjectTaggingOutput>> {
        self.retag(&request.input.bucket, &request.input.key, TagSet::new()).await?;
        Ok(S3Response::with_status(DeleteObjectTaggingOutput::default(), StatusCode::NO_CONTENT))
    }

    async fn get_object_acl(
        &self,
        request: S3Request<GetObjectAclInput>,
    ) -> S3Result<S3Response<GetObjectAclOutput>> {
        let input = request.input;
        self.store.objects().head_object(&input.bucket, &input.key).map_err(refused)?;
        let owner = || Some("owner".to_owned());
        let grantee = Grantee {
            id: owner(),
            type_: Type::from_static("CanonicalUser"),
            display_name: None,
            email_address: None,
            uri: None,
        };
        let grant = Grant {
            grantee: Some(grantee),
            permission: Some(Permission::from_static("FULL_CONTROL")),
        };
        Ok(S3Response::new(GetObjectAclOutput {
            grants: Some(vec![grant]),
            owner: Some(Owner { id: owner(), display_name: None }),
            request_charged: None,
        }))
    }

    async fn put_object_acl(
        &self,
        request: S3Request<PutObjectAclInput>,
    ) -> S3Result<S3Response<PutObjectAclOutput>> {
        let input = request.input;
        self.store.objects().head_object(&input.bucket, &input.key).map_err(refused)?;
        Ok(S3Response::new(PutObjectAclOutput::default()))
    }

    async fn create_multipart_upload(
        &self,
        request: S3Request<CreateMultipartUploadInput>,
    ) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
        self.begin_upload(request.input).await
    }

    async fn upload_part(
        &self,
        request: S3Request<UploadPartInput>,
    ) -> S3Result<S3Response<UploadPartOutput>> {
        self.take_part(request).await
    }

    async fn upload_part_copy(
        &self,
        request: S3Request<UploadPartCopyInput>,
    ) -> S3Result<S3Response<UploadPartCopyOutput>> {
        self.copy_part(request.input).await
    }

    async fn complete_multipart_upload(
        &self,
        request: S3Request<CompleteMultipartUploadInput>,
    ) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
        self.complete(request.input).await
    }

    async fn abort_multipart_upload(
        &self,
        request: S3Request<AbortMultipartUploadInput>,
    ) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
        let input = request.input;
        let objects = self.store.objects();
        let upload =
            objects.upload(&input.bucket, &input.key, &input.upload_id).map_err(refused)?;
        objects.abort_upload(&upload).await.map_err(refused)?;
        Ok(S3Response::with_status(AbortMultipartUploadOutput::default(), StatusCode::NO_CONTENT))
    }

    async fn list_parts(
        &self,
        request: S3Request<ListPartsInput>,
    ) -> S3Result<S3Response<ListPartsOutput>> {
        self.parts(request.input).await
    }

    async fn list_multipart_uploads(
        &self,
        request: S3Request<ListMultipartUploadsInput>,
    ) -> S3Result<S3Response<ListMultipartUploadsOutput>> {
        self.uploads(request.input).await
    }
}
