//! What a definition is to process: the assumptions of an estimate.

/// How EXPRESS duration is priced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DurationPrice {
    /// As billed: rounded up to 100 ms and 64 MB, with the tiers of the price page.
    #[default]
    Tiers,
    /// As in AWS's own worked examples: $1.042e-7 for each 100 ms and 64 MB.
    FlatSteps,
    /// As in AWS's shorter examples: $0.00001667 for each GB-second of unrounded memory, 50 MB being 0.05 GB.
    FlatGbSeconds,
}

/// The assumptions of an estimate. Every field has a default that the text of an estimate can name.
#[derive(Clone, Debug, PartialEq)]
pub struct Workload {
    /// Objects (or records of the file) that the first reader reads.
    pub objects: u64,
    /// Mean size of an object, in bytes.
    pub object_bytes: u64,
    /// Mean size of an item of a listing, as JSON, in bytes.
    pub item_bytes: u64,
    /// Items of an array that the definition takes from its input, or of a list that a child reads itself.
    pub array_items: u64,
    /// The Region, such as `us-east-1`.
    pub region: String,
    /// Prefixes that the objects are spread over: S3's rates are per prefix.
    pub prefixes: u32,
    /// Seconds that a child without Map Runs of its own takes; from the latencies of its tasks where absent.
    pub child_seconds: Option<f64>,
    /// Seconds of a `GetObject` or `HeadObject`.
    pub get_seconds: f64,
    /// Seconds of a `PutObject`.
    pub put_seconds: f64,
    /// Seconds of a page of a listing.
    pub list_seconds: f64,
    /// Seconds of a publish.
    pub publish_seconds: f64,
    /// Seconds of any other task.
    pub task_seconds: f64,
    /// Share of a task's calls that fail and are tried again where the definition has a Retry, 0 to 1.
    pub retried_share: f64,
    /// Share of the objects that fail for good, 0 to 1.
    pub failed_share: f64,
    /// How EXPRESS duration is priced.
    pub duration_price: DurationPrice,
}

impl Workload {
    /// `objects` objects of 300 bytes under one prefix in us-east-1, nothing failing.
    #[must_use]
    pub fn new(objects: u64) -> Self {
        Self {
            objects,
            object_bytes: 300,
            item_bytes: 170,
            array_items: 10,
            region: "us-east-1".to_owned(),
            prefixes: 1,
            child_seconds: None,
            get_seconds: 0.03,
            put_seconds: 0.05,
            list_seconds: 0.03,
            publish_seconds: 0.03,
            task_seconds: 0.1,
            retried_share: 0.0,
            failed_share: 0.0,
            duration_price: DurationPrice::default(),
        }
    }
}
