//! `States.Format` and the escapes of string literals.

use std::borrow::Cow;

use serde_json::Value;

use super::Refusal;

/// A format string, split at its `{}`: one piece more than it has places.
#[derive(Clone, Debug)]
pub(super) struct Template {
    pieces: Vec<String>,
}

impl Template {
    /// Splits the raw text of a literal (or of a value); `\{`, `\}`, `\'` and `\\` stand for themselves without the backslash.
    pub(super) fn parse(raw: &str) -> Self {
        let mut pieces = vec![];
        let mut piece = String::new();
        let mut rest = raw.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '\\' => match rest.next_if(|next| matches!(next, '\'' | '{' | '}' | '\\')) {
                    Some(next) => piece.push(next),
                    None => piece.push(c),
                },
                '{' if rest.next_if_eq(&'}').is_some() => pieces.push(std::mem::take(&mut piece)),
                _ => piece.push(c),
            }
        }
        pieces.push(piece);
        Self { pieces }
    }

    /// The template that a path or a function gave.
    pub(super) fn of(value: &Value) -> Result<Self, Refusal> {
        match value {
            Value::String(text) => Ok(Self::parse(text)),
            _ => Err(Refusal::new(
                "Invalid arguments in States.Format: the first argument must be a string",
            )),
        }
    }

    /// The text with its places still open.
    pub(super) fn text(&self) -> String {
        self.pieces.join("{}")
    }

    /// Puts the values into the places; texts as they are, everything else as Java writes it.
    pub(super) fn fill(&self, values: &[Cow<'_, Value>]) -> Result<Value, Refusal> {
        let places = self.pieces.len() - 1;
        if places != values.len() {
            return Err(Refusal::new(format!(
                "Invalid arguments in States.Format: {places} places but {} values",
                values.len()
            )));
        }
        let mut text = String::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            text.push_str(piece);
            if let Some(value) = values.get(at) {
                text.push_str(&crate::text::java(value));
            }
        }
        Ok(Value::String(text))
    }
}

/// The value of a literal's raw text.
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek()) {
            ('\\', Some('\'' | '{' | '}' | '\\')) => text.extend(rest.next()),
            _ => text.push(c),
        }
    }
    text
}
