//! Delimited text: a row is an object of texts under the headers.

use csv_core::{ReadRecordResult, ReaderBuilder};
use distmap_asl::ReaderConfig;
use serde_json::{Map, Value};

use super::stream::Stream;
use super::{failed, records::PAGE};
use crate::error::StateError;

/// The most that the headers may be
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html>).
const MAX_HEADERS: usize = 10 << 10;

/// The rows of an object. Missing cells are empty texts, cells beyond the headers are dropped.
pub(super) struct Csv {
    rows: Rows,
    headers: Vec<String>,
}

impl Csv {
    pub(super) async fn open(stream: Stream, config: &ReaderConfig) -> Result<Self, StateError> {
        let delimiter = match config.csv_delimiter.as_deref() {
            None | Some("COMMA") => b',',
            Some("PIPE") => b'|',
            Some("SEMICOLON") => b';',
            Some("SPACE") => b' ',
            Some("TAB") => b'\t',
            Some(other) => return Err(failed(format!("unknown CSVDelimiter: {other}"))),
        };
        let mut rows = Rows::new(stream, delimiter);
        let headers = match (config.csv_header_location.as_deref(), &config.csv_headers) {
            (Some("GIVEN"), Some(given)) => given.clone(),
            (Some("GIVEN"), None) => {
                return Err(failed("CSVHeaderLocation GIVEN needs CSVHeaders"));
            }
            _ => rows.next().await?.unwrap_or_default(),
        };
        if headers.iter().map(String::len).sum::<usize>() > MAX_HEADERS {
            return Err(failed("CSV headers cannot exceed 10 KiB."));
        }
        let mut seen = std::collections::HashSet::new();
        if !headers.iter().all(|name| seen.insert(name)) {
            return Err(failed("CSV headers cannot contain duplicates."));
        }
        Ok(Self { rows, headers })
    }

    /// The next rows, none at the end.
    pub(super) async fn next_rows(&mut self) -> Result<Vec<Value>, StateError> {
        let mut page = Vec::new();
        while page.len() < PAGE {
            let Some(cells) = self.rows.next().await? else { break };
            let mut cells = cells.into_iter();
            let row: Map<String, Value> = self
                .headers
                .iter()
                .map(|name| (name.clone(), Value::String(cells.next().unwrap_or_default())))
                .collect();
            page.push(Value::Object(row));
        }
        Ok(page)
    }
}

/// Records of cells, read by a parser that is fed piece by piece.
struct Rows {
    stream: Stream,
    parser: csv_core::Reader,
    input: Vec<u8>,
    position: usize,
    ended: bool,
    /// The record's cells one after another, and where each ends.
    output: Vec<u8>,
    ends: Vec<usize>,
}

impl Rows {
    fn new(stream: Stream, delimiter: u8) -> Self {
        Self {
            stream,
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            input: Vec::new(),
            position: 0,
            ended: false,
            output: vec![0; 1 << 10],
            ends: vec![0; 1 << 6],
        }
    }

    async fn next(&mut self) -> Result<Option<Vec<String>>, StateError> {
        let (mut written, mut cells) = (0, 0);
        loop {
            // An empty input tells the parser that the text has ended.
            if self.position == self.input.len() && !self.ended {
                self.input.clear();
                self.position = 0;
                self.ended = !self.stream.read_more(&mut self.input).await?;
            }
            let (result, read, wrote, ended) = self.parser.read_record(
                &self.input[self.position..],
                &mut self.output[written..],
                &mut self.ends[cells..],
            );
            self.position += read;
            written += wrote;
            cells += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return Ok(Some(self.cells(cells))),
                ReadRecordResult::End => return Ok(None),
            }
            // Empty cells take no bytes, but room for their ends.
            if written.max(cells) > MAX_ROW {
                return Err(failed(format!("a row is longer than {MAX_ROW} bytes")));
            }
        }
    }

    fn cells(&self, count: usize) -> Vec<String> {
        let mut from = 0;
        self.ends[..count]
            .iter()
            .map(|end| {
                let cell = String::from_utf8_lossy(&self.output[from..*end]).into_owned();
                from = *end;
                cell
            })
            .collect()
    }
}

/// The longest row that is read: an unclosed quote must not draw the whole file into memory.
const MAX_ROW: usize = 16 << 20;
