#![doc = include_str!("../README.md")]

mod config;
mod context;
mod error;
mod expression;
mod kind;
mod options;
pub mod output;
pub mod pv;
mod run;
mod stack_reference;
mod value;

/// The provider's resources and functions, generated from the schema in `schema/`.
#[rustfmt::skip]
mod generated;

/// What the generated code stands on.
mod prelude {
    pub(crate) use std::collections::BTreeMap;

    pub(crate) use serde_json::Value;

    pub(crate) use crate::context::{Context, Inputs, Registration, Resource, part, set};
    pub(crate) use crate::kind::{Kind, Typed};
    pub(crate) use crate::options::{InvokeOptions, ResourceOptions};
    pub(crate) use crate::output::{IntoInput, Output};
    pub(crate) use crate::types;
    pub(crate) use crate::value::{AssetOrArchive, PropertyValue};
}

pub use config::Config;
pub use context::{Context, Resource};
pub use error::{ConfigError, Error, ProgramError, Result};
pub use generated::*;
pub use kind::{CastTo, Kind, Typed};
pub use options::{Alias, CustomTimeouts, InvokeOptions, ResourceOptions};
pub use output::{Output, PropIndex};
pub use run::{RunSettings, render, run};
pub use stack_reference::StackReference;
pub use value::{Archive, Asset, AssetOrArchive, IntoPropertyValue, PropertyMap, PropertyValue};
