#![allow(clippy::print_stderr)] // A skipped test must be seen.
//! A walk over the recorded definitions, where they lie beside the checkout: what AWS took is parsed, rendered back to
//! the same JSON, and judged free of errors.

use std::fs;
use std::path::{Path, PathBuf};

use distmap_asl::{
    Diagnostic, ExecutionType, QueryLanguage, Severity, State, StateMachine, create_error,
    validate, validate_state, validate_value, variable_references,
};
use serde_json::{Map, Value, json};

/// A definition that AWS accepted, with its origin; a single state where TestState took it.
struct Accepted {
    origin: String,
    definition: Value,
    kind: ExecutionType,
}

/// The verified vectors with their file names, or `None` where the folder is absent.
fn vectors() -> Option<Vec<(String, Value)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    let mut paths = Vec::new();
    files(&folder, &mut paths).expect("the folder can be read");
    let mut all = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a vector can be read");
        let vector: Value = serde_json::from_str(&text).expect("a vector is JSON");
        if vector["unverified"] != true {
            let name = path.file_name().unwrap_or_default();
            all.push((name.to_string_lossy().into_owned(), vector));
        }
    }
    Some(all)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files(&path, found)?;
        } else if path.extension().is_some_and(|it| it == "json") && !path.ends_with("index.json") {
            found.push(path);
        }
    }
    Ok(())
}

fn kind(value: &Value) -> ExecutionType {
    if value == "EXPRESS" { ExecutionType::Express } else { ExecutionType::Standard }
}

fn accepted(vectors: &[(String, Value)]) -> Vec<Accepted> {
    let mut all = Vec::new();
    for (origin, vector) in vectors {
        let takes =
            |it: &Value| it.get("expected_error").is_none() && it["expected"]["result"] != "FAIL";
        let mut take = |definition: &Value, type_: &Value| {
            all.push(Accepted {
                origin: origin.clone(),
                definition: definition.clone(),
                kind: kind(type_),
            });
        };
        let definition = &vector["definition"];
        if takes(vector) && definition.is_object() && vector["definition_text"].is_null() {
            take(definition, &vector["type"]);
        }
        for step in vector["steps"].as_array().into_iter().flatten() {
            let definition = &step["request"]["definition"];
            if takes(step) && definition.is_object() && step.get("expected_response").is_some() {
                take(definition, &step["request"]["type"]);
            }
        }
    }
    all
}

/// The same value with every number in one spelling, without what the model doesn't tell from absence: empty handlers,
/// the default jitter strategy, and comments inside `And`, `Or` and `Not`.
fn plain(value: &Value, comments: bool) -> Value {
    match value {
        Value::Number(number) => Value::from(number.as_f64()),
        Value::Array(items) => items.iter().map(|it| plain(it, comments)).collect(),
        Value::Object(object) => {
            let kept: Map<String, Value> = object
                .iter()
                .filter(|(key, value)| match key.as_str() {
                    "Retry" | "Catch" => value.as_array().is_none_or(|it| !it.is_empty()),
                    "JitterStrategy" => *value != "NONE",
                    "Comment" => comments,
                    _ => true,
                })
                .map(|(key, value)| {
                    let comments = !matches!(key.as_str(), "And" | "Or" | "Not");
                    (key.clone(), plain(value, comments))
                })
                .collect();
            Value::Object(kept)
        }
        other => other.clone(),
    }
}

#[test]
fn what_aws_took_comes_back_as_it_was() {
    let Some(vectors) = vectors() else { return };
    let all = accepted(&vectors);
    let mut failures = Vec::new();
    for it in &all {
        let back = if it.definition.get("States").is_some() {
            StateMachine::from_value(&it.definition).map(|machine| machine.to_value())
        } else {
            State::from_value(&it.definition, QueryLanguage::JsonPath)
                .map(|state| state.to_value(QueryLanguage::JsonPath))
        };
        match back {
            Ok(back) if plain(&back, true) == plain(&it.definition, true) => {}
            Ok(back) => failures.push(format!("{}: {}\n  -> {back}", it.origin, it.definition)),
            Err(found) => failures.push(format!("{}: {found:?}", it.origin)),
        }
    }
    assert!(all.len() > 800, "only {} definitions were found", all.len());
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), all.len(), failures.join("\n"));
}

#[test]
fn what_aws_took_is_free_of_errors() {
    let Some(vectors) = vectors() else { return };
    let mut failures = Vec::new();
    for it in accepted(&vectors) {
        let found = if it.definition.get("States").is_some() {
            validate_value(&it.definition, it.kind)
        } else {
            validate_state(&it.definition, QueryLanguage::JsonPath)
        };
        if create_error(&found).is_some() {
            failures.push(format!(
                "{}: {:?}\n  {}",
                it.origin,
                create_error(&found),
                it.definition
            ));
        }
    }
    assert!(failures.is_empty(), "{}:\n{}", failures.len(), failures.join("\n"));
}

/// The answer of ValidateStateMachineDefinition.
fn answer(found: &[Diagnostic]) -> Value {
    let diagnostics: Vec<Value> = found
        .iter()
        .map(|it| {
            let mut one = json!({
                "severity": it.severity.to_string(),
                "code": it.code,
                "message": it.message,
            });
            if let Some(location) = it.location() {
                one["location"] = json!(location);
            }
            one
        })
        .collect();
    json!({
        "result": if found.is_empty() { "OK" } else { "FAIL" },
        "diagnostics": diagnostics,
        "truncated": false,
    })
}

#[test]
fn refusals_are_in_aws_words() {
    let Some(vectors) = vectors() else { return };
    let mut seen = 0;
    let mut failures = Vec::new();
    for (origin, vector) in &vectors {
        let text = match vector["definition_text"].as_str() {
            Some(text) => text.to_owned(),
            None => vector["definition"].to_string(),
        };
        let mut found = validate(&text, kind(&vector["type"]));
        // The recordings did not ask for warnings.
        found.retain(|it| it.severity == Severity::Error);
        let error = &vector["expected_error"];
        let (expected, actual) = if vector["kind"] == "validate" {
            (vector["expected"].clone(), answer(&found))
        } else if error["code"] == "InvalidDefinition" && vector["kind"] == "create_state_machine" {
            (error["message"].clone(), json!(create_error(&found)))
        } else {
            continue;
        };
        seen += 1;
        let expected = expected.to_string().replace("<partition>", "aws");
        let expected: Value = serde_json::from_str(&expected).expect("still JSON");
        if actual != expected {
            failures.push(format!("{origin}:\n  {expected}\n  {actual}"));
        }
    }
    assert!(seen > 15, "only {seen} refusals were found");
    assert!(failures.is_empty(), "{}:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn variable_references_are_those_that_aws_lists() {
    let Some(vectors) = vectors() else { return };
    let mut seen = 0;
    for (origin, vector) in &vectors {
        let steps = vector["steps"].as_array().into_iter().flatten();
        for step in steps.filter(|it| it["action"] == "DescribeStateMachine") {
            let response = &step["expected_response"];
            let expected = &response["variableReferences"];
            // The recording masks parts of the definition in the answer, so the one that was sent is read.
            let definition = &vector["steps"][0]["request"]["definition"];
            if expected.is_object() && definition.is_object() {
                seen += 1;
                let found = json!(variable_references(definition));
                assert_eq!(found, *expected, "{origin}");
            }
        }
    }
    assert!(seen >= 10, "only {seen} lists were found");
}
