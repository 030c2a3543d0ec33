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

/// Fills a bucket, runs the floor over it, then the engine.
///
/// Memory is the process's: measure each case in a process of its own.
///
/// # Errors
/// What the store met; an execution that did not succeed; messages that are missing.
pub fn measure(case: Case) -> Result<Row, Error> {
    let world = World::new(case.backend, case.objects)?;
    let cpu = process::cpu_seconds();
    let began = Instant::now();
    floor::run(&world)?;
    let floor = case.objects as f64 / began.elapsed().as_secs_f64();
    let floor_cpu = process::cpu_seconds() - cpu;
    world.expect_messages(case.objects)?;

    process::reset_peak();
    let cpu = process::cpu_seconds();
    let began = Instant::now();
    let transitions = world.run(case.variant)?;
    let seconds = began.elapsed().as_secs_f64();
    let cpu = process::cpu_seconds() - cpu;
    world.expect_messages(2 * case.objects)?;
    Ok(Row {
        case,
        floor,
        engine: case.objects as f64 / seconds,
        states: transitions as f64 / seconds,
        floor_cpu_micros: floor_cpu * 1e6 / case.objects as f64,
        cpu_micros: cpu * 1e6 / case.objects as f64,
        peak_mib: process::peak_mib(),
    })
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
