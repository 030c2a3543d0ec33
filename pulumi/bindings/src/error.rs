//! What goes wrong in a program.

use std::fmt;

/// Why a program stops: a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(String);

impl Error {
    /// An error that says `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl From<String> for Error {
    fn from(message: String) -> Self {
        Self(message)
    }
}

impl From<&str> for Error {
    fn from(message: &str) -> Self {
        Self(message.to_owned())
    }
}

impl From<ProgramError> for Error {
    fn from(error: ProgramError) -> Self {
        Self(error.to_string())
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self(error.to_string())
    }
}

/// What a program's parts come to.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a program cannot be rendered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProgramError {
    /// A name is used twice.
    #[error("`{0}` names two things of the program")]
    Twice(String),
    /// A name that references could not be written with.
    #[error("`{0}` is no name: letters, digits, hyphens and underscores are")]
    Name(String),
    /// A name that a configuration key has already.
    #[error("`{0}` is the name of a configuration key, and nothing else can be called so")]
    Key(String),
    /// A property that a resource must have.
    #[error("`{property}` of `{of}` is missing")]
    Missing {
        /// The resource's name, or the type of a part of one.
        of: String,
        /// The property.
        property: String,
    },
    /// A value that was taken for one of another type.
    #[error("`{value}` is no {wanted}")]
    Type {
        /// The value, as JSON.
        value: String,
        /// The type.
        wanted: String,
    },
    /// What the YAML runtime has no words for.
    #[error("Pulumi's YAML runtime cannot {0}")]
    Unsupported(String),
}

/// Why the configuration cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the configuration is no JSON object of texts: {0}")]
pub struct ConfigError(pub(crate) String);
