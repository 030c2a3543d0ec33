//! Going on with a Map Run that was there before: what its children left.

use std::collections::VecDeque;

use md5::{Digest, Md5};

use super::Resume;
use crate::engine::Engine;
use crate::error::{ApiError, StateError};
use crate::execution::Status;
use crate::journal::{ChildFinished, ChildQuery, MapRunRecord, Paging, Redrive};
use crate::redrive::is_redrivable;

/// An earlier attempt at a Map Run.
#[derive(Clone, Debug)]
pub(super) struct Earlier {
    map_run_arn: String,
    /// The redrive that it goes on with; absent where the first attempt goes on in another process.
    pub(super) redrive: Option<Redrive>,
    /// Whether every item had been handed to a child: then nothing needs to be read again.
    pub(super) complete: bool,
}

impl Earlier {
    pub(super) fn new(run: &MapRunRecord, resume: Resume) -> Self {
        let redrive = match resume {
            Resume::Redrive(redrive) => Some(redrive),
            // The process may have ended in the middle of a redrive.
            Resume::Restart => run.redrive,
        };
        let counters = &run.counters;
        let complete = redrive.is_some()
            && counters.all_read
            && counters.items.pending == 0
            && counters.executions.pending == 0;
        Self { map_run_arn: run.started.arn.to_string(), redrive, complete }
    }

    /// Whether the redrive runs a child again: one that failed before it began.
    pub(super) fn runs_again(&self, child: &ChildFinished) -> bool {
        let Some(redrive) = self.redrive else { return false };
        match child.status {
            Status::Succeeded => false,
            Status::Aborted => true,
            _ => child.stopped <= redrive.date && !self.is_settled(child),
        }
    }

    /// Whether a child has failed for good.
    pub(super) fn is_settled(&self, child: &ChildFinished) -> bool {
        let now = self.redrive.map_or(0, |redrive| redrive.date);
        child.status != Status::Succeeded && !is_redrivable(child, now)
    }

    /// All recorded children.
    pub(super) fn children(&self) -> Pages {
        let map_run_arn = self.map_run_arn.clone();
        Pages { query: ChildQuery { map_run_arn, ..ChildQuery::default() }, done: false }
    }
}

/// The recorded children of a Map Run, page by page.
#[derive(Debug)]
pub(super) struct Pages {
    query: ChildQuery,
    done: bool,
}

impl Pages {
    pub(super) async fn next(
        &mut self,
        engine: &Engine,
    ) -> Result<Option<Vec<ChildFinished>>, StateError> {
        if self.done {
            return Ok(None);
        }
        let page = engine.journal().children(&self.query).await.map_err(unreadable)?;
        self.done = page.next.is_none();
        self.query.paging = Paging { token: page.next, max: 0 };
        Ok(Some(page.items))
    }
}

/// The children that a redrive runs again, read from the journal as they are needed.
#[derive(Debug)]
pub(super) struct Again {
    earlier: Earlier,
    pages: Pages,
    page: VecDeque<ChildFinished>,
    /// How many are left; children that fail again come after them in the journal.
    left: u64,
}

impl Again {
    pub(super) fn new(earlier: Earlier, left: u64) -> Self {
        Self { pages: earlier.children(), earlier, page: VecDeque::new(), left }
    }

    /// The next child, and the redrive that runs it.
    pub(super) async fn next(
        &mut self,
        engine: &Engine,
    ) -> Result<Option<(ChildFinished, Redrive)>, StateError> {
        let Some(redrive) = self.earlier.redrive else { return Ok(None) };
        while self.left > 0 {
            while let Some(child) = self.page.pop_front() {
                if self.earlier.runs_again(&child) {
                    self.left -= 1;
                    return Ok(Some((child, redrive)));
                }
            }
            match self.pages.next(engine).await? {
                Some(page) => self.page = page.into(),
                None => self.left = 0,
            }
        }
        Ok(None)
    }
}

/// The names of a Map Run's children. As at AWS they are UUIDs made from a name (version 3), so that a
/// child is the same one in the next process and in a redrive.
#[derive(Clone, Debug)]
pub(super) struct Names(Md5);

impl Names {
    pub(super) fn of(map_run_arn: &str) -> Self {
        Self(Md5::new_with_prefix(map_run_arn))
    }

    pub(super) fn child(&self, index: u64) -> String {
        let digest = self.0.clone().chain_update(index.to_le_bytes()).finalize();
        uuid::Builder::from_md5_bytes(digest.into()).into_uuid().hyphenated().to_string()
    }
}

pub(super) fn unreadable(error: ApiError) -> StateError {
    StateError::runtime(format!("the Map Run's children cannot be read back: {error}"))
}
