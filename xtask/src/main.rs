//! The commands of distmap: `cargo xtask <command>`.
//!
//! Commands parse arguments, call the crates and show what comes back. Each has a file of its own
//! under `commands`; what a user of the libraries would miss does not live here.

mod cli;
mod commands;
mod consent;
mod definition;
mod deployed;
mod deployment;
mod error;
mod forecast;
mod interrupt;
mod output;
mod progress;
mod pulumi;
mod raw;
mod result_files;
mod session;
mod settings;
mod time;
mod walk;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use error::{CommandError, Exit, Result};

// A run allocates on every core at once, which the system's allocator is not made for.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let global = &cli.global;
    let done = match &cli.command {
        Command::Conformance(args) => commands::conformance::run(args, global),
        Command::Executions(args) => block_on(commands::executions::run(args, global)),
        Command::Failures(args) => block_on(commands::failures::run(args, global)),
        Command::History(args) => block_on(commands::history::run(args, global)),
        Command::Invoke(args) => block_on(commands::invoke::run(args, global)),
        Command::MapRuns(args) => block_on(commands::map_runs::run(args, global)),
        Command::Redrive(args) => block_on(commands::redrive::run(args, global)),
        Command::Render(args) => commands::render::run(args, global),
        Command::Generate(args) => commands::generate::run(args, global),
        Command::Deploy(args) => block_on(commands::deploy::run(args, global)),
        Command::Upload(args) => block_on(commands::upload::run(args, global)),
        Command::Destroy(args) => block_on(commands::destroy::run(args, global)),
        Command::Iam(args) => commands::iam::run(args, global),
        Command::Plan(args) => commands::plan::run(args, global),
        Command::Messages(args) => block_on(commands::messages::run(args, global)),
        Command::Serve(args) => block_on(commands::serve::run(args, global)),
        Command::Demo(args) => block_on(commands::demo::run(args, global)),
        Command::Lint(args) => commands::lint::run(args, global),
        Command::Graph(args) => commands::graph::run(args, global),
        Command::Bench(args) => commands::bench::run(args, global),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => error.report(global),
    }
}

/// Runs a command that waits for services.
fn block_on(command: impl Future<Output = Result<()>>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| CommandError::new(Exit::Service, error))?;
    runtime.block_on(command)
}
