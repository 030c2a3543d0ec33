//! Histories read back from a journal, event by event.

use bytes::Bytes;
use serde_json::Value;

/// How many bytes at the start of a line hold the event's number, whatever its type.
const HEAD: usize = 160;

/// An event of a history, which may not be read yet: of a long history, only a page is.
#[derive(Clone, Debug)]
pub struct Entry(Kept);

#[derive(Clone, Debug)]
enum Kept {
    /// A line that [`encode`](super::encode) wrote.
    Line(Bytes),
    Event(Value),
}

impl Entry {
    /// The event, in the form of GetExecutionHistory; `None` for a line that is cut off.
    pub fn read(self) -> Option<Value> {
        match self.0 {
            Kept::Line(line) => serde_json::from_slice(&line).ok(),
            Kept::Event(event) => Some(event),
        }
    }

    pub(crate) fn of(event: Value) -> Self {
        Self(Kept::Event(event))
    }

    /// Whether the event is the first of a history.
    fn is_first(&self) -> bool {
        const FIRST: &[u8] = b"\"id\":1,";
        match &self.0 {
            // Only the time and the type stand before the number.
            Kept::Line(line) => {
                line[..line.len().min(HEAD)].windows(FIRST.len()).any(|w| w == FIRST)
            }
            Kept::Event(event) => event["id"] == 1,
        }
    }
}

/// The events of a history whose parts [`encode`](super::encode) wrote. An execution that was started anew under its name has a history
/// of its own: what was before is left out.
pub(crate) fn entries(parts: &[Bytes]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for part in parts {
        for line in part.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            entries.push(Entry(Kept::Line(part.slice_ref(line))));
        }
    }
    if let Some(first) = entries.iter().rposition(Entry::is_first) {
        entries.drain(..first);
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_begins_where_it_was_begun_last() {
        let part = |text: &'static str| Bytes::from_static(text.as_bytes());
        let parts = [
            part("{\"timestamp\":1,\"type\":\"A\",\"id\":1,\"x\":0}\n{\"type\":\"B\",\"id\":2}\n"),
            part(
                "{\"timestamp\":2,\"type\":\"A\",\"id\":1,\"x\":0}\n{\"type\":\"B\",\"id\":12,\"y\":\"\\\"id\\\":1,\"}\n",
            ),
            part("{\"type\":\"C\",\"id\":13}\n{\"type\":\"D\",\"i"),
        ];
        let ids: Vec<Option<u64>> = entries(&parts)
            .into_iter()
            .map(|entry| entry.read().and_then(|event| event["id"].as_u64()))
            .collect();
        assert_eq!(ids, [Some(1), Some(12), Some(13), None]);
        assert!(entries(&[]).is_empty());
    }
}
