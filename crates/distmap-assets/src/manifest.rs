//! The manifest: one line of JSON about the settings, then one per object, in their order.
//!
//! It is written as objects are completed, so what it lists is there, and how far it goes is where
//! an interrupted run goes on.

use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// The manifest's name in its directory. It is no object: listings and uploads pass it over.
pub const MANIFEST: &str = ".distmap-manifest.jsonl";
/// The format that this release writes.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
    settings: String,
}

/// What the manifest says of one object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its key, which is its path below the directory.
    pub key: String,
    /// Its size in bytes.
    pub size: u64,
    /// The MD5 of its bytes in hexadecimal: its ETag on S3.
    pub md5: String,
    /// Whether it is no JSON.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub malformed: bool,
}

impl Entry {
    pub(crate) fn append_to(&self, lines: &mut Vec<u8>) {
        // Writing plain fields into memory can't fail.
        drop(serde_json::to_writer(&mut *lines, self));
        lines.push(b'\n');
    }
}

/// The entries of the manifest in a directory, if one is there.
pub fn read_manifest(dir: &Path) -> Result<Option<impl Iterator<Item = Result<Entry>>>> {
    let path = dir.join(MANIFEST);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(Error::io("open", &path, e)),
    };
    let lines = BufReader::new(file).lines().skip(1);
    Ok(Some(lines.map(move |line| {
        let line = line.map_err(|e| Error::io("read", &path, e))?;
        serde_json::from_str(&line)
            .map_err(|e| Error::Manifest { path: path.clone(), message: e.to_string() })
    })))
}

/// The manifest while objects are made.
pub(crate) struct Manifest {
    path: PathBuf,
    file: File,
    end: u64,
    entries: u64,
}

impl Manifest {
    /// Opens the manifest of these settings, or begins one.
    pub(crate) fn open(dir: &Path, settings: &str) -> Result<Self> {
        let path = dir.join(MANIFEST);
        let failed = |action| {
            let path = path.clone();
            move |e| Error::io(action, &path, e)
        };
        let file = (OpenOptions::new().read(true).write(true).create(true).truncate(false))
            .open(&path)
            .map_err(failed("open"))?;
        let mut reader = BufReader::new(&file);
        let mut line = Vec::new();
        let mut end = reader.read_until(b'\n', &mut line).map_err(failed("read"))? as u64;
        let mut entries = 0;
        if line.ends_with(b"\n") {
            check_header(dir, &path, &line, settings)?;
            loop {
                line.clear();
                let read = reader.read_until(b'\n', &mut line).map_err(failed("read"))?;
                // What an interrupted run left of a line is not counted, and overwritten.
                if !line.ends_with(b"\n") {
                    break;
                }
                end += read as u64;
                entries += 1;
            }
        } else {
            end = 0;
        }
        file.set_len(end).map_err(failed("write"))?;
        let mut manifest = Self { path, file, end, entries };
        if end == 0 {
            let header = Header { format: FORMAT, settings: settings.to_owned() };
            let mut line = serde_json::to_vec(&header)?;
            line.push(b'\n');
            manifest.append(&line)?;
        }
        Ok(manifest)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// How many objects it lists.
    pub(crate) fn entries(&self) -> u64 {
        self.entries
    }

    /// Adds lines. What a failed attempt left is overwritten by the next.
    pub(crate) fn append(&mut self, lines: &[u8]) -> Result<()> {
        self.file
            .seek(SeekFrom::Start(self.end))
            .and_then(|_| self.file.write_all(lines))
            .map_err(|e| Error::io("write", &self.path, e))?;
        self.end += lines.len() as u64;
        Ok(())
    }
}

fn check_header(dir: &Path, path: &Path, line: &[u8], settings: &str) -> Result<()> {
    let damaged = |message: String| Error::Manifest { path: path.to_path_buf(), message };
    let header: Header = serde_json::from_slice(line).map_err(|e| damaged(e.to_string()))?;
    if header.format > FORMAT {
        let newer = format!("format {} is newer than {FORMAT}; use a newer release", header.format);
        return Err(damaged(newer));
    }
    if header.settings == settings {
        return Ok(());
    }
    Err(Error::OtherSettings { dir: dir.to_path_buf(), found: header.settings })
}
