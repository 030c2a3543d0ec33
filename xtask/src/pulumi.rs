//! The Pulumi CLI on this checkout's program, for the commands that change a stack on AWS.

use std::path::Path;

use distmap_provision::pulumi::{Cli, PulumiError};

use crate::cli::Global;
use crate::error::{CommandError, Exit, Result};
use crate::output;

/// Does something with the CLI for the stack `stack`, beside the runtime, which it would block. Each line that the CLI
/// writes can be shown as it comes.
pub(crate) async fn pulumi<T: Send + 'static>(
    stack: &str,
    global: &Global,
    work: impl FnOnce(&Cli, &mut dyn FnMut(&str)) -> std::result::Result<T, PulumiError>
    + Send
    + 'static,
) -> Result<T> {
    let cli = Cli::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("../pulumi"), stack);
    let quiet = global.json;
    let mut show = move |line: &str| {
        if !quiet {
            output::line(line);
        }
    };
    let mut done = tokio::task::spawn_blocking(move || work(&cli, &mut show));
    let mut interrupted = false;
    let done = loop {
        tokio::select! {
            done = &mut done => break done,
            // The terminal sends it to the CLI too, which ends what it has begun; that is to be seen and recorded.
            _ = tokio::signal::ctrl_c() => {
                interrupted = true;
                output::error_text("Pulumi ends what it has begun; a second Ctrl-C cuts that short");
            }
        }
    };
    let done = done.map_err(|error| CommandError::new(Exit::Failed, error))?;
    done.map_err(|error| match error {
        PulumiError::Failed { .. } if interrupted => {
            let message = "stopped; what Pulumi had begun is recorded";
            let hint = format!(
                "the same command goes on from there; `cargo xtask destroy --target aws --stack {stack}` removes what was made so far"
            );
            CommandError::with_hint(Exit::Interrupted, message, hint)
        }
        other => failed(stack, other),
    })
}

/// What to say when the CLI did not do it.
pub(crate) fn failed(stack: &str, error: PulumiError) -> CommandError {
    let exit = match error {
        PulumiError::Configuration(_)
        | PulumiError::Elsewhere { .. }
        | PulumiError::StackName { .. } => Exit::Input,
        PulumiError::NotInstalled | PulumiError::NoStack(_) | PulumiError::Output(_) => {
            Exit::Missing
        }
        PulumiError::Failed { .. } => {
            let hint = format!(
                "`cargo xtask destroy --target aws --stack {stack}` removes what was made so far"
            );
            return CommandError::with_hint(Exit::Service, error, hint);
        }
        _ => Exit::Service,
    };
    CommandError::new(exit, error)
}
