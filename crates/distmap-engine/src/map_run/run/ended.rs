//! What becomes of children that ended, and of those that never will.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::{InHand, Run};
use crate::data::Data;
use crate::error::StateError;
use crate::execution::Status;
use crate::journal::{ChildFinished, Record};
use crate::map_run::ChildOutcome;
use crate::map_run::feed::Job;
use crate::map_run::results::Results;
use crate::ports::Millis;
use crate::writer::Entry;

/// How many children end between two records of where the Map Run stands.
const PROGRESS_EVERY: u64 = 1_000;

impl Run {
    /// Takes the outcome of a child that was run.
    pub(in crate::map_run) async fn finish(&self, hand: &InHand, outcome: ChildOutcome) {
        self.open().remove(&hand.index);
        self.exit();
        match self.live.child_ends(hand.items, outcome.status, outcome.transitions) {
            Ok(true) => {}
            // The Map Run is over: nobody takes notice any more.
            Ok(false) => return,
            Err(exceeded) => self.fail(exceeded),
        }
        self.record(hand, &outcome);
        self.write(hand, &outcome).await;
        let before = self.ended.fetch_add(1, Ordering::Relaxed);
        if self.durable && before.is_multiple_of(PROGRESS_EVERY) {
            self.engine.journal().append(Record::MapRunProgress {
                map_run_arn: self.identity.map_run_arn.clone(),
                counters: self.live.counters(),
            });
        }
    }

    /// Writes the result of a child that was not run again.
    pub(super) async fn write_recorded(&self, child: ChildFinished) {
        let outcome = outcome_of(&child);
        self.write(&InHand::recorded(child), &outcome).await;
    }

    /// Leaves the children that the redrive did not reach as they were.
    pub(super) async fn leave_again(&self) {
        let mut again = self.again.lock().await;
        let Some(again) = &mut *again else { return };
        // What cannot be read back is counted as aborted when the Map Run closes.
        while let Ok(Some((child, _))) = again.next(&self.engine).await {
            self.live.child_stays_failed(child.items, child.status);
            self.write_recorded(child).await;
        }
    }

    /// Takes the outcome that a child had before.
    pub(super) async fn accept(&self, job: Job, known: &ChildFinished) {
        let outcome = outcome_of(known);
        let hand = InHand {
            index: job.index,
            items: job.items,
            name: known.name.as_str().into(),
            arn: known.arn.clone(),
            input: job.input,
            started: known.started,
            again: true,
            redrive: known.redrive,
        };
        if let Err(exceeded) = self.live.child_ends(hand.items, outcome.status, outcome.transitions)
        {
            self.fail(exceeded);
        }
        self.write(&hand, &outcome).await;
    }

    pub(super) fn record(&self, hand: &InHand, outcome: &ChildOutcome) {
        let failed = outcome.status != Status::Succeeded;
        let text = |data: &Data| data.text().clone();
        let (error, cause) = match &outcome.failure {
            Some(failure) => (failure.error.clone(), failure.cause.clone()),
            None => (None, None),
        };
        self.engine.journal().append(Record::ChildFinished(ChildFinished {
            map_run_arn: self.identity.map_run_arn.clone(),
            arn: hand.arn.clone(),
            index: hand.index,
            name: hand.name.to_string(),
            status: outcome.status,
            started: outcome.started,
            stopped: outcome.stopped,
            items: hand.items,
            input: (failed || self.results.wants_input()).then(|| text(&hand.input)),
            output: outcome.output.as_ref().filter(|_| self.results.wants_output()).map(text),
            error,
            cause,
            transitions: outcome.transitions,
            redrive: hand.redrive,
        }));
    }

    pub(super) async fn write(&self, hand: &InHand, outcome: &ChildOutcome) {
        let entry = Entry {
            arn: &hand.arn,
            name: &hand.name,
            state_machine_arn: &self.identity.state_machine_arn,
            status: Some(outcome.status),
            input: &hand.input,
            output: outcome.output.as_ref(),
            failure: outcome.failure.as_ref(),
            times: Some((outcome.started, outcome.stopped)),
            redrives: hand.redrive.map_or(0, |redrive| redrive.count),
        };
        if let Err(error) = self.results.add(hand.index, &entry).await {
            self.fail(error);
        }
    }

    pub(super) fn too_large(&self, hand: &InHand) -> ChildOutcome {
        ChildOutcome {
            status: Status::Failed,
            failure: Some(StateError::data_limit("The child execution was started with an input")),
            ..aborted(hand, hand.started)
        }
    }

    /// Records children that were still waiting when the Map Run ended.
    pub(super) async fn abort_open(&self) {
        let open: Vec<Arc<InHand>> = self.open().drain().map(|(_, hand)| hand).collect();
        let now = self.engine.clock().now();
        for hand in open {
            self.finish(&hand, aborted(&hand, now)).await;
        }
    }

    /// Counts the children that will not start any more, and writes what they would have got. A
    /// data set is read to its end for it only where somebody gets to see the rest.
    pub(super) async fn leave_rest(&self) {
        let written = matches!(self.results, Results::Files(_));
        if !written && self.reader.lock().await.is_some() {
            return;
        }
        // A reader that failed, or items that cannot be selected, end the count early.
        while let Ok(Some(job)) = self.job().await {
            self.live.child_stays();
            if !written {
                continue;
            }
            let entry = Entry {
                arn: "",
                name: "",
                state_machine_arn: &self.identity.state_machine_arn,
                status: None,
                input: &job.input,
                output: None,
                failure: None,
                times: None,
                redrives: 0,
            };
            if self.results.add(job.index, &entry).await.is_err() {
                return;
            }
        }
    }
}

pub(super) fn aborted(hand: &InHand, now: Millis) -> ChildOutcome {
    ChildOutcome {
        status: Status::Aborted,
        output: None,
        failure: None,
        started: hand.started,
        stopped: now,
        transitions: 0,
    }
}

/// How a child ended, as the journal tells it.
pub(super) fn outcome_of(child: &ChildFinished) -> ChildOutcome {
    ChildOutcome {
        status: child.status,
        output: child.output.clone().and_then(|text| Data::parse(text).ok()),
        failure: (child.status != Status::Succeeded)
            .then(|| StateError { error: child.error.clone(), cause: child.cause.clone() }),
        started: child.started,
        stopped: child.stopped,
        transitions: child.transitions,
    }
}
