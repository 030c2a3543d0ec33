//! Requests and answers of AWS Step Functions (2016-11-23).
//!
//! Written by codegen/generate.py from botocore 1.44.5; change that program, not this file.

mod shapes;

use crate::protocol::shape::Timestamp;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use shapes::SERVICE;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ActivityListItem {
    #[serde(rename = "activityArn")]
    pub activity_arn: String,
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "creationDate")]
    pub creation_date: Timestamp,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BillingDetails {
    #[serde(rename = "billedMemoryUsedInMB", default, skip_serializing_if = "Option::is_none")]
    pub billed_memory_used_in_mb: Option<i64>,
    #[serde(
        rename = "billedDurationInMilliseconds",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub billed_duration_in_milliseconds: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CloudWatchEventsExecutionDataDetails {
    #[serde(rename = "included", default, skip_serializing_if = "Option::is_none")]
    pub included: Option<bool>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CloudWatchLogsLogGroup {
    #[serde(rename = "logGroupArn", default, skip_serializing_if = "Option::is_none")]
    pub log_group_arn: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CreateActivityInput {
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "tags", default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "encryptionConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub encryption_configuration: Option<EncryptionConfiguration>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CreateActivityOutput {
    #[serde(rename = "activityArn")]
    pub activity_arn: String,
    #[serde(rename = "creationDate")]
    pub creation_date: Timestamp,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CreateStateMachineAliasInput {
    #[serde(rename = "description", default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "routingConfiguration")]
    pub routing_configuration: Vec<RoutingConfigurationListItem>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CreateStateMachineAliasOutput {
    #[serde(rename = "stateMachineAliasArn")]
    pub state_machine_alias_arn: String,
    #[serde(rename = "creationDate")]
    pub creation_date: Timestamp,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CreateStateMachineInput {
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "definition")]
    pub definition: String,
    #[serde(rename = "roleArn")]
    pub role_arn: String,
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(rename = "loggingConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub logging_configuration: Option<LoggingConfiguration>,
    #[serde(rename = "tags", default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "tracingConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub tracing_configuration: Option<TracingConfiguration>,
    #[serde(rename = "publish", default, skip_serializing_if = "Option::is_none")]
    pub publish: Option<bool>,
    #[serde(rename = "versionDescription", default, skip_serializing_if = "Option::is_none")]
    pub version_description: Option<String>,
    #[serde(rename = "encryptionConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub encryption_configuration: Option<EncryptionConfiguration>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CreateStateMachineOutput {
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "creationDate")]
    pub creation_date: Timestamp,
    #[serde(rename = "stateMachineVersionArn", default, skip_serializing_if = "Option::is_none")]
    pub state_machine_version_arn: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteActivityInput {
    #[serde(rename = "activityArn")]
    pub activity_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteActivityOutput {}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteStateMachineAliasInput {
    #[serde(rename = "stateMachineAliasArn")]
    pub state_machine_alias_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteStateMachineAliasOutput {}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteStateMachineInput {
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteStateMachineOutput {}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteStateMachineVersionInput {
    #[serde(rename = "stateMachineVersionArn")]
    pub state_machine_version_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteStateMachineVersionOutput {}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescribeActivityInput {
    #[serde(rename = "activityArn")]
    pub activity_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescribeActivityOutput {
    #[serde(rename = "activityArn")]
    pub activity_arn: String,
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "creationDate")]
    pub creation_date: Timestamp,
    #[serde(rename = "encryptionConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub encryption_configuration: Option<EncryptionConfiguration>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescribeExecutionInput {
    #[serde(rename = "executionArn")]
    pub execution_arn: String,
    #[serde(rename = "includedData", default, skip_serializing_if = "Option::is_none")]
    pub included_data: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescribeExecutionOutput {
    #[serde(rename = "executionArn")]
    pub execution_arn: String,
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "name", default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "status")]
    pub status: String,
    #[serde(rename = "startDate")]
    pub start_date: Timestamp,
    #[serde(rename = "stopDate", default, skip_serializing_if = "Option::is_none")]
    pub stop_date: Option<Timestamp>,
    #[serde(rename = "input", default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    #[serde(rename = "inputDetails", default, skip_serializing_if = "Option::is_none")]
    pub input_details: Option<CloudWatchEventsExecutionDataDetails>,
    #[serde(rename = "output", default, skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    #[serde(rename = "outputDetails", default, skip_serializing_if = "Option::is_none")]
    pub output_details: Option<CloudWatchEventsExecutionDataDetails>,
    #[serde(rename = "traceHeader", default, skip_serializing_if = "Option::is_none")]
    pub trace_header: Option<String>,
    #[serde(rename = "mapRunArn", default, skip_serializing_if = "Option::is_none")]
    pub map_run_arn: Option<String>,
    #[serde(rename = "error", default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    #[serde(rename = "cause", default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    #[serde(rename = "stateMachineVersionArn", default, skip_serializing_if = "Option::is_none")]
    pub state_machine_version_arn: Option<String>,
    #[serde(rename = "stateMachineAliasArn", default, skip_serializing_if = "Option::is_none")]
    pub state_machine_alias_arn: Option<String>,
    #[serde(rename = "redriveCount", default, skip_serializing_if = "Option::is_none")]
    pub redrive_count: Option<i64>,
    #[serde(rename = "redriveDate", default, skip_serializing_if = "Option::is_none")]
    pub redrive_date: Option<Timestamp>,
    #[serde(rename = "redriveStatus", default, skip_serializing_if = "Option::is_none")]
    pub redrive_status: Option<String>,
    #[serde(rename = "redriveStatusReason", default, skip_serializing_if = "Option::is_none")]
    pub redrive_status_reason: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescribeMapRunInput {
    #[serde(rename = "mapRunArn")]
    pub map_run_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescribeMapRunOutput {
    #[serde(rename = "mapRunArn")]
    pub map_run_arn: String,
    #[serde(rename = "executionArn")]
    pub execution_arn: String,
    #[serde(rename = "status")]
    pub status: String,
    #[serde(rename = "startDate")]
    pub start_date: Timestamp,
    #[serde(rename = "stopDate", default, skip_serializing_if = "Option::is_none")]
    pub stop_date: Option<Timestamp>,
    #[serde(rename = "maxConcurrency")]
    pub max_concurrency: i64,
    #[serde(rename = "toleratedFailurePercentage")]
    pub tolerated_failure_percentage: f64,
    #[serde(rename = "toleratedFailureCount")]
    pub tolerated_failure_count: i64,
    #[serde(rename = "itemCounts")]
    pub item_counts: MapRunItemCounts,
    #[serde(rename = "executionCounts")]
    pub execution_counts: MapRunExecutionCounts,
    #[serde(rename = "redriveCount", default, skip_serializing_if = "Option::is_none")]
    pub redrive_count: Option<i64>,
    #[serde(rename = "redriveDate", default, skip_serializing_if = "Option::is_none")]
    pub redrive_date: Option<Timestamp>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescribeStateMachineAliasInput {
    #[serde(rename = "stateMachineAliasArn")]
    pub state_machine_alias_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescribeStateMachineAliasOutput {
    #[serde(rename = "stateMachineAliasArn", default, skip_serializing_if = "Option::is_none")]
    pub state_machine_alias_arn: Option<String>,
    #[serde(rename = "name", default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "description", default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "routingConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub routing_configuration: Option<Vec<RoutingConfigurationListItem>>,
    #[serde(rename = "creationDate", default, skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<Timestamp>,
    #[serde(rename = "updateDate", default, skip_serializing_if = "Option::is_none")]
    pub update_date: Option<Timestamp>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescribeStateMachineForExecutionInput {
    #[serde(rename = "executionArn")]
    pub execution_arn: String,
    #[serde(rename = "includedData", default, skip_serializing_if = "Option::is_none")]
    pub included_data: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescribeStateMachineForExecutionOutput {
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "definition")]
    pub definition: String,
    #[serde(rename = "roleArn")]
    pub role_arn: String,
    #[serde(rename = "updateDate")]
    pub update_date: Timestamp,
    #[serde(rename = "loggingConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub logging_configuration: Option<LoggingConfiguration>,
    #[serde(rename = "tracingConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub tracing_configuration: Option<TracingConfiguration>,
    #[serde(rename = "mapRunArn", default, skip_serializing_if = "Option::is_none")]
    pub map_run_arn: Option<String>,
    #[serde(rename = "label", default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(rename = "revisionId", default, skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
    #[serde(rename = "encryptionConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub encryption_configuration: Option<EncryptionConfiguration>,
    #[serde(rename = "variableReferences", default, skip_serializing_if = "Option::is_none")]
    pub variable_references: Option<IndexMap<String, Vec<String>>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescribeStateMachineInput {
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "includedData", default, skip_serializing_if = "Option::is_none")]
    pub included_data: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DescribeStateMachineOutput {
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "status", default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(rename = "definition")]
    pub definition: String,
    #[serde(rename = "roleArn")]
    pub role_arn: String,
    #[serde(rename = "type")]
    pub r#type: String,
    #[serde(rename = "creationDate")]
    pub creation_date: Timestamp,
    #[serde(rename = "loggingConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub logging_configuration: Option<LoggingConfiguration>,
    #[serde(rename = "tracingConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub tracing_configuration: Option<TracingConfiguration>,
    #[serde(rename = "label", default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(rename = "revisionId", default, skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
    #[serde(rename = "description", default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "encryptionConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub encryption_configuration: Option<EncryptionConfiguration>,
    #[serde(rename = "variableReferences", default, skip_serializing_if = "Option::is_none")]
    pub variable_references: Option<IndexMap<String, Vec<String>>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EncryptionConfiguration {
    #[serde(rename = "kmsKeyId", default, skip_serializing_if = "Option::is_none")]
    pub kms_key_id: Option<String>,
    #[serde(
        rename = "kmsDataKeyReusePeriodSeconds",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub kms_data_key_reuse_period_seconds: Option<i64>,
    #[serde(rename = "type")]
    pub r#type: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExecutionListItem {
    #[serde(rename = "executionArn")]
    pub execution_arn: String,
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "status")]
    pub status: String,
    #[serde(rename = "startDate")]
    pub start_date: Timestamp,
    #[serde(rename = "stopDate", default, skip_serializing_if = "Option::is_none")]
    pub stop_date: Option<Timestamp>,
    #[serde(rename = "mapRunArn", default, skip_serializing_if = "Option::is_none")]
    pub map_run_arn: Option<String>,
    #[serde(rename = "itemCount", default, skip_serializing_if = "Option::is_none")]
    pub item_count: Option<i64>,
    #[serde(rename = "stateMachineVersionArn", default, skip_serializing_if = "Option::is_none")]
    pub state_machine_version_arn: Option<String>,
    #[serde(rename = "stateMachineAliasArn", default, skip_serializing_if = "Option::is_none")]
    pub state_machine_alias_arn: Option<String>,
    #[serde(rename = "redriveCount", default, skip_serializing_if = "Option::is_none")]
    pub redrive_count: Option<i64>,
    #[serde(rename = "redriveDate", default, skip_serializing_if = "Option::is_none")]
    pub redrive_date: Option<Timestamp>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetActivityTaskInput {
    #[serde(rename = "activityArn")]
    pub activity_arn: String,
    #[serde(rename = "workerName", default, skip_serializing_if = "Option::is_none")]
    pub worker_name: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetActivityTaskOutput {
    #[serde(rename = "taskToken", default, skip_serializing_if = "Option::is_none")]
    pub task_token: Option<String>,
    #[serde(rename = "input", default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetExecutionHistoryInput {
    #[serde(rename = "executionArn")]
    pub execution_arn: String,
    #[serde(rename = "maxResults", default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
    #[serde(rename = "reverseOrder", default, skip_serializing_if = "Option::is_none")]
    pub reverse_order: Option<bool>,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(rename = "includeExecutionData", default, skip_serializing_if = "Option::is_none")]
    pub include_execution_data: Option<bool>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetExecutionHistoryOutput {
    #[serde(rename = "events")]
    pub events: Value,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListActivitiesInput {
    #[serde(rename = "maxResults", default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListActivitiesOutput {
    #[serde(rename = "activities")]
    pub activities: Vec<ActivityListItem>,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListExecutionsInput {
    #[serde(rename = "stateMachineArn", default, skip_serializing_if = "Option::is_none")]
    pub state_machine_arn: Option<String>,
    #[serde(rename = "statusFilter", default, skip_serializing_if = "Option::is_none")]
    pub status_filter: Option<String>,
    #[serde(rename = "maxResults", default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(rename = "mapRunArn", default, skip_serializing_if = "Option::is_none")]
    pub map_run_arn: Option<String>,
    #[serde(rename = "redriveFilter", default, skip_serializing_if = "Option::is_none")]
    pub redrive_filter: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListExecutionsOutput {
    #[serde(rename = "executions")]
    pub executions: Vec<ExecutionListItem>,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListMapRunsInput {
    #[serde(rename = "executionArn")]
    pub execution_arn: String,
    #[serde(rename = "maxResults", default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListMapRunsOutput {
    #[serde(rename = "mapRuns")]
    pub map_runs: Vec<MapRunListItem>,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListStateMachineAliasesInput {
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(rename = "maxResults", default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListStateMachineAliasesOutput {
    #[serde(rename = "stateMachineAliases")]
    pub state_machine_aliases: Vec<StateMachineAliasListItem>,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListStateMachineVersionsInput {
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(rename = "maxResults", default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListStateMachineVersionsOutput {
    #[serde(rename = "stateMachineVersions")]
    pub state_machine_versions: Vec<StateMachineVersionListItem>,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListStateMachinesInput {
    #[serde(rename = "maxResults", default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListStateMachinesOutput {
    #[serde(rename = "stateMachines")]
    pub state_machines: Vec<StateMachineListItem>,
    #[serde(rename = "nextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListTagsForResourceInput {
    #[serde(rename = "resourceArn")]
    pub resource_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListTagsForResourceOutput {
    #[serde(rename = "tags", default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LogDestination {
    #[serde(rename = "cloudWatchLogsLogGroup", default, skip_serializing_if = "Option::is_none")]
    pub cloud_watch_logs_log_group: Option<CloudWatchLogsLogGroup>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LoggingConfiguration {
    #[serde(rename = "level", default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    #[serde(rename = "includeExecutionData", default, skip_serializing_if = "Option::is_none")]
    pub include_execution_data: Option<bool>,
    #[serde(rename = "destinations", default, skip_serializing_if = "Option::is_none")]
    pub destinations: Option<Vec<LogDestination>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapRunExecutionCounts {
    #[serde(rename = "pending")]
    pub pending: i64,
    #[serde(rename = "running")]
    pub running: i64,
    #[serde(rename = "succeeded")]
    pub succeeded: i64,
    #[serde(rename = "failed")]
    pub failed: i64,
    #[serde(rename = "timedOut")]
    pub timed_out: i64,
    #[serde(rename = "aborted")]
    pub aborted: i64,
    #[serde(rename = "total")]
    pub total: i64,
    #[serde(rename = "resultsWritten")]
    pub results_written: i64,
    #[serde(rename = "failuresNotRedrivable", default, skip_serializing_if = "Option::is_none")]
    pub failures_not_redrivable: Option<i64>,
    #[serde(rename = "pendingRedrive", default, skip_serializing_if = "Option::is_none")]
    pub pending_redrive: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapRunItemCounts {
    #[serde(rename = "pending")]
    pub pending: i64,
    #[serde(rename = "running")]
    pub running: i64,
    #[serde(rename = "succeeded")]
    pub succeeded: i64,
    #[serde(rename = "failed")]
    pub failed: i64,
    #[serde(rename = "timedOut")]
    pub timed_out: i64,
    #[serde(rename = "aborted")]
    pub aborted: i64,
    #[serde(rename = "total")]
    pub total: i64,
    #[serde(rename = "resultsWritten")]
    pub results_written: i64,
    #[serde(rename = "failuresNotRedrivable", default, skip_serializing_if = "Option::is_none")]
    pub failures_not_redrivable: Option<i64>,
    #[serde(rename = "pendingRedrive", default, skip_serializing_if = "Option::is_none")]
    pub pending_redrive: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapRunListItem {
    #[serde(rename = "executionArn")]
    pub execution_arn: String,
    #[serde(rename = "mapRunArn")]
    pub map_run_arn: String,
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "startDate")]
    pub start_date: Timestamp,
    #[serde(rename = "stopDate", default, skip_serializing_if = "Option::is_none")]
    pub stop_date: Option<Timestamp>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MockErrorOutput {
    #[serde(rename = "error", default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    #[serde(rename = "cause", default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MockInput {
    #[serde(rename = "result", default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    #[serde(rename = "errorOutput", default, skip_serializing_if = "Option::is_none")]
    pub error_output: Option<MockErrorOutput>,
    #[serde(rename = "fieldValidationMode", default, skip_serializing_if = "Option::is_none")]
    pub field_validation_mode: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PublishStateMachineVersionInput {
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "revisionId", default, skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
    #[serde(rename = "description", default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PublishStateMachineVersionOutput {
    #[serde(rename = "creationDate")]
    pub creation_date: Timestamp,
    #[serde(rename = "stateMachineVersionArn")]
    pub state_machine_version_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RedriveExecutionInput {
    #[serde(rename = "executionArn")]
    pub execution_arn: String,
    #[serde(rename = "clientToken", default, skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RedriveExecutionOutput {
    #[serde(rename = "redriveDate")]
    pub redrive_date: Timestamp,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RoutingConfigurationListItem {
    #[serde(rename = "stateMachineVersionArn")]
    pub state_machine_version_arn: String,
    #[serde(rename = "weight")]
    pub weight: i64,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SendTaskFailureInput {
    #[serde(rename = "taskToken")]
    pub task_token: String,
    #[serde(rename = "error", default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    #[serde(rename = "cause", default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SendTaskFailureOutput {}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SendTaskHeartbeatInput {
    #[serde(rename = "taskToken")]
    pub task_token: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SendTaskHeartbeatOutput {}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SendTaskSuccessInput {
    #[serde(rename = "taskToken")]
    pub task_token: String,
    #[serde(rename = "output")]
    pub output: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SendTaskSuccessOutput {}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StartExecutionInput {
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "name", default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "input", default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    #[serde(rename = "traceHeader", default, skip_serializing_if = "Option::is_none")]
    pub trace_header: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StartExecutionOutput {
    #[serde(rename = "executionArn")]
    pub execution_arn: String,
    #[serde(rename = "startDate")]
    pub start_date: Timestamp,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StartSyncExecutionInput {
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "name", default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "input", default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    #[serde(rename = "traceHeader", default, skip_serializing_if = "Option::is_none")]
    pub trace_header: Option<String>,
    #[serde(rename = "includedData", default, skip_serializing_if = "Option::is_none")]
    pub included_data: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StartSyncExecutionOutput {
    #[serde(rename = "executionArn")]
    pub execution_arn: String,
    #[serde(rename = "stateMachineArn", default, skip_serializing_if = "Option::is_none")]
    pub state_machine_arn: Option<String>,
    #[serde(rename = "name", default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "startDate")]
    pub start_date: Timestamp,
    #[serde(rename = "stopDate")]
    pub stop_date: Timestamp,
    #[serde(rename = "status")]
    pub status: String,
    #[serde(rename = "error", default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    #[serde(rename = "cause", default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    #[serde(rename = "input", default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    #[serde(rename = "inputDetails", default, skip_serializing_if = "Option::is_none")]
    pub input_details: Option<CloudWatchEventsExecutionDataDetails>,
    #[serde(rename = "output", default, skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    #[serde(rename = "outputDetails", default, skip_serializing_if = "Option::is_none")]
    pub output_details: Option<CloudWatchEventsExecutionDataDetails>,
    #[serde(rename = "traceHeader", default, skip_serializing_if = "Option::is_none")]
    pub trace_header: Option<String>,
    #[serde(rename = "billingDetails", default, skip_serializing_if = "Option::is_none")]
    pub billing_details: Option<BillingDetails>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StateMachineAliasListItem {
    #[serde(rename = "stateMachineAliasArn")]
    pub state_machine_alias_arn: String,
    #[serde(rename = "creationDate")]
    pub creation_date: Timestamp,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StateMachineListItem {
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "type")]
    pub r#type: String,
    #[serde(rename = "creationDate")]
    pub creation_date: Timestamp,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StateMachineVersionListItem {
    #[serde(rename = "stateMachineVersionArn")]
    pub state_machine_version_arn: String,
    #[serde(rename = "creationDate")]
    pub creation_date: Timestamp,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StopExecutionInput {
    #[serde(rename = "executionArn")]
    pub execution_arn: String,
    #[serde(rename = "error", default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    #[serde(rename = "cause", default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StopExecutionOutput {
    #[serde(rename = "stopDate")]
    pub stop_date: Timestamp,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    #[serde(rename = "key", default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(rename = "value", default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TagResourceInput {
    #[serde(rename = "resourceArn")]
    pub resource_arn: String,
    #[serde(rename = "tags")]
    pub tags: Vec<Tag>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TagResourceOutput {}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TestStateConfiguration {
    #[serde(rename = "retrierRetryCount", default, skip_serializing_if = "Option::is_none")]
    pub retrier_retry_count: Option<i64>,
    #[serde(rename = "errorCausedByState", default, skip_serializing_if = "Option::is_none")]
    pub error_caused_by_state: Option<String>,
    #[serde(rename = "mapIterationFailureCount", default, skip_serializing_if = "Option::is_none")]
    pub map_iteration_failure_count: Option<i64>,
    #[serde(rename = "mapItemReaderData", default, skip_serializing_if = "Option::is_none")]
    pub map_item_reader_data: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TestStateInput {
    #[serde(rename = "definition")]
    pub definition: String,
    #[serde(rename = "roleArn", default, skip_serializing_if = "Option::is_none")]
    pub role_arn: Option<String>,
    #[serde(rename = "input", default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    #[serde(rename = "inspectionLevel", default, skip_serializing_if = "Option::is_none")]
    pub inspection_level: Option<String>,
    #[serde(rename = "revealSecrets", default, skip_serializing_if = "Option::is_none")]
    pub reveal_secrets: Option<bool>,
    #[serde(rename = "variables", default, skip_serializing_if = "Option::is_none")]
    pub variables: Option<String>,
    #[serde(rename = "stateName", default, skip_serializing_if = "Option::is_none")]
    pub state_name: Option<String>,
    #[serde(rename = "mock", default, skip_serializing_if = "Option::is_none")]
    pub mock: Option<MockInput>,
    #[serde(rename = "context", default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    #[serde(rename = "stateConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub state_configuration: Option<TestStateConfiguration>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TestStateOutput {
    #[serde(rename = "output", default, skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    #[serde(rename = "error", default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    #[serde(rename = "cause", default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    #[serde(rename = "inspectionData", default, skip_serializing_if = "Option::is_none")]
    pub inspection_data: Option<Value>,
    #[serde(rename = "nextState", default, skip_serializing_if = "Option::is_none")]
    pub next_state: Option<String>,
    #[serde(rename = "status", default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TracingConfiguration {
    #[serde(rename = "enabled", default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UntagResourceInput {
    #[serde(rename = "resourceArn")]
    pub resource_arn: String,
    #[serde(rename = "tagKeys")]
    pub tag_keys: Vec<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UntagResourceOutput {}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UpdateMapRunInput {
    #[serde(rename = "mapRunArn")]
    pub map_run_arn: String,
    #[serde(rename = "maxConcurrency", default, skip_serializing_if = "Option::is_none")]
    pub max_concurrency: Option<i64>,
    #[serde(
        rename = "toleratedFailurePercentage",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub tolerated_failure_percentage: Option<f64>,
    #[serde(rename = "toleratedFailureCount", default, skip_serializing_if = "Option::is_none")]
    pub tolerated_failure_count: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UpdateMapRunOutput {}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UpdateStateMachineAliasInput {
    #[serde(rename = "stateMachineAliasArn")]
    pub state_machine_alias_arn: String,
    #[serde(rename = "description", default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "routingConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub routing_configuration: Option<Vec<RoutingConfigurationListItem>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UpdateStateMachineAliasOutput {
    #[serde(rename = "updateDate")]
    pub update_date: Timestamp,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UpdateStateMachineInput {
    #[serde(rename = "stateMachineArn")]
    pub state_machine_arn: String,
    #[serde(rename = "definition", default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    #[serde(rename = "roleArn", default, skip_serializing_if = "Option::is_none")]
    pub role_arn: Option<String>,
    #[serde(rename = "loggingConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub logging_configuration: Option<LoggingConfiguration>,
    #[serde(rename = "tracingConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub tracing_configuration: Option<TracingConfiguration>,
    #[serde(rename = "publish", default, skip_serializing_if = "Option::is_none")]
    pub publish: Option<bool>,
    #[serde(rename = "versionDescription", default, skip_serializing_if = "Option::is_none")]
    pub version_description: Option<String>,
    #[serde(rename = "encryptionConfiguration", default, skip_serializing_if = "Option::is_none")]
    pub encryption_configuration: Option<EncryptionConfiguration>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UpdateStateMachineOutput {
    #[serde(rename = "updateDate")]
    pub update_date: Timestamp,
    #[serde(rename = "revisionId", default, skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
    #[serde(rename = "stateMachineVersionArn", default, skip_serializing_if = "Option::is_none")]
    pub state_machine_version_arn: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ValidateStateMachineDefinitionDiagnostic {
    #[serde(rename = "severity")]
    pub severity: String,
    #[serde(rename = "code")]
    pub code: String,
    #[serde(rename = "message")]
    pub message: String,
    #[serde(rename = "location", default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ValidateStateMachineDefinitionInput {
    #[serde(rename = "definition")]
    pub definition: String,
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(rename = "severity", default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    #[serde(rename = "maxResults", default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ValidateStateMachineDefinitionOutput {
    #[serde(rename = "result")]
    pub result: String,
    #[serde(rename = "diagnostics")]
    pub diagnostics: Vec<ValidateStateMachineDefinitionDiagnostic>,
    #[serde(rename = "truncated", default, skip_serializing_if = "Option::is_none")]
    pub truncated: Option<bool>,
}
