//! Items on their way into children: read, selected, batched, numbered.

use super::batch::Batcher;
use super::{Item, ItemSelect, ItemSource};
use crate::data::Data;
use crate::error::StateError;
use crate::reader::ReaderSpec;

/// One child to be: its place, its input, how many items are in it.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) index: u64,
    pub(super) items: u64,
    pub(super) input: Data,
}

/// What a feed gives.
pub(super) enum Next {
    /// A job.
    Job(Job),
    /// None before another page is read.
    Dry,
    /// None any more.
    End,
}

/// Items that are left when the next page is asked for: reading it goes on beside the work on them.
const LOW: usize = 500;

/// The stream of jobs. The same data set gives the same jobs under the same indexes.
pub(super) struct Feed {
    page: std::vec::IntoIter<Item>,
    /// The page after it, or why there is none.
    following: Option<Result<Vec<Item>, StateError>>,
    /// Whether a reader has, or may have, more than that.
    reads: bool,
    selector: Option<Box<dyn ItemSelect>>,
    batcher: Option<Batcher>,
    ready: Option<Job>,
    next_index: u64,
    ended: bool,
}

impl Feed {
    /// A feed of `items` that are there, then of those that a reader reads, if it says so.
    pub(super) fn new(
        items: Vec<Item>,
        reads: bool,
        selector: Option<Box<dyn ItemSelect>>,
        batcher: Option<Batcher>,
    ) -> Self {
        Self {
            page: items.into_iter(),
            following: None,
            reads,
            selector,
            batcher,
            ready: None,
            next_index: 0,
            ended: false,
        }
    }

    /// The next job.
    ///
    /// # Errors
    /// What the reader or the selector met.
    pub(super) fn next(&mut self) -> Result<Next, StateError> {
        if let Some(job) = self.ready.take() {
            return Ok(Next::Job(job));
        }
        loop {
            while let Some(item) = self.page.next() {
                let value = match &self.selector {
                    Some(selector) => selector.select(item)?.into(),
                    None => item.into_input(),
                };
                if let Some(job) = self.push(value) {
                    self.ended = self.is_drained();
                    return Ok(Next::Job(job));
                }
            }
            match self.following.take() {
                Some(page) => self.page = page?.into_iter(),
                None if self.reads => return Ok(Next::Dry),
                None => {
                    self.ended = true;
                    let last = self.batcher.as_mut().and_then(Batcher::take);
                    let last = last.map(|batch| self.job(batch.count, batch.input));
                    return Ok(last.map_or(Next::End, Next::Job));
                }
            }
        }
    }

    /// Whether it is time to read the next page.
    pub(super) fn is_low(&self) -> bool {
        self.reads && self.following.is_none() && self.page.len() < LOW
    }

    /// Takes what the reader read: a page, the end, or its failure.
    pub(super) fn follow(&mut self, page: Result<Option<Vec<Item>>, StateError>) {
        match page.transpose() {
            Some(page) => self.following = Some(page),
            None => self.reads = false,
        }
    }

    /// Whether it is known that no job is left.
    pub(super) fn ended(&self) -> bool {
        self.ended && self.ready.is_none()
    }

    fn push(&mut self, value: Data) -> Option<Job> {
        let Some(batcher) = &mut self.batcher else { return Some(self.job(1, value)) };
        let first = batcher.add(value);
        let second = batcher.ready();
        match (first, second) {
            (Some(first), second) => {
                let job = self.job(first.count, first.input);
                self.ready = second.map(|batch| self.job(batch.count, batch.input));
                Some(job)
            }
            (None, second) => second.map(|batch| self.job(batch.count, batch.input)),
        }
    }

    fn job(&mut self, items: u64, input: Data) -> Job {
        let index = self.next_index;
        self.next_index += 1;
        Job { index, items, input }
    }

    fn is_drained(&self) -> bool {
        self.page.len() == 0
            && self.following.is_none()
            && !self.reads
            && self.batcher.as_ref().is_none_or(Batcher::is_empty)
    }
}

/// What is there of a source, and the reader of the rest.
pub(super) fn split(source: ItemSource) -> (Vec<Item>, Option<ReaderSpec>) {
    match source {
        ItemSource::Reader(spec) => (Vec::new(), Some(spec)),
        source => (source.at_hand(), None),
    }
}

impl ItemSource {
    /// The items that are there, numbered; those of a reader are not.
    pub(crate) fn at_hand(self) -> Vec<Item> {
        let number = |(index, item): (usize, Item)| Item { index: index as u64, ..item };
        match self {
            Self::Items(items) => {
                items.into_iter().map(Item::new).enumerate().map(number).collect()
            }
            Self::Members(members) => {
                let item = |(key, value)| Item { key: Some(key), ..Item::new(value) };
                members.into_iter().map(item).enumerate().map(number).collect()
            }
            Self::Reader(_) => Vec::new(),
        }
    }
}
