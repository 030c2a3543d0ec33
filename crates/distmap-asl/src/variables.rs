//! Which states read which workflow variables.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::model::QueryLanguage;
use crate::parse::is_jsonata;

/// Fields of a state that hold other states, not data of its own.
const INNER: [&str; 3] = ["ItemProcessor", "Iterator", "Branches"];

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
            if !INNER.contains(&key.as_str()) {
                read(key, field, own, &mut names);
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

/// The variables in a field, whose key tells in JSONPath whether it holds a path.
fn read(key: &str, value: &Value, language: QueryLanguage, names: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => match language {
            QueryLanguage::Jsonata if is_jsonata(text) => in_jsonata(text, names),
            QueryLanguage::JsonPath
                if key.ends_with(".$") || key.ends_with("Path") || key == "Variable" =>
            {
                in_path(text, names);
            }
            _ => {}
        },
        Value::Array(items) => {
            for item in items {
                read(key, item, language, names);
            }
        }
        Value::Object(object) => {
            for (key, value) in object {
                read(key, value, language, names);
            }
        }
        _ => {}
    }
}

/// Texts in quotes are passed over; `each` gets every name after a single `$`, and the text behind it.
fn dollars<'a>(text: &'a str, quotes: &[char], mut each: impl FnMut(&'a str, &'a str)) {
    let mut quote = None;
    let mut previous = ' ';
    for (at, it) in text.char_indices() {
        match quote {
            Some(mark) if it == mark && previous != '\\' => quote = None,
            Some(_) => {}
            None if quotes.contains(&it) => quote = Some(it),
            None if it == '$' && previous != '$' => {
                let rest = &text[at + 1..];
                let end = rest
                    .find(|it: char| !(it.is_alphanumeric() || it == '_'))
                    .unwrap_or(rest.len());
                if end > 0 {
                    each(&rest[..end], &rest[end..]);
                }
            }
            None => {}
        }
        previous = it;
    }
}

fn in_path(text: &str, names: &mut BTreeSet<String>) {
    dollars(text, &['\''], |name, _| {
        names.insert(name.to_owned());
    });
}

/// A JSONata name is a variable of the workflow unless it is called, bound or a parameter.
fn in_jsonata(text: &str, names: &mut BTreeSet<String>) {
    let mut bound = BTreeSet::from(["states"]);
    let mut seen = BTreeSet::new();
    let parameters: String = text
        .split("function")
        .skip(1)
        .filter_map(|it| it.trim_start().strip_prefix('(')?.split(')').next())
        .collect::<Vec<_>>()
        .join(" ");
    dollars(text, &['\'', '"', '`'], |name, rest| {
        let rest = rest.trim_start();
        if rest.starts_with(":=") {
            bound.insert(name);
        } else if !rest.starts_with('(') {
            seen.insert(name);
        }
    });
    let mut formal = BTreeSet::new();
    dollars(&parameters, &[], |name, _| {
        formal.insert(name.to_owned());
    });
    for name in seen {
        if !bound.contains(name) && !formal.contains(name) {
            names.insert(name.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(key: &str, text: &str, language: QueryLanguage) -> Vec<String> {
        let mut names = BTreeSet::new();
        read(key, &Value::from(text), language, &mut names);
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
        assert_eq!(
            expression("{% ($a := 1; $map($b, function($v, $i) { $v + $a + '$c' })) %}"),
            ["b"]
        );
        assert!(expression("$x").is_empty());
    }
}
