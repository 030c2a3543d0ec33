//! Definitions from files, with errors that show the line and a caret.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use distmap_asl::{
    Diagnostic, ExecutionType, MAX_DEFINITION_BYTES, ParseError, Severity, StateMachine,
    json_refusal, locate, parse, validate,
};
use miette::{LabeledSpan, MietteDiagnostic, NamedSource, Report};

use crate::error::{CommandError, Exit, Result};

/// A definition and what it is called in messages.
pub(crate) struct Definition {
    pub(crate) name: String,
    pub(crate) machine: StateMachine,
}

/// The text of a definition; `-` is standard input. Of more than AWS takes only the beginning is read.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    let most = MAX_DEFINITION_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map_err(|error| CommandError::file(path, error))?;
    let name = path.display();
    if bytes.len() > MAX_DEFINITION_BYTES {
        let message = format!(
            "{name}: more than the {MAX_DEFINITION_BYTES} bytes of a definition that AWS takes"
        );
        return Err(CommandError::new(Exit::Input, message));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        CommandError::new(Exit::Input, format!("{name}: not UTF-8 from byte {valid} on"))
    })
}

/// Reads and parses a definition.
pub(crate) fn read(path: &Path) -> Result<Definition> {
    let text = read_text(path)?;
    let name = path.display().to_string();
    match parse(&text) {
        Ok(machine) => Ok(Definition { name, machine }),
        Err(ParseError::Definition(findings)) => Err(refused(&name, &text, &findings)),
        Err(ParseError::Json(error)) => Err(match json_refusal(&text) {
            Some(finding) => refused(&name, &text, &[finding]),
            None => CommandError::new(Exit::Input, format!("{name}: {error}")),
        }),
    }
}

/// [`read`] for a definition that is to run: what AWS would refuse is refused here.
pub(crate) fn read_checked(path: &Path) -> Result<Definition> {
    let text = read_text(path)?;
    let name = path.display().to_string();
    let mut findings = validate(&text, ExecutionType::Standard);
    findings.retain(|it| it.severity == Severity::Error);
    if !findings.is_empty() {
        return Err(refused(&name, &text, &findings));
    }
    match parse(&text) {
        Ok(machine) => Ok(Definition { name, machine }),
        Err(error) => Err(CommandError::new(Exit::Input, format!("{name}: {error}"))),
    }
}

/// A text that is no definition: all findings, each with its line.
fn refused(name: &str, text: &str, findings: &[Diagnostic]) -> CommandError {
    let mut shown: Vec<Report> =
        findings.iter().map(|finding| report(name, text, finding, None)).collect();
    match shown.len() {
        1 => CommandError::from_report(Exit::Input, shown.remove(0)),
        count => {
            shown.iter().for_each(|report| crate::output::error_text(&format!("{report:?}")));
            CommandError::new(Exit::Input, format!("{name}: {count} errors"))
        }
    }
}

/// A finding with its line, a caret, and what to do about it.
pub(crate) fn report(name: &str, text: &str, finding: &Diagnostic, remedy: Option<&str>) -> Report {
    let severity = match finding.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
    };
    let mut shown = MietteDiagnostic::new(finding.message.clone())
        .with_code(finding.code.clone())
        .with_severity(severity);
    if let Some(remedy) = remedy {
        shown = shown.with_help(remedy);
    }
    let place = finding.pointer.as_ref().and_then(|pointer| locate(text, pointer));
    if let Some(place) = place {
        let at = finding.pointer.as_ref().map(ToString::to_string);
        shown = shown.with_label(LabeledSpan::new(at, place.span.start, place.span.len().min(60)));
    } else if let Some((line, column)) = finding.source_position() {
        // AWS names the column after the letter that it did not expect.
        let at = byte_at(text, line, column.saturating_sub(1).max(1));
        shown = shown.with_label(LabeledSpan::new(None, at, 1));
    }
    Report::new(shown).with_source_code(NamedSource::new(name, text.to_owned()))
}

/// The byte at a line and a column, both from 1.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let line = text.get(start..).unwrap_or_default();
    let within: usize = line.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    // The end of the text has no letter that could be marked.
    text.floor_char_boundary((start + within).min(text.len().saturating_sub(1)))
}
