//! Runs the Pulumi CLI on the program in `pulumi/`: checks what it needs, hands its lines on as they come, and turns
//! its failures into a sentence on what to do.

mod error;
mod interrupter;
mod state;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::{fmt, thread};

use serde_json::Value;

pub use error::PulumiError;
use error::{diagnose, said};
pub use interrupter::Interrupter;
pub use state::{Holdings, Setting, StackOutputs};

/// The oldest CLI whose YAML runtime hands a compiler the configuration, and takes `--config-file` everywhere.
const OLDEST: Version = Version(3, 150, 0);

/// A version of the CLI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u32, u32, u32);

impl Version {
    /// Reads `v3.213.0` or `3.213.0-dev`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let core = text.trim().trim_start_matches('v').split(['-', '+']).next()?;
        let mut parts = core.split('.').map(str::parse);
        match (parts.next()?, parts.next()?, parts.next()?) {
            (Ok(major), Ok(minor), Ok(patch)) => Some(Self(major, minor, patch)),
            _ => None,
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// What is to be done to a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Says what would change.
    Preview,
    /// Makes and changes.
    Up,
    /// Takes what is there on AWS for true.
    Refresh,
    /// Removes.
    Destroy,
}

impl Operation {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Preview => &["preview"],
            // With the preview: what cannot be done as a whole stops there, before anything is touched.
            Self::Up => &["up", "--yes"],
            Self::Refresh => &["refresh", "--yes"],
            Self::Destroy => &["destroy", "--yes"],
        }
    }
}

/// The CLI, and where it runs.
#[derive(Clone, Debug)]
pub struct Cli {
    /// The program, `pulumi` where it is on the path.
    pub program: PathBuf,
    /// The folder with `Pulumi.yaml`.
    pub folder: PathBuf,
    /// The stack's name.
    pub stack: String,
    /// Environment variables beside those that are there.
    pub environment: Vec<(String, String)>,
    /// The stack's settings file, if not the one beside `Pulumi.yaml`.
    pub config_file: Option<PathBuf>,
    /// What stops it.
    pub interrupter: Interrupter,
}

impl Cli {
    /// The `pulumi` on the path, for the stack `stack` of the program in `folder`.
    #[must_use]
    pub fn new(folder: PathBuf, stack: &str) -> Self {
        Self {
            program: PathBuf::from("pulumi"),
            folder,
            stack: stack.to_owned(),
            environment: Vec::new(),
            config_file: None,
            interrupter: Interrupter::default(),
        }
    }

    /// Checks that the CLI is there, new enough and logged in.
    ///
    /// # Errors
    /// The first [`PulumiError`] of these.
    pub fn check(&self) -> Result<Version, PulumiError> {
        let found = self.read(&["version"])?;
        let version = match Version::parse(&found) {
            Some(version) if version >= OLDEST => version,
            _ => return Err(PulumiError::TooOld { found: found.trim().to_owned() }),
        };
        self.read(&["whoami"]).map_err(|error| match error {
            PulumiError::Failed { .. } => PulumiError::NotLoggedIn,
            other => other,
        })?;
        Ok(version)
    }

    /// Makes sure that the stack is there; `create` makes it where it is new.
    ///
    /// # Errors
    /// [`PulumiError::NoStack`] where it is not, and is not to be made.
    pub fn select(&self, create: bool) -> Result<(), PulumiError> {
        let mut arguments = vec!["stack", "select", &self.stack];
        arguments.extend(create.then_some("--create"));
        self.read(&arguments).map(drop)
    }

    /// The stack's configuration: the program's keys, such as `variant`, and those of providers, such as `aws:region`.
    ///
    /// # Errors
    /// [`PulumiError`] where the CLI refuses.
    pub fn settings(&self) -> Result<BTreeMap<String, Setting>, PulumiError> {
        let mut arguments = vec!["config".to_owned(), "--json".to_owned()];
        arguments.extend(["--stack".to_owned(), self.stack.clone()]);
        arguments.extend(self.config_file());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let settings: Value = serde_json::from_str(&self.read(&arguments)?).unwrap_or_default();
        Ok(Setting::all(&settings))
    }

    /// What the stack holds by now, that of an update that stopped in the middle too.
    ///
    /// # Errors
    /// [`PulumiError`] where the CLI refuses.
    pub fn holdings(&self) -> Result<Holdings, PulumiError> {
        let text = self.read(&["stack", "export", "--stack", &self.stack])?;
        let state: Value = serde_json::from_str(&text).unwrap_or_default();
        Ok(Holdings::of(&state))
    }

    /// Lifts the protection of what the stack holds. The next update of a protected stack protects it again.
    ///
    /// # Errors
    /// [`PulumiError`] where the CLI refuses.
    pub fn unprotect(&self) -> Result<(), PulumiError> {
        self.read(&["state", "unprotect", "--all", "--yes", "--stack", &self.stack]).map(drop)
    }

    /// Sets configuration keys of the stack, such as `variant` or `aws:region`. One that is a secret stays one.
    ///
    /// # Errors
    /// [`PulumiError`] where the CLI refuses.
    pub fn configure(&self, settings: &[(String, String)]) -> Result<(), PulumiError> {
        let before = self.settings()?;
        if settings.is_empty() {
            return Ok(());
        }
        let mut arguments = vec![
            "config".to_owned(),
            "set-all".to_owned(),
            "--stack".to_owned(),
            self.stack.clone(),
        ];
        arguments.extend(self.config_file());
        for (key, value) in settings {
            let secret = before.get(key) == Some(&Setting::Secret);
            arguments.push(if secret { "--secret" } else { "--plaintext" }.to_owned());
            arguments.push(format!("{key}={value}"));
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        self.read(&arguments).map(|_| ())
    }

    /// Does something to the stack. Each line that the CLI writes goes to `line` as it comes.
    ///
    /// # Errors
    /// [`PulumiError`] with what to do.
    pub fn run(&self, operation: Operation, line: &mut dyn FnMut(&str)) -> Result<(), PulumiError> {
        let mut arguments: Vec<String> =
            operation.arguments().iter().map(|&it| it.to_owned()).collect();
        arguments.extend([
            "--non-interactive".to_owned(),
            "--stack".to_owned(),
            self.stack.clone(),
        ]);
        arguments.extend(self.config_file());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        self.call(&arguments, true, line).map(|_| ())
    }

    /// What the stack exports.
    ///
    /// # Errors
    /// [`PulumiError`] where there is no such stack, or nothing is deployed.
    pub fn outputs(&self) -> Result<StackOutputs, PulumiError> {
        let text = self.read(&["stack", "output", "--json", "--stack", &self.stack])?;
        StackOutputs::of(&serde_json::from_str(&text).unwrap_or_default())
    }

    /// The file that holds the stack's settings.
    #[must_use]
    pub fn settings_file(&self) -> PathBuf {
        // With Pulumi Cloud a name may begin with organisation and project.
        let name = self.stack.rsplit('/').next().unwrap_or_default();
        let file = || self.folder.join(format!("Pulumi.{name}.yaml"));
        self.config_file.clone().unwrap_or_else(file)
    }

    /// Forgets a stack that holds nothing, and its settings.
    ///
    /// # Errors
    /// [`PulumiError`] where the CLI refuses, as it does of a stack that holds anything.
    pub fn forget(&self) -> Result<(), PulumiError> {
        self.read(&["stack", "rm", "--yes", &self.stack]).map(drop)
    }

    fn config_file(&self) -> Vec<String> {
        let file = self.config_file.iter();
        file.flat_map(|file| ["--config-file".to_owned(), file.display().to_string()]).collect()
    }

    /// Runs a command and gives its standard output.
    fn read(&self, arguments: &[&str]) -> Result<String, PulumiError> {
        self.call(arguments, false, &mut |_| {})
    }

    /// Runs a command, which changes the stack if it is an operation. Each line goes to `line`; gives standard output.
    fn call(
        &self,
        arguments: &[&str],
        operation: bool,
        line: &mut dyn FnMut(&str),
    ) -> Result<String, PulumiError> {
        let failed = |lines: String| PulumiError::Failed {
            command: arguments.first().copied().unwrap_or_default().to_owned(),
            lines,
        };
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .current_dir(&self.folder)
            .envs(self.environment.iter().map(|(key, value)| (key, value)))
            .env("PULUMI_SKIP_UPDATE_CHECK", "true")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = match self.interrupter.start(&mut command, operation) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(PulumiError::NotInstalled);
            }
            Err(error) => return Err(failed(error.to_string())),
            Ok(None) => return Err(PulumiError::Interrupted),
            Ok(Some(child)) => child,
        };
        let (sender, lines) = mpsc::channel();
        let readers = [
            child.stdout.take().map(|it| follow(it, true, sender.clone())),
            child.stderr.take().map(|it| follow(it, false, sender)),
        ];
        let (mut output, mut everything) = (String::new(), Vec::new());
        for (standard, text) in lines {
            line(&text);
            if standard {
                output.push_str(&text);
                output.push('\n');
            }
            everything.push(text);
        }
        for reader in readers.into_iter().flatten() {
            // A reader only ends early if its pipe breaks; what it read has come through by then.
            let _ = reader.join();
        }
        self.interrupter.ended();
        let status = child.wait().map_err(|error| failed(error.to_string()))?;
        if status.success() {
            return Ok(output);
        }
        if self.interrupter.is_asked() {
            return Err(PulumiError::Interrupted);
        }
        Err(diagnose(&everything, &self.stack).unwrap_or_else(|| failed(said(&everything))))
    }
}

/// Sends each line of a pipe on.
fn follow(
    pipe: impl Read + Send + 'static,
    standard: bool,
    sender: mpsc::Sender<(bool, String)>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            let text = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
            if sender.send((standard, text)).is_err() {
                return;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered() {
        assert_eq!(Version::parse("v3.213.0\n"), Some(Version(3, 213, 0)));
        assert_eq!(Version::parse("3.150.1-dev.0"), Some(Version(3, 150, 1)));
        assert_eq!(Version::parse("latest"), None);
        assert!(Version(3, 99, 9) < OLDEST);
    }

    #[test]
    fn no_cli_is_said_so() {
        let cli =
            Cli { program: PathBuf::from("no-such-pulumi"), ..Cli::new(PathBuf::from("."), "dev") };
        assert_eq!(cli.check(), Err(PulumiError::NotInstalled));
    }

    #[test]
    fn after_an_interruption_no_operation_begins() {
        let cli =
            Cli { program: PathBuf::from("no-such-pulumi"), ..Cli::new(PathBuf::from("."), "dev") };
        cli.clone().interrupter.interrupt();
        assert_eq!(cli.run(Operation::Up, &mut |_| {}), Err(PulumiError::Interrupted));
        // What only looks or tidies up is done all the same.
        assert_eq!(cli.forget(), Err(PulumiError::NotInstalled));
    }
}
