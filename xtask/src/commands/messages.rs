//! `cargo xtask messages`: what was published to the topic.

use std::time::Duration;

use clap::Args;
use distmap_store::Message;
use serde_json::json;

use crate::cli::Global;
use crate::deployment::Deployment;
use crate::error::{CommandError, Exit, Result};
use crate::interrupt::Interrupt;
use crate::output;

/// Print the messages that were published to the topic, in the order of publishing.
///
/// Reads the topic's log in the state directory, also while another process writes it.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask messages --limit 3
  cargo xtask messages --follow
  cargo xtask messages --json | jq -r .Message | head")]
pub(crate) struct Messages {
    /// Go on as messages arrive, until Ctrl-C (exit code 130)
    #[arg(long)]
    follow: bool,
    /// At most this many
    #[arg(long, default_value_t = usize::MAX, hide_default_value = true, value_name = "N")]
    limit: usize,
}

pub(crate) async fn run(args: &Messages, global: &Global) -> Result<()> {
    let Some(deployment) = Deployment::read(&global.state_dir, "local")? else {
        let dir = global.state_dir.display();
        let message = format!("nothing is deployed to the local target in {dir}");
        let hint = "run `cargo xtask deploy` first, or `cargo xtask demo` for the whole tour";
        return Err(CommandError::with_hint(Exit::Missing, message, hint));
    };
    let mut interrupt = Interrupt::listen()?;
    let mut shown = 0;
    let mut from = 0;
    loop {
        let messages = distmap_store::messages(&global.state_dir, &deployment.topic_arn, from);
        let mut messages = messages.map_err(|error| CommandError::new(Exit::Service, error))?;
        for message in messages.by_ref().take(args.limit - shown) {
            let message = message.map_err(|error| CommandError::new(Exit::Service, error))?;
            show(&message, global);
            shown += 1;
            if interrupt.is_wanted() {
                return Err(CommandError::silent(Exit::Interrupted));
            }
        }
        if !args.follow || shown == args.limit {
            return Ok(());
        }
        from = messages.next_position();
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(200)) => {}
            () = interrupt.wanted() => return Err(CommandError::silent(Exit::Interrupted)),
        }
    }
}

fn show(message: &Message, global: &Global) {
    if global.json {
        output::json(&json!({
            "MessageId": message.message_id,
            "TopicArn": message.topic_arn,
            "Message": message.message,
        }));
    } else {
        output::line(&message.message);
    }
}
