//! Shapes and constraints of AWS Step Functions (2016-11-23).
//!
//! Written by codegen/generate.py from botocore 1.44.5; change that program, not this file.

use crate::protocol::shape::{Member, OperationModel, ServiceModel, Shape};

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
    Shape::Text { min: None, max: Some(256), pattern: None, values: &[], secret: true };
static S_ARN: Shape =
    Shape::Text { min: Some(1), max: Some(256), pattern: None, values: &[], secret: false };
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
    secret: false,
};
static S_CLIENT_TOKEN: Shape = Shape::Text {
    min: Some(1),
    max: Some(64),
    pattern: Some("[!-~]+"),
    values: &[],
    secret: false,
};
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
    Shape::Text { min: Some(1), max: Some(1048576), pattern: None, values: &[], secret: true };
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
    secret: false,
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
static S_EXECUTION_REDRIVE_FILTER: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["REDRIVEN", "NOT_REDRIVEN"],
    secret: false,
};
static S_EXECUTION_REDRIVE_STATUS: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["REDRIVABLE", "NOT_REDRIVABLE", "REDRIVABLE_BY_MAP_RUN"],
    secret: false,
};
static S_EXECUTION_STATUS: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"],
    secret: false,
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
static S_INCLUDED_DATA: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["ALL_DATA", "METADATA_ONLY"],
    secret: false,
};
static S_INSPECTION_DATA: Shape = Shape::Any;
static S_INSPECTION_LEVEL: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["INFO", "DEBUG", "TRACE"],
    secret: false,
};
static S_KMS_DATA_KEY_REUSE_PERIOD_SECONDS: Shape =
    Shape::Integer { min: Some(60), max: Some(900) };
static S_KMS_KEY_ID: Shape =
    Shape::Text { min: Some(1), max: Some(2048), pattern: None, values: &[], secret: false };
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
    Shape::Text { min: Some(1), max: Some(3096), pattern: None, values: &[], secret: false };
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
static S_LOG_LEVEL: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["ALL", "ERROR", "FATAL", "OFF"],
    secret: false,
};
static S_LOGGING_CONFIGURATION: Shape = Shape::Structure(&[
    Member { name: "level", required: false, shape: &S_LOG_LEVEL },
    Member { name: "includeExecutionData", required: false, shape: &S_INCLUDE_EXECUTION_DATA },
    Member { name: "destinations", required: false, shape: &S_LOG_DESTINATION_LIST },
]);
static S_LONG_ARN: Shape =
    Shape::Text { min: Some(1), max: Some(2000), pattern: None, values: &[], secret: false };
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
static S_MAP_RUN_LABEL: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
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
    secret: false,
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
static S_MOCK_RESPONSE_VALIDATION_MODE: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["STRICT", "PRESENT", "NONE"],
    secret: false,
};
static S_NAME: Shape =
    Shape::Text { min: Some(1), max: Some(80), pattern: None, values: &[], secret: false };
static S_PAGE_SIZE: Shape = Shape::Integer { min: Some(0), max: Some(1000) };
static S_PAGE_TOKEN: Shape =
    Shape::Text { min: Some(1), max: Some(1024), pattern: None, values: &[], secret: false };
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
static S_REVISION_ID: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
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
    Shape::Text { min: Some(0), max: Some(32768), pattern: None, values: &[], secret: true };
static S_SENSITIVE_DATA: Shape =
    Shape::Text { min: None, max: Some(262144), pattern: None, values: &[], secret: true };
static S_SENSITIVE_DATA_JOB_INPUT: Shape =
    Shape::Text { min: None, max: Some(1048576), pattern: None, values: &[], secret: true };
static S_SENSITIVE_ERROR: Shape =
    Shape::Text { min: Some(0), max: Some(256), pattern: None, values: &[], secret: true };
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
static S_STATE_MACHINE_STATUS: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["ACTIVE", "DELETING"],
    secret: false,
};
static S_STATE_MACHINE_TYPE: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["STANDARD", "EXPRESS"],
    secret: false,
};
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
    Shape::Text { min: Some(1), max: Some(80), pattern: None, values: &[], secret: false };
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
    secret: false,
};
static S_TAG: Shape = Shape::Structure(&[
    Member { name: "key", required: false, shape: &S_TAG_KEY },
    Member { name: "value", required: false, shape: &S_TAG_VALUE },
]);
static S_TAG_KEY: Shape =
    Shape::Text { min: Some(1), max: Some(128), pattern: None, values: &[], secret: false };
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
    Shape::Text { min: Some(0), max: Some(256), pattern: None, values: &[], secret: false };
static S_TASK_TOKEN: Shape =
    Shape::Text { min: Some(1), max: Some(2048), pattern: None, values: &[], secret: true };
static S_TEST_EXECUTION_STATUS: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["SUCCEEDED", "FAILED", "RETRIABLE", "CAUGHT_ERROR"],
    secret: false,
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
    Shape::Text { min: Some(1), max: Some(80), pattern: None, values: &[], secret: true };
static S_TIMESTAMP: Shape = Shape::Timestamp;
static S_TOLERATED_FAILURE_COUNT: Shape = Shape::Integer { min: Some(0), max: None };
static S_TOLERATED_FAILURE_PERCENTAGE: Shape = Shape::Float { min: Some(0.0), max: Some(100.0) };
static S_TRACE_HEADER: Shape = Shape::Text {
    min: Some(0),
    max: Some(256),
    pattern: Some("\\p{ASCII}*"),
    values: &[],
    secret: false,
};
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
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: true };
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
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: true };
static S_VALIDATE_STATE_MACHINE_DEFINITION_MAX_RESULT: Shape =
    Shape::Integer { min: Some(0), max: Some(100) };
static S_VALIDATE_STATE_MACHINE_DEFINITION_MESSAGE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: true };
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
    Shape::Text { min: None, max: None, pattern: None, values: &["OK", "FAIL"], secret: false };
static S_VALIDATE_STATE_MACHINE_DEFINITION_SEVERITY: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["ERROR", "WARNING"],
    secret: false,
};
static S_VALIDATE_STATE_MACHINE_DEFINITION_TRUNCATED: Shape = Shape::Boolean;
static S_VARIABLE_NAME: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: true };
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
    Shape::Text { min: None, max: Some(256), pattern: None, values: &[], secret: true };
static S_VERSION_WEIGHT: Shape = Shape::Integer { min: Some(0), max: Some(100) };
static S_INCLUDED_DETAILS: Shape = Shape::Boolean;
