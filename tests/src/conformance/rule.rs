//! The rules by which a recording replaced what varies from run to run, applied to our answer.

use fancy_regex::Regex;
use serde_json::Value;

/// One rule that puts a token into an answer.
#[derive(Debug)]
pub(crate) enum Rule {
    /// Every match inside any text.
    Text(Regex),
    /// The value under a key, at any depth.
    Key(String),
    /// The values that a path selects.
    Path(Vec<Step>),
    /// Dates of the API's own answer: numbers and texts under keys that end in `Date`.
    ApiDate,
    /// The value of a key whose name contains `timestamp`, unless it is an ISO-8601 text.
    TimestampKey,
}

/// One step of a path: `..name` at any depth, `.name` right here; `*` is every member.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Step {
    deep: bool,
    name: String,
}

/// A valid ISO-8601 date-time with its offset; the recordings leave others as they are.
const ISO_8601: &str = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-][01]\d:?[0-5]\d)";

impl Rule {
    /// A rule of the vector's `placeholders`; `None` if its token stands for a value that only a
    /// comparison can find (see [`Placeholders`](super::Placeholders)).
    pub(crate) fn parse(rule: &Value) -> Result<Option<Self>, String> {
        let text = |name: &str| {
            rule.get(name).and_then(Value::as_str).ok_or_else(|| format!("a rule without `{name}`"))
        };
        if rule.get("numbered") == Some(&Value::Bool(true)) {
            return Ok(None);
        }
        Ok(match text("op")? {
            "regex" => Some(Self::Text(regex(text("pattern")?)?)),
            "iso8601" => Some(Self::Text(regex(ISO_8601)?)),
            "key" => Some(Self::Key(text("key")?.to_owned())),
            "jsonpath" => Some(Self::Path(parse_path(text("path")?)?)),
            "api_date" => Some(Self::ApiDate),
            "timestamp_key" => Some(Self::TimestampKey),
            _ => None,
        })
    }

    /// Replaces what the rule names by the token.
    pub(crate) fn apply(&self, value: &mut Value, token: &str) {
        match self {
            Self::Text(pattern) => map_texts(value, &|text| {
                pattern.replace_all(text, fancy_regex::NoExpand(token)).into_owned()
            }),
            Self::Key(key) => replace_keys(value, token, &|name, _| name == key),
            Self::Path(steps) => select(value, steps, &mut |found| *found = token.into()),
            Self::ApiDate => replace_keys(value, token, &|name, value| {
                name.ends_with("Date") && (value.is_number() || value.is_string())
            }),
            Self::TimestampKey => replace_keys(value, token, &|name, value| {
                let name = name.to_ascii_lowercase();
                let timely =
                    name.contains("timestamp") || name == "creationtime" || name == "ingestiontime";
                let iso = || {
                    regex(ISO_8601).is_ok_and(|iso| {
                        value.as_str().is_some_and(|text| iso.is_match(text).unwrap_or(false))
                    })
                };
                timely && !iso()
            }),
        }
    }
}

fn regex(pattern: &str) -> Result<Regex, String> {
    Regex::new(pattern).map_err(|error| format!("the pattern {pattern:?}: {error}"))
}

/// Changes every text in a value: members' names too, as the recording worked on the JSON text.
pub(crate) fn map_texts(value: &mut Value, change: &dyn Fn(&str) -> String) {
    match value {
        Value::String(text) => *text = change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| map_texts(item, change)),
        Value::Object(members) => {
            let old = std::mem::take(members);
            for (name, mut member) in old {
                map_texts(&mut member, change);
                members.insert(change(&name), member);
            }
        }
        _ => {}
    }
}

fn replace_keys(value: &mut Value, token: &str, wanted: &dyn Fn(&str, &Value) -> bool) {
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(|item| replace_keys(item, token, wanted));
        }
        Value::Object(members) => {
            for (name, member) in members {
                if wanted(name, member) {
                    *member = token.into();
                } else {
                    replace_keys(member, token, wanted);
                }
            }
        }
        _ => {}
    }
}

fn select(value: &mut Value, steps: &[Step], found: &mut dyn FnMut(&mut Value)) {
    let Some((step, rest)) = steps.split_first() else { return found(value) };
    if step.deep {
        // Deeper places first: a place that is replaced has no depth any more.
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| select(item, steps, found)),
            Value::Object(members) => {
                members.values_mut().for_each(|member| select(member, steps, found));
            }
            _ => {}
        }
    }
    match value {
        Value::Object(members) if step.name == "*" => {
            members.values_mut().for_each(|member| select(member, rest, found));
        }
        Value::Array(items) if step.name == "*" => {
            items.iter_mut().for_each(|item| select(item, rest, found));
        }
        Value::Object(members) => {
            if let Some(member) = members.get_mut(&step.name) {
                select(member, rest, found);
            }
        }
        Value::Array(items) => {
            if let Some(item) = step.name.parse::<usize>().ok().and_then(|i| items.get_mut(i)) {
                select(item, rest, found);
            }
        }
        _ => {}
    }
}

/// Reads a path of the recordings' dialect: `$..a.b`, `$..a..b`, `$.a[0].b`, `$..a[*]['b']`.
fn parse_path(path: &str) -> Result<Vec<Step>, String> {
    let wrong = || format!("the path {path:?} can't be read");
    let mut rest = path.strip_prefix('$').ok_or_else(wrong)?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        let deep = rest.starts_with("..");
        rest = rest.strip_prefix("..").or_else(|| rest.strip_prefix('.')).unwrap_or(rest);
        let name = if let Some(bracket) = rest.strip_prefix('[') {
            let (name, after) = bracket.split_once(']').ok_or_else(wrong)?;
            rest = after;
            name.trim_matches(['\'', '"'])
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            rest = after;
            name
        };
        if name.is_empty() {
            return Err(wrong());
        }
        steps.push(Step { deep, name: name.to_owned() });
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(rule: Value, mut value: Value, expected: Value) {
        let parsed = Rule::parse(&rule).expect("a rule").expect("a rule that can be applied");
        parsed.apply(&mut value, "T");
        assert_eq!(value, expected, "{rule}");
    }

    #[test]
    fn each_rule_replaces_what_it_names() {
        check(
            json!({"op": "regex", "pattern": "Request ID: [a-z0-9-]+"}),
            json!({"cause": ["(Request ID: 12-ab)"]}),
            json!({"cause": ["(T)"]}),
        );
        check(
            json!({"op": "iso8601"}),
            json!({"a": "at 2024-02-08T21:44:04.123Z, 2024-02-08T21:44:04+00:00"}),
            json!({"a": "at T, T"}),
        );
        check(
            json!({"op": "key", "key": "Date"}),
            json!({"a": [{"Date": {"x": 1}}]}),
            json!({"a": [{"Date": "T"}]}),
        );
        check(
            json!({"op": "jsonpath", "path": "$..output.StartDate"}),
            json!({"output": {"StartDate": 1, "x": {"StartDate": 2}}}),
            json!({"output": {"StartDate": "T", "x": {"StartDate": 2}}}),
        );
        check(
            json!({"op": "jsonpath", "path": "$..a..b"}),
            json!({"a": {"c": [{"b": 1}], "b": 2}, "b": 3}),
            json!({"a": {"c": [{"b": "T"}], "b": "T"}, "b": 3}),
        );
        check(
            json!({"op": "api_date"}),
            json!({"startDate": 17.5, "other": 1}),
            json!({"startDate": "T", "other": 1}),
        );
        check(
            json!({"op": "timestamp_key"}),
            json!({"event_timestamp": "17", "Timestamp": "2024-02-08T21:44:04Z"}),
            json!({"event_timestamp": "T", "Timestamp": "2024-02-08T21:44:04Z"}),
        );
    }

    #[test]
    fn a_pattern_may_look_behind() {
        check(
            json!({"op": "regex", "pattern": "(?i)(?<=URL[\"|']:\\s[\"|'])(https?.*?)(?=/x)"}),
            json!("\"URL\": \"https://a.b/x\""),
            json!("\"URL\": \"T/x\""),
        );
    }

    #[test]
    fn paths_that_cannot_be_read_are_errors() {
        assert!(parse_path("a.b").is_err());
        assert!(parse_path("$.").is_err());
        assert!(parse_path("$.a[0").is_err());
    }
}
