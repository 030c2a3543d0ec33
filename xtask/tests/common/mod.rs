//! Runs the real program in a directory of its own.

#![allow(dead_code)] // each test file uses its part

pub mod remote;
pub mod sdk;
pub mod serving;
pub mod tools;

use std::fs::File;
use std::io::Write as _;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A directory to work in, with a state directory of its own.
pub struct Place {
    folder: tempfile::TempDir,
    environment: Vec<(String, String)>,
}

/// What a command said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    pub fn new() -> Self {
        Self::with(Vec::new())
    }

    /// A place whose commands have these environment variables.
    pub fn with(environment: Vec<(String, String)>) -> Self {
        Self { folder: tempfile::tempdir().expect("a directory for the test"), environment }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The program, its environment cleared of what would change its answers.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_remove("DISTMAP_STATE")
            .env_remove("AWS_PROFILE")
            .envs(self.environment.iter().map(|(key, value)| (key, value)))
            .env("NO_COLOR", "1")
            .stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Said {
        Said::of(self.command(arguments).output().expect("the program starts"))
    }

    /// Runs a command at a terminal, where somebody answers what it asks.
    pub fn answered(&self, arguments: &[&str], answer: &str) -> Said {
        let (mut ours, theirs) = terminal();
        // The terminal keeps the line until it is read.
        writeln!(ours, "{answer}").expect("an answer");
        Said::of(self.command(arguments).stdin(theirs).output().expect("the program starts"))
    }

    /// Runs a command that must succeed.
    pub fn ok(&self, arguments: &[&str]) -> Said {
        let said = self.run(arguments);
        assert_eq!(said.code, 0, "{arguments:?}\n{}\n{}", said.out, said.err);
        said
    }

    /// Runs a command with `--json` and reads each line of what it printed.
    pub fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let said = self.ok(&[arguments, &["--json"]].concat());
        let lines = said.out.lines();
        lines.map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
}

/// A terminal: the end of whoever types, and the end of the program.
pub fn terminal() -> (File, OwnedFd) {
    use rustix::{fs, pty};
    let ours = pty::openpt(pty::OpenptFlags::RDWR | pty::OpenptFlags::NOCTTY);
    let ours = ours.expect("a terminal");
    pty::grantpt(&ours).and_then(|()| pty::unlockpt(&ours)).expect("a terminal");
    let name = pty::ptsname(&ours, Vec::new()).expect("its name");
    let flags = fs::OFlags::RDWR | fs::OFlags::NOCTTY;
    let theirs = fs::open(name.as_c_str(), flags, fs::Mode::empty()).expect("its other end");
    (File::from(ours), theirs)
}

impl Said {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}
