//! From the model to JSON, keys in the order in which definitions are commonly written.

use serde_json::{Map, Number, Value, json};

use crate::model::{
    Catcher, ChoiceRule, Condition, DataFlow, Dynamic, ExecutionType, ItemBatcher, ItemReader,
    MapMode, MapState, QueryLanguage, ResultWriter, Retrier, State, StateKind, StateMachine,
    TaskState, Transition, WaitState,
};

impl StateMachine {
    /// The definition as JSON.
    ///
    /// ```
    /// let text = r#"{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#;
    /// let machine = distmap_asl::parse(text)?;
    /// assert_eq!(machine.to_value().to_string(), text);
    /// # Ok::<(), distmap_asl::ParseError>(())
    /// ```
    #[must_use]
    pub fn to_value(&self) -> Value {
        Value::Object(self.to_object(self.query_language.unwrap_or_default()))
    }

    /// The definition as indented JSON text.
    #[must_use]
    pub fn to_json_pretty(&self) -> String {
        format!("{:#}", self.to_value())
    }

    fn to_object(&self, top: QueryLanguage) -> Map<String, Value> {
        let mut object = Object::default();
        object.text("Comment", self.comment.as_ref());
        object.text("Version", self.version.as_ref());
        object.text("QueryLanguage", self.query_language.map(language));
        object.text("StartAt", Some(&self.start_at));
        object.value("TimeoutSeconds", self.timeout_seconds);
        let states: Map<String, Value> =
            self.states.iter().map(|(name, state)| (name.clone(), state.to_value(top))).collect();
        object.value("States", Some(Value::Object(states)));
        object.0
    }
}

impl State {
    /// The state as JSON; `top` is the language of the machine around it.
    #[must_use]
    pub fn to_value(&self, top: QueryLanguage) -> Value {
        let own = self.query_language.unwrap_or(top);
        let mut object = Object::default();
        object.text("Type", Some(self.kind.type_name()));
        object.text("Comment", self.comment.as_ref());
        object.text("QueryLanguage", self.query_language.map(language));
        object.inputs(&self.flow);
        match &self.kind {
            StateKind::Pass(pass) => object.value("Result", pass.result.clone()),
            StateKind::Task(task) => object.task(task),
            StateKind::Choice(choice) => {
                let rules: Vec<Value> = choice.choices.iter().map(rule).collect();
                object.value("Choices", Some(rules));
                object.text("Default", choice.default.as_ref());
            }
            StateKind::Wait(WaitState::Seconds(seconds)) => {
                object.dynamic("Seconds", Some(seconds), |it| json!(it));
            }
            StateKind::Wait(WaitState::Timestamp(timestamp)) => {
                object.dynamic("Timestamp", Some(timestamp), |it| json!(it));
            }
            StateKind::Succeed => {}
            StateKind::Fail(fail) => {
                object.dynamic("Error", fail.error.as_ref(), |it| json!(it));
                object.dynamic("Cause", fail.cause.as_ref(), |it| json!(it));
            }
            StateKind::Parallel(parallel) => {
                let branches = parallel.branches.iter();
                let branches: Vec<Value> =
                    branches.map(|it| Value::Object(it.to_object(top))).collect();
                object.value("Branches", Some(branches));
            }
            StateKind::Map(map) => object.map(map, own, top),
        }
        object.results(&self.flow);
        if let Some((retry, catch)) = self.kind.handlers() {
            object.list("Retry", retry, retrier);
            object.list("Catch", catch, catcher);
        }
        match &self.next {
            Transition::Next(next) => object.text("Next", Some(next)),
            Transition::End => object.value("End", Some(true)),
            Transition::None => {}
        }
        Value::Object(object.0)
    }
}

impl StateKind {
    /// `Type` as written.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Pass(_) => "Pass",
            Self::Task(_) => "Task",
            Self::Choice(_) => "Choice",
            Self::Wait(_) => "Wait",
            Self::Succeed => "Succeed",
            Self::Fail(_) => "Fail",
            Self::Parallel(_) => "Parallel",
            Self::Map(_) => "Map",
        }
    }

    /// `Retry` and `Catch` of the types that have them.
    #[must_use]
    pub fn handlers(&self) -> Option<(&[Retrier], &[Catcher])> {
        match self {
            Self::Task(it) => Some((&it.retry, &it.catch)),
            Self::Parallel(it) => Some((&it.retry, &it.catch)),
            Self::Map(it) => Some((&it.retry, &it.catch)),
            _ => None,
        }
    }
}

fn language(language: QueryLanguage) -> &'static str {
    match language {
        QueryLanguage::JsonPath => "JSONPath",
        QueryLanguage::Jsonata => "JSONata",
    }
}

/// A number without a fraction is written without one.
fn number(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < EXACT {
        return json!(number as i64);
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// A JSON object under construction: absent fields stay absent.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn value(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value.into());
        }
    }

    fn text(&mut self, key: &str, text: Option<impl AsRef<str>>) {
        self.value(key, text.map(|it| it.as_ref().to_owned()));
    }

    fn nullable(&mut self, key: &str, path: &Option<Option<String>>) {
        self.value(key, path.clone());
    }

    fn dynamic<T>(&mut self, key: &str, value: Option<&Dynamic<T>>, literal: fn(&T) -> Value) {
        match value {
            None => {}
            Some(Dynamic::Literal(it)) => self.value(key, Some(literal(it))),
            Some(Dynamic::Path(path)) => self.text(&format!("{key}Path"), Some(path)),
            Some(Dynamic::Jsonata(expression)) => self.text(key, Some(expression)),
        }
    }

    fn list<T>(&mut self, key: &str, items: &[T], render: fn(&T) -> Value) {
        if !items.is_empty() {
            let items: Vec<Value> = items.iter().map(render).collect();
            self.value(key, Some(items));
        }
    }

    fn inputs(&mut self, flow: &DataFlow) {
        self.nullable("InputPath", &flow.input_path);
        self.value("Parameters", flow.parameters.clone());
        self.value("Arguments", flow.arguments.clone());
    }

    fn results(&mut self, flow: &DataFlow) {
        self.value("ResultSelector", flow.result_selector.clone());
        self.nullable("ResultPath", &flow.result_path);
        self.nullable("OutputPath", &flow.output_path);
        self.value("Assign", flow.assign.clone());
        self.value("Output", flow.output.clone());
    }

    fn task(&mut self, task: &TaskState) {
        self.text("Resource", Some(&task.resource));
        self.value("Credentials", task.credentials.clone());
        self.dynamic("TimeoutSeconds", task.timeout.as_ref(), |it| json!(it));
        self.dynamic("HeartbeatSeconds", task.heartbeat.as_ref(), |it| json!(it));
    }

    fn map(&mut self, map: &MapState, own: QueryLanguage, top: QueryLanguage) {
        self.text("ItemsPath", map.items_path.as_ref());
        self.value("Items", map.items.clone());
        self.value("ItemSelector", map.item_selector.clone());
        self.value("ItemReader", map.item_reader.as_ref().map(|it| reader(it, own)));
        self.value("ItemBatcher", map.item_batcher.as_ref().map(batcher));
        self.dynamic("MaxConcurrency", map.max_concurrency.as_ref(), |it| json!(it));
        self.dynamic("ToleratedFailureCount", map.tolerated_failure_count.as_ref(), |it| json!(it));
        self.dynamic(
            "ToleratedFailurePercentage",
            map.tolerated_failure_percentage.as_ref(),
            |it| number(*it),
        );
        self.text("Label", map.label.as_ref());
        let mut processor = Self::default();
        if map.explicit_config || map.mode != MapMode::Inline {
            processor.value("ProcessorConfig", Some(processor_config(map.mode)));
        }
        processor.0.extend(map.processor.to_object(top));
        let key = if map.legacy_iterator { "Iterator" } else { "ItemProcessor" };
        self.value(key, Some(processor.0));
        self.value("ResultWriter", map.result_writer.as_ref().map(|it| writer(it, own)));
    }
}

fn processor_config(mode: MapMode) -> Value {
    match mode {
        MapMode::Inline => json!({"Mode": "INLINE"}),
        MapMode::Distributed(ExecutionType::Standard) => {
            json!({"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"})
        }
        MapMode::Distributed(ExecutionType::Express) => {
            json!({"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"})
        }
    }
}

fn arguments_key(own: QueryLanguage) -> &'static str {
    match own {
        QueryLanguage::JsonPath => "Parameters",
        QueryLanguage::Jsonata => "Arguments",
    }
}

fn reader(reader: &ItemReader, own: QueryLanguage) -> Value {
    let mut config = Object::default();
    let it = &reader.config;
    config.text("InputType", it.input_type.as_ref());
    config.text("ManifestType", it.manifest_type.as_ref());
    config.text("Transformation", it.transformation.as_ref());
    config.text("CSVHeaderLocation", it.csv_header_location.as_ref());
    config.value("CSVHeaders", it.csv_headers.clone());
    config.text("CSVDelimiter", it.csv_delimiter.as_ref());
    config.text("ItemsPointer", it.items_pointer.as_ref());
    config.dynamic("MaxItems", it.max_items.as_ref(), |it| json!(it));

    let mut object = Object::default();
    object.text("Resource", Some(&reader.resource));
    if !config.0.is_empty() {
        object.value("ReaderConfig", Some(config.0));
    }
    object.value(arguments_key(own), reader.arguments.clone());
    Value::Object(object.0)
}

fn batcher(batcher: &ItemBatcher) -> Value {
    let mut object = Object::default();
    object.dynamic("MaxItemsPerBatch", batcher.max_items_per_batch.as_ref(), |it| json!(it));
    object.dynamic("MaxInputBytesPerBatch", batcher.max_input_bytes_per_batch.as_ref(), |it| {
        json!(it)
    });
    object.value("BatchInput", batcher.batch_input.clone());
    Value::Object(object.0)
}

fn writer(writer: &ResultWriter, own: QueryLanguage) -> Value {
    let mut config = Object::default();
    config.text("Transformation", writer.transformation.as_ref());
    config.text("OutputType", writer.output_type.as_ref());

    let mut object = Object::default();
    object.text("Resource", writer.resource.as_ref());
    if !config.0.is_empty() {
        object.value("WriterConfig", Some(config.0));
    }
    object.value(arguments_key(own), writer.arguments.clone());
    Value::Object(object.0)
}

fn retrier(retrier: &Retrier) -> Value {
    let mut object = Object::default();
    object.text("Comment", retrier.comment.as_ref());
    object.value("ErrorEquals", Some(retrier.error_equals.clone()));
    object.value("IntervalSeconds", retrier.interval_seconds);
    object.value("MaxAttempts", retrier.max_attempts);
    object.value("BackoffRate", retrier.backoff_rate.map(number));
    object.value("MaxDelaySeconds", retrier.max_delay_seconds);
    object.text("JitterStrategy", retrier.full_jitter.then_some("FULL"));
    Value::Object(object.0)
}

fn catcher(catcher: &Catcher) -> Value {
    let mut object = Object::default();
    object.text("Comment", catcher.comment.as_ref());
    object.value("ErrorEquals", Some(catcher.error_equals.clone()));
    object.nullable("ResultPath", &catcher.result_path);
    object.value("Assign", catcher.assign.clone());
    object.value("Output", catcher.output.clone());
    object.text("Next", Some(&catcher.next));
    Value::Object(object.0)
}

fn rule(rule: &ChoiceRule) -> Value {
    let mut object = Object::default();
    object.text("Comment", rule.comment.as_ref());
    object.0.extend(condition(&rule.condition));
    object.value("Assign", rule.assign.clone());
    object.value("Output", rule.output.clone());
    object.text("Next", Some(&rule.next));
    Value::Object(object.0)
}

fn condition(it: &Condition) -> Map<String, Value> {
    let all = |conditions: &[Condition]| -> Vec<Value> {
        conditions.iter().map(|it| Value::Object(condition(it))).collect()
    };
    let mut object = Object::default();
    match it {
        Condition::And(conditions) => object.value("And", Some(all(conditions))),
        Condition::Or(conditions) => object.value("Or", Some(all(conditions))),
        Condition::Not(inner) => object.value("Not", Some(condition(inner))),
        Condition::Compare { variable, operator, operand } => {
            object.text("Variable", Some(variable));
            object.value(operator, Some(operand.clone()));
        }
        Condition::Jsonata(expression) => object.value("Condition", Some(expression.clone())),
    }
    object.0
}
