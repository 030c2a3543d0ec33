//! The one place that writes to standard output and standard error.
//!
//! A closed pipe (`cargo xtask messages | head`) ends the program quietly instead of with a panic.

use std::io::Write;

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
