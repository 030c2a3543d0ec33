//! The fields of a state that are numbers.

use std::ops::RangeInclusive;

use distmap_eval::Scope;
use serde_json::Value;

use super::{Failure, Visit};
use crate::plan::{Number, Query};

/// What a timeout may be, in seconds
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html>).
pub(crate) const SECONDS: RangeInclusive<u64> = 1..=99_999_999;

impl Visit<'_> {
    /// An integer in the range of its field `name`. A literal was checked with the definition.
    pub(crate) fn bounded(
        &self,
        name: &str,
        number: &Number<u64>,
        range: &RangeInclusive<u64>,
        scope: &Scope<'_>,
    ) -> Result<u64, Failure> {
        if let Number::Literal(value) = number {
            return Ok(*value);
        }
        let value = self.integer(number, scope)?;
        let fits = u64::try_from(value).ok().filter(|value| range.contains(value));
        fits.ok_or_else(|| {
            let must = match (*range.start(), *range.end()) {
                (0, _) => "cannot be negative".to_owned(),
                (1, u64::MAX) => "must be positive".to_owned(),
                (least, most) => format!("must be between {least} and {most}"),
            };
            self.out_of_range(number, &format!("{name} {must}."))
        })
    }

    /// An integer, which may be given as a numeric string where it comes by path.
    pub(crate) fn integer(&self, number: &Number<u64>, scope: &Scope<'_>) -> Result<i64, Failure> {
        match number {
            Number::Literal(value) => Ok(i64::try_from(*value).unwrap_or(i64::MAX)),
            Number::Query { field, query } => {
                let value = query.eval(scope).map_err(|e| self.failure(e))?;
                let read = match &value {
                    Value::Number(number) => number
                        .as_i64()
                        .or_else(|| number.as_f64().filter(|n| n.fract() == 0.0).map(|n| n as i64)),
                    Value::String(text) if query.is_path() => text.trim().parse().ok(),
                    _ => None,
                };
                read.ok_or_else(|| self.no_number(field, query, "integer", &value))
            }
        }
    }

    /// `ToleratedFailurePercentage`; 0 if absent.
    pub(crate) fn percentage(
        &self,
        number: Option<&Number<f64>>,
        scope: &Scope<'_>,
    ) -> Result<f64, Failure> {
        let percentage = match number {
            None => 0.0,
            Some(Number::Literal(value)) => *value,
            Some(Number::Query { field, query }) => {
                let value = query.eval(scope).map_err(|e| self.failure(e))?;
                let read = match &value {
                    Value::Number(number) => number.as_f64(),
                    Value::String(text) if query.is_path() => text.trim().parse().ok(),
                    _ => None,
                };
                read.ok_or_else(|| self.no_number(field, query, "float", &value))?
            }
        };
        match number {
            Some(number) if !(0.0..=100.0).contains(&percentage) => {
                let cause = "ToleratedFailurePercentage must be between 0 and 100.";
                Err(self.out_of_range(number, cause))
            }
            _ => Ok(percentage),
        }
    }

    /// A number that its field does not take.
    fn out_of_range<T>(&self, number: &Number<T>, cause: &str) -> Failure {
        match number {
            Number::Query { field, query } if !query.is_path() => {
                self.query_error(Some(field), cause)
            }
            _ => self.runtime(cause),
        }
    }

    fn no_number(&self, field: &str, query: &Query, kind: &str, value: &Value) -> Failure {
        match query {
            Query::Path(_) => self.runtime(&format!(
                "The {field} field refers to value \"{}\" which is not a valid {kind}: {}",
                plain(value),
                query.text()
            )),
            Query::Jsonata(_) => {
                let expected = if value.is_number() { kind } else { "number" };
                self.unexpected_type(field, query.text(), expected, value)
            }
        }
    }
}

/// A value in a message: a string without its quotes.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
