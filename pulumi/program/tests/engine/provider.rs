//! The provider for tests takes nothing that the provider's schema does not have.

use std::error::Error;
use std::io::Write;
use std::process::{Command, Stdio};

use distmap_provision::pulumi::{Cli, Operation, PulumiError};
use serde_json::{Value, json};

use crate::stand::{Stand, python, root};

#[test]
fn wrong_input_is_refused_by_the_provider() -> Result<(), Box<dyn Error>> {
    // That the tools are there is the stand's to find out and to say.
    let Some(_stand) = Stand::new(None)? else { return Ok(()) };
    let state = tempfile::tempdir()?;
    let bucket = "aws:s3/bucket:Bucket";
    let versioning = "aws:s3/bucketVersioning:BucketVersioning";
    let table = [
        (bucket, json!({"bucket": "a", "forceDestroy": true, "tags": {"a": "b"}}), json!([])),
        (bucket, json!({"nonsense": 1}), json!([["nonsense", "is no property of it"]])),
        (bucket, json!({"forceDestroy": "yes"}), json!([["forceDestroy", "'yes' is no boolean"]])),
        (bucket, json!({"bucket": true}), json!([["bucket", "True is no string"]])),
        (bucket, json!({"tags": {"a": 1}}), json!([["tags.a", "1 is no string"]])),
        (versioning, json!({"bucket": "a"}), json!([["versioningConfiguration", "is missing"]])),
        (
            versioning,
            json!({"bucket": "a", "versioningConfiguration": {"state": "Enabled"}}),
            json!([
                ["versioningConfiguration.status", "is missing"],
                ["versioningConfiguration.state", "is no property of it"]
            ]),
        ),
        (
            "aws:s3/teapot:Teapot",
            json!({}),
            json!([["", "no resource is called aws:s3/teapot:Teapot"]]),
        ),
    ];
    let asked: Vec<Value> =
        table.iter().map(|(kind, inputs, _)| json!({"type": kind, "inputs": inputs})).collect();
    let script = root().ok_or("a checkout")?.join("tools/pulumi/provider/checks.py");
    let mut checks = Command::new(python()?)
        .arg(script)
        .env("DISTMAP_TEST_STATE", state.path())
        .env_remove("AWS_ENDPOINT_URL")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = checks.stdin.take().ok_or("a pipe")?;
    input.write_all(Value::from(asked).to_string().as_bytes())?;
    drop(input);
    let output = checks.wait_with_output()?;
    let found: Vec<Value> = serde_json::from_slice(&output.stdout)?;
    assert_eq!(found.len(), table.len());
    for ((kind, inputs, expected), found) in table.iter().zip(&found) {
        assert_eq!(found, expected, "{kind} {inputs}");
    }
    Ok(())
}

#[test]
fn the_engine_makes_nothing_of_a_program_with_a_wrong_property() -> Result<(), Box<dyn Error>> {
    let Some(stand) = Stand::new(None)? else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    let cli = Cli { folder: folder.path().to_owned(), ..stand.cli.clone() };
    for (properties, word) in
        [(r#"{"nonsense": 1}"#, "nonsense"), (r#"{"forceDestroy": [1]}"#, "forceDestroy")]
    {
        let program = format!(
            r#"{{"name": "wrong", "runtime": "yaml", "resources": {{"it": {{"type": "aws:s3/bucket:Bucket", "properties": {properties}}}}}}}"#
        );
        std::fs::write(folder.path().join("Pulumi.yaml"), program)?;
        cli.select(true)?;
        let Err(PulumiError::Failed { lines, .. }) = cli.run(Operation::Up, &mut |_| {}) else {
            return Err(format!("{properties} was taken").into());
        };
        assert!(lines.contains(word), "{lines}");
    }
    assert!(stand.log()?.is_empty(), "something was made");
    Ok(())
}
