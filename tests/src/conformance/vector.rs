//! Vectors as they lie on the disk.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::lambda::python_json;

/// One question and the answer that AWS gave.
///
/// The fields are kept as JSON: what a kind needs, its runner reads by name.
#[derive(Clone, Debug)]
pub struct Vector {
    /// The name, unique in a set of vectors.
    pub id: String,
    /// `execution`, `create_state_machine`, `validate`, `test_state` or `api_sequence`.
    pub kind: String,
    /// The folder's name: what the vector is about.
    pub category: String,
    /// Services that must answer for the run to work.
    pub needs: Vec<String>,
    /// Whether the recording is not to be taken for truth.
    pub unverified: bool,
    /// The file.
    pub path: PathBuf,
    /// The whole file.
    pub body: Map<String, Value>,
}

/// A vector that can't be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct LoadError {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: String,
}

impl Vector {
    /// A field, `null` where it is missing.
    pub fn field(&self, name: &str) -> &Value {
        self.body.get(name).unwrap_or(&Value::Null)
    }

    /// A text field.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.field(name).as_str()
    }

    /// Part of `setup`, `null` where it is missing.
    pub fn setup(&self, name: &str) -> &Value {
        self.field("setup").get(name).unwrap_or(&Value::Null)
    }

    /// The definition's text: as it was sent if that is on file, else the object's serialisation.
    pub fn definition(&self) -> String {
        text_of(self.body.get("definition_text").unwrap_or(self.field("definition")))
    }

    /// The input's text as the recorded tests sent it: written by Python. `None` if the run was
    /// started without one.
    pub fn input(&self) -> Option<String> {
        if self.field("input_omitted") == &Value::Bool(true) {
            return None;
        }
        self.body.get("input").map(python_json)
    }

    fn read(path: &Path) -> Result<Self, LoadError> {
        let wrong = |reason: String| LoadError { path: path.to_owned(), reason };
        let text = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
        let body: Value =
            serde_json::from_slice(&text).map_err(|error| wrong(format!("no JSON: {error}")))?;
        let Value::Object(body) = body else { return Err(wrong("not a JSON object".into())) };
        let text = |name: &str| {
            body.get(name)
                .and_then(Value::as_str)
                .map(str::to_owned)
                .ok_or_else(|| wrong(format!("the field `{name}` is missing")))
        };
        let needs = body.get("needs").and_then(Value::as_array).into_iter().flatten();
        Ok(Self {
            id: text("id")?,
            kind: text("kind")?,
            category: text("category")?,
            needs: needs.filter_map(Value::as_str).map(str::to_owned).collect(),
            unverified: body.get("unverified") == Some(&Value::Bool(true)),
            path: path.to_owned(),
            body,
        })
    }
}

/// The text that stands in a request where the vector holds a JSON value or a raw text; values as the
/// recorded tests wrote them, which AWS's error texts show.
pub(crate) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => python_json(other),
    }
}

/// Reads all vectors under a folder, in the order of their paths. `index.json` is left out: it
/// repeats what the files say.
pub fn load(dir: &Path) -> Result<Vec<Vector>, LoadError> {
    let mut vectors = Vec::new();
    for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
        let entry =
            entry.map_err(|error| LoadError { path: dir.to_owned(), reason: error.to_string() })?;
        let path = entry.path();
        let json = path.extension().is_some_and(|extension| extension == "json");
        if entry.file_type().is_file() && json && entry.file_name() != "index.json" {
            vectors.push(Vector::read(path)?);
        }
    }
    if vectors.is_empty() {
        return Err(LoadError { path: dir.to_owned(), reason: "no vectors here".into() });
    }
    Ok(vectors)
}
