//! Which keys S3 allows.

use crate::error::{Error, Result};

/// Bytes in the longest key.
const MAX: usize = 1024;

pub(crate) fn check(key: &str) -> Result<()> {
    if key.is_empty() {
        return Err(Error::service("InvalidArgument", 400, "The key must not be empty"));
    }
    if key.len() > MAX {
        return Err(Error::service("KeyTooLongError", 400, "Your key is too long"));
    }
    Ok(())
}

/// Bucket names as S3 has them: 3 to 63 of a-z, 0-9, dot and hyphen, ends alphanumeric.
pub(crate) fn check_bucket(name: &str) -> Result<()> {
    let alphanumeric = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = name.as_bytes();
    let allowed = |b: &u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-');
    let valid = (3..=63).contains(&bytes.len())
        && bytes.iter().all(allowed)
        && alphanumeric(bytes.first())
        && alphanumeric(bytes.last())
        && !name.contains("..");
    if valid {
        Ok(())
    } else {
        Err(Error::service("InvalidBucketName", 400, "The specified bucket is not valid."))
    }
}

/// The first text after all texts that begin with `prefix`, if there is one.
pub(crate) fn after_prefix(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Some(end);
        }
    }
    None
}
