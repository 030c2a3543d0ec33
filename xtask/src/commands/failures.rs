//! `cargo xtask failures`: every item that failed, with AWS's error name and the object's key.

use std::ops::ControlFlow;

use aws_sdk_sfn::types::{ExecutionRedriveStatus, ExecutionStatus};
use clap::Args;

use crate::cli::Global;
use crate::error::{Result, service};
use crate::output;
use crate::session::{Session, TargetArgs};
use crate::walk::{self, Failure};

/// List the child executions that failed, in all Map Runs of an execution.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask failures
  cargo xtask failures my-run --json | jq -r '.keys[]'")]
pub(crate) struct Failures {
    /// The execution's name or ARN; the latest one by default
    execution: Option<String>,
    #[command(flatten)]
    target: TargetArgs,
    /// At most this many
    #[arg(long, default_value_t = usize::MAX, hide_default_value = true, value_name = "N")]
    limit: usize,
}

pub(crate) async fn run(args: &Failures, global: &Global) -> Result<()> {
    let session = Session::open(&args.target, global).await?;
    let execution = session.find_execution(args.execution.as_deref()).await?;
    let runs = walk::all_map_runs(&session.sfn, &execution).await?;
    let mut shown = 0;
    let mut show = |failure: Failure| {
        if shown == args.limit {
            return ControlFlow::Break(());
        }
        shown += 1;
        if global.json {
            output::json(&failure.json());
        } else {
            output::line(&text(&failure));
        }
        ControlFlow::Continue(())
    };
    let untold = walk::failures(&session.s3, &session.sfn, &runs, &mut show).await?;
    if let Some(run) = untold.first() {
        return Err(walk::untold(run));
    }
    if !global.json {
        let none = runs.iter().all(|run| run.failed() == 0);
        output::line(&advice(&session, &execution, none).await?);
    }
    session.close().await
}

/// What can be done about failures.
async fn advice(session: &Session, execution: &str, none: bool) -> Result<String> {
    if none {
        return Ok("no item failed".into());
    }
    let described = session.sfn.describe_execution().execution_arn(execution).send().await;
    let described = described.map_err(|error| service("describe the execution", error))?;
    let options = session.options();
    if described.redrive_status == Some(ExecutionRedriveStatus::Redrivable) {
        let name = described.name.as_deref().unwrap_or(execution);
        return Ok(format!(
            "\nonce the cause is mended, only these run again: cargo xtask redrive {name}{options}"
        ));
    }
    let reason = described.redrive_status_reason.unwrap_or_default();
    Ok(match described.status {
        // AWS redrives no execution that succeeded, and one does that keeps within its tolerance.
        ExecutionStatus::Succeeded => format!(
            "\nthe execution SUCCEEDED, as these are within its tolerance; once the cause is mended, run them again with: cargo xtask invoke{options}"
        ),
        ExecutionStatus::Running => "\nthe execution is RUNNING still".into(),
        _ => format!("\nit can't be redriven: {reason}"),
    })
}

/// A failure on two lines: what it was about, and why.
pub(crate) fn text(failure: &Failure) -> String {
    let keys = failure.keys();
    let about = if keys.is_empty() { failure.execution_arn.clone() } else { keys.join(", ") };
    format!("{about}\n    {}: {}", failure.error, failure.cause)
}
