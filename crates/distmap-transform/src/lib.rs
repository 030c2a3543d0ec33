#![doc = include_str!("../README.md")]

mod error;
mod json;
mod patch;
mod scan;

pub use error::{ErrorKind, TransformError};
pub use json::{json_merge, string_to_json};
pub use patch::{Patch, SPLICED_DEPTH};
