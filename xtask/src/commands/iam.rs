//! `cargo xtask iam`: the least policy that a definition needs.

use std::path::PathBuf;

use clap::Args;
use distmap_provision::iam::{PolicyContext, check, policy};
use serde_json::{Value, json};

use crate::cli::Global;
use crate::definition;
use crate::error::{CommandError, Exit, Result};
use crate::output;

/// Print the least IAM policy with which a definition runs, or hold one against it.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask render | cargo xtask iam -
  cargo xtask iam mine.asl.json --name orders --account 123456789012 --check policy.json")]
pub(crate) struct Iam {
    /// The definition; - is standard input
    file: PathBuf,
    /// Say what this policy document lacks and what it has too much
    #[arg(long, value_name = "POLICY")]
    check: Option<PathBuf>,
    /// The state machine's name
    #[arg(long, default_value = "distmap", value_name = "NAME")]
    name: String,
    /// The Region in ARNs
    #[arg(long, default_value = "us-east-1", value_name = "REGION")]
    region: String,
    /// The account in ARNs
    #[arg(long, default_value = "000000000000", value_name = "ID")]
    account: String,
    /// The ARN of the KMS key of buckets and topic
    #[arg(long, value_name = "ARN")]
    kms_key: Option<String>,
    /// Without the permissions for CloudWatch Logs
    #[arg(long)]
    no_logging: bool,
    /// Without the permissions for X-Ray
    #[arg(long)]
    no_tracing: bool,
}

pub(crate) fn run(args: &Iam, global: &Global) -> Result<()> {
    let machine = definition::read(&args.file)?.machine;
    let mut context = PolicyContext::new(&args.region, &args.account, &args.name);
    context.kms_key = args.kms_key.clone();
    context.logging = !args.no_logging;
    context.tracing = !args.no_tracing;
    if let Some(path) = &args.check {
        let text =
            std::fs::read_to_string(path).map_err(|error| CommandError::file(path, error))?;
        let document: Value = serde_json::from_str(&text).map_err(|error| {
            CommandError::new(Exit::Input, format!("{}: no JSON: {error}", path.display()))
        })?;
        return compare(&document, &machine, &context, global);
    }
    let needed = policy(&machine, &context).map_err(|error| refused(&error))?;
    for note in needed.notes.iter().filter(|_| !global.json) {
        output::error_text(&format!("note: {}: {}", note.pointer, note.text));
    }
    match global.json {
        true => output::json(&needed.to_value()),
        false => output::line(&format!("{:#}", needed.to_value())),
    }
    Ok(())
}

fn compare(
    document: &Value,
    machine: &distmap_asl::StateMachine,
    context: &PolicyContext,
    global: &Global,
) -> Result<()> {
    let found = check(document, machine, context).map_err(|error| refused(&error))?;
    if global.json {
        let missing: Vec<String> = found.missing.iter().map(ToString::to_string).collect();
        let too_much: Vec<Value> = found
            .too_much
            .iter()
            .map(|finding| {
                json!({
                    "pointer": finding.pointer.to_string(), "grant": finding.grant.to_string(),
                    "reason": finding.reason.to_string(),
                })
            })
            .collect();
        output::json(&json!({ "missing": missing, "tooMuch": too_much }));
    } else {
        for grant in &found.missing {
            output::line(&format!("missing   {grant}"));
        }
        for finding in &found.too_much {
            output::line(&format!("too much  {}: {}", finding.grant, finding.reason));
        }
        if found.is_exact() {
            output::line("the policy is exactly what the definition needs");
        }
    }
    if found.is_exact() { Ok(()) } else { Err(CommandError::silent(Exit::Failed)) }
}

fn refused(error: &distmap_provision::iam::PolicyError) -> CommandError {
    match &error.hint {
        Some(hint) => CommandError::with_hint(Exit::Input, error, hint),
        None => CommandError::new(Exit::Input, error),
    }
}
