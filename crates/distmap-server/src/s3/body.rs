//! Bodies: taken in with the checksums that the sender gave, and handed out in pieces.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use distmap_store::{Body, Stage, Staged};
use futures::{Stream, StreamExt as _, stream};
use http::HeaderMap;
use http_body_util::LengthLimitError;
use s3s::checksum::ChecksumHasher;
use s3s::crypto::Checksum as _;
use s3s::crypto::{Crc32, Crc32c, Crc64Nvme, Sha1, Sha256};
use s3s::dto::{Checksum, StreamingBlob};
use s3s::{S3Error, S3ErrorCode, S3Request, S3Result};

use super::refused;
use crate::unsigned;

/// Bytes read from a large object at once.
const PIECE: usize = 256 << 10;

/// The checksums of a request, as its headers give them.
#[derive(Default)]
pub struct Claims {
    /// `x-amz-checksum-...` in base64.
    pub given: Checksum,
    /// `x-amz-sdk-checksum-algorithm`, or the algorithm of a checksum that follows in the trailer.
    pub algorithm: Option<String>,
    /// `Content-MD5` in base64.
    pub md5: Option<String>,
    /// The headers that follow the body.
    pub trailers: Option<Trailers>,
}

/// The headers that follow a body, whoever undoes its frame.
pub enum Trailers {
    /// s3s, which checks the signatures of the chunks.
    Signed(s3s::TrailingHeaders),
    /// This crate, where nobody's signature is asked for.
    Unsigned(unsigned::Trailers),
}

impl Trailers {
    /// Those that will follow the body of a request, if any.
    pub fn of<T>(request: &S3Request<T>) -> Option<Self> {
        let unsigned = || request.extensions.get().cloned().map(Self::Unsigned);
        request.trailing_headers.clone().map(Self::Signed).or_else(unsigned)
    }

    fn take(self) -> Option<HeaderMap> {
        match self {
            Self::Signed(trailers) => trailers.take(),
            Self::Unsigned(trailers) => Some(trailers.take()),
        }
    }
}

/// The algorithm of the checksum that a trailing header will hold, by the request's announcement.
pub fn announced(headers: &HeaderMap) -> Option<String> {
    let trailer = headers.get("x-amz-trailer")?.to_str().ok()?;
    trailer.strip_prefix("x-amz-checksum-").map(str::to_owned)
}

/// A body that was taken in, with the checksum that was computed on the way.
pub struct Taken {
    /// The body.
    pub body: Staged,
    /// The checksum, as a header to keep with the object: name and value.
    pub checksum: Option<(&'static str, String)>,
    /// The same for the answer.
    pub computed: Checksum,
}

type ReadChecksum = fn(&Checksum) -> Option<&String>;

/// The names of the checksum headers, with what reads them from a `Checksum`.
const HEADERS: [(&str, ReadChecksum); 5] = [
    ("x-amz-checksum-crc32", |c| c.checksum_crc32.as_ref()),
    ("x-amz-checksum-crc32c", |c| c.checksum_crc32c.as_ref()),
    ("x-amz-checksum-crc64nvme", |c| c.checksum_crc64nvme.as_ref()),
    ("x-amz-checksum-sha1", |c| c.checksum_sha1.as_ref()),
    ("x-amz-checksum-sha256", |c| c.checksum_sha256.as_ref()),
];

fn hasher(claims: &Claims) -> ChecksumHasher {
    let algorithm = claims.algorithm.as_deref().unwrap_or_default().to_uppercase();
    let wanted = |given: &Option<String>, name: &str| given.is_some() || algorithm == name;
    let given = &claims.given;
    ChecksumHasher {
        crc32: wanted(&given.checksum_crc32, "CRC32").then(Crc32::new),
        crc32c: wanted(&given.checksum_crc32c, "CRC32C").then(Crc32c::new),
        crc64nvme: wanted(&given.checksum_crc64nvme, "CRC64NVME").then(Crc64Nvme::new),
        sha1: wanted(&given.checksum_sha1, "SHA1").then(Sha1::new),
        sha256: wanted(&given.checksum_sha256, "SHA256").then(Sha256::new),
    }
}

fn bad_digest(what: &str) -> S3Error {
    S3Error::with_message(
        S3ErrorCode::BadDigest,
        format!("The {what} you specified did not match the calculated checksum."),
    )
}

/// Takes a body in and checks it.
pub async fn take(
    blob: Option<StreamingBlob>,
    mut stage: Stage,
    claims: Claims,
) -> S3Result<Taken> {
    let mut hasher = hasher(&claims);
    if let Some(mut blob) = blob {
        while let Some(piece) = blob.next().await {
            let piece = piece.map_err(unreadable)?;
            hasher.update(&piece);
            stage.write(&piece).map_err(refused)?;
        }
    }
    let body = stage.finish();
    if let Some(wanted) = &claims.md5 {
        let found = STANDARD.encode(body.md5());
        if *wanted != found {
            return Err(S3Error::with_message(
                S3ErrorCode::BadDigest,
                "The Content-MD5 you specified did not match what we received.",
            ));
        }
    }
    let computed = hasher.finalize();
    let trailers = claims.trailers.and_then(Trailers::take);
    let mut checksum = None;
    for (name, read) in HEADERS {
        let Some(found) = read(&computed) else { continue };
        let trailing = trailers.as_ref().and_then(|t| t.get(name)).and_then(|v| v.to_str().ok());
        let wanted = read(&claims.given).map(String::as_str).or(trailing);
        if wanted.is_some_and(|wanted| wanted != found) {
            return Err(bad_digest(&name["x-amz-checksum-".len()..].to_uppercase()));
        }
        checksum = Some((name, found.clone()));
    }
    Ok(Taken { body, checksum, computed })
}

/// What a broken or forged body is answered with: s3s puts its refusals into the stream.
fn unreadable(error: s3s::StdError) -> S3Error {
    let mut refusal = S3Error::with_message(
        S3ErrorCode::IncompleteBody,
        format!("the body could not be read: {error}"),
    );
    if error.is::<LengthLimitError>() {
        refusal = S3Error::with_message(
            S3ErrorCode::EntityTooLarge,
            "Your proposed upload exceeds the maximum allowed size",
        );
    }
    if error.to_string().contains("mismatch") {
        refusal = S3Error::with_message(
            super::code("XAmzContentSHA256Mismatch"),
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
        );
    }
    refusal
}

/// The checksum that is kept with an object.
pub fn kept(headers: &BTreeMap<String, String>) -> Checksum {
    let header = |name: &str| headers.get(name).cloned();
    Checksum {
        checksum_crc32: header(HEADERS[0].0),
        checksum_crc32c: header(HEADERS[1].0),
        checksum_crc64nvme: header(HEADERS[2].0),
        checksum_sha1: header(HEADERS[3].0),
        checksum_sha256: header(HEADERS[4].0),
        checksum_type: None,
    }
}

/// Hands out `length` bytes from `offset` on.
pub fn hand_out(body: Body, offset: u64, length: u64) -> StreamingBlob {
    StreamingBlob::wrap(pieces(body, offset, length))
}

fn pieces(
    body: Body,
    offset: u64,
    length: u64,
) -> impl Stream<Item = Result<Bytes, std::io::Error>> + Send + Sync + 'static {
    stream::unfold((body, offset, length), |(mut body, offset, left)| async move {
        if left == 0 {
            return None;
        }
        let wanted = match &body {
            Body::Bytes(_) => usize::try_from(left).unwrap_or(usize::MAX),
            Body::File { .. } => usize::try_from(left).unwrap_or(PIECE).min(PIECE),
        };
        match body.read_at(offset, wanted) {
            Ok(piece) if piece.is_empty() => {
                let cut =
                    std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "object cut short");
                Some((Err(cut), (body, offset, 0)))
            }
            Ok(piece) => {
                let n = piece.len() as u64;
                Some((Ok(piece), (body, offset + n, left - n)))
            }
            Err(error) => Some((Err(std::io::Error::other(error)), (body, offset, 0))),
        }
    })
}
