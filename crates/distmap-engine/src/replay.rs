//! What an earlier attempt at an execution did, read out of its history: where a redrive, or the next
//! process, goes on.
//!
//! A history tells it all: a state that was entered and not left is unfinished; what stands between is
//! what it had done. Events hang together by `previousEventId`, so that the events of a branch or an
//! iteration are told from those around it.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use crate::data::Data;
use crate::error::StateError;
use crate::ports::Millis;

/// A state that was entered and not left.
#[derive(Clone, Debug)]
pub(crate) struct Past {
    pub state: String,
    /// The event that says it was entered, and the one before.
    pub entered: u64,
    pub before: u64,
    pub entered_at: Millis,
    pub input: Data,
    /// The variables of its own scope when it was entered.
    pub variables: Map<String, Value>,
    /// Attempts that failed since the execution was last (re)driven.
    pub failed: Vec<Attempt>,
    pub inside: Inside,
}

/// A failed attempt at a Task.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    pub error: StateError,
    pub event: u64,
    pub at: Millis,
}

/// How far a state had come.
#[derive(Clone, Debug, Default)]
pub(crate) enum Inside {
    #[default]
    Nothing,
    /// A task that was scheduled and not answered.
    Task { last: u64, scheduled_at: Millis, started: bool, submitted: bool },
    /// By the name of each branch's first state.
    Branches { started: u64, lines: HashMap<String, Line> },
    /// By the iterations' index; also of a Distributed Map that had not begun its Map Run.
    Iterations { started: u64, lines: BTreeMap<u64, Line> },
    /// A Map Run, with the event `MapStateStarted`, its own last one, and its failure.
    MapRun { started: u64, last: u64, arn: String, error: Option<String> },
}

/// A branch or an iteration.
#[derive(Clone, Debug)]
pub(crate) enum Line {
    /// It began, and no state of it was entered; with its last event.
    Begun(u64),
    Open(Box<Past>),
    Done {
        output: Data,
        last: u64,
    },
}

/// What a history says.
#[derive(Debug, Default)]
pub(crate) struct Replay {
    /// The id of the last event.
    pub last: u64,
    /// The unfinished state of the execution's own line.
    pub open: Option<Past>,
}

impl Replay {
    /// Reads the events of a history, in their order.
    pub(crate) fn of(events: &[Value]) -> Self {
        let mut reader = Reader { lines: vec![Lines::default()], ..Reader::default() };
        let mut last = 0;
        for event in events {
            last = last.max(event["id"].as_u64().unwrap_or(0));
            reader.read(event);
        }
        Self { last, open: reader.open(0) }
    }

    /// Reads a history that a redrive goes on with: attempts that failed no longer count.
    pub(crate) fn for_redrive(events: &[Value]) -> Self {
        let redriven = serde_json::json!({"type": "ExecutionRedriven"});
        let events: Vec<Value> = events.iter().cloned().chain([redriven]).collect();
        Self::of(&events)
    }
}

#[derive(Default)]
struct Reader {
    lines: Vec<Lines>,
    /// The line of each event.
    line_of: HashMap<u64, usize>,
    /// Events that begin branches: `ParallelStateStarted`.
    starts: HashMap<u64, usize>,
}

/// A line of control while it is read.
#[derive(Default)]
struct Lines {
    parent: Option<usize>,
    open: Option<Open>,
    /// The last state's output, and the event that says it was left.
    left: Option<(Data, u64)>,
    /// The event that began the line.
    begun: u64,
    variables: Map<String, Value>,
}

struct Open {
    past: Past,
    kind: String,
    /// `ParallelStateFailed` or `MapStateFailed` was recorded.
    over: bool,
    branches: HashMap<String, usize>,
    iterations: BTreeMap<u64, usize>,
}

impl Reader {
    fn read(&mut self, event: &Value) {
        let id = event["id"].as_u64().unwrap_or(0);
        let before = event["previousEventId"].as_u64().unwrap_or(0);
        let at = event["timestamp"].as_i64().unwrap_or(0);
        let kind = event["type"].as_str().unwrap_or_default();
        let mut line = self.line_of.get(&before).copied().unwrap_or(0);
        if let Some(state_type) = kind.strip_suffix("StateEntered") {
            line = self.entered(event, id, before, at, state_type, line);
        } else if kind.ends_with("StateExited") {
            line = self.left(event, id, line);
        } else {
            match kind {
                "ExecutionRedriven" => self.redriven(),
                "ParallelStateStarted" | "MapStateStarted" => {
                    line = self.started(id, kind.trim_end_matches("StateStarted"), line);
                }
                "ParallelStateFailed" | "MapStateFailed" => {
                    line = self.owner(line, kind.trim_end_matches("StateFailed"));
                    if let Some(open) = &mut self.lines[line].open {
                        open.over = true;
                    }
                }
                "MapIterationStarted" => line = self.iteration(event, id, line),
                "MapRunStarted" | "MapRunRedriven" => self.map_run(event, id, before, line),
                "MapRunFailed" => {
                    let error = event["mapRunFailedEventDetails"]["error"].as_str();
                    if let Some(Inside::MapRun { error: failed, .. }) = self.inside(line) {
                        *failed = error.map(str::to_owned);
                    }
                }
                _ => self.task(event, kind, id, at, line),
            }
        }
        self.line_of.insert(id, line);
    }

    fn entered(
        &mut self,
        event: &Value,
        id: u64,
        before: u64,
        at: Millis,
        state_type: &str,
        around: usize,
    ) -> usize {
        let details = &event["stateEnteredEventDetails"];
        let name = details["name"].as_str().unwrap_or_default().to_owned();
        let line = match self.starts.get(&before) {
            None => around,
            Some(owner) => {
                let (owner, line) = (*owner, self.lines.len());
                self.lines.push(Lines { parent: Some(owner), begun: before, ..Lines::default() });
                if let Some(open) = &mut self.lines[owner].open {
                    open.branches.insert(name.clone(), line);
                }
                line
            }
        };
        let variables = self.lines[line].variables.clone();
        self.lines[line].open = Some(Open {
            past: Past {
                state: name,
                entered: id,
                before,
                entered_at: at,
                input: data(&details["input"]),
                variables,
                failed: Vec::new(),
                inside: Inside::Nothing,
            },
            kind: state_type.to_owned(),
            over: false,
            branches: HashMap::new(),
            iterations: BTreeMap::new(),
        });
        line
    }

    fn left(&mut self, event: &Value, id: u64, around: usize) -> usize {
        let details = &event["stateExitedEventDetails"];
        let name = details["name"].as_str().unwrap_or_default();
        let mut line = around;
        while self.lines[line].open.as_ref().is_none_or(|open| open.past.state != name) {
            let Some(parent) = self.lines[line].parent else { break };
            line = parent;
        }
        let this = &mut self.lines[line];
        this.open = None;
        this.left = Some((data(&details["output"]), id));
        for (name, text) in details["assignedVariables"].as_object().into_iter().flatten() {
            let value = text.as_str().and_then(|text| serde_json::from_str(text).ok());
            this.variables.insert(name.clone(), value.unwrap_or(Value::Null));
        }
        line
    }

    /// The innermost line around whose open state is of this type and not over.
    fn owner(&self, mut line: usize, state_type: &str) -> usize {
        loop {
            let open = self.lines[line].open.as_ref();
            if open.is_some_and(|open| open.kind == state_type && !open.over) {
                return line;
            }
            match self.lines[line].parent {
                Some(parent) => line = parent,
                None => return line,
            }
        }
    }

    fn started(&mut self, id: u64, state_type: &str, around: usize) -> usize {
        let line = self.owner(around, state_type);
        if let Some(open) = &mut self.lines[line].open {
            open.branches.clear();
            open.iterations.clear();
            open.past.inside = if state_type == "Parallel" {
                self.starts.insert(id, line);
                Inside::Branches { started: id, lines: HashMap::new() }
            } else {
                Inside::Iterations { started: id, lines: BTreeMap::new() }
            };
        }
        line
    }

    fn iteration(&mut self, event: &Value, id: u64, around: usize) -> usize {
        let owner = self.owner(around, "Map");
        let line = self.lines.len();
        self.lines.push(Lines { parent: Some(owner), begun: id, ..Lines::default() });
        let index = event["mapIterationStartedEventDetails"]["index"].as_u64().unwrap_or(0);
        if let Some(open) = &mut self.lines[owner].open {
            open.iterations.insert(index, line);
        }
        line
    }

    fn map_run(&mut self, event: &Value, id: u64, before: u64, line: usize) {
        let details = ["mapRunStartedEventDetails", "mapRunRedrivenEventDetails"];
        let arn = details.iter().find_map(|name| event[name]["mapRunArn"].as_str());
        let arn = arn.unwrap_or_default().to_owned();
        if let Some(inside) = self.inside(line) {
            *inside = Inside::MapRun { started: before, last: id, arn, error: None };
        }
    }

    /// An execution that is redriven has all its retries again.
    fn redriven(&mut self) {
        for open in self.lines.iter_mut().filter_map(|line| line.open.as_mut()) {
            open.over = false;
            open.past.failed.clear();
            if matches!(open.past.inside, Inside::Task { .. }) {
                open.past.inside = Inside::Nothing;
            }
        }
    }

    fn task(&mut self, event: &Value, kind: &str, id: u64, at: Millis, line: usize) {
        let stages = ["Task", "LambdaFunction", "Activity"];
        let stage = stages.iter().find_map(|prefix| kind.strip_prefix(prefix));
        let Some(open) = self.lines[line].open.as_mut() else { return };
        match (stage, &mut open.past.inside) {
            (Some("Scheduled"), inside) => {
                *inside =
                    Inside::Task { last: id, scheduled_at: at, started: false, submitted: false };
            }
            (Some("Started"), Inside::Task { last, started, .. }) => {
                (*last, *started) = (id, true);
            }
            (Some("Submitted"), Inside::Task { last, submitted, .. }) => {
                (*last, *submitted) = (id, true);
            }
            (Some("Failed" | "TimedOut" | "SubmitFailed"), inside) => {
                *inside = Inside::Nothing;
                let details = event.as_object().into_iter().flatten();
                let details = details.filter(|(name, _)| name.ends_with("EventDetails"));
                let details = details.map(|(_, details)| details).next().unwrap_or(&Value::Null);
                let text = |name: &str| details[name].as_str().map(str::to_owned);
                let error = StateError { error: text("error"), cause: text("cause") };
                open.past.failed.push(Attempt { error, event: id, at });
            }
            _ => {}
        }
    }

    fn inside(&mut self, line: usize) -> Option<&mut Inside> {
        self.lines[line].open.as_mut().map(|open| &mut open.past.inside)
    }

    /// The unfinished state of a line, with all that is inside of it.
    fn open(&self, line: usize) -> Option<Past> {
        let open = self.lines[line].open.as_ref()?;
        let mut past = open.past.clone();
        match &mut past.inside {
            Inside::Branches { lines, .. } => {
                lines.extend(open.branches.iter().map(|(name, at)| (name.clone(), self.line(*at))));
            }
            Inside::Iterations { lines, .. } => {
                lines.extend(open.iterations.iter().map(|(index, at)| (*index, self.line(*at))));
            }
            _ => {}
        }
        Some(past)
    }

    fn line(&self, at: usize) -> Line {
        match (self.open(at), &self.lines[at].left) {
            (Some(past), _) => Line::Open(Box::new(past)),
            (None, Some((output, last))) => Line::Done { output: output.clone(), last: *last },
            (None, None) => Line::Begun(self.lines[at].begun),
        }
    }
}

/// A document of an event; histories hold JSON texts.
fn data(text: &Value) -> Data {
    let text = text.as_str().unwrap_or("null");
    Data::parse(text).unwrap_or_else(|_| Data::from(Value::from(text)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Events of `(id, previous, type, name)`; names of states, or indexes of iterations.
    fn history(events: &[(u64, u64, &str, &str)]) -> Replay {
        let event = |(id, before, kind, name): &(u64, u64, &str, &str)| {
            json!({
                "id": id, "previousEventId": before, "type": kind, "timestamp": id * 10,
                "stateEnteredEventDetails": {"name": name, "input": format!("\"{name}\"")},
                "stateExitedEventDetails": {"name": name, "output": format!("\"{name} done\"")},
                "mapIterationStartedEventDetails": {"index": name.parse::<u64>().unwrap_or(0)},
            })
        };
        Replay::of(&events.iter().map(event).collect::<Vec<_>>())
    }

    #[test]
    fn branches_are_told_apart() {
        let replay = history(&[
            (1, 0, "ExecutionStarted", ""),
            (2, 0, "ParallelStateEntered", "P"),
            (3, 2, "ParallelStateStarted", ""),
            (4, 3, "TaskStateEntered", "A"),
            (5, 4, "TaskScheduled", ""),
            (6, 3, "TaskStateEntered", "B"),
            (7, 6, "TaskScheduled", ""),
            (8, 5, "TaskSucceeded", ""),
            (9, 8, "TaskStateExited", "A"),
            (10, 7, "TaskFailed", ""),
            (11, 10, "TaskStateAborted", ""),
            (12, 10, "ParallelStateFailed", ""),
            (13, 12, "ExecutionFailed", ""),
        ]);
        assert_eq!(replay.last, 13);
        let past = replay.open.expect("the Parallel state is open");
        assert_eq!((past.state.as_str(), past.entered, past.before), ("P", 2, 0));
        let Inside::Branches { started: 3, lines } = past.inside else { panic!("no branches") };
        assert!(matches!(&lines["A"], Line::Done { last: 9, .. }));
        let Line::Open(open) = &lines["B"] else { panic!("B is not open") };
        assert_eq!((open.entered, open.failed.len()), (6, 1));
    }

    #[test]
    fn a_parallel_state_that_was_retried_shows_its_last_attempt() {
        let replay = history(&[
            (2, 0, "ParallelStateEntered", "P"),
            (3, 2, "ParallelStateStarted", ""),
            (4, 3, "ParallelStateEntered", "Q"),
            (5, 4, "ParallelStateStarted", ""),
            (6, 5, "TaskStateEntered", "A"),
            (7, 6, "TaskFailed", ""),
            (8, 7, "ParallelStateFailed", ""),
            (9, 8, "ParallelStateStarted", ""),
            (10, 9, "ParallelStateEntered", "Q"),
            (11, 10, "ParallelStateStarted", ""),
            (12, 11, "TaskStateEntered", "A"),
            (13, 12, "TaskFailed", ""),
            (14, 13, "ParallelStateStarted", ""),
            (15, 14, "TaskStateEntered", "A"),
        ]);
        let past = replay.open.expect("open");
        let Inside::Branches { started: 9, lines } = past.inside else { panic!("{past:?}") };
        let Line::Open(inner) = &lines["Q"] else { panic!("Q is not open") };
        assert!(matches!(inner.inside, Inside::Branches { started: 14, .. }), "{inner:?}");
    }

    #[test]
    fn iterations_that_made_room_are_no_parents() {
        let replay = history(&[
            (2, 0, "MapStateEntered", "M"),
            (3, 2, "MapStateStarted", ""),
            (4, 3, "MapIterationStarted", "0"),
            (5, 4, "PassStateEntered", "A"),
            (6, 5, "PassStateExited", "A"),
            (7, 6, "MapIterationSucceeded", "0"),
            (8, 6, "MapIterationStarted", "1"),
            (9, 8, "FailStateEntered", "A"),
            (10, 9, "MapIterationFailed", "1"),
            (11, 9, "MapStateFailed", ""),
            (12, 11, "ExecutionFailed", ""),
            (13, 12, "ExecutionRedriven", ""),
        ]);
        let past = replay.open.expect("open");
        let Inside::Iterations { started: 3, lines } = past.inside else { panic!("{past:?}") };
        assert!(matches!(&lines[&0], Line::Done { last: 6, .. }));
        assert!(matches!(&lines[&1], Line::Open(past) if past.entered == 9));
    }

    #[test]
    fn what_was_left_is_not_open() {
        let replay = history(&[
            (1, 0, "ExecutionStarted", ""),
            (2, 0, "PassStateEntered", "A"),
            (3, 2, "PassStateExited", "A"),
            (4, 3, "ExecutionSucceeded", ""),
        ]);
        assert!(replay.open.is_none());
        assert_eq!(replay.last, 4);
    }
}
