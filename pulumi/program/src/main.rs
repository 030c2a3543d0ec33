//! Prints the program for Pulumi's YAML runtime, which hands the configuration over in the environment.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what a compiler of the YAML runtime does"
)]

use std::error::Error;
use std::process::ExitCode;

use distmap_pulumi::{Configuration, program};
use distmap_pulumi_bindings::Config;

fn main() -> ExitCode {
    match compile() {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn compile() -> Result<String, Box<dyn Error>> {
    let environment =
        |key: &str, default: &str| std::env::var(key).unwrap_or_else(|_| default.to_owned());
    let project = environment("PULUMI_PROJECT", "distmap");
    let config = Config::from_json(&environment("PULUMI_CONFIG", "{}"), &project)?;
    // The runtime first asks which plugins the program needs, and names no stack then.
    let configuration = Configuration::read(&config, &environment("PULUMI_STACK", "stack"))?;
    Ok(serde_json::to_string_pretty(&program(&configuration)?.render()?)?)
}
