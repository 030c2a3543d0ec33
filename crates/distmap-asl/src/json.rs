//! From bytes or text to a JSON value, with limits on size and depth.

use serde_json::Value;
use thiserror::Error;

/// The largest definition that AWS takes, in bytes
/// ([CreateStateMachine](https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html)).
pub const MAX_DEFINITION_BYTES: usize = 1_048_576;

/// Why a text could not be read as JSON.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum JsonError {
    /// The bytes are no UTF-8.
    #[error("the definition is not valid UTF-8 from byte {valid_up_to} on")]
    Utf8 {
        /// How many bytes are valid.
        valid_up_to: usize,
    },
    /// The text is longer than AWS takes.
    #[error(
        "the definition has {bytes} bytes, more than the {MAX_DEFINITION_BYTES} that AWS takes"
    )]
    TooLarge {
        /// The length of the text.
        bytes: usize,
    },
    /// The text is no JSON, or nested more than 127 levels deep.
    #[error("{message} at line {line}, column {column}")]
    Syntax {
        /// What was expected or found.
        message: String,
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
}

/// Reads JSON text. Nesting beyond 127 levels is an error, so that no input overflows the stack.
///
/// # Errors
/// [`JsonError`] where the text is too large, too deep or no JSON.
pub fn parse_json(text: &str) -> Result<Value, JsonError> {
    if text.len() > MAX_DEFINITION_BYTES {
        return Err(JsonError::TooLarge { bytes: text.len() });
    }
    serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let whole = error.to_string();
        let message = whole
            .strip_suffix(&format!(" at line {line} column {column}"))
            .unwrap_or(&whole)
            .to_owned();
        JsonError::Syntax { message, line, column }
    })
}

/// [`parse_json`] for bytes.
///
/// # Errors
/// As [`parse_json`], and [`JsonError::Utf8`].
pub fn parse_json_bytes(bytes: &[u8]) -> Result<Value, JsonError> {
    if bytes.len() > MAX_DEFINITION_BYTES {
        return Err(JsonError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| JsonError::Utf8 { valid_up_to: error.valid_up_to() })?;
    parse_json(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_nesting_is_an_error_and_no_overflow() {
        let deep = "[".repeat(10_000);
        assert!(matches!(parse_json(&deep), Err(JsonError::Syntax { .. })));
        let closed = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let error = parse_json(&closed).expect_err("too deep");
        assert!(error.to_string().contains("recursion limit"), "{error}");
    }

    #[test]
    fn truncated_text_names_its_end() {
        let error = parse_json("{\"StartAt\": \"A\",\n \"States\": {").expect_err("truncated");
        assert!(matches!(error, JsonError::Syntax { line: 2, .. }), "{error}");
    }

    #[test]
    fn invalid_utf8_and_huge_text_are_errors() {
        assert_eq!(parse_json_bytes(b"{\"a\xff\":1}"), Err(JsonError::Utf8 { valid_up_to: 3 }));
        let huge = vec![b' '; 2 * MAX_DEFINITION_BYTES];
        assert_eq!(parse_json_bytes(&huge), Err(JsonError::TooLarge { bytes: huge.len() }));
    }
}
