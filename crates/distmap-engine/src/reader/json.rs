//! A JSON file: the elements of an array, or the members of an object, cut out one by one.

use serde_json::Value;

use super::stream::Stream;
use super::{failed, records::PAGE};
use crate::error::StateError;
use crate::map_run::Item;

/// How far into a file `ItemsPointer` may lead
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html>).
const POINTER_REACH: u64 = 16 << 20;
/// The largest single element that is read.
const LARGEST: usize = 64 << 20;

/// A JSON file's items.
pub(super) struct Json {
    cursor: Cursor,
    within: Within,
}

enum Within {
    Array,
    Object,
    End,
}

impl Json {
    /// Opens the array or object at `pointer`, or at the root.
    pub(super) async fn open(stream: Stream, pointer: Option<&str>) -> Result<Self, StateError> {
        let mut cursor = Cursor::new(stream);
        for token in tokens(pointer.unwrap_or_default())? {
            cursor.descend(&token).await?;
        }
        let within = match cursor.peek().await? {
            Some(b'[') => Within::Array,
            Some(b'{') => Within::Object,
            _ => return Err(failed("Attempting to map over non-iterable node.")),
        };
        cursor.position += 1;
        Ok(Self { cursor, within })
    }

    /// The next items, none at the end.
    pub(super) async fn next_items(&mut self) -> Result<Vec<Item>, StateError> {
        let mut items = Vec::new();
        while items.len() < PAGE {
            let close = match self.within {
                Within::Array => b']',
                Within::Object => b'}',
                Within::End => break,
            };
            if self.cursor.peek().await? == Some(close) {
                self.within = Within::End;
                break;
            }
            let key = match self.within {
                Within::Object => Some(self.cursor.key().await?),
                _ => None,
            };
            items.push(Item { key, ..Item::new(self.cursor.value().await?) });
            self.cursor.separator(close).await?;
        }
        Ok(items)
    }
}

/// The tokens of a JSON pointer.
fn tokens(pointer: &str) -> Result<Vec<String>, StateError> {
    let mut parts = pointer.split('/');
    if parts.next() != Some("") {
        return Err(failed(format!("ItemsPointer is no JSON pointer: {pointer}")));
    }
    Ok(parts.map(|token| token.replace("~1", "/").replace("~0", "~")).collect())
}

/// A place in a JSON text that arrives piece by piece.
struct Cursor {
    stream: Stream,
    buffer: Vec<u8>,
    position: usize,
    /// Bytes of the text before the buffer.
    passed: u64,
    ended: bool,
}

impl Cursor {
    fn new(stream: Stream) -> Self {
        Self { stream, buffer: Vec::new(), position: 0, passed: 0, ended: false }
    }

    /// More bytes at the buffer's end; `false` at the end of the text. What lies before the
    /// position is let go.
    async fn fill(&mut self) -> Result<bool, StateError> {
        if self.ended {
            return Ok(false);
        }
        self.buffer.drain(..self.position);
        self.passed += self.position as u64;
        self.position = 0;
        self.ended = !self.stream.read_more(&mut self.buffer).await?;
        Ok(!self.ended)
    }

    /// The next byte that is no blank, which stays where it is.
    async fn peek(&mut self) -> Result<Option<u8>, StateError> {
        loop {
            let rest = &self.buffer[self.position..];
            // A byte order mark may stand at the beginning.
            let mark = self.passed == 0 && self.position == 0 && rest.starts_with(b"\xef\xbb\xbf");
            let rest = if mark { &rest[3..] } else { rest };
            if let Some(at) = rest.iter().position(|b| !b.is_ascii_whitespace()) {
                self.position += at + if mark { 3 } else { 0 };
                return Ok(Some(self.buffer[self.position]));
            }
            if !mark {
                self.position = self.buffer.len();
            }
            if !self.fill().await? {
                return Ok(None);
            }
        }
    }

    /// Steps over `byte`.
    async fn expect(&mut self, byte: u8) -> Result<(), StateError> {
        if self.peek().await? != Some(byte) {
            return Err(self.syntax(&format!("expected '{}'", byte as char)));
        }
        self.position += 1;
        Ok(())
    }

    /// Steps over a comma, or stays before `close`.
    async fn separator(&mut self, close: u8) -> Result<(), StateError> {
        match self.peek().await? {
            Some(byte) if byte == close => Ok(()),
            Some(b',') => {
                self.position += 1;
                if self.peek().await? == Some(close) {
                    return Err(self.syntax("trailing comma"));
                }
                Ok(())
            }
            _ => Err(self.syntax(&format!("expected ',' or '{}'", close as char))),
        }
    }

    /// Steps over a value; its bytes are `buffer[start..position]` with the start returned.
    async fn skip(&mut self) -> Result<usize, StateError> {
        if self.peek().await?.is_none() {
            return Err(self.syntax("unexpected end"));
        }
        let mut extent = Extent::default();
        let mut length = 0;
        loop {
            let rest = &self.buffer[self.position + length..];
            if let Some(end) = extent.end(rest) {
                let start = self.position;
                self.position += length + end;
                return Ok(start);
            }
            length += rest.len();
            if length > LARGEST {
                return Err(self.syntax(&format!("a value is larger than {LARGEST} bytes")));
            }
            if !self.fill().await? {
                // A number or word at the very end of the text ends with it.
                let start = self.position;
                self.position = self.buffer.len();
                return Ok(start);
            }
        }
    }

    async fn value(&mut self) -> Result<Value, StateError> {
        let start = self.skip().await?;
        self.parse(start)
    }

    async fn key(&mut self) -> Result<String, StateError> {
        let start = self.skip().await?;
        let key = self.parse(start)?;
        self.expect(b':').await?;
        Ok(key)
    }

    fn parse<T: serde::de::DeserializeOwned>(&self, start: usize) -> Result<T, StateError> {
        serde_json::from_slice(&self.buffer[start..self.position])
            .map_err(|e| self.syntax(&e.to_string()))
    }

    /// Goes to the member or element that `token` names.
    async fn descend(&mut self, token: &str) -> Result<(), StateError> {
        let close = match self.peek().await? {
            Some(b'{') => b'}',
            Some(b'[') => b']',
            _ => return Err(missing()),
        };
        self.position += 1;
        let mut index = 0_u64;
        while self.peek().await? != Some(close) {
            if self.passed + self.position as u64 > POINTER_REACH {
                return Err(failed("ItemsPointer leads beyond the first 16 MB of the file"));
            }
            let found =
                if close == b'}' { self.key().await? == token } else { index.to_string() == token };
            if found {
                return Ok(());
            }
            self.skip().await?;
            self.separator(close).await?;
            index += 1;
        }
        Err(missing())
    }

    fn syntax(&self, what: &str) -> StateError {
        let at = self.passed + self.position as u64;
        failed(format!("the file is no JSON: {what} near byte {at}"))
    }
}

fn missing() -> StateError {
    failed(
        "The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.",
    )
}

/// Finds where a value ends, over any number of pieces. Nesting costs a counter, no stack.
#[derive(Default)]
struct Extent {
    depth: u64,
    in_string: bool,
    escaped: bool,
    begun: bool,
}

impl Extent {
    /// The length of the value's part in `bytes`, if it ends there.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.in_string = false;
                        if self.depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' if self.depth == 0 && self.begun => return Some(at),
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 0 => return Some(at),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => return Some(at),
                _ => {}
            }
            self.begun = true;
        }
        None
    }
}
