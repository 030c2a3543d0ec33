//! Lines of a text object, and JSON Lines made of them.

use serde_json::Value;

use super::stream::Stream;
use super::{failed, records::PAGE};
use crate::error::StateError;

/// The longest line that is read: an item cannot be larger than a payload, but its text may be
/// written with blanks and escapes.
const LONGEST: usize = 16 << 20;

/// The lines of an object.
pub(super) struct Lines {
    stream: Stream,
    buffer: Vec<u8>,
    start: usize,
    /// Up to where the buffer was searched for a line's end.
    searched: usize,
    ended: bool,
}

impl Lines {
    pub(super) fn new(stream: Stream) -> Self {
        Self { stream, buffer: Vec::new(), start: 0, searched: 0, ended: false }
    }

    /// The next line without its end, `None` at the end of the object.
    pub(super) async fn next(&mut self) -> Result<Option<&[u8]>, StateError> {
        loop {
            if let Some(at) = self.buffer[self.searched..].iter().position(|b| *b == b'\n') {
                let (from, end) = (self.start, self.searched + at);
                self.start = end + 1;
                self.searched = self.start;
                return Ok(Some(trim_end(&self.buffer[from..end])));
            }
            if self.ended {
                let from = std::mem::replace(&mut self.start, self.buffer.len());
                self.searched = self.buffer.len();
                return Ok((from < self.buffer.len()).then(|| trim_end(&self.buffer[from..])));
            }
            self.buffer.drain(..self.start);
            self.start = 0;
            self.searched = self.buffer.len();
            if self.buffer.len() > LONGEST {
                return Err(failed(format!("a line is longer than {LONGEST} bytes")));
            }
            self.ended = !self.stream.read_more(&mut self.buffer).await?;
        }
    }
}

fn trim_end(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// JSON Lines: one value a line, blank lines left out.
pub(super) struct JsonLines {
    lines: Lines,
    number: u64,
}

impl JsonLines {
    pub(super) fn new(stream: Stream) -> Self {
        Self { lines: Lines::new(stream), number: 0 }
    }

    /// The next values, none at the end.
    pub(super) async fn next_values(&mut self) -> Result<Vec<Value>, StateError> {
        let mut values = Vec::new();
        while values.len() < PAGE {
            let Some(line) = self.lines.next().await? else { break };
            self.number += 1;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let value = serde_json::from_slice(line)
                .map_err(|e| failed(format!("line {} is no JSON: {e}", self.number)))?;
            values.push(value);
        }
        Ok(values)
    }
}
