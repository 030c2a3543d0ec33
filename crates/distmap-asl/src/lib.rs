//! Amazon States Language: model, parser, builder, renderer, checks, lints and graph.

pub mod builder;
pub mod diagnostic;
mod json;
mod locate;
pub mod model;
mod parse;
mod render;
pub mod workflow;

pub use diagnostic::{Diagnostic, Pointer, Segment, Severity};
pub use json::{JsonError, MAX_DEFINITION_BYTES, parse_json, parse_json_bytes};
pub use locate::{Location, locate};
pub use model::*;
pub use parse::{ParseError, parse, parse_bytes};
