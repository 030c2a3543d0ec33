//! What is changed behind the stack's back: `refresh` finds it at the endpoint, `up` mends it.

use std::error::Error;

use aws_sdk_s3::types::{BucketVersioningStatus, VersioningConfiguration};
use distmap_provision::pulumi::Operation;
use serde_json::Value;

use crate::lifecycle::summary;
use crate::served::Served;

#[tokio::test(flavor = "multi_thread")]
async fn refresh_finds_what_was_changed_and_up_mends_it() -> Result<(), Box<dyn Error>> {
    let Some(served) = Served::new().await? else { return Ok(()) };
    served.begin(&[("aws:region", "us-east-1"), ("tags", r#"{"team": "orders"}"#)]).await?;
    let outputs = served.stand.cli.outputs()?;
    let there = look(&served).await?;
    assert_eq!(there["versioning"], "Enabled");
    assert_eq!(there["public access block"], true);
    assert_eq!(there["ownership"], "BucketOwnerEnforced");
    assert_eq!(there["encryption"], "AES256");
    assert_eq!(there["results expire after"], 30);
    assert_eq!(there["unfinished uploads end after"], 7);
    assert_eq!(there["bucket policy"]["Statement"][0]["Sid"], "TlsOnly");
    assert_eq!(there["topic key"], "alias/aws/sns");
    assert_eq!(there["topic policy"]["Statement"][1]["Sid"], "TlsOnly");
    assert_eq!(
        there["tags"],
        serde_json::json!([["distmap:stack", "distmap-test"], ["team", "orders"]])
    );
    assert_eq!(there["machine"]["log level"], "ERROR");
    assert_eq!(there["machine"]["traced"], true);

    // Nothing was changed, and nothing is found.
    let lines = served.run(Operation::Refresh).await?;
    assert!(summary(&lines, "21 unchanged"), "{lines:#?}");

    let (input, results) = (&outputs.input_bucket, &outputs.results_bucket);
    let suspended =
        VersioningConfiguration::builder().status(BucketVersioningStatus::Suspended).build();
    let Served { s3, sns, sfn, .. } = &served;
    s3.put_bucket_versioning().bucket(input).versioning_configuration(suspended).send().await?;
    s3.delete_public_access_block().bucket(input).send().await?;
    s3.delete_bucket_lifecycle().bucket(results).send().await?;
    s3.delete_bucket_tagging().bucket(input).send().await?;
    let open = r#"{"Version": "2012-10-17", "Statement": []}"#;
    sns.set_topic_attributes()
        .topic_arn(&outputs.topic_arn)
        .attribute_name("Policy")
        .attribute_value(open)
        .send()
        .await?;
    let other = r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#;
    sfn.update_state_machine()
        .state_machine_arn(&outputs.state_machine_arn)
        .definition(other)
        .send()
        .await?;

    let lines = served.run(Operation::Refresh).await?;
    // Bucket, versioning, topic policy and machine differ; the block and the rules are gone.
    assert!(summary(&lines, "4 updated") && summary(&lines, "2 deleted"), "{lines:#?}");
    let lines = served.run(Operation::Preview).await?;
    assert!(summary(&lines, "4 to update") && summary(&lines, "2 to create"), "{lines:#?}");
    served.run(Operation::Up).await?;
    assert_eq!(look(&served).await?, there);
    let lines = served.run(Operation::Refresh).await?;
    assert!(summary(&lines, "21 unchanged"), "{lines:#?}");
    served.stop().await;
    Ok(())
}

/// What stands at the endpoint.
async fn look(served: &Served) -> Result<Value, Box<dyn Error>> {
    let outputs = served.stand.cli.outputs()?;
    let Served { s3, sns, sfn, .. } = served;
    let (input, results) = (&outputs.input_bucket, &outputs.results_bucket);
    let versioning = s3.get_bucket_versioning().bucket(input).send().await?;
    let block = s3.get_public_access_block().bucket(input).send().await?;
    let block = block.public_access_block_configuration;
    let owner = s3.get_bucket_ownership_controls().bucket(input).send().await?;
    let encryption = s3.get_bucket_encryption().bucket(input).send().await?;
    let lifecycle = s3.get_bucket_lifecycle_configuration().bucket(results).send().await?;
    let policy = s3.get_bucket_policy().bucket(input).send().await?;
    let mut tags: Vec<(String, String)> = s3
        .get_bucket_tagging()
        .bucket(input)
        .send()
        .await?
        .tag_set
        .into_iter()
        .map(|tag| (tag.key, tag.value))
        .collect();
    tags.sort();
    let topic = sns.get_topic_attributes().topic_arn(&outputs.topic_arn).send().await?;
    let attribute = |name: &str| topic.attributes().and_then(|all| all.get(name)).cloned();
    let machine =
        sfn.describe_state_machine().state_machine_arn(&outputs.state_machine_arn).send().await?;
    let rule = lifecycle.rules().first();
    let encrypted = encryption.server_side_encryption_configuration();
    let encrypted = encrypted.and_then(|it| it.rules().first());
    let encrypted = encrypted.and_then(|it| it.apply_server_side_encryption_by_default());
    Ok(serde_json::json!({
        "versioning": versioning.status().map(|it| it.as_str()),
        "public access block": block.is_some_and(|it| {
            [it.block_public_acls, it.block_public_policy, it.ignore_public_acls, it.restrict_public_buckets]
                .iter()
                .all(|it| *it == Some(true))
        }),
        "ownership": owner.ownership_controls().map(|it| it.rules()[0].object_ownership().as_str()),
        "encryption": encrypted.map(|it| it.sse_algorithm().as_str()),
        "results expire after": rule.and_then(|it| it.expiration()).and_then(|it| it.days()),
        "unfinished uploads end after": rule
            .and_then(|it| it.abort_incomplete_multipart_upload())
            .and_then(|it| it.days_after_initiation()),
        "bucket policy": serde_json::from_str::<Value>(policy.policy().unwrap_or_default())?,
        "tags": tags,
        "topic key": attribute("KmsMasterKeyId"),
        "topic policy": serde_json::from_str::<Value>(&attribute("Policy").unwrap_or_default())?,
        "machine": {
            "definition": machine.definition,
            "log level": machine.logging_configuration.and_then(|it| it.level).map(|it| it.as_str().to_owned()),
            "traced": machine.tracing_configuration.is_some_and(|it| it.enabled),
        },
    }))
}
