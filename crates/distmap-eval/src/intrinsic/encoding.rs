//! Base64, hashes and the splitting of texts.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::Md5;
use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::{Refusal, text};

/// The longest text that AWS encodes, decodes or hashes, in characters.
const MAX_CHARS: usize = 10_000;

fn bounded<'v>(value: &'v Value, function: &str) -> Result<&'v str, Refusal> {
    let text = text(value, function)?;
    if text.len() > MAX_CHARS && text.chars().count() > MAX_CHARS {
        return Err(Refusal::new(format!(
            "Invalid arguments in {function}: more than {MAX_CHARS} characters"
        )));
    }
    Ok(text)
}

pub(super) fn base64_encode(value: &Value) -> Result<Value, Refusal> {
    Ok(STANDARD.encode(bounded(value, "States.Base64Encode")?).into())
}

pub(super) fn base64_decode(value: &Value) -> Result<Value, Refusal> {
    const NAME: &str = "States.Base64Decode";
    let bytes = STANDARD.decode(bounded(value, NAME)?);
    let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.map(Value::String)
        .ok_or_else(|| Refusal::new(format!("Invalid arguments in {NAME}: no base64 of a text")))
}

/// The hash of a text, or of another value's JSON text, in lower-case hexadecimal.
pub(super) fn hash(data: &Value, algorithm: &Value) -> Result<Value, Refusal> {
    const NAME: &str = "States.Hash";
    let json;
    let data = if data.is_string() {
        data
    } else {
        json = Value::String(data.to_string());
        &json
    };
    let data = bounded(data, NAME)?.as_bytes();
    let hash = digest(text(algorithm, NAME)?, data);
    hash.map(Value::String).ok_or_else(|| {
        Refusal::new(format!("Invalid arguments in {NAME}: the algorithm must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512"))
    })
}

/// The hexadecimal digest by one of the five algorithms that AWS knows.
pub(crate) fn digest(algorithm: &str, data: &[u8]) -> Option<String> {
    Some(match algorithm {
        "MD5" => hex::encode(Md5::digest(data)),
        "SHA-1" => hex::encode(Sha1::digest(data)),
        "SHA-256" => hex::encode(Sha256::digest(data)),
        "SHA-384" => hex::encode(Sha384::digest(data)),
        "SHA-512" => hex::encode(Sha512::digest(data)),
        _ => return None,
    })
}

/// Splits at every character of `separators`; empty pieces are dropped.
pub(super) fn split(value: &Value, separators: &Value) -> Result<Value, Refusal> {
    const NAME: &str = "States.StringSplit";
    let (text, separators) = (text(value, NAME)?, text(separators, NAME)?);
    Ok(text
        .split(|c| separators.contains(c))
        .filter(|piece| !piece.is_empty())
        .map(Value::from)
        .collect())
}
