//! Result writers: what a Map Run leaves in a bucket.

/// `ResultWriter`, evaluated.
#[derive(Clone, Debug)]
pub struct WriterSpec {
    /// `Bucket`; `None` where only `WriterConfig` stands, which shapes the state's own output.
    pub bucket: Option<String>,
    /// `Prefix`.
    pub prefix: String,
    /// `WriterConfig.Transformation`: NONE, COMPACT, FLATTEN.
    pub transformation: Option<String>,
    /// `WriterConfig.OutputType`: JSON, JSONL.
    pub output_type: Option<String>,
}
