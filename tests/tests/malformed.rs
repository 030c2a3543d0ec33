//! Exactly the malformed objects fail, each by itself, whichever of our definitions runs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use distmap_asl::ExecutionType;
use distmap_asl::workflow::{Settings, Variant};
use distmap_engine::journal::{ChildQuery, Journal, MapRunRecord, MemoryJournal, Paging};
use distmap_engine::ports::{
    Accepted, Objects as _, PortFuture, PublishRequest, PutOptions, Topics,
};
use distmap_engine::{Engine, Outcome, Plan, StartExecution, StateMachineRef};
use distmap_store::{BucketKind, Store};
use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The last batch of `nested` has three of them.
const OBJECTS: usize = 2_003;
const TOPIC: &str = "arn:aws:sns:us-east-1:000000000000:out";

/// A topic that keeps what is published.
#[derive(Default)]
struct Published(Mutex<Vec<String>>);

impl Topics for Published {
    fn publish<'a>(&'a self, request: PublishRequest) -> PortFuture<'a, Accepted> {
        let mut messages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        messages.push(request.message);
        let message_id = messages.len().to_string();
        Box::pin(std::future::ready(Ok(Accepted { message_id, ..Accepted::default() })))
    }
}

/// The body of an object, and the error that it must lead to.
fn object(number: usize) -> (String, Option<&'static str>) {
    match number % 100 {
        // Most of the last batch, and next to nothing of the bucket.
        0 | 1 if number >= 2_000 => ("{".to_owned(), Some("States.IntrinsicFailure")),
        7 => ("{\"broken\": ".to_owned(), Some("States.IntrinsicFailure")),
        13 => ("[1]".to_owned(), Some("States.IntrinsicFailure")),
        50 if number == 1_050 => ("x".repeat(300_000), Some("States.DataLimitExceeded")),
        _ => (format!("{{\"id\": {number}}}"), None),
    }
}

struct Ran {
    messages: Vec<String>,
    /// The errors of failed children by the key in their input.
    failures: BTreeMap<String, String>,
    failed_items: u64,
}

async fn run(variant: Variant) -> Result<Ran> {
    let store = Store::memory()?;
    for bucket in ["objects", "results"] {
        store.objects().create_bucket(bucket, BucketKind::Memory)?;
    }
    for number in 0..OBJECTS {
        let body = object(number).0;
        let key = key(number);
        store.objects().put("objects", &key, body.into(), PutOptions::default()).await?;
    }
    let topic = Arc::new(Published::default());
    let journal = Arc::new(MemoryJournal::default());
    let engine = Engine::builder()
        .objects(store.objects().clone())
        .topics(topic.clone())
        .journal(journal.clone())
        .build();
    let definition = variant.definition(&Settings::new("objects", TOPIC, "results")?);
    let plan = Plan::compile(&definition).map_err(|errors| format!("{errors:?}"))?;
    let execution = engine.start(StartExecution::new(StateMachineRef {
        arn: engine.arn("stateMachine", "machine"),
        name: "machine".into(),
        role_arn: "arn:aws:iam::000000000000:role/role".into(),
        qualified_arn: None,
        execution_type: ExecutionType::Standard,
        plan: Arc::new(plan),
        definition: definition.to_value().to_string().into(),
    }))?;
    let outcome = execution.wait().await;
    assert!(matches!(outcome, Outcome::Succeeded { .. }), "{variant}: {outcome:?}");

    let mut failures = BTreeMap::new();
    let mut failed_items = 0;
    let mut open = map_runs(&*journal, execution.arn()).await?;
    while let Some(run) = open.pop() {
        failed_items += run.counters.items.failed;
        let query = ChildQuery {
            map_run_arn: run.started.arn.to_string(),
            paging: all(),
            ..ChildQuery::default()
        };
        for child in journal.children(&query).await?.items {
            if let Some(error) = child.error {
                let input: Value = serde_json::from_str(child.input.as_deref().unwrap_or("null"))?;
                let item = if input["Items"].is_array() { &input["Items"][0] } else { &input };
                let key = item["Key"].as_str().ok_or("a failure without a key")?;
                failures.insert(key.to_owned(), error);
            }
            open.extend(map_runs(&*journal, &child.arn).await?);
        }
    }
    let messages = topic.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(Ran { messages, failures, failed_items })
}

fn key(number: usize) -> String {
    format!("products/{number:06}.json")
}

fn all() -> Paging {
    Paging { token: None, max: usize::MAX }
}

async fn map_runs(journal: &dyn Journal, execution: &str) -> Result<Vec<MapRunRecord>> {
    Ok(journal.map_runs(execution, &all()).await?.items)
}

fn exactly_the_malformed_fail(variant: Variant) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let ran = runtime.block_on(run(variant))?;
    let mut expected = BTreeMap::new();
    let mut published = Vec::new();
    for number in 0..OBJECTS {
        match object(number).1 {
            Some(error) => {
                expected.insert(key(number), error.to_owned());
            }
            None => published.push(format!("{{\"id\":{number},\"NewField\":\"MyValue\"}}")),
        }
    }
    assert_eq!(ran.failures, expected, "{variant}");
    assert_eq!(ran.failed_items, expected.len() as u64, "{variant}");
    let mut messages = ran.messages;
    messages.sort();
    published.sort();
    assert_eq!(messages, published, "{variant}");
    Ok(())
}

#[test]
fn nested() -> Result<()> {
    exactly_the_malformed_fail(Variant::Nested)
}

#[test]
fn flat() -> Result<()> {
    exactly_the_malformed_fail(Variant::Flat)
}
