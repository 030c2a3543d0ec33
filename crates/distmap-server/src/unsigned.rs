//! Requests to S3 that nobody's signature is asked of: what only a signature needs is taken off, and the
//! framing in which SDKs send bodies (`aws-chunked`) is undone while they come.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html>

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes, BytesMut};
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use http_body::{Frame, SizeHint};
use s3s::Body;

/// The longest line of the framing: a chunk's size with its signature, or a trailing header.
const MAX_LINE: usize = 4 << 10;

/// The headers that follow a body; there once it has come to its end.
#[derive(Clone, Default)]
pub struct Trailers(Arc<Mutex<HeaderMap>>);

impl Trailers {
    /// The headers so far.
    pub fn take(&self) -> HeaderMap {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn insert(&self, line: &str) -> Result<(), Broken> {
        let (name, value) = line.split_once(':').ok_or(Broken::Frame)?;
        let name = HeaderName::try_from(name.trim()).map_err(|_| Broken::Frame)?;
        let value = HeaderValue::try_from(value.trim()).map_err(|_| Broken::Frame)?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name, value);
        Ok(())
    }
}

/// A request without its signature, for a service that checks none; the [`Trailers`] of its body are
/// among its extensions. None where a framed body does not tell how long it is without its frame.
pub fn unsigned(request: Request<Body>) -> Option<Request<Body>> {
    let (mut parts, body) = request.into_parts();
    parts.headers.remove("authorization");
    parts.uri = without_signature(&parts.uri);
    let kind = parts.headers.remove("x-amz-content-sha256");
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"STREAMING-")) {
        return Some(Request::from_parts(parts, body));
    }
    let length = parts.headers.remove("x-amz-decoded-content-length")?;
    let length: u64 = length.to_str().ok()?.parse().ok()?;
    parts.headers.remove(TRANSFER_ENCODING);
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    let trailers = Trailers::default();
    parts.extensions.insert(trailers.clone());
    let body = Unframed::new(body, length, trailers);
    Some(Request::from_parts(parts, Body::http_body_unsync(body)))
}

/// The URI without the query parameters of a presigned one.
fn without_signature(uri: &http::Uri) -> http::Uri {
    let Some(query) = uri.query().filter(|query| query.contains("X-Amz-")) else {
        return uri.clone();
    };
    let signature = [
        "Algorithm",
        "Credential",
        "Date",
        "Expires",
        "SignedHeaders",
        "Signature",
        "Security-Token",
    ];
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or(pair).strip_prefix("X-Amz-");
            name.is_none_or(|name| !signature.contains(&name))
        })
        .collect();
    let target = match kept.is_empty() {
        true => uri.path().to_owned(),
        false => format!("{}?{}", uri.path(), kept.join("&")),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = target.parse().ok();
    http::Uri::from_parts(parts).unwrap_or_else(|_| uri.clone())
}

/// Why a framed body is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum Broken {
    #[error("it is not aws-chunked")]
    Frame,
    #[error("it ends before its last chunk")]
    Cut,
    #[error("it is not as long as x-amz-decoded-content-length says")]
    Length,
}

/// What comes next in a framed body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// A line with a chunk's size.
    Size,
    /// So many bytes of a chunk.
    Data(u64),
    /// The line's end after a chunk.
    AfterData,
    /// Trailing headers, up to an empty line.
    Trailer,
    /// Nothing.
    End,
}

/// A body whose frame is undone as it comes: no more of it is held than one piece of the connection.
struct Unframed {
    body: Body,
    /// What came and is not yet used.
    read: BytesMut,
    next: Next,
    /// Bytes that are still to come, without the frame.
    left: u64,
    trailers: Trailers,
}

impl Unframed {
    fn new(body: Body, length: u64, trailers: Trailers) -> Self {
        Self { body, read: BytesMut::new(), next: Next::Size, left: length, trailers }
    }

    /// A line without its end, once it is whole.
    fn line(&mut self) -> Result<Option<String>, Broken> {
        let Some(end) = self.read.windows(2).position(|pair| pair == b"\r\n") else {
            return if self.read.len() > MAX_LINE { Err(Broken::Frame) } else { Ok(None) };
        };
        let line = self.read.split_to(end);
        self.read.advance(2);
        String::from_utf8(line.to_vec()).map(Some).map_err(|_| Broken::Frame)
    }

    /// The next bytes of the body; none where more must come first, or at the end.
    fn advance(&mut self) -> Result<Option<Bytes>, Broken> {
        loop {
            match self.next {
                Next::Size => {
                    let Some(line) = self.line()? else { return Ok(None) };
                    let size = line.split(';').next().unwrap_or_default().trim();
                    let size = u64::from_str_radix(size, 16).map_err(|_| Broken::Frame)?;
                    self.left = self.left.checked_sub(size).ok_or(Broken::Length)?;
                    self.next = if size == 0 { Next::Trailer } else { Next::Data(size) };
                }
                Next::Data(size) => {
                    if self.read.is_empty() {
                        return Ok(None);
                    }
                    let there = self.read.len().min(usize::try_from(size).unwrap_or(usize::MAX));
                    let rest = size - there as u64;
                    self.next = if rest == 0 { Next::AfterData } else { Next::Data(rest) };
                    return Ok(Some(self.read.split_to(there).freeze()));
                }
                Next::AfterData => match self.line()? {
                    Some(line) if line.is_empty() => self.next = Next::Size,
                    Some(_) => return Err(Broken::Frame),
                    None => return Ok(None),
                },
                Next::Trailer => match self.line()? {
                    Some(line) if line.is_empty() => {
                        self.next = Next::End;
                        return if self.left == 0 { Ok(None) } else { Err(Broken::Length) };
                    }
                    Some(line) => self.trailers.insert(&line)?,
                    None => return Ok(None),
                },
                Next::End => return Ok(None),
            }
        }
    }
}

impl http_body::Body for Unframed {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        loop {
            match self.advance() {
                Ok(Some(bytes)) => return Poll::Ready(Some(Ok(Frame::data(bytes)))),
                Ok(None) if self.next == Next::End => return Poll::Ready(None),
                Ok(None) => {}
                Err(broken) => return Poll::Ready(Some(Err(broken.into()))),
            }
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                None => return Poll::Ready(Some(Err(Broken::Cut.into()))),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        self.read.extend_from_slice(&data);
                    }
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.next == Next::End
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::{BodyExt as _, StreamBody};

    const FRAMED: &[u8] =
        b"5;chunk-signature=abc\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n";

    /// The body and its trailers, where it comes in pieces of this length.
    async fn unframe(
        framed: &'static [u8],
        pieces: usize,
        length: u64,
    ) -> Result<(Bytes, HeaderMap), String> {
        let frames = framed
            .chunks(pieces)
            .map(|piece| Ok::<_, std::io::Error>(Frame::data(Bytes::from_static(piece))));
        let body = Body::http_body_unsync(StreamBody::new(futures::stream::iter(frames)));
        let trailers = Trailers::default();
        let body = Unframed::new(body, length, trailers.clone()).collect().await;
        body.map(|body| (body.to_bytes(), trailers.take())).map_err(|error| error.to_string())
    }

    #[tokio::test]
    async fn bodies_are_unframed_in_whichever_pieces_they_come() {
        for pieces in 1..=FRAMED.len() {
            let (plain, trailers) = unframe(FRAMED, pieces, 11).await.expect("a framed body");
            assert_eq!(plain, "hello world");
            assert_eq!(trailers["x-amz-checksum-crc32"], "AAAA");
        }
    }

    #[tokio::test]
    async fn broken_frames_are_refused() {
        for (broken, why) in [
            (&b""[..], Broken::Cut),
            (b"zz\r\n", Broken::Frame),
            (b"b\r\nhel", Broken::Cut),
            (b"b\r\nhello world0\r\n\r\n", Broken::Frame),
            (b"ffffffffffffffff\r\nx", Broken::Length),
            (b"5\r\nhello\r\n0\r\n\r\n", Broken::Length),
            (b"b\r\nhello world\r\n0\r\nno header\r\n\r\n", Broken::Frame),
            (&[b'0'; 2 * MAX_LINE], Broken::Frame),
        ] {
            assert_eq!(unframe(broken, 3, 11).await.map(drop), Err(why.to_string()));
        }
    }

    #[tokio::test]
    async fn what_has_come_is_handed_on_before_the_rest_comes() {
        let first = Ok::<_, std::io::Error>(Frame::data(Bytes::from_static(b"b\r\nhello")));
        // After that nothing comes any more.
        let frames =
            futures::StreamExt::chain(futures::stream::iter([first]), futures::stream::pending());
        let body = Body::http_body_unsync(StreamBody::new(frames));
        let mut body = Unframed::new(body, 11, Trailers::default());
        let frame = body.frame().await.expect("a piece").expect("no error");
        assert_eq!(frame.into_data().ok().as_deref(), Some(&b"hello"[..]));
    }

    #[test]
    fn presigned_parameters_are_dropped_and_the_rest_is_kept() {
        let uri = "/b/k?a=1&X-Amz-Signature=s&X-Amz-Date=d&versioning".parse().expect("a URI");
        assert_eq!(without_signature(&uri).to_string(), "/b/k?a=1&versioning");
    }
}
