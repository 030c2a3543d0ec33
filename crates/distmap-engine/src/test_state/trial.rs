//! Trying the state, and telling what was seen on the way.

use std::sync::atomic::{AtomicU64, AtomicUsize};
use std::sync::{Arc, Mutex};

use distmap_asl::ExecutionType;
use distmap_eval::Variables;
use serde_json::{Map, Value, json};

use super::data_set::{DataSet, array};
use super::definition::Subject;
use super::{InspectionLevel, TestStateRequest, TestStateResult, TestStatus, invalid};
use crate::control::no_json;
use crate::data::Data;
use crate::engine::Engine;
use crate::error::{ApiError, StateError};
use crate::history::Recorder;
use crate::map_run::{ItemSource, batches};
use crate::plan::{DistributedPlan, FlowId, Kind, MapPlan, Next, Plan, StatePlan};
use crate::replay::Inside;
use crate::run::{
    Begun, Branch, ContextObject, Failure, Finished, Identity, MapItem, Prepared, Probe, Run, Step,
    Visit, matches,
};

pub(super) async fn run(
    engine: &Engine,
    request: &TestStateRequest,
    subject: Subject,
) -> Result<TestStateResult, ApiError> {
    let plan = Plan::compile(&subject.machine).map_err(|errors| {
        let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
        ApiError::new(
            "InvalidDefinition",
            400,
            format!("Invalid State Machine Definition: '{}'", texts.join("; ")),
        )
    })?;
    let input = Data::parse(request.input.as_deref().unwrap_or("{}")).map_err(|error| {
        let why = no_json(request.input.as_deref().unwrap_or_default(), &error);
        let message = format!("Invalid State Machine Execution Input: '{why}'");
        ApiError::new("InvalidExecutionInput", 400, message)
    })?;
    let mut variables = Variables::new();
    let given = object(request.variables.as_deref(), "Variables")?;
    variables.assign(given.clone()).map_err(|error| invalid(error.cause))?;
    let run = Arc::new(trial_run(engine, request, plan, input.clone())?);
    let trial = Trial { run: &run, request, state: &run.plan.flow(FlowId::TOP).states[0] };
    let mut result = trial.outcome(input.clone(), variables).await?;
    if request.inspection_level != InspectionLevel::Info {
        let mut data = trial.inspected();
        data.insert("input".into(), (**input.text()).into());
        if !given.is_empty() {
            data.insert("variables".into(), Value::Object(given).to_string().into());
        }
        if let Some(details) = result.details.take() {
            data.insert("errorDetails".into(), details);
        }
        result.answer.inspection_data = Some(data);
    }
    Ok(result.answer)
}

fn object(text: Option<&str>, what: &str) -> Result<Map<String, Value>, ApiError> {
    let Some(text) = text else { return Ok(Map::new()) };
    serde_json::from_str(text).map_err(|_| invalid(format!("{what} must be a valid JSON object")))
}

/// An execution that is nowhere but here.
fn trial_run(
    engine: &Engine,
    request: &TestStateRequest,
    plan: Plan,
    input: Data,
) -> Result<Run, ApiError> {
    let (machine, name) = (engine.new_id(), engine.new_id());
    let answer = request.mock.as_ref().and_then(|mock| match (&mock.result, &mock.error_output) {
        (_, Some(error)) => Some(Err(error.clone())),
        (Some(text), None) => Data::parse(text.as_str()).ok().map(Ok),
        (None, None) => None,
    });
    Ok(Run {
        identity: Identity {
            arn: engine.arn("express", &format!("{machine}:{name}")).into(),
            name: name.into(),
            machine_arn: engine.arn("stateMachine", &machine).into(),
            machine: machine.into(),
            role_arn: request.role_arn.as_deref().map(Arc::from),
            execution_type: ExecutionType::Express,
            started: engine.clock().now(),
            synchronous: true,
            redrive: None,
        },
        engine: engine.clone(),
        plan: Arc::new(plan),
        input,
        history: Recorder::new(1, u64::MAX),
        transitions: AtomicU64::new(0),
        durable: false,
        journaled: AtomicUsize::new(0),
        begun: Begun::default(),
        mocks: None,
        mode: None,
        probe: Some(Probe {
            context: match &request.context {
                Some(text) => Some(Value::Object(object(Some(text), "Context")?)),
                None => None,
            },
            answer,
            seen: Mutex::default(),
        }),
    })
}

struct Trial<'a> {
    run: &'a Arc<Run>,
    request: &'a TestStateRequest,
    state: &'a StatePlan,
}

/// An answer, and what is to be said of its error.
struct Tried {
    answer: TestStateResult,
    details: Option<Value>,
}

impl Trial<'_> {
    async fn outcome(&self, input: Data, variables: Variables) -> Result<Tried, ApiError> {
        let mut branch = Branch { variables, ..Branch::default() };
        let visit = Visit {
            state: self.state,
            entered: 2,
            before: 0,
            entered_at: self.run.engine.clock().now(),
            past: Mutex::default(),
        };
        let done = match &self.state.kind {
            Kind::Task(_) => self.run.attempt(&visit, &input, 0, &mut branch).await,
            Kind::Parallel(_) => self.mocked_parallel(&visit, &input, &branch),
            Kind::Map(map) => self.mocked_map(&visit, map, &input, &mut branch).await?,
            _ => {
                let step = self.run.state(self.state, input, &mut branch).await;
                return Ok(match step {
                    Ok(step) => self.succeeded(step),
                    Err(failure) => self.failed(TestStatus::Failed, failure.error, None),
                });
            }
        };
        let left = done.and_then(|done| self.run.leave(&visit, done, self.state.next, &mut branch));
        Ok(match left {
            Ok(step) => self.succeeded(step),
            Err(failure) => self.handled(&visit, failure, &input, &branch),
        })
    }

    /// A Retry or Catch for the failure.
    fn handled(&self, visit: &Visit<'_>, failure: Failure, input: &Data, branch: &Branch) -> Tried {
        if failure.fatal {
            return self.failed(TestStatus::Failed, failure.error, None);
        }
        let used = self.request.state_configuration.retrier_retry_count.unwrap_or(0);
        let mut details = None;
        let mut retriers = self.state.retry.iter().enumerate();
        if let Some((index, retrier)) =
            retriers.find(|(_, retrier)| matches(&retrier.error_equals, &failure))
        {
            if used < retrier.max_attempts {
                let backoff = retrier.delay(used).as_secs();
                let details = json!({"retryBackoffIntervalSeconds": backoff, "retryIndex": index});
                return self.failed(TestStatus::Retriable, failure.error, Some(details));
            }
            details = Some(json!({"retryIndex": index}));
        }
        let mut catchers = self.state.catch.iter().enumerate();
        let Some((index, catcher)) =
            catchers.find(|(_, catcher)| matches(&catcher.error_equals, &failure))
        else {
            return self.failed(TestStatus::Failed, failure.error, details);
        };
        let context = ContextObject::new(self.run, visit, branch).attempt(used, None);
        match self.run.caught(visit, catcher, &failure, input, &context, branch) {
            Ok(done) => {
                let details = Some(json!({"catchIndex": index}));
                let mut tried = self.failed(TestStatus::CaughtError, failure.error, details);
                tried.answer.output = Some(done.output.text().clone());
                tried.answer.next_state = Some(self.name(catcher.next));
                tried
            }
            Err(failure) => self.failed(TestStatus::Failed, failure.error, None),
        }
    }

    fn succeeded(&self, step: Step) -> Tried {
        let answer = TestStateResult {
            status: TestStatus::Succeeded,
            output: Some(step.output.text().clone()),
            error: None,
            cause: None,
            next_state: match step.next {
                Next::End => None,
                Next::State(next) => Some(self.name(next)),
            },
            inspection_data: None,
        };
        Tried { answer, details: None }
    }

    fn failed(&self, status: TestStatus, error: StateError, details: Option<Value>) -> Tried {
        let answer = TestStateResult {
            status,
            output: None,
            error: error.error,
            cause: error.cause,
            next_state: None,
            inspection_data: None,
        };
        Tried { answer, details }
    }

    fn name(&self, state: usize) -> String {
        self.run.plan.flow(FlowId::TOP).states[state].name.to_string()
    }

    fn mocked_parallel(
        &self,
        visit: &Visit<'_>,
        input: &Data,
        branch: &Branch,
    ) -> Result<Finished, Failure> {
        let context = ContextObject::new(self.run, visit, branch).attempt(0, None);
        let effective = self.run.effective_input(visit, input, &context, branch)?;
        self.run.arguments(visit, input, effective, &context, branch)?;
        let result = self.result(visit)?;
        self.run.finish(visit, input, result, &context, branch)
    }

    /// What the mock says that the work gave.
    fn result(&self, visit: &Visit<'_>) -> Result<Data, Failure> {
        match self.run.mocked(visit) {
            Some(answer) => answer.map_err(Failure::new),
            None => Err(visit.runtime("a mock must give either a result or an error")),
        }
    }

    async fn mocked_map(
        &self,
        visit: &Visit<'_>,
        map: &MapPlan,
        input: &Data,
        branch: &mut Branch,
    ) -> Result<Result<Finished, Failure>, ApiError> {
        let text = self.request.state_configuration.map_item_reader_data.as_deref();
        let read = text.map(DataSet::new).transpose()?;
        let fields = match &map.distributed {
            None => self.inline_fields(visit, map, input, branch),
            Some(distributed) => {
                self.distributed_fields(visit, map, distributed, read, input, branch).await
            }
        };
        Ok(fields.and_then(|()| {
            let context = ContextObject::new(self.run, visit, branch).attempt(0, None);
            let result = self.result(visit)?;
            self.run.finish(visit, input, result, &context, branch)
        }))
    }

    /// Evaluates the fields of an INLINE Map.
    fn inline_fields(
        &self,
        visit: &Visit<'_>,
        map: &MapPlan,
        input: &Data,
        branch: &Branch,
    ) -> Result<(), Failure> {
        let run = self.run;
        let context = ContextObject::new(run, visit, branch).attempt(0, None);
        let effective = run.effective_input(visit, input, &context, branch)?;
        let scope = effective.scope(input, &context, &branch.variables);
        let items = run.items(visit, &map.items, &scope)?;
        run.inspect("afterItemsPath", &Data::array(items.clone()));
        if let Some(selector) = &map.selector {
            let mut selected = Vec::with_capacity(items.len());
            for (index, value) in (0..).zip(items) {
                let item = Some(Arc::new(MapItem { index, value }));
                let branch = Branch { item, ..branch.clone() };
                let context = ContextObject::new(run, visit, &branch).attempt(0, None);
                let scope = effective.scope(input, &context, &branch.variables);
                selected.push(selector.evaluate(&scope).map_err(|e| visit.failure(e))?);
            }
            run.inspect("afterItemSelector", &Data::from(Value::Array(selected)));
        }
        let limit = run.max_concurrency(visit, map, &scope)?;
        run.note("maxConcurrency", limit.into());
        Ok(())
    }

    /// Evaluates the fields of a DISTRIBUTED Map, and whether as many failures as there were are tolerated.
    async fn distributed_fields(
        &self,
        visit: &Visit<'_>,
        map: &MapPlan,
        distributed: &DistributedPlan,
        read: Option<DataSet>,
        input: &Data,
        branch: &mut Branch,
    ) -> Result<(), Failure> {
        let run = self.run;
        let prepared =
            run.prepare_map_run(visit, map, distributed, input, 0, branch, &Inside::Nothing)?;
        let Prepared { source, selector, batcher, settings, .. } = prepared;
        let items = match (source, read) {
            (ItemSource::Reader(spec), Some(read)) => {
                let items = read.items(&spec).await.map_err(Failure::new)?;
                if spec.config.items_pointer.is_some() {
                    run.inspect("afterItemsPointer", &array(&items));
                }
                items
            }
            (source, _) => {
                let items = source.at_hand();
                run.inspect("afterItemsPath", &array(&items));
                items
            }
        };
        let length = items.len();
        let mut inputs: Vec<Data> = Vec::with_capacity(length);
        for item in items {
            inputs.push(match &selector {
                Some(selector) => selector.select(item).map_err(Failure::from)?.into(),
                None => item.into_input(),
            });
        }
        if selector.is_some() {
            run.inspect("afterItemSelector", &Data::array(inputs.clone()));
        }
        if let Some(batcher) = batcher {
            run.inspect("afterItemBatcher", &Data::array(batches(batcher, inputs)));
        }
        run.note("maxConcurrency", settings.max_concurrency.into());
        let count = distributed.tolerated_count.as_ref().map(|_| settings.tolerated_failure_count);
        if let Some(count) = count {
            run.note("toleratedFailureCount", count.into());
        }
        let percentage = distributed.tolerated_percentage.as_ref();
        let percentage = percentage.map(|_| settings.tolerated_failure_percentage);
        if let Some(percentage) = percentage {
            run.note("toleratedFailurePercentage", json!(percentage));
        }
        let failed = self.request.state_configuration.map_iteration_failure_count.unwrap_or(0);
        let share = failed as f64 * 100.0 / length.max(1) as f64;
        if count.is_some_and(|count| failed > count)
            || percentage.is_some_and(|percentage| share > percentage)
        {
            return Err(Failure::new(StateError::new(
                "States.ExceedToleratedFailureThreshold",
                "The specified tolerated failure threshold was exceeded",
            )));
        }
        Ok(())
    }

    /// What was seen, as far as AWS shows it for a state of this type.
    fn inspected(&self) -> Map<String, Value> {
        const AFTER: [&str; 2] = ["afterResultSelector", "afterResultPath"];
        let shown: &[&str] = match (&self.state.kind, self.state.jsonata) {
            (Kind::Task(_), true) => &["afterArguments"],
            (Kind::Map(_), true) => &[
                "afterItemsPointer",
                "afterItemSelector",
                "afterItemBatcher",
                "maxConcurrency",
                "toleratedFailureCount",
                "toleratedFailurePercentage",
            ],
            (_, true) => &[],
            (Kind::Pass { result: Some(_) }, false) => &["result", AFTER[0], AFTER[1]],
            (Kind::Parallel(_), false) => &AFTER,
            (Kind::Map(_), false) => &[
                "afterInputPath",
                "afterItemsPath",
                "afterItemsPointer",
                "afterItemSelector",
                "afterItemBatcher",
                "maxConcurrency",
                "toleratedFailureCount",
                "toleratedFailurePercentage",
                AFTER[0],
                AFTER[1],
            ],
            (Kind::Task(_) | Kind::Pass { result: None }, false) => {
                &["afterInputPath", "afterParameters", "result", AFTER[0], AFTER[1]]
            }
            (_, false) => &["afterInputPath"],
        };
        let seen = self.run.seen();
        seen.into_iter()
            .filter(|(name, _)| shown.contains(name))
            .map(|(n, v)| (n.into(), v))
            .collect()
    }
}
