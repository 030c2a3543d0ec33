//! Walks what ran: executions, their Map Runs, the children of those, and so on inwards.

use aws_sdk_sfn::Client;
use aws_sdk_sfn::operation::describe_execution::DescribeExecutionOutput;
use aws_sdk_sfn::operation::describe_map_run::DescribeMapRunOutput;
use aws_sdk_sfn::types::{ExecutionListItem, ExecutionStatus, MapRunListItem};

use crate::error::{CommandError, Exit, Result, service};

/// The latest execution of a state machine, or the one of a name or ARN.
pub(crate) async fn find_execution(
    sfn: &Client,
    state_machine_arn: &str,
    wanted: Option<&str>,
) -> Result<String> {
    if let Some(arn) = wanted.filter(|wanted| wanted.starts_with("arn:")) {
        return Ok(arn.to_owned());
    }
    if let Some(name) = wanted {
        return Ok(format!(
            "{}:{name}",
            state_machine_arn.replace(":stateMachine:", ":execution:")
        ));
    }
    let page = sfn
        .list_executions()
        .state_machine_arn(state_machine_arn)
        .max_results(1)
        .send()
        .await
        .map_err(|error| service("list the executions", error))?;
    page.executions.into_iter().next().map(|latest| latest.execution_arn).ok_or_else(|| {
        let hint = "start one with `cargo xtask invoke`";
        CommandError::with_hint(Exit::Missing, "there is no execution yet", hint)
    })
}

/// The Map Runs that an execution (or child execution) started itself, the latest first.
pub(crate) async fn map_runs(sfn: &Client, execution_arn: &str) -> Result<Vec<MapRunListItem>> {
    let mut pages =
        sfn.list_map_runs().execution_arn(execution_arn).into_paginator().items().send();
    let mut found = Vec::new();
    while let Some(item) = pages.next().await {
        found.push(item.map_err(|error| service("list the Map Runs", error))?);
    }
    Ok(found)
}

/// A Map Run's counters and settings.
pub(crate) async fn describe(sfn: &Client, map_run_arn: &str) -> Result<DescribeMapRunOutput> {
    let request = sfn.describe_map_run().map_run_arn(map_run_arn);
    request.send().await.map_err(|error| service("describe the Map Run", error))
}

/// The children of a Map Run, all or those of one status.
pub(crate) async fn children(
    sfn: &Client,
    map_run_arn: &str,
    status: Option<ExecutionStatus>,
) -> Result<Vec<ExecutionListItem>> {
    let request = sfn.list_executions().map_run_arn(map_run_arn).set_status_filter(status);
    let mut pages = request.max_results(1_000).into_paginator().items().send();
    let mut found = Vec::new();
    while let Some(item) = pages.next().await {
        found.push(item.map_err(|error| service("list the children", error))?);
    }
    Ok(found)
}

/// All Map Runs below an execution, outer ones before the inner ones of their children.
pub(crate) async fn all_map_runs(
    sfn: &Client,
    execution_arn: &str,
) -> Result<Vec<DescribeMapRunOutput>> {
    let mut found = Vec::new();
    let mut executions = vec![execution_arn.to_owned()];
    while let Some(execution) = executions.pop() {
        for run in map_runs(sfn, &execution).await? {
            let described = describe(sfn, &run.map_run_arn).await?;
            // EXPRESS children cannot hold Map Runs of their own.
            for child in children(sfn, &run.map_run_arn, None).await? {
                if child.execution_arn.contains(":express:") {
                    break;
                }
                executions.push(child.execution_arn);
            }
            found.push(described);
        }
    }
    Ok(found)
}

/// A child execution that failed, timed out or was aborted.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) execution_arn: String,
    pub(crate) status: String,
    pub(crate) error: String,
    pub(crate) cause: String,
    pub(crate) input: String,
}

impl Failure {
    fn of(described: DescribeExecutionOutput) -> Self {
        Self {
            execution_arn: described.execution_arn,
            status: described.status.as_str().to_owned(),
            error: described.error.unwrap_or_else(|| "(no error name)".into()),
            cause: described.cause.unwrap_or_default(),
            input: described.input.unwrap_or_default(),
        }
    }

    /// The keys of the objects in the child's input, where it holds listed objects.
    pub(crate) fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        if let Ok(input) = serde_json::from_str(&self.input) {
            collect_keys(&input, &mut keys);
        }
        keys
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "executionArn": self.execution_arn, "status": self.status, "error": self.error,
            "cause": self.cause, "input": self.input, "keys": self.keys(),
        })
    }
}

fn collect_keys(input: &serde_json::Value, keys: &mut Vec<String>) {
    match input {
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        serde_json::Value::Object(members) => {
            if let Some(key) = members.get("Key").and_then(serde_json::Value::as_str) {
                keys.push(key.to_owned());
            }
            members.values().for_each(|member| collect_keys(member, keys));
        }
        _ => {}
    }
}

/// The failed children of all these Map Runs; of each at most `limit` are described.
pub(crate) async fn failures(
    sfn: &Client,
    runs: &[DescribeMapRunOutput],
    limit: usize,
) -> Result<Vec<Failure>> {
    let mut found = Vec::new();
    for run in runs {
        let Some(counts) = &run.execution_counts else { continue };
        let kinds = [
            (ExecutionStatus::Failed, counts.failed),
            (ExecutionStatus::TimedOut, counts.timed_out),
            (ExecutionStatus::Aborted, counts.aborted),
        ];
        for (status, _) in kinds.into_iter().filter(|(_, count)| *count > 0) {
            for child in children(sfn, &run.map_run_arn, Some(status)).await? {
                if found.len() == limit {
                    return Ok(found);
                }
                let described = sfn.describe_execution().execution_arn(&child.execution_arn);
                let described = described.send().await;
                let described = described.map_err(|error| service("describe a child", error))?;
                found.push(Failure::of(described));
            }
        }
    }
    Ok(found)
}
