//! What is known before anything is made: `plan` says what a run costs, `iam` what it may do.

mod common;

use std::path::Path;

use common::{Place, Said};
use serde_json::{Value, json};

/// The rows of a table by their first word.
fn row<'a>(said: &'a Said, name: &str) -> &'a str {
    let found = said.out.lines().find(|line| line.split_whitespace().next() == Some(name));
    found.unwrap_or_else(|| panic!("no row {name}\n{}", said.out))
}

#[test]
fn the_variants_stand_side_by_side_and_the_cheapest_is_marked() {
    let place = Place::new();
    let said = place.ok(&["plan", "--objects", "10000"]);
    assert!(
        said.out.starts_with(
            "10000 objects of 300 bytes in us-east-1, US dollars without any free tier\n"
        ),
        "{}",
        said.out
    );
    let header = row(&said, "definition");
    for column in ["Step Functions", "all in", "upload once", "time", "held back by"] {
        assert!(header.contains(column), "{header}");
    }
    // As published: $0.85 for Step Functions, $0.86 with LIST, GET and SNS, $0.05 for the uploads' PUTs.
    let sample: Vec<&str> = row(&said, "sample").split_whitespace().take(4).collect();
    assert_eq!(sample, ["sample", "$0.85", "$0.86", "$0.0500"]);
    assert!(row(&said, "flat").ends_with("<- cheapest"), "{}", said.out);
    assert_eq!(said.out.matches("<- cheapest").count(), 1, "{}", said.out);
    row(&said, "nested");
    assert_eq!(place.json(&["plan", "--objects", "10000"])[0]["cheapest"], "flat");
    // What is paid for, item by item: a GET and a publish for each object, ten pages of the listing.
    for (item, count) in [("S3 LIST", "10"), ("S3 GET", "10000"), ("SNS publishes", "10000")] {
        let of_item = said.out.lines().filter(|line| line.trim_start().starts_with(item));
        let counts: Vec<&str> =
            of_item.filter_map(|line| line[4 + item.len()..].split_whitespace().next()).collect();
        assert_eq!(counts.len(), 3, "{item}\n{}", said.out);
        assert!(counts.contains(&count), "{item} {counts:?}");
    }
}

#[test]
fn spread_keys_are_planned_as_such() {
    let place = Place::new();
    let quota = |more: &[&str]| {
        let told = &place.json(&[&["plan", "--objects", "1000000"], more].concat())[0];
        let flat = told["estimates"].as_array().into_iter().flatten();
        let flat = flat.filter(|it| it["definition"] == "flat");
        flat.map(|it| it["bounds"][0]["quota"].clone()).next()
    };
    assert_eq!(quota(&[]), Some(json!("S3 GET per prefix")));
    assert_eq!(quota(&["--spread", "16"]), Some(json!("SNS publish")));
    assert_eq!(place.run(&["plan", "--objects", "1", "--spread", "0"]).code, 2);
}

#[test]
fn a_definition_of_ones_own_is_priced_too() {
    let place = Place::new();
    place.write(
        "mine.asl.json",
        r#"{"StartAt": "A", "States": {"A": {"Type": "Map", "End": true,
            "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "in"}},
            "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "F",
                "States": {"F": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "End": true}}}}}}"#,
    );
    let said = place.ok(&["plan", "mine.asl.json", "--objects", "1000000"]);
    // 1 + 2 for each object at $25 a million, and a thousand pages of the listing.
    let mine: Vec<&str> = row(&said, "mine.asl.json").split_whitespace().take(3).collect();
    assert_eq!(mine, ["mine.asl.json", "$50.00", "$50.01"]);
    assert!(said.out.contains("children that a Map Run starts"), "{}", said.out);
    assert!(!said.out.contains("cheapest"), "there is nothing to compare with");
    let call = row(&said, "arn:aws:states:::lambda:invoke");
    assert!(call.contains("1000000") && call.ends_with("not priced"), "{call}");
    let told = &place.json(&["plan", "mine.asl.json", "--objects", "1000000"])[0];
    assert_eq!(told["estimates"][0]["notPriced"]["arn:aws:states:::lambda:invoke"], 1_000_000.0);
}

#[test]
fn a_folder_is_counted_and_weighed() {
    let place = Place::new();
    for n in 0..7 {
        place.write(&format!("photos/{n}.json"), &"x".repeat(1_000));
    }
    place.write("photos/deep/large.json", &"x".repeat(300_000));
    place.write("photos/.distmap-manifest.jsonl", "not to be uploaded");
    let said = place.ok(&["plan", "--dir", "photos"]);
    assert!(said.out.contains("8 objects of 38375 bytes"), "{}", said.out);
    assert!(said.out.starts_with("files of more than 262144 bytes: 1;"), "{}", said.out);
    let told = &place.json(&["plan", "--dir", "photos"])[0];
    assert_eq!((&told["objects"], &told["tooLarge"]), (&json!(8), &json!(1)));

    assert_eq!(place.run(&["plan", "--dir", "absent"]).code, 4);
    assert_eq!(place.run(&["plan"]).code, 2);
    assert_eq!(place.run(&["plan", "--dir", "photos", "--objects", "3"]).code, 2);
}

#[test]
fn another_regions_prices_are_said_not_to_be_known() {
    let place = Place::new();
    let said = place.ok(&["plan", "--objects", "10", "--region", "eu-central-1"]);
    let first = said.out.lines().next().unwrap_or_default();
    assert!(
        first.starts_with("the prices are those of us-east-1: those of eu-central-1 are not known"),
        "{first}"
    );
    let told = &place.json(&["plan", "--objects", "10", "--region", "eu-central-1"])[0];
    assert_eq!(told["estimates"][0]["pricesOf"], "us-east-1");
    assert!(told["caveat"].is_string(), "{told}");
    let home = &place.json(&["plan", "--objects", "10"])[0];
    assert!(home["caveat"].is_null(), "{home}");
}

const KEY: &str = "arn:aws:kms:us-east-1:111111111111:key/0f0f";

/// `flat` as the policy written by hand has it, in `flat.asl.json`.
fn rendered() -> Place {
    let place = Place::new();
    let topic = "arn:aws:sns:us-east-1:111111111111:orders-items";
    let buckets = ["--bucket", "orders-input", "--results-bucket", "orders-results"];
    let render = ["render", "--variant", "flat", "--prefix", "2026/", "--topic", topic];
    let said = place.ok(&[&render[..], &buckets].concat());
    place.write("flat.asl.json", &said.out);
    place
}

const IAM: [&str; 8] =
    ["iam", "flat.asl.json", "--name", "orders", "--account", "111111111111", "--kms-key", KEY];

fn by_hand() -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/distmap-provision/tests");
    let text = std::fs::read_to_string(folder.join("policies/flat.json")).expect("a policy");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_policy_is_printed_as_iam_takes_it() {
    let place = rendered();
    let said = place.ok(&IAM);
    let policy: Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(policy["Version"], "2012-10-17");
    let statements = policy["Statement"].as_array().expect("statements");
    assert!(statements.iter().all(|it| it["Effect"] == "Allow" && it["Sid"].is_string()));
    assert!(said.out.contains("arn:aws:s3:::orders-input/2026/*"), "{}", said.out);
    assert!(said.err.is_empty(), "nothing is left open: {}", said.err);
    assert_eq!(place.json(&IAM)[0], policy);
    // What it prints is exactly what it asks for.
    place.write("printed.json", &said.out);
    place.ok(&[&IAM[..], &["--check", "printed.json"]].concat());

    let bare = place.ok(&[&IAM[..6], &["--no-logging", "--no-tracing"]].concat());
    for absent in ["logs:", "xray:", "kms:"] {
        assert!(!bare.out.contains(absent), "{absent}\n{}", bare.out);
    }
}

#[test]
fn what_only_a_run_knows_is_noted_beside_the_policy() {
    let place = Place::new();
    place.write(
        "open.asl.json",
        r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
            "Parameters": {"TopicArn.$": "$.topic", "Message": "m"}, "End": true}}}"#,
    );
    let said = place.ok(&["iam", "open.asl.json"]);
    assert!(said.err.starts_with("note: /States/T: what sns:Publish works on"), "{}", said.err);
    assert!(serde_json::from_str::<Value>(&said.out).is_ok(), "notes are not in the policy");
}

#[test]
fn a_policy_is_held_against_the_definition() {
    let place = rendered();
    let check = |policy: &Value| {
        place.write("policy.json", &policy.to_string());
        place.run(&[&IAM[..], &["--check", "policy.json"]].concat())
    };
    let exact = check(&by_hand());
    assert_eq!(exact.code, 0, "{}\n{}", exact.out, exact.err);
    assert_eq!(exact.out.trim(), "the policy is exactly what the definition needs");

    let mut wide = by_hand();
    let statements = wide["Statement"].as_array_mut().expect("statements");
    let publish = statements.iter().position(|it| it["Action"] == "sns:Publish");
    statements.remove(publish.expect("the policy lets it publish"));
    statements.push(json!({"Effect": "Allow", "Action": ["s3:DeleteObject", "s3:listObjectsV2"], "Resource": "*"}));
    let last = statements.len() - 1;
    let said = check(&wide);
    assert_eq!(said.code, 1, "{}\n{}", said.out, said.err);
    assert_eq!(
        said.out.lines().collect::<Vec<_>>(),
        [
            "missing   sns:Publish on arn:aws:sns:us-east-1:111111111111:orders-items",
            "too much  s3:DeleteObject on *: is not used by the definition",
            "too much  s3:listObjectsV2 on *: is no IAM action",
        ]
    );
    assert!(said.err.is_empty(), "{}", said.err);
    let told = place.run(&[&IAM[..], &["--check", "policy.json", "--json"]].concat());
    assert_eq!(told.code, 1);
    let told: Value = serde_json::from_str(&told.out).expect("JSON");
    assert_eq!(
        told["missing"][0],
        "sns:Publish on arn:aws:sns:us-east-1:111111111111:orders-items"
    );
    assert_eq!(told["tooMuch"][0]["pointer"], format!("/Statement/{last}"));

    for (text, code, words) in [
        ("{", 3, "no JSON"),
        ("{}", 3, "a policy document has a `Statement`"),
        (r#"{"Statement": {"Effect": "Perhaps"}}"#, 3, "`Effect` is Allow or Deny"),
    ] {
        place.write("policy.json", text);
        let said = place.run(&[&IAM[..], &["--check", "policy.json"]].concat());
        assert_eq!(said.code, code, "{text}\n{}", said.err);
        assert!(said.err.contains(words), "{text}\n{}", said.err);
    }
    assert_eq!(place.run(&[&IAM[..], &["--check", "absent.json"]].concat()).code, 4);
}

#[test]
fn an_action_that_does_not_exist_has_no_policy() {
    let place = Place::new();
    place.write(
        "odd.asl.json",
        r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listObjectsV3",
            "Parameters": {}, "End": true}}}"#,
    );
    let said = place.run(&["iam", "odd.asl.json"]);
    assert_eq!(said.code, 3, "{}", said.out);
    assert!(said.err.contains("`s3:listObjectsV3` is no IAM action"), "{}", said.err);
    assert!(said.err.contains("IAM knows List"), "{}", said.err);
}
