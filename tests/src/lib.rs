//! Tests across crates, and with real clients.
//!
//! [`conformance`] is the runner of AWS-recorded vectors; the tests themselves are in `tests/`.

pub mod conformance;
