//! S3, SNS, SQS and Step Functions over the AWS protocols, on the distmap engine and store.

mod model;
mod protocol;
pub mod sfn;

pub use protocol::ApiError;
