//! Walks what ran: executions, their Map Runs, the children of those, and so on inwards.

use std::ops::ControlFlow;

use aws_sdk_sfn::Client;
use aws_sdk_sfn::error::ProvideErrorMetadata;
use aws_sdk_sfn::operation::describe_map_run::DescribeMapRunOutput;
use aws_sdk_sfn::types::{ExecutionListItem, ExecutionStatus, MapRunListItem};
use distmap_asl::{MapMode, MapState, StateKind, StateMachine};
use futures::{StreamExt, TryStreamExt, stream};

use crate::error::{CommandError, Exit, Result, service};
use crate::result_files::Folder;

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

/// Requests on their way at once: AWS answers one in some 50 ms, and counts them.
const AT_ONCE: usize = 16;

/// The children of a Map Run, all or those of one status. `None` where AWS lists none, as of EXPRESS children:
/// <https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html>.
async fn children(
    sfn: &Client,
    map_run_arn: &str,
    status: Option<ExecutionStatus>,
) -> Result<Option<Vec<ExecutionListItem>>> {
    let request = sfn.list_executions().map_run_arn(map_run_arn).set_status_filter(status);
    let mut pages = request.max_results(1_000).into_paginator().items().send();
    let mut found = Vec::new();
    while let Some(item) = pages.next().await {
        match item {
            Ok(item) => found.push(item),
            Err(error) if error.code() == Some("StateMachineTypeNotSupported") => return Ok(None),
            Err(error) => return Err(service("list the children", error)),
        }
    }
    Ok(Some(found))
}

/// A Map Run, and where it leaves its children's results.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) described: DescribeMapRunOutput,
    results: Option<Folder>,
}

impl Run {
    /// Children that failed, timed out or were aborted.
    pub(crate) fn failed(&self) -> i64 {
        let counts = self.described.execution_counts.as_ref();
        counts.map_or(0, |counts| counts.failed + counts.timed_out + counts.aborted)
    }
}

/// All Map Runs below an execution, outer ones before the inner ones of their children.
pub(crate) async fn all_map_runs(sfn: &Client, execution_arn: &str) -> Result<Vec<Run>> {
    let request = sfn.describe_state_machine_for_execution().execution_arn(execution_arn);
    let machine = request.send().await;
    let machine = machine.map_err(|error| service("read the execution's definition", error))?;
    // Without a definition that can be read everything is asked of AWS, and found all the same.
    let machine = distmap_asl::parse(&machine.definition).ok();
    let mut found = Vec::new();
    let mut level = vec![(execution_arn.to_owned(), machine.as_ref())];
    while !level.is_empty() {
        let mut runs = stream::iter(level)
            .map(|(execution, machine)| async move { below(sfn, &execution, machine).await })
            .buffered(AT_ONCE);
        let mut next = Vec::new();
        while let Some(below) = runs.try_next().await? {
            for (run, executions) in below {
                found.push(run);
                next.extend(executions);
            }
        }
        level = next;
    }
    Ok(found)
}

/// A Map Run with those of its children that may hold Map Runs, and what they run where that is known.
type Below<'a> = (Run, Vec<(String, Option<&'a StateMachine>)>);

/// The Map Runs of an execution of `machine`.
async fn below<'a>(
    sfn: &Client,
    execution_arn: &str,
    machine: Option<&'a StateMachine>,
) -> Result<Vec<Below<'a>>> {
    let mut found = Vec::new();
    for run in map_runs(sfn, execution_arn).await? {
        let map = machine.and_then(|machine| map_of(machine, &run.map_run_arn));
        let inside = map.map(|map| &map.processor);
        let mut executions = Vec::new();
        if inside.is_none_or(|machine| !distributed(machine).is_empty()) {
            let listed = children(sfn, &run.map_run_arn, None).await?.unwrap_or_default();
            // EXPRESS children cannot hold Map Runs of their own.
            let listed = listed.into_iter().map(|child| child.execution_arn);
            executions = listed.take_while(|arn| !arn.contains(":express:")).collect();
        }
        let results = map.and_then(|map| Folder::of(map, &run.map_run_arn));
        let described = describe(sfn, &run.map_run_arn).await?;
        let executions = executions.into_iter().map(|arn| (arn, inside)).collect();
        found.push((Run { described, results }, executions));
    }
    Ok(found)
}

/// The DISTRIBUTED maps of a machine by their states' names, without those inside them.
pub(crate) fn distributed(machine: &StateMachine) -> Vec<(&str, &MapState)> {
    let mut open = vec![machine];
    let mut found = Vec::new();
    while let Some(machine) = open.pop() {
        for (name, state) in &machine.states {
            match &state.kind {
                StateKind::Map(map) if matches!(map.mode, MapMode::Distributed(_)) => {
                    found.push((name.as_str(), &**map));
                }
                StateKind::Map(map) => open.push(&map.processor),
                StateKind::Parallel(parallel) => open.extend(&parallel.branches),
                _ => {}
            }
        }
    }
    found
}

/// The state that started a Map Run: the one with the label in its ARN, or the only one without a label, as AWS then makes
/// one up.
fn map_of<'a>(machine: &'a StateMachine, map_run_arn: &str) -> Option<&'a MapState> {
    let label = map_run_arn.rsplit(':').nth(1)?.rsplit('/').next()?;
    let maps = distributed(machine);
    let labelled = maps.iter().find(|(_, map)| map.label.as_deref() == Some(label));
    let mut unlabelled = maps.iter().filter(|(_, map)| map.label.is_none());
    match (labelled, unlabelled.next(), unlabelled.next()) {
        (Some((_, map)), ..) | (None, Some((_, map)), None) => Some(map),
        _ => None,
    }
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
    pub(crate) fn new(
        execution_arn: String,
        status: String,
        error: Option<String>,
        cause: Option<String>,
        input: Option<String>,
    ) -> Self {
        Self {
            execution_arn,
            status,
            error: error.unwrap_or_else(|| "(no error name)".into()),
            cause: cause.unwrap_or_default(),
            input: input.unwrap_or_default(),
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

/// Hands the failed children of all these Map Runs to `each`, until it breaks off.
///
/// They are read from the Map Runs' result files; of a Map Run that still runs, or writes none, AWS is asked for each.
/// Answers the Map Runs whose failed children neither tells of.
pub(crate) async fn failures<'a>(
    s3: &aws_sdk_s3::Client,
    sfn: &Client,
    runs: &'a [Run],
    each: &mut dyn FnMut(Failure) -> ControlFlow<()>,
) -> Result<Vec<&'a Run>> {
    let mut untold = Vec::new();
    for run in runs.iter().filter(|run| run.failed() > 0) {
        let written = match &run.results {
            Some(folder) => folder.failures(s3, each).await?,
            None => None,
        };
        let told = match written {
            Some(told) => Some(told),
            None => listed_failures(sfn, run, each).await?,
        };
        match told {
            Some(ControlFlow::Continue(())) => {}
            Some(ControlFlow::Break(())) => break,
            None => untold.push(run),
        }
    }
    Ok(untold)
}

/// The failed children of a Map Run as AWS lists them, if it lists them.
async fn listed_failures(
    sfn: &Client,
    run: &Run,
    each: &mut dyn FnMut(Failure) -> ControlFlow<()>,
) -> Result<Option<ControlFlow<()>>> {
    for status in [ExecutionStatus::Failed, ExecutionStatus::TimedOut, ExecutionStatus::Aborted] {
        let Some(listed) = children(sfn, &run.described.map_run_arn, Some(status)).await? else {
            return Ok(None);
        };
        let mut described = stream::iter(listed)
            .map(|child| async move {
                sfn.describe_execution().execution_arn(&child.execution_arn).send().await
            })
            .buffered(AT_ONCE);
        while let Some(child) = described.next().await {
            let child = child.map_err(|error| service("describe a child", error))?;
            let failure = Failure::new(
                child.execution_arn,
                child.status.as_str().to_owned(),
                child.error,
                child.cause,
                child.input,
            );
            if each(failure).is_break() {
                return Ok(Some(ControlFlow::Break(())));
            }
        }
    }
    Ok(Some(ControlFlow::Continue(())))
}

/// What to do about a Map Run whose failures nothing tells of.
pub(crate) fn untold(run: &Run) -> CommandError {
    let (count, arn) = (run.failed(), &run.described.map_run_arn);
    let message = format!("{count} EXPRESS children of {arn} failed, and AWS lists none");
    let hint = match run.results {
        Some(_) => "they are in the result files, which the Map Run writes when it ends",
        None => "give the Map state a ResultWriter: its FAILED files hold each failure",
    };
    CommandError::with_hint(Exit::Missing, message, hint)
}
