//! Compares two JSON values: the order of keys does not matter, numbers count by value.

use serde_json::Value;

use super::placeholder::{Bindings, Placeholders};
use super::{answer, number};

/// One place where two answers differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// JSON pointer to the place.
    pub pointer: String,
    /// What AWS answered; `None` where it answered nothing.
    pub expected: Option<Value>,
    /// What we answered; `None` where we answered nothing.
    pub actual: Option<Value>,
}

impl Difference {
    /// The place with both values whole, indented.
    pub fn detail(&self) -> String {
        let whole = |value: &Option<Value>| match value {
            Some(value) => format!("{value:#}").replace('\n', "\n    "),
            None => "nothing".into(),
        };
        let (expected, actual) = (whole(&self.expected), whole(&self.actual));
        format!("{}\n  - {expected}\n  + {actual}", self.pointer)
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = if self.pointer.is_empty() { "/" } else { &self.pointer };
        write!(f, "{place}: expected {}, got {}", short(&self.expected), short(&self.actual))
    }
}

/// A value in at most some 200 characters.
fn short(value: &Option<Value>) -> String {
    let Some(value) = value else { return "nothing".into() };
    let text = value.to_string();
    match text.char_indices().nth(200) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

/// HTTP headers of AWS's own calls, which nobody's engine has.
const NOT_COMPARED: [&str; 2] = ["SdkHttpMetadata", "SdkResponseMetadata"];

/// Where `actual`, to which the placeholders' rules have been applied, differs from `expected`.
/// `pointer` is where in the answer the two values stand.
pub fn compare(
    pointer: &str,
    expected: &Value,
    actual: &Value,
    placeholders: &Placeholders,
    bindings: &mut Bindings,
) -> Vec<Difference> {
    let mut walk = Walk { placeholders, bindings, found: Vec::new() };
    walk.values(pointer, expected, actual);
    walk.found
}

struct Walk<'a> {
    placeholders: &'a Placeholders,
    bindings: &'a mut Bindings,
    found: Vec<Difference>,
}

impl Walk<'_> {
    fn values(&mut self, pointer: &str, expected: &Value, actual: &Value) {
        let equal = match (expected, actual) {
            (Value::Object(left), Value::Object(right)) => {
                for (name, value) in left {
                    let inner = format!("{pointer}/{}", escape(name));
                    match right.get(name) {
                        _ if NOT_COMPARED.contains(&name.as_str()) => {}
                        Some(other) => self.member(name, &inner, value, other),
                        None => self.differ(&inner, Some(value), None),
                    }
                }
                for (name, value) in right {
                    if !left.contains_key(name) && !NOT_COMPARED.contains(&name.as_str()) {
                        let inner = format!("{pointer}/{}", escape(name));
                        self.differ(&inner, None, Some(value));
                    }
                }
                true
            }
            (Value::Array(left), Value::Array(right)) => {
                for index in 0..left.len().max(right.len()) {
                    let inner = format!("{pointer}/{index}");
                    match (left.get(index), right.get(index)) {
                        (Some(value), Some(other)) => self.values(&inner, value, other),
                        (value, other) => self.differ(&inner, value, other),
                    }
                }
                true
            }
            (Value::String(left), Value::String(right)) => {
                self.placeholders.matches(left, right, self.bindings)
            }
            (Value::Number(left), Value::Number(right)) => number::equal(left, right),
            // A token can stand for a value that is no text.
            (Value::String(left), right) => {
                let right = right.to_string();
                left != &right && self.placeholders.matches(left, &right, self.bindings)
            }
            (left, right) => left == right,
        };
        if !equal {
            self.differ(pointer, Some(expected), Some(actual));
        }
    }

    /// A cause that is the text of a JSON object is compared as one, wherever it stands.
    fn member(&mut self, name: &str, pointer: &str, expected: &Value, actual: &Value) {
        if let (true, Value::String(left), Value::String(right)) =
            (name.eq_ignore_ascii_case("cause"), expected, actual)
            && let (Some(left), Some(right)) = (answer::cause(left), answer::cause(right))
        {
            return self.values(pointer, &left, &right);
        }
        self.values(pointer, expected, actual);
    }

    fn differ(&mut self, pointer: &str, expected: Option<&Value>, actual: Option<&Value>) {
        self.found.push(Difference {
            pointer: pointer.to_owned(),
            expected: expected.cloned(),
            actual: actual.cloned(),
        });
    }
}

/// A member's name as a step of a JSON pointer.
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(expected: Value, actual: Value, pointers: &[&str]) {
        let placeholders = Placeholders::parse(&json!({
            "<token:1>": [{"op": "key", "key": "token", "numbered": true}],
        }))
        .expect("placeholders");
        let found = compare("", &expected, &actual, &placeholders, &mut Bindings::default());
        let found: Vec<&str> = found.iter().map(|found| found.pointer.as_str()).collect();
        assert_eq!(found, pointers, "{expected} and {actual}");
    }

    #[test]
    fn by_value_and_place() {
        check(json!({"a": 1, "b": [1.0]}), json!({"b": [1], "a": 1.0}), &[]);
        check(json!({"a": 1}), json!({"a": 2}), &["/a"]);
        check(json!({"a/b": 1}), json!({}), &["/a~1b"]);
        check(json!({}), json!({"a": null}), &["/a"]);
        check(json!([1, 2]), json!([1]), &["/1"]);
        check(json!("1"), json!(1), &[""]);
        check(json!({"Cause": r#"{"a": 1}"#}), json!({"Cause": r#"{"a":1}"#}), &[]);
        check(json!({"Cause": r#"{"a": 1}"#}), json!({"Cause": r#"{"a":2}"#}), &["/Cause/a"]);
        check(json!({"text": r#"{"a": 1}"#}), json!({"text": r#"{"a":1}"#}), &["/text"]);
        check(json!({"SdkHttpMetadata": {"x": 1}}), json!({}), &[]);
        check(json!({}), json!({"SdkResponseMetadata": {"x": 1}}), &[]);
    }

    #[test]
    fn a_token_stands_for_one_value_everywhere() {
        check(json!(["<token:1>", "<token:1>"]), json!(["x", "x"]), &[]);
        check(json!(["<token:1>", "<token:1>"]), json!(["x", "y"]), &["/1"]);
        check(json!(["<token:1>"]), json!([{"any": 1}]), &[]);
    }
}
