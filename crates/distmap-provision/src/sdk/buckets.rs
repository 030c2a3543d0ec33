//! Buckets: made, tagged, emptied, removed.

use std::collections::BTreeMap;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::types::{
    BucketLocationConstraint, CreateBucketConfiguration, Delete, ObjectIdentifier, Tag, Tagging,
};

use super::error::invalid;
use super::{Action, Change, Failure, SdkError};
use crate::stack::Stack;

/// Makes the bucket where it is not there.
pub(super) async fn apply(
    s3: &Client,
    name: &str,
    stack: &Stack,
    region: &str,
) -> Result<Change, SdkError> {
    let mut action = if exists(s3, name).await? { Action::Unchanged } else { Action::Created };
    if action == Action::Created {
        let mut create = s3.create_bucket().bucket(name);
        if region != "us-east-1" {
            let place = BucketLocationConstraint::from(region);
            create = create.create_bucket_configuration(
                CreateBucketConfiguration::builder().location_constraint(place).build(),
            );
        }
        create.send().await.map_err(SdkError::call(format!("creating bucket {name}")))?;
    }
    let mut detail = None;
    if tag(s3, name, &stack.tags).await? && action == Action::Unchanged {
        action = Action::Updated;
        detail = Some("tags".to_owned());
    }
    Ok(Change { kind: "bucket", name: name.to_owned(), action, detail })
}

/// Sets tags that are missing or differ, and says whether there were any. S3 takes all of a bucket's tags at once.
async fn tag(s3: &Client, name: &str, wanted: &BTreeMap<String, String>) -> Result<bool, SdkError> {
    let there = match s3.get_bucket_tagging().bucket(name).send().await {
        Ok(found) => found.tag_set,
        Err(error) if error.code() == Some("NoSuchTagSet") => Vec::new(),
        Err(error) => {
            return Err(SdkError::call(format!("reading the tags of bucket {name}"))(error));
        }
    };
    let mut tags: BTreeMap<String, String> =
        there.into_iter().map(|tag| (tag.key, tag.value)).collect();
    let before = tags.clone();
    tags.extend(wanted.clone());
    if tags == before {
        return Ok(false);
    }
    let doing = || format!("tagging bucket {name}");
    let tag = |(key, value)| Tag::builder().key(key).value(value).build();
    let tags = tags.into_iter().map(tag).collect::<Result<Vec<_>, _>>();
    let tags = tags.map_err(|error| invalid(doing(), error))?;
    let tagging = Tagging::builder().set_tag_set(Some(tags)).build();
    let tagging = tagging.map_err(|error| invalid(doing(), error))?;
    let sent = s3.put_bucket_tagging().bucket(name).tagging(tagging).send().await;
    sent.map_err(SdkError::call(doing()))?;
    Ok(true)
}

pub(super) async fn exists(s3: &Client, name: &str) -> Result<bool, SdkError> {
    match s3.head_bucket().bucket(name).send().await {
        Ok(_) => Ok(true),
        // A HEAD has no body to name the error in, so most endpoints say `NotFound`; some name it nevertheless.
        Err(error) if matches!(error.code(), Some("NotFound" | "NoSuchBucket")) => Ok(false),
        Err(error) => Err(SdkError::call(format!("looking for bucket {name}"))(error)),
    }
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
    empty(s3, name, progress).await.map(drop)
}

/// Deletes what is in the bucket, and says how many objects went.
async fn empty(s3: &Client, name: &str, progress: &mut dyn FnMut(u64)) -> Result<u64, SdkError> {
    let doing = || format!("emptying bucket {name}");
    let mut gone = 0;
    loop {
        let page = s3.list_object_versions().bucket(name).send().await;
        let page = page.map_err(SdkError::call(doing()))?;
        let current = page.versions.unwrap_or_default().into_iter().map(|v| (v.key, v.version_id));
        let markers =
            page.delete_markers.unwrap_or_default().into_iter().map(|m| (m.key, m.version_id));
        let objects = current.chain(markers).filter_map(|(key, version)| identifier(key, version));
        let objects: Vec<ObjectIdentifier> = objects.collect();
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
) -> Result<Change, SdkError> {
    let change = |action, detail| Change { kind: "bucket", name: name.to_owned(), action, detail };
    if !exists(s3, name).await? {
        return Ok(change(Action::Absent, None));
    }
    let gone = if objects_too { empty(s3, name, &mut |_| {}).await? } else { 0 };
    match s3.delete_bucket().bucket(name).send().await {
        Ok(_) => Ok(change(Action::Deleted, (gone > 0).then(|| format!("with {gone} objects")))),
        Err(error) if error.code() == Some("BucketNotEmpty") => {
            Err(SdkError::new(format!("deleting bucket {name}"), Failure::NotEmpty))
        }
        Err(error) => Err(SdkError::call(format!("deleting bucket {name}"))(error)),
    }
}
