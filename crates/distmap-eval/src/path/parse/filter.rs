//! The grammar of filters.

use serde_json::Value;

use super::Parser;
use crate::error::CompileError;
use crate::path::filter::{Comparison, Operand, Predicate};

impl Parser<'_> {
    /// `a || b`
    pub(super) fn either(&mut self) -> Result<Predicate, CompileError> {
        let mut parts = vec![self.both()?];
        loop {
            self.blanks();
            if !self.eat("||") {
                break;
            }
            parts.push(self.both()?);
        }
        Ok(Predicate::Or(parts))
    }

    /// `a && b`
    fn both(&mut self) -> Result<Predicate, CompileError> {
        let mut parts = vec![self.term()?];
        loop {
            self.blanks();
            if !self.eat("&&") {
                break;
            }
            parts.push(self.term()?);
        }
        Ok(Predicate::And(parts))
    }

    /// `!a`, `(a)`, `a == b`, `a`
    fn term(&mut self) -> Result<Predicate, CompileError> {
        self.deeper()?;
        self.blanks();
        let predicate = if self.eat("!") {
            Predicate::Not(Box::new(self.term()?))
        } else if self.eat("(") {
            let inner = self.either()?;
            self.blanks();
            self.expect(")")?;
            inner
        } else {
            let left = self.operand()?;
            self.blanks();
            match self.comparison() {
                Some(comparison) => {
                    self.blanks();
                    let right = self.operand()?;
                    Predicate::Compare(left, comparison, right)
                }
                None => Predicate::Exists(left),
            }
        };
        self.depth -= 1;
        Ok(predicate)
    }

    fn comparison(&mut self) -> Option<Comparison> {
        for (token, comparison) in Comparison::TOKENS {
            let word = token.starts_with(|c: char| c.is_alphabetic());
            let rest = self.rest();
            let matches = if word {
                rest.get(..token.len()).is_some_and(|head| head.eq_ignore_ascii_case(token))
                    && !rest[token.len()..].starts_with(|c: char| c.is_alphanumeric())
            } else {
                rest.starts_with(token)
            };
            if matches {
                self.at += token.len();
                return Some(comparison);
            }
        }
        None
    }

    pub(super) fn operand(&mut self) -> Result<Operand, CompileError> {
        match self.peek() {
            Some('@' | '$') => Ok(Operand::Path(Box::new(self.path(true)?))),
            Some('\'' | '"') => Ok(Operand::Literal(Value::String(self.quoted()?))),
            Some('/') => self.regex(),
            _ => self.literal(),
        }
    }

    /// `/pattern/flags`
    fn regex(&mut self) -> Result<Operand, CompileError> {
        self.at += 1;
        let mut escaped = false;
        let end = self.rest().find(|c: char| {
            let ends = c == '/' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let Some(end) = end else {
            return Err(self.unexpected("the closing '/' of a regular expression"));
        };
        let pattern = self.rest()[..end].replace("\\/", "/");
        self.at += end + 1;
        let flags = self.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
        let flags = &self.rest()[..flags];
        self.at += flags.len();
        Operand::regex(&pattern, flags).map_err(|error| {
            CompileError::new(format!("regular expression in path '{}': {error}", self.text))
        })
    }

    /// A JSON literal: number, true, false, null, array or object.
    fn literal(&mut self) -> Result<Operand, CompileError> {
        if !self.rest().starts_with(['[', '{']) {
            let ends = |c: char| c.is_whitespace() || "),]=!<>&|".contains(c);
            let word = &self.rest()[..self.rest().find(ends).unwrap_or(self.rest().len())];
            let Ok(value) = serde_json::from_str(word) else {
                return Err(self.unexpected("a path, a literal or a regular expression"));
            };
            self.at += word.len();
            return Ok(Operand::Literal(value));
        }
        let mut values = serde_json::Deserializer::from_str(self.rest()).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => {
                self.at += values.byte_offset();
                Ok(Operand::Literal(value))
            }
            _ => self.single_quoted_list(),
        }
    }

    /// `['a', 'b']`: a list whose texts stand in single quotes, as `in` is mostly written.
    fn single_quoted_list(&mut self) -> Result<Operand, CompileError> {
        if !self.eat("[") {
            return Err(self.unexpected("a path, a literal or a regular expression"));
        }
        self.deeper()?;
        let mut items = Vec::new();
        loop {
            self.blanks();
            if items.is_empty() && self.eat("]") {
                break;
            }
            match self.operand()? {
                Operand::Literal(value) => items.push(value),
                _ => return Err(self.unexpected("a literal")),
            }
            self.blanks();
            if self.eat("]") {
                break;
            }
            self.expect(",")?;
        }
        self.depth -= 1;
        Ok(Operand::Literal(Value::Array(items)))
    }
}
