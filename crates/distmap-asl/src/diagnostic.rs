//! What the parser, the checks and the lints have to say about a place in a definition.

use std::fmt;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// AWS refuses the definition.
    Error,
    /// AWS accepts the definition; it is likely not what its author wants.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "ERROR",
            Self::Warning => "WARNING",
        })
    }
}

/// One step of a [`Pointer`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// The value under a key of an object.
    Key(String),
    /// An element of an array, counted from 0.
    Index(usize),
}

impl From<&str> for Segment {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<&String> for Segment {
    fn from(key: &String) -> Self {
        Self::Key(key.clone())
    }
}

impl From<usize> for Segment {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// A place in a definition. Displays as a JSON Pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)).
///
/// ```
/// use distmap_asl::Pointer;
///
/// let place = Pointer::root().key("States").key("A/B").key("Retry").index(0);
/// assert_eq!(place.to_string(), "/States/A~1B/Retry/0");
/// assert_eq!(place.to_aws(), "/States/A/B/Retry[0]");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(Vec<Segment>);

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The value under `key` of the object here.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.child(Segment::from(key))
    }

    /// The element `index` of the array here.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(Segment::Index(index))
    }

    /// One step further.
    #[must_use]
    pub fn child(&self, segment: Segment) -> Self {
        let mut segments = Vec::with_capacity(self.0.len() + 1);
        segments.extend_from_slice(&self.0);
        segments.push(segment);
        Self(segments)
    }

    /// The steps from the root.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// The form that AWS uses in `location` and in error texts: `/` for the root, `[0]` for elements, nothing escaped.
    #[must_use]
    pub fn to_aws(&self) -> String {
        if self.0.is_empty() {
            return "/".to_owned();
        }
        let mut text = String::new();
        for segment in &self.0 {
            match segment {
                Segment::Key(key) => {
                    text.push('/');
                    text.push_str(key);
                }
                Segment::Index(index) => text.push_str(&format!("[{index}]")),
            }
        }
        text
    }
}

impl From<Vec<Segment>> for Pointer {
    fn from(segments: Vec<Segment>) -> Self {
        Self(segments)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for segment in &self.0 {
            match segment {
                Segment::Key(key) => {
                    write!(f, "/{}", key.replace('~', "~0").replace('/', "~1"))?;
                }
                Segment::Index(index) => write!(f, "/{index}")?,
            }
        }
        Ok(())
    }
}

/// One finding: how grave, which rule, what, and where.
///
/// The fields are those of AWS's
/// [ValidateStateMachineDefinitionDiagnostic](https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// The rule: one of AWS's codes, or the name of a lint.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// Where; `None` where AWS names no place.
    pub pointer: Option<Pointer>,
    /// AWS's `location` where it is no place in the JSON tree (a syntax error's line and column).
    pub source_location: Option<String>,
}

/// AWS's code for a breach of the language's schema.
pub const SCHEMA_VALIDATION_FAILED: &str = "SCHEMA_VALIDATION_FAILED";
/// AWS's code for a text that is no JSON.
pub const INVALID_JSON_DESCRIPTION: &str = "INVALID_JSON_DESCRIPTION";
/// AWS's code for a transition to nowhere, and for a state that nothing leads to.
pub const MISSING_TRANSITION_TARGET: &str = "MISSING_TRANSITION_TARGET";
/// AWS's code for a workflow that cannot end.
pub const MISSING_END_STATE: &str = "MISSING_END_STATE";
/// AWS's code for a state name that stands twice in a definition.
pub const DUPLICATE_STATE_NAME: &str = "DUPLICATE_STATE_NAME";

/// AWS's code for a state name that is too long.
pub const INVALID_STATE_NAME: &str = "INVALID_STATE_NAME";
/// AWS's code for a label that is empty, too long or has letters that a label cannot have.
pub const INVALID_LABEL_NAME: &str = "INVALID_LABEL_NAME";
/// AWS's code for a label that stands twice in a definition.
pub const DUPLICATE_LABEL_NAME: &str = "DUPLICATE_LABEL_NAME";
/// AWS's code for a text between `{%` and `%}` that is no JSONata.
pub const INVALID_JSONATA_EXPRESSION: &str = "INVALID_JSONATA_EXPRESSION";
/// AWS's code for an expression that reads what is not there.
pub const UNSUPPORTED_JSONATA_EXPRESSION: &str = "UNSUPPORTED_JSONATA_EXPRESSION";
/// AWS's code for states or values nested too deep.
pub const TOO_DEEPLY_NESTED: &str = "TOO_DEEPLY_NESTED";
/// AWS's warning of a path or an intrinsic call under a name without `.$`.
pub const NO_DOLLAR: &str = "NO_DOLLAR";
/// AWS's warning of a path in a field whose name does not end with `Path`.
pub const NO_PATH: &str = "NO_PATH";
/// AWS's warning of a path in the `Result` of a Pass state.
pub const PASS_RESULT_IS_STATIC: &str = "PASS_RESULT_IS_STATIC";

impl Diagnostic {
    /// An error with AWS's `code` at `pointer`.
    pub fn error(code: &str, pointer: Pointer, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code: code.to_owned(),
            message: message.into(),
            pointer: Some(pointer),
            source_location: None,
        }
    }

    /// A breach of the schema at `pointer`.
    pub fn schema(pointer: Pointer, message: impl Into<String>) -> Self {
        Self::error(SCHEMA_VALIDATION_FAILED, pointer, message)
    }

    /// A warning with `code` at `pointer`.
    pub fn warning(code: &str, pointer: Pointer, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, pointer, message) }
    }

    /// Line and column, from 1, of a finding in a text that is no JSON.
    #[must_use]
    pub fn source_position(&self) -> Option<(usize, usize)> {
        let (_, place) = self.source_location.as_ref()?.rsplit_once("; line: ")?;
        let (line, column) = place.trim_end_matches(']').split_once(", column: ")?;
        Some((line.parse().ok()?, column.parse().ok()?))
    }

    /// What AWS gives as `location`; `None` where it leaves the field out.
    #[must_use]
    pub fn location(&self) -> Option<String> {
        self.source_location.clone().or_else(|| self.pointer.as_ref().map(Pointer::to_aws))
    }
}

impl fmt::Display for Diagnostic {
    /// The form in which AWS lists it in an `InvalidDefinition` error, `null` included where there is no place.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let location = self.location();
        let location = location.as_deref().unwrap_or("null");
        write!(f, "{}: {} at {location}", self.code, self.message)
    }
}
