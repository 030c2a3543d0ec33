//! `cargo xtask executions`: what was started, the latest first.

use clap::Args;
use serde_json::json;

use crate::cli::Global;
use crate::error::{Result, service};
use crate::output;
use crate::session::{Session, TargetArgs};
use crate::time;

/// List the executions, the latest first.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask executions
  cargo xtask executions --json --limit 1")]
pub(crate) struct Executions {
    #[command(flatten)]
    target: TargetArgs,
    /// At most this many
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,
}

pub(crate) async fn run(args: &Executions, global: &Global) -> Result<()> {
    let session = Session::open(&args.target, global).await?;
    let deployment = session.deployment()?;
    let listing = session.sfn.list_executions().state_machine_arn(&deployment.state_machine_arn);
    let mut pages = listing.into_paginator().items().send();
    let mut shown = 0;
    while let Some(item) = pages.next().await {
        if shown == args.limit {
            break;
        }
        let item = item.map_err(|error| service("list the executions", error))?;
        shown += 1;
        let started = time::iso(item.start_date.to_millis().unwrap_or_default());
        let stopped = item.stop_date.and_then(|date| date.to_millis().ok()).map(time::iso);
        if global.json {
            output::json(&json!({
                "name": item.name, "executionArn": item.execution_arn,
                "status": item.status.as_str(), "startDate": started, "stopDate": stopped,
            }));
        } else {
            let stopped = stopped.unwrap_or_else(|| "-".into());
            let status = item.status.as_str();
            output::line(&format!("{status:<10} {started}  {stopped:<24}  {}", item.name));
        }
    }
    if shown == 0 && args.limit > 0 && !global.json {
        output::line("no executions yet; start one with `cargo xtask invoke`");
    }
    session.close().await
}
