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
