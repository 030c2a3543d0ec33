//! `variableReferences`: which variables each state of a definition reads.
//! <https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html>

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Value;

/// The fields of a state that hold other states.
const INNER: [&str; 3] = ["ItemProcessor", "Iterator", "Branches"];

/// The variables that each state reads, by name; states that read none are left out. `None` where no
/// state reads any.
pub fn references(definition: &str) -> Option<IndexMap<String, Vec<String>>> {
    let root: Value = serde_json::from_str(definition).ok()?;
    let mut found = IndexMap::new();
    machine(&root, is_jsonata(&root, false), &mut found);
    (!found.is_empty()).then_some(found)
}

fn is_jsonata(holder: &Value, outer: bool) -> bool {
    holder.get("QueryLanguage").and_then(Value::as_str).map_or(outer, |l| l == "JSONata")
}

fn machine(flow: &Value, jsonata: bool, found: &mut IndexMap<String, Vec<String>>) {
    let Some(states) = flow.get("States").and_then(Value::as_object) else { return };
    for (name, state) in states {
        let jsonata = is_jsonata(state, jsonata);
        let mut names = BTreeSet::new();
        if let Some(fields) = state.as_object() {
            for (key, value) in fields.iter().filter(|(key, _)| !INNER.contains(&key.as_str())) {
                collect(key, value, jsonata, &mut names);
            }
        }
        if !names.is_empty() {
            found.insert(name.clone(), names.into_iter().collect());
        }
        for inner in INNER.iter().filter_map(|key| state.get(key)) {
            match inner {
                Value::Array(branches) => {
                    branches.iter().for_each(|branch| machine(branch, jsonata, found));
                }
                processor => machine(processor, jsonata, found),
            }
        }
    }
}

fn collect(key: &str, value: &Value, jsonata: bool, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(k, v)| collect(k, v, jsonata, names)),
        Value::Array(items) => items.iter().for_each(|item| collect(key, item, jsonata, names)),
        Value::String(text) if jsonata => {
            let inner = text.trim().strip_prefix("{%").and_then(|t| t.strip_suffix("%}"));
            if let Some(expression) = inner {
                jsonata_names(expression, names);
            }
        }
        // In JSONPath only fields that name a path or end in `.$` are evaluated.
        Value::String(text)
            if key.ends_with(".$") || key.ends_with("Path") || key == "Variable" =>
        {
            dollar_names(text, |_, _| true, names);
        }
        _ => {}
    }
}

fn jsonata_names(expression: &str, names: &mut BTreeSet<String>) {
    let mut bound = BTreeSet::new();
    dollar_names(
        expression,
        |name, rest| {
            let rest = rest.trim_start();
            let binds = rest.starts_with(":=");
            if binds {
                bound.insert(name.to_owned());
            }
            !binds && !rest.starts_with('(') && name != "states" && !bound.contains(name)
        },
        names,
    );
}

/// Every `$name` outside quotes; `take` sees the name and what follows it.
fn dollar_names(
    text: &str,
    mut take: impl FnMut(&str, &str) -> bool,
    names: &mut BTreeSet<String>,
) {
    let mut quote = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        match (quote, c) {
            (_, '\\') if quote.is_some() => {
                rest = after.get(after.chars().next().map_or(0, char::len_utf8)..).unwrap_or("");
                continue;
            }
            (Some(q), c) if q == c => quote = None,
            (None, '\'' | '"' | '`') => quote = Some(c),
            (None, '$') => {
                let end =
                    after.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(after.len());
                let (name, following) = after.split_at(end);
                let named = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
                if named && take(name, following) {
                    names.insert(name.to_owned());
                }
                // `$$.` is the Context Object: its second dollar names no variable.
                rest = following.strip_prefix('$').filter(|_| name.is_empty()).unwrap_or(following);
                continue;
            }
            _ => {}
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn refs(state: Value) -> Vec<String> {
        let definition = json!({"StartAt": "S", "States": {"S": state}}).to_string();
        references(&definition)
            .map_or_else(Vec::new, |mut all| all.swap_remove("S").unwrap_or_default())
    }

    #[test]
    fn variables_are_found_where_they_are_evaluated() {
        assert_eq!(refs(json!({"Type": "Wait", "SecondsPath": "$waitTime"})), ["waitTime"]);
        assert_eq!(
            refs(json!({"Type": "Pass", "Parameters": {
                "a": "$plain", "b.$": "States.Format('$no {}', $yes, $$.Map.Item.Value, $.x)"}})),
            ["yes"]
        );
        assert_eq!(
            refs(json!({"Type": "Choice", "Choices": [
                {"Variable": "$guess", "StringEqualsPath": "$answer.x[0]", "Next": "N"}]})),
            ["answer", "guess"]
        );
        assert_eq!(
            refs(json!({"Type": "Pass", "QueryLanguage": "JSONata",
                "Output": "{% ($x := 1; $x + $y + $sum([$z]) + $states.input.a) %}"})),
            ["y", "z"]
        );
        assert!(refs(json!({"Type": "Pass", "Comment": "$a", "Result": {"b": "$c"}})).is_empty());
    }

    #[test]
    fn inner_states_are_listed_by_themselves() {
        let definition = json!({"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$list",
            "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "Parameters": {"q.$": "$q"}}}}}}});
        let all = references(&definition.to_string()).expect("some");
        assert_eq!(all["M"], ["list"]);
        assert_eq!(all["P"], ["q"]);
    }
}
