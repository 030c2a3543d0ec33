//! What was sent to a FIFO topic or queue in the last five minutes.

use std::collections::{HashMap, VecDeque};

use distmap_engine::ports::Millis;
use sha2::{Digest as _, Sha256};

/// How long a deduplication id is remembered.
const WINDOW: Millis = 5 * 60 * 1_000;

/// The deduplication ids of a window of time, with the id and sequence number that each got.
#[derive(Default)]
pub(crate) struct Dedup {
    seen: HashMap<String, (u128, u64)>,
    order: VecDeque<(Millis, String)>,
}

impl Dedup {
    /// What the first message with this id got, if that was lately.
    pub(crate) fn find(&mut self, id: &str, now: Millis) -> Option<(u128, u64)> {
        while self.order.front().is_some_and(|(at, _)| at + WINDOW <= now) {
            if let Some((_, id)) = self.order.pop_front() {
                self.seen.remove(&id);
            }
        }
        self.seen.get(id).copied()
    }

    pub(crate) fn remember(&mut self, id: String, now: Millis, got: (u128, u64)) {
        self.seen.insert(id.clone(), got);
        self.order.push_back((now, id));
    }

    /// As [`Dedup::remember`], for a message of the past.
    pub(crate) fn restore(&mut self, id: String, at: Millis, got: (u128, u64), now: Millis) {
        if at + WINDOW > now {
            self.remember(id, at, got);
        }
    }
}

/// The deduplication id that `ContentBasedDeduplication` gives to a body.
pub(crate) fn of_content(body: &str) -> String {
    crate::objects::hex(&Sha256::digest(body))
}
