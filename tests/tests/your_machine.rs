//! What a test of somebody else's state machine looks like; the guide shows this file.

use std::error::Error;
use std::sync::Arc;

use distmap_engine::time::VirtualClock;
use distmap_engine::{Engine, StartExecution, TaskError};
use distmap_store::{Options, Store};
use serde_json::json;

// Of your own project: include_str!("../orders.asl.json")
const DEFINITION: &str = r#"{
    "StartAt": "Price",
    "States": {
        "Price": {
            "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName": "price", "Payload.$": "$"},
            "ResultSelector": {"total.$": "$.Payload.total"}, "Next": "CoolOff"
        },
        "CoolOff": {"Type": "Wait", "Seconds": 86400, "Next": "Charge"},
        "Charge": {
            "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName": "charge", "Payload.$": "$"},
            "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 60, "MaxAttempts": 3}],
            "Catch": [{"ErrorEquals": ["CardDeclined"], "Next": "Announce"}],
            "ResultPath": null, "Next": "Paid"
        },
        "Announce": {
            "Type": "Task", "Resource": "arn:aws:states:::sns:publish",
            "Parameters": {
                "TopicArn": "arn:aws:sns:us-east-1:000000000000:declined",
                "Message.$": "States.Format('declined: {}', $.Cause)"
            },
            "Next": "Cancelled"
        },
        "Cancelled": {"Type": "Fail", "Error": "Cancelled"},
        "Paid": {"Type": "Succeed"}
    }
}"#;
const TOPIC: &str = "arn:aws:sns:us-east-1:000000000000:declined";

/// A day's wait and minutes of retries pass in no time: the clock is virtual.
fn world() -> Result<(Store, Arc<VirtualClock>), Box<dyn Error>> {
    let clock = Arc::new(VirtualClock::new(1_735_689_600_000));
    let store = Store::memory_with(Options { clock: clock.clone(), ..Options::default() })?;
    store.topics().create_topic(TOPIC, Default::default(), Default::default())?;
    Ok((store, clock))
}

#[tokio::test]
async fn a_declined_card_is_announced() -> Result<(), Box<dyn Error>> {
    let (store, clock) = world()?;
    let engine = Engine::builder()
        .clock(clock)
        .topics(store.topics().clone())
        .handler("price", |request| async move {
            Ok(json!({"total": request.input["pieces"].as_u64().unwrap_or(0) * 3}))
        })
        .handler("charge", |_| async { Err(TaskError::new("CardDeclined", "no funds")) })
        .build();
    let machine = engine.state_machine("orders", DEFINITION)?;
    let execution = engine.start(StartExecution::new(machine).input(r#"{"pieces": 2}"#))?;

    // The outcome,
    let outcome = execution.wait().await;
    assert_eq!(outcome.failure(), (Some("Cancelled"), None));

    // the history, as GetExecutionHistory gives it,
    let history = execution.history();
    let charged = history.iter().find(|event| event["type"] == "TaskFailed");
    assert_eq!(
        charged.map(|event| &event["taskFailedEventDetails"]["cause"]),
        Some(&json!("no funds"))
    );
    let time = |event: Option<&serde_json::Value>| event.and_then(|it| it["timestamp"].as_i64());
    assert_eq!(
        time(history.last()).zip(time(history.first())).map(|(end, start)| end - start),
        Some(86_400_000)
    );

    // and what was published.
    let messages: Vec<_> = store.topics().messages(TOPIC, 0)?.collect::<Result<_, _>>()?;
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].message, "declined: no funds");
    Ok(())
}

#[tokio::test]
async fn a_busy_bank_is_asked_again() -> Result<(), Box<dyn Error>> {
    let (_, clock) = world()?;
    let calls = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = calls.clone();
    let engine = Engine::builder()
        .clock(clock)
        .handler("price", |_| async { Ok(json!({"total": 6})) })
        .handler("charge", move |request| {
            let call = counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            async move {
                assert_eq!(request.input, json!({"total": 6}));
                if call < 2 { Err(TaskError::new("Busy", "later")) } else { Ok(json!("ok")) }
            }
        })
        .build();
    let machine = engine.state_machine("orders", DEFINITION)?;
    let execution = engine.start(StartExecution::new(machine))?;
    assert_eq!(execution.wait().await.output(), Some(r#"{"total":6}"#));
    assert_eq!(calls.load(std::sync::atomic::Ordering::SeqCst), 3);
    Ok(())
}
