//! Corners of the language: silent tasks, results that outgrow a state, calls that nobody waits for, states by themselves.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use distmap_engine::test_state::{InspectionLevel, Mock, StateConfiguration, TestStateRequest};
use distmap_engine::time::VirtualClock;
use distmap_engine::{Engine, EngineBuilder, Outcome, StartExecution};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

fn engine() -> EngineBuilder {
    Engine::builder().clock(Arc::new(VirtualClock::new(1_000)))
}

/// Runs a machine that is this one state, followed by the state `Caught`.
async fn outcome(engine: &Engine, state: &Value, input: &Value) -> Result<Outcome> {
    let mut states = json!({"S": state});
    if state.get("Catch").is_some() {
        states["Caught"] = json!({"Type": "Pass", "End": true});
    }
    let definition = json!({"StartAt": "S", "States": states});
    let machine = engine.state_machine("corner", &definition.to_string())?;
    Ok(engine.start(StartExecution::new(machine).input(input.to_string()))?.wait().await)
}

#[tokio::test]
async fn silence_is_a_timeout_with_a_name_of_its_own() -> Result {
    let waiting = |limit: &str, caught: &str| {
        json!({
            "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", limit: 5,
            "Parameters": {"FunctionName": "work", "Payload.$": "$$.Task.Token"}, "End": true,
            "Catch": [{"ErrorEquals": [caught], "Next": "Caught"}],
        })
    };
    let engine = engine().handler("work", |_| async { Ok(json!(null)) }).build();
    let told = json!({"Error": "States.Timeout", "Cause": ""}).to_string();
    for (limit, caught, is_caught) in [
        ("HeartbeatSeconds", "States.HeartbeatTimeout", true),
        ("HeartbeatSeconds", "States.Timeout", true),
        ("HeartbeatSeconds", "States.TaskFailed", false),
        ("TimeoutSeconds", "States.HeartbeatTimeout", false),
        ("TimeoutSeconds", "States.Timeout", true),
    ] {
        let outcome = outcome(&engine, &waiting(limit, caught), &json!({})).await?;
        let expected = is_caught.then_some(told.as_str());
        assert_eq!(outcome.output(), expected, "{limit} {caught}");
    }
    Ok(())
}

#[tokio::test]
async fn a_silent_task_is_tried_again() -> Result {
    let calls = Arc::new(AtomicU64::new(0));
    let seen = calls.clone();
    let engine = engine()
        .handler("work", move |_| {
            seen.fetch_add(1, Ordering::Relaxed);
            async { Ok(json!(null)) }
        })
        .build();
    let state = json!({
        "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "HeartbeatSeconds": 5,
        "Parameters": {"FunctionName": "work", "Payload.$": "$$.Task.Token"}, "End": true,
        "Retry": [{"ErrorEquals": ["States.HeartbeatTimeout"], "MaxAttempts": 2}],
    });
    let outcome = outcome(&engine, &state, &json!({})).await?;
    assert_eq!(outcome.failure(), (Some("States.Timeout"), None));
    assert_eq!(calls.load(Ordering::Relaxed), 3);
    Ok(())
}

#[tokio::test]
async fn nobody_waits_for_an_event_and_a_dry_run_calls_nobody() -> Result {
    let (called, mut calls) = tokio::sync::mpsc::unbounded_channel();
    let engine = engine()
        .handler("work", move |request| {
            let told = called.send(request.input);
            async move {
                told.map(|()| json!("unheard"))
                    .map_err(|e| distmap_engine::TaskError::new("Gone", e.to_string()))
            }
        })
        .build();
    for (resource, kind, status, members) in [
        ("lambda:invoke", "Event", 202, 3),
        ("lambda:invoke", "DryRun", 204, 3),
        ("aws-sdk:lambda:invoke", "Event", 202, 1),
        ("aws-sdk:lambda:invoke", "DryRun", 204, 1),
    ] {
        let state = json!({
            "Type": "Task", "Resource": format!("arn:aws:states:::{resource}"), "End": true,
            "Parameters": {"FunctionName": "work", "InvocationType": kind, "Payload": {"n": 1}},
        });
        let outcome = outcome(&engine, &state, &json!({})).await?;
        let answer: Value = serde_json::from_str(outcome.output().ok_or("succeeds")?)?;
        assert_eq!(answer["StatusCode"], status, "{resource} {kind}");
        assert_eq!(answer.as_object().map(serde_json::Map::len), Some(members), "{answer}");
        if kind == "Event" {
            assert_eq!(calls.recv().await, Some(json!({"n": 1})));
        }
    }
    assert!(calls.try_recv().is_err(), "a dry run calls nobody");
    Ok(())
}

#[tokio::test]
async fn results_together_must_fit_before_anything_is_selected() -> Result {
    let engine = engine().handler("big", |_| async { Ok(json!("a".repeat(100_000))) }).build();
    let big = |name: &str| {
        json!({"StartAt": name, "States": {
            name: {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:big", "End": true},
        }})
    };
    for state in [
        json!({"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": big("B")}),
        json!({"Type": "Parallel", "Branches": [big("B"), big("C"), big("D")]}),
    ] {
        let mut state = state;
        state["ResultSelector"] = json!({"few": 1});
        state["End"] = json!(true);
        let outcome = outcome(&engine, &state, &json!({"items": [1, 2, 3]})).await?;
        assert_eq!(
            outcome.failure(),
            (
                Some("States.DataLimitExceeded"),
                Some(
                    "The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit."
                )
            )
        );
    }
    Ok(())
}

fn distributed(fields: Value) -> Value {
    let mut map = json!({
        "Type": "Map", "End": true,
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}},
        },
    });
    if let (Value::Object(map), Value::Object(fields)) = (&mut map, fields) {
        map.extend(fields);
    }
    map
}

/// Tries a Map state whose result is mocked, and gives what was seen on the way.
async fn inspected(state: &Value, read: Option<&str>, input: &Value) -> Result<Value> {
    let engine = engine().build();
    let tried = engine.test_state(TestStateRequest {
        definition: state.to_string(),
        input: Some(input.to_string()),
        inspection_level: InspectionLevel::Debug,
        mock: Some(Mock { result: Some("[1]".into()), ..Mock::default() }),
        state_configuration: StateConfiguration {
            map_item_reader_data: read.map(str::to_owned),
            ..StateConfiguration::default()
        },
        ..TestStateRequest::default()
    });
    let seen = tried.await?.inspection_data.ok_or("data was asked for")?;
    let parsed = |(name, value): (String, Value)| {
        let value =
            value.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or(value);
        (name, value)
    };
    Ok(Value::Object(seen.into_iter().map(parsed).collect()))
}

#[tokio::test]
async fn a_trial_shows_items_as_each_step_of_a_distributed_map_leaves_them() -> Result {
    let batched = distributed(json!({
        "ItemsPath": "$.n",
        "ItemSelector": {"v.$": "$$.Map.Item.Value"},
        "ItemBatcher": {"MaxItemsPerBatch": 2, "BatchInput": {"day.$": "$.day"}},
    }));
    let seen = inspected(&batched, None, &json!({"n": [1, 2, 3], "day": 7})).await?;
    assert_eq!(seen["afterItemsPath"], json!([1, 2, 3]));
    assert_eq!(seen["afterItemSelector"], json!([{"v": 1}, {"v": 2}, {"v": 3}]));
    assert_eq!(
        seen["afterItemBatcher"],
        json!([
            {"BatchInput": {"day": 7}, "Items": [{"v": 1}, {"v": 2}]},
            {"BatchInput": {"day": 7}, "Items": [{"v": 3}]},
        ])
    );
    let members =
        inspected(&distributed(json!({"ItemsPath": "$"})), None, &json!({"k": 1})).await?;
    assert_eq!(members["afterItemsPath"], json!([{"Key": "k", "Value": 1}]));
    Ok(())
}

#[tokio::test]
async fn a_trial_reads_a_data_set_in_its_own_format() -> Result {
    let reader = |config: Value| {
        distributed(json!({
            "ItemReader": {
                "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": config,
                "Parameters": {"Bucket": "b", "Key": "k"},
            },
            "ItemSelector": {"v.$": "$$.Map.Item.Value"},
        }))
    };
    let pointed = reader(json!({"InputType": "JSON", "ItemsPointer": "/a", "MaxItems": 2}));
    let seen = inspected(&pointed, Some(r#"{"a": [1, 2, 3]}"#), &json!({})).await?;
    assert_eq!(seen["afterItemsPointer"], json!([1, 2]));
    assert_eq!(seen["afterItemSelector"], json!([{"v": 1}, {"v": 2}]));
    let csv = reader(json!({"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}));
    let seen = inspected(&csv, Some("x,y\n1,2\n"), &json!({})).await?;
    assert_eq!(seen["afterItemSelector"], json!([{"v": {"x": "1", "y": "2"}}]));
    let listed = distributed(json!({
        "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b"}},
        "ItemSelector": {"key.$": "$$.Map.Item.Value.Key"},
    }));
    let seen = inspected(&listed, Some(r#"[{"Key": "a"}]"#), &json!({})).await?;
    assert_eq!(seen["afterItemSelector"], json!([{"key": "a"}]));
    Ok(())
}

#[tokio::test]
async fn a_trial_waits_for_nobody() -> Result {
    let activity = json!({"Type": "Task", "Resource": "arn:aws:states:us-east-1:000000000000:activity:a", "End": true});
    let request = |mock: Option<Mock>| TestStateRequest {
        definition: activity.to_string(),
        role_arn: Some("arn:aws:iam::000000000000:role/r".into()),
        mock,
        ..TestStateRequest::default()
    };
    let mocked = Mock { result: Some("5".into()), ..Mock::default() };
    let tried = engine().build().test_state(request(Some(mocked.clone()))).await?;
    assert_eq!(tried.output.as_deref(), Some("5"));
    let refused = |tried: std::result::Result<_, distmap_engine::ports::ServiceError>| {
        tried.err().map(|error: distmap_engine::ports::ServiceError| error.code)
    };
    let unmocked = engine().build().test_state(request(None)).await.map(drop);
    assert_eq!(refused(unmocked).as_deref(), Some("InvalidDefinition"));
    let both = Mock { error_output: Some(distmap_engine::StateError::bare("E")), ..mocked };
    for mock in [both, Mock::default()] {
        let tried = engine().build().test_state(request(Some(mock))).await.map(drop);
        assert_eq!(refused(tried).as_deref(), Some("ValidationException"));
    }
    Ok(())
}

/// The events of a type, each with the one that it follows.
fn follows(history: &[Value], kind: &str) -> Vec<u64> {
    let found = history.iter().filter(|event| event["type"] == kind);
    found.filter_map(|event| event["previousEventId"].as_u64()).collect()
}

#[tokio::test]
async fn an_evaluation_fails_after_what_the_state_has_done() -> Result {
    let engine = engine().handler("work", |_| async { Ok(json!(1)) }).build();
    let task = |fields: Value| {
        let mut task = json!({
            "Type": "Task", "QueryLanguage": "JSONata", "End": true,
            "Resource": "arn:aws:lambda:us-east-1:000000000000:function:work",
        });
        if let (Value::Object(task), Value::Object(fields)) = (&mut task, fields) {
            task.extend(fields);
        }
        task
    };
    let iterated = json!({
        "Type": "Map", "QueryLanguage": "JSONata", "Items": [1], "End": true,
        "ItemSelector": {"v": "{% $nope %}"},
        "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}},
    });
    for (state, after) in [
        // Nothing was done yet: as the state is entered.
        (task(json!({"Arguments": "{% $nope %}"})), 0),
        // After scheduled, started and succeeded.
        (task(json!({"Output": "{% $nope %}"})), 5),
        // After the map and its iteration began.
        (iterated, 4),
    ] {
        let definition = json!({"StartAt": "S", "States": {"S": state}}).to_string();
        let execution =
            engine.start(StartExecution::new(engine.state_machine("m", &definition)?))?;
        assert_eq!(execution.wait().await.failure().0, Some("States.QueryEvaluationError"));
        assert_eq!(follows(&execution.history(), "EvaluationFailed"), [after], "{definition}");
    }
    Ok(())
}

#[tokio::test]
async fn expressions_tell_the_time_of_the_engines_clock() -> Result {
    let engine = engine().build();
    let pass = |output: &str| {
        let (kind, language) = ("Pass", "JSONata");
        json!({"Type": kind, "QueryLanguage": language, "Output": output, "End": true})
    };
    let told = outcome(&engine, &pass("{% $millis() %}"), &json!({})).await?;
    assert_eq!(told.output(), Some("1000"));
    let wait = json!({
        "Type": "Wait", "QueryLanguage": "JSONata", "Timestamp": "{% $fromMillis($millis() + 5000) %}",
        "Output": "{% $now() %}", "End": true,
    });
    let told = outcome(&engine, &wait, &json!({})).await?;
    assert_eq!(told.output(), Some(r#""1970-01-01T00:00:06.000Z""#));
    let map = json!({
        "Type": "Map", "QueryLanguage": "JSONata", "Items": [1], "End": true,
        "ItemSelector": {"at": "{% $now() %}"},
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}},
        },
    });
    let told = outcome(&engine, &map, &json!({})).await?;
    assert_eq!(told.output(), Some(r#"[{"at":"1970-01-01T00:00:06.000Z"}]"#));
    Ok(())
}
