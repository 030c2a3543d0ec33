//! `cargo xtask demo`: the whole tour in a state directory of its own.

use std::collections::HashSet;
use std::path::PathBuf;

use clap::Args;
use distmap_assets::{Generator, Settings};
use distmap_transform::Patch;

use crate::cli::{self, Global};
use crate::commands::deploy::{self, Deploy};
use crate::commands::{generate, invoke, upload};
use crate::error::{CommandError, Exit, Result};
use crate::interrupt::Interrupt;
use crate::output;
use crate::session::{Session, Target, TargetArgs};
use crate::settings::SettingsArgs;

/// Generate objects, deploy, upload, invoke, and check every message, in a state directory of its own:
/// `.distmap-demo`, or the one that --state-dir names. What an earlier demo left there is replaced.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask demo
  cargo xtask demo --count 100000 --variant flat")]
pub(crate) struct Demo {
    /// How many objects
    #[arg(long, default_value_t = 1_000, value_name = "N")]
    count: u64,
    /// How many of a hundred objects are no JSON
    #[arg(long, default_value_t = 0.0, value_name = "PERCENT")]
    malformed: f64,
    #[command(flatten)]
    settings: SettingsArgs,
}

pub(crate) async fn run(args: &Demo, global: &Global) -> Result<()> {
    let state = home(global);
    clear(&state)?;
    let here = Global { state_dir: state.clone(), json: global.json };
    let target = TargetArgs { target: Target::Local, endpoint_url: None, region: None };
    let interrupt = Interrupt::listen()?;
    // First of all, for a state directory is made in an empty folder only.
    let mut session = Session::create(&target, &here).await?;
    let done = tour(args, &mut session, &target, &here, &interrupt).await;
    session.close().await?;
    let check = done?;
    let say = |text: String| {
        if !global.json {
            output::line(&text);
        }
    };
    say(check);
    say(format!(
        "\nThe messages are in {dir}. Next:\n  \
         cargo xtask messages --limit 3 --state-dir {dir}\n  \
         cargo xtask map-runs --state-dir {dir}\n  \
         cargo xtask history --state-dir {dir}\n  \
         cargo xtask plan --objects {count}",
        dir = state.display(),
        count = args.count,
    ));
    Ok(())
}

/// Generates, deploys, uploads, invokes, checks. Gives what the check found.
async fn tour(
    args: &Demo,
    session: &mut Session,
    target: &TargetArgs,
    here: &Global,
    interrupt: &Interrupt,
) -> Result<String> {
    let say = |text: String| {
        if !here.json {
            output::line(&text);
        }
    };
    let state = &here.state_dir;
    let objects = state.join("generated");
    mark(state)?;
    std::fs::create_dir_all(&objects).map_err(|error| CommandError::file(&objects, error))?;

    let layout = distmap_assets::Layout::Sharded;
    let settings =
        Settings { count: args.count, malformed: args.malformed, layout, ..Settings::default() };
    let generator = Generator::new(settings).map_err(generate::report)?;
    let made = {
        let (generator, objects) = (generator.clone(), objects.clone());
        let made = tokio::task::block_in_place(|| generate::write(&generator, &objects, here));
        made.map_err(|error| over(interrupt, error))?
    };
    say(format!(
        "generate   {} objects, {} bytes, in {}",
        made.written,
        made.bytes,
        objects.display()
    ));

    let deploy = Deploy {
        target: target.clone(),
        settings: args.settings.clone(),
        stack: "distmap".into(),
        bucket_dir: None,
        definition: None,
        preview: false,
    };
    for change in deploy::deploy(session, &deploy).await? {
        say(format!("deploy     {}", deploy::text(&change)));
    }
    let plan = upload::upload(session, &objects, 0, here).await;
    let plan = plan.map_err(|error| over(interrupt, error))?;
    say(format!("upload     {} objects, {} bytes", plan.uploads.len(), plan.bytes));
    if interrupt.is_wanted() {
        return Err(stopped());
    }
    say(format!("invoke     variant {}", args.settings.variant()));
    let invoked = invoke::invoke(session, "{}", None, here).await;
    let checked = check(session, &generator, args);
    invoked?;
    checked
}

/// A demo that was stopped before it invoked begins anew the next time.
fn over(interrupt: &Interrupt, error: CommandError) -> CommandError {
    if interrupt.is_wanted() { stopped() } else { error }
}

fn stopped() -> CommandError {
    let hint = "the same command begins anew, and replaces what is there";
    CommandError::with_hint(Exit::Interrupted, "the demo was stopped before it invoked", hint)
}

/// Every object that is JSON must have been published exactly once, with the patch merged into it.
fn check(session: &Session, generator: &Generator, args: &Demo) -> Result<String> {
    let failed = |error| CommandError::new(Exit::Failed, error);
    let patch = Patch::new(args.settings.patch()).map_err(failed)?;
    let mut missing: HashSet<String> = HashSet::new();
    for index in (0..generator.count()).filter(|index| !generator.is_malformed(*index)) {
        let body = String::from_utf8_lossy(&generator.object(index)).into_owned();
        missing.insert(patch.apply(&body).map_err(failed)?);
    }
    let expected = missing.len();
    let Some(messages) = session.messages(0)? else {
        return Err(CommandError::new(Exit::Failed, "the topic's log can't be read"));
    };
    let mut wrong = 0_usize;
    for message in messages {
        let message = message.map_err(|error| CommandError::new(Exit::Service, error))?;
        if !missing.remove(&message.message) {
            wrong += 1;
        }
    }
    if wrong > 0 || !missing.is_empty() {
        let text = format!("{wrong} messages are wrong or twice, {} are missing", missing.len());
        return Err(CommandError::new(Exit::Failed, text));
    }
    Ok(format!(
        "check      all {expected} messages are there, each once, each its object with the patch"
    ))
}

/// Where the demo works: beside a user's own state, never in it, unless told where.
fn home(global: &Global) -> PathBuf {
    match global.state_dir.to_str() {
        Some(cli::DEFAULT_STATE_DIR) => ".distmap-demo".into(),
        _ => global.state_dir.clone(),
    }
}

const MARK: &str = ".distmap-demo";

/// Marks a folder as a demo's own.
fn mark(dir: &std::path::Path) -> Result<()> {
    let path = dir.join(MARK);
    std::fs::write(&path, "made by `cargo xtask demo`, which replaces this folder\n")
        .map_err(|error| CommandError::file(&path, error))
}

/// Removes what an earlier demo left; anything else is not the demo's to remove.
fn clear(dir: &std::path::Path) -> Result<()> {
    let mut entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(CommandError::file(dir, error)),
    };
    if entries.next().is_some() && !dir.join(MARK).exists() {
        let message = format!("{} is there and no demo made it", dir.display());
        let hint = "choose another folder with --state-dir";
        return Err(CommandError::with_hint(Exit::Input, message, hint));
    }
    std::fs::remove_dir_all(dir).map_err(|error| CommandError::file(dir, error))
}
