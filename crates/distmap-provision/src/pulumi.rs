//! Runs the Pulumi CLI on the program in `pulumi/`: checks what it needs, hands its lines on as they come, and turns
//! its failures into a sentence on what to do.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::{fmt, thread};

use serde_json::Value;

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

/// Why the CLI did not do what it should; each says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PulumiError {
    /// There is no CLI.
    #[error("the Pulumi CLI is not installed: see https://www.pulumi.com/docs/install/")]
    NotInstalled,
    /// The CLI is too old.
    #[error("the Pulumi CLI is version {found}, which is too old: install {OLDEST} or later")]
    TooOld {
        /// The version found, as the CLI says it.
        found: String,
    },
    /// Nobody is logged in.
    #[error(
        "the Pulumi CLI has no backend: `pulumi login --local` keeps state on this machine, `pulumi login` with Pulumi Cloud"
    )]
    NotLoggedIn,
    /// The stack's secrets cannot be read.
    #[error(
        "the stack's secrets need a passphrase: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE"
    )]
    NoPassphrase,
    /// AWS does not know who asks.
    #[error(
        "there are no valid AWS credentials: run `aws sso login` or `aws configure`, or set AWS_PROFILE, then do it again"
    )]
    NoCredentials,
    /// No Region is set.
    #[error("no AWS Region is set: give --region, or set AWS_REGION")]
    NoRegion,
    /// The stack does not exist.
    #[error("there is no stack `{0}`: deploy it first")]
    NoStack(String),
    /// Somebody else changes the stack, or was stopped while doing so.
    #[error(
        "the stack is locked by another update: wait for it, or if it was stopped, run `pulumi cancel` in pulumi/"
    )]
    Locked,
    /// A configuration key has a value that cannot be.
    #[error("{0}")]
    Configuration(String),
    /// What is to be deleted is protected.
    #[error(
        "buckets and topic are protected from deletion: deploy with `protect` set to false, then destroy"
    )]
    Protected,
    /// A bucket holds objects.
    #[error(
        "a bucket still holds objects: empty it, or deploy with `forceDestroy` set to true, then destroy"
    )]
    NotEmpty,
    /// Something else; the last lines that the CLI wrote.
    #[error(
        "`pulumi {command}` failed; what was done stays recorded, and doing it again goes on from there:\n{lines}"
    )]
    Failed {
        /// The command.
        command: String,
        /// Its last lines.
        lines: String,
    },
    /// The outputs are not those of this program.
    #[error("the stack has no output `{0}`: deploy it again")]
    Output(&'static str),
}

/// What the stack's program exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackOutputs {
    /// The input bucket's name.
    pub input_bucket: String,
    /// The results bucket's name.
    pub results_bucket: String,
    /// The topic's ARN.
    pub topic_arn: String,
    /// The state machine's ARN.
    pub state_machine_arn: String,
    /// The Region.
    pub region: String,
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
        }
    }

    /// Checks that the CLI is there, new enough and logged in, and selects the stack, making it where it is new.
    ///
    /// # Errors
    /// The first [`PulumiError`] of these.
    pub fn prepare(&self) -> Result<Version, PulumiError> {
        let found = self.read(&["version"])?;
        let version = match Version::parse(&found) {
            Some(version) if version >= OLDEST => version,
            _ => return Err(PulumiError::TooOld { found: found.trim().to_owned() }),
        };
        self.read(&["whoami"]).map_err(|error| match error {
            PulumiError::Failed { .. } => PulumiError::NotLoggedIn,
            other => other,
        })?;
        self.read(&["stack", "select", "--create", &self.stack])?;
        Ok(version)
    }

    /// Sets configuration keys of the stack, such as `variant` or `aws:region`.
    ///
    /// # Errors
    /// [`PulumiError`] where the CLI refuses.
    pub fn configure(&self, settings: &[(String, String)]) -> Result<(), PulumiError> {
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
            arguments.push("--plaintext".to_owned());
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
        self.call(&arguments, line).map(|_| ())
    }

    /// What the stack exports.
    ///
    /// # Errors
    /// [`PulumiError`] where there is no such stack, or nothing is deployed.
    pub fn outputs(&self) -> Result<StackOutputs, PulumiError> {
        let text = self.read(&["stack", "output", "--json", "--stack", &self.stack])?;
        let outputs: Value = serde_json::from_str(&text).unwrap_or_default();
        let output = |key: &'static str| {
            outputs[key].as_str().map(str::to_owned).ok_or(PulumiError::Output(key))
        };
        Ok(StackOutputs {
            input_bucket: output("inputBucket")?,
            results_bucket: output("resultsBucket")?,
            topic_arn: output("topicArn")?,
            state_machine_arn: output("stateMachineArn")?,
            region: output("region")?,
        })
    }

    fn config_file(&self) -> Vec<String> {
        let file = self.config_file.iter();
        file.flat_map(|file| ["--config-file".to_owned(), file.display().to_string()]).collect()
    }

    /// Runs a command and gives its standard output.
    fn read(&self, arguments: &[&str]) -> Result<String, PulumiError> {
        self.call(arguments, &mut |_| {})
    }

    fn call(&self, arguments: &[&str], line: &mut dyn FnMut(&str)) -> Result<String, PulumiError> {
        let failed = |lines: String| PulumiError::Failed {
            command: arguments.first().copied().unwrap_or_default().to_owned(),
            lines,
        };
        let child = Command::new(&self.program)
            .args(arguments)
            .current_dir(&self.folder)
            .envs(self.environment.iter().map(|(key, value)| (key, value)))
            .env("PULUMI_SKIP_UPDATE_CHECK", "true")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = match child {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(PulumiError::NotInstalled);
            }
            other => other.map_err(|error| failed(error.to_string()))?,
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
        let status = child.wait().map_err(|error| failed(error.to_string()))?;
        if status.success() {
            return Ok(output);
        }
        Err(diagnose(&everything, &self.stack).unwrap_or_else(|| {
            let last = everything.len().saturating_sub(15);
            failed(everything[last..].join("\n"))
        }))
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

/// What the CLI's lines mean, where they are known.
fn diagnose(lines: &[String], stack: &str) -> Option<PulumiError> {
    let has = |text: &str| lines.iter().any(|line| line.contains(text));
    let after =
        |text: &str| lines.iter().find_map(|line| Some(line[line.find(text)?..].to_owned()));
    if let Some(sentence) = after("configuration key `") {
        return Some(PulumiError::Configuration(sentence));
    }
    let table: [(&[&str], PulumiError); 8] = [
        (
            &["PULUMI_ACCESS_TOKEN must be set", "could not get current user", "not logged in"],
            PulumiError::NotLoggedIn,
        ),
        (&["passphrase must be set", "incorrect passphrase"], PulumiError::NoPassphrase),
        (
            &[
                "No valid credential sources",
                "no EC2 IMDS role found",
                "ExpiredToken",
                "InvalidClientTokenId",
                "failed to refresh cached credentials",
            ],
            PulumiError::NoCredentials,
        ),
        (
            &["Missing region information", "unable to find AWS region", "invalid AWS Region"],
            PulumiError::NoRegion,
        ),
        (
            &["the stack is currently locked", "Another update is currently in progress"],
            PulumiError::Locked,
        ),
        (&["cannot be deleted", "because it is protected"], PulumiError::Protected),
        (&["BucketNotEmpty"], PulumiError::NotEmpty),
        (&["no stack named"], PulumiError::NoStack(stack.to_owned())),
    ];
    table.into_iter().find(|(texts, _)| texts.iter().any(|text| has(text))).map(|(_, error)| error)
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
    fn the_clis_lines_become_sentences() {
        for (line, expected) in [
            (
                "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
                PulumiError::NotLoggedIn,
            ),
            (
                "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE",
                PulumiError::NoPassphrase,
            ),
            ("error: No valid credential sources found.", PulumiError::NoCredentials),
            ("error: the stack is currently locked by 1 lock(s).", PulumiError::Locked),
            ("BucketNotEmpty: The bucket you tried to delete is not empty", PulumiError::NotEmpty),
            ("because it is protected. To unprotect the resource, either", PulumiError::Protected),
            ("error: no stack named 'dev' found", PulumiError::NoStack("dev".to_owned())),
            (
                "exit status 1, stderr follows: configuration key `variant`: `curly`",
                PulumiError::Configuration("configuration key `variant`: `curly`".to_owned()),
            ),
        ] {
            assert_eq!(
                diagnose(&["first".to_owned(), line.to_owned()], "dev"),
                Some(expected),
                "{line}"
            );
        }
        assert_eq!(diagnose(&["something else".to_owned()], "dev"), None);
    }

    #[test]
    fn no_cli_is_said_so() {
        let cli =
            Cli { program: PathBuf::from("no-such-pulumi"), ..Cli::new(PathBuf::from("."), "dev") };
        assert_eq!(cli.prepare(), Err(PulumiError::NotInstalled));
    }
}
