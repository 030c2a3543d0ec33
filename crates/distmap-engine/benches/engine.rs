//! States per second, with nothing below the engine that takes time: ports in memory, no journal on a disk.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use distmap_asl::builder::{Chain, DistributedMap, InlineMap, Pass, Succeed};
use distmap_asl::workflow::{Settings, Variant};
use distmap_asl::{ExecutionType, StateMachine};
use distmap_engine::ports::{
    Accepted, ListPage, ListRequest, Object, ObjectMeta, Objects, PortFuture, PublishRequest,
    PutOptions, ServiceError, Topics,
};
use distmap_engine::{Engine, Outcome, Plan, StartExecution, StateMachineRef};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

const STATES: u64 = 1_000;
const ITEMS: u64 = 5_000;
const OBJECTS: u64 = 10_000;
const BODY: &str = r#"{"product":{"id":"123","name":"Product One","description":"Product One Description","price":1.45,"currency":"USD","image":"http://example.com/image1.jpg","url":"http://example.com/product/1"}}"#;

/// A bucket in which every key from `0` on has the same body, and which forgets what is written.
#[derive(Debug)]
struct Bucket;

fn meta(key: &str) -> ObjectMeta {
    ObjectMeta {
        key: key.to_owned(),
        size: BODY.len() as u64,
        etag: "05704fbdccb224cb01c59005bebbad28".to_owned(),
        last_modified: 1_795_370_400_123,
        content_type: None,
        metadata: BTreeMap::new(),
    }
}

fn ready<'a, T: Send + 'a>(value: T) -> PortFuture<'a, T> {
    Box::pin(std::future::ready(Ok::<_, ServiceError>(value)))
}

impl Objects for Bucket {
    fn list<'a>(&'a self, request: &'a ListRequest) -> PortFuture<'a, ListPage> {
        if request.bucket != "objects" {
            return ready(ListPage::default());
        }
        let after = request.start_after.as_ref().and_then(|key| key.parse::<u64>().ok());
        let from = after.map_or(0, |key| key + 1);
        let to = (from + 1_000).min(OBJECTS);
        let objects = (from..to).map(|key| meta(&format!("{key:08}"))).collect();
        ready(ListPage { objects, truncated: to < OBJECTS })
    }

    fn get<'a>(&'a self, _: &'a str, key: &'a str) -> PortFuture<'a, Object> {
        ready(Object { meta: meta(key), body: Bytes::from_static(BODY.as_bytes()) })
    }

    fn head<'a>(&'a self, _: &'a str, key: &'a str) -> PortFuture<'a, ObjectMeta> {
        ready(meta(key))
    }

    fn put<'a>(
        &'a self,
        _: &'a str,
        key: &'a str,
        _: Bytes,
        _: PutOptions,
    ) -> PortFuture<'a, ObjectMeta> {
        ready(meta(key))
    }

    fn delete<'a>(&'a self, _: &'a str, _: &'a str) -> PortFuture<'a, ()> {
        ready(())
    }
}

/// A topic that counts.
#[derive(Debug, Default)]
struct Topic(AtomicU64);

impl Topics for Topic {
    fn publish<'a>(&'a self, request: PublishRequest) -> PortFuture<'a, Accepted> {
        black_box(request);
        self.0.fetch_add(1, Ordering::Relaxed);
        ready(Accepted { message_id: "id".to_owned(), sequence_number: None })
    }
}

/// A machine, its input, and what runs it.
struct Subject {
    runtime: Runtime,
    topic: Arc<Topic>,
    machine: Arc<Plan>,
    input: Arc<str>,
}

impl Subject {
    fn new(definition: &StateMachine, input: &Value) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_time()
            .build()
            .expect("a runtime");
        let machine = Arc::new(Plan::compile(definition).expect("the definition compiles"));
        Self { runtime, topic: Arc::default(), machine, input: input.to_string().into() }
    }

    /// Runs the machine once.
    fn run(&self) {
        let engine = Engine::builder().objects(Arc::new(Bucket)).topics(self.topic.clone()).build();
        let machine = StateMachineRef {
            arn: engine.arn("stateMachine", "bench"),
            name: "bench".into(),
            role_arn: "arn:aws:iam::000000000000:role/bench".into(),
            qualified_arn: None,
            execution_type: ExecutionType::Standard,
            plan: self.machine.clone(),
            definition: "{}".into(),
        };
        self.runtime.block_on(async {
            let request = StartExecution::new(machine).input(self.input.clone());
            let outcome = engine.start(request).expect("starts").wait().await;
            assert!(matches!(outcome, Outcome::Succeeded { .. }), "{outcome:?}");
        });
    }
}

fn chain() -> StateMachine {
    let mut chain = Chain::start("0", Pass::new());
    for at in 1..STATES {
        chain = chain.then(at.to_string(), Pass::new());
    }
    chain.end()
}

fn pass() -> StateMachine {
    Chain::start("Pass", Pass::new().parameters(json!({"n.$": "$"}))).end()
}

fn distributed() -> StateMachine {
    let map = DistributedMap::new(ExecutionType::Express, pass()).label("Map").discard_result();
    Chain::start("Map", map).end_with("Done", Succeed::new())
}

fn states(c: &mut Criterion) {
    let mut group = c.benchmark_group("states");
    group.throughput(Throughput::Elements(STATES)).sample_size(20);
    let subject = Subject::new(&chain(), &json!({"n": 1}));
    group.bench_function("a chain of 1,000 Pass states", |b| b.iter(|| subject.run()));

    let numbers: Value = (0..ITEMS).collect();
    group.throughput(Throughput::Elements(ITEMS)).sample_size(10);
    let map = InlineMap::new(pass()).discard_result();
    let subject = Subject::new(&Chain::start("Map", map).end(), &numbers);
    group.bench_function("an INLINE map of 5,000 items", |b| b.iter(|| subject.run()));
    let subject = Subject::new(&distributed(), &numbers);
    group.bench_function("a DISTRIBUTED map of 5,000 children", |b| b.iter(|| subject.run()));
    group.finish();
}

fn objects(c: &mut Criterion) {
    let topic = "arn:aws:sns:us-east-1:000000000000:topic";
    let settings = Settings::new("objects", topic, "results").expect("valid settings");
    let mut group = c.benchmark_group("objects");
    group.throughput(Throughput::Elements(OBJECTS)).sample_size(10);
    for variant in [Variant::Nested, Variant::Flat] {
        let subject = Subject::new(&variant.definition(&settings), &json!({}));
        subject.run();
        assert_eq!(subject.topic.0.load(Ordering::Relaxed), OBJECTS);
        group.bench_function(variant.name(), |b| b.iter(|| subject.run()));
    }
    group.finish();
}

criterion_group!(benches, states, objects);
criterion_main!(benches);
