//! Going on after the process ended: executions that the journal knows as unfinished.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize};

use distmap_asl::ExecutionType;
use distmap_eval::Variables;
use serde_json::{Map, Value};

use crate::data::Data;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::execution::{Execution, Status};
use crate::history::{self, EventKind, Recorder};
use crate::journal::{ExecutionFinished, ExecutionRecord, Record};
use crate::plan::{FlowId, Plan};
use crate::run::{Beginning, Branch, Identity, Run};

impl Engine {
    /// Goes on with every execution that had not ended when an earlier process did. To be called once,
    /// before anything is started.
    ///
    /// A STANDARD execution goes on at the state of its own flow that it had entered last; that state is
    /// run again. A Map Run that was open there goes on under its ARN: its children that had ended are
    /// not run again. What a state did before can so be done twice, but is counted once. An EXPRESS
    /// execution ends as `FAILED`, as its state is nowhere but in memory.
    ///
    /// # Errors
    /// What the journal meets. An execution whose definition or data cannot be read any more ends as
    /// `FAILED`.
    pub async fn resume(&self) -> Result<Vec<Execution>, ApiError> {
        let mut resumed = Vec::new();
        for record in self.journal().unfinished().await? {
            if self.execution(&record.started.arn).is_some() {
                continue;
            }
            match self.resume_one(&record).await? {
                Ok(execution) => resumed.push(execution),
                Err(cause) => self.close(&record, &cause),
            }
        }
        self.journal().flush().await?;
        Ok(resumed)
    }

    /// Ends an execution that cannot go on.
    fn close(&self, record: &ExecutionRecord, cause: &str) {
        self.journal().append(Record::ExecutionFinished(ExecutionFinished {
            arn: record.started.arn.clone(),
            status: Status::Failed,
            stopped: self.clock().now(),
            output: None,
            error: Some("States.Runtime".into()),
            cause: Some(cause.to_owned()),
            transitions: record.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.transitions),
        }));
    }

    /// The execution, or why it cannot go on.
    async fn resume_one(
        &self,
        record: &ExecutionRecord,
    ) -> Result<Result<Execution, String>, ApiError> {
        let events = self.journal().history(&record.started.arn).await?;
        let last = events.iter().flat_map(|part| history::decode(part));
        let last = last.filter_map(|event| event["id"].as_u64()).max().unwrap_or(0);
        Ok(self.revive(record, last))
    }

    fn revive(&self, record: &ExecutionRecord, last_event: u64) -> Result<Execution, String> {
        let started = &record.started;
        if started.execution_type == ExecutionType::Express {
            return Err("the process that ran this EXPRESS execution ended".into());
        }
        let definition = distmap_asl::parse(&started.definition).map_err(|e| e.to_string())?;
        let plan = Plan::compile(&definition)
            .map_err(|errors| errors.first().map_or_else(String::new, ToString::to_string))?;
        let input = Data::parse(started.input.clone()).map_err(|e| e.to_string())?;
        let top = plan.flow(FlowId::TOP);
        let mut branch = Branch { top: true, ..Branch::default() };
        let (state, given, transitions) = match &record.checkpoint {
            None => (top.start, input.clone(), 0),
            Some(checkpoint) => {
                let found = top.states.iter().position(|s| *s.name == *checkpoint.state);
                let state =
                    found.ok_or_else(|| format!("there is no state '{}'", checkpoint.state))?;
                let variables: Map<String, Value> =
                    serde_json::from_str(&checkpoint.variables).map_err(|e| e.to_string())?;
                branch.variables = Variables::new();
                branch.variables.assign(variables).map_err(|e| e.cause)?;
                branch.previous = checkpoint.last_event;
                let given = Data::parse(checkpoint.input.clone()).map_err(|e| e.to_string())?;
                (state, given, checkpoint.transitions)
            }
        };
        let parts: Vec<&str> = started.state_machine_arn.splitn(8, ':').collect();
        let run = Arc::new(Run {
            engine: self.clone(),
            plan: Arc::new(plan),
            identity: Identity {
                arn: started.arn.clone(),
                name: started.name.as_str().into(),
                machine: (*parts.get(6).unwrap_or(&"")).into(),
                machine_arn: started.state_machine_arn.as_str().into(),
                role_arn: Some(started.role_arn.as_str().into()),
                execution_type: started.execution_type,
                started: started.started,
                redrive_count: Some(0),
            },
            input: input.clone(),
            history: Recorder::new(last_event, self.limits().history_events),
            transitions: AtomicU64::new(transitions),
            durable: true,
            journaled: AtomicUsize::new(0),
            mocks: None,
            probe: None,
            resumes: AtomicBool::new(true),
        });
        if last_event == 0 {
            let role_arn = started.role_arn.as_str().into();
            run.record_aside(0, EventKind::ExecutionStarted { input, role_arn });
        }
        Ok(self.launch(run, started.clone(), Beginning { state, input: given, branch }))
    }
}
