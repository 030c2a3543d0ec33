//! Where in the log things are.

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::sync::Arc;

use distmap_engine::Status;
use distmap_engine::journal::{ExecutionQuery, Record};

use super::record::Stored;

/// Children in one chunk of a Map Run's list.
const CHUNK: usize = 1_024;

/// An execution's records. Offset 0 is the log's header, so it stands for none.
#[derive(Clone, Debug)]
pub(super) struct ExecutionEntry {
    pub started: u64,
    pub finished: Option<u64>,
    pub checkpoint: Option<u64>,
    pub redriven: Option<u64>,
    status: Status,
    machine: Arc<str>,
    forgotten: bool,
}

/// A Map Run's records.
#[derive(Clone, Debug)]
pub(super) struct RunEntry {
    pub started: u64,
    pub updated: Option<u64>,
    /// The latest progress, or the end.
    pub last: Option<u64>,
    pub redriven: Option<u64>,
    /// Whether the latest record tells of its end.
    over: bool,
    /// How many children had ended when it last went on; those that end later may replace them.
    resumed: u64,
    /// Where children are that may have ended again, with their hashes before.
    again: Arc<BTreeSet<(u32, u64)>>,
    arn: Arc<str>,
    execution: Arc<str>,
    chunks: Arc<Vec<Chunk>>,
    tail: Vec<ChildEntry>,
    forgotten: bool,
}

/// A part of the list of a Map Run's children, as it lies in the log.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub offset: u64,
    /// How many children there are up to its end.
    pub end: u64,
    /// A bit for each status that it has.
    statuses: u8,
}

impl Chunk {
    pub(super) fn may_have(&self, status: Option<Status>) -> bool {
        status.is_none_or(|status| self.statuses & bit(status) != 0)
    }
}

/// A child in the list of its Map Run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ChildEntry {
    pub offset: u64,
    pub hash: u32,
    pub status: Status,
    pub redriven: bool,
}

/// The journal's index, made anew from the log when it is opened.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub executions: Vec<ExecutionEntry>,
    pub runs: Vec<RunEntry>,
    by_arn: HashMap<Arc<str>, usize>,
    run_by_arn: HashMap<Arc<str>, usize>,
    /// By hash of the execution's ARN: the last part of its history.
    histories: HashMap<u64, u64, BuildHasherDefault<DefaultHasher>>,
}

impl Index {
    /// Takes a record that lies at `offset`. Gives a list of children that is long enough to be
    /// written into the log.
    pub(super) fn apply(
        &mut self,
        offset: u64,
        stored: &Stored,
    ) -> Option<(Arc<str>, Vec<ChildEntry>)> {
        match stored {
            Stored::Record(record) => return self.apply_record(offset, record),
            Stored::Child { run, arn, status, redriven } => {
                let run = self.run_by_arn.get(run).map(|at| &mut self.runs[*at])?;
                let (hash, status, redriven) = (hash(arn) as u32, *status, *redriven);
                run.add(ChildEntry { offset, hash, status, redriven });
                return run.full_tail(CHUNK);
            }
            Stored::Chunk { run, entries } => {
                let run = self.run_by_arn.get(run).map(|at| &mut self.runs[*at])?;
                let statuses = entries.iter().fold(0, |bits, entry| bits | bit(entry.status));
                let end = run.chunks.last().map_or(0, |last| last.end) + entries.len() as u64;
                Arc::make_mut(&mut run.chunks).push(Chunk { offset, end, statuses });
                run.tail = Vec::new();
            }
            Stored::History { arn, .. } => {
                self.histories.insert(hash(arn), offset);
            }
            Stored::Forgotten(machine) => self.forget(machine),
            Stored::Version(_) => {}
        }
        None
    }

    fn apply_record(
        &mut self,
        offset: u64,
        record: &Record,
    ) -> Option<(Arc<str>, Vec<ChildEntry>)> {
        match record {
            Record::ExecutionStarted(started) => {
                self.by_arn.insert(Arc::clone(&started.arn), self.executions.len());
                self.executions.push(ExecutionEntry {
                    started: offset,
                    finished: None,
                    checkpoint: None,
                    redriven: None,
                    status: Status::Running,
                    machine: Arc::from(started.state_machine_arn.as_str()),
                    forgotten: false,
                });
            }
            Record::ExecutionRedriven(redriven) => {
                if let Some(entry) = self.execution_mut(&redriven.arn) {
                    entry.redriven = Some(offset);
                    (entry.finished, entry.status) = (None, Status::Running);
                }
            }
            Record::ExecutionFinished(finished) => {
                if let Some(entry) = self.execution_mut(&finished.arn) {
                    (entry.finished, entry.status) = (Some(offset), finished.status);
                }
            }
            Record::Checkpoint(checkpoint) => {
                if let Some(entry) = self.execution_mut(&checkpoint.execution_arn) {
                    entry.checkpoint = Some(offset);
                }
            }
            Record::MapRunStarted(started) => {
                self.run_by_arn.insert(Arc::clone(&started.arn), self.runs.len());
                self.runs.push(RunEntry {
                    started: offset,
                    updated: None,
                    last: None,
                    redriven: None,
                    over: false,
                    resumed: 0,
                    again: Arc::default(),
                    arn: Arc::clone(&started.arn),
                    execution: Arc::clone(&started.execution_arn),
                    chunks: Arc::default(),
                    tail: Vec::new(),
                    forgotten: false,
                });
            }
            Record::MapRunResumed { map_run_arn, redrive } => {
                if let Some(run) = self.run_mut(map_run_arn) {
                    run.over = false;
                    run.resumed = run.count();
                    if redrive.is_some() {
                        run.redriven = Some(offset);
                    }
                }
            }
            Record::MapRunUpdated { map_run_arn, .. } => {
                if let Some(run) = self.run_mut(map_run_arn) {
                    run.updated = Some(offset);
                }
            }
            Record::MapRunProgress { map_run_arn, .. } => {
                if let Some(run) = self.run_mut(map_run_arn).filter(|run| !run.over) {
                    run.last = Some(offset);
                }
            }
            Record::MapRunFinished { map_run_arn, .. } => {
                let run = self.run_mut(map_run_arn)?;
                (run.last, run.over) = (Some(offset), true);
                return run.full_tail(1);
            }
            // A child of the log; one that is just added comes as `Stored::Child`.
            Record::ChildFinished(child) => {
                let run = self.run_mut(&child.map_run_arn)?;
                let hash = hash(&child.arn) as u32;
                let redriven = child.redrive.is_some();
                run.add(ChildEntry { offset, hash, status: child.status, redriven });
            }
            Record::History { .. } => {}
        }
        None
    }

    fn execution_mut(&mut self, arn: &str) -> Option<&mut ExecutionEntry> {
        self.by_arn.get(arn).map(|at| &mut self.executions[*at])
    }

    fn run_mut(&mut self, arn: &str) -> Option<&mut RunEntry> {
        self.run_by_arn.get(arn).map(|at| &mut self.runs[*at])
    }

    /// Where the execution with this ARN is.
    pub(super) fn execution(&self, arn: &str) -> Option<usize> {
        self.by_arn.get(arn).copied().filter(|at| !self.executions[*at].forgotten)
    }

    /// The executions that a query wants, the latest first.
    pub(super) fn executions_matching(&self, query: &ExecutionQuery) -> Vec<usize> {
        let wanted = |entry: &ExecutionEntry| {
            !entry.forgotten
                && query.status.is_none_or(|status| status == entry.status)
                && query.state_machine_arn.as_deref().is_none_or(|arn| *arn == *entry.machine)
        };
        (0..self.executions.len()).rev().filter(|at| wanted(&self.executions[*at])).collect()
    }

    pub(super) fn unfinished(&self) -> Vec<usize> {
        let open = |at: &usize| {
            let entry = &self.executions[*at];
            entry.finished.is_none() && !entry.forgotten
        };
        (0..self.executions.len()).filter(open).collect()
    }

    /// Where the Map Run with this ARN is.
    pub(super) fn run(&self, arn: &str) -> Option<usize> {
        self.run_by_arn.get(arn).copied().filter(|at| !self.runs[*at].forgotten)
    }

    /// The Map Runs of an execution, the latest first.
    pub(super) fn runs_of(&self, execution_arn: &str) -> Vec<usize> {
        let wanted = |run: &RunEntry| *run.execution == *execution_arn && !run.forgotten;
        (0..self.runs.len()).rev().filter(|at| wanted(&self.runs[*at])).collect()
    }

    /// The Map Runs that no record tells the end of.
    pub(super) fn open_runs(&self) -> Vec<usize> {
        let open = |at: &usize| !self.runs[*at].over && !self.runs[*at].forgotten;
        (0..self.runs.len()).filter(open).collect()
    }

    /// Where the children of a Map Run are that may have ended again, with their hashes before.
    pub(super) fn again(&self, run: usize) -> Arc<BTreeSet<(u32, u64)>> {
        Arc::clone(&self.runs[run].again)
    }

    /// The chunks of a Map Run's children, and those that are in no chunk yet.
    pub(super) fn children(&self, run: usize) -> (Arc<Vec<Chunk>>, Vec<ChildEntry>) {
        (Arc::clone(&self.runs[run].chunks), self.runs[run].tail.clone())
    }

    /// The last part of an execution's history; 0 where there is none.
    pub(super) fn history(&self, execution_arn: &str) -> u64 {
        self.histories.get(&hash(execution_arn)).copied().unwrap_or(0)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.executions.iter().all(|entry| entry.forgotten)
    }

    /// Forgets the executions of a state machine, their Map Runs, and those of their children.
    fn forget(&mut self, machine: &str) {
        for entry in &mut self.executions {
            entry.forgotten |= *entry.machine == *machine;
        }
        // `...:stateMachine:NAME` has children's machines `...:stateMachine:NAME/LABEL`, and their
        // executions and Map Runs are named after them.
        let Some((account, name)) = machine.split_once(":stateMachine:") else { return };
        let below = [
            format!("{account}:execution:{name}:"),
            format!("{account}:express:{name}:"),
            format!("{account}:execution:{name}/"),
            format!("{account}:express:{name}/"),
        ];
        for run in &mut self.runs {
            run.forgotten |= below.iter().any(|below| run.execution.starts_with(below.as_str()));
        }
    }
}

impl RunEntry {
    /// How many records of children there are.
    fn count(&self) -> u64 {
        self.chunks.last().map_or(0, |last| last.end) + self.tail.len() as u64
    }

    /// Whether it has ended, and not gone on since.
    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    fn add(&mut self, child: ChildEntry) {
        if self.resumed > 0 {
            Arc::make_mut(&mut self.again).insert((child.hash, child.offset));
        }
        self.tail.push(child);
    }

    fn full_tail(&self, least: usize) -> Option<(Arc<str>, Vec<ChildEntry>)> {
        (self.tail.len() >= least).then(|| (Arc::clone(&self.arn), self.tail.clone()))
    }
}

fn bit(status: Status) -> u8 {
    1 << super::record::status_code(status)
}

/// A hash that is the same in every process: chains of histories are built on it.
pub(super) fn hash(text: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(text)
}
