#![doc = include_str!("../README.md")]

mod alarms;
mod configuration;
mod resources;
mod sdk;
mod texts;

pub use configuration::{Alarms, Configuration, KEYS, KeyError};
pub use resources::program;
