//! The folder backend: a directory that the user has, read and written in place.
//!
//! Keys are paths relative to the directory. Symbolic links are no part of the bucket, so nothing
//! outside the directory can be reached. A key that no path can hold (`a//b`, `../x`, `a` beside
//! `a/b`) lies in the index instead, and so do ETag, metadata and tags of what was put through the
//! store. The ETag of any other file is made from its size, time and inode, which costs no read; it
//! ends in `-1` as the ETags do that are no MD5.

mod listing;
mod open;

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use distmap_engine::ports::{ListPage, Millis, ObjectMeta};
use futures::future::{BoxFuture, FutureExt as _};
use md5::{Digest as _, Md5};

use self::listing::Directories;
use self::open::Root;
use super::body::{Content, Staged};
use super::record::Etag;
use super::{Backend, Body, ObjectInfo, OpenObject, PackedBucket, PutObject, Stage, Tags};
use super::{Condition, no_such_key};
use crate::error::{Error, Result};
use crate::files;
use crate::time::millis;

/// Files that begin so are ours, on their way to their name; they are no objects.
const RESERVED: &str = ".distmap-";
/// In a file's kept attributes: which state of the file they belong to.
const FINGERPRINT: &str = "fingerprint";
/// Bytes in a name that every usual file system holds.
const MAX_NAME: usize = 255;

/// One directory as a bucket.
pub(crate) struct FolderBucket {
    root: Root,
    directories: Directories,
    /// Objects whose keys no path can hold.
    overflow: PackedBucket,
    /// What was said of files when they were put.
    attributes: PackedBucket,
    has_overflow: AtomicBool,
    has_attributes: AtomicBool,
    writing: Mutex<()>,
}

impl FolderBucket {
    pub(crate) fn open(
        root: PathBuf,
        overflow: PackedBucket,
        attributes: PackedBucket,
    ) -> Result<Self> {
        let any = |bucket: &PackedBucket| -> Result<AtomicBool> {
            Ok(AtomicBool::new(!bucket.list("", None, 1)?.objects.is_empty()))
        };
        Ok(Self {
            root: Root::open(root)?,
            directories: Directories::default(),
            has_overflow: any(&overflow)?,
            has_attributes: any(&attributes)?,
            overflow,
            attributes,
            writing: Mutex::new(()),
        })
    }

    /// What is known of a file: what was kept when it was put, if it is still the same file.
    fn info(&self, key: &str, metadata: &Metadata) -> Result<ObjectInfo> {
        let fingerprint = fingerprint(metadata);
        let modified = metadata.modified().map(millis).unwrap_or_default();
        if self.has_attributes.load(Ordering::Acquire)
            && let Some(mut kept) = found(self.attributes.head(key))?
            && kept.headers.remove(FINGERPRINT).is_some_and(|kept| kept == fingerprint)
        {
            kept.meta.size = metadata.len();
            kept.meta.last_modified = modified;
            return Ok(kept);
        }
        let meta = ObjectMeta {
            key: key.to_owned(),
            size: metadata.len(),
            etag: Etag { md5: Md5::digest(&fingerprint).into(), parts: 1 }.text(),
            last_modified: modified,
            ..ObjectMeta::default()
        };
        Ok(ObjectInfo { meta, ..ObjectInfo::default() })
    }

    fn open_file(&self, key: &str) -> Result<Option<OpenObject>> {
        if !fits(key) {
            return Ok(None);
        }
        let path = self.root.path().join(key);
        let file = match self.root.open_file(key) {
            Ok(file) => file,
            Err(e) if is_absent(&e) => return Ok(None),
            Err(e) if e.kind() == ErrorKind::PermissionDenied => {
                return Err(Error::service("AccessDenied", 403, "Access Denied"));
            }
            Err(e) => return Err(Error::io("open", &path, &e)),
        };
        let metadata = file.metadata().map_err(|e| Error::io("read", &path, &e))?;
        if !metadata.is_file() {
            return Ok(None);
        }
        let info = self.info(key, &metadata)?;
        let size = info.meta.size;
        Ok(Some(OpenObject { info, body: Body::File { file, path, size } }))
    }

    /// Writes the file; gives the body back where no path can hold the key.
    fn write_file(
        &self,
        key: &str,
        body: Staged,
        condition: &Condition,
    ) -> Result<Result<Metadata, Staged>> {
        let path = self.root.path().join(key);
        if !fits(key) {
            return Ok(Err(body));
        }
        let staged = self.root.path().join(format!("{RESERVED}{:016x}", fastrand::u64(..)));
        let written = match &body.content {
            Content::Bytes(bytes) => fs::write(&staged, bytes),
            Content::File(file) => fs::copy(&file.path, &staged).map(drop),
        };
        let placed = written.map_err(|e| Error::io("write", &staged, &e)).and_then(|()| {
            let metadata = fs::metadata(&staged).map_err(|e| Error::io("read", &staged, &e))?;
            let _one_at_a_time = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
            if *condition != Condition::None {
                let current = found(self.head(key))?;
                condition.check(current.as_ref().map(|info| info.meta.etag.as_str()))?;
            }
            match self.root.make_parents(key).and_then(|()| place(&staged, &path)) {
                Ok(()) => Ok(Some(metadata)),
                Err(e) if cannot_hold(&e) => Ok(None),
                Err(e) => Err(Error::io("write", &path, &e)),
            }
        });
        match placed {
            Ok(Some(metadata)) => Ok(Ok(metadata)),
            Ok(None) => files::remove(&staged).map(|()| Err(body)),
            Err(e) => {
                // The first error says more than one of tidying up would.
                drop(files::remove(&staged));
                Err(e)
            }
        }
    }

    fn remove_file(&self, key: &str) -> Result<()> {
        if !fits(key) || self.root.open_file(key).is_err_and(|e| is_absent(&e)) {
            return Ok(());
        }
        let _one_at_a_time = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let path = self.root.path().join(key);
        match fs::remove_file(&path) {
            Ok(()) => self.root.prune_parents(key),
            Err(e) if is_absent(&e) || path.is_dir() => {}
            Err(e) => return Err(Error::io("remove", &path, &e)),
        }
        Ok(())
    }

    /// Keeps what was said of a file, bound to the state that the file has now.
    async fn keep(
        &self,
        info: &ObjectInfo,
        metadata: &Metadata,
        etag: Etag,
        now: Millis,
    ) -> Result<()> {
        let nothing = Staged::from_bytes(bytes::Bytes::new()).with_etag(etag);
        let mut object = PutObject::new(&info.meta.key, nothing);
        object.options.content_type.clone_from(&info.meta.content_type);
        object.options.metadata.clone_from(&info.meta.metadata);
        object.headers.clone_from(&info.headers);
        object.headers.insert(FINGERPRINT.to_owned(), fingerprint(metadata));
        object.tags.clone_from(&info.tags);
        self.attributes.put(object, now).await?;
        self.has_attributes.store(true, Ordering::Release);
        Ok(())
    }
}

impl Backend for FolderBucket {
    fn list(&self, prefix: &str, start_after: Option<&str>, max: usize) -> Result<ListPage> {
        let mut objects = Vec::new();
        self.directories.list(&self.root, prefix, start_after, max + 1, &mut |key, metadata| {
            objects.push(self.info(key, metadata)?.meta);
            Ok(())
        })?;
        let mut truncated = false;
        if self.has_overflow.load(Ordering::Acquire) {
            let more = self.overflow.list(prefix, start_after, max + 1)?;
            truncated = more.truncated;
            objects.extend(more.objects);
            // The sort is stable: where both have a key, the file comes first and stays.
            objects.sort_by(|a, b| a.key.cmp(&b.key));
            objects.dedup_by(|b, a| a.key == b.key);
        }
        truncated |= objects.len() > max;
        objects.truncate(max);
        Ok(ListPage { objects, truncated })
    }

    fn open(&self, key: &str) -> Result<OpenObject> {
        match self.open_file(key)? {
            Some(object) => Ok(object),
            None => self.overflow.open(key),
        }
    }

    fn put(&self, object: PutObject, now: Millis) -> BoxFuture<'_, Result<ObjectInfo>> {
        async move {
            let etag = object.body.etag();
            let size = object.body.size();
            let metadata = match self.write_file(&object.key, object.body, &object.condition)? {
                Ok(metadata) => metadata,
                Err(body) => {
                    let info = self.overflow.put(PutObject { body, ..object }, now).await?;
                    self.has_overflow.store(true, Ordering::Release);
                    return Ok(info);
                }
            };
            let meta = ObjectMeta {
                key: object.key,
                size,
                etag: etag.text(),
                last_modified: metadata.modified().map(millis).unwrap_or(now),
                content_type: object.options.content_type,
                metadata: object.options.metadata,
            };
            let info = ObjectInfo { meta, headers: object.headers, tags: object.tags };
            self.keep(&info, &metadata, etag, now).await?;
            if self.has_overflow.load(Ordering::Acquire) {
                self.overflow.delete(vec![info.meta.key.clone()]).await?;
            }
            Ok(info)
        }
        .boxed()
    }

    fn delete(&self, keys: Vec<String>) -> BoxFuture<'_, Result<()>> {
        async move {
            keys.iter().try_for_each(|key| self.remove_file(key))?;
            if self.has_attributes.load(Ordering::Acquire) {
                self.attributes.delete(keys.clone()).await?;
            }
            if self.has_overflow.load(Ordering::Acquire) {
                self.overflow.delete(keys).await?;
            }
            Ok(())
        }
        .boxed()
    }

    fn set_tags(&self, key: String, tags: Tags) -> BoxFuture<'_, Result<()>> {
        async move {
            let Some(object) = self.open_file(&key)? else {
                return self.overflow.set_tags(key, tags).await;
            };
            let Body::File { file, path, .. } = &object.body else { return Err(no_such_key()) };
            let metadata = file.metadata().map_err(|e| Error::io("read", path, &e))?;
            let info = ObjectInfo { tags, ..object.info };
            let etag = Etag::parse(&info.meta.etag).ok_or_else(no_such_key)?;
            self.keep(&info, &metadata, etag, info.meta.last_modified).await
        }
        .boxed()
    }

    fn stage(&self) -> Stage {
        self.overflow.stage()
    }
}

/// Whether a path can hold the key: plain, non-empty names between the slashes.
fn fits(key: &str) -> bool {
    !key.starts_with(RESERVED)
        && key.split('/').all(|name| {
            !matches!(name, "" | "." | "..") && name.len() <= MAX_NAME && !name.contains('\0')
        })
}

fn place(staged: &Path, path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(ErrorKind::IsADirectory.into());
    }
    fs::rename(staged, path)
}

/// No file has this name, or only one that is no part of the bucket.
fn is_absent(error: &io::Error) -> bool {
    use ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | InvalidFilename | InvalidInput)
        || open::is_link(error)
}

/// The file system can't hold this name now; the index can.
fn cannot_hold(error: &io::Error) -> bool {
    use ErrorKind::{AlreadyExists, DirectoryNotEmpty, IsADirectory};
    is_absent(error) || matches!(error.kind(), AlreadyExists | DirectoryNotEmpty | IsADirectory)
}

fn found(answer: Result<ObjectInfo>) -> Result<Option<ObjectInfo>> {
    match answer {
        Ok(info) => Ok(Some(info)),
        Err(e) if e.code() == Some("NoSuchKey") => Ok(None),
        Err(e) => Err(e),
    }
}

/// What changes when a file's content does.
fn fingerprint(metadata: &Metadata) -> String {
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(metadata);
    #[cfg(not(unix))]
    let inode = 0;
    let modified = metadata.modified().ok();
    let nanos = modified
        .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok())
        .map_or(0, |since| since.as_nanos());
    format!("{}-{nanos}-{inode}", metadata.len())
}
