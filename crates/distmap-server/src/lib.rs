#![doc = include_str!("../README.md")]

mod auth;
mod batch;
mod connector;
mod embedded;
mod endpoint;
mod listener;
mod model;
mod protocol;
mod s3;
mod service;
pub mod sfn;
mod sns;
mod sqs;

pub use auth::Credentials;
pub use embedded::{Embedded, EmbeddedError};
pub use endpoint::Endpoint;
pub use listener::{ListenOptions, Server};
pub use protocol::ApiError;
pub use service::HttpService;

/// A request's or an answer's body.
pub use s3s::Body;

/// The operations that are here, by service, in alphabetical order: the table of the README.
pub fn operations() -> [(&'static str, &'static [&'static str]); 5] {
    [
        ("S3", s3::OPERATIONS),
        ("SNS", sns::OPERATIONS),
        ("SQS", sqs::OPERATIONS),
        ("Step Functions", sfn::OPERATIONS),
        ("STS", &["GetCallerIdentity"]),
    ]
}
