//! The workflow of this project in three variants, built with the [`builder`](crate::builder) from one set of
//! [`Settings`]. All do the same seven steps: list the objects of a bucket, batch them, batch them again, iterate over a
//! batch, fetch an object, merge a patch into it, publish the result.
//!
//! | variant | what it is | a malformed object |
//! |---|---|---|
//! | `sample` | the AWS sample as its CDK stack synthesises it, the catchers in the order that the language demands | fails its batch of ten, and nobody hears of it |
//! | `nested` | the same steps with the sample's defects mended | is a failed child execution of an inner Map Run |
//! | `flat` | one Map Run of EXPRESS children, the cheapest | is a failed child execution of the Map Run of `ReportFailures` |
//!
//! # How a failure surfaces
//! AWS counts and records failures by *child execution*: when one item of a batch fails its child, the whole batch counts
//! as failed, and a redrive publishes its good items once more. So:
//!
//! - **`nested`** starts a child of its own for every object (`inner_batch` is 1). Whatever goes wrong, also what no
//!   catcher catches (`States.Runtime`), fails exactly that object, with AWS's error name, in the counters of the
//!   inner Map Run, in its `FAILED_n.json`, within its tolerance, and can be redriven alone. The outer Map Run has batches
//!   of a thousand, so that every inner Map Run has up to a thousand children. A larger `inner_batch` is cheaper and
//!   coarser. `SetTolerance` sees to it that a last batch of few objects, which makes no rate, fails only if all of
//!   them do.
//! - **`flat`** has batches of a hundred. Each object is processed in a Parallel state whose catcher turns a failure into
//!   `{"Key", "Error", "Cause"}`; a batch's output is the list of its failed objects, mostly empty. The result writer
//!   flattens those lists into JSON Lines. The last state, `ReportFailures`, reads these lines and fails one
//!   child for each, with the object's own error and cause: a failed object is again a failed child, and its record
//!   stands in a `FAILED_n.json`. `ToleratedFailurePercentage` is about whole batches there.
//!
//! No result grows with the number of objects: bodies are discarded when they are published, and both maps hand
//! on nothing but where their results lie.

mod parts;
mod settings;
mod variants;

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::model::StateMachine;
pub use settings::{DEFAULT_PATCH, Settings, SettingsError};

/// Which of the workflow's forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Variant {
    /// The AWS sample.
    Sample,
    /// Maps nested in maps, mended.
    #[default]
    Nested,
    /// One distributed map.
    Flat,
}

impl Variant {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sample, Self::Nested, Self::Flat];

    /// The definition.
    ///
    /// ```
    /// use distmap_asl::workflow::{Settings, Variant};
    ///
    /// let settings = Settings::new("in", "arn:aws:sns:us-east-1:123456789012:out", "results")?;
    /// let machine = Variant::Nested.definition(&settings);
    /// assert_eq!(machine.start_at, "ProcessBucket");
    /// # Ok::<(), distmap_asl::workflow::SettingsError>(())
    /// ```
    #[must_use]
    pub fn definition(self, settings: &Settings) -> StateMachine {
        match self {
            Self::Sample => variants::sample(settings),
            Self::Nested => variants::nested(settings),
            Self::Flat => variants::flat(settings),
        }
    }

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sample => "sample",
            Self::Nested => "nested",
            Self::Flat => "flat",
        }
    }
}

impl fmt::Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is no variant's.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("unknown variant '{0}': use sample, nested or flat")]
pub struct UnknownVariant(String);

impl FromStr for Variant {
    type Err = UnknownVariant;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|it| it.name() == name)
            .ok_or_else(|| UnknownVariant(name.to_owned()))
    }
}
