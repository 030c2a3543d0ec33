#![doc = include_str!("../README.md")]

pub mod builder;
pub mod diagnostic;
pub mod graph;
mod json;
pub mod lint;
mod locate;
pub mod model;
mod parse;
mod render;
mod validate;
mod variables;
pub mod walk;
pub mod workflow;

pub use diagnostic::{Diagnostic, Pointer, Segment, Severity};
pub use json::{JsonError, MAX_DEFINITION_BYTES, parse_json, parse_json_bytes};
pub use locate::{Location, locate};
pub use model::*;
pub use parse::{ParseError, parse, parse_bytes};
pub use validate::{
    TESTED_STATE, create_error, json_problem, json_refusal, validate, validate_state,
    validate_value,
};
pub use variables::variable_references;
