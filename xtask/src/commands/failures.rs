//! `cargo xtask failures`: every item that failed, with AWS's error name and the object's key.

use std::ops::ControlFlow;

use clap::Args;

use crate::cli::Global;
use crate::error::Result;
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
    if runs.iter().all(|run| run.failed() == 0) && !global.json {
        output::line("no item failed");
    }
    session.close().await
}

/// A failure on two lines: what it was about, and why.
pub(crate) fn text(failure: &Failure) -> String {
    let keys = failure.keys();
    let about = if keys.is_empty() { failure.execution_arn.clone() } else { keys.join(", ") };
    format!("{about}\n    {}: {}", failure.error, failure.cause)
}
