//! The patch against parsing, inserting and writing by hand, for texts that can and that can't be spliced.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use distmap_transform::Patch;
use serde_json::{Map, Value};

const BODY: &str = r#"{"id":"7f2c","name":"Walnut desk","description":"A desk of solid walnut, oiled by hand","price":899.5,"currency":"EUR","image":"https://example.com/i/7f2c.jpg","url":"https://example.com/p/7f2c"}"#;

fn apply(c: &mut Criterion) {
    #[allow(clippy::expect_used)]
    let patch = Patch::new(r#"{"NewField":"MyValue"}"#).expect("a valid patch");
    let blanks = BODY.replace("\":", "\": ");
    let mut group = c.benchmark_group("merge");
    group.throughput(Throughput::Bytes(BODY.len() as u64));
    group.bench_function("patch, canonical body", |b| b.iter(|| patch.apply(black_box(BODY))));
    group.bench_function("patch, body with blanks", |b| b.iter(|| patch.apply(black_box(&blanks))));
    let exponent = BODY.replace("899.5", "8995e-1");
    group.bench_function("patch, body with an exponent", |b| {
        b.iter(|| patch.apply(black_box(&exponent)));
    });
    group.bench_function("parse, insert, serialise", |b| {
        b.iter(|| {
            let mut members: Map<String, Value> = serde_json::from_str(black_box(BODY))?;
            members.insert("NewField".to_owned(), Value::from("MyValue"));
            serde_json::to_string(&members)
        });
    });
    group.finish();
}

criterion_group!(benches, apply);
criterion_main!(benches);
