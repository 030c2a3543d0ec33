//! Data-flow fields, retriers, catchers and choice rules.

use serde_json::Value;

use super::reader::{Object, Reader};
use crate::model::{Catcher, ChoiceRule, Condition, DataFlow, Retrier};

pub(super) fn flow(reader: &mut Reader, object: &Object) -> DataFlow {
    DataFlow {
        input_path: reader.field(object, "InputPath", Reader::nullable),
        output_path: reader.field(object, "OutputPath", Reader::nullable),
        result_path: reader.field(object, "ResultPath", Reader::nullable),
        parameters: object.get("Parameters").cloned(),
        result_selector: object.get("ResultSelector").cloned(),
        arguments: object.get("Arguments").cloned(),
        output: object.get("Output").cloned(),
        assign: object.get("Assign").cloned(),
    }
}

pub(super) fn retry(reader: &mut Reader, object: &Object) -> Vec<Retrier> {
    reader.field(object, "Retry", |reader, value| reader.list(value, retrier)).unwrap_or_default()
}

fn retrier(reader: &mut Reader, value: &Value) -> Option<Retrier> {
    let object = reader.object(value)?;
    let error_equals = reader.required(object, "ErrorEquals", Reader::strings);
    let jitter = reader.field(object, "JitterStrategy", Reader::string);
    Some(Retrier {
        error_equals: error_equals?,
        interval_seconds: reader.field(object, "IntervalSeconds", Reader::integer),
        max_attempts: reader.field(object, "MaxAttempts", Reader::integer),
        backoff_rate: reader.field(object, "BackoffRate", Reader::number),
        max_delay_seconds: reader.field(object, "MaxDelaySeconds", Reader::integer),
        full_jitter: jitter.as_deref() == Some("FULL"),
        comment: reader.field(object, "Comment", Reader::string),
    })
}

pub(super) fn catch(reader: &mut Reader, object: &Object) -> Vec<Catcher> {
    reader.field(object, "Catch", |reader, value| reader.list(value, catcher)).unwrap_or_default()
}

fn catcher(reader: &mut Reader, value: &Value) -> Option<Catcher> {
    let object = reader.object(value)?;
    let error_equals = reader.required(object, "ErrorEquals", Reader::strings);
    let next = reader.required(object, "Next", Reader::string);
    Some(Catcher {
        error_equals: error_equals?,
        next: next?,
        result_path: reader.field(object, "ResultPath", Reader::nullable),
        output: object.get("Output").cloned(),
        assign: object.get("Assign").cloned(),
        comment: reader.field(object, "Comment", Reader::string),
    })
}

pub(super) fn choice_rule(reader: &mut Reader, value: &Value) -> Option<ChoiceRule> {
    let object = reader.object(value)?;
    let condition = condition(reader, object);
    let next = reader.required(object, "Next", Reader::string);
    Some(ChoiceRule {
        condition: condition?,
        next: next?,
        assign: object.get("Assign").cloned(),
        output: object.get("Output").cloned(),
        comment: reader.field(object, "Comment", Reader::string),
    })
}

/// The fields of a rule that are no comparison.
const RULE_FIELDS: [&str; 5] = ["Variable", "Next", "Comment", "Assign", "Output"];

fn condition(reader: &mut Reader, object: &Object) -> Option<Condition> {
    let nested = |reader: &mut Reader, value: &Value| {
        let object = reader.object(value)?;
        condition(reader, object)
    };
    if let Some(expression) = object.get("Condition") {
        return Some(Condition::Jsonata(expression.clone()));
    }
    for (key, combine) in
        [("And", Condition::And as fn(Vec<Condition>) -> Condition), ("Or", Condition::Or)]
    {
        if object.contains_key(key) {
            return reader
                .field(object, key, |reader, value| reader.list(value, nested))
                .map(combine);
        }
    }
    if object.contains_key("Not") {
        return reader.field(object, "Not", nested).map(|it| Condition::Not(Box::new(it)));
    }
    let variable = reader.required(object, "Variable", Reader::string)?;
    let mut operators = object.iter().filter(|(key, _)| !RULE_FIELDS.contains(&key.as_str()));
    match (operators.next(), operators.next()) {
        (Some((operator, operand)), None) => Some(Condition::Compare {
            variable,
            operator: operator.clone(),
            operand: operand.clone(),
        }),
        (None, _) => reader.report("A comparison operator is required"),
        (Some(_), Some(_)) => reader.report("Only one comparison operator is allowed"),
    }
}
