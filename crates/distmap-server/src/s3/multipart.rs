//! Multipart uploads.

use distmap_engine::ports::Objects as _;
use distmap_store::Upload;
use s3s::dto::*;
use s3s::{S3Error, S3ErrorCode, S3Request, S3Response, S3Result};

use super::body::{self, Claims, Trailers};
use super::objects::{Described, check_conditions, condition, etag, tags, timestamp};
use super::{Bucketry, refused};

fn part_number(number: i32) -> S3Result<u16> {
    u16::try_from(number).map_err(|_| {
        S3Error::with_message(
            S3ErrorCode::InvalidArgument,
            "Part number must be an integer between 1 and 10000, inclusive",
        )
    })
}

impl Bucketry {
    pub(super) async fn begin_upload(
        &self,
        input: CreateMultipartUploadInput,
    ) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
        let upload = Upload {
            bucket: input.bucket,
            key: input.key,
            content_type: input.content_type,
            metadata: input.metadata.unwrap_or_default().into_iter().collect(),
            tags: tags(input.tagging.as_deref())?,
            headers: Described {
                cache_control: input.cache_control,
                content_disposition: input.content_disposition,
                content_encoding: input.content_encoding,
                content_language: input.content_language,
                expires: input.expires,
                storage_class: input.storage_class.map(|class| class.as_str().to_owned()),
                website_redirect: input.website_redirect_location,
            }
            .headers(),
            ..Upload::default()
        };
        let upload = self.store.objects().create_upload(upload).map_err(refused)?;
        Ok(S3Response::new(CreateMultipartUploadOutput {
            bucket: Some(upload.bucket),
            key: Some(upload.key),
            upload_id: Some(upload.id),
            checksum_algorithm: input.checksum_algorithm,
            checksum_type: input.checksum_type,
            ..CreateMultipartUploadOutput::default()
        }))
    }

    pub(super) async fn take_part(
        &self,
        request: S3Request<UploadPartInput>,
    ) -> S3Result<S3Response<UploadPartOutput>> {
        let trailers = Trailers::of(&request);
        let announced = body::announced(&request.headers);
        let input = request.input;
        let objects = self.store.objects();
        let number = part_number(input.part_number)?;
        let upload =
            objects.upload(&input.bucket, &input.key, &input.upload_id).map_err(refused)?;
        let claims = Claims {
            given: Checksum {
                checksum_crc32: input.checksum_crc32,
                checksum_crc32c: input.checksum_crc32c,
                checksum_crc64nvme: input.checksum_crc64nvme,
                checksum_sha1: input.checksum_sha1,
                checksum_sha256: input.checksum_sha256,
                checksum_type: None,
            },
            algorithm: input.checksum_algorithm.map(|a| a.as_str().to_owned()).or(announced),
            md5: input.content_md5,
            trailers,
        };
        let taken = body::take(input.body, objects.stage_part(), claims).await?;
        let part = objects.put_part(&upload, number, taken.body).await.map_err(refused)?;
        Ok(S3Response::new(UploadPartOutput {
            e_tag: Some(etag(&part.etag)),
            checksum_crc32: taken.computed.checksum_crc32,
            checksum_crc32c: taken.computed.checksum_crc32c,
            checksum_crc64nvme: taken.computed.checksum_crc64nvme,
            checksum_sha1: taken.computed.checksum_sha1,
            checksum_sha256: taken.computed.checksum_sha256,
            ..UploadPartOutput::default()
        }))
    }

    pub(super) async fn copy_part(
        &self,
        input: UploadPartCopyInput,
    ) -> S3Result<S3Response<UploadPartCopyOutput>> {
        let CopySource::Bucket { bucket, key, .. } = &input.copy_source else {
            return Err(S3Error::new(S3ErrorCode::NotImplemented));
        };
        let objects = self.store.objects();
        let number = part_number(input.part_number)?;
        let upload =
            objects.upload(&input.bucket, &input.key, &input.upload_id).map_err(refused)?;
        let mut source = objects.open_object(bucket, key).map_err(refused)?;
        check_conditions(
            &source.info,
            input.copy_source_if_match.as_ref(),
            input.copy_source_if_none_match.as_ref(),
            input.copy_source_if_modified_since.as_ref(),
            input.copy_source_if_unmodified_since.as_ref(),
        )?;
        let size = source.info.meta.size;
        let (from, to) = match &input.copy_source_range {
            None => (0, size),
            Some(text) => {
                let invalid = |_| S3Error::new(S3ErrorCode::InvalidRange);
                let range =
                    Range::parse(text).map_err(|_| S3Error::new(S3ErrorCode::InvalidArgument))?;
                let range = range.check(size).map_err(invalid)?;
                (range.start, range.end)
            }
        };
        let mut stage = objects.stage_part();
        let mut at = from;
        while at < to {
            let want = usize::try_from(to - at).unwrap_or(usize::MAX).min(1 << 20);
            let piece = source.body.read_at(at, want).map_err(refused)?;
            if piece.is_empty() {
                return Err(S3Error::new(S3ErrorCode::NoSuchKey));
            }
            stage.write(&piece).map_err(refused)?;
            at += piece.len() as u64;
        }
        let part = objects.put_part(&upload, number, stage.finish()).await.map_err(refused)?;
        Ok(S3Response::new(UploadPartCopyOutput {
            copy_part_result: Some(CopyPartResult {
                e_tag: Some(etag(&part.etag)),
                last_modified: Some(timestamp(part.last_modified)),
                ..CopyPartResult::default()
            }),
            ..UploadPartCopyOutput::default()
        }))
    }

    pub(super) async fn complete(
        &self,
        input: CompleteMultipartUploadInput,
    ) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
        let objects = self.store.objects();
        let upload = match objects.upload(&input.bucket, &input.key, &input.upload_id) {
            Ok(upload) => upload,
            Err(error) => return Err(refused(error)),
        };
        let mut parts = Vec::new();
        for part in input.multipart_upload.and_then(|m| m.parts).unwrap_or_default() {
            let number = part_number(part.part_number.unwrap_or_default())?;
            parts.push((number, part.e_tag.map(ETag::into_value).unwrap_or_default()));
        }
        let condition = condition(input.if_match.as_ref(), input.if_none_match.as_ref())?;
        let info = objects.complete_upload(&upload, &parts, condition).await.map_err(refused)?;
        Ok(S3Response::new(CompleteMultipartUploadOutput {
            e_tag: Some(etag(&info.meta.etag)),
            location: Some(format!("/{}/{}", input.bucket, input.key)),
            bucket: Some(input.bucket),
            key: Some(input.key),
            ..CompleteMultipartUploadOutput::default()
        }))
    }

    pub(super) async fn parts(
        &self,
        input: ListPartsInput,
    ) -> S3Result<S3Response<ListPartsOutput>> {
        let objects = self.store.objects();
        let upload =
            objects.upload(&input.bucket, &input.key, &input.upload_id).map_err(refused)?;
        let after = input.part_number_marker.unwrap_or(0);
        let max = usize::try_from(input.max_parts.unwrap_or(1_000)).unwrap_or(1_000).min(1_000);
        let mut found =
            objects.list_parts(&upload, part_number(after)?, max + 1).map_err(refused)?;
        let truncated = found.len() > max;
        found.truncate(max);
        Ok(S3Response::new(ListPartsOutput {
            bucket: Some(input.bucket),
            key: Some(input.key),
            upload_id: Some(input.upload_id),
            is_truncated: Some(truncated),
            max_parts: i32::try_from(max).ok(),
            part_number_marker: Some(after),
            next_part_number_marker: found.last().map(|part| i32::from(part.number)),
            parts: Some(
                found
                    .into_iter()
                    .map(|part| Part {
                        part_number: Some(i32::from(part.number)),
                        e_tag: Some(etag(&part.etag)),
                        size: i64::try_from(part.size).ok(),
                        last_modified: Some(timestamp(part.last_modified)),
                        ..Part::default()
                    })
                    .collect(),
            ),
            storage_class: Some(StorageClass::from_static("STANDARD")),
            ..ListPartsOutput::default()
        }))
    }

    pub(super) async fn uploads(
        &self,
        input: ListMultipartUploadsInput,
    ) -> S3Result<S3Response<ListMultipartUploadsOutput>> {
        let max = usize::try_from(input.max_uploads.unwrap_or(1_000)).unwrap_or(1_000).min(1_000);
        let prefix = input.prefix.clone().unwrap_or_default();
        let after = (input.key_marker.clone().unwrap_or_default(), input.upload_id_marker.clone());
        let mut all: Vec<Upload> =
            self.store.objects().list_uploads(&input.bucket).map_err(refused)?;
        all.sort_by(|a, b| (&a.key, &a.id).cmp(&(&b.key, &b.id)));
        all.retain(|upload| {
            let later = match &after.1 {
                Some(id) => (&upload.key, &upload.id) > (&after.0, id),
                None => after.0.is_empty() || upload.key > after.0,
            };
            later && upload.key.starts_with(&prefix)
        });
        let truncated = all.len() > max;
        all.truncate(max);
        let last = all.last().filter(|_| truncated);
        Ok(S3Response::new(ListMultipartUploadsOutput {
            bucket: Some(input.bucket),
            prefix: input.prefix,
            key_marker: input.key_marker,
            upload_id_marker: input.upload_id_marker,
            max_uploads: i32::try_from(max).ok(),
            is_truncated: Some(truncated),
            next_key_marker: last.map(|upload| upload.key.clone()),
            next_upload_id_marker: last.map(|upload| upload.id.clone()),
            uploads: Some(
                all.iter()
                    .map(|upload| MultipartUpload {
                        key: Some(upload.key.clone()),
                        upload_id: Some(upload.id.clone()),
                        initiated: Some(timestamp(upload.started)),
                        storage_class: Some(StorageClass::from_static("STANDARD")),
                        ..MultipartUpload::default()
                    })
                    .collect(),
            ),
            ..ListMultipartUploadsOutput::default()
        }))
    }

    pub(super) async fn delete_one(&self, bucket: &str, key: &str) -> S3Result<()> {
        let done = self.store.objects().delete(bucket, key).await;
        done.map_err(|error| refused(distmap_store::Error::Service(error)))
    }
}
