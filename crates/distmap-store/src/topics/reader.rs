//! Reading a topic's messages, also from another process and while they are published.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::Message;
use super::message::decode;
use crate::error::{Error, Result};
use crate::files;
use crate::log::{Kind, Log, Scan};

/// The ARN of the topic whose directory it is in.
pub(super) const ARN_FILE: &str = "arn";
pub(super) const LOG_FILE: &str = "messages.log";

/// The topics of a state directory, whoever owns it. Their messages are read with [`messages`].
pub fn topic_arns(dir: &Path) -> Result<Vec<String>> {
    let mut arns = Vec::new();
    for topic in files::entries(&dir.join("topics"))? {
        if let Ok(arn) = fs::read_to_string(topic.join(ARN_FILE)) {
            arns.push(arn);
        }
    }
    arns.sort();
    Ok(arns)
}

/// A topic's messages from a position on, without the state directory's lock; 0 is the first.
///
/// `NotFound` where there is no such topic.
pub fn messages(dir: &Path, topic_arn: &str, from: u64) -> Result<Messages> {
    for topic in files::entries(&dir.join("topics"))? {
        if fs::read_to_string(topic.join(ARN_FILE)).is_ok_and(|arn| arn == topic_arn) {
            return Messages::open(topic_arn, &topic, from);
        }
    }
    Err(super::not_found())
}

/// Messages in the order in which they were published.
///
/// The iterator ends where the topic does at that moment; asked again later, it goes on with what
/// came since. That is how a topic is followed.
pub struct Messages {
    topic_arn: String,
    source: Source,
}

enum Source {
    File(Scan),
    Memory { log: Arc<Log>, offset: u64 },
}

impl Messages {
    pub(super) fn open(topic_arn: &str, dir: &Path, from: u64) -> Result<Self> {
        let scan = Scan::open(&dir.join(LOG_FILE), Kind::Topic, from)?;
        Ok(Self { topic_arn: topic_arn.to_owned(), source: Source::File(scan) })
    }

    pub(super) fn memory(topic_arn: &str, log: Arc<Log>, from: u64) -> Self {
        let offset = from.max(crate::log::HEADER);
        Self { topic_arn: topic_arn.to_owned(), source: Source::Memory { log, offset } }
    }

    /// Where the next message will be.
    pub fn next_position(&self) -> u64 {
        match &self.source {
            Source::File(scan) => scan.offset(),
            Source::Memory { offset, .. } => *offset,
        }
    }

    fn read(&mut self) -> Result<Option<Message>> {
        let position = self.next_position();
        let read = match &mut self.source {
            Source::File(scan) => match scan.next()? {
                Some((_, record)) => decode(record),
                None => return Ok(None),
            },
            Source::Memory { log, offset } if *offset < log.end() => {
                let record = log.read(*offset)?;
                *offset += crate::log::FRAME + record.len() as u64;
                decode(&record)
            }
            Source::Memory { .. } => return Ok(None),
        };
        let (request, head) = read.ok_or_else(|| Error::Damaged {
            path: Path::new(LOG_FILE).to_path_buf(),
            offset: position,
            message: "it is no message".to_owned(),
        })?;
        Ok(Some(Message::new(&self.topic_arn, position, request, head)))
    }
}

impl Iterator for Messages {
    type Item = Result<Message>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages").field("topic_arn", &self.topic_arn).finish_non_exhaustive()
    }
}
