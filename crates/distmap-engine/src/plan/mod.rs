//! A definition, compiled: states by index, every path, template and condition parsed.

mod assembly;
mod compile;
mod query;
mod state;

use std::sync::Arc;

use distmap_asl::StateMachine;

pub(crate) use assembly::Assembly;
pub(crate) use query::{PathField, Query, ResultPath, Text};
pub(crate) use state::{
    BatcherPlan, CatchPlan, ChoicePlan, DistributedPlan, ItemsPlan, Kind, MapPlan, Next, Number,
    ParallelPlan, ReaderPlan, RetryPlan, RulePlan, StatePlan, TaskPlan, WaitPlan, WriterPlan,
};

/// Why a definition cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {message}")]
pub struct CompileError {
    /// Where in the definition, as a JSON pointer.
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
}

/// A flow of states in a plan: the top one, a branch of a Parallel state, a Map's processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FlowId(pub(crate) usize);

impl FlowId {
    /// The definition's own states.
    pub const TOP: Self = Self(0);
}

/// A state of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateId {
    flow: FlowId,
    state: usize,
}

/// A compiled definition. Shared by all of its executions.
#[derive(Debug)]
pub struct Plan {
    flows: Vec<Flow>,
    timeout_seconds: Option<u64>,
}

/// The states of a flow, and which one is first.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pub start: usize,
    pub states: Vec<StatePlan>,
}

impl Flow {
    /// The place of the state of this name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.states.iter().position(|state| *state.name == *name)
    }
}

impl Plan {
    /// Compiles a definition.
    ///
    /// # Errors
    /// Every place that cannot be compiled, in the order of the definition.
    pub fn compile(definition: &StateMachine) -> Result<Self, Vec<CompileError>> {
        let flows = compile::flows(definition)?;
        Ok(Self { flows, timeout_seconds: definition.timeout_seconds })
    }

    /// `TimeoutSeconds` of the whole execution.
    pub fn timeout_seconds(&self) -> Option<u64> {
        self.timeout_seconds
    }

    pub(crate) fn flow(&self, id: FlowId) -> &Flow {
        &self.flows[id.0]
    }

    pub(crate) fn state(&self, id: StateId) -> &StatePlan {
        &self.flow(id.flow).states[id.state]
    }
}

/// One flow of a shared plan: what a child execution runs.
#[derive(Clone, Debug)]
pub struct PlanRef {
    /// The plan.
    pub plan: Arc<Plan>,
    /// The flow in it.
    pub flow: FlowId,
}
