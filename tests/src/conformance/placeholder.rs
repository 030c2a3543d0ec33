//! The tokens of a recording: what varies from run to run.

use std::collections::{BTreeMap, BTreeSet};

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
    /// Long values first.
    literals: Vec<Literal>,
    /// One group for each literal, in their order: a text is replaced in one pass, so that no
    /// literal is found inside a token that another one has put in.
    any_literal: Option<Regex>,
    rules: Vec<(Rule, String)>,
    /// Token and the pattern of the texts that it can stand for, long tokens first.
    bindable: Vec<(String, &'static str)>,
    /// All tokens that have a rule.
    listed: BTreeSet<String>,
}

#[derive(Debug)]
struct Literal {
    value: String,
    token: String,
    pattern: String,
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
            parsed.listed.insert(token.clone());
            for rule in rules.as_array().into_iter().flatten() {
                parsed.add(token, rule).map_err(|reason| format!("the token {token}: {reason}"))?;
            }
        }
        parsed.literals.sort_by_key(|literal| std::cmp::Reverse(literal.value.len()));
        let patterns: Vec<String> =
            parsed.literals.iter().map(|literal| format!("({})", literal.pattern)).collect();
        if !patterns.is_empty() {
            let any = Regex::new(&patterns.join("|"));
            parsed.any_literal = Some(any.map_err(|error| error.to_string())?);
        }
        parsed.bindable.sort_by_key(|(token, _)| std::cmp::Reverse(token.len()));
        Ok(parsed)
    }

    fn add(&mut self, token: &str, rule: &Value) -> Result<(), String> {
        let op = rule.get("op").and_then(Value::as_str).ok_or("a rule without `op`")?;
        if op == "literal" {
            let value = rule.get("value").and_then(Value::as_str).ok_or("a literal of no text")?;
            // A literal that is its own token says that the value is not on file.
            if value == token && rule.get("meaning").is_none() {
                self.bindable.push((token.to_owned(), ANY));
            }
            let partition = rule.get("meaning").is_some_and(|meaning| meaning == "ARN partition");
            let pattern = fancy_regex::escape(value).into_owned();
            // `aws` is the partition in an ARN only; elsewhere it is part of other words.
            let pattern = if partition { format!("(?<=arn:){pattern}(?=:)") } else { pattern };
            self.literals.push(Literal {
                value: value.to_owned(),
                token: token.to_owned(),
                pattern,
            });
        } else if let Some(rule) = Rule::parse(rule)? {
            self.rules.push((rule, token.to_owned()));
        } else {
            let part = matches!(op, "engine_value" | "arn_resource" | "uuid_under_id_key");
            self.bindable.push((token.to_owned(), if part { PART } else { ANY }));
        }
        Ok(())
    }

    /// The values that a literal rule replaces by a token.
    pub(crate) fn literal_values<'a>(&'a self, token: &'a str) -> impl Iterator<Item = &'a str> {
        let those = self.literals.iter().filter(move |literal| literal.token == token);
        those.map(|literal| &*literal.value)
    }

    /// Applies the recording's rules to our answer: literals first, then the rest.
    pub fn apply(&self, answer: &mut Value) {
        if let Some(any) = &self.any_literal {
            map_texts(answer, &|text| self.replace_literals(any, text));
        }
        for (rule, token) in &self.rules {
            rule.apply(answer, token);
        }
    }

    fn replace_literals(&self, any: &Regex, text: &str) -> String {
        let replaced = any.replace_all(text, |found: &fancy_regex::Captures<'_>| {
            let hit = (0..self.literals.len()).find(|index| found.get(index + 1).is_some());
            hit.map_or_else(String::new, |index| self.literals[index].token.clone())
        });
        replaced.into_owned()
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

    /// The token that a text begins with, if no rule says what it stands for: the recording replaced
    /// something there, and did not keep how. It stands for anything.
    fn unlisted<'t>(&self, text: &'t str) -> Option<&'t str> {
        let end = text.strip_prefix('<')?.find('>')? + 1;
        let name = &text[1..end];
        let is_token = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_:".contains(c));
        let token = &text[..=end];
        (is_token && !self.listed.contains(token)).then_some(token)
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
                if let Some(token) = self.unlisted(rest) {
                    any = true;
                    rest = &rest[token.len()..];
                    pattern += &format!("(?:{ANY})");
                    continue;
                }
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
    fn a_partition_stands_in_arns_only() {
        let rules = json!({
            "<partition>": [{"op": "literal", "value": "aws", "meaning": "ARN partition"}],
            "<aws_id>": [{"op": "literal", "value": "1"}],
        });
        let mut answer = json!("arn:aws:s3:::1 aws-sdk:sfn");
        Placeholders::parse(&rules).expect("placeholders").apply(&mut answer);
        assert_eq!(answer, json!("arn:<partition>:s3:::<aws_id> aws-sdk:sfn"));
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
    fn a_token_without_a_rule_stands_for_anything() {
        let mut bindings = Bindings::default();
        let id = "id <request-id> of <name>";
        assert!(placeholders().matches(id, "id 12-ab of <name>", &mut bindings));
        assert!(!placeholders().matches(id, "id 12-ab of other", &mut bindings));
        assert!(!placeholders().matches("1 < 2 > 0", "1 < 3 > 0", &mut bindings));
    }

    #[test]
    fn a_text_without_tokens_matches_itself_only() {
        let mut bindings = Bindings::default();
        assert!(placeholders().matches("date", "date", &mut bindings));
        assert!(!placeholders().matches("date", "other", &mut bindings));
    }
}
