//! The proof that a body can be spliced: that parsing and writing it again would change nothing but
//! the blanks between its tokens, which the writer leaves out.
//!
//! One pass over the text, which copies what lies between blanks. Whatever it does not know to be canonical
//! (exponents, escapes that a writer would write differently, equal keys, deep nesting) is left to the parser.

/// Objects and arrays nested deeper than this are left to the parser, which knows its own limit.
pub const MAX_DEPTH: usize = 16;

/// Objects with more members than this are left to the parser: each key is compared with those before it.
const MAX_KEYS: usize = 24;

/// Keys with this prefix have a meaning of their own to the JSON library.
const RESERVED: &[u8] = b"$serde_json";

/// Appends the object that `body` is, as a writer writes it but for its closing brace, if `keys` (JSON text without
/// quotes) can follow. Says whether the object is empty; `None` where the parser must be asked, with a part appended.
pub(crate) fn copy_open(body: &str, keys: &[String], out: &mut String) -> Option<bool> {
    let mut scan = Scan { text: body, bytes: body.as_bytes(), at: 0, copied: 0, out };
    scan.blanks();
    let empty = scan.object(0, keys)?;
    scan.copy(scan.at - 1);
    scan.copied = scan.at;
    scan.blanks();
    (scan.at == body.len()).then_some(empty)
}

struct Scan<'b, 'o> {
    text: &'b str,
    bytes: &'b [u8],
    at: usize,
    /// Up to where the text is in `out`, or left out.
    copied: usize,
    out: &'o mut String,
}

impl<'b> Scan<'b, '_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn copy(&mut self, to: usize) {
        self.out.push_str(&self.text[self.copied..to]);
    }

    /// Leaves blanks out.
    fn blanks(&mut self) {
        let from = self.at;
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
        }
        if self.at > from {
            self.copy(from);
            self.copied = self.at;
        }
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
        self.blanks();
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
            self.blanks();
            self.eat(b':')?;
            self.blanks();
            self.value(depth + 1)?;
            self.blanks();
            if self.eat(b'}').is_some() {
                return Some(false);
            }
            self.eat(b',')?;
            self.blanks();
        }
        None
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        if depth == MAX_DEPTH {
            return None;
        }
        self.eat(b'[')?;
        self.blanks();
        if self.eat(b']').is_some() {
            return Some(());
        }
        loop {
            self.value(depth + 1)?;
            self.blanks();
            if self.eat(b']').is_some() {
                return Some(());
            }
            self.eat(b',')?;
            self.blanks();
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
            let rest = &self.bytes[self.at..];
            self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0x00..=0x1f))?;
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
                _ => return None,
            }
        }
    }
}
