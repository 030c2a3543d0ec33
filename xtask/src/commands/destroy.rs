//! `cargo xtask destroy`: removes what `deploy` made.

use aws_sdk_s3::error::ProvideErrorMetadata;
use clap::Args;
use distmap_provision::sdk::{Failure, destroy};
use distmap_provision::{Names, Stack};
use serde_json::{Value, json};

use crate::cli::Global;
use crate::commands::{deploy, destroy_aws};
use crate::consent::agreed;
use crate::deployment::Deployment;
use crate::error::{CommandError, Exit, Result, service};
use crate::output;
use crate::session::{Session, TargetArgs};

/// Remove what `deploy` made. Asks before objects are deleted, and on AWS before anything is.
///
/// A folder that was made the bucket with `deploy --bucket-dir` stays as it is.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask destroy
  cargo xtask destroy --yes
  cargo xtask destroy --target aws --stack dev")]
pub(crate) struct Destroy {
    #[command(flatten)]
    pub(crate) target: TargetArgs,
    /// The stack; the one that was deployed last by default (AWS)
    #[arg(long, value_name = "NAME")]
    pub(crate) stack: Option<String>,
    /// Delete the objects too without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

pub(crate) async fn run(args: &Destroy, global: &Global) -> Result<()> {
    if args.target.is_aws() {
        return destroy_aws::destroy(args, global).await;
    }
    if args.stack.is_some() {
        let message = "--stack is of the target aws: here, destroy removes what was deployed last";
        return Err(CommandError::new(Exit::Input, message));
    }
    let session = Session::open(&args.target, global).await?;
    let done = remove(&session, args.yes, global).await;
    let state_dir = session.state_dir.clone();
    session.close().await?;
    done?;
    Deployment::remove(&state_dir, args.target.name())
}

async fn remove(session: &Session, yes: bool, global: &Global) -> Result<()> {
    let deployment = session.deployment()?;
    let names =
        Names::new(&deployment.stack).map_err(|error| CommandError::new(Exit::Input, error))?;
    let folder = session.folder_of(&deployment.input_bucket);
    let mut holding = Vec::new();
    for bucket in [&deployment.input_bucket, &deployment.results_bucket] {
        let kept = folder.is_some() && *bucket == deployment.input_bucket;
        if !kept && holds_objects(session, bucket).await? {
            holding.push(bucket.as_str());
        }
    }
    let objects_too = holding.is_empty()
        || yes
        || agreed(&format!("delete all objects of {}?", holding.join(" and "))).await?;
    if !objects_too {
        let message = "nothing was removed: the buckets hold objects";
        let hint = "`cargo xtask destroy --yes` deletes them too";
        return Err(CommandError::with_hint(Exit::NotAgreed, message, hint));
    }
    if let Some(folder) = &folder {
        session.release_folder(&deployment.input_bucket)?;
        if !global.json {
            output::line(&format!(
                "{} is no bucket any more and keeps its files",
                folder.display()
            ));
        }
    }
    let stack = Stack::new(names, Value::Null);
    let gone = destroy(&session.provision_clients(), &stack, objects_too).await;
    let gone = gone.map_err(|error| match &error.failure {
        Failure::NotEmpty => CommandError::with_hint(
            Exit::Failed,
            &error,
            "objects were added meanwhile; run the command again",
        ),
        _ => CommandError::new(Exit::Service, &error),
    })?;
    for change in &gone {
        if global.json {
            output::json(&json!({
                "kind": change.kind, "name": change.name, "action": change.action.to_string(),
            }));
        } else {
            output::line(&deploy::text(change));
        }
    }
    Ok(())
}

/// Whether a bucket holds anything that keeps it from being removed: objects, old versions of them, or the markers
/// of deleted ones.
pub(crate) async fn holds_objects(session: &Session, bucket: &str) -> Result<bool> {
    let listed = session.s3.list_object_versions().bucket(bucket).max_keys(1).send().await;
    match listed {
        Ok(page) => Ok(!page.versions().is_empty() || !page.delete_markers().is_empty()),
        Err(error) if error.code() == Some("NoSuchBucket") => Ok(false),
        Err(error) => Err(service("list the bucket", error)),
    }
}
