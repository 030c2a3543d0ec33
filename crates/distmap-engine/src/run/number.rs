//! The fields of a state that are numbers.

use distmap_eval::Scope;
use serde_json::Value;

use super::{Failure, Visit};
use crate::plan::{Number, Query};

impl Visit<'_> {
    /// An integer, which may be given as a numeric string where it comes by path. The scope is made
    /// only for what reads it.
    pub(crate) fn integer<'s>(
        &self,
        number: &Number<u64>,
        scope: impl FnOnce() -> Scope<'s>,
    ) -> Result<i64, Failure> {
        match number {
            Number::Literal(value) => Ok(i64::try_from(*value).unwrap_or(i64::MAX)),
            Number::Query { field, query } => {
                let value = query.eval(&scope()).map_err(|e| self.failure(e))?;
                let read = match &value {
                    Value::Number(number) => number
                        .as_i64()
                        .or_else(|| number.as_f64().filter(|n| n.fract() == 0.0).map(|n| n as i64)),
                    Value::String(text) => text.trim().parse().ok(),
                    _ => None,
                };
                read.ok_or_else(|| self.no_number(field, query, "integer", &value))
            }
        }
    }

    /// `ToleratedFailureCount`; 0 if absent.
    pub(crate) fn tolerated_count<'s>(
        &self,
        number: Option<&Number<u64>>,
        scope: impl FnOnce() -> Scope<'s>,
    ) -> Result<u64, Failure> {
        let count = number.map_or(Ok(0), |number| self.integer(number, scope))?;
        u64::try_from(count).map_err(|_| self.runtime("ToleratedFailureCount cannot be negative."))
    }

    /// `ToleratedFailurePercentage`; 0 if absent.
    pub(crate) fn percentage<'s>(
        &self,
        number: Option<&Number<f64>>,
        scope: impl FnOnce() -> Scope<'s>,
    ) -> Result<f64, Failure> {
        let percentage = match number {
            None => 0.0,
            Some(Number::Literal(value)) => *value,
            Some(Number::Query { field, query }) => {
                let value = query.eval(&scope()).map_err(|e| self.failure(e))?;
                let read = match &value {
                    Value::Number(number) => number.as_f64(),
                    Value::String(text) => text.trim().parse().ok(),
                    _ => None,
                };
                read.ok_or_else(|| self.no_number(field, query, "float", &value))?
            }
        };
        if (0.0..=100.0).contains(&percentage) {
            return Ok(percentage);
        }
        Err(self.runtime("ToleratedFailurePercentage must be between 0 and 100."))
    }

    fn no_number(&self, field: &str, query: &Query, kind: &str, value: &Value) -> Failure {
        match query {
            Query::Path(_) => self.runtime(&format!(
                "The {field} field refers to value \"{}\" which is not a valid {kind}: {}",
                plain(value),
                query.text()
            )),
            Query::Jsonata(_) => self.unexpected_type(field, query.text(), "number", value),
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
