//! The program's output for each variant and configuration, and every resource held against the provider's schema.

use std::path::Path;

use distmap_pulumi::{Configuration, program};
use distmap_pulumi_bindings::Config;
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn config(values: &Value) -> Result<Config, Box<dyn std::error::Error>> {
    let prefixed = values.as_object().into_iter().flatten();
    let prefixed: serde_json::Map<String, Value> =
        prefixed.map(|(key, value)| (format!("distmap:{key}"), value.clone())).collect();
    Ok(Config::from_json(&Value::Object(prefixed).to_string(), "distmap")?)
}

fn rendered(values: &Value) -> Result<Value, Box<dyn std::error::Error>> {
    Ok(program(&Configuration::read(&config(values)?, "dev")?)?.render()?)
}

fn everything() -> Value {
    json!({
        "name": "orders",
        "variant": "nested",
        "prefix": "2026/",
        "resultsPrefix": "out",
        "outerBatch": "500",
        "innerBatch": "5",
        "innerConcurrency": "200",
        "toleratedFailurePercentage": "2.5",
        "patch": "{\"Seen\": true}",
        "logLevel": "ALL",
        "includeExecutionData": "true",
        "tracing": "false",
        "logRetentionDays": "90",
        "resultsExpireDays": "10",
        "kmsKeyArn": "arn:aws:kms:us-east-1:111111111111:key/0f0f",
        "forceDestroy": "true",
        "protect": "false",
        "alarms": "true",
        "alarmEmail": "operator@example.com",
        "alarmBacklog": "5000",
        "tags": "{\"team\": \"orders\"}",
    })
}

#[test]
fn each_variant() -> Outcome {
    for variant in ["nested", "flat", "sample"] {
        insta::assert_snapshot!(variant, text(&json!({"variant": variant}))?);
    }
    Ok(())
}

/// The program as it is printed.
fn text(values: &Value) -> Result<String, Box<dyn std::error::Error>> {
    Ok(serde_json::to_string_pretty(&rendered(values)?)?)
}

#[test]
fn every_key_set() -> Outcome {
    insta::assert_snapshot!("everything", text(&everything())?);
    Ok(())
}

#[test]
fn every_resource_is_as_the_schema_has_it() -> Outcome {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings/schema");
    let read = |name: &str| -> Result<Value, Box<dyn std::error::Error>> {
        Ok(serde_json::from_str(&std::fs::read_to_string(folder.join(name))?)?)
    };
    let mut schema = read("aws.json")?;
    for (section, items) in read("aws-more.json")?.as_object_mut().into_iter().flatten() {
        if let (Some(all), Some(more)) = (schema[section].as_object_mut(), items.as_object_mut()) {
            all.append(more);
        }
    }
    let mut kinds = std::collections::BTreeSet::new();
    for values in
        [json!({}), json!({"variant": "flat"}), json!({"variant": "sample"}), everything()]
    {
        let program = rendered(&values)?;
        for (name, resource) in program["resources"].as_object().into_iter().flatten() {
            let token = resource["type"].as_str().unwrap_or_default();
            let known = schema["resources"].get(token);
            let known = known.ok_or_else(|| format!("{name}: no resource {token}"))?;
            object(
                &schema,
                name,
                &resource["properties"],
                &known["inputProperties"],
                &known["requiredInputs"],
            );
            kinds.insert(token.to_owned());
        }
    }
    assert!(kinds.len() >= 14, "only {kinds:?}");
    Ok(())
}

fn object(aws: &Value, place: &str, value: &Value, properties: &Value, required: &Value) {
    for name in required.as_array().into_iter().flatten().filter_map(Value::as_str) {
        assert!(value.get(name).is_some(), "{place}.{name} is missing");
    }
    for (name, value) in value.as_object().into_iter().flatten() {
        let place = format!("{place}.{name}");
        let schema = properties.get(name).unwrap_or_else(|| panic!("{place} is no property"));
        kind(aws, &place, value, schema);
    }
}

fn kind(aws: &Value, place: &str, value: &Value, schema: &Value) {
    if value.as_object().is_some_and(|object| object.keys().any(|key| key.starts_with("fn::"))) {
        assert_eq!(schema["type"], "string", "{place} is no text");
        return;
    }
    if let Some(token) =
        schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/types/"))
    {
        let schema = &aws["types"][token];
        object(aws, place, value, &schema["properties"], &schema["required"]);
        return;
    }
    let fits = match schema["type"].as_str() {
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.as_i64().is_some(),
        Some("number") => value.as_f64().is_some(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => false,
    };
    assert!(fits, "{place}: {value} is no {}", schema["type"]);
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        kind(aws, &format!("{place}[{n}]"), item, &schema["items"]);
    }
}

#[test]
fn the_definition_refers_to_the_stacks_own_parts() -> Outcome {
    let program = rendered(&json!({}))?;
    let machine = &program["resources"]["machine"];
    let definition =
        machine["properties"]["definition"].as_str().ok_or("the definition is a text")?;
    for reference in ["${input.bucket}", "${results.bucket}", "${items.arn}"] {
        assert!(definition.contains(reference), "{reference}");
    }
    let text = definition.replace("${", "").replace("$$", "$");
    let definition = distmap_asl::parse(&text)?;
    assert_eq!(definition.start_at, "ProcessBucket");
    assert_eq!(machine["options"]["dependsOn"], json!(["${permissions}"]));
    Ok(())
}

#[test]
fn the_stack_is_hardened() -> Outcome {
    let program = rendered(&json!({}))?;
    let resources = &program["resources"];
    for bucket in ["input", "results"] {
        let part = |name: &str| &resources[format!("{bucket}-{name}")]["properties"];
        for key in
            ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]
        {
            assert_eq!(part("private")[key], true, "{bucket} {key}");
        }
        assert_eq!(part("owner")["rule"]["objectOwnership"], "BucketOwnerEnforced");
        assert_eq!(part("versions")["versioningConfiguration"]["status"], "Enabled");
        assert_eq!(
            part("lifecycle")["rules"][0]["abortIncompleteMultipartUpload"]["daysAfterInitiation"],
            7
        );
        let tls = &part("tls")["policy"]["fn::toJSON"]["Statement"][0];
        assert_eq!(tls["Effect"], "Deny");
        assert_eq!(tls["Condition"]["Bool"]["aws:SecureTransport"], "false");
        assert_eq!(resources[bucket]["options"]["protect"], true);
        assert_eq!(resources[bucket]["properties"]["forceDestroy"], false);
    }
    assert_eq!(resources["items"]["properties"]["kmsMasterKeyId"], "alias/aws/sns");
    assert_eq!(resources["machine"]["properties"]["tracingConfiguration"]["enabled"], true);
    assert_eq!(
        resources["machine"]["properties"]["loggingConfiguration"]["includeExecutionData"],
        false
    );
    let trust = &resources["role"]["properties"]["assumeRolePolicy"]["fn::toJSON"]["Statement"][0];
    assert_eq!(trust["Condition"]["StringEquals"]["aws:SourceAccount"], "${caller.accountId}");
    Ok(())
}

#[test]
fn a_value_that_cannot_be_names_its_key() -> Outcome {
    for (key, value, expected) in [
        ("variant", "curly", "unknown variant 'curly'"),
        ("outerBatch", "1", "the outer batch must be between 2 and 10000"),
        ("outerBatch", "many", "invalid digit"),
        ("toleratedFailurePercentage", "101", "between 0 and 100"),
        ("patch", "[]", "must be a JSON object"),
        ("logLevel", "LOUD", "none of ALL, ERROR, FATAL, OFF"),
        ("logRetentionDays", "31", "CloudWatch Logs does not keep logs for 31 days"),
        ("resultsExpireDays", "0", "not between 1 and 36500"),
        ("kmsKeyArn", "alias/mine", "no key's ARN"),
        ("protect", "yes", "neither true nor false"),
        ("alarmEmail", "nobody", "no e-mail address"),
        ("alarmBacklog", "0", "must be at least 1"),
        ("tags", "{\"aws:x\": \"y\"}", "`aws:x`"),
        ("tags", "team=a", "expected"),
        ("name", "Orders", "cannot name a stack"),
        ("colour", "red", "there is no such key"),
    ] {
        let Err(error) = Configuration::read(&config(&json!({key: value}))?, "dev") else {
            return Err(format!("{key}={value} was taken").into());
        };
        assert_eq!(error.key, key);
        assert!(error.to_string().contains(expected), "{error}");
        assert!(error.to_string().contains(key), "{error}");
    }
    Ok(())
}

#[test]
fn a_stacks_name_that_no_bucket_takes_asks_for_another() -> Outcome {
    let Err(error) = Configuration::read(&config(&json!({}))?, "Dev_1") else {
        return Err("it was taken".into());
    };
    assert_eq!(error.key, "name");
    Ok(())
}

#[test]
fn a_stacks_parts_say_once_whose_they_are() -> Outcome {
    for (stack, name) in [
        ("dev", "distmap-dev"),
        ("distmap", "distmap"),
        ("distmap-dev", "distmap-dev"),
        ("acme/distmap/dev", "distmap-dev"),
    ] {
        assert_eq!(Configuration::read(&config(&json!({}))?, stack)?.name, name);
    }
    Ok(())
}
