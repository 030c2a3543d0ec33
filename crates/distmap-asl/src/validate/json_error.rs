//! What AWS says of a text that is no JSON: the words of its own JSON reader.

use crate::diagnostic::{Diagnostic, INVALID_JSON_DESCRIPTION, Severity, TOO_DEEPLY_NESTED};

/// AWS shows no more of the text than this.
const SHOWN: usize = 500;

const VALUES: &str = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/// The diagnostic for the place where reading stopped; `message` says in serde_json's words why.
pub(super) fn diagnostic(text: &str, message: &str, line: usize, column: usize) -> Diagnostic {
    let at = offset(text, line, column);
    if message.starts_with("recursion limit") {
        return found(
            TOO_DEEPLY_NESTED,
            "The states are too deeply nested.",
            source(text, line, column),
        );
    }
    let (problem, column) = if message.starts_with("EOF") {
        end_of_input(text)
    } else {
        unexpected(text, at, message, column)
    };
    found(INVALID_JSON_DESCRIPTION, &problem, source(text, line, column))
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
        message: format!("{problem}\n at {location}"),
        pointer: None,
        source_location: Some(location),
    }
}

/// The place as AWS writes it: the text's beginning, the line, the column.
fn source(text: &str, line: usize, column: usize) -> String {
    let shown: String = text.chars().take(SHOWN).collect();
    let rest = text.len() - shown.len();
    let rest = if rest > 0 { format!("[truncated {rest} chars]") } else { String::new() };
    format!("[Source: (String)\"{shown}\"{rest}; line: {line}, column: {column}]")
}

/// The byte at which serde_json stopped; its columns count bytes from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

/// The innermost object or array that is still open at the end.
fn end_of_input(text: &str) -> (String, usize) {
    let mut open: Vec<(char, usize, usize)> = Vec::new();
    let (mut line, mut column) = (1, 1);
    let mut in_string = false;
    let mut escaped = false;
    for it in text.chars() {
        match it {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ if in_string => {}
            '{' | '[' => open.push((it, line, column)),
            '}' | ']' => {
                open.pop();
            }
            _ => {}
        }
        (line, column) = if it == '\n' { (line + 1, 1) } else { (line, column + 1) };
    }
    let problem = match open.last() {
        _ if in_string => {
            "Unexpected end-of-input: was expecting closing quote for a string value".to_owned()
        }
        Some((bracket, line, column)) => {
            let kind = if *bracket == '{' { "Object" } else { "Array" };
            let start = source(text, *line, *column);
            format!(
                "Unexpected end-of-input: expected close marker for {kind} (start marker at {start})"
            )
        }
        None => "Unexpected end-of-input".to_owned(),
    };
    (problem, column)
}

fn unexpected(text: &str, at: usize, message: &str, column: usize) -> (String, usize) {
    // serde_json stops inside a word that it takes for null, true or false.
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    let start = text.get(..at).map_or(at, |before| before.trim_end_matches(is_word).len());
    let token: String =
        text.get(start..).unwrap_or_default().chars().take_while(|it| is_word(*it)).collect();
    let expects_value =
        message.starts_with("expected value") || message.starts_with("expected ident");
    if expects_value && token.starts_with(char::is_alphabetic) {
        let end = column + start + token.len() - at;
        return (format!("Unrecognized token '{token}': was expecting {VALUES}"), end);
    }
    let letter = text.get(at..).and_then(|it| it.chars().next()).unwrap_or(' ');
    let wanted = if message.starts_with("expected `:`") {
        "was expecting a colon to separate field name and value"
    } else if message.starts_with("expected `,` or `}`") {
        "was expecting comma to separate Object entries"
    } else if message.starts_with("expected `,` or `]`") {
        "was expecting comma to separate Array entries"
    } else if message.starts_with("key must be") || message.starts_with("trailing comma") {
        "was expecting double-quote to start field name"
    } else {
        return (
            format!(
                "Unexpected character ('{letter}' (code {})): expected a valid value {VALUES}",
                u32::from(letter)
            ),
            column + 1,
        );
    };
    (
        format!("Unexpected character ('{letter}' (code {})): {wanted}", u32::from(letter)),
        column + 1,
    )
}
