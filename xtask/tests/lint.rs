//! `lint` as its readers see it: people, programs, code scanning and GitHub Actions.

mod common;

use common::{Place, Said};
use serde_json::Value;

const RETRIED_NEVER: &str = r#"{
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sns:publish",
      "Parameters": {"TopicArn": "${Topic}", "Message": "$.text"},
      "End": true
    }
  }
}
"#;

const REFUSED: &str = "{\n  \"QueryLanguage\": \"JSONata\",\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\"Type\": \"Pass\", \"Output\": \"{% phone %}\", \"End\": true}\n  }\n}\n";

fn place() -> Place {
    let place = Place::new();
    place.write("my machines/a, b.asl.json", RETRIED_NEVER);
    place.write("refused.asl.json", REFUSED);
    place.write("cut.asl.json", "{\n  \"StartAt\": \"A\" \"States\": {}}");
    place.write("good.asl.json", r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#);
    place
}

fn linted(arguments: &[&str]) -> Said {
    place().run(&[&["lint"], arguments].concat())
}

#[test]
fn people_see_the_line_a_caret_and_what_to_do() {
    let said = linted(&["my machines/a, b.asl.json", "refused.asl.json", "cut.asl.json"]);
    assert_eq!(said.code, 1, "{}", said.err);
    for words in [
        // AWS's warning, its refusal, and a lint; each with its file, line and column.
        "NO_DOLLAR",
        "a, b.asl.json:7:57",
        "/States/Call/Parameters/Message",
        "no-retry",
        "`arn:aws:states:::sns:publish` is called once and never again",
        "help: add a `Retry`",
        "UNSUPPORTED_JSONATA_EXPRESSION",
        "Reference to 'phone' at the top level is not supported.",
        "refused.asl.json:5:37",
        "INVALID_JSON_DESCRIPTION",
        "cut.asl.json:2:",
        "4 findings",
    ] {
        assert!(said.out.contains(words), "{words}\n{}", said.out);
    }
}

#[test]
fn what_aws_refuses_is_linted_too() {
    let place = Place::new();
    place.write(
        "both.asl.json",
        &RETRIED_NEVER.replace("\"End\": true", "\"End\": true, \"Timeout\": 5"),
    );
    let found: Value =
        serde_json::from_str(&place.run(&["lint", "both.asl.json", "--json"]).out).expect("JSON");
    let codes: Vec<&str> =
        found.as_array().into_iter().flatten().filter_map(|it| it["code"].as_str()).collect();
    assert_eq!(codes, ["SCHEMA_VALIDATION_FAILED", "NO_DOLLAR", "no-retry"]);
}

#[test]
fn exit_codes() {
    for (arguments, code) in [
        (&["good.asl.json"][..], 0),
        (&["good.asl.json", "refused.asl.json"], 1),
        (&["--list"], 0),
        (&[], 2),
        (&["absent.json"], 4),
        (&["my machines"], 3),
    ] {
        let said = linted(arguments);
        assert_eq!(said.code, code, "{arguments:?}\n{}\n{}", said.out, said.err);
    }
    assert_eq!(linted(&["good.asl.json"]).out, "nothing found\n");
}

#[test]
fn standard_input_is_a_file_too() {
    let place = place();
    let machine = std::fs::File::open(place.path().join("refused.asl.json")).expect("the file");
    let said = place.command(&["lint", "-", "--json"]).stdin(machine).output().expect("it ran");
    assert_eq!(said.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    assert_eq!((&found[0]["file"], &found[0]["line"]), (&"-".into(), &5.into()));
}

#[test]
fn programs_get_code_place_and_pointer() {
    let said = linted(&["--format", "json", "my machines/a, b.asl.json", "cut.asl.json"]);
    let found: Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(found[1]["code"], "no-retry");
    assert_eq!(found[1]["severity"], "warning");
    assert_eq!(found[1]["pointer"], "/States/Call");
    assert_eq!((&found[1]["line"], &found[1]["column"]), (&4.into(), &13.into()));
    assert!(found[1]["remedy"].as_str().is_some_and(|it| it.contains("Retry")));
    assert_eq!(found[2]["code"], "INVALID_JSON_DESCRIPTION");
    assert_eq!((&found[2]["severity"], &found[2]["line"]), (&"error".into(), &2.into()));
    assert_eq!(linted(&["good.asl.json", "--json"]).out, "[]\n");
}

/// What <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html> demands of what is written here.
#[test]
fn code_scanning_gets_sarif() {
    let said = linted(&["--format", "sarif", "my machines/a, b.asl.json", "refused.asl.json"]);
    assert_eq!(said.code, 1);
    let log: Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for rule in rules {
        assert!(rule["id"].is_string() && rule["shortDescription"]["text"].is_string(), "{rule}");
    }
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 3);
    for result in results {
        assert!(matches!(result["level"].as_str(), Some("error" | "warning")), "{result}");
        assert!(result["message"]["text"].is_string() && result["ruleId"].is_string(), "{result}");
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["region"]["startLine"].as_u64().is_some_and(|it| it >= 1), "{result}");
        assert!(place["region"]["startColumn"].as_u64().is_some_and(|it| it >= 1), "{result}");
    }
    let uri = &results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(*uri, "my%20machines/a%2C%20b.asl.json");
    let empty: Value =
        serde_json::from_str(&linted(&["--format", "sarif", "good.asl.json"]).out).expect("JSON");
    assert_eq!(empty["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn github_gets_annotations() {
    let said = linted(&["--format", "github", "my machines/a, b.asl.json", "cut.asl.json"]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", said.out);
    let start = "::warning file=my machines/a%2C b.asl.json,line=4,col=13,title=no-retry::";
    assert!(lines[1].starts_with(start), "{}", lines[1]);
    assert!(lines[2].starts_with("::error file=cut.asl.json,line=2,"), "{}", lines[2]);
    assert!(lines[2].contains("%0A at [Source"), "{}", lines[2]);
}

#[test]
fn whatever_the_bytes_are() {
    let place = Place::new();
    let deep = "[".repeat(10_000);
    let closed = format!("{deep}{}", "]".repeat(10_000));
    let branches: Vec<String> = (0..10_000)
        .map(|n| format!(r#"{{"StartAt": "B{n}", "States": {{"B{n}": {{"Type": "Succeed"}}}}}}"#))
        .collect();
    let many = format!(
        r#"{{"StartAt": "P", "States": {{"P": {{"Type": "Parallel", "End": true, "Branches": [{}]}}}}}}"#,
        branches.join(",")
    );
    let chain: Vec<String> = (0..10_000)
        .map(|n| format!(r#""S{n}": {{"Type": "Pass", "Next": "S{}"}}"#, (n + 1) % 10_000))
        .collect();
    let circle = format!(r#"{{"StartAt": "S0", "States": {{{}}}}}"#, chain.join(","));
    let huge = "x".repeat(100 << 20);
    let inputs: [(&str, &[u8], i32); 9] = [
        ("deep", deep.as_bytes(), 1),
        ("closed", closed.as_bytes(), 1),
        ("many", many.as_bytes(), 0),
        ("circle", circle.as_bytes(), 1),
        ("huge", huge.as_bytes(), 3),
        ("utf8", b"{\"a\": \"\xff\"}", 3),
        ("nul", b"{\"StartAt\": \"\0\"}", 1),
        ("empty", b"", 1),
        ("number", b"{\"StartAt\": \"A\", \"TimeoutSeconds\": 1e999999, \"States\": {\"A\": {\"Type\": \"Succeed\"}}}", 1),
    ];
    for (name, bytes, code) in inputs {
        std::fs::write(place.path().join(name), bytes).expect("a file");
        for format in ["text", "sarif"] {
            let said = place.run(&["lint", name, "--format", format]);
            let end: String = said.err.chars().take(300).collect();
            assert_eq!(said.code, code, "{name}\n{end}");
            assert!(!said.err.contains("panicked"), "{name}\n{end}");
            assert!(said.out.len() < 1 << 20, "{name} says {} bytes", said.out.len());
        }
        for command in [&["graph", name][..], &["iam", name], &["plan", name, "--objects", "10"]] {
            let said = place.run(command);
            assert!((0..=5).contains(&said.code), "{command:?} {}", said.code);
            assert!(!said.err.contains("panicked"), "{command:?}");
        }
    }
}
