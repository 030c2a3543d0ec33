//! The store as a whole: one state directory, or memory.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use distmap_engine::ports::Clock;
use distmap_engine::time::SystemClock;

use crate::db::Db;
use crate::error::{Error, OpenError, Result};
use crate::files;
use crate::journal::Journal;
use crate::lock::{Lock, Owner};
use crate::objects::{self, Buckets};
use crate::queues::Queues;
use crate::table::Table;
use crate::topics::Topics;

/// The format of state directories that this release writes.
const VERSION: u32 = 1;
const VERSION_FILE: &str = "version";
/// Where bodies are that are too large for the index.
const LARGE_DIR: &str = "large";

/// How a store is opened.
#[derive(Clone)]
pub struct Options {
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Wait for the disk at each write, so that nothing is lost when the power fails. What is
    /// written always outlives the process, however it ends.
    pub power_safe: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock), power_safe: false }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options").field("power_safe", &self.power_safe).finish_non_exhaustive()
    }
}

/// Buckets, topics, queues, executions and documents in one state directory, or in memory.
///
/// Cloning is cheap; the directory is free again when the last clone is dropped.
///
/// ```
/// use distmap_store::{BucketKind, Store};
/// use distmap_engine::ports::{Objects, PutOptions};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let store = Store::memory()?;
/// store.objects().create_bucket("products", BucketKind::Packed)?;
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// store.objects().put("products", "a.json", "{}".into(), PutOptions::default()).await?;
/// assert_eq!(store.objects().get("products", "a.json").await?.body, "{}");
/// # Ok::<(), distmap_engine::ports::ServiceError>(()) })?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    objects: Arc<Buckets>,
    topics: Arc<Topics>,
    queues: Arc<Queues>,
    journal: Arc<Journal>,
    db: Arc<Db>,
    dir: Option<PathBuf>,
}

impl Store {
    /// Opens a state directory, making it where it is missing, and owns it until dropped.
    pub fn open(dir: impl AsRef<Path>) -> Result<Self, OpenError> {
        Self::open_with(dir, Options::default())
    }

    /// As [`Store::open`], with options.
    pub fn open_with(dir: impl AsRef<Path>, options: Options) -> Result<Self, OpenError> {
        let dir = dir.as_ref();
        files::create_dir(dir)?;
        let dir = fs::canonicalize(dir).map_err(|e| Error::io("open", dir, &e))?;
        check_version(&dir)?;
        let lock = Lock::take(&dir)?;
        Owner::now(&*options.clock).write(&dir)?;
        // What is handed out may outlive the store: the lock is held as long as the index is open.
        let interrupted = lock.was_interrupted();
        let db = Db::open(&dir.join("index.redb"), options.power_safe, lock)?;
        if interrupted {
            objects::sweep(&db, &dir.join(LARGE_DIR))?;
        }
        Ok(Self::assemble(Arc::new(db), Some(dir), options)?)
    }

    /// A store in memory, gone when dropped.
    pub fn memory() -> Result<Self> {
        Self::memory_with(Options::default())
    }

    /// As [`Store::memory`], with options.
    pub fn memory_with(options: Options) -> Result<Self> {
        Self::assemble(Arc::new(Db::memory()?), None, options)
    }

    fn assemble(db: Arc<Db>, dir: Option<PathBuf>, options: Options) -> Result<Self> {
        let Options { clock, power_safe } = options;
        let below = |name: &str| dir.as_ref().map(|dir| dir.join(name));
        let objects = Arc::new(Buckets::open(&db, below(LARGE_DIR), Arc::clone(&clock))?);
        let queues = Queues::open(&db, below("queues"), Arc::clone(&clock), power_safe)?;
        let queues = Arc::new(queues);
        let topics = below("topics");
        let topics = Topics::open(&db, topics, clock, power_safe, Arc::clone(&queues))?;
        let topics = Arc::new(topics);
        let journal = match below("journal.log") {
            Some(path) => Journal::open(&path, power_safe, Arc::clone(&db), Arc::clone(&topics))?,
            None => Journal::memory()?,
        };
        Ok(Self(Arc::new(Inner { objects, topics, queues, journal: Arc::new(journal), db, dir })))
    }

    /// The buckets.
    pub fn objects(&self) -> &Arc<Buckets> {
        &self.0.objects
    }

    /// The topics.
    pub fn topics(&self) -> &Arc<Topics> {
        &self.0.topics
    }

    /// The queues.
    pub fn queues(&self) -> &Arc<Queues> {
        &self.0.queues
    }

    /// The journal of executions.
    pub fn journal(&self) -> &Arc<Journal> {
        &self.0.journal
    }

    /// A table of JSON documents; it need not be made first.
    pub fn table(&self, name: &str) -> Table {
        // The store's own tables have names that no caller can give.
        Table::new(Arc::clone(&self.0.db), format!("user/{name}"))
    }

    /// The state directory; `None` in memory.
    pub fn dir(&self) -> Option<&Path> {
        self.0.dir.as_deref()
    }

    /// Tells other processes where this one answers, with the credentials it accepts.
    pub fn announce(&self, owner: &Owner) -> Result<()> {
        self.dir().map_or(Ok(()), |dir| owner.write(dir))
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("dir", &self.dir()).finish_non_exhaustive()
    }
}

/// Refuses directories of newer releases and those that hold something else.
fn check_version(dir: &Path) -> Result<(), OpenError> {
    let path = dir.join(VERSION_FILE);
    let damaged = || Error::Damaged {
        path: path.clone(),
        offset: 0,
        message: "no version number".to_owned(),
    };
    match fs::read_to_string(&path) {
        Ok(text) => {
            let found: u32 = text.trim().parse().map_err(|_| damaged())?;
            if found > VERSION {
                return Err(Error::Newer { path, found, known: VERSION }.into());
            }
            Ok(())
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            if !files::entries(dir)?.is_empty() {
                return Err(OpenError::NotAStore(dir.to_path_buf()));
            }
            Ok(files::replace(&path, format!("{VERSION}\n").as_bytes())?)
        }
        Err(e) => Err(Error::io("read", &path, &e).into()),
    }
}
