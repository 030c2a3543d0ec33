//! Keys of a directory tree in byte order, a page at a time, without walking the whole tree.
//!
//! In byte order a directory's objects stand where `name/` stands among the names, so each
//! directory's names are sorted with that slash. Sorted names are kept until the directory changes.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::open::Root;
use super::{MAX_NAME, RESERVED};
use crate::error::{Error, Result};

/// Bytes of names that are kept in all.
const KEPT_BYTES: usize = 48 << 20;
/// A directory that changed this shortly before it was read may have changed again unseen.
const COARSE: Duration = Duration::from_millis(50);
/// Bytes in the longest key.
const MAX_KEY: usize = 1024;

/// The names in one directory, sorted; those of directories end in a slash.
struct Names {
    modified: SystemTime,
    /// Whether a later change is sure to change `modified`.
    settled: bool,
    text: String,
    spans: Vec<(u32, u32)>,
}

impl Names {
    fn get(&self, at: usize) -> &str {
        let (from, to) = self.spans[at];
        &self.text[from as usize..to as usize]
    }

    fn bytes(&self) -> usize {
        self.text.len() + self.spans.len() * 8
    }

    fn read(path: &std::path::Path, modified: SystemTime, top: bool) -> std::io::Result<Self> {
        let settled = modified + COARSE < SystemTime::now();
        let (mut text, mut spans) = (String::new(), Vec::new());
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            // A name that is no UTF-8 can be no key.
            let Some(name) = name.to_str().filter(|name| name.len() <= MAX_NAME) else { continue };
            let kind = entry.file_type()?;
            if !(kind.is_file() || kind.is_dir()) || (top && name.starts_with(RESERVED)) {
                continue;
            }
            let from = text.len();
            text.push_str(name);
            if kind.is_dir() {
                text.push('/');
            }
            match (u32::try_from(from), u32::try_from(text.len())) {
                (Ok(from), Ok(to)) => spans.push((from, to)),
                _ => return Err(ErrorKind::FileTooLarge.into()),
            }
        }
        spans.sort_unstable_by(|a, b| {
            text[a.0 as usize..a.1 as usize].cmp(&text[b.0 as usize..b.1 as usize])
        });
        text.shrink_to_fit();
        spans.shrink_to_fit();
        Ok(Self { modified, settled, text, spans })
    }
}

/// The directories that were listed lately.
#[derive(Default)]
pub(super) struct Directories {
    kept: Mutex<HashMap<String, Arc<Names>>>,
}

/// What a listing looks for.
struct Query<'q> {
    root: &'q Root,
    prefix: &'q str,
    start_after: Option<&'q str>,
    left: usize,
    visit: &'q mut dyn FnMut(&str, &Metadata) -> Result<()>,
}

impl Directories {
    /// Visits up to `max` files whose keys begin with `prefix` and come after `start_after`.
    pub(super) fn list(
        &self,
        root: &Root,
        prefix: &str,
        start_after: Option<&str>,
        max: usize,
        visit: &mut dyn FnMut(&str, &Metadata) -> Result<()>,
    ) -> Result<()> {
        let mut query = Query { root, prefix, start_after, left: max, visit };
        self.walk("", &mut query).map(drop)
    }

    fn walk(&self, directory: &str, query: &mut Query<'_>) -> Result<ControlFlow<()>> {
        let Some(names) = self.names(query.root, directory)? else {
            return Ok(ControlFlow::Continue(()));
        };
        let lower = query.prefix.max(query.start_after.unwrap_or_default());
        let first = match lower.strip_prefix(directory) {
            Some(lower) => names.spans.partition_point(|(from, to)| {
                let name = &names.text[*from as usize..*to as usize];
                name < lower && !(name.ends_with('/') && lower.starts_with(name))
            }),
            None => 0,
        };
        for at in first..names.spans.len() {
            let key = format!("{directory}{}", names.get(at));
            if !key.starts_with(query.prefix) && !query.prefix.starts_with(&key) {
                if key.as_str() > query.prefix {
                    return Ok(ControlFlow::Break(()));
                }
                continue;
            }
            if key.len() > MAX_KEY {
                continue;
            }
            let flow = match key.ends_with('/') {
                true => self.walk(&key, query)?,
                false => file(&key, query)?,
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The sorted names of a directory; `None` where it has gone.
    fn names(&self, root: &Root, directory: &str) -> Result<Option<Arc<Names>>> {
        let path = root.path().join(directory);
        let read = fs::symlink_metadata(&path).and_then(|metadata| {
            let modified = metadata.modified()?;
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(names) = kept.get(directory)
                && names.modified == modified
                && names.settled
            {
                return Ok(Arc::clone(names));
            }
            drop(kept);
            Names::read(&path, modified, directory.is_empty()).map(Arc::new)
        });
        match read {
            Ok(names) => {
                self.keep(directory, &names);
                Ok(Some(names))
            }
            Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Ok(None)
            }
            Err(e) => Err(Error::io("list", &path, &e)),
        }
    }

    fn keep(&self, directory: &str, names: &Arc<Names>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.get(directory).is_some_and(|kept| Arc::ptr_eq(kept, names)) {
            return;
        }
        let total: usize = kept.values().map(|names| names.bytes()).sum();
        if total + names.bytes() > KEPT_BYTES || kept.len() > 256 {
            kept.clear();
        }
        kept.insert(directory.to_owned(), Arc::clone(names));
    }
}

fn file(key: &str, query: &mut Query<'_>) -> Result<ControlFlow<()>> {
    if !key.starts_with(query.prefix) || query.start_after.is_some_and(|after| key <= after) {
        return Ok(ControlFlow::Continue(()));
    }
    let path = query.root.path().join(key);
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => {
            (query.visit)(key, &metadata)?;
            query.left -= 1;
        }
        Ok(_) => {}
        Err(e) if e.kind() == ErrorKind::NotFound => {}
        Err(e) => return Err(Error::io("read", &path, &e)),
    }
    Ok(if query.left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
}
