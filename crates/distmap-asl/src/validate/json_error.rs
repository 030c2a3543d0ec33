//! What AWS says of a text that is no JSON.

use super::json_scan;
use crate::diagnostic::{Diagnostic, INVALID_JSON_DESCRIPTION, Severity, TOO_DEEPLY_NESTED};

/// Between what is wrong and where.
pub(super) const AT: &str = "\n at ";

/// AWS shows no more of the text than this.
const SHOWN: usize = 500;

/// The diagnostic for a text that was refused; `message` says in serde_json's words why, and it stopped at `line` and
/// `column`.
pub(super) fn diagnostic(text: &str, message: &str, line: usize, column: usize) -> Diagnostic {
    if message.starts_with("recursion limit") {
        return found(
            TOO_DEEPLY_NESTED,
            "The states are too deeply nested.",
            source(text, line, column),
        );
    }
    match json_scan::scan(text, |line, column| source(text, line, column)) {
        Some(problem) => found(
            INVALID_JSON_DESCRIPTION,
            &problem.text,
            source(text, problem.line, problem.column),
        ),
        // What AWS's reader takes and ours does not, such as half of a surrogate pair.
        None => found(INVALID_JSON_DESCRIPTION, message, source(text, line, column)),
    }
}

/// The diagnostic for a key that its object has already; `at` is the byte after it.
pub(super) fn duplicate(text: &str, key: &str, at: usize) -> Diagnostic {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|it| *it != '\n').count() + 1;
    let problem = format!("Duplicate field '{key}'");
    found(INVALID_JSON_DESCRIPTION, &problem, source(text, line, column))
}

fn found(code: &str, problem: &str, location: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: code.to_owned(),
        message: format!("{problem}{AT}{location}"),
        pointer: None,
        source_location: Some(location),
    }
}

/// The place as AWS writes it: the text's beginning, the line, the column.
fn source(text: &str, line: usize, column: usize) -> String {
    let end = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
    let (shown, rest) = text.split_at(end);
    let rest = match rest.chars().count() {
        0 => String::new(),
        count => format!("[truncated {count} chars]"),
    };
    format!("[Source: (String)\"{shown}\"{rest}; line: {line}, column: {column}]")
}
