//! `cargo xtask redrive`: goes on with an execution where it failed or was interrupted.

use aws_sdk_sfn::types::{ExecutionRedriveStatus, ExecutionStatus};
use clap::Args;

use crate::cli::Global;
use crate::commands::invoke;
use crate::error::{Result, service};
use crate::forecast;
use crate::interrupt::Interrupt;
use crate::session::{Session, TargetArgs};

/// Go on with an execution where it failed, as RedriveExecution does, follow it to its end, and sum up.
///
/// What had succeeded is not done again: of a Map Run only the children that failed, or had not begun. An
/// execution that Ctrl-C or the end of its process interrupted goes on too. On AWS it shows first what that will
/// cost at most, and asks.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask redrive
  cargo xtask redrive monday")]
pub(crate) struct Redrive {
    /// The execution's name or ARN; the latest one by default
    execution: Option<String>,
    /// Go on without asking whether the run may cost what it will (AWS)
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    target: TargetArgs,
}

pub(crate) async fn run(args: &Redrive, global: &Global) -> Result<()> {
    let session = Session::open_to_run(&args.target, global).await?;
    let done = redrive(&session, args, global).await;
    session.close().await?;
    done
}

async fn redrive(session: &Session, args: &Redrive, global: &Global) -> Result<()> {
    let arn = session.find_execution(args.execution.as_deref()).await?;
    let described = session.sfn.describe_execution().execution_arn(&arn).send().await;
    let described = described.map_err(|error| service("describe the execution", error))?;
    let redrivable = described.redrive_status == Some(ExecutionRedriveStatus::Redrivable);
    if session.target.is_aws() && redrivable {
        forecast::confirm_redrive(session, &arn, args.yes, global).await?;
    }
    let interrupt = Interrupt::listen()?;
    let from = invoke::end_of_messages(session)?;
    // One that was interrupted has gone on when the directory was opened.
    if described.status != ExecutionStatus::Running {
        let redriven = session.sfn.redrive_execution().execution_arn(&arn).send().await;
        redriven.map_err(|error| service("redrive the execution", error))?;
    }
    invoke::watch(session, &arn, from, interrupt, global).await
}
