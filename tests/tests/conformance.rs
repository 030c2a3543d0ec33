//! The count of recorded answers that we give too must not fall, whichever way we are asked.

#![allow(clippy::print_stdout)] // a test that is not run says so

use std::path::Path;

use distmap_tests::conformance::{self, Report, Transport, Vector, Verdict};
use serde_json::Value;

/// The recorded vectors that lie beside the checkout, if they do.
fn vectors() -> Option<Vec<Vector>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance");
    if !dir.is_dir() {
        println!("not run: the recorded vectors are not at {}", dir.display());
        return None;
    }
    Some(conformance::load(&dir).expect("vectors"))
}

/// The vectors whose answer differs, with the first difference.
fn failed(report: &Report) -> String {
    let differs =
        |case: &&conformance::Case| [case.result, case.history].contains(&Verdict::Failed);
    let failed: Vec<String> = report
        .cases
        .iter()
        .filter(differs)
        .map(|case| format!("{}: {}", case.id, case.reason.as_deref().unwrap_or("")))
        .collect();
    failed.join("\n")
}

#[test]
fn no_recorded_answer_is_lost() {
    let Some(vectors) = vectors() else { return };
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let baseline = std::fs::read(here.join("conformance-baseline.json")).expect("the baseline");
    let baseline: Value = serde_json::from_slice(&baseline).expect("a JSON baseline");
    let expected = |name: &str| {
        usize::try_from(baseline[name].as_u64().expect("a count")).expect("a small count")
    };
    let report = conformance::run(&vectors, false, Transport::InProcess, |_| ());
    let total = report.total();
    assert!(
        total.passed >= expected("results") && total.history_passed >= expected("histories"),
        "{} results and {} histories pass, {} and {} did; failing now:\n{}",
        total.passed,
        total.history_passed,
        expected("results"),
        expected("histories"),
        failed(&report)
    );
}

#[test]
fn the_api_answers_over_http_as_it_was_recorded() {
    let Some(mut vectors) = vectors() else { return };
    vectors.retain(|vector| {
        let category = vector.category.as_str();
        category.starts_with("api_")
            || ["activities", "callback", "express", "logging"].contains(&category)
    });
    // Only CloudWatch Logs, which is outside of the endpoint, knows whether a log group is there.
    vectors.retain(|vector| {
        let told = vector.field("expected_error")["message"].as_str().unwrap_or_default();
        !told.ends_with("Log Destination not found.")
    });
    let report = conformance::run(&vectors, false, Transport::Http, |_| ());
    let total = report.total();
    assert!(total.passed > 200, "{total:?}");
    let found = failed(&report);
    assert!(found.is_empty(), "{found}");
    for (reason, count) in report.skipped() {
        assert!(reason == "unverified recording", "{count} not asked: {reason}");
    }
}
