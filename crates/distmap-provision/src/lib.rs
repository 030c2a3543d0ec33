#![doc = include_str!("../README.md")]

pub mod iam;
pub mod pulumi;
#[cfg(feature = "sdk")]
pub mod sdk;
pub mod stack;

pub use stack::{NameError, Names, Options, Stack};
