//! `cargo xtask lint`: what AWS would refuse, and what it takes but its author will regret.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use distmap_asl::lint::{self, LINTS, Prices};
use distmap_asl::{Diagnostic, ExecutionType, ParseError, Severity, locate, parse, validate};
use serde_json::{Value, json};

use crate::cli::Global;
use crate::definition;
use crate::error::{CommandError, Exit, Result};
use crate::output;

/// Check definitions: AWS's own rules, then lints beyond them.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask lint mine.asl.json
  cargo xtask lint --express callback.asl.json
  cargo xtask render --variant sample | cargo xtask lint -
  cargo xtask lint infra/*.asl.json --format sarif > lint.sarif
  cargo xtask lint --list")]
pub(crate) struct Lint {
    /// The definitions; - is standard input
    #[arg(required_unless_present = "list")]
    files: Vec<PathBuf>,
    /// How to print findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Check by the rules of EXPRESS state machines
    #[arg(long)]
    express: bool,
    /// Explain the lints instead
    #[arg(long)]
    list: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The line and a caret
    Text,
    /// A JSON array
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// The findings in one file.
struct Checked {
    name: String,
    text: String,
    findings: Vec<Diagnostic>,
}

pub(crate) fn run(args: &Lint, global: &Global) -> Result<()> {
    if args.list {
        return list(global);
    }
    let mut all = Vec::new();
    for path in &args.files {
        let text = definition::read_text(path)?;
        let findings = findings(&text, args.express);
        all.push(Checked { name: path.display().to_string(), text, findings });
    }
    match args.format {
        Format::Text if !global.json => text(&all),
        Format::Github => github(&all),
        Format::Sarif => output::line(&format!("{:#}", sarif(&all))),
        Format::Text | Format::Json => {
            let found: Vec<Value> = all.iter().flat_map(as_json).collect();
            output::json(&Value::Array(found));
        }
    }
    match all.iter().all(|checked| checked.findings.is_empty()) {
        true => Ok(()),
        false => Err(CommandError::silent(Exit::Failed)),
    }
}

/// Lints on the graph: where AWS refuses a definition they would repeat what it says of the graph.
const GRAPH: [&str; 2] = ["never-ends", "unreachable"];

/// AWS's refusals and warnings, then the lints as far as the definition can be read.
fn findings(text: &str, express: bool) -> Vec<Diagnostic> {
    let kind = if express { ExecutionType::Express } else { ExecutionType::Standard };
    let mut found = validate(text, kind);
    let refused = found.iter().any(|finding| finding.severity == Severity::Error);
    match parse(text) {
        Ok(machine) => {
            let lints = lint::check_with(&machine, kind, Prices::default());
            found.extend(lints.into_iter().filter(|it| !refused || !GRAPH.contains(&&*it.code)));
        }
        // What AWS takes and the model cannot hold.
        Err(ParseError::Definition(refusals)) if !refused => found.extend(refusals),
        Err(_) => {}
    }
    found
}

/// Line and column from 1; the first character where the finding has no place.
fn place(checked: &Checked, finding: &Diagnostic) -> (usize, usize) {
    let located = finding.pointer.as_ref().and_then(|pointer| locate(&checked.text, pointer));
    let place = located.map(|place| (place.line, place.column));
    place.or_else(|| finding.source_position()).unwrap_or((1, 1))
}

fn remedy(finding: &Diagnostic) -> Option<&'static str> {
    lint::find(&finding.code).map(|lint| lint.remedy)
}

fn text(all: &[Checked]) {
    for checked in all {
        for finding in &checked.findings {
            let report = definition::report(&checked.name, &checked.text, finding, remedy(finding));
            output::line(format!("{report:?}").trim_end());
        }
    }
    let count: usize = all.iter().map(|checked| checked.findings.len()).sum();
    match count {
        0 => output::line("nothing found"),
        1 => output::line("\n1 finding; `cargo xtask lint --list` explains the lints"),
        _ => output::line(&format!(
            "\n{count} findings; `cargo xtask lint --list` explains the lints"
        )),
    }
}

fn as_json(checked: &Checked) -> Vec<Value> {
    let one = |finding: &Diagnostic| {
        let (line, column) = place(checked, finding);
        json!({
            "file": checked.name,
            "line": line,
            "column": column,
            "severity": severity(finding),
            "code": finding.code,
            "message": finding.message,
            "pointer": finding.pointer.as_ref().map(ToString::to_string),
            "remedy": remedy(finding),
        })
    };
    checked.findings.iter().map(one).collect()
}

fn severity(finding: &Diagnostic) -> &'static str {
    match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Workflow commands: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.
fn github(all: &[Checked]) {
    for checked in all {
        for finding in &checked.findings {
            let (line, column) = place(checked, finding);
            output::line(&format!(
                "::{} file={},line={line},col={column},title={}::{}",
                severity(finding),
                property(&checked.name),
                property(&finding.code),
                data(&finding.message),
            ));
        }
    }
}

/// A workflow command's message: what would end it is written otherwise.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A workflow command's property, which a colon or a comma would end too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A path as a URI reference: what has a meaning in URIs, or none, is written as percent and digits.
fn uri(path: &str) -> String {
    let mut text = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                text.push(char::from(byte));
            }
            _ => text += &format!("%{byte:02X}"),
        }
    }
    text
}

/// <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.
fn sarif(all: &[Checked]) -> Value {
    let rules: Vec<Value> = LINTS
        .iter()
        .map(|lint| {
            json!({
                "id": lint.name,
                "shortDescription": { "text": lint.summary },
                "fullDescription": { "text": lint.explanation },
                "help": { "text": lint.remedy },
            })
        })
        .collect();
    let mut results = Vec::new();
    for checked in all {
        for finding in &checked.findings {
            let (line, column) = place(checked, finding);
            results.push(json!({
                "ruleId": finding.code,
                "level": severity(finding),
                "message": { "text": finding.message },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": uri(&checked.name) },
                    "region": { "startLine": line, "startColumn": column },
                }}],
            }));
        }
    }
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "distmap",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            // Columns count characters, not UTF-16 units.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn list(global: &Global) -> Result<()> {
    for lint in LINTS {
        if global.json {
            output::json(&json!({
                "name": lint.name, "summary": lint.summary,
                "explanation": lint.explanation, "remedy": lint.remedy,
            }));
        } else {
            output::line(&format!(
                "{}: {}\n    {}\n    {}\n",
                lint.name, lint.summary, lint.explanation, lint.remedy
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_workflow_commands_and_uris() {
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
        assert_eq!(uri("a b/ö#.json"), "a%20b/%C3%B6%23.json");
    }
}
