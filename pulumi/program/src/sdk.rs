//! The SDK that the program is written for. To move it to another of the same shape, change this file and `main.rs` alone: the
//! imports, and what is not of the SDK's shape.

pub(crate) use distmap_pulumi_bindings as pulumi;
pub(crate) use distmap_pulumi_bindings as pulumi_aws;

use pulumi::{Config, Output};

/// The program's keys that are set.
pub(crate) fn keys(config: &Config) -> Vec<String> {
    config.keys().map(str::to_owned).collect()
}

/// The same text, a secret where one of these keys is: it was made from their texts.
pub(crate) fn guarded(config: &Config, keys: &[&str], text: Output<String>) -> Output<String> {
    config.guarded(keys, text)
}
