//! The real Pulumi engine on the program, against a provider for tests that speaks Pulumi's own protocol (`tools/pulumi/provider`).

mod drift;
mod endpoint;
mod lifecycle;
mod provider;
mod secrets;
mod served;
#[allow(dead_code, reason = "the commands' tests use what these do not")]
mod stand;
mod tools;
mod values;
