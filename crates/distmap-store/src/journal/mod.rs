//! The journal: what happened to executions, Map Runs and children, in one append-only log.
//!
//! Memory holds where things are, not what they are: some bytes per thousand children, some hundred
//! per execution and Map Run. Which children a Map Run has is written into the log too, in chunks.

mod index;
mod record;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use distmap_engine::journal::{
    ChildFinished, ChildQuery, ExecutionQuery, ExecutionRecord, Journal as JournalPort,
    MapRunRecord, Page, Paging, Record, VERSION,
};
use distmap_engine::ports::{PortFuture, ServiceError};
use futures::future::{FutureExt as _, ready};

use self::index::{ChildEntry, Index, hash};
use self::record::{Stored, decode, encode};
use crate::db::Db;
use crate::error::{Error, Result};
use crate::log::{Kind, Log};
use crate::topics::Topics;

/// Bytes that wait in memory before they are written without being asked for.
const GROUP: usize = 64 << 10;
/// Entries on a page unless fewer are asked for.
const PAGE: usize = 1_000;

/// The journal of a [`crate::Store`]; implements the engine's [`distmap_engine::journal::Journal`].
pub struct Journal {
    log: Log,
    /// Keeps the state directory locked.
    _db: Option<Arc<Db>>,
    index: Mutex<Index>,
}

impl Journal {
    /// Opens the journal of a state directory. What happened may tell of messages: those are written first.
    pub(crate) fn open(
        path: &Path,
        power_safe: bool,
        db: Arc<Db>,
        topics: Arc<Topics>,
    ) -> Result<Self> {
        let mut index = Index::default();
        let log = Log::open(path, Kind::Journal, power_safe, 0, &mut |offset, record| {
            match decode(record) {
                Some(Stored::Version(found)) if found > VERSION => {
                    Err(Error::Newer { path: path.to_path_buf(), found, known: VERSION })
                }
                Some(stored) => {
                    index.apply(offset, &stored);
                    Ok(())
                }
                // A kind of record that this release does not know tells it nothing.
                None => Ok(()),
            }
        })?;
        let log = log.after(move || topics.flush_all());
        Self { log, index: Mutex::new(index), _db: Some(db) }.begin()
    }

    pub(crate) fn memory() -> Result<Self> {
        Self { log: Log::memory(), index: Mutex::default(), _db: None }.begin()
    }

    fn begin(self) -> Result<Self> {
        if self.log.is_empty() {
            let (_, end) = self.log.append(&record::version(VERSION));
            self.log.flush(end)?;
        }
        Ok(self)
    }

    fn index(&self) -> MutexGuard<'_, Index> {
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stored(&self, offset: u64) -> Result<Stored> {
        decode(&self.log.read(offset)?).ok_or_else(|| Error::Damaged {
            path: "journal".into(),
            offset,
            message: "it is no record of the journal".to_owned(),
        })
    }

    fn read(&self, offset: u64) -> Result<Record> {
        match self.stored(offset)? {
            Stored::Record(record) => Ok(record),
            _ => Err(Error::Damaged {
                path: "journal".into(),
                offset,
                message: "another record was expected".to_owned(),
            }),
        }
    }

    fn execution_at(&self, at: usize) -> Result<Option<ExecutionRecord>> {
        let entry = self.index().executions[at].clone();
        let Record::ExecutionStarted(started) = self.read(entry.started)? else { return Ok(None) };
        let finished = match entry.finished.map(|offset| self.read(offset)).transpose()? {
            Some(Record::ExecutionFinished(finished)) => Some(finished),
            _ => None,
        };
        let checkpoint = match entry.checkpoint.map(|offset| self.read(offset)).transpose()? {
            Some(Record::Checkpoint(checkpoint)) => Some(checkpoint),
            _ => None,
        };
        let redriven = match entry.redriven.map(|offset| self.read(offset)).transpose()? {
            Some(Record::ExecutionRedriven(redriven)) => Some(redriven),
            _ => None,
        };
        Ok(Some(ExecutionRecord { started, finished, checkpoint, redriven }))
    }

    fn find_execution(&self, arn: &str) -> Result<Option<ExecutionRecord>> {
        let at = self.index().execution(arn);
        at.map_or(Ok(None), |at| self.execution_at(at))
    }

    fn list_executions(&self, query: &ExecutionQuery) -> Result<Page<ExecutionRecord>> {
        let places = self.index().executions_matching(query);
        self.page(places, &query.paging, |at| self.execution_at(at))
    }

    fn list_unfinished(&self) -> Result<Vec<ExecutionRecord>> {
        let places = self.index().unfinished();
        places.into_iter().filter_map(|at| self.execution_at(at).transpose()).collect()
    }

    fn map_run_at(&self, at: usize) -> Result<Option<MapRunRecord>> {
        let run = self.index().runs[at].clone();
        let Record::MapRunStarted(started) = self.read(run.started)? else { return Ok(None) };
        let settings = match run.updated.map(|offset| self.read(offset)).transpose()? {
            Some(Record::MapRunUpdated { settings, .. }) => settings,
            _ => started.settings,
        };
        let mut record = MapRunRecord {
            started,
            settings,
            counters: Default::default(),
            status: distmap_engine::Status::Running,
            stopped: None,
            redrive: None,
        };
        if let Some(offset) = run.redriven
            && let Record::MapRunResumed { redrive, .. } = self.read(offset)?
        {
            record.redrive = redrive;
        }
        match run.last.map(|offset| self.read(offset)).transpose()? {
            Some(Record::MapRunProgress { counters, .. }) => record.counters = counters,
            Some(Record::MapRunFinished { status, stopped, counters, .. }) => {
                record.counters = counters;
                // It may have gone on since.
                if run.is_over() {
                    (record.status, record.stopped) = (status, Some(stopped));
                }
            }
            _ => {}
        }
        Ok(Some(record))
    }

    fn list_open_map_runs(&self) -> Result<Vec<MapRunRecord>> {
        let places = self.index().open_runs();
        places.into_iter().filter_map(|at| self.map_run_at(at).transpose()).collect()
    }

    fn find_map_run(&self, arn: &str) -> Result<Option<MapRunRecord>> {
        let at = self.index().run(arn);
        at.map_or(Ok(None), |at| self.map_run_at(at))
    }

    fn list_map_runs(&self, execution_arn: &str, paging: &Paging) -> Result<Page<MapRunRecord>> {
        let places = self.index().runs_of(execution_arn);
        self.page(places, paging, |at| self.map_run_at(at))
    }

    /// The page of the entries at `places`, the latest first; tokens are places.
    fn page<T>(
        &self,
        places: Vec<usize>,
        paging: &Paging,
        read: impl Fn(usize) -> Result<Option<T>>,
    ) -> Result<Page<T>> {
        let from = token(paging)?;
        let mut rest = places.into_iter().filter(|at| from.is_none_or(|from| *at as u64 <= from));
        let mut items = Vec::new();
        for at in rest.by_ref().take(page_size(paging)) {
            items.extend(read(at)?);
        }
        Ok(Page { items, next: rest.next().map(|at| at.to_string()) })
    }

    fn child_at(&self, offset: u64) -> Result<Option<ChildFinished>> {
        match self.read(offset)? {
            Record::ChildFinished(child) => Ok(Some(child)),
            _ => Ok(None),
        }
    }

    fn find_child(&self, arn: &str) -> Result<Option<ChildFinished>> {
        let wanted = hash(arn) as u32;
        let count = self.index().runs.len();
        for run in (0..count).rev() {
            let (chunks, tail) = self.index().children(run);
            let in_chunks = chunks.iter().rev().map(|chunk| self.chunk(chunk.offset));
            for entries in std::iter::once(Ok(tail)).chain(in_chunks) {
                for entry in entries?.iter().rev().filter(|entry| entry.hash == wanted) {
                    if let Some(child) = self.child_at(entry.offset)?
                        && *child.arn == *arn
                    {
                        return Ok(Some(child));
                    }
                }
            }
        }
        Ok(None)
    }

    fn chunk(&self, offset: u64) -> Result<Vec<ChildEntry>> {
        match self.stored(offset)? {
            Stored::Chunk { entries, .. } => Ok(entries),
            _ => Ok(Vec::new()),
        }
    }

    fn list_children(&self, query: &ChildQuery) -> Result<Page<ChildFinished>> {
        let mut page = Page { items: Vec::new(), next: None };
        let Some(run) = self.index().run(&query.map_run_arn) else { return Ok(page) };
        let from = token(&query.paging)?.unwrap_or(0);
        let max = page_size(&query.paging);
        let (chunks, tail) = self.index().children(run);
        let again = self.index().again(run);
        let in_chunks = chunks.last().map_or(0, |last| last.end);
        let wanted = |entry: &ChildEntry| {
            Ok(query.status.is_none_or(|status| status == entry.status)
                && query.redriven.is_none_or(|redriven| redriven == entry.redriven)
                && !self.is_replaced(entry, &again)?)
        };
        for chunk in chunks.iter() {
            if chunk.end <= from || !chunk.may_have(query.status) {
                continue;
            }
            let entries = self.chunk(chunk.offset)?;
            let start = chunk.end - entries.len() as u64;
            if self.take_children(&mut page, start, &entries, from, max, wanted)? {
                return Ok(page);
            }
        }
        self.take_children(&mut page, in_chunks, &tail, from, max, wanted)?;
        Ok(page)
    }

    /// Whether the child ended once more after this entry.
    fn is_replaced(&self, entry: &ChildEntry, again: &BTreeSet<(u32, u64)>) -> Result<bool> {
        let later = again.range((entry.hash, entry.offset + 1)..=(entry.hash, u64::MAX));
        let mut later = later.map(|(_, offset)| *offset).peekable();
        if later.peek().is_none() {
            return Ok(false);
        }
        let Some(child) = self.child_at(entry.offset)? else { return Ok(false) };
        for offset in later {
            // Another child may share the hash.
            if self.child_at(offset)?.is_some_and(|found| found.arn == child.arn) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Adds entries to a page; `true` when it is full and there is more.
    fn take_children(
        &self,
        page: &mut Page<ChildFinished>,
        start: u64,
        entries: &[ChildEntry],
        from: u64,
        max: usize,
        wanted: impl Fn(&ChildEntry) -> Result<bool>,
    ) -> Result<bool> {
        for (position, entry) in (start..).zip(entries) {
            if position < from || !wanted(entry)? {
                continue;
            }
            if page.items.len() == max {
                page.next = Some(position.to_string());
                return Ok(true);
            }
            page.items.extend(self.child_at(entry.offset)?);
        }
        Ok(false)
    }

    fn read_history(&self, execution_arn: &str) -> Result<Vec<Bytes>> {
        let mut parts = Vec::new();
        let mut at = self.index().history(execution_arn);
        while at != 0 {
            let Stored::History { arn, previous, events } = self.stored(at)? else { break };
            // The chain is that of a hash: another execution may share it.
            if *arn == *execution_arn {
                parts.push(events);
            }
            at = previous;
        }
        parts.reverse();
        Ok(parts)
    }

    fn forget_machine(&self, state_machine_arn: &str) -> Result<()> {
        let mut index = self.index();
        let bytes = record::forgotten(state_machine_arn);
        let (offset, end) = self.log.append(&bytes);
        index.apply(offset, &Stored::Forgotten(state_machine_arn.to_owned()));
        if index.is_empty() {
            *index = Index::default();
            self.log.reset()?;
            let (_, end) = self.log.append(&record::version(VERSION));
            return self.log.flush(end);
        }
        drop(index);
        self.log.flush(end)
    }

    fn add(&self, record: Record) {
        let mut index = self.index();
        let (bytes, stored) = encode(record, &index);
        let (offset, end) = self.log.append(&bytes);
        if let Some((run, entries)) = index.apply(offset, &stored) {
            let (offset, _) = self.log.append(&record::chunk(&run, &entries));
            index.apply(offset, &Stored::Chunk { run, entries });
        }
        drop(index);
        if self.log.pending() > GROUP {
            // What can't be written stays pending, and the next `flush` says why.
            drop(self.log.flush(end));
        }
    }
}

fn token(paging: &Paging) -> Result<Option<u64>> {
    let invalid = |_| Error::service("InvalidToken", 400, "Invalid Token: 'Invalid token'");
    paging.token.as_ref().map(|token| token.parse().map_err(invalid)).transpose()
}

fn page_size(paging: &Paging) -> usize {
    if paging.max == 0 { PAGE } else { paging.max }
}

fn answer<'a, T: Send + 'a>(result: Result<T>) -> PortFuture<'a, T> {
    ready(result.map_err(ServiceError::from)).boxed()
}

impl JournalPort for Journal {
    fn append(&self, record: Record) {
        self.add(record);
    }

    fn flush(&self) -> PortFuture<'_, ()> {
        answer(self.log.flush(self.log.end()))
    }

    fn execution<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<ExecutionRecord>> {
        answer(self.find_execution(arn))
    }

    fn executions<'a>(
        &'a self,
        query: &'a ExecutionQuery,
    ) -> PortFuture<'a, Page<ExecutionRecord>> {
        answer(self.list_executions(query))
    }

    fn unfinished(&self) -> PortFuture<'_, Vec<ExecutionRecord>> {
        answer(self.list_unfinished())
    }

    fn map_run<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<MapRunRecord>> {
        answer(self.find_map_run(arn))
    }

    fn map_runs<'a>(
        &'a self,
        execution_arn: &'a str,
        paging: &'a Paging,
    ) -> PortFuture<'a, Page<MapRunRecord>> {
        answer(self.list_map_runs(execution_arn, paging))
    }

    fn open_map_runs(&self) -> PortFuture<'_, Vec<MapRunRecord>> {
        answer(self.list_open_map_runs())
    }

    fn child<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<ChildFinished>> {
        answer(self.find_child(arn))
    }

    fn children<'a>(&'a self, query: &'a ChildQuery) -> PortFuture<'a, Page<ChildFinished>> {
        answer(self.list_children(query))
    }

    fn history<'a>(&'a self, execution_arn: &'a str) -> PortFuture<'a, Vec<Bytes>> {
        answer(self.read_history(execution_arn))
    }

    fn forget<'a>(&'a self, state_machine_arn: &'a str) -> PortFuture<'a, ()> {
        answer(self.forget_machine(state_machine_arn))
    }
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Journal")
    }
}
