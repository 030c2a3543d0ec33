#![doc = include_str!("../README.md")]

mod auth;
mod batch;
mod connector;
mod embedded;
mod endpoint;
mod iam;
mod listener;
mod logs;
mod model;
mod policy;
mod protocol;
mod s3;
mod service;
pub mod sfn;
mod sns;
mod sqs;
mod unsigned;
mod wire;

pub use auth::Credentials;
pub use embedded::{Embedded, EmbeddedError};
pub use endpoint::Endpoint;
pub use listener::{ListenOptions, Server};
pub use protocol::ApiError;
pub use service::HttpService;

/// A request's or an answer's body.
pub use s3s::Body;

/// A service and what of it is here.
#[derive(Clone, Debug)]
pub struct ServiceOperations {
    /// Its name.
    pub service: &'static str,
    /// The operations that are here, in alphabetical order.
    pub here: Vec<&'static str>,
    /// AWS's operations that answer `NotImplemented`; of S3 they are not listed.
    pub missing: Vec<&'static str>,
}

/// What each service answers: the table of the guide.
pub fn operations() -> Vec<ServiceOperations> {
    let by_model = |service, here: &[&'static str], all: &[&'static str]| ServiceOperations {
        service,
        here: here.to_vec(),
        missing: all.iter().copied().filter(|name| !here.contains(name)).collect(),
    };
    vec![
        ServiceOperations { service: "S3", here: s3::operations(), missing: Vec::new() },
        by_model("SNS", sns::OPERATIONS, model::sns::SERVICE.all),
        by_model("SQS", sqs::OPERATIONS, model::sqs::SERVICE.all),
        by_model("Step Functions", sfn::OPERATIONS, model::sfn::SERVICE.all),
        by_model("IAM", iam::OPERATIONS, model::iam::SERVICE.all),
        by_model("CloudWatch Logs", logs::OPERATIONS, model::logs::SERVICE.all),
        by_model("STS", &["GetCallerIdentity"], model::sts::SERVICE.all),
    ]
}
