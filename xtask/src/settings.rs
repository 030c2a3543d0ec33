//! The workflow's settings as arguments: what `render`, `deploy` and `plan` have in common.

use clap::{Args, ValueEnum};
use distmap_asl::workflow::{DEFAULT_PATCH, Settings, SettingsError, Variant};

use crate::error::{CommandError, Exit, Result};

/// Which of the workflow's forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum VariantName {
    /// Maps nested in maps, the sample's defects mended
    #[default]
    Nested,
    /// One distributed map, the cheapest
    Flat,
    /// The AWS sample as it is
    Sample,
}

impl VariantName {
    fn variant(self) -> Variant {
        match self {
            Self::Nested => Variant::Nested,
            Self::Flat => Variant::Flat,
            Self::Sample => Variant::Sample,
        }
    }
}

/// What the workflow leaves open.
#[derive(Args, Clone, Debug)]
pub(crate) struct SettingsArgs {
    /// Which form of the workflow; nested by default
    #[arg(long, value_enum)]
    variant: Option<VariantName>,
    /// Only objects whose key begins with this
    #[arg(long, value_name = "TEXT")]
    prefix: Option<String>,
    /// Objects in a child of the outer map (nested)
    #[arg(long, value_name = "N")]
    outer_batch: Option<u64>,
    /// Objects in a child of the inner map (nested); 1 lets a broken object fail alone
    #[arg(long, value_name = "N")]
    inner_batch: Option<u64>,
    /// Objects in a child (flat)
    #[arg(long, value_name = "N")]
    flat_batch: Option<u64>,
    /// Children of the outer map at once (nested)
    #[arg(long, value_name = "N")]
    outer_concurrency: Option<u64>,
    /// Children of an inner map (nested) or of the only map (flat) at once
    #[arg(long, value_name = "N")]
    inner_concurrency: Option<u64>,
    /// Percentage of items that may fail before a Map Run is given up
    #[arg(long, value_name = "PERCENT")]
    tolerance: Option<f64>,
    /// The JSON object that is merged into every body
    #[arg(long, value_name = "JSON")]
    patch: Option<String>,
}

impl SettingsArgs {
    /// Which form of the workflow.
    pub(crate) fn variant(&self) -> Variant {
        self.variant.unwrap_or_default().variant()
    }

    /// The settings for the objects of `bucket`.
    pub(crate) fn settings(
        &self,
        bucket: &str,
        topic_arn: &str,
        results: &str,
    ) -> Result<Settings> {
        self.build(bucket, topic_arn, results)
            .map_err(|error| CommandError::new(Exit::Input, error))
    }

    /// The patch that is merged into every body.
    pub(crate) fn patch(&self) -> &str {
        self.patch.as_deref().unwrap_or(DEFAULT_PATCH)
    }

    /// What was given, as keys and values of the Pulumi program's configuration; what was not keeps what the stack has.
    pub(crate) fn configuration(&self) -> Vec<(String, String)> {
        let mut keys = Vec::new();
        let mut set = |key: &str, value: Option<String>| {
            keys.extend(value.map(|value| (key.to_owned(), value)));
        };
        set("variant", self.variant.map(|it| it.variant().name().to_owned()));
        set("prefix", self.prefix.clone());
        set("outerBatch", self.outer_batch.map(|it| it.to_string()));
        set("innerBatch", self.inner_batch.map(|it| it.to_string()));
        set("flatBatch", self.flat_batch.map(|it| it.to_string()));
        set("outerConcurrency", self.outer_concurrency.map(|it| it.to_string()));
        set("innerConcurrency", self.inner_concurrency.map(|it| it.to_string()));
        set("toleratedFailurePercentage", self.tolerance.map(|it| it.to_string()));
        set("patch", self.patch.clone());
        keys
    }

    fn build(
        &self,
        bucket: &str,
        topic_arn: &str,
        results: &str,
    ) -> std::result::Result<Settings, SettingsError> {
        let mut settings = Settings::new(bucket, topic_arn, results)?;
        if let Some(prefix) = &self.prefix {
            settings = settings.prefix(&**prefix)?;
        }
        if let Some(count) = self.outer_batch {
            settings = settings.outer_batch(count)?;
        }
        if let Some(count) = self.inner_batch {
            settings = settings.inner_batch(count)?;
        }
        if let Some(count) = self.flat_batch {
            settings = settings.flat_batch(count)?;
        }
        if let Some(count) = self.outer_concurrency {
            settings = settings.outer_concurrency(count)?;
        }
        if let Some(count) = self.inner_concurrency {
            settings = settings.inner_concurrency(count)?;
        }
        if let Some(percentage) = self.tolerance {
            settings = settings.tolerated_failure_percentage(percentage)?;
        }
        settings.patch(self.patch())
    }
}
