//! What a command answers when it does not succeed: a report for people, an exit code for programs.

use std::path::Path;
use std::process::ExitCode;

use aws_sdk_sfn::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};

use crate::cli::Global;

/// Why a command ended, as its exit code says it. The numbers are an interface: see `--help`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It ran, and the answer is no.
    Failed = 1,
    /// The input is wrong.
    Input = 3,
    /// Something named is not there.
    Missing = 4,
    /// A service or the disk refused.
    Service = 5,
    /// Nobody agreed to it, and nothing was done.
    NotAgreed = 6,
    /// Stopped with Ctrl-C.
    Interrupted = 130,
}

/// A report with the exit code that belongs to it.
#[derive(Debug)]
pub(crate) struct CommandError {
    exit: Exit,
    /// `None` where the command has said everything on standard output.
    report: Option<miette::Report>,
}

pub(crate) type Result<T> = std::result::Result<T, CommandError>;

impl CommandError {
    /// An error with a message.
    pub(crate) fn new(exit: Exit, message: impl std::fmt::Display) -> Self {
        Self { exit, report: Some(miette::miette!("{message}")) }
    }

    /// An error with a message and what to do about it.
    pub(crate) fn with_hint(
        exit: Exit,
        message: impl std::fmt::Display,
        hint: impl std::fmt::Display,
    ) -> Self {
        Self { exit, report: Some(miette::miette!(help = hint.to_string(), "{message}")) }
    }

    /// The disk refused a file.
    pub(crate) fn file(path: &Path, error: std::io::Error) -> Self {
        let exit = match error.kind() {
            std::io::ErrorKind::NotFound => Exit::Missing,
            // No UTF-8, or a folder where a file belongs.
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::IsADirectory => Exit::Input,
            _ => Exit::Service,
        };
        Self::new(exit, format!("{}: {error}", path.display()))
    }

    /// A report that is made already, such as one that shows a line of a file.
    pub(crate) fn from_report(exit: Exit, report: miette::Report) -> Self {
        Self { exit, report: Some(report) }
    }

    /// An exit code alone: what was wrong stands on standard output.
    pub(crate) fn silent(exit: Exit) -> Self {
        Self { exit, report: None }
    }

    /// Writes the report to standard error and gives the exit code.
    pub(crate) fn report(self, global: &Global) -> ExitCode {
        if let Some(report) = self.report {
            if global.json {
                let hint = report.help().map(|hint| hint.to_string());
                crate::output::error_line(&serde_json::json!({
                    "error": report.to_string(), "hint": hint, "exitCode": self.exit as u8,
                }));
            } else {
                crate::output::error_text(&format!("{report:?}"));
            }
        }
        ExitCode::from(self.exit as u8)
    }
}

/// What a service answered instead of doing what was asked of it: `what` completes "could not".
pub(crate) fn service<E, R>(what: &str, error: SdkError<E, R>) -> CommandError
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
    R: std::fmt::Debug + 'static,
{
    match (error.code(), error.message()) {
        (Some(code), message) => {
            let missing = code.ends_with("DoesNotExist") || code.starts_with("NoSuch");
            let input = code.starts_with("Invalid") || code == "ValidationException";
            let exit = match (missing, input) {
                (true, _) => Exit::Missing,
                (_, true) => Exit::Input,
                _ => Exit::Service,
            };
            let message = message.unwrap_or("no message");
            let message = format!("could not {what}: {code}: {message}");
            match code {
                "ExecutionAlreadyExists" => {
                    let hint = "a name that has run cannot run again: choose another, or none";
                    CommandError::with_hint(exit, message, hint)
                }
                _ => CommandError::new(exit, message),
            }
        }
        (None, _) => {
            let cause = DisplayErrorContext(error).to_string();
            CommandError::new(Exit::Service, format!("could not {what}: {cause}"))
        }
    }
}
