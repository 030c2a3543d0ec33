//! One owner per state directory: an advisory lock that dies with its process.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use distmap_engine::ports::{Clock, Millis};
use serde::{Deserialize, Serialize};

use crate::error::{Error, OpenError, Result};
use crate::files;

const LOCK: &str = "lock";
const OWNER: &str = "owner.json";
/// There while a directory is open, and after that if its process was ended.
const OPEN: &str = "open";

/// The process that holds a state directory, as it described itself in `owner.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// Its process id; 0 if it is not known yet.
    pub pid: u32,
    /// When it opened the directory, in milliseconds since the Unix epoch.
    pub since: Millis,
    /// Where it answers the AWS protocols, such as `http://127.0.0.1:41234`.
    pub endpoint: Option<String>,
    /// The access key id that the endpoint accepts.
    pub access_key_id: Option<String>,
    /// The secret that belongs to it.
    pub secret_access_key: Option<String>,
}

impl Owner {
    /// Reads who owns a state directory, without the lock. `None` where nobody has said so.
    pub fn read(dir: &Path) -> Option<Self> {
        let text = std::fs::read(dir.join(OWNER)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// This process, which has just opened the directory.
    pub(crate) fn now(clock: &dyn Clock) -> Self {
        Self { pid: std::process::id(), since: clock.now(), ..Self::default() }
    }

    /// Writes the file so that only this user can read it: it holds credentials. On a full disk it stays
    /// unsaid who the owner is, so that one can still look at what is there.
    pub(crate) fn write(&self, dir: &Path) -> Result<()> {
        let path = dir.join(OWNER);
        let text = serde_json::to_vec(self).unwrap_or_default();
        let staged = dir.join("owner.json.new");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
            .open(&staged)
            .and_then(|mut file| file.write_all(&text))
            .and_then(|()| std::fs::rename(&staged, &path))
            .map_err(|e| Error::io("write", &path, &e))
            .or_else(|error| if error.is_disk_full() { files::remove(&path) } else { Err(error) })
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pid == 0 {
            return write!(f, "by a process that has not said who it is");
        }
        write!(f, "by process {} since {} ms after the epoch", self.pid, self.since)?;
        match &self.endpoint {
            Some(endpoint) => write!(f, ", which answers at {endpoint}"),
            None => Ok(()),
        }
    }
}

/// The held lock; dropping it, or the death of the process, gives it back.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
    open: PathBuf,
    interrupted: bool,
}

impl Lock {
    pub(crate) fn take(dir: &Path) -> Result<Self, OpenError> {
        let path = dir.join(LOCK);
        let file = files::open_or_create(&path)?;
        match file.try_lock() {
            Ok(()) => {
                let open = dir.join(OPEN);
                let interrupted = open.exists();
                match files::replace(&open, b"") {
                    // One can still look; should this process be killed, nothing is swept after it.
                    Err(error) if error.is_disk_full() => {}
                    marked => marked?,
                }
                Ok(Self { _file: file, open, interrupted })
            }
            Err(TryLockError::WouldBlock) => Err(OpenError::Held {
                dir: dir.to_path_buf(),
                owner: Box::new(Owner::read(dir).unwrap_or_default()),
            }),
            Err(TryLockError::Error(e)) => Err(Error::io("lock", &path, &e).into()),
        }
    }

    /// Whether the owner before did not close the directory.
    pub(crate) fn was_interrupted(&self) -> bool {
        self.interrupted
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Where this fails, the next process sweeps once more than it needs to.
        drop(files::remove(&self.open));
    }
}
