//! Item readers: the sources of a Distributed Map's items.

use distmap_asl::ReaderConfig;
use serde_json::Value;

/// `ItemReader`, evaluated.
#[derive(Clone, Debug)]
pub struct ReaderSpec {
    /// The resource, such as `arn:aws:states:::s3:listObjectsV2`.
    pub resource: String,
    /// `Parameters` or `Arguments`, evaluated: `Bucket`, `Key`, `Prefix`.
    pub arguments: Value,
    /// `ReaderConfig` as written; `max_items` below replaces its own.
    pub config: ReaderConfig,
    /// `MaxItems`, evaluated; `None` and 0 are no limit.
    pub max_items: Option<u64>,
}
