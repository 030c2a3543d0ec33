//! `cargo xtask graph`: a picture of a definition.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use distmap_asl::graph::{mermaid, svg};

use crate::cli::Global;
use crate::definition;
use crate::error::Result;
use crate::output;

/// Draw a definition: maps are boxes in boxes.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask render | cargo xtask graph -
  cargo xtask graph mine.asl.json --format svg > mine.svg")]
pub(crate) struct Graph {
    /// The definition; - is standard input
    file: PathBuf,
    /// Mermaid text or an SVG document
    #[arg(long, value_enum, default_value_t = Format::Mermaid)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Text that GitHub, GitLab and many editors draw
    Mermaid,
    /// An SVG document
    Svg,
}

pub(crate) fn run(args: &Graph, global: &Global) -> Result<()> {
    let machine = definition::read(&args.file)?.machine;
    let picture = match args.format {
        Format::Mermaid => mermaid(&machine),
        Format::Svg => svg(&machine),
    };
    if global.json {
        output::json(&serde_json::json!({ "picture": picture }));
    } else {
        output::line(picture.trim_end());
    }
    Ok(())
}
