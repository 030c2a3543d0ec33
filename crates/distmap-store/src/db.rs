//! The index: one redb database, one writer thread that commits what has gathered (group commit),
//! and a snapshot of the last commit that readers share without taking a lock.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use arc_swap::ArcSwap;
use futures::channel::oneshot;
use redb::backends::{FileBackend, InMemoryBackend};
use redb::{
    BackendError, Builder, Database, Durability, ReadOnlyTable, ReadableDatabase, StorageBackend,
    Table, TableDefinition,
};

use crate::error::{Error, Result};
use crate::files;
use crate::lock::Lock;

const OBJECTS: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("objects");
const DOCUMENTS: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("documents");
const LARGE: TableDefinition<'_, u64, ()> = TableDefinition::new("large");

/// Pages that stay in memory: enough for the inner nodes of a hundred million keys.
const CACHE_BYTES: usize = 32 << 20;
/// Jobs in one commit; more gain little and make each wait longer.
const BATCH: usize = 1_000;

/// The tables inside a write transaction.
pub(crate) struct Tables<'t> {
    /// Bucket id and key to the object's record.
    pub objects: Table<'t, &'static [u8], &'static [u8]>,
    /// Table, zero byte and key to a JSON text.
    pub documents: Table<'t, &'static [u8], &'static [u8]>,
    /// Which large bodies belong to an object.
    pub large: Table<'t, u64, ()>,
}

/// The tables as of the last commit.
pub(crate) struct Snapshot {
    pub objects: ReadOnlyTable<&'static [u8], &'static [u8]>,
    pub documents: ReadOnlyTable<&'static [u8], &'static [u8]>,
    pub large: ReadOnlyTable<u64, ()>,
}

type Open = Box<dyn Fn() -> Result<Database> + Send>;
/// The first thing that the file refused: redb itself only tells whoever was first.
type Failure = Arc<Mutex<Option<Error>>>;
type Done = Box<dyn FnOnce(Result<()>) + Send>;
type Job = Box<dyn FnOnce(&mut Tables<'_>) -> Done + Send>;

/// The open database. Dropping it commits what waits and closes the file.
pub(crate) struct Db {
    snapshot: Arc<ArcSwap<Snapshot>>,
    jobs: Mutex<Option<Sender<Job>>>,
    writer: Mutex<Option<JoinHandle<()>>>,
    _lock: Option<Lock>,
}

impl Db {
    /// Opens or makes the database in a file, and keeps its directory locked. With `power_safe`,
    /// each commit waits for the disk.
    pub(crate) fn open(path: &Path, power_safe: bool, lock: Lock) -> Result<Self> {
        let path = path.to_path_buf();
        let failure = Failure::default();
        let seen = Arc::clone(&failure);
        let open = Box::new(move || {
            let file = FileBackend::new(files::open_or_create(&path)?).map_err(failed)?;
            let (path, failure) = (path.clone(), Arc::clone(&seen));
            let backend = Backend { file, power_safe, path, failure };
            builder().create_with_backend(backend).map_err(failed)
        });
        let mut db = Self::start(open, failure)?;
        db._lock = Some(lock);
        Ok(db)
    }

    /// A database in memory.
    pub(crate) fn memory() -> Result<Self> {
        let open =
            Box::new(|| builder().create_with_backend(InMemoryBackend::new()).map_err(failed));
        Self::start(open, Failure::default())
    }

    fn start(open: Open, failure: Failure) -> Result<Self> {
        let database = open()?;
        let first = match take_snapshot(&database) {
            // A database that is there is not written to for a look: the disk may be full.
            Ok(snapshot) => snapshot,
            Err(_) => {
                let tx = database.begin_write().map_err(failed)?;
                drop(open_tables(&tx)?);
                tx.commit().map_err(failed)?;
                take_snapshot(&database)?
            }
        };
        let snapshot = Arc::new(ArcSwap::from_pointee(first));
        let (sender, receiver) = mpsc::channel();
        let shared = Arc::clone(&snapshot);
        let writer = std::thread::Builder::new()
            .name("distmap-index".to_owned())
            .spawn(move || write_loop(database, &open, &failure, &receiver, &shared))
            .map_err(|e| Error::io("start the thread of", Path::new("index"), &e))?;
        let (jobs, writer) = (Mutex::new(Some(sender)), Mutex::new(Some(writer)));
        Ok(Self { snapshot, jobs, writer, _lock: None })
    }

    /// The tables as of the last commit; what a returned write wrote is in it.
    pub(crate) fn snapshot(&self) -> arc_swap::Guard<Arc<Snapshot>> {
        self.snapshot.load()
    }

    /// Runs `work` in the next commit and answers once that has returned.
    ///
    /// An `Err` from `work` must come before its first change: the others' changes are committed.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tables<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (sender, receiver) = oneshot::channel();
        // Nobody listens when the caller gave up: its write is done all the same.
        self.submit(work, move |answer| drop(sender.send(answer)));
        receiver.await.map_err(|_| Error::Closed)?
    }

    /// As [`Db::write`], for callers outside a future.
    pub(crate) fn write_blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tables<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (sender, receiver) = mpsc::channel();
        self.submit(work, move |answer| drop(sender.send(answer)));
        receiver.recv().map_err(|_| Error::Closed)?
    }

    fn submit<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tables<'_>) -> Result<T> + Send + 'static,
        answer: impl FnOnce(Result<T>) + Send + 'static,
    ) {
        let job: Job = Box::new(move |tables| {
            let outcome = work(tables);
            Box::new(move |committed: Result<()>| answer(committed.and(outcome)))
        });
        if let Some(jobs) = &*lock(&self.jobs) {
            // A closed channel drops the job, and the caller learns that its sender is gone.
            drop(jobs.send(job));
        }
    }
}

impl Drop for Db {
    fn drop(&mut self) {
        drop(self.jobs.get_mut().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(writer) = self.writer.get_mut().unwrap_or_else(PoisonError::into_inner).take() {
            drop(writer.join());
        }
    }
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Db")
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn builder() -> Builder {
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE_BYTES);
    builder
}

fn open_tables(tx: &redb::WriteTransaction) -> Result<Tables<'_>> {
    Ok(Tables {
        objects: tx.open_table(OBJECTS).map_err(failed)?,
        documents: tx.open_table(DOCUMENTS).map_err(failed)?,
        large: tx.open_table(LARGE).map_err(failed)?,
    })
}

fn take_snapshot(database: &Database) -> Result<Snapshot> {
    let tx = database.begin_read().map_err(failed)?;
    Ok(Snapshot {
        objects: tx.open_table(OBJECTS).map_err(failed)?,
        documents: tx.open_table(DOCUMENTS).map_err(failed)?,
        large: tx.open_table(LARGE).map_err(failed)?,
    })
}

fn write_loop(
    mut database: Database,
    open: &Open,
    failure: &Failure,
    jobs: &Receiver<Job>,
    shared: &ArcSwap<Snapshot>,
) {
    while let Ok(first) = jobs.recv() {
        let mut batch = VecDeque::from([first]);
        batch.extend(jobs.try_iter().take(BATCH - 1));
        let mut waiting = Vec::with_capacity(batch.len());
        let committed = commit(&database, batch, &mut waiting)
            .and_then(|()| take_snapshot(&database))
            .map(|snapshot| shared.store(Arc::new(snapshot)))
            .map_err(|error| lock(failure).take().unwrap_or(error));
        if committed.is_err() {
            // After a failed write redb refuses everything; what was committed is read anew.
            if let Ok(fresh) = open() {
                if let Ok(snapshot) = take_snapshot(&fresh) {
                    shared.store(Arc::new(snapshot));
                }
                database = fresh;
            }
        }
        for done in waiting {
            done(committed.clone());
        }
    }
}

fn commit(database: &Database, batch: VecDeque<Job>, waiting: &mut Vec<Done>) -> Result<()> {
    let mut tx = database.begin_write().map_err(failed)?;
    tx.set_durability(Durability::Immediate).map_err(failed)?;
    let mut tables = open_tables(&tx)?;
    for job in batch {
        waiting.push(job(&mut tables));
    }
    drop(tables);
    tx.commit().map_err(failed)
}

/// Turns redb's errors into ours: an operating system's error keeps its kind.
pub(crate) fn failed(error: impl Into<redb::Error>) -> Error {
    match error.into() {
        redb::Error::Io(e) => Error::io("write", Path::new("index"), &e),
        other => Error::Index {
            message: other.to_string(),
            hint: "close the state directory and open it again",
        },
    }
}

/// The file below redb. What `write` has handed to the kernel outlives the process, so waiting
/// for the disk is needed against a loss of power only.
#[derive(Debug)]
struct Backend {
    file: FileBackend,
    power_safe: bool,
    path: PathBuf,
    failure: Failure,
}

impl Backend {
    fn note<T>(&self, action: &'static str, answer: io::Result<T>) -> io::Result<T> {
        if let Err(e) = &answer {
            lock(&self.failure).get_or_insert_with(|| Error::io(action, &self.path, e));
        }
        answer
    }
}

impl StorageBackend for Backend {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.note("read", self.file.read(offset, out))
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.note("grow", self.file.set_len(len))
    }

    fn sync_data(&self) -> io::Result<()> {
        if self.power_safe { self.note("sync", self.file.sync_data()) } else { Ok(()) }
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.note("write", self.file.write(offset, data))
    }

    /// The state directory's lock covers the file already; and after a failed write it is opened
    /// anew while readers may still hold the old one.
    fn try_lock_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<bool, BackendError> {
        Ok(true)
    }

    fn unlock_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<(), BackendError> {
        Ok(())
    }
}
