#![doc = include_str!("../README.md")]

mod counts;
mod estimate;
mod path;
pub mod region;
mod walk;
mod workload;

pub use counts::Counts;
pub use estimate::{Bound, Estimate, Line, estimate};
pub use workload::{DurationPrice, Workload};

/// Why there is no estimate.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PlanError {
    /// No prices are known for the Region.
    #[error("the prices of the Region `{region}` are not known here, only those of {}: an estimate for that Region shows the size of the bill, <https://aws.amazon.com/step-functions/pricing/> the difference", known.join(", "))]
    Region {
        /// The Region asked for.
        region: String,
        /// The Regions whose prices are known.
        known: Vec<String>,
    },
    /// A share outside 0 to 1.
    #[error("`{name}` is a share between 0 and 1, not {share}")]
    Share {
        /// The field of [`Workload`].
        name: &'static str,
        /// What it was.
        share: f64,
    },
}
