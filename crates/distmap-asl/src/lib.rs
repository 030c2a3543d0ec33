//! Amazon States Language: model, parser, builder, renderer, checks, lints and graph.

pub mod model;
pub use model::*;
