//! The files in which a Map Run leaves its children's results: `<prefix>/<map run id>/manifest.json` and those that it names.
//!
//! They are the only record of EXPRESS children, which ListExecutions does not list, and by far the fastest of any:
//! a hundred thousand failures are one file, not a hundred thousand requests.
//! <https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html>

use std::fmt;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::operation::get_object::GetObjectError;
use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;
use distmap_asl::MapState;
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tokio::sync::mpsc;

use crate::error::{CommandError, Exit, Result, service};
use crate::walk::Failure;

/// Failures that are read ahead of who takes them.
const AHEAD: usize = 1_000;

/// Pieces of a file that are fetched ahead of who reads them.
const CHUNKS_AHEAD: usize = 16;

/// Where a Map Run leaves its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Folder {
    bucket: String,
    /// Ends with a slash.
    path: String,
}

impl Folder {
    /// The folder of the Map Run `map_run_arn` of a state, if its definition says where. A bucket or prefix that only the
    /// run knows is not said there.
    pub(crate) fn of(map: &MapState, map_run_arn: &str) -> Option<Self> {
        let arguments = map.result_writer.as_ref()?.arguments.as_ref()?;
        let bucket = arguments.get("Bucket")?.as_str()?.to_owned();
        let prefix = match arguments.get("Prefix") {
            Some(prefix) => prefix.as_str()?,
            None if arguments.get("Prefix.$").is_some() => return None,
            None => "",
        };
        if bucket.starts_with("{%") || prefix.starts_with("{%") {
            return None;
        }
        let id = map_run_arn.rsplit(':').next()?;
        let prefix = prefix.trim_end_matches('/');
        let path = if prefix.is_empty() { format!("{id}/") } else { format!("{prefix}/{id}/") };
        Some(Self { bucket, path })
    }

    /// Hands the children that failed to `each`, until it breaks off. `None` where there is no manifest yet: a Map Run
    /// writes it when it ends.
    pub(crate) async fn failures(
        &self,
        s3: &Client,
        each: &mut dyn FnMut(Failure) -> ControlFlow<()>,
    ) -> Result<Option<ControlFlow<()>>> {
        let Some(manifest) = self.get(s3, &format!("{}manifest.json", self.path)).await? else {
            return Ok(None);
        };
        let manifest = manifest.collect().await;
        let manifest = manifest.map_err(|error| CommandError::new(Exit::Service, error))?;
        let manifest: Value = serde_json::from_slice(&manifest.into_bytes())
            .map_err(|error| self.unreadable("manifest.json", &error))?;
        for file in manifest["ResultFiles"]["FAILED"].as_array().into_iter().flatten() {
            let Some(key) = file["Key"].as_str() else { continue };
            if let Some(body) = self.get(s3, key).await?
                && self.read(key, body, each).await?.is_break()
            {
                return Ok(Some(ControlFlow::Break(())));
            }
        }
        Ok(Some(ControlFlow::Continue(())))
    }

    async fn get(&self, s3: &Client, key: &str) -> Result<Option<ByteStream>> {
        match s3.get_object().bucket(&self.bucket).key(key).send().await {
            Ok(object) => Ok(Some(object.body)),
            Err(SdkError::ServiceError(error))
                if matches!(error.err(), GetObjectError::NoSuchKey(_)) =>
            {
                Ok(None)
            }
            Err(error) => Err(service(&format!("read s3://{}/{key}", self.bucket), error)),
        }
    }

    /// Reads a file as it comes, for it may be larger than memory.
    async fn read(
        &self,
        key: &str,
        mut body: ByteStream,
        each: &mut dyn FnMut(Failure) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let lines = key.ends_with(".jsonl");
        let (chunks, file) = mpsc::channel(CHUNKS_AHEAD);
        let (sender, mut failures) = mpsc::channel(AHEAD);
        let parsing = tokio::task::spawn_blocking(move || parse(Chunks::new(file), lines, &sender));
        let feed = async move {
            while let Some(chunk) = body.next().await {
                // Nobody takes it where the reading broke off.
                let taken = chunks.send(chunk.map_err(|error| error.to_string())).await;
                if taken.is_err() {
                    break;
                }
            }
        };
        let take = async move {
            while let Some(failure) = failures.recv().await {
                each(failure)?;
            }
            ControlFlow::Continue(())
        };
        let ((), taken) = tokio::join!(feed, take);
        let parsed = parsing.await.map_err(|error| CommandError::new(Exit::Failed, error))?;
        if taken.is_continue() {
            parsed.map_err(|error| self.unreadable(key, &error))?;
        }
        Ok(taken)
    }

    fn unreadable(&self, key: &str, error: &serde_json::Error) -> CommandError {
        CommandError::new(Exit::Service, format!("s3://{}/{key}: {error}", self.bucket))
    }
}

/// A file whose pieces come from a request that is still under way.
struct Chunks {
    pieces: mpsc::Receiver<std::result::Result<Bytes, String>>,
    piece: Bytes,
}

impl Chunks {
    fn new(pieces: mpsc::Receiver<std::result::Result<Bytes, String>>) -> Self {
        Self { pieces, piece: Bytes::new() }
    }
}

impl Read for Chunks {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.piece.is_empty() {
            match self.pieces.blocking_recv() {
                Some(piece) => self.piece = piece.map_err(std::io::Error::other)?,
                None => return Ok(0),
            }
        }
        let count = into.len().min(self.piece.len());
        into[..count].copy_from_slice(&self.piece.split_to(count));
        Ok(count)
    }
}

/// Sends each record of a file on, until it ends or nobody takes more.
fn parse(
    file: impl Read,
    lines: bool,
    sender: &mpsc::Sender<Failure>,
) -> std::result::Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_reader(BufReader::new(file));
    if !lines {
        return (&mut json).deserialize_seq(Records(sender));
    }
    for record in json.into_iter::<Record>() {
        if sender.blocking_send(record?.into()).is_err() {
            break;
        }
    }
    Ok(())
}

/// An array of records, none of which is kept.
struct Records<'a>(&'a mpsc::Sender<Failure>);

impl<'de> Visitor<'de> for Records<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of child executions")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> std::result::Result<(), A::Error> {
        while let Some(record) = records.next_element::<Record>()? {
            // Where nobody takes more, nobody hears of this error either; it ends the reading.
            let sent = self.0.blocking_send(record.into());
            sent.map_err(|_| serde::de::Error::custom("nobody takes more"))?;
        }
        Ok(())
    }
}

/// A child execution as a result file has it.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Record {
    execution_arn: String,
    status: String,
    error: Option<String>,
    cause: Option<String>,
    input: Option<String>,
}

impl From<Record> for Failure {
    fn from(record: Record) -> Self {
        Self::new(record.execution_arn, record.status, record.error, record.cause, record.input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The errors of a file's records, and whether it could be read.
    fn errors(file: &str, lines: bool) -> (Vec<String>, bool) {
        let (sender, mut receiver) = mpsc::channel(10);
        let parsed = parse(file.as_bytes(), lines, &sender);
        drop(sender);
        let mut found = Vec::new();
        while let Some(failure) = receiver.blocking_recv() {
            found.push(failure.error);
        }
        (found, parsed.is_ok())
    }

    const ONE: &str = r#"{"Cause":"c","Error":"E1","ExecutionArn":"a","Input":"{}","InputDetails":{"Included":true},"Name":"n","Status":"FAILED"}"#;

    #[test]
    fn both_forms_of_a_file_are_read() {
        let other = ONE.replace("E1", "E2");
        let expected = (vec!["E1".to_owned(), "E2".to_owned()], true);
        assert_eq!(errors(&format!("[{ONE},{other}]"), false), expected);
        assert_eq!(errors(&format!("{ONE}\n{other}\n"), true), expected);
        let (found, whole) = errors(&format!("[{ONE},{{\"Sta"), false);
        assert_eq!((found.len(), whole), (1, false));
    }

    #[test]
    fn the_definition_says_where_results_are() {
        let folder = |arguments: &str| {
            let text = format!(
                r#"{{"StartAt": "M", "States": {{"M": {{"Type": "Map", "End": true,
                "ItemProcessor": {{"ProcessorConfig": {{"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}},
                    "StartAt": "P", "States": {{"P": {{"Type": "Pass", "End": true}}}}}},
                "ResultWriter": {{"Resource": "arn:aws:states:::s3:putObject", "Parameters": {arguments}}}}}}}}}"#
            );
            let machine = distmap_asl::parse(&text).expect("a definition");
            let distmap_asl::StateKind::Map(map) = &machine.states["M"].kind else {
                panic!("a Map state")
            };
            Folder::of(map, "arn:aws:states:us-east-1:1:mapRun:m/l:id").map(|it| it.path)
        };
        assert_eq!(folder(r#"{"Bucket": "b", "Prefix": "out/"}"#).as_deref(), Some("out/id/"));
        assert_eq!(folder(r#"{"Bucket": "b"}"#).as_deref(), Some("id/"));
        assert_eq!(folder(r#"{"Bucket": "b", "Prefix.$": "$.p"}"#), None);
        assert_eq!(folder(r#"{"Bucket.$": "$.b"}"#), None);
    }
}
