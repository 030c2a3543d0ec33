//! The Pulumi CLI on this checkout's program, for the commands that change a stack on AWS.

use std::path::Path;

use distmap_provision::pulumi::{Cli, Interrupter, PulumiError};

use crate::cli::Global;
use crate::error::{CommandError, Exit, Result};
use crate::interrupt::Requests;
use crate::output;

/// Requests to stop, handed on to whatever CLI runs.
pub(crate) struct Stop {
    requests: Requests,
    interrupter: Interrupter,
}

impl Stop {
    /// Listens from now on.
    pub(crate) fn listen() -> Result<Self> {
        Ok(Self { requests: Requests::listen()?, interrupter: Interrupter::default() })
    }

    /// Does something without the CLI, which stops half-way when that is asked for.
    pub(crate) async fn or<T>(&mut self, work: impl Future<Output = T>, stack: &str) -> Result<T> {
        tokio::select! {
            done = work => Ok(done),
            () = self.requests.next() => Err(failed(stack, PulumiError::Interrupted)),
        }
    }
}

/// Does something with the CLI for the stack `stack`, beside the runtime, which it would block. Each line that the CLI
/// writes can be shown as it comes.
pub(crate) async fn pulumi<T: Send + 'static>(
    stack: &str,
    global: &Global,
    stop: &mut Stop,
    work: impl FnOnce(&Cli, &mut dyn FnMut(&str)) -> std::result::Result<T, PulumiError>
    + Send
    + 'static,
) -> Result<T> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pulumi");
    let cli = Cli { interrupter: stop.interrupter.clone(), ..Cli::new(folder, stack) };
    let quiet = global.json;
    let mut show = move |line: &str| {
        if !quiet {
            output::line(line);
        }
    };
    let mut done = tokio::task::spawn_blocking(move || work(&cli, &mut show));
    let done = loop {
        tokio::select! {
            done = &mut done => break done,
            // What it has begun is to be seen and recorded.
            () = stop.requests.next() => {
                stop.interrupter.interrupt();
                output::error_text("Pulumi ends what it has begun; asking a second time cuts that short");
            }
        }
    };
    let done = done.map_err(|error| CommandError::new(Exit::Failed, error))?;
    done.map_err(|error| failed(stack, error))
}

/// What to say when the CLI did not do it.
pub(crate) fn failed(stack: &str, error: PulumiError) -> CommandError {
    let removes =
        format!("`cargo xtask destroy --target aws --stack {stack}` removes what was made so far");
    let exit = match error {
        PulumiError::Configuration(_)
        | PulumiError::Elsewhere { .. }
        | PulumiError::StackName { .. } => Exit::Input,
        PulumiError::NotInstalled | PulumiError::NoStack(_) | PulumiError::Output(_) => {
            Exit::Missing
        }
        PulumiError::Failed { .. } => {
            return CommandError::with_hint(Exit::Service, error, removes);
        }
        PulumiError::Interrupted => {
            let hint = format!("the same command goes on from there; {removes}");
            return CommandError::with_hint(Exit::Interrupted, error, hint);
        }
        _ => Exit::Service,
    };
    CommandError::new(exit, error)
}
