//! Laws that hold for any definition and any JSON.

use distmap_asl::workflow::{Settings, Variant};
use distmap_asl::{
    Catcher, ChoiceRule, ChoiceState, Condition, DataFlow, Dynamic, ExecutionType, FailState,
    ItemBatcher, ItemReader, MapMode, MapState, ParallelState, PassState, Pointer, QueryLanguage,
    ReaderConfig, ResultWriter, Retrier, Segment, State, StateKind, StateMachine, TaskState,
    Transition, WaitState, create_error, graph, lint, locate, parse, parse_bytes, parse_json,
    validate, validate_value,
};
use proptest::collection::{hash_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Keys and texts, ordinary ones, those of the language and nasty ones.
fn text() -> BoxedStrategy<String> {
    prop_oneof![
        "[a-z]{1,5}",
        "\\PC{0,6}",
        prop::sample::select(vec![
            "StartAt",
            "States",
            "Type",
            "Map",
            "Task",
            "Pass",
            "Choice",
            "Choices",
            "Next",
            "ItemProcessor",
            "ProcessorConfig",
            "Mode",
            "DISTRIBUTED",
            "Parameters",
            "a.$",
            "$.a[",
            "States.Format('{}', $",
            "{% $x",
            "Retry",
            "Catch",
            "ErrorEquals",
            "States.ALL",
            "\"",
            "\\",
            "~/",
            "QueryLanguage",
            "JSONata",
            "Resource",
            "Branches",
        ])
        .prop_map(str::to_owned),
    ]
    .boxed()
}

fn number() -> impl Strategy<Value = f64> {
    (0_i32..1_000_000).prop_map(|it| f64::from(it) / 64.0)
}

fn value() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            hash_map(text(), inner, 0..6).prop_map(|it| it.into_iter().collect::<Value>()),
        ]
    })
    .boxed()
}

fn dynamic<T: Clone + std::fmt::Debug>(
    literal: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<Dynamic<T>>> {
    option::of(prop_oneof![literal.prop_map(Dynamic::Literal), text().prop_map(Dynamic::Path),])
}

fn path() -> impl Strategy<Value = Option<Option<String>>> {
    option::of(option::of(text()))
}

fn retriers() -> BoxedStrategy<Vec<Retrier>> {
    let one = (vec(text(), 1..3), option::of(0..100_u64), option::of(number()), any::<bool>());
    vec(one, 0..3)
        .prop_map(|all| {
            let retrier = |(errors, seconds, rate, full_jitter): (Vec<String>, _, _, _)| Retrier {
                interval_seconds: seconds,
                max_attempts: seconds,
                backoff_rate: rate,
                max_delay_seconds: seconds,
                full_jitter,
                ..Retrier::on(errors)
            };
            all.into_iter().map(retrier).collect()
        })
        .boxed()
}

fn catchers() -> BoxedStrategy<Vec<Catcher>> {
    let one = (vec(text(), 1..3), text(), path(), option::of(value()));
    vec(one, 0..3)
        .prop_map(|all| {
            let catcher = |(errors, next, result_path, assign): (Vec<String>, String, _, _)| {
                Catcher { result_path, assign, ..Catcher::on(errors, next) }
            };
            all.into_iter().map(catcher).collect()
        })
        .boxed()
}

fn condition() -> BoxedStrategy<Condition> {
    let operator = prop::sample::select(vec!["StringEquals", "IsNull", "NumericLessThanPath"]);
    let leaf = (text(), operator, value()).prop_map(|(variable, operator, operand)| {
        Condition::Compare { variable, operator: operator.to_owned(), operand }
    });
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..3).prop_map(Condition::And),
            vec(inner.clone(), 1..3).prop_map(Condition::Or),
            inner.prop_map(|it| Condition::Not(Box::new(it))),
        ]
    })
    .boxed()
}

fn simple() -> BoxedStrategy<StateKind> {
    let rule = (condition(), text(), option::of(value())).prop_map(|(condition, next, assign)| {
        ChoiceRule { condition, next, assign, output: None, comment: None }
    });
    prop_oneof![
        option::of(value()).prop_map(|result| StateKind::Pass(PassState { result })),
        (text(), dynamic(0..100_u64), option::of(value()), retriers(), catchers()).prop_map(
            |(resource, timeout, credentials, retry, catch)| StateKind::Task(Box::new(TaskState {
                resource,
                heartbeat: timeout.clone(),
                timeout,
                credentials,
                retry,
                catch,
            }))
        ),
        (vec(rule, 0..3), option::of(text()))
            .prop_map(|(choices, default)| StateKind::Choice(ChoiceState { choices, default })),
        (0..100_u64).prop_map(|it| StateKind::Wait(WaitState::Seconds(Dynamic::Literal(it)))),
        text().prop_map(|it| StateKind::Wait(WaitState::Timestamp(Dynamic::Path(it)))),
        Just(StateKind::Succeed),
        (dynamic(text()), dynamic(text()))
            .prop_map(|(error, cause)| StateKind::Fail(FailState { error, cause })),
    ]
    .boxed()
}

fn mode() -> impl Strategy<Value = MapMode> {
    prop::sample::select(vec![
        MapMode::Inline,
        MapMode::Distributed(ExecutionType::Standard),
        MapMode::Distributed(ExecutionType::Express),
    ])
}

fn map(processor: StateMachine, mode: MapMode, some: bool, count: u64, value: Value) -> StateKind {
    let literal = some.then_some(Dynamic::Literal(count));
    StateKind::Map(Box::new(MapState {
        processor,
        mode,
        legacy_iterator: !some,
        explicit_config: some || mode != MapMode::Inline,
        item_selector: some.then(|| value.clone()),
        items_path: some.then(|| "$.a".to_owned()),
        items: None,
        max_concurrency: literal.clone(),
        item_reader: some.then(|| ItemReader {
            resource: "r".to_owned(),
            arguments: Some(value.clone()),
            config: ReaderConfig { max_items: literal.clone(), ..ReaderConfig::default() },
        }),
        item_batcher: some.then(|| ItemBatcher {
            max_items_per_batch: literal.clone(),
            max_input_bytes_per_batch: None,
            batch_input: Some(value.clone()),
        }),
        result_writer: some.then(|| ResultWriter {
            resource: None,
            arguments: Some(value.clone()),
            transformation: Some("COMPACT".to_owned()),
            output_type: None,
        }),
        tolerated_failure_count: literal,
        tolerated_failure_percentage: some.then_some(Dynamic::Literal(12.5)),
        label: some.then(|| "label".to_owned()),
        retry: Vec::new(),
        catch: Vec::new(),
    }))
}

fn state(kind: BoxedStrategy<StateKind>) -> BoxedStrategy<State> {
    let next = prop_oneof![
        Just(Transition::End),
        Just(Transition::None),
        text().prop_map(Transition::Next),
    ];
    (kind, next, path(), path(), option::of(value()))
        .prop_map(|(kind, next, input_path, result_path, template)| State {
            comment: None,
            query_language: None,
            flow: DataFlow {
                input_path,
                output_path: result_path.clone(),
                result_path,
                parameters: template.clone(),
                result_selector: template.clone(),
                assign: template,
                ..DataFlow::default()
            },
            next,
            kind,
        })
        .boxed()
}

fn machine() -> BoxedStrategy<StateMachine> {
    let of = |states: Vec<(String, State)>, start_at: String| StateMachine {
        start_at,
        states: states.into_iter().collect(),
        ..StateMachine::default()
    };
    let leaf = (vec((text(), state(simple())), 0..3), text())
        .prop_map(move |(states, start)| of(states, start));
    leaf.prop_recursive(3, 12, 2, move |inner| {
        let kind = prop_oneof![
            simple(),
            (
                inner.clone(),
                mode(),
                any::<bool>(),
                prop_oneof![0..1_000_u64, Just(u64::MAX)],
                value()
            )
                .prop_map(|(it, mode, some, count, value)| map(it, mode, some, count, value)),
            (vec(inner, 0..2), retriers(), catchers()).prop_map(|(branches, retry, catch)| {
                StateKind::Parallel(ParallelState { branches, retry, catch })
            }),
        ];
        (vec((text(), state(kind.boxed())), 1..3), text())
            .prop_map(move |(states, start)| of(states, start))
    })
    .boxed()
}

/// Every place in a value.
fn places(value: &Value, at: &Pointer, found: &mut Vec<(Pointer, Value)>) {
    found.push((at.clone(), value.clone()));
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &at.child(Segment::Index(index)), found);
            }
        }
        Value::Object(object) => {
            for (key, value) in object {
                places(value, &at.key(key), found);
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_rendered_is_read_back(machine in machine()) {
        let text = machine.to_json_pretty();
        prop_assert_eq!(parse(&text), Ok(machine));
    }

    #[test]
    fn any_machine_can_be_looked_at(machine in machine()) {
        let value = machine.to_value();
        let _ = create_error(&validate_value(&value, ExecutionType::Express));
        let _ = lint::check(&machine);
        prop_assert!(graph::svg(&machine).ends_with("</svg>\n"));
        prop_assert!(graph::mermaid(&machine).starts_with("flowchart"));
    }

    #[test]
    fn any_json_gets_an_answer(states in value(), top in value()) {
        let machine = json!({"StartAt": "a", "States": states, "QueryLanguage": top});
        for value in [machine, states, top] {
            let found = validate_value(&value, ExecutionType::Standard);
            let read = StateMachine::from_value(&value);
            // What AWS takes, the model holds.
            prop_assert!(!found.is_empty() || read.is_ok(), "{value}: {read:?}");
            if let Ok(machine) = read {
                let _ = lint::check(&machine);
                let _ = graph::svg(&machine);
            }
            State::from_value(&value, QueryLanguage::Jsonata).ok();
        }
    }

    #[test]
    fn any_text_gets_an_answer(text in "\\PC{0,40}", bytes in vec(any::<u8>(), 0..40)) {
        let _ = validate(&text, ExecutionType::Standard);
        parse_bytes(&bytes).ok();
        let _ = locate(&text, &Pointer::root().key("a").index(0));
    }

    #[test]
    fn a_cut_definition_gets_an_answer(at in 0..5_000_usize) {
        let settings = Settings::new("bucket", "topic", "results").map_err(|it| TestCaseError::fail(it.to_string()))?;
        let text = Variant::Flat.definition(&settings).to_json_pretty();
        let cut = text.get(..at.min(text.len() - 2)).unwrap_or_default();
        prop_assert!(!validate(cut, ExecutionType::Standard).is_empty());
        prop_assert!(parse(cut).is_err());
        let _ = locate(cut, &Pointer::root().key("States").key("ProcessBucket"));
    }

    #[test]
    fn every_place_is_located(value in value(), pretty in any::<bool>()) {
        let text = if pretty { format!("{value:#}") } else { value.to_string() };
        let mut all = Vec::new();
        places(&value, &Pointer::root(), &mut all);
        for (pointer, value) in all {
            let place = locate(&text, &pointer);
            prop_assert!(place.is_some(), "{pointer} in {text}");
            let span = place.map(|it| it.span).unwrap_or_default();
            prop_assert_eq!(parse_json(&text[span]), Ok(value));
        }
    }
}

#[test]
fn the_deepest_nesting_that_can_be_read_overflows_nothing() {
    let mut machine = json!({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}});
    let mut deepest = None;
    for level in 0..60 {
        let text = machine.to_string();
        let Ok(read) = parse(&text) else { break };
        deepest = Some((text, read));
        let name = format!("M{level}");
        machine = json!({
            "StartAt": name,
            "States": {name: {"Type": "Map", "ItemProcessor": machine, "End": true}},
        });
    }
    let (text, machine) = deepest.expect("a shallow one can be read");
    assert!(text.contains("M25"));
    assert_eq!(validate(&text, ExecutionType::Standard), []);
    assert_eq!(machine.to_value().to_string().len(), text.len());
    assert!(!lint::check(&machine).is_empty());
    assert!(graph::svg(&machine).len() > 1_000);
    assert!(graph::mermaid(&machine).len() > 1_000);
}
