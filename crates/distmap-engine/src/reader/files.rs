//! Data sets of many files: an S3 inventory, an Athena manifest, all objects of a listing.

use std::collections::VecDeque;
use std::sync::Arc;

use distmap_asl::ReaderConfig;
use serde_json::Value;

use super::lines::Lines;
use super::listing::Listing;
use super::records::Records;
use super::stream::Stream;
use super::{failed, refused};
use crate::error::StateError;
use crate::map_run::Item;
use crate::ports::Objects;

/// The records of several files, one file after another.
pub(super) struct Files {
    objects: Arc<dyn Objects>,
    names: Names,
    config: ReaderConfig,
    current: Option<Records>,
}

/// Where the files' names come from.
enum Names {
    Known(VecDeque<(String, String)>),
    Manifest(Box<Lines>),
    Listing { listing: Box<Listing>, bucket: String, page: VecDeque<String> },
}

impl Files {
    /// All objects of a listing (`Transformation: LOAD_AND_FLATTEN`).
    pub(super) fn listed(
        objects: Arc<dyn Objects>,
        listing: Listing,
        bucket: String,
        config: ReaderConfig,
    ) -> Self {
        let names = Names::Listing { listing: Box::new(listing), bucket, page: VecDeque::new() };
        Self { objects, names, config, current: None }
    }

    /// The files that an Athena `UNLOAD` lists, one `s3://bucket/key` a line.
    pub(super) async fn athena(
        objects: Arc<dyn Objects>,
        bucket: &str,
        key: &str,
        config: ReaderConfig,
    ) -> Result<Self, StateError> {
        let lines = Lines::new(Stream::open(objects.clone(), bucket, key).await?);
        Ok(Self { objects, names: Names::Manifest(Box::new(lines)), config, current: None })
    }

    /// The files of an S3 inventory, whose manifest names their columns
    /// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html>).
    pub(super) async fn inventory(
        objects: Arc<dyn Objects>,
        bucket: &str,
        key: &str,
        config: &ReaderConfig,
    ) -> Result<Self, StateError> {
        let body = objects.get(bucket, key).await.map_err(refused)?.body;
        let manifest: Value = serde_json::from_slice(&body)
            .map_err(|e| failed(format!("the inventory's manifest is no JSON: {e}")))?;
        let text = |name: &str| manifest.get(name).and_then(Value::as_str);
        let destination = text("destinationBucket")
            .map_or(bucket, |arn| arn.strip_prefix("arn:aws:s3:::").unwrap_or(arn));
        let files = manifest
            .get("files")
            .and_then(Value::as_array)
            .ok_or_else(|| failed("the inventory's manifest has no files"))?
            .iter()
            .filter_map(|file| file.get("key").and_then(Value::as_str))
            .map(|key| (destination.to_owned(), key.to_owned()))
            .collect();
        let mut config = config.clone();
        match text("fileFormat") {
            Some("CSV") | None => {
                let schema = text("fileSchema")
                    .ok_or_else(|| failed("the inventory's manifest has no fileSchema"))?;
                config.input_type = Some("CSV".into());
                config.csv_header_location = Some("GIVEN".into());
                config.csv_headers = Some(schema.split(',').map(|c| c.trim().into()).collect());
            }
            Some("Parquet") => config.input_type = Some("PARQUET".into()),
            Some(other) => return Err(failed(format!("an inventory in {other} is not read"))),
        }
        Ok(Self { objects, names: Names::Known(files), config, current: None })
    }

    /// The next records, `None` when the last file has ended.
    pub(super) async fn next_page(&mut self) -> Result<Option<Vec<Item>>, StateError> {
        loop {
            if let Some(records) = &mut self.current {
                if let Some(page) = records.next_page().await? {
                    return Ok(Some(page));
                }
                self.current = None;
            }
            let Some((bucket, key)) = self.names.next().await? else { return Ok(None) };
            let config = self.config_for(&key);
            self.current = Some(Records::open(self.objects.clone(), &bucket, &key, &config).await?);
        }
    }

    /// The configuration, with the type told by the key where the definition names none.
    fn config_for(&self, key: &str) -> ReaderConfig {
        let mut config = self.config.clone();
        if matches!(config.input_type.as_deref(), None | Some("MANIFEST")) {
            let plain = key.trim_end_matches(".gz").trim_end_matches(".zst");
            let found = match plain.rsplit('.').next() {
                Some("csv") => "CSV",
                Some("parquet") => "PARQUET",
                Some("json") => "JSON",
                _ => "JSONL",
            };
            config.input_type = Some(found.into());
        }
        config
    }
}

impl Names {
    async fn next(&mut self) -> Result<Option<(String, String)>, StateError> {
        match self {
            Self::Known(names) => Ok(names.pop_front()),
            Self::Manifest(lines) => loop {
                let Some(line) = lines.next().await? else { return Ok(None) };
                let line = String::from_utf8_lossy(line);
                let line = line.trim().trim_matches('"');
                if line.is_empty() {
                    continue;
                }
                return line
                    .strip_prefix("s3://")
                    .and_then(|rest| rest.split_once('/'))
                    .map(|(bucket, key)| Some((bucket.to_owned(), key.to_owned())))
                    .ok_or_else(|| failed(format!("the manifest names no S3 object: {line}")));
            },
            Self::Listing { listing, bucket, page } => loop {
                if let Some(key) = page.pop_front() {
                    return Ok(Some((bucket.clone(), key)));
                }
                let Some(objects) = listing.next_objects().await? else { return Ok(None) };
                // Keys that end in a slash are the folders that consoles make.
                let keys = objects.into_iter().map(|o| o.key).filter(|key| !key.ends_with('/'));
                page.extend(keys);
            },
        }
    }
}
