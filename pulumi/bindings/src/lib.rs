#![doc = include_str!("../README.md")]

mod config;
mod output;
mod program;

/// The provider's resources and functions, generated from the schema in `schema/`.
#[rustfmt::skip]
mod generated;

/// What the generated code stands on.
mod prelude {
    pub(crate) use std::collections::BTreeMap;

    pub(crate) use serde_json::{Map, Value};

    pub(crate) use crate::output::{Asset, IntoValue, Output, set, set_some};
    pub(crate) use crate::program::{InvokeRef, Program, ResourceOptions, ResourceRef};
}

pub use config::{Config, ConfigError};
pub use generated::*;
pub use output::{Asset, IntoValue, Output};
pub use program::{InvokeRef, Program, ProgramError, ResourceOptions, ResourceRef};
