//! Runs questions whose answers AWS Step Functions has recorded, and compares.
//!
//! A *vector* is one JSON file: a definition with an input, the outcome that AWS gave and mostly the
//! whole event history; or a definition that AWS refused; or calls of the API with their responses.
//! The form is that of the vectors' own `README.md`. Flow: [`Vector`] (read) -> run -> an answer ->
//! [`Placeholders`] (the recording's rules, applied to our answer) -> [`compare`](compare::compare)
//! -> [`Case`] -> [`Report`].

mod answer;
mod ask;
pub mod compare;
mod definitions;
mod driver;
mod judge;
mod lambda;
mod number;
mod placeholder;
mod report;
mod rule;
mod runner;
mod sequence;
mod services;
mod test_state;
mod transport;
mod vector;
mod wire;
mod world;

pub use answer::Answer;
pub use compare::Difference;
pub use placeholder::Placeholders;
pub use report::{Case, Report, Tally, Verdict};
pub use runner::run;
pub use transport::Transport;
pub use vector::{LoadError, Vector, load};
