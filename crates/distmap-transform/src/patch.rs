//! A patch, made once and applied to many bodies.

use serde_json::{Map, Value};

use crate::error::{ErrorKind, TransformError};
use crate::json::{json_merge, string_to_json};
use crate::scan;
pub use crate::scan::MAX_DEPTH as SPLICED_DEPTH;

/// The members to merge into every body.
///
/// ```
/// use distmap_transform::Patch;
///
/// let patch = Patch::new(r#"{"NewField": "MyValue"}"#)?;
/// assert_eq!(patch.apply(r#"{"id": 1}"#)?, r#"{"id":1,"NewField":"MyValue"}"#);
/// # Ok::<(), distmap_transform::TransformError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Patch {
    members: Map<String, Value>,
    /// The members as they are spliced in: `"NewField":"MyValue"`.
    spliced: String,
    /// The keys as JSON text without the quotes.
    keys: Vec<String>,
}

impl Patch {
    /// A patch from the JSON text of an object.
    ///
    /// # Errors
    /// Text that is no JSON object.
    pub fn new(json: &str) -> Result<Self, TransformError> {
        let members = object(json)?;
        let text = Value::Object(members.clone()).to_string();
        let keys = members
            .keys()
            .map(|key| {
                let quoted = Value::from(key.as_str()).to_string();
                quoted[1..quoted.len() - 1].to_owned()
            })
            .collect();
        Ok(Self { spliced: text[1..text.len() - 1].to_owned(), members, keys })
    }

    /// The JSON text of `body` with the patch merged into it: what
    /// `States.JsonMerge(States.StringToJson(body), States.StringToJson(patch), false)` gives, byte for byte.
    ///
    /// # Errors
    /// A body that is no JSON object.
    pub fn apply(&self, body: &str) -> Result<String, TransformError> {
        let mut out = String::with_capacity(body.len() + self.spliced.len() + 1);
        self.apply_to(body, &mut out)?;
        Ok(out)
    }

    /// [`apply`](Patch::apply) for bytes as they come from a file or a service.
    ///
    /// # Errors
    /// A body that is no UTF-8 or no JSON object.
    pub fn apply_bytes(&self, body: &[u8]) -> Result<Vec<u8>, TransformError> {
        let text = std::str::from_utf8(body).map_err(|error| {
            TransformError::new(ErrorKind::NotUtf8, format!("invalid UTF-8: {error}"))
        })?;
        self.apply(text).map(String::into_bytes)
    }

    /// [`apply`](Patch::apply) that appends to a buffer, so that many bodies need one allocation.
    ///
    /// # Errors
    /// A body that is no JSON object; nothing is appended then.
    pub fn apply_to(&self, body: &str, out: &mut String) -> Result<(), TransformError> {
        if self.splice_to(body, out) {
            return Ok(());
        }
        let merged = json_merge(object(body)?, self.members.clone());
        out.push_str(&Value::Object(merged).to_string());
        Ok(())
    }
}

impl Patch {
    /// What [`apply`](Patch::apply) gives, where a look at the body proves that it can be had without parsing it;
    /// `None` wherever it does not, also for a body that is no JSON object. The result nests at most
    /// [`SPLICED_DEPTH`] levels beside the patch's own.
    ///
    /// ```
    /// use distmap_transform::Patch;
    ///
    /// let patch = Patch::new(r#"{"NewField": "MyValue"}"#)?;
    /// assert_eq!(patch.splice(r#"{"id":1}"#).as_deref(), Some(r#"{"id":1,"NewField":"MyValue"}"#));
    /// // Whether an exponent survives being parsed and written is for the parser to tell.
    /// assert_eq!(patch.splice(r#"{"id":1e0}"#), None);
    /// # Ok::<(), distmap_transform::TransformError>(())
    /// ```
    pub fn splice(&self, body: &str) -> Option<String> {
        let mut out = String::with_capacity(body.len() + self.spliced.len() + 1);
        self.splice_to(body, &mut out).then_some(out)
    }

    fn splice_to(&self, body: &str, out: &mut String) -> bool {
        let start = out.len();
        let Some(empty) = scan::copy_open(body, &self.keys, out) else {
            out.truncate(start);
            return false;
        };
        if !empty && !self.spliced.is_empty() {
            out.push(',');
        }
        out.push_str(&self.spliced);
        out.push('}');
        true
    }
}

fn object(text: &str) -> Result<Map<String, Value>, TransformError> {
    let found = match string_to_json(text)? {
        Value::Object(members) => return Ok(members),
        Value::Null => "null",
        Value::Bool(_) => "a Boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
    };
    Err(TransformError::new(
        ErrorKind::NotAnObject,
        format!("expected a JSON object to merge into, but found {found}"),
    ))
}
