//! A definition, compiled: states by index, every path, template and condition parsed.

use std::sync::Arc;

use distmap_asl::StateMachine;

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
pub struct FlowId(pub(crate) u32);

impl FlowId {
    /// The definition's own states.
    pub const TOP: Self = Self(0);
}

/// A compiled definition. Shared by all of its executions.
#[derive(Debug)]
pub struct Plan {}

impl Plan {
    /// Compiles a definition.
    ///
    /// # Errors
    /// Every place that cannot be compiled, in the order of the definition.
    pub fn compile(definition: &StateMachine) -> Result<Self, Vec<CompileError>> {
        let _ = definition;
        Ok(Self {})
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
