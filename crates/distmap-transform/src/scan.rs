//! The proof that a body can be spliced: that parsing and writing it again would give the same bytes.
//!
//! One pass over the text, no allocation. Whatever it does not know to be canonical (blanks, exponents,
//! escapes that a writer would write differently, equal keys, deep nesting) is left to the parser.

/// Objects and arrays nested deeper than this are left to the parser, which knows its own limit.
const MAX_DEPTH: usize = 16;

/// Objects with more members than this are left to the parser: each key is compared with those before it.
const MAX_KEYS: usize = 24;

/// Keys with this prefix have a meaning of their own to the JSON library.
const RESERVED: &[u8] = b"$serde_json";

/// Whether `keys` (JSON text without quotes) can be appended to the object that `body` is; `Some(true)` if it is empty.
pub(crate) fn splices(body: &str, keys: &[String]) -> Option<bool> {
    let mut scan = Scan { bytes: body.as_bytes(), at: 0 };
    let empty = scan.object(0, keys)?;
    (scan.at == body.len()).then_some(empty)
}

struct Scan<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Scan<'b> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        match self.peek()? {
            b'"' => self.string().map(|_| ()),
            b'{' => self.object(depth, &[]).map(|_| ()),
            b'[' => self.array(depth),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number(),
        }
    }

    /// An object without equal keys and without any of `taken`; `true` if it is empty.
    fn object(&mut self, depth: usize, taken: &[String]) -> Option<bool> {
        if depth == MAX_DEPTH {
            return None;
        }
        self.eat(b'{')?;
        if self.eat(b'}').is_some() {
            return Some(true);
        }
        let mut keys: [&[u8]; MAX_KEYS] = [&[]; MAX_KEYS];
        for count in 0..MAX_KEYS {
            let key = self.string()?;
            let known =
                keys[..count].contains(&key) || taken.iter().any(|taken| taken.as_bytes() == key);
            if known || key.starts_with(RESERVED) {
                return None;
            }
            keys[count] = key;
            self.eat(b':')?;
            self.value(depth + 1)?;
            if self.eat(b'}').is_some() {
                return Some(false);
            }
            self.eat(b',')?;
        }
        None
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        if depth == MAX_DEPTH {
            return None;
        }
        self.eat(b'[')?;
        if self.eat(b']').is_some() {
            return Some(());
        }
        loop {
            self.value(depth + 1)?;
            if self.eat(b']').is_some() {
                return Some(());
            }
            self.eat(b',')?;
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.bytes[self.at..].starts_with(word).then(|| self.at += word.len())
    }

    /// Digits with an optional fraction; exponents are left to the parser.
    fn number(&mut self) -> Option<()> {
        let _sign = self.eat(b'-');
        let zero = self.peek()? == b'0';
        let digits = self.digits()?;
        if zero && digits > 1 {
            return None;
        }
        if self.eat(b'.').is_some() {
            self.digits()?;
        }
        (!matches!(self.peek()?, b'e' | b'E')).then_some(())
    }

    fn digits(&mut self) -> Option<usize> {
        let count = self.bytes[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        (count > 0).then_some(count)
    }

    /// The text between quotes, if every escape in it is the one that a writer would write.
    fn string(&mut self) -> Option<&'b [u8]> {
        self.eat(b'"')?;
        let start = self.at;
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(&self.bytes[start..self.at - 1]);
                }
                b'\\' => {
                    self.at += 1;
                    match self.peek()? {
                        b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
                        _ => return None,
                    }
                }
                0x00..=0x1f => return None,
                _ => self.at += 1,
            }
        }
    }
}
