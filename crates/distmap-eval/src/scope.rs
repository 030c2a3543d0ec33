//! What an expression can see.

use std::borrow::Cow;
use std::cell::LazyCell;

use serde_json::Value;

use crate::Variables;

/// The Context Object (`$$`, `$states.context`), built only when something reads it.
///
/// An engine implements it over what it knows; a plain [`Value`] and a [`LazyCell`] implement it too.
/// See <https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html>.
pub trait Context {
    /// The whole object.
    fn object(&self) -> &Value;

    /// One top-level member, such as `Map` or `Execution`: cheaper where members are built one by one.
    fn member(&self, name: &str) -> Option<&Value> {
        self.object().get(name)
    }

    /// The time that `$now()` and `$millis()` tell, in milliseconds since 1970; `None` for the system's.
    fn now(&self) -> Option<i64> {
        None
    }
}

impl Context for Value {
    fn object(&self) -> &Value {
        self
    }
}

impl<F: FnOnce() -> Value> Context for LazyCell<Value, F> {
    fn object(&self) -> &Value {
        self
    }
}

/// A document that expressions read: a plain [`Value`], or one in another form whose value is made only when
/// something needs it whole.
pub trait Document {
    /// The whole document.
    fn value(&self) -> &Value;

    /// The text that it came as, where it came as one: what AWS's errors show.
    fn text(&self) -> Option<&str> {
        None
    }

    /// A member of an object that is a document of its own; `None` sends to [`value`](Self::value).
    fn member(&self, _name: &str) -> Option<&dyn Document> {
        None
    }

    /// An item of an array that is a document of its own, counted from the end if `index` is negative; `None` sends
    /// to [`value`](Self::value).
    fn item(&self, _index: i64) -> Option<&dyn Document> {
        None
    }
}

impl Document for Value {
    fn value(&self) -> &Value {
        self
    }
}

/// Everything that an expression may read. Cheap to copy; made anew for each step of a state's data flow.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// `$` of JSONPath: the data as it stands at this step (raw input, effective input, result, ...).
    pub data: &'a dyn Document,
    /// `$states.input` of JSONata: the state's input.
    pub input: &'a dyn Document,
    /// `$states.result` of JSONata: what the task, branches or iterations returned.
    pub result: Option<&'a Value>,
    /// `$states.errorOutput` of JSONata: in a catcher, the object with `Error` and `Cause`.
    pub error_output: Option<&'a Value>,
    /// The Context Object.
    pub context: &'a dyn Context,
    /// The variables in sight.
    pub variables: &'a Variables,
}

impl<'a> Scope<'a> {
    /// The scope of a state that was just entered with `input`.
    pub fn new(
        input: &'a dyn Document,
        context: &'a dyn Context,
        variables: &'a Variables,
    ) -> Self {
        Self { data: input, input, result: None, error_output: None, context, variables }
    }

    /// The same scope where JSONPath's `$` stands for `data`.
    pub fn with_data(self, data: &'a dyn Document) -> Self {
        Self { data, ..self }
    }

    /// The text of `data`: as it came, else compact.
    pub(crate) fn data_text(&self) -> Cow<'a, str> {
        self.data.text().map_or_else(|| self.data.value().to_string().into(), Cow::Borrowed)
    }

    /// The same scope after the work was done: `$` and `$states.result` stand for `result`.
    pub fn with_result(self, result: &'a Value) -> Self {
        Self { data: result, result: Some(result), ..self }
    }

    /// The same scope in a catcher: `$` and `$states.errorOutput` stand for `error_output`.
    pub fn with_error(self, error_output: &'a Value) -> Self {
        Self { data: error_output, error_output: Some(error_output), ..self }
    }
}
