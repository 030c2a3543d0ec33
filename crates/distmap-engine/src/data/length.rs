//! How long a document's text is, or can be at most, without writing it.

use std::io;

use serde_json::Value;

/// Fails once more bytes are written than are left.
pub(super) struct Left(pub(super) usize);

impl io::Write for Left {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Counts the bytes that are written.
pub(super) struct Count(pub(super) u64);

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is left of `limit` after the longest text that `value` can have, `None` if it may pass it.
pub(super) fn at_most(value: &Value, limit: usize) -> Option<usize> {
    match value {
        Value::Null | Value::Bool(_) => limit.checked_sub(5),
        Value::Number(number) => limit.checked_sub(number.as_str().len()),
        Value::String(text) => string_at_most(limit, text),
        Value::Array(items) => items
            .iter()
            .try_fold(limit.checked_sub(2)?, |left, item| at_most(item, left)?.checked_sub(1)),
        Value::Object(members) => {
            members.iter().try_fold(limit.checked_sub(2)?, |left, (name, member)| {
                at_most(member, string_at_most(left, name)?)?.checked_sub(2)
            })
        }
    }
}

/// The same for a text: every byte may be a control character, written as six.
pub(super) fn string_at_most(limit: usize, text: &str) -> Option<usize> {
    limit.checked_sub(2 + text.len() * 6)
}

/// The bytes of a text as JSON, quotes included; `None` where some of it must be escaped.
pub(crate) fn plain_length(text: &str) -> Option<usize> {
    // Counted to the end: so the compiler looks at many bytes at once.
    let escaped = |byte: &u8| matches!(byte, 0..=0x1f | b'"' | b'\\');
    let escapes: usize = text.as_bytes().iter().map(|byte| usize::from(escaped(byte))).sum();
    (escapes == 0).then_some(text.len() + 2)
}
