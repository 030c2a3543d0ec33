//! Map Runs with children that the tests control.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use distmap_asl::builder::Succeed;
use distmap_asl::{ExecutionType, StateMachine};
use futures::future::BoxFuture;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::engine::Limits;
use crate::journal::{ChildQuery, Counts, MapRunCounters, Redrive};
use crate::plan::{FlowId, Plan};
use crate::testing::Buckets;

/// Children that are a closure of their input.
struct Each<F>(F);

impl<F, R> Children for Each<F>
where
    F: Fn(Value) -> R + Send + Sync,
    R: Future<Output = Result<Value, StateError>> + Send + 'static,
{
    fn run(&self, child: Child) -> BoxFuture<'static, ChildOutcome> {
        let result = (self.0)(child.input.value().clone());
        Box::pin(async move {
            let result = result.await;
            ChildOutcome {
                status: if result.is_ok() { Status::Succeeded } else { Status::Failed },
                failure: result.as_ref().err().cloned(),
                output: result.ok().map(Data::from),
                started: 0,
                stopped: 1,
                transitions: 2,
            }
        })
    }
}

/// Hands its input back.
fn echo() -> Arc<dyn Children> {
    Arc::new(Each(|input| async { Ok(input) }))
}

/// Fails for numbers that `wrong` names.
fn failing(wrong: impl Fn(u64) -> bool + Send + Sync + 'static) -> Arc<dyn Children> {
    Arc::new(Each(move |input: Value| {
        let fails = input.as_u64().is_some_and(&wrong);
        async move { if fails { Err(StateError::new("Wrong", "a cause")) } else { Ok(input) } }
    }))
}

fn spec(engine: &Engine, children: Arc<dyn Children>, items: Vec<Value>) -> MapRunSpec {
    let definition = StateMachine::only("Any", Succeed::new());
    let plan = Plan::compile(&definition).expect("compiles");
    MapRunSpec {
        engine: engine.clone(),
        children,
        arn: "arn:aws:states:us-east-1:000000000000:mapRun:m/l:id".into(),
        execution_arn: "arn:aws:states:us-east-1:000000000000:execution:m:e".into(),
        state_name: "Map".into(),
        child_machine: "m/l".into(),
        processor: PlanRef { plan: Arc::new(plan), flow: FlowId::TOP },
        child_type: ExecutionType::Standard,
        source: ItemSource::Items(items.into_iter().map(Data::from).collect()),
        selector: None,
        batcher: None,
        writer: None,
        settings: MapRunSettings::default(),
        role_arn: "role".into(),
        read_result: true,
        resume: None,
    }
}

fn numbers(n: u64) -> Vec<Value> {
    (0..n).map(Value::from).collect()
}

fn engine() -> Engine {
    Engine::builder().build()
}

async fn counters(engine: &Engine) -> MapRunCounters {
    let arn = "arn:aws:states:us-east-1:000000000000:mapRun:m/l:id";
    engine.describe_map_run(arn).await.expect("is in the journal").counters
}

fn sum(counts: &Counts) -> u64 {
    counts.pending
        + counts.running
        + counts.succeeded
        + counts.failed
        + counts.timed_out
        + counts.aborted
}

#[tokio::test]
async fn outputs_come_in_the_order_of_the_items() {
    let slow_first = Each(|input: Value| async move {
        for _ in 0..20_u64.saturating_sub(input.as_u64().unwrap_or(0)) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok(input)
    });
    let engine = engine();
    let result = run(spec(&engine, Arc::new(slow_first), numbers(20))).await;
    assert_eq!(result.result, Ok(Value::Array(numbers(20))));
    assert_eq!(result.status, Status::Succeeded);
    assert_eq!(result.transitions, 20 * 3);
    let counters = counters(&engine).await;
    assert_eq!((counters.items.succeeded, counters.items.results_written), (20, 20));
}

#[tokio::test]
async fn no_items_give_an_empty_array() {
    assert_eq!(run(spec(&engine(), echo(), vec![])).await.result, Ok(json!([])));
}

#[tokio::test]
async fn members_of_an_object_are_pairs() {
    let members = json!({"a": 1}).as_object().expect("an object").clone();
    let spec =
        MapRunSpec { source: ItemSource::Members(members), ..spec(&engine(), echo(), vec![]) };
    assert_eq!(run(spec).await.result, Ok(json!([{"Key": "a", "Value": 1}])));
}

async fn ends(failed: u64, of: u64, count: u64, percentage: f64) -> Result<u64, String> {
    let engine = engine();
    let spec = MapRunSpec {
        settings: MapRunSettings {
            tolerated_failure_count: count,
            tolerated_failure_percentage: percentage,
            max_concurrency: 0,
        },
        ..spec(&engine, failing(move |n| n < failed), numbers(of))
    };
    match run(spec).await.result {
        Ok(value) => Ok(value.as_array().map_or(0, Vec::len) as u64),
        Err(error) => {
            assert_eq!(
                error.cause.as_deref(),
                Some("The specified tolerated failure threshold was exceeded")
            );
            Err(error.name().to_owned())
        }
    }
}

#[tokio::test]
async fn failures_are_tolerated_up_to_the_limits() {
    let exceeded = Err("States.ExceedToleratedFailureThreshold".to_owned());
    assert_eq!(ends(0, 10, 0, 0.0).await, Ok(10));
    assert_eq!(ends(1, 10, 0, 0.0).await, exceeded);
    assert_eq!(ends(3, 10, 3, 0.0).await, Ok(10));
    assert_eq!(ends(4, 10, 3, 0.0).await, exceeded);
    assert_eq!(ends(5, 10, 0, 50.0).await, Ok(10));
    assert_eq!(ends(6, 10, 0, 50.0).await, exceeded);
    assert_eq!(ends(10, 10, 0, 100.0).await, Ok(10));
    // Whichever limit is passed first ends it.
    assert_eq!(ends(4, 10, 3, 50.0).await, exceeded);
    assert_eq!(ends(6, 10, 8, 50.0).await, exceeded);
    assert_eq!(ends(3, 10, 3, 50.0).await, Ok(10));
}

#[tokio::test]
async fn items_are_counted_not_batches() {
    let engine = engine();
    let fails = Each(|_| async { Err(StateError::new("Wrong", "")) });
    let spec = MapRunSpec {
        batcher: Some(BatcherSpec { max_items: Some(4), ..BatcherSpec::default() }),
        settings: MapRunSettings { tolerated_failure_count: 5, ..MapRunSettings::default() },
        ..spec(&engine, Arc::new(fails), numbers(10))
    };
    let result = run(spec).await;
    assert_eq!(result.status, Status::Failed);
    let counters = counters(&engine).await;
    assert_eq!((counters.items.failed, counters.executions.failed), (8, 2));
    assert_eq!((counters.items.pending, counters.executions.pending), (2, 1));
    assert_eq!(sum(&counters.items), counters.items.total);
}

#[tokio::test]
async fn a_failed_child_stands_in_the_output_as_its_record() {
    let spec = MapRunSpec {
        settings: MapRunSettings { tolerated_failure_count: 1, ..MapRunSettings::default() },
        ..spec(&engine(), failing(|n| n == 1), numbers(3))
    };
    let output = run(spec).await.result.expect("is tolerated");
    assert_eq!((&output[0], &output[2]), (&json!(0), &json!(2)));
    assert_eq!((&output[1]["Error"], &output[1]["Input"]), (&json!("Wrong"), &json!("1")));
}

#[tokio::test]
async fn result_files_are_named_by_the_manifest() {
    let buckets = Arc::new(Buckets::default());
    let engine = Engine::builder().objects(buckets.clone()).build();
    let spec = MapRunSpec {
        writer: Some(WriterSpec {
            bucket: Some("out".into()),
            prefix: "jobs".into(),
            ..WriterSpec::default()
        }),
        settings: MapRunSettings {
            tolerated_failure_count: 1,
            max_concurrency: 1,
            ..MapRunSettings::default()
        },
        ..spec(&engine, failing(|n| n < 2), numbers(4))
    };
    let result = run(spec).await;
    assert_eq!(result.status, Status::Failed);
    let text = |name: &str| buckets.text("out", &format!("jobs/id/{name}"));
    let manifest: Value =
        serde_json::from_str(&text("manifest.json").expect("is written")).expect("is JSON");
    assert_eq!(manifest["DestinationBucket"], "out");
    assert_eq!(manifest["ResultFiles"]["SUCCEEDED"], json!([]));
    let failed: Value =
        serde_json::from_str(&text("FAILED_0.json").expect("is written")).expect("is JSON");
    let pending: Value =
        serde_json::from_str(&text("PENDING_0.json").expect("is written")).expect("is JSON");
    assert_eq!(failed.as_array().map(Vec::len), Some(2));
    assert_eq!(
        failed[0].as_object().map(|m| m.keys().map(String::as_str).collect::<Vec<_>>()),
        Some(vec![
            "Cause",
            "Error",
            "ExecutionArn",
            "Input",
            "InputDetails",
            "Name",
            "RedriveCount",
            "RedriveStatus",
            "StartDate",
            "StateMachineArn",
            "Status",
            "StopDate"
        ])
    );
    assert_eq!(failed[1]["Input"], "1");
    assert_eq!(pending.as_array().map(Vec::len), Some(2));
    assert_eq!(pending[0]["Status"], "PENDING");
}

#[tokio::test]
async fn flattened_lines_hold_the_elements_of_outputs() {
    let buckets = Arc::new(Buckets::default());
    let engine = Engine::builder().objects(buckets.clone()).build();
    let spec = MapRunSpec {
        writer: Some(WriterSpec {
            bucket: Some("out".into()),
            transformation: Some("FLATTEN".into()),
            output_type: Some("JSONL".into()),
            ..WriterSpec::default()
        }),
        settings: MapRunSettings { max_concurrency: 1, ..MapRunSettings::default() },
        ..spec(&engine, echo(), vec![json!([1, {"a": 2}]), json!([]), json!("x")])
    };
    let output = run(spec).await.result.expect("succeeds");
    assert_eq!(output["ResultWriterDetails"], json!({"Bucket": "out", "Key": "id/manifest.json"}));
    assert_eq!(
        buckets.text("out", "id/SUCCEEDED_0.jsonl").as_deref(),
        Some("1\n{\"a\":2}\n\"x\"\n")
    );
}

#[tokio::test]
async fn outputs_that_outgrow_the_limit_fail_the_state_not_the_run() {
    let engine = engine();
    let long = vec![Value::String("x".repeat(2_000)); 200];
    let result = run(spec(&engine, echo(), long)).await;
    assert_eq!(result.status, Status::Succeeded);
    let error = result.result.expect_err("is too large");
    assert_eq!(error.name(), "States.DataLimitExceeded");
}

#[tokio::test]
async fn an_input_over_the_limit_fails_its_child_alone() {
    let engine = engine();
    let spec = MapRunSpec {
        settings: MapRunSettings { tolerated_failure_count: 1, ..MapRunSettings::default() },
        ..spec(&engine, echo(), vec![json!(1), Value::String("x".repeat(262_144)), json!(3)])
    };
    assert_eq!(run(spec).await.status, Status::Succeeded);
    let counters = counters(&engine).await;
    assert_eq!((counters.items.succeeded, counters.items.failed), (2, 1));
}

/// Children that tell how many of them wait at once.
fn crowd(most: Arc<AtomicU64>, pause: Duration) -> Arc<dyn Children> {
    let now = Arc::new(AtomicU64::new(0));
    Arc::new(Each(move |input| {
        let (now, most) = (now.clone(), most.clone());
        async move {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::time::sleep(pause).await;
            now.fetch_sub(1, Ordering::SeqCst);
            Ok(input)
        }
    }))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_children_wait_at_once() {
    let engine = engine();
    // Nothing goes on before all children wait.
    let gate = Arc::new(tokio::sync::Barrier::new(10_000));
    let children = Each(move |input| {
        let gate = gate.clone();
        async move {
            gate.wait().await;
            Ok(input)
        }
    });
    let result = run(spec(&engine, Arc::new(children), numbers(10_000))).await;
    assert_eq!(result.status, Status::Succeeded);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn max_concurrency_holds() {
    let most = Arc::new(AtomicU64::new(0));
    let engine = engine();
    let spec = MapRunSpec {
        settings: MapRunSettings { max_concurrency: 3, ..MapRunSettings::default() },
        ..spec(&engine, crowd(most.clone(), Duration::from_millis(1)), numbers(60))
    };
    assert_eq!(run(spec).await.status, Status::Succeeded);
    assert_eq!(most.load(Ordering::SeqCst), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn max_concurrency_can_be_raised_while_running() {
    let engine = engine();
    let gate = Arc::new(tokio::sync::Barrier::new(4));
    // Nothing goes on before four children run at once.
    let children = Each(move |input| {
        let gate = gate.clone();
        async move {
            gate.wait().await;
            Ok(input)
        }
    });
    let spec = MapRunSpec {
        settings: MapRunSettings { max_concurrency: 1, ..MapRunSettings::default() },
        ..spec(&engine, Arc::new(children), numbers(4))
    };
    let arn = spec.arn.clone();
    let running = tokio::spawn(run(spec));
    while engine.map_runs().get(&arn).is_none_or(|run| run.counters().items.running == 0) {
        tokio::task::yield_now().await;
    }
    let settings = MapRunSettings { max_concurrency: 4, ..MapRunSettings::default() };
    engine.update_map_run(&arn, settings).expect("is running");
    assert_eq!(running.await.expect("ends").status, Status::Succeeded);
}

/// Children that run a Map Run themselves, `depth` levels deep.
struct Nested {
    engine: Engine,
    depth: u64,
    width: u64,
    leaves: Arc<AtomicU64>,
}

impl Children for Nested {
    fn run(&self, child: Child) -> BoxFuture<'static, ChildOutcome> {
        let inner = Arc::new(Self {
            engine: self.engine.clone(),
            depth: self.depth.saturating_sub(1),
            width: self.width,
            leaves: self.leaves.clone(),
        });
        let leaf = self.depth == 0;
        Box::pin(async move {
            if leaf {
                tokio::time::sleep(Duration::from_micros(100)).await;
                inner.leaves.fetch_add(1, Ordering::SeqCst);
            } else {
                let engine = inner.engine.clone();
                let spec = MapRunSpec {
                    arn: format!("{}x", child.map_run_arn).into(),
                    execution_arn: child.arn.clone(),
                    ..spec(&engine, inner.clone(), numbers(inner.width))
                };
                assert_eq!(run(spec).await.status, Status::Succeeded);
            }
            ChildOutcome {
                status: Status::Succeeded,
                output: Some(Data::from(Value::Null)),
                failure: None,
                started: 0,
                stopped: 0,
                transitions: 1,
            }
        })
    }
}

async fn nest(engine: Engine, depth: u64, width: u64) -> u64 {
    let leaves = Arc::new(AtomicU64::new(0));
    let children =
        Arc::new(Nested { engine: engine.clone(), depth, width, leaves: leaves.clone() });
    let outer = run(spec(&engine, children, numbers(width)));
    let ended = tokio::time::timeout(Duration::from_secs(60), outer).await;
    assert_eq!(ended.expect("does not hang").status, Status::Succeeded);
    leaves.load(Ordering::SeqCst)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deep_nesting_goes_on_with_a_budget_of_one() {
    let limits = Limits { children: 1, ..Limits::default() };
    assert_eq!(nest(Engine::builder().limits(limits).build(), 5, 3).await, 3_u64.pow(6));
}

#[tokio::test]
async fn deep_nesting_goes_on_with_one_thread() {
    assert_eq!(nest(engine(), 4, 4).await, 4_u64.pow(5));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dropped_map_run_is_aborted_and_its_children_with_it() {
    let engine = engine();
    let forever = Each(|input: Value| async move {
        if input.as_u64().is_some_and(|n| n >= 10) {
            std::future::pending::<()>().await;
        }
        Ok(input)
    });
    let spec = spec(&engine, Arc::new(forever), numbers(30));
    let arn = spec.arn.clone();
    let running = tokio::spawn(run(spec));
    while engine.map_runs().get(&arn).is_none_or(|run| run.counters().items.running < 20) {
        tokio::task::yield_now().await;
    }
    running.abort();
    assert!(running.await.expect_err("was aborted").is_cancelled());
    assert!(engine.map_runs().get(&arn).is_none());
    let record = engine.describe_map_run(&arn).await.expect("is in the journal");
    assert_eq!(record.status, Status::Aborted);
    assert_eq!((record.counters.items.succeeded, record.counters.items.aborted), (10, 20));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_done_is_not_done_again() {
    for (redriven, expected) in [(false, 5..10_u64), (true, 3..10)] {
        let engine = engine();
        // Children 0 to 2 succeed, 3 and 4 fail, the others never end.
        let first = Each(|input: Value| async move {
            match input.as_u64() {
                Some(0..3) => Ok(input),
                Some(3..5) => Err(StateError::new("Wrong", "")),
                _ => std::future::pending().await,
            }
        });
        let settings = MapRunSettings { tolerated_failure_count: 2, ..MapRunSettings::default() };
        let begun = MapRunSpec { settings, ..spec(&engine, Arc::new(first), numbers(10)) };
        let arn = begun.arn.clone();
        let running = tokio::spawn(run(begun));
        while engine.map_runs().get(&arn).is_none_or(|run| run.counters().items.running < 5) {
            tokio::task::yield_now().await;
        }
        running.abort();
        assert!(running.await.is_err());

        let ran = Arc::new(Mutex::new(BTreeSet::new()));
        let seen = ran.clone();
        let second = Each(move |input: Value| {
            seen.lock().expect("is not poisoned").extend(input.as_u64());
            async { Ok(input) }
        });
        let again = MapRunSpec {
            settings,
            resume: Some(match redriven {
                true => Resume::Redrive(Redrive { count: 1, date: 1_000_000 }),
                false => Resume::Restart,
            }),
            ..spec(&engine, Arc::new(second), numbers(10))
        };
        let result = run(again).await;
        assert_eq!(result.status, Status::Succeeded);
        let output = result.result.expect("succeeds");
        assert_eq!((&output[0], &output[9]), (&json!(0), &json!(9)));
        let ran = ran.lock().expect("is not poisoned").clone();
        assert_eq!(ran, expected.collect::<BTreeSet<u64>>());
        assert_eq!(counters(&engine).await.items.total, 10);
    }
}

#[tokio::test]
async fn each_child_is_in_the_journal() {
    let engine = engine();
    let spec = MapRunSpec {
        settings: MapRunSettings { tolerated_failure_count: 9, ..MapRunSettings::default() },
        ..spec(&engine, failing(|n| n == 1), numbers(3))
    };
    let query = ChildQuery {
        map_run_arn: spec.arn.to_string(),
        status: Some(Status::Failed),
        ..ChildQuery::default()
    };
    run(spec).await;
    let failed = engine.journal().children(&query).await.expect("lists").items;
    assert_eq!(failed.len(), 1);
    assert_eq!((failed[0].index, failed[0].error.as_deref()), (1, Some("Wrong")));
    assert_eq!(failed[0].input.as_deref(), Some("1"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn counts_add_up_at_every_moment(
        outcomes in prop::collection::vec(0_u8..4, 0..60),
        batch in 1_u64..7,
        tolerated in 0_u64..40,
        concurrency in 0_u64..5,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let engine = engine();
        let items: Vec<Value> = outcomes.iter().map(|o| Value::from(*o)).collect();
        // 0 and 1 succeed, at once or later; 2 and 3 fail, at once or later.
        let children = Each(|input: Value| async move {
            let first = input["Items"][0].as_u64().unwrap_or(0);
            if first % 2 == 1 {
                tokio::task::yield_now().await;
            }
            if first < 2 { Ok(Value::Null) } else { Err(StateError::bare("Wrong")) }
        });
        let spec = MapRunSpec {
            batcher: Some(BatcherSpec { max_items: Some(batch), ..BatcherSpec::default() }),
            settings: MapRunSettings {
                tolerated_failure_count: tolerated,
                max_concurrency: concurrency,
                ..MapRunSettings::default()
            },
            ..spec(&engine, Arc::new(children), items)
        };
        let result = runtime.block_on(run(spec));
        let counters = runtime.block_on(counters(&engine));
        let failing = |chunk: &&[u8]| chunk[0] >= 2;
        let size = usize::try_from(batch).expect("is small");
        let failed: u64 =
            outcomes.chunks(size).filter(failing).map(|chunk| chunk.len() as u64).sum();
        prop_assert_eq!(sum(&counters.items), counters.items.total);
        prop_assert_eq!(sum(&counters.executions), counters.executions.total);
        prop_assert_eq!(counters.items.total, outcomes.len() as u64);
        prop_assert_eq!(counters.executions.total, outcomes.chunks(size).len() as u64);
        prop_assert_eq!(counters.items.running, 0);
        if failed > tolerated {
            prop_assert_eq!(result.status, Status::Failed);
            prop_assert!(counters.items.failed > tolerated);
        } else {
            prop_assert_eq!(result.status, Status::Succeeded);
            prop_assert_eq!(counters.items.failed, failed);
        }
    }
}
