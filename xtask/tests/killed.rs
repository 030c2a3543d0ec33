//! kill -9 in the middle of `invoke`: every command still reads the state directory.

mod common;

use std::process::Stdio;
use std::time::{Duration, Instant};

use common::Place;

#[test]
fn a_killed_invoke_leaves_a_directory_that_every_command_reads() {
    let place = Place::new();
    place.ok(&["generate", "--count", "4000", "--out", "objects", "--layout", "sharded"]);
    place.ok(&["deploy"]);
    place.ok(&["upload", "objects"]);
    let mut invoke = place.command(&["invoke", "--name", "killed"]);
    let mut invoke =
        invoke.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    // In the middle: some messages are there.
    let patience = Instant::now() + Duration::from_secs(60);
    while place.json(&["messages", "--limit", "1"]).is_empty() && Instant::now() < patience {
        std::thread::sleep(Duration::from_millis(5));
    }
    invoke.kill().expect("kill -9");
    invoke.wait().expect("its end");

    assert_eq!(place.json(&["executions"])[0]["name"], "killed");
    for command in ["map-runs", "failures", "history", "messages", "executions"] {
        place.ok(&[command]);
    }
    let summary = &place.json(&["invoke", "--name", "second"])[0];
    assert_eq!(summary["status"], "SUCCEEDED", "{summary}");
}
