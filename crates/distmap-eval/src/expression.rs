//! What may stand where a path is asked for: a path, or an intrinsic function.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::error::{CompileError, EvalError};
use crate::intrinsic::Call;
use crate::path::Path;
use crate::scope::Scope;

/// A path or an intrinsic function: the value of a `.$` field, of `ErrorPath` and `CausePath`.
///
/// ```
/// use distmap_eval::{Expression, Scope, Variables};
/// use serde_json::json;
///
/// let input = json!({"name": "Ada"});
/// let (context, variables) = (json!({}), Variables::new());
/// let scope = Scope::new(&input, &context, &variables);
///
/// let greeting = Expression::compile("States.Format('Hello {}', $.name)")?;
/// assert_eq!(greeting.evaluate(&scope)?.into_owned(), json!("Hello Ada"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Expression(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Path(Path),
    Call(Box<Call>),
}

impl Expression {
    /// Compiles a path or an intrinsic function.
    ///
    /// # Errors
    /// Text that is neither, an unknown function, more than ten functions in one another.
    pub fn compile(text: &str) -> Result<Self, CompileError> {
        Ok(Self(if text.starts_with("States.") {
            Kind::Call(Box::new(Call::compile(text)?))
        } else {
            Kind::Path(Path::compile(text)?)
        }))
    }

    /// The expression as written.
    pub fn text(&self) -> &str {
        match &self.0 {
            Kind::Path(path) => path.text(),
            Kind::Call(call) => call.text(),
        }
    }

    /// The path, if it is one.
    pub fn as_path(&self) -> Option<&Path> {
        match &self.0 {
            Kind::Path(path) => Some(path),
            Kind::Call(_) => None,
        }
    }

    /// The path and the object of a call `States.JsonMerge(States.StringToJson(path), object, false)`, whose
    /// result can be had by [`distmap_transform::Patch`] too.
    pub fn as_merge(&self) -> Option<(&Path, &Map<String, Value>)> {
        match &self.0 {
            Kind::Path(_) => None,
            Kind::Call(call) => call.as_merge(),
        }
    }

    /// Whether the expression reads the Context Object.
    pub fn reads_context(&self) -> bool {
        match &self.0 {
            Kind::Path(path) => path.reads_context(),
            Kind::Call(call) => call.reads_context(),
        }
    }

    /// Whether a path of the expression starts at `$`.
    pub(crate) fn reads_data(&self) -> bool {
        match &self.0 {
            Kind::Path(path) => path.reads_data(),
            Kind::Call(call) => call.reads_data(),
        }
    }

    /// The value, with the errors of a field that stands by itself ("Invalid path '$.x' : ...").
    pub fn evaluate<'a>(&self, scope: &Scope<'a>) -> Result<Cow<'a, Value>, EvalError> {
        match &self.0 {
            Kind::Path(path) => path.resolve(scope),
            Kind::Call(call) => call.evaluate(scope).map(Cow::Owned),
        }
    }

    /// The value, with the errors of a payload template's field ("The JSONPath '$.x' specified for the field 'y.$' ...").
    pub(crate) fn evaluate_field(
        &self,
        scope: &Scope<'_>,
        field: &str,
    ) -> Result<Value, EvalError> {
        match &self.0 {
            Kind::Path(path) => match path.select(scope) {
                Ok(found) => Ok(found.into_owned()),
                // Measured at AWS: an index past the end gives null here, and here only.
                Err(error) if error.is_past_the_end() => Ok(Value::Null),
                Err(_) => Err(EvalError::runtime(format!(
                    "The JSONPath '{}' specified for the field '{field}' could not be found in the input '{}'",
                    path.text(),
                    path.source(scope)
                ))),
            },
            Kind::Call(call) => call.evaluate(scope),
        }
    }

    /// The value, if the expression gives the same whatever the scope is.
    pub(crate) fn constant(&self) -> Option<Value> {
        match &self.0 {
            Kind::Path(_) => None,
            Kind::Call(call) => call.constant(),
        }
    }
}
