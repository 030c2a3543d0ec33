//! RedriveExecution and UpdateMapRun through the AWS SDK.

use std::error::Error;
use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_sfn::Client;
use aws_sdk_sfn::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_sfn::error::ProvideErrorMetadata;
use aws_sdk_sfn::types::{
    ExecutionRedriveFilter, ExecutionRedriveStatus, ExecutionStatus, HistoryEventType,
};
use distmap_engine::Engine;
use distmap_engine::ports::{Objects, PutOptions};
use distmap_server::Endpoint;
use distmap_store::{BucketKind, Store};
use serde_json::{Value, json};

type Checked<T = ()> = Result<T, Box<dyn Error>>;

async fn endpoint() -> Checked<(Endpoint, Client)> {
    let endpoint = Endpoint::open(Store::memory()?, Engine::builder()).await?;
    let credentials = Credentials::new("any", "any", None, None, "test");
    let config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(endpoint.connector())
        .endpoint_url("http://localhost:4566")
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .build();
    Ok((endpoint, Client::new(&config)))
}

async fn machine(sfn: &Client, definition: &Value) -> Checked<String> {
    let made = sfn
        .create_state_machine()
        .name("machine")
        .definition(definition.to_string())
        .role_arn("arn:aws:iam::000000000000:role/any")
        .send()
        .await?;
    Ok(made.state_machine_arn)
}

async fn ended(sfn: &Client, arn: &str) -> Checked<ExecutionStatus> {
    loop {
        let told = sfn.describe_execution().execution_arn(arn).send().await?;
        if told.status != ExecutionStatus::Running {
            return Ok(told.status);
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// A distributed map over a bucket's objects whose children read them.
fn reading(child_type: &str) -> Value {
    json!({"StartAt": "M", "States": {"M": {
        "Type": "Map", "Label": "Map", "MaxConcurrency": 2, "ToleratedFailureCount": 0, "End": true,
        "ItemsPath": "$.keys",
        "ResultWriter": {
            "Resource": "arn:aws:states:::s3:putObject",
            "Parameters": {"Bucket": "bucket", "Prefix": "results"},
        },
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": child_type},
            "StartAt": "R",
            "States": {"R": {
                "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject", "End": true,
                "Parameters": {"Bucket": "bucket", "Key.$": "$"}, "ResultSelector": {"body.$": "$.Body"},
            }},
        },
    }}})
}

#[tokio::test]
async fn a_map_run_is_redriven_with_its_execution() -> Checked {
    let (endpoint, sfn) = endpoint().await?;
    let buckets = endpoint.store().objects();
    buckets.create_bucket("bucket", BucketKind::Packed)?;
    buckets.put("bucket", "there", "1".into(), PutOptions::default()).await?;
    let machine = machine(&sfn, &reading("STANDARD")).await?;
    let input = json!({"keys": ["there", "missing", "there", "there"]}).to_string();
    let started = sfn.start_execution().state_machine_arn(&machine).input(input).send().await?;
    let arn = started.execution_arn;
    assert_eq!(ended(&sfn, &arn).await?, ExecutionStatus::Failed);
    let told = sfn.describe_execution().execution_arn(&arn).send().await?;
    assert_eq!(told.redrive_status, Some(ExecutionRedriveStatus::Redrivable));
    assert_eq!((told.redrive_count, told.redrive_date), (Some(0), None));

    let runs = sfn.list_map_runs().execution_arn(&arn).send().await?.map_runs;
    let run = runs[0].map_run_arn.clone();
    let children = sfn.list_executions().map_run_arn(&run).send().await?.executions;
    let failed = children.iter().find(|child| child.status == ExecutionStatus::Failed);
    let failed = failed.ok_or("no child failed")?.execution_arn.clone();
    let child = sfn.describe_execution().execution_arn(&failed).send().await?;
    assert_eq!(child.redrive_status, Some(ExecutionRedriveStatus::RedrivableByMapRun));
    let alone = sfn.redrive_execution().execution_arn(&failed).send().await;
    assert_eq!(alone.expect_err("a child").code(), Some("ExecutionNotRedrivable"));

    buckets.put("bucket", "missing", "2".into(), PutOptions::default()).await?;
    let redriven = sfn.redrive_execution().execution_arn(&arn).send().await?;
    assert_eq!(ended(&sfn, &arn).await?, ExecutionStatus::Succeeded);
    let told = sfn.describe_execution().execution_arn(&arn).send().await?;
    assert_eq!(told.redrive_count, Some(1));
    assert_eq!(told.redrive_date, Some(redriven.redrive_date));
    assert_eq!(told.redrive_status, Some(ExecutionRedriveStatus::NotRedrivable));
    assert_eq!(
        told.redrive_status_reason.as_deref(),
        Some("Execution is SUCCEEDED and cannot be redriven")
    );
    let described = sfn.describe_map_run().map_run_arn(&run).send().await?;
    assert_eq!(described.redrive_count, Some(1));
    let counts = described.execution_counts.ok_or("no counts")?;
    assert_eq!((counts.succeeded, counts.failed, counts.total), (4, 0, 4));
    assert_eq!((counts.pending_redrive, counts.failures_not_redrivable), (Some(0), Some(0)));
    assert_eq!(counts.results_written, 4);

    let list = |filter| sfn.list_executions().map_run_arn(&run).redrive_filter(filter);
    let again = list(ExecutionRedriveFilter::Redriven).send().await?.executions;
    assert_eq!((again.len(), again[0].redrive_count, again[0].item_count), (1, Some(1), Some(1)));
    assert_eq!(again[0].execution_arn, failed, "a redriven child keeps its ARN");
    let others = list(ExecutionRedriveFilter::NotRedriven).send().await?.executions;
    assert_eq!(others.len(), 3);
    let by_machine = sfn
        .list_executions()
        .state_machine_arn(&machine)
        .redrive_filter(ExecutionRedriveFilter::Redriven)
        .send()
        .await;
    assert_eq!(
        by_machine.expect_err("as AWS").message(),
        Some("RedriveFilter cannot be applied to ListExecutions call with StateMachine ARN")
    );

    let events = sfn.get_execution_history().execution_arn(&arn).send().await?.events;
    let event = events.iter().find(|event| event.r#type == HistoryEventType::MapRunRedriven);
    let details = event.and_then(|event| event.map_run_redriven_event_details.as_ref());
    let details = details.ok_or("no MapRunRedriven")?;
    assert_eq!(
        (details.map_run_arn.as_deref(), details.redrive_count),
        (Some(run.as_str()), Some(1))
    );

    // The result files are whole again: every child once, under the manifest of the same folder.
    let output: Value = serde_json::from_str(told.output.as_deref().unwrap_or_default())?;
    let key = output["ResultWriterDetails"]["Key"].as_str().ok_or("no manifest")?.to_owned();
    let manifest: Value = serde_json::from_slice(&buckets.get("bucket", &key).await?.body)?;
    assert_eq!(manifest["ResultFiles"]["FAILED"], json!([]));
    let mut names = Vec::new();
    for file in manifest["ResultFiles"]["SUCCEEDED"].as_array().into_iter().flatten() {
        let file = buckets.get("bucket", file["Key"].as_str().unwrap_or_default()).await?;
        let records: Vec<Value> = serde_json::from_slice(&file.body)?;
        names
            .extend(records.iter().map(|record| (record["Name"].clone(), record["Input"].clone())));
    }
    assert_eq!(names.len(), 4);
    assert_eq!(names.iter().filter(|(_, input)| *input == json!("\"there\"")).count(), 3);
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_redriven_says_why() -> Checked {
    let (_endpoint, sfn) = endpoint().await?;
    let definition =
        json!({"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 60, "End": true}}});
    let machine = machine(&sfn, &definition).await?;
    let arn = sfn.start_execution().state_machine_arn(machine).send().await?.execution_arn;
    let running = sfn.redrive_execution().execution_arn(&arn).send().await;
    let running = running.expect_err("it runs").into_service_error();
    assert!(running.is_execution_not_redrivable());
    let message = format!(
        "Execution {arn} invalid for redrive as: Execution is RUNNING and cannot be redriven"
    );
    assert_eq!(running.message(), Some(message.as_str()));
    let none = sfn.redrive_execution().execution_arn(format!("{arn}-none")).send().await;
    assert!(none.expect_err("there is none").into_service_error().is_execution_does_not_exist());
    let invalid = sfn.redrive_execution().execution_arn("no-arn").send().await;
    assert!(invalid.expect_err("no ARN").into_service_error().is_invalid_arn());
    Ok(())
}

#[tokio::test]
async fn a_running_map_run_takes_its_new_concurrency_at_once() -> Checked {
    let (_endpoint, sfn) = endpoint().await?;
    let definition = json!({"StartAt": "M", "States": {"M": {
        "Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 2, "End": true,
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "W",
            "States": {"W": {"Type": "Wait", "Seconds": 3600, "End": true}},
        },
    }}});
    let machine = machine(&sfn, &definition).await?;
    let input = json!({"items": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}).to_string();
    let started = sfn.start_execution().state_machine_arn(machine).input(input).send().await?;
    let run = loop {
        let runs = sfn.list_map_runs().execution_arn(&started.execution_arn).send().await?.map_runs;
        match runs.into_iter().next() {
            Some(run) => break run.map_run_arn,
            None => tokio::time::sleep(Duration::from_millis(2)).await,
        }
    };
    let running = async |wanted: i64| -> Checked {
        loop {
            let told = sfn.describe_map_run().map_run_arn(&run).send().await?;
            let now = told.execution_counts.ok_or("no counts")?.running;
            if now == wanted {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    running(2).await?;
    let change = || sfn.update_map_run().map_run_arn(&run);
    change().max_concurrency(7).send().await?;
    running(7).await?;
    // Fewer: those that run go on, no further one starts.
    change().max_concurrency(1).tolerated_failure_count(3).send().await?;
    let told = sfn.describe_map_run().map_run_arn(&run).send().await?;
    assert_eq!((told.max_concurrency, told.tolerated_failure_count), (1, 3));
    assert_eq!(told.execution_counts.ok_or("no counts")?.running, 7);
    change().max_concurrency(0).send().await?;
    running(10).await?;
    sfn.stop_execution().execution_arn(&started.execution_arn).send().await?;
    let late = change().max_concurrency(5).send().await;
    assert!(late.is_err(), "a Map Run that is over takes no changes");
    Ok(())
}
