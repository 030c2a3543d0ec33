//! Running a plan: one loop over states, one module for each type that does more than pass data.

mod begun;
mod choice;
mod context;
mod drive;
mod flow;
mod map;
mod number;
mod parallel;
mod retry;
mod task;
mod wait;

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use distmap_asl::ExecutionType;
use distmap_eval::{EvalError, Variables, names};
use futures::future::BoxFuture;
use serde_json::Value;

pub(crate) use begun::Begun;
pub(crate) use context::ContextObject;
pub(crate) use drive::{Beginning, within};
pub(crate) use flow::Finished;
pub(crate) use map::Prepared;
pub use map::default_label;
pub(crate) use retry::matches;

use crate::data::Data;
use crate::engine::Engine;
use crate::error::StateError;
use crate::history::{self, EventKind, Names, Recorder};
use crate::journal::{Checkpoint, Record, Redrive};
use crate::map_run::Resume;
use crate::mocks::Mocks;
use crate::plan::{FlowId, Kind, Next, Plan, StatePlan};
use crate::ports::Millis;
use crate::replay::{Attempt, Inside, Past};

/// What stays the same while an execution runs.
pub(crate) struct Run {
    pub engine: Engine,
    pub plan: Arc<Plan>,
    pub identity: Identity,
    pub input: Data,
    pub history: Recorder,
    /// State transitions billed so far.
    pub transitions: AtomicU64,
    /// Whether the execution's own states are checkpoints to resume from.
    pub durable: bool,
    /// How many events of the history the journal has.
    pub journaled: AtomicUsize,
    /// Mocked answers.
    pub mocks: Option<Mocks>,
    /// Whether it goes on where an earlier attempt ended, and why.
    pub mode: Option<Resume>,
    /// The Map Runs that it began in this process.
    pub begun: Begun,
    /// Looks on, where a state is tried by itself.
    pub probe: Option<Probe>,
}

/// What a trial of a single state sees and gives.
#[derive(Debug, Default)]
pub(crate) struct Probe {
    /// The Context Object in place of the execution's own.
    pub context: Option<Value>,
    /// What the state's work gives instead of being done.
    pub answer: Option<Result<Data, StateError>>,
    /// The data at each step, in order.
    pub seen: Mutex<Vec<(&'static str, Value)>>,
}

/// Who an execution is.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub arn: Arc<str>,
    pub name: Arc<str>,
    /// The state machine's name; `MACHINE/LABEL` for a Map Run's child.
    pub machine: Arc<str>,
    pub machine_arn: Arc<str>,
    /// Absent only where a state is tried without one.
    pub role_arn: Option<Arc<str>>,
    pub execution_type: ExecutionType,
    pub started: Millis,
    /// Whether StartSyncExecution started it: such a one is never redriven.
    pub synchronous: bool,
    pub redrive: Option<Redrive>,
}

/// Where one line of control stands: an execution's own, a branch's, an iteration's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Branch {
    /// The event that the next one follows.
    pub previous: u64,
    pub variables: Variables,
    /// The item of the innermost map around.
    pub item: Option<Arc<MapItem>>,
    /// Whether this is the execution's own line.
    pub top: bool,
    /// The state that an earlier attempt left unfinished, which the line begins with.
    pub past: Option<Box<Past>>,
    /// The instant of its last event, if nothing has waited since: what happens then happens at once,
    /// by the history's clock.
    pub now: Option<Millis>,
}

/// `$$.Map.Item`
#[derive(Debug)]
pub(crate) struct MapItem {
    pub index: u64,
    pub value: Data,
}

/// Why a line of control ended.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub error: StateError,
    /// The last event of the line that failed.
    pub previous: u64,
    /// Whether no Retry and no Catch may see it.
    pub fatal: bool,
    /// Whether only its own name matches it, as of data that outgrew a state.
    pub by_name: bool,
    /// Whether a task's own failure ended the line.
    pub task: bool,
    /// Whether it is a task's missing sign of life, which has a name of its own beside `States.Timeout`.
    pub heartbeat: bool,
    /// For JSONata: the field whose evaluation failed.
    pub evaluation: Option<Option<String>>,
}

impl Failure {
    pub(crate) fn new(error: StateError) -> Self {
        Self {
            error,
            previous: 0,
            fatal: false,
            by_name: false,
            task: false,
            heartbeat: false,
            evaluation: None,
        }
    }

    /// A failure that `States.ALL` does not match.
    pub(crate) fn by_name(error: StateError) -> Self {
        Self { by_name: true, ..Self::new(error) }
    }

    pub(crate) fn fatal(error: StateError) -> Self {
        Self { fatal: true, ..Self::new(error) }
    }
}

impl From<StateError> for Failure {
    fn from(error: StateError) -> Self {
        Self { fatal: error.name() == "States.Runtime", ..Self::new(error) }
    }
}

/// What a state made: its output, and where to go.
pub(crate) struct Step {
    pub output: Data,
    pub next: Next,
}

impl Run {
    /// Whether a Map Run started it. Names of state machines have no slash; a child's has one, before the label.
    pub(crate) fn is_child(&self) -> bool {
        self.identity.machine.contains('/')
    }

    /// Records an event on `branch`, which the next one will follow.
    pub(crate) fn record(&self, branch: &mut Branch, kind: EventKind) -> u64 {
        let now = *branch.now.get_or_insert_with(|| self.engine.clock().now());
        branch.previous = self.history.record(now, branch.previous, kind);
        branch.previous
    }

    /// Records an event after `previous` that no other one will follow by itself.
    pub(crate) fn record_aside(&self, previous: u64, kind: EventKind) -> u64 {
        self.history.record(self.engine.clock().now(), previous, kind)
    }

    /// The events so far, from the one with index `from` on, in the form of GetExecutionHistory.
    pub(crate) fn rendered(&self, from: usize) -> Vec<Value> {
        let events = self.history.events(from);
        events.iter().map(|event| history::render(event, self.names())).collect()
    }

    /// What the events point at.
    pub(crate) fn names(&self) -> Names<'_> {
        Names { plan: &self.plan, region: self.engine.region() }
    }

    /// Runs the flow `flow` from state number `at`.
    pub(crate) fn flow<'a>(
        self: &'a Arc<Self>,
        flow: FlowId,
        at: usize,
        input: Data,
        branch: &'a mut Branch,
    ) -> BoxFuture<'a, Result<Data, Failure>> {
        Box::pin(self.states(flow, at, input, branch))
    }

    /// Runs the flow `flow` from the state that an earlier attempt left unfinished.
    pub(crate) async fn go_on(
        self: &Arc<Self>,
        flow: FlowId,
        past: Box<Past>,
        branch: &mut Branch,
    ) -> Result<Data, Failure> {
        let Some(at) = self.plan.flow(flow).find(&past.state) else {
            let cause = format!("there is no state '{}'", past.state);
            return Err(Failure::fatal(StateError::runtime(cause)));
        };
        let variables = branch.variables.assign(past.variables.clone());
        variables.map_err(|e| Failure::fatal(StateError::new(e.error, e.cause)))?;
        let input = past.input.clone();
        branch.past = Some(past);
        self.flow(flow, at, input, branch).await
    }

    async fn states(
        self: &Arc<Self>,
        flow: FlowId,
        mut at: usize,
        mut input: Data,
        branch: &mut Branch,
    ) -> Result<Data, Failure> {
        let states = &self.plan.flow(flow).states;
        loop {
            let state = &states[at];
            if branch.top {
                self.checkpoint(state, &input, branch);
            }
            let step = self.state(state, input, branch).await?;
            match step.next {
                Next::State(next) => {
                    at = next;
                    input = step.output;
                }
                Next::End => return Ok(step.output),
            }
        }
    }

    /// Counts a state transition where AWS bills one: EXPRESS executions pay by request and duration.
    pub(crate) fn bill_transition(&self) {
        if self.identity.execution_type == ExecutionType::Standard {
            self.transitions.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The failure of an execution whose history has room for its end alone.
    pub(crate) fn out_of_events(&self, previous: u64) -> Failure {
        let cause = format!(
            "The execution reached the maximum number of history events ({}).",
            self.engine.limits().history_events
        );
        Failure { previous, ..Failure::fatal(StateError::runtime(cause)) }
    }

    pub(crate) async fn state(
        self: &Arc<Self>,
        state: &StatePlan,
        input: Data,
        branch: &mut Branch,
    ) -> Result<Step, Failure> {
        self.bill_transition();
        if self.history.exhausted() {
            return Err(self.out_of_events(branch.previous));
        }
        let visit = self.enter(state, &input, branch);
        match &state.kind {
            Kind::Pass { result } => self.pass(&visit, result.as_ref(), &input, branch),
            Kind::Succeed => self.succeed(&visit, &input, branch),
            Kind::Fail { error, cause } => {
                Err(self.fail(&visit, error.as_ref(), cause.as_ref(), &input, branch))
            }
            Kind::Choice(choice) => self.choice(&visit, choice, &input, branch),
            Kind::Wait(wait) => self.wait(&visit, wait, &input, branch).await,
            Kind::Task(_) | Kind::Parallel(_) | Kind::Map(_) => {
                self.with_retry(&visit, input, branch).await
            }
        }
    }

    /// Enters a state, or goes on in one that an earlier attempt had entered.
    fn enter<'a>(&self, state: &'a StatePlan, input: &Data, branch: &mut Branch) -> Visit<'a> {
        let past = branch.past.take();
        // A Fail state has nothing to go on with: AWS enters it again.
        if let Some(past) = past.filter(|_| !matches!(state.kind, Kind::Fail { .. })) {
            let Past { entered, before, entered_at, failed, inside, .. } = *past;
            branch.previous = entered;
            let past = Mutex::new(Some((inside, failed)));
            return Visit { state, entered, before, entered_at, past };
        }
        let before = branch.previous;
        let entered_at = self.engine.clock().now();
        let event = EventKind::StateEntered { state: state.id, input: input.clone() };
        branch.now = Some(entered_at);
        let entered = self.record(branch, event);
        Visit { state, entered, before, entered_at, past: Mutex::new(None) }
    }

    /// Makes sure that the next process knows what happened so far, before a wait that may outlive
    /// this one.
    pub(crate) async fn settle(&self) {
        if !self.durable {
            return;
        }
        self.journal_history();
        if let Err(error) = self.engine.journal().flush().await {
            tracing::error!(%error, arn = %self.identity.arn, "the journal could not be written");
        }
    }

    /// Shows a document at a step of the data flow to the trial, if this is one.
    pub(crate) fn inspect(&self, step: &'static str, data: &Data) {
        if self.probe.is_some() {
            self.note(step, (**data.text()).into());
        }
    }

    /// Shows anything to the trial.
    pub(crate) fn note(&self, name: &'static str, value: Value) {
        if let Some(probe) = &self.probe {
            probe.seen.lock().unwrap_or_else(PoisonError::into_inner).push((name, value));
        }
    }

    /// What the trial saw.
    pub(crate) fn seen(&self) -> Vec<(&'static str, Value)> {
        let probe = self.probe.as_ref();
        let seen = probe.map(|p| p.seen.lock().unwrap_or_else(PoisonError::into_inner).clone());
        seen.unwrap_or_default()
    }

    /// Whether [`mocked`](Self::mocked) has an answer for a state.
    pub(crate) fn mocks(&self, visit: &Visit<'_>) -> bool {
        self.probe.as_ref().is_some_and(|probe| probe.answer.is_some())
            || self.mocks.as_ref().is_some_and(|mocks| mocks.answers(&visit.state.name))
    }

    /// What the test case says to the next call of a state.
    pub(crate) fn mocked(&self, visit: &Visit<'_>) -> Option<Result<Data, StateError>> {
        if let Some(answer) = self.probe.as_ref().and_then(|probe| probe.answer.as_ref()) {
            return Some(answer.clone());
        }
        let answer = self.mocks.as_ref()?.next(&visit.state.name)?;
        Some(answer.map(Data::from))
    }

    fn checkpoint(&self, state: &StatePlan, input: &Data, branch: &Branch) {
        if !self.durable {
            return;
        }
        self.journal_history();
        let variables: serde_json::Map<String, Value> =
            branch.variables.own().map(|(name, value)| (name.to_owned(), value.clone())).collect();
        self.engine.journal().append(Record::Checkpoint(Checkpoint {
            execution_arn: self.identity.arn.clone(),
            state: state.name.to_string(),
            input: input.text().clone(),
            variables: Value::Object(variables).to_string().into(),
            transitions: self.transitions.load(Ordering::Relaxed),
            last_event: branch.previous,
        }));
    }
}

/// A state on its way: which one, and the event that says it was entered.
pub(crate) struct Visit<'a> {
    pub state: &'a StatePlan,
    /// The event `...StateEntered`.
    pub entered: u64,
    /// The event before it, which AWS names as the one that an `EvaluationFailed` follows.
    pub before: u64,
    pub entered_at: Millis,
    /// How far an earlier attempt had come, and how often it had failed; for the first attempt here.
    pub past: Mutex<Option<(Inside, Vec<Attempt>)>>,
}

impl Visit<'_> {
    /// How far an earlier attempt had come. Only the first caller is told.
    pub(crate) fn take_inside(&self) -> Inside {
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        past.as_mut().map(|(inside, _)| std::mem::take(inside)).unwrap_or_default()
    }

    /// Whether an attempt that an earlier process began has not ended.
    pub(crate) fn is_under_way(&self) -> bool {
        let past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        past.as_ref().is_some_and(|(inside, _)| !matches!(inside, Inside::Nothing))
    }

    /// The failed attempts of before, in their order. Only the first caller is told.
    pub(crate) fn take_failed(&self) -> Vec<Attempt> {
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        past.as_mut().map(|(_, failed)| std::mem::take(failed)).unwrap_or_default()
    }

    /// A data flow's error, in the words that AWS puts around it.
    pub(crate) fn failure(&self, error: EvalError) -> Failure {
        let evaluation =
            (error.error == names::QUERY_EVALUATION_ERROR).then(|| error.location.clone());
        Failure { evaluation, ..Failure::from(self.wrap(error.error, &error.cause)) }
    }

    /// An error of this state with AWS's preamble.
    pub(crate) fn wrap(&self, error: &str, cause: &str) -> StateError {
        wrap(&self.state.name, self.entered, error, cause)
    }

    /// A failure that no Retry and no Catch may see.
    pub(crate) fn runtime(&self, cause: &str) -> Failure {
        Failure::fatal(self.wrap(names::RUNTIME, cause))
    }

    /// A failure of JSONata's data flow, in the field `location` if it is one field's.
    pub(crate) fn query_error(&self, location: Option<&str>, cause: &str) -> Failure {
        let error = self.wrap(names::QUERY_EVALUATION_ERROR, cause);
        Failure { evaluation: Some(location.map(str::to_owned)), ..Failure::new(error) }
    }

    /// A JSONata field that gave the wrong type of value.
    pub(crate) fn unexpected_type(
        &self,
        location: &str,
        expression: &str,
        expected: &str,
        value: &Value,
    ) -> Failure {
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let cause = format!(
            "The JSONata expression '{expression}' specified for the field '{location}' returned an unexpected result type. Expected '{expected}', but was '{kind}' for value: {value}"
        );
        self.query_error(Some(location), &cause)
    }
}

/// An error with AWS's preamble for the state where it happened.
pub(crate) fn wrap(state: &str, entered: u64, error: &str, cause: &str) -> StateError {
    StateError::new(
        error,
        format!(
            "An error occurred while executing the state '{state}' (entered at the event id #{entered}). {cause}"
        ),
    )
}
