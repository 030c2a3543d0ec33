//! Item readers: the sources of a Distributed Map's items.
//!
//! A `Reader` hands out items page by page, in the order of the data set, and holds no more of it
//! than a page and the piece of a file that is being cut into items. What a reader meets that it
//! cannot read is `States.ItemReaderFailed`
//! (<https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html>).

mod csv;
mod files;
mod json;
mod lines;
mod listing;
#[cfg(feature = "parquet")]
mod parquet;
mod records;
mod stream;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use distmap_asl::ReaderConfig;
use serde_json::Value;

use crate::error::StateError;
use crate::map_run::Item;
use crate::ports::{Objects, ServiceError};
use files::Files;
use listing::Listing;
use records::Records;

/// `ItemReader`, evaluated.
#[derive(Clone, Debug)]
pub struct ReaderSpec {
    /// The resource, such as `arn:aws:states:::s3:listObjectsV2`.
    pub resource: String,
    /// `Parameters` or `Arguments`, evaluated: `Bucket`, `Key`, `Prefix`.
    pub arguments: Value,
    /// `ReaderConfig` as written; `max_items` below replaces its own.
    pub config: ReaderConfig,
    /// `MaxItems`, evaluated; `None` and 0 are no limit, a negative one is refused.
    pub max_items: Option<i64>,
}

/// A data set being read.
pub(crate) struct Reader {
    source: Source,
    /// How many items may still be handed out.
    left: u64,
    /// The index of the next item.
    index: u64,
}

enum Source {
    Listing(Listing),
    Records(Box<Records>),
    Files(Box<Files>),
}

impl Reader {
    /// Opens the data set that `spec` names.
    pub(crate) async fn open(
        objects: Arc<dyn Objects>,
        spec: &ReaderSpec,
    ) -> Result<Self, StateError> {
        let left = match spec.max_items.unwrap_or(0) {
            0 => u64::MAX,
            n => u64::try_from(n).map_err(|_| failed("field MaxItems must be positive"))?,
        };
        let location = Location::new(spec)?;
        let config = &spec.config;
        let source = match action(&spec.resource) {
            "listObjectsV2" => {
                let listing = Listing::new(objects.clone(), &location);
                match config.transformation.as_deref() {
                    Some("LOAD_AND_FLATTEN") => Source::Files(Box::new(Files::listed(
                        objects,
                        listing,
                        location.bucket,
                        config.clone(),
                    ))),
                    _ => Source::Listing(listing),
                }
            }
            "getObject" => {
                let key = location.key()?;
                match (config.input_type.as_deref(), config.manifest_type.as_deref()) {
                    (_, Some("ATHENA_DATA")) => Source::Files(Box::new(
                        Files::athena(objects, &location.bucket, key, config.clone()).await?,
                    )),
                    (Some("MANIFEST"), _) => Source::Files(Box::new(
                        Files::inventory(objects, &location.bucket, key, config).await?,
                    )),
                    _ => Source::Records(Box::new(
                        Records::open(objects, &location.bucket, key, config).await?,
                    )),
                }
            }
            other => return Err(failed(format!("the item reader cannot call s3:{other}"))),
        };
        Ok(Self { source, left, index: 0 })
    }

    /// The next items, `None` at the end. A page is never empty.
    pub(crate) async fn next_page(&mut self) -> Result<Option<Vec<Item>>, StateError> {
        if self.left == 0 {
            return Ok(None);
        }
        let page = match &mut self.source {
            Source::Listing(listing) => listing.next_page().await?,
            Source::Records(records) => records.next_page().await?,
            Source::Files(files) => files.next_page().await?,
        };
        let Some(mut page) = page else { return Ok(None) };
        page.truncate(usize::try_from(self.left).unwrap_or(usize::MAX));
        self.left -= page.len() as u64;
        for item in &mut page {
            item.index = self.index;
            self.index += 1;
        }
        Ok(Some(page))
    }
}

/// Where a data set lies.
struct Location {
    bucket: String,
    key: Option<String>,
    prefix: String,
}

impl Location {
    fn new(spec: &ReaderSpec) -> Result<Self, StateError> {
        let text = |name: &str| spec.arguments.get(name).and_then(Value::as_str).map(str::to_owned);
        Ok(Self {
            bucket: text("Bucket").ok_or_else(|| failed("the item reader needs a Bucket"))?,
            key: text("Key"),
            prefix: text("Prefix").unwrap_or_default(),
        })
    }

    fn key(&self) -> Result<&str, StateError> {
        self.key.as_deref().ok_or_else(|| failed("the item reader needs a Key"))
    }
}

/// The part of a resource after its last colon: `listObjectsV2` or `getObject`.
fn action(resource: &str) -> &str {
    resource.rsplit(':').next().unwrap_or(resource)
}

/// `States.ItemReaderFailed`.
fn failed(cause: impl Into<String>) -> StateError {
    StateError::new("States.ItemReaderFailed", cause)
}

/// What S3 refused, as a reader's failure.
fn refused(error: ServiceError) -> StateError {
    StateError::of_s3("States.ItemReaderFailed", &error)
}

/// `S3://bucket/key`, the Context Object's `Map.Item.Source` of records.
fn source_of(bucket: &str, key: &str) -> Arc<str> {
    format!("S3://{bucket}/{key}").into()
}
