//! Finds where a text stops being JSON, and says so in the words of AWS's JSON reader, Jackson.
//!
//! The order of the checks and what counts as read when one fails are that reader's, since its place is part of the text
//! (<https://github.com/FasterXML/jackson-core>, `ReaderBasedJsonParser`).

/// Why a text is no JSON, and the line and column, from 1, at which the reader stopped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) text: String,
    pub(super) line: usize,
    pub(super) column: usize,
}

const VALUES: &str = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/// What is wrong with a text; `None` where this reader finds nothing. `source` writes a place as that reader does.
pub(super) fn scan(text: &str, source: impl Fn(usize, usize) -> String) -> Option<Problem> {
    let mut scanner = Scanner { rest: text.chars(), line: 1, column: 1, open: Vec::new() };
    let text = scanner.document(&source).err()?;
    Some(Problem { text, line: scanner.line, column: scanner.column })
}

/// An object or array that is open.
struct Open {
    is_object: bool,
    /// Where it began.
    line: usize,
    column: usize,
    has_entries: bool,
}

impl Open {
    fn kind(&self) -> &'static str {
        if self.is_object { "Object" } else { "Array" }
    }
}

struct Scanner<'a> {
    rest: std::str::Chars<'a>,
    line: usize,
    /// That of the letter that is next.
    column: usize,
    open: Vec<Open>,
}

type Scanned = Result<(), String>;

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn next(&mut self) -> Option<char> {
        self.column += 1;
        self.rest.next().or_else(|| {
            self.column -= 1;
            None
        })
    }

    /// Refuses the letter that is next, which counts as read.
    fn unexpected<T>(&mut self, wanted: &str) -> Result<T, String> {
        match self.next() {
            Some(letter) => Err(format!("Unexpected character ({}): {wanted}", shown(letter))),
            None => Err(format!("Unexpected end-of-input{}", self.between())),
        }
    }

    fn between(&self) -> String {
        let kind = self.open.last().map_or("root", Open::kind);
        format!(" within/between {kind} entries")
    }

    fn blanks(&mut self) -> Scanned {
        while let Some(it) = self.peek() {
            match it {
                '\n' => {
                    self.next();
                    (self.line, self.column) = (self.line + 1, 1);
                }
                ' ' | '\t' | '\r' => {
                    self.next();
                }
                it if it < ' ' => {
                    self.next();
                    return Err(format!(
                        "Illegal character ({}): only regular white space (\\r, \\n, \\t) is allowed between tokens",
                        shown(it)
                    ));
                }
                _ => return Ok(()),
            }
        }
        Ok(())
    }

    /// What must be there within an object or array.
    fn something(&mut self) -> Scanned {
        self.blanks()?;
        match self.peek() {
            Some(_) => Ok(()),
            None => self.unexpected(""),
        }
    }

    fn document(&mut self, source: &impl Fn(usize, usize) -> String) -> Scanned {
        loop {
            self.blanks()?;
            match (self.peek(), self.open.last()) {
                (None, None) => return Ok(()),
                (None, Some(open)) => {
                    return Err(format!(
                        "Unexpected end-of-input: expected close marker for {} (start marker at {})",
                        open.kind(),
                        source(open.line, open.column)
                    ));
                }
                (Some(it @ (']' | '}')), open) => {
                    if open.is_none_or(|open| open.is_object != (it == '}')) {
                        return Err(self.mismatched(it, source));
                    }
                    self.next();
                    self.open.pop();
                }
                (Some(_), _) => self.entry()?,
            }
        }
    }

    fn mismatched(&mut self, it: char, source: &impl Fn(usize, usize) -> String) -> String {
        self.next();
        let wanted = if it == '}' { ']' } else { '}' };
        let (kind, line, column) = match self.open.last() {
            Some(open) => (open.kind(), open.line, open.column),
            None => ("root", 1, 0),
        };
        let start = source(line, column);
        format!(
            "Unexpected close marker '{it}': expected '{wanted}' (for {kind} starting at {start})"
        )
    }

    /// The comma before an entry, its name, and its value.
    fn entry(&mut self) -> Scanned {
        let Some(open) = self.open.last_mut() else { return self.value() };
        let (is_object, kind) = (open.is_object, open.kind());
        if std::mem::replace(&mut open.has_entries, true) {
            if self.peek() != Some(',') {
                return self.unexpected(&format!("was expecting comma to separate {kind} entries"));
            }
            self.next();
            self.something()?;
        }
        if is_object {
            if self.peek() != Some('"') {
                return self.unexpected("was expecting double-quote to start field name");
            }
            self.string("name", " in field name")?;
            self.something()?;
            if self.peek() != Some(':') {
                return self.unexpected("was expecting a colon to separate field name and value");
            }
            self.next();
            self.something()?;
        }
        self.value()
    }

    fn value(&mut self) -> Scanned {
        match self.peek() {
            Some('"') => {
                self.string("string value", ": was expecting closing quote for a string value")
            }
            Some(it @ ('{' | '[')) => {
                let (line, column) = (self.line, self.column);
                self.next();
                self.open.push(Open { is_object: it == '{', line, column, has_entries: false });
                Ok(())
            }
            Some('-' | '0'..='9') => self.number(),
            Some(it) if is_word(it) => self.word(),
            _ => self.unexpected(&format!("expected a valid value {VALUES}")),
        }
    }

    fn string(&mut self, what: &str, end: &str) -> Scanned {
        self.next();
        loop {
            match self.next() {
                Some('"') => return Ok(()),
                Some('\\') => self.escape()?,
                Some(it) if it < ' ' => {
                    return Err(format!(
                        "Illegal unquoted character ({}): has to be escaped using backslash to be included in {what}",
                        shown(it)
                    ));
                }
                Some(_) => {}
                None => return Err(format!("Unexpected end-of-input{end}")),
            }
        }
    }

    fn escape(&mut self) -> Scanned {
        let end = || Err("Unexpected end-of-input in character escape sequence".to_owned());
        match self.next() {
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => Ok(()),
            Some('u') => {
                for _ in 0..4 {
                    match self.peek() {
                        Some(it) if it.is_ascii_hexdigit() => {
                            self.next();
                        }
                        Some(_) => {
                            let wanted = "expected a hex-digit for character escape sequence";
                            return self.unexpected(wanted);
                        }
                        None => return end(),
                    }
                }
                Ok(())
            }
            Some(it) => Err(format!("Unrecognized character escape {}", shown(it))),
            None => end(),
        }
    }

    fn number(&mut self) -> Scanned {
        if self.peek() == Some('-') {
            self.next();
            self.digit("expected digit (0-9) to follow minus sign, for valid numeric value")?;
        }
        if self.peek() == Some('0') {
            self.next();
            if self.peek().is_some_and(|it| it.is_ascii_digit()) {
                return Err("Invalid numeric value: Leading zeroes not allowed".to_owned());
            }
        }
        self.digits();
        if self.peek() == Some('.') {
            self.next();
            self.digit("Decimal point not followed by a digit")?;
            self.digits();
        }
        if matches!(self.peek(), Some('e' | 'E')) {
            self.next();
            if matches!(self.peek(), Some('+' | '-')) {
                self.next();
            }
            self.digit("Exponent indicator not followed by a digit")?;
            self.digits();
        }
        match self.peek() {
            Some(it) if self.open.is_empty() && !it.is_ascii_whitespace() => {
                self.unexpected("Expected space separating root-level values")
            }
            _ => Ok(()),
        }
    }

    fn digits(&mut self) {
        while self.peek().is_some_and(|it| it.is_ascii_digit()) {
            self.next();
        }
    }

    /// Refuses what is no digit.
    fn digit(&mut self, why: &str) -> Scanned {
        match self.peek() {
            Some(it) if it.is_ascii_digit() => Ok(()),
            Some(it) => {
                self.next();
                Err(format!("Unexpected character ({}) in numeric value: {why}", shown(it)))
            }
            None => Err("Unexpected end-of-input".to_owned()),
        }
    }

    fn word(&mut self) -> Scanned {
        let mut word = String::new();
        while let Some(it) = self.peek().filter(|it| is_word(*it)) {
            word.push(it);
            self.next();
        }
        match word.as_str() {
            "true" | "false" | "null" => Ok(()),
            _ => Err(format!("Unrecognized token '{word}': was expecting {VALUES}")),
        }
    }
}

fn is_word(it: char) -> bool {
    it.is_alphanumeric() || it == '_' || it == '$'
}

/// A letter as that reader shows it.
fn shown(it: char) -> String {
    let code = u32::from(it);
    match code {
        _ if it.is_control() => format!("(CTRL-CHAR, code {code})"),
        0..=255 => format!("'{it}' (code {code})"),
        _ => format!("'{it}' (code {code} / 0x{code:x})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (String, usize, usize) {
        let place = |line, column| format!("<{line}:{column}>");
        let found = scan(text, place).expect("no JSON");
        (found.text, found.line, found.column)
    }

    #[test]
    fn what_is_no_json() {
        let values = format!("was expecting {VALUES}");
        let value = format!("expected a valid value {VALUES}");
        for (text, problem, line, column) in [
            ("not a definition", format!("Unrecognized token 'not': {values}"), 1, 4),
            ("nul", format!("Unrecognized token 'nul': {values}"), 1, 4),
            ("{\"a\": truex}", format!("Unrecognized token 'truex': {values}"), 1, 12),
            ("{'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name".into(), 1, 3),
            ("{\"a\" 1}", "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value".into(), 1, 7),
            ("{\"a\": 1 \"b\"}", "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries".into(), 1, 10),
            ("[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries".into(), 1, 5),
            ("[1,]", format!("Unexpected character (']' (code 93)): {value}"), 1, 5),
            ("{\"a\": 1,}", "Unexpected character ('}' (code 125)): was expecting double-quote to start field name".into(), 1, 10),
            ("[\u{20ac}]", format!("Unexpected character ('\u{20ac}' (code 8364 / 0x20ac)): {value}"), 1, 3),
            ("[1}", "Unexpected close marker '}': expected ']' (for Array starting at <1:1>)".into(), 1, 4),
            ("]", "Unexpected close marker ']': expected '}' (for root starting at <1:0>)".into(), 1, 2),
            ("{\n\"a\"", "Unexpected end-of-input within/between Object entries".into(), 2, 4),
            ("{\"a\":", "Unexpected end-of-input within/between Object entries".into(), 1, 6),
            ("[1,", "Unexpected end-of-input within/between Array entries".into(), 1, 4),
            ("{", "Unexpected end-of-input: expected close marker for Object (start marker at <1:1>)".into(), 1, 2),
            ("\n[[1]", "Unexpected end-of-input: expected close marker for Array (start marker at <2:1>)".into(), 2, 5),
            ("{\"a", "Unexpected end-of-input in field name".into(), 1, 4),
            ("[\"a", "Unexpected end-of-input: was expecting closing quote for a string value".into(), 1, 4),
            ("\"a\\", "Unexpected end-of-input in character escape sequence".into(), 1, 4),
            ("\"a\\q\"", "Unrecognized character escape 'q' (code 113)".into(), 1, 5),
            ("\"\\u00g0\"", "Unexpected character ('g' (code 103)): expected a hex-digit for character escape sequence".into(), 1, 7),
            ("\"a\nb\"", "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value".into(), 1, 4),
            ("{\u{1}", "Illegal character ((CTRL-CHAR, code 1)): only regular white space (\\r, \\n, \\t) is allowed between tokens".into(), 1, 3),
            ("[01]", "Invalid numeric value: Leading zeroes not allowed".into(), 1, 3),
            ("[1.x]", "Unexpected character ('x' (code 120)) in numeric value: Decimal point not followed by a digit".into(), 1, 5),
            ("1x", "Unexpected character ('x' (code 120)): Expected space separating root-level values".into(), 1, 3),
        ] {
            assert_eq!(found(text), (problem, line, column), "{text}");
        }
        let deep = found(&"[".repeat(100_000));
        assert!(deep.0.starts_with("Unexpected end-of-input: expected close marker"), "{deep:?}");
    }

    #[test]
    fn json() {
        for text in
            ["{}", " [1, -2.5e+3, 0, \"a\\u00e9\\n\", {\"b\": [true, null]}]\r\n", "\"x\"", "0"]
        {
            assert_eq!(scan(text, |_, _| String::new()), None, "{text}");
        }
    }
}
