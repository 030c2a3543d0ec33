//! The Parallel state.

use std::sync::Arc;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use serde_json::Value;

use super::flow::Finished;
use super::{Branch, ContextObject, Failure, Run, Visit};
use crate::data::Data;
use crate::history::EventKind;
use crate::plan::{FlowId, ParallelPlan};

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
        self.record(branch, EventKind::ParallelStateStarted);
        let mut running: FuturesUnordered<_> = parallel
            .branches
            .iter()
            .enumerate()
            .map(|(index, flow)| self.one_branch(index, *flow, given.clone(), branch))
            .collect();
        let mut results = vec![Value::Null; parallel.branches.len()];
        let mut last = branch.previous;
        while let Some((index, end, outcome)) = running.next().await {
            match outcome {
                Ok(output) => {
                    results[index] = output.into_value();
                    last = last.max(end);
                }
                Err(failure) => {
                    drop(running);
                    branch.previous = failure.previous;
                    if failure.task {
                        self.record(branch, EventKind::StateAborted { state_type: "Task" });
                    }
                    return Err(Failure { task: false, ..failure });
                }
            }
        }
        drop(running);
        branch.previous = last;
        self.record_aside(last, EventKind::StateSucceeded { state_type: visit.state.state_type });
        let context = ContextObject::new(self, visit, branch).attempt(retries, None);
        self.finish(visit, input, Data::from(Value::Array(results)), &context, branch)
    }

    /// Runs one branch; gives its number, its last event and its outcome.
    async fn one_branch(
        self: &Arc<Self>,
        index: usize,
        flow: FlowId,
        input: Data,
        around: &Branch,
    ) -> (usize, u64, Result<Data, Failure>) {
        let mut branch = Branch {
            previous: around.previous,
            variables: around.variables.inner(),
            item: around.item.clone(),
            top: false,
        };
        let start = self.plan.flow(flow).start;
        let outcome = self.flow(flow, start, input, &mut branch).await;
        (index, branch.previous, outcome)
    }
}
