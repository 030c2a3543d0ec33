//! Which messages a queue has, and who may see them now. Bodies stay in the log.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use distmap_engine::ports::Millis;

use super::record::{DELETED, NEXT, SENT, Sent};
use crate::codec::Decoder;
use crate::topics::Dedup;

/// Messages that a FIFO queue looks through for one whose group is free, as SQS does.
const LOOK_AHEAD: usize = 20_000;

/// How many messages a queue has, by what can be done with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// `ApproximateNumberOfMessages`: can be received.
    pub visible: u64,
    /// `ApproximateNumberOfMessagesNotVisible`: received, not deleted.
    pub in_flight: u64,
    /// `ApproximateNumberOfMessagesDelayed`.
    pub delayed: u64,
}

/// A message in the queue.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Where its record is.
    pub offset: u64,
    pub sent: Millis,
    /// Hidden until then; in flight if it was received.
    hidden: Option<Millis>,
    in_flight: bool,
    pub receive_count: u32,
    pub first_received: Millis,
    group: Option<Arc<str>>,
}

/// A receipt: the message and the receiving that it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Handle {
    pub number: u64,
    pub count: u32,
}

impl Handle {
    pub(super) fn text(self) -> String {
        format!("distmap-{:x}-{:x}", self.number, self.count)
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let (number, count) = text.strip_prefix("distmap-")?.split_once('-')?;
        let number = u64::from_str_radix(number, 16).ok()?;
        Some(Self { number, count: u32::from_str_radix(count, 16).ok()? })
    }
}

/// A queue's messages by number.
pub(super) struct State {
    fifo: bool,
    messages: BTreeMap<u64, Entry>,
    ready: BTreeSet<u64>,
    hidden: BTreeSet<(Millis, u64)>,
    in_flight: u64,
    /// Groups with a message in flight: none of their others may go out.
    busy: HashMap<Arc<str>, usize>,
    pub dedup: Dedup,
    next: u64,
}

impl State {
    pub(super) fn new(fifo: bool) -> Self {
        Self {
            fifo,
            messages: BTreeMap::new(),
            ready: BTreeSet::new(),
            hidden: BTreeSet::new(),
            in_flight: 0,
            busy: HashMap::new(),
            dedup: Dedup::default(),
            next: 1,
        }
    }

    /// Takes a record of the log.
    pub(super) fn replay(&mut self, offset: u64, record: &[u8], now: Millis) {
        let mut fields = Decoder(record);
        match (fields.u8(), Sent::decode(record)) {
            (Some(SENT), Some(sent)) => {
                self.next = self.next.max(sent.number + 1);
                self.add(&sent, offset, now);
            }
            (Some(DELETED), _) => {
                if let Some(number) = fields.u64() {
                    self.remove(number);
                }
            }
            (Some(NEXT), _) => self.next = self.next.max(fields.u64().unwrap_or(1)),
            _ => {}
        }
    }

    pub(super) fn take_id(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    pub(super) fn next_id(&self) -> u64 {
        self.next
    }

    pub(super) fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    pub(super) fn clear(&mut self) {
        let (fifo, next) = (self.fifo, self.next);
        let dedup = std::mem::take(&mut self.dedup);
        *self = Self { next, dedup, ..Self::new(fifo) };
    }

    pub(super) fn add(&mut self, sent: &Sent<'_>, offset: u64, now: Millis) {
        if let Some(id) = sent.deduplication_id {
            self.dedup.restore(id.to_owned(), sent.sent, (sent.id, sent.number), now);
        }
        let hidden = (sent.visible > now).then_some(sent.visible);
        match hidden {
            Some(until) => self.hidden.insert((until, sent.number)),
            None => self.ready.insert(sent.number),
        };
        let group = sent.group_id.filter(|_| self.fifo).map(Arc::from);
        let entry = Entry {
            offset,
            sent: sent.sent,
            hidden,
            in_flight: false,
            receive_count: 0,
            first_received: 0,
            group,
        };
        self.messages.insert(sent.number, entry);
    }

    pub(super) fn remove(&mut self, number: u64) {
        let Some(entry) = self.messages.remove(&number) else { return };
        match entry.hidden {
            Some(until) => self.hidden.remove(&(until, number)),
            None => self.ready.remove(&number),
        };
        self.land(&entry);
    }

    /// The message is in flight no more.
    fn land(&mut self, entry: &Entry) {
        if !entry.in_flight {
            return;
        }
        self.in_flight -= 1;
        if let Some(group) = &entry.group
            && let Some(count) = self.busy.get_mut(group)
        {
            *count -= 1;
            if *count == 0 {
                self.busy.remove(group);
            }
        }
    }

    /// Shows what was hidden until now.
    pub(super) fn advance(&mut self, now: Millis) {
        while let Some((until, number)) = self.hidden.first().copied() {
            if until > now {
                return;
            }
            self.hidden.pop_first();
            if let Some(entry) = self.messages.get_mut(&number) {
                let before = entry.clone();
                entry.hidden = None;
                entry.in_flight = false;
                self.land(&before);
                self.ready.insert(number);
            }
        }
    }

    /// When the next hidden message shows up.
    pub(super) fn next_change(&self) -> Option<Millis> {
        self.hidden.first().map(|(until, _)| *until)
    }

    /// Messages sent before then, which the queue keeps no longer.
    pub(super) fn older_than(&self, then: Millis) -> Vec<u64> {
        let old = self.messages.iter().take_while(|(_, entry)| entry.sent < then);
        old.map(|(number, _)| *number).collect()
    }

    /// Takes up to `max` messages, the oldest first, and hides them.
    pub(super) fn take(&mut self, max: usize, now: Millis, until: Millis) -> Vec<(u64, Entry)> {
        let mut blocked: BTreeSet<Arc<str>> = BTreeSet::new();
        let mut taken = Vec::new();
        for number in self.ready.iter().take(if self.fifo { LOOK_AHEAD } else { max }) {
            if taken.len() == max {
                break;
            }
            if let Some(group) = self.messages.get(number).and_then(|entry| entry.group.as_ref())
                && (self.busy.contains_key(group) || blocked.contains(group))
            {
                blocked.insert(Arc::clone(group));
                continue;
            }
            taken.push(*number);
        }
        let mut received = Vec::with_capacity(taken.len());
        for number in taken {
            self.ready.remove(&number);
            let Some(entry) = self.messages.get_mut(&number) else { continue };
            entry.receive_count += 1;
            entry.hidden = Some(until);
            entry.in_flight = true;
            if entry.receive_count == 1 {
                entry.first_received = now;
            }
            if let Some(group) = &entry.group {
                *self.busy.entry(Arc::clone(group)).or_default() += 1;
            }
            self.in_flight += 1;
            self.hidden.insert((until, number));
            received.push((number, entry.clone()));
        }
        received
    }

    /// Whether the receipt is of the latest receiving of its message.
    pub(super) fn holds(&self, handle: Handle) -> bool {
        self.messages
            .get(&handle.number)
            .is_some_and(|entry| entry.receive_count == handle.count && handle.count > 0)
    }

    /// Hides a message in flight until then; `false` where the receipt is of none.
    pub(super) fn hide_until(&mut self, handle: Handle, until: Millis) -> bool {
        let holds = self.holds(handle);
        match self.messages.get_mut(&handle.number) {
            Some(entry) if holds && entry.in_flight => {
                if let Some(before) = entry.hidden.replace(until) {
                    self.hidden.remove(&(before, handle.number));
                }
                self.hidden.insert((until, handle.number));
                true
            }
            _ => false,
        }
    }

    pub(super) fn counts(&self) -> QueueCounts {
        QueueCounts {
            visible: self.ready.len() as u64,
            in_flight: self.in_flight,
            delayed: self.hidden.len() as u64 - self.in_flight,
        }
    }
}
