//! Items on their way into children: read, selected, batched, numbered.

use serde_json::Value;

use super::batch::Batcher;
use super::{Item, ItemSelect, ItemSource};
use crate::data::Data;
use crate::error::StateError;
use crate::reader::{Reader, ReaderSpec};

/// One child to be: its place, its input, how many items are in it.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) index: u64,
    pub(super) items: u64,
    pub(super) input: Data,
}

/// The stream of jobs. The same data set gives the same jobs under the same indexes.
pub(super) struct Feed {
    /// What follows the current page.
    reader: Option<Reader>,
    page: std::vec::IntoIter<Item>,
    selector: Option<Box<dyn ItemSelect>>,
    batcher: Option<Batcher>,
    ready: Option<Job>,
    next_index: u64,
    ended: bool,
}

impl Feed {
    /// A feed of `items` that are there, then of a reader's.
    pub(super) fn new(
        items: Vec<Item>,
        reader: Option<Reader>,
        selector: Option<Box<dyn ItemSelect>>,
        batcher: Option<Batcher>,
    ) -> Self {
        Self {
            reader,
            page: items.into_iter(),
            selector,
            batcher,
            ready: None,
            next_index: 0,
            ended: false,
        }
    }

    /// The next job, `None` when there is none left. `read` hears of items as they are read.
    pub(super) async fn next(&mut self, read: impl Fn(u64)) -> Result<Option<Job>, StateError> {
        if let Some(job) = self.ready.take() {
            return Ok(Some(job));
        }
        loop {
            while let Some(item) = self.page.next() {
                let value = match &self.selector {
                    Some(selector) => selector.select(item)?,
                    None => item.into_input(),
                };
                if let Some(job) = self.push(value) {
                    self.ended = self.is_drained();
                    return Ok(Some(job));
                }
            }
            let Some(reader) = &mut self.reader else {
                self.ended = true;
                let last = self.batcher.as_mut().and_then(Batcher::take);
                return Ok(last.map(|batch| self.job(batch.count, batch.input)));
            };
            match reader.next_page().await? {
                Some(page) => {
                    read(page.len() as u64);
                    self.page = page.into_iter();
                }
                None => self.reader = None,
            }
        }
    }

    /// Whether it is known that no job is left.
    pub(super) fn ended(&self) -> bool {
        self.ended && self.ready.is_none()
    }

    /// Whether there may be items that were not read yet.
    pub(super) fn is_reading(&self) -> bool {
        self.reader.is_some()
    }

    fn push(&mut self, value: Value) -> Option<Job> {
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

    fn job(&mut self, items: u64, input: Value) -> Job {
        let index = self.next_index;
        self.next_index += 1;
        Job { index, items, input: Data::from(input) }
    }

    fn is_drained(&self) -> bool {
        self.page.len() == 0
            && self.reader.is_none()
            && self.batcher.as_ref().is_none_or(Batcher::is_empty)
    }
}

/// What is there of a source, and the reader of the rest.
pub(super) fn split(source: ItemSource) -> (Vec<Item>, Option<ReaderSpec>) {
    let number = |(index, item): (usize, Item)| Item { index: index as u64, ..item };
    let number = |items: Vec<Item>| items.into_iter().enumerate().map(number).collect();
    match source {
        ItemSource::Items(items) => (number(items.into_iter().map(Item::new).collect()), None),
        ItemSource::Members(members) => {
            let item = |(key, value)| Item { key: Some(key), ..Item::new(value) };
            (number(members.into_iter().map(item).collect()), None)
        }
        ItemSource::Reader(spec) => (Vec::new(), Some(spec)),
    }
}
