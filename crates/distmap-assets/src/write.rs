//! Objects as files: in parallel, in order of the manifest, so that an interrupted run goes on.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use md5::{Digest as _, Md5};

use crate::directory::Directory;
use crate::error::{Error, Result};
use crate::generator::{Generator, Layout, SHARD, Settings, file_name, hex, shard_name};
use crate::manifest::{Entry, Manifest};

/// Asks a running [`generate`] to stop; cloning shares the wish.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Objects that are there, those of earlier runs included.
    pub done: u64,
    /// Objects in all.
    pub count: u64,
    /// Bytes that this run wrote.
    pub bytes: u64,
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Objects that this run made.
    pub written: u64,
    /// Objects that were there from earlier runs.
    pub kept: u64,
    /// Bytes that this run wrote.
    pub bytes: u64,
    /// Objects that are no JSON, those of earlier runs included.
    pub malformed: u64,
    /// Where sizes and hashes are.
    pub manifest: PathBuf,
}

/// Writes all objects of a generator below a directory, on all threads of rayon's pool.
///
/// A run that was stopped, killed or met a full disk is continued by the same call. Files that this
/// or an earlier run with the same settings did not make are never overwritten.
///
/// ```
/// use distmap_assets::{Cancel, Generator, Settings, generate};
///
/// # let dir = tempfile::tempdir()?;
/// let generator = Generator::new(Settings { count: 10, ..Settings::default() })?;
/// let report = generate(&generator, dir.path(), &Cancel::default(), &|_| ())?;
/// assert_eq!(report.written, 10);
/// let again = generate(&generator, dir.path(), &Cancel::default(), &|_| ())?;
/// assert_eq!((again.written, again.kept), (0, 10));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn generate(
    generator: &Generator,
    dir: &Path,
    cancel: &Cancel,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Report> {
    fs::create_dir_all(dir).map_err(|e| Error::io("create", dir, e))?;
    let manifest = Manifest::open(dir, &generator.fingerprint())?;
    let count = generator.count();
    let kept = manifest.entries().min(count);
    let path = manifest.path().to_path_buf();
    let chunk = chunk(generator.settings(), rayon::current_num_threads() as u64);
    let run = Run {
        generator,
        dir,
        cancel,
        progress,
        chunk,
        kept,
        next: AtomicU64::new(kept / chunk),
        shared: Mutex::new(Shared {
            manifest,
            waiting: BTreeMap::new(),
            next: kept / chunk,
            done: kept,
            bytes: 0,
        }),
        failed: Mutex::new(None),
    };
    progress(Progress { done: kept, count, bytes: 0 });
    rayon::broadcast(|_| run.work());
    let failed = run.failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    let shared = run.shared.into_inner().unwrap_or_else(PoisonError::into_inner);
    match failed {
        Some(error) => Err(error),
        None if shared.done < count => Err(Error::Cancelled { done: shared.done, count }),
        None => Ok(Report {
            written: shared.done - kept,
            kept,
            bytes: shared.bytes,
            malformed: generator.malformed_count(),
            manifest: path,
        }),
    }
}

/// How many objects a thread takes at a time: a whole directory where there are enough of them, because
/// a file system makes files in one directory one after another.
fn chunk(settings: &Settings, threads: u64) -> u64 {
    match settings.layout {
        Layout::Sharded if settings.count >= 4 * threads * SHARD => SHARD,
        _ => (settings.count / 64).clamp(1, SHARD),
    }
}

struct Run<'r> {
    generator: &'r Generator,
    dir: &'r Path,
    cancel: &'r Cancel,
    progress: &'r (dyn Fn(Progress) + Sync),
    /// Objects that a thread takes at a time. Chunks begin at multiples of it.
    chunk: u64,
    kept: u64,
    /// The next chunk that nobody has taken.
    next: AtomicU64,
    shared: Mutex<Shared>,
    failed: Mutex<Option<Error>>,
}

struct Shared {
    manifest: Manifest,
    /// Complete chunks whose predecessors are not: the manifest is always a beginning.
    waiting: BTreeMap<u64, Chunk>,
    /// The chunk that enters the manifest next.
    next: u64,
    done: u64,
    bytes: u64,
}

impl Shared {
    fn take_next(&mut self) -> Option<Chunk> {
        let chunk = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some(chunk)
    }
}

#[derive(Default)]
struct Chunk {
    lines: Vec<u8>,
    objects: u64,
    bytes: u64,
}

impl Run<'_> {
    fn work(&self) {
        let mut place = None;
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let from = self.kept.max(number * self.chunk);
            let to = ((number + 1) * self.chunk).min(self.generator.count());
            if from >= to {
                return;
            }
            let finished = self.write(from, to, &mut place);
            match finished
                .and_then(|chunk| chunk.map(|chunk| self.finish(number, chunk)).transpose())
            {
                Ok(Some(())) => {}
                Ok(None) => return,
                Err(error) => {
                    let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
                    failed.get_or_insert(error);
                    return;
                }
            }
        }
    }

    fn stopped(&self) -> bool {
        self.cancel.is_cancelled()
            || self.failed.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Writes some objects; `None` where the run is to stop.
    fn write(
        &self,
        from: u64,
        to: u64,
        place: &mut Option<(u64, Directory)>,
    ) -> Result<Option<Chunk>> {
        let mut chunk = Chunk::default();
        for index in from..to {
            if index.is_multiple_of(64) && self.stopped() || self.cancel.is_cancelled() {
                return Ok(None);
            }
            let object = self.generator.object(index);
            self.directory(index, place)?.write(&file_name(index), &object)?;
            let entry = Entry {
                key: self.generator.key(index),
                size: object.len() as u64,
                md5: hex(&Md5::digest(&object)),
                malformed: self.generator.is_malformed(index),
            };
            entry.append_to(&mut chunk.lines);
            chunk.objects += 1;
            chunk.bytes += object.len() as u64;
        }
        Ok(Some(chunk))
    }

    /// The open directory that an object belongs to.
    fn directory<'p>(
        &self,
        index: u64,
        place: &'p mut Option<(u64, Directory)>,
    ) -> Result<&'p Directory> {
        let (shard, path) = match self.generator.settings().layout {
            Layout::Flat => (0, self.dir.to_path_buf()),
            Layout::Sharded => (index / SHARD, self.dir.join(shard_name(index))),
        };
        let open = match place.take() {
            Some((at, directory)) if at == shard => directory,
            _ => Directory::open(path)?,
        };
        Ok(&place.insert((shard, open)).1)
    }

    fn finish(&self, number: u64, chunk: Chunk) -> Result<()> {
        let progress = {
            let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
            shared.waiting.insert(number, chunk);
            // Chunks enter the manifest in order.
            while let Some(chunk) = shared.take_next() {
                shared.manifest.append(&chunk.lines)?;
                shared.done += chunk.objects;
                shared.bytes += chunk.bytes;
            }
            Progress { done: shared.done, count: self.generator.count(), bytes: shared.bytes }
        };
        (self.progress)(progress);
        Ok(())
    }
}
