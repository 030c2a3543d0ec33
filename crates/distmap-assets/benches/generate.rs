//! Files per second: the generator beside a bare loop that creates, writes and closes on two threads.

use std::fs::{File, create_dir};
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use distmap_assets::{Cancel, Generator, Layout, Settings, generate};

const COUNT: u64 = 20_000;

fn generator() -> Generator {
    let settings = Settings { count: COUNT, layout: Layout::Sharded, ..Settings::default() };
    Generator::new(settings).expect("valid settings")
}

/// As many files of the same size in directories of 1,000, and nothing else.
fn bare_loop(dir: &Path, body: &[u8]) {
    std::thread::scope(|scope| {
        for thread in 0..2 {
            scope.spawn(move || {
                for shard in (thread..COUNT / 1_000).step_by(2) {
                    let dir = dir.join(format!("{shard:05}"));
                    create_dir(&dir).expect("a directory");
                    for file in 0..1_000 {
                        let path = dir.join(format!("product-{file:08}.json"));
                        let mut file = File::create_new(path).expect("a file");
                        file.write_all(body).expect("written");
                    }
                }
            });
        }
    });
}

/// Times the making only: directories are removed outside the clock.
fn timed(rounds: u64, make: impl Fn(&Path)) -> Duration {
    (0..rounds)
        .map(|_| {
            let dir = tempfile::tempdir().expect("a directory");
            let start = Instant::now();
            make(dir.path());
            start.elapsed()
        })
        .sum()
}

fn files(c: &mut Criterion) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("two threads");
    let generator = generator();
    let body = generator.object(0);
    let mut group = c.benchmark_group("files");
    group.throughput(Throughput::Elements(COUNT)).sample_size(10);
    group.bench_function("bare loop", |b| {
        b.iter_custom(|rounds| timed(rounds, |dir| bare_loop(dir, &body)));
    });
    group.bench_function("generate", |b| {
        b.iter_custom(|rounds| {
            timed(rounds, |dir| {
                pool.install(|| generate(&generator, dir, &Cancel::default(), &|_| ()))
                    .expect("generated");
            })
        });
    });
    group.finish();
    let mut index = 0;
    c.bench_function("object in memory", |b| {
        b.iter(|| {
            index = (index + 1) % COUNT;
            generator.object(index)
        });
    });
}

criterion_group!(benches, files);
criterion_main!(benches);
