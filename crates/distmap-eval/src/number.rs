//! Numbers as JSON text: compared by value, never by how they are written.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// The number as a double; infinite where it is too large for one.
pub(crate) fn as_f64(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => to_f64(number),
        _ => None,
    }
}

pub(crate) fn to_f64(number: &Number) -> Option<f64> {
    number.as_f64().or_else(|| number.as_str().parse().ok())
}

/// Compares integers exactly and everything else as doubles.
pub(crate) fn compare(a: &Number, b: &Number) -> Option<Ordering> {
    match (to_i128(a), to_i128(b)) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => to_f64(a)?.partial_cmp(&to_f64(b)?),
    }
}

fn to_i128(number: &Number) -> Option<i128> {
    number.as_i128().or_else(|| number.as_u64().map(i128::from))
}

/// Whether two values are the same JSON: numbers by value, members in any order.
pub(crate) fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => compare(a, b) == Some(Ordering::Equal),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| equal(a, b)))
        }
        _ => a == b,
    }
}

/// A whole number that fits into 64 bits: written `3`, `3.0` or `3e0`.
pub(crate) fn to_i64(value: &Value) -> Option<i64> {
    let Value::Number(number) = value else { return None };
    number.as_i64().or_else(|| {
        let double = to_f64(number)?;
        (double.fract() == 0.0 && double.abs() < 9.0e18).then_some(double as i64)
    })
}

/// A text that is the same for equal values: numbers by value, members sorted.
pub(crate) fn canonical(value: &Value) -> String {
    match value {
        Value::Number(number) => match (to_i128(number), to_f64(number)) {
            (Some(whole), _) => whole.to_string(),
            (None, Some(double)) if double.fract() == 0.0 && double.abs() < 1.0e30 => {
                (double as i128).to_string()
            }
            (None, Some(double)) => double.to_string(),
            (None, None) => number.to_string(),
        },
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let mut members: Vec<String> = members
                .iter()
                .map(|(key, member)| format!("{}:{}", Value::from(key.as_str()), canonical(member)))
                .collect();
            members.sort_unstable();
            format!("{{{}}}", members.join(","))
        }
        other => other.to_string(),
    }
}
