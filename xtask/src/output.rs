//! The one place that writes to standard output and standard error.
//!
//! A closed pipe (`cargo xtask messages | head`) ends the program quietly instead of with a panic.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::Global;

/// Writes a line to standard output.
pub(crate) fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    if writeln!(out, "{text}").and_then(|()| out.flush()).is_err() {
        closed();
    }
}

/// Writes a JSON value to standard output, on one line.
pub(crate) fn json(value: &serde_json::Value) {
    line(&value.to_string());
}

/// Writes a JSON value to standard error, on one line.
pub(crate) fn error_line(value: &serde_json::Value) {
    error_text(&value.to_string());
}

/// Writes a text to standard error. Nobody is left to tell if that fails.
pub(crate) fn error_text(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
}

/// Nobody reads on: as for any filter, that is no failure.
fn closed() -> ! {
    #[allow(clippy::exit)] // the reader is gone, nothing is left to say
    std::process::exit(0)
}

/// A progress bar for `total` things; hidden unless standard error is a terminal.
pub(crate) fn bar(total: u64, unit: &str, global: &Global) -> ProgressBar {
    if !bars_wanted(global) {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(total);
    let template = format!("{{bar:30}} {{pos}} of {{len}} {unit}, {{per_sec}}, {{eta}} left");
    if let Ok(style) = ProgressStyle::with_template(&template) {
        bar.set_style(style);
    }
    bar
}

/// A counter of things whose number nobody knows yet; hidden as bars are.
pub(crate) fn counter(what: &str, global: &Global) -> ProgressBar {
    if !bars_wanted(global) {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template(&format!("{{spinner}} {{pos}} {what}")) {
        bar.set_style(style);
    }
    bar
}

/// Says what is being done; hidden as bars are.
pub(crate) fn spinner(global: &Global) -> ProgressBar {
    if !bars_wanted(global) {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    bar.enable_steady_tick(std::time::Duration::from_millis(100));
    bar
}

/// Whether bars are drawn: for people at a terminal only.
pub(crate) fn bars_wanted(global: &Global) -> bool {
    !global.json && std::io::stderr().is_terminal()
}

/// The look of a Map Run's bar.
pub(crate) fn run_style() -> ProgressStyle {
    let template = "{bar:30} {pos} of {len} items, {per_sec}, {eta} left; {msg}";
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Writes a question to standard error, on whose line the answer follows.
pub(crate) fn ask(question: &str) {
    let mut err = std::io::stderr().lock();
    let _ = write!(err, "{question}").and_then(|()| err.flush());
}
