//! Values as text, in the two forms that AWS writes.

use serde_json::Value;

/// The form of Java's collections, which `States.Format` and some errors show: `{a=1, b=[x, y]}`.
pub(crate) fn java(value: &Value) -> String {
    let mut text = String::new();
    write_java(value, &mut text);
    text
}

fn write_java(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => out.push_str(text),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                write_java(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (i, (key, member)) in members.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                out.push_str(key);
                out.push('=');
                write_java(member, out);
            }
            out.push('}');
        }
        other => out.push_str(&other.to_string()),
    }
}
