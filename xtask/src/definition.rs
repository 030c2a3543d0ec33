//! Definitions from files, with errors that show the line and a caret.

use std::path::Path;

use distmap_asl::{Diagnostic, ParseError, Severity, StateMachine, locate, parse};
use miette::{LabeledSpan, MietteDiagnostic, NamedSource, Report};

use crate::error::{CommandError, Exit, Result};

/// A definition and what it is called in messages.
pub(crate) struct Definition {
    pub(crate) name: String,
    pub(crate) machine: StateMachine,
}

/// The text of a definition; `-` is standard input.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    let text = if path.as_os_str() == "-" {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(path)
    };
    text.map_err(|error| CommandError::file(path, error))
}

/// Reads and parses a definition.
pub(crate) fn read(path: &Path) -> Result<Definition> {
    let text = read_text(path)?;
    let name = path.display().to_string();
    match parse(&text) {
        Ok(machine) => Ok(Definition { name, machine }),
        Err(error) => Err(refused(&name, &text, &error)),
    }
}

/// A text that is no definition: all findings, each with its line.
fn refused(name: &str, text: &str, error: &ParseError) -> CommandError {
    let findings = match error {
        ParseError::Json(error) => {
            return CommandError::new(Exit::Input, format!("{name}: {error}"));
        }
        ParseError::Definition(findings) => findings,
    };
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
    }
    Report::new(shown).with_source_code(NamedSource::new(name, text.to_owned()))
}
