//! Texts and documents that other code makes, of names and ARNs that only the engine knows.

use serde_json::Value;

use crate::sdk::pulumi::{Output, PropertyValue, output, pv};

/// Before and after a placeholder's number. It looks like a reference, which makers of policies do not look into; the private-use
/// area holds no character of any script.
const OPEN: &str = "${\u{E100}";
const CLOSE: char = '}';

/// Outputs, and the texts that stand for them until they are known.
#[derive(Default)]
pub(crate) struct Placeholders(Vec<Output<PropertyValue>>);

impl Placeholders {
    /// A text that stands for `output`, to be made into other texts.
    pub fn of(&mut self, output: &Output<String>) -> String {
        self.0.push(output.cast());
        format!("{OPEN}{}{CLOSE}", self.0.len() - 1)
    }

    /// A text in which placeholders stand, with what they stand for.
    pub fn text(&self, text: &str) -> Output<String> {
        let mut parts = Vec::new();
        for (index, piece) in text.split(OPEN).enumerate() {
            // Before the first placeholder there is none.
            let known = piece.split_once(CLOSE).filter(|_| index > 0);
            let known = known.and_then(|(number, rest)| Some((number.parse().ok()?, rest)));
            match known.and_then(|(number, rest): (usize, _)| Some((self.0.get(number)?, rest))) {
                Some((output, rest)) => parts.extend([output.clone(), pv::string(rest)]),
                None => parts.push(pv::string(piece)),
            }
        }
        output::concat(parts)
    }

    /// The JSON text of a document in which placeholders stand.
    pub fn json(&self, document: &Value) -> Output<String> {
        pv::to_json(self.value(document)).cast()
    }

    fn value(&self, value: &Value) -> Output<PropertyValue> {
        match value {
            Value::Null => pv::null(),
            Value::Bool(flag) => pv::bool(*flag),
            Value::Number(number) => pv::number(number.as_f64().unwrap_or_default()),
            Value::String(text) => self.text(text).cast(),
            Value::Array(items) => pv::array(items.iter().map(|it| self.value(it)).collect()),
            Value::Object(items) => {
                let items = items.iter().map(|(key, it)| (key.clone(), self.value(it)));
                pv::object(items.collect())
            }
        }
    }
}
