//! Going on after the process ended: executions that the journal knows as unfinished.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize};

use distmap_asl::ExecutionType;
use distmap_eval::Variables;
use serde_json::{Map, Value};

use crate::data::Data;
use crate::engine::Engine;
use crate::error::ApiError;
use crate::execution::{Execution, Status};
use crate::history::{EventKind, Recorder};
use crate::journal::{ExecutionFinished, ExecutionRecord, Record, Redrive};
use crate::map_run::Resume;
use crate::plan::{FlowId, Plan};
use crate::replay::{Past, Replay};
use crate::run::{Beginning, Begun, Branch, Identity, Run};

impl Engine {
    /// Goes on with every execution that had not ended when an earlier process did. To be called once,
    /// before anything is started.
    ///
    /// A STANDARD execution goes on in the state that it was in. A Wait, the delay before a Retry, and a
    /// task that waits for its token or its activity's worker go on as if nothing had happened: what was
    /// waited counts, and tokens are good. A Map Run goes on under its ARN: its children that had ended
    /// are not run again. Other work is done again: what a state did before can so be done twice, but is
    /// counted once. An EXPRESS execution ends as `FAILED`, as its state is nowhere but in memory.
    ///
    /// # Errors
    /// What the journal meets. An execution whose definition or data cannot be read any more ends as
    /// `FAILED`.
    pub async fn resume(&self) -> Result<Vec<Execution>, ApiError> {
        let unfinished = self.journal().unfinished().await?;
        self.close_lost_map_runs(&unfinished).await?;
        let mut resumed = Vec::new();
        for record in unfinished {
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

    /// Ends the Map Runs that nothing goes on with: those below executions that have ended.
    async fn close_lost_map_runs(&self, unfinished: &[ExecutionRecord]) -> Result<(), ApiError> {
        for run in self.journal().open_map_runs().await? {
            let below = |record: &ExecutionRecord| {
                // `...:execution:MACHINE/LABEL/LABEL:NAME` of a child, `...:execution:MACHINE:NAME` of its root.
                let machine = record.started.arn.rsplit_once(':').map(|(machine, _)| machine);
                let own = *run.started.execution_arn == *record.started.arn;
                own || machine
                    .is_some_and(|machine| is_child_of(&run.started.execution_arn, machine))
            };
            if unfinished.iter().any(below) {
                continue;
            }
            self.journal().append(Record::MapRunFinished {
                map_run_arn: run.started.arn.clone(),
                status: Status::Aborted,
                stopped: self.clock().now(),
                counters: run.counters,
            });
        }
        Ok(())
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
        let events = self.events(&record.started.arn).await?;
        Ok(self.go_on_with(record, Replay::of(&events)))
    }

    fn go_on_with(&self, record: &ExecutionRecord, replay: Replay) -> Result<Execution, String> {
        if record.started.execution_type == ExecutionType::Express {
            return Err("the process that ran this EXPRESS execution ended".into());
        }
        let run = self.revived(record, replay.last, Resume::Restart, record.redrive())?;
        if replay.last == 0 {
            let role_arn = record.started.role_arn.as_str().into();
            run.record_aside(0, EventKind::ExecutionStarted { input: run.input.clone(), role_arn });
        }
        // What the history tells of the state counts only if it is the one that was entered last.
        let open = replay.open.filter(|past| {
            record.checkpoint.as_ref().is_none_or(|checkpoint| {
                (checkpoint.last_event, &checkpoint.state) == (past.before, &past.state)
            })
        });
        let beginning = self.beginning(&run, record, open)?;
        Ok(self.launch(run, record.started.clone(), beginning))
    }

    /// An execution of the journal, ready to go on after its event `last`.
    pub(crate) fn revived(
        &self,
        record: &ExecutionRecord,
        last: u64,
        mode: Resume,
        redrive: Option<Redrive>,
    ) -> Result<Arc<Run>, String> {
        let started = &record.started;
        let definition = distmap_asl::parse(&started.definition).map_err(|e| e.to_string())?;
        let plan = Plan::compile(&definition)
            .map_err(|errors| errors.first().map_or_else(String::new, ToString::to_string))?;
        let input = Data::parse(started.input.clone()).map_err(|e| e.to_string())?;
        let transitions = match (&record.finished, &record.checkpoint) {
            (Some(finished), _) => finished.transitions,
            (None, checkpoint) => checkpoint.as_ref().map_or(0, |c| c.transitions),
        };
        let parts: Vec<&str> = started.state_machine_arn.splitn(8, ':').collect();
        Ok(Arc::new(Run {
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
                synchronous: false,
                redrive,
            },
            input,
            history: Recorder::new(last, self.history_limit(started.execution_type)),
            transitions: AtomicU64::new(transitions),
            durable: true,
            journaled: AtomicUsize::new(0),
            begun: Begun::default(),
            mocks: None,
            probe: None,
            mode: Some(mode),
        }))
    }

    /// Where it begins: in the state that it was in, or at its last checkpoint.
    pub(crate) fn beginning(
        &self,
        run: &Run,
        record: &ExecutionRecord,
        open: Option<Past>,
    ) -> Result<Beginning, String> {
        let top = run.plan.flow(FlowId::TOP);
        let mut branch = Branch { top: true, past: open.map(Box::new), ..Branch::default() };
        let Some(checkpoint) = &record.checkpoint else {
            return Ok(Beginning { state: top.start, input: run.input.clone(), branch });
        };
        let state = top.find(&checkpoint.state);
        let state = state.ok_or_else(|| format!("there is no state '{}'", checkpoint.state))?;
        branch.previous = checkpoint.last_event;
        if branch.past.is_none() {
            let variables: Map<String, Value> =
                serde_json::from_str(&checkpoint.variables).map_err(|e| e.to_string())?;
            branch.variables = Variables::new();
            branch.variables.assign(variables).map_err(|e| e.cause)?;
        }
        let input = Data::parse(checkpoint.input.clone()).map_err(|e| e.to_string())?;
        Ok(Beginning { state, input, branch })
    }
}

/// Whether an ARN is that of a child of an execution whose ARN begins with `machine`.
fn is_child_of(arn: &str, machine: &str) -> bool {
    let below = arn.strip_prefix(machine).or_else(|| {
        let (place, name) = machine.split_once(":execution:")?;
        arn.strip_prefix(&format!("{place}:express:{name}"))
    });
    below.is_some_and(|rest| rest.starts_with('/'))
}
