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
    /// The topic's ARN
    #[arg(
        long,
        default_value = "arn:aws:sns:us-east-1:000000000000:distmap-output",
        value_name = "ARN"
    )]
    topic: String,
}

pub(crate) fn run(args: &Render, global: &Global) -> Result<()> {
    let settings = args.settings.settings(&args.topic)?;
    let definition = args.settings.variant.variant().definition(&settings);
    if global.json {
        output::json(&definition.to_value());
    } else {
        output::line(&definition.to_json_pretty());
    }
    Ok(())
}
