//! What each fuzz target does with its bytes, and what must hold whatever they are.
//!
//! The targets call these functions, and an ordinary test of `distmap-eval` replays the corpus through them.
//! No input may panic, hang or overflow the stack.

use distmap_asl::{ExecutionType, QueryLanguage, StateMachine};
use distmap_eval::{Expression, JsonataExpr, Path, ReferencePath, Scope, Template, Variables};
use distmap_transform::{Patch, json_merge, string_to_json};
use serde_json::{Value, json};

/// The parser of definitions: what it accepts can be written and read again, and the checks take anything.
pub fn definition(data: &[u8]) {
    if let Ok(machine) = distmap_asl::parse_bytes(data) {
        let again = StateMachine::from_value(&machine.to_value());
        assert_eq!(again.as_ref(), Ok(&machine), "a written definition reads as the same");
    }
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = distmap_asl::validate(text, ExecutionType::Standard);
    }
}

/// Paths: the first line is the path, the rest the document.
pub fn json_path(data: &[u8]) {
    let Some((text, document)) = line_and_document(data) else { return };
    let (context, variables) = surroundings();
    let scope = Scope::new(&document, &context, &variables);
    if let Ok(path) = Path::compile(text) {
        assert_eq!(path.text(), text);
        if let Ok(found) = path.select(&scope) {
            assert!(path.is_definite() || found.is_array(), "an indefinite path gives an array");
        }
    }
    if let Ok(path) = ReferencePath::compile(text)
        && let Ok(written) = path.set(document.clone(), json!("new"))
    {
        let found = Path::compile(text).expect("a reference path is a path").take(&scope, written);
        assert_eq!(found, Ok(json!("new")), "what is written is read");
    }
}

/// Intrinsic functions: the first line is the call, the rest the document.
pub fn intrinsic(data: &[u8]) {
    let Some((text, document)) = line_and_document(data) else { return };
    let Ok(call) = Expression::compile(text) else { return };
    let (context, variables) = surroundings();
    if let Ok(value) = call.evaluate(&Scope::new(&document, &context, &variables)) {
        assert_eq!(
            string_to_json(&value.to_string()).as_ref(),
            Ok(value.as_ref()),
            "values are JSON"
        );
    }
}

/// Payload templates in both languages: the bytes are the template, and the data as well.
pub fn template(data: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Value>(data) else { return };
    let (context, variables) = surroundings();
    let scope = Scope::new(&value, &context, &variables);
    for language in [QueryLanguage::JsonPath, QueryLanguage::Jsonata] {
        if let Ok(template) = Template::compile(&value, language, "Output") {
            let result = template.evaluate(&scope);
            if let Some(constant) = template.as_constant() {
                assert_eq!(result.as_ref(), Ok(constant), "a constant depends on nothing");
            }
        }
    }
    if let Some(text) = value.as_str() {
        let _ = JsonataExpr::compile(text, "Output").map(|expression| expression.evaluate(&scope));
    }
}

/// JSONata expressions, with and without their marks: the checks take anything, and what compiles runs to an end.
pub fn jsonata(data: &[u8]) {
    let Some((text, document)) = line_and_document(data) else { return };
    let machine = json!({"QueryLanguage": "JSONata", "StartAt": "A", "States": {
        "A": {"Type": "Pass", "Output": format!("{{%{text}%}}"), "End": true},
    }});
    let found = distmap_asl::validate_value(&machine, ExecutionType::Standard);
    let Ok(expression) = JsonataExpr::compile(&format!("{{%{text}%}}"), "Output") else {
        assert!(!found.is_empty(), "what does not compile is refused with its definition");
        return;
    };
    let (context, variables) = surroundings();
    let _ = expression.evaluate(&Scope::new(&document, &context, &variables));
}

/// The transform: the splice gives what parsing, merging and writing gives.
pub fn transform(data: &[u8]) {
    const PATCH: &str = r#"{"NewField":"MyValue"}"#;
    let patch = Patch::new(PATCH).expect("an object");
    let spliced = patch.apply_bytes(data).ok();
    let merged = std::str::from_utf8(data).ok().and_then(|body| {
        match (string_to_json(body), string_to_json(PATCH)) {
            (Ok(Value::Object(body)), Ok(Value::Object(patch))) => {
                Some(Value::Object(json_merge(body, patch)).to_string())
            }
            _ => None,
        }
    });
    assert_eq!(spliced, merged.map(String::into_bytes));
}

fn line_and_document(data: &[u8]) -> Option<(&str, Value)> {
    let (line, document) = std::str::from_utf8(data).ok()?.split_once('\n')?;
    Some((line, serde_json::from_str(document).ok()?))
}

fn surroundings() -> (Value, Variables) {
    let mut variables = Variables::new();
    let values = [("x".to_owned(), json!(1)), ("list".to_owned(), json!([1, {"a": "b"}]))];
    variables.assign(values.into_iter().collect()).expect("small variables");
    (json!({"Execution": {"Name": "run", "Input": {}}, "State": {"Name": "state"}}), variables)
}
