//! States one after the other.

use indexmap::IndexMap;

use crate::model::{State, StateMachine, Transition};

/// A state that another one can follow.
pub trait Step {
    /// The state, leading nowhere.
    fn into_state(self) -> State;
}

/// A state that ends the run or names its successors itself.
pub trait Terminal {
    /// The state.
    fn into_state(self) -> State;
}

/// States that follow one another, and those reached by catchers and choices.
///
/// ```
/// use distmap_asl::builder::{Chain, Fail, Succeed, Task};
/// use distmap_asl::Catcher;
///
/// let machine = Chain::start(
///     "Work",
///     Task::new("arn:aws:states:::lambda:invoke").catch(Catcher::on(["States.ALL"], "Failed")),
/// )
/// .end_with("Done", Succeed::new())
/// .with("Failed", Fail::new());
/// assert_eq!(machine.states.len(), 3);
/// ```
///
/// A state that ends the run has no successor:
///
/// ```compile_fail
/// use distmap_asl::builder::{Chain, Fail, Pass};
///
/// let machine = Chain::start("Failed", Fail::new()).then("More", Pass::new()).end();
/// ```
#[derive(Clone, Debug)]
pub struct Chain {
    states: IndexMap<String, State>,
    last: (String, State),
}

impl Chain {
    /// Begins with `state` under `name`.
    pub fn start(name: impl Into<String>, state: impl Step) -> Self {
        Self { states: IndexMap::new(), last: (name.into(), state.into_state()) }
    }

    /// Goes on with `state` under `name`.
    #[must_use]
    pub fn then(self, name: impl Into<String>, state: impl Step) -> Self {
        let name = name.into();
        Self {
            states: self.linked(Transition::Next(name.clone())),
            last: (name, state.into_state()),
        }
    }

    /// The last state ends the run (`End: true`).
    #[must_use]
    pub fn end(self) -> StateMachine {
        machine(self.linked(Transition::End))
    }

    /// Ends with a state of its own.
    #[must_use]
    pub fn end_with(self, name: impl Into<String>, state: impl Terminal) -> StateMachine {
        let name = name.into();
        let mut states = self.linked(Transition::Next(name.clone()));
        states.insert(name, state.into_state());
        machine(states)
    }

    fn linked(mut self, next: Transition) -> IndexMap<String, State> {
        let (name, mut state) = self.last;
        state.next = next;
        self.states.insert(name, state);
        self.states
    }
}

fn machine(states: IndexMap<String, State>) -> StateMachine {
    StateMachine {
        // A chain has at least one state.
        start_at: states.keys().next().cloned().unwrap_or_default(),
        states,
        ..StateMachine::default()
    }
}

impl StateMachine {
    /// A machine of one state that ends it.
    pub fn only(name: impl Into<String>, state: impl Terminal) -> Self {
        machine(IndexMap::from([(name.into(), state.into_state())]))
    }

    /// Adds a state that a catcher or a choice leads to.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, state: impl Terminal) -> Self {
        self.states.insert(name.into(), state.into_state());
        self
    }

    /// Adds the states of another chain, to whose start a catcher or a choice leads.
    #[must_use]
    pub fn with_all(mut self, other: Self) -> Self {
        self.states.extend(other.states);
        self
    }

    /// Sets `Comment`.
    #[must_use]
    pub fn comment(mut self, comment: impl Into<String>) -> Self {
        self.comment = Some(comment.into());
        self
    }
}
