//! Intrinsic functions: `States.Format('{}', $.name)`.
//!
//! See <https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html>.

mod array;
mod encoding;
mod format;
mod json;
mod math;
mod parse;

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::error::{CompileError, EvalError, names};
use crate::path::Path;
use crate::scope::Scope;

pub(crate) use encoding::digest;

/// A whole call, as it stands in a definition.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    text: String,
    node: Node,
}

/// One function with its arguments.
#[derive(Clone, Debug)]
struct Node {
    function: Function,
    arguments: Vec<Argument>,
}

#[derive(Clone, Debug)]
enum Argument {
    Literal(Value),
    /// The first argument of `States.Format`, split at its `{}`.
    Template(format::Template),
    Path(Path),
    Call(Node),
}

/// The functions that exist, each with the number of arguments it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    Format,
    StringToJson,
    JsonToString,
    Array,
    ArrayPartition,
    ArrayContains,
    ArrayRange,
    ArrayGetItem,
    ArrayLength,
    ArrayUnique,
    Base64Encode,
    Base64Decode,
    Hash,
    JsonMerge,
    MathRandom,
    MathAdd,
    StringSplit,
    Uuid,
}

impl Function {
    const ALL: [(&'static str, Function, std::ops::RangeInclusive<usize>); 18] = [
        ("States.Format", Function::Format, 1..=usize::MAX),
        ("States.StringToJson", Function::StringToJson, 1..=1),
        ("States.JsonToString", Function::JsonToString, 1..=1),
        ("States.Array", Function::Array, 0..=usize::MAX),
        ("States.ArrayPartition", Function::ArrayPartition, 2..=2),
        ("States.ArrayContains", Function::ArrayContains, 2..=2),
        ("States.ArrayRange", Function::ArrayRange, 3..=3),
        ("States.ArrayGetItem", Function::ArrayGetItem, 2..=2),
        ("States.ArrayLength", Function::ArrayLength, 1..=1),
        ("States.ArrayUnique", Function::ArrayUnique, 1..=1),
        ("States.Base64Encode", Function::Base64Encode, 1..=1),
        ("States.Base64Decode", Function::Base64Decode, 1..=1),
        ("States.Hash", Function::Hash, 2..=2),
        ("States.JsonMerge", Function::JsonMerge, 3..=3),
        ("States.MathRandom", Function::MathRandom, 2..=3),
        ("States.MathAdd", Function::MathAdd, 2..=2),
        ("States.StringSplit", Function::StringSplit, 2..=2),
        ("States.UUID", Function::Uuid, 0..=0),
    ];

    /// Whether the same arguments always give the same value.
    fn is_pure(self) -> bool {
        !matches!(self, Function::Uuid | Function::MathRandom)
    }
}

/// Why a function refused its arguments; the caller puts the function's text around it.
struct Refusal(String);

impl Refusal {
    fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

/// What went wrong inside of a call.
enum Failure {
    Refused(Refusal),
    NotFound { path: String, input: String },
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused(refusal)
    }
}

impl Call {
    /// Compiles `States.Name(...)`; arguments that are constant are evaluated here.
    pub(crate) fn compile(text: &str) -> Result<Self, CompileError> {
        Ok(Self { text: text.to_owned(), node: parse::call(text)?.folded() })
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn reads_context(&self) -> bool {
        self.node.any_path(&Path::reads_context)
    }

    pub(crate) fn reads_data(&self) -> bool {
        self.node.any_path(&Path::reads_data)
    }

    /// The path and the patch of `States.JsonMerge(States.StringToJson(path), patch, false)`.
    pub(crate) fn as_merge(&self) -> Option<(&Path, &Map<String, Value>)> {
        let Node { function: Function::JsonMerge, arguments } = &self.node else { return None };
        match arguments.as_slice() {
            [
                Argument::Call(Node { function: Function::StringToJson, arguments: text }),
                Argument::Literal(Value::Object(patch)),
                Argument::Literal(Value::Bool(false)),
            ] => match text.as_slice() {
                [Argument::Path(path)] => Some((path, patch)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The value, if it depends on nothing. A call that is sure to fail stays a call, and fails when it runs.
    pub(crate) fn constant(&self) -> Option<Value> {
        self.node.constant()
    }

    /// # Errors
    /// `States.IntrinsicFailure` for arguments that the function refuses, `States.Runtime` for a path that finds nothing.
    pub(crate) fn evaluate(&self, scope: &Scope<'_>) -> Result<Value, EvalError> {
        self.node.evaluate(scope).map_err(|failure| match failure {
            Failure::Refused(Refusal(reason)) => EvalError::new(
                names::INTRINSIC_FAILURE,
                format!("The function '{}' had the following error: {reason}", self.text),
            ),
            Failure::NotFound { path, input } => EvalError::runtime(format!(
                "The function '{}' had the following error: The JsonPath argument for the field '{path}' could not be \
                 found in the input '{input}'",
                self.text
            )),
        })
    }
}

impl Node {
    /// The same call with constant arguments evaluated.
    fn folded(self) -> Self {
        let arguments = self
            .arguments
            .into_iter()
            .map(|argument| match argument {
                Argument::Call(node) => {
                    let node = node.folded();
                    match node.constant() {
                        Some(value) => Argument::Literal(value),
                        None => Argument::Call(node),
                    }
                }
                other => other,
            })
            .collect();
        Self { arguments, ..self }
    }

    fn constant(&self) -> Option<Value> {
        let settled = |argument: &Argument| match argument {
            Argument::Literal(_) | Argument::Template(_) => true,
            Argument::Path(_) => false,
            Argument::Call(node) => node.constant().is_some(),
        };
        if !self.function.is_pure() || !self.arguments.iter().all(settled) {
            return None;
        }
        let nothing = Value::Null;
        let variables = crate::Variables::new();
        self.evaluate(&Scope::new(&nothing, &nothing, &variables)).ok()
    }

    fn any_path(&self, wanted: &dyn Fn(&Path) -> bool) -> bool {
        self.arguments.iter().any(|argument| match argument {
            Argument::Path(path) => wanted(path),
            Argument::Call(node) => node.any_path(wanted),
            Argument::Literal(_) | Argument::Template(_) => false,
        })
    }

    fn evaluate(&self, scope: &Scope<'_>) -> Result<Value, Failure> {
        if let (Function::Format, Some(Argument::Template(template))) =
            (self.function, self.arguments.first())
        {
            let values = values(&self.arguments[1..], scope)?;
            return Ok(template.fill(&values)?);
        }
        let values = values(&self.arguments, scope)?;
        Ok(apply(self.function, values)?)
    }
}

fn values<'v>(
    arguments: &'v [Argument],
    scope: &Scope<'v>,
) -> Result<Vec<Cow<'v, Value>>, Failure> {
    arguments
        .iter()
        .map(|argument| match argument {
            Argument::Literal(value) => Ok(Cow::Borrowed(value)),
            Argument::Template(template) => Ok(Cow::Owned(template.text().into())),
            Argument::Path(path) => path.select(scope).map_err(|_| Failure::NotFound {
                path: path.text().to_owned(),
                input: path.source(scope),
            }),
            Argument::Call(node) => node.evaluate(scope).map(Cow::Owned),
        })
        .collect()
}

fn apply(function: Function, arguments: Vec<Cow<'_, Value>>) -> Result<Value, Refusal> {
    match (function, arguments.as_slice()) {
        (Function::Format, [template, values @ ..]) => format::Template::of(template)?.fill(values),
        (Function::StringToJson, [text]) => json::parse(text),
        (Function::JsonToString, [value]) => Ok(Value::String(value.to_string())),
        (Function::Array, _) => Ok(arguments.into_iter().map(Cow::into_owned).collect()),
        (Function::ArrayPartition, [array, size]) => array::partition(array, size),
        (Function::ArrayContains, [array, wanted]) => array::contains(array, wanted),
        (Function::ArrayRange, [first, last, step]) => array::range(first, last, step),
        (Function::ArrayGetItem, [array, index]) => array::item(array, index),
        (Function::ArrayLength, [array]) => array::length(array),
        (Function::ArrayUnique, [array]) => array::unique(array),
        (Function::Base64Encode, [text]) => encoding::base64_encode(text),
        (Function::Base64Decode, [text]) => encoding::base64_decode(text),
        (Function::Hash, [data, algorithm]) => encoding::hash(data, algorithm),
        (Function::JsonMerge, [_, _, deep]) => {
            json::shallow(deep)?;
            let mut both = arguments.into_iter().map(Cow::into_owned);
            json::merge(both.next(), both.next())
        }
        (Function::MathRandom, [first, end, seed @ ..]) => {
            math::random(first, end, seed.first().map(AsRef::as_ref))
        }
        (Function::MathAdd, [a, b]) => math::add(a, b),
        (Function::StringSplit, [text, separators]) => encoding::split(text, separators),
        (Function::Uuid, []) => Ok(Value::String(uuid::Uuid::new_v4().to_string())),
        // The number of arguments was checked when the call was compiled.
        _ => Err(Refusal::new("Invalid number of arguments")),
    }
}

/// The text of an argument that must be one.
fn text<'v>(value: &'v Value, function: &str) -> Result<&'v str, Refusal> {
    value
        .as_str()
        .ok_or_else(|| Refusal::new(format!("Invalid arguments in {function}: expected a string")))
}

/// The items of an argument that must be an array.
fn items<'v>(value: &'v Value, function: &str) -> Result<&'v [Value], Refusal> {
    match value {
        Value::Array(items) => Ok(items),
        _ => Err(Refusal::new(format!("Invalid arguments in {function}: expected an array"))),
    }
}
