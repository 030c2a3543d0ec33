//! What is in a folder, as keys.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::{Error, Result};

/// Names that begin so, at the top of a folder, are the tools' own.
const RESERVED: &str = ".distmap-";

/// A file that can become an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalFile {
    /// Its path below the folder, with `/` between the names.
    pub key: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

/// The files below a folder, directory by directory in the order of their names. Links are
/// followed; one that leads back to where it is, is an error.
///
/// ```
/// # let dir = tempfile::tempdir()?;
/// std::fs::create_dir(dir.path().join("a"))?;
/// std::fs::write(dir.path().join("a/1.json"), "{}")?;
/// let keys: Vec<_> = distmap_assets::list_folder(dir.path()).map(|f| Ok(f?.key)).collect::<Result<_, distmap_assets::Error>>()?;
/// assert_eq!(keys, ["a/1.json"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn list_folder(root: &Path) -> impl Iterator<Item = Result<LocalFile>> {
    let root = root.to_path_buf();
    let ours = |depth: usize, name: &std::ffi::OsStr| {
        depth == 1 && name.to_string_lossy().starts_with(RESERVED)
    };
    WalkDir::new(&root)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(move |entry| !ours(entry.depth(), entry.file_name()))
        .filter_map(move |entry| local_file(&root, entry).transpose())
}

fn local_file(root: &Path, entry: walkdir::Result<walkdir::DirEntry>) -> Result<Option<LocalFile>> {
    let failed = |e: walkdir::Error| Error::Walk {
        path: e.path().unwrap_or(root).to_path_buf(),
        message: e.to_string(),
    };
    let entry = entry.map_err(failed)?;
    if !entry.file_type().is_file() {
        return Ok(None);
    }
    let size = entry.metadata().map_err(failed)?.len();
    let path = entry.into_path();
    let names: Option<Vec<_>> =
        path.strip_prefix(root).unwrap_or(&path).iter().map(|name| name.to_str()).collect();
    match names {
        // The folder is itself a file.
        Some(names) if names.is_empty() => {
            let name = path.file_name().and_then(|name| name.to_str());
            let key = name.ok_or_else(|| Error::NoKey(path.clone()))?.to_owned();
            Ok(Some(LocalFile { key, path, size }))
        }
        Some(names) => Ok(Some(LocalFile { key: names.join("/"), path, size })),
        None => Err(Error::NoKey(path)),
    }
}
