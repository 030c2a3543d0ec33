//! Functions at the end of a path: `.length()`, `.min()`, `.sum()`, ...

use std::borrow::Cow;

use serde_json::{Number, Value};

use super::PathError;
use super::filter::Operand;
use super::select::{Budget, Visit};
use crate::number;

#[derive(Clone, Debug)]
pub(crate) struct Function {
    kind: Kind,
    name: String,
    arguments: Vec<Operand>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Length,
    Keys,
    Min,
    Max,
    Sum,
    Average,
    Deviation,
    Concat,
    Append,
    First,
    Last,
    Index,
}

impl Function {
    pub(super) fn new(name: &str, arguments: Vec<Operand>) -> Option<Self> {
        let kind = match name {
            "length" | "size" => Kind::Length,
            "keys" => Kind::Keys,
            "min" => Kind::Min,
            "max" => Kind::Max,
            "sum" => Kind::Sum,
            "avg" => Kind::Average,
            "stddev" => Kind::Deviation,
            "concat" => Kind::Concat,
            "append" => Kind::Append,
            "first" => Kind::First,
            "last" => Kind::Last,
            "index" => Kind::Index,
            _ => return None,
        };
        Some(Self { kind, name: name.to_owned(), arguments })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn call<'v>(
        &'v self,
        visit: &Visit<'v>,
        model: &'v Value,
        budget: &Budget,
    ) -> Result<Value, PathError> {
        let mut arguments = Vec::with_capacity(self.arguments.len());
        for argument in &self.arguments {
            arguments
                .push(argument.value(visit, model, budget)?.map_or(Value::Null, Cow::into_owned));
        }
        budget.spend(model.as_array().map_or(1, Vec::len))?;
        match self.kind {
            Kind::Length => Ok(match arguments.first().unwrap_or(model) {
                Value::Array(items) => items.len().into(),
                Value::Object(members) => members.len().into(),
                _ => Value::Null,
            }),
            Kind::Keys => Ok(match model {
                Value::Object(members) => {
                    members.keys().map(|key| Value::from(key.as_str())).collect()
                }
                _ => Value::Null,
            }),
            Kind::Concat => {
                Ok(Value::String(model_and(model, &arguments).filter_map(text).collect()))
            }
            Kind::Append => Ok(match model {
                Value::Array(items) => items.iter().chain(&arguments).cloned().collect(),
                _ => Value::Null,
            }),
            Kind::First => item(model, 0),
            Kind::Last => item(model, -1),
            Kind::Index => item(model, arguments.first().and_then(number::to_i64).unwrap_or(0)),
            Kind::Min | Kind::Max | Kind::Sum | Kind::Average | Kind::Deviation => {
                let numbers: Vec<f64> =
                    model_and(model, &arguments).filter_map(number::as_f64).collect();
                self.aggregate(&numbers)
            }
        }
    }

    fn aggregate(&self, numbers: &[f64]) -> Result<Value, PathError> {
        if numbers.is_empty() {
            return Err(PathError::new(
                "Aggregation function attempted to calculate value using empty array",
            ));
        }
        let count = numbers.len() as f64;
        let sum: f64 = numbers.iter().sum();
        let result = match self.kind {
            Kind::Min => numbers.iter().copied().fold(f64::INFINITY, f64::min),
            Kind::Max => numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            Kind::Average => sum / count,
            Kind::Deviation => {
                let mean = sum / count;
                (numbers.iter().map(|n| n * n).sum::<f64>() / count - mean * mean).max(0.0).sqrt()
            }
            _ => sum,
        };
        Ok(Number::from_f64(result).map_or(Value::Null, Value::Number))
    }
}

/// What an aggregate works on: the items of the array it is called on, and its arguments (arrays among them spread).
fn model_and<'v>(model: &'v Value, arguments: &'v [Value]) -> impl Iterator<Item = &'v Value> {
    let items = model.as_array().map_or(&[][..], Vec::as_slice);
    items.iter().chain(arguments.iter().flat_map(|argument| match argument {
        Value::Array(items) => items.iter(),
        single => std::slice::from_ref(single).iter(),
    }))
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn item(model: &Value, index: i64) -> Result<Value, PathError> {
    let items = model.as_array().map_or(&[][..], Vec::as_slice);
    super::select::position(index, items.len())
        .and_then(|position| items.get(position))
        .cloned()
        .ok_or_else(|| PathError::new(format!("Array index {index} out of bounds")))
}
