//! Shapes and constraints of Amazon CloudWatch Logs (2014-03-28).
//!
//! Written by codegen/generate.py from botocore 1.44.5; change that program, not this file.

use crate::protocol::shape::{Member, OperationModel, ServiceModel, Shape};

/// What the wire protocol and the validation need to know of the service.
pub static SERVICE: ServiceModel = ServiceModel {
    version: "2014-03-28",
    namespace: "http://queue.amazonaws.com/doc/2012-11-05/",
    operations: &[
        OperationModel {
            name: "CreateLogGroup",
            input: &S_CREATE_LOG_GROUP_REQUEST,
            output: &EMPTY,
        },
        OperationModel {
            name: "DeleteLogGroup",
            input: &S_DELETE_LOG_GROUP_REQUEST,
            output: &EMPTY,
        },
        OperationModel {
            name: "DeleteRetentionPolicy",
            input: &S_DELETE_RETENTION_POLICY_REQUEST,
            output: &EMPTY,
        },
        OperationModel {
            name: "DescribeLogGroups",
            input: &S_DESCRIBE_LOG_GROUPS_REQUEST,
            output: &S_DESCRIBE_LOG_GROUPS_RESPONSE,
        },
        OperationModel {
            name: "ListTagsForResource",
            input: &S_LIST_TAGS_FOR_RESOURCE_REQUEST,
            output: &S_LIST_TAGS_FOR_RESOURCE_RESPONSE,
        },
        OperationModel {
            name: "ListTagsLogGroup",
            input: &S_LIST_TAGS_LOG_GROUP_REQUEST,
            output: &S_LIST_TAGS_LOG_GROUP_RESPONSE,
        },
        OperationModel {
            name: "PutRetentionPolicy",
            input: &S_PUT_RETENTION_POLICY_REQUEST,
            output: &EMPTY,
        },
        OperationModel { name: "TagLogGroup", input: &S_TAG_LOG_GROUP_REQUEST, output: &EMPTY },
        OperationModel { name: "TagResource", input: &S_TAG_RESOURCE_REQUEST, output: &EMPTY },
        OperationModel { name: "UntagLogGroup", input: &S_UNTAG_LOG_GROUP_REQUEST, output: &EMPTY },
        OperationModel { name: "UntagResource", input: &S_UNTAG_RESOURCE_REQUEST, output: &EMPTY },
    ],
    all: &[
        "AssociateKmsKey",
        "AssociateSourceToS3TableIntegration",
        "CancelExportTask",
        "CancelImportTask",
        "CreateDelivery",
        "CreateExportTask",
        "CreateImportTask",
        "CreateLogAnomalyDetector",
        "CreateLogGroup",
        "CreateLogStream",
        "CreateLookupTable",
        "CreateScheduledQuery",
        "DeleteAccountPolicy",
        "DeleteDataProtectionPolicy",
        "DeleteDelivery",
        "DeleteDeliveryDestination",
        "DeleteDeliveryDestinationPolicy",
        "DeleteDeliverySource",
        "DeleteDestination",
        "DeleteIndexPolicy",
        "DeleteIntegration",
        "DeleteLogAnomalyDetector",
        "DeleteLogGroup",
        "DeleteLogStream",
        "DeleteLookupTable",
        "DeleteMetricFilter",
        "DeleteQueryDefinition",
        "DeleteResourcePolicy",
        "DeleteRetentionPolicy",
        "DeleteScheduledQuery",
        "DeleteSubscriptionFilter",
        "DeleteSyslogConfiguration",
        "DeleteTransformer",
        "DescribeAccountPolicies",
        "DescribeConfigurationTemplates",
        "DescribeDeliveries",
        "DescribeDeliveryDestinations",
        "DescribeDeliverySources",
        "DescribeDestinations",
        "DescribeExportTasks",
        "DescribeFieldIndexes",
        "DescribeImportTaskBatches",
        "DescribeImportTasks",
        "DescribeIndexPolicies",
        "DescribeLogGroups",
        "DescribeLogStreams",
        "DescribeLookupTables",
        "DescribeMetricFilters",
        "DescribeQueries",
        "DescribeQueryDefinitions",
        "DescribeResourcePolicies",
        "DescribeSubscriptionFilters",
        "DisassociateKmsKey",
        "DisassociateSourceFromS3TableIntegration",
        "FilterLogEvents",
        "GetDataProtectionPolicy",
        "GetDelivery",
        "GetDeliveryDestination",
        "GetDeliveryDestinationPolicy",
        "GetDeliverySource",
        "GetIntegration",
        "GetLogAnomalyDetector",
        "GetLogEvents",
        "GetLogFields",
        "GetLogGroupFields",
        "GetLogObject",
        "GetLogRecord",
        "GetLookupTable",
        "GetQueryResults",
        "GetScheduledQuery",
        "GetScheduledQueryHistory",
        "GetStorageTierPolicy",
        "GetTransformer",
        "ListAggregateLogGroupSummaries",
        "ListAnomalies",
        "ListIntegrations",
        "ListLogAnomalyDetectors",
        "ListLogGroups",
        "ListLogGroupsForQuery",
        "ListScheduledQueries",
        "ListSourcesForS3TableIntegration",
        "ListSyslogConfigurations",
        "ListTagsForResource",
        "ListTagsLogGroup",
        "PutAccountPolicy",
        "PutBearerTokenAuthentication",
        "PutDataProtectionPolicy",
        "PutDeliveryDestination",
        "PutDeliveryDestinationPolicy",
        "PutDeliverySource",
        "PutDestination",
        "PutDestinationPolicy",
        "PutIndexPolicy",
        "PutIntegration",
        "PutLogEvents",
        "PutLogGroupDeletionProtection",
        "PutMetricFilter",
        "PutQueryDefinition",
        "PutResourcePolicy",
        "PutRetentionPolicy",
        "PutStorageTierPolicy",
        "PutSubscriptionFilter",
        "PutSyslogConfiguration",
        "PutTransformer",
        "StartLiveTail",
        "StartQuery",
        "StopQuery",
        "TagLogGroup",
        "TagResource",
        "TestMetricFilter",
        "TestTransformer",
        "UntagLogGroup",
        "UntagResource",
        "UpdateAnomaly",
        "UpdateDeliveryConfiguration",
        "UpdateLogAnomalyDetector",
        "UpdateLookupTable",
        "UpdateScheduledQuery",
    ],
};

static EMPTY: Shape = Shape::Structure(&[]);
static S_ACCOUNT_ID: Shape = Shape::Text {
    min: Some(12),
    max: Some(12),
    pattern: Some("^\\d{12}$"),
    values: &[],
    secret: false,
};
static S_ACCOUNT_IDS: Shape = Shape::List {
    member: &S_ACCOUNT_ID,
    wire: "member",
    flattened: false,
    min: Some(0),
    max: Some(20),
};
static S_AMAZON_RESOURCE_NAME: Shape = Shape::Text {
    min: Some(1),
    max: Some(1011),
    pattern: Some("[\\w+=/:,.@-]*"),
    values: &[],
    secret: false,
};
static S_ARN: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_BEARER_TOKEN_AUTHENTICATION_ENABLED: Shape = Shape::Boolean;
static S_CREATE_LOG_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member { name: "logGroupName", required: true, shape: &S_LOG_GROUP_NAME },
    Member { name: "kmsKeyId", required: false, shape: &S_KMS_KEY_ID },
    Member { name: "tags", required: false, shape: &S_TAGS },
    Member { name: "logGroupClass", required: false, shape: &S_LOG_GROUP_CLASS },
    Member {
        name: "deletionProtectionEnabled",
        required: false,
        shape: &S_DELETION_PROTECTION_ENABLED,
    },
]);
static S_DATA_PROTECTION_STATUS: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["ACTIVATED", "DELETED", "ARCHIVED", "DISABLED"],
    secret: false,
};
static S_DAYS: Shape = Shape::Integer { min: None, max: None };
static S_DELETE_LOG_GROUP_REQUEST: Shape =
    Shape::Structure(&[Member { name: "logGroupName", required: true, shape: &S_LOG_GROUP_NAME }]);
static S_DELETE_RETENTION_POLICY_REQUEST: Shape =
    Shape::Structure(&[Member { name: "logGroupName", required: true, shape: &S_LOG_GROUP_NAME }]);
static S_DELETION_PROTECTION_ENABLED: Shape = Shape::Boolean;
static S_DESCRIBE_LIMIT: Shape = Shape::Integer { min: Some(1), max: Some(50) };
static S_DESCRIBE_LOG_GROUPS_LOG_GROUP_IDENTIFIERS: Shape = Shape::List {
    member: &S_LOG_GROUP_IDENTIFIER,
    wire: "member",
    flattened: false,
    min: Some(1),
    max: Some(50),
};
static S_DESCRIBE_LOG_GROUPS_REQUEST: Shape = Shape::Structure(&[
    Member { name: "accountIdentifiers", required: false, shape: &S_ACCOUNT_IDS },
    Member { name: "logGroupNamePrefix", required: false, shape: &S_LOG_GROUP_NAME },
    Member { name: "logGroupNamePattern", required: false, shape: &S_LOG_GROUP_NAME_PATTERN },
    Member { name: "nextToken", required: false, shape: &S_NEXT_TOKEN },
    Member { name: "limit", required: false, shape: &S_DESCRIBE_LIMIT },
    Member { name: "includeLinkedAccounts", required: false, shape: &S_INCLUDE_LINKED_ACCOUNTS },
    Member { name: "logGroupClass", required: false, shape: &S_LOG_GROUP_CLASS },
    Member {
        name: "logGroupIdentifiers",
        required: false,
        shape: &S_DESCRIBE_LOG_GROUPS_LOG_GROUP_IDENTIFIERS,
    },
]);
static S_DESCRIBE_LOG_GROUPS_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "logGroups", required: false, shape: &S_LOG_GROUPS },
    Member { name: "nextToken", required: false, shape: &S_NEXT_TOKEN },
]);
static S_FILTER_COUNT: Shape = Shape::Integer { min: None, max: None };
static S_INCLUDE_LINKED_ACCOUNTS: Shape = Shape::Boolean;
static S_INHERITED_PROPERTIES: Shape = Shape::List {
    member: &S_INHERITED_PROPERTY,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_INHERITED_PROPERTY: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["ACCOUNT_DATA_PROTECTION"],
    secret: false,
};
static S_KMS_KEY_ID: Shape =
    Shape::Text { min: None, max: Some(256), pattern: None, values: &[], secret: false };
static S_LIST_TAGS_FOR_RESOURCE_REQUEST: Shape = Shape::Structure(&[Member {
    name: "resourceArn",
    required: true,
    shape: &S_AMAZON_RESOURCE_NAME,
}]);
static S_LIST_TAGS_FOR_RESOURCE_RESPONSE: Shape =
    Shape::Structure(&[Member { name: "tags", required: false, shape: &S_TAGS }]);
static S_LIST_TAGS_LOG_GROUP_REQUEST: Shape =
    Shape::Structure(&[Member { name: "logGroupName", required: true, shape: &S_LOG_GROUP_NAME }]);
static S_LIST_TAGS_LOG_GROUP_RESPONSE: Shape =
    Shape::Structure(&[Member { name: "tags", required: false, shape: &S_TAGS }]);
static S_LOG_GROUP: Shape = Shape::Structure(&[
    Member { name: "logGroupName", required: false, shape: &S_LOG_GROUP_NAME },
    Member { name: "creationTime", required: false, shape: &S_TIMESTAMP },
    Member { name: "retentionInDays", required: false, shape: &S_DAYS },
    Member { name: "metricFilterCount", required: false, shape: &S_FILTER_COUNT },
    Member { name: "arn", required: false, shape: &S_ARN },
    Member { name: "storedBytes", required: false, shape: &S_STORED_BYTES },
    Member { name: "kmsKeyId", required: false, shape: &S_KMS_KEY_ID },
    Member { name: "dataProtectionStatus", required: false, shape: &S_DATA_PROTECTION_STATUS },
    Member { name: "inheritedProperties", required: false, shape: &S_INHERITED_PROPERTIES },
    Member { name: "logGroupClass", required: false, shape: &S_LOG_GROUP_CLASS },
    Member { name: "logGroupArn", required: false, shape: &S_ARN },
    Member {
        name: "deletionProtectionEnabled",
        required: false,
        shape: &S_DELETION_PROTECTION_ENABLED,
    },
    Member {
        name: "bearerTokenAuthenticationEnabled",
        required: false,
        shape: &S_BEARER_TOKEN_AUTHENTICATION_ENABLED,
    },
    Member { name: "retentionPolicyName", required: false, shape: &S_POLICY_NAME },
]);
static S_LOG_GROUP_CLASS: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["STANDARD", "INFREQUENT_ACCESS", "DELIVERY", "ESSENTIALS"],
    secret: false,
};
static S_LOG_GROUP_IDENTIFIER: Shape = Shape::Text {
    min: Some(1),
    max: Some(2048),
    pattern: Some("[\\w#+=/:,.@-]*"),
    values: &[],
    secret: false,
};
static S_LOG_GROUP_NAME: Shape = Shape::Text {
    min: Some(1),
    max: Some(512),
    pattern: Some("[\\.\\-_/#A-Za-z0-9]+"),
    values: &[],
    secret: false,
};
static S_LOG_GROUP_NAME_PATTERN: Shape = Shape::Text {
    min: Some(0),
    max: Some(512),
    pattern: Some("[\\.\\-_/#A-Za-z0-9]*"),
    values: &[],
    secret: false,
};
static S_LOG_GROUPS: Shape =
    Shape::List { member: &S_LOG_GROUP, wire: "member", flattened: false, min: None, max: None };
static S_NEXT_TOKEN: Shape =
    Shape::Text { min: Some(1), max: None, pattern: None, values: &[], secret: false };
static S_POLICY_NAME: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_PUT_RETENTION_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member { name: "logGroupName", required: true, shape: &S_LOG_GROUP_NAME },
    Member { name: "retentionInDays", required: true, shape: &S_DAYS },
]);
static S_STORED_BYTES: Shape = Shape::Integer { min: Some(0), max: None };
static S_TAG_KEY: Shape = Shape::Text {
    min: Some(1),
    max: Some(128),
    pattern: Some("^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+)$"),
    values: &[],
    secret: false,
};
static S_TAG_KEY_LIST: Shape = Shape::List {
    member: &S_TAG_KEY,
    wire: "member",
    flattened: false,
    min: Some(0),
    max: Some(50),
};
static S_TAG_LIST: Shape =
    Shape::List { member: &S_TAG_KEY, wire: "member", flattened: false, min: Some(1), max: None };
static S_TAG_LOG_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member { name: "logGroupName", required: true, shape: &S_LOG_GROUP_NAME },
    Member { name: "tags", required: true, shape: &S_TAGS },
]);
static S_TAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "resourceArn", required: true, shape: &S_AMAZON_RESOURCE_NAME },
    Member { name: "tags", required: true, shape: &S_TAGS },
]);
static S_TAG_VALUE: Shape = Shape::Text {
    min: None,
    max: Some(256),
    pattern: Some("^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$"),
    values: &[],
    secret: false,
};
static S_TAGS: Shape = Shape::Map {
    value: &S_TAG_VALUE,
    wire: "entry",
    key_name: "key",
    value_name: "value",
    flattened: false,
};
static S_TIMESTAMP: Shape = Shape::Integer { min: Some(0), max: None };
static S_UNTAG_LOG_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member { name: "logGroupName", required: true, shape: &S_LOG_GROUP_NAME },
    Member { name: "tags", required: true, shape: &S_TAG_LIST },
]);
static S_UNTAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "resourceArn", required: true, shape: &S_AMAZON_RESOURCE_NAME },
    Member { name: "tagKeys", required: true, shape: &S_TAG_KEY_LIST },
]);
