//! A stand-in for the Pulumi SDK for Rust: the signatures that programs meet, without what is behind them.
//!
//! Written in November 2026 after the public source of <https://github.com/lukebward/pulumi-rust>, as a public index had it (of August
//! 2026 or later, not every file of one commit): the `pulumi` crate (`sdk/rust/pulumi/src`), the generator that makes a crate of a
//! provider's schema (`pulumi-language-rust/codegen`, with what it made in `testdata/sdks`), the examples and the README. The SDK
//! itself is not compiled here: it is on no registry (`pulumi` 0.0.1 on crates.io is a placeholder).
//!
//! No signature is wider than the SDK's. Of what the SDK has and the bindings have not, `flat_map` alone is here: the stack's own
//! program needs it in the one file that is written anew for the SDK.

pub mod pulumi;
pub mod pulumi_aws;
