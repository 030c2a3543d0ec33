//! Finds the line and column of a [`Pointer`] in the text of a definition, when somebody asks.
//!
//! Positions are not kept while parsing: most definitions are read without anything to report.

use std::ops::Range;

use crate::diagnostic::{Pointer, Segment};

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The bytes of the value; for a missing value those of the innermost value around it.
    pub span: Range<usize>,
    /// The bytes of the key (with its quotes) where the value stands under one.
    pub key_span: Option<Range<usize>>,
}

/// Finds `pointer` in `text`. Where a part of it is missing, the innermost part that is there is given.
/// `None` where the text is no JSON before the place is reached.
///
/// ```
/// use distmap_asl::{Pointer, locate};
///
/// let text = "{\n  \"StartAt\": \"A\"\n}";
/// let place = locate(text, &Pointer::root().key("StartAt")).ok_or("not found")?;
/// assert_eq!((place.line, place.column), (2, 14));
/// assert_eq!(&text[place.span], "\"A\"");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn locate(text: &str, pointer: &Pointer) -> Option<Location> {
    let mut scanner = Scanner { bytes: text.as_bytes(), at: 0 };
    scanner.blanks();
    let mut start = scanner.at;
    let mut key_span = None;
    for segment in pointer.segments() {
        let found = match segment {
            Segment::Key(key) => scanner.enter_key(key)?,
            Segment::Index(index) => scanner.enter_index(*index)?.then_some(None),
        };
        match found {
            Some(key) => {
                key_span = key;
                start = scanner.at;
            }
            None => break,
        }
    }
    scanner.at = start;
    scanner.skip_value()?;
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Some(Location {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        span: start..scanner.at,
        key_span,
    })
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// Passes a string and gives its range with the quotes.
    fn string(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(start..self.at)
    }

    /// Passes one value by counting brackets, without recursion.
    fn skip_value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            self.blanks();
            match self.peek()? {
                b'"' => {
                    self.string()?;
                }
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => self.at += 1,
                b',' | b':' => return None,
                _ => {
                    while !matches!(
                        self.peek(),
                        None | Some(b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' | b'}' | b']')
                    ) {
                        self.at += 1;
                    }
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Moves to the last value under `key` (JSON readers keep the last one): `Some(None)` where there is none.
    fn enter_key(&mut self, key: &str) -> Option<Option<Option<Range<usize>>>> {
        if self.peek()? != b'{' {
            return Some(None);
        }
        self.at += 1;
        let mut found = None;
        loop {
            self.blanks();
            match self.peek()? {
                b'}' => break,
                b',' => {
                    self.at += 1;
                    continue;
                }
                _ => {}
            }
            let range = self.string()?;
            self.blanks();
            if self.peek()? != b':' {
                return None;
            }
            self.at += 1;
            self.blanks();
            let value = self.at;
            let name: Option<String> = serde_json::from_slice(&self.bytes[range.clone()]).ok();
            if name.as_deref() == Some(key) {
                found = Some((value, range));
            }
            if self.skip_value().is_none() {
                break;
            }
        }
        Some(found.map(|(value, range)| {
            self.at = value;
            Some(range)
        }))
    }

    /// Moves to the element `index`; `Some(false)` where there is none.
    fn enter_index(&mut self, index: usize) -> Option<bool> {
        if self.peek()? != b'[' {
            return Some(false);
        }
        self.at += 1;
        let mut seen = 0;
        loop {
            self.blanks();
            match self.peek()? {
                b']' => return Some(false),
                b',' => self.at += 1,
                _ if seen == index => return Some(true),
                _ => {
                    self.skip_value()?;
                    seen += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, pointer: &Pointer) -> Option<(usize, usize, String)> {
        locate(text, pointer).map(|it| (it.line, it.column, text[it.span].to_owned()))
    }

    #[test]
    fn finds_keys_elements_and_the_root() {
        let text = "{\n \"a\": [1, {\"b\\\"\": \"é]\"}, 3],\n \"c\": null}";
        let root = Pointer::root();
        assert_eq!(at(text, &root).map(|it| it.2), Some(text.to_owned()));
        assert_eq!(
            at(text, &root.key("a").index(1).key("b\"")),
            Some((2, 19, "\"é]\"".to_owned()))
        );
        assert_eq!(at(text, &root.key("a").index(2)), Some((2, 26, "3".to_owned())));
        assert_eq!(at(text, &root.key("c")), Some((3, 7, "null".to_owned())));
    }

    #[test]
    fn a_missing_part_gives_the_value_around_it() {
        let text = "{\"a\": {\"b\": 1}}";
        let missing = Pointer::root().key("a").key("x").key("y");
        assert_eq!(at(text, &missing), Some((1, 7, "{\"b\": 1}".to_owned())));
    }

    #[test]
    fn broken_text_gives_nothing() {
        for text in ["", "{\"a\"", "{\"a\": [", "}", "{\"a\\"] {
            assert_eq!(at(text, &Pointer::root().key("a").index(0)), None, "{text}");
        }
    }
}
