//! Ctrl-C and SIGTERM: commands stop cleanly, say how things stand, and the next one goes on.

#![cfg(unix)]

mod common;

use std::collections::BTreeSet;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::Place;

/// Starts a command in the background.
fn begin(place: &Place, arguments: &[&str]) -> Child {
    let mut command = place.command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

/// Sends a signal and waits for the end: exit code, standard output, standard error.
fn signalled(child: Child, signal: &str) -> (Option<i32>, String, String) {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(sent.expect("kill runs").success(), "the command had ended before");
    let Output { status, stdout, stderr } = child.wait_with_output().expect("its end");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code(), text(stdout), text(stderr))
}

fn until(what: &str, mut done: impl FnMut() -> bool) {
    let patience = Instant::now() + Duration::from_secs(120);
    while !done() {
        assert!(Instant::now() < patience, "{what} never came");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn prepared(count: &str) -> Place {
    let place = Place::new();
    place.ok(&["generate", "--count", count, "--out", "objects", "--layout", "sharded"]);
    place.ok(&["deploy"]);
    place.ok(&["upload", "objects"]);
    place
}

/// Every object is published at least once, counted exactly once, and no Map Run is left open.
fn whole(place: &Place, count: usize) {
    let messages = place.json(&["messages"]);
    let bodies: BTreeSet<_> = messages.iter().map(|it| it["Message"].to_string()).collect();
    assert_eq!(bodies.len(), count, "each object is published");
    let runs = place.json(&["map-runs", "--all"]);
    let open = runs.iter().find(|run| run["status"] != "SUCCEEDED");
    assert!(open.is_none(), "{open:?}");
    let inner = runs
        .iter()
        .filter(|run| run["mapRunArn"].as_str().is_some_and(|arn| arn.contains("/Objects:")));
    let items: u64 = inner.filter_map(|run| run["itemCounts"]["succeeded"].as_u64()).sum();
    assert_eq!(items, count as u64, "each object is counted once");
}

#[test]
fn an_interrupted_invoke_goes_on_with_redrive() {
    let place = prepared("5000");
    let invoke = begin(&place, &["invoke", "--name", "one"]);
    until("a message", || !place.json(&["messages", "--limit", "1"]).is_empty());
    let (code, _, said) = signalled(invoke, "-INT");
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("interrupted with"), "{said}");
    assert!(said.contains("cargo xtask redrive one"), "{said}");

    // Who only looks leaves it as it is.
    assert_eq!(place.json(&["executions"])[0]["status"], "RUNNING");
    let before = place.json(&["messages"]).len();
    let runs = place.json(&["map-runs", "--all"]);
    assert_eq!(place.json(&["messages"]).len(), before);
    assert_eq!(place.json(&["map-runs", "--all"]), runs);

    let summary = &place.json(&["redrive"])[0];
    assert_eq!(summary["status"], "SUCCEEDED", "{summary}");
    assert_eq!(summary["items"], 5_000);
    whole(&place, 5_000);
}

#[test]
fn a_killed_invoke_goes_on_with_redrive() {
    let place = prepared("5000");
    let invoke = begin(&place, &["invoke", "--name", "one"]);
    until("a message", || !place.json(&["messages", "--limit", "1"]).is_empty());
    let (code, _, _) = signalled(invoke, "-KILL");
    assert_eq!(code, None);
    let summary = &place.json(&["redrive", "one"])[0];
    assert_eq!(summary["status"], "SUCCEEDED", "{summary}");
    whole(&place, 5_000);
}

#[test]
fn an_interrupted_upload_goes_on() {
    let place = Place::new();
    place.ok(&["generate", "--count", "6000", "--out", "objects", "--layout", "sharded"]);
    place.ok(&["deploy"]);
    let index = place.path().join(".distmap/index.redb");
    let size = || index.metadata().map_or(0, |index| index.len());
    let empty = size();
    let upload = begin(&place, &["upload", "objects"]);
    until("objects in the store", || size() > empty);
    let (code, _, said) = signalled(upload, "-INT");
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("stopped after"), "{said}");
    let again = &place.json(&["upload", "objects"])[0];
    let (uploaded, unchanged) = (again["uploaded"].as_u64(), again["unchanged"].as_u64());
    assert_eq!(uploaded.zip(unchanged).map(|(a, b)| a + b), Some(6_000));
    let third = &place.json(&["upload", "objects"])[0];
    assert_eq!(third["unchanged"], 6_000);
}

#[test]
fn an_interrupted_generate_goes_on() {
    let place = Place::new();
    let arguments = ["generate", "--count", "60000", "--out", "objects", "--layout", "sharded"];
    let generate = begin(&place, &arguments);
    until("a folder", || place.path().join("objects").exists());
    let (code, _, said) = signalled(generate, "-INT");
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("the same command goes on"), "{said}");
    let made = &place.json(&arguments)[0];
    let (written, kept) = (made["written"].as_u64(), made["kept"].as_u64());
    assert_eq!(written.zip(kept).map(|(a, b)| a + b), Some(60_000), "{made}");
}

#[test]
fn following_ends_with_the_interrupt() {
    let place = Place::new();
    place.ok(&["deploy"]);
    let follow = begin(&place, &["messages", "--follow"]);
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(signalled(follow, "-INT").0, Some(130));
}

#[test]
fn an_interrupted_demo_says_what_comes_next() {
    let place = Place::new();
    let demo = begin(&place, &["demo", "--count", "5000"]);
    until("an execution", || place.path().join(".distmap-demo/topics").exists());
    let (code, _, said) = signalled(demo, "-INT");
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("help"), "{said}");
    place.ok(&["demo", "--count", "50"]);
}

#[test]
fn serve_stops_cleanly() {
    for signal in ["-INT", "-TERM"] {
        let place = Place::new();
        let serve = begin(&place, &["serve", "--port", "0"]);
        until("its address", || place.path().join(".distmap/owner.json").exists());
        std::thread::sleep(Duration::from_millis(500));
        let (code, out, said) = signalled(serve, signal);
        assert_eq!(code, Some(0), "{signal}: {said}");
        assert!(out.contains("AWS_ENDPOINT_URL=http://127.0.0.1:"), "{out}");
        assert!(said.contains("stopped; no execution was running"), "{said}");
        assert!(!place.path().join(".distmap/owner.json").exists());
    }
}
