//! What the YAML runtime reads: values, references in texts, and calls of its functions.

use serde_json::{Value, json};

use crate::error::ProgramError;

/// An expression, or why there is none.
pub(crate) type Expression = Result<Value, ProgramError>;

/// Stands after `${` of a reference, so that it is never taken for text of the program's own, such as an ASL path or an IAM
/// policy variable. The private-use area holds no character of any script.
const MARK: char = '\u{E000}';

/// A reference to `path`, such as `bucket.arn`.
pub(crate) fn reference(path: &str) -> Value {
    Value::String(format!("${{{MARK}{path}}}"))
}

/// The path of a text that is one reference and nothing else.
pub(crate) fn path(value: &Value) -> Option<&str> {
    let path = value.as_str()?.strip_prefix("${")?.strip_prefix(MARK)?.strip_suffix('}')?;
    (!path.contains(MARK)).then_some(path)
}

/// The arguments of a call of `function`, such as `fn::select`.
pub(crate) fn call<'a>(value: &'a Value, function: &str) -> Option<&'a Value> {
    value.as_object().filter(|object| object.len() == 1)?.get(function)
}

/// Whether only the engine knows what this comes to.
pub(crate) fn is_computed(value: &Value) -> bool {
    let is_call = value.as_object().is_some_and(|object| {
        object.len() == 1 && object.keys().all(|key| key.starts_with("fn::"))
    });
    is_call || path(value).is_some()
}

/// A part of a value, by key: what is written out is looked into, the engine looks into what it computes.
pub(crate) fn member(value: &Value, key: &str) -> Expression {
    if let Some(path) = path(value) {
        let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !key.starts_with(|c: char| c.is_ascii_digit());
        return Ok(if plain && !key.is_empty() {
            reference(&format!("{path}.{key}"))
        } else {
            reference(&format!("{path}[\"{}\"]", key.replace('"', "\\\"")))
        });
    }
    inside(value, &|inner| member(inner, key)).unwrap_or_else(|| match value {
        Value::Object(object) if !is_computed(value) => {
            Ok(object.get(key).cloned().unwrap_or_default())
        }
        _ => Err(ProgramError::Unsupported(format!("take `{key}` out of {value}"))),
    })
}

/// A part of a value, by position.
pub(crate) fn element(value: &Value, position: usize) -> Expression {
    if let Some(path) = path(value) {
        return Ok(reference(&format!("{path}[{position}]")));
    }
    inside(value, &|inner| element(inner, position)).unwrap_or_else(|| match value {
        Value::Array(items) => Ok(items.get(position).cloned().unwrap_or_default()),
        computed if is_computed(computed) => Ok(json!({"fn::select": [position, computed]})),
        _ => Err(ProgramError::Unsupported(format!("take number {position} out of {value}"))),
    })
}

/// The same of what a call hands on: of a secret's value, of the item that is selected from a list.
fn inside(value: &Value, part: &dyn Fn(&Value) -> Expression) -> Option<Expression> {
    if let Some(secret) = call(value, "fn::secret") {
        return Some(part(secret).map(|inner| json!({"fn::secret": inner})));
    }
    let [position, items] = call(value, "fn::select")?.as_array()?.as_slice() else { return None };
    let (at, mut items) = (usize::try_from(position.as_u64()?).ok()?, items.as_array()?.clone());
    Some(part(items.get(at)?).map(|inner| {
        items[at] = inner;
        json!({"fn::select": [position, items]})
    }))
}

/// The form that the YAML runtime reads: `$` of the program's own text doubled, references as they are.
pub(crate) fn render(value: &Value) -> Value {
    match value {
        Value::String(text) => {
            let reference = format!("${{{MARK}");
            let parts: Vec<String> =
                text.split(&reference).map(|part| part.replace('$', "$$")).collect();
            Value::String(parts.join("${"))
        }
        Value::Array(list) => list.iter().map(render).collect(),
        Value::Object(map) => {
            Value::Object(map.iter().map(|(key, value)| (key.clone(), render(value))).collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_references_are_references() {
        let bucket = reference("input.bucket");
        let token = bucket.as_str().unwrap_or_default();
        let text = json!({"Bucket": token, "Key.$": "$$.Map.Item", "Path": format!("a/{token}/b"), "Iam": "${aws:username}"});
        assert_eq!(
            render(&text),
            json!({"Bucket": "${input.bucket}", "Key.$": "$$$$.Map.Item", "Path": "a/${input.bucket}/b", "Iam": "$${aws:username}"})
        );
    }

    #[test]
    fn parts_are_taken_by_whoever_knows_them() {
        let two = json!({"a b": [1, 2]});
        for (whole, key, expected) in [
            (reference("call"), "id", json!("${call.id}")),
            (reference("call"), "a \"b\"", json!("${call[\"a \\\"b\\\"\"]}")),
            (two.clone(), "a b", json!([1, 2])),
            (two.clone(), "c", json!(null)),
            (json!({"fn::secret": two}), "a b", json!({"fn::secret": [1, 2]})),
            (
                json!({"fn::select": [0, [two, "other"]]}),
                "a b",
                json!({"fn::select": [0, [[1, 2], "other"]]}),
            ),
        ] {
            assert_eq!(member(&whole, key).map(|it| render(&it)), Ok(expected), "{whole} {key}");
        }
        for (whole, expected) in [
            (reference("list"), json!("${list[1]}")),
            (json!(["a", "b"]), json!("b")),
            (
                json!({"fn::split": [",", "a,b"]}),
                json!({"fn::select": [1, {"fn::split": [",", "a,b"]}]}),
            ),
        ] {
            assert_eq!(element(&whole, 1).map(|it| render(&it)), Ok(expected), "{whole}");
        }
        assert!(member(&json!({"fn::split": [",", "a,b"]}), "a").is_err());
        assert!(element(&json!("text"), 0).is_err());
    }
}
