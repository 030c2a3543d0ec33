//! Types and constraints of AWS Step Functions (2016-11-23).
//!
//! Written by codegen/generate.py from botocore 1.44.5; change that program, not this file.

use crate::protocol::shape::{Member, OperationModel, ServiceModel, Shape, Timestamp};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the wire protocol and the validation need to know of the service.
pub static SERVICE: ServiceModel = ServiceModel {
    version: "2016-11-23",
    namespace: "http://queue.amazonaws.com/doc/2012-11-05/",
    operations: &[
        OperationModel {
            name: "CreateActivity",
            input: &S_CREATE_ACTIVITY_INPUT,
            output: &S_CREATE_ACTIVITY_OUTPUT,
        },
        OperationModel {
            name: "CreateStateMachine",
            input: &S_CREATE_STATE_MACHINE_INPUT,
            output: &S_CREATE_STATE_MACHINE_OUTPUT,
        },
        OperationModel {
            name: "CreateStateMachineAlias",
            input: &S_CREATE_STATE_MACHINE_ALIAS_INPUT,
            output: &S_CREATE_STATE_MACHINE_ALIAS_OUTPUT,
        },
        OperationModel {
            name: "DeleteActivity",
            input: &S_DELETE_ACTIVITY_INPUT,
            output: &S_DELETE_ACTIVITY_OUTPUT,
        },
        OperationModel {
            name: "DeleteStateMachine",
            input: &S_DELETE_STATE_MACHINE_INPUT,
            output: &S_DELETE_STATE_MACHINE_OUTPUT,
        },
        OperationModel {
            name: "DeleteStateMachineAlias",
            input: &S_DELETE_STATE_MACHINE_ALIAS_INPUT,
            output: &S_DELETE_STATE_MACHINE_ALIAS_OUTPUT,
        },
        OperationModel {
            name: "DeleteStateMachineVersion",
            input: &S_DELETE_STATE_MACHINE_VERSION_INPUT,
            output: &S_DELETE_STATE_MACHINE_VERSION_OUTPUT,
        },
        OperationModel {
            name: "DescribeActivity",
            input: &S_DESCRIBE_ACTIVITY_INPUT,
            output: &S_DESCRIBE_ACTIVITY_OUTPUT,
        },
        OperationModel {
            name: "DescribeExecution",
            input: &S_DESCRIBE_EXECUTION_INPUT,
            output: &S_DESCRIBE_EXECUTION_OUTPUT,
        },
        OperationModel {
            name: "DescribeMapRun",
            input: &S_DESCRIBE_MAP_RUN_INPUT,
            output: &S_DESCRIBE_MAP_RUN_OUTPUT,
        },
        OperationModel {
            name: "DescribeStateMachine",
            input: &S_DESCRIBE_STATE_MACHINE_INPUT,
            output: &S_DESCRIBE_STATE_MACHINE_OUTPUT,
        },
        OperationModel {
            name: "DescribeStateMachineAlias",
            input: &S_DESCRIBE_STATE_MACHINE_ALIAS_INPUT,
            output: &S_DESCRIBE_STATE_MACHINE_ALIAS_OUTPUT,
        },
        OperationModel {
            name: "DescribeStateMachineForExecution",
            input: &S_DESCRIBE_STATE_MACHINE_FOR_EXECUTION_INPUT,
            output: &S_DESCRIBE_STATE_MACHINE_FOR_EXECUTION_OUTPUT,
        },
        OperationModel {
            name: "GetActivityTask",
            input: &S_GET_ACTIVITY_TASK_INPUT,
            output: &S_GET_ACTIVITY_TASK_OUTPUT,
        },
        OperationModel {
            name: "GetExecutionHistory",
            input: &S_GET_EXECUTION_HISTORY_INPUT,
            output: &S_GET_EXECUTION_HISTORY_OUTPUT,
        },
        OperationModel {
            name: "ListActivities",
            input: &S_LIST_ACTIVITIES_INPUT,
            output: &S_LIST_ACTIVITIES_OUTPUT,
        },
        OperationModel {
            name: "ListExecutions",
            input: &S_LIST_EXECUTIONS_INPUT,
            output: &S_LIST_EXECUTIONS_OUTPUT,
        },
        OperationModel {
            name: "ListMapRuns",
            input: &S_LIST_MAP_RUNS_INPUT,
            output: &S_LIST_MAP_RUNS_OUTPUT,
        },
        OperationModel {
            name: "ListStateMachineAliases",
            input: &S_LIST_STATE_MACHINE_ALIASES_INPUT,
            output: &S_LIST_STATE_MACHINE_ALIASES_OUTPUT,
        },
        OperationModel {
            name: "ListStateMachineVersions",
            input: &S_LIST_STATE_MACHINE_VERSIONS_INPUT,
            output: &S_LIST_STATE_MACHINE_VERSIONS_OUTPUT,
        },
        OperationModel {
            name: "ListStateMachines",
            input: &S_LIST_STATE_MACHINES_INPUT,
            output: &S_LIST_STATE_MACHINES_OUTPUT,
        },
        OperationModel {
            name: "ListTagsForResource",
            input: &S_LIST_TAGS_FOR_RESOURCE_INPUT,
            output: &S_LIST_TAGS_FOR_RESOURCE_OUTPUT,
        },
        OperationModel {
            name: "PublishStateMachineVersion",
            input: &S_PUBLISH_STATE_MACHINE_VERSION_INPUT,
            output: &S_PUBLISH_STATE_MACHINE_VERSION_OUTPUT,
        },
        OperationModel {
            name: "RedriveExecution",
            input: &S_REDRIVE_EXECUTION_INPUT,
            output: &S_REDRIVE_EXECUTION_OUTPUT,
        },
        OperationModel {
            name: "SendTaskFailure",
            input: &S_SEND_TASK_FAILURE_INPUT,
            output: &S_SEND_TASK_FAILURE_OUTPUT,
        },
        OperationModel {
            name: "SendTaskHeartbeat",
            input: &S_SEND_TASK_HEARTBEAT_INPUT,
            output: &S_SEND_TASK_HEARTBEAT_OUTPUT,
        },
        OperationModel {
            name: "SendTaskSuccess",
            input: &S_SEND_TASK_SUCCESS_INPUT,
            output: &S_SEND_TASK_SUCCESS_OUTPUT,
        },
        OperationModel {
            name: "StartExecution",
            input: &S_START_EXECUTION_INPUT,
            output: &S_START_EXECUTION_OUTPUT,
        },
        OperationModel {
            name: "StartSyncExecution",
            input: &S_START_SYNC_EXECUTION_INPUT,
            output: &S_START_SYNC_EXECUTION_OUTPUT,
        },
        OperationModel {
            name: "StopExecution",
            input: &S_STOP_EXECUTION_INPUT,
            output: &S_STOP_EXECUTION_OUTPUT,
        },
        OperationModel {
            name: "TagResource",
            input: &S_TAG_RESOURCE_INPUT,
            output: &S_TAG_RESOURCE_OUTPUT,
        },
        OperationModel {
            name: "TestState",
            input: &S_TEST_STATE_INPUT,
            output: &S_TEST_STATE_OUTPUT,
        },
        OperationModel {
            name: "UntagResource",
            input: &S_UNTAG_RESOURCE_INPUT,
            output: &S_UNTAG_RESOURCE_OUTPUT,
        },
        OperationModel {
            name: "UpdateMapRun",
            input: &S_UPDATE_MAP_RUN_INPUT,
            output: &S_UPDATE_MAP_RUN_OUTPUT,
        },
        OperationModel {
            name: "UpdateStateMachine",
            input: &S_UPDATE_STATE_MACHINE_INPUT,
            output: &S_UPDATE_STATE_MACHINE_OUTPUT,
        },
        OperationModel {
            name: "UpdateStateMachineAlias",
            input: &S_UPDATE_STATE_MACHINE_ALIAS_INPUT,
            output: &S_UPDATE_STATE_MACHINE_ALIAS_OUTPUT,
        },
        OperationModel {
            name: "ValidateStateMachineDefinition",
            input: &S_VALIDATE_STATE_MACHINE_DEFINITION_INPUT,
            output: &S_VALIDATE_STATE_MACHINE_DEFINITION_OUTPUT,
        },
    ],
    all: &[
        "CreateActivity",
        "CreateStateMachine",
        "CreateStateMachineAlias",
        "DeleteActivity",
        "DeleteStateMachine",
        "DeleteStateMachineAlias",
        "DeleteStateMachineVersion",
        "DescribeActivity",
        "DescribeExecution",
        "DescribeMapRun",
        "DescribeStateMachine",
        "DescribeStateMachineAlias",
        "DescribeStateMachineForExecution",
        "GetActivityTask",
        "GetExecutionHistory",
        "ListActivities",
        "ListExecutions",
        "ListMapRuns",
        "ListStateMachineAliases",
        "ListStateMachineVersions",
        "ListStateMachines",
        "ListTagsForResource",
        "PublishStateMachineVersion",
        "RedriveExecution",
        "SendTaskFailure",
        "SendTaskHeartbeat",
        "SendTaskSuccess",
        "StartExecution",
        "StartSyncExecution",
        "StopExecution",
        "TagResource",
        "TestState",
        "UntagResource",
        "UpdateMapRun",
        "UpdateStateMachine",
        "UpdateStateMachineAlias",
        "ValidateStateMachineDefinition",
    ],
};

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

static S_ACTIVITY_LIST: Shape = Shape::List {
    member: &S_ACTIVITY_LIST_ITEM,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_ACTIVITY_LIST_ITEM: Shape = Shape::Structure(&[
    Member { name: "activityArn", required: true, shape: &S_ARN },
    Member { name: "name", required: true, shape: &S_NAME },
    Member { name: "creationDate", required: true, shape: &S_TIMESTAMP },
]);
static S_ALIAS_DESCRIPTION: Shape =
    Shape::Text { min: None, max: Some(256), pattern: None, values: &[] };
static S_ARN: Shape = Shape::Text { min: Some(1), max: Some(256), pattern: None, values: &[] };
static S_BILLED_DURATION: Shape = Shape::Integer { min: Some(0), max: None };
static S_BILLED_MEMORY_USED: Shape = Shape::Integer { min: Some(0), max: None };
static S_BILLING_DETAILS: Shape = Shape::Structure(&[
    Member { name: "billedMemoryUsedInMB", required: false, shape: &S_BILLED_MEMORY_USED },
    Member { name: "billedDurationInMilliseconds", required: false, shape: &S_BILLED_DURATION },
]);
static S_CHARACTER_RESTRICTED_NAME: Shape = Shape::Text {
    min: Some(1),
    max: Some(80),
    pattern: Some("^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$"),
    values: &[],
};
static S_CLIENT_TOKEN: Shape =
    Shape::Text { min: Some(1), max: Some(64), pattern: Some("[!-~]+"), values: &[] };
static S_CLOUD_WATCH_EVENTS_EXECUTION_DATA_DETAILS: Shape =
    Shape::Structure(&[Member { name: "included", required: false, shape: &S_INCLUDED_DETAILS }]);
static S_CLOUD_WATCH_LOGS_LOG_GROUP: Shape =
    Shape::Structure(&[Member { name: "logGroupArn", required: false, shape: &S_ARN }]);
static S_CREATE_ACTIVITY_INPUT: Shape = Shape::Structure(&[
    Member { name: "name", required: true, shape: &S_NAME },
    Member { name: "tags", required: false, shape: &S_TAG_LIST },
    Member { name: "encryptionConfiguration", required: false, shape: &S_ENCRYPTION_CONFIGURATION },
]);
static S_CREATE_ACTIVITY_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "activityArn", required: true, shape: &S_ARN },
    Member { name: "creationDate", required: true, shape: &S_TIMESTAMP },
]);
static S_CREATE_STATE_MACHINE_ALIAS_INPUT: Shape = Shape::Structure(&[
    Member { name: "description", required: false, shape: &S_ALIAS_DESCRIPTION },
    Member { name: "name", required: true, shape: &S_CHARACTER_RESTRICTED_NAME },
    Member { name: "routingConfiguration", required: true, shape: &S_ROUTING_CONFIGURATION_LIST },
]);
static S_CREATE_STATE_MACHINE_ALIAS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineAliasArn", required: true, shape: &S_ARN },
    Member { name: "creationDate", required: true, shape: &S_TIMESTAMP },
]);
static S_CREATE_STATE_MACHINE_INPUT: Shape = Shape::Structure(&[
    Member { name: "name", required: true, shape: &S_NAME },
    Member { name: "definition", required: true, shape: &S_DEFINITION },
    Member { name: "roleArn", required: true, shape: &S_ARN },
    Member { name: "type", required: false, shape: &S_STATE_MACHINE_TYPE },
    Member { name: "loggingConfiguration", required: false, shape: &S_LOGGING_CONFIGURATION },
    Member { name: "tags", required: false, shape: &S_TAG_LIST },
    Member { name: "tracingConfiguration", required: false, shape: &S_TRACING_CONFIGURATION },
    Member { name: "publish", required: false, shape: &S_PUBLISH },
    Member { name: "versionDescription", required: false, shape: &S_VERSION_DESCRIPTION },
    Member { name: "encryptionConfiguration", required: false, shape: &S_ENCRYPTION_CONFIGURATION },
]);
static S_CREATE_STATE_MACHINE_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "creationDate", required: true, shape: &S_TIMESTAMP },
    Member { name: "stateMachineVersionArn", required: false, shape: &S_ARN },
]);
static S_DEFINITION: Shape =
    Shape::Text { min: Some(1), max: Some(1048576), pattern: None, values: &[] };
static S_DELETE_ACTIVITY_INPUT: Shape =
    Shape::Structure(&[Member { name: "activityArn", required: true, shape: &S_ARN }]);
static S_DELETE_ACTIVITY_OUTPUT: Shape = Shape::Structure(&[]);
static S_DELETE_STATE_MACHINE_ALIAS_INPUT: Shape =
    Shape::Structure(&[Member { name: "stateMachineAliasArn", required: true, shape: &S_ARN }]);
static S_DELETE_STATE_MACHINE_ALIAS_OUTPUT: Shape = Shape::Structure(&[]);
static S_DELETE_STATE_MACHINE_INPUT: Shape =
    Shape::Structure(&[Member { name: "stateMachineArn", required: true, shape: &S_ARN }]);
static S_DELETE_STATE_MACHINE_OUTPUT: Shape = Shape::Structure(&[]);
static S_DELETE_STATE_MACHINE_VERSION_INPUT: Shape = Shape::Structure(&[Member {
    name: "stateMachineVersionArn",
    required: true,
    shape: &S_LONG_ARN,
}]);
static S_DELETE_STATE_MACHINE_VERSION_OUTPUT: Shape = Shape::Structure(&[]);
static S_DESCRIBE_ACTIVITY_INPUT: Shape =
    Shape::Structure(&[Member { name: "activityArn", required: true, shape: &S_ARN }]);
static S_DESCRIBE_ACTIVITY_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "activityArn", required: true, shape: &S_ARN },
    Member { name: "name", required: true, shape: &S_NAME },
    Member { name: "creationDate", required: true, shape: &S_TIMESTAMP },
    Member { name: "encryptionConfiguration", required: false, shape: &S_ENCRYPTION_CONFIGURATION },
]);
static S_DESCRIBE_EXECUTION_INPUT: Shape = Shape::Structure(&[
    Member { name: "executionArn", required: true, shape: &S_ARN },
    Member { name: "includedData", required: false, shape: &S_INCLUDED_DATA },
]);
static S_DESCRIBE_EXECUTION_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "executionArn", required: true, shape: &S_ARN },
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "name", required: false, shape: &S_NAME },
    Member { name: "status", required: true, shape: &S_EXECUTION_STATUS },
    Member { name: "startDate", required: true, shape: &S_TIMESTAMP },
    Member { name: "stopDate", required: false, shape: &S_TIMESTAMP },
    Member { name: "input", required: false, shape: &S_SENSITIVE_DATA },
    Member {
        name: "inputDetails",
        required: false,
        shape: &S_CLOUD_WATCH_EVENTS_EXECUTION_DATA_DETAILS,
    },
    Member { name: "output", required: false, shape: &S_SENSITIVE_DATA },
    Member {
        name: "outputDetails",
        required: false,
        shape: &S_CLOUD_WATCH_EVENTS_EXECUTION_DATA_DETAILS,
    },
    Member { name: "traceHeader", required: false, shape: &S_TRACE_HEADER },
    Member { name: "mapRunArn", required: false, shape: &S_LONG_ARN },
    Member { name: "error", required: false, shape: &S_SENSITIVE_ERROR },
    Member { name: "cause", required: false, shape: &S_SENSITIVE_CAUSE },
    Member { name: "stateMachineVersionArn", required: false, shape: &S_ARN },
    Member { name: "stateMachineAliasArn", required: false, shape: &S_ARN },
    Member { name: "redriveCount", required: false, shape: &S_REDRIVE_COUNT },
    Member { name: "redriveDate", required: false, shape: &S_TIMESTAMP },
    Member { name: "redriveStatus", required: false, shape: &S_EXECUTION_REDRIVE_STATUS },
    Member { name: "redriveStatusReason", required: false, shape: &S_SENSITIVE_DATA },
]);
static S_DESCRIBE_MAP_RUN_INPUT: Shape =
    Shape::Structure(&[Member { name: "mapRunArn", required: true, shape: &S_LONG_ARN }]);
static S_DESCRIBE_MAP_RUN_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "mapRunArn", required: true, shape: &S_LONG_ARN },
    Member { name: "executionArn", required: true, shape: &S_ARN },
    Member { name: "status", required: true, shape: &S_MAP_RUN_STATUS },
    Member { name: "startDate", required: true, shape: &S_TIMESTAMP },
    Member { name: "stopDate", required: false, shape: &S_TIMESTAMP },
    Member { name: "maxConcurrency", required: true, shape: &S_MAX_CONCURRENCY },
    Member {
        name: "toleratedFailurePercentage",
        required: true,
        shape: &S_TOLERATED_FAILURE_PERCENTAGE,
    },
    Member { name: "toleratedFailureCount", required: true, shape: &S_TOLERATED_FAILURE_COUNT },
    Member { name: "itemCounts", required: true, shape: &S_MAP_RUN_ITEM_COUNTS },
    Member { name: "executionCounts", required: true, shape: &S_MAP_RUN_EXECUTION_COUNTS },
    Member { name: "redriveCount", required: false, shape: &S_REDRIVE_COUNT },
    Member { name: "redriveDate", required: false, shape: &S_TIMESTAMP },
]);
static S_DESCRIBE_STATE_MACHINE_ALIAS_INPUT: Shape =
    Shape::Structure(&[Member { name: "stateMachineAliasArn", required: true, shape: &S_ARN }]);
static S_DESCRIBE_STATE_MACHINE_ALIAS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineAliasArn", required: false, shape: &S_ARN },
    Member { name: "name", required: false, shape: &S_NAME },
    Member { name: "description", required: false, shape: &S_ALIAS_DESCRIPTION },
    Member { name: "routingConfiguration", required: false, shape: &S_ROUTING_CONFIGURATION_LIST },
    Member { name: "creationDate", required: false, shape: &S_TIMESTAMP },
    Member { name: "updateDate", required: false, shape: &S_TIMESTAMP },
]);
static S_DESCRIBE_STATE_MACHINE_FOR_EXECUTION_INPUT: Shape = Shape::Structure(&[
    Member { name: "executionArn", required: true, shape: &S_ARN },
    Member { name: "includedData", required: false, shape: &S_INCLUDED_DATA },
]);
static S_DESCRIBE_STATE_MACHINE_FOR_EXECUTION_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "name", required: true, shape: &S_NAME },
    Member { name: "definition", required: true, shape: &S_DEFINITION },
    Member { name: "roleArn", required: true, shape: &S_ARN },
    Member { name: "updateDate", required: true, shape: &S_TIMESTAMP },
    Member { name: "loggingConfiguration", required: false, shape: &S_LOGGING_CONFIGURATION },
    Member { name: "tracingConfiguration", required: false, shape: &S_TRACING_CONFIGURATION },
    Member { name: "mapRunArn", required: false, shape: &S_LONG_ARN },
    Member { name: "label", required: false, shape: &S_MAP_RUN_LABEL },
    Member { name: "revisionId", required: false, shape: &S_REVISION_ID },
    Member { name: "encryptionConfiguration", required: false, shape: &S_ENCRYPTION_CONFIGURATION },
    Member { name: "variableReferences", required: false, shape: &S_VARIABLE_REFERENCES },
]);
static S_DESCRIBE_STATE_MACHINE_INPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "includedData", required: false, shape: &S_INCLUDED_DATA },
]);
static S_DESCRIBE_STATE_MACHINE_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "name", required: true, shape: &S_NAME },
    Member { name: "status", required: false, shape: &S_STATE_MACHINE_STATUS },
    Member { name: "definition", required: true, shape: &S_DEFINITION },
    Member { name: "roleArn", required: true, shape: &S_ARN },
    Member { name: "type", required: true, shape: &S_STATE_MACHINE_TYPE },
    Member { name: "creationDate", required: true, shape: &S_TIMESTAMP },
    Member { name: "loggingConfiguration", required: false, shape: &S_LOGGING_CONFIGURATION },
    Member { name: "tracingConfiguration", required: false, shape: &S_TRACING_CONFIGURATION },
    Member { name: "label", required: false, shape: &S_MAP_RUN_LABEL },
    Member { name: "revisionId", required: false, shape: &S_REVISION_ID },
    Member { name: "description", required: false, shape: &S_VERSION_DESCRIPTION },
    Member { name: "encryptionConfiguration", required: false, shape: &S_ENCRYPTION_CONFIGURATION },
    Member { name: "variableReferences", required: false, shape: &S_VARIABLE_REFERENCES },
]);
static S_ENABLED: Shape = Shape::Boolean;
static S_ENCRYPTION_CONFIGURATION: Shape = Shape::Structure(&[
    Member { name: "kmsKeyId", required: false, shape: &S_KMS_KEY_ID },
    Member {
        name: "kmsDataKeyReusePeriodSeconds",
        required: false,
        shape: &S_KMS_DATA_KEY_REUSE_PERIOD_SECONDS,
    },
    Member { name: "type", required: true, shape: &S_ENCRYPTION_TYPE },
]);
static S_ENCRYPTION_TYPE: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY"],
};
static S_EXECUTION_LIST: Shape = Shape::List {
    member: &S_EXECUTION_LIST_ITEM,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_EXECUTION_LIST_ITEM: Shape = Shape::Structure(&[
    Member { name: "executionArn", required: true, shape: &S_ARN },
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "name", required: true, shape: &S_NAME },
    Member { name: "status", required: true, shape: &S_EXECUTION_STATUS },
    Member { name: "startDate", required: true, shape: &S_TIMESTAMP },
    Member { name: "stopDate", required: false, shape: &S_TIMESTAMP },
    Member { name: "mapRunArn", required: false, shape: &S_LONG_ARN },
    Member { name: "itemCount", required: false, shape: &S_UNSIGNED_INTEGER },
    Member { name: "stateMachineVersionArn", required: false, shape: &S_ARN },
    Member { name: "stateMachineAliasArn", required: false, shape: &S_ARN },
    Member { name: "redriveCount", required: false, shape: &S_REDRIVE_COUNT },
    Member { name: "redriveDate", required: false, shape: &S_TIMESTAMP },
]);
static S_EXECUTION_REDRIVE_FILTER: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &["REDRIVEN", "NOT_REDRIVEN"] };
static S_EXECUTION_REDRIVE_STATUS: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["REDRIVABLE", "NOT_REDRIVABLE", "REDRIVABLE_BY_MAP_RUN"],
};
static S_EXECUTION_STATUS: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"],
};
static S_GET_ACTIVITY_TASK_INPUT: Shape = Shape::Structure(&[
    Member { name: "activityArn", required: true, shape: &S_ARN },
    Member { name: "workerName", required: false, shape: &S_NAME },
]);
static S_GET_ACTIVITY_TASK_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "taskToken", required: false, shape: &S_TASK_TOKEN },
    Member { name: "input", required: false, shape: &S_SENSITIVE_DATA_JOB_INPUT },
]);
static S_GET_EXECUTION_HISTORY_INPUT: Shape = Shape::Structure(&[
    Member { name: "executionArn", required: true, shape: &S_ARN },
    Member { name: "maxResults", required: false, shape: &S_PAGE_SIZE },
    Member { name: "reverseOrder", required: false, shape: &S_REVERSE_ORDER },
    Member { name: "nextToken", required: false, shape: &S_PAGE_TOKEN },
    Member {
        name: "includeExecutionData",
        required: false,
        shape: &S_INCLUDE_EXECUTION_DATA_GET_EXECUTION_HISTORY,
    },
]);
static S_GET_EXECUTION_HISTORY_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "events", required: true, shape: &S_HISTORY_EVENT_LIST },
    Member { name: "nextToken", required: false, shape: &S_PAGE_TOKEN },
]);
static S_HISTORY_EVENT_LIST: Shape = Shape::Any;
static S_INCLUDE_EXECUTION_DATA: Shape = Shape::Boolean;
static S_INCLUDE_EXECUTION_DATA_GET_EXECUTION_HISTORY: Shape = Shape::Boolean;
static S_INCLUDED_DATA: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &["ALL_DATA", "METADATA_ONLY"] };
static S_INSPECTION_DATA: Shape = Shape::Any;
static S_INSPECTION_LEVEL: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &["INFO", "DEBUG", "TRACE"] };
static S_KMS_DATA_KEY_REUSE_PERIOD_SECONDS: Shape =
    Shape::Integer { min: Some(60), max: Some(900) };
static S_KMS_KEY_ID: Shape =
    Shape::Text { min: Some(1), max: Some(2048), pattern: None, values: &[] };
static S_LIST_ACTIVITIES_INPUT: Shape = Shape::Structure(&[
    Member { name: "maxResults", required: false, shape: &S_PAGE_SIZE },
    Member { name: "nextToken", required: false, shape: &S_PAGE_TOKEN },
]);
static S_LIST_ACTIVITIES_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "activities", required: true, shape: &S_ACTIVITY_LIST },
    Member { name: "nextToken", required: false, shape: &S_PAGE_TOKEN },
]);
static S_LIST_EXECUTIONS_INPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineArn", required: false, shape: &S_ARN },
    Member { name: "statusFilter", required: false, shape: &S_EXECUTION_STATUS },
    Member { name: "maxResults", required: false, shape: &S_PAGE_SIZE },
    Member { name: "nextToken", required: false, shape: &S_LIST_EXECUTIONS_PAGE_TOKEN },
    Member { name: "mapRunArn", required: false, shape: &S_LONG_ARN },
    Member { name: "redriveFilter", required: false, shape: &S_EXECUTION_REDRIVE_FILTER },
]);
static S_LIST_EXECUTIONS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "executions", required: true, shape: &S_EXECUTION_LIST },
    Member { name: "nextToken", required: false, shape: &S_LIST_EXECUTIONS_PAGE_TOKEN },
]);
static S_LIST_EXECUTIONS_PAGE_TOKEN: Shape =
    Shape::Text { min: Some(1), max: Some(3096), pattern: None, values: &[] };
static S_LIST_MAP_RUNS_INPUT: Shape = Shape::Structure(&[
    Member { name: "executionArn", required: true, shape: &S_ARN },
    Member { name: "maxResults", required: false, shape: &S_PAGE_SIZE },
    Member { name: "nextToken", required: false, shape: &S_PAGE_TOKEN },
]);
static S_LIST_MAP_RUNS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "mapRuns", required: true, shape: &S_MAP_RUN_LIST },
    Member { name: "nextToken", required: false, shape: &S_PAGE_TOKEN },
]);
static S_LIST_STATE_MACHINE_ALIASES_INPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "nextToken", required: false, shape: &S_PAGE_TOKEN },
    Member { name: "maxResults", required: false, shape: &S_PAGE_SIZE },
]);
static S_LIST_STATE_MACHINE_ALIASES_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineAliases", required: true, shape: &S_STATE_MACHINE_ALIAS_LIST },
    Member { name: "nextToken", required: false, shape: &S_PAGE_TOKEN },
]);
static S_LIST_STATE_MACHINE_VERSIONS_INPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "nextToken", required: false, shape: &S_PAGE_TOKEN },
    Member { name: "maxResults", required: false, shape: &S_PAGE_SIZE },
]);
static S_LIST_STATE_MACHINE_VERSIONS_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineVersions", required: true, shape: &S_STATE_MACHINE_VERSION_LIST },
    Member { name: "nextToken", required: false, shape: &S_PAGE_TOKEN },
]);
static S_LIST_STATE_MACHINES_INPUT: Shape = Shape::Structure(&[
    Member { name: "maxResults", required: false, shape: &S_PAGE_SIZE },
    Member { name: "nextToken", required: false, shape: &S_PAGE_TOKEN },
]);
static S_LIST_STATE_MACHINES_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachines", required: true, shape: &S_STATE_MACHINE_LIST },
    Member { name: "nextToken", required: false, shape: &S_PAGE_TOKEN },
]);
static S_LIST_TAGS_FOR_RESOURCE_INPUT: Shape =
    Shape::Structure(&[Member { name: "resourceArn", required: true, shape: &S_ARN }]);
static S_LIST_TAGS_FOR_RESOURCE_OUTPUT: Shape =
    Shape::Structure(&[Member { name: "tags", required: false, shape: &S_TAG_LIST }]);
static S_LOG_DESTINATION: Shape = Shape::Structure(&[Member {
    name: "cloudWatchLogsLogGroup",
    required: false,
    shape: &S_CLOUD_WATCH_LOGS_LOG_GROUP,
}]);
static S_LOG_DESTINATION_LIST: Shape = Shape::List {
    member: &S_LOG_DESTINATION,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_LOG_LEVEL: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &["ALL", "ERROR", "FATAL", "OFF"] };
static S_LOGGING_CONFIGURATION: Shape = Shape::Structure(&[
    Member { name: "level", required: false, shape: &S_LOG_LEVEL },
    Member { name: "includeExecutionData", required: false, shape: &S_INCLUDE_EXECUTION_DATA },
    Member { name: "destinations", required: false, shape: &S_LOG_DESTINATION_LIST },
]);
static S_LONG_ARN: Shape =
    Shape::Text { min: Some(1), max: Some(2000), pattern: None, values: &[] };
static S_LONG_OBJECT: Shape = Shape::Integer { min: None, max: None };
static S_MAP_ITERATION_FAILURE_COUNT: Shape = Shape::Integer { min: Some(0), max: None };
static S_MAP_RUN_EXECUTION_COUNTS: Shape = Shape::Structure(&[
    Member { name: "pending", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "running", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "succeeded", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "failed", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "timedOut", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "aborted", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "total", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "resultsWritten", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "failuresNotRedrivable", required: false, shape: &S_LONG_OBJECT },
    Member { name: "pendingRedrive", required: false, shape: &S_LONG_OBJECT },
]);
static S_MAP_RUN_ITEM_COUNTS: Shape = Shape::Structure(&[
    Member { name: "pending", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "running", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "succeeded", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "failed", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "timedOut", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "aborted", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "total", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "resultsWritten", required: true, shape: &S_UNSIGNED_LONG },
    Member { name: "failuresNotRedrivable", required: false, shape: &S_LONG_OBJECT },
    Member { name: "pendingRedrive", required: false, shape: &S_LONG_OBJECT },
]);
static S_MAP_RUN_LABEL: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_MAP_RUN_LIST: Shape = Shape::List {
    member: &S_MAP_RUN_LIST_ITEM,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_MAP_RUN_LIST_ITEM: Shape = Shape::Structure(&[
    Member { name: "executionArn", required: true, shape: &S_ARN },
    Member { name: "mapRunArn", required: true, shape: &S_LONG_ARN },
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "startDate", required: true, shape: &S_TIMESTAMP },
    Member { name: "stopDate", required: false, shape: &S_TIMESTAMP },
]);
static S_MAP_RUN_STATUS: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["RUNNING", "SUCCEEDED", "FAILED", "ABORTED"],
};
static S_MAX_CONCURRENCY: Shape = Shape::Integer { min: Some(0), max: None };
static S_MOCK_ERROR_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "error", required: false, shape: &S_SENSITIVE_ERROR },
    Member { name: "cause", required: false, shape: &S_SENSITIVE_CAUSE },
]);
static S_MOCK_INPUT: Shape = Shape::Structure(&[
    Member { name: "result", required: false, shape: &S_SENSITIVE_DATA },
    Member { name: "errorOutput", required: false, shape: &S_MOCK_ERROR_OUTPUT },
    Member {
        name: "fieldValidationMode",
        required: false,
        shape: &S_MOCK_RESPONSE_VALIDATION_MODE,
    },
]);
static S_MOCK_RESPONSE_VALIDATION_MODE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &["STRICT", "PRESENT", "NONE"] };
static S_NAME: Shape = Shape::Text { min: Some(1), max: Some(80), pattern: None, values: &[] };
static S_PAGE_SIZE: Shape = Shape::Integer { min: Some(0), max: Some(1000) };
static S_PAGE_TOKEN: Shape =
    Shape::Text { min: Some(1), max: Some(1024), pattern: None, values: &[] };
static S_PUBLISH: Shape = Shape::Boolean;
static S_PUBLISH_STATE_MACHINE_VERSION_INPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "revisionId", required: false, shape: &S_REVISION_ID },
    Member { name: "description", required: false, shape: &S_VERSION_DESCRIPTION },
]);
static S_PUBLISH_STATE_MACHINE_VERSION_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "creationDate", required: true, shape: &S_TIMESTAMP },
    Member { name: "stateMachineVersionArn", required: true, shape: &S_ARN },
]);
static S_REDRIVE_COUNT: Shape = Shape::Integer { min: None, max: None };
static S_REDRIVE_EXECUTION_INPUT: Shape = Shape::Structure(&[
    Member { name: "executionArn", required: true, shape: &S_ARN },
    Member { name: "clientToken", required: false, shape: &S_CLIENT_TOKEN },
]);
static S_REDRIVE_EXECUTION_OUTPUT: Shape =
    Shape::Structure(&[Member { name: "redriveDate", required: true, shape: &S_TIMESTAMP }]);
static S_RETRIER_RETRY_COUNT: Shape = Shape::Integer { min: Some(0), max: None };
static S_REVEAL_SECRETS: Shape = Shape::Boolean;
static S_REVERSE_ORDER: Shape = Shape::Boolean;
static S_REVISION_ID: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_ROUTING_CONFIGURATION_LIST: Shape = Shape::List {
    member: &S_ROUTING_CONFIGURATION_LIST_ITEM,
    wire: "member",
    flattened: false,
    min: Some(1),
    max: Some(2),
};
static S_ROUTING_CONFIGURATION_LIST_ITEM: Shape = Shape::Structure(&[
    Member { name: "stateMachineVersionArn", required: true, shape: &S_ARN },
    Member { name: "weight", required: true, shape: &S_VERSION_WEIGHT },
]);
static S_SEND_TASK_FAILURE_INPUT: Shape = Shape::Structure(&[
    Member { name: "taskToken", required: true, shape: &S_TASK_TOKEN },
    Member { name: "error", required: false, shape: &S_SENSITIVE_ERROR },
    Member { name: "cause", required: false, shape: &S_SENSITIVE_CAUSE },
]);
static S_SEND_TASK_FAILURE_OUTPUT: Shape = Shape::Structure(&[]);
static S_SEND_TASK_HEARTBEAT_INPUT: Shape =
    Shape::Structure(&[Member { name: "taskToken", required: true, shape: &S_TASK_TOKEN }]);
static S_SEND_TASK_HEARTBEAT_OUTPUT: Shape = Shape::Structure(&[]);
static S_SEND_TASK_SUCCESS_INPUT: Shape = Shape::Structure(&[
    Member { name: "taskToken", required: true, shape: &S_TASK_TOKEN },
    Member { name: "output", required: true, shape: &S_SENSITIVE_DATA },
]);
static S_SEND_TASK_SUCCESS_OUTPUT: Shape = Shape::Structure(&[]);
static S_SENSITIVE_CAUSE: Shape =
    Shape::Text { min: Some(0), max: Some(32768), pattern: None, values: &[] };
static S_SENSITIVE_DATA: Shape =
    Shape::Text { min: None, max: Some(262144), pattern: None, values: &[] };
static S_SENSITIVE_DATA_JOB_INPUT: Shape =
    Shape::Text { min: None, max: Some(1048576), pattern: None, values: &[] };
static S_SENSITIVE_ERROR: Shape =
    Shape::Text { min: Some(0), max: Some(256), pattern: None, values: &[] };
static S_START_EXECUTION_INPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "name", required: false, shape: &S_NAME },
    Member { name: "input", required: false, shape: &S_SENSITIVE_DATA },
    Member { name: "traceHeader", required: false, shape: &S_TRACE_HEADER },
]);
static S_START_EXECUTION_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "executionArn", required: true, shape: &S_ARN },
    Member { name: "startDate", required: true, shape: &S_TIMESTAMP },
]);
static S_START_SYNC_EXECUTION_INPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "name", required: false, shape: &S_NAME },
    Member { name: "input", required: false, shape: &S_SENSITIVE_DATA },
    Member { name: "traceHeader", required: false, shape: &S_TRACE_HEADER },
    Member { name: "includedData", required: false, shape: &S_INCLUDED_DATA },
]);
static S_START_SYNC_EXECUTION_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "executionArn", required: true, shape: &S_ARN },
    Member { name: "stateMachineArn", required: false, shape: &S_ARN },
    Member { name: "name", required: false, shape: &S_NAME },
    Member { name: "startDate", required: true, shape: &S_TIMESTAMP },
    Member { name: "stopDate", required: true, shape: &S_TIMESTAMP },
    Member { name: "status", required: true, shape: &S_SYNC_EXECUTION_STATUS },
    Member { name: "error", required: false, shape: &S_SENSITIVE_ERROR },
    Member { name: "cause", required: false, shape: &S_SENSITIVE_CAUSE },
    Member { name: "input", required: false, shape: &S_SENSITIVE_DATA },
    Member {
        name: "inputDetails",
        required: false,
        shape: &S_CLOUD_WATCH_EVENTS_EXECUTION_DATA_DETAILS,
    },
    Member { name: "output", required: false, shape: &S_SENSITIVE_DATA },
    Member {
        name: "outputDetails",
        required: false,
        shape: &S_CLOUD_WATCH_EVENTS_EXECUTION_DATA_DETAILS,
    },
    Member { name: "traceHeader", required: false, shape: &S_TRACE_HEADER },
    Member { name: "billingDetails", required: false, shape: &S_BILLING_DETAILS },
]);
static S_STATE_MACHINE_ALIAS_LIST: Shape = Shape::List {
    member: &S_STATE_MACHINE_ALIAS_LIST_ITEM,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_STATE_MACHINE_ALIAS_LIST_ITEM: Shape = Shape::Structure(&[
    Member { name: "stateMachineAliasArn", required: true, shape: &S_LONG_ARN },
    Member { name: "creationDate", required: true, shape: &S_TIMESTAMP },
]);
static S_STATE_MACHINE_LIST: Shape = Shape::List {
    member: &S_STATE_MACHINE_LIST_ITEM,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_STATE_MACHINE_LIST_ITEM: Shape = Shape::Structure(&[
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "name", required: true, shape: &S_NAME },
    Member { name: "type", required: true, shape: &S_STATE_MACHINE_TYPE },
    Member { name: "creationDate", required: true, shape: &S_TIMESTAMP },
]);
static S_STATE_MACHINE_STATUS: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &["ACTIVE", "DELETING"] };
static S_STATE_MACHINE_TYPE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &["STANDARD", "EXPRESS"] };
static S_STATE_MACHINE_VERSION_LIST: Shape = Shape::List {
    member: &S_STATE_MACHINE_VERSION_LIST_ITEM,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_STATE_MACHINE_VERSION_LIST_ITEM: Shape = Shape::Structure(&[
    Member { name: "stateMachineVersionArn", required: true, shape: &S_LONG_ARN },
    Member { name: "creationDate", required: true, shape: &S_TIMESTAMP },
]);
static S_STATE_NAME: Shape =
    Shape::Text { min: Some(1), max: Some(80), pattern: None, values: &[] };
static S_STOP_EXECUTION_INPUT: Shape = Shape::Structure(&[
    Member { name: "executionArn", required: true, shape: &S_ARN },
    Member { name: "error", required: false, shape: &S_SENSITIVE_ERROR },
    Member { name: "cause", required: false, shape: &S_SENSITIVE_CAUSE },
]);
static S_STOP_EXECUTION_OUTPUT: Shape =
    Shape::Structure(&[Member { name: "stopDate", required: true, shape: &S_TIMESTAMP }]);
static S_SYNC_EXECUTION_STATUS: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["SUCCEEDED", "FAILED", "TIMED_OUT"],
};
static S_TAG: Shape = Shape::Structure(&[
    Member { name: "key", required: false, shape: &S_TAG_KEY },
    Member { name: "value", required: false, shape: &S_TAG_VALUE },
]);
static S_TAG_KEY: Shape = Shape::Text { min: Some(1), max: Some(128), pattern: None, values: &[] };
static S_TAG_KEY_LIST: Shape =
    Shape::List { member: &S_TAG_KEY, wire: "member", flattened: false, min: None, max: None };
static S_TAG_LIST: Shape =
    Shape::List { member: &S_TAG, wire: "member", flattened: false, min: None, max: None };
static S_TAG_RESOURCE_INPUT: Shape = Shape::Structure(&[
    Member { name: "resourceArn", required: true, shape: &S_ARN },
    Member { name: "tags", required: true, shape: &S_TAG_LIST },
]);
static S_TAG_RESOURCE_OUTPUT: Shape = Shape::Structure(&[]);
static S_TAG_VALUE: Shape =
    Shape::Text { min: Some(0), max: Some(256), pattern: None, values: &[] };
static S_TASK_TOKEN: Shape =
    Shape::Text { min: Some(1), max: Some(2048), pattern: None, values: &[] };
static S_TEST_EXECUTION_STATUS: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["SUCCEEDED", "FAILED", "RETRIABLE", "CAUGHT_ERROR"],
};
static S_TEST_STATE_CONFIGURATION: Shape = Shape::Structure(&[
    Member { name: "retrierRetryCount", required: false, shape: &S_RETRIER_RETRY_COUNT },
    Member { name: "errorCausedByState", required: false, shape: &S_TEST_STATE_STATE_NAME },
    Member {
        name: "mapIterationFailureCount",
        required: false,
        shape: &S_MAP_ITERATION_FAILURE_COUNT,
    },
    Member { name: "mapItemReaderData", required: false, shape: &S_SENSITIVE_DATA },
]);
static S_TEST_STATE_INPUT: Shape = Shape::Structure(&[
    Member { name: "definition", required: true, shape: &S_DEFINITION },
    Member { name: "roleArn", required: false, shape: &S_ARN },
    Member { name: "input", required: false, shape: &S_SENSITIVE_DATA },
    Member { name: "inspectionLevel", required: false, shape: &S_INSPECTION_LEVEL },
    Member { name: "revealSecrets", required: false, shape: &S_REVEAL_SECRETS },
    Member { name: "variables", required: false, shape: &S_SENSITIVE_DATA },
    Member { name: "stateName", required: false, shape: &S_TEST_STATE_STATE_NAME },
    Member { name: "mock", required: false, shape: &S_MOCK_INPUT },
    Member { name: "context", required: false, shape: &S_SENSITIVE_DATA },
    Member { name: "stateConfiguration", required: false, shape: &S_TEST_STATE_CONFIGURATION },
]);
static S_TEST_STATE_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "output", required: false, shape: &S_SENSITIVE_DATA },
    Member { name: "error", required: false, shape: &S_SENSITIVE_ERROR },
    Member { name: "cause", required: false, shape: &S_SENSITIVE_CAUSE },
    Member { name: "inspectionData", required: false, shape: &S_INSPECTION_DATA },
    Member { name: "nextState", required: false, shape: &S_STATE_NAME },
    Member { name: "status", required: false, shape: &S_TEST_EXECUTION_STATUS },
]);
static S_TEST_STATE_STATE_NAME: Shape =
    Shape::Text { min: Some(1), max: Some(80), pattern: None, values: &[] };
static S_TIMESTAMP: Shape = Shape::Timestamp;
static S_TOLERATED_FAILURE_COUNT: Shape = Shape::Integer { min: Some(0), max: None };
static S_TOLERATED_FAILURE_PERCENTAGE: Shape = Shape::Float { min: Some(0.0), max: Some(100.0) };
static S_TRACE_HEADER: Shape =
    Shape::Text { min: Some(0), max: Some(256), pattern: Some("\\p{ASCII}*"), values: &[] };
static S_TRACING_CONFIGURATION: Shape =
    Shape::Structure(&[Member { name: "enabled", required: false, shape: &S_ENABLED }]);
static S_UNSIGNED_INTEGER: Shape = Shape::Integer { min: Some(0), max: None };
static S_UNSIGNED_LONG: Shape = Shape::Integer { min: Some(0), max: None };
static S_UNTAG_RESOURCE_INPUT: Shape = Shape::Structure(&[
    Member { name: "resourceArn", required: true, shape: &S_ARN },
    Member { name: "tagKeys", required: true, shape: &S_TAG_KEY_LIST },
]);
static S_UNTAG_RESOURCE_OUTPUT: Shape = Shape::Structure(&[]);
static S_UPDATE_MAP_RUN_INPUT: Shape = Shape::Structure(&[
    Member { name: "mapRunArn", required: true, shape: &S_LONG_ARN },
    Member { name: "maxConcurrency", required: false, shape: &S_MAX_CONCURRENCY },
    Member {
        name: "toleratedFailurePercentage",
        required: false,
        shape: &S_TOLERATED_FAILURE_PERCENTAGE,
    },
    Member { name: "toleratedFailureCount", required: false, shape: &S_TOLERATED_FAILURE_COUNT },
]);
static S_UPDATE_MAP_RUN_OUTPUT: Shape = Shape::Structure(&[]);
static S_UPDATE_STATE_MACHINE_ALIAS_INPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineAliasArn", required: true, shape: &S_ARN },
    Member { name: "description", required: false, shape: &S_ALIAS_DESCRIPTION },
    Member { name: "routingConfiguration", required: false, shape: &S_ROUTING_CONFIGURATION_LIST },
]);
static S_UPDATE_STATE_MACHINE_ALIAS_OUTPUT: Shape =
    Shape::Structure(&[Member { name: "updateDate", required: true, shape: &S_TIMESTAMP }]);
static S_UPDATE_STATE_MACHINE_INPUT: Shape = Shape::Structure(&[
    Member { name: "stateMachineArn", required: true, shape: &S_ARN },
    Member { name: "definition", required: false, shape: &S_DEFINITION },
    Member { name: "roleArn", required: false, shape: &S_ARN },
    Member { name: "loggingConfiguration", required: false, shape: &S_LOGGING_CONFIGURATION },
    Member { name: "tracingConfiguration", required: false, shape: &S_TRACING_CONFIGURATION },
    Member { name: "publish", required: false, shape: &S_PUBLISH },
    Member { name: "versionDescription", required: false, shape: &S_VERSION_DESCRIPTION },
    Member { name: "encryptionConfiguration", required: false, shape: &S_ENCRYPTION_CONFIGURATION },
]);
static S_UPDATE_STATE_MACHINE_OUTPUT: Shape = Shape::Structure(&[
    Member { name: "updateDate", required: true, shape: &S_TIMESTAMP },
    Member { name: "revisionId", required: false, shape: &S_REVISION_ID },
    Member { name: "stateMachineVersionArn", required: false, shape: &S_ARN },
]);
static S_VALIDATE_STATE_MACHINE_DEFINITION_CODE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_VALIDATE_STATE_MACHINE_DEFINITION_DIAGNOSTIC: Shape = Shape::Structure(&[
    Member {
        name: "severity",
        required: true,
        shape: &S_VALIDATE_STATE_MACHINE_DEFINITION_SEVERITY,
    },
    Member { name: "code", required: true, shape: &S_VALIDATE_STATE_MACHINE_DEFINITION_CODE },
    Member { name: "message", required: true, shape: &S_VALIDATE_STATE_MACHINE_DEFINITION_MESSAGE },
    Member {
        name: "location",
        required: false,
        shape: &S_VALIDATE_STATE_MACHINE_DEFINITION_LOCATION,
    },
]);
static S_VALIDATE_STATE_MACHINE_DEFINITION_DIAGNOSTIC_LIST: Shape = Shape::List {
    member: &S_VALIDATE_STATE_MACHINE_DEFINITION_DIAGNOSTIC,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_VALIDATE_STATE_MACHINE_DEFINITION_INPUT: Shape = Shape::Structure(&[
    Member { name: "definition", required: true, shape: &S_DEFINITION },
    Member { name: "type", required: false, shape: &S_STATE_MACHINE_TYPE },
    Member {
        name: "severity",
        required: false,
        shape: &S_VALIDATE_STATE_MACHINE_DEFINITION_SEVERITY,
    },
    Member {
        name: "maxResults",
        required: false,
        shape: &S_VALIDATE_STATE_MACHINE_DEFINITION_MAX_RESULT,
    },
]);
static S_VALIDATE_STATE_MACHINE_DEFINITION_LOCATION: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_VALIDATE_STATE_MACHINE_DEFINITION_MAX_RESULT: Shape =
    Shape::Integer { min: Some(0), max: Some(100) };
static S_VALIDATE_STATE_MACHINE_DEFINITION_MESSAGE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_VALIDATE_STATE_MACHINE_DEFINITION_OUTPUT: Shape = Shape::Structure(&[
    Member {
        name: "result",
        required: true,
        shape: &S_VALIDATE_STATE_MACHINE_DEFINITION_RESULT_CODE,
    },
    Member {
        name: "diagnostics",
        required: true,
        shape: &S_VALIDATE_STATE_MACHINE_DEFINITION_DIAGNOSTIC_LIST,
    },
    Member {
        name: "truncated",
        required: false,
        shape: &S_VALIDATE_STATE_MACHINE_DEFINITION_TRUNCATED,
    },
]);
static S_VALIDATE_STATE_MACHINE_DEFINITION_RESULT_CODE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &["OK", "FAIL"] };
static S_VALIDATE_STATE_MACHINE_DEFINITION_SEVERITY: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &["ERROR", "WARNING"] };
static S_VALIDATE_STATE_MACHINE_DEFINITION_TRUNCATED: Shape = Shape::Boolean;
static S_VARIABLE_NAME: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_VARIABLE_NAME_LIST: Shape = Shape::List {
    member: &S_VARIABLE_NAME,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_VARIABLE_REFERENCES: Shape = Shape::Map {
    value: &S_VARIABLE_NAME_LIST,
    wire: "entry",
    key_name: "key",
    value_name: "value",
    flattened: false,
};
static S_VERSION_DESCRIPTION: Shape =
    Shape::Text { min: None, max: Some(256), pattern: None, values: &[] };
static S_VERSION_WEIGHT: Shape = Shape::Integer { min: Some(0), max: Some(100) };
static S_INCLUDED_DETAILS: Shape = Shape::Boolean;
