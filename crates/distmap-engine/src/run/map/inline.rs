//! Iterations of an INLINE map.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};
use serde_json::Value;

use crate::data::Data;
use crate::history::{EventKind, Stage};
use crate::plan::MapPlan;
use crate::replay::{Inside, Line};
use crate::run::{Branch, ContextObject, Failure, MapItem, Run, Visit};

impl Run {
    pub(super) async fn map_inline(
        self: &Arc<Self>,
        visit: &Visit<'_>,
        map: &MapPlan,
        input: &Data,
        retries: u64,
        branch: &mut Branch,
    ) -> Result<Data, Failure> {
        let (effective, limit, items) = {
            let context = ContextObject::new(self, visit, branch).attempt(retries, None);
            let effective = self.effective_input(visit, input, &context, branch)?;
            let scope = effective.scope(input, &context, &branch.variables);
            let limit = self.max_concurrency(visit, map, &scope)?;
            let items = match map.items.among(&effective) {
                Some(items) => items,
                None => self.items(visit, &map.items, &scope)?,
            };
            (effective, limit, items)
        };
        let most = self.engine.limits().inline_concurrency;
        let limit = usize::try_from(limit).ok().filter(|n| (1..=most).contains(n)).unwrap_or(most);
        let mut lines = match visit.take_inside() {
            Inside::Iterations { started, lines } => {
                branch.previous = started;
                lines
            }
            _ => {
                self.record(branch, EventKind::MapStateStarted { length: items.len() as u64 });
                BTreeMap::new()
            }
        };
        let keep = !visit.state.discards_result();
        let mut results = vec![Value::Null; if keep { items.len() } else { 0 }];
        let started = branch.previous;
        let around = branch.clone();
        let mut items = items.into_iter().enumerate();
        let mut running = FuturesUnordered::new();
        // The event that the next iteration follows: the map's start while there is room from the
        // beginning, after that the last event of the iteration that made room.
        let mut room = vec![started; limit.min(items.len())];
        loop {
            while let Some(previous) = room.pop() {
                let Some((index, item)) = items.next() else { break };
                let line = lines.remove(&(index as u64));
                if let Some(Line::Done { output, last }) = line {
                    // Only iterations that failed or were aborted run again.
                    if keep {
                        results[index] = output.into_value();
                    }
                    room.push(previous);
                    branch.previous = branch.previous.max(last);
                    continue;
                }
                let mut iteration = Box::pin(self.iteration(
                    visit,
                    map,
                    input,
                    &effective,
                    index as u64,
                    item,
                    previous,
                    &around,
                    retries,
                    line,
                ));
                // Most iterations are done at once: they need no place among the waiting ones.
                match (&mut iteration).now_or_never() {
                    Some(done) => self.gather(done, keep, &mut results, &mut room, branch)?,
                    None => running.push(iteration),
                }
            }
            match running.next().await {
                Some(done) => self.gather(done, keep, &mut results, &mut room, branch)?,
                None => break,
            }
        }
        drop(running);
        self.record_aside(
            branch.previous,
            EventKind::StateSucceeded { state_type: visit.state.state_type },
        );
        Ok(Data::from(Value::Array(results)))
    }

    /// Takes in a finished iteration.
    fn gather(
        &self,
        done: Iteration,
        keep: bool,
        results: &mut [Value],
        room: &mut Vec<u64>,
        branch: &mut Branch,
    ) -> Result<(), Failure> {
        branch.now = None;
        match done.outcome {
            Ok(output) => {
                if keep {
                    results[done.index as usize] = output.into_value();
                }
                room.push(done.end);
                branch.previous = done.succeeded;
                Ok(())
            }
            Err(failure) => {
                branch.previous = failure.previous;
                if failure.task {
                    let aborted = EventKind::StateAborted { state_type: "Task" };
                    self.record_aside(branch.previous, aborted);
                }
                Err(Failure { evaluation: None, task: false, ..failure })
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "an iteration sees all of its map")]
    async fn iteration(
        self: &Arc<Self>,
        visit: &Visit<'_>,
        map: &MapPlan,
        input: &Data,
        effective: &Data,
        index: u64,
        item: Data,
        previous: u64,
        around: &Branch,
        retries: u64,
        line: Option<Line>,
    ) -> Iteration {
        let mut branch = Branch {
            previous,
            variables: around.variables.inner(),
            item: Some(Arc::new(MapItem { index, value: item.clone() })),
            ..Branch::default()
        };
        let event = |stage| EventKind::MapIteration { stage, state: visit.state.id, index };
        let past = match line {
            Some(Line::Open(past)) => Some(past),
            Some(Line::Begun(started)) => {
                branch.previous = started;
                None
            }
            _ => {
                self.record(&mut branch, event(Stage::Started));
                None
            }
        };
        if let Some(past) = past {
            let outcome = self.go_on(map.processor, past, &mut branch).await;
            return self.iterated(index, &branch, event, outcome);
        }
        let given = match &map.selector {
            None => Ok(item),
            Some(selector) => {
                let context = ContextObject::new(self, visit, &branch).attempt(retries, None);
                let scope = effective.scope(input, &context, &around.variables);
                selector.evaluate(&scope).map(Data::from).map_err(|e| visit.failure(e))
            }
        };
        let outcome = match given {
            Ok(given) => {
                let start = self.plan.flow(map.processor).start;
                self.flow(map.processor, start, given, &mut branch).await
            }
            Err(mut failure) => {
                self.evaluation_failed(visit, &mut failure, &mut branch);
                Err(Failure { previous: branch.previous, ..failure })
            }
        };
        self.iterated(index, &branch, event, outcome)
    }

    /// Records how an iteration ended.
    fn iterated(
        &self,
        index: u64,
        branch: &Branch,
        event: impl Fn(Stage) -> EventKind,
        outcome: Result<Data, Failure>,
    ) -> Iteration {
        let end = branch.previous;
        let stage = if outcome.is_ok() { Stage::Succeeded } else { Stage::Failed };
        let now = branch.now.unwrap_or_else(|| self.engine.clock().now());
        let succeeded = self.history.record(now, end, event(stage));
        Iteration { index, end, succeeded, outcome }
    }
}

/// How one iteration ended.
struct Iteration {
    index: u64,
    /// The last event inside.
    end: u64,
    /// The event that says how it ended.
    succeeded: u64,
    outcome: Result<Data, Failure>,
}
