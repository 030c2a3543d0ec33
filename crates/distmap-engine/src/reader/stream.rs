//! An object's bytes, piece by piece, unpacked on the way.

use std::io::Write;
use std::sync::Arc;

use bytes::Bytes;

use super::{failed, refused};
use crate::error::StateError;
use crate::ports::Objects;

/// How much of an object is fetched at once.
const PIECE: u64 = 4 << 20;
/// How much packed data is unpacked at once: a thousandfold expansion stays below 64 MiB.
const PACKED: usize = 64 << 10;

/// The bytes of one object. Gzip and Zstandard are told by their first bytes, which no JSON and
/// no sensible table begins with.
pub(super) struct Stream {
    objects: Arc<dyn Objects>,
    bucket: String,
    key: String,
    size: u64,
    offset: u64,
    piece: Bytes,
    codec: Option<Codec>,
}

enum Codec {
    Plain,
    Gzip(flate2::write::MultiGzDecoder<Vec<u8>>),
    Zstd(zstd::stream::write::Decoder<'static, Vec<u8>>),
    Finished,
}

impl Stream {
    /// Opens an object.
    pub(super) async fn open(
        objects: Arc<dyn Objects>,
        bucket: &str,
        key: &str,
    ) -> Result<Self, StateError> {
        let size = objects.head(bucket, key).await.map_err(refused)?.size;
        Ok(Self {
            objects,
            bucket: bucket.into(),
            key: key.into(),
            size,
            offset: 0,
            piece: Bytes::new(),
            codec: None,
        })
    }

    /// Some more bytes at the end of `into`; `false` at the end of the object.
    pub(super) async fn read_more(&mut self, into: &mut Vec<u8>) -> Result<bool, StateError> {
        let before = into.len();
        while into.len() == before {
            if self.piece.is_empty() && !self.fetch().await? {
                return self.finish(into);
            }
            self.unpack(into)?;
        }
        Ok(true)
    }

    /// All bytes of the object, as they lie there.
    #[cfg(feature = "parquet")]
    pub(super) async fn whole(mut self) -> Result<Bytes, StateError> {
        let mut all = Vec::new();
        while self.fetch().await? {
            all.extend_from_slice(&std::mem::take(&mut self.piece));
        }
        Ok(all.into())
    }

    async fn fetch(&mut self) -> Result<bool, StateError> {
        if self.offset >= self.size {
            return Ok(false);
        }
        self.piece = self
            .objects
            .get_range(&self.bucket, &self.key, self.offset, PIECE)
            .await
            .map_err(refused)?;
        if self.piece.is_empty() {
            return Err(failed(format!("s3://{}/{} ended early", self.bucket, self.key)));
        }
        self.offset += self.piece.len() as u64;
        if self.codec.is_none() {
            self.codec = Some(Codec::of(&self.piece)?);
        }
        Ok(true)
    }

    fn unpack(&mut self, into: &mut Vec<u8>) -> Result<(), StateError> {
        let result = match &mut self.codec {
            Some(Codec::Gzip(decoder)) => {
                let part = self.piece.split_to(self.piece.len().min(PACKED));
                decoder.write_all(&part).map(|()| into.append(decoder.get_mut()))
            }
            Some(Codec::Zstd(decoder)) => {
                let part = self.piece.split_to(self.piece.len().min(PACKED));
                decoder.write_all(&part).map(|()| into.append(decoder.get_mut()))
            }
            _ => {
                into.extend_from_slice(&std::mem::take(&mut self.piece));
                Ok(())
            }
        };
        result.map_err(|e| self.broken(&e))
    }

    fn finish(&mut self, into: &mut Vec<u8>) -> Result<bool, StateError> {
        let before = into.len();
        let result = match self.codec.replace(Codec::Finished) {
            Some(Codec::Gzip(decoder)) => decoder.finish().map(|mut rest| into.append(&mut rest)),
            Some(Codec::Zstd(mut decoder)) => {
                decoder.flush().map(|()| into.append(decoder.get_mut()))
            }
            _ => Ok(()),
        };
        result.map_err(|e| self.broken(&e))?;
        Ok(into.len() > before)
    }

    fn broken(&self, error: &std::io::Error) -> StateError {
        failed(format!("s3://{}/{} cannot be unpacked: {error}", self.bucket, self.key))
    }
}

impl Codec {
    fn of(start: &[u8]) -> Result<Self, StateError> {
        Ok(match start {
            [0x1f, 0x8b, ..] => Self::Gzip(flate2::write::MultiGzDecoder::new(Vec::new())),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd(
                zstd::stream::write::Decoder::new(Vec::new())
                    .map_err(|e| failed(format!("no Zstandard decoder: {e}")))?,
            ),
            _ => Self::Plain,
        })
    }
}
