//! The records of one object, in whichever format it is written.

use std::sync::Arc;

use distmap_asl::ReaderConfig;

use super::csv::Csv;
use super::json::Json;
use super::lines::JsonLines;
#[cfg(feature = "parquet")]
use super::parquet::Parquet;
use super::stream::Stream;
use super::{failed, source_of};
use crate::error::StateError;
use crate::map_run::Item;
use crate::ports::Objects;

/// How many records make a page.
pub(super) const PAGE: usize = 256;

/// An object's records.
pub(super) struct Records {
    format: Format,
    source: Arc<str>,
}

enum Format {
    Json(Json),
    JsonLines(JsonLines),
    Csv(Box<Csv>),
    #[cfg(feature = "parquet")]
    Parquet(Box<Parquet>),
}

impl Records {
    /// Opens an object in the format that `config` names.
    pub(super) async fn open(
        objects: Arc<dyn Objects>,
        bucket: &str,
        key: &str,
        config: &ReaderConfig,
    ) -> Result<Self, StateError> {
        let stream = Stream::open(objects, bucket, key).await?;
        let format = match config.input_type.as_deref().unwrap_or("JSON") {
            "JSON" => Format::Json(Json::open(stream, config.items_pointer.as_deref()).await?),
            "JSONL" => Format::JsonLines(JsonLines::new(stream)),
            "CSV" => Format::Csv(Box::new(Csv::open(stream, config).await?)),
            #[cfg(feature = "parquet")]
            "PARQUET" => Format::Parquet(Box::new(Parquet::open(stream).await?)),
            #[cfg(not(feature = "parquet"))]
            "PARQUET" => {
                return Err(failed("this build reads no PARQUET: turn on the feature `parquet`"));
            }
            other => return Err(failed(format!("unknown InputType: {other}"))),
        };
        Ok(Self { format, source: source_of(bucket, key) })
    }

    /// The next records, `None` at the end.
    pub(super) async fn next_page(&mut self) -> Result<Option<Vec<Item>>, StateError> {
        let items: Vec<Item> = match &mut self.format {
            Format::Json(json) => json.next_items().await?,
            Format::JsonLines(lines) => {
                lines.next_values().await?.into_iter().map(Item::new).collect()
            }
            Format::Csv(csv) => csv.next_rows().await?.into_iter().map(Item::new).collect(),
            #[cfg(feature = "parquet")]
            Format::Parquet(parquet) => parquet.next_rows()?.into_iter().map(Item::new).collect(),
        };
        if items.is_empty() {
            return Ok(None);
        }
        Ok(Some(items.into_iter().map(|item| item.from(self.source.clone())).collect()))
    }
}
