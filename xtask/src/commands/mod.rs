//! One file per command.

pub(crate) mod bench;
pub(crate) mod conformance;
pub(crate) mod demo;
pub(crate) mod deploy;
pub(crate) mod deploy_aws;
pub(crate) mod destroy;
pub(crate) mod destroy_aws;
pub(crate) mod executions;
pub(crate) mod failures;
pub(crate) mod generate;
pub(crate) mod graph;
pub(crate) mod history;
pub(crate) mod iam;
pub(crate) mod invoke;
pub(crate) mod lint;
pub(crate) mod map_runs;
pub(crate) mod messages;
pub(crate) mod plan;
pub(crate) mod redrive;
pub(crate) mod render;
pub(crate) mod serve;
pub(crate) mod upload;
