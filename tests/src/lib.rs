//! Tests across crates, and with real clients.
