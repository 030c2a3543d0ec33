//! The command line: options that every command takes, and the list of commands.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::commands;

const AFTER_HELP: &str = "\
Exit codes:
  0    done
  1    it ran and failed: an execution that did not succeed, a vector that does not pass, a lint
  2    wrong arguments
  3    wrong input: a definition, a JSON text, an object
  4    not there: no state directory, no such execution, no such file
  5    a service or the disk refused
  6    nobody agreed, and nothing was done; --yes agrees
  130  stopped with Ctrl-C or SIGTERM: what was done is kept, and the command says how to go on
       (`serve`, whose end that is, answers 0)

`cargo xtask <command> --help` shows an example of each command.";

/// The state directory of a user who names none.
pub(crate) const DEFAULT_STATE_DIR: &str = ".distmap";

/// High-throughput distributed maps over S3: one definition, run here or on AWS Step Functions.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that every command takes.
#[derive(Args, Debug)]
pub(crate) struct Global {
    /// The directory that holds buckets, topics, queues and executions
    #[arg(
        long,
        global = true,
        env = "DISTMAP_STATE",
        default_value = DEFAULT_STATE_DIR,
        value_name = "DIR"
    )]
    pub(crate) state_dir: PathBuf,
    /// Print JSON for programs instead of text for people
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run recorded answers of AWS Step Functions and compare
    Conformance(commands::conformance::Conformance),
    /// List the executions, the latest first
    Executions(commands::executions::Executions),
    /// List the child executions that failed
    Failures(commands::failures::Failures),
    /// Show the event history of an execution
    History(commands::history::History),
    /// Start an execution, follow it to its end, and sum up
    Invoke(commands::invoke::Invoke),
    /// List the Map Runs of an execution with their counters
    MapRuns(commands::map_runs::MapRuns),
    /// Go on with an execution that failed, or that was interrupted
    Redrive(commands::redrive::Redrive),
    /// Print the workflow's definition in the Amazon States Language
    Render(commands::render::Render),
    /// Write JSON objects, each different, the same for the same seed
    Generate(commands::generate::Generate),
    /// Make the buckets, the topic and the state machine
    Deploy(commands::deploy::Deploy),
    /// Upload the files under a folder into the bucket
    Upload(commands::upload::Upload),
    /// Remove what `deploy` made
    Destroy(commands::destroy::Destroy),
    /// Print the least IAM policy with which a definition runs
    Iam(commands::iam::Iam),
    /// Estimate cost and time on AWS
    Plan(commands::plan::Plan),
    /// Print the messages that were published to the topic
    Messages(commands::messages::Messages),
    /// Serve S3, SNS, SQS, Step Functions, IAM, CloudWatch Logs and STS over AWS's protocols
    Serve(commands::serve::Serve),
    /// The whole tour: generate, deploy, upload, invoke, check
    Demo(commands::demo::Demo),
    /// Check definitions: AWS's rules, then lints beyond them
    Lint(commands::lint::Lint),
    /// Draw a definition as Mermaid text or SVG
    Graph(commands::graph::Graph),
    /// Measure the engine beside a plain loop over the same store
    Bench(commands::bench::Bench),
}
