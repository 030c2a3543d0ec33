//! AWS's query protocol: form fields in, XML out.

use distmap_engine::time::iso8601;
use serde_json::{Map, Value};

use super::shape::Shape;

/// The fields of a form, decoded, in their order.
pub type Form = Vec<(String, String)>;

/// How many entries a list of a form may have; an index above it ends the list.
const MAX_ENTRIES: usize = 10_000;

/// Splits `a=b&c=d` and decodes it.
pub fn parse_form(text: &str) -> Form {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

/// The request that a form holds, in the JSON form that the typed operations take.
pub fn decode(form: &Form, shape: &Shape) -> Value {
    read(form, "", shape).unwrap_or_else(|| Value::Object(Map::new()))
}

fn read(form: &Form, prefix: &str, shape: &Shape) -> Option<Value> {
    match shape {
        Shape::Structure(members) => {
            let mut map = Map::new();
            for member in *members {
                let name = match (prefix.is_empty(), flattened_name(member.shape)) {
                    (true, Some(wire)) => wire.to_owned(),
                    (true, None) => member.name.to_owned(),
                    (false, Some(wire)) => format!("{prefix}.{wire}"),
                    (false, None) => format!("{prefix}.{}", member.name),
                };
                if let Some(value) = read(form, &name, member.shape) {
                    map.insert(member.name.to_owned(), value);
                }
            }
            let there = !map.is_empty() || prefix.is_empty();
            there.then_some(Value::Object(map))
        }
        Shape::List { member, wire, flattened, .. } => {
            let base = if *flattened { prefix.to_owned() } else { format!("{prefix}.{wire}") };
            let items: Vec<Value> = (1..MAX_ENTRIES)
                .map_while(|i| read(form, &format!("{base}.{i}"), member))
                .collect();
            let empty = form.iter().any(|(k, v)| k == prefix && v.is_empty());
            (!items.is_empty() || empty).then_some(Value::Array(items))
        }
        Shape::Map { value, wire, key_name, value_name, flattened } => {
            let base = if *flattened { prefix.to_owned() } else { format!("{prefix}.{wire}") };
            let mut map = Map::new();
            for i in 1..MAX_ENTRIES {
                let Some(key) = field(form, &format!("{base}.{i}.{key_name}")) else { break };
                let inner = read(form, &format!("{base}.{i}.{value_name}"), value);
                map.insert(key.to_owned(), inner.unwrap_or(Value::Null));
            }
            (!map.is_empty()).then_some(Value::Object(map))
        }
        Shape::Integer { .. } | Shape::Float { .. } => {
            let text = field(form, prefix)?;
            // What is no number stays a text, and the validation refuses it.
            Some(text.parse().map_or_else(|_| Value::from(text), Value::Number))
        }
        Shape::Boolean => Some(match field(form, prefix)? {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            other => Value::from(other),
        }),
        Shape::Text { .. } | Shape::Blob | Shape::Timestamp | Shape::Any => {
            field(form, prefix).map(Value::from)
        }
    }
}

/// The name under which a flattened list's or map's entries stand in place of the member's own.
fn flattened_name(shape: &Shape) -> Option<&'static str> {
    match shape {
        Shape::List { wire, flattened: true, .. } | Shape::Map { wire, flattened: true, .. } => {
            Some(wire)
        }
        _ => None,
    }
}

/// The value of a form's field.
pub fn field<'a>(form: &'a Form, name: &str) -> Option<&'a str> {
    form.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str())
}

/// `<OperationResponse><OperationResult>...</OperationResult><ResponseMetadata>...`.
pub fn encode(
    operation: &str,
    namespace: &str,
    answer: &Value,
    shape: &Shape,
    request_id: &str,
) -> String {
    let mut xml = format!("<{operation}Response xmlns=\"{namespace}\">");
    // Clients look for the result even where it is empty.
    xml.push_str(&format!("<{operation}Result>"));
    write(&mut xml, answer, shape);
    xml.push_str(&format!("</{operation}Result>"));
    xml.push_str(&format!(
        "<ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata></{operation}Response>"
    ));
    xml
}

/// The query protocol's error document.
pub fn encode_error(
    namespace: &str,
    code: &str,
    message: &str,
    sender: bool,
    request_id: &str,
) -> String {
    let mut xml = format!(
        "<ErrorResponse xmlns=\"{namespace}\"><Error><Type>{}</Type><Code>",
        if sender { "Sender" } else { "Receiver" }
    );
    escape(&mut xml, code);
    xml.push_str("</Code><Message>");
    escape(&mut xml, message);
    xml.push_str(&format!("</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>"));
    xml
}

fn element(xml: &mut String, name: &str, value: &Value, shape: &Shape) {
    xml.push_str(&format!("<{name}>"));
    write(xml, value, shape);
    xml.push_str(&format!("</{name}>"));
}

fn entry(
    xml: &mut String,
    tag: &str,
    names: (&str, &str),
    key: &str,
    value: &Value,
    shape: &Shape,
) {
    xml.push_str(&format!("<{tag}><{}>", names.0));
    escape(xml, key);
    xml.push_str(&format!("</{}>", names.0));
    element(xml, names.1, value, shape);
    xml.push_str(&format!("</{tag}>"));
}

fn write(xml: &mut String, value: &Value, shape: &Shape) {
    match (shape, value) {
        (_, Value::Null) => {}
        (Shape::Structure(members), Value::Object(map)) => {
            for member in *members {
                let Some(inner) = map.get(member.name).filter(|v| !v.is_null()) else { continue };
                match (member.shape, inner) {
                    (
                        Shape::List { member: of, wire, flattened: true, .. },
                        Value::Array(items),
                    ) => {
                        items.iter().for_each(|item| element(xml, wire, item, of));
                    }
                    (
                        Shape::Map { value: of, wire, key_name, value_name, flattened: true },
                        Value::Object(entries),
                    ) => entries
                        .iter()
                        .for_each(|(k, v)| entry(xml, wire, (key_name, value_name), k, v, of)),
                    _ => element(xml, member.name, inner, member.shape),
                }
            }
        }
        (Shape::List { member, wire, .. }, Value::Array(items)) => {
            items.iter().for_each(|item| element(xml, wire, item, member));
        }
        (Shape::Map { value: of, wire, key_name, value_name, .. }, Value::Object(entries)) => {
            entries.iter().for_each(|(k, v)| entry(xml, wire, (key_name, value_name), k, v, of));
        }
        (Shape::Timestamp, seconds) => {
            let millis = seconds.as_f64().unwrap_or_default() * 1_000.0;
            escape(xml, &iso8601(millis.round() as i64));
        }
        (_, Value::String(text)) => escape(xml, text),
        (_, other) => escape(xml, &other.to_string()),
    }
}

/// Text as XML 1.0 content; characters that XML can't hold become U+FFFD.
pub fn escape(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\r' => xml.push_str("&#xD;"),
            '\t' | '\n' => xml.push(c),
            c if (c as u32) < 0x20 || matches!(c, '\u{FFFE}' | '\u{FFFF}') => xml.push('\u{FFFD}'),
            c => xml.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{sns, sqs};
    use serde_json::json;

    #[test]
    fn forms_become_requests() {
        let form = parse_form(
            "Action=Publish&TopicArn=arn&Message=a%20b&MessageAttributes.entry.1.Name=k\
             &MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=v",
        );
        let shape = sns::SERVICE.operation("Publish").expect("modelled").input;
        assert_eq!(
            decode(&form, shape),
            json!({"TopicArn": "arn", "Message": "a b",
                "MessageAttributes": {"k": {"DataType": "String", "StringValue": "v"}}})
        );
    }

    #[test]
    fn flattened_forms_become_requests_too() {
        let form = parse_form(
            "SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=x&QueueUrl=u\
             &SendMessageBatchRequestEntry.2.Id=b&SendMessageBatchRequestEntry.2.MessageBody=y",
        );
        let shape = sqs::SERVICE.operation("SendMessageBatch").expect("modelled").input;
        assert_eq!(
            decode(&form, shape),
            json!({"QueueUrl": "u", "Entries": [{"Id": "a", "MessageBody": "x"}, {"Id": "b", "MessageBody": "y"}]})
        );
    }

    #[test]
    fn answers_become_xml() {
        let shape = sns::SERVICE.operation("ListTopics").expect("modelled").output;
        let xml = encode("ListTopics", "ns", &json!({"Topics": [{"TopicArn": "a<b"}]}), shape, "r");
        assert_eq!(
            xml,
            "<ListTopicsResponse xmlns=\"ns\"><ListTopicsResult><Topics><member><TopicArn>a&lt;b</TopicArn>\
             </member></Topics></ListTopicsResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>\
             </ListTopicsResponse>"
        );
    }
}
