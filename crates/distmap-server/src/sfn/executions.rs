//! Executions: describe, list, and the state machine that one runs.

use distmap_engine::Status;
use distmap_engine::execution::Described;
use distmap_engine::journal::{ChildQuery, ExecutionQuery, ExecutionRecord, Paging, Redrive};

use super::arn;
use super::machines::no_such_machine;
use super::paging::List;
use super::runs::details;
use super::{Api, definition, time};
use crate::model::sfn::*;
use crate::protocol::ApiError;
use crate::protocol::shape::Timestamp;

/// `ExecutionDoesNotExist`.
pub fn no_such_execution(arn: &str) -> ApiError {
    ApiError::new("ExecutionDoesNotExist", format!("Execution Does Not Exist: '{arn}'"))
}

pub fn status(name: &str) -> Option<Status> {
    [
        Status::Running,
        Status::Succeeded,
        Status::Failed,
        Status::TimedOut,
        Status::Aborted,
        Status::PendingRedrive,
    ]
    .into_iter()
    .find(|status| status.as_str() == name)
}

pub fn included() -> Option<CloudWatchEventsExecutionDataDetails> {
    Some(CloudWatchEventsExecutionDataDetails { included: Some(true) })
}

/// `redriveCount`.
pub fn redrive_count(redrive: Option<Redrive>) -> Option<i64> {
    Some(redrive.map_or(0, |redrive| i64::try_from(redrive.count).unwrap_or(i64::MAX)))
}

/// `redriveDate`.
pub fn redrive_date(redrive: Option<Redrive>) -> Option<Timestamp> {
    redrive.map(|redrive| time(redrive.date))
}

/// `arn:...:stateMachine:MACHINE/LABEL` of a child execution's ARN.
fn machine_of(execution_arn: &str) -> String {
    let parts: Vec<&str> = execution_arn.split(':').collect();
    match parts.as_slice() {
        [arn, aws, states, region, account, _, machine, ..] => {
            format!("{arn}:{aws}:{states}:{region}:{account}:stateMachine:{machine}")
        }
        _ => String::new(),
    }
}

/// `LABEL` of `arn:...:mapRun:MACHINE/LABEL:ID`.
fn label_of(map_run_arn: &str) -> Option<String> {
    let (_, label) = map_run_arn.rsplit(':').nth(1)?.rsplit_once('/')?;
    Some(label.to_owned())
}

impl Api {
    pub(super) async fn describe_execution(
        &self,
        request: DescribeExecutionInput,
    ) -> Result<DescribeExecutionOutput, ApiError> {
        let told = self.known(&request.execution_arn).await?;
        let redrive_status = self.engine.redrive_status(&told.arn).await?;
        Ok(DescribeExecutionOutput {
            state_machine_alias_arn: self.alias_of(&told.arn)?,
            execution_arn: told.arn,
            state_machine_arn: told.state_machine_arn,
            name: Some(told.name),
            status: told.status.as_str().to_owned(),
            start_date: time(told.started),
            stop_date: told.stopped.map(time),
            input_details: details(&told.input),
            input: told.input.map(|text| text.to_string()),
            output_details: details(&told.output),
            output: told.output.map(|text| text.to_string()),
            trace_header: told.trace_header,
            map_run_arn: told.map_run_arn,
            error: told.error,
            cause: told.cause,
            state_machine_version_arn: told.qualified_arn,
            redrive_count: redrive_count(told.redrive),
            redrive_date: redrive_date(told.redrive),
            redrive_status_reason: redrive_status.reason().map(str::to_owned),
            redrive_status: Some(redrive_status.as_str().to_owned()),
        })
    }

    /// The alias that an execution was started through.
    fn alias_of(&self, execution_arn: &str) -> Result<Option<String>, ApiError> {
        let found = self.store.table("execution-aliases").get(execution_arn)?;
        Ok(found.and_then(|alias| alias.as_str().map(str::to_owned)))
    }

    pub(super) async fn list_executions(
        &self,
        request: ListExecutionsInput,
    ) -> Result<ListExecutionsOutput, ApiError> {
        let wanted = request.status_filter.as_deref().and_then(status);
        let token = request.next_token.as_deref();
        let redriven = request.redrive_filter.as_deref().map(|filter| filter == "REDRIVEN");
        match (request.state_machine_arn, request.map_run_arn) {
            (Some(_), None) if redriven.is_some() => Err(ApiError::validation(
                "RedriveFilter cannot be applied to ListExecutions call with StateMachine ARN",
            )),
            (Some(arn), None) => {
                let scope = format!("{arn} {}", request.status_filter.unwrap_or_default());
                let list = List::new("ListExecutions", &scope, request.max_results, 100, token)?;
                self.list_by_machine(&arn, wanted, &list).await
            }
            (None, Some(arn)) => {
                arn::expect(&arn, "mapRun")?;
                let status = request.status_filter.unwrap_or_default();
                let scope = format!("{arn} {status} {redriven:?}");
                let list = List::new("ListExecutions", &scope, request.max_results, 100, token)?;
                self.list_by_map_run(arn, wanted, redriven, &list).await
            }
            _ => Err(ApiError::validation(
                "Must specify either State Machine ARN or Map Run ARN, but not both",
            )),
        }
    }

    async fn list_by_machine(
        &self,
        arn: &str,
        wanted: Option<Status>,
        list: &List<'_>,
    ) -> Result<ListExecutionsOutput, ApiError> {
        let (bare, qualifier) = arn::split_qualifier(arn)?;
        let machine = self.registry.machine(&bare).ok_or_else(|| no_such_machine(arn))?;
        if machine.express {
            return Err(ApiError::new(
                "StateMachineTypeNotSupported",
                "This operation is not supported by this type of state machine",
            ));
        }
        let mut query = ExecutionQuery {
            state_machine_arn: Some(bare),
            status: wanted,
            paging: Paging { token: list.from().map(str::to_owned), max: list.max() },
        };
        let mut executions = Vec::new();
        // A version's or an alias's executions are picked from the state machine's.
        loop {
            query.paging.max = list.max() - executions.len();
            let page = self.engine.journal().executions(&query).await?;
            for record in page.items {
                let item = self.listed(Described::recorded(&record))?;
                let matches = qualifier.is_none()
                    || item.state_machine_version_arn.as_deref() == Some(arn)
                    || item.state_machine_alias_arn.as_deref() == Some(arn);
                if matches {
                    executions.push(item);
                }
            }
            query.paging.token = page.next;
            if query.paging.token.is_none() || executions.len() >= list.max() {
                break;
            }
        }
        let next_token = query.paging.token.map(|from| list.token(&from));
        Ok(ListExecutionsOutput { executions, next_token })
    }

    fn listed(&self, told: Described) -> Result<ExecutionListItem, ApiError> {
        Ok(ExecutionListItem {
            state_machine_alias_arn: self.alias_of(&told.arn)?,
            execution_arn: told.arn,
            state_machine_arn: told.state_machine_arn,
            name: told.name,
            status: told.status.as_str().to_owned(),
            start_date: time(told.started),
            stop_date: told.stopped.map(time),
            state_machine_version_arn: told.qualified_arn,
            redrive_count: redrive_count(told.redrive),
            redrive_date: redrive_date(told.redrive),
            ..ExecutionListItem::default()
        })
    }

    async fn list_by_map_run(
        &self,
        map_run_arn: String,
        wanted: Option<Status>,
        redriven: Option<bool>,
        list: &List<'_>,
    ) -> Result<ListExecutionsOutput, ApiError> {
        self.map_run(&map_run_arn).await?;
        let paging = Paging { token: list.from().map(str::to_owned), max: list.max() };
        let query = ChildQuery { map_run_arn, status: wanted, redriven, paging };
        let page = self.engine.journal().children(&query).await?;
        let executions = page.items.iter().map(|child| ExecutionListItem {
            execution_arn: child.arn.to_string(),
            state_machine_arn: machine_of(&child.arn),
            name: child.name.clone(),
            status: child.status.as_str().to_owned(),
            start_date: time(child.started),
            stop_date: Some(time(child.stopped)),
            map_run_arn: Some(child.map_run_arn.to_string()),
            item_count: i64::try_from(child.items).ok(),
            redrive_count: redrive_count(child.redrive),
            redrive_date: redrive_date(child.redrive),
            ..ExecutionListItem::default()
        });
        let next_token = page.next.map(|from| list.token(&from));
        Ok(ListExecutionsOutput { executions: executions.collect(), next_token })
    }

    pub(super) async fn describe_state_machine_for_execution(
        &self,
        request: DescribeStateMachineForExecutionInput,
    ) -> Result<DescribeStateMachineForExecutionOutput, ApiError> {
        let asked = request.execution_arn;
        let told = self.known(&asked).await?;
        let record = match told.map_run_arn.clone() {
            None => self.engine.journal().execution(&asked).await?,
            Some(map_run_arn) => self.root_of(map_run_arn).await?,
        };
        let record = record.ok_or_else(|| no_such_execution(&asked))?;
        let started = &record.started;
        let (machine, configuration, revision_id) = self
            .described_for(&started.state_machine_arn, &started.definition, &started.role_arn)
            .ok_or_else(|| no_such_machine(&started.state_machine_arn))?;
        Ok(DescribeStateMachineForExecutionOutput {
            state_machine_arn: started.state_machine_arn.clone(),
            name: machine.name.clone(),
            definition: configuration.definition.to_string(),
            role_arn: configuration.role_arn.clone(),
            update_date: time(machine.updated),
            logging_configuration: Some(configuration.logging.clone()),
            tracing_configuration: Some(TracingConfiguration {
                enabled: Some(configuration.tracing),
            }),
            encryption_configuration: Some(configuration.encryption.clone()),
            variable_references: definition::variable_references(&configuration.definition),
            revision_id,
            label: told.map_run_arn.as_deref().and_then(label_of),
            map_run_arn: told.map_run_arn,
        })
    }

    /// The execution that a child execution belongs to, over nested Map Runs.
    async fn root_of(&self, mut map_run_arn: String) -> Result<Option<ExecutionRecord>, ApiError> {
        let journal = self.engine.journal();
        // Each step goes up by one Map Run.
        while let Some(run) = journal.map_run(&map_run_arn).await? {
            let parent = &run.started.execution_arn;
            if let Some(record) = journal.execution(parent).await? {
                return Ok(Some(record));
            }
            match journal.child(parent).await? {
                Some(child) => map_run_arn = child.map_run_arn.to_string(),
                None => break,
            }
        }
        Ok(None)
    }
}
