//! Retry and Catch around a Task, Parallel or Map state.

use std::sync::Arc;
use std::time::Duration;

use super::flow::Finished;
use super::task::TIMEOUT;
use super::{Branch, ContextObject, Failure, Run, Step, Visit};
use crate::data::Data;
use crate::error::StateError;
use crate::history::EventKind;
use crate::plan::{CatchPlan, Kind, Next, RetryPlan};
use crate::replay::Attempt;

impl Run {
    pub(crate) async fn with_retry(
        self: &Arc<Self>,
        visit: &Visit<'_>,
        input: Data,
        branch: &mut Branch,
    ) -> Result<Step, Failure> {
        let state = visit.state;
        let mut retries = Retries::default();
        let recalled = retries.recall(&state.retry, visit.take_failed());
        if let Some((delay, last)) = recalled.filter(|_| !visit.is_under_way()) {
            // The delay before the next attempt began when the last one failed.
            let since = self.engine.clock().now().saturating_sub(last.at);
            let since = Duration::from_millis(u64::try_from(since).unwrap_or(0));
            branch.previous = last.event;
            self.engine.clock().sleep(delay.saturating_sub(since)).await;
        }
        loop {
            let attempt = self.attempt(visit, &input, retries.total, branch).await;
            let left = attempt.and_then(|done| self.leave(visit, done, state.next, branch));
            let mut failure = match left {
                Ok(step) => return Ok(step),
                Err(failure) => failure,
            };
            self.evaluation_failed(visit, &mut failure, branch);
            if failure.fatal {
                return Err(self.uncaught(visit, failure, branch));
            }
            if let Some(delay) = retries.next(&state.retry, &failure, || self.random()) {
                if !delay.is_zero() {
                    self.settle().await;
                }
                self.engine.clock().sleep(delay).await;
                branch.now = None;
                self.bill_transition();
                if self.history.exhausted() {
                    return Err(self.out_of_events(branch.previous));
                }
                continue;
            }
            if matches!(state.kind, Kind::Map(_) | Kind::Parallel(_)) {
                self.record(branch, EventKind::StateFailed { state_type: state.state_type });
            }
            let Some(catcher) = catching(&state.catch, &failure) else {
                failure.task = matches!(state.kind, Kind::Task(_));
                return Err(self.uncaught(visit, failure, branch));
            };
            let context = ContextObject::new(self, visit, branch).attempt(retries.total, None);
            let caught = self.caught(visit, catcher, &failure, &input, &context, branch);
            return caught
                .and_then(|done| self.leave(visit, done, Next::State(catcher.next), branch))
                .map_err(|failure| self.uncaught(visit, failure, branch));
        }
    }

    pub(crate) async fn attempt(
        self: &Arc<Self>,
        visit: &Visit<'_>,
        input: &Data,
        retries: u64,
        branch: &mut Branch,
    ) -> Result<Finished, Failure> {
        match &visit.state.kind {
            Kind::Task(task) => self.task(visit, task, input, retries, branch).await,
            Kind::Parallel(parallel) => {
                Box::pin(self.parallel(visit, parallel, input, retries, branch)).await
            }
            // In boxes, so that the futures of all the other states stay small.
            Kind::Map(map) => Box::pin(self.map(visit, map, input, retries, branch)).await,
            // `state` sends only the three types above here.
            _ => Err(Failure::fatal(StateError::runtime("this type of state cannot be retried"))),
        }
    }

    /// A number from 0 to below 1.
    fn random(&self) -> f64 {
        let id = self.engine.new_id();
        let digits: String = id.chars().filter(char::is_ascii_hexdigit).take(8).collect();
        u32::from_str_radix(&digits, 16).map_or(0.0, |n| f64::from(n) / (f64::from(u32::MAX) + 1.0))
    }
}

/// How often a state was retried, in all and by each retrier.
#[derive(Debug, Default)]
struct Retries {
    total: u64,
    by_retrier: Vec<u64>,
}

impl Retries {
    /// Counts attempts that failed in an earlier process. Gives the last delay and the attempt before it.
    fn recall(
        &mut self,
        retriers: &[RetryPlan],
        failed: Vec<Attempt>,
    ) -> Option<(Duration, Attempt)> {
        let mut last = None;
        for attempt in failed {
            // A history does not tell which of the two timeouts it was.
            let heartbeat = attempt.error.name() == TIMEOUT;
            let failure = Failure { heartbeat, ..Failure::new(attempt.error.clone()) };
            last = self.next(retriers, &failure, || 1.0).map(|delay| (delay, attempt));
        }
        last
    }

    /// How long to wait before the next attempt, if there is one.
    fn next(
        &mut self,
        retriers: &[RetryPlan],
        failure: &Failure,
        random: impl FnOnce() -> f64,
    ) -> Option<Duration> {
        let (index, retrier) =
            retriers.iter().enumerate().find(|(_, r)| matches(&r.error_equals, failure))?;
        self.by_retrier.resize(retriers.len(), 0);
        let used = self.by_retrier[index];
        if used >= retrier.max_attempts {
            return None;
        }
        self.by_retrier[index] += 1;
        self.total += 1;
        let delay = retrier.delay(used);
        Some(if retrier.full_jitter { delay.mul_f64(random()) } else { delay })
    }
}

fn catching<'a>(catchers: &'a [CatchPlan], failure: &Failure) -> Option<&'a CatchPlan> {
    catchers.iter().find(|catcher| matches(&catcher.error_equals, failure))
}

/// Whether a failure is among the names of a retrier or catcher, wild cards included
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html>).
pub(crate) fn matches(names: &[String], failure: &Failure) -> bool {
    let error = failure.error.name();
    names.iter().any(|name| match name.as_str() {
        "States.ALL" => !failure.by_name,
        "States.TaskFailed" => !failure.by_name && error != TIMEOUT,
        "States.HeartbeatTimeout" if failure.heartbeat => true,
        name => name == error,
    })
}
