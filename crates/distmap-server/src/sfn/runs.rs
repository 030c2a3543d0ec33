//! Running executions: start, stop, history, task tokens, activities' tasks, Map Runs' settings.

use std::sync::Arc;

use distmap_engine::execution::{Described, StateMachines};
use distmap_engine::history::{self, Entry};
use distmap_engine::ports::{PortFuture, ServiceError};
use distmap_engine::{StartExecution, StateMachineRef, Status};
use serde_json::Value;

use super::arn::{self, Resource};
use super::executions::{included, no_such_execution};
use super::machines::no_such_machine;
use super::paging::List;
use super::registry::Registry;
use super::{Api, map_runs, time};
use crate::model::sfn::*;
use crate::protocol::ApiError;
use crate::protocol::shape::Timestamp;

/// What an ARN of a state machine, a version or an alias runs.
pub struct Runnable {
    machine: StateMachineRef,
    /// The alias that chose the version.
    alias: Option<String>,
    /// The test case of the engine's mocks.
    test_case: Option<String>,
}

impl Registry {
    /// What `asked` runs. An alias picks one of its versions by weight.
    pub fn find(&self, asked: &str) -> Result<Option<Runnable>, ApiError> {
        let (bare, qualifier) = arn::split_qualifier(asked)?;
        let Some(machine) = self.machine(&bare) else { return Ok(None) };
        let Some(qualifier) = qualifier else {
            let runnable = self.runnable(&machine, None, &machine.configuration)?;
            return Ok(Some(Runnable { machine: runnable, alias: None, test_case: None }));
        };
        let (number, alias) = match machine.aliases.get(&qualifier) {
            None => (qualifier, None),
            Some(alias) => {
                // The first 64 random bits of a UUID choose.
                let draw = (uuid::Uuid::new_v4().as_u64_pair().0 % 100) as i64;
                let mut upto = 0;
                let chosen = alias.routes.iter().find(|(_, weight)| {
                    upto += weight;
                    draw < upto
                });
                let number = chosen.map(|(number, _)| number.to_string()).unwrap_or_default();
                (number, Some(asked.to_owned()))
            }
        };
        let Some(version) = machine.version(&number) else { return Ok(None) };
        let qualified = Some(machine.version_arn(version.number));
        let runnable = self.runnable(&machine, qualified, &version.configuration)?;
        Ok(Some(Runnable { machine: runnable, alias, test_case: None }))
    }
}

/// The engine's way to the state machines that tasks start.
impl StateMachines for Registry {
    fn get<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<StateMachineRef>> {
        let found = self.find(arn).map(|found| found.map(|found| found.machine));
        let found = found.map_err(|e| ServiceError::new(e.code, e.status, e.message));
        Box::pin(std::future::ready(found))
    }

    fn has_activity(&self, arn: &str) -> bool {
        self.activity(arn).is_some()
    }
}

fn check_input(text: &str) -> Result<(), ApiError> {
    let refused = |why: &str| {
        ApiError::new(
            "InvalidExecutionInput",
            format!("Invalid State Machine Execution Input: '{why}'"),
        )
    };
    if text.trim().is_empty() {
        return Err(refused("Invalid execution input."));
    }
    distmap_asl::json_problem(text).map_or(Ok(()), |problem| Err(refused(&problem)))
}

impl Api {
    /// What an ARN runs. A test case of the engine's mocks may follow it after `#`, as in Step Functions Local.
    fn runnable(&self, asked: &str) -> Result<Runnable, ApiError> {
        let (arn, test_case) = match asked.split_once('#') {
            Some((arn, case)) => (arn, Some(case.to_owned())),
            None => (asked, None),
        };
        let found = self.registry.find(arn)?.ok_or_else(|| no_such_machine(asked))?;
        Ok(Runnable { test_case, ..found })
    }

    fn launch(
        &self,
        runnable: Runnable,
        name: Option<String>,
        input: Option<String>,
        trace_header: Option<String>,
        synchronous: bool,
    ) -> Result<distmap_engine::Execution, ApiError> {
        let mut request = StartExecution::new(runnable.machine);
        request.name = name;
        request.input = input.map(Arc::from);
        request.trace_header = trace_header;
        request.synchronous = synchronous;
        request.test_case = runnable.test_case;
        let execution = self.engine.start(request)?;
        if let Some(alias) = runnable.alias {
            self.store.table("execution-aliases").put(execution.arn(), &Value::from(alias))?;
        }
        Ok(execution)
    }

    pub(super) async fn start_execution(
        &self,
        request: StartExecutionInput,
    ) -> Result<StartExecutionOutput, ApiError> {
        let runnable = self.runnable(&request.state_machine_arn)?;
        if let Some(name) = &request.name {
            arn::check_name(name)?;
        }
        if let Some(text) = &request.input {
            check_input(text)?;
        }
        let express = runnable.machine.execution_type == distmap_asl::ExecutionType::Express;
        if let Some(name) = request.name.as_ref().filter(|_| !express) {
            let arn = self.arn(&format!("execution:{}:{name}", runnable.machine.name));
            if let Some(there) = self.described(&arn).await? {
                let input = request.input.as_deref().unwrap_or("{}");
                let same = there.status == Status::Running && there.input.as_deref() == Some(input);
                if same {
                    let start_date = time(there.started);
                    return Ok(StartExecutionOutput { execution_arn: arn, start_date });
                }
                return Err(ApiError::new(
                    "ExecutionAlreadyExists",
                    format!("Execution Already Exists: '{arn}'"),
                ));
            }
        }
        let execution =
            self.launch(runnable, request.name, request.input, request.trace_header, false)?;
        Ok(StartExecutionOutput {
            execution_arn: execution.arn().to_owned(),
            start_date: time(execution.describe().started),
        })
    }

    pub(super) async fn start_sync_execution(
        &self,
        request: StartSyncExecutionInput,
    ) -> Result<StartSyncExecutionOutput, ApiError> {
        let runnable = self.runnable(&request.state_machine_arn)?;
        if runnable.machine.execution_type != distmap_asl::ExecutionType::Express {
            return Err(ApiError::new(
                "StateMachineTypeNotSupported",
                "This operation is not supported by this type of state machine",
            ));
        }
        if let Some(name) = &request.name {
            arn::check_name(name)?;
        }
        if let Some(text) = &request.input {
            check_input(text)?;
        }
        let with_data = request.included_data.as_deref() != Some("METADATA_ONLY");
        let execution =
            self.launch(runnable, request.name, request.input, request.trace_header, true)?;
        execution.wait().await;
        let told = execution.describe();
        let stopped = told.stopped.unwrap_or(told.started);
        // Billed per 100 ms begun and per 64 MB begun.
        let duration = ((stopped - told.started).max(1) + 99) / 100 * 100;
        let details = || Some(CloudWatchEventsExecutionDataDetails { included: Some(with_data) });
        let text =
            |text: &Option<Arc<str>>| text.as_deref().filter(|_| with_data).map(str::to_owned);
        Ok(StartSyncExecutionOutput {
            execution_arn: told.arn,
            state_machine_arn: Some(told.state_machine_arn),
            name: Some(told.name),
            start_date: time(told.started),
            stop_date: time(stopped),
            // An aborted synchronous execution is a failed one to its caller.
            status: match told.status {
                Status::Succeeded => "SUCCEEDED",
                Status::TimedOut => "TIMED_OUT",
                _ => "FAILED",
            }
            .to_owned(),
            error: told.error,
            cause: told.cause,
            input: text(&told.input),
            input_details: details(),
            output: text(&told.output),
            output_details: told.output.as_ref().and_then(|_| details()),
            trace_header: told.trace_header,
            billing_details: Some(BillingDetails {
                billed_memory_used_in_mb: Some(64),
                billed_duration_in_milliseconds: Some(duration),
            }),
        })
    }

    /// What is known of an execution, if there is one.
    pub(super) async fn described(&self, arn: &str) -> Result<Option<Described>, ApiError> {
        match self.engine.describe(arn).await {
            Ok(described) => Ok(Some(described)),
            Err(error) if error.code == "ExecutionDoesNotExist" => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// What is known of an execution; `InvalidArn` or `ExecutionDoesNotExist` otherwise.
    pub(super) async fn known(&self, arn: &str) -> Result<Described, ApiError> {
        // AWS tells nothing of EXPRESS executions but in their logs. Children of Map Runs are told of here.
        if arn::parse(arn)? != (Resource::Express { child: true }) {
            arn::expect(arn, "execution")?;
        }
        self.described(arn).await?.ok_or_else(|| no_such_execution(arn))
    }

    pub(super) async fn stop_execution(
        &self,
        request: StopExecutionInput,
    ) -> Result<StopExecutionOutput, ApiError> {
        arn::expect(&request.execution_arn, "execution")?;
        let stopped =
            self.engine.stop(&request.execution_arn, request.error, request.cause).await?;
        Ok(StopExecutionOutput { stop_date: time(stopped) })
    }

    pub(super) async fn redrive_execution(
        &self,
        request: RedriveExecutionInput,
    ) -> Result<RedriveExecutionOutput, ApiError> {
        arn::expect(&request.execution_arn, "execution")?;
        let date = self.engine.redrive(&request.execution_arn, request.client_token).await?;
        Ok(RedriveExecutionOutput { redrive_date: time(date) })
    }

    /// Stops the executions of a state machine that is deleted.
    pub(super) fn stop_all(&self, machine_arn: &str) {
        for execution in self.engine.running() {
            if execution.describe().state_machine_arn == machine_arn {
                execution.stop(None, None);
            }
        }
    }

    pub(super) async fn get_execution_history(
        &self,
        request: GetExecutionHistoryInput,
    ) -> Result<GetExecutionHistoryOutput, ApiError> {
        let arn = request.execution_arn;
        let reverse = request.reverse_order.unwrap_or(false);
        let scope = format!("{arn} {reverse}");
        let token = request.next_token.as_deref();
        let list = List::new("GetExecutionHistory", &scope, request.max_results, 1_000, token)?;
        self.known(&arn).await?;
        let mut entries = self.engine.history_entries(&arn).await?;
        if reverse {
            entries.reverse();
        }
        let (page, next_token) = list.page(entries)?;
        let mut events: Vec<Value> = page.into_iter().filter_map(Entry::read).collect();
        for event in &mut events {
            if let Some(millis) = event.get("timestamp").and_then(Value::as_i64) {
                event["timestamp"] = Value::Number(Timestamp(millis).number());
            }
            if request.include_execution_data == Some(false) {
                history::without_data(event);
            }
        }
        Ok(GetExecutionHistoryOutput { events: Value::Array(events), next_token })
    }

    pub(super) async fn send_task_success(
        &self,
        request: SendTaskSuccessInput,
    ) -> Result<SendTaskSuccessOutput, ApiError> {
        self.engine.send_task_success(&request.task_token, &request.output)?;
        Ok(SendTaskSuccessOutput {})
    }

    pub(super) async fn send_task_failure(
        &self,
        request: SendTaskFailureInput,
    ) -> Result<SendTaskFailureOutput, ApiError> {
        self.engine.send_task_failure(&request.task_token, request.error, request.cause)?;
        Ok(SendTaskFailureOutput {})
    }

    pub(super) async fn send_task_heartbeat(
        &self,
        request: SendTaskHeartbeatInput,
    ) -> Result<SendTaskHeartbeatOutput, ApiError> {
        self.engine.send_task_heartbeat(&request.task_token)?;
        Ok(SendTaskHeartbeatOutput {})
    }

    pub(super) async fn get_activity_task(
        &self,
        request: GetActivityTaskInput,
    ) -> Result<GetActivityTaskOutput, ApiError> {
        let activity = self.activity(&request.activity_arn)?;
        let task = self.engine.get_activity_task(&activity.arn, request.worker_name).await;
        Ok(GetActivityTaskOutput {
            task_token: task.as_ref().map(|task| task.token.clone()),
            input: task.map(|task| task.input.to_string()),
        })
    }

    pub(super) async fn update_map_run(
        &self,
        request: UpdateMapRunInput,
    ) -> Result<UpdateMapRunOutput, ApiError> {
        let run = self.map_run(&request.map_run_arn).await?;
        let mut settings = run.settings;
        let number = |n: i64| u64::try_from(n).unwrap_or(0);
        if let Some(concurrency) = request.max_concurrency {
            settings.max_concurrency = number(concurrency);
        }
        if let Some(count) = request.tolerated_failure_count {
            settings.tolerated_failure_count = number(count);
        }
        if let Some(percentage) = request.tolerated_failure_percentage {
            settings.tolerated_failure_percentage = percentage;
        }
        if run.status != Status::Running {
            return Err(map_runs::not_found(&request.map_run_arn));
        }
        self.engine.update_map_run(&request.map_run_arn, settings)?;
        Ok(UpdateMapRunOutput {})
    }
}

/// The details of data that is given.
pub fn details(text: &Option<Arc<str>>) -> Option<CloudWatchEventsExecutionDataDetails> {
    text.as_ref().and_then(|_| included())
}
