//! The grammar of intrinsic functions.

use serde_json::Value;

use super::{Argument, Function, Node, format};
use crate::error::CompileError;
use crate::path::Path;

/// AWS nests at most this many functions in one field.
const MAX_DEPTH: usize = 10;

pub(super) fn call(text: &str) -> Result<Node, CompileError> {
    let mut parser = Parser { text, at: 0 };
    let node = parser.call(1)?;
    parser.blanks();
    if parser.at < text.len() {
        return Err(parser.error("unexpected text after the call"));
    }
    Ok(node)
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn error(&self, what: &str) -> CompileError {
        CompileError::new(format!(
            "{what} at column {} of the intrinsic function call '{}'",
            self.at + 1,
            self.text
        ))
    }

    fn call(&mut self, depth: usize) -> Result<Node, CompileError> {
        if depth > MAX_DEPTH {
            return Err(self.error(&format!("more than {MAX_DEPTH} functions in one another")));
        }
        let end = self
            .rest()
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))
            .unwrap_or(self.rest().len());
        let name = &self.rest()[..end];
        let Some((_, function, counts)) =
            Function::ALL.into_iter().find(|(known, ..)| *known == name)
        else {
            return Err(self.error(&format!("unknown function '{name}'")));
        };
        self.at += end;
        let arguments = self.arguments(function, depth)?;
        if !counts.contains(&arguments.len()) {
            return Err(
                self.error(&format!("wrong number of arguments ({}) for {name}", arguments.len()))
            );
        }
        Ok(Node { function, arguments })
    }

    fn arguments(
        &mut self,
        function: Function,
        depth: usize,
    ) -> Result<Vec<Argument>, CompileError> {
        self.blanks();
        if !self.rest().starts_with('(') {
            return Err(self.error("expected '('"));
        }
        self.at += 1;
        let mut arguments = Vec::new();
        loop {
            self.blanks();
            if arguments.is_empty() && self.rest().starts_with(')') {
                break;
            }
            let template = function == Function::Format && arguments.is_empty();
            arguments.push(self.argument(template, depth)?);
            self.blanks();
            if self.rest().starts_with(')') {
                break;
            }
            if !self.rest().starts_with(',') {
                return Err(self.error("expected ',' or ')'"));
            }
            self.at += 1;
        }
        self.at += 1;
        Ok(arguments)
    }

    fn argument(&mut self, template: bool, depth: usize) -> Result<Argument, CompileError> {
        let rest = self.rest();
        match rest.chars().next() {
            Some('\'') => {
                let raw = self.quoted()?;
                Ok(if template {
                    Argument::Template(format::Template::parse(raw))
                } else {
                    Argument::Literal(Value::String(format::unescape(raw)))
                })
            }
            Some('$') => {
                let text = &rest[..path_length(rest)];
                let path = Path::compile(text)?;
                self.at += text.len();
                Ok(Argument::Path(path))
            }
            Some('S') => Ok(Argument::Call(self.call(depth + 1)?)),
            Some('-' | '0'..='9' | 't' | 'f' | 'n') => {
                let text =
                    &rest[..rest.find([',', ')', ' ', '\t', '\n', '\r']).unwrap_or(rest.len())];
                let value =
                    serde_json::from_str(text).map_err(|_| self.error("expected an argument"))?;
                self.at += text.len();
                Ok(Argument::Literal(value))
            }
            _ => {
                Err(self
                    .error("expected a path, a string in single quotes, a number or a function"))
            }
        }
    }

    /// The raw text between single quotes; only `\'`, `\{`, `\}` and `\\` are escapes, others are refused as AWS does.
    fn quoted(&mut self) -> Result<&'t str, CompileError> {
        let rest = &self.rest()[1..];
        let mut chars = rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\'' => {
                    self.at += at + 2;
                    return Ok(&rest[..at]);
                }
                '\\' if !matches!(chars.next(), Some((_, '\'' | '{' | '}' | '\\'))) => {
                    self.at += at + 1;
                    return Err(self
                        .error("illegal escape: a backslash may stand before ', {, } and itself"));
                }
                _ => {}
            }
        }
        Err(self.error("a string without its closing quote"))
    }
}

/// Where a path among arguments ends: at the first comma, parenthesis or blank outside of brackets, quotes and parentheses.
fn path_length(text: &str) -> usize {
    let mut open = 0usize;
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match (quote, c) {
            (Some(_), '\\') => escaped = true,
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '[' | '(') => open += 1,
            (None, ']') => open = open.saturating_sub(1),
            (None, ')') if open > 0 => open -= 1,
            (None, ',' | ')') if open == 0 => return at,
            (None, c) if open == 0 && c.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}
