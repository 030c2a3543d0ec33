//! `cargo xtask render`: the workflow as ASL.

use clap::Args;

use crate::cli::Global;
use crate::error::Result;
use crate::output;
use crate::settings::SettingsArgs;

/// Print the workflow's definition in the Amazon States Language.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask render > nested.asl.json
  cargo xtask render --variant flat --flat-batch 500 --patch '{\"Seen\": true}'")]
pub(crate) struct Render {
    #[command(flatten)]
    settings: SettingsArgs,
    /// The bucket with the objects
    #[arg(long, default_value = "distmap-input", value_name = "NAME")]
    bucket: String,
    /// The bucket for the results
    #[arg(long, default_value = "distmap-results", value_name = "NAME")]
    results_bucket: String,
    /// The topic's ARN
    #[arg(
        long,
        default_value = "arn:aws:sns:us-east-1:000000000000:distmap-items",
        value_name = "ARN"
    )]
    topic: String,
}

pub(crate) fn run(args: &Render, global: &Global) -> Result<()> {
    let settings = args.settings.settings(&args.bucket, &args.topic, &args.results_bucket)?;
    let definition = args.settings.variant().definition(&settings);
    if global.json {
        output::json(&definition.to_value());
    } else {
        output::line(&definition.to_json_pretty());
    }
    Ok(())
}
