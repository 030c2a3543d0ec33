//! The grammar of paths.

mod filter;

use super::function::Function;
use super::{Path, Root, Step};
use crate::error::CompileError;

/// How deep filters and parentheses may nest: no sensible path comes near, no stack overflows.
const MAX_DEPTH: usize = 32;

/// The longest path; AWS's definitions end at 1 MB, and a path is a small part of one.
const MAX_LENGTH: usize = 64 * 1024;

pub(super) fn path(text: &str) -> Result<Path, CompileError> {
    if text.len() > MAX_LENGTH {
        return Err(CompileError::new(format!("path longer than {MAX_LENGTH} bytes")));
    }
    let mut parser = Parser { text, at: 0, depth: 0 };
    let path = parser.path(false)?;
    if parser.at < text.len() {
        return Err(parser.unexpected("the end of the path"));
    }
    Ok(path)
}

/// The length in bytes of the variable name that `text` begins with (without its `$`); 0 if it begins with none.
pub(crate) fn name_length(text: &str) -> usize {
    let mut chars = text.char_indices();
    match chars.next() {
        Some((_, first)) if first.is_alphabetic() || first == '_' => {}
        _ => return 0,
    }
    chars.find(|(_, c)| !(c.is_alphanumeric() || *c == '_')).map_or(text.len(), |(at, _)| at)
}

pub(super) struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Result<(), CompileError> {
        if self.eat(token) { Ok(()) } else { Err(self.unexpected(&format!("'{token}'"))) }
    }

    fn blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn unexpected(&self, wanted: &str) -> CompileError {
        let found = match self.peek() {
            Some(c) => format!("'{c}'"),
            None => "the end".to_owned(),
        };
        CompileError::new(format!(
            "expected {wanted} but found {found} at column {} of path '{}'",
            self.at + 1,
            self.text
        ))
    }

    fn deeper(&mut self) -> Result<(), CompileError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(CompileError::new(format!(
                "path '{}' nests deeper than {MAX_DEPTH} levels",
                self.text
            )));
        }
        Ok(())
    }

    /// A whole path; inside of a filter it ends where no step follows, else it must reach the end.
    fn path(&mut self, in_filter: bool) -> Result<Path, CompileError> {
        let start = self.at;
        let root = self.root(in_filter)?;
        let mut steps = Vec::new();
        loop {
            if self.eat("..") {
                steps.push(Step::Descend);
                let step = if self.peek() == Some('[') { self.bracket()? } else { self.key()? };
                steps.push(step);
            } else if self.eat(".") {
                let step = if self.peek() == Some('[') { self.bracket()? } else { self.key()? };
                steps.push(step);
            } else if self.peek() == Some('[') {
                let step = self.bracket()?;
                steps.push(step);
            } else {
                break;
            }
            if matches!(steps.last(), Some(Step::Call(_))) {
                break;
            }
        }
        let last = steps.len().saturating_sub(1);
        let definite = steps.iter().enumerate().all(|(i, step)| match step {
            Step::Key(_) | Step::Index(_) | Step::Call(_) => true,
            Step::Keys(_) => i == last,
            _ => false,
        });
        let scans = steps.iter().any(|step| matches!(step, Step::Descend));
        // A function behind a scan works on everything that the scan found, as one array.
        let definite = definite || (scans && matches!(steps.last(), Some(Step::Call(_))));
        Ok(Path::new(self.text[start..self.at].to_owned(), root, steps, definite))
    }

    fn root(&mut self, in_filter: bool) -> Result<Root, CompileError> {
        if in_filter && self.eat("@") {
            return Ok(Root::Item);
        }
        if self.eat("$$") {
            return Ok(Root::Context);
        }
        self.expect("$")?;
        let name = &self.rest()[..name_length(self.rest())];
        self.at += name.len();
        Ok(if name.is_empty() { Root::Data } else { Root::Variable(name.to_owned()) })
    }

    /// What follows a dot: a bare key, `*`, or a function.
    fn key(&mut self) -> Result<Step, CompileError> {
        if self.eat("*") {
            return Ok(Step::Wildcard);
        }
        let in_filter = self.depth > 0;
        let ends = |c: char| match c {
            '.' | '[' | '(' | ']' => true,
            '=' | '!' | '<' | '>' | '&' | '|' | ')' | ',' | '}' => in_filter,
            _ => c.is_whitespace(),
        };
        let key = &self.rest()[..self.rest().find(ends).unwrap_or(self.rest().len())];
        if key.is_empty() {
            return Err(self.unexpected("a key"));
        }
        self.at += key.len();
        if self.eat("(") {
            return self.call(key);
        }
        Ok(Step::Key(key.to_owned()))
    }

    fn call(&mut self, name: &str) -> Result<Step, CompileError> {
        let mut arguments = Vec::new();
        self.deeper()?;
        loop {
            self.blanks();
            if arguments.is_empty() && self.eat(")") {
                break;
            }
            arguments.push(self.operand()?);
            self.blanks();
            if self.eat(")") {
                break;
            }
            self.expect(",")?;
        }
        self.depth -= 1;
        let function = Function::new(name, arguments).ok_or_else(|| {
            CompileError::new(format!("unknown function '{name}' in path '{}'", self.text))
        })?;
        Ok(Step::Call(function))
    }

    /// `[...]`
    fn bracket(&mut self) -> Result<Step, CompileError> {
        self.expect("[")?;
        self.blanks();
        let step = match self.peek() {
            Some('*') => {
                self.at += 1;
                Step::Wildcard
            }
            Some('?') => {
                self.at += 1;
                self.blanks();
                self.expect("(")?;
                self.deeper()?;
                let predicate = self.either()?;
                self.depth -= 1;
                self.blanks();
                self.expect(")")?;
                Step::Filter(predicate)
            }
            Some('\'' | '"') => self.quoted_keys()?,
            _ => self.positions()?,
        };
        self.blanks();
        self.expect("]")?;
        Ok(step)
    }

    fn quoted_keys(&mut self) -> Result<Step, CompileError> {
        let mut keys = vec![self.quoted()?];
        loop {
            self.blanks();
            if !self.eat(",") {
                break;
            }
            self.blanks();
            keys.push(self.quoted()?);
        }
        Ok(match (keys.pop(), keys.is_empty()) {
            (Some(only), true) => Step::Key(only),
            (last, _) => {
                keys.extend(last);
                Step::Keys(keys)
            }
        })
    }

    /// Text between quotes. A backslash escapes the quote and itself; before anything else it stands for itself, as at AWS.
    fn quoted(&mut self) -> Result<String, CompileError> {
        let quote = match self.peek() {
            Some(c @ ('\'' | '"')) => c,
            _ => return Err(self.unexpected("a quoted key")),
        };
        self.at += 1;
        let mut text = String::new();
        let mut chars = self.rest().char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c == quote {
                self.at += at + 1;
                return Ok(text);
            }
            if c == '\\'
                && let Some((_, next)) = chars.next_if(|(_, next)| *next == quote || *next == '\\')
            {
                text.push(next);
            } else {
                text.push(c);
            }
        }
        self.at = self.text.len();
        Err(self.unexpected("the closing quote"))
    }

    fn positions(&mut self) -> Result<Step, CompileError> {
        let first = self.integer()?;
        self.blanks();
        if self.eat(":") {
            self.blanks();
            let to = self.integer()?;
            return Ok(Step::Slice(first, to));
        }
        let Some(first) = first else {
            return Err(self.unexpected("a key in quotes, an index, '*' or '?('"));
        };
        let mut indices = vec![first];
        while self.eat(",") {
            self.blanks();
            let Some(next) = self.integer()? else { return Err(self.unexpected("an index")) };
            indices.push(next);
            self.blanks();
        }
        Ok(if indices.len() == 1 { Step::Index(first) } else { Step::Indices(indices) })
    }

    fn integer(&mut self) -> Result<Option<i64>, CompileError> {
        let sign = usize::from(self.rest().starts_with('-'));
        let digits = self.rest()[sign..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return Ok(None);
        }
        let text = &self.rest()[..sign + digits];
        let number = text.parse().map_err(|_| {
            CompileError::new(format!("index {text} is too large in path '{}'", self.text))
        })?;
        self.at += text.len();
        Ok(Some(number))
    }
}
