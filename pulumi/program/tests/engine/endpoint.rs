//! After the real `pulumi up`, an execution really runs: the provider for tests makes the stack on our own endpoint.

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::stand::Stand;
use aws_sdk_s3::config::{BehaviorVersion, Credentials as SdkCredentials, Region};
use aws_sdk_sfn::types::ExecutionStatus;
use distmap_engine::Engine;
use distmap_provision::pulumi::{Operation, PulumiError};
use distmap_server::{Credentials, Endpoint, ListenOptions};
use distmap_store::Store;

const OBJECTS: usize = 25;

#[tokio::test(flavor = "multi_thread")]
async fn after_up_an_execution_runs() -> Result<(), Box<dyn Error>> {
    let endpoint = Endpoint::open(Store::memory()?, Engine::builder()).await?;
    let keys = Credentials::random();
    let options = ListenOptions { credentials: vec![keys.clone()], ..ListenOptions::default() };
    let server = endpoint.listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), options).await?;
    let environment = [
        ("AWS_ENDPOINT_URL".to_owned(), server.url()),
        ("AWS_ACCESS_KEY_ID".to_owned(), keys.access_key_id),
        ("AWS_SECRET_ACCESS_KEY".to_owned(), keys.secret_access_key),
    ];
    let Some(stand) = Stand::new(Some(&environment))? else { return Ok(()) };
    let stand = std::sync::Arc::new(stand);

    engine(&stand, |stand| {
        stand.begin()?;
        stand.configure(&[
            ("aws:region", "us-east-1"),
            ("protect", "false"),
            ("flatBatch", "10"),
            ("variant", "flat"),
        ])?;
        stand.run(Operation::Up)
    })
    .await??;
    let outputs = stand.cli.outputs()?;

    let (s3, sfn) = clients(&endpoint);
    for number in 0..OBJECTS {
        let body = format!(r#"{{"id": {number}}}"#).into_bytes();
        s3.put_object()
            .bucket(&outputs.input_bucket)
            .key(format!("{number}.json"))
            .body(body.into())
            .send()
            .await?;
    }
    let started =
        sfn.start_execution().state_machine_arn(&outputs.state_machine_arn).send().await?;
    let status = loop {
        let described =
            sfn.describe_execution().execution_arn(&started.execution_arn).send().await?;
        if described.status != ExecutionStatus::Running {
            break described;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert_eq!(status.status, ExecutionStatus::Succeeded, "{:?} {:?}", status.error, status.cause);
    let runs = sfn.list_map_runs().execution_arn(&started.execution_arn).send().await?;
    let mut items = Vec::new();
    for run in runs.map_runs {
        let run = sfn.describe_map_run().map_run_arn(run.map_run_arn).send().await?;
        items.push(run.item_counts.map_or(0, |counts| counts.succeeded));
    }
    assert!(items.contains(&(OBJECTS as i64)), "{items:?}");

    // A bucket that holds objects stays, until the configuration says that they may go.
    let refused = engine(&stand, |stand| stand.run(Operation::Destroy)).await?;
    assert_eq!(refused, Err(PulumiError::NotEmpty));
    engine(&stand, |stand| {
        stand.configure(&[("forceDestroy", "true")])?;
        stand.run(Operation::Up)?;
        stand.run(Operation::Destroy)
    })
    .await??;
    assert!(s3.list_buckets().send().await?.buckets().is_empty());
    assert!(sfn.list_state_machines().send().await?.state_machines.is_empty());
    server.stop().await;
    Ok(())
}

/// Runs the CLI beside the runtime, whose endpoint answers it meanwhile.
async fn engine<T: Send + 'static>(
    stand: &std::sync::Arc<Stand>,
    work: impl FnOnce(&Stand) -> T + Send + 'static,
) -> Result<T, tokio::task::JoinError> {
    let stand = stand.clone();
    tokio::task::spawn_blocking(move || work(&stand)).await
}

fn clients(endpoint: &Endpoint) -> (aws_sdk_s3::Client, aws_sdk_sfn::Client) {
    let keys = || SdkCredentials::new("any", "any", None, None, "test");
    let s3 = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(endpoint.connector())
        .endpoint_url("http://localhost:4566")
        .region(Region::new("us-east-1"))
        .credentials_provider(keys())
        .force_path_style(true)
        .build();
    let sfn = aws_sdk_sfn::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(endpoint.connector())
        .endpoint_url("http://localhost:4566")
        .region(Region::new("us-east-1"))
        .credentials_provider(keys())
        .build();
    (aws_sdk_s3::Client::from_conf(s3), aws_sdk_sfn::Client::from_conf(sfn))
}
