//! What the engine asks of the store for each object: get, list, publish; and putting, journalling.

use std::collections::BTreeMap;
use std::hint::black_box;

use bytes::Bytes;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use distmap_asl::ExecutionType;
use distmap_engine::Status;
use distmap_engine::journal::{ChildFinished, Journal as _, MapRunStarted, Record};
use distmap_engine::ports::{ListRequest, Objects as _, PublishRequest, PutOptions, Topics as _};
use distmap_store::{BucketKind, Store};
use futures::future::try_join_all;
use tokio::runtime::Runtime;

const COUNT: u64 = 100_000;
const BODY: &[u8] = &[b'x'; 300];
const TOPIC: &str = "arn:aws:sns:us-east-1:000000000000:topic";

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()
        .expect("a runtime")
}

fn key(index: u64) -> String {
    format!("{:05}/product-{index:08}.json", index / 1_000)
}

async fn fill(store: &Store) {
    for from in (0..COUNT).step_by(2_000) {
        let puts = (from..from + 2_000).map(|index| async move {
            let body = Bytes::from_static(BODY);
            store.objects().put("bucket", &key(index), body, PutOptions::default()).await
        });
        try_join_all(puts).await.expect("objects are put");
    }
}

fn objects(c: &mut Criterion) {
    let runtime = runtime();
    let dir = tempfile::tempdir().expect("a directory");
    let folder = dir.path().join("folder");
    std::fs::create_dir(&folder).expect("a folder");
    for (name, kind) in [
        ("packed", BucketKind::Packed),
        ("folder", BucketKind::Folder(folder)),
        ("memory", BucketKind::Memory),
    ] {
        let store = Store::open(dir.path().join(name)).expect("a store");
        store.objects().create_bucket("bucket", kind).expect("a bucket");
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Elements(COUNT)).sample_size(10);
        group.bench_function("put 100,000", |b| b.iter(|| runtime.block_on(fill(&store))));
        group.throughput(Throughput::Elements(1)).sample_size(50);
        let mut index = 0u64;
        group.bench_function("get", |b| {
            b.iter_batched(
                || {
                    index = (index + 7_919) % COUNT;
                    key(index)
                },
                |key| runtime.block_on(store.objects().get("bucket", &key)).expect("an object"),
                BatchSize::SmallInput,
            );
        });
        group.throughput(Throughput::Elements(1_000));
        group.bench_function("list a page", |b| {
            b.iter_batched(
                || {
                    index = (index + 7_919) % (COUNT - 1_000);
                    let start_after = Some(key(index));
                    ListRequest { bucket: "bucket".into(), start_after, ..Default::default() }
                },
                |request| runtime.block_on(store.objects().list(&request)).expect("a page"),
                BatchSize::SmallInput,
            );
        });
        group.finish();
    }
}

fn topics(c: &mut Criterion) {
    let runtime = runtime();
    let dir = tempfile::tempdir().expect("a directory");
    let store = Store::open(dir.path().join("state")).expect("a store");
    store.topics().create_topic(TOPIC, BTreeMap::new(), BTreeMap::new()).expect("a topic");
    let request = || PublishRequest {
        topic_arn: TOPIC.into(),
        message: String::from_utf8_lossy(BODY).into_owned(),
        ..Default::default()
    };
    let mut group = c.benchmark_group("topic");
    group.throughput(Throughput::Elements(1));
    group.bench_function("publish", |b| {
        b.iter(|| runtime.block_on(store.topics().publish(request())).expect("published"));
    });
    group.throughput(Throughput::Elements(20_000)).sample_size(20);
    group.bench_function("publish on two threads", |b| {
        b.iter(|| {
            std::thread::scope(|scope| {
                for _ in 0..2 {
                    scope.spawn(|| {
                        for _ in 0..10_000 {
                            futures_now(store.topics().publish(request()));
                        }
                    });
                }
            });
        });
    });
    group.throughput(Throughput::Elements(1_000));
    group.bench_function("publish a batch of 1,000", |b| {
        b.iter(|| {
            let batch = (0..1_000).map(|_| request()).collect();
            runtime.block_on(store.topics().publish_batch(batch)).expect("published")
        });
    });
}

/// The answer of a future that never waits.
fn futures_now<T>(future: impl Future<Output = T>) {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(future.as_mut().poll(&mut context).is_ready());
}

fn journal(c: &mut Criterion) {
    let dir = tempfile::tempdir().expect("a directory");
    let store = Store::open(dir.path().join("state")).expect("a store");
    store.journal().append(Record::MapRunStarted(
        MapRunStarted {
            arn: "arn:aws:states:us-east-1:000000000000:mapRun:m/Map:1".into(),
            execution_arn: "arn:aws:states:us-east-1:000000000000:execution:m:e".into(),
            state_machine_arn: "arn:aws:states:us-east-1:000000000000:stateMachine:m/Map".into(),
            child_type: ExecutionType::Express,
            started: 0,
            settings: Default::default(),
        }
        .into(),
    ));
    let child = ChildFinished {
        map_run_arn: "arn:aws:states:us-east-1:000000000000:mapRun:m/Map:1".into(),
        arn: "arn:aws:states:us-east-1:000000000000:express:m/Map:3e1c1c3c:7c0e2b4e".into(),
        index: 0,
        name: "7c0e2b4e".into(),
        status: Status::Succeeded,
        started: 1,
        stopped: 2,
        items: 1,
        input: None,
        output: None,
        error: None,
        cause: None,
        transitions: 4,
        redrive: None,
    };
    let mut group = c.benchmark_group("journal");
    group.throughput(Throughput::Elements(1));
    group.bench_function("append a child", |b| {
        b.iter(|| store.journal().append(Record::ChildFinished(black_box(child.clone()))));
    });
}

criterion_group!(benches, objects, topics, journal);
criterion_main!(benches);
