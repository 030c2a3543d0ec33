//! Apache Parquet: a row is an object under the columns' names.

use parquet::file::reader::SerializedFileReader;
use parquet::record::reader::RowIter;
use serde_json::Value;

use super::stream::Stream;
use super::{failed, records::PAGE};
use crate::error::StateError;

/// The rows of an object. The format is read from its end, so the packed object is held whole;
/// its rows are unpacked group by group.
pub(super) struct Parquet {
    rows: RowIter<'static>,
}

impl Parquet {
    pub(super) async fn open(stream: Stream) -> Result<Self, StateError> {
        let bytes = stream.whole().await?;
        let file = SerializedFileReader::new(bytes).map_err(broken)?;
        Ok(Self { rows: RowIter::from_file_into(Box::new(file)) })
    }

    /// The next rows, none at the end.
    pub(super) fn next_rows(&mut self) -> Result<Vec<Value>, StateError> {
        let mut page = Vec::new();
        for row in self.rows.by_ref().take(PAGE) {
            page.push(row.map_err(broken)?.to_json_value());
        }
        Ok(page)
    }
}

fn broken(error: parquet::errors::ParquetError) -> StateError {
    failed(format!("the Parquet file cannot be read: {error}"))
}
