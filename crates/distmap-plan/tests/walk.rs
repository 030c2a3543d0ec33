//! What an estimate counts, state by state.

use distmap_plan::{Counts, Estimate, Workload, estimate};

/// The estimate of a machine whose states are `states`, beginning at `A`.
fn of(states: &str, workload: &Workload) -> Estimate {
    let text = format!(r#"{{"StartAt": "A", "States": {{{states}}}}}"#);
    estimate(&distmap_asl::parse(&text).expect("a definition"), workload).expect("an estimate")
}

fn counts(states: &str) -> Counts {
    of(states, &Workload::new(1_000)).counts
}

const PUBLISH: &str = r#""Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": {"TopicArn": "t", "Message": "m"}"#;

/// A DISTRIBUTED map named `name` around `states`, which begin at `A`.
fn distributed(name: &str, kind: &str, more: &str, states: &str) -> String {
    format!(
        r#""{name}": {{"Type": "Map", "End": true, {more}
        "ItemProcessor": {{"ProcessorConfig": {{"Mode": "DISTRIBUTED", "ExecutionType": "{kind}"}}, "StartAt": "A", "States": {{{states}}}}}}}"#
    )
}

const LISTING: &str = r#""ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b"}},"#;

#[test]
fn branches_add_up_and_the_longest_takes_the_time() {
    let wait = |seconds: u64| format!(r#"{{"Type": "Wait", "Seconds": {seconds}, "End": true}}"#);
    let states = format!(
        r#""A": {{"Type": "Parallel", "End": true, "Branches": [
            {{"StartAt": "W", "States": {{"W": {}}}}},
            {{"StartAt": "W", "States": {{"W": {}}}}}]}}"#,
        wait(7),
        wait(3)
    );
    let estimate = of(&states, &Workload::new(1));
    assert_eq!(estimate.counts.state_transitions, 3.0);
    assert_eq!(estimate.best_seconds, 7.0);
}

#[test]
fn a_choice_goes_where_most_states_follow() {
    let states = r#"
        "A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "Short"}], "Default": "Long"},
        "Short": {"Type": "Succeed"},
        "Long": {"Type": "Pass", "Next": "Longer"},
        "Longer": {"Type": "Pass", "End": true}"#;
    assert_eq!(counts(states).state_transitions, 3.0);
}

#[test]
fn a_loop_is_gone_through_once() {
    let states = r#"
        "A": {"Type": "Wait", "Seconds": 5, "Next": "Look"},
        "Look": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "Next": "Done?"},
        "Done?": {"Type": "Choice", "Choices": [{"Variable": "$.done", "BooleanEquals": true, "Next": "End"}], "Default": "A"},
        "End": {"Type": "Succeed"}"#;
    let counts = counts(states);
    assert_eq!(counts.other_calls["arn:aws:states:::lambda:invoke"], 1.0);
    assert!((3.0..=4.0).contains(&counts.state_transitions), "{counts:?}");
}

#[test]
fn retries_count_where_the_definition_has_them() {
    let retry = r#""Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 2}],"#;
    let task = |retry: &str| format!(r#""A": {{{retry} {PUBLISH}, "End": true}}"#);
    let workload = Workload { retried_share: 0.5, ..Workload::new(1) };
    // 1, half of that, half of that.
    let guarded = of(&task(retry), &workload).counts;
    assert_eq!((guarded.sns_publishes, guarded.state_transitions), (1.75, 1.75));
    let bare = of(&task(""), &workload).counts;
    assert_eq!((bare.sns_publishes, bare.state_transitions), (1.0, 1.0));
}

#[test]
fn iterations_are_free_and_their_states_are_not() {
    let states = format!(
        r#""A": {{"Type": "Map", "End": true, "ItemProcessor": {{"StartAt": "P", "States": {{"P": {{{PUBLISH}, "End": true}}}}}}}}"#
    );
    let workload = Workload { array_items: 100, publish_seconds: 1.0, ..Workload::new(1) };
    let estimate = of(&states, &workload);
    assert_eq!(estimate.counts.state_transitions, 101.0);
    assert_eq!(estimate.counts.sns_publishes, 100.0);
    // Forty at once: three rounds.
    assert_eq!(estimate.best_seconds, 3.0);
}

#[test]
fn a_message_counts_once_for_each_64_kib() {
    let states = format!(r#""A": {{{PUBLISH}, "End": true}}"#);
    for (bytes, publishes) in [(1, 1.0), (65_536, 1.0), (65_537, 2.0), (262_144, 4.0)] {
        let workload = Workload { object_bytes: bytes, ..Workload::new(1) };
        assert_eq!(of(&states, &workload).counts.sns_publishes, publishes, "{bytes}");
    }
}

#[test]
fn maps_in_maps_multiply() {
    let pass = r#""A": {"Type": "Pass", "End": true}"#;
    let batch = |items: u64| format!(r#""ItemBatcher": {{"MaxItemsPerBatch": {items}}},"#);
    let inner =
        distributed("A", "EXPRESS", &format!(r#"{} "ItemsPath": "$.Items","#, batch(10)), pass);
    let outer = distributed("A", "STANDARD", &format!("{LISTING} {}", batch(100)), &inner);
    let counts = counts(&outer);
    // 1 + 10 outer children with their one state + 10 x 10 inner children.
    assert_eq!(counts.map_runs, 11.0);
    assert_eq!(counts.children, 110.0);
    assert_eq!(counts.express_requests, 100.0);
    assert_eq!(counts.state_transitions, 1.0 + 10.0 * 2.0 + 100.0);
    assert_eq!(counts.s3_list, 1.0);
}

#[test]
fn a_last_batch_that_is_not_full_is_a_child_too() {
    let outer = distributed(
        "A",
        "STANDARD",
        &format!(r#"{LISTING} "ItemBatcher": {{"MaxItemsPerBatch": 300}},"#),
        r#""A": {"Type": "Map", "ItemsPath": "$.Items", "End": true,
            "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}"#,
    );
    // 4 children of 300, 300, 300 and 100 items: each a start and a Map state, and one Pass an item.
    assert_eq!(counts(&outer).state_transitions, 1.0 + 4.0 * 2.0 + 1_000.0);
}

#[test]
fn no_objects_cost_a_listing_and_no_children() {
    let states = distributed("A", "EXPRESS", LISTING, r#""A": {"Type": "Pass", "End": true}"#);
    let counts = of(&states, &Workload::new(0)).counts;
    assert_eq!((counts.children, counts.s3_list, counts.state_transitions), (0.0, 1.0, 1.0));
}

#[test]
fn what_holds_a_run_up_is_named() {
    let pass = r#""A": {"Type": "Pass", "End": true}"#;
    let wait = r#""A": {"Type": "Wait", "Seconds": 60, "End": true}"#;
    let binding = |kind, more: &str, inside, objects| {
        let states = distributed("A", kind, &format!("{LISTING} {more}"), inside);
        let estimate = of(&states, &Workload::new(objects));
        estimate.binding().map(|bound| (bound.quota, bound.seconds))
    };
    // 100 STANDARD children a second, 10,000 of a minute at once; and a hundred children are up to none of that.
    let starting = ("children that a Map Run starts", 1_000.0);
    assert_eq!(binding("STANDARD", "", pass, 100_000), Some(starting));
    let running = ("children of a Map Run at once", 6_000.0);
    assert_eq!(binding("EXPRESS", "", wait, 1_000_000), Some(running));
    let limited = ("children of a Map Run at once", 600.0);
    assert_eq!(binding("EXPRESS", r#""MaxConcurrency": 10,"#, wait, 100), Some(limited));
    assert_eq!(binding("EXPRESS", "", wait, 100), None);
}
