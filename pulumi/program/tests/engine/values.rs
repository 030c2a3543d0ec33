//! What the bindings write out, the engine computes as they say; what is made of a secret key is a secret.

use std::collections::BTreeMap;
use std::error::Error;
use std::process::Command;

use distmap_provision::pulumi::Operation;
use distmap_pulumi_bindings::{self as pulumi, Context, PropertyValue, RunSettings, pv};
use serde_json::{Value, json};

use crate::stand::Stand;

/// Keys, values, and whether they are secrets.
const CONFIGURATION: [(&str, &str, bool); 6] = [
    ("size", "3", true),
    ("share", "2.5", false),
    ("flag", "true", true),
    ("shape", r#"{"sides": [3, 4], "a name": "box"}"#, true),
    ("word", "007", true),
    ("shown", "true", false),
];

fn program(ctx: &Context) -> pulumi::Result<()> {
    let config = ctx.config();
    let shape = config.require_object("shape")?;
    ctx.export("size", config.require_int("size")?);
    ctx.export("share", config.require_number("share")?);
    ctx.export("flag", config.get_bool_or("flag", PropertyValue::Bool(false)));
    ctx.export("sides", shape.index("sides").index(1));
    ctx.export("name", shape.index("a name"));
    ctx.export("word", config.require_string("word")?);
    ctx.export("shown", config.require_string("shown")?);
    ctx.export("default", config.get_int_or("unset", PropertyValue::Number(7.0)));
    let list = || pv::split(pv::string(","), pv::from_base64(pv::to_base64(pv::string("a,b,c"))));
    ctx.export("element", pv::element(list(), pv::number(1.0)));
    ctx.export("index", list().index(2));
    let items = pv::array(vec![pv::element(list(), pv::number(0.0)), pv::string("d")]);
    ctx.export("joined", pv::join(pv::string("+"), items));
    let sum = pv::object(vec![("of".to_owned(), list()), ("n".to_owned(), pv::number(3.0))]);
    ctx.export("json", pv::to_json(sum));
    ctx.export("secret", pv::concat(vec![pv::secret(pv::string("$wordfish")), pv::bool(true)]));
    Ok(())
}

#[test]
fn the_engine_computes_what_the_program_says() -> Result<(), Box<dyn Error>> {
    let Some(mut stand) = Stand::new(None)? else { return Ok(()) };
    let config = CONFIGURATION.map(|(key, value, _)| (format!("distmap:{key}"), value.to_owned()));
    let settings = RunSettings {
        project: "distmap".to_owned(),
        config: Some(BTreeMap::from(config)),
        ..Default::default()
    };
    let mut rendered = pulumi::render(settings, |ctx| async move { program(&ctx) })?;
    rendered["name"] = "distmap".into();
    rendered["runtime"] = "yaml".into();
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("Pulumi.yaml"), rendered.to_string())?;
    stand.cli.folder = folder.path().to_owned();
    stand.cli.select(true)?;
    for (key, value, secret) in CONFIGURATION {
        if secret { stand.conceal(key, value)? } else { stand.configure(&[(key, value)])? }
    }
    let lines = stand.run(Operation::Up)?;
    assert!(!lines.iter().any(|line| line.contains("wordfish")), "{lines:#?}");

    let outputs = |shown: &[&str]| -> Result<Value, Box<dyn Error>> {
        let mut pulumi = Command::new(&stand.cli.program);
        pulumi.args(["stack", "output", "--json", "--stack", &stand.cli.stack]).args(shown);
        pulumi.current_dir(folder.path());
        pulumi.envs(stand.cli.environment.iter().map(|(key, value)| (key, value)));
        Ok(serde_json::from_slice(&pulumi.output()?.stdout)?)
    };
    assert_eq!(
        outputs(&["--show-secrets"])?,
        json!({
            "size": 3,
            "share": 2.5,
            "flag": true,
            "sides": 4,
            "name": "box",
            "word": "007",
            "shown": "true",
            "default": 7,
            "element": "b",
            "index": "c",
            "joined": "a+d",
            "json": r#"{"n":3,"of":["a","b","c"]}"#,
            "secret": "$wordfishtrue",
        })
    );
    let hidden = outputs(&[])?;
    let hidden = hidden.as_object().into_iter().flatten().filter(|(_, it)| *it == "[secret]");
    let mut hidden: Vec<&str> = hidden.map(|(name, _)| name.as_str()).collect();
    hidden.sort_unstable();
    assert_eq!(hidden, ["flag", "name", "secret", "sides", "size", "word"]);
    Ok(())
}
