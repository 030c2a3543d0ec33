//! A disk that fills up in the middle of `invoke`: the command says so, what was done is kept and can be looked at, and
//! once there is space the execution goes on.
#![cfg(target_os = "linux")]

mod common;

use std::collections::HashSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use common::Place;
use serde_json::Value;

/// Runs the steps on a disk of its own, which only this process's descendants see.
const STEPS: &str = r#"
set -u
mount -t tmpfs -o size=64m tmpfs "$DISK"
export DISTMAP_STATE="$DISK/state"
"$XTASK" deploy && "$XTASK" upload objects || exit 90
"$XTASK" messages > /dev/null || exit 91
free=$(df -k --output=avail "$DISK" | tail -n 1)
head -c $(((free - 600) * 1024)) /dev/zero > "$DISK/filler" || exit 92
"$XTASK" invoke --name cramped > invoke.out 2> invoke.err
echo $? > invoke.code
cat /dev/zero > "$DISK/more" 2> /dev/null
for command in executions map-runs failures messages; do
  "$XTASK" $command --json > $command.out 2> $command.err || echo "$command: $?" >> unread
done
rm "$DISK/filler" "$DISK/more"
"$XTASK" redrive --json > redrive.out 2> redrive.err || exit 93
"$XTASK" messages --json > messages.out || exit 94
"#;

#[test]
fn a_full_disk_loses_nothing() {
    let place = Place::new();
    if !may_mount(place.path()) {
        // Straight to standard error, which the test runner shows of tests that pass too.
        writeln!(std::io::stderr(), "skipped: no right to mount a small disk (unshare --mount)")
            .expect("standard error");
        return;
    }
    place.ok(&["generate", "--count", "3000", "--out", "objects"]);
    let disk = place.path().join("disk");
    std::fs::create_dir(&disk).expect("a folder");
    let mut steps = unshare();
    steps
        .args(["sh", "-c", STEPS])
        .current_dir(place.path())
        .env("DISK", &disk)
        .env("XTASK", env!("CARGO_BIN_EXE_xtask"));
    let done = steps.output().expect("a shell");
    let read = |name: &str| std::fs::read_to_string(place.path().join(name)).unwrap_or_default();
    assert!(done.status.success(), "{done:?}\n{}", read("redrive.err"));

    let said = read("invoke.err");
    assert_ne!(read("invoke.code").trim(), "0", "{}", read("invoke.out"));
    assert!(said.contains("No space left on device"), "{said}");
    assert_eq!(read("unread"), "", "{}", read("executions.err"));
    let executions: Value = serde_json::from_str(&read("executions.out")).expect("an execution");
    assert_eq!(executions["name"], "cramped");

    let summary: Value = serde_json::from_str(&read("redrive.out")).expect("a summary");
    assert_eq!(summary["status"], "SUCCEEDED", "{summary}");
    let bodies = read("messages.out").lines().map(message).collect::<HashSet<_>>();
    // At least once: an object whose message did not outlive its process was published again.
    assert_eq!(bodies.len(), 3000);
}

fn message(line: &str) -> String {
    let message: Value = serde_json::from_str(line).expect("a line of JSON");
    message["Message"].as_str().expect("a message").to_owned()
}

/// A command in a mount namespace of its own.
fn unshare() -> Command {
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "--"]);
    command
}

fn may_mount(on: &Path) -> bool {
    let script = r#"mount -t tmpfs -o size=1m tmpfs "$0""#;
    let tried = unshare().args(["sh", "-c", script]).arg(on).stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success())
}
