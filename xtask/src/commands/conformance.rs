//! `cargo xtask conformance`: recorded answers of AWS Step Functions against ours.
