//! After the real `pulumi up`, an execution really runs: the provider for tests makes the stack on our own endpoint.

use std::error::Error;
use std::time::Duration;

use aws_sdk_sfn::types::ExecutionStatus;
use distmap_provision::pulumi::{Operation, PulumiError};

use crate::served::Served;

const OBJECTS: usize = 25;

#[tokio::test(flavor = "multi_thread")]
async fn after_up_an_execution_runs() -> Result<(), Box<dyn Error>> {
    let Some(served) = Served::new().await? else { return Ok(()) };
    let settings = &[
        ("aws:region", "us-east-1"),
        ("protect", "false"),
        ("flatBatch", "10"),
        ("variant", "flat"),
        ("alarmEmail", "operator@example.com"),
    ];
    served.begin(settings).await?;
    let outputs = served.stand.cli.outputs()?;
    // The whole stack is there, alarms too.
    assert_eq!(served.stand.held()?, 26);
    let subscribed = served.sns.list_subscriptions().send().await?;
    let endpoint = subscribed.subscriptions().first().and_then(|it| it.endpoint());
    assert_eq!(endpoint, Some("operator@example.com"));

    let Served { s3, sfn, .. } = &served;
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
    let refused = served.with(|stand| stand.run(Operation::Destroy)).await?;
    assert_eq!(refused, Err(PulumiError::NotEmpty));
    served
        .with(|stand| {
            stand.configure(&[("forceDestroy", "true")])?;
            stand.run(Operation::Up)?;
            stand.run(Operation::Destroy)
        })
        .await??;
    assert!(served.is_empty().await?, "something is left");
    served.stop().await;
    Ok(())
}
