//! The commands of the guide, end to end through the real program.

mod common;

use std::collections::BTreeSet;

use common::Place;

/// Deploys a variant and uploads generated objects.
fn prepared(variant: &str, count: &str, malformed: &str) -> Place {
    let place = Place::new();
    place.ok(&["generate", "--count", count, "--out", "objects", "--malformed", malformed]);
    place.ok(&["deploy", "--variant", variant]);
    place.ok(&["upload", "objects"]);
    place
}

#[test]
fn the_guide_from_generate_to_destroy() {
    let place = prepared("nested", "1500", "0");
    let summary = &place.json(&["invoke", "--name", "first"])[0];
    assert_eq!(summary["status"], "SUCCEEDED");
    assert_eq!(summary["items"], 1_500);
    assert_eq!(summary["messages"], 1_500);
    assert_eq!(summary["failed"], 0);
    assert!(summary["stateTransitions"].as_u64().is_some_and(|count| count > 1_500));

    let executions = place.json(&["executions"]);
    assert_eq!(executions.len(), 1);
    assert_eq!(executions[0]["name"], "first");
    let runs = place.json(&["map-runs", "first"]);
    assert_eq!(runs[0]["itemCounts"]["succeeded"], 1_500);
    let history = place.json(&["history"]);
    assert_eq!(history[0]["type"], "ExecutionStarted");
    let messages = place.json(&["messages"]);
    assert_eq!(messages.len(), 1_500);
    let ids: BTreeSet<_> = messages.iter().map(|message| message["MessageId"].as_str()).collect();
    assert_eq!(ids.len(), 1_500);
    let body = messages[0]["Message"].as_str().expect("a text");
    let body: serde_json::Value = serde_json::from_str(body).expect("a JSON object");
    assert_eq!(body["NewField"], "MyValue");

    let kept = place.run(&["destroy"]);
    assert_eq!(kept.code, 6, "{}", kept.err);
    assert!(kept.err.contains("the buckets hold objects"), "{}", kept.err);
    place.ok(&["destroy", "--yes"]);
    assert_eq!(place.run(&["executions"]).code, 4);
}

#[test]
fn deploying_and_uploading_again_changes_nothing() {
    let place = prepared("flat", "50", "0");
    for change in place.json(&["deploy", "--variant", "flat"]) {
        assert_eq!(change["action"], "unchanged", "{change}");
    }
    let again = &place.json(&["upload", "objects"])[0];
    assert_eq!((&again["uploaded"], &again["unchanged"]), (&0.into(), &50.into()));
}

#[test]
fn what_is_spread_is_seen_below_the_workflows_prefix() {
    let place = Place::new();
    place.ok(&["deploy", "--variant", "flat", "--prefix", "2026/"]);
    for n in 0..40 {
        place.write(&format!("objects/2026/{n}.json"), r#"{"id": 1}"#);
    }
    place.write("objects/elsewhere.json", r#"{"id": 2}"#);
    let upload = ["upload", "objects", "--spread", "8"];
    assert_eq!(place.json(&upload)[0]["uploaded"], 41);
    assert_eq!(place.json(&upload)[0]["unchanged"], 41);
    let summary = &place.json(&["invoke"])[0];
    assert_eq!((&summary["items"], &summary["messages"]), (&41.into(), &41.into()));
    // As they are, only what lies there is seen.
    place.ok(&["destroy", "--yes"]);
    place.ok(&["deploy", "--variant", "flat", "--prefix", "2026/"]);
    place.ok(&["upload", "objects"]);
    assert_eq!(place.json(&["invoke"])[0]["items"], 40);
}

#[test]
fn an_empty_bucket_is_no_failure() {
    let place = Place::new();
    place.ok(&["deploy"]);
    let summary = &place.json(&["invoke"])[0];
    assert_eq!((&summary["status"], &summary["messages"]), (&"SUCCEEDED".into(), &0.into()));
}

#[test]
fn exactly_the_malformed_objects_fail() {
    for variant in ["nested", "flat"] {
        let place = prepared(variant, "600", "1");
        let manifest =
            std::fs::read_to_string(place.path().join("objects/.distmap-manifest.jsonl"));
        let broken: BTreeSet<String> = manifest
            .expect("a manifest")
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter(|entry| entry["malformed"] == true)
            .filter_map(|entry| entry["key"].as_str().map(str::to_owned))
            .collect();
        assert_eq!(broken.len(), 6, "{variant}");
        let summary = &place.json(&["invoke"])[0];
        assert_eq!(summary["messages"], 594, "{variant}: {summary}");
        let failures = place.json(&["failures"]);
        let failed: BTreeSet<String> = failures
            .iter()
            .flat_map(|failure| failure["keys"].as_array().cloned().unwrap_or_default())
            .filter_map(|key| key.as_str().map(str::to_owned))
            .collect();
        assert_eq!(failed, broken, "{variant}");
    }
}

#[test]
fn a_folder_is_a_bucket_in_place() {
    let place = Place::new();
    place.write("mine/a.json", r#"{"id": 1}"#);
    place.write("mine/b/c.json", r#"{"id": 2}"#);
    place.ok(&["deploy", "--bucket-dir", "mine"]);
    let summary = &place.json(&["invoke"])[0];
    assert_eq!(summary["messages"], 2, "{summary}");
    // Deploying again without naming the folder does not forget whose it is.
    place.ok(&["deploy"]);
    let said = place.ok(&["destroy", "--yes"]);
    assert!(said.out.contains("keeps its files"), "{}", said.out);
    assert!(place.path().join("mine/a.json").exists());
    assert!(place.path().join("mine/b/c.json").exists());
    assert_eq!(place.run(&["executions"]).code, 4);
}

#[test]
fn odd_names_are_keys_and_odd_files_are_no_hang() {
    let place = Place::new();
    for name in ["a.json", "a/b/c.json", "with blank/ö 日本.json", "50%+&=?#.json", "a.json.bak"]
    {
        place.write(&format!("odd/{name}"), r#"{"id": 1}"#);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.json", place.path().join("odd/link.json")).expect("a link");
        std::os::unix::fs::symlink("/nowhere", place.path().join("dangling")).expect("a link");
    }
    place.ok(&["deploy", "--variant", "flat"]);
    let files = if cfg!(unix) { 6 } else { 5 };
    assert_eq!(place.json(&["upload", "odd"])[0]["uploaded"], files);
    assert_eq!(place.json(&["upload", "odd"])[0]["unchanged"], files);
    let summary = &place.json(&["invoke"])[0];
    assert_eq!((&summary["messages"], &summary["failed"]), (&files.into(), &0.into()));
}

#[test]
fn each_broken_object_fails_with_its_own_error() {
    let place = Place::new();
    place.write("objects/good.json", r#"{"id": 1}"#);
    place.write("objects/empty.json", "");
    place.write("objects/array.json", "[1]");
    place.write("objects/cut.json", r#"{"id": "#);
    place.write("objects/large.json", &format!(r#"{{"id": "{}"}}"#, "x".repeat(300 << 10)));
    place.ok(&["deploy", "--variant", "flat"]);
    place.ok(&["upload", "objects"]);
    let summary = &place.json(&["invoke", "--name", "once"])[0];
    assert_eq!((&summary["messages"], &summary["failed"]), (&1.into(), &4.into()), "{summary}");
    let failures = place.json(&["failures"]);
    let error = |key: &str| {
        let found = failures.iter().find(|it| it["keys"][0] == key);
        found.and_then(|it| it["error"].as_str()).unwrap_or("none").to_owned()
    };
    assert_eq!(error("large.json"), "States.DataLimitExceeded");
    for key in ["empty.json", "array.json", "cut.json"] {
        assert_eq!(error(key), "States.IntrinsicFailure", "{key}");
    }
    // A name that has run cannot run again.
    let again = place.run(&["invoke", "--name", "once"]);
    assert_eq!(again.code, 5, "{}", again.err);
    assert!(again.err.contains("choose another"), "{}", again.err);
}

#[test]
fn the_demo_checks_every_message() {
    let place = Place::new();
    let said = place.ok(&["demo", "--count", "300"]);
    assert!(said.out.contains("all 300 messages are there"), "{}", said.out);
    // A second demo replaces the first one's folder, and nothing else.
    place.write("mine/file", "x");
    let refused = place.run(&["demo", "--state-dir", "mine"]);
    assert_eq!(refused.code, 3, "{}", refused.err);
    assert!(place.path().join("mine/file").exists());
}
