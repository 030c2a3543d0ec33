//! An execution from its start to its end.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use distmap_asl::ExecutionType;

use super::{Branch, Failure, Run};
use crate::data::Data;
use crate::error::StateError;
use crate::execution::{Live, Outcome, Status};
use crate::history::{self, EventKind};
use crate::journal::{ExecutionFinished, Record};
use crate::map_run::ChildOutcome;
use crate::plan::FlowId;
use crate::ports::Clock;

/// The longest life of an EXPRESS execution
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html>).
const EXPRESS_LIMIT: Duration = Duration::from_secs(300);

/// Where an execution begins: at its first state, or where an earlier process left it.
pub(crate) struct Beginning {
    pub state: usize,
    pub input: Data,
    pub branch: Branch,
}

impl Run {
    /// Runs a flow of states to its end, its own timeout included, and records how it ended.
    pub(crate) async fn drive(
        self: &Arc<Self>,
        flow: FlowId,
        beginning: Beginning,
        timeout: Option<Duration>,
    ) -> (Status, Result<Data, StateError>) {
        let Beginning { state, input, mut branch } = beginning;
        let ended = {
            let flow = async {
                match branch.past.take() {
                    Some(past) => self.go_on(flow, past, &mut branch).await,
                    None => self.flow(flow, state, input, &mut branch).await,
                }
            };
            within(self.engine.clock().as_ref(), timeout, std::pin::pin!(flow)).await
        };
        let ended = match ended {
            Some(Ok(_)) if self.history.overflowed() => {
                Some(Err(self.out_of_events(self.history.last())))
            }
            ended => ended,
        };
        match ended {
            Some(Ok(output)) => {
                self.record(&mut branch, EventKind::ExecutionSucceeded { output: output.clone() });
                (Status::Succeeded, Ok(output))
            }
            Some(Err(Failure { error, previous, .. })) => {
                self.record_aside(previous, EventKind::ExecutionFailed(error.clone()));
                (Status::Failed, Err(error))
            }
            None => {
                let error = StateError { error: None, cause: None };
                self.record_aside(self.history.last(), EventKind::ExecutionTimedOut(error.clone()));
                (Status::TimedOut, Err(error))
            }
        }
    }

    /// Runs a Map Run's child; its history is kept if it fails, or if `keep` asks for it.
    pub(crate) async fn drive_child(
        self: &Arc<Self>,
        flow: FlowId,
        beginning: Beginning,
        timeout: Option<Duration>,
        keep: bool,
    ) -> ChildOutcome {
        let (status, result) = self.drive(flow, beginning, timeout).await;
        if keep || status != Status::Succeeded {
            self.journal_history();
        }
        let (output, failure) = match result {
            Ok(output) => (Some(output), None),
            Err(error) => (None, Some(error)),
        };
        ChildOutcome {
            status,
            output,
            failure,
            started: self.identity.started,
            stopped: self.engine.clock().now(),
            transitions: self.transitions.load(Ordering::Relaxed),
        }
    }

    /// How long the execution may run: by its definition, and as an EXPRESS one.
    pub(crate) fn time_limit(&self) -> Option<Duration> {
        let own = self.plan.timeout_seconds().map(Duration::from_secs);
        match self.identity.execution_type {
            ExecutionType::Standard => own,
            ExecutionType::Express => Some(own.map_or(EXPRESS_LIMIT, |own| own.min(EXPRESS_LIMIT))),
        }
    }

    /// Hands the events that the journal does not have yet over to it.
    pub(crate) fn journal_history(&self) {
        let from = self.journaled.load(Ordering::Relaxed);
        let events = self.history.events(from);
        if events.is_empty() {
            return;
        }
        self.journaled.store(from + events.len(), Ordering::Release);
        self.engine.journal().append(Record::History {
            execution_arn: self.identity.arn.clone(),
            events: Bytes::from(history::encode(&events, self.names())),
        });
    }
}

/// Does `work` for at most `limit`, `None` if it takes longer. Work that does not wait sets no timer.
pub(crate) async fn within<T>(
    clock: &dyn Clock,
    limit: Option<Duration>,
    mut work: impl Future<Output = T> + Unpin,
) -> Option<T> {
    let Some(limit) = limit else { return Some(work.await) };
    if let Poll::Ready(done) = poll_fn(|cx| Poll::Ready(Pin::new(&mut work).poll(cx))).await {
        return Some(done);
    }
    tokio::select! {
        biased;
        done = work => Some(done),
        () = clock.sleep(limit) => None,
    }
}

impl Live {
    /// Runs the execution; what must survive is in the journal before anybody hears of the end.
    pub(crate) async fn live(self: Arc<Self>, beginning: Beginning) {
        let run = &self.run;
        let mut stop = self.stop.subscribe();
        // Nothing has an effect before the journal tells that the execution was started.
        if run.durable {
            self.flush().await;
        }
        let outcome = tokio::select! {
            biased;
            asked = stop.wait_for(Option::is_some) => {
                let asked = asked.ok().and_then(|asked| asked.clone());
                let error = asked.unwrap_or(StateError { error: None, cause: None });
                // It follows no event: whoever stopped it is outside.
                run.record_aside(0, EventKind::ExecutionAborted(error.clone()));
                Outcome::Aborted { error: error.error, cause: error.cause }
            }
            ended = run.drive(FlowId::TOP, beginning, run.time_limit()) => match ended {
                (_, Ok(output)) => Outcome::Succeeded { output: output.text().clone() },
                (Status::TimedOut, Err(error)) => {
                    Outcome::TimedOut { error: error.error, cause: error.cause }
                }
                (_, Err(error)) => Outcome::Failed { error: error.error, cause: error.cause },
            },
        };
        let stopped = run.engine.clock().now();
        run.journal_history();
        let (error, cause) = outcome.failure();
        run.engine.journal().append(Record::ExecutionFinished(ExecutionFinished {
            arn: self.started.arn.clone(),
            status: outcome.status(),
            stopped,
            output: outcome.output().map(Arc::from),
            error: error.map(str::to_owned),
            cause: cause.map(str::to_owned),
            transitions: run.transitions.load(Ordering::Relaxed),
        }));
        self.flush().await;
        self.outcome.send_replace(Some((outcome, stopped)));
        run.engine.delist(&self);
    }

    /// Waits until the journal outlives the process; there is nobody here to tell of a failure.
    async fn flush(&self) {
        if let Err(error) = self.run.engine.journal().flush().await {
            tracing::error!(%error, arn = %self.started.arn, "the journal could not be written");
        }
    }
}
