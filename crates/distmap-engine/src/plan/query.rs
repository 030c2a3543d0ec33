//! The compiled fields that read data, in either query language.

use distmap_eval::{EvalError, Expression, JsonataExpr, Path, ReferencePath, Scope};
use serde_json::Value;

/// A path, an intrinsic function or a JSONata expression.
#[derive(Debug)]
pub(crate) enum Query {
    Path(Expression),
    Jsonata(JsonataExpr),
}

impl Query {
    /// The value in `scope`.
    pub(crate) fn eval(&self, scope: &Scope<'_>) -> Result<Value, EvalError> {
        match self {
            Self::Path(expression) => Ok(expression.evaluate(scope)?.into_owned()),
            Self::Jsonata(expression) => expression.evaluate(scope),
        }
    }

    /// Whether it is JSONPath's: a path or an intrinsic function.
    pub(crate) fn is_path(&self) -> bool {
        matches!(self, Self::Path(_))
    }

    /// The expression as written.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Path(expression) => expression.text(),
            Self::Jsonata(expression) => expression.source(),
        }
    }
}

/// `InputPath`, `OutputPath`.
#[derive(Debug, Default)]
pub(crate) enum PathField {
    /// `$`, or absent.
    #[default]
    Identity,
    /// `null`: an empty object.
    Null,
    /// Anything else.
    Path(Path),
}

/// `ResultPath`.
#[derive(Debug, Default)]
pub(crate) enum ResultPath {
    /// `$`, or absent: the result replaces the input.
    #[default]
    Replace,
    /// `null`: the input stays.
    Discard,
    /// The result goes into the input.
    Into(ReferencePath),
}

/// A text given literally or computed.
#[derive(Debug)]
pub(crate) enum Text {
    Literal(String),
    Query(Query),
}
