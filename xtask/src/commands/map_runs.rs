//! `cargo xtask map-runs`: the Map Runs of an execution and their counters.

use aws_sdk_sfn::operation::describe_map_run::DescribeMapRunOutput;
use clap::Args;
use serde_json::{Value, json};

use crate::cli::Global;
use crate::error::Result;
use crate::output;
use crate::session::{Session, TargetArgs};
use crate::walk;

/// List the Map Runs of an execution with their counters.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask map-runs
  cargo xtask map-runs my-run --all --json")]
pub(crate) struct MapRuns {
    /// The execution's name or ARN; the latest one by default
    execution: Option<String>,
    #[command(flatten)]
    target: TargetArgs,
    /// The Map Runs inside child executions too
    #[arg(long)]
    all: bool,
}

pub(crate) async fn run(args: &MapRuns, global: &Global) -> Result<()> {
    let session = Session::open(&args.target, global).await?;
    let execution = session.find_execution(args.execution.as_deref()).await?;
    let runs = if args.all {
        let runs = walk::all_map_runs(&session.sfn, &execution).await?;
        runs.into_iter().map(|run| run.described).collect()
    } else {
        let mut runs = Vec::new();
        for run in walk::map_runs(&session.sfn, &execution).await? {
            runs.push(walk::describe(&session.sfn, &run.map_run_arn).await?);
        }
        runs
    };
    for run in &runs {
        if global.json {
            output::json(&as_json(run));
        } else {
            show(run);
        }
    }
    if runs.is_empty() && !global.json {
        output::line("this execution has started no Map Run");
    }
    session.close().await
}

fn show(run: &DescribeMapRunOutput) {
    output::line(&format!("{:<10} {}", run.status.as_str(), run.map_run_arn));
    if let (Some(items), Some(children)) = (&run.item_counts, &run.execution_counts) {
        output::line(&format!(
            "           items {}: {} pending, {} running, {} succeeded, {} failed, {} timed out, {} aborted",
            items.total,
            items.pending,
            items.running,
            items.succeeded,
            items.failed,
            items.timed_out,
            items.aborted,
        ));
        if let Some(count) = run.redrive_count.filter(|count| *count > 0) {
            output::line(&format!("           redriven {count} times"));
        }
        output::line(&format!(
            "           children {}: {} succeeded, {} failed; at once {}",
            children.total,
            children.succeeded,
            children.failed,
            if run.max_concurrency == 0 {
                "no limit".into()
            } else {
                run.max_concurrency.to_string()
            },
        ));
    }
}

/// A Map Run in the words of DescribeMapRun.
pub(crate) fn as_json(run: &DescribeMapRunOutput) -> Value {
    let items = run.item_counts.as_ref().map(|counts| {
        json!({
            "pending": counts.pending, "running": counts.running, "succeeded": counts.succeeded,
            "failed": counts.failed, "timedOut": counts.timed_out, "aborted": counts.aborted,
            "total": counts.total, "resultsWritten": counts.results_written,
        })
    });
    let executions = run.execution_counts.as_ref().map(|counts| {
        json!({
            "pending": counts.pending, "running": counts.running, "succeeded": counts.succeeded,
            "failed": counts.failed, "timedOut": counts.timed_out, "aborted": counts.aborted,
            "total": counts.total, "resultsWritten": counts.results_written,
            "pendingRedrive": counts.pending_redrive,
            "failuresNotRedrivable": counts.failures_not_redrivable,
        })
    });
    json!({
        "mapRunArn": run.map_run_arn, "executionArn": run.execution_arn,
        "status": run.status.as_str(), "maxConcurrency": run.max_concurrency,
        "toleratedFailureCount": run.tolerated_failure_count,
        "toleratedFailurePercentage": run.tolerated_failure_percentage,
        "redriveCount": run.redrive_count, "itemCounts": items, "executionCounts": executions,
    })
}
