//! What a Map state takes: child executions, the reader's list and objects, the writer's files.
//!
//! See <https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html>.

use distmap_asl::{ItemReader, MapMode, MapState, Pointer, ResultWriter};

use super::arn::Arguments;
use super::policy::Condition;
use super::walk::Collector;

/// What a reader lists: the states inside the map get objects from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listing {
    pub bucket: String,
    pub prefix: String,
}

/// Grants what the map itself takes, and tells what its reader lists.
pub(crate) fn grant(found: &mut Collector<'_>, map: &MapState, place: &Pointer) -> Option<Listing> {
    if let MapMode::Distributed(_) = map.mode {
        children(found);
    }
    if let Some(writer) = &map.result_writer {
        write(found, writer, &place.key("ResultWriter"));
    }
    read(found, map.item_reader.as_ref()?, &place.key("ItemReader"))
}

/// Child executions carry the name of the map behind the machine's, whatever depth they run at.
fn children(found: &mut Collector<'_>) {
    let context = found.context;
    let name = &context.state_machine;
    let own = context.states_arn(&format!("execution:{name}:*"));
    let labelled = context.states_arn(&format!("execution:{name}/*:*"));
    found.allow(
        "StartChildren",
        "states:StartExecution",
        &context.states_arn(&format!("stateMachine:{name}")),
    );
    // EXPRESS children of a Map Run are the only EXPRESS executions that can be described.
    let express = context.states_arn(&format!("express:{name}/*:*:*"));
    for arn in [&own, &labelled, &express] {
        found.allow("FollowChildren", "states:DescribeExecution", arn);
    }
    for arn in [&own, &labelled] {
        found.allow("StopChildren", "states:StopExecution", arn);
    }
    found.allow("RedriveChildren", "states:RedriveExecution", &labelled);
}

fn read(found: &mut Collector<'_>, reader: &ItemReader, place: &Pointer) -> Option<Listing> {
    let arguments = Arguments::new(reader.arguments.as_ref());
    let bucket_arn = bucket(found, &arguments, place);
    if reader.resource.ends_with(":s3:listObjectsV2") {
        let prefix = arguments.beginning("Prefix");
        let conditions =
            prefix.map(|p| Condition::new("StringLike", "s3:prefix", [format!("{p}*")]));
        found.policy.allow("ListItems", "s3:ListBucket", &bucket_arn, conditions.as_slice());
        if prefix.is_none() && arguments.dynamic("Prefix").is_some() {
            found.note(place, "the prefix is known at run time only: the whole bucket is allowed");
        }
        let prefix = prefix.unwrap_or_default();
        if reader.config.transformation.as_deref() == Some("LOAD_AND_FLATTEN") {
            found.allow("ReadItems", "s3:GetObject", &format!("{bucket_arn}/{prefix}*"));
            found.use_key(&["kms:Decrypt"]);
        }
        let bucket = arguments.text("Bucket")?.to_owned();
        return Some(Listing { bucket, prefix: prefix.to_owned() });
    }
    let files = if reader.config.input_type.as_deref() == Some("MANIFEST") {
        let folder = arguments.text("Key").and_then(|key| inventory(reader, key));
        if folder.is_none() {
            found.note(place, "the files that the manifest names are known at run time only: the whole bucket is allowed");
        }
        format!("{}*", folder.unwrap_or_default())
    } else {
        let (key, open) = arguments.pattern("Key");
        if open {
            found.note(place, format!("the key is known at run time only: {key} is allowed"));
        }
        key
    };
    found.allow("ReadItems", "s3:GetObject", &format!("{bucket_arn}/{files}"));
    found.use_key(&["kms:Decrypt"]);
    None
}

/// The ARN of the bucket that a reader or writer names.
fn bucket(found: &mut Collector<'_>, arguments: &Arguments<'_>, place: &Pointer) -> String {
    let (bucket, open) = arguments.pattern("Bucket");
    if open {
        found.note(place, format!("the bucket is known at run time only: {bucket} is allowed"));
    }
    format!("arn:{}:s3:::{bucket}", found.context.partition)
}

/// The folder of an S3 Inventory, whose manifests lie at `FOLDER/DATE/manifest.json` and whose lists below `FOLDER/`:
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html>. Other manifests name files anywhere.
fn inventory<'a>(reader: &ItemReader, key: &'a str) -> Option<&'a str> {
    if reader.config.manifest_type.as_deref() != Some("S3_INVENTORY") {
        return None;
    }
    let dated = key.strip_suffix("/manifest.json")?;
    let folder = dated.rfind('/')?;
    Some(&key[..=folder])
}

fn write(found: &mut Collector<'_>, writer: &ResultWriter, place: &Pointer) {
    // A writer with a WriterConfig alone shapes the state's output and writes nothing.
    if writer.resource.is_none() && writer.arguments.is_none() {
        return;
    }
    let arguments = Arguments::new(writer.arguments.as_ref());
    let bucket_arn = bucket(found, &arguments, place);
    let prefix = match arguments.text("Prefix").map(|prefix| prefix.trim_end_matches('/')) {
        Some("") => String::new(),
        Some(prefix) => format!("{prefix}/"),
        None => arguments.beginning("Prefix").unwrap_or_default().to_owned(),
    };
    if prefix.is_empty() && arguments.dynamic("Prefix").is_some() {
        found.note(place, "the prefix is known at run time only: the whole bucket is allowed");
    }
    let files = format!("{bucket_arn}/{prefix}*");
    for action in
        ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"]
    {
        found.allow("WriteResults", action, &files);
    }
    found.use_key(&["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]);
}
