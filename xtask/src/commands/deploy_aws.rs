//! `deploy` and `destroy` with `--target aws`: the Pulumi program in `pulumi/`, run by the Pulumi CLI.

use std::path::Path;

use distmap_provision::pulumi::{Cli, Operation, PulumiError};

use crate::cli::Global;
use crate::commands::deploy::Deploy;
use crate::deployment::Deployment;
use crate::error::{CommandError, Exit, Result};
use crate::output;
use crate::session::Session;

/// Makes the stack on AWS, or with `--preview` shows what would be made.
pub(crate) async fn deploy(session: &mut Session, args: &Deploy, global: &Global) -> Result<()> {
    if args.bucket_dir.is_some() || args.definition.is_some() {
        let message = "--bucket-dir and --definition are of the embedded target";
        let hint = "the Pulumi program deploys the workflow's variants; `cargo xtask iam FILE` gives the policy for your own";
        return Err(CommandError::with_hint(Exit::Input, message, hint));
    }
    let cli = cli(&args.stack);
    beside(cli.clone(), |cli| cli.prepare().map(|_| ())).await?;
    let place = session.place().await.map_err(|_| failed(PulumiError::NoCredentials))?;

    let mut settings = args.settings.configuration();
    settings.push(("name".to_owned(), args.stack.clone()));
    settings.push(("aws:region".to_owned(), place.region));
    let operation = if args.preview { Operation::Preview } else { Operation::Up };
    let quiet = global.json;
    let outputs = beside(cli, move |cli| {
        cli.configure(&settings)?;
        cli.run(operation, &mut |line| progress(line, quiet))?;
        if operation == Operation::Preview { Ok(None) } else { cli.outputs().map(Some) }
    })
    .await?;
    let Some(outputs) = outputs else { return Ok(()) };
    if global.json {
        output::json(&serde_json::json!({
            "inputBucket": outputs.input_bucket, "resultsBucket": outputs.results_bucket,
            "topicArn": outputs.topic_arn, "stateMachineArn": outputs.state_machine_arn,
        }));
    }
    session.remember(Deployment::new(
        args.stack.clone(),
        args.settings.variant.variant().name().to_owned(),
        outputs.input_bucket,
        outputs.results_bucket,
        outputs.topic_arn,
        outputs.state_machine_arn,
    ))
}

/// Removes the stack `name` from AWS: lifts its protection, lets its objects go where that was agreed to, destroys it.
pub(crate) async fn destroy(name: &str, objects_too: bool, global: &Global) -> Result<()> {
    let quiet = global.json;
    beside(cli(name), move |cli| {
        cli.prepare()?;
        let mut settings = vec![("protect".to_owned(), "false".to_owned())];
        if objects_too {
            settings.push(("forceDestroy".to_owned(), "true".to_owned()));
        }
        cli.configure(&settings)?;
        cli.run(Operation::Up, &mut |line| progress(line, quiet))?;
        cli.run(Operation::Destroy, &mut |line| progress(line, quiet))
    })
    .await
}

/// The CLI on this checkout's program.
fn cli(stack: &str) -> Cli {
    Cli::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("../pulumi"), stack)
}

fn progress(line: &str, quiet: bool) {
    if !quiet {
        output::line(line);
    }
}

/// Runs the CLI beside the runtime, which it would block.
async fn beside<T: Send + 'static>(
    cli: Cli,
    work: impl FnOnce(&Cli) -> std::result::Result<T, PulumiError> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(move || work(&cli)).await;
    done.map_err(|error| CommandError::new(Exit::Failed, error))?.map_err(failed)
}

fn failed(error: PulumiError) -> CommandError {
    let exit = match error {
        PulumiError::Configuration(_) => Exit::Input,
        PulumiError::NotInstalled | PulumiError::NoStack(_) | PulumiError::Output(_) => {
            Exit::Missing
        }
        _ => Exit::Service,
    };
    CommandError::new(exit, error)
}
