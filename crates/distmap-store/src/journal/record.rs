//! The journal's records as bytes.

use std::sync::Arc;

use bytes::Bytes;
use distmap_asl::ExecutionType;
use distmap_engine::Status;
use distmap_engine::journal::{
    Checkpoint, ChildFinished, Counts, ExecutionFinished, ExecutionRedriven, ExecutionStarted,
    MapRunCounters, MapRunSettings, MapRunStarted, Record, Redrive,
};

use super::index::{ChildEntry, Index};
use crate::codec::{Decoder, Encoder};

const FORMAT: u8 = 0;
const EXECUTION_STARTED: u8 = 1;
const EXECUTION_FINISHED: u8 = 2;
const CHECKPOINT: u8 = 3;
const MAP_RUN_STARTED: u8 = 4;
const MAP_RUN_UPDATED: u8 = 5;
const MAP_RUN_PROGRESS: u8 = 6;
const MAP_RUN_FINISHED: u8 = 7;
const CHILD_FINISHED: u8 = 8;
const HISTORY: u8 = 9;
const CHUNK: u8 = 10;
const FORGOTTEN: u8 = 11;
const EXECUTION_REDRIVEN: u8 = 12;
const MAP_RUN_RESUMED: u8 = 13;

/// In a list of children, beside the status: the child was redriven.
const REDRIVEN: u8 = 0x80;

/// What a record of the log says.
pub(super) enum Stored {
    /// One of the engine's records.
    Record(Record),
    /// What the index needs of a child that was just added.
    Child { run: Arc<str>, arn: Arc<str>, status: Status, redriven: bool },
    /// A part of a history, and where the part before it is; 0 where there is none.
    History { arn: Arc<str>, previous: u64, events: Bytes },
    /// A part of the list of a Map Run's children.
    Chunk { run: Arc<str>, entries: Vec<ChildEntry> },
    /// The executions of a state machine are forgotten.
    Forgotten(String),
    /// The version of the records' meaning.
    Version(u32),
}

pub(super) fn version(version: u32) -> Vec<u8> {
    let mut out = Encoder::new(FORMAT);
    out.u64(u64::from(version));
    out.0
}

pub(super) fn forgotten(machine: &str) -> Vec<u8> {
    let mut out = Encoder::new(FORGOTTEN);
    out.text(machine);
    out.0
}

pub(super) fn chunk(run: &str, entries: &[ChildEntry]) -> Vec<u8> {
    let mut out = Encoder::new(CHUNK);
    out.text(run).u64(entries.len() as u64);
    for entry in entries {
        let redriven = if entry.redriven { REDRIVEN } else { 0 };
        out.u64(entry.offset).u64(u64::from(entry.hash)).u8(status_code(entry.status) | redriven);
    }
    out.0
}

/// The bytes of a record, and what the index makes of it.
pub(super) fn encode(record: Record, index: &Index) -> (Vec<u8>, Stored) {
    let mut out = Encoder(Vec::with_capacity(256));
    match &record {
        Record::ExecutionStarted(started) => execution_started(&mut out, started),
        Record::ExecutionFinished(finished) => execution_finished(&mut out, finished),
        Record::ExecutionRedriven(redriven) => {
            out.u8(EXECUTION_REDRIVEN)
                .text(&redriven.arn)
                .u64(redriven.redrive.count)
                .i64(redriven.redrive.date)
                .u64(redriven.tokens.len() as u64);
            for (token, date) in &redriven.tokens {
                out.text(token).i64(*date);
            }
        }
        Record::MapRunResumed { map_run_arn, redrive } => {
            out.u8(MAP_RUN_RESUMED).text(map_run_arn);
            optional_redrive(&mut out, *redrive);
        }
        Record::Checkpoint(checkpoint) => {
            out.u8(CHECKPOINT)
                .text(&checkpoint.execution_arn)
                .text(&checkpoint.state)
                .text(&checkpoint.input)
                .text(&checkpoint.variables)
                .u64(checkpoint.transitions)
                .u64(checkpoint.last_event);
        }
        Record::MapRunStarted(started) => {
            out.u8(MAP_RUN_STARTED)
                .text(&started.arn)
                .text(&started.execution_arn)
                .text(&started.state_machine_arn)
                .u8(type_code(started.child_type))
                .i64(started.started);
            settings(&mut out, &started.settings);
        }
        Record::MapRunUpdated { map_run_arn, settings: changed } => {
            out.u8(MAP_RUN_UPDATED).text(map_run_arn);
            settings(&mut out, changed);
        }
        Record::MapRunProgress { map_run_arn, counters: reached } => {
            out.u8(MAP_RUN_PROGRESS).text(map_run_arn);
            counters(&mut out, reached);
        }
        Record::MapRunFinished { map_run_arn, status, stopped, counters: reached } => {
            out.u8(MAP_RUN_FINISHED).text(map_run_arn).u8(status_code(*status)).i64(*stopped);
            counters(&mut out, reached);
        }
        Record::ChildFinished(child) => {
            child_finished(&mut out, child);
            let stored = Stored::Child {
                run: Arc::clone(&child.map_run_arn),
                arn: Arc::clone(&child.arn),
                status: child.status,
                redriven: child.redrive.is_some(),
            };
            return (out.0, stored);
        }
        Record::History { execution_arn, events } => {
            let previous = index.history(execution_arn);
            out.u8(HISTORY).text(execution_arn).u64(previous).bytes(events);
            let arn = Arc::clone(execution_arn);
            return (out.0, Stored::History { arn, previous, events: Bytes::new() });
        }
    }
    (out.0, Stored::Record(record))
}

fn execution_started(out: &mut Encoder, started: &ExecutionStarted) {
    out.u8(EXECUTION_STARTED)
        .text(&started.arn)
        .text(&started.name)
        .text(&started.state_machine_arn)
        .option(started.qualified_arn.as_deref())
        .u8(type_code(started.execution_type))
        .text(&started.role_arn)
        .i64(started.started)
        .text(&started.input)
        .text(&started.definition)
        .option(started.trace_header.as_deref());
}

fn execution_finished(out: &mut Encoder, finished: &ExecutionFinished) {
    out.u8(EXECUTION_FINISHED)
        .text(&finished.arn)
        .u8(status_code(finished.status))
        .i64(finished.stopped)
        .option(finished.output.as_deref())
        .option(finished.error.as_deref())
        .option(finished.cause.as_deref())
        .u64(finished.transitions);
}

fn child_finished(out: &mut Encoder, child: &ChildFinished) {
    // The name mostly ends the ARN; then it is not written twice.
    let named = child.arn.rsplit(':').next() == Some(child.name.as_str());
    out.u8(CHILD_FINISHED)
        .text(&child.map_run_arn)
        .text(&child.arn)
        .u64(child.index)
        .option((!named).then_some(child.name.as_str()))
        .u8(status_code(child.status))
        .i64(child.started)
        .i64(child.stopped)
        .u64(child.items)
        .option(child.input.as_deref())
        .option(child.output.as_deref())
        .option(child.error.as_deref())
        .option(child.cause.as_deref())
        .u64(child.transitions);
    if child.redrive.is_some() {
        optional_redrive(out, child.redrive);
    }
}

/// A redrive; a count of 0 is none.
fn optional_redrive(out: &mut Encoder, redrive: Option<Redrive>) {
    let redrive = redrive.unwrap_or_default();
    out.u64(redrive.count).i64(redrive.date);
}

fn settings(out: &mut Encoder, settings: &MapRunSettings) {
    out.u64(settings.max_concurrency)
        .u64(settings.tolerated_failure_count)
        .u64(settings.tolerated_failure_percentage.to_bits());
}

fn counters(out: &mut Encoder, counters: &MapRunCounters) {
    for counts in [&counters.items, &counters.executions] {
        out.u64(counts.pending)
            .u64(counts.running)
            .u64(counts.succeeded)
            .u64(counts.failed)
            .u64(counts.timed_out)
            .u64(counts.aborted)
            .u64(counts.total)
            .u64(counts.results_written);
    }
    out.u64(counters.transitions);
    for counts in [&counters.items, &counters.executions] {
        out.u64(counts.pending_redrive).u64(counts.not_redrivable);
    }
    out.u8(u8::from(counters.all_read));
}

/// Reads a record; `None` where it is of no known kind.
pub(super) fn decode(bytes: &[u8]) -> Option<Stored> {
    let mut fields = Decoder(bytes);
    let shared = |text: &str| Arc::<str>::from(text);
    let record = match fields.u8()? {
        FORMAT => return Some(Stored::Version(u32::try_from(fields.u64()?).ok()?)),
        FORGOTTEN => return Some(Stored::Forgotten(fields.text()?.to_owned())),
        HISTORY => {
            return Some(Stored::History {
                arn: shared(fields.text()?),
                previous: fields.u64()?,
                events: Bytes::copy_from_slice(fields.bytes()?),
            });
        }
        CHUNK => return read_chunk(&mut fields),
        EXECUTION_STARTED => Record::ExecutionStarted(Arc::new(ExecutionStarted {
            arn: shared(fields.text()?),
            name: fields.text()?.to_owned(),
            state_machine_arn: fields.text()?.to_owned(),
            qualified_arn: fields.option()?.map(str::to_owned),
            execution_type: read_type(fields.u8()?),
            role_arn: fields.text()?.to_owned(),
            started: fields.i64()?,
            input: shared(fields.text()?),
            definition: shared(fields.text()?),
            trace_header: fields.option()?.map(str::to_owned),
        })),
        EXECUTION_FINISHED => Record::ExecutionFinished(ExecutionFinished {
            arn: shared(fields.text()?),
            status: read_status(fields.u8()?)?,
            stopped: fields.i64()?,
            output: fields.option()?.map(shared),
            error: fields.option()?.map(str::to_owned),
            cause: fields.option()?.map(str::to_owned),
            transitions: fields.u64()?,
        }),
        EXECUTION_REDRIVEN => Record::ExecutionRedriven(ExecutionRedriven {
            arn: shared(fields.text()?),
            redrive: Redrive { count: fields.u64()?, date: fields.i64()? },
            tokens: {
                let count = fields.u64()?;
                let token = |_| Some((fields.text()?.to_owned(), fields.i64()?));
                (0..count).map(token).collect::<Option<_>>()?
            },
        }),
        MAP_RUN_RESUMED => Record::MapRunResumed {
            map_run_arn: shared(fields.text()?),
            redrive: read_redrive(&mut fields),
        },
        CHECKPOINT => Record::Checkpoint(Checkpoint {
            execution_arn: shared(fields.text()?),
            state: fields.text()?.to_owned(),
            input: shared(fields.text()?),
            variables: shared(fields.text()?),
            transitions: fields.u64()?,
            last_event: fields.u64()?,
        }),
        MAP_RUN_STARTED => Record::MapRunStarted(Arc::new(MapRunStarted {
            arn: shared(fields.text()?),
            execution_arn: shared(fields.text()?),
            state_machine_arn: fields.text()?.to_owned(),
            child_type: read_type(fields.u8()?),
            started: fields.i64()?,
            settings: read_settings(&mut fields)?,
        })),
        MAP_RUN_UPDATED => Record::MapRunUpdated {
            map_run_arn: shared(fields.text()?),
            settings: read_settings(&mut fields)?,
        },
        MAP_RUN_PROGRESS => Record::MapRunProgress {
            map_run_arn: shared(fields.text()?),
            counters: read_counters(&mut fields)?,
        },
        MAP_RUN_FINISHED => Record::MapRunFinished {
            map_run_arn: shared(fields.text()?),
            status: read_status(fields.u8()?)?,
            stopped: fields.i64()?,
            counters: read_counters(&mut fields)?,
        },
        CHILD_FINISHED => Record::ChildFinished(read_child(&mut fields)?),
        _ => return None,
    };
    Some(Stored::Record(record))
}

fn read_child(fields: &mut Decoder<'_>) -> Option<ChildFinished> {
    let map_run_arn = Arc::from(fields.text()?);
    let arn = fields.text()?;
    let index = fields.u64()?;
    let name = match fields.option()? {
        Some(name) => name,
        None => arn.rsplit(':').next()?,
    };
    Some(ChildFinished {
        map_run_arn,
        arn: Arc::from(arn),
        index,
        name: name.to_owned(),
        status: read_status(fields.u8()?)?,
        started: fields.i64()?,
        stopped: fields.i64()?,
        items: fields.u64()?,
        input: fields.option()?.map(Arc::from),
        output: fields.option()?.map(Arc::from),
        error: fields.option()?.map(str::to_owned),
        cause: fields.option()?.map(str::to_owned),
        transitions: fields.u64()?,
        redrive: read_redrive(fields),
    })
}

/// A redrive, where the record ends with one.
fn read_redrive(fields: &mut Decoder<'_>) -> Option<Redrive> {
    let redrive = Redrive { count: fields.u64()?, date: fields.i64()? };
    (redrive.count > 0).then_some(redrive)
}

fn read_chunk(fields: &mut Decoder<'_>) -> Option<Stored> {
    let run = Arc::from(fields.text()?);
    let count = fields.u64()?;
    let entry = |_| {
        let (offset, hash) = (fields.u64()?, u32::try_from(fields.u64()?).ok()?);
        let code = fields.u8()?;
        let status = read_status(code & !REDRIVEN)?;
        Some(ChildEntry { offset, hash, status, redriven: code & REDRIVEN != 0 })
    };
    let entries = (0..count).map(entry).collect::<Option<_>>()?;
    Some(Stored::Chunk { run, entries })
}

fn read_settings(fields: &mut Decoder<'_>) -> Option<MapRunSettings> {
    Some(MapRunSettings {
        max_concurrency: fields.u64()?,
        tolerated_failure_count: fields.u64()?,
        tolerated_failure_percentage: f64::from_bits(fields.u64()?),
    })
}

fn read_counters(fields: &mut Decoder<'_>) -> Option<MapRunCounters> {
    let mut counts = || {
        Some(Counts {
            pending: fields.u64()?,
            running: fields.u64()?,
            succeeded: fields.u64()?,
            failed: fields.u64()?,
            timed_out: fields.u64()?,
            aborted: fields.u64()?,
            total: fields.u64()?,
            results_written: fields.u64()?,
            ..Counts::default()
        })
    };
    let (items, executions) = (counts()?, counts()?);
    let mut counters =
        MapRunCounters { items, executions, transitions: fields.u64()?, all_read: false };
    // Records of the first release end here.
    for counts in [&mut counters.items, &mut counters.executions] {
        counts.pending_redrive = fields.u64().unwrap_or(0);
        counts.not_redrivable = fields.u64().unwrap_or(0);
    }
    counters.all_read = fields.u8() == Some(1);
    Some(counters)
}

pub(super) fn status_code(status: Status) -> u8 {
    match status {
        Status::Running => 0,
        Status::Succeeded => 1,
        Status::Failed => 2,
        Status::TimedOut => 3,
        Status::Aborted => 4,
        Status::PendingRedrive => 5,
    }
}

fn read_status(code: u8) -> Option<Status> {
    Some(match code {
        0 => Status::Running,
        1 => Status::Succeeded,
        2 => Status::Failed,
        3 => Status::TimedOut,
        4 => Status::Aborted,
        5 => Status::PendingRedrive,
        _ => return None,
    })
}

fn type_code(kind: ExecutionType) -> u8 {
    match kind {
        ExecutionType::Standard => 0,
        ExecutionType::Express => 1,
    }
}

fn read_type(code: u8) -> ExecutionType {
    if code == 1 { ExecutionType::Express } else { ExecutionType::Standard }
}
