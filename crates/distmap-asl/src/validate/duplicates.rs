//! Keys that stand twice in one object. JSON readers keep the last value in silence; AWS refuses the definition.

use std::collections::HashSet;

/// The first key that is there already, and the byte after its closing quote. `text` is valid JSON.
pub(super) fn find(text: &str) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    // The keys seen in each object that is open; arrays have none.
    let mut open: Vec<HashSet<String>> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => open.push(HashSet::new()),
            b'}' | b']' => {
                open.pop();
            }
            b'"' => {
                let end = end_of_string(bytes, at)?;
                let next = bytes[end..].iter().find(|it| !it.is_ascii_whitespace());
                if next == Some(&b':') {
                    let key: String = serde_json::from_str(&text[at..end]).ok()?;
                    if let Some(key) = open.last_mut()?.replace(key) {
                        return Some((key, end));
                    }
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The byte after the quote that closes the string at `start`.
fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn keys_twice_in_one_object() {
        assert_eq!(find(r#"{"a": 1, "a": 2}"#), Some(("a".into(), 12)));
        assert_eq!(find(r#"{"x": [{"a": {}, "\u0061": 2}]}"#), Some(("a".into(), 25)));
        assert_eq!(find(r#"{"a": "a", "b": {"a": "b"}, "c": [{"a": 1}, {"a": 1}]}"#), None);
        assert_eq!(find(r#"{"a\"": ["a", "a"], "a": "\\"}"#), None);
    }
}
