//! Every definition of the recorded vectors gets a policy.

use std::io::Write;
use std::path::{Path, PathBuf};

use distmap_asl::StateMachine;
use distmap_provision::iam::{Grant, Policy, PolicyContext, check, is_action, policy};
use serde_json::Value;

/// The vectors stand beside a checkout where they are there at all.
fn vectors() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    Some(root.join("shared/conformance")).filter(|folder| folder.is_dir())
}

/// The definitions in a vector, at whatever depth: its own, and those of the machines around it.
fn definitions(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Object(object) => {
            if object.contains_key("States") && object.contains_key("StartAt") {
                found.push(value.clone());
                return;
            }
            object.values().for_each(|value| definitions(value, found));
        }
        Value::Array(array) => array.iter().for_each(|value| definitions(value, found)),
        _ => {}
    }
}

/// Whether a grant is as narrow as AWS takes it and as the definition lets it be.
fn is_narrow(grant: &Grant, policy: &Policy, known: &Value) -> bool {
    let Grant { action, resource, .. } = grant;
    let (service, name) = action.split_once(':').unwrap_or_default();
    let kinds = &known["services"][service]["actions"][name];
    if resource == "*" {
        // The reference lists no kind of resource for it; or a message goes to a telephone, which has no ARN.
        return kinds.as_array().is_some_and(Vec::is_empty) || action == "sns:Publish";
    }
    // `*` may stand for the ids of executions, for what lies below a prefix, and for what a note tells of.
    let told = || policy.notes.iter().any(|note| note.text.contains("known at run time only"));
    !resource.contains('*')
        || resource.starts_with("arn:aws:states:us-east-1:111111111111:e")
        || (resource.starts_with("arn:aws:s3:::") && !resource.starts_with("arn:aws:s3:::*"))
        || told()
}

#[test]
fn every_definition_gets_a_policy() -> Result<(), Box<dyn std::error::Error>> {
    let Some(folder) = vectors() else {
        // Straight to standard error, which the test runner shows of tests that pass too.
        writeln!(std::io::stderr(), "skipped: no conformance vectors beside this checkout")?;
        return Ok(());
    };
    let context = PolicyContext {
        kms_key: Some("arn:aws:kms:us-east-1:111111111111:key/0f0f".to_owned()),
        logging: true,
        tracing: true,
        ..PolicyContext::new("us-east-1", "111111111111", "machine")
    };
    let known: Value = serde_json::from_str(include_str!("../data/iam-actions.json"))?;
    let mut count = 0;
    for category in std::fs::read_dir(folder)? {
        let category = category?.path();
        if !category.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(category)? {
            let file = file?.path();
            let mut found = Vec::new();
            definitions(&serde_json::from_str(&std::fs::read_to_string(&file)?)?, &mut found);
            for definition in found {
                // What is no state machine to begin with was refused by AWS too.
                let Ok(machine) = StateMachine::from_value(&definition) else { continue };
                let policy = policy(&machine, &context)
                    .map_err(|error| format!("{}: {error}", file.display()))?;
                for grant in policy.grants() {
                    assert!(is_action(&grant.action), "{}: {grant}", file.display());
                    assert!(is_narrow(&grant, &policy, &known), "{}: {grant}", file.display());
                }
                // What is printed is exactly what is asked for.
                let compared = check(&policy.to_value(), &machine, &context)?;
                assert!(compared.is_exact(), "{}: {compared:#?}", file.display());
                count += 1;
            }
        }
    }
    assert!(count > 500, "only {count} definitions were found");
    Ok(())
}
