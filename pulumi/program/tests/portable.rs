//! The program itself, its very sources, compiled for a stand-in of the SDK whose shape the bindings keep. But for `main.rs`, of
//! three lines, `sdk` alone is another.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::duplicate_mod,
    reason = "these are modules of the program, as a crate of their own"
)]

#[path = "../src/alarms.rs"]
mod alarms;
#[path = "../src/configuration/mod.rs"]
mod configuration;
#[path = "../src/resources.rs"]
mod resources;
#[path = "../../bindings/tests/portable/standin/mod.rs"]
mod standin;
#[path = "../src/texts.rs"]
mod texts;

/// What stands in `src/sdk.rs`, as it would be written for the SDK.
mod sdk {
    use std::collections::BTreeMap;

    pub(crate) use crate::standin::{pulumi, pulumi_aws};

    use pulumi::{Config, Output, PropertyValue};

    pub(crate) fn keys(_: &Config) -> Vec<String> {
        let all = std::env::var("PULUMI_CONFIG").unwrap_or_default();
        let all: BTreeMap<String, String> = serde_json::from_str(&all).unwrap_or_default();
        let project = std::env::var("PULUMI_PROJECT").unwrap_or_default() + ":";
        all.keys().filter_map(|key| Some(key.strip_prefix(&project)?.to_owned())).collect()
    }

    pub(crate) fn guarded(config: &Config, keys: &[&str], text: Output<String>) -> Output<String> {
        let set = keys.iter().filter_map(|key| config.get_string_opt(key));
        set.fold(text, |text, value| value.flat_map(|_: PropertyValue| text))
    }
}

use std::collections::BTreeMap;

use distmap_pulumi_bindings::{RunSettings, render};

#[test]
fn the_program_makes_the_same_with_the_sdks_signatures() -> Result<(), Box<dyn std::error::Error>> {
    let set =
        [("variant", "flat"), ("alarmEmail", "operator@example.com"), ("tags", r#"{"a": "b"}"#)];
    let keys = |project: &str| -> BTreeMap<String, String> {
        set.map(|(key, value)| (format!("{project}{key}"), value.to_owned())).into()
    };
    let settings = RunSettings {
        project: "distmap".to_owned(),
        stack: "dev".to_owned(),
        config: Some(keys("distmap:")),
        ..Default::default()
    };
    let rendered = render(settings, |ctx| async move { distmap_pulumi::program(&ctx) })?;
    let mut expected = Vec::new();
    for (section, what) in [("resources", "resource"), ("outputs", "output")] {
        let items = rendered[section].as_object().ok_or("a section")?;
        expected.extend(items.keys().map(|name| format!("{what} {name}")));
    }
    let ctx = standin::pulumi::Context::with_config(keys(""));
    resources::program(&ctx)?;
    assert_eq!(ctx.made(), expected);
    assert!(expected.iter().any(|it| it == "resource alarm-email"), "{expected:#?}");
    Ok(())
}
