//! The count of recorded answers that we give too must not fall.

#![allow(clippy::print_stdout)] // a test that is not run says so

use std::path::Path;

use distmap_tests::conformance::{self, Verdict};
use serde_json::Value;

#[test]
fn no_recorded_answer_is_lost() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let vectors = here.join("../../shared/conformance");
    if !vectors.is_dir() {
        println!("not run: the recorded vectors are not at {}", vectors.display());
        return;
    }
    let baseline = std::fs::read(here.join("conformance-baseline.json")).expect("the baseline");
    let baseline: Value = serde_json::from_slice(&baseline).expect("a JSON baseline");
    let expected = |name: &str| {
        usize::try_from(baseline[name].as_u64().expect("a count")).expect("a small count")
    };
    let vectors = conformance::load(&vectors).expect("vectors");
    let report = conformance::run(&vectors, false, |_| ());
    let total = report.total();
    let failed: Vec<String> = report
        .cases
        .iter()
        .filter(|case| case.result == Verdict::Failed || case.history == Verdict::Failed)
        .map(|case| format!("{}: {}", case.id, case.reason.as_deref().unwrap_or("")))
        .collect();
    assert!(
        total.passed >= expected("results") && total.history_passed >= expected("histories"),
        "{} results and {} histories pass, {} and {} did; failing now:\n{}",
        total.passed,
        total.history_passed,
        expected("results"),
        expected("histories"),
        failed.join("\n")
    );
}
