//! One program, compiled for the bindings and for a stand-in of the SDK whose shape they keep: only the imports differ.

#[allow(dead_code, reason = "there is more of the SDK than one program uses")]
mod standin;

mod ours {
    use distmap_pulumi_bindings::{self as pulumi, self as pulumi_aws};

    include!("program.rs");
}

mod theirs {
    use crate::standin::{pulumi, pulumi_aws};

    include!("program.rs");
}

use std::collections::BTreeMap;

use distmap_pulumi_bindings::{Context, ResourceOptions, RunSettings, render, s3};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn settings() -> RunSettings {
    RunSettings {
        project: "distmap".to_owned(),
        stack: "dev".to_owned(),
        organization: "organization".to_owned(),
        config: Some(BTreeMap::from([("distmap:team".to_owned(), "orders".to_owned())])),
    }
}

#[test]
fn the_same_program_makes_the_same_of_both() -> Outcome {
    let rendered = render(settings(), |ctx| async move { ours::program(&ctx) })?;
    let theirs = standin::pulumi::Context::with_config(BTreeMap::from([(
        "team".to_owned(),
        "orders".to_owned(),
    )]));
    theirs::program(&theirs)?;
    let names = |section: &str, what: &str| -> Vec<String> {
        let items = rendered[section].as_object().into_iter().flatten();
        items.map(|(name, _)| format!("{what} {name}")).collect()
    };
    assert_eq!(
        [names("resources", "resource"), names("outputs", "output")].concat(),
        theirs.made()
    );
    Ok(())
}

#[test]
fn what_the_program_says_is_what_the_runtime_reads() -> Outcome {
    let rendered = render(settings(), |ctx| async move { ours::program(&ctx) })?;
    let of = |name: &str| &rendered["resources"][name];
    let team = json!({"fn::select": [0, ["orders", "${distmap:team}."]]});
    assert_eq!(
        of("input")["properties"],
        json!({
            "bucket": "input-${getCallerIdentity.accountId}",
            "forceDestroy": false,
            "tags": {"team": team, "owner": "organization/distmap/dev"},
        })
    );
    assert_eq!(
        of("input")["options"],
        json!({
            "protect": true,
            "ignoreChanges": ["tags"],
            "aliases": ["urn:pulumi:dev::distmap::aws:s3/bucket:Bucket::old"],
            "version": distmap_pulumi_bindings::VERSION,
        })
    );
    assert_eq!(
        of("input-lifecycle")["properties"]["rules"],
        json!([{"expiration": {"days": 30}, "id": "tidy", "status": "Enabled"}])
    );
    let options = &of("input-lifecycle")["options"];
    assert_eq!(options["dependsOn"], json!(["${input-versions}"]));
    assert_eq!(options["parent"], "${input}");
    assert_eq!(options["customTimeouts"], json!({"create": "30m"}));
    let statement = &of("input-policy")["properties"]["policy"]["fn::toJSON"]["Statement"][0];
    assert_eq!(statement["Resource"], "${input.arn}/*");
    assert_eq!(of("read-me")["properties"]["source"], json!({"fn::stringAsset": "none"}));
    assert_eq!(of("elsewhere")["type"], "pulumi:providers:aws");
    assert_eq!(of("news")["options"]["provider"], "${elsewhere}");
    assert_eq!(of("role")["options"]["import"], "role");
    assert_eq!(
        rendered["outputs"],
        json!({
            "bucket": "${input.bucket}",
            "region": "${getRegion.region}",
            "topic": {"fn::secret": "${news.arn}"},
            "role": "${role.urn}",
            "vpc": "${network.outputs.vpcId}",
            "zone": "${network.outputs.zones[0]}",
            "keep": true,
            "password": {"fn::secret": "swordfish"},
            "team": {"fn::secret": team},
        })
    );
    Ok(())
}

#[test]
fn a_key_that_must_be_set_is_asked_for_only_where_there_is_a_stack() -> Outcome {
    let without = |config| RunSettings { config, ..settings() };
    let refused = render(without(Some(BTreeMap::new())), |ctx| async move { ours::program(&ctx) });
    let refused = refused.map_err(|error| error.to_string());
    let Err(refused) = refused else { return Err("it was taken".into()) };
    assert_eq!(refused, "configuration key `team` is not set (pulumi config set team ...)");
    let asked = render(without(None), |ctx| async move { ours::program(&ctx) })?;
    assert_eq!(asked["resources"]["input"]["type"], "aws:s3/bucket:Bucket");
    Ok(())
}

#[test]
#[allow(clippy::unnecessary_mut_passed, reason = "who has it for itself alone may say so")]
fn a_program_may_be_borrowed_for_itself_alone() -> Outcome {
    let mut program = Context::default();
    let args = s3::BucketArgs { force_destroy: Some(false.into()), ..Default::default() };
    let protected = ResourceOptions { protect: Some(true), ..Default::default() };
    s3::Bucket::new(&mut program, "input", args, protected);
    assert_eq!(program.render()?["resources"]["input"]["options"]["protect"], Value::Bool(true));
    Ok(())
}
