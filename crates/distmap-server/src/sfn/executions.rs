//! Executions: describe, list, and the state machine that one runs.

use distmap_engine::Status;
use distmap_engine::journal::{ChildFinished, ChildQuery, ExecutionQuery, ExecutionRecord, Paging};

use super::arn::{self, Resource};
use super::machines::no_such_machine;
use super::paging::List;
use super::{Api, time, variables};
use crate::model::sfn::*;
use crate::protocol::ApiError;

/// `ExecutionDoesNotExist`.
pub fn no_such_execution(arn: &str) -> ApiError {
    ApiError::new("ExecutionDoesNotExist", format!("Execution Does Not Exist: '{arn}'"))
}

/// An execution or a child execution of a Map Run that the journal knows.
pub enum Known {
    /// Started by the API or by a Task.
    Top(Box<ExecutionRecord>),
    /// A Map Run's child that has ended.
    Child(Box<ChildFinished>),
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

/// `redriveStatus` and `redriveStatusReason`.
/// <https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html>
fn redrive_status(status: Status) -> (Option<String>, Option<String>) {
    match status {
        Status::Failed | Status::TimedOut | Status::Aborted => {
            (Some("REDRIVABLE".to_owned()), None)
        }
        other => {
            let reason = format!("Execution is {} and cannot be redriven", other.as_str());
            (Some("NOT_REDRIVABLE".to_owned()), Some(reason))
        }
    }
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

impl Api {
    /// What the journal knows of an execution.
    pub(super) async fn known(&self, arn: &str) -> Result<Known, ApiError> {
        match arn::parse(arn)? {
            Resource::Execution | Resource::Express => {}
            _ => arn::expect(arn, "execution")?,
        }
        let journal = self.engine.journal();
        if let Some(record) = journal.execution(arn).await? {
            return Ok(Known::Top(Box::new(record)));
        }
        let child = journal.child(arn).await?;
        child.map(|child| Known::Child(Box::new(child))).ok_or_else(|| no_such_execution(arn))
    }

    pub(super) async fn describe_execution(
        &self,
        request: DescribeExecutionInput,
    ) -> Result<DescribeExecutionOutput, ApiError> {
        Ok(match self.known(&request.execution_arn).await? {
            Known::Top(record) => self.described(&record)?,
            Known::Child(child) => described_child(&child),
        })
    }

    fn described(&self, record: &ExecutionRecord) -> Result<DescribeExecutionOutput, ApiError> {
        let started = &record.started;
        let finished = record.finished.as_ref();
        let status = finished.map_or(Status::Running, |finished| finished.status);
        let output = finished.and_then(|finished| finished.output.as_deref()).map(str::to_owned);
        let (redrive_status, redrive_status_reason) = redrive_status(status);
        Ok(DescribeExecutionOutput {
            execution_arn: started.arn.to_string(),
            state_machine_arn: started.state_machine_arn.clone(),
            name: Some(started.name.clone()),
            status: status.as_str().to_owned(),
            start_date: time(started.started),
            stop_date: finished.map(|finished| time(finished.stopped)),
            input: Some(started.input.to_string()),
            input_details: included(),
            output_details: output.as_ref().and_then(|_| included()),
            output,
            trace_header: started.trace_header.clone(),
            map_run_arn: None,
            error: finished.and_then(|finished| finished.error.clone()),
            cause: finished.and_then(|finished| finished.cause.clone()),
            state_machine_version_arn: started.qualified_arn.clone(),
            state_machine_alias_arn: self.alias_of(&started.arn)?,
            redrive_count: Some(0),
            redrive_date: None,
            redrive_status,
            redrive_status_reason,
        })
    }

    /// The alias that an execution was started through.
    fn alias_of(&self, execution_arn: &str) -> Result<Option<String>, ApiError> {
        let found = self.store.table("execution-aliases").get(execution_arn);
        let found = found.map_err(|error| ApiError::internal(error.to_string()))?;
        Ok(found.and_then(|alias| alias.as_str().map(str::to_owned)))
    }

    pub(super) async fn list_executions(
        &self,
        request: ListExecutionsInput,
    ) -> Result<ListExecutionsOutput, ApiError> {
        let wanted = request.status_filter.as_deref().and_then(status);
        let token = request.next_token.as_deref();
        match (request.state_machine_arn, request.map_run_arn) {
            (Some(arn), None) => {
                let scope = format!("{arn} {}", request.status_filter.unwrap_or_default());
                let list = List::new("ListExecutions", &scope, request.max_results, 100, token)?;
                self.list_by_machine(&arn, wanted, &list).await
            }
            (None, Some(arn)) => {
                arn::expect(&arn, "mapRun")?;
                let scope = format!("{arn} {}", request.status_filter.unwrap_or_default());
                let list = List::new("ListExecutions", &scope, request.max_results, 100, token)?;
                self.list_by_map_run(arn, wanted, &list).await
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
                let item = self.listed(&record)?;
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

    fn listed(&self, record: &ExecutionRecord) -> Result<ExecutionListItem, ApiError> {
        let started = &record.started;
        let finished = record.finished.as_ref();
        Ok(ExecutionListItem {
            execution_arn: started.arn.to_string(),
            state_machine_arn: started.state_machine_arn.clone(),
            name: started.name.clone(),
            status: finished.map_or(Status::Running, |f| f.status).as_str().to_owned(),
            start_date: time(started.started),
            stop_date: finished.map(|finished| time(finished.stopped)),
            state_machine_version_arn: started.qualified_arn.clone(),
            state_machine_alias_arn: self.alias_of(&started.arn)?,
            redrive_count: Some(0),
            ..ExecutionListItem::default()
        })
    }

    async fn list_by_map_run(
        &self,
        map_run_arn: String,
        wanted: Option<Status>,
        list: &List<'_>,
    ) -> Result<ListExecutionsOutput, ApiError> {
        if self.engine.journal().map_run(&map_run_arn).await?.is_none() {
            return Err(ApiError::new(
                "ResourceNotFound",
                format!("Resource not found: '{map_run_arn}'"),
            ));
        }
        let paging = Paging { token: list.from().map(str::to_owned), max: list.max() };
        let query = ChildQuery { map_run_arn, status: wanted, paging };
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
            redrive_count: Some(0),
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
        let record = match self.known(&asked).await? {
            Known::Top(record) => record,
            Known::Child(child) => {
                let root = self.root_of(&child).await?;
                Box::new(root.ok_or_else(|| no_such_execution(&asked))?)
            }
        };
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
            variable_references: variables::references(&configuration.definition),
            revision_id,
            map_run_arn: None,
            label: None,
        })
    }

    /// The execution that a child execution belongs to, over nested Map Runs.
    async fn root_of(&self, child: &ChildFinished) -> Result<Option<ExecutionRecord>, ApiError> {
        let journal = self.engine.journal();
        let mut map_run_arn = child.map_run_arn.clone();
        // Each step goes up by one Map Run.
        while let Some(run) = journal.map_run(&map_run_arn).await? {
            let parent = &run.started.execution_arn;
            if let Some(record) = journal.execution(parent).await? {
                return Ok(Some(record));
            }
            match journal.child(parent).await? {
                Some(child) => map_run_arn = child.map_run_arn,
                None => break,
            }
        }
        Ok(None)
    }
}

fn described_child(child: &ChildFinished) -> DescribeExecutionOutput {
    let (redrive_status, redrive_status_reason) = redrive_status(child.status);
    let text = |text: &Option<std::sync::Arc<str>>| text.as_deref().map(str::to_owned);
    DescribeExecutionOutput {
        execution_arn: child.arn.to_string(),
        state_machine_arn: machine_of(&child.arn),
        name: Some(child.name.clone()),
        status: child.status.as_str().to_owned(),
        start_date: time(child.started),
        stop_date: Some(time(child.stopped)),
        input: text(&child.input),
        input_details: child.input.as_ref().and_then(|_| included()),
        output: text(&child.output),
        output_details: child.output.as_ref().and_then(|_| included()),
        map_run_arn: Some(child.map_run_arn.to_string()),
        error: child.error.clone(),
        cause: child.cause.clone(),
        redrive_count: Some(0),
        redrive_status,
        redrive_status_reason,
        ..DescribeExecutionOutput::default()
    }
}
