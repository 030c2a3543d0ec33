//! Constraints of the models, refused in AWS's words.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use fancy_regex::Regex;
use serde_json::Value;

use super::shape::Shape;

/// How deep a request may nest where its shape says nothing (`Shape::Any`, unknown members).
const MAX_DEPTH: usize = 32;

/// What is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A member has the wrong JSON type: AWS's `SerializationException`.
    Type(String),
    /// Constraints are not met: AWS's `ValidationException`, with its whole message.
    Constraints(String),
}

/// Checks a request against its shape.
pub fn validate(request: &Value, shape: &Shape) -> Result<(), Refusal> {
    let mut check = Check { found: Vec::new(), path: Vec::new() };
    check.value(request, shape).map_err(Refusal::Type)?;
    match check.found.len() {
        0 => Ok(()),
        n => {
            let plural = if n == 1 { "" } else { "s" };
            let all = check.found.join("; ");
            Err(Refusal::Constraints(format!("{n} validation error{plural} detected: {all}")))
        }
    }
}

struct Check {
    found: Vec<String>,
    path: Vec<String>,
}

/// A value as AWS shows it: lists and objects in the way of Java's `toString`.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let members: Vec<String> =
                members.iter().map(|(name, value)| format!("{name}={}", shown(value))).collect();
            format!("{{{}}}", members.join(", "))
        }
        other => other.to_string(),
    }
}

/// The constraints of a text, in the order in which AWS tells them.
fn constraints(
    min: Option<i64>,
    max: Option<i64>,
    pattern: Option<&str>,
    values: &[&str],
) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(max) = max {
        all.push(format!("Member must have length less than or equal to {max}"));
    }
    if let Some(min) = min {
        all.push(format!("Member must have length greater than or equal to {min}"));
    }
    if let Some(pattern) = pattern {
        all.push(format!("Member must satisfy regular expression pattern: {pattern}"));
    }
    if !values.is_empty() {
        all.push(format!("Member must satisfy enum value set: [{}]", values.join(", ")));
    }
    all
}

impl Check {
    fn fail(&mut self, value: &str, constraint: &str) {
        let path = self.path.join(".");
        let value = if value.is_empty() { String::new() } else { format!(" {value}") };
        self.found
            .push(format!("Value{value} at '{path}' failed to satisfy constraint: {constraint}"));
    }

    fn at(&mut self, name: String, value: &Value, shape: &Shape) -> Result<(), String> {
        self.path.push(name);
        let done = if self.path.len() > MAX_DEPTH {
            Err("the request nests too deeply".to_owned())
        } else {
            self.value(value, shape)
        };
        self.path.pop();
        done
    }

    fn value(&mut self, value: &Value, shape: &Shape) -> Result<(), String> {
        match (shape, value) {
            (Shape::Any, _) | (Shape::Boolean, Value::Bool(_)) => {}
            (Shape::Blob, Value::String(_)) | (Shape::Timestamp, Value::Number(_)) => {}
            (Shape::Structure(members), Value::Object(map)) => {
                for member in *members {
                    match map.get(member.name) {
                        None | Some(Value::Null) if member.required => {
                            self.path.push(member.name.to_owned());
                            self.fail("null", "Member must not be null");
                            self.path.pop();
                        }
                        None | Some(Value::Null) => {}
                        Some(inner) => self.at(member.name.to_owned(), inner, member.shape)?,
                    }
                }
            }
            (Shape::List { member, min, max, .. }, Value::Array(items)) => {
                self.size(value, items.len() as i64, *min, *max);
                if let Shape::Text { min, max, pattern, values, .. } = member {
                    // AWS names the list, not the text in it.
                    let mut texts = items.iter().filter_map(Value::as_str);
                    if texts.any(|it| !broken(it, *min, *max, *pattern, values).is_empty()) {
                        let all = constraints(*min, *max, *pattern, values).join(", ");
                        let told = format!("Member must satisfy constraint: [{all}]");
                        self.fail(&format!("'{}'", shown(value)), &told);
                    }
                }
                for (i, item) in items.iter().enumerate() {
                    match (member, item) {
                        (Shape::Text { .. }, Value::String(_)) => {}
                        _ => self.at(format!("{}.member", i + 1), item, member)?,
                    }
                }
            }
            (Shape::Map { value: inner, .. }, Value::Object(map)) => {
                for (key, item) in map {
                    self.at(format!("{key}.member"), item, inner)?;
                }
            }
            (Shape::Text { min, max, pattern, values, secret }, Value::String(text)) => {
                for constraint in broken(text, *min, *max, *pattern, values) {
                    let shown = if *secret { String::new() } else { format!("'{text}'") };
                    self.fail(&shown, &constraint);
                }
            }
            (Shape::Integer { min, max }, Value::Number(number)) => {
                let Some(n) = number.as_i64() else {
                    return Err(format!("{} can not be converted to an Integer", number));
                };
                if min.is_some_and(|min| n < min) {
                    let least = min.unwrap_or_default();
                    self.fail(
                        &format!("'{n}'"),
                        &format!("Member must have value greater than or equal to {least}"),
                    );
                }
                if max.is_some_and(|max| n > max) {
                    let most = max.unwrap_or_default();
                    self.fail(
                        &format!("'{n}'"),
                        &format!("Member must have value less than or equal to {most}"),
                    );
                }
            }
            (Shape::Float { min, max }, Value::Number(number)) => {
                let n = number.as_f64().ok_or_else(|| format!("{number} is not a number"))?;
                if min.is_some_and(|min| n < min) {
                    let least = min.unwrap_or_default();
                    self.fail(
                        &format!("'{n:?}'"),
                        &format!("Member must have value greater than or equal to {least:?}"),
                    );
                }
                if max.is_some_and(|max| n > max) {
                    let most = max.unwrap_or_default();
                    self.fail(
                        &format!("'{n:?}'"),
                        &format!("Member must have value less than or equal to {most:?}"),
                    );
                }
            }
            (_, found) => {
                let at = self.path.join(".");
                let kind = match found {
                    Value::Null => "NULL_VALUE",
                    Value::Bool(true) => "TRUE_VALUE",
                    Value::Bool(false) => "FALSE_VALUE",
                    Value::Number(_) => "NUMBER_VALUE",
                    Value::String(_) => "STRING_VALUE",
                    Value::Array(_) => "START_ARRAY",
                    Value::Object(_) => "START_OBJECT",
                };
                return Err(format!("{kind} can not be converted to what '{at}' takes"));
            }
        }
        Ok(())
    }

    fn size(&mut self, value: &Value, length: i64, min: Option<i64>, max: Option<i64>) {
        if min.is_some_and(|min| length < min) || max.is_some_and(|max| length > max) {
            let shown = format!("'{}'", shown(value));
            match (min, max) {
                (Some(min), _) if length < min => self.fail(
                    &shown,
                    &format!("Member must have length greater than or equal to {min}"),
                ),
                (_, Some(max)) => self
                    .fail(&shown, &format!("Member must have length less than or equal to {max}")),
                _ => {}
            }
        }
    }
}

/// The constraints that a text does not satisfy.
fn broken(
    text: &str,
    min: Option<i64>,
    max: Option<i64>,
    pattern: Option<&str>,
    values: &[&str],
) -> Vec<String> {
    let length = text.chars().count() as i64;
    constraints(
        min.filter(|min| length < *min),
        max.filter(|max| length > *max),
        pattern.filter(|pattern| !matches(pattern, text)),
        if values.contains(&text) { &[] } else { values },
    )
}

/// Whether the whole text matches a model's pattern. The patterns are the models', a handful; none
/// comes from outside.
fn matches(pattern: &str, text: &str) -> bool {
    static COMPILED: LazyLock<Mutex<HashMap<String, Option<Regex>>>> =
        LazyLock::new(Mutex::default);
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let regex = compiled.entry(pattern.to_owned()).or_insert_with(|| {
        let java = pattern.replace("\\p{ASCII}", "[\\x00-\\x7F]");
        Regex::new(&format!("^(?:{java})$")).ok()
    });
    // A pattern that this regex dialect lacks refuses nothing.
    regex.as_ref().is_none_or(|regex| regex.is_match(text).unwrap_or(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sfn::SERVICE;
    use serde_json::json;

    fn check(operation: &str, request: Value) -> String {
        let model = SERVICE.operation(operation).expect("an operation of the model");
        match validate(&request, model.input) {
            Ok(()) => String::new(),
            Err(Refusal::Type(message) | Refusal::Constraints(message)) => message,
        }
    }

    #[test]
    fn constraints_are_refused_in_the_words_of_aws() {
        let arn = "arn:aws:states:us-east-1:111111111111:stateMachine:m";
        assert_eq!(
            check("ListExecutions", json!({"stateMachineArn": arn, "statusFilter": "succeeded"})),
            "1 validation error detected: Value 'succeeded' at 'statusFilter' failed to satisfy constraint: \
             Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]"
        );
        assert_eq!(
            check("ListStateMachineAliases", json!({"stateMachineArn": arn, "maxResults": 1001})),
            "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: \
             Member must have value less than or equal to 1000"
        );
        assert_eq!(
            check("CreateStateMachine", json!({"name": "n", "definition": "{}"})),
            "1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null"
        );
        let alias = |name: &str| json!({"name": name, "routingConfiguration": [{"stateMachineVersionArn": "a", "weight": 100}]});
        assert_eq!(
            check("CreateStateMachineAlias", alias("123")),
            "1 validation error detected: Value '123' at 'name' failed to satisfy constraint: \
             Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$"
        );
        assert_eq!(check("CreateStateMachineAlias", alias("live")), "");
    }

    #[test]
    fn secrets_are_not_shown() {
        let long = "x".repeat(262_145);
        assert_eq!(
            check("StartExecution", json!({"stateMachineArn": "a", "input": long})),
            "1 validation error detected: Value at 'input' failed to satisfy constraint: \
             Member must have length less than or equal to 262144"
        );
    }

    #[test]
    fn what_lists_hold() {
        let arn = "arn:aws:states:us-east-1:111111111111:stateMachine:m";
        assert_eq!(
            check("UntagResource", json!({"resourceArn": arn, "tagKeys": ["a", ""]})),
            "1 validation error detected: Value '[a, ]' at 'tagKeys' failed to satisfy constraint: \
             Member must satisfy constraint: [Member must have length less than or equal to 128, \
             Member must have length greater than or equal to 1]"
        );
        let weight = json!([{"stateMachineVersionArn": "a", "weight": 101}]);
        assert_eq!(
            check("CreateStateMachineAlias", json!({"name": "a", "routingConfiguration": weight})),
            "1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: \
             Member must have value less than or equal to 100"
        );
        assert_eq!(
            check("CreateStateMachineAlias", json!({"name": "a", "routingConfiguration": []})),
            "1 validation error detected: Value '[]' at 'routingConfiguration' failed to satisfy constraint: \
             Member must have length greater than or equal to 1"
        );
    }

    #[test]
    fn wrong_types_are_told_apart() {
        let told = check("DescribeExecution", json!({"executionArn": 3}));
        assert!(told.contains("NUMBER_VALUE"), "{told}");
    }
}
