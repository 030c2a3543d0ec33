//! `cargo xtask bench`: the engine beside the plainest program that does the same.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::str::FromStr;

use clap::{Args, ValueEnum};
use distmap_asl::workflow::Variant;
use distmap_tests::bench::{
    Backend, Case, Report, Row, endpoint, generate, measure, serve_s3s_fs, table,
};
use serde_json::{Value, json};

use crate::cli::Global;
use crate::error::{CommandError, Exit, Result};
use crate::output;

/// Files that the generator makes while it is measured.
const FILES: u64 = 20_000;

/// Measure objects per second of the engine and of a plain loop over the same store, files per second of `generate`, and
/// the endpoint: its start, its memory, S3 requests per second, AWS's sample through boto3 beside other emulators.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask bench
  cargo xtask bench --objects 100000 --out bench.json
  cargo xtask bench --full
  cargo xtask bench --only generate
  cargo xtask bench --only endpoint               # some minutes: other emulators are slow")]
pub(crate) struct Bench {
    /// Numbers of objects; 1,000, 10,000 and 100,000 by default
    #[arg(long, value_delimiter = ',', value_name = "N,N...")]
    objects: Vec<u64>,
    /// A million objects too
    #[arg(long)]
    full: bool,
    /// Leave the other sections out
    #[arg(long, value_name = "SECTION")]
    only: Option<Section>,
    /// Write the figures as JSON
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// One measurement in this process, as the command runs itself: memory is a process's
    #[arg(long, hide = true, value_name = "VARIANT,BACKEND,N")]
    case: Option<String>,
    /// What the endpoint is measured beside, in a process of its own
    #[arg(long, hide = true, value_name = "DIR")]
    s3s_fs: Option<PathBuf>,
}

/// A part of the measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Section {
    /// Objects per second
    Engine,
    /// Files per second
    Generate,
    /// `serve`, beside other servers
    Endpoint,
}

pub(crate) fn run(args: &Bench, global: &Global) -> Result<()> {
    if let Some(case) = &args.case {
        let row = measure(parse(case)?);
        let row = row.map_err(|error| CommandError::new(Exit::Failed, error))?;
        output::json(&row.to_json());
        return Ok(());
    }
    if let Some(dir) = &args.s3s_fs {
        let served = serve_s3s_fs(dir, |url| output::json(&json!({ "endpointUrl": url })));
        return served.map(drop).map_err(|error| CommandError::new(Exit::Failed, error));
    }
    let wanted = |section| args.only.is_none_or(|only| only == section);
    let rows = if wanted(Section::Engine) { rows(args, global)? } else { Vec::new() };
    let files = wanted(Section::Generate).then(|| generate(FILES)).transpose();
    let files = files.map_err(|error| CommandError::new(Exit::Failed, error))?;
    let endpoint = wanted(Section::Endpoint).then(|| served(global)).transpose()?;
    let all = json!({
        "machine": machine(),
        "rows": rows.iter().map(Row::to_json).collect::<Value>(),
        "generate": files.as_ref().map(|files| files.to_json()),
        "endpoint": endpoint.as_ref().map(Report::to_json),
    });
    if let Some(path) = &args.out {
        std::fs::write(path, format!("{all:#}\n"))
            .map_err(|error| CommandError::file(path, error))?;
    }
    if global.json {
        output::json(&all);
        return Ok(());
    }
    output::line(&machine());
    if !rows.is_empty() {
        output::line(table(&rows).trim_end());
    }
    if let Some(files) = files {
        output::line(files.table().trim_end());
    }
    if let Some(endpoint) = endpoint {
        output::line(endpoint.table().trim_end());
    }
    Ok(())
}

/// The endpoint, by way of this program's own `serve`.
fn served(global: &Global) -> Result<Report> {
    let program = program()?;
    let bar = output::spinner(global);
    let report = endpoint(&program, &|what| bar.set_message(what.to_owned()));
    bar.finish_and_clear();
    report.map_err(|error| CommandError::new(Exit::Failed, error))
}

fn program() -> Result<PathBuf> {
    std::env::current_exe().map_err(|error| CommandError::new(Exit::Failed, error))
}

/// Objects per second, variant by variant.
fn rows(args: &Bench, global: &Global) -> Result<Vec<Row>> {
    let mut counts = match args.objects.is_empty() {
        true => vec![1_000, 10_000, 100_000],
        false => args.objects.clone(),
    };
    if args.full {
        counts.push(1_000_000);
    }
    let mut rows = Vec::new();
    let bar = output::bar((2 * Backend::ALL.len() * counts.len()) as u64, "measurements", global);
    for variant in [Variant::Nested, Variant::Flat] {
        for backend in Backend::ALL {
            for &objects in &counts {
                rows.push(apart(Case { variant, backend, objects })?);
                bar.inc(1);
            }
        }
    }
    bar.finish_and_clear();
    Ok(rows)
}

/// Measures a case in a process of its own.
fn apart(case: Case) -> Result<Row> {
    let failed = |error: &dyn std::fmt::Display| CommandError::new(Exit::Failed, error);
    let program = program()?;
    let name = format!("{},{},{}", case.variant.name(), case.backend.name(), case.objects);
    let done = Command::new(program)
        .args(["bench", "--case", &name])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| failed(&error))?;
    let row = serde_json::from_slice(&done.stdout).ok().and_then(|row| Row::from_json(case, &row));
    row.ok_or_else(|| failed(&format!("the measurement {name} failed")))
}

fn parse(text: &str) -> Result<Case> {
    let wrong = || CommandError::new(Exit::Input, format!("`{text}` is no VARIANT,BACKEND,N"));
    let mut parts = text.split(',');
    let (Some(variant), Some(backend), Some(objects), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(wrong());
    };
    Ok(Case {
        variant: Variant::from_str(variant).map_err(|_| wrong())?,
        backend: Backend::ALL.into_iter().find(|it| it.name() == backend).ok_or_else(wrong)?,
        objects: objects.parse().map_err(|_| wrong())?,
    })
}

/// The processor and the number of its threads, where the system says so.
fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or(std::env::consts::ARCH, |(_, model)| model);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{threads} threads of {model}, {}", std::env::consts::OS)
}
