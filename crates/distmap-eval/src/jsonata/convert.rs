//! Between JSON values and JSONata's.

use jsonata_core::value::JValue;
use serde_json::{Number, Value};

use crate::number;

/// A JSON value as JSONata sees it: every number is a double.
pub(super) fn from_json(value: &Value) -> JValue {
    match value {
        Value::Null => JValue::Null,
        Value::Bool(flag) => JValue::Bool(*flag),
        Value::Number(number) => JValue::Number(number::to_f64(number).unwrap_or(f64::NAN)),
        Value::String(text) => JValue::string(text.as_str()),
        Value::Array(items) => JValue::array(items.iter().map(from_json).collect()),
        Value::Object(members) => JValue::object(
            members.iter().map(|(key, member)| (key.clone(), from_json(member))).collect(),
        ),
    }
}

/// What a result is that is no JSON.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoJson {
    Undefined,
    Unsupported,
}

/// JSONata's value as JSON. Members and items that are undefined are left out.
///
/// # Errors
/// Undefined, a function or a regular expression, or nesting deeper than `limit` levels.
pub(super) fn to_json(value: &JValue, limit: usize) -> Result<Value, NoJson> {
    let inner =
        |value: &JValue| match to_json(value, limit.checked_sub(1).ok_or(NoJson::Unsupported)?) {
            Ok(value) => Ok(Some(value)),
            Err(NoJson::Undefined) => Ok(None),
            Err(NoJson::Unsupported) => Err(NoJson::Unsupported),
        };
    Ok(match value {
        JValue::Null => Value::Null,
        JValue::Bool(flag) => Value::Bool(*flag),
        JValue::Number(double) => from_double(*double),
        JValue::String(text) => Value::String(text.to_string()),
        JValue::Array(items) => {
            let mut values = Vec::with_capacity(items.len());
            for item in items.iter() {
                values.extend(inner(item)?);
            }
            Value::Array(values)
        }
        JValue::Object(members) => {
            let mut values = serde_json::Map::with_capacity(members.len());
            for (key, member) in members.iter() {
                if let Some(member) = inner(member)? {
                    values.insert(key.clone(), member);
                }
            }
            Value::Object(values)
        }
        JValue::Undefined => return Err(NoJson::Undefined),
        _ => return Err(NoJson::Unsupported),
    })
}

/// A double as JavaScript writes it: whole below 10^21 without a fraction, no minus before zero.
fn from_double(double: f64) -> Value {
    if double.fract() == 0.0 && double.abs() < 1.0e21 {
        return match Number::from_i128(double as i128) {
            Some(whole) => Value::Number(whole),
            None => Value::Null,
        };
    }
    Number::from_f64(double).map_or(Value::Null, Value::Number)
}
