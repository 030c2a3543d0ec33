//! Paths below a root directory, never through a symbolic link.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use crate::error::{Error, Result};

/// The bucket's directory.
pub(super) struct Root {
    path: PathBuf,
    #[cfg(target_os = "linux")]
    directory: File,
}

impl Root {
    pub(super) fn open(path: PathBuf) -> Result<Self> {
        let failed = |e: io::Error| Error::io("open", &path, &e);
        let canonical = fs::canonicalize(&path).map_err(failed)?;
        if !canonical.is_dir() {
            return Err(failed(ErrorKind::NotADirectory.into()));
        }
        #[cfg(target_os = "linux")]
        let directory = File::open(&canonical).map_err(failed)?;
        Ok(Self {
            path: canonical,
            #[cfg(target_os = "linux")]
            directory,
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Opens a file for reading. The kernel itself refuses links and ways out of the directory.
    #[cfg(target_os = "linux")]
    pub(super) fn open_file(&self, key: &str) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
        // Not to wait for a writer, where the name is a pipe's.
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
        match openat2(&self.directory, key, flags, Mode::empty(), resolve) {
            Ok(file) => Ok(File::from(file)),
            // A kernel or a sandbox without openat2.
            Err(rustix::io::Errno::NOSYS | rustix::io::Errno::PERM) => self.open_checked(key),
            Err(e) => Err(e.into()),
        }
    }

    /// Opens a file for reading, after a look at every name on the way.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn open_file(&self, key: &str) -> io::Result<File> {
        self.open_checked(key)
    }

    fn open_checked(&self, key: &str) -> io::Result<File> {
        let mut path = self.path.clone();
        for name in Path::new(key).components() {
            path.push(name);
            let kind = fs::symlink_metadata(&path)?.file_type();
            if !kind.is_file() && !kind.is_dir() {
                return Err(ErrorKind::NotFound.into());
            }
        }
        File::open(path)
    }

    /// Makes the directories above a key; refuses to go through a link or a file.
    pub(super) fn make_parents(&self, key: &str) -> io::Result<()> {
        let mut path = self.path.clone();
        let names: Vec<_> = Path::new(key).components().collect();
        for name in names.iter().take(names.len().saturating_sub(1)) {
            path.push(name);
            match fs::symlink_metadata(&path) {
                Ok(found) if found.is_dir() => {}
                Ok(_) => return Err(ErrorKind::NotADirectory.into()),
                Err(e) if e.kind() == ErrorKind::NotFound => match fs::create_dir(&path) {
                    Err(e) if e.kind() != ErrorKind::AlreadyExists => return Err(e),
                    _ => {}
                },
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    /// Removes the directories above a key that have become empty: a bucket has none.
    pub(super) fn prune_parents(&self, key: &str) {
        let mut above = Path::new(key).parent();
        while let Some(parent) = above.filter(|p| p.components().any(is_name)) {
            if fs::remove_dir(self.path.join(parent)).is_err() {
                return;
            }
            above = parent.parent();
        }
    }
}

fn is_name(component: Component<'_>) -> bool {
    matches!(component, Component::Normal(_))
}

/// Whether opening met a symbolic link or a way out of the directory.
pub(super) fn is_link(error: &io::Error) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::io::Errno;
        matches!(Errno::from_io_error(error), Some(Errno::LOOP | Errno::XDEV))
    }
    #[cfg(not(target_os = "linux"))]
    {
        error.kind() == ErrorKind::FilesystemLoop
    }
}
