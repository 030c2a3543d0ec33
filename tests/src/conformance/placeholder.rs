//! The tokens of a recording: what varies from run to run.

use std::collections::BTreeMap;

use fancy_regex::Regex;
use serde_json::Value;

use super::rule::{Rule, map_texts};

/// What the tokens in the expected part of a vector stand for.
///
/// Two kinds. Tokens whose rule says where they belong are put into our answer by
/// [`apply`](Self::apply). Tokens that stand for a value that we chose (a numbered one, a part of an
/// ARN) are bound while comparing: a token matches any text, the same token always the same text.
#[derive(Debug, Default)]
pub struct Placeholders {
    /// Value and token, long values first.
    literals: Vec<(String, String)>,
    rules: Vec<(Rule, String)>,
    /// Token and the pattern of the texts that it can stand for, long tokens first.
    bindable: Vec<(String, &'static str)>,
}

/// The texts that bound tokens stand for in one answer.
#[derive(Debug, Default)]
pub struct Bindings(BTreeMap<String, String>);

/// A part of an ARN, or an id.
const PART: &str = r#"[^/:"\s]+?"#;
/// Anything.
const ANY: &str = r"[\s\S]+?";

impl Placeholders {
    /// Reads the `placeholders` of a vector.
    pub fn parse(placeholders: &Value) -> Result<Self, String> {
        let mut parsed = Self::default();
        for (token, rules) in placeholders.as_object().into_iter().flatten() {
            for rule in rules.as_array().into_iter().flatten() {
                parsed.add(token, rule).map_err(|reason| format!("the token {token}: {reason}"))?;
            }
        }
        parsed.literals.sort_by_key(|(value, _)| std::cmp::Reverse(value.len()));
        parsed.bindable.sort_by_key(|(token, _)| std::cmp::Reverse(token.len()));
        Ok(parsed)
    }

    fn add(&mut self, token: &str, rule: &Value) -> Result<(), String> {
        let op = rule.get("op").and_then(Value::as_str).ok_or("a rule without `op`")?;
        if op == "literal" {
            let value = rule.get("value").and_then(Value::as_str).ok_or("a literal of no text")?;
            self.literals.push((value.to_owned(), token.to_owned()));
        } else if let Some(rule) = Rule::parse(rule)? {
            self.rules.push((rule, token.to_owned()));
        } else {
            let part = matches!(op, "engine_value" | "arn_resource" | "uuid_under_id_key");
            self.bindable.push((token.to_owned(), if part { PART } else { ANY }));
        }
        Ok(())
    }

    /// The values that a literal rule replaces by a token whose name contains `part`.
    pub(crate) fn literal_values<'a>(&'a self, part: &'a str) -> impl Iterator<Item = &'a str> {
        let of =
            move |(value, token): &'a (String, String)| token.contains(part).then_some(&**value);
        self.literals.iter().filter_map(of)
    }

    /// Applies the recording's rules to our answer: literals first, then the rest.
    pub fn apply(&self, answer: &mut Value) {
        if !self.literals.is_empty() {
            map_texts(answer, &|text| self.replace_literals(text));
        }
        for (rule, token) in &self.rules {
            rule.apply(answer, token);
        }
    }

    fn replace_literals(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (value, token) in &self.literals {
            if value != token && text.contains(value.as_str()) {
                text = text.replace(value.as_str(), token);
            }
        }
        text
    }

    /// Whether an expected text matches one of ours, where bound tokens stand for our values.
    pub(crate) fn matches(&self, expected: &str, actual: &str, bindings: &mut Bindings) -> bool {
        if expected == actual {
            return true;
        }
        let Some((pattern, new)) = self.pattern(expected, bindings) else { return false };
        let Ok(pattern) = Regex::new(&pattern) else { return false };
        let Ok(Some(found)) = pattern.captures(actual) else { return false };
        for (index, token) in new.into_iter().enumerate() {
            if let Some(text) = found.get(index + 1) {
                bindings.0.insert(token, text.as_str().to_owned());
            }
        }
        true
    }

    /// A pattern for an expected text, with one group for each token that is not bound yet.
    fn pattern(&self, expected: &str, bindings: &Bindings) -> Option<(String, Vec<String>)> {
        let mut pattern = String::from("^");
        let mut new: Vec<String> = Vec::new();
        let mut rest = expected;
        let mut any = false;
        while !rest.is_empty() {
            let Some((token, shape)) =
                self.bindable.iter().find(|(token, _)| rest.starts_with(token.as_str()))
            else {
                let next = rest.chars().next().map_or(rest.len(), char::len_utf8);
                pattern += &fancy_regex::escape(&rest[..next]);
                rest = &rest[next..];
                continue;
            };
            any = true;
            rest = &rest[token.len()..];
            if let Some(bound) = bindings.0.get(token) {
                pattern += &fancy_regex::escape(bound);
            } else if let Some(index) = new.iter().position(|known| known == token) {
                pattern += &format!("\\{}(?:)", index + 1);
            } else {
                pattern += &format!("({shape})");
                new.push(token.clone());
            }
        }
        any.then(|| (pattern + "$", new))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn placeholders() -> Placeholders {
        Placeholders::parse(&json!({
            "<name>": [{"op": "literal", "value": "machine-1"}],
            "<long>": [{"op": "literal", "value": "machine-12"}],
            "<uuid:1>": [{"op": "uuid_under_id_key", "numbered": true}],
            "<uuid:2>": [{"op": "uuid_under_id_key", "numbered": true}],
            "date": [{"op": "iso8601"}],
        }))
        .expect("placeholders")
    }

    #[test]
    fn long_literals_come_first() {
        let mut answer = json!({"machine-1": "machine-12 and machine-1 at 2024-01-01T00:00:00Z"});
        placeholders().apply(&mut answer);
        assert_eq!(answer, json!({"<name>": "<long> and <name> at date"}));
    }

    #[test]
    fn equal_tokens_stand_for_equal_texts() {
        let placeholders = placeholders();
        let mut bindings = Bindings::default();
        assert!(placeholders.matches("a:<uuid:1>/<uuid:2>/<uuid:1>", "a:x/y/x", &mut bindings));
        assert!(placeholders.matches("<uuid:2>", "y", &mut bindings));
        assert!(!placeholders.matches("<uuid:1>", "z", &mut bindings));
        assert!(!placeholders.matches("b:<uuid:1>", "a:x", &mut bindings));
    }

    #[test]
    fn a_part_of_an_arn_holds_no_colon() {
        let mut bindings = Bindings::default();
        assert!(!placeholders().matches("a:<uuid:1>", "a:b:c", &mut bindings));
    }

    #[test]
    fn a_text_without_tokens_matches_itself_only() {
        let mut bindings = Bindings::default();
        assert!(placeholders().matches("date", "date", &mut bindings));
        assert!(!placeholders().matches("date", "other", &mut bindings));
    }
}
