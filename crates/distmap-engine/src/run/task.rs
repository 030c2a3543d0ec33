//! The Task state: what surrounds a call.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use distmap_eval::Template;
use serde_json::Value;

use super::flow::Finished;
use super::number::SECONDS;
use super::{Branch, ContextObject, Failure, Identity, Run, Visit, within};
use crate::callbacks::{Signal, Waiting};
use crate::data::{Data, MAX_PAYLOAD};
use crate::error::StateError;
use crate::execution::Execution;
use crate::history::EventKind;
use crate::plan::{Number, TaskPlan};
use crate::ports::Millis;
use crate::replay::Inside;
use crate::tasks::{Answer, Call, Pattern, Resource, job_result, returned, unusable};

/// The error of a task that took too long, or was silent for too long.
pub(super) const TIMEOUT: &str = "States.Timeout";

/// A Task's fields, evaluated.
struct Prepared {
    arguments: Data,
    timeout: Option<u64>,
    heartbeat: Option<u64>,
    role_arn: Option<Arc<str>>,
}

/// How a call ended, if not with a result.
enum Ended {
    Failed(StateError),
    /// In all of its time, or between two signs of life.
    TimedOut {
        heartbeat: bool,
    },
}

impl Run {
    pub(crate) async fn task(
        self: &Arc<Self>,
        visit: &Visit<'_>,
        task: &TaskPlan,
        input: &Data,
        retries: u64,
        branch: &mut Branch,
    ) -> Result<Finished, Failure> {
        if let Resource::Activity { arn, .. } = &task.resource
            && self.engine.state_machines().is_some_and(|known| !known.has_activity(arn))
        {
            return Err(visit.runtime(&format!("The activity {arn} does not exist.")));
        }
        // A token may be asked for by any task that waits; only the ones that read it can get one.
        let waits = match task.resource.pattern() {
            Pattern::TaskToken => true,
            Pattern::Sync | Pattern::Sync2 => {
                visit.state.arguments.as_ref().is_some_and(Template::reads_context)
            }
            Pattern::RequestResponse => false,
        };
        let waiting = waits.then(|| self.engine.callbacks().wait(self.token(visit, retries)));
        let token = waiting.as_ref().map(|waiting| waiting.token().to_owned());
        let prepared = self.prepare_task(visit, task, input, retries, token.as_deref(), branch)?;
        let flight = Flight::of(visit.take_inside()).filter(|_| waiting.is_some());
        match &flight {
            Some(flight) => branch.previous = flight.last,
            None => {
                self.record(
                    branch,
                    EventKind::TaskScheduled {
                        task: visit.state.id,
                        parameters: prepared.arguments.clone(),
                        timeout: prepared.timeout,
                        heartbeat: prepared.heartbeat,
                        role_arn: prepared.role_arn.clone(),
                    },
                );
            }
        }
        let result = self.call_in_time(visit, task, &prepared, waiting, flight, branch).await;
        branch.now = None;
        let task = visit.state.id;
        match result {
            Ok(output) => {
                self.inspect("result", &output);
                self.record(branch, EventKind::TaskSucceeded { task, output: output.clone() });
                let context =
                    ContextObject::new(self, visit, branch).attempt(retries, token.as_deref());
                self.finish(visit, input, output, &context, branch)
            }
            Err(Ended::Failed(error)) => {
                self.record(branch, EventKind::TaskFailed { task, error: error.clone() });
                Err(Failure::new(error))
            }
            Err(Ended::TimedOut { heartbeat }) => {
                let error = StateError::bare(TIMEOUT);
                self.record(branch, EventKind::TaskTimedOut { task, error: error.clone() });
                Err(Failure { heartbeat, ..Failure::new(error) })
            }
        }
    }

    fn prepare_task(
        &self,
        visit: &Visit<'_>,
        task: &TaskPlan,
        input: &Data,
        retries: u64,
        token: Option<&str>,
        branch: &Branch,
    ) -> Result<Prepared, Failure> {
        let context = ContextObject::new(self, visit, branch).attempt(retries, token);
        let effective = self.effective_input(visit, input, &context, branch)?;
        let scope = effective.scope(input, &context, &branch.variables);
        let seconds = |name: &str, number: &Option<Number<u64>>| {
            number.as_ref().map(|n| visit.bounded(name, n, &SECONDS, &scope)).transpose()
        };
        let timeout = seconds("TimeoutSeconds", &task.timeout)?;
        let heartbeat = seconds("HeartbeatSeconds", &task.heartbeat)?;
        let role_arn = match &task.credentials {
            Some(template) => {
                let given = template.evaluate(&scope).map_err(|e| visit.failure(e))?;
                let Some(role) = given.get("RoleArn").and_then(Value::as_str) else {
                    let cause = "The value for the field 'RoleArn' must be a STRING";
                    return Err(if visit.state.jsonata {
                        visit.query_error(Some("Credentials/RoleArn"), cause)
                    } else {
                        visit.runtime(cause)
                    });
                };
                Some(Arc::from(role))
            }
            None => None,
        };
        let arguments = self.arguments(visit, input, effective.clone(), &context, branch)?;
        if let Some(wrong) = unusable(&task.resource, &arguments) {
            let field = if visit.state.jsonata { "Arguments" } else { "Parameters" };
            let given = arguments.text();
            return Err(visit.runtime(&format!(
                "The {field} '{given}' could not be used to start the Task: [{wrong}]"
            )));
        }
        Ok(Prepared { arguments, timeout, heartbeat, role_arn })
    }

    async fn call_in_time(
        &self,
        visit: &Visit<'_>,
        task: &TaskPlan,
        prepared: &Prepared,
        waiting: Option<Waiting>,
        flight: Option<Flight>,
        branch: &mut Branch,
    ) -> Result<Data, Ended> {
        let clock = self.engine.clock().as_ref();
        let left = prepared.timeout.map(|seconds| {
            let since = flight.as_ref().map_or(0, |f| clock.now().saturating_sub(f.scheduled_at));
            let since = Duration::from_millis(u64::try_from(since).unwrap_or(0));
            Duration::from_secs(seconds).saturating_sub(since)
        });
        let call = std::pin::pin!(self.call(visit, task, prepared, waiting, flight, branch));
        within(clock, left, call).await.unwrap_or(Err(Ended::TimedOut { heartbeat: false }))
    }

    async fn call(
        &self,
        visit: &Visit<'_>,
        task: &TaskPlan,
        prepared: &Prepared,
        waiting: Option<Waiting>,
        flight: Option<Flight>,
        branch: &mut Branch,
    ) -> Result<Data, Ended> {
        let waiting = match (&task.resource, waiting) {
            (Resource::Activity { arn, .. }, Some(mut waiting)) if !self.mocks(visit) => {
                // A worker that took it before still holds the token.
                let taken = flight.is_some_and(|flight| flight.started);
                if !taken {
                    let input = prepared.arguments.text().clone();
                    self.engine.callbacks().offer(arn, waiting.token(), input);
                }
                return Box::pin(self.signalled(
                    visit,
                    task,
                    prepared,
                    &mut waiting,
                    taken,
                    branch,
                ))
                .await;
            }
            (_, Some(mut waiting)) if flight.as_ref().is_some_and(|flight| flight.submitted) => {
                return Box::pin(self.signalled(visit, task, prepared, &mut waiting, true, branch))
                    .await;
            }
            (_, waiting) => waiting,
        };
        self.record(branch, EventKind::TaskStarted { task: visit.state.id, worker: None });
        if let Some(mocked) = self.mocked(visit) {
            return mocked.map_err(Ended::Failed);
        }
        let call = Call {
            engine: &self.engine,
            resource: &task.resource,
            arguments: &prepared.arguments,
            token: waiting.as_ref().map(Waiting::token),
            in_map_run: self.is_child(),
        };
        let answer = call.run().await.map_err(Ended::Failed)?;
        branch.now = None;
        let job = match (answer, task.resource.pattern()) {
            (Answer::Done(result), pattern) if pattern != Pattern::TaskToken => {
                return limited(&task.resource, result);
            }
            (Answer::Started { answer, .. }, Pattern::RequestResponse) => {
                return limited(&task.resource, answer);
            }
            (Answer::Started { answer, execution }, pattern) => {
                self.submitted(visit, answer, branch);
                (pattern != Pattern::TaskToken).then_some(execution)
            }
            (Answer::Done(output), _) => {
                self.submitted(visit, output, branch);
                None
            }
        };
        // Most calls end above: the future of those that wait is kept apart.
        Box::pin(self.outcome(visit, task, prepared, (job, waiting), branch)).await
    }

    /// Waits for the end of a job that the task started, or for its token.
    async fn outcome(
        &self,
        visit: &Visit<'_>,
        task: &TaskPlan,
        prepared: &Prepared,
        awaited: (Option<Execution>, Option<Waiting>),
        branch: &mut Branch,
    ) -> Result<Data, Ended> {
        match awaited {
            (Some(execution), None) => self.job(task, execution).await,
            // Whichever comes first: the token, or the end of the job.
            (Some(execution), Some(mut waiting)) => tokio::select! {
                biased;
                signalled = self.signalled(visit, task, prepared, &mut waiting, true, branch) => signalled,
                ended = self.job(task, execution) => ended,
            },
            (None, Some(mut waiting)) => {
                self.signalled(visit, task, prepared, &mut waiting, true, branch).await
            }
            (None, None) => {
                Err(Ended::Failed(StateError::runtime("the task has nothing to wait for")))
            }
        }
    }

    fn submitted(&self, visit: &Visit<'_>, output: Data, branch: &mut Branch) {
        self.record(branch, EventKind::TaskSubmitted { task: visit.state.id, output });
    }

    /// The token of an attempt at a state. It is made of what the attempt is, so that it is the same one in the
    /// process that goes on with it, and no other attempt's.
    fn token(&self, visit: &Visit<'_>, retries: u64) -> String {
        let Identity { arn, started, redrive, .. } = &self.identity;
        let redrives = redrive.map_or(0, |redrive| redrive.count);
        let name = format!("{arn} {started} {redrives} {} {retries}", visit.entered);
        format!("AQCgAAAAKgAAAAMAAAAA{}", BASE64.encode(name))
    }

    /// Waits until an execution that the task started has ended.
    async fn job(&self, task: &TaskPlan, execution: Execution) -> Result<Data, Ended> {
        let text_as_json = task.resource.pattern() == Pattern::Sync2;
        let mut job = Job { execution, done: false };
        job.execution.wait().await;
        job.done = true;
        match self.engine.describe(job.execution.arn()).await {
            Ok(described) => {
                let result = job_result(&described, text_as_json).map_err(Ended::Failed)?;
                limited(&task.resource, Data::from(result))
            }
            Err(error) => Err(Ended::Failed(StateError::new(error.code, error.message))),
        }
    }

    /// Waits until the task's token comes back, or no sign of life does.
    async fn signalled(
        &self,
        visit: &Visit<'_>,
        task: &TaskPlan,
        prepared: &Prepared,
        waiting: &mut Waiting,
        mut started: bool,
        branch: &mut Branch,
    ) -> Result<Data, Ended> {
        let clock = self.engine.clock();
        loop {
            self.settle().await;
            let signal = match prepared.heartbeat {
                // Nobody beats for an activity that no worker has taken.
                Some(seconds) if started => tokio::select! {
                    biased;
                    signal = waiting.next() => signal,
                    () = clock.sleep(Duration::from_secs(seconds)) => {
                        return Err(Ended::TimedOut { heartbeat: true });
                    }
                },
                _ => waiting.next().await,
            };
            match signal {
                Signal::Success(output) => return limited(&task.resource, output),
                Signal::Failure(error) => return Err(Ended::Failed(error)),
                Signal::Heartbeat => {}
                Signal::Taken { worker } => {
                    started = true;
                    let task = visit.state.id;
                    branch.now = None;
                    self.record(branch, EventKind::TaskStarted { task, worker });
                }
            }
        }
    }
}

/// A task that an earlier process had begun, and nobody has answered.
struct Flight {
    /// Its last event.
    last: u64,
    scheduled_at: Millis,
    started: bool,
    submitted: bool,
}

impl Flight {
    fn of(inside: Inside) -> Option<Self> {
        match inside {
            Inside::Task { last, scheduled_at, started, submitted } => {
                Some(Self { last, scheduled_at, started, submitted })
            }
            _ => None,
        }
    }
}

/// An execution that is stopped if nobody waits for it any more.
struct Job {
    execution: Execution,
    done: bool,
}

impl Drop for Job {
    fn drop(&mut self) {
        if !self.done {
            self.execution.stop(None, None);
        }
    }
}

/// A result, unless it is larger than AWS hands on.
fn limited(resource: &Resource, result: Data) -> Result<Data, Ended> {
    if result.longer_than(MAX_PAYLOAD) {
        return Err(Ended::Failed(StateError::data_limit(&returned(resource))));
    }
    Ok(result)
}
