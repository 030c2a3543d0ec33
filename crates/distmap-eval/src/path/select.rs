//! Walking data along a path.

use std::borrow::Cow;
use std::cell::Cell;

use serde_json::{Map, Value};

use super::{Path, PathError, Root, Step};
use crate::scope::{Document, Scope};

/// The most values that one path may visit; nested scans and filters could otherwise run for hours.
const MAX_VISITS: usize = 2_000_000;

/// What is left of [`MAX_VISITS`].
pub(crate) struct Budget(Cell<usize>);

impl Budget {
    fn new() -> Self {
        Self(Cell::new(MAX_VISITS))
    }

    pub(super) fn spend(&self, visits: usize) -> Result<(), PathError> {
        match self.0.get().checked_sub(visits) {
            Some(left) => {
                self.0.set(left);
                Ok(())
            }
            None => {
                self.0.set(0);
                Err(PathError::new(format!("the path visits more than {MAX_VISITS} values")))
            }
        }
    }

    pub(super) fn spent(&self) -> bool {
        self.0.get() == 0
    }
}

/// One evaluation: the scope whose `$`, `$$` and variables nested paths read too.
#[derive(Clone, Copy)]
pub(crate) struct Visit<'v> {
    scope: Scope<'v>,
}

pub(super) fn select<'v>(path: &Path, scope: &Scope<'v>) -> Result<Cow<'v, Value>, PathError> {
    let visit = Visit { scope: *scope };
    visit.select(path, None, &Budget::new())
}

/// Where an index points, counted from the end if negative.
pub(super) fn position(index: i64, length: usize) -> Option<usize> {
    let distance = usize::try_from(index.unsigned_abs()).ok()?;
    let position = if index < 0 { length.checked_sub(distance)? } else { distance };
    (position < length).then_some(position)
}

impl<'v> Visit<'v> {
    pub(super) fn select(
        &self,
        path: &Path,
        item: Option<&'v Value>,
        budget: &Budget,
    ) -> Result<Cow<'v, Value>, PathError> {
        let (root, done) = match self.root(path, item) {
            Ok((document, done)) => enter(document, path, done),
            // An indefinite path over what isn't there finds nothing, as recorded at AWS.
            Err(_) if !path.definite => return Ok(Cow::Owned(Value::Array(Vec::new()))),
            Err(error) => return Err(error),
        };
        let exact = path.steps[done..]
            .iter()
            .take_while(|step| matches!(step, Step::Key(_) | Step::Index(_)))
            .count();
        let (value, done) = match place(path, root, done, done + exact) {
            Ok(value) => (value, done + exact),
            Err(_) if !path.definite => return Ok(Cow::Owned(Value::Array(Vec::new()))),
            Err(error) => return Err(error),
        };
        match &path.steps[done..] {
            [] => Ok(Cow::Borrowed(value)),
            [Step::Keys(keys)] => {
                merged(value, keys).map(Cow::Owned).ok_or_else(|| no_object(path, done, value))
            }
            [Step::Call(function)] => function.call(self, value, budget).map(Cow::Owned),
            steps => self.many(value, steps, budget).map(Cow::Owned),
        }
    }

    /// The value that a path starts at, and the index of its first step that is still to do.
    fn root(
        &self,
        path: &Path,
        item: Option<&'v Value>,
    ) -> Result<(&'v dyn Document, usize), PathError> {
        match (&path.root, path.steps.first()) {
            (Root::Data, _) => Ok((self.scope.data, 0)),
            (Root::Item, _) => match item {
                Some(item) => Ok((item, 0)),
                None => Err(PathError::new("no current item")),
            },
            // Only the member that is asked for gets built.
            (Root::Context, Some(Step::Key(key))) => match self.scope.context.member(key) {
                Some(member) => Ok((member, 1)),
                None => Err(missing(path, 0)),
            },
            (Root::Context, _) => Ok((self.scope.context.object(), 0)),
            (Root::Variable(name), _) => match self.scope.variables.get(name) {
                Some(value) => Ok((value, 0)),
                None => Err(PathError::new(format!("The variable '${name}' is not assigned"))),
            },
        }
    }

    /// Everything that steps find, of which one at least may find many.
    fn many(&self, start: &'v Value, steps: &[Step], budget: &Budget) -> Result<Value, PathError> {
        let mut found = vec![start];
        let mut scanned = false;
        for (at, step) in steps.iter().enumerate() {
            let last = at + 1 == steps.len();
            match step {
                Step::Call(function) if scanned => {
                    let all = Value::Array(found.into_iter().cloned().collect());
                    return Visit { scope: self.scope }.call(function, &all, budget);
                }
                Step::Call(function) => {
                    return found
                        .into_iter()
                        .map(|value| function.call(self, value, budget))
                        .collect();
                }
                Step::Keys(keys) if last => {
                    return Ok(found.into_iter().filter_map(|value| merged(value, keys)).collect());
                }
                Step::Descend => {
                    scanned = true;
                    found = descend(found, budget)?;
                }
                step => {
                    let mut next = Vec::new();
                    for value in found {
                        let before = next.len();
                        self.one(value, step, &mut next, budget)?;
                        budget.spend(1 + next.len() - before)?;
                    }
                    found = next;
                }
            }
        }
        Ok(found.into_iter().cloned().collect())
    }

    fn call(
        self,
        function: &super::Function,
        model: &Value,
        budget: &Budget,
    ) -> Result<Value, PathError> {
        function.call(&self, model, budget)
    }

    /// What one step finds in one value.
    fn one(
        &self,
        value: &'v Value,
        step: &Step,
        next: &mut Vec<&'v Value>,
        budget: &Budget,
    ) -> Result<(), PathError> {
        match (step, value) {
            (Step::Key(key), Value::Object(members)) => next.extend(members.get(key)),
            (Step::Keys(keys), Value::Object(members)) => {
                next.extend(keys.iter().filter_map(|key| members.get(key)))
            }
            (Step::Wildcard, Value::Object(members)) => next.extend(members.values()),
            (Step::Wildcard, Value::Array(items)) => next.extend(items),
            (Step::Index(index), Value::Array(items)) => {
                next.extend(position(*index, items.len()).map(|position| &items[position]));
            }
            (Step::Indices(indices), Value::Array(items)) => {
                next.extend(
                    indices.iter().filter_map(|index| Some(&items[position(*index, items.len())?])),
                );
            }
            (Step::Slice(from, to), Value::Array(items)) => next.extend(slice(items, *from, *to)),
            (Step::Filter(predicate), Value::Array(items)) => {
                for item in items {
                    budget.spend(1)?;
                    if predicate.holds(self, item, budget)? {
                        next.push(item);
                    }
                }
            }
            (Step::Filter(predicate), Value::Object(_))
                if predicate.holds(self, value, budget)? =>
            {
                next.push(value)
            }
            _ => {}
        }
        Ok(())
    }
}

/// Follows keys and indices as far as they lead to documents of their own: nothing else of the whole is made.
fn enter<'v>(mut document: &'v dyn Document, path: &Path, mut done: usize) -> (&'v Value, usize) {
    while let Some(inner) = match path.steps.get(done) {
        Some(Step::Key(key)) => document.member(key),
        Some(Step::Index(index)) => document.item(*index),
        _ => None,
    } {
        (document, done) = (inner, done + 1);
    }
    (document.value(), done)
}

/// Follows keys and indices, `steps[from..to]` of the path.
fn place<'v>(path: &Path, root: &'v Value, from: usize, to: usize) -> Result<&'v Value, PathError> {
    let mut value = root;
    for (at, step) in path.steps.iter().enumerate().take(to).skip(from) {
        value = match (step, value) {
            (Step::Key(key), Value::Object(members)) => {
                members.get(key).ok_or_else(|| missing(path, at))?
            }
            (Step::Index(index), Value::Array(items)) => match position(*index, items.len()) {
                Some(position) => &items[position],
                None => return Err(missing(path, path.steps.len() - 1).past_the_end()),
            },
            (Step::Key(_), _) => return Err(no_object(path, at, value)),
            (_, Value::Null) => {
                return Err(PathError::new(format!("The path {} is null", place_text(path, at))));
            }
            _ => {
                return Err(PathError::new(format!(
                    "Filter: {} can only be applied to arrays. Current context is: {}",
                    step_text(step),
                    crate::text::java(value)
                )));
            }
        };
    }
    Ok(value)
}

/// The members of an object under the given keys.
fn merged(value: &Value, keys: &[String]) -> Option<Value> {
    let members = value.as_object()?;
    let kept: Map<String, Value> =
        keys.iter().filter_map(|key| Some((key.clone(), members.get(key)?.clone()))).collect();
    Some(Value::Object(kept))
}

/// `[from:to]`; what lies outside is left out.
fn slice(items: &[Value], from: Option<i64>, to: Option<i64>) -> &[Value] {
    let bound = |index: i64| {
        let distance = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
        if index < 0 { items.len().saturating_sub(distance) } else { distance.min(items.len()) }
    };
    let from = from.map_or(0, bound);
    let to = to.map_or(items.len(), bound);
    items.get(from..to).unwrap_or(&[])
}

/// Each value and everything inside of it, parents first.
fn descend<'v>(found: Vec<&'v Value>, budget: &Budget) -> Result<Vec<&'v Value>, PathError> {
    let mut all = Vec::new();
    let mut open: Vec<&'v Value> = found.into_iter().rev().collect();
    while let Some(value) = open.pop() {
        budget.spend(1)?;
        match value {
            Value::Object(members) => open.extend(members.values().rev()),
            Value::Array(items) => open.extend(items.iter().rev()),
            _ => continue,
        }
        all.push(value);
    }
    Ok(all)
}

/// A key that isn't there: the last one leaves no results, an earlier one is a missing property.
fn missing(path: &Path, at: usize) -> PathError {
    let place = place_text(path, at + 1);
    if at + 1 == path.steps.len() {
        PathError::new(format!("No results for path: {place}"))
    } else {
        PathError::new(format!("Missing property in path {place}"))
    }
}

fn no_object(path: &Path, at: usize, value: &Value) -> PathError {
    let class = match value {
        Value::Null => "null",
        Value::Bool(_) => "java.lang.Boolean",
        Value::Number(number) if number.is_f64() => "java.lang.Double",
        Value::Number(_) => "java.lang.Integer",
        Value::String(_) => "java.lang.String",
        Value::Array(_) => "java.util.ArrayList",
        Value::Object(_) => "java.util.LinkedHashMap",
    };
    PathError::new(format!(
        "Expected to find an object with property {} in path {} but found '{class}'. This is not a json object \
         according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.",
        step_text(&path.steps[at]),
        place_text(path, at)
    ))
}

/// The first `count` steps of a path in bracket notation: `$['a'][0]`.
fn place_text(path: &Path, count: usize) -> String {
    let root = if path.root == Root::Item { "@" } else { "$" };
    path.steps.iter().take(count).map(step_text).fold(root.to_owned(), |text, step| text + &step)
}

fn step_text(step: &Step) -> String {
    match step {
        Step::Key(key) => format!("['{key}']"),
        Step::Keys(keys) => format!("['{}']", keys.join("','")),
        Step::Index(index) => format!("[{index}]"),
        Step::Indices(indices) => {
            format!("[{}]", indices.iter().map(i64::to_string).collect::<Vec<_>>().join(","))
        }
        Step::Slice(from, to) => {
            let bound =
                |index: &Option<i64>| index.map_or(String::new(), |index| index.to_string());
            format!("[{}:{}]", bound(from), bound(to))
        }
        Step::Wildcard => "[*]".to_owned(),
        Step::Descend => "..".to_owned(),
        Step::Filter(_) => "[?]".to_owned(),
        Step::Call(function) => format!(".{}()", function.name()),
    }
}
