//! A DISTRIBUTED map: its fields evaluated, its Map Run begun or gone on with.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use distmap_eval::{Context as _, Scope, Template, names};
use serde_json::{Value, json};

use super::selector::Selector;
use super::{BATCH_BYTES, BATCH_ITEMS, default_label};
use crate::control::MockedChildren;
use crate::data::Data;
use crate::error::{ApiError, StateError};
use crate::execution::Status;
use crate::history::EventKind;
use crate::journal::{MapRunSettings, Redrive};
use crate::map_run::{self, BatcherSpec, ItemSelect, ItemSource, MapRunSpec, Resume};
use crate::plan::{DistributedPlan, ItemsPlan, MapPlan, Number, PlanRef};
use crate::reader::ReaderSpec;
use crate::redrive::MAX_REDRIVES;
use crate::replay::Inside;
use crate::run::{Branch, ContextObject, Failure, Run, Visit};
use crate::writer::WriterSpec;

impl Run {
    pub(super) async fn map_distributed(
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

/// A Distributed Map's fields, evaluated.
pub(crate) struct Prepared {
    pub source: ItemSource,
    pub selector: Option<Box<dyn ItemSelect>>,
    pub batcher: Option<BatcherSpec>,
    pub writer: Option<WriterSpec>,
    pub settings: MapRunSettings,
}
