//! A journal in memory, for tests and for engines that need none of it after their process.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use super::{
    ChildFinished, ChildQuery, ExecutionQuery, ExecutionRecord, Journal, MapRunCounters,
    MapRunRecord, Page, Paging, Record,
};
use crate::execution::Status;
use crate::ports::PortFuture;

/// A journal in memory, for tests and for runs that need no survival.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    state: Mutex<Memory>,
}

#[derive(Debug, Default)]
struct Memory {
    executions: Vec<ExecutionRecord>,
    map_runs: Vec<MapRunRecord>,
    children: Vec<ChildFinished>,
    histories: BTreeMap<Arc<str>, Vec<Bytes>>,
    /// Map Runs whose children may end again.
    resumed: BTreeSet<Arc<str>>,
}

impl MemoryJournal {
    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    fn execution(&mut self, arn: &str) -> Option<&mut ExecutionRecord> {
        self.executions.iter_mut().rev().find(|e| &*e.started.arn == arn)
    }

    fn map_run(&mut self, arn: &str) -> Option<&mut MapRunRecord> {
        self.map_runs.iter_mut().rev().find(|r| &*r.started.arn == arn)
    }
}

fn ready<'a, T: Send + 'a>(value: T) -> PortFuture<'a, T> {
    Box::pin(std::future::ready(Ok(value)))
}

/// The page of `all` that `paging` names; tokens are offsets.
fn page<T>(all: impl Iterator<Item = T>, paging: &Paging) -> Page<T> {
    let from = paging.token.as_deref().and_then(|t| t.parse::<usize>().ok()).unwrap_or(0);
    let max = if paging.max == 0 { 1_000 } else { paging.max };
    let mut rest = all.skip(from);
    let items: Vec<T> = rest.by_ref().take(max).collect();
    let next = rest.next().map(|_| (from + items.len()).to_string());
    Page { items, next }
}

impl Journal for MemoryJournal {
    fn append(&self, record: Record) {
        let mut memory = self.lock();
        match record {
            Record::ExecutionStarted(started) => {
                memory.executions.push(ExecutionRecord {
                    started,
                    finished: None,
                    checkpoint: None,
                    redriven: None,
                });
            }
            Record::ExecutionRedriven(redriven) => {
                if let Some(e) = memory.execution(&redriven.arn) {
                    (e.finished, e.redriven) = (None, Some(redriven));
                }
            }
            Record::ExecutionFinished(finished) => {
                if let Some(e) = memory.execution(&finished.arn) {
                    e.finished = Some(finished);
                }
            }
            Record::Checkpoint(checkpoint) => {
                if let Some(e) = memory.execution(&checkpoint.execution_arn) {
                    e.checkpoint = Some(checkpoint);
                }
            }
            Record::MapRunStarted(started) => memory.map_runs.push(MapRunRecord {
                settings: started.settings,
                started,
                counters: MapRunCounters::default(),
                status: Status::Running,
                stopped: None,
                redrive: None,
            }),
            Record::MapRunResumed { map_run_arn, redrive } => {
                if let Some(run) = memory.map_run(&map_run_arn) {
                    (run.status, run.stopped) = (Status::Running, None);
                    run.redrive = redrive.or(run.redrive);
                }
                if memory.children.iter().any(|child| child.map_run_arn == map_run_arn) {
                    memory.resumed.insert(map_run_arn);
                }
            }
            Record::MapRunUpdated { map_run_arn, settings } => {
                if let Some(run) = memory.map_run(&map_run_arn) {
                    run.settings = settings;
                }
            }
            Record::MapRunProgress { map_run_arn, counters } => {
                let run = memory.map_run(&map_run_arn);
                if let Some(run) = run.filter(|run| run.status == Status::Running) {
                    run.counters = counters;
                }
            }
            Record::MapRunFinished { map_run_arn, status, stopped, counters } => {
                if let Some(run) = memory.map_run(&map_run_arn) {
                    run.status = status;
                    run.stopped = Some(stopped);
                    run.counters = counters;
                }
            }
            Record::ChildFinished(child) => {
                if memory.resumed.contains(&child.map_run_arn) {
                    memory.children.retain(|c| c.arn != child.arn);
                }
                memory.children.push(child);
            }
            Record::History { execution_arn, events } => {
                memory.histories.entry(execution_arn).or_default().push(events);
            }
        }
    }

    fn flush(&self) -> PortFuture<'_, ()> {
        ready(())
    }

    fn execution<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<ExecutionRecord>> {
        ready(self.lock().execution(arn).cloned())
    }

    fn executions<'a>(
        &'a self,
        query: &'a ExecutionQuery,
    ) -> PortFuture<'a, Page<ExecutionRecord>> {
        let memory = self.lock();
        let all = memory.executions.iter().rev().filter(|e| {
            let status = e.finished.as_ref().map_or(Status::Running, |f| f.status);
            query.state_machine_arn.as_ref().is_none_or(|arn| *arn == e.started.state_machine_arn)
                && query.status.is_none_or(|wanted| wanted == status)
        });
        ready(page(all.cloned(), &query.paging))
    }

    fn unfinished(&self) -> PortFuture<'_, Vec<ExecutionRecord>> {
        ready(self.lock().executions.iter().filter(|e| e.finished.is_none()).cloned().collect())
    }

    fn map_run<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<MapRunRecord>> {
        ready(self.lock().map_run(arn).cloned())
    }

    fn map_runs<'a>(
        &'a self,
        execution_arn: &'a str,
        paging: &'a Paging,
    ) -> PortFuture<'a, Page<MapRunRecord>> {
        let memory = self.lock();
        let all =
            memory.map_runs.iter().rev().filter(|r| &*r.started.execution_arn == execution_arn);
        ready(page(all.cloned(), paging))
    }

    fn open_map_runs(&self) -> PortFuture<'_, Vec<MapRunRecord>> {
        let open = |run: &&MapRunRecord| run.status == Status::Running;
        ready(self.lock().map_runs.iter().filter(open).cloned().collect())
    }

    fn child<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<ChildFinished>> {
        ready(self.lock().children.iter().rev().find(|c| &*c.arn == arn).cloned())
    }

    fn children<'a>(&'a self, query: &'a ChildQuery) -> PortFuture<'a, Page<ChildFinished>> {
        let memory = self.lock();
        let all = memory.children.iter().filter(|c| {
            *c.map_run_arn == query.map_run_arn
                && query.status.is_none_or(|s| s == c.status)
                && query.redriven.is_none_or(|redriven| redriven == c.redrive.is_some())
        });
        ready(page(all.cloned(), &query.paging))
    }

    fn history<'a>(&'a self, execution_arn: &'a str) -> PortFuture<'a, Vec<Bytes>> {
        ready(self.lock().histories.get(execution_arn).cloned().unwrap_or_default())
    }

    fn forget<'a>(&'a self, state_machine_arn: &'a str) -> PortFuture<'a, ()> {
        self.lock().executions.retain(|e| e.started.state_machine_arn != state_machine_arn);
        ready(())
    }
}
