//! What can go wrong, with the place and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

/// What every call of this crate returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why objects could not be made, listed or planned.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system refused.
    #[error("{action} {}: {source}; {hint}", path.display())]
    Io {
        /// What was being done, such as `write`.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// The operating system's error.
        source: io::Error,
        /// What to do about it.
        hint: &'static str,
    },
    /// The template is no JSON.
    #[error("the template is no JSON: {0}")]
    Template(#[from] serde_json::Error),
    /// The template has no string and no known field, so all objects would be the same.
    #[error("the template has nothing that can differ; give it a string or a field named id")]
    Monotonous,
    /// An object can't be that small.
    #[error("objects of this template have at least {least} bytes, {asked} were asked for")]
    TooSmall {
        /// Bytes that every object of this template fits into.
        least: usize,
        /// Bytes that were asked for.
        asked: usize,
    },
    /// The range of sizes is empty.
    #[error("the least size {0} is above the greatest size {1}")]
    EmptyRange(usize, usize),
    /// The percentage is none.
    #[error("{0} is no percentage; give a number from 0 to 100")]
    Percentage(f64),
    /// A file is in the way that was not made by the same run.
    #[error("{} exists and was not made by this run; choose another directory", .0.display())]
    Occupied(PathBuf),
    /// The directory holds objects of other settings.
    #[error("{} holds objects made with other settings ({found}); choose another directory or remove it", dir.display())]
    OtherSettings {
        /// The directory.
        dir: PathBuf,
        /// The settings there.
        found: String,
    },
    /// The manifest was written by a newer release or is damaged.
    #[error("{}: {message}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// A path is no UTF-8 and can be no key.
    #[error("{} is no UTF-8 and can be no key; rename it", .0.display())]
    NoKey(PathBuf),
    /// The folder can't be walked.
    #[error("list {}: {message}", path.display())]
    Walk {
        /// Where the walk stopped.
        path: PathBuf,
        /// Why.
        message: String,
    },
    /// The caller asked to stop. What was made stays, and the same call goes on from there.
    #[error("stopped after {done} of {count} objects; the same command goes on from there")]
    Cancelled {
        /// Objects that are complete and in the manifest.
        done: u64,
        /// Objects in all.
        count: u64,
    },
}

impl Error {
    pub(crate) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        let hint = match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "free some space and run the same command again, it goes on from there"
            }
            io::ErrorKind::PermissionDenied => "give this user the right to read and write there",
            io::ErrorKind::ReadOnlyFilesystem => "choose a directory that can be written",
            io::ErrorKind::NotFound => "check that the path exists",
            _ => "check the disk and the path",
        };
        Self::Io { action, path: path.to_path_buf(), source, hint }
    }
}
