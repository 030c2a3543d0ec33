//! Whole executions: through handlers, under virtual time, over the end of a process.

use std::error::Error;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use distmap_asl::ExecutionType;
use distmap_engine::journal::{ChildQuery, Journal, MemoryJournal};
use distmap_engine::ports::Clock;
use distmap_engine::time::VirtualClock;
use distmap_engine::{
    Engine, EngineBuilder, Outcome, Plan, StartExecution, StateMachineRef, Status, TaskError,
};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const FUNCTION: &str = "arn:aws:lambda:us-east-1:000000000000:function:work";

fn machine(definition: &Value) -> Result<StateMachineRef> {
    let parsed = distmap_asl::parse(&definition.to_string())?;
    let plan = Plan::compile(&parsed).map_err(|errors| format!("{errors:?}"))?;
    Ok(StateMachineRef {
        arn: "arn:aws:states:us-east-1:000000000000:stateMachine:orders".into(),
        name: "orders".into(),
        qualified_arn: None,
        role_arn: "arn:aws:iam::000000000000:role/orders".into(),
        execution_type: ExecutionType::Standard,
        plan: Arc::new(plan),
        definition: definition.to_string().into(),
    })
}

fn start(definition: &Value, input: &Value) -> Result<StartExecution> {
    Ok(StartExecution::new(machine(definition)?).name("one").input(input.to_string()))
}

fn virtual_engine() -> (EngineBuilder, VirtualClock) {
    let clock = VirtualClock::new(1_000);
    (Engine::builder().clock(Arc::new(clock.clone())), clock)
}

/// The types of an execution's events, in order.
fn types(history: &[Value]) -> Vec<&str> {
    history.iter().filter_map(|event| event["type"].as_str()).collect()
}

#[tokio::test]
async fn retries_wait_by_the_engines_clock() -> Result {
    let (builder, clock) = virtual_engine();
    let calls = Arc::new(Mutex::new(Vec::new()));
    let (seen, now) = (calls.clone(), clock.clone());
    let engine = builder
        .handler(FUNCTION, move |_| {
            let (seen, now) = (seen.clone(), now.now());
            async move {
                let mut seen = seen.lock().map_err(|e| TaskError::new("Poison", e.to_string()))?;
                seen.push(now);
                if seen.len() < 3 {
                    Err(TaskError::new("Busy", "later"))
                } else {
                    Ok(json!("done"))
                }
            }
        })
        .build();
    let definition = json!({"StartAt": "Work", "States": {"Work": {
        "Type": "Task", "Resource": FUNCTION, "End": true,
        "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 10, "BackoffRate": 3}],
    }}});
    let execution = engine.start(start(&definition, &json!({}))?)?;
    assert_eq!(execution.wait().await.output(), Some("\"done\""));
    let calls = calls.lock().map_err(|e| e.to_string())?.clone();
    assert_eq!(calls, [1_000, 11_000, 41_000]);
    assert_eq!(execution.transitions(), 3, "retries are billed");
    Ok(())
}

#[tokio::test]
async fn a_text_passes_untouched_states_as_it_was_sent() -> Result {
    let engine = Engine::builder().build();
    let definition = json!({"StartAt": "A", "States": {
        "A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"},
    }});
    let text = "{ \"big\": 123456789012345678901234567890, \"x\":1.50 }";
    let request = StartExecution::new(machine(&definition)?).input(text);
    assert_eq!(engine.start(request)?.wait().await.output(), Some(text));
    Ok(())
}

#[tokio::test]
async fn a_token_finishes_a_task_and_silence_fails_it() -> Result {
    let (builder, clock) = virtual_engine();
    let tokens = Arc::new(Mutex::new(Vec::new()));
    let seen = tokens.clone();
    let resource = "arn:aws:states:::lambda:invoke.waitForTaskToken";
    let engine = builder
        .handler(FUNCTION, move |request| {
            let seen = seen.clone();
            async move {
                let token = request.input["token"].as_str().unwrap_or_default().to_owned();
                seen.lock().map_err(|e| TaskError::new("Poison", e.to_string()))?.push(token);
                Ok(Value::Null)
            }
        })
        .build();
    let definition = json!({"StartAt": "Ask", "States": {"Ask": {
        "Type": "Task", "Resource": resource, "HeartbeatSeconds": 60, "End": true,
        "Parameters": {"FunctionName": FUNCTION, "Payload": {"token.$": "$$.Task.Token"}},
    }}});
    let answered = engine.start(start(&definition, &json!({}))?)?;
    clock.sleep(Duration::from_secs(30)).await;
    let token = tokens.lock().map_err(|e| e.to_string())?[0].clone();
    engine.send_task_heartbeat(&token)?;
    clock.sleep(Duration::from_secs(40)).await;
    engine.send_task_success(&token, r#"{"answer": 42}"#)?;
    assert_eq!(answered.wait().await.output(), Some(r#"{"answer": 42}"#));
    assert!(engine.send_task_success(&token, "{}").is_err(), "the task is over");

    let silent = engine.start(start(&definition, &json!({}))?.name("two"))?;
    assert_eq!(silent.wait().await.failure().0, Some("States.Timeout"));
    Ok(())
}

#[tokio::test]
async fn an_activity_waits_for_its_worker() -> Result {
    let engine = Engine::builder().build();
    let activity = "arn:aws:states:us-east-1:000000000000:activity:pack";
    let definition = json!({"StartAt": "Pack", "States": {
        "Pack": {"Type": "Task", "Resource": activity, "End": true},
    }});
    let execution = engine.start(start(&definition, &json!({"box": 1}))?)?;
    let task = engine.get_activity_task(activity, Some("me".into())).await.ok_or("no task")?;
    assert_eq!(&*task.input, r#"{"box":1}"#);
    engine.send_task_failure(&task.token, Some("Torn".into()), Some("a hole".into()))?;
    assert_eq!(execution.wait().await.failure(), (Some("Torn"), Some("a hole")));
    assert_eq!(
        types(&execution.history())[2..5],
        ["ActivityScheduled", "ActivityStarted", "ActivityFailed"]
    );
    Ok(())
}

#[tokio::test]
async fn timeouts_and_stops_end_an_execution() -> Result {
    let (builder, _) = virtual_engine();
    let engine = builder.build();
    let wait = json!({"TimeoutSeconds": 5, "StartAt": "W", "States": {
        "W": {"Type": "Wait", "Seconds": 3600, "End": true},
    }});
    let execution = engine.start(start(&wait, &json!({}))?)?;
    assert_eq!(execution.wait().await.status(), Status::TimedOut);

    let stopped = engine.start(start(&wait, &json!({}))?.name("two"))?;
    engine.stop(stopped.arn(), Some("Enough".into()), None).await?;
    assert_eq!(
        stopped.wait().await,
        Outcome::Aborted { error: Some("Enough".into()), cause: None }
    );
    Ok(())
}

#[tokio::test]
async fn a_resource_without_a_handler_says_how_to_give_one() -> Result {
    let engine = Engine::builder().build();
    let definition = json!({"StartAt": "T", "States": {
        "T": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "End": true},
    }});
    let outcome = engine.start(start(&definition, &json!({}))?)?.wait().await;
    let cause = outcome.failure().1.unwrap_or_default().to_owned();
    assert!(cause.contains("glue:startJobRun.sync") && cause.contains("handler"), "{cause}");
    Ok(())
}

/// An engine over `journal` whose function notes its events, and never answers the one called `stuck`.
fn process(journal: &Arc<MemoryJournal>, stuck: Option<i64>) -> (Engine, Arc<Mutex<Vec<i64>>>) {
    let calls = Arc::new(Mutex::new(Vec::new()));
    let seen = calls.clone();
    let engine = Engine::builder().journal(journal.clone()).handler(FUNCTION, move |request| {
        let seen = seen.clone();
        async move {
            let item = request.input.as_i64().unwrap_or_default();
            seen.lock().map_err(|e| TaskError::new("Poison", e.to_string()))?.push(item);
            if Some(item) == stuck {
                std::future::pending::<()>().await;
            }
            Ok(json!(item * 10))
        }
    });
    (engine.build(), calls)
}

/// The child's history is gone with its process; its Map Run is not.
#[test]
fn a_childs_finished_map_run_is_not_done_again_in_another_process() -> Result {
    let inner = json!({
        "Type": "Map", "Next": "Nine",
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
            "StartAt": "Work",
            "States": {"Work": {"Type": "Task", "Resource": FUNCTION, "End": true}},
        },
    });
    let definition = json!({"StartAt": "Outer", "States": {"Outer": {
        "Type": "Map", "End": true,
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "Inner",
            "States": {
                "Inner": inner,
                "Nine": {"Type": "Pass", "Result": 9, "ResultPath": "$", "Next": "Last"},
                "Last": {"Type": "Task", "Resource": FUNCTION, "End": true},
            },
        },
    }}});
    let journal = Arc::new(MemoryJournal::default());
    let request = start(&definition, &json!([[1, 2, 3]]))?;
    let runtime =
        || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build();

    let first = runtime()?;
    let (engine, calls) = process(&journal, Some(9));
    let arn = first.block_on(async {
        let arn = engine.start(request)?.arn().to_owned();
        while !calls.lock().map_err(|e| e.to_string())?.contains(&9) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok::<_, Box<dyn Error>>(arn)
    })?;
    engine.suspend();
    drop(first);

    let (engine, calls) = process(&journal, None);
    runtime()?.block_on(async {
        let resumed = engine.resume().await?;
        assert_eq!(resumed[0].wait().await.output(), Some("[90]"));
        let outer = journal.map_runs(&arn, &Default::default()).await?.items;
        let query =
            ChildQuery { map_run_arn: outer[0].started.arn.to_string(), ..ChildQuery::default() };
        let child = &journal.children(&query).await?.items[0];
        let inner = journal.map_runs(&child.arn, &Default::default()).await?.items;
        assert_eq!(inner.len(), 1, "the Map Run is the one that had been begun");
        assert_eq!(inner[0].status, Status::Succeeded);
        assert_eq!(inner[0].counters.items.succeeded, 3, "every item is counted once");
        Ok::<_, Box<dyn Error>>(())
    })?;
    assert_eq!(*calls.lock().map_err(|e| e.to_string())?, [9], "no item is processed twice");
    Ok(())
}

#[test]
fn another_process_goes_on_with_an_open_map_run() -> Result {
    let definition = json!({"StartAt": "Before", "States": {
        "Before": {"Type": "Pass", "Assign": {"kept": "yes"}, "Next": "All"},
        "All": {
            "Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 1, "Next": "After",
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                "StartAt": "Work",
                "States": {"Work": {"Type": "Task", "Resource": FUNCTION, "End": true}},
            },
        },
        "After": {"Type": "Pass", "Parameters": {"kept.$": "$kept", "all.$": "$"}, "End": true},
    }});
    let journal = Arc::new(MemoryJournal::default());
    let request = start(&definition, &json!({"items": [1, 2, 3, 4]}))?;
    let runtime =
        || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build();

    let first = runtime()?;
    let (engine, calls) = process(&journal, Some(3));
    let arn = first.block_on(async {
        let arn = engine.start(request)?.arn().to_owned();
        while calls.lock().map_err(|e| e.to_string())?.len() < 3 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok::<_, Box<dyn Error>>(arn)
    })?;
    drop(first);

    let (engine, calls) = process(&journal, None);
    let history = runtime()?.block_on(async {
        let resumed = engine.resume().await?;
        assert_eq!(resumed.len(), 1);
        let outcome = resumed[0].wait().await;
        assert_eq!(outcome.output(), Some(r#"{"kept":"yes","all":[10,20,30,40]}"#), "{outcome:?}");
        let runs = journal.map_runs(&arn, &Default::default()).await?.items;
        assert_eq!(runs.len(), 1, "the Map Run went on under its ARN");
        assert_eq!(runs[0].counters.items.succeeded, 4, "every item is counted once");
        assert!(engine.resume().await?.is_empty(), "nothing is left to resume");
        Ok::<_, Box<dyn Error>>(engine.history(&arn).await?)
    })?;
    assert_eq!(
        *calls.lock().map_err(|e| e.to_string())?,
        [3, 4],
        "what had ended is not run again"
    );
    let ids: Vec<u64> = history.iter().filter_map(|event| event["id"].as_u64()).collect();
    assert_eq!(ids, (1..=ids.len() as u64).collect::<Vec<_>>());
    assert_eq!(types(&history)[0], "ExecutionStarted");
    assert_eq!(types(&history).last(), Some(&"ExecutionSucceeded"));
    Ok(())
}

#[tokio::test]
async fn mocks_answer_in_the_children_of_a_map_run_too() -> Result {
    let mocks = distmap_engine::mocks::MockConfig::parse(
        r#"{
            "StateMachines": {"orders": {"TestCases": {"busy": {"Work": "answers"}}}},
            "MockedResponses": {"answers": {
                "0": {"Throw": {"Error": "Busy", "Cause": "later"}}, "1-2": {"Return": "done"}
            }}
        }"#,
    )?;
    let (builder, _) = virtual_engine();
    let engine = builder.mocks(mocks).build();
    let definition = json!({"StartAt": "Each", "States": {"Each": {
        "Type": "Map", "MaxConcurrency": 1, "End": true,
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "Work",
            "States": {"Work": {
                "Type": "Task", "Resource": FUNCTION, "End": true,
                "Retry": [{"ErrorEquals": ["Busy"]}],
            }},
        },
    }}});
    let start = start(&definition, &json!([1, 2]))?.test_case("busy");
    assert_eq!(engine.start(start)?.wait().await.output(), Some(r#"["done","done"]"#));
    Ok(())
}

#[tokio::test]
async fn a_history_ends_with_its_last_event() -> Result {
    let (builder, _) = virtual_engine();
    let limits = distmap_engine::Limits { history_events: 100, ..Default::default() };
    let engine = builder.limits(limits).handler(FUNCTION, |_| async { Ok(json!(1)) }).build();
    let again = |state: &str| {
        json!({"Type": "Choice", "Choices": [
        {"Variable": "$", "NumericEquals": 2, "Next": "Done"}], "Default": state})
    };
    let definition = json!({"StartAt": "Work", "States": {
        "Work": {"Type": "Task", "Resource": FUNCTION, "Next": "Again"},
        "Again": again("Work"),
        "Done": {"Type": "Succeed"},
    }});
    let execution = engine.start(start(&definition, &json!(1))?)?;
    let outcome = execution.wait().await;
    assert_eq!(
        outcome.failure(),
        (
            Some("States.Runtime"),
            Some("The execution reached the maximum number of history events (100)."),
        )
    );
    let history = execution.history();
    assert_eq!(history.len(), 100);
    assert_eq!(history[99]["id"], 100);
    assert_eq!(history[99]["type"], "ExecutionFailed");
    Ok(())
}

/// States that fail, each with the input's text, the error and what the cause says after AWS's preamble.
#[tokio::test]
async fn states_fail_in_awss_words() -> Result {
    let jsonata = |mut state: Value| {
        state["QueryLanguage"] = json!("JSONata");
        state
    };
    let distributed = |field: &str| {
        let mut map = json!({"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}},
        }});
        map[field] = json!("$.n");
        map
    };
    let cases = [
        // Data that came as text is shown as it came.
        (
            json!({"Type": "Pass", "Parameters": {"v.$": "$.nope"}}),
            r#"{"a":  1}"#,
            "States.Runtime",
            r#"The JSONPath '$.nope' specified for the field 'v.$' could not be found in the input '{"a":  1}'"#,
        ),
        (
            json!({"Type": "Pass", "Parameters": {"v.$": "States.Format('{}', $.b[5])"}}),
            r#"{"b": [1]}"#,
            "States.Runtime",
            r#"The function 'States.Format('{}', $.b[5])' had the following error: The JsonPath argument for the field '$.b[5]' could not be found in the input '{"b": [1]}'"#,
        ),
        (
            json!({"Type": "Pass", "Parameters": {"v.$": "$"}}),
            "null",
            "States.Runtime",
            "Unable to apply Path transformation to null or empty input.",
        ),
        (
            json!({"Type": "Pass", "Result": 1, "ResultPath": "$.x"}),
            r#""text""#,
            "States.ResultPathMatchFailure",
            r#"Unable to apply ReferencePath $.x to input "text""#,
        ),
        (
            json!({"Type": "Wait", "SecondsPath": "$.s"}),
            r#"{"s": -1}"#,
            "States.Runtime",
            "The SecondsPath parameter references a negative value: $.s == -1",
        ),
        (
            json!({"Type": "Wait", "SecondsPath": "$.t"}),
            r#"{"s": 1}"#,
            "States.Runtime",
            "The SecondsPath parameter does not reference an input value: $.t",
        ),
        (
            json!({"Type": "Wait", "TimestampPath": "$.t"}),
            "{}",
            "States.Runtime",
            "The TimestampPath parameter does not reference an input value: $.t",
        ),
        (
            jsonata(json!({"Type": "Wait", "Seconds": "{% 'x' %}"})),
            "{}",
            "States.QueryEvaluationError",
            r#"The JSONata expression ''x'' specified for the field 'Seconds' returned an unexpected result type. Expected 'number', but was 'string' for value: "x""#,
        ),
        (
            jsonata(
                json!({"Type": "Pass", "Output": {"a": {"b": [[1, "{% $states.input.x %}"]]}}}),
            ),
            "{}",
            "States.QueryEvaluationError",
            "The JSONata expression '$states.input.x' specified for the field 'Output/a/b[0][1]' returned nothing (undefined).",
        ),
        (
            jsonata(json!({"Type": "Choice", "Default": "S", "Choices": [
                {"Condition": "{% false %}", "Next": "S"},
                {"Condition": "{% $states.input.x %}", "Next": "S"},
            ]})),
            "{}",
            "States.QueryEvaluationError",
            "The JSONata expression '$states.input.x' specified for the field 'Choices[1]/Condition' returned nothing (undefined).",
        ),
        (
            json!({"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": true, "Next": "S"}]}),
            "{}",
            "States.Runtime",
            "Failed to transition out of the state. The state does not point to a next state.",
        ),
        (
            json!({"Type": "Fail", "ErrorPath": "$.e"}),
            r#"{"e": 404}"#,
            "States.Runtime",
            r#"The ErrorPath field refers to value "404" which is not a valid string: $.e"#,
        ),
        (
            distributed("ToleratedFailureCountPath"),
            r#"{"items": [0], "n": -1}"#,
            "States.Runtime",
            "ToleratedFailureCount cannot be negative.",
        ),
        (
            distributed("MaxConcurrencyPath"),
            r#"{"items": [0], "n": -1}"#,
            "States.Runtime",
            "MaxConcurrency cannot be negative.",
        ),
        (
            json!({"Type": "Task", "Resource": FUNCTION, "TimeoutSecondsPath": "$.n"}),
            r#"{"n": 0}"#,
            "States.Runtime",
            "TimeoutSeconds must be between 1 and 99999999.",
        ),
        (
            jsonata(json!({"Type": "Task", "Resource": FUNCTION, "HeartbeatSeconds": "{% -1 %}"})),
            "{}",
            "States.QueryEvaluationError",
            "HeartbeatSeconds must be between 1 and 99999999.",
        ),
        (
            jsonata(json!({"Type": "Task", "Resource": FUNCTION, "TimeoutSeconds": "{% '5' %}"})),
            "{}",
            "States.QueryEvaluationError",
            r#"The JSONata expression ''5'' specified for the field 'TimeoutSeconds' returned an unexpected result type. Expected 'number', but was 'string' for value: "5""#,
        ),
        (
            json!({"Type": "Task", "Resource": FUNCTION, "Credentials": {"RoleArn.$": "$.n"}}),
            r#"{"n": 0}"#,
            "States.Runtime",
            "The value for the field 'RoleArn' must be a STRING",
        ),
        (
            json!({"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject", "Parameters": {"Bucket.$": "$.n"}}),
            r#"{"n": null}"#,
            "States.Runtime",
            r#"The Parameters '{"Bucket":null}' could not be used to start the Task: [The value for the field 'Bucket' must be a STRING, The field 'Key' is required but was missing]"#,
        ),
        (
            json!({"Type": "Pass", "Parameters": {"v.$": "States.StringToJson($.t)"}}),
            r#"{"t": "no"}"#,
            "States.IntrinsicFailure",
            "The function 'States.StringToJson($.t)' had the following error: Unrecognized token 'no': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
        ),
    ];
    for (mut state, input, error, cause) in cases {
        if !matches!(state["Type"].as_str(), Some("Choice" | "Fail")) {
            state["End"] = json!(true);
        }
        let definition = json!({"StartAt": "S", "States": {"S": state}});
        let (builder, _) = virtual_engine();
        let start = StartExecution::new(machine(&definition)?).input(input);
        let outcome = builder.build().start(start)?.wait().await;
        let whole = format!(
            "An error occurred while executing the state 'S' (entered at the event id #2). {cause}"
        );
        assert_eq!(outcome.failure(), (Some(error), Some(whole.as_str())), "{definition}");
    }
    Ok(())
}

#[tokio::test]
async fn an_index_past_the_end_is_null_in_a_template() -> Result {
    let definition = json!({"StartAt": "S", "States": {"S": {
        "Type": "Pass", "Parameters": {"v.$": "$.b[5]"}, "End": true,
    }}});
    let (builder, _) = virtual_engine();
    let execution = builder.build().start(start(&definition, &json!({"b": [1]}))?)?;
    assert_eq!(execution.wait().await.output(), Some(r#"{"v":null}"#));
    Ok(())
}

#[tokio::test]
async fn a_definition_that_does_not_fit_its_data_is_never_caught() -> Result {
    let definition = |caught: &str| {
        json!({"StartAt": "Work", "States": {
            "Work": {
                "Type": "Task", "Resource": FUNCTION, "Parameters": {"x.$": "$.nope"}, "End": true,
                "Retry": [{"ErrorEquals": [caught]}],
                "Catch": [{"ErrorEquals": [caught], "Next": "Caught"}],
            },
            "Caught": {"Type": "Pass", "End": true},
        }})
    };
    let (builder, clock) = virtual_engine();
    let engine = builder.handler(FUNCTION, |_| async { Ok(json!(1)) }).build();
    for caught in ["States.ALL", "States.Runtime"] {
        let execution = engine.start(start(&definition(caught), &json!({}))?.name(caught))?;
        assert_eq!(execution.wait().await.failure().0, Some("States.Runtime"), "{caught}");
    }
    assert_eq!(clock.now(), 1_000, "nothing was retried");
    Ok(())
}

#[tokio::test]
async fn a_distributed_map_runs_over_an_objects_members_in_both_languages() -> Result {
    for (items, value, key) in [
        (json!({"ItemsPath": "$"}), "$$.Map.Item.Value", "$$.Map.Item.Key"),
        (
            json!({"QueryLanguage": "JSONata", "Items": "{% $states.input %}"}),
            "{% $states.context.Map.Item.Value %}",
            "{% $states.context.Map.Item.Key %}",
        ),
    ] {
        let suffix = if value.starts_with('{') { "" } else { ".$" };
        let mut selector = serde_json::Map::new();
        selector.insert(format!("value{suffix}"), value.into());
        selector.insert(format!("key{suffix}"), key.into());
        let mut state = json!({"Type": "Map", "ItemSelector": selector, "End": true, "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}},
        }});
        for (name, field) in items.as_object().into_iter().flatten() {
            state[name] = field.clone();
        }
        let definition = json!({"StartAt": "Each", "States": {"Each": state}});
        let (builder, _) = virtual_engine();
        let execution = builder.build().start(start(&definition, &json!({"a": 1}))?)?;
        let outcome = execution.wait().await;
        assert_eq!(outcome.output(), Some(r#"[{"value":1,"key":"a"}]"#), "{outcome:?}");
    }
    Ok(())
}

#[tokio::test]
async fn what_an_earlier_process_waited_counts() -> Result {
    let wait =
        json!({"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 3600, "End": true}}});
    let retry = json!({"StartAt": "T", "States": {"T": {
        "Type": "Task", "Resource": FUNCTION, "End": true,
        "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 3600, "MaxAttempts": 1}],
    }}});
    for (definition, events) in [(wait, 2), (retry, 5)] {
        let journal = Arc::new(MemoryJournal::default());
        let build = |clock: &VirtualClock| {
            let engine = Engine::builder().journal(journal.clone()).clock(Arc::new(clock.clone()));
            let fails = |_| async { Err(TaskError::new("Bad", "always")) };
            engine.handler(FUNCTION, fails).build()
        };
        // A clock that nobody moves: this process never sees the end of the wait.
        let still = Arc::new(Still);
        let engine = Engine::builder().journal(journal.clone()).clock(still);
        let fails = |_| async { Err(TaskError::new("Bad", "always")) };
        let engine = engine.handler(FUNCTION, fails).build();
        let arn = engine.start(start(&definition, &json!({}))?)?.arn().to_owned();
        while journal.history(&arn).await?.is_empty() || engine.history(&arn).await?.len() < events
        {
            tokio::task::yield_now().await;
        }
        let clock = VirtualClock::new(1_000 + 1_000_000);
        let resumed = build(&clock).resume().await?;
        resumed[0].wait().await;
        assert_eq!(clock.now(), 1_000 + 3_600_000, "{definition}");
    }
    Ok(())
}

/// Knows neither machines nor activities.
struct Nothing;

impl distmap_engine::StateMachines for Nothing {
    fn get<'a>(
        &'a self,
        _arn: &'a str,
    ) -> distmap_engine::ports::PortFuture<'a, Option<StateMachineRef>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    fn has_activity(&self, _arn: &str) -> bool {
        false
    }
}

#[tokio::test]
async fn an_activity_that_is_not_there_fails_the_execution() -> Result {
    let arn = "arn:aws:states:us-east-1:000000000000:activity:gone";
    let definition = json!({"StartAt": "Ask", "States": {
        "Ask": {"Type": "Task", "Resource": arn, "End": true},
    }});
    let (builder, _) = virtual_engine();
    let engine = builder.state_machines(Arc::new(Nothing)).build();
    let outcome = engine.start(start(&definition, &json!({}))?)?.wait().await;
    let (error, cause) = outcome.failure();
    assert_eq!(error, Some("States.Runtime"));
    assert!(
        cause.is_some_and(|text| text.ends_with(&format!("The activity {arn} does not exist.")))
    );
    Ok(())
}

/// A clock that stands at one second.
struct Still;

impl Clock for Still {
    fn now(&self) -> i64 {
        1_000
    }

    fn sleep(&self, _: Duration) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::pending())
    }
}
