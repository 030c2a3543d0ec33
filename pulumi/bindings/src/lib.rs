//! Typed Pulumi programs in Rust, for the compiler hook of Pulumi's YAML runtime.
