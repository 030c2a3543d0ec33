//! An open directory that files are made in, without resolving its path for each.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::PathBuf;

use crate::error::{Error, Result};

pub(crate) struct Directory {
    path: PathBuf,
    #[cfg(unix)]
    open: File,
}

impl Directory {
    /// Opens a directory, making it where it is missing.
    pub(crate) fn open(path: PathBuf) -> Result<Self> {
        match fs::create_dir(&path) {
            Err(e) if e.kind() != ErrorKind::AlreadyExists => {
                return Err(Error::io("create", &path, e));
            }
            _ => {}
        }
        Ok(Self {
            #[cfg(unix)]
            open: File::open(&path).map_err(|e| Error::io("open", &path, e))?,
            path,
        })
    }

    /// Writes a new file. One that is there already must hold this content, or the beginning of
    /// it that an interrupted run got to.
    pub(crate) fn write(&self, name: &str, content: &[u8]) -> Result<()> {
        let failed = |e| Error::io("write", &self.path.join(name), e);
        match self.create_new(name) {
            Ok(mut file) => file.write_all(content).map_err(failed),
            Err(e) if e.kind() == ErrorKind::AlreadyExists => self.complete(name, content),
            Err(e) => Err(failed(e)),
        }
    }

    fn complete(&self, name: &str, content: &[u8]) -> Result<()> {
        let path = self.path.join(name);
        let found = match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_file() && metadata.len() <= content.len() as u64 => {
                fs::read(&path).map_err(|e| Error::io("read", &path, e))?
            }
            _ => return Err(Error::Occupied(path)),
        };
        match content.strip_prefix(found.as_slice()) {
            Some([]) => Ok(()),
            Some(missing) => OpenOptions::new()
                .append(true)
                .open(&path)
                .and_then(|mut file| file.write_all(missing))
                .map_err(|e| Error::io("write", &path, e)),
            None => Err(Error::Occupied(path)),
        }
    }

    #[cfg(unix)]
    fn create_new(&self, name: &str) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        Ok(File::from(openat(&self.open, name, flags, Mode::from_raw_mode(0o666))?))
    }

    #[cfg(not(unix))]
    fn create_new(&self, name: &str) -> io::Result<File> {
        File::create_new(self.path.join(name))
    }
}
