//! Tests across crates, and with real clients.
//!
//! [`mod@bench`] measures the engine beside a plain loop.
//! [`conformance`] is the runner of AWS-recorded vectors; the tests themselves are in `tests/`.

pub mod bench;
pub mod conformance;
