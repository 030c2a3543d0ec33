//! The functions about URLs, as JavaScript's own functions behind jsonata-js answer: they leave a URL's unreserved
//! marks alone, and refuse what is no UTF-8.

use jsonata_core::evaluator::EvaluatorError;
use jsonata_core::value::JValue;

use super::functions::{Result, text};

/// What `encodeURIComponent` leaves as it is, beside letters and digits.
const MARKS: &str = "-_.!~*'()";
/// What `encodeURI` leaves as it is beyond that, and `decodeURI` keeps encoded.
const RESERVED: &str = ";/?:@&=+$,#";

pub(super) fn encode_component(arguments: &[JValue]) -> Result<JValue> {
    encode(arguments, "encodeUrlComponent", "")
}

pub(super) fn encode_whole(arguments: &[JValue]) -> Result<JValue> {
    encode(arguments, "encodeUrl", RESERVED)
}

pub(super) fn decode_component(arguments: &[JValue]) -> Result<JValue> {
    decode(arguments, "decodeUrlComponent", "")
}

pub(super) fn decode_whole(arguments: &[JValue]) -> Result<JValue> {
    decode(arguments, "decodeUrl", RESERVED)
}

fn encode(arguments: &[JValue], function: &str, kept: &str) -> Result<JValue> {
    if matches!(arguments.first(), Some(JValue::Undefined)) {
        return Ok(JValue::Undefined);
    }
    let given = text(arguments, 0, function)?;
    let mut encoded = String::with_capacity(given.len());
    for letter in given.chars() {
        if letter.is_ascii_alphanumeric() || MARKS.contains(letter) || kept.contains(letter) {
            encoded.push(letter);
        } else {
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                encoded += &format!("%{byte:02X}");
            }
        }
    }
    Ok(JValue::string(encoded))
}

fn decode(arguments: &[JValue], function: &str, kept: &str) -> Result<JValue> {
    if matches!(arguments.first(), Some(JValue::Undefined)) {
        return Ok(JValue::Undefined);
    }
    let given = text(arguments, 0, function)?;
    decoded(given, kept).map(JValue::string).ok_or_else(|| {
        EvaluatorError::EvaluationError(format!(
            "D3140: Malformed URL passed to {function}(): {}",
            serde_json::Value::from(given)
        ))
    })
}

fn decoded(given: &str, kept: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(given.len());
    let mut rest = given;
    while let Some(at) = rest.find('%') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let code = rest.get(at..at + 3)?;
        let byte =
            u8::from_str_radix(&code[1..], 16).ok().filter(|_| !code[1..].starts_with('+'))?;
        match kept.contains(char::from(byte)) {
            true => bytes.extend_from_slice(code.as_bytes()),
            false => bytes.push(byte),
        }
        rest = &rest[at + 3..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> [JValue; 1] {
        [JValue::string(text)]
    }

    #[test]
    fn encodes_what_javascript_encodes() {
        let check = |encoded: Result<JValue>, expected: &str| {
            assert_eq!(encoded.expect("a text").as_str(), Some(expected));
        };
        check(encode_component(&given("a-b_c.d/e é")), "a-b_c.d%2Fe%20%C3%A9");
        check(encode_whole(&given("https://x/ü?q=1 2#%")), "https://x/%C3%BC?q=1%202#%25");
        check(decode_component(&given("a%2Fb%20%C3%A9")), "a/b é");
        check(decode_whole(&given("a%2Fb%20%C3%A9")), "a%2Fb é");
    }

    #[test]
    fn refuses_what_is_no_url() {
        for wrong in ["%", "%2", "%zz", "%+1", "%E0%A4%A", "%FF", "%é"] {
            let refused = decode_component(&given(wrong)).expect_err(wrong).to_string();
            assert!(
                refused.contains("D3140: Malformed URL passed to decodeUrlComponent(): "),
                "{refused}"
            );
        }
        assert!(encode_whole(&[JValue::Number(1.0)]).is_err());
        assert!(matches!(decode_whole(&[JValue::Undefined]), Ok(JValue::Undefined)));
    }
}
