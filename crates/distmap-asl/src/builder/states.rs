//! The states other than Map.

use serde_json::Value;

use super::chain::{Step, Terminal};
use super::{data_flow, fallible, result, state};
use crate::model::{
    ChoiceRule, ChoiceState, Condition, DataFlow, Dynamic, FailState, ParallelState, PassState,
    State, StateKind, StateMachine, TaskState, WaitState,
};

macro_rules! step {
    ($type:ty) => {
        impl Step for $type {
            fn into_state(self) -> State {
                self.0
            }
        }
    };
}

macro_rules! terminal {
    ($type:ty) => {
        impl Terminal for $type {
            fn into_state(self) -> State {
                self.0
            }
        }
    };
}

/// A Pass state.
#[derive(Clone, Debug)]
pub struct Pass(State);

impl Pass {
    /// Hands its input on.
    #[must_use]
    pub fn new() -> Self {
        let kind = StateKind::Pass(PassState::default());
        Self(state(DataFlow::default(), kind))
    }

    /// `Result`: a fixed result.
    #[must_use]
    pub fn result(mut self, result: Value) -> Self {
        self.0.kind = StateKind::Pass(PassState { result: Some(result) });
        self
    }
}

impl Default for Pass {
    fn default() -> Self {
        Self::new()
    }
}

data_flow!(Pass);
result!(Pass);
step!(Pass);

/// A Task state.
#[derive(Clone, Debug)]
pub struct Task(State);

impl Task {
    /// Calls `resource`, an ARN.
    pub fn new(resource: impl Into<String>) -> Self {
        let task = TaskState { resource: resource.into(), ..TaskState::default() };
        Self(state(DataFlow::default(), StateKind::Task(Box::new(task))))
    }

    /// `TimeoutSeconds`.
    #[must_use]
    pub fn timeout_seconds(mut self, seconds: u64) -> Self {
        if let StateKind::Task(task) = &mut self.0.kind {
            task.timeout = Some(Dynamic::Literal(seconds));
        }
        self
    }
}

data_flow!(Task);
result!(Task);
fallible!(Task, Task);
step!(Task);

/// A Wait state.
#[derive(Clone, Debug)]
pub struct Wait(State);

impl Wait {
    /// Waits a number of seconds.
    #[must_use]
    pub fn seconds(seconds: u64) -> Self {
        Self::of(WaitState::Seconds(Dynamic::Literal(seconds)))
    }

    /// Waits as many seconds as the input says at `path`.
    pub fn seconds_path(path: impl Into<String>) -> Self {
        Self::of(WaitState::Seconds(Dynamic::Path(path.into())))
    }

    /// Waits until the RFC 3339 instant that stands in the input at `path`.
    pub fn until_path(path: impl Into<String>) -> Self {
        Self::of(WaitState::Timestamp(Dynamic::Path(path.into())))
    }

    fn of(wait: WaitState) -> Self {
        Self(state(DataFlow::default(), StateKind::Wait(wait)))
    }
}

step!(Wait);

/// A Parallel state.
#[derive(Clone, Debug)]
pub struct Parallel(State);

impl Parallel {
    /// Runs `first` and the branches added with [`branch`](Self::branch) side by side.
    #[must_use]
    pub fn new(first: StateMachine) -> Self {
        let parallel = ParallelState { branches: vec![first], ..ParallelState::default() };
        Self(state(DataFlow::default(), StateKind::Parallel(parallel)))
    }

    /// Adds a branch.
    #[must_use]
    pub fn branch(mut self, branch: StateMachine) -> Self {
        if let StateKind::Parallel(parallel) = &mut self.0.kind {
            parallel.branches.push(branch);
        }
        self
    }
}

data_flow!(Parallel);
result!(Parallel);
fallible!(Parallel, Parallel);
step!(Parallel);

/// A Succeed state.
#[derive(Clone, Debug)]
pub struct Succeed(State);

impl Succeed {
    /// Ends with success.
    #[must_use]
    pub fn new() -> Self {
        Self(state(DataFlow::default(), StateKind::Succeed))
    }
}

impl Default for Succeed {
    fn default() -> Self {
        Self::new()
    }
}

terminal!(Succeed);

/// A Fail state.
#[derive(Clone, Debug)]
pub struct Fail(State);

impl Fail {
    /// Ends with an error without name and cause.
    #[must_use]
    pub fn new() -> Self {
        let kind = StateKind::Fail(FailState::default());
        Self(state(DataFlow::default(), kind))
    }

    /// Ends with a fixed error.
    pub fn with(error: impl Into<String>, cause: impl Into<String>) -> Self {
        Self::of(Dynamic::Literal(error.into()), Dynamic::Literal(cause.into()))
    }

    /// Ends with the error that the input holds at two paths.
    pub fn from_paths(error: impl Into<String>, cause: impl Into<String>) -> Self {
        Self::of(Dynamic::Path(error.into()), Dynamic::Path(cause.into()))
    }

    fn of(error: Dynamic<String>, cause: Dynamic<String>) -> Self {
        let fail = FailState { error: Some(error), cause: Some(cause) };
        Self(state(DataFlow::default(), StateKind::Fail(fail)))
    }
}

impl Default for Fail {
    fn default() -> Self {
        Self::new()
    }
}

terminal!(Fail);

/// A Choice state.
///
/// ```
/// use distmap_asl::builder::{Choice, Succeed, Fail};
/// use distmap_asl::StateMachine;
/// use serde_json::json;
///
/// let machine = StateMachine::only(
///     "Enough?",
///     Choice::new().when("$.count", "NumericGreaterThan", json!(0), "Yes").otherwise("No"),
/// )
/// .with("Yes", Succeed::new())
/// .with("No", Fail::new());
/// assert_eq!(machine.states.len(), 3);
/// ```
#[derive(Clone, Debug)]
pub struct Choice(State);

impl Choice {
    /// A choice without rules.
    #[must_use]
    pub fn new() -> Self {
        let kind = StateKind::Choice(ChoiceState::default());
        Self(state(DataFlow::default(), kind))
    }

    /// Goes to `next` where the value at `variable` compares with `operand` as `operator` says.
    #[must_use]
    pub fn when(
        self,
        variable: impl Into<String>,
        operator: impl Into<String>,
        operand: Value,
        next: impl Into<String>,
    ) -> Self {
        let condition =
            Condition::Compare { variable: variable.into(), operator: operator.into(), operand };
        self.rule(condition, next)
    }

    /// Goes to `next` where `condition` holds.
    #[must_use]
    pub fn rule(mut self, condition: Condition, next: impl Into<String>) -> Self {
        if let StateKind::Choice(choice) = &mut self.0.kind {
            choice.choices.push(ChoiceRule {
                condition,
                next: next.into(),
                assign: None,
                output: None,
                comment: None,
            });
        }
        self
    }

    /// `Assign` of the rule before: the variables that are set where it holds.
    #[must_use]
    pub fn and_assign(mut self, variables: Value) -> Self {
        if let StateKind::Choice(choice) = &mut self.0.kind
            && let Some(rule) = choice.choices.last_mut()
        {
            rule.assign = Some(variables);
        }
        self
    }

    /// `Assign` of the state: the variables that are set where no rule holds.
    #[must_use]
    pub fn otherwise_assign(mut self, variables: Value) -> Self {
        self.0.flow.assign = Some(variables);
        self
    }

    /// `Default`: where to go when no rule holds.
    #[must_use]
    pub fn otherwise(mut self, next: impl Into<String>) -> Self {
        if let StateKind::Choice(choice) = &mut self.0.kind {
            choice.default = Some(next.into());
        }
        self
    }
}

impl Default for Choice {
    fn default() -> Self {
        Self::new()
    }
}

terminal!(Choice);
