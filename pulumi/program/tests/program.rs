//! The program's output for each variant and configuration, and every resource held against the provider's schema.

use std::path::Path;

use distmap_pulumi::{Configuration, program};
use distmap_pulumi_bindings::{Config, Context, RunSettings, render};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn settings(values: &Value) -> Result<RunSettings, Box<dyn std::error::Error>> {
    let prefixed = values.as_object().into_iter().flatten();
    let prefixed: serde_json::Map<String, Value> =
        prefixed.map(|(key, value)| (format!("distmap:{key}"), value.clone())).collect();
    let settings = RunSettings {
        project: "distmap".to_owned(),
        stack: "dev".to_owned(),
        ..Default::default()
    };
    Ok(settings.configured(&Value::Object(prefixed).to_string())?)
}

fn config(values: &Value) -> Result<Config, Box<dyn std::error::Error>> {
    Ok(Context::new(settings(values)?).config().clone())
}

fn rendered(values: &Value) -> Result<Value, Box<dyn std::error::Error>> {
    Ok(render(settings(values)?, |ctx| async move { program(&ctx) })?)
}

fn everything() -> Value {
    json!({
        "name": "orders",
        "variant": "nested",
        "prefix": "2026/",
        "resultsPrefix": "out",
        "outerBatch": "500",
        "innerBatch": "5",
        "flatBatch": "50",
        "outerConcurrency": "20",
        "innerConcurrency": "200",
        "toleratedFailurePercentage": "2.5",
        "patch": "{\"Seen\": true}",
        "logLevel": "ALL",
        "includeExecutionData": "true",
        "tracing": "false",
        "logRetentionDays": "90",
        "resultsExpireDays": "10",
        "noncurrentExpireDays": "11",
        "abortUploadsDays": "2",
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
    let set = everything();
    for key in distmap_pulumi::KEYS {
        assert!(set.get(key).is_some(), "{key} is not set");
    }
    // `nested` has no use for the batch of `flat`.
    let flat = rendered(&json!({"variant": "flat", "flatBatch": "50"}))?;
    let machine = &flat["resources"]["machine"]["properties"];
    let definition = machine["definition"].as_str().ok_or("a text")?;
    assert!(definition.contains(r#""MaxItemsPerBatch":50"#), "{definition}");
    insta::assert_snapshot!("everything", text(&everything())?);
    Ok(())
}

#[test]
fn nothing_is_called_as_a_key() -> Outcome {
    // The runtime would leave it out, silently, as soon as somebody set the key.
    let program = rendered(&everything())?;
    for section in ["variables", "resources"] {
        let names = program[section].as_object().ok_or("a section")?;
        assert!(names.keys().all(|name| !distmap_pulumi::KEYS.contains(&name.as_str())));
    }
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
    let mut tagged = std::collections::BTreeSet::new();
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
            // Whatever can be tagged says whose it is.
            if known["inputProperties"].get("tags").is_some() {
                let tags = &resource["properties"]["tags"];
                let stack = values["name"].as_str().unwrap_or("distmap-dev");
                assert_eq!(tags["distmap:stack"], stack, "{name}");
                assert_eq!(tags.get("team").is_some(), values.get("tags").is_some(), "{name}");
                tagged.insert(token.to_owned());
            }
            kinds.insert(token.to_owned());
        }
    }
    assert!(kinds.len() >= 14, "only {kinds:?}");
    assert!(tagged.len() >= 6, "only {tagged:?}");
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

/// The properties of a resource.
fn part<'a>(program: &'a Value, name: &str) -> &'a Value {
    &program["resources"][name]["properties"]
}

#[test]
fn the_buckets_are_hardened() -> Outcome {
    let program = rendered(&json!({}))?;
    for bucket in ["input", "results"] {
        let of_bucket = |name: &str| part(&program, &format!("{bucket}-{name}"));
        for key in
            ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]
        {
            assert_eq!(of_bucket("private")[key], true, "{bucket} {key}");
        }
        assert_eq!(of_bucket("owner")["rule"]["objectOwnership"], "BucketOwnerEnforced");
        assert_eq!(of_bucket("versions")["versioningConfiguration"]["status"], "Enabled");
        let rule = &of_bucket("lifecycle")["rules"][0];
        assert_eq!(rule["status"], "Enabled");
        assert_eq!(rule["abortIncompleteMultipartUpload"]["daysAfterInitiation"], 7);
        assert_eq!(rule["noncurrentVersionExpiration"]["noncurrentDays"], 30);
        // Results expire; what was put in does not.
        let expires = rule.get("expiration").map(|it| it["days"].clone());
        assert_eq!(expires, (bucket == "results").then(|| json!(30)));
        let sse = &of_bucket("encryption")["rules"][0]["applyServerSideEncryptionByDefault"];
        assert_eq!(*sse, json!({"sseAlgorithm": "AES256"}));
        let tls = &of_bucket("tls")["policy"]["fn::toJSON"]["Statement"][0];
        assert_eq!((&tls["Effect"], &tls["Principal"]), (&json!("Deny"), &json!("*")));
        assert_eq!(tls["Action"], "s3:*");
        assert_eq!(
            tls["Resource"],
            json!([format!("${{{bucket}.arn}}"), format!("${{{bucket}.arn}}/*")])
        );
        assert_eq!(tls["Condition"]["Bool"]["aws:SecureTransport"], "false");
        assert_eq!(program["resources"][bucket]["options"]["protect"], true);
        assert_eq!(part(&program, bucket)["forceDestroy"], false);
    }
    Ok(())
}

#[test]
fn topic_logs_role_and_machine_are_hardened() -> Outcome {
    let program = rendered(&json!({}))?;
    assert_eq!(part(&program, "items")["kmsMasterKeyId"], "alias/aws/sns");
    assert_eq!(program["resources"]["items"]["options"]["protect"], true);
    let topic = &part(&program, "items-tls")["policy"]["fn::toJSON"]["Statement"];
    let account = "${getCallerIdentity.accountId}";
    assert_eq!(topic[0]["Condition"]["StringEquals"]["aws:SourceOwner"], account);
    assert_eq!(topic[1]["Effect"], "Deny");
    assert_eq!(topic[1]["Condition"]["Bool"]["aws:SecureTransport"], "false");

    let logs = part(&program, "logs");
    assert_eq!(logs["name"], "/aws/vendedlogs/states/distmap-dev");
    assert_eq!(logs["retentionInDays"], 30);
    let machine = part(&program, "machine");
    assert_eq!(machine["tracingConfiguration"]["enabled"], true);
    assert_eq!(
        machine["loggingConfiguration"],
        json!({"level": "ERROR", "includeExecutionData": false, "logDestination": "${logs.arn}:*"})
    );

    let trust = &part(&program, "role")["assumeRolePolicy"]["fn::toJSON"]["Statement"];
    assert_eq!(trust.as_array().map(Vec::len), Some(1));
    assert_eq!(trust[0]["Principal"], json!({"Service": "states.amazonaws.com"}));
    let own = "arn:${getPartition.partition}:states:${getRegion.region}:${getCallerIdentity.accountId}:stateMachine:distmap-dev";
    assert_eq!(
        trust[0]["Condition"],
        json!({
            "StringEquals": {"aws:SourceAccount": account},
            "ArnLike": {"aws:SourceArn": [own, format!("{own}/*")]},
        })
    );
    Ok(())
}

#[test]
fn a_key_of_ones_own_is_used_for_all_that_is_kept() -> Outcome {
    let key = "arn:aws:kms:us-east-1:111111111111:key/0f0f";
    let program = rendered(&json!({"kmsKeyArn": key, "alarms": "true"}))?;
    // The engine makes it a secret where the key is set as one.
    let given = json!({"fn::select": [0, [key, "${distmap:kmsKeyArn}."]]});
    for bucket in ["input", "results"] {
        let rule = &part(&program, &format!("{bucket}-encryption"))["rules"][0];
        let sse = &rule["applyServerSideEncryptionByDefault"];
        assert_eq!(*sse, json!({"kmsMasterKeyId": given, "sseAlgorithm": "aws:kms"}));
        assert_eq!(rule["bucketKeyEnabled"], true);
    }
    for topic in ["items", "alarm-topic"] {
        assert_eq!(part(&program, topic)["kmsMasterKeyId"], given, "{topic}");
    }
    assert_eq!(part(&program, "logs")["kmsKeyId"], given);
    let policy = part(&program, "permissions")["policy"].to_string();
    assert!(policy.contains("kms:Decrypt") && policy.contains("kms:GenerateDataKey"), "{policy}");

    // Without one CloudWatch could not publish to an encrypted topic.
    let program = rendered(&json!({"alarms": "true"}))?;
    assert!(part(&program, "alarm-topic").get("kmsMasterKeyId").is_none());
    assert!(!part(&program, "permissions")["policy"].to_string().contains("kms:"));
    Ok(())
}

#[test]
fn what_is_not_logged_has_no_place_for_it() -> Outcome {
    let program = rendered(&json!({"logLevel": "OFF", "includeExecutionData": "true"}))?;
    let logging = &part(&program, "machine")["loggingConfiguration"];
    assert_eq!(*logging, json!({"level": "OFF", "includeExecutionData": false}));
    assert!(!part(&program, "permissions")["policy"].to_string().contains("logs:"));
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
        ("kmsKeyArn", "arn:aws:kms:us-east-1:1:key/0f0f", "no key's ARN"),
        ("kmsKeyArn", "arn:aws:kms:us-east-1:111111111111:key/", "no key's ARN"),
        ("resultsPrefix", "/", "results prefix"),
        ("innerConcurrency", "-1", "invalid digit"),
        ("protect", "yes", "neither true nor false"),
        ("alarmEmail", "nobody", "no e-mail address"),
        ("alarmEmail", "a b@example.com", "no e-mail address"),
        ("alarmEmail", "a@example.", "no e-mail address"),
        ("alarmBacklog", "0", "must be at least 1"),
        ("tags", "{\"aws:x\": \"y\"}", "`aws:x`"),
        ("tags", "team=a", "expected"),
        ("tags", "[]", "not a JSON object"),
        ("tags", "{\"a\": 1}", "`a` is no text"),
        ("tags", "{\"\": \"a\"}", "1 to 128"),
        ("tags", "{\"AWS:x\": \"y\"}", "AWS keeps `aws:`"),
        ("tags", "{\"a\": \"b;c\"}", "`a` has ';'"),
        ("tags", "{\"Team\": \"a\", \"team\": \"b\"}", "there already"),
        ("tags", "{\"distmap:stack\": \"mine\"}", "there already"),
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
fn a_resource_takes_fifty_tags() -> Outcome {
    let tags = |count: usize, length: usize| {
        let tags = (0..count).map(|n| (format!("tag {n}"), json!("ü".repeat(length))));
        let tags: serde_json::Map<String, Value> = tags.collect();
        json!({"tags": Value::Object(tags).to_string()})
    };
    let read = |values: &Value| -> Result<_, Box<dyn std::error::Error>> {
        Ok(Configuration::read(&config(values)?, "dev").map_err(|error| error.to_string()))
    };
    // One is the stack's own. AWS counts characters, not bytes.
    assert!(read(&tags(49, 256))?.is_ok());
    let Err(many) = read(&tags(50, 1))? else { return Err("50 were taken".into()) };
    assert!(many.contains("`tags`: 50 tags: AWS takes 50 of a resource"), "{many}");
    let Err(long) = read(&tags(1, 257))? else { return Err("a long one was taken".into()) };
    assert!(long.contains("`tags`: `tag 0`: AWS takes"), "{long}");
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
        let configuration = Configuration::read(&config(&json!({}))?, stack)?;
        assert_eq!(configuration.names.state_machine, name);
    }
    Ok(())
}
