//! The commands of distmap: `cargo xtask <command>`.
//!
//! Commands parse arguments, call the crates and show what comes back. Each has a file of its own
//! under `commands`; what a user of the libraries would miss does not live here.

mod cli;
mod commands;
mod error;
mod output;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let global = &cli.global;
    let done = match &cli.command {
        Command::Conformance(args) => commands::conformance::run(args, global),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => error.report(global),
    }
}
