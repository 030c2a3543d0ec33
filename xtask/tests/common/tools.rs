//! Other people's clients, where they are installed.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where the scripts for other clients are.
pub fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/clients")
}

/// The Python that has the modules: the one named by `DISTMAP_PYTHON`, or the one on the path. None,
/// with one line that says so, where there is none; CI must have it.
pub fn python(modules: &str) -> Option<PathBuf> {
    let python = std::env::var("DISTMAP_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let imports = format!("import {modules}");
    let has = Command::new(&python).args(["-c", &imports]).stderr(Stdio::null()).status();
    if has.is_ok_and(|status| status.success()) {
        return Some(python.into());
    }
    skipped(&format!("no Python with {modules} (pip install -r tools/clients/requirements.txt)"))
}

/// The pinned s5cmd, likewise. Only CI builds it from here.
pub fn s5cmd() -> Option<PathBuf> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tools/clients/build.sh");
    let mut build = Command::new(script);
    if std::env::var_os("CI").is_none() {
        build.arg("--built");
    }
    let output = build.stderr(Stdio::piped()).output().expect("the script starts");
    if output.status.success() {
        return Some(Path::new(String::from_utf8_lossy(&output.stdout).trim()).join("s5cmd"));
    }
    skipped(String::from_utf8_lossy(&output.stderr).trim())
}

fn skipped(reason: &str) -> Option<PathBuf> {
    assert!(std::env::var_os("CI").is_none(), "{reason}");
    // Straight to standard error, which the test runner shows of tests that pass too.
    writeln!(std::io::stderr(), "skipped: {reason}").expect("standard error");
    None
}

/// Runs a command that must succeed, and gives what it printed.
pub fn output(command: &mut Command) -> String {
    let done = command.output().expect("the program starts");
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{command:?}\n{out}\n{err}");
    out.trim().to_owned()
}
