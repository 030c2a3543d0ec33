//! From a policy document, as IAM has it, to what the check compares.

use distmap_asl::Pointer;
use serde_json::Value;

use super::policy::{Condition, Grant};
use super::{PolicyError, PolicyErrorKind};

/// One permission or prohibition of a document, with its place.
pub(crate) struct Rule {
    pub allow: bool,
    pub grant: Grant,
    pub pointer: Pointer,
}

/// Reads a policy document, or a list of statements.
pub(crate) fn rules(document: &Value) -> Result<Vec<Rule>, PolicyError> {
    let root = Pointer::root();
    let (statements, root) = match document.get("Statement") {
        Some(statements) => (statements, root.key("Statement")),
        None => return Err(error(&root, "a policy document has a `Statement`")),
    };
    let list: Vec<(&Value, Pointer)> = match statements {
        Value::Array(list) => list.iter().enumerate().map(|(n, s)| (s, root.index(n))).collect(),
        one => vec![(one, root)],
    };
    let mut rules = Vec::new();
    for (statement, pointer) in list {
        let allow = match statement.get("Effect").and_then(Value::as_str) {
            Some("Allow") => true,
            Some("Deny") => false,
            _ => return Err(error(&pointer.key("Effect"), "`Effect` is Allow or Deny")),
        };
        for key in ["NotAction", "NotResource"] {
            if statement.get(key).is_some() {
                return Err(error(
                    &pointer.key(key),
                    format!("`{key}` cannot be held against a definition; name what is allowed"),
                ));
            }
        }
        let conditions = conditions(statement);
        for action in texts(statement, "Action", &pointer)? {
            for resource in texts(statement, "Resource", &pointer)? {
                let grant = Grant {
                    action: action.to_owned(),
                    resource: resource.to_owned(),
                    conditions: conditions.clone(),
                };
                rules.push(Rule { allow, grant, pointer: pointer.clone() });
            }
        }
    }
    Ok(rules)
}

fn conditions(statement: &Value) -> Vec<Condition> {
    let operators = statement.get("Condition").and_then(Value::as_object).into_iter().flatten();
    operators
        .flat_map(|(operator, keys)| {
            let keys = keys.as_object().into_iter().flatten();
            keys.map(move |(key, values)| {
                Condition::new(operator, key, strings(values).map(str::to_owned))
            })
        })
        .collect()
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    let many = value.as_array().into_iter().flatten().filter_map(Value::as_str);
    value.as_str().into_iter().chain(many)
}

fn texts<'a>(
    statement: &'a Value,
    key: &str,
    pointer: &Pointer,
) -> Result<Vec<&'a str>, PolicyError> {
    let texts: Vec<&str> = statement.get(key).into_iter().flat_map(strings).collect();
    if texts.is_empty() {
        return Err(error(&pointer.key(key), format!("`{key}` is a text or a list of texts")));
    }
    Ok(texts)
}

fn error(pointer: &Pointer, text: impl Into<String>) -> PolicyError {
    PolicyError {
        kind: PolicyErrorKind::Document(text.into()),
        pointer: pointer.clone(),
        hint: None,
    }
}
