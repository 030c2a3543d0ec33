//! `deploy --target aws`: the Pulumi program in `pulumi/`, run by the Pulumi CLI.

use std::collections::BTreeMap;

use distmap_provision::pulumi::{Cli, Operation, PulumiError, Setting, StackOutputs};
use serde_json::json;

use crate::cli::Global;
use crate::commands::deploy::Deploy;
use crate::deployment::Deployment;
use crate::error::{CommandError, Exit, Result};
use crate::output;
use crate::pulumi::{Stop, failed, pulumi};
use crate::session::Session;

/// Makes the stack on AWS, or with `--preview` shows what would change.
pub(crate) async fn deploy(args: &Deploy, global: &Global) -> Result<()> {
    if args.bucket_dir.is_some() || args.definition.is_some() {
        let message = "--bucket-dir and --definition are of the embedded target";
        let hint = "the Pulumi program deploys the workflow's variants; `cargo xtask iam FILE` gives the policy for your own";
        return Err(CommandError::with_hint(Exit::Input, message, hint));
    }
    // What the workflow does not take is said before anything is touched.
    args.settings.settings("input", "topic", "results")?;
    let stack = &args.stack;
    let mut stop = Stop::listen()?;
    let before = pulumi(stack, global, &mut stop, |cli, _| Before::look(cli)).await?;

    let mut target = args.target.clone();
    let there = before.settings.get("aws:region").and_then(Setting::text);
    same(stack, "Region", there, target.region.as_ref())?;
    target.region = target.region.or_else(|| there.cloned());
    let mut session = Session::create(&target, global).await?;
    let place = session.place().await?;
    same(stack, "account", before.account.as_ref(), Some(&place.account))?;

    let mut settings = args.settings.configuration();
    if there.is_none() {
        settings.push(("aws:region".to_owned(), place.region.clone()));
    }
    if !global.json {
        output::line(&format!("stack {stack}, Region {}, account {}", place.region, place.account));
        for (key, value) in before.kept(&settings) {
            output::line(&format!("  keeps {key} = {value}"));
        }
    }
    if args.preview {
        return preview(stack, settings, before.exists, global, &mut stop).await;
    }
    let outputs = pulumi(stack, global, &mut stop, move |cli, show| {
        cli.select(true)?;
        let done = cli.configure(&settings).and_then(|()| cli.run(Operation::Up, show));
        if done.is_err() && !before.exists && cli.holdings().is_ok_and(|held| held.resources == 0) {
            // Nothing came of it: its name need not stay. Why it failed matters more than whether that can be done.
            let _ = cli.forget();
        }
        done?;
        cli.outputs()
    })
    .await?;
    report(&outputs, global);
    session.remember(Deployment::new(
        stack.clone(),
        outputs.variant,
        outputs.input_bucket,
        outputs.results_bucket,
        outputs.topic_arn,
        outputs.state_machine_arn,
    ))
}

/// What is known of a stack before it is touched.
#[derive(Default)]
struct Before {
    exists: bool,
    settings: BTreeMap<String, Setting>,
    /// The account that it is in, if it holds anything.
    account: Option<String>,
}

impl Before {
    /// Checks the CLI and looks at the stack.
    fn look(cli: &Cli) -> std::result::Result<Self, PulumiError> {
        cli.check()?;
        match cli.select(false) {
            Err(PulumiError::NoStack(_)) => return Ok(Self::default()),
            other => other?,
        }
        Ok(Self { exists: true, settings: cli.settings()?, account: cli.holdings()?.account })
    }

    /// Settings from before that are not set anew.
    fn kept<'a>(
        &'a self,
        anew: &'a [(String, String)],
    ) -> impl Iterator<Item = (&'a String, &'a Setting)> {
        self.settings.iter().filter(|(key, _)| !anew.iter().any(|(given, _)| given == *key))
    }
}

/// A stack stays where it is: elsewhere everything would be made anew, while what is protected could not go.
fn same(
    stack: &str,
    what: &'static str,
    there: Option<&String>,
    wanted: Option<&String>,
) -> Result<()> {
    match (there, wanted) {
        (Some(there), Some(wanted)) if there != wanted => {
            let (stack, there, wanted) = (stack.to_owned(), there.clone(), wanted.clone());
            let error = PulumiError::Elsewhere { stack: stack.clone(), what, there, wanted };
            Err(failed(&stack, error))
        }
        _ => Ok(()),
    }
}

/// Shows what would change. The settings go to a copy of the stack's file; a stack made for the purpose goes again.
async fn preview(
    stack: &str,
    settings: Vec<(String, String)>,
    exists: bool,
    global: &Global,
    stop: &mut Stop,
) -> Result<()> {
    let folder = tempfile::tempdir().map_err(|error| CommandError::new(Exit::Service, error))?;
    let copy = folder.path().join("settings.yaml");
    pulumi(stack, global, stop, move |cli, show| {
        cli.select(true)?;
        let trial = Cli { config_file: Some(copy.clone()), ..cli.clone() };
        // A stack without settings has no file; its copy is then begun by the first setting.
        let _ = std::fs::copy(cli.settings_file(), &copy);
        let shown = trial.configure(&settings).and_then(|()| trial.run(Operation::Preview, show));
        let forgotten = if exists { Ok(()) } else { cli.forget() };
        shown.and(forgotten)
    })
    .await
}

fn report(outputs: &StackOutputs, global: &Global) {
    if global.json {
        return output::json(&json!({
            "inputBucket": outputs.input_bucket, "resultsBucket": outputs.results_bucket,
            "topicArn": outputs.topic_arn, "stateMachineArn": outputs.state_machine_arn,
        }));
    }
    output::line(&format!(
        "input bucket   {}\nresults bucket {}\ntopic          {}\nstate machine  {}\n\
         next: cargo xtask upload DIR --target aws",
        outputs.input_bucket, outputs.results_bucket, outputs.topic_arn, outputs.state_machine_arn
    ));
}
