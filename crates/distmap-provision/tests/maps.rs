//! What maps take, wherever they stand: readers of every kind, writers, children, and the key of what is encrypted.

use distmap_asl::StateMachine;
use distmap_provision::iam::{Grant, PolicyContext, policy};
use serde_json::{Value, json};

const KEY: &str = "arn:aws:kms:us-east-1:111111111111:key/0f0f";

/// The grants of a machine whose states are `states`, beginning at `S`; those on the key apart, as actions.
fn grants(states: &Value) -> (Vec<String>, Vec<String>) {
    let definition = json!({"StartAt": "S", "States": states});
    let machine = StateMachine::from_value(&definition).expect("a definition");
    let context = PolicyContext {
        kms_key: Some(KEY.to_owned()),
        ..PolicyContext::new("us-east-1", "111111111111", "orders")
    };
    let all = policy(&machine, &context).expect("a policy").grants();
    let (keys, others): (Vec<Grant>, Vec<Grant>) =
        all.into_iter().partition(|grant| grant.resource == KEY);
    let others = others.iter().map(Grant::to_string).collect();
    (others, keys.into_iter().map(|grant| grant.action).collect())
}

fn notes(states: &Value) -> Vec<String> {
    let definition = json!({"StartAt": "S", "States": states});
    let machine = StateMachine::from_value(&definition).expect("a definition");
    let context = PolicyContext::new("us-east-1", "111111111111", "orders");
    let notes = policy(&machine, &context).expect("a policy").notes;
    notes.iter().map(|note| format!("{}: {}", note.pointer, note.text)).collect()
}

fn pass() -> Value {
    json!({"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}})
}

/// An INLINE map with this reader, which AWS takes of distributed maps only: nothing is granted for children.
fn reading(reader: Value) -> Value {
    json!({"S": {"Type": "Map", "End": true, "ItemReader": reader, "ItemProcessor": pass()}})
}

fn file(config: Value, parameters: Value) -> Value {
    json!({"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": config, "Parameters": parameters})
}

#[test]
fn what_readers_take() {
    let file_of = |kind: &str| json!({"InputType": kind});
    let one = json!({"Bucket": "in", "Key": "day/list"});
    let inventory = json!({"InputType": "MANIFEST", "ManifestType": "S3_INVENTORY"});
    let athena = json!({"InputType": "MANIFEST", "ManifestType": "ATHENA_DATA"});
    let manifest = json!({"Bucket": "in", "Key": "inv/src/all/2026-11-01T00-00Z/manifest.json"});
    let listing = |config: Value, parameters: Value| json!({"Resource": "arn:aws:states:::s3:listObjectsV2", "ReaderConfig": config, "Parameters": parameters});
    let flatten = json!({"InputType": "JSONL", "Transformation": "LOAD_AND_FLATTEN"});
    let one_file = vec!["s3:GetObject on arn:aws:s3:::in/day/list"];
    let decrypt = vec!["kms:Decrypt"];
    let table = [
        (file(file_of("CSV"), one.clone()), one_file.clone(), decrypt.clone()),
        (file(file_of("JSON"), one.clone()), one_file.clone(), decrypt.clone()),
        (file(file_of("JSONL"), one.clone()), one_file.clone(), decrypt.clone()),
        (file(file_of("PARQUET"), one), one_file, decrypt.clone()),
        // The lists of an inventory lie beside its manifests; an Athena manifest names files anywhere.
        (
            file(inventory.clone(), manifest.clone()),
            vec!["s3:GetObject on arn:aws:s3:::in/inv/src/all/*"],
            decrypt.clone(),
        ),
        (
            file(inventory, json!({"Bucket": "in", "Key": "manifest.json"})),
            vec!["s3:GetObject on arn:aws:s3:::in/*"],
            decrypt.clone(),
        ),
        (file(athena, manifest), vec!["s3:GetObject on arn:aws:s3:::in/*"], decrypt.clone()),
        (
            file(
                file_of("CSV"),
                json!({"Bucket": "in", "Key.$": "States.Format('days/{}.csv', $.day)"}),
            ),
            vec!["s3:GetObject on arn:aws:s3:::in/days/*"],
            decrypt.clone(),
        ),
        (
            file(
                file_of("CSV"),
                json!({"Bucket.$": "States.Format('in-{}', $.region)", "Key": "list.csv"}),
            ),
            vec!["s3:GetObject on arn:aws:s3:::in-*/list.csv"],
            decrypt.clone(),
        ),
        // To list an encrypted bucket no key is needed.
        (
            listing(json!({}), json!({"Bucket": "in"})),
            vec!["s3:ListBucket on arn:aws:s3:::in"],
            vec![],
        ),
        (
            listing(json!({}), json!({"Bucket": "in", "Prefix": "2026/"})),
            vec!["s3:ListBucket on arn:aws:s3:::in where s3:prefix is 2026/*"],
            vec![],
        ),
        (
            listing(flatten, json!({"Bucket": "in", "Prefix": "2026/"})),
            vec![
                "s3:GetObject on arn:aws:s3:::in/2026/*",
                "s3:ListBucket on arn:aws:s3:::in where s3:prefix is 2026/*",
            ],
            decrypt,
        ),
    ];
    for (reader, expected, keys) in table {
        let (others, key_actions) = grants(&reading(reader.clone()));
        assert_eq!(others, expected, "{reader}");
        assert_eq!(key_actions, keys, "{reader}");
    }
}

#[test]
fn what_result_writers_take() {
    let writing = |writer: Value| json!({"S": {"Type": "Map", "End": true, "ResultWriter": writer, "ItemProcessor": pass()}});
    let to = |parameters: Value| json!({"Resource": "arn:aws:states:::s3:putObject", "Parameters": parameters});
    let files = |files: &str| {
        ["AbortMultipartUpload", "GetObject", "ListMultipartUploadParts", "PutObject"]
            .map(|action| format!("s3:{action} on arn:aws:s3:::{files}"))
            .to_vec()
    };
    for (parameters, expected) in [
        (json!({"Bucket": "out", "Prefix": "runs"}), files("out/runs/*")),
        (json!({"Bucket": "out", "Prefix": "runs/"}), files("out/runs/*")),
        (json!({"Bucket": "out", "Prefix": ""}), files("out/*")),
        (json!({"Bucket": "out"}), files("out/*")),
        (
            json!({"Bucket": "out", "Prefix.$": "States.Format('runs/{}', $.day)"}),
            files("out/runs/*"),
        ),
        (json!({"Bucket": "out", "Prefix.$": "$.prefix"}), files("out/*")),
    ] {
        let (others, keys) = grants(&writing(to(parameters.clone())));
        assert_eq!(others, expected, "{parameters}");
        assert_eq!(keys, ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"], "{parameters}");
    }
    let open = notes(&writing(to(json!({"Bucket": "out", "Prefix.$": "$.prefix"}))));
    assert_eq!(
        open,
        [
            "/States/S/ResultWriter: the prefix is known at run time only: the whole bucket is allowed"
        ]
    );
    // What only shapes the state's output writes nothing.
    let shaping = json!({"WriterConfig": {"Transformation": "COMPACT", "OutputType": "JSON"}});
    assert_eq!(grants(&writing(shaping)), (vec![], vec![]));
}

#[test]
fn maps_in_branches_and_under_their_old_name_are_found() {
    let task = |resource: &str, parameters: Value| {
        let task =
            json!({"Type": "Task", "End": true, "Resource": resource, "Parameters": parameters});
        json!({"StartAt": "T", "States": {"T": task}})
    };
    let publish = task(
        "arn:aws:states:::sns:publish",
        json!({"TopicArn": "arn:aws:sns:us-east-1:111111111111:news", "Message": "m"}),
    );
    let get = task("arn:aws:states:::aws-sdk:s3:getObject", json!({"Bucket": "in", "Key": "k"}));
    let old =
        json!({"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "Iterator": get}}});
    let (others, keys) =
        grants(&json!({"S": {"Type": "Parallel", "End": true, "Branches": [publish, old]}}));
    assert_eq!(
        others,
        [
            "s3:GetObject on arn:aws:s3:::in/k",
            "sns:Publish on arn:aws:sns:us-east-1:111111111111:news",
        ]
    );
    assert_eq!(keys, ["kms:Decrypt", "kms:GenerateDataKey"]);

    // The place of a note leads into the old name too.
    let unknown =
        task("arn:aws:states:::aws-sdk:s3:getObject", json!({"Bucket": "in", "Key.$": "$.k"}));
    let states = json!({"S": {"Type": "Map", "End": true, "Iterator": unknown}});
    let told = notes(&states);
    assert!(
        told[0].starts_with("/States/S/Iterator/States/T: what s3:GetObject works on"),
        "{told:?}"
    );
}

#[test]
fn objects_of_a_listing_are_read_below_its_prefix_whatever_stands_between() {
    let get = json!({"Type": "Task", "End": true, "Resource": "arn:aws:states:::aws-sdk:s3:getObject",
        "Parameters": {"Bucket": "in", "Key.$": "$.Key"}});
    let inner = json!({"StartAt": "M", "States": {"M": {"Type": "Map", "End": true,
        "ItemProcessor": {"StartAt": "T", "States": {"T": get}}}}});
    let branches = json!({"StartAt": "B", "States": {"B": {"Type": "Parallel", "End": true, "Branches": [inner]}}});
    let listing = json!({"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "in", "Prefix": "2026/"}});
    let (others, _) = grants(
        &json!({"S": {"Type": "Map", "End": true, "ItemReader": listing, "ItemProcessor": branches}}),
    );
    assert!(others.contains(&"s3:GetObject on arn:aws:s3:::in/2026/*".to_owned()), "{others:?}");
}

#[test]
fn children_of_nested_map_runs_are_followed_by_the_machines_name() {
    let distributed = |kind: &str, inside: Value| {
        let mut processor = inside;
        processor["ProcessorConfig"] = json!({"Mode": "DISTRIBUTED", "ExecutionType": kind});
        json!({"Type": "Map", "End": true, "ItemProcessor": processor})
    };
    let inner = json!({"StartAt": "M", "States": {"M": distributed("EXPRESS", pass())}});
    let (others, keys) = grants(&json!({"S": distributed("STANDARD", inner)}));
    let arn = |resource: &str| format!("arn:aws:states:us-east-1:111111111111:{resource}");
    assert_eq!(
        others,
        [
            format!("states:DescribeExecution on {}", arn("execution:orders/*:*")),
            format!("states:DescribeExecution on {}", arn("execution:orders:*")),
            format!("states:DescribeExecution on {}", arn("express:orders/*:*:*")),
            format!("states:RedriveExecution on {}", arn("execution:orders/*:*")),
            format!("states:StartExecution on {}", arn("stateMachine:orders")),
            format!("states:StopExecution on {}", arn("execution:orders/*:*")),
            format!("states:StopExecution on {}", arn("execution:orders:*")),
        ]
    );
    assert!(keys.is_empty());
}
