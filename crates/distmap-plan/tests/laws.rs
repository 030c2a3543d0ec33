//! What holds of every estimate.

use distmap_asl::StateMachine;
use distmap_asl::workflow::{Settings, Variant};
use distmap_plan::{Estimate, PlanError, Workload, estimate};
use proptest::prelude::*;

fn variants() -> Vec<StateMachine> {
    let topic = "arn:aws:sns:us-east-1:111111111111:out";
    let settings = Settings::new("in", topic, "results").expect("settings");
    Variant::ALL.iter().map(|variant| variant.definition(&settings)).collect()
}

/// Maps in maps with batches and limits of any size.
fn nested(batch: u64, bytes: u64, items: u64) -> StateMachine {
    let text = format!(
        r#"{{"StartAt": "O", "States": {{"O": {{"Type": "Map", "End": true, "MaxConcurrency": {batch},
            "ItemReader": {{"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {{"Bucket": "in"}}, "ReaderConfig": {{"MaxItems": {items}}}}},
            "ItemBatcher": {{"MaxItemsPerBatch": {batch}}},
            "ItemProcessor": {{"ProcessorConfig": {{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}}, "StartAt": "I", "States": {{
                "I": {{"Type": "Map", "End": true, "ItemsPath": "$.Items", "ItemBatcher": {{"MaxInputBytesPerBatch": {bytes}}},
                    "ItemProcessor": {{"ProcessorConfig": {{"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}},
                        "StartAt": "P", "States": {{"P": {{"Type": "Pass", "End": true}}}}}}}}}}}}}}}}}}"#
    );
    distmap_asl::parse(&text).expect("a definition")
}

fn is_sound(estimate: &Estimate) -> bool {
    let bounds = estimate.bounds.iter().map(|bound| bound.seconds);
    let lines = estimate.lines.iter().flat_map(|line| [line.quantity, line.usd]);
    let figures = [estimate.best_seconds, estimate.practice_seconds, estimate.upload_usd];
    bounds.chain(lines).chain(figures).all(|figure| figure.is_finite() && figure >= 0.0)
        && estimate.best_seconds <= estimate.practice_seconds
        && estimate.step_functions_usd() <= estimate.total_usd()
}

proptest! {
    #[test]
    fn whatever_the_numbers_the_estimate_is_one(
        objects: u64, object_bytes: u64, item_bytes: u64, prefixes: u32,
        batch in 0..=u64::MAX, bytes in 0..=u64::MAX, items: u64,
        failed_share in 0.0..=1.0, retried_share in 0.0..=1.0, seconds in 0.0..1e9,
    ) {
        let workload = Workload {
            object_bytes, item_bytes, prefixes, failed_share, retried_share,
            child_seconds: Some(seconds),
            ..Workload::new(objects)
        };
        for machine in variants().iter().chain([&nested(batch, bytes, items)]) {
            let estimate = estimate(machine, &workload).expect("an estimate");
            prop_assert!(is_sound(&estimate), "{estimate:?}");
        }
    }

    #[test]
    fn more_objects_never_cost_less(objects in 0..10_000_000_u64, more in 0..10_000_000_u64) {
        for machine in variants() {
            let cost = |objects| estimate(&machine, &Workload::new(objects)).expect("an estimate");
            let (few, many) = (cost(objects), cost(objects + more));
            prop_assert!(few.total_usd() <= many.total_usd() + 1e-9);
            prop_assert!(few.counts.state_transitions <= many.counts.state_transitions);
        }
    }
}

#[test]
fn what_is_no_time_and_no_share_is_refused() {
    let machine = &variants()[0];
    for seconds in [-1.0, f64::NAN, f64::INFINITY] {
        let workload = Workload { child_seconds: Some(seconds), ..Workload::new(1) };
        let refused = estimate(machine, &workload);
        assert!(
            matches!(refused, Err(PlanError::Seconds { name: "child_seconds", .. })),
            "{seconds}"
        );
    }
    for share in [-0.1, 1.1, f64::NAN] {
        let workload = Workload { failed_share: share, ..Workload::new(1) };
        let refused = estimate(machine, &workload);
        assert!(matches!(refused, Err(PlanError::Share { name: "failed_share", .. })), "{share}");
    }
}
