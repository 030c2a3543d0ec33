//! `cargo xtask deploy`: buckets, topic and state machine.

use std::path::{Path, PathBuf};

use clap::Args;
use distmap_provision::sdk::{Change, apply};
use distmap_provision::{Names, Stack};
use serde_json::{Value, json};

use crate::cli::Global;
use crate::commands::deploy_aws;
use crate::deployment::Deployment;
use crate::error::{CommandError, Exit, Result};
use crate::output;
use crate::session::{Session, TargetArgs};
use crate::settings::SettingsArgs;

/// Make the buckets, the topic and the state machine. Doing it again changes only what differs.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask deploy
  cargo xtask deploy --variant flat --bucket-dir ~/invoices
  cargo xtask deploy --definition mine.asl.json
  cargo xtask deploy --target aws --stack dev --preview
  cargo xtask deploy --target aws --stack dev")]
pub(crate) struct Deploy {
    #[command(flatten)]
    pub(crate) target: TargetArgs,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
    /// The stack's name, from which the names of its parts are made
    #[arg(long, default_value = "distmap", value_name = "NAME")]
    pub(crate) stack: String,
    /// A folder to be the input bucket, read in place, nothing copied (embedded target)
    #[arg(long, value_name = "DIR", conflicts_with = "endpoint_url")]
    pub(crate) bucket_dir: Option<PathBuf>,
    /// A definition of your own instead of the workflow's
    #[arg(long, value_name = "FILE", conflicts_with = "variant")]
    pub(crate) definition: Option<PathBuf>,
    /// Show what would change, and change nothing (AWS)
    #[arg(long)]
    pub(crate) preview: bool,
}

pub(crate) async fn run(args: &Deploy, global: &Global) -> Result<()> {
    if args.preview && !args.target.is_aws() {
        let message = "--preview is of the target aws: here, deploy changes only what differs";
        return Err(CommandError::new(Exit::Input, message));
    }
    if args.target.is_aws() {
        return deploy_aws::deploy(args, global).await;
    }
    let mut session = Session::create(&args.target, global).await?;
    let done = deploy(&mut session, args).await;
    session.close().await?;
    let changes = done?;
    for change in &changes {
        if global.json {
            output::json(&json!({
                "kind": change.kind, "name": change.name,
                "action": change.action.to_string(), "detail": change.detail,
            }));
        } else {
            output::line(&text(change));
        }
    }
    Ok(())
}

/// Deploys and remembers where; also what `demo` does.
pub(crate) async fn deploy(session: &mut Session, args: &Deploy) -> Result<Vec<Change>> {
    let names = Names::new(&args.stack).map_err(|error| CommandError::new(Exit::Input, error))?;
    let place = session.place().await?;
    let topic = format!("arn:aws:sns:{}:{}:{}", place.region, place.account, names.topic);
    let (variant, definition) = match &args.definition {
        Some(path) => ("own".to_owned(), own(path)?),
        None => {
            let settings =
                args.settings.settings(&names.input_bucket, &topic, &names.results_bucket)?;
            let variant = args.settings.variant();
            (variant.name().to_owned(), variant.definition(&settings).to_value())
        }
    };
    if let Some(dir) = &args.bucket_dir {
        session.adopt_folder(&names.input_bucket, dir)?;
    }
    let mut stack = Stack::new(names, definition);
    stack.options.tracing = false;
    let target = place.provision_target();
    let applied = apply(&session.provision_clients(), &stack, &target).await;
    let applied = applied.map_err(|error| CommandError::new(Exit::Service, error))?;
    let outputs = applied.outputs;
    let bucket_dir = session.folder_of(&outputs.input_bucket);
    let deployment = Deployment::new(
        args.stack.clone(),
        variant,
        outputs.input_bucket,
        outputs.results_bucket,
        outputs.topic_arn,
        outputs.state_machine_arn,
    );
    session.remember(deployment.with_bucket_dir(bucket_dir))?;
    Ok(applied.changes)
}

/// A definition from a file, checked before anything is made.
fn own(path: &Path) -> Result<Value> {
    Ok(crate::definition::read_checked(path)?.machine.to_value())
}

/// A change on one line.
pub(crate) fn text(change: &Change) -> String {
    let detail = change.detail.as_ref().map(|detail| format!(" ({detail})")).unwrap_or_default();
    format!("{:<14} {:<10} {}{detail}", change.kind, change.action, change.name)
}
