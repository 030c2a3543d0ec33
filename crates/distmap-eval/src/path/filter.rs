//! Filter expressions: `[?(@.price < 10 && @.name =~ /a.*/i)]`.

use std::borrow::Cow;
use std::cmp::Ordering;

use regex::{Regex, RegexBuilder};
use serde_json::Value;

use super::select::{Budget, Visit};
use super::{Path, PathError};
use crate::number;

#[derive(Clone, Debug)]
pub(crate) enum Predicate {
    Or(Vec<Predicate>),
    And(Vec<Predicate>),
    Not(Box<Predicate>),
    Compare(Operand, Comparison, Operand),
    Exists(Operand),
}

#[derive(Clone, Debug)]
pub(crate) enum Operand {
    Path(Box<Path>),
    Literal(Value),
    Regex(Regex),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Matches,
    In,
    NotIn,
    Contains,
    Size,
    Empty,
    SubsetOf,
    AnyOf,
    NoneOf,
    TypeEqual,
    TypeNotEqual,
}

impl Comparison {
    /// Longer tokens before their prefixes.
    pub(in crate::path) const TOKENS: [(&'static str, Comparison); 17] = [
        ("===", Comparison::TypeEqual),
        ("!==", Comparison::TypeNotEqual),
        ("==", Comparison::Equal),
        ("!=", Comparison::NotEqual),
        ("=~", Comparison::Matches),
        ("<=", Comparison::LessOrEqual),
        (">=", Comparison::GreaterOrEqual),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
        ("in", Comparison::In),
        ("nin", Comparison::NotIn),
        ("contains", Comparison::Contains),
        ("size", Comparison::Size),
        ("empty", Comparison::Empty),
        ("subsetof", Comparison::SubsetOf),
        ("anyof", Comparison::AnyOf),
        ("noneof", Comparison::NoneOf),
    ];
}

impl Operand {
    /// A pattern that must match the whole text, with the flags i, m, s, x, u, d.
    pub(in crate::path) fn regex(pattern: &str, flags: &str) -> Result<Self, regex::Error> {
        let mut builder = RegexBuilder::new(&format!("^(?:{pattern})$"));
        builder
            .case_insensitive(flags.contains('i'))
            .multi_line(flags.contains('m'))
            .dot_matches_new_line(flags.contains('s'))
            .ignore_whitespace(flags.contains('x'))
            .size_limit(1 << 20);
        builder.build().map(Operand::Regex)
    }

    /// The operand's value; `None` where its path finds nothing.
    pub(super) fn value<'v>(
        &'v self,
        visit: &Visit<'v>,
        item: &'v Value,
        budget: &Budget,
    ) -> Result<Option<Cow<'v, Value>>, PathError> {
        match self {
            Operand::Path(path) => match visit.select(path, Some(item), budget) {
                Ok(found) => Ok(Some(found)),
                Err(_) if !budget.spent() => Ok(None),
                Err(error) => Err(error),
            },
            Operand::Literal(value) => Ok(Some(Cow::Borrowed(value))),
            Operand::Regex(_) => Ok(None),
        }
    }
}

impl Predicate {
    pub(super) fn holds<'v>(
        &'v self,
        visit: &Visit<'v>,
        item: &'v Value,
        budget: &Budget,
    ) -> Result<bool, PathError> {
        match self {
            Predicate::Or(parts) => {
                for part in parts {
                    if part.holds(visit, item, budget)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Predicate::And(parts) => {
                for part in parts {
                    if !part.holds(visit, item, budget)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Predicate::Not(inner) => Ok(!inner.holds(visit, item, budget)?),
            Predicate::Exists(operand) => {
                Ok(match (operand, operand.value(visit, item, budget)?) {
                    (Operand::Path(path), Some(found)) if !path.is_definite() => {
                        found.as_array().is_some_and(|items| !items.is_empty())
                    }
                    (_, found) => found.is_some(),
                })
            }
            Predicate::Compare(left, comparison, right) => {
                let a = left.value(visit, item, budget)?;
                budget.spend(size(&a))?;
                if let (Comparison::Matches, Operand::Regex(regex)) = (comparison, right) {
                    return Ok(a.is_some_and(|value| matches(regex, &value)));
                }
                let b = right.value(visit, item, budget)?;
                budget.spend(size(&b))?;
                Ok(compare(a.as_deref(), *comparison, b.as_deref()))
            }
        }
    }
}

/// What a comparison with this value costs, in visits.
fn size(value: &Option<Cow<'_, Value>>) -> usize {
    match value.as_deref() {
        Some(Value::Array(items)) => items.len(),
        Some(Value::Object(members)) => members.len(),
        Some(Value::String(text)) => 1 + text.len() / 64,
        _ => 1,
    }
}

fn matches(regex: &Regex, value: &Value) -> bool {
    match value {
        Value::String(text) => regex.is_match(text),
        Value::Number(number) => regex.is_match(&number.to_string()),
        Value::Bool(flag) => regex.is_match(if *flag { "true" } else { "false" }),
        Value::Array(items) => items.iter().any(|item| item.is_string() && matches(regex, item)),
        _ => false,
    }
}

fn compare(a: Option<&Value>, comparison: Comparison, b: Option<&Value>) -> bool {
    let (a, b) = match (a, b) {
        (Some(a), Some(b)) => (a, b),
        // What isn't there equals nothing but what isn't there either.
        (a, b) => {
            return match comparison {
                Comparison::NotEqual | Comparison::TypeNotEqual => a.is_some() != b.is_some(),
                Comparison::Equal => a.is_none() && b.is_none(),
                Comparison::NotIn | Comparison::NoneOf => true,
                _ => false,
            };
        }
    };
    match comparison {
        Comparison::Equal => loosely_equal(a, b),
        Comparison::NotEqual => !loosely_equal(a, b),
        Comparison::TypeEqual => number::equal(a, b),
        Comparison::TypeNotEqual => !number::equal(a, b),
        Comparison::Less => order(a, b).is_some_and(Ordering::is_lt),
        Comparison::LessOrEqual => order(a, b).is_some_and(Ordering::is_le),
        Comparison::Greater => order(a, b).is_some_and(Ordering::is_gt),
        Comparison::GreaterOrEqual => order(a, b).is_some_and(Ordering::is_ge),
        Comparison::Matches => false,
        Comparison::In => list_has(b, a),
        Comparison::NotIn => !list_has(b, a),
        Comparison::Contains => match (a, b) {
            (Value::String(text), Value::String(part)) => text.contains(part.as_str()),
            _ => list_has(a, b),
        },
        Comparison::Size => {
            let size = match a {
                Value::Array(items) => items.len(),
                Value::String(text) => text.chars().count(),
                _ => return false,
            };
            number::as_f64(b).is_some_and(|wanted| wanted == size as f64)
        }
        Comparison::Empty => {
            let empty = match a {
                Value::Array(items) => items.is_empty(),
                Value::Object(members) => members.is_empty(),
                Value::String(text) => text.is_empty(),
                _ => return false,
            };
            b.as_bool() == Some(empty)
        }
        Comparison::SubsetOf => items(a).iter().all(|item| list_has(b, item)),
        Comparison::AnyOf => items(a).iter().any(|item| list_has(b, item)),
        Comparison::NoneOf => !items(a).iter().any(|item| list_has(b, item)),
    }
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

fn list_has(list: &Value, wanted: &Value) -> bool {
    list.as_array().is_some_and(|items| items.iter().any(|item| loosely_equal(item, wanted)))
}

/// `'1' == 1` holds: a text and a number are compared as the kind of the left side.
fn loosely_equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(_), Value::String(text)) => {
            matches!((number::as_f64(a), text.parse::<f64>()), (Some(a), Ok(b)) if a == b)
        }
        (Value::String(text), Value::Number(number)) => *text == number.to_string(),
        _ => number::equal(a, b),
    }
}

fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => number::compare(a, b),
        (Value::String(a), Value::String(b)) => Some(a.encode_utf16().cmp(b.encode_utf16())),
        _ => None,
    }
}
