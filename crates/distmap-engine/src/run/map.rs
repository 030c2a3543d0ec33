//! The Map state: inline iterations here, Map Runs by way of [`crate::map_run`].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use distmap_eval::{Context, Scope, Template, Variables, names};
use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};
use serde_json::{Map, Value, json};

use super::flow::{Finished, fits};
use super::{Branch, ContextObject, Failure, MapItem, Run, Visit};
use crate::control::MockedChildren;
use crate::data::{Data, MAX_PAYLOAD};
use crate::error::{ApiError, StateError};
use crate::execution::Status;
use crate::history::{EventKind, Stage};
use crate::journal::{MapRunSettings, Redrive};
use crate::map_run::{self, BatcherSpec, Item, ItemSelect, ItemSource, MapRunSpec, Resume};
use crate::plan::{DistributedPlan, ItemsPlan, MapPlan, Number, PlanRef};
use crate::ports::Clock;
use crate::reader::ReaderSpec;
use crate::redrive::MAX_REDRIVES;
use crate::replay::{Inside, Line};
use crate::writer::WriterSpec;

/// What `MaxItemsPerBatch` and `MaxInputBytesPerBatch` may be
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html>).
pub(crate) const BATCH_ITEMS: RangeInclusive<u64> = 1..=u64::MAX;
pub(crate) const BATCH_BYTES: RangeInclusive<u64> = 1..=MAX_PAYLOAD as u64;

/// The label of a Map state that has none: its name without blanks, as long as a label may be.
///
/// AWS makes one up, too; it appears in the ARNs of the Map Run and its children.
pub fn default_label(state_name: &str) -> String {
    state_name.chars().filter(|c| !c.is_whitespace()).take(40).collect()
}

impl Run {
    pub(crate) async fn map(
        self: &Arc<Self>,
        visit: &Visit<'_>,
        map: &MapPlan,
        input: &Data,
        retries: u64,
        branch: &mut Branch,
    ) -> Result<Finished, Failure> {
        let result = match &map.distributed {
            None => self.map_inline(visit, map, input, retries, branch).await?,
            Some(distributed) => {
                Box::pin(self.map_distributed(visit, map, distributed, input, retries, branch))
                    .await?
            }
        };
        // The results together, before ResultSelector makes less of them.
        fits(visit, &result)?;
        let context = ContextObject::new(self, visit, branch).attempt(retries, None);
        self.finish(visit, input, result, &context, branch)
    }

    async fn map_inline(
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

    /// The items that `ItemsPath`, `Items` or the input give.
    pub(crate) fn items(
        &self,
        visit: &Visit<'_>,
        items: &ItemsPlan,
        scope: &Scope<'_>,
    ) -> Result<Vec<Data>, Failure> {
        let array = |items: Vec<Value>| Ok(items.into_iter().map(Data::from).collect());
        match items {
            ItemsPlan::Path(path) => {
                let found = match path {
                    Some(path) => path.resolve(scope).map_err(|e| visit.failure(e))?,
                    None => Cow::Borrowed(scope.data.value()),
                };
                match found.into_owned() {
                    Value::Array(items) => array(items),
                    _ => Err(visit.runtime(&format!(
                        "Reference path \"{}\" must point to array.",
                        path.as_ref().map_or("$", |path| path.text())
                    ))),
                }
            }
            ItemsPlan::Jsonata(expression) => {
                let items = expression.evaluate_as(scope, distmap_eval::Kind::Array);
                match items.map_err(|e| visit.failure(e))? {
                    Value::Array(items) => array(items),
                    other => array(vec![other]),
                }
            }
            ItemsPlan::Template(template) => {
                match template.evaluate(scope).map_err(|e| visit.failure(e))? {
                    Value::Array(items) => array(items),
                    other => Err(visit.query_error(
                        None,
                        &format!("Map state input must be an array but was: {other}"),
                    )),
                }
            }
            ItemsPlan::Input => match scope.data.value() {
                Value::Array(items) => array(items.clone()),
                other => Err(visit.query_error(
                    None,
                    &format!("Map state input must be an array but was: {other}"),
                )),
            },
        }
    }

    async fn map_distributed(
        self: &Arc<Self>,
        visit: &Visit<'_>,
        map: &MapPlan,
        distributed: &DistributedPlan,
        input: &Data,
        retries: u64,
        branch: &mut Branch,
    ) -> Result<Data, Failure> {
        let inside = visit.take_inside();
        let prepared =
            self.prepare_map_run(visit, map, distributed, input, retries, branch, &inside)?;
        let label = match &distributed.label {
            Some(label) => label.clone(),
            None => default_label(&visit.state.name),
        };
        let child_machine: Arc<str> = format!("{}/{label}", self.identity.machine).into();
        let id = self.map_run_id(&child_machine, input);
        let fresh: Arc<str> = self.engine.arn("mapRun", &format!("{child_machine}:{id}")).into();
        let before = self.map_run_before(&inside, &fresh).await?;
        let resume = before.as_ref().map(|(_, resume)| *resume);
        let arn = before.map_or(fresh, |(arn, _)| arn);
        let started = match (resume, &inside) {
            (Some(Resume::Redrive(redrive)), _) => {
                let map_run_arn = arn.clone();
                let event = EventKind::MapRunRedriven { map_run_arn, count: redrive.count };
                self.record(branch, event)
            }
            // The history has its start already.
            (Some(Resume::Restart), Inside::MapRun { last, .. }) => {
                branch.previous = *last;
                *last
            }
            _ => self.record(branch, EventKind::MapRunStarted { map_run_arn: arn.clone() }),
        };
        self.settle().await;
        let spec = MapRunSpec {
            engine: self.engine.clone(),
            children: match &self.mocks {
                None => Arc::new(self.engine.clone()),
                Some(mocks) => {
                    Arc::new(MockedChildren { engine: self.engine.clone(), mocks: mocks.clone() })
                }
            },
            arn,
            execution_arn: self.identity.arn.clone(),
            state_name: visit.state.name.clone(),
            child_machine,
            processor: PlanRef { plan: self.plan.clone(), flow: map.processor },
            child_type: distributed.child_type,
            source: prepared.source,
            selector: prepared.selector,
            batcher: prepared.batcher,
            writer: prepared.writer,
            read_result: !visit.state.discards_result(),
            settings: prepared.settings,
            role_arn: self.identity.role_arn.clone().unwrap_or_default(),
            resume,
        };
        let done = map_run::run(spec).await;
        branch.now = None;
        self.transitions.fetch_add(done.transitions, Ordering::Relaxed);
        let (status, result) = (done.status, done.result);
        if status == Status::Succeeded {
            let succeeded = self.record_aside(started, EventKind::MapRunSucceeded);
            if result.is_ok() {
                self.record_aside(
                    succeeded,
                    EventKind::StateSucceeded { state_type: visit.state.state_type },
                );
            } else {
                branch.previous = succeeded;
            }
        } else if let Err(error) = &result {
            self.record(branch, EventKind::MapRunFailed(error.clone()));
        }
        result.map(Data::from).map_err(|error| match error.name() {
            names::DATA_LIMIT_EXCEEDED => Failure::by_name(error),
            _ => Failure::new(error),
        })
    }

    /// The Map Run of an earlier attempt at this state that goes on, and how. `fresh` is the ARN of one that begins now.
    async fn map_run_before(
        &self,
        inside: &Inside,
        fresh: &str,
    ) -> Result<Option<(Arc<str>, Resume)>, Failure> {
        let journal = self.engine.journal();
        let unreadable = |e: ApiError| Failure::fatal(StateError::new(e.code, e.message));
        match (self.mode, inside) {
            (Some(Resume::Redrive(_)), Inside::MapRun { arn, error, .. }) => {
                // What these two left is no good to go on with
                // (<https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html>).
                let anew = [names::DATA_LIMIT_EXCEEDED, names::RUNTIME];
                if error.as_deref().is_some_and(|error| anew.contains(&error)) {
                    return Ok(None);
                }
                let Some(run) = journal.map_run(arn).await.map_err(unreadable)? else {
                    return Ok(None);
                };
                let count = run.redrive.map_or(0, |redrive| redrive.count) + 1;
                if count > MAX_REDRIVES {
                    let cause = format!("The Map Run was redriven {MAX_REDRIVES} times");
                    return Err(Failure::fatal(StateError::runtime(cause)));
                }
                let redrive = Redrive { count, date: self.engine.clock().now() };
                Ok(Some((run.started.arn.clone(), Resume::Redrive(redrive))))
            }
            (Some(Resume::Restart), Inside::MapRun { arn, .. }) => {
                Ok(Some((arn.as_str().into(), Resume::Restart)))
            }
            // What a child had begun in another process has the same ARN again.
            (Some(Resume::Restart), _) => {
                let known = journal.map_run(fresh).await.map_err(unreadable)?;
                Ok(known.map(|run| (run.started.arn.clone(), Resume::Restart)))
            }
            _ => Ok(None),
        }
    }

    /// The data set of a Distributed Map without an `ItemReader`, which may be an object.
    fn data_set(
        &self,
        visit: &Visit<'_>,
        items: &ItemsPlan,
        scope: &Scope<'_>,
    ) -> Result<ItemSource, Failure> {
        let found = match items {
            ItemsPlan::Path(Some(path)) => path.resolve(scope),
            ItemsPlan::Path(None) | ItemsPlan::Input => Ok(Cow::Borrowed(scope.data.value())),
            ItemsPlan::Jsonata(expression) => expression.evaluate(scope).map(Cow::Owned),
            ItemsPlan::Template(template) => template.evaluate(scope).map(Cow::Owned),
        };
        match found.map_err(|e| visit.failure(e))? {
            Cow::Borrowed(Value::Object(members)) => Ok(ItemSource::Members(members.clone())),
            Cow::Owned(Value::Object(members)) => Ok(ItemSource::Members(members)),
            Cow::Owned(Value::Array(items)) => {
                Ok(ItemSource::Items(items.into_iter().map(Data::from).collect()))
            }
            _ => Ok(ItemSource::Items(self.items(visit, items, scope)?)),
        }
    }

    /// `MaxConcurrency`; 0 for no limit of its own.
    pub(crate) fn max_concurrency(
        &self,
        visit: &Visit<'_>,
        map: &MapPlan,
        scope: &Scope<'_>,
    ) -> Result<u64, Failure> {
        match &map.max_concurrency {
            Some(number) => visit.bounded("MaxConcurrency", number, &(0..=u64::MAX), scope),
            None => Ok(0),
        }
    }

    /// Evaluates the fields of a Distributed Map.
    #[expect(clippy::too_many_arguments, reason = "a Map Run sees all of its map")]
    pub(crate) fn prepare_map_run(
        &self,
        visit: &Visit<'_>,
        map: &MapPlan,
        distributed: &DistributedPlan,
        input: &Data,
        retries: u64,
        branch: &mut Branch,
        inside: &Inside,
    ) -> Result<Prepared, Failure> {
        let around = branch.clone();
        let context = ContextObject::new(self, visit, &around).attempt(retries, None);
        let effective = self.effective_input(visit, input, &context, &around)?;
        let scope = effective.scope(input, &context, &around.variables);
        let bounded = |name: &str, number: &Option<Number<u64>>, range: RangeInclusive<u64>| {
            number.as_ref().map(|number| visit.bounded(name, number, &range, &scope)).transpose()
        };
        let template = |template: &Option<Template>| -> Result<Option<Value>, Failure> {
            let value = template.as_ref().map(|template| match template.as_constant() {
                Some(value) => Ok(value.clone()),
                None => template.evaluate(&scope),
            });
            value.transpose().map_err(|e| visit.failure(e))
        };
        let max_concurrency = self.max_concurrency(visit, map, &scope)?;
        let items = match &distributed.reader {
            None => Some(match map.items.among(&effective) {
                Some(items) => ItemSource::Items(items),
                None => self.data_set(visit, &map.items, &scope)?,
            }),
            Some(_) => None,
        };
        let length = items.as_ref().map_or(0, ItemSource::length);
        match inside {
            Inside::Iterations { started, .. } | Inside::MapRun { started, .. } => {
                branch.previous = *started;
            }
            _ => {
                self.record(branch, EventKind::MapStateStarted { length });
            }
        }
        let settings = MapRunSettings {
            max_concurrency,
            tolerated_failure_count: bounded(
                "ToleratedFailureCount",
                &distributed.tolerated_count,
                0..=u64::MAX,
            )?
            .unwrap_or(0),
            tolerated_failure_percentage: visit
                .percentage(distributed.tolerated_percentage.as_ref(), &scope)?,
        };
        let source = match (items, &distributed.reader) {
            (None, Some(reader)) => ItemSource::Reader(ReaderSpec {
                resource: reader.resource.clone(),
                arguments: template(&reader.arguments)?.unwrap_or_else(|| json!({})),
                config: reader.config.clone(),
                max_items: match &reader.max_items {
                    Some(number) => Some(visit.integer(number, &scope)?),
                    None => None,
                },
            }),
            (items, _) => items.unwrap_or(ItemSource::Items(Vec::new())),
        };
        let batcher = match &distributed.batcher {
            Some(batcher) => Some(BatcherSpec {
                max_items: bounded("MaxItemsPerBatch", &batcher.max_items, BATCH_ITEMS)?,
                max_bytes: bounded("MaxInputBytesPerBatch", &batcher.max_bytes, BATCH_BYTES)?,
                input: template(&batcher.input)?,
            }),
            None => None,
        };
        let writer = match &distributed.writer {
            Some(writer) => {
                let arguments = template(&writer.arguments)?.unwrap_or_default();
                let text =
                    |name: &str| arguments.get(name).and_then(Value::as_str).map(str::to_owned);
                Some(WriterSpec {
                    // A bucket that is no text is none: the writer fails on it.
                    bucket: writer.resource.as_ref().map(|_| text("Bucket").unwrap_or_default()),
                    prefix: text("Prefix").unwrap_or_default(),
                    transformation: writer.transformation.clone(),
                    output_type: writer.output_type.clone(),
                })
            }
            None => None,
        };
        let selector = map.selector.as_ref().map(|template| {
            Box::new(Selector {
                context: if template.reads_context() {
                    context.object().clone()
                } else {
                    json!({})
                },
                template: template.clone(),
                input: input.clone(),
                effective: effective.clone(),
                variables: around.variables.clone(),
                clock: Arc::clone(self.engine.clock()),
                state: visit.state.name.clone(),
                entered: visit.entered,
            }) as Box<dyn ItemSelect>
        });
        Ok(Prepared { source, selector, batcher, writer, settings })
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

/// A Distributed Map's fields, evaluated.
pub(crate) struct Prepared {
    pub source: ItemSource,
    pub selector: Option<Box<dyn ItemSelect>>,
    pub batcher: Option<BatcherSpec>,
    pub writer: Option<WriterSpec>,
    pub settings: MapRunSettings,
}

/// `ItemSelector` with all that it reads.
struct Selector {
    template: Arc<Template>,
    input: Data,
    effective: Data,
    variables: Variables,
    /// The Context Object without `Map`.
    context: Value,
    clock: Arc<dyn Clock>,
    state: Arc<str>,
    entered: u64,
}

impl ItemSelect for Selector {
    fn select(&self, item: Item) -> Result<Value, StateError> {
        let context = WithItem {
            around: &self.context,
            clock: &*self.clock,
            map: item_context(item),
            whole: std::cell::OnceCell::new(),
        };
        let scope = self.effective.scope(&self.input, &context, &self.variables);
        self.template
            .evaluate(&scope)
            .map_err(|e| super::wrap(&self.state, self.entered, e.error, &e.cause))
    }
}

/// `$$.Map`
fn item_context(item: Item) -> Value {
    let mut members = Map::with_capacity(4);
    members.insert("Index".into(), item.index.into());
    if let Some(key) = item.key {
        members.insert("Key".into(), key.into());
    }
    members.insert("Value".into(), item.value.into_value());
    if let Some(source) = item.source {
        members.insert("Source".into(), (*source).into());
    }
    json!({"Item": members})
}

/// A Context Object with `Map.Item` in it.
struct WithItem<'a> {
    around: &'a Value,
    clock: &'a dyn Clock,
    map: Value,
    whole: std::cell::OnceCell<Value>,
}

impl Context for WithItem<'_> {
    fn object(&self) -> &Value {
        self.whole.get_or_init(|| {
            let mut members = self.around.as_object().cloned().unwrap_or_else(Map::new);
            members.insert("Map".into(), self.map.clone());
            Value::Object(members)
        })
    }

    fn member(&self, name: &str) -> Option<&Value> {
        if name == "Map" { Some(&self.map) } else { self.around.get(name) }
    }

    fn now(&self) -> Option<i64> {
        Some(self.clock.now())
    }
}
