//! Which files to upload under which keys.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use md5::{Digest as _, Md5};
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::folder::LocalFile;
use crate::generator::hex;

/// How keys are made from paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Spread {
    /// The path as it is.
    #[default]
    None,
    /// Below one of `count` folders, chosen by the path: S3 allows 3,500 writes and 5,500 reads a second for each.
    Folders {
        /// What every key begins with: whoever lists this prefix finds them all.
        below: String,
        /// How many folders.
        count: u16,
    },
}

impl Spread {
    /// The key for a path.
    ///
    /// ```
    /// use distmap_assets::Spread;
    ///
    /// assert_eq!(Spread::None.key("2026/a.json"), "2026/a.json");
    /// let spread = Spread::Folders { below: "2026/".to_owned(), count: 16 };
    /// let key = spread.key("2026/a.json");
    /// assert!(key.starts_with("2026/00") && key.ends_with("/a.json"));
    /// ```
    #[must_use]
    pub fn key(&self, path: &str) -> String {
        match self {
            Self::None | Self::Folders { count: 0 | 1, .. } => path.to_owned(),
            Self::Folders { below, count } => {
                let digest = Md5::digest(path);
                let folder = u16::from_be_bytes([digest[0], digest[1]]) % count;
                // A prefix that is a folder stands once in the key; one that ends within a name says nothing of folders.
                let rest = path.strip_prefix(below.as_str()).filter(|_| below.ends_with('/'));
                format!("{below}{folder:04x}/{}", rest.unwrap_or(path))
            }
        }
    }
}

/// What a bucket has under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// Bytes.
    pub size: u64,
    /// ETag, with or without its quotes.
    pub etag: String,
}

/// What is to be uploaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UploadPlan {
    /// The files to upload; their keys are those in the bucket.
    pub uploads: Vec<LocalFile>,
    /// Bytes to upload.
    pub bytes: u64,
    /// Files that the bucket has already.
    pub unchanged: u64,
}

impl UploadPlan {
    /// Compares files with what `remote` says of their keys. Only where the size is the same is a
    /// file read; `part_size` is that of multipart uploads, whose ETags depend on it.
    pub fn new(
        files: impl IntoIterator<Item = Result<LocalFile>>,
        spread: &Spread,
        part_size: u64,
        remote: &(dyn Fn(&str) -> Option<Remote> + Sync),
    ) -> Result<Self> {
        let files: Vec<LocalFile> = files
            .into_iter()
            .map(|file| file.map(|file| LocalFile { key: spread.key(&file.key), ..file }))
            .collect::<Result<_>>()?;
        let all = files.len() as u64;
        let changed = files.into_par_iter().filter_map(|file| match remote(&file.key) {
            Some(remote) => match is_same(&file, &remote, part_size) {
                Ok(same) => (!same).then_some(Ok(file)),
                Err(error) => Some(Err(error)),
            },
            None => Some(Ok(file)),
        });
        let uploads: Vec<LocalFile> = changed.collect::<Result<_>>()?;
        let unchanged = all - uploads.len() as u64;
        Ok(Self { bytes: uploads.iter().map(|file| file.size).sum(), uploads, unchanged })
    }
}

/// Whether the bucket has this file's content.
fn is_same(file: &LocalFile, remote: &Remote, part_size: u64) -> Result<bool> {
    let found = remote.etag.trim_matches('"');
    if file.size != remote.size {
        return Ok(false);
    }
    let parts = match found.split_once('-') {
        None => return Ok(whole_md5(&file.path)? == found),
        Some((_, parts)) => parts.parse::<u64>().ok(),
    };
    if parts != Some(file.size.div_ceil(part_size.max(1)).max(1)) {
        return Ok(false);
    }
    Ok(parts_md5(&file.path, part_size.max(1))? == found)
}

fn whole_md5(path: &Path) -> Result<String> {
    let mut file = File::open(path).map_err(|e| Error::io("open", path, e))?;
    let (digest, _) = digest(&mut file, u64::MAX).map_err(|e| Error::io("read", path, e))?;
    Ok(hex(&digest))
}

fn parts_md5(path: &Path, part_size: u64) -> Result<String> {
    let mut file = File::open(path).map_err(|e| Error::io("open", path, e))?;
    let (mut all, mut parts) = (Md5::new(), 0);
    loop {
        let (part, read) = digest(&mut file, part_size).map_err(|e| Error::io("read", path, e))?;
        if read == 0 && parts > 0 {
            return Ok(format!("{}-{parts}", hex(&all.finalize())));
        }
        all.update(part);
        parts += 1;
    }
}

/// The MD5 of up to `limit` bytes, and how many there were.
fn digest(file: &mut File, limit: u64) -> std::io::Result<([u8; 16], u64)> {
    let mut source = file.take(limit);
    let (mut md5, mut total) = (Md5::new(), 0);
    let mut buffer = vec![0; 64 << 10];
    loop {
        match source.read(&mut buffer) {
            Ok(0) => return Ok((md5.finalize().into(), total)),
            Ok(read) => {
                md5.update(&buffer[..read]);
                total += read as u64;
            }
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}
