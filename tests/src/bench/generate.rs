//! Files per second: the generator beside the barest loop that makes files, and beside a shell's `cp`.

use std::fs::{File, create_dir};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use distmap_assets::{Cancel, Generator, Layout, Settings};
use serde_json::{Value, json};

use super::{Error, median};

/// Threads of the bare loop and of the generator.
const THREADS: u64 = 2;
/// Files in a directory, as the generator lays them out.
const SHARD: u64 = 1_000;
/// How often the loop and the generator are measured, in turns; the medians count.
const ROUNDS: u32 = 4;
/// Files that the shell copies: it is slow, and as slow with few as with many.
const COPIES: u64 = 2_000;

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Generated {
    /// How many files the loop and the generator made.
    pub files: u64,
    /// Files per second of a loop that creates, writes and closes, on two threads.
    pub bare: f64,
    /// Files per second of the generator, on two threads.
    pub generate: f64,
    /// Files per second of `cp` in a shell's loop, as AWS's sample makes its objects; `None` where there is no shell.
    pub copy: Option<f64>,
}

impl Generated {
    /// The generator's speed as a share of the bare loop's.
    pub fn ratio(&self) -> f64 {
        self.generate / self.bare
    }

    /// As JSON, for machines.
    pub fn to_json(&self) -> Value {
        json!({
            "files": self.files,
            "bare_files_per_second": self.bare,
            "generate_files_per_second": self.generate,
            "ratio": self.ratio(),
            "copy_files_per_second": self.copy,
        })
    }

    /// As a table for people.
    pub fn table(&self) -> String {
        let copy = self.copy.map_or("-".to_owned(), |copy| format!("{copy:.0}"));
        format!(
            "{:>9} {:>11} {:>11} {:>6} {:>11}\n{:>9} {:>11.0} {:>11.0} {:>6.2} {copy:>11}\n",
            "files",
            "bare/s",
            "generate/s",
            "ratio",
            "cp loop/s",
            self.files,
            self.bare,
            self.generate,
            self.ratio()
        )
    }
}

/// Makes `files` objects of a product with each of the three, the first two in turns.
///
/// # Errors
/// What the file system or the generator met.
pub fn generate(files: u64) -> Result<Generated, Error> {
    let settings = Settings { count: files, layout: Layout::Sharded, ..Settings::default() };
    let generator = Generator::new(settings)?;
    let body = generator.object(0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(THREADS as usize).build()?;
    let bare = || per_second(files, |dir| bare_loop(dir, files, &body));
    let ours = || {
        per_second(files, |dir| {
            pool.install(|| {
                distmap_assets::generate(&generator, dir, &Cancel::default(), &|_| ())
            })?;
            Ok(())
        })
    };
    let (mut bares, mut all_ours) = (Vec::new(), Vec::new());
    // Each goes first as often as the other: what one leaves the disk to do slows the next.
    for round in 0..ROUNDS {
        if round % 2 == 1 {
            all_ours.push(ours()?);
        }
        bares.push(bare()?);
        if round % 2 == 0 {
            all_ours.push(ours()?);
        }
    }
    Ok(Generated {
        files,
        bare: median(bares.into_iter()),
        generate: median(all_ours.into_iter()),
        copy: per_second(COPIES, |dir| copies(dir, &body)).ok(),
    })
}

/// Times the making of files in a directory of its own; the directory is removed outside the clock.
fn per_second(files: u64, make: impl Fn(&Path) -> Result<(), Error>) -> Result<f64, Error> {
    let dir = tempfile::tempdir()?;
    let began = Instant::now();
    make(dir.path())?;
    Ok(files as f64 / began.elapsed().as_secs_f64())
}

/// Files of the same body in directories of a thousand, and nothing else.
fn bare_loop(dir: &Path, files: u64, body: &[u8]) -> Result<(), Error> {
    let part = |thread: u64| -> std::io::Result<()> {
        for shard in (thread..files.div_ceil(SHARD)).step_by(THREADS as usize) {
            let dir = dir.join(format!("{shard:05}"));
            create_dir(&dir)?;
            for file in shard * SHARD..files.min((shard + 1) * SHARD) {
                File::create_new(dir.join(format!("product-{file:08}.json")))?.write_all(body)?;
            }
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..THREADS).map(|thread| scope.spawn(move || part(thread))).collect();
        threads.into_iter().try_for_each(|thread| match thread.join() {
            Ok(made) => Ok(made?),
            Err(_) => Err("a thread of the bare loop broke".into()),
        })
    })
}

/// One `cp` for each file, one after another.
fn copies(dir: &Path, body: &[u8]) -> Result<(), Error> {
    std::fs::write(dir.join("example.json"), body)?;
    let done = Command::new("sh")
        .current_dir(dir)
        .args(["-c", "i=0; while [ $i -lt $0 ]; do cp example.json example$i.json || exit 1; i=$((i + 1)); done"])
        .arg(COPIES.to_string())
        .status()?;
    if done.success() { Ok(()) } else { Err("the shell could not copy".into()) }
}
