//! From the typed definition to the plan.

use std::sync::Arc;
use std::time::Duration;

use distmap_asl::{
    Catcher, ChoiceRule, Dynamic, MapMode, MapState, QueryLanguage, Retrier, State, StateKind,
    StateMachine, TaskState, Transition, WaitState,
};
use distmap_eval::{Condition, Expression, JsonataExpr, Path, ReferencePath, Template};
use serde_json::Value;

use super::state::constant;
use super::{
    Assembly, BatcherPlan, CatchPlan, ChoicePlan, CompileError, DistributedPlan, Flow, FlowId,
    ItemsPlan, Kind, MapPlan, Next, Number, ParallelPlan, PathField, Query, ReaderPlan, ResultPath,
    RetryPlan, RulePlan, StateId, StatePlan, TaskPlan, Text, WaitPlan, WriterPlan,
};
use crate::tasks::Resource;
use crate::time::parse_iso8601;

/// The flows of a definition; the top one comes first.
pub(crate) fn flows(definition: &StateMachine) -> Result<Vec<Flow>, Vec<CompileError>> {
    let mut compiler = Compiler { flows: Vec::new(), errors: Vec::new() };
    compiler.flow(definition, QueryLanguage::JsonPath, "");
    if compiler.errors.is_empty() { Ok(compiler.flows) } else { Err(compiler.errors) }
}

struct Compiler {
    flows: Vec<Flow>,
    errors: Vec<CompileError>,
}

/// A field's place while it is compiled: its language and the pointer of the state around it.
#[derive(Clone, Copy)]
struct Place<'a> {
    language: QueryLanguage,
    pointer: &'a str,
    states: &'a StateMachine,
    states_pointer: &'a str,
}

impl Compiler {
    fn error(&mut self, pointer: String, message: impl Into<String>) {
        self.errors.push(CompileError { pointer, message: message.into() });
    }

    fn flow(&mut self, machine: &StateMachine, around: QueryLanguage, pointer: &str) -> FlowId {
        let id = FlowId(self.flows.len());
        self.flows.push(Flow::default());
        let language = machine.query_language.unwrap_or(around);
        let start = machine.states.get_index_of(&machine.start_at).unwrap_or_else(|| {
            self.error(
                format!("{pointer}/StartAt"),
                format!("there is no state '{}'", machine.start_at),
            );
            0
        });
        let mut states = Vec::with_capacity(machine.states.len());
        for (index, (name, state)) in machine.states.iter().enumerate() {
            let state_pointer = format!("{pointer}/States/{}", escape(name));
            let place = Place {
                language: state.query_language.unwrap_or(language),
                pointer: &state_pointer,
                states: machine,
                states_pointer: pointer,
            };
            states.push(self.state(StateId { flow: id, state: index }, name, state, place));
        }
        self.flows[id.0] = Flow { start, states };
        id
    }

    fn state(&mut self, id: StateId, name: &str, state: &State, place: Place<'_>) -> StatePlan {
        let flow = &state.flow;
        let (state_type, kind) = self.kind(state, place);
        let (retry, catch): (&[Retrier], &[Catcher]) = match &state.kind {
            StateKind::Task(task) => (&task.retry, &task.catch),
            StateKind::Parallel(parallel) => (&parallel.retry, &parallel.catch),
            StateKind::Map(map) => (&map.retry, &map.catch),
            _ => (&[], &[]),
        };
        // The `Parameters` of a legacy map select items; no other use is made of them.
        let legacy_selector = matches!(state.kind, StateKind::Map(_));
        let parameters = flow.parameters.as_ref().filter(|_| !legacy_selector);
        let arguments = match parameters {
            Some(parameters) => self.template(Some(parameters), place, "Parameters"),
            None => self.template(flow.arguments.as_ref(), place, "Arguments"),
        };
        StatePlan {
            id,
            name: name.into(),
            state_type,
            jsonata: place.language == QueryLanguage::Jsonata,
            input_path: self.path_field(&flow.input_path, place, "InputPath"),
            assembly: arguments.as_ref().and_then(Assembly::of),
            arguments,
            result_selector: self.template(flow.result_selector.as_ref(), place, "ResultSelector"),
            result_path: self
                .result_path(&flow.result_path, &format!("{}/ResultPath", place.pointer)),
            output_path: self.path_field(&flow.output_path, place, "OutputPath"),
            output: self.template(flow.output.as_ref(), place, "Output"),
            assign: self.template(flow.assign.as_ref(), place, "Assign"),
            next: match &state.next {
                Transition::Next(next) => {
                    Next::State(self.target(next, place, &format!("{}/Next", place.pointer)))
                }
                Transition::End | Transition::None => Next::End,
            },
            kind,
            retry: retry.iter().map(retrier).collect(),
            catch: catch
                .iter()
                .enumerate()
                .map(|(index, catcher)| self.catcher(index, catcher, place))
                .collect(),
        }
    }

    fn kind(&mut self, state: &State, place: Place<'_>) -> (&'static str, Kind) {
        match &state.kind {
            StateKind::Pass(pass) => {
                ("Pass", Kind::Pass { result: pass.result.as_ref().map(constant) })
            }
            StateKind::Succeed => ("Succeed", Kind::Succeed),
            StateKind::Fail(fail) => (
                "Fail",
                Kind::Fail {
                    error: self.text(fail.error.as_ref(), place, "Error"),
                    cause: self.text(fail.cause.as_ref(), place, "Cause"),
                },
            ),
            StateKind::Choice(choice) => {
                let rules = choice.choices.iter().enumerate();
                let rules = rules.map(|(index, rule)| self.rule(index, rule, place)).collect();
                let default = choice
                    .default
                    .as_ref()
                    .map(|next| self.target(next, place, &format!("{}/Default", place.pointer)));
                ("Choice", Kind::Choice(ChoicePlan { rules, default }))
            }
            StateKind::Wait(wait) => ("Wait", Kind::Wait(self.wait(wait, place))),
            StateKind::Task(task) => ("Task", Kind::Task(Box::new(self.task(task, place)))),
            StateKind::Parallel(parallel) => {
                let branches = parallel.branches.iter().enumerate();
                let branches = branches
                    .map(|(index, branch)| {
                        self.flow(
                            branch,
                            place.language,
                            &format!("{}/Branches/{index}", place.pointer),
                        )
                    })
                    .collect();
                ("Parallel", Kind::Parallel(ParallelPlan { branches }))
            }
            StateKind::Map(map) => ("Map", Kind::Map(Box::new(self.map(state, map, place)))),
        }
    }

    fn rule(&mut self, index: usize, rule: &ChoiceRule, place: Place<'_>) -> RulePlan {
        let pointer = format!("{}/Choices/{index}", place.pointer);
        let here = Place { pointer: &pointer, ..place };
        let condition = Condition::compile(&rule.condition, index)
            .map_err(|error| self.error(format!("{pointer}{}", error.pointer), error.message))
            .ok();
        RulePlan {
            condition,
            next: self.target(&rule.next, place, &format!("{pointer}/Next")),
            assign: self.template_at(
                rule.assign.as_ref(),
                here,
                "Assign",
                &format!("Choices[{index}]/Assign"),
            ),
            output: self.template_at(
                rule.output.as_ref(),
                here,
                "Output",
                &format!("Choices[{index}]/Output"),
            ),
        }
    }

    fn wait(&mut self, wait: &WaitState, place: Place<'_>) -> WaitPlan {
        match wait {
            WaitState::Seconds(Dynamic::Literal(seconds)) => WaitPlan::Seconds(*seconds),
            WaitState::Seconds(Dynamic::Path(text)) => self
                .path_query(text, place, "SecondsPath")
                .map_or(WaitPlan::Seconds(0), WaitPlan::SecondsQuery),
            WaitState::Seconds(Dynamic::Jsonata(text)) => self
                .jsonata(text, place, "Seconds")
                .map_or(WaitPlan::Seconds(0), WaitPlan::SecondsQuery),
            WaitState::Timestamp(Dynamic::Literal(text)) => match parse_iso8601(text) {
                Some(instant) => WaitPlan::Until(instant),
                None => {
                    self.error(
                        format!("{}/Timestamp", place.pointer),
                        format!("'{text}' is no ISO-8601 date-time with an offset"),
                    );
                    WaitPlan::Seconds(0)
                }
            },
            WaitState::Timestamp(Dynamic::Path(text)) => self
                .path_query(text, place, "TimestampPath")
                .map_or(WaitPlan::Seconds(0), WaitPlan::UntilQuery),
            WaitState::Timestamp(Dynamic::Jsonata(text)) => self
                .jsonata(text, place, "Timestamp")
                .map_or(WaitPlan::Seconds(0), WaitPlan::UntilQuery),
        }
    }

    fn task(&mut self, task: &TaskState, place: Place<'_>) -> TaskPlan {
        TaskPlan {
            resource: Resource::parse(&task.resource),
            timeout: self.number(
                task.timeout.as_ref(),
                place,
                ["TimeoutSeconds", "TimeoutSecondsPath"],
            ),
            heartbeat: self.number(
                task.heartbeat.as_ref(),
                place,
                ["HeartbeatSeconds", "HeartbeatSecondsPath"],
            ),
            credentials: self.template(task.credentials.as_ref(), place, "Credentials"),
        }
    }

    fn map(&mut self, state: &State, map: &MapState, place: Place<'_>) -> MapPlan {
        let field = if map.legacy_iterator { "Iterator" } else { "ItemProcessor" };
        let processor =
            self.flow(&map.processor, place.language, &format!("{}/{field}", place.pointer));
        let selector = match &state.flow.parameters {
            Some(parameters) => self.template(Some(parameters), place, "Parameters"),
            None => self.template(map.item_selector.as_ref(), place, "ItemSelector"),
        };
        let items = match (&map.items, &map.items_path) {
            (Some(Value::String(text)), _) => match JsonataExpr::compile(text, "Items") {
                Ok(expression) => ItemsPlan::Jsonata(expression),
                Err(error) => {
                    self.error(format!("{}/Items", place.pointer), error.message);
                    ItemsPlan::Input
                }
            },
            (Some(items), _) => match self.template(Some(items), place, "Items") {
                Some(template) => ItemsPlan::Template(template),
                None => ItemsPlan::Input,
            },
            (None, Some(path)) => ItemsPlan::Path(self.path(path, place, "ItemsPath")),
            (None, None) if place.language == QueryLanguage::Jsonata => ItemsPlan::Input,
            (None, None) => ItemsPlan::Path(None),
        };
        let distributed = match map.mode {
            MapMode::Inline => None,
            MapMode::Distributed(child_type) => Some(DistributedPlan {
                child_type,
                label: map.label.clone(),
                reader: map.item_reader.as_ref().map(|reader| ReaderPlan {
                    resource: reader.resource.clone(),
                    arguments: self.nested(reader.arguments.as_ref(), place, "ItemReader"),
                    config: reader.config.clone(),
                    max_items: self.number(
                        reader.config.max_items.as_ref(),
                        place,
                        ["ItemReader/ReaderConfig/MaxItems", "MaxItemsPath"],
                    ),
                }),
                batcher: map.item_batcher.as_ref().map(|batcher| BatcherPlan {
                    max_items: self.number(
                        batcher.max_items_per_batch.as_ref(),
                        place,
                        ["ItemBatcher/MaxItemsPerBatch", "MaxItemsPerBatchPath"],
                    ),
                    max_bytes: self.number(
                        batcher.max_input_bytes_per_batch.as_ref(),
                        place,
                        ["ItemBatcher/MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"],
                    ),
                    input: self.template_at(
                        batcher.batch_input.as_ref(),
                        place,
                        "ItemBatcher/BatchInput",
                        "ItemBatcher/BatchInput",
                    ),
                }),
                writer: map.result_writer.as_ref().map(|writer| WriterPlan {
                    resource: writer.resource.clone(),
                    arguments: self.nested(writer.arguments.as_ref(), place, "ResultWriter"),
                    transformation: writer.transformation.clone(),
                    output_type: writer.output_type.clone(),
                }),
                tolerated_count: self.number(
                    map.tolerated_failure_count.as_ref(),
                    place,
                    ["ToleratedFailureCount", "ToleratedFailureCountPath"],
                ),
                tolerated_percentage: self.number(
                    map.tolerated_failure_percentage.as_ref(),
                    place,
                    ["ToleratedFailurePercentage", "ToleratedFailurePercentagePath"],
                ),
            }),
        };
        MapPlan {
            processor,
            items,
            selector: selector.map(Arc::new),
            max_concurrency: self.number(
                map.max_concurrency.as_ref(),
                place,
                ["MaxConcurrency", "MaxConcurrencyPath"],
            ),
            distributed,
        }
    }

    /// The `Parameters` or `Arguments` of a reader or writer.
    fn nested(
        &mut self,
        value: Option<&Value>,
        place: Place<'_>,
        around: &str,
    ) -> Option<Template> {
        let field = match place.language {
            QueryLanguage::JsonPath => format!("{around}/Parameters"),
            QueryLanguage::Jsonata => format!("{around}/Arguments"),
        };
        self.template_at(value, place, &field, &field)
    }

    fn catcher(&mut self, index: usize, catcher: &Catcher, place: Place<'_>) -> CatchPlan {
        let pointer = format!("{}/Catch/{index}", place.pointer);
        let here = Place { pointer: &pointer, ..place };
        CatchPlan {
            error_equals: catcher.error_equals.clone(),
            next: self.target(&catcher.next, place, &format!("{pointer}/Next")),
            result_path: self.result_path(&catcher.result_path, &format!("{pointer}/ResultPath")),
            assign: self.template_at(
                catcher.assign.as_ref(),
                here,
                "Assign",
                &format!("Catch[{index}]/Assign"),
            ),
            output: self.template_at(
                catcher.output.as_ref(),
                here,
                "Output",
                &format!("Catch[{index}]/Output"),
            ),
        }
    }

    fn target(&mut self, name: &str, place: Place<'_>, pointer: &str) -> usize {
        place.states.states.get_index_of(name).unwrap_or_else(|| {
            let flow = if place.states_pointer.is_empty() {
                "the definition"
            } else {
                place.states_pointer
            };
            self.error(pointer.to_owned(), format!("there is no state '{name}' in {flow}"));
            0
        })
    }

    fn template(
        &mut self,
        value: Option<&Value>,
        place: Place<'_>,
        field: &str,
    ) -> Option<Template> {
        self.template_at(value, place, field, field)
    }

    /// Compiles a template at `field` of the place; errors at run time name it as `location`.
    fn template_at(
        &mut self,
        value: Option<&Value>,
        place: Place<'_>,
        field: &str,
        location: &str,
    ) -> Option<Template> {
        match Template::compile(value?, place.language, location) {
            Ok(template) => Some(template),
            Err(error) => {
                self.error(format!("{}/{field}{}", place.pointer, error.pointer), error.message);
                None
            }
        }
    }

    fn path(&mut self, text: &str, place: Place<'_>, field: &str) -> Option<Path> {
        match Path::compile(text) {
            Ok(path) => Some(path),
            Err(error) => {
                self.error(format!("{}/{field}", place.pointer), error.message);
                None
            }
        }
    }

    fn path_field(
        &mut self,
        field: &Option<Option<String>>,
        place: Place<'_>,
        name: &str,
    ) -> PathField {
        match field {
            None => PathField::Identity,
            Some(None) => PathField::Null,
            Some(Some(text)) => match self.path(text, place, name) {
                Some(path) if !path.is_identity() => PathField::Path(path),
                _ => PathField::Identity,
            },
        }
    }

    fn result_path(&mut self, field: &Option<Option<String>>, pointer: &str) -> ResultPath {
        match field {
            None => ResultPath::Replace,
            Some(None) => ResultPath::Discard,
            Some(Some(text)) => match ReferencePath::compile(text) {
                Ok(path) if path.is_identity() => ResultPath::Replace,
                Ok(path) => ResultPath::Into(path),
                Err(error) => {
                    self.error(pointer.to_owned(), error.message);
                    ResultPath::Replace
                }
            },
        }
    }

    fn path_query(&mut self, text: &str, place: Place<'_>, field: &str) -> Option<Query> {
        match Expression::compile(text) {
            Ok(expression) => Some(Query::Path(expression)),
            Err(error) => {
                self.error(format!("{}/{field}", place.pointer), error.message);
                None
            }
        }
    }

    fn jsonata(&mut self, text: &str, place: Place<'_>, field: &str) -> Option<Query> {
        match JsonataExpr::compile(text, field) {
            Ok(expression) => Some(Query::Jsonata(expression)),
            Err(error) => {
                self.error(format!("{}/{field}", place.pointer), error.message);
                None
            }
        }
    }

    /// A number; `fields` are its names as a literal or expression, and as a path.
    fn number<T: Copy>(
        &mut self,
        value: Option<&Dynamic<T>>,
        place: Place<'_>,
        fields: [&'static str; 2],
    ) -> Option<Number<T>> {
        let [plain, path] = fields;
        match value? {
            Dynamic::Literal(number) => Some(Number::Literal(*number)),
            Dynamic::Path(text) => {
                let query = self.path_query(text, place, path)?;
                Some(Number::Query { field: path, query })
            }
            Dynamic::Jsonata(text) => {
                let query = self.jsonata(text, place, plain)?;
                Some(Number::Query { field: plain, query })
            }
        }
    }

    fn text(
        &mut self,
        value: Option<&Dynamic<String>>,
        place: Place<'_>,
        field: &str,
    ) -> Option<Text> {
        match value? {
            Dynamic::Literal(text) => Some(Text::Literal(text.clone())),
            Dynamic::Path(text) => {
                self.path_query(text, place, &format!("{field}Path")).map(Text::Query)
            }
            Dynamic::Jsonata(text) => self.jsonata(text, place, field).map(Text::Query),
        }
    }
}

fn retrier(retrier: &Retrier) -> RetryPlan {
    RetryPlan {
        error_equals: retrier.error_equals.clone(),
        interval: Duration::from_secs(retrier.interval_seconds.unwrap_or(1)),
        max_attempts: retrier.max_attempts.unwrap_or(3),
        backoff_rate: retrier.backoff_rate.unwrap_or(2.0),
        max_delay: retrier.max_delay_seconds.map(Duration::from_secs),
        full_jitter: retrier.full_jitter,
    }
}

/// A name as a part of a JSON pointer.
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
