//! Buckets: made with their settings, emptied, removed.

use std::collections::BTreeMap;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::types::{
    AbortIncompleteMultipartUpload, BucketLifecycleConfiguration, BucketLocationConstraint,
    BucketVersioningStatus, CreateBucketConfiguration, Delete, ExpirationStatus,
    LifecycleExpiration, LifecycleRule, LifecycleRuleFilter, NoncurrentVersionExpiration,
    ObjectIdentifier, ObjectOwnership, OwnershipControls, OwnershipControlsRule,
    PublicAccessBlockConfiguration, ServerSideEncryption, ServerSideEncryptionByDefault,
    ServerSideEncryptionConfiguration, ServerSideEncryptionRule, Tag, Tagging,
    VersioningConfiguration,
};

use super::error::invalid;
use super::{Action, Change, Failure, SdkError, Target};
use crate::stack::{Options, tls_only_bucket_policy};

/// One of the stack's buckets.
pub(super) struct Bucket<'a> {
    pub name: &'a str,
    /// Whether it takes results, which expire.
    pub results: bool,
    pub options: &'a Options,
    pub tags: &'a BTreeMap<String, String>,
}

pub(super) async fn apply(
    s3: &Client,
    bucket: &Bucket<'_>,
    target: &Target,
) -> Result<Change, SdkError> {
    let action = if exists(s3, bucket.name).await? { Action::Unchanged } else { Action::Created };
    if action == Action::Created {
        let mut create = s3.create_bucket().bucket(bucket.name);
        if target.region != "us-east-1" {
            let place = BucketLocationConstraint::from(target.region.as_str());
            create = create.create_bucket_configuration(
                CreateBucketConfiguration::builder().location_constraint(place).build(),
            );
        }
        create.send().await.map_err(SdkError::call(format!("creating bucket {}", bucket.name)))?;
    }
    if target.bucket_settings {
        settings(s3, bucket).await?;
    }
    Ok(Change { kind: "bucket", name: bucket.name.to_owned(), action, detail: None })
}

pub(super) async fn exists(s3: &Client, name: &str) -> Result<bool, SdkError> {
    match s3.head_bucket().bucket(name).send().await {
        Ok(_) => Ok(true),
        // A HEAD has no body to name the error in, so most endpoints say `NotFound`; some name it nevertheless.
        Err(error) if matches!(error.code(), Some("NotFound" | "NoSuchBucket")) => Ok(false),
        Err(error) => Err(SdkError::call(format!("looking for bucket {name}"))(error)),
    }
}

/// Every setting is put each time: each put replaces the whole setting, and putting what is there changes nothing.
async fn settings(s3: &Client, bucket: &Bucket<'_>) -> Result<(), SdkError> {
    let name = bucket.name;
    let doing = |what: &str| format!("setting the {what} of bucket {name}");
    s3.put_public_access_block()
        .bucket(name)
        .public_access_block_configuration(
            PublicAccessBlockConfiguration::builder()
                .block_public_acls(true)
                .block_public_policy(true)
                .ignore_public_acls(true)
                .restrict_public_buckets(true)
                .build(),
        )
        .send()
        .await
        .map_err(SdkError::call(doing("public access block")))?;

    let owner = OwnershipControlsRule::builder()
        .object_ownership(ObjectOwnership::BucketOwnerEnforced)
        .build();
    let owner = owner.map_err(|e| invalid(doing("ownership"), e))?;
    let owner = OwnershipControls::builder()
        .rules(owner)
        .build()
        .map_err(|e| invalid(doing("ownership"), e))?;
    let request = s3.put_bucket_ownership_controls().bucket(name).ownership_controls(owner);
    request.send().await.map_err(SdkError::call(doing("ownership")))?;

    let versioning =
        VersioningConfiguration::builder().status(BucketVersioningStatus::Enabled).build();
    let request = s3.put_bucket_versioning().bucket(name).versioning_configuration(versioning);
    request.send().await.map_err(SdkError::call(doing("versioning")))?;

    let request = s3
        .put_bucket_encryption()
        .bucket(name)
        .server_side_encryption_configuration(encryption(bucket)?);
    request.send().await.map_err(SdkError::call(doing("encryption")))?;

    let request = s3
        .put_bucket_lifecycle_configuration()
        .bucket(name)
        .lifecycle_configuration(lifecycle(bucket)?);
    request.send().await.map_err(SdkError::call(doing("lifecycle")))?;

    let policy = tls_only_bucket_policy(&format!("arn:aws:s3:::{name}")).to_string();
    s3.put_bucket_policy()
        .bucket(name)
        .policy(policy)
        .send()
        .await
        .map_err(SdkError::call(doing("policy")))?;

    let mut tags = Tagging::builder();
    for (key, value) in bucket.tags {
        tags = tags.tag_set(
            Tag::builder().key(key).value(value).build().map_err(|e| invalid(doing("tags"), e))?,
        );
    }
    let tags = tags.build().map_err(|e| invalid(doing("tags"), e))?;
    s3.put_bucket_tagging()
        .bucket(name)
        .tagging(tags)
        .send()
        .await
        .map_err(SdkError::call(doing("tags")))?;
    Ok(())
}

fn encryption(bucket: &Bucket<'_>) -> Result<ServerSideEncryptionConfiguration, SdkError> {
    let failed = |e| invalid(format!("describing the encryption of bucket {}", bucket.name), e);
    let algorithm = match bucket.options.kms_key {
        Some(_) => ServerSideEncryption::AwsKms,
        None => ServerSideEncryption::Aes256,
    };
    let default = ServerSideEncryptionByDefault::builder()
        .sse_algorithm(algorithm)
        .set_kms_master_key_id(bucket.options.kms_key.clone())
        .build()
        .map_err(failed)?;
    let rule = ServerSideEncryptionRule::builder()
        .apply_server_side_encryption_by_default(default)
        .bucket_key_enabled(bucket.options.kms_key.is_some())
        .build();
    ServerSideEncryptionConfiguration::builder().rules(rule).build().map_err(failed)
}

fn lifecycle(bucket: &Bucket<'_>) -> Result<BucketLifecycleConfiguration, SdkError> {
    let options = bucket.options;
    let failed = |e| invalid(format!("describing the lifecycle of bucket {}", bucket.name), e);
    // S3 counts days in an i32; no such number of days is ever near its end.
    let days = |days: u32| i32::try_from(days).unwrap_or(i32::MAX);
    let mut rule = LifecycleRule::builder()
        .id("keep-tidy")
        .status(ExpirationStatus::Enabled)
        .filter(LifecycleRuleFilter::builder().prefix("").build())
        .abort_incomplete_multipart_upload(
            AbortIncompleteMultipartUpload::builder()
                .days_after_initiation(days(options.abort_uploads_days))
                .build(),
        )
        .noncurrent_version_expiration(
            NoncurrentVersionExpiration::builder()
                .noncurrent_days(days(options.noncurrent_expire_days))
                .build(),
        );
    if bucket.results {
        rule = rule.expiration(
            LifecycleExpiration::builder().days(days(options.results_expire_days)).build(),
        );
    }
    BucketLifecycleConfiguration::builder()
        .rules(rule.build().map_err(failed)?)
        .build()
        .map_err(failed)
}

/// Deletes every version of every object in a bucket. `progress` hears how many are gone by now.
///
/// # Errors
/// [`SdkError`] with the first object that could not be deleted; a second try goes on from there.
pub async fn empty_bucket(
    s3: &Client,
    name: &str,
    progress: &mut dyn FnMut(u64),
) -> Result<(), SdkError> {
    empty(s3, name, true, progress).await.map(drop)
}

/// Deletes what is in the bucket, versions too where there are any, and says how many objects went.
async fn empty(
    s3: &Client,
    name: &str,
    versions: bool,
    progress: &mut dyn FnMut(u64),
) -> Result<u64, SdkError> {
    let doing = || format!("emptying bucket {name}");
    let mut gone = 0;
    loop {
        let objects: Vec<ObjectIdentifier> = if versions {
            let page = s3
                .list_object_versions()
                .bucket(name)
                .send()
                .await
                .map_err(SdkError::call(doing()))?;
            let current =
                page.versions.unwrap_or_default().into_iter().map(|v| (v.key, v.version_id));
            let markers =
                page.delete_markers.unwrap_or_default().into_iter().map(|m| (m.key, m.version_id));
            current.chain(markers).filter_map(|(key, version)| identifier(key, version)).collect()
        } else {
            let page =
                s3.list_objects_v2().bucket(name).send().await.map_err(SdkError::call(doing()))?;
            page.contents
                .unwrap_or_default()
                .into_iter()
                .filter_map(|o| identifier(o.key, None))
                .collect()
        };
        if objects.is_empty() {
            return Ok(gone);
        }
        gone += objects.len() as u64;
        let delete = Delete::builder().set_objects(Some(objects)).quiet(true).build();
        let delete = delete.map_err(|e| invalid(doing(), e))?;
        let answer = s3
            .delete_objects()
            .bucket(name)
            .delete(delete)
            .send()
            .await
            .map_err(SdkError::call(doing()))?;
        if let Some(error) = answer.errors.unwrap_or_default().into_iter().next() {
            return Err(SdkError::new(
                format!("deleting {} from bucket {name}", error.key.unwrap_or_default()),
                Failure::Service {
                    code: error.code.unwrap_or_default(),
                    message: error.message.unwrap_or_default(),
                },
            ));
        }
        progress(gone);
    }
}

fn identifier(key: Option<String>, version: Option<String>) -> Option<ObjectIdentifier> {
    // An object without a key is no object; S3 always sends one.
    ObjectIdentifier::builder().key(key?).set_version_id(version).build().ok()
}

/// Removes a bucket, with its objects where `objects_too` says so.
pub(super) async fn destroy(
    s3: &Client,
    name: &str,
    objects_too: bool,
    versions: bool,
) -> Result<Change, SdkError> {
    let change = |action, detail| Change { kind: "bucket", name: name.to_owned(), action, detail };
    if !exists(s3, name).await? {
        return Ok(change(Action::Absent, None));
    }
    let gone = if objects_too { empty(s3, name, versions, &mut |_| {}).await? } else { 0 };
    match s3.delete_bucket().bucket(name).send().await {
        Ok(_) => Ok(change(Action::Deleted, (gone > 0).then(|| format!("with {gone} objects")))),
        Err(error) if error.code() == Some("BucketNotEmpty") => {
            Err(SdkError::new(format!("deleting bucket {name}"), Failure::NotEmpty))
        }
        Err(error) => Err(SdkError::call(format!("deleting bucket {name}"))(error)),
    }
}
