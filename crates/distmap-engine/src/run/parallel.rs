//! The Parallel state.

use std::collections::HashMap;
use std::sync::Arc;

use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};
use serde_json::Value;

use super::flow::{Finished, fits};
use super::{Branch, ContextObject, Failure, Run, Visit};
use crate::data::Data;
use crate::history::EventKind;
use crate::plan::{FlowId, ParallelPlan};
use crate::replay::{Inside, Line};

impl Run {
    pub(crate) async fn parallel(
        self: &Arc<Self>,
        visit: &Visit<'_>,
        parallel: &ParallelPlan,
        input: &Data,
        retries: u64,
        branch: &mut Branch,
    ) -> Result<Finished, Failure> {
        let given = {
            let context = ContextObject::new(self, visit, branch).attempt(retries, None);
            let effective = self.effective_input(visit, input, &context, branch)?;
            self.arguments(visit, input, effective, &context, branch)?
        };
        let mut lines = match visit.take_inside() {
            Inside::Branches { started, lines } => {
                branch.previous = started;
                lines
            }
            _ => {
                self.record(branch, EventKind::ParallelStateStarted);
                HashMap::new()
            }
        };
        let around = branch.clone();
        let mut results = vec![Value::Null; parallel.branches.len()];
        let mut last = branch.previous;
        let mut running = FuturesUnordered::new();
        for (index, flow) in parallel.branches.iter().enumerate() {
            let first = &self.plan.flow(*flow).states[self.plan.flow(*flow).start].name;
            match lines.remove(&**first) {
                // Only branches that failed or were aborted run again.
                Some(Line::Done { output, last: end }) => {
                    results[index] = output.into_value();
                    last = last.max(end);
                }
                line => {
                    let mut one =
                        Box::pin(self.one_branch(index, *flow, given.clone(), &around, line));
                    // Most branches are done at once: they need no place among the waiting ones.
                    match (&mut one).now_or_never() {
                        Some(done) => self.join(done, &mut results, &mut last, branch)?,
                        None => running.push(one),
                    }
                }
            }
        }
        while let Some(done) = running.next().await {
            self.join(done, &mut results, &mut last, branch)?;
        }
        drop(running);
        (branch.previous, branch.now) = (last, None);
        self.record_aside(last, EventKind::StateSucceeded { state_type: visit.state.state_type });
        let results = Data::from(Value::Array(results));
        // The results together, before ResultSelector makes less of them.
        fits(visit, &results)?;
        let context = ContextObject::new(self, visit, branch).attempt(retries, None);
        self.finish(visit, input, results, &context, branch)
    }

    /// Takes in a finished branch.
    fn join(
        &self,
        (index, end, outcome): (usize, u64, Result<Data, Failure>),
        results: &mut [Value],
        last: &mut u64,
        branch: &mut Branch,
    ) -> Result<(), Failure> {
        match outcome {
            Ok(output) => {
                results[index] = output.into_value();
                *last = end.max(*last);
                Ok(())
            }
            Err(failure) => {
                (branch.previous, branch.now) = (failure.previous, None);
                if failure.task {
                    let aborted = EventKind::StateAborted { state_type: "Task" };
                    self.record_aside(branch.previous, aborted);
                }
                Err(Failure { task: false, ..failure })
            }
        }
    }

    /// Runs one branch; gives its number, its last event and its outcome.
    async fn one_branch(
        self: &Arc<Self>,
        index: usize,
        flow: FlowId,
        input: Data,
        around: &Branch,
        line: Option<Line>,
    ) -> (usize, u64, Result<Data, Failure>) {
        let mut branch = Branch {
            previous: around.previous,
            variables: around.variables.inner(),
            item: around.item.clone(),
            ..Branch::default()
        };
        let outcome = match line {
            Some(Line::Open(past)) => self.go_on(flow, past, &mut branch).await,
            _ => {
                let start = self.plan.flow(flow).start;
                self.flow(flow, start, input, &mut branch).await
            }
        };
        (index, branch.previous, outcome)
    }
}
