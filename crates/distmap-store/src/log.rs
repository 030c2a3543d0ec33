//! Append-only logs with group commit: what threads add while one of them writes goes out together.
//!
//! A file begins with 16 bytes: `distmap`, a zero, the kind and the version. Records follow, each
//! its length and CRC-32 (four bytes each) and its bytes. The last record may be torn by the end of
//! its process; it was never acknowledged, and opening the log drops it.

use std::fs::File;
use std::io::{self, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::{Error, Result};
use crate::files;

const MAGIC: &[u8; 8] = b"distmap\0";
pub(crate) const HEADER: u64 = 16;
pub(crate) const FRAME: u64 = 8;
/// The version that this release writes and the latest that it reads.
const VERSION: u32 = 1;
/// No record is longer.
const MAX_RECORD: usize = 1 << 30;

/// What a log is for; written into its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Topic = 1,
    Queue = 2,
    Journal = 3,
}

/// A log that this process writes.
pub(crate) struct Log {
    path: PathBuf,
    pending: Mutex<Pending>,
    sink: Mutex<Sink>,
    durable: AtomicU64,
    power_safe: bool,
    /// Writes what must be there before any record of this log that was added after it.
    before: Option<Box<Before>>,
}

type Before = dyn Fn() -> Result<()> + Send + Sync;

/// Records that were added and not written yet.
struct Pending {
    buffer: Vec<u8>,
    /// Where the next record will be.
    end: u64,
}

enum Sink {
    File { file: File, spare: Vec<u8> },
    Memory(Vec<u8>),
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Log {
    /// Opens a log for writing, or makes it. `visit` is given every record and its offset, from
    /// offset `from` on (0 is the beginning). A torn record at the end is dropped; should records
    /// follow a damaged one, they are kept aside in a file of their own.
    pub(crate) fn open(
        path: &Path,
        kind: Kind,
        power_safe: bool,
        from: u64,
        visit: &mut dyn FnMut(u64, &[u8]) -> Result<()>,
    ) -> Result<Self> {
        let file = files::open_or_create(path)?;
        let failed = |e: io::Error| Error::io("read", path, &e);
        let size = file.metadata().map_err(failed)?.len();
        let mut end = HEADER;
        if size < HEADER {
            // New, or its process ended while making it.
            file.set_len(0).map_err(failed)?;
            let mut header = Vec::from(MAGIC);
            header.extend_from_slice(&(kind as u32).to_le_bytes());
            header.extend_from_slice(&VERSION.to_le_bytes());
            (&file).write_all(&header).map_err(|e| Error::io("write", path, &e))?;
        } else {
            let mut scan = Scan::open(path, kind, from)?;
            while let Some((offset, record)) = scan.next()? {
                visit(offset, record)?;
            }
            end = scan.offset;
            if end < size {
                set_aside(path, end, scan.is_torn())?;
                file.set_len(end).map_err(|e| Error::io("write", path, &e))?;
            }
        }
        let sink = Sink::File { file, spare: Vec::new() };
        Ok(Self::new(path.to_path_buf(), sink, end, power_safe))
    }

    /// A log in memory.
    pub(crate) fn memory() -> Self {
        Self::new(PathBuf::new(), Sink::Memory(vec![0; HEADER as usize]), HEADER, false)
    }

    fn new(path: PathBuf, sink: Sink, end: u64, power_safe: bool) -> Self {
        Self {
            path,
            pending: Mutex::new(Pending { buffer: Vec::new(), end }),
            sink: Mutex::new(sink),
            durable: AtomicU64::new(end),
            power_safe,
            before: None,
        }
    }

    /// Has `before` called each time before records are written.
    pub(crate) fn after(mut self, before: impl Fn() -> Result<()> + Send + Sync + 'static) -> Self {
        self.before = Some(Box::new(before));
        self
    }

    /// Adds a record; gives its offset and the end to [`Log::flush`] up to.
    pub(crate) fn append(&self, record: &[u8]) -> (u64, u64) {
        debug_assert!(record.len() <= MAX_RECORD);
        let length = u32::try_from(record.len()).unwrap_or(u32::MAX);
        let crc = crc32fast::hash(record);
        let mut pending = lock(&self.pending);
        pending.buffer.extend_from_slice(&length.to_le_bytes());
        pending.buffer.extend_from_slice(&crc.to_le_bytes());
        pending.buffer.extend_from_slice(record);
        let offset = pending.end;
        pending.end += FRAME + u64::from(length);
        (offset, pending.end)
    }

    /// Bytes that were added and not written yet.
    pub(crate) fn pending(&self) -> usize {
        lock(&self.pending).buffer.len()
    }

    /// Whether nothing was ever added.
    pub(crate) fn is_empty(&self) -> bool {
        self.end() == HEADER
    }

    /// Where the next record will be.
    pub(crate) fn end(&self) -> u64 {
        lock(&self.pending).end
    }

    /// Returns when all records before `end` outlive the process. Whoever comes first writes for
    /// all. After a failure the records stay pending, and the next call tries again.
    pub(crate) fn flush(&self, end: u64) -> Result<()> {
        if self.durable.load(Ordering::Acquire) >= end {
            return Ok(());
        }
        let mut sink = lock(&self.sink);
        if self.durable.load(Ordering::Acquire) >= end {
            return Ok(());
        }
        let written = self.durable.load(Ordering::Acquire);
        match &mut *sink {
            Sink::Memory(memory) => {
                let mut pending = lock(&self.pending);
                memory.append(&mut pending.buffer);
                self.durable.store(pending.end, Ordering::Release);
            }
            Sink::File { file, spare } => {
                spare.clear();
                let upto = {
                    let mut pending = lock(&self.pending);
                    std::mem::swap(&mut pending.buffer, spare);
                    pending.end
                };
                let before = self.before.as_ref().map_or(Ok(()), |before| before());
                let written_now = before.and_then(|()| {
                    write_at(file, written, spare, self.power_safe)
                        .map_err(|e| Error::io("write", &self.path, &e))
                });
                if let Err(error) = written_now {
                    let mut pending = lock(&self.pending);
                    spare.append(&mut pending.buffer);
                    std::mem::swap(&mut pending.buffer, spare);
                    drop(file.set_len(written));
                    return Err(error);
                }
                self.durable.store(upto, Ordering::Release);
            }
        }
        Ok(())
    }

    /// The record at an offset that [`Log::append`] gave.
    pub(crate) fn read(&self, offset: u64) -> Result<Vec<u8>> {
        self.flush(offset + 1)?;
        let mut sink = lock(&self.sink);
        match &mut *sink {
            Sink::Memory(memory) => {
                let frame = usize::try_from(offset).ok().and_then(|at| memory.get(at..));
                let record = frame.and_then(|frame| {
                    let length = u32::from_le_bytes(*frame.first_chunk()?);
                    frame.get(FRAME as usize..)?.get(..length as usize)
                });
                record.map(<[u8]>::to_vec).ok_or_else(|| self.damaged(offset, "no record"))
            }
            Sink::File { file, .. } => {
                let mut frame = [0; FRAME as usize];
                let failed = |e: io::Error| Error::io("read", &self.path, &e);
                files::read_exact_at(file, &mut frame, offset).map_err(failed)?;
                let (length, crc) = split_frame(&frame);
                if length > MAX_RECORD {
                    return Err(self.damaged(offset, "its length is impossible"));
                }
                let mut record = vec![0; length];
                files::read_exact_at(file, &mut record, offset + FRAME).map_err(failed)?;
                if crc32fast::hash(&record) != crc {
                    return Err(self.damaged(offset, "its checksum is wrong"));
                }
                Ok(record)
            }
        }
    }

    /// Forgets all records.
    pub(crate) fn reset(&self) -> Result<()> {
        let mut sink = lock(&self.sink);
        let mut pending = lock(&self.pending);
        match &mut *sink {
            Sink::Memory(memory) => memory.truncate(HEADER as usize),
            Sink::File { file, .. } => {
                file.set_len(HEADER).map_err(|e| Error::io("write", &self.path, &e))?;
            }
        }
        pending.buffer.clear();
        pending.end = HEADER;
        self.durable.store(HEADER, Ordering::Release);
        Ok(())
    }

    fn damaged(&self, offset: u64, message: &str) -> Error {
        Error::Damaged { path: self.path.clone(), offset, message: message.to_owned() }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        // Nobody is left to hear of a failure; nothing here was acknowledged.
        drop(self.flush(self.end()));
    }
}

fn write_at(file: &File, offset: u64, bytes: &[u8], power_safe: bool) -> io::Result<()> {
    files::write_all_at(file, bytes, offset)?;
    if power_safe { file.sync_data() } else { Ok(()) }
}

fn split_frame(frame: &[u8; FRAME as usize]) -> (usize, u32) {
    let [a, b, c, d, e, f, g, h] = *frame;
    (u32::from_le_bytes([a, b, c, d]) as usize, u32::from_le_bytes([e, f, g, h]))
}

/// Keeps what follows a damaged record in a file of its own. A torn last record is not worth it.
fn set_aside(path: &Path, from: u64, torn: bool) -> Result<()> {
    if torn {
        return Ok(());
    }
    let failed = |e: io::Error| Error::io("copy", path, &e);
    let mut source = File::open(path).map_err(failed)?;
    source.seek(SeekFrom::Start(from)).map_err(failed)?;
    let mut aside = File::create(path.with_extension(format!("damaged-{from}"))).map_err(failed)?;
    io::copy(&mut source, &mut aside).map(drop).map_err(failed)
}

/// Reads a log's records in order, also while another process writes them.
pub(crate) struct Scan {
    path: PathBuf,
    reader: BufReader<File>,
    offset: u64,
    record: Vec<u8>,
    torn: bool,
}

impl Scan {
    /// Opens a log for reading from an offset; 0 is the beginning.
    pub(crate) fn open(path: &Path, kind: Kind, from: u64) -> Result<Self> {
        let failed = |e: io::Error| Error::io("read", path, &e);
        let mut file = File::open(path).map_err(failed)?;
        let mut header = [0; HEADER as usize];
        let damaged = |message: &str| Error::Damaged {
            path: path.to_path_buf(),
            offset: 0,
            message: message.to_owned(),
        };
        file.read_exact(&mut header).map_err(|_| damaged("it has no header"))?;
        let (magic, rest) = header.split_at(MAGIC.len());
        let mut numbers = rest.chunks_exact(4).map(|four| {
            four.iter().rev().fold(0u32, |number, byte| (number << 8) | u32::from(*byte))
        });
        if magic != MAGIC || numbers.next() != Some(kind as u32) {
            return Err(damaged("it is no log of this kind"));
        }
        let found = numbers.next().unwrap_or_default();
        if found > VERSION {
            return Err(Error::Newer { path: path.to_path_buf(), found, known: VERSION });
        }
        let offset = from.max(HEADER);
        file.seek(SeekFrom::Start(offset)).map_err(failed)?;
        let reader = BufReader::with_capacity(256 << 10, file);
        Ok(Self { path: path.to_path_buf(), reader, offset, record: Vec::new(), torn: false })
    }

    /// The next record and its offset. `None` at the end as of now: a later call may find more.
    pub(crate) fn next(&mut self) -> Result<Option<(u64, &[u8])>> {
        let offset = self.offset;
        match self.read_record() {
            Ok(true) => Ok(Some((offset, &self.record))),
            Ok(false) => {
                // Where the record is torn now, its writer may complete it.
                self.reader
                    .seek(SeekFrom::Start(offset))
                    .map_err(|e| Error::io("read", &self.path, &e))?;
                Ok(None)
            }
            Err(e) => Err(Error::io("read", &self.path, &e)),
        }
    }

    /// Where the next record begins.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// Whether the last [`Scan::next`] found no more than a part of a record.
    fn is_torn(&self) -> bool {
        self.torn
    }

    fn read_record(&mut self) -> io::Result<bool> {
        self.torn = true;
        let mut frame = [0; FRAME as usize];
        if !read_whole(&mut self.reader, &mut frame)? {
            return Ok(false);
        }
        let (length, crc) = split_frame(&frame);
        if length > MAX_RECORD {
            self.torn = false;
            return Ok(false);
        }
        self.record.clear();
        // Not allocated before it is known to be there: a damaged length may be anything.
        let read = (&mut self.reader).take(length as u64).read_to_end(&mut self.record)?;
        if read < length {
            return Ok(false);
        }
        if crc32fast::hash(&self.record) != crc {
            let mut more = [0];
            self.torn = !read_whole(&mut self.reader, &mut more)?;
            return Ok(false);
        }
        self.offset += FRAME + length as u64;
        Ok(true)
    }
}

fn read_whole(reader: &mut impl io::Read, buffer: &mut [u8]) -> io::Result<bool> {
    match reader.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(e) => Err(e),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Outcome = std::result::Result<(), Box<dyn std::error::Error>>;

    fn read(path: &Path) -> Result<(Log, Vec<Vec<u8>>)> {
        let mut records = Vec::new();
        let log = Log::open(path, Kind::Journal, false, 0, &mut |_, record| {
            records.push(record.to_vec());
            Ok(())
        })?;
        Ok((log, records))
    }

    fn write(path: &Path, records: &[&[u8]]) -> Result<Vec<u64>> {
        let (log, _) = read(path)?;
        let offsets = records.iter().map(|record| log.append(record).0).collect();
        log.flush(log.end())?;
        Ok(offsets)
    }

    #[test]
    fn torn_records_are_dropped() -> Outcome {
        let dir = tempfile::tempdir()?;
        let path = dir.path().join("log");
        let offsets = write(&path, &[b"one", b"", b"three"])?;
        let whole = std::fs::read(&path)?;
        for cut in 0..whole.len() as u64 {
            std::fs::write(&path, &whole[..usize::try_from(cut)?])?;
            let kept = match cut {
                0..=26 => 0,
                27..=34 => 1,
                _ => 2,
            };
            assert_eq!(read(&path)?.1.len(), kept, "cut at {cut}");
            // What comes next follows what was kept.
            write(&path, &[b"next"])?;
            assert_eq!(read(&path)?.1.last().map(Vec::as_slice), Some(b"next".as_slice()));
        }
        assert_eq!(offsets, [16, 27, 35]);
        // The log is as it was: no file was set aside for a torn record.
        assert_eq!(std::fs::read_dir(dir.path())?.count(), 1);
        Ok(())
    }

    #[test]
    fn damaged_records_are_set_aside() -> Outcome {
        let dir = tempfile::tempdir()?;
        let path = dir.path().join("log");
        write(&path, &[b"one", b"two", b"three"])?;
        let mut bytes = std::fs::read(&path)?;
        bytes[16 + 8 + 3 + 8] ^= 1;
        std::fs::write(&path, &bytes)?;
        assert_eq!(read(&path)?.1, [b"one"]);
        let aside = std::fs::read(dir.path().join("log.damaged-27"))?;
        assert_eq!(aside, bytes[27..]);
        Ok(())
    }

    #[test]
    fn other_files_are_refused() -> Outcome {
        let dir = tempfile::tempdir()?;
        let path = dir.path().join("log");
        write(&path, &[b"one"])?;
        assert!(matches!(Scan::open(&path, Kind::Topic, 0), Err(Error::Damaged { .. })));
        let mut bytes = std::fs::read(&path)?;
        bytes[12] = 9;
        std::fs::write(&path, &bytes)?;
        assert!(matches!(read(&path), Err(Error::Newer { found: 9, .. })));
        assert_eq!(std::fs::read(&path)?, bytes, "a newer release's file stays as it is");
        std::fs::write(&path, b"something else altogether")?;
        assert!(matches!(read(&path), Err(Error::Damaged { .. })));
        Ok(())
    }

    #[test]
    fn failed_writes_are_tried_again() -> Outcome {
        let dir = tempfile::tempdir()?;
        let path = dir.path().join("log");
        write(&path, &[b"one"])?;
        let (log, _) = read(&path)?;
        // A handle that can't write stands for a disk that is full.
        let good = std::mem::replace(
            &mut *lock(&log.sink),
            Sink::File { file: File::open(&path)?, spare: Vec::new() },
        );
        log.append(b"two");
        assert!(matches!(log.flush(log.end()), Err(Error::Io { action: "write", .. })));
        log.append(b"three");
        *lock(&log.sink) = good;
        log.flush(log.end())?;
        assert_eq!(read(&path)?.1, [b"one".as_slice(), b"two", b"three"]);
        Ok(())
    }
}
