#![allow(clippy::print_stderr)] // A skipped test must be seen.
//! A walk over the recorded definitions, where they lie beside the checkout: what AWS took is parsed, rendered back to
//! the same JSON, and judged free of errors.

use std::fs;
use std::path::{Path, PathBuf};

use distmap_asl::{QueryLanguage, State, StateMachine};
use serde_json::{Map, Value};

/// A definition that AWS accepted, with its origin; a single state where TestState took it.
struct Accepted {
    origin: String,
    definition: Value,
}

fn vectors(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            vectors(&path, found)?;
        } else if path.extension().is_some_and(|it| it == "json") && !path.ends_with("index.json") {
            found.push(path);
        }
    }
    Ok(())
}

/// The definitions, or `None` where the folder is absent.
fn accepted() -> Option<Vec<Accepted>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    let mut paths = Vec::new();
    vectors(&folder, &mut paths).expect("the folder can be read");
    let mut all = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a vector can be read");
        let vector: Value = serde_json::from_str(&text).expect("a vector is JSON");
        if vector["unverified"] == true {
            continue;
        }
        let origin = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let takes =
            |it: &Value| it.get("expected_error").is_none() && it["expected"]["result"] != "FAIL";
        if takes(&vector) && vector["definition"].is_object() && vector["definition_text"].is_null()
        {
            all.push(Accepted { origin: origin.clone(), definition: vector["definition"].clone() });
        }
        for step in vector["steps"].as_array().into_iter().flatten() {
            let definition = &step["request"]["definition"];
            if takes(step) && definition.is_object() && step.get("expected_response").is_some() {
                all.push(Accepted { origin: origin.clone(), definition: definition.clone() });
            }
        }
    }
    Some(all)
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
    let Some(all) = accepted() else { return };
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
