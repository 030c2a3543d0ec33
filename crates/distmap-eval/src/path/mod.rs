//! AWS's JSONPath: `$` is the data, `$$` the Context Object, `$name` a variable.
//!
//! AWS speaks the dialect of the Jayway library, not RFC 9535: filters `[?(@.a > 1 && @.b =~ /x/)]`,
//! functions such as `.length()` at the end, bare keys such as `k-d`, `.['x']`.
//! See <https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html>.

mod filter;
mod function;
mod parse;
mod reference;
mod select;

use std::borrow::Cow;

use serde_json::Value;

use crate::error::{CompileError, EvalError};
use crate::scope::Scope;
use filter::Predicate;
use function::Function;

pub(crate) use parse::name_length;
pub use reference::ReferencePath;

/// A compiled path.
///
/// A *definite* path names one place and gives its value; an indefinite one (wildcard, slice, union,
/// filter, `..`) gives an array of what it found, which may be empty.
///
/// ```
/// use distmap_eval::{Path, Scope, Variables};
/// use serde_json::json;
///
/// let input = json!({"items": [{"n": 1}, {"n": 5}]});
/// let (context, variables) = (json!({}), Variables::new());
/// let scope = Scope::new(&input, &context, &variables);
///
/// let path = Path::compile("$.items[?(@.n > 3)].n")?;
/// assert_eq!(path.resolve(&scope)?.into_owned(), json!([5]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Path {
    text: String,
    root: Root,
    steps: Vec<Step>,
    definite: bool,
    /// The keys, if the path is nothing else.
    keys: Option<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    /// `$`
    Data,
    /// `$$`
    Context,
    /// `$name`
    Variable(String),
    /// `@`, inside of a filter.
    Item,
}

#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// `.key`, `['key']`
    Key(String),
    /// `['a','b']`: at the end an object of those members, else each of them.
    Keys(Vec<String>),
    /// `[2]`, `[-1]`
    Index(i64),
    /// `[0,2]`
    Indices(Vec<i64>),
    /// `[from:to]`
    Slice(Option<i64>, Option<i64>),
    /// `[*]`, `.*`
    Wildcard,
    /// `..`: what follows applies to the value and everything inside of it.
    Descend,
    /// `[?(...)]`
    Filter(Predicate),
    /// `.length()`; always the last step.
    Call(Function),
}

/// Why a path found nothing, in the words of the library that AWS uses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text}")]
pub struct PathError {
    text: String,
    past_the_end: bool,
}

impl PathError {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), past_the_end: false }
    }

    fn past_the_end(self) -> Self {
        Self { past_the_end: true, ..self }
    }

    /// Whether all that is missing is the item of an array that a number names.
    pub(crate) fn is_past_the_end(&self) -> bool {
        self.past_the_end
    }
}

impl Path {
    pub(crate) fn new(text: String, root: Root, steps: Vec<Step>, definite: bool) -> Self {
        let key = |step: &Step| match step {
            Step::Key(key) => Some(key.clone()),
            _ => None,
        };
        let keys = (root == Root::Data).then(|| steps.iter().map(key).collect()).flatten();
        Self { text, root, steps, definite, keys }
    }

    /// Compiles the text of a path.
    ///
    /// # Errors
    /// Text that is no path, with the position where it stops being one.
    pub fn compile(text: &str) -> Result<Self, CompileError> {
        parse::path(text)
    }

    /// The path as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The keys of a path through the data that consists of nothing else, such as `$` and `$.a.b`: whoever
    /// keeps data in other forms than a [`Value`] can follow them without it.
    pub fn keys(&self) -> Option<&[String]> {
        self.keys.as_deref()
    }

    /// Whether the path names one place (else it gives an array of matches).
    pub fn is_definite(&self) -> bool {
        self.definite
    }

    /// Whether the path is `$`: the data itself.
    pub fn is_identity(&self) -> bool {
        self.root == Root::Data && self.steps.is_empty()
    }

    /// Whether the path reads the Context Object.
    pub fn reads_context(&self) -> bool {
        self.root == Root::Context
    }

    /// Whether the path reads the data.
    pub(crate) fn reads_data(&self) -> bool {
        self.root == Root::Data
    }

    /// What the path finds; borrowed from the scope where it can be.
    ///
    /// # Errors
    /// A definite path that finds nothing, and an indefinite one that would visit more than two million values.
    pub fn select<'a>(&self, scope: &Scope<'a>) -> Result<Cow<'a, Value>, PathError> {
        select::select(self, scope)
    }

    /// [`select`](Path::select) with the error of `InputPath`, `OutputPath` and the `...Path` fields:
    /// `States.Runtime`, "Invalid path '$.x' : No results for path: $['x']".
    pub fn resolve<'a>(&self, scope: &Scope<'a>) -> Result<Cow<'a, Value>, EvalError> {
        self.select(scope).map_err(|error| self.invalid(&error))
    }

    /// [`resolve`](Path::resolve) for data that nobody needs afterwards: what a definite path finds is moved out of `data`.
    pub fn take(&self, scope: &Scope<'_>, data: Value) -> Result<Value, EvalError> {
        if self.root != Root::Data
            || !self.steps.iter().all(|step| matches!(step, Step::Key(_) | Step::Index(_)))
        {
            return self.resolve(&scope.with_data(&data)).map(Cow::into_owned);
        }
        self.resolve(&scope.with_data(&data))?;
        let mut rest = data;
        for step in &self.steps {
            rest = match (step, rest) {
                (Step::Key(key), Value::Object(mut members)) => {
                    members.swap_remove(key).unwrap_or(Value::Null)
                }
                (Step::Index(index), Value::Array(mut items)) => {
                    match select::position(*index, items.len()) {
                        Some(position) => items.swap_remove(position),
                        None => Value::Null,
                    }
                }
                (_, other) => other,
            };
        }
        Ok(rest)
    }

    /// The data that the path is applied to, as the text that AWS shows in errors.
    pub(crate) fn source(&self, scope: &Scope<'_>) -> String {
        match &self.root {
            Root::Context => scope.context.object().to_string(),
            _ => scope.data_text().into_owned(),
        }
    }

    fn invalid(&self, error: &PathError) -> EvalError {
        EvalError::runtime(format!("Invalid path '{}' : {error}", self.text))
    }
}
