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
    /// There is no such Region.
    #[error("`{region}` is no Region of AWS: they are called as us-east-1 is")]
    Region {
        /// The Region asked for.
        region: String,
    },
    /// A share outside 0 to 1.
    #[error("`{name}` is a share between 0 and 1, not {share}")]
    Share {
        /// The field of [`Workload`].
        name: &'static str,
        /// What it was.
        share: f64,
    },
    /// Seconds that no task takes: below zero, or no number.
    #[error("`{name}` is a number of seconds, not {seconds}")]
    Seconds {
        /// The field of [`Workload`].
        name: &'static str,
        /// What it was.
        seconds: f64,
    },
}
