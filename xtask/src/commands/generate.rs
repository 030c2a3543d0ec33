//! `cargo xtask generate`: objects for a bucket.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use distmap_assets::{Cancel, Error, Generator, Layout, Report, Settings, Template, generate};
use serde_json::json;

use crate::cli::Global;
use crate::error::{CommandError, Exit, Result};
use crate::interrupt::Interrupt;
use crate::output;

/// Write JSON objects like assets/example1.json, each different, the same for the same seed.
///
/// What it did not make it does not overwrite. After Ctrl-C the same command goes on.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask generate --count 10000 --out assets/generated
  cargo xtask generate --count 1000 --out /tmp/objects --size 500-2000 --malformed 1 --layout sharded")]
pub(crate) struct Generate {
    /// How many objects
    #[arg(long, value_name = "N")]
    count: u64,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// A JSON object that the objects are to look like
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Other seeds give other objects
    #[arg(long, default_value_t = 0, value_name = "S")]
    seed: u64,
    /// Bytes of an object; those of the template by default
    #[arg(long, value_name = "BYTES|MIN-MAX", value_parser = size)]
    size: Option<RangeInclusive<usize>>,
    /// How many of a hundred objects are no JSON
    #[arg(long, default_value_t = 0.0, value_name = "PERCENT")]
    malformed: f64,
    /// All files in one folder, or in folders of 1,000
    #[arg(long, value_enum, default_value_t = LayoutName::Flat)]
    layout: LayoutName,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LayoutName {
    /// All in one folder
    Flat,
    /// In folders of 1,000
    Sharded,
}

fn size(text: &str) -> std::result::Result<RangeInclusive<usize>, String> {
    let bytes = |text: &str| text.trim().parse::<usize>().map_err(|error| error.to_string());
    match text.split_once('-') {
        Some((least, most)) => Ok(bytes(least)?..=bytes(most)?),
        None => bytes(text).map(|bytes| bytes..=bytes),
    }
}

pub(crate) fn run(args: &Generate, global: &Global) -> Result<()> {
    let settings = Settings {
        count: args.count,
        seed: args.seed,
        template: template(args)?,
        size: args.size.clone(),
        malformed: args.malformed,
        layout: match args.layout {
            LayoutName::Flat => Layout::Flat,
            LayoutName::Sharded => Layout::Sharded,
        },
    };
    let generator = Generator::new(settings).map_err(report)?;
    let made = write(&generator, &args.out, global)?;
    if global.json {
        output::json(&json!({
            "written": made.written, "kept": made.kept, "bytes": made.bytes,
            "malformed": made.malformed, "manifest": made.manifest,
        }));
    } else {
        output::line(&format!(
            "{} objects written ({} bytes), {} were there, {} of all are malformed; manifest: {}",
            made.written,
            made.bytes,
            made.kept,
            made.malformed,
            made.manifest.display()
        ));
    }
    Ok(())
}

/// Writes the files with a bar; Ctrl-C stops between two of them.
pub(crate) fn write(
    generator: &Generator,
    out: &std::path::Path,
    global: &Global,
) -> Result<Report> {
    let cancel = Cancel::default();
    let on_interrupt = cancel.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(|error| CommandError::new(Exit::Service, error))?;
    let mut interrupt = {
        let _entered = runtime.enter();
        Interrupt::listen()?
    };
    runtime.spawn(async move {
        interrupt.wanted().await;
        on_interrupt.cancel();
    });
    let bar = output::bar(generator.count(), "objects", global);
    let made = generate(generator, out, &cancel, &|progress| bar.set_position(progress.done));
    bar.finish_and_clear();
    made.map_err(report)
}

fn template(args: &Generate) -> Result<Template> {
    let Some(path) = &args.template else { return Ok(Template::default()) };
    let text = std::fs::read_to_string(path).map_err(|error| CommandError::file(path, error))?;
    Template::parse(&text).map_err(report)
}

/// The exit code that belongs to an error of distmap-assets.
pub(crate) fn report(error: Error) -> CommandError {
    let exit = match &error {
        Error::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound => Exit::Missing,
        Error::Io { .. } => Exit::Service,
        Error::Cancelled { .. } => Exit::Interrupted,
        _ => Exit::Input,
    };
    CommandError::new(exit, error)
}
