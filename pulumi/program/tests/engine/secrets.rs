//! `pulumi config set --secret`: what is made of such a value is a secret of the engine's, and is made all the same.

use std::error::Error;

use distmap_provision::pulumi::{Cli, Operation, Setting};
use distmap_pulumi_bindings::{Context, Output, PropertyValue, pv};

use crate::lifecycle::summary;
use crate::stand::Stand;

/// Keys, values, and where they end up.
const SECRETS: [(&str, &str, &str); 5] = [
    ("alarmEmail", "hidden-operator@example.com", "alarm-email"),
    ("patch", r#"{"Hidden": "swordfish"}"#, "machine"),
    ("prefix", "hidden-folder/", "permissions"),
    ("kmsKeyArn", "arn:aws:kms:us-east-1:000000000000:key/hidden-key", "logs"),
    ("tags", r#"{"team": "hidden-team"}"#, "input"),
];
const HIDDEN: [&str; 5] =
    ["hidden-operator", "swordfish", "hidden-folder", "hidden-key", "hidden-team"];

#[test]
fn what_is_made_of_a_secret_is_one() -> Result<(), Box<dyn Error>> {
    let Some(stand) = Stand::new(None)? else { return Ok(()) };
    stand.begin()?;
    stand.configure(&[
        ("aws:region", "us-east-1"),
        ("protect", "false"),
        ("resultsPrefix", "shown"),
    ])?;
    for (key, value, _) in SECRETS {
        stand.conceal(key, value)?;
    }
    let settings = stand.cli.settings()?;
    assert_eq!(settings["patch"], Setting::Secret);
    assert_eq!(settings["patch"].to_string(), "[secret]");
    assert_eq!(settings["resultsPrefix"], Setting::Plain("shown".to_owned()));

    let preview = stand.run(Operation::Preview)?;
    let up = stand.run(Operation::Up)?;
    let state = stand.state()?;
    for hidden in HIDDEN {
        assert!(!state.contains(hidden), "{hidden} is in the state");
        assert!(!preview.iter().chain(&up).any(|line| line.contains(hidden)), "{hidden} is shown");
    }
    assert!(state.contains("distmap-test-input"), "what is no secret is kept as it is");
    for ((key, ..), hidden) in SECRETS.iter().zip(HIDDEN) {
        let place = SECRETS.iter().find(|it| it.0 == *key).map(|it| it.2).unwrap_or_default();
        let made = stand.properties(place)?.to_string();
        assert!(made.contains(hidden), "{place} is made without {hidden}: {made}");
    }

    // A secret that is set anew by a command stays one, and nothing else becomes one.
    stand.configure(&[("prefix", "hidden-folder-2/")])?;
    assert_eq!(stand.cli.settings()?["prefix"], Setting::Secret);
    stand.run(Operation::Up)?;
    assert!(!stand.state()?.contains("hidden-folder"));
    assert!(stand.properties("permissions")?.to_string().contains("hidden-folder-2/"));
    let lines = stand.run(Operation::Up)?;
    assert!(summary(&lines, "27 unchanged"), "{lines:#?}");
    Ok(())
}

#[test]
fn what_is_no_secret_is_kept_as_it_is() -> Result<(), Box<dyn Error>> {
    let Some(stand) = Stand::new(None)? else { return Ok(()) };
    stand.begin()?;
    // Texts that look like numbers, truth values and objects are texts.
    let settings = [
        ("aws:region", "us-east-1"),
        ("prefix", "0123"),
        ("resultsPrefix", "true"),
        ("patch", r#"{"Shown": "plainly"}"#),
        ("alarmEmail", "shown@example.com"),
    ];
    stand.configure(&settings)?;
    stand.run(Operation::Up)?;
    let state = stand.state()?;
    for shown in ["0123", "true/", "plainly", "shown@example.com"] {
        assert!(state.contains(shown), "{shown}");
    }
    assert!(stand.properties("machine")?.to_string().contains("plainly"));
    Ok(())
}

#[test]
fn a_secret_of_the_programs_own_is_kept_as_one() -> Result<(), Box<dyn Error>> {
    let Some(stand) = Stand::new(None)? else { return Ok(()) };
    let ctx = Context::default();
    ctx.export("password", Output::secret("swordfish").cast::<PropertyValue>());
    ctx.export("shown", pv::concat(vec![pv::string("plainly")]));
    let mut rendered = ctx.render()?;
    rendered["name"] = "distmap".into();
    rendered["runtime"] = "yaml".into();
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("Pulumi.yaml"), rendered.to_string())?;
    let cli = Cli { folder: folder.path().to_owned(), ..stand.cli.clone() };
    cli.select(true)?;
    cli.run(Operation::Up, &mut |line| assert!(!line.contains("swordfish"), "{line}"))?;
    let state = stand.state()?;
    assert!(state.contains("plainly") && !state.contains("swordfish"), "{state}");
    Ok(())
}
