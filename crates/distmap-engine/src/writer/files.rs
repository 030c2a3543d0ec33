//! The result files of a Map Run, written part by part as its children end.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use serde_json::{Value, json};

use super::{Entry, Transformation, WriterSpec};
use crate::error::StateError;
use crate::execution::Status;
use crate::ports::{ListRequest, Objects, PutOptions};

/// How large a file becomes before the next one is begun. AWS begins one every 5 GB; whoever reads
/// the files follows the manifest, and smaller files keep memory small.
const PART: usize = 16 << 20;

/// The kinds of result files, in the manifest's order.
const KINDS: [&str; 3] = ["FAILED", "PENDING", "SUCCEEDED"];

/// Collects entries into `<prefix>/<map run id>/KIND_n.json` and names the files in `manifest.json`.
pub(crate) struct ResultFiles {
    objects: Arc<dyn Objects>,
    bucket: String,
    /// `<prefix>/<map run id>/`.
    folder: String,
    map_run_arn: Arc<str>,
    transformation: Transformation,
    lines: bool,
    files: [Mutex<File>; 3],
}

/// The file of one kind that is being filled, and those that were written.
#[derive(Default)]
struct File {
    number: u64,
    buffer: Vec<u8>,
    written: Vec<(String, u64)>,
}

impl ResultFiles {
    /// Files for the Map Run `map_run_arn` in the bucket and under the prefix of `spec`.
    pub(crate) fn new(
        objects: Arc<dyn Objects>,
        bucket: &str,
        spec: &WriterSpec,
        map_run_arn: Arc<str>,
    ) -> Self {
        let id = map_run_arn.rsplit(':').next().unwrap_or_default();
        let prefix = spec.prefix.trim_end_matches('/');
        let folder = if prefix.is_empty() { format!("{id}/") } else { format!("{prefix}/{id}/") };
        Self {
            objects,
            bucket: bucket.into(),
            folder,
            transformation: spec.transformation(),
            lines: spec.lines(),
            files: Default::default(),
            map_run_arn,
        }
    }

    /// Whether the files hold the whole record of each child.
    pub(crate) fn writes_records(&self) -> bool {
        self.transformation == Transformation::None
    }

    /// Removes the files that an earlier attempt at the same Map Run left.
    pub(crate) async fn clear(&self) -> Result<(), StateError> {
        let request = ListRequest {
            bucket: self.bucket.clone(),
            prefix: self.folder.clone(),
            ..ListRequest::default()
        };
        loop {
            let page = self.objects.list(&request).await.map_err(failed)?;
            for object in &page.objects {
                self.objects.delete(&self.bucket, &object.key).await.map_err(failed)?;
            }
            if !page.truncated {
                return Ok(());
            }
        }
    }

    /// Adds a child's result; writes a file when one is full.
    pub(crate) async fn add(&self, entry: &Entry<'_>) -> Result<(), StateError> {
        let kind = match entry.status {
            Some(Status::Succeeded) => 2,
            None => 1,
            Some(_) => 0,
        };
        let full = {
            let mut file = self.lock(kind);
            let lines = self.lines;
            entry.write(self.transformation, &mut file.buffer, |into| separate(into, lines));
            if file.buffer.len() < PART { None } else { self.close(kind, &mut file) }
        };
        match full {
            Some(part) => self.put(part).await,
            None => Ok(()),
        }
    }

    /// Writes what is left and the manifest. Returns the state's output.
    pub(crate) async fn finish(&self) -> Result<Value, StateError> {
        for kind in 0..KINDS.len() {
            let last = self.close(kind, &mut self.lock(kind));
            if let Some(part) = last {
                self.put(part).await?;
            }
        }
        let files: serde_json::Map<String, Value> = KINDS
            .iter()
            .enumerate()
            .map(|(kind, name)| {
                let mut written = self.lock(kind).written.clone();
                written.sort_by_key(|(key, _)| (key.len(), key.clone()));
                let list: Vec<Value> = written
                    .into_iter()
                    .map(|(key, size)| json!({"Key": key, "Size": size}))
                    .collect();
                ((*name).to_owned(), Value::Array(list))
            })
            .collect();
        let manifest = json!({
            "DestinationBucket": self.bucket,
            "MapRunArn": &*self.map_run_arn,
            "ResultFiles": files,
        });
        let key = format!("{}manifest.json", self.folder);
        let body = Bytes::from(manifest.to_string());
        self.objects.put(&self.bucket, &key, body, options()).await.map_err(failed)?;
        Ok(json!({
            "MapRunArn": &*self.map_run_arn,
            "ResultWriterDetails": {"Bucket": self.bucket, "Key": key},
        }))
    }

    /// Ends the file being filled, if anything is in it.
    fn close(&self, kind: usize, file: &mut File) -> Option<Part> {
        if file.buffer.is_empty() {
            return None;
        }
        let mut body = std::mem::take(&mut file.buffer);
        body.push(if self.lines { b'\n' } else { b']' });
        let extension = if self.lines { "jsonl" } else { "json" };
        let key = format!("{}{}_{}.{extension}", self.folder, KINDS[kind], file.number);
        file.number += 1;
        file.written.push((key.clone(), body.len() as u64));
        Some(Part { key, body: body.into() })
    }

    async fn put(&self, part: Part) -> Result<(), StateError> {
        let put = self.objects.put(&self.bucket, &part.key, part.body, options());
        put.await.map_err(failed).map(drop)
    }

    fn lock(&self, kind: usize) -> MutexGuard<'_, File> {
        self.files[kind].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file to be written.
struct Part {
    key: String,
    body: Bytes,
}

/// What stands before a file's next value.
fn separate(into: &mut Vec<u8>, lines: bool) {
    match (lines, into.is_empty()) {
        (true, true) => {}
        (true, false) => into.push(b'\n'),
        (false, true) => into.push(b'['),
        (false, false) => into.push(b','),
    }
}

fn options() -> PutOptions {
    PutOptions { content_type: Some("application/json".into()), ..PutOptions::default() }
}

fn failed(error: crate::ports::ServiceError) -> StateError {
    StateError::of_s3("States.ResultWriterFailed", &error)
}
