//! How the index holds an object: a few fixed fields, the seldom ones as JSON, the body or its file.
//!
//! `version 1, flags, MD5 (16), parts (2), modified (8), size (8), content type (2 + n),
//! extras (4 + n), body or file id (8)`; numbers are little-endian.

use std::collections::BTreeMap;
use std::path::Path;

use distmap_engine::ports::{Millis, ObjectMeta};
use serde::{Deserialize, Serialize};

use super::body::hex;
use super::{ObjectInfo, Tags};
use crate::error::{Error, Result};

const VERSION: u8 = 1;
const LARGE: u8 = 1;

/// An entity tag: the MD5 of the body, or of the parts' MD5s followed by how many there were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Etag {
    pub md5: [u8; 16],
    /// 0 for an object that was put whole.
    pub parts: u16,
}

impl Etag {
    pub(crate) fn whole(md5: [u8; 16]) -> Self {
        Self { md5, parts: 0 }
    }

    pub(crate) fn text(self) -> String {
        match self.parts {
            0 => hex(&self.md5),
            parts => format!("{}-{parts}", hex(&self.md5)),
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (digits, parts) = match text.split_once('-') {
            Some((digits, parts)) => (digits, parts.parse().ok()?),
            None => (text, 0),
        };
        Some(Self { md5: from_hex(digits)?, parts })
    }
}

fn from_hex(digits: &str) -> Option<[u8; 16]> {
    let valid = digits.len() == 32 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    Some(u128::from_str_radix(digits, 16).ok().filter(|_| valid)?.to_be_bytes())
}

/// What few objects have.
#[derive(Default, Serialize, Deserialize)]
struct Extras {
    metadata: BTreeMap<String, String>,
    headers: BTreeMap<String, String>,
    tags: Tags,
}

/// Where a record's body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place<'r> {
    Inline(&'r [u8]),
    Large(u64),
}

/// A record as it lies in the index.
pub(crate) struct Record<'r> {
    pub etag: Etag,
    modified: Millis,
    size: u64,
    content_type: &'r str,
    extras: &'r [u8],
    pub place: Place<'r>,
}

impl<'r> Record<'r> {
    pub(crate) fn decode(bytes: &'r [u8]) -> Result<Self> {
        let mut rest = Rest(bytes);
        let version = rest.array::<1>()?[0];
        if version != VERSION {
            return Err(Error::Newer {
                path: Path::new("index").to_path_buf(),
                found: u32::from(version),
                known: u32::from(VERSION),
            });
        }
        let flags = rest.array::<1>()?[0];
        let md5 = rest.array()?;
        let parts = u16::from_le_bytes(rest.array()?);
        let modified = i64::from_le_bytes(rest.array()?);
        let size = u64::from_le_bytes(rest.array()?);
        let length = u16::from_le_bytes(rest.array()?);
        let content_type =
            std::str::from_utf8(rest.take(usize::from(length))?).map_err(|_| damaged())?;
        let length = u32::from_le_bytes(rest.array()?);
        let extras = rest.take(length as usize)?;
        let place = match flags & LARGE {
            0 => Place::Inline(rest.0),
            _ => Place::Large(u64::from_le_bytes(rest.array()?)),
        };
        Ok(Self { etag: Etag { md5, parts }, modified, size, content_type, extras, place })
    }

    /// What a listing shows.
    pub(crate) fn meta(&self, key: &str) -> Result<ObjectMeta> {
        Ok(self.info(key)?.meta)
    }

    pub(crate) fn info(&self, key: &str) -> Result<ObjectInfo> {
        let extras = match self.extras {
            [] => Extras::default(),
            text => serde_json::from_slice(text).map_err(|_| damaged())?,
        };
        let content_type = (!self.content_type.is_empty()).then(|| self.content_type.to_owned());
        let meta = ObjectMeta {
            key: key.to_owned(),
            size: self.size,
            etag: self.etag.text(),
            last_modified: self.modified,
            content_type,
            metadata: extras.metadata,
        };
        Ok(ObjectInfo { meta, headers: extras.headers, tags: extras.tags })
    }
}

/// The bytes of a record.
pub(crate) fn encode(info: &ObjectInfo, etag: Etag, place: Place<'_>) -> Result<Vec<u8>> {
    let content_type = info.meta.content_type.as_deref().unwrap_or_default();
    let length = u16::try_from(content_type.len())
        .map_err(|_| Error::service("MetadataTooLarge", 400, "Content-Type is too long"))?;
    let extras = if info.meta.metadata.is_empty() && info.headers.is_empty() && info.tags.is_empty()
    {
        Vec::new()
    } else {
        let extras = Extras {
            metadata: info.meta.metadata.clone(),
            headers: info.headers.clone(),
            tags: info.tags.clone(),
        };
        serde_json::to_vec(&extras).map_err(|_| damaged())?
    };
    let extras_length = u32::try_from(extras.len())
        .map_err(|_| Error::service("MetadataTooLarge", 400, "The metadata is too large"))?;
    let body = match place {
        Place::Inline(body) => body.len(),
        Place::Large(_) => 8,
    };
    let mut bytes = Vec::with_capacity(48 + content_type.len() + extras.len() + body);
    bytes.push(VERSION);
    bytes.push(if matches!(place, Place::Large(_)) { LARGE } else { 0 });
    bytes.extend_from_slice(&etag.md5);
    bytes.extend_from_slice(&etag.parts.to_le_bytes());
    bytes.extend_from_slice(&info.meta.last_modified.to_le_bytes());
    bytes.extend_from_slice(&info.meta.size.to_le_bytes());
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(content_type.as_bytes());
    bytes.extend_from_slice(&extras_length.to_le_bytes());
    bytes.extend_from_slice(&extras);
    match place {
        Place::Inline(body) => bytes.extend_from_slice(body),
        Place::Large(id) => bytes.extend_from_slice(&id.to_le_bytes()),
    }
    Ok(bytes)
}

struct Rest<'r>(&'r [u8]);

impl<'r> Rest<'r> {
    fn take(&mut self, len: usize) -> Result<&'r [u8]> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or_else(damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk().ok_or_else(damaged)?;
        self.0 = rest;
        Ok(*taken)
    }
}

fn damaged() -> Error {
    Error::Index { message: "a record can't be read".to_owned(), hint: "restore it from a copy" }
}
