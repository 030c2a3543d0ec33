//! The workflow's definitions: the sample as AWS's stack synthesises it, ours as they are checked in.

use distmap_asl::workflow::{Settings, Variant};
use distmap_asl::{StateMachine, parse};
use serde_json::Value;

fn definition(variant: Variant) -> StateMachine {
    let settings = Settings::new("bucket", "topic", "results").expect("valid settings");
    variant.definition(&settings)
}

#[test]
fn the_sample_is_what_its_stack_synthesises() {
    let expected: Value =
        serde_json::from_str(include_str!("expected/sample.asl.json")).expect("JSON");
    assert_eq!(definition(Variant::Sample).to_value(), expected);
}

#[test]
fn ours_are_as_checked_in() {
    insta::assert_snapshot!("nested", definition(Variant::Nested).to_json_pretty());
    insta::assert_snapshot!("flat", definition(Variant::Flat).to_json_pretty());
}

#[test]
fn every_variant_survives_rendering_and_reading() {
    for variant in Variant::ALL {
        let machine = definition(variant);
        assert_eq!(parse(&machine.to_json_pretty()), Ok(machine), "{variant}");
        assert_eq!(variant.name().parse(), Ok(variant));
    }
}

#[test]
fn a_patch_with_quotes_stays_one_argument() {
    let settings = Settings::new("bucket", "topic", "results")
        .and_then(|it| it.patch(r#"{"a":"it's \n"}"#))
        .expect("valid settings");
    let text = Variant::Flat.definition(&settings).to_json_pretty();
    assert!(text.contains(r#"States.StringToJson('{\"a\":\"it\\'s \\\\n\"}')"#), "{text}");
}

/// The lints that find something in a definition, each with its place.
fn lints(machine: &StateMachine) -> Vec<String> {
    let found = distmap_asl::lint::check(machine);
    found
        .iter()
        .map(|it| format!("{} {}: {}", it.pointer.clone().unwrap_or_default(), it.code, it.message))
        .collect()
}

#[test]
fn the_sample_gets_the_lints_that_its_defects_call_for() {
    insta::assert_snapshot!("sample_lints", lints(&definition(Variant::Sample)).join("\n"));
}

#[test]
fn catchers_in_the_order_of_the_synthesised_stack_get_a_lint() {
    let mut sample = definition(Variant::Sample).to_value();
    let outer = "S3 Distributed Map State Machine";
    if let Some(catch) = sample["States"][outer]["Catch"].as_array_mut() {
        catch.reverse();
    }
    let machine = StateMachine::from_value(&sample).expect("a definition");
    let found = distmap_asl::lint::check(&machine);
    assert!(found.iter().any(|it| it.code == "states-all-order"), "{found:?}");
}

#[test]
fn ours_get_no_lint() {
    for variant in [Variant::Nested, Variant::Flat] {
        assert_eq!(lints(&definition(variant)), [""; 0], "{variant}");
    }
}

#[test]
fn aws_takes_all_of_them() {
    for variant in Variant::ALL {
        let text = definition(variant).to_json_pretty();
        let found = distmap_asl::validate(&text, distmap_asl::ExecutionType::Standard);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found, [""; 0], "{variant}");
    }
}
