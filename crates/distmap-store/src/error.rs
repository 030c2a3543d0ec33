//! What can go wrong, with the place and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use distmap_engine::ports::ServiceError;

use crate::lock::Owner;

/// What every call of this crate returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A refusal or a failure of the store.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The service that the store stands for would refuse this too; the words are its own.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The operating system refused.
    #[error("{action} {}: {message}; {hint}", path.display())]
    Io {
        /// What was being done, such as `write`.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// The kind that the operating system gave.
        kind: io::ErrorKind,
        /// The operating system's words.
        message: String,
        /// What to do about it.
        hint: &'static str,
    },
    /// The index can't be read or written.
    #[error("index: {message}; {hint}")]
    Index {
        /// The database's words.
        message: String,
        /// What to do about it.
        hint: &'static str,
    },
    /// A file of the store holds what the store did not write.
    #[error("{} is damaged at byte {offset}: {message}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where in it, in bytes from its beginning.
        offset: u64,
        /// What is wrong there.
        message: String,
    },
    /// A newer release wrote this file.
    #[error(
        "{} has format version {found}, this release reads up to {known}; use a newer release",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version in the file.
        found: u32,
        /// The newest version that this release knows.
        known: u32,
    },
    /// The store was closed while the call waited.
    #[error("the store is closed")]
    Closed,
}

impl Error {
    /// A refusal in a service's words.
    pub fn service(code: &str, status: u16, message: impl Into<String>) -> Self {
        Self::Service(ServiceError::new(code, status, message))
    }

    /// A failure of the operating system, with the hint that fits it.
    pub fn io(action: &'static str, path: &Path, source: &io::Error) -> Self {
        Self::Io {
            action,
            path: path.to_path_buf(),
            kind: source.kind(),
            message: source.to_string(),
            hint: hint(source.kind()),
        }
    }

    /// Whether the disk, or the quota on it, is full.
    pub fn is_disk_full(&self) -> bool {
        matches!(
            self,
            Self::Io { kind: io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded, .. }
        )
    }

    /// The code of the service's refusal, if this is one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Service(error) => Some(&error.code),
            _ => None,
        }
    }
}

impl From<Error> for ServiceError {
    fn from(error: Error) -> Self {
        match error {
            Error::Service(error) => error,
            other => ServiceError::new("InternalError", 500, other.to_string()),
        }
    }
}

fn hint(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "free some space and try again; what was written before is safe"
        }
        io::ErrorKind::PermissionDenied => "give this user the right to read and write there",
        io::ErrorKind::ReadOnlyFilesystem => "choose a state directory that can be written",
        io::ErrorKind::NotFound => "check that the path exists",
        _ => "check the disk and the path",
    }
}

/// Why a state directory did not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process owns the directory.
    #[error("{} is in use {owner}", dir.display())]
    Held {
        /// The state directory.
        dir: PathBuf,
        /// Who holds it, as far as its file tells.
        owner: Box<Owner>,
    },
    /// The directory holds other things than a store.
    #[error("{} is not empty and no state directory; choose another one", .0.display())]
    NotAStore(PathBuf),
    /// Anything that reading or writing it brings.
    #[error(transparent)]
    Failed(#[from] Error),
}
