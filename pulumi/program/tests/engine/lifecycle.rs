//! Preview, up, up again, a changed configuration, refresh, destroy.

use std::error::Error;

use crate::stand::{Stand, position};
use distmap_provision::pulumi::{Operation, PulumiError};

type Outcome = Result<(), Box<dyn Error>>;

/// A word of the CLI's summary, such as `21 created`.
pub fn summary(lines: &[String], wanted: &str) -> bool {
    lines.iter().any(|line| line.trim().trim_start_matches(['+', '~', '-', ' ']) == wanted)
}

#[test]
fn a_stack_comes_changes_and_goes() -> Outcome {
    let Some(stand) = Stand::new(None)? else { return Ok(()) };
    stand.begin()?;
    stand.configure(&[("aws:region", "us-east-1")])?;

    let lines = stand.run(Operation::Preview)?;
    assert!(summary(&lines, "21 to create"), "{lines:#?}");
    assert!(stand.log()?.is_empty(), "a preview makes nothing");

    let lines = stand.run(Operation::Up)?;
    assert!(summary(&lines, "21 created"), "{lines:#?}");
    let made = stand.log()?;
    assert_eq!(made.len(), 20);
    // The role's permissions stand before the machine that is tried with them.
    assert!(position(&made, "create", "permissions") < position(&made, "create", "machine"));

    let outputs = stand.cli.outputs()?;
    assert_eq!(outputs.input_bucket, "distmap-test-input-000000000000");
    assert_eq!(
        outputs.state_machine_arn,
        "arn:aws:states:us-east-1:000000000000:stateMachine:distmap-test"
    );

    let lines = stand.run(Operation::Up)?;
    assert!(summary(&lines, "21 unchanged"), "{lines:#?}");
    assert_eq!(stand.log()?.len(), 20, "a second up makes nothing");

    stand.configure(&[("variant", "flat")])?;
    let lines = stand.run(Operation::Up)?;
    assert!(summary(&lines, "2 updated") && summary(&lines, "19 unchanged"), "{lines:#?}");
    let changed: Vec<(String, String)> = stand.log()?.split_off(20);
    let changed: Vec<(&str, &str)> =
        changed.iter().map(|(what, name)| (what.as_str(), name.as_str())).collect();
    assert_eq!(changed, [("update", "permissions"), ("update", "machine")]);

    let lines = stand.run(Operation::Refresh)?;
    assert!(summary(&lines, "21 unchanged"), "{lines:#?}");

    assert_eq!(stand.run(Operation::Destroy), Err(PulumiError::Protected));
    assert_eq!(stand.log()?.len(), 22, "a protected stack stays whole");

    stand.configure(&[("protect", "false")])?;
    stand.run(Operation::Up)?;
    stand.run(Operation::Destroy)?;
    let gone = stand.log()?.split_off(22);
    assert_eq!(gone.len(), 20);
    for (first, then) in [
        ("machine", "permissions"),
        ("machine", "role"),
        ("input-tls", "input"),
        ("input-lifecycle", "input-versions"),
    ] {
        assert!(
            position(&gone, "delete", first) < position(&gone, "delete", then),
            "{first} before {then}: {gone:?}"
        );
    }
    Ok(())
}

#[test]
fn every_key_at_once_makes_a_stack_that_stays_as_it_is() -> Outcome {
    let Some(stand) = Stand::new(None)? else { return Ok(()) };
    stand.begin()?;
    let settings = [
        ("aws:region", "us-east-1"),
        ("name", "orders"),
        ("variant", "nested"),
        ("prefix", "2026/"),
        ("resultsPrefix", "out"),
        ("outerBatch", "500"),
        ("innerBatch", "5"),
        ("flatBatch", "50"),
        ("outerConcurrency", "20"),
        ("innerConcurrency", "200"),
        ("toleratedFailurePercentage", "2.5"),
        ("patch", r#"{"Price": "$5", "Say": "${this} and \"that\""}"#),
        ("logLevel", "ALL"),
        ("includeExecutionData", "true"),
        ("tracing", "false"),
        ("logRetentionDays", "90"),
        ("resultsExpireDays", "10"),
        ("noncurrentExpireDays", "11"),
        ("abortUploadsDays", "2"),
        ("kmsKeyArn", "arn:aws:kms:us-east-1:111111111111:key/0f0f"),
        ("forceDestroy", "true"),
        ("protect", "false"),
        ("alarms", "true"),
        ("alarmEmail", "operator@example.com"),
        ("alarmBacklog", "50"),
        ("tags", r#"{"team": "orders", "cost:centre": "4711"}"#),
    ];
    for key in distmap_pulumi::KEYS {
        assert!(settings.iter().any(|(set, _)| *set == key), "{key} is not set");
    }
    stand.configure(&settings)?;
    let lines = stand.run(Operation::Up)?;
    assert!(summary(&lines, "27 created"), "{lines:#?}");
    // What looks like Pulumi's own language arrives as it is.
    let definition = stand.properties("machine")?["definition"].as_str().map(str::to_owned);
    let definition = distmap_asl::parse(&definition.ok_or("a definition")?)?.to_value().to_string();
    assert!(definition.contains("${this}") && definition.contains("$5"), "{definition}");
    assert_eq!(stand.properties("items")?["tags"]["cost:centre"], "4711");
    let lines = stand.run(Operation::Up)?;
    assert!(summary(&lines, "27 unchanged"), "{lines:#?}");
    stand.run(Operation::Destroy)?;
    assert_eq!(stand.held()?, 0);
    Ok(())
}

#[test]
fn a_value_that_cannot_be_stops_everything_with_its_key() -> Outcome {
    let Some(stand) = Stand::new(None)? else { return Ok(()) };
    stand.begin()?;
    stand.configure(&[("logRetentionDays", "31")])?;
    let Err(PulumiError::Configuration(sentence)) = stand.run(Operation::Up) else {
        return Err("it was taken".into());
    };
    assert!(
        sentence.starts_with("configuration key `logRetentionDays`: CloudWatch Logs does not keep"),
        "{sentence}"
    );
    assert!(stand.log()?.is_empty());
    Ok(())
}

#[test]
fn a_stack_that_is_not_there_is_named() -> Outcome {
    let Some(stand) = Stand::new(None)? else { return Ok(()) };
    assert_eq!(stand.cli.outputs(), Err(PulumiError::NoStack("test".to_owned())));
    Ok(())
}
