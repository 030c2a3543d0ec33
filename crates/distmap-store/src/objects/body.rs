//! Bodies: gathered before they are put, and read back in pieces.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use md5::{Digest as _, Md5};

use super::record::Etag;
use crate::error::{Error, Result};
use crate::files;

/// Bodies up to this size lie in the index itself.
pub(crate) const INLINE: usize = 16 << 10;

/// The body of an open object. It stays readable when the object is overwritten or deleted.
#[derive(Debug)]
pub enum Body {
    /// In memory.
    Bytes(Bytes),
    /// In a file.
    File {
        /// The open file.
        file: File,
        /// Its path, for errors.
        path: PathBuf,
        /// Bytes in it when it was opened.
        size: u64,
    },
}

impl Body {
    /// Bytes in the body.
    pub fn size(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File { size, .. } => *size,
        }
    }

    /// Up to `len` bytes from `offset`; fewer only where the body ends.
    pub fn read_at(&mut self, offset: u64, len: usize) -> Result<Bytes> {
        let len = self.size().saturating_sub(offset).min(len as u64);
        match self {
            Self::Bytes(bytes) => {
                let start = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
                Ok(bytes.slice(start..start + usize::try_from(len).unwrap_or(0)))
            }
            Self::File { file, path, .. } => {
                let mut read = Vec::with_capacity(usize::try_from(len).unwrap_or(0));
                file.seek(SeekFrom::Start(offset))
                    .and_then(|_| file.take(len).read_to_end(&mut read))
                    .map_err(|e| Error::io("read", path, &e))?;
                Ok(Bytes::from(read))
            }
        }
    }

    /// The whole body.
    pub fn read_all(self) -> Result<Bytes> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            mut file @ Self::File { .. } => {
                let size = usize::try_from(file.size()).unwrap_or(usize::MAX);
                file.read_at(0, size)
            }
        }
    }
}

/// A body being gathered: in memory while it is small, in a file from then on.
#[derive(Debug)]
pub struct Stage {
    dir: Option<PathBuf>,
    small: Vec<u8>,
    file: Option<(File, StagedFile)>,
    size: u64,
    md5: Md5,
}

impl Stage {
    /// Gathers in memory until the body outgrows [`INLINE`], then in `dir`, where there is one.
    pub(crate) fn new(dir: Option<PathBuf>) -> Self {
        Self { dir, small: Vec::new(), file: None, size: 0, md5: Md5::new() }
    }

    /// Adds bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.md5.update(bytes);
        self.size += bytes.len() as u64;
        if self.file.is_none() {
            match &self.dir {
                Some(dir) if self.small.len() + bytes.len() > INLINE => {
                    let mut staged = StagedFile::create(dir)?;
                    staged.1.write(&mut staged.0, &self.small)?;
                    self.small = Vec::new();
                    self.file = Some(staged);
                }
                _ => self.small.extend_from_slice(bytes),
            }
        }
        match &mut self.file {
            Some((file, staged)) => staged.write(file, bytes),
            None => Ok(()),
        }
    }

    /// Ends the body.
    pub fn finish(self) -> Staged {
        let content = match self.file {
            Some((_, file)) => Content::File(file),
            None => Content::Bytes(Bytes::from(self.small)),
        };
        Staged { content, size: self.size, etag: Etag::whole(self.md5.finalize().into()) }
    }
}

/// A complete body that no key names yet. Dropping it discards it.
#[derive(Debug)]
pub struct Staged {
    pub(crate) content: Content,
    size: u64,
    etag: Etag,
}

impl Staged {
    /// A body that is in memory already; a large one is better gathered with a [`Stage`].
    pub fn from_bytes(bytes: Bytes) -> Self {
        let etag = Etag::whole(Md5::digest(&bytes).into());
        Self { size: bytes.len() as u64, content: Content::Bytes(bytes), etag }
    }

    /// Bytes in the body.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The MD5 of the body.
    pub fn md5(&self) -> [u8; 16] {
        self.etag.md5
    }

    pub(crate) fn etag(&self) -> Etag {
        self.etag
    }

    /// The same body with the ETag of its parts.
    pub(super) fn with_etag(self, etag: Etag) -> Self {
        Self { etag, ..self }
    }
}

#[derive(Debug)]
pub(crate) enum Content {
    Bytes(Bytes),
    File(StagedFile),
}

/// A file that is removed unless it is kept.
#[derive(Debug)]
pub(crate) struct StagedFile {
    pub(crate) id: u64,
    pub(crate) path: PathBuf,
    kept: bool,
}

impl StagedFile {
    fn create(dir: &Path) -> Result<(File, Self)> {
        let id = fastrand::u64(..);
        let path = large_path(dir, id);
        if let Some(parent) = path.parent() {
            files::create_dir(parent)?;
        }
        let file = File::create_new(&path).map_err(|e| Error::io("create", &path, &e))?;
        Ok((file, Self { id, path, kept: false }))
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> Result<()> {
        file.write_all(bytes).map_err(|e| Error::io("write", &self.path, &e))
    }

    /// The file belongs to an object now.
    pub(crate) fn keep(&mut self) {
        self.kept = true;
    }
}

impl Drop for StagedFile {
    fn drop(&mut self) {
        if !self.kept {
            // What stays behind is swept when the directory is next opened.
            drop(files::remove(&self.path));
        }
    }
}

/// Large bodies lie in 256 directories, named by id.
pub(crate) fn large_path(dir: &Path, id: u64) -> PathBuf {
    dir.join(format!("{:02x}", id >> 56)).join(format!("{id:016x}"))
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}
