//! Mocked results held against the shapes of the services' answers.

use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::{FieldValidation, invalid};
use crate::error::ApiError;
use crate::history::TaskName;
use crate::tasks::{Pattern, Resource};

/// What `tools/service-shapes/generate.py` makes of the services' public models.
static SHAPES: &[u8] = include_bytes!("shapes.json.zst");

/// All services, by the folders of the models.
fn services() -> &'static Map<String, Value> {
    static READ: OnceLock<Map<String, Value>> = OnceLock::new();
    READ.get_or_init(|| {
        // The file is part of the program; without it nothing would be checked.
        let text = zstd::decode_all(SHAPES).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    })
}

/// Refuses a result that the service could not have given.
pub(super) fn check(
    resource: &Resource,
    result: &Value,
    validation: FieldValidation,
) -> Result<(), ApiError> {
    if validation == FieldValidation::None || resource.pattern() != Pattern::RequestResponse {
        return Ok(());
    }
    let TaskName::Service { resource_type, resource } = resource.name() else { return Ok(()) };
    // The optimised integration gives a function's own result, which has no shape.
    if resource_type == "lambda" {
        return Ok(());
    }
    let service = resource_type.strip_prefix("aws-sdk:").unwrap_or(resource_type);
    let described = services().values().find(|described| {
        described["names"].as_array().is_some_and(|names| names.iter().any(|n| n == service))
    });
    let Some(described) = described else { return Ok(()) };
    let Some(shape) = described["operations"][resource.as_str()].as_str() else { return Ok(()) };
    let checker =
        Checker { shapes: &described["shapes"], strict: validation == FieldValidation::Strict };
    match checker.shape("", shape, result) {
        Some(wrong) => Err(invalid(format!("Mock result schema validation error: {wrong}"))),
        None => Ok(()),
    }
}

struct Checker<'a> {
    shapes: &'a Value,
    strict: bool,
}

impl Checker<'_> {
    /// What is wrong with the value of a field, if anything is.
    fn shape(&self, field: &str, shape: &str, value: &Value) -> Option<String> {
        let shape = &self.shapes[shape];
        let must = |what: &str| Some(format!("Field '{field}' must be {what}"));
        match shape[0].as_str()? {
            "o" => match value {
                Value::Object(members) => self.structure(shape, members),
                _ => must("an object"),
            },
            "a" => match value {
                Value::Array(items) => {
                    let item = shape[1].as_str()?;
                    items.iter().find_map(|value| self.shape(field, item, value))
                }
                _ => must("an array"),
            },
            "m" => match value {
                Value::Object(members) => {
                    let member = shape[1].as_str()?;
                    members.values().find_map(|value| self.shape(field, member, value))
                }
                _ => must("an object"),
            },
            "s" => match value {
                Value::String(text) => text_rules(field, &shape[1], text),
                _ => must("a string"),
            },
            "n" => match value {
                Value::Number(number) => number_rules(field, &shape[1], number.as_f64()?),
                _ => must("a number"),
            },
            "b" => match value {
                Value::Bool(_) => None,
                _ => must("a boolean"),
            },
            _ => None,
        }
    }

    fn structure(&self, shape: &Value, members: &Map<String, Value>) -> Option<String> {
        if self.strict {
            let required = shape[2].as_array().into_iter().flatten().filter_map(Value::as_str);
            for name in required {
                if !members.contains_key(name) {
                    return Some(format!("Required field '{name}' is missing"));
                }
            }
        }
        members
            .iter()
            .find_map(|(name, value)| self.shape(name, shape[1].get(name)?.as_str()?, value))
    }
}

fn text_rules(field: &str, rules: &Value, text: &str) -> Option<String> {
    let length = text.chars().count() as u64;
    if rules.get("min").and_then(Value::as_u64).is_some_and(|min| length < min) {
        return Some(format!("Field '{field}' is smaller than the minimum length"));
    }
    if rules.get("max").and_then(Value::as_u64).is_some_and(|max| length > max) {
        return Some(format!("Field '{field}' exceeds the maximum length"));
    }
    let known = rules.get("enum").and_then(Value::as_array)?;
    (!known.iter().any(|known| known == text))
        .then(|| format!("Field '{field}' is not an expected value"))
}

fn number_rules(field: &str, rules: &Value, number: f64) -> Option<String> {
    if rules.get("min").and_then(Value::as_f64).is_some_and(|min| number < min) {
        return Some(format!("Field '{field}' is less than the minimum value"));
    }
    if rules.get("max").and_then(Value::as_f64).is_some_and(|max| number > max) {
        return Some(format!("Field '{field}' exceeds the maximum value"));
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_shape_that_is_named_is_there() {
        assert!(services().len() > 20);
        for service in services().values() {
            let shapes = service["shapes"].as_object().expect("shapes");
            let outputs = service["operations"].as_object().expect("operations").values();
            let inner = shapes.values().flat_map(|shape| match &shape[1] {
                Value::Object(members) if shape[0] == "o" => members.values().collect(),
                name @ Value::String(_) => vec![name],
                _ => Vec::new(),
            });
            for name in outputs.chain(inner) {
                assert!(shapes.contains_key(name.as_str().expect("a name")), "{name}");
            }
        }
    }

    #[test]
    fn tells_the_first_field_that_does_not_fit() {
        let head = Resource::parse("arn:aws:states:::aws-sdk:s3:headObject");
        let check = |result: Value| check(&head, &result, FieldValidation::Strict);
        assert!(check(json!({"ContentLength": 3, "Unknown": []})).is_ok());
        let refused = check(json!({"ContentLength": "3"})).expect_err("a text is no length");
        assert!(refused.message.ends_with("Field 'ContentLength' must be a number"), "{refused}");
    }
}
