//! RedriveExecution: an execution that ended without success goes on where it failed
//! (<https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html>).

use distmap_asl::ExecutionType;

use crate::engine::Engine;
use crate::error::ApiError;
use crate::execution::{Execution, Status};
use crate::history::EventKind;
use crate::journal::{ChildFinished, ExecutionRecord, ExecutionRedriven, Record, Redrive};
use crate::map_run::Resume;
use crate::ports::Millis;
use crate::replay::{Inside, Past, Replay};

/// How often an execution or a Map Run can be redriven.
pub const MAX_REDRIVES: u64 = 1_000;
/// How long after its end an execution can be redriven, in milliseconds: 14 days.
const PERIOD: Millis = 14 * DAY;
/// How long an execution may be open, in milliseconds: a year.
const LONGEST: Millis = 365 * DAY;
const DAY: Millis = 86_400_000;
/// How many client tokens of an execution are remembered, and how long: the last ten, for 15 minutes
/// (<https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html>).
const TOKENS: usize = 10;
const TOKEN_LIFE: Millis = 15 * 60_000;

/// Why an execution cannot be redriven, in AWS's words.
const TOO_MANY_EVENTS: &str = "Execution history event limit exceeded";
const TOO_LONG_OPEN: &str = "Execution has exceeded the max execution time";
const TOO_LATE: &str = "Execution redrivable period exceeded";

/// Whether, and by whom, an execution can be redriven: `redriveStatus` of DescribeExecution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedriveStatus {
    /// `REDRIVABLE`
    Redrivable,
    /// `REDRIVABLE_BY_MAP_RUN`: a child, which is redriven with its Map Run.
    ByMapRun,
    /// `NOT_REDRIVABLE`, and why.
    NotRedrivable(String),
}

impl RedriveStatus {
    /// The name on the wire.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Redrivable => "REDRIVABLE",
            Self::ByMapRun => "REDRIVABLE_BY_MAP_RUN",
            Self::NotRedrivable(_) => "NOT_REDRIVABLE",
        }
    }

    /// `redriveStatusReason`.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::NotRedrivable(reason) => Some(reason),
            _ => None,
        }
    }
}

/// Whether a failed child can be run again: an EXPRESS one always, a STANDARD one for 14 days.
pub(crate) fn is_redrivable(child: &ChildFinished, now: Millis) -> bool {
    child.arn.contains(":express:") || now.saturating_sub(child.stopped) <= PERIOD
}

fn by_times(status: Status, started: Millis, stopped: Millis, now: Millis) -> Option<String> {
    match status {
        Status::Failed | Status::TimedOut | Status::Aborted => {}
        status => return Some(format!("Execution is {} and cannot be redriven", status.as_str())),
    }
    if now.saturating_sub(started) > LONGEST {
        return Some(TOO_LONG_OPEN.into());
    }
    (now.saturating_sub(stopped) > PERIOD).then(|| TOO_LATE.into())
}

impl Engine {
    /// Whether an execution or a Map Run's child can be redriven, and why not.
    ///
    /// # Errors
    /// `ExecutionDoesNotExist`, and what the journal meets.
    pub async fn redrive_status(&self, arn: &str) -> Result<RedriveStatus, ApiError> {
        let told = self.describe(arn).await?;
        let stopped = told.stopped.unwrap_or(told.started);
        let now = self.clock().now();
        if let Some(reason) = by_times(told.status, told.started, stopped, now) {
            return Ok(RedriveStatus::NotRedrivable(reason));
        }
        if told.map_run_arn.is_some() {
            return Ok(RedriveStatus::ByMapRun);
        }
        if told.execution_type == ExecutionType::Standard {
            let last = self.events(arn).await?.last().and_then(|event| event["id"].as_u64());
            if last.unwrap_or(0) + 1 >= self.limits().history_events {
                return Ok(RedriveStatus::NotRedrivable(TOO_MANY_EVENTS.into()));
            }
        }
        Ok(RedriveStatus::Redrivable)
    }

    /// Goes on with an execution that failed, timed out or was stopped, from the state that it was in.
    /// Gives when. Must be called inside a tokio runtime, which runs it.
    ///
    /// The same `client_token` within 15 minutes gives the same answer, and redrives nothing.
    ///
    /// # Errors
    /// `ExecutionDoesNotExist`, `ExecutionNotRedrivable`, and what the journal meets.
    pub async fn redrive(
        &self,
        arn: &str,
        client_token: Option<String>,
    ) -> Result<Millis, ApiError> {
        // One at a time: of two that come together, the second finds the execution running.
        let _alone = self.shared.redrives.lock().await;
        let refused = |reason: &str| {
            let message = format!("Execution {arn} invalid for redrive as: {reason}");
            ApiError::new("ExecutionNotRedrivable", 400, message)
        };
        let Some(record) = self.journal().execution(arn).await? else {
            // A child, or nothing at all.
            self.describe(arn).await?;
            return Err(refused("it is redriven with its Map Run only"));
        };
        let now = self.clock().now();
        let mut tokens = record.redriven.as_ref().map(|r| r.tokens.clone()).unwrap_or_default();
        tokens.retain(|(_, date)| now.saturating_sub(*date) < TOKEN_LIFE);
        let known = |(token, _): &&(String, Millis)| Some(token) == client_token.as_ref();
        if let Some((_, date)) = tokens.iter().find(known) {
            return Ok(*date);
        }
        match self.redrive_status(arn).await? {
            RedriveStatus::Redrivable => {}
            status => return Err(refused(status.reason().unwrap_or("it is a child execution"))),
        }
        let count = record.redrive().map_or(0, |redrive| redrive.count) + 1;
        if count > MAX_REDRIVES {
            return Err(refused(&format!("it was redriven {MAX_REDRIVES} times")));
        }
        tokens.extend(client_token.map(|token| (token, now)));
        let surplus = tokens.len().saturating_sub(TOKENS);
        tokens.drain(..surplus);
        let redrive = Redrive { count, date: now };
        self.redrive_now(&record, redrive, tokens).await.map_err(|reason| refused(&reason))?;
        self.journal().flush().await?;
        Ok(now)
    }

    async fn redrive_now(
        &self,
        record: &ExecutionRecord,
        redrive: Redrive,
        tokens: Vec<(String, Millis)>,
    ) -> Result<Execution, String> {
        let arn = &record.started.arn;
        let events = self.events(arn).await.map_err(|e| e.to_string())?;
        let mut replay = Replay::for_redrive(&events);
        let failed = record.finished.as_ref().and_then(|finished| finished.error.as_deref());
        if failed == Some("States.DataLimitExceeded") {
            forget_inside(replay.open.as_mut());
        }
        let run = self.revived(record, replay.last, Resume::Redrive(redrive), Some(redrive))?;
        let beginning = self.beginning(&run, record, replay.open)?;
        let redriven = ExecutionRedriven { arn: arn.clone(), redrive, tokens };
        self.journal().append(Record::ExecutionRedriven(redriven));
        // AWS counts a redrive as a state transition.
        run.bill_transition();
        let event = EventKind::ExecutionRedriven { count: redrive.count };
        run.record_aside(replay.last, event);
        run.journal_history();
        Ok(self.launch(run, record.started.clone(), beginning))
    }
}

/// A state whose result was too large begins anew, with what had succeeded in it.
fn forget_inside(open: Option<&mut Past>) {
    if let Some(past) = open
        && !matches!(past.inside, Inside::MapRun { .. })
    {
        past.inside = Inside::Nothing;
    }
}
