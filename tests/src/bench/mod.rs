//! Objects per second: the engine beside the plainest program that does the same.
//!
//! The *floor* is a loop on two threads over the same store: list a page, get each object, parse, merge,
//! serialise, publish. It has no state machine, no history, no retries and no results, so nothing that
//! interprets a definition can pass it. The *engine* runs one of the project's variants to its end.

mod endpoint;
mod floor;
mod generate;
mod process;
mod world;

use std::time::Instant;

use distmap_asl::workflow::Variant;
use serde_json::{Value, json};

pub use endpoint::{Nested, Report, Requests, endpoint, serve_s3s_fs};
pub use generate::{Generated, generate};
pub use world::{Backend, World};

/// What went wrong while measuring.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// One measurement to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// Which definition.
    pub variant: Variant,
    /// Where the objects lie.
    pub backend: Backend,
    /// How many objects.
    pub objects: u64,
}

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Of what.
    pub case: Case,
    /// Objects per second of the plain loop.
    pub floor: f64,
    /// Objects per second of the engine.
    pub engine: f64,
    /// States entered, those billed as an execution's start included, per second.
    pub states: f64,
    /// Processor time of the plain loop, in microseconds per object.
    pub floor_cpu_micros: f64,
    /// Processor time of the engine, in microseconds per object.
    pub cpu_micros: f64,
    /// The process's largest resident memory during the engine's run, in MiB.
    pub peak_mib: f64,
}

impl Row {
    /// The engine's speed as a share of the floor's.
    pub fn ratio(&self) -> f64 {
        self.engine / self.floor
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    pub fn from_json(case: Case, row: &Value) -> Option<Self> {
        let number = |name: &str| row.get(name).and_then(Value::as_f64);
        Some(Self {
            case,
            floor: number("floor_objects_per_second")?,
            engine: number("engine_objects_per_second")?,
            states: number("states_per_second")?,
            floor_cpu_micros: number("floor_cpu_microseconds_per_object")?,
            cpu_micros: number("cpu_microseconds_per_object")?,
            peak_mib: number("peak_mebibytes")?,
        })
    }

    /// As JSON, for machines.
    pub fn to_json(&self) -> Value {
        json!({
            "variant": self.case.variant.name(),
            "backend": self.case.backend.name(),
            "objects": self.case.objects,
            "floor_objects_per_second": self.floor,
            "engine_objects_per_second": self.engine,
            "ratio": self.ratio(),
            "states_per_second": self.states,
            "floor_cpu_microseconds_per_object": self.floor_cpu_micros,
            "cpu_microseconds_per_object": self.cpu_micros,
            "peak_mebibytes": self.peak_mib,
        })
    }
}

/// Fills a bucket, runs the floor over it, then the engine, in turns: small buckets several times, and the
/// medians count.
///
/// Memory is the process's: measure each case in a process of its own.
///
/// # Errors
/// What the store met; an execution that did not succeed; messages that are missing.
pub fn measure(case: Case) -> Result<Row, Error> {
    let world = World::new(case.backend, case.objects)?;
    let (mut floors, mut engines, mut peak) = (Vec::new(), Vec::new(), 0.0_f64);
    for round in 0..rounds(case.objects) {
        floors.push(Run::of(|| floor::run(&world))?);
        process::reset_peak();
        let mut transitions = 0;
        let run = Run::of(|| world.run(case.variant).map(|count| transitions = count))?;
        peak = peak.max(process::peak_mib());
        world.expect_messages(2 * (round + 1) * case.objects)?;
        engines.push((run, transitions));
    }
    let objects = case.objects as f64;
    let engine = median(engines.iter().map(|(run, _)| run.seconds));
    let transitions = median(engines.iter().map(|(_, transitions)| *transitions as f64));
    Ok(Row {
        case,
        floor: objects / median(floors.iter().map(|run| run.seconds)),
        engine: objects / engine,
        states: transitions / engine,
        floor_cpu_micros: median(floors.iter().map(|run| run.cpu_seconds)) * 1e6 / objects,
        cpu_micros: median(engines.iter().map(|(run, _)| run.cpu_seconds)) * 1e6 / objects,
        peak_mib: peak,
    })
}

/// How often a case is measured: what ends in a blink is at the mercy of whatever else the machine does.
fn rounds(objects: u64) -> u64 {
    (500_000 / objects.max(1)).clamp(1, 9)
}

/// What one run took.
struct Run {
    seconds: f64,
    cpu_seconds: f64,
}

impl Run {
    fn of(work: impl FnOnce() -> Result<(), Error>) -> Result<Self, Error> {
        let (cpu, began) = (process::cpu_seconds(), Instant::now());
        work()?;
        Ok(Self {
            seconds: began.elapsed().as_secs_f64(),
            cpu_seconds: process::cpu_seconds() - cpu,
        })
    }
}

/// The middle one, or the upper of the two in the middle. 0 of none.
fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

/// The rows as a table for people.
pub fn table(rows: &[Row]) -> String {
    let mut text = format!(
        "{:<8} {:<8} {:>9} {:>11} {:>11} {:>6} {:>11} {:>9} {:>9}\n",
        "variant",
        "backend",
        "objects",
        "floor/s",
        "engine/s",
        "ratio",
        "states/s",
        "us/object",
        "peak MiB"
    );
    for row in rows {
        text += &format!(
            "{:<8} {:<8} {:>9} {:>11.0} {:>11.0} {:>6.2} {:>11.0} {:>9.2} {:>9.2} {:>9.1}\n",
            row.case.variant.name(),
            row.case.backend.name(),
            row.case.objects,
            row.floor,
            row.engine,
            row.ratio(),
            row.states,
            row.floor_cpu_micros,
            row.cpu_micros,
            row.peak_mib
        );
    }
    text
}
