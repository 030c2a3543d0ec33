//! Result writers: what a Map Run leaves in a bucket, and how it shapes its own output.
//!
//! <https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html>

mod entry;
mod files;

pub(crate) use entry::Entry;
pub(crate) use files::ResultFiles;

/// `ResultWriter`, evaluated.
#[derive(Clone, Debug, Default)]
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

/// `WriterConfig.Transformation`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transformation {
    /// The whole record of each child.
    None,
    /// The output of each child.
    Compact,
    /// The output of each child, an array's elements one by one.
    Flatten,
}

impl WriterSpec {
    /// The transformation; without one files hold whole records, and states get outputs.
    pub(crate) fn transformation(&self) -> Transformation {
        match self.transformation.as_deref() {
            Some("COMPACT") => Transformation::Compact,
            Some("FLATTEN") => Transformation::Flatten,
            Some(_) => Transformation::None,
            None if self.bucket.is_some() => Transformation::None,
            None => Transformation::Compact,
        }
    }

    fn lines(&self) -> bool {
        self.output_type.as_deref() == Some("JSONL")
    }
}
