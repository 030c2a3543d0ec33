#![doc = include_str!("../README.md")]

pub mod callbacks;
mod control;
pub mod data;
pub mod engine;
pub mod error;
pub mod execution;
pub mod handlers;
pub mod history;
pub mod journal;
pub mod map_run;
pub mod mocks;
pub mod plan;
pub mod ports;
pub mod reader;
pub mod redrive;
mod replay;
mod resume;
mod run;
mod tasks;
pub mod test_state;
#[cfg(test)]
mod testing;
pub mod time;
mod virtual_time;
pub mod writer;

pub use data::Data;
pub use engine::{Engine, EngineBuilder, Limits};
pub use error::{DefinitionError, StateError};
pub use execution::{
    Described, Execution, Outcome, StartExecution, StateMachineRef, StateMachines, Status,
};
pub use handlers::{TaskError, TaskRequest};
pub use plan::{CompileError, FlowId, Plan, PlanRef};
pub use redrive::RedriveStatus;
pub use run::default_label;
