//! Which states read which workflow variables.

mod expression;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::model::QueryLanguage;
use crate::parse::is_jsonata;

/// Fields of a state that are not evaluated: those that hold other states, and plain texts.
const PLAIN: [&str; 6] = ["ItemProcessor", "Iterator", "Branches", "Comment", "Result", "Retry"];

/// Fields that hold payload templates.
const TEMPLATES: [&str; 6] =
    ["Parameters", "ResultSelector", "ItemSelector", "BatchInput", "Assign", "Credentials"];

/// The variables that each state of a definition reads, as
/// [DescribeStateMachine](https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html)
/// lists them in `variableReferences`; states that read none are left out.
///
/// ```
/// use serde_json::json;
///
/// let found = distmap_asl::variable_references(&json!({
///     "StartAt": "A",
///     "States": {"A": {"Type": "Pass", "Parameters": {"twice.$": "States.MathAdd($n, $n)"}, "End": true}},
/// }));
/// assert!(found["A"].contains("n"));
/// ```
#[must_use]
pub fn variable_references(definition: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    let top = language(definition).unwrap_or_default();
    machine(definition, top, &mut found);
    found
}

fn language(value: &Value) -> Option<QueryLanguage> {
    match value["QueryLanguage"].as_str()? {
        "JSONata" => Some(QueryLanguage::Jsonata),
        _ => Some(QueryLanguage::JsonPath),
    }
}

fn machine(value: &Value, top: QueryLanguage, found: &mut BTreeMap<String, BTreeSet<String>>) {
    for (name, state) in value["States"].as_object().into_iter().flatten() {
        let own = language(state).unwrap_or(top);
        let mut names = BTreeSet::new();
        for (key, field) in state.as_object().into_iter().flatten() {
            if !PLAIN.contains(&key.as_str()) {
                read(key, field, own, false, &mut names);
            }
        }
        if !names.is_empty() {
            found.insert(name.clone(), names);
        }
        for key in ["ItemProcessor", "Iterator"] {
            machine(&state[key], top, found);
        }
        for branch in state["Branches"].as_array().into_iter().flatten() {
            machine(branch, top, found);
        }
    }
}

/// The variables in a field, whose key tells in JSONPath whether it holds a path. In a payload template only keys that
/// end in `.$` do.
fn read(
    key: &str,
    value: &Value,
    language: QueryLanguage,
    template: bool,
    names: &mut BTreeSet<String>,
) {
    let is_path =
        || key.ends_with(".$") || (!template && (key.ends_with("Path") || key == "Variable"));
    match value {
        Value::String(text) => match language {
            QueryLanguage::Jsonata if is_jsonata(text) => {
                let source = text.trim_start_matches("{%").trim_end_matches("%}");
                names.append(&mut expression::variables(source));
            }
            QueryLanguage::JsonPath if is_path() => in_path(text, names),
            _ => {}
        },
        Value::Array(items) => {
            for item in items {
                read(key, item, language, template, names);
            }
        }
        Value::Object(object) => {
            let template = template || TEMPLATES.contains(&key);
            for (key, value) in object {
                read(key, value, language, template, names);
            }
        }
        _ => {}
    }
}

/// The names after a single `$` outside of quotes.
fn in_path(text: &str, names: &mut BTreeSet<String>) {
    let mut in_quotes = false;
    let mut previous = ' ';
    for (at, it) in text.char_indices() {
        if it == '\'' && previous != '\\' {
            in_quotes = !in_quotes;
        } else if !in_quotes && it == '$' && previous != '$' {
            let rest = &text[at + 1..];
            let end = rest.find(|it: char| !(it.is_alphanumeric() || it == '_'));
            let name = &rest[..end.unwrap_or(rest.len())];
            if !name.is_empty() {
                names.insert(name.to_owned());
            }
        }
        previous = it;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(key: &str, text: &str, language: QueryLanguage) -> Vec<String> {
        let mut names = BTreeSet::new();
        read(key, &Value::from(text), language, false, &mut names);
        names.into_iter().collect()
    }

    #[test]
    fn paths_and_intrinsics() {
        let path = |key, text| names(key, text, QueryLanguage::JsonPath);
        assert_eq!(path("a.$", "$x.y"), ["x"]);
        assert_eq!(path("ItemsPath", "$list"), ["list"]);
        assert_eq!(
            path("a.$", "States.Format('$no {}', $b, $$.Execution.Id, $.c, $a)"),
            ["a", "b"]
        );
        assert!(path("a", "$literal").is_empty());
    }

    #[test]
    fn expressions() {
        let expression = |text| names("Output", text, QueryLanguage::Jsonata);
        assert_eq!(expression("{% $x + $states.input.y %}"), ["x"]);
        assert!(expression("$x").is_empty());
    }

    #[test]
    fn what_is_not_evaluated() {
        let state = serde_json::json!({
            "Type": "Pass", "Comment": "{% $a %}", "Result": {"b.$": "$b"}, "ResultPath": "$.r",
            "Parameters": {"TargetPath": "$c", "in": [{"Variable": "$d"}]}, "End": true,
        });
        assert!(variable_references(&serde_json::json!({"States": {"S": state}})).is_empty());
    }
}
