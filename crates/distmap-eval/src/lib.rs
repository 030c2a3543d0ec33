#![doc = include_str!("../README.md")]

mod condition;
mod error;
mod expression;
mod intrinsic;
mod jsonata;
mod number;
mod path;
mod scope;
mod template;
mod text;
pub mod timestamp;
mod variables;

pub use condition::Condition;
pub use error::{CompileError, EvalError, names};
pub use expression::Expression;
pub use jsonata::{JsonataExpr, Kind};
pub use path::{Path, PathError, ReferencePath};
pub use scope::{Context, Document, Scope};
pub use template::{Member, Template};
pub use variables::{MAX_VARIABLE_BYTES, MAX_VARIABLES_BYTES, Variables};

/// Compiled definitions are shared between the threads of an engine.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<(Template, Condition, Expression, ReferencePath, JsonataExpr, Variables)>();
};
