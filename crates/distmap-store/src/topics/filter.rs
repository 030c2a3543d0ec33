//! Filter policies: which messages a subscription wants.
//!
//! <https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html>

use std::net::IpAddr;

use distmap_engine::ports::PublishRequest;
use serde_json::{Map, Value};

use super::invalid;
use crate::error::Result;

/// A filter policy.
pub(super) struct Filter {
    policy: Map<String, Value>,
    in_body: bool,
}

impl Filter {
    pub(super) fn parse(policy: &str, in_body: bool) -> Result<Self> {
        let parsed = serde_json::from_str::<Value>(policy)
            .map_err(|e| invalid(&format!("FilterPolicy: failed to parse JSON. {e}")))?;
        match parsed {
            Value::Object(policy) => {
                check(&policy, in_body)
                    .map_err(|reason| invalid(&format!("FilterPolicy: {reason}")))?;
                Ok(Self { policy, in_body })
            }
            _ => Err(invalid("FilterPolicy: filter policy must be a JSON object")),
        }
    }

    pub(super) fn accepts(&self, request: &PublishRequest) -> bool {
        if self.in_body {
            return serde_json::from_str(&request.message)
                .is_ok_and(|body: Value| object_matches(&self.policy, &body));
        }
        let attributes: Map<String, Value> = (request.attributes.iter())
            .map(|(name, attribute)| {
                let text = || Value::from(attribute.value.as_str());
                let value = match attribute.data_type.as_str() {
                    "Number" | "String.Array" => {
                        serde_json::from_str(&attribute.value).unwrap_or_else(|_| text())
                    }
                    _ => text(),
                };
                (name.clone(), value)
            })
            .collect();
        object_matches(&self.policy, &Value::Object(attributes))
    }
}

/// What is wrong with a policy, in SNS's words.
fn check(policy: &Map<String, Value>, in_body: bool) -> std::result::Result<(), String> {
    policy.iter().try_for_each(|(name, wanted)| match wanted {
        Value::Array(conditions) if conditions.is_empty() => {
            Err("Empty arrays are not allowed".to_owned())
        }
        Value::Array(alternatives) if name == "$or" => {
            (alternatives.iter()).filter_map(Value::as_object).try_for_each(|it| check(it, in_body))
        }
        Value::Array(conditions) => conditions.iter().try_for_each(check_condition),
        Value::Object(nested) if in_body => check(nested, in_body),
        Value::Object(_) => {
            Err("Filter policy scope MessageAttributes does not support nested filter policy"
                .to_owned())
        }
        _ => Err(format!("\"{name}\" must be an object or an array")),
    })
}

fn check_condition(condition: &Value) -> std::result::Result<(), String> {
    let test = match condition {
        Value::Object(test) => test,
        Value::Array(_) => {
            return Err("Match value must be String, number, true, false, or null".to_owned());
        }
        _ => return Ok(()),
    };
    let mut tests = test.iter();
    let (Some((operator, operand)), None) = (tests.next(), tests.next()) else {
        return Err("Only one key allowed in match expression".to_owned());
    };
    let demand = |holds: bool, reason: &str| {
        if holds { Ok(()) } else { Err(format!("{operator} match pattern must be {reason}")) }
    };
    match operator.as_str() {
        "exists" => demand(operand.is_boolean(), "either true or false."),
        "prefix" | "suffix" | "equals-ignore-case" | "wildcard" => {
            demand(operand.is_string(), "a string")
        }
        "cidr" => demand(operand.as_str().is_some_and(|text| network(text).is_some()), "a CIDR"),
        "numeric" => check_numeric(operand),
        "anything-but" => match operand {
            Value::Object(_) => check_condition(operand),
            Value::Array(none) => demand(!none.is_empty(), "a non-empty list"),
            _ => Ok(()),
        },
        _ => Err(format!("Unrecognized match type {operator}")),
    }
}

fn check_numeric(operand: &Value) -> std::result::Result<(), String> {
    let tests = operand.as_array().filter(|tests| !tests.is_empty());
    let tests = tests.ok_or("Value of numeric must be a non-empty array")?;
    tests.chunks(2).try_for_each(|test| match test {
        [Value::String(operator), _] if !["=", "<", "<=", ">", ">="].contains(&&**operator) => {
            Err(format!("Unrecognized numeric range operator: {operator}"))
        }
        [Value::String(operator), bound] if !bound.is_number() => {
            Err(format!("Value of {operator} must be numeric"))
        }
        [Value::String(_), _] => Ok(()),
        _ => Err("Invalid member in numeric match".to_owned()),
    })
}

/// Every field of the policy is met; `$or` is met by one of its alternatives.
fn object_matches(policy: &Map<String, Value>, subject: &Value) -> bool {
    policy.iter().all(|(name, wanted)| match wanted {
        Value::Array(alternatives) if name == "$or" => (alternatives.iter())
            .filter_map(Value::as_object)
            .any(|alternative| object_matches(alternative, subject)),
        Value::Array(conditions) => field_matches(conditions, subject.get(name)),
        Value::Object(nested) => match subject.get(name) {
            Some(Value::Array(items)) => items.iter().any(|item| object_matches(nested, item)),
            Some(inner) => object_matches(nested, inner),
            None => object_matches(nested, &Value::Null),
        },
        _ => false,
    })
}

/// One of the conditions is met by the value, or by one of its items.
fn field_matches(conditions: &[Value], value: Option<&Value>) -> bool {
    conditions.iter().any(|condition| match (condition, value) {
        (Value::Object(test), None) => test.get("exists") == Some(&Value::Bool(false)),
        (_, None) => false,
        // "Anything but" speaks of all items, the other conditions of one.
        (Value::Object(test), Some(Value::Array(items))) if test.contains_key("anything-but") => {
            items.iter().all(|item| condition_matches(condition, item))
        }
        (_, Some(Value::Array(items))) => {
            items.iter().any(|item| condition_matches(condition, item))
        }
        (_, Some(value)) => condition_matches(condition, value),
    })
}

fn condition_matches(condition: &Value, value: &Value) -> bool {
    let Value::Object(test) = condition else { return equal(condition, value) };
    test.iter().all(|(operator, operand)| match operator.as_str() {
        "exists" => operand == &Value::Bool(true),
        "prefix" => texts(value, operand).is_some_and(|(v, o)| v.starts_with(o)),
        "suffix" => texts(value, operand).is_some_and(|(v, o)| v.ends_with(o)),
        "equals-ignore-case" => {
            texts(value, operand).is_some_and(|(v, o)| v.to_lowercase() == o.to_lowercase())
        }
        "wildcard" => texts(value, operand).is_some_and(|(v, o)| wildcard(o, v)),
        "cidr" => texts(value, operand).is_some_and(|(v, o)| in_network(v, o)),
        "numeric" => numeric(operand, value),
        "anything-but" => match operand {
            Value::Array(none) => !none.iter().any(|one| equal(one, value)),
            Value::Object(_) => !condition_matches(operand, value),
            one => !equal(one, value),
        },
        _ => false,
    })
}

fn equal(wanted: &Value, value: &Value) -> bool {
    match (wanted.as_f64(), value.as_f64()) {
        (Some(wanted), Some(value)) => wanted == value,
        _ => wanted == value,
    }
}

fn texts<'v>(value: &'v Value, operand: &'v Value) -> Option<(&'v str, &'v str)> {
    value.as_str().zip(operand.as_str())
}

/// `["<", 10]` or `[">=", 0, "<", 10]`.
fn numeric(operand: &Value, value: &Value) -> bool {
    let (Some(tests), Some(value)) = (operand.as_array(), value.as_f64()) else { return false };
    !tests.is_empty()
        && tests.chunks(2).all(|test| match test {
            [Value::String(operator), bound] => {
                bound.as_f64().is_some_and(|bound| match operator.as_str() {
                    "=" => value == bound,
                    "<" => value < bound,
                    "<=" => value <= bound,
                    ">" => value > bound,
                    ">=" => value >= bound,
                    _ => false,
                })
            }
            _ => false,
        })
}

/// `*` stands for any text. The pieces between are looked for one after the other, so the work is
/// bounded by the text's length.
fn wildcard(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(text) = text.strip_prefix(first).and_then(|text| text.strip_suffix(last)) else {
        return false;
    };
    let mut left = text;
    middle.split('*').all(|piece| match left.find(piece) {
        Some(at) => {
            left = &left[at + piece.len()..];
            true
        }
        None => false,
    })
}

/// The base address of a CIDR, and how many of its bits count.
fn network(cidr: &str) -> Option<(IpAddr, u32)> {
    let (base, bits) = cidr.split_once('/')?;
    let (base, bits): (IpAddr, u32) = (base.parse().ok()?, bits.parse().ok()?);
    let most = if base.is_ipv4() { 32 } else { 128 };
    (bits <= most).then_some((base, bits))
}

fn in_network(address: &str, cidr: &str) -> bool {
    let parsed = network(cidr).and_then(|(base, bits)| Some((address.parse().ok()?, base, bits)));
    match parsed {
        Some((IpAddr::V4(address), IpAddr::V4(base), bits @ 0..=32)) => {
            let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
            u32::from(address) & mask == u32::from(base) & mask
        }
        Some((IpAddr::V6(address), IpAddr::V6(base), bits @ 0..=128)) => {
            let mask = u128::MAX.checked_shl(128 - bits).unwrap_or(0);
            u128::from(address) & mask == u128::from(base) & mask
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use distmap_engine::ports::MessageAttribute;

    use super::*;

    fn check(policy: &str, attributes: &[(&str, &str, &str)], accepted: bool) {
        let filter = Filter::parse(policy, false).expect("a policy");
        let attributes: BTreeMap<_, _> = (attributes.iter())
            .map(|(name, data_type, value)| {
                let (data_type, value) = ((*data_type).to_owned(), (*value).to_owned());
                ((*name).to_owned(), MessageAttribute { data_type, value })
            })
            .collect();
        let request = PublishRequest { attributes, ..PublishRequest::default() };
        assert_eq!(filter.accepts(&request), accepted, "{policy} {:?}", request.attributes);
    }

    #[test]
    fn attributes() {
        let store = [("store", "String", "example"), ("price", "Number", "100.5")];
        check(r#"{"store": ["example", "other"]}"#, &store, true);
        check(r#"{"store": ["other"]}"#, &store, false);
        check(r#"{"store": ["example"], "none": ["x"]}"#, &store, false);
        check(r#"{"store": [{"prefix": "ex"}]}"#, &store, true);
        check(r#"{"store": [{"suffix": "ex"}]}"#, &store, false);
        check(r#"{"store": [{"anything-but": ["example"]}]}"#, &store, false);
        check(r#"{"store": [{"anything-but": {"prefix": "or"}}]}"#, &store, true);
        check(r#"{"store": [{"equals-ignore-case": "EXAMPLE"}]}"#, &store, true);
        check(r#"{"store": [{"wildcard": "e*m*e"}]}"#, &store, true);
        check(r#"{"store": [{"wildcard": "e*z*e"}]}"#, &store, false);
        check(r#"{"price": [{"numeric": [">", 100, "<=", 101]}]}"#, &store, true);
        check(r#"{"price": [100.50]}"#, &store, true);
        check(r#"{"price": [{"exists": true}], "no": [{"exists": false}]}"#, &store, true);
        check(r#"{"price": [{"exists": false}]}"#, &store, false);
        check(r#"{"$or": [{"store": ["x"]}, {"price": [100.5]}]}"#, &store, true);
        check(r#"{"list": ["b"]}"#, &[("list", "String.Array", r#"["a", "b"]"#)], true);
        check(
            r#"{"list": [{"anything-but": "b"}]}"#,
            &[("list", "String.Array", r#"["a", "b"]"#)],
            false,
        );
        check(r#"{"ip": [{"cidr": "10.0.0.0/24"}]}"#, &[("ip", "String", "10.0.0.200")], true);
        check(r#"{"ip": [{"cidr": "10.0.0.0/24"}]}"#, &[("ip", "String", "10.0.1.200")], false);
        check("{}", &[], true);
    }

    #[test]
    fn policies_are_refused_with_the_reason() {
        let refused = |policy: &str, in_body: bool, reason: &str| {
            let error = Filter::parse(policy, in_body).err().map(|error| error.to_string());
            assert!(error.as_ref().is_some_and(|e| e.contains(reason)), "{policy}: {error:?}");
        };
        refused(r#"{"a": "x"}"#, true, "must be an object or an array");
        refused(r#"{"a": []}"#, true, "Empty arrays");
        refused(r#"{"a": {"b": ["x"]}}"#, false, "does not support nested");
        refused(r#"{"a": [{"no-such": 1}]}"#, true, "Unrecognized match type no-such");
        refused(r#"{"a": [{"prefix": 1}]}"#, true, "must be a string");
        refused(r#"{"a": [{"prefix": "x", "suffix": "y"}]}"#, true, "Only one key");
        refused(r#"{"a": [{"numeric": ["<>", 1]}]}"#, true, "range operator: <>");
        refused(r#"{"a": [{"numeric": ["<", "1"]}]}"#, true, "must be numeric");
        refused(r#"{"a": [{"cidr": "10.0.0.0/33"}]}"#, true, "CIDR");
        refused(r#"{"$or": [{"a": []}, {"b": ["x"]}]}"#, true, "Empty arrays");
    }

    #[test]
    fn bodies() {
        let filter = Filter::parse(r#"{"a": {"b": ["x"]}}"#, true).expect("a policy");
        let publish = |message: &str| PublishRequest {
            message: message.to_owned(),
            ..PublishRequest::default()
        };
        assert!(filter.accepts(&publish(r#"{"a": {"b": "x"}}"#)));
        assert!(filter.accepts(&publish(r#"{"a": [{"b": "y"}, {"b": "x"}]}"#)));
        assert!(!filter.accepts(&publish(r#"{"a": {}}"#)));
        assert!(!filter.accepts(&publish("no JSON")));
        assert!(Filter::parse("[]", true).is_err());
    }
}
