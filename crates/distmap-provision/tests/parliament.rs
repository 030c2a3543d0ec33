//! Another eye on our policies: parliament, a linter of IAM policies (PyPI).

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use distmap_asl::workflow::{Settings, Variant};
use distmap_provision::iam::{PolicyContext, policy};

/// The Python that has parliament: the one named by `DISTMAP_PYTHON`, or the one on the path.
fn python() -> Option<String> {
    let python = std::env::var("DISTMAP_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has =
        Command::new(&python).args(["-c", "import parliament"]).stderr(Stdio::null()).status();
    has.is_ok_and(|status| status.success()).then_some(python)
}

#[test]
fn parliament_finds_nothing() -> Result<(), Box<dyn std::error::Error>> {
    let Some(python) = python() else {
        assert!(std::env::var_os("CI").is_none(), "CI installs tools/iam/requirements.txt");
        // Straight to standard error, which the test runner shows of tests that pass too.
        writeln!(
            std::io::stderr(),
            "skipped: no Python with parliament (pip install -r tools/iam/requirements.txt)"
        )?;
        return Ok(());
    };
    let settings = Settings::new(
        "orders-input",
        "arn:aws:sns:us-east-1:111111111111:orders-items",
        "orders-results",
    )?;
    let mut policies = Vec::new();
    for key in [
        None,
        Some(
            "arn:aws:kms:us-east-1:111111111111:key/00000000-0000-0000-0000-000000000000"
                .to_owned(),
        ),
    ] {
        let context = PolicyContext {
            logging: true,
            tracing: true,
            kms_key: key,
            ..PolicyContext::new("us-east-1", "111111111111", "orders")
        };
        for variant in Variant::ALL {
            policies.push(policy(&variant.definition(&settings), &context)?.to_value());
        }
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/iam/lint.py");
    let mut lint =
        Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = lint.stdin.take().ok_or("the linter has no input")?;
    input.write_all(serde_json::to_string(&policies)?.as_bytes())?;
    drop(input);
    let output = lint.wait_with_output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    Ok(())
}
