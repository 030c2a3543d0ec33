//! Published costs and times, which the planner must give again.

use distmap_asl::StateMachine;
use distmap_asl::workflow::{Settings, Variant};
use distmap_plan::{DurationPrice, Estimate, PlanError, Workload, estimate};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A listing, batches, and children of `states` Pass states; `after` of them follow the map.
fn one_map(
    kind: &str,
    batch: u64,
    concurrency: u64,
    states: usize,
    after: usize,
) -> Result<StateMachine, distmap_asl::ParseError> {
    let chain = |names: &[String]| {
        let states: Vec<String> = names
            .iter()
            .enumerate()
            .map(|(n, name)| match names.get(n + 1) {
                Some(next) => format!(r#""{name}": {{"Type": "Pass", "Next": "{next}"}}"#),
                None => format!(r#""{name}": {{"Type": "Pass", "End": true}}"#),
            })
            .collect();
        states.join(", ")
    };
    let inner: Vec<String> = (0..states).map(|n| format!("Inner{n}")).collect();
    let outer: Vec<String> = (0..after).map(|n| format!("After{n}")).collect();
    let next =
        if after == 0 { r#""End": true"#.to_owned() } else { r#""Next": "After0""#.to_owned() };
    let rest = if after == 0 { String::new() } else { format!(", {}", chain(&outer)) };
    let batcher = if batch > 1 {
        format!(r#""ItemBatcher": {{"MaxItemsPerBatch": {batch}}},"#)
    } else {
        String::new()
    };
    distmap_asl::parse(&format!(
        r#"{{"StartAt": "Map", "States": {{"Map": {{"Type": "Map", {next}, "MaxConcurrency": {concurrency}, {batcher}
            "ItemReader": {{"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {{"Bucket": "in"}}}},
            "ItemProcessor": {{"ProcessorConfig": {{"Mode": "DISTRIBUTED", "ExecutionType": "{kind}"}},
                "StartAt": "Inner0", "States": {{{}}}}}}}{rest}}}}}"#,
        chain(&inner)
    ))
}

/// A map without anything after it, so that its children alone are counted: the parent's one transition is below a cent.
fn children(
    kind: &str,
    batch: u64,
    states: usize,
) -> Result<StateMachine, distmap_asl::ParseError> {
    one_map(kind, batch, 0, states, 0)
}

fn usd(amount: f64) -> String {
    format!("{amount:.2}")
}

#[test]
fn anchor_1_the_workshops_cost_table() -> Outcome {
    let table = [
        (100, 28.0, "37.50", "27.59"),
        (200, 32.0, "18.75", "14.84"),
        (400, 62.0, "9.38", "11.33"),
        (500, 74.0, "7.50", "10.31"),
        (600, 90.0, "6.25", "9.98"),
        (800, 120.0, "4.69", "9.44"),
        (1_000, 150.0, "3.75", "9.12"),
    ];
    for (batch, seconds, standard, express) in table {
        let workload = Workload {
            child_seconds: Some(seconds),
            duration_price: DurationPrice::FlatSteps,
            // The workshop counts the base of 50 MB, rounded up to 64, whatever the batch holds.
            item_bytes: 1,
            ..Workload::new(50_000_000)
        };
        let cost = |kind| estimate(&children(kind, batch, 2).expect("a definition"), &workload);
        assert_eq!(usd(cost("STANDARD")?.step_functions_usd()), standard, "STANDARD, {batch}");
        assert_eq!(usd(cost("EXPRESS")?.step_functions_usd()), express, "EXPRESS, {batch}");
    }
    Ok(())
}

#[test]
fn anchor_2_fewer_objects() -> Outcome {
    let workload = Workload::new(500_000);
    for (states, expected) in [(1, "0.05"), (5, "0.15")] {
        let cost = estimate(&children("STANDARD", 500, states)?, &workload)?;
        assert_eq!(usd(cost.step_functions_usd()), expected, "{states} states");
    }
    let unbatched = Workload {
        child_seconds: Some(1.0),
        duration_price: DurationPrice::FlatGbSeconds,
        item_bytes: 1,
        ..workload
    };
    assert_eq!(
        usd(estimate(&children("EXPRESS", 1, 2)?, &unbatched)?.step_functions_usd()),
        "13.42"
    );
    Ok(())
}

#[test]
fn the_table_of_sample_and_flat() -> Outcome {
    let settings = Settings::new("in", "arn:aws:sns:us-east-1:111111111111:out", "results")?;
    let sample = Variant::Sample.definition(&settings);
    // Batches of 100 of the seven steps; the design that the table prices ends with one state after the map.
    let flat = distmap_asl::parse(include_str!("flat.asl.json"))?;
    let table = [
        (10_000, "0.85", "0.86", 0.0027, "0.01", "0.05"),
        (100_000, "8.50", "8.59", 0.027, "0.12", "0.50"),
        (10_000_000, "850.00", "859.05", 2.65, "11.70", "50.00"),
    ];
    for (objects, sample_alone, sample_all, flat_alone, flat_all, upload) in table {
        let workload = Workload { child_seconds: Some(0.5), ..Workload::new(objects) };
        let cost = estimate(&sample, &workload)?;
        let transitions = 3.4 * objects as f64 + 2.0;
        assert!((cost.counts.state_transitions - transitions).abs() <= 2.0, "{objects}");
        assert_eq!(usd(cost.step_functions_usd()), sample_alone, "sample, {objects}");
        assert_eq!(usd(cost.total_usd()), sample_all, "sample all in, {objects}");
        assert_eq!(usd(cost.upload_usd), upload, "{objects}");

        let cost = estimate(&flat, &workload)?;
        let children = (objects / 100) as f64;
        assert_eq!(cost.counts.state_transitions, 2.0 + children);
        assert_eq!(cost.counts.express_requests, children);
        let digits = if flat_alone < 1.0 { 4 } else { 2 };
        let shown: f64 = format!("{:.digits$}", cost.step_functions_usd()).parse()?;
        assert!((shown - flat_alone).abs() <= flat_alone * 0.02, "flat, {objects}: {shown}");
        assert_eq!(usd(cost.total_usd()), flat_all, "flat all in, {objects}");
    }
    Ok(())
}

/// The published time lies between the best and the practice.
fn between(estimate: &Estimate, from: f64, to: f64) {
    let (best, practice) = (estimate.best_seconds, estimate.practice_seconds);
    assert!(
        best <= from && to <= practice,
        "published {from} to {to} s, predicted {best:.1} to {practice:.1} s"
    );
}

#[test]
fn anchor_3_a_thousand_standard_children() -> Outcome {
    let workload = Workload { child_seconds: Some(3.0), ..Workload::new(500_000) };
    between(&estimate(&one_map("STANDARD", 500, 1_000, 1, 0)?, &workload)?, 24.0, 25.0);
    Ok(())
}

#[test]
fn anchor_4_noaa_in_two_minutes() -> Outcome {
    // 500 files of 66 kB through one Lambda call: the call's own time is not published; 0.2 s a file fits.
    let workload = Workload { child_seconds: Some(100.0), ..Workload::new(558_000) };
    let estimate = estimate(&one_map("EXPRESS", 500, 3_000, 1, 0)?, &workload)?;
    assert!(estimate.best_seconds >= 90.0 && estimate.practice_seconds <= 150.0, "{estimate:?}");
    Ok(())
}

#[test]
fn anchor_5_a_map_run_of_ten_children() -> Outcome {
    let workload = Workload { child_seconds: Some(1.0), ..Workload::new(1_000) };
    between(&estimate(&one_map("EXPRESS", 100, 0, 1, 0)?, &workload)?, 4.8, 6.4);
    Ok(())
}

#[test]
fn anchors_6_and_7_children_that_do_nothing() -> Outcome {
    let workload = Workload { child_seconds: Some(0.0), ..Workload::new(100) };
    between(&estimate(&one_map("EXPRESS", 1, 0, 1, 0)?, &workload)?, 7.0, 7.5);
    let workload = Workload { child_seconds: Some(0.0), ..Workload::new(15_000) };
    between(&estimate(&one_map("EXPRESS", 1, 10_000, 1, 0)?, &workload)?, 60.0, 70.0);
    Ok(())
}

#[test]
fn expected_retries_are_billed() -> Outcome {
    let settings = Settings::new("in", "arn:aws:sns:us-east-1:111111111111:out", "results")?;
    let nested = Variant::Nested.definition(&settings);
    let calm = estimate(&nested, &Workload::new(10_000))?;
    let rough = estimate(&nested, &Workload { retried_share: 0.1, ..Workload::new(10_000) })?;
    // Five further attempts: 1 + 0.1 + 0.01 + ...
    assert!((rough.counts.s3_get / calm.counts.s3_get - 1.111_11).abs() < 1e-5);
    assert!(rough.total_usd() > calm.total_usd());
    Ok(())
}

#[test]
fn a_quota_that_binds_is_named() -> Outcome {
    let settings = Settings::new("in", "arn:aws:sns:us-east-1:111111111111:out", "results")?;
    let sample = estimate(&Variant::Sample.definition(&settings), &Workload::new(10_000_000))?;
    assert_eq!(sample.bounds[0].quota, "StartMapRun");
    assert_eq!(sample.bounds[1].quota, "state transitions");
    assert!((sample.bounds[1].seconds - 6_800.0).abs() < 1.0);
    Ok(())
}

#[test]
fn a_region_without_known_prices_has_those_of_us_east_1_and_says_so() -> Outcome {
    let settings = Settings::new("in", "arn:aws:sns:us-east-1:111111111111:out", "results")?;
    let sample = Variant::Sample.definition(&settings);
    let in_region = |region: &str| {
        let workload = Workload { region: region.to_owned(), ..Workload::new(10_000_000) };
        estimate(&sample, &workload)
    };
    let home = in_region("us-east-1")?;
    assert_eq!(home.caveat(), None);
    // AWS's quotas of the three big Regions, and of the others the lowest.
    for (region, transitions, publishes) in [
        ("us-east-1", 5_000.0, 30_000.0),
        ("us-west-2", 5_000.0, 9_000.0),
        ("eu-west-1", 5_000.0, 9_000.0),
        ("eu-central-1", 800.0, 300.0),
        ("us-gov-west-1", 800.0, 300.0),
    ] {
        let there = in_region(region)?;
        assert_eq!(there.total_usd(), home.total_usd(), "{region}");
        assert_eq!(there.prices_of, "us-east-1");
        let rate = |quota: &str| {
            let bound = there.bounds.iter().find(|bound| bound.quota == quota);
            bound.map(|bound| bound.per_second)
        };
        assert_eq!(rate("state transitions"), Some(transitions), "{region}");
        assert_eq!(rate("SNS publish"), Some(publishes), "{region}");
        let said = there.caveat().unwrap_or_default();
        let wanted = format!("the prices are those of us-east-1: those of {region} are not known");
        assert_eq!(said.starts_with(&wanted), region != "us-east-1", "{said}");
        assert_eq!(
            said.ends_with("the quotas are the lowest that AWS gives"),
            transitions < 5_000.0
        );
    }
    Ok(())
}

#[test]
fn keys_that_are_spread_are_read_faster() -> Outcome {
    let settings = Settings::new("in", "arn:aws:sns:us-east-1:111111111111:out", "results")?;
    let flat = Variant::Flat.definition(&settings);
    let over = |prefixes| estimate(&flat, &Workload { prefixes, ..Workload::new(5_500_000) });
    // At 5,500 a second and prefix, a thousand seconds; with sixteen, SNS's 30,000 a second hold it up.
    let one = over(1)?;
    assert_eq!(one.binding().map(|it| it.quota), Some("S3 GET per prefix"));
    assert!((one.best_seconds - 1_000.0).abs() < 1.0, "{}", one.best_seconds);
    let many = over(16)?;
    assert_eq!(many.binding().map(|it| it.quota), Some("SNS publish"));
    assert!((many.best_seconds - 183.3).abs() < 1.0, "{}", many.best_seconds);
    assert_eq!(many.total_usd(), one.total_usd());
    Ok(())
}

#[test]
fn what_is_no_region_is_refused() -> Outcome {
    for name in ["", "mars-1", "us-east", "US-EAST-1", "us--1", "us-east-x", "useast1"] {
        let workload = Workload { region: name.to_owned(), ..Workload::new(1) };
        let refused = estimate(&children("EXPRESS", 1, 1)?, &workload);
        assert_eq!(refused, Err(PlanError::Region { region: name.to_owned() }), "{name}");
    }
    Ok(())
}
