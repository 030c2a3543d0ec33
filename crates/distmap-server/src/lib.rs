#![doc = include_str!("../README.md")]

mod auth;
mod connector;
mod embedded;
mod endpoint;
mod listener;
mod model;
mod protocol;
mod s3;
mod service;
pub mod sfn;

pub use auth::Credentials;
pub use embedded::{Embedded, EmbeddedError};
pub use endpoint::Endpoint;
pub use listener::{ListenOptions, Server};
pub use protocol::ApiError;
pub use service::HttpService;

/// A request's or an answer's body.
pub use s3s::Body;
