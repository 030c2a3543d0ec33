#![doc = include_str!("../README.md")]

mod directory;
mod error;
mod folder;
mod generator;
mod manifest;
mod template;
mod upload;
mod write;

pub use error::{Error, Result};
pub use folder::{LocalFile, list_folder};
pub use generator::{Generator, Layout, Settings};
pub use manifest::{Entry, MANIFEST, read_manifest};
pub use template::Template;
pub use upload::{Remote, Spread, UploadPlan};
pub use write::{Cancel, Progress, Report, generate};
