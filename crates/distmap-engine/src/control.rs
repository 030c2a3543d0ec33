//! What a client asks of the engine: start, stop, describe, history, tokens, activities.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use distmap_asl::ExecutionType;
use futures::future::BoxFuture;
use serde_json::Value;
use tokio::sync::watch;

use crate::callbacks::{ACTIVITY_POLL, ActivityTask, Signal};
use crate::data::{Data, MAX_PAYLOAD};
use crate::engine::Engine;
use crate::error::{ApiError, StateError};
use crate::execution::{Described, Execution, Live, StartExecution, StateMachineRef, Status};
use crate::history::{self, Entry, EventKind, Recorder};
use crate::journal::{ExecutionStarted, Record};
use crate::map_run::{Child, ChildOutcome, Children, Resume};
use crate::mocks::Mocks;
use crate::plan::FlowId;
use crate::ports::Millis;
use crate::replay::Replay;
use crate::run::{Beginning, Begun, Branch, Identity, Run};

impl Engine {
    /// Starts an execution. Must be called inside a tokio runtime, which runs it.
    ///
    /// # Errors
    /// `InvalidExecutionInput` where the input is no JSON or over 256 KiB; `ValidationException` for a
    /// test case that the engine's mocks do not have.
    pub fn start(&self, request: StartExecution) -> Result<Execution, ApiError> {
        let machine = &request.state_machine;
        let text = request.input.clone().unwrap_or_else(|| "{}".into());
        let input = Data::parse(text).map_err(|error| {
            ApiError::new(
                "InvalidExecutionInput",
                400,
                format!(
                    "Invalid State Machine Execution Input: '{}'",
                    no_json(request.input.as_deref().unwrap_or_default(), &error)
                ),
            )
        })?;
        if input.longer_than(MAX_PAYLOAD) {
            let message = "The input exceeds the maximum of 262144 bytes";
            return Err(ApiError::new("InvalidExecutionInput", 400, message));
        }
        let mocks = match &request.test_case {
            None => None,
            Some(case) => {
                let found = self.shared.mocks.case(&machine.name, case).ok_or_else(|| {
                    let message =
                        format!("the mocks have no test case '{case}' for '{}'", machine.name);
                    ApiError::new("ValidationException", 400, message)
                })?;
                Some(Mocks::new(found))
            }
        };
        let name = request.name.clone().unwrap_or_else(|| self.new_id());
        let arn = self.execution_arn(machine, &name);
        let started = Arc::new(ExecutionStarted {
            arn: arn.into(),
            name,
            state_machine_arn: machine.arn.clone(),
            qualified_arn: machine.qualified_arn.clone(),
            execution_type: machine.execution_type,
            role_arn: machine.role_arn.clone(),
            started: self.clock().now(),
            input: input.text().clone(),
            definition: machine.definition.clone(),
            trace_header: request.trace_header.clone(),
        });
        self.journal().append(Record::ExecutionStarted(started.clone()));
        let run = Arc::new(Run {
            engine: self.clone(),
            plan: machine.plan.clone(),
            identity: identity(machine, &started, request.synchronous),
            input: input.clone(),
            history: Recorder::new(0, self.history_limit(machine.execution_type)),
            transitions: AtomicU64::new(0),
            durable: machine.execution_type == ExecutionType::Standard,
            journaled: AtomicUsize::new(0),
            begun: Begun::default(),
            mocks,
            probe: None,
            mode: None,
        });
        run.record_aside(
            0,
            EventKind::ExecutionStarted {
                input: input.clone(),
                role_arn: run.identity.role_arn.clone().unwrap_or_default(),
            },
        );
        let beginning = Beginning {
            state: run.plan.flow(FlowId::TOP).start,
            input,
            branch: Branch { top: true, ..Branch::default() },
        };
        Ok(self.launch(run, started, beginning))
    }

    /// The ARN of an execution: it lives in the Region and the account of its state machine.
    pub(crate) fn execution_arn(&self, machine: &StateMachineRef, name: &str) -> String {
        let place = machine.arn.split_once(":stateMachine:").map(|(place, _)| place.to_owned());
        let place =
            place.unwrap_or_else(|| format!("arn:aws:states:{}:{}", self.region(), self.account()));
        match machine.execution_type {
            ExecutionType::Standard => format!("{place}:execution:{}:{name}", machine.name),
            ExecutionType::Express => {
                format!("{place}:express:{}:{name}:{}", machine.name, self.new_id())
            }
        }
    }

    pub(crate) fn launch(
        &self,
        run: Arc<Run>,
        started: Arc<ExecutionStarted>,
        beginning: Beginning,
    ) -> Execution {
        let (outcome, _) = watch::channel(None);
        let (stop, _) = watch::channel(None);
        let live = Arc::new(Live { run, started, outcome, stop });
        self.enlist(live.clone());
        tokio::spawn(live.clone().live(beginning));
        Execution { engine: self.clone(), live }
    }

    pub(crate) fn history_limit(&self, execution_type: ExecutionType) -> u64 {
        match execution_type {
            ExecutionType::Standard => self.limits().history_events,
            ExecutionType::Express => u64::MAX,
        }
    }

    /// The handle of an execution that runs in this process.
    pub fn execution(&self, arn: &str) -> Option<Execution> {
        self.live(arn).map(|live| Execution { engine: self.clone(), live })
    }

    /// The executions that run in this process.
    pub fn running(&self) -> Vec<Execution> {
        let live = self.all_live();
        live.into_iter().map(|live| Execution { engine: self.clone(), live }).collect()
    }

    /// What is known of an execution or a Map Run's child.
    ///
    /// # Errors
    /// `ExecutionDoesNotExist`, and what the journal meets.
    pub async fn describe(&self, arn: &str) -> Result<Described, ApiError> {
        if let Some(execution) = self.execution(arn) {
            return Ok(execution.describe());
        }
        if let Some(record) = self.journal().execution(arn).await? {
            return Ok(Described::recorded(&record));
        }
        if let Some(child) = self.journal().child(arn).await? {
            let run = self.journal().map_run(&child.map_run_arn).await?;
            let (machine, kind) = run.map_or_else(Default::default, |run| {
                (run.started.state_machine_arn.clone(), run.started.child_type)
            });
            return Ok(Described::child(&child, machine, kind));
        }
        Err(ApiError::new(
            "ExecutionDoesNotExist",
            400,
            format!("Execution Does Not Exist: '{arn}'"),
        ))
    }

    /// The events of an execution, in the form of GetExecutionHistory with times in milliseconds.
    ///
    /// # Errors
    /// What the journal meets.
    pub async fn history(&self, arn: &str) -> Result<Vec<Value>, ApiError> {
        Ok(self.history_entries(arn).await?.into_iter().filter_map(Entry::read).collect())
    }

    /// The same where only a part of them will be read.
    ///
    /// # Errors
    /// What the journal meets.
    pub async fn history_entries(&self, arn: &str) -> Result<Vec<Entry>, ApiError> {
        // The journal's part is read first: what is handed over meanwhile is in neither twice.
        let live = self.live(arn).map(|live| live.run.clone());
        let from = live.as_ref().map_or(0, |run| run.journaled.load(Ordering::Acquire));
        let recent = live.map(|run| run.rendered(from)).unwrap_or_default();
        let mut entries = history::entries(&self.journal().history(arn).await?);
        let last = entries.iter().rev().find_map(|entry| entry.clone().read());
        let known = last.and_then(|event| event["id"].as_u64()).unwrap_or(0);
        let news = recent.into_iter().filter(|event| event["id"].as_u64() > Some(known));
        entries.extend(news.map(Entry::of));
        Ok(entries)
    }

    /// Stops an execution; gives when it stopped. One that has ended stays as it is.
    ///
    /// # Errors
    /// `ExecutionDoesNotExist`, and what the journal meets.
    pub async fn stop(
        &self,
        arn: &str,
        error: Option<String>,
        cause: Option<String>,
    ) -> Result<Millis, ApiError> {
        if let Some(execution) = self.execution(arn) {
            execution.stop(error, cause);
            execution.wait().await;
        }
        let described = self.describe(arn).await?;
        Ok(described.stopped.unwrap_or_else(|| self.clock().now()))
    }

    /// `SendTaskSuccess`: gives a waiting task its result.
    ///
    /// # Errors
    /// `InvalidToken`, `InvalidOutput`, `TaskTimedOut`.
    pub fn send_task_success(&self, token: &str, output: &str) -> Result<(), ApiError> {
        let parsed = Data::parse(output).map_err(|error| {
            let why = no_json(output, &error);
            ApiError::new("InvalidOutput", 400, format!("Invalid Output: '{why}'"))
        });
        let output = match parsed {
            Ok(output) => output,
            // AWS looks at the token first.
            Err(invalid) => {
                self.callbacks().signal(token, Signal::Heartbeat)?;
                return Err(invalid);
            }
        };
        self.callbacks().signal(token, Signal::Success(output))
    }

    /// `SendTaskFailure`: lets a waiting task fail.
    ///
    /// # Errors
    /// `InvalidToken`, `TaskTimedOut`.
    pub fn send_task_failure(
        &self,
        token: &str,
        error: Option<String>,
        cause: Option<String>,
    ) -> Result<(), ApiError> {
        self.callbacks().signal(token, Signal::Failure(StateError { error, cause }))
    }

    /// `SendTaskHeartbeat`: a waiting task's sign of life.
    ///
    /// # Errors
    /// `InvalidToken`, `TaskTimedOut`.
    pub fn send_task_heartbeat(&self, token: &str) -> Result<(), ApiError> {
        self.callbacks().signal(token, Signal::Heartbeat)
    }

    /// `GetActivityTask`: waits up to a minute for a task of an activity.
    pub async fn get_activity_task(
        &self,
        activity_arn: &str,
        worker: Option<String>,
    ) -> Option<ActivityTask> {
        let patience = self.clock().sleep(ACTIVITY_POLL);
        self.callbacks().poll(activity_arn, worker, patience).await
    }
}

impl Children for Engine {
    fn run(&self, child: Child) -> BoxFuture<'static, ChildOutcome> {
        let engine = self.clone();
        Box::pin(async move { engine.run_child(child, None).await })
    }
}

/// Runs the children of an execution that a test case answers.
pub(crate) struct MockedChildren {
    pub engine: Engine,
    pub mocks: Mocks,
}

impl Children for MockedChildren {
    fn run(&self, child: Child) -> BoxFuture<'static, ChildOutcome> {
        let (engine, mocks) = (self.engine.clone(), self.mocks.clone());
        Box::pin(async move { engine.run_child(child, Some(mocks)).await })
    }
}

impl Engine {
    /// Runs a Map Run's child to its end.
    async fn run_child(&self, child: Child, mocks: Option<Mocks>) -> ChildOutcome {
        let redrive = match child.resume {
            Some(Resume::Redrive(redrive)) => Some(redrive),
            _ => None,
        };
        let replay = match redrive {
            Some(_) => match self.events(&child.arn).await {
                Ok(events) => Replay::for_redrive(&events),
                Err(error) => return unreadable(error, self.clock().now()),
            },
            None => Replay::default(),
        };
        let run = Arc::new(Run {
            engine: self.clone(),
            plan: child.processor.plan.clone(),
            identity: Identity {
                arn: child.arn,
                name: child.name,
                machine_arn: child.machine_arn,
                machine: child.machine,
                role_arn: Some(child.role_arn),
                execution_type: child.execution_type,
                started: child.started,
                synchronous: false,
                redrive,
            },
            input: child.input.clone(),
            history: Recorder::new(replay.last, self.history_limit(child.execution_type)),
            transitions: AtomicU64::new(0),
            durable: false,
            journaled: AtomicUsize::new(0),
            begun: Begun::default(),
            mocks,
            probe: None,
            mode: child.resume,
        });
        match redrive {
            Some(redrive) => {
                let count = redrive.count;
                run.record_aside(replay.last, EventKind::ExecutionRedriven { count });
            }
            None => {
                run.history.record(
                    child.started,
                    0,
                    EventKind::ExecutionStarted {
                        input: child.input.clone(),
                        role_arn: run.identity.role_arn.clone().unwrap_or_default(),
                    },
                );
            }
        }
        let flow = child.processor.flow;
        let beginning = Beginning {
            state: run.plan.flow(flow).start,
            input: child.input,
            branch: Branch { past: replay.open.map(Box::new), ..Branch::default() },
        };
        let limit = match child.execution_type {
            ExecutionType::Standard => None,
            ExecutionType::Express => run.time_limit(),
        };
        run.drive_child(flow, beginning, limit, child.keep_history).await
    }

    /// The events of an execution that the journal has.
    pub(crate) async fn events(&self, arn: &str) -> Result<Vec<Value>, ApiError> {
        let entries = history::entries(&self.journal().history(arn).await?);
        Ok(entries.into_iter().filter_map(Entry::read).collect())
    }
}

/// Why a text is no JSON, in AWS's words.
pub(crate) fn no_json(text: &str, error: &serde_json::Error) -> String {
    distmap_asl::json_problem(text).unwrap_or_else(|| error.to_string())
}

/// The outcome of a child whose history is lost.
fn unreadable(error: ApiError, now: Millis) -> ChildOutcome {
    let cause = format!("the child's history cannot be read back: {error}");
    ChildOutcome {
        status: Status::Failed,
        output: None,
        failure: Some(StateError::runtime(cause)),
        started: now,
        stopped: now,
        transitions: 0,
    }
}

fn identity(machine: &StateMachineRef, started: &ExecutionStarted, synchronous: bool) -> Identity {
    Identity {
        arn: started.arn.clone(),
        name: started.name.as_str().into(),
        machine: machine.name.as_str().into(),
        machine_arn: machine.arn.as_str().into(),
        role_arn: Some(machine.role_arn.as_str().into()),
        execution_type: machine.execution_type,
        started: started.started,
        synchronous,
        redrive: None,
    }
}
