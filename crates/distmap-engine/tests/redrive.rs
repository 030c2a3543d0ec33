//! RedriveExecution, and what it leaves alone.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use distmap_asl::ExecutionType;
use distmap_engine::journal::{ChildQuery, Paging};
use distmap_engine::{Engine, Outcome, Plan, StartExecution, StateMachineRef, Status, TaskError};
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const FUNCTION: &str = "arn:aws:lambda:us-east-1:000000000000:function:f";

/// An engine with a function that fails for texts with `bad` in them until it is mended.
struct World {
    engine: Engine,
    mended: Arc<AtomicBool>,
    calls: Arc<Mutex<BTreeMap<String, u64>>>,
}

impl World {
    fn new() -> Self {
        let mended = Arc::new(AtomicBool::new(false));
        let calls = Arc::new(Mutex::new(BTreeMap::new()));
        let (is_mended, seen) = (mended.clone(), calls.clone());
        let engine = Engine::builder().handler(FUNCTION, move |request| {
            let text = request.input.to_string();
            if let Ok(mut seen) = seen.lock() {
                *seen.entry(text.clone()).or_default() += 1;
            }
            let fails = text.contains("bad") && !is_mended.load(Ordering::Relaxed);
            async move {
                if fails {
                    return Err(TaskError::new("Bad", text));
                }
                Ok(json!({"done": request.input}))
            }
        });
        Self { engine: engine.build(), mended, calls }
    }

    fn mend(&self) {
        self.mended.store(true, Ordering::Relaxed);
    }

    fn calls(&self, input: &Value) -> u64 {
        let calls = self.calls.lock().map(|calls| calls.get(&input.to_string()).copied());
        calls.ok().flatten().unwrap_or(0)
    }

    async fn run(&self, definition: &Value, input: &Value) -> Result<String> {
        let text = definition.to_string();
        let plan = Plan::compile(&distmap_asl::parse(&text)?).map_err(|e| format!("{e:?}"))?;
        let machine = StateMachineRef {
            arn: "arn:aws:states:us-east-1:000000000000:stateMachine:m".into(),
            name: "m".into(),
            role_arn: "arn:aws:iam::000000000000:role/r".into(),
            qualified_arn: None,
            execution_type: ExecutionType::Standard,
            plan: Arc::new(plan),
            definition: text.into(),
        };
        let request = StartExecution::new(machine).name("x").input(input.to_string());
        let execution = self.engine.start(request)?;
        execution.wait().await;
        Ok(execution.arn().to_owned())
    }

    /// Redrives and waits for the end.
    async fn redrive(&self, arn: &str) -> Result<Outcome> {
        self.engine.redrive(arn, None).await?;
        let execution = self.engine.execution(arn).ok_or("it does not run")?;
        Ok(execution.wait().await)
    }

    /// The events from the redrive on: id, type, previous event.
    async fn since_redrive(&self, arn: &str) -> Result<Vec<(u64, String, u64)>> {
        let events = self.engine.history(arn).await?;
        let from = events.iter().rposition(|event| event["type"] == "ExecutionRedriven");
        let number = |event: &Value, name: &str| event[name].as_u64().unwrap_or(0);
        let from = &events[from.ok_or("no redrive")?..];
        Ok(from
            .iter()
            .map(|event| {
                let kind = event["type"].as_str().unwrap_or_default().to_owned();
                (number(event, "id"), kind, number(event, "previousEventId"))
            })
            .collect())
    }
}

fn event(id: u64, kind: &str, previous: u64) -> (u64, String, u64) {
    (id, kind.to_owned(), previous)
}

fn work() -> Value {
    json!({"Type": "Task", "Resource": FUNCTION, "End": true})
}

#[tokio::test]
async fn it_goes_on_in_the_state_that_failed() -> Result {
    let world = World::new();
    let definition = json!({"StartAt": "A", "States": {
        "A": {"Type": "Pass", "Assign": {"kept": "yes"}, "Next": "B"},
        "B": {
            "Type": "Task", "Resource": FUNCTION, "Next": "C",
            "Retry": [{"ErrorEquals": ["Bad"], "IntervalSeconds": 0, "MaxAttempts": 1}],
        },
        "C": {"Type": "Pass", "Parameters": {
            "kept.$": "$kept", "redrives.$": "$$.Execution.RedriveCount", "b.$": "$.done",
        }, "End": true},
    }});
    let input = json!({"word": "bad"});
    let arn = world.run(&definition, &input).await?;
    assert_eq!(world.calls(&input), 2, "one retry");
    assert_eq!(world.redrive(&arn).await?.status(), Status::Failed);
    assert_eq!(world.calls(&input), 4, "retries are counted anew");
    world.mend();
    let outcome = world.redrive(&arn).await?;
    let output = r#"{"kept":"yes","redrives":2,"b":{"word":"bad"}}"#;
    assert_eq!(outcome.output(), Some(output));
    // The state was entered by event 4, and is not entered again.
    let events = world.since_redrive(&arn).await?;
    let expected = [
        event(20, "ExecutionRedriven", 19),
        event(21, "LambdaFunctionScheduled", 4),
        event(22, "LambdaFunctionStarted", 21),
        event(23, "LambdaFunctionSucceeded", 22),
        event(24, "TaskStateExited", 23),
    ];
    assert_eq!(events[..5], expected, "{events:?}");
    let told = world.engine.describe(&arn).await?;
    assert_eq!(told.redrive.map(|redrive| redrive.count), Some(2));
    Ok(())
}

#[tokio::test]
async fn only_branches_that_failed_run_again() -> Result {
    let world = World::new();
    let branch = |name: &str, word: &str| {
        json!({"StartAt": name, "States": {
            name: {"Type": "Task", "Resource": FUNCTION, "Parameters": {"word": word}, "End": true},
        }})
    };
    let definition = json!({"StartAt": "P", "States": {
        "P": {"Type": "Parallel", "End": true, "Branches": [branch("One", "good"), branch("Two", "bad")]},
    }});
    let arn = world.run(&definition, &json!({})).await?;
    world.mend();
    let outcome = world.redrive(&arn).await?;
    let output = r#"[{"done":{"word":"good"}},{"done":{"word":"bad"}}]"#;
    assert_eq!(outcome.output(), Some(output));
    assert_eq!(world.calls(&json!({"word": "good"})), 1);
    assert_eq!(world.calls(&json!({"word": "bad"})), 2);
    let events = world.since_redrive(&arn).await?;
    assert!(events.iter().all(|(_, kind, _)| !kind.ends_with("Entered")), "{events:?}");
    Ok(())
}

#[tokio::test]
async fn only_iterations_that_failed_run_again() -> Result {
    let world = World::new();
    let definition = json!({"StartAt": "M", "States": {
        "M": {
            "Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 1, "End": true,
            "ItemProcessor": {"StartAt": "W", "States": {"W": work()}},
        },
    }});
    let arn = world.run(&definition, &json!({"items": ["a", "bad", "c"]})).await?;
    world.mend();
    let outcome = world.redrive(&arn).await?;
    assert_eq!(outcome.output(), Some(r#"[{"done":"a"},{"done":"bad"},{"done":"c"}]"#));
    let calls = ["a", "bad", "c"].map(|item| world.calls(&json!(item)));
    assert_eq!(calls, [1, 2, 1]);
    let events = world.since_redrive(&arn).await?;
    let started = events.iter().filter(|(_, kind, _)| kind == "MapIterationStarted").count();
    assert_eq!(started, 1, "the third alone had not begun: {events:?}");
    Ok(())
}

fn distributed(child_type: &str) -> Value {
    json!({"StartAt": "M", "States": {
        "M": {
            "Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 1, "End": true,
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": child_type},
                "StartAt": "First",
                "States": {
                    "First": {
                        "Type": "Task", "Resource": FUNCTION, "ResultPath": null, "Next": "W",
                        "Parameters": {"first.$": "States.StringSplit($, '!')"},
                    },
                    "W": work(),
                },
            },
        },
    }})
}

#[tokio::test]
async fn a_map_run_goes_on_with_its_unsuccessful_children() -> Result {
    for (child_type, first_calls) in [("STANDARD", 1), ("EXPRESS", 2)] {
        let world = World::new();
        // With the exclamation mark the first state is content, and the second one fails.
        let input = json!({"items": ["a", "b!ad", "c"]});
        let definition = distributed(child_type);
        let bad = json!("b!ad");
        let world = World { engine: engine_failing_on(&world, "b!ad"), ..world };
        let arn = world.run(&definition, &input).await?;
        let runs = world.engine.list_map_runs(&arn, &Paging::default()).await?.items;
        assert_eq!(runs[0].status, Status::Failed);
        world.mend();
        let outcome = world.redrive(&arn).await?;
        assert_eq!(
            outcome.output(),
            Some(r#"[{"done":"a"},{"done":"b!ad"},{"done":"c"}]"#),
            "{child_type}"
        );
        let after = world.engine.list_map_runs(&arn, &Paging::default()).await?.items;
        assert_eq!(after.len(), 1, "the same Map Run");
        assert_eq!(after[0].redrive.map(|redrive| redrive.count), Some(1));
        let counts = after[0].counters.executions;
        assert_eq!(
            (counts.succeeded, counts.failed, counts.total, counts.pending_redrive),
            (3, 0, 3, 0)
        );
        assert_eq!(after[0].counters.items.total, 3);
        // A STANDARD child goes on in its second state, an EXPRESS one begins anew.
        assert_eq!(world.calls(&bad), 2, "{child_type}");
        assert_eq!(world.calls(&json!({"first": ["b", "ad"]})), first_calls, "{child_type}");
        assert_eq!(world.calls(&json!({"first": ["a"]})), 1, "{child_type}");

        let query =
            ChildQuery { map_run_arn: after[0].started.arn.to_string(), ..ChildQuery::default() };
        let children = world.engine.journal().children(&query).await?.items;
        assert_eq!(children.len(), 3, "each child once");
        let redriven: Vec<_> = children.iter().filter(|child| child.redrive.is_some()).collect();
        assert_eq!(redriven.len(), usize::from(child_type == "STANDARD"));
        let events = world.since_redrive(&arn).await?;
        let expected = [
            event(8, "ExecutionRedriven", 7),
            event(9, "MapRunRedriven", 3),
            event(10, "MapRunSucceeded", 9),
            event(11, "MapStateSucceeded", 10),
        ];
        assert_eq!(events[..4], expected, "{events:?}");
    }
    Ok(())
}

/// The world's engine, its function failing on exactly this input.
fn engine_failing_on(world: &World, bad: &'static str) -> Engine {
    let (mended, calls) = (world.mended.clone(), world.calls.clone());
    let engine = Engine::builder().handler(FUNCTION, move |request| {
        let text = request.input.to_string();
        if let Ok(mut calls) = calls.lock() {
            *calls.entry(text.clone()).or_default() += 1;
        }
        let fails = request.input == json!(bad) && !mended.load(Ordering::Relaxed);
        async move {
            if fails {
                Err(TaskError::new("Bad", text))
            } else {
                Ok(json!({"done": request.input}))
            }
        }
    });
    engine.build()
}

#[tokio::test]
async fn it_is_refused_where_aws_refuses_it() -> Result {
    let world = World::new();
    let definition = json!({"StartAt": "W", "States": {"W": work()}});
    let good = world.run(&definition, &json!("good")).await?;
    let refused = world.engine.redrive(&good, None).await.expect_err("it succeeded");
    assert_eq!(refused.code, "ExecutionNotRedrivable");
    assert_eq!(
        refused.message,
        format!(
            "Execution {good} invalid for redrive as: Execution is SUCCEEDED and cannot be redriven"
        )
    );
    let missing = world.engine.redrive("arn:aws:states:us-east-1:0:execution:m:no", None).await;
    assert_eq!(missing.expect_err("there is none").code, "ExecutionDoesNotExist");
    Ok(())
}

#[tokio::test]
async fn a_client_token_counts_once() -> Result {
    let world = World::new();
    let definition = json!({"StartAt": "W", "States": {"W": work()}});
    let arn = world.run(&definition, &json!("bad")).await?;
    let token = || Some("token".to_owned());
    let first = world.engine.redrive(&arn, token()).await?;
    if let Some(execution) = world.engine.execution(&arn) {
        execution.wait().await;
    }
    assert_eq!(world.engine.redrive(&arn, token()).await?, first);
    assert_eq!(world.calls(&json!("bad")), 2, "the second call redrove nothing");
    let told = world.engine.describe(&arn).await?;
    assert_eq!(told.redrive.map(|redrive| redrive.count), Some(1));
    Ok(())
}

#[tokio::test]
async fn one_that_was_stopped_goes_on_too() -> Result {
    let world = World::new();
    let text = json!({"StartAt": "W", "States": {
        "W": {"Type": "Wait", "Seconds": 1, "Next": "D"}, "D": {"Type": "Succeed"},
    }});
    let plan =
        Plan::compile(&distmap_asl::parse(&text.to_string())?).map_err(|e| format!("{e:?}"))?;
    let machine = StateMachineRef {
        arn: "arn:aws:states:us-east-1:000000000000:stateMachine:m".into(),
        name: "m".into(),
        role_arn: String::new(),
        qualified_arn: None,
        execution_type: ExecutionType::Standard,
        plan: Arc::new(plan),
        definition: text.to_string().into(),
    };
    let execution = world.engine.start(StartExecution::new(machine))?;
    let arn = execution.arn().to_owned();
    while world.engine.history(&arn).await?.len() < 2 {
        tokio::task::yield_now().await;
    }
    world.engine.stop(&arn, None, None).await?;
    let events = world.engine.history(&arn).await?;
    let aborted = events.last().ok_or("no event")?;
    assert_eq!(
        (&aborted["type"], &aborted["previousEventId"]),
        (&json!("ExecutionAborted"), &json!(0))
    );
    assert_eq!(world.redrive(&arn).await?.status(), Status::Succeeded);
    Ok(())
}
