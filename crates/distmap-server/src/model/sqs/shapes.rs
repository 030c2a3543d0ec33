//! Shapes and constraints of Amazon Simple Queue Service (2012-11-05).
//!
//! Written by codegen/generate.py from botocore 1.44.5; change that program, not this file.

use crate::protocol::shape::{Member, OperationModel, ServiceModel, Shape};

/// What the wire protocol and the validation need to know of the service.
pub static SERVICE: ServiceModel = ServiceModel {
    version: "2012-11-05",
    namespace: "http://queue.amazonaws.com/doc/2012-11-05/",
    operations: &[
        OperationModel { name: "AddPermission", input: &S_ADD_PERMISSION_REQUEST, output: &EMPTY },
        OperationModel {
            name: "CancelMessageMoveTask",
            input: &S_CANCEL_MESSAGE_MOVE_TASK_REQUEST,
            output: &S_CANCEL_MESSAGE_MOVE_TASK_RESULT,
        },
        OperationModel {
            name: "ChangeMessageVisibility",
            input: &S_CHANGE_MESSAGE_VISIBILITY_REQUEST,
            output: &EMPTY,
        },
        OperationModel {
            name: "ChangeMessageVisibilityBatch",
            input: &S_CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST,
            output: &S_CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT,
        },
        OperationModel {
            name: "CreateQueue",
            input: &S_CREATE_QUEUE_REQUEST,
            output: &S_CREATE_QUEUE_RESULT,
        },
        OperationModel { name: "DeleteMessage", input: &S_DELETE_MESSAGE_REQUEST, output: &EMPTY },
        OperationModel {
            name: "DeleteMessageBatch",
            input: &S_DELETE_MESSAGE_BATCH_REQUEST,
            output: &S_DELETE_MESSAGE_BATCH_RESULT,
        },
        OperationModel { name: "DeleteQueue", input: &S_DELETE_QUEUE_REQUEST, output: &EMPTY },
        OperationModel {
            name: "GetQueueAttributes",
            input: &S_GET_QUEUE_ATTRIBUTES_REQUEST,
            output: &S_GET_QUEUE_ATTRIBUTES_RESULT,
        },
        OperationModel {
            name: "GetQueueUrl",
            input: &S_GET_QUEUE_URL_REQUEST,
            output: &S_GET_QUEUE_URL_RESULT,
        },
        OperationModel {
            name: "ListDeadLetterSourceQueues",
            input: &S_LIST_DEAD_LETTER_SOURCE_QUEUES_REQUEST,
            output: &S_LIST_DEAD_LETTER_SOURCE_QUEUES_RESULT,
        },
        OperationModel {
            name: "ListMessageMoveTasks",
            input: &S_LIST_MESSAGE_MOVE_TASKS_REQUEST,
            output: &S_LIST_MESSAGE_MOVE_TASKS_RESULT,
        },
        OperationModel {
            name: "ListQueueTags",
            input: &S_LIST_QUEUE_TAGS_REQUEST,
            output: &S_LIST_QUEUE_TAGS_RESULT,
        },
        OperationModel {
            name: "ListQueues",
            input: &S_LIST_QUEUES_REQUEST,
            output: &S_LIST_QUEUES_RESULT,
        },
        OperationModel { name: "PurgeQueue", input: &S_PURGE_QUEUE_REQUEST, output: &EMPTY },
        OperationModel {
            name: "ReceiveMessage",
            input: &S_RECEIVE_MESSAGE_REQUEST,
            output: &S_RECEIVE_MESSAGE_RESULT,
        },
        OperationModel {
            name: "RemovePermission",
            input: &S_REMOVE_PERMISSION_REQUEST,
            output: &EMPTY,
        },
        OperationModel {
            name: "SendMessage",
            input: &S_SEND_MESSAGE_REQUEST,
            output: &S_SEND_MESSAGE_RESULT,
        },
        OperationModel {
            name: "SendMessageBatch",
            input: &S_SEND_MESSAGE_BATCH_REQUEST,
            output: &S_SEND_MESSAGE_BATCH_RESULT,
        },
        OperationModel {
            name: "SetQueueAttributes",
            input: &S_SET_QUEUE_ATTRIBUTES_REQUEST,
            output: &EMPTY,
        },
        OperationModel {
            name: "StartMessageMoveTask",
            input: &S_START_MESSAGE_MOVE_TASK_REQUEST,
            output: &S_START_MESSAGE_MOVE_TASK_RESULT,
        },
        OperationModel { name: "TagQueue", input: &S_TAG_QUEUE_REQUEST, output: &EMPTY },
        OperationModel { name: "UntagQueue", input: &S_UNTAG_QUEUE_REQUEST, output: &EMPTY },
    ],
    all: &[
        "AddPermission",
        "CancelMessageMoveTask",
        "ChangeMessageVisibility",
        "ChangeMessageVisibilityBatch",
        "CreateQueue",
        "DeleteMessage",
        "DeleteMessageBatch",
        "DeleteQueue",
        "GetQueueAttributes",
        "GetQueueUrl",
        "ListDeadLetterSourceQueues",
        "ListMessageMoveTasks",
        "ListQueueTags",
        "ListQueues",
        "PurgeQueue",
        "ReceiveMessage",
        "RemovePermission",
        "SendMessage",
        "SendMessageBatch",
        "SetQueueAttributes",
        "StartMessageMoveTask",
        "TagQueue",
        "UntagQueue",
    ],
};

static EMPTY: Shape = Shape::Structure(&[]);
static S_AWSACCOUNT_ID_LIST: Shape =
    Shape::List { member: &S_STRING, wire: "AWSAccountId", flattened: true, min: None, max: None };
static S_ACTION_NAME_LIST: Shape =
    Shape::List { member: &S_STRING, wire: "ActionName", flattened: true, min: None, max: None };
static S_ADD_PERMISSION_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "Label", required: true, shape: &S_STRING },
    Member { name: "AWSAccountIds", required: true, shape: &S_AWSACCOUNT_ID_LIST },
    Member { name: "Actions", required: true, shape: &S_ACTION_NAME_LIST },
]);
static S_ATTRIBUTE_NAME_LIST: Shape = Shape::List {
    member: &S_QUEUE_ATTRIBUTE_NAME,
    wire: "AttributeName",
    flattened: true,
    min: None,
    max: None,
};
static S_BATCH_RESULT_ERROR_ENTRY: Shape = Shape::Structure(&[
    Member { name: "Id", required: true, shape: &S_STRING },
    Member { name: "SenderFault", required: true, shape: &S_BOOLEAN },
    Member { name: "Code", required: true, shape: &S_STRING },
    Member { name: "Message", required: false, shape: &S_STRING },
]);
static S_BATCH_RESULT_ERROR_ENTRY_LIST: Shape = Shape::List {
    member: &S_BATCH_RESULT_ERROR_ENTRY,
    wire: "BatchResultErrorEntry",
    flattened: true,
    min: None,
    max: None,
};
static S_BINARY: Shape = Shape::Blob;
static S_BINARY_LIST: Shape =
    Shape::List { member: &S_BINARY, wire: "Binary", flattened: false, min: None, max: None };
static S_BOOLEAN: Shape = Shape::Boolean;
static S_BOXED_INTEGER: Shape = Shape::Integer { min: None, max: None };
static S_CANCEL_MESSAGE_MOVE_TASK_REQUEST: Shape =
    Shape::Structure(&[Member { name: "TaskHandle", required: true, shape: &S_STRING }]);
static S_CANCEL_MESSAGE_MOVE_TASK_RESULT: Shape = Shape::Structure(&[Member {
    name: "ApproximateNumberOfMessagesMoved",
    required: false,
    shape: &S_LONG,
}]);
static S_CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member {
        name: "Entries",
        required: true,
        shape: &S_CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY_LIST,
    },
]);
static S_CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY: Shape = Shape::Structure(&[
    Member { name: "Id", required: true, shape: &S_STRING },
    Member { name: "ReceiptHandle", required: true, shape: &S_STRING },
    Member { name: "VisibilityTimeout", required: false, shape: &S_NULLABLE_INTEGER },
]);
static S_CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY_LIST: Shape = Shape::List {
    member: &S_CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY,
    wire: "ChangeMessageVisibilityBatchRequestEntry",
    flattened: true,
    min: None,
    max: None,
};
static S_CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT: Shape = Shape::Structure(&[
    Member {
        name: "Successful",
        required: true,
        shape: &S_CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY_LIST,
    },
    Member { name: "Failed", required: true, shape: &S_BATCH_RESULT_ERROR_ENTRY_LIST },
]);
static S_CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY: Shape =
    Shape::Structure(&[Member { name: "Id", required: true, shape: &S_STRING }]);
static S_CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY_LIST: Shape = Shape::List {
    member: &S_CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY,
    wire: "ChangeMessageVisibilityBatchResultEntry",
    flattened: true,
    min: None,
    max: None,
};
static S_CHANGE_MESSAGE_VISIBILITY_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "ReceiptHandle", required: true, shape: &S_STRING },
    Member { name: "VisibilityTimeout", required: true, shape: &S_NULLABLE_INTEGER },
]);
static S_CREATE_QUEUE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueName", required: true, shape: &S_STRING },
    Member { name: "Attributes", required: false, shape: &S_QUEUE_ATTRIBUTE_MAP },
    Member { name: "tags", required: false, shape: &S_TAG_MAP },
]);
static S_CREATE_QUEUE_RESULT: Shape =
    Shape::Structure(&[Member { name: "QueueUrl", required: false, shape: &S_STRING }]);
static S_DELETE_MESSAGE_BATCH_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "Entries", required: true, shape: &S_DELETE_MESSAGE_BATCH_REQUEST_ENTRY_LIST },
]);
static S_DELETE_MESSAGE_BATCH_REQUEST_ENTRY: Shape = Shape::Structure(&[
    Member { name: "Id", required: true, shape: &S_STRING },
    Member { name: "ReceiptHandle", required: true, shape: &S_STRING },
]);
static S_DELETE_MESSAGE_BATCH_REQUEST_ENTRY_LIST: Shape = Shape::List {
    member: &S_DELETE_MESSAGE_BATCH_REQUEST_ENTRY,
    wire: "DeleteMessageBatchRequestEntry",
    flattened: true,
    min: None,
    max: None,
};
static S_DELETE_MESSAGE_BATCH_RESULT: Shape = Shape::Structure(&[
    Member { name: "Successful", required: true, shape: &S_DELETE_MESSAGE_BATCH_RESULT_ENTRY_LIST },
    Member { name: "Failed", required: true, shape: &S_BATCH_RESULT_ERROR_ENTRY_LIST },
]);
static S_DELETE_MESSAGE_BATCH_RESULT_ENTRY: Shape =
    Shape::Structure(&[Member { name: "Id", required: true, shape: &S_STRING }]);
static S_DELETE_MESSAGE_BATCH_RESULT_ENTRY_LIST: Shape = Shape::List {
    member: &S_DELETE_MESSAGE_BATCH_RESULT_ENTRY,
    wire: "DeleteMessageBatchResultEntry",
    flattened: true,
    min: None,
    max: None,
};
static S_DELETE_MESSAGE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "ReceiptHandle", required: true, shape: &S_STRING },
]);
static S_DELETE_QUEUE_REQUEST: Shape =
    Shape::Structure(&[Member { name: "QueueUrl", required: true, shape: &S_STRING }]);
static S_GET_QUEUE_ATTRIBUTES_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "AttributeNames", required: false, shape: &S_ATTRIBUTE_NAME_LIST },
]);
static S_GET_QUEUE_ATTRIBUTES_RESULT: Shape = Shape::Structure(&[Member {
    name: "Attributes",
    required: false,
    shape: &S_QUEUE_ATTRIBUTE_MAP,
}]);
static S_GET_QUEUE_URL_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueName", required: true, shape: &S_STRING },
    Member { name: "QueueOwnerAWSAccountId", required: false, shape: &S_STRING },
]);
static S_GET_QUEUE_URL_RESULT: Shape =
    Shape::Structure(&[Member { name: "QueueUrl", required: false, shape: &S_STRING }]);
static S_LIST_DEAD_LETTER_SOURCE_QUEUES_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "NextToken", required: false, shape: &S_TOKEN },
    Member { name: "MaxResults", required: false, shape: &S_BOXED_INTEGER },
]);
static S_LIST_DEAD_LETTER_SOURCE_QUEUES_RESULT: Shape = Shape::Structure(&[
    Member { name: "queueUrls", required: true, shape: &S_QUEUE_URL_LIST },
    Member { name: "NextToken", required: false, shape: &S_TOKEN },
]);
static S_LIST_MESSAGE_MOVE_TASKS_REQUEST: Shape = Shape::Structure(&[
    Member { name: "SourceArn", required: true, shape: &S_STRING },
    Member { name: "MaxResults", required: false, shape: &S_NULLABLE_INTEGER },
]);
static S_LIST_MESSAGE_MOVE_TASKS_RESULT: Shape = Shape::Structure(&[Member {
    name: "Results",
    required: false,
    shape: &S_LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY_LIST,
}]);
static S_LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY: Shape = Shape::Structure(&[
    Member { name: "TaskHandle", required: false, shape: &S_STRING },
    Member { name: "Status", required: false, shape: &S_STRING },
    Member { name: "SourceArn", required: false, shape: &S_STRING },
    Member { name: "DestinationArn", required: false, shape: &S_STRING },
    Member { name: "MaxNumberOfMessagesPerSecond", required: false, shape: &S_NULLABLE_INTEGER },
    Member { name: "ApproximateNumberOfMessagesMoved", required: false, shape: &S_LONG },
    Member { name: "ApproximateNumberOfMessagesToMove", required: false, shape: &S_NULLABLE_LONG },
    Member { name: "FailureReason", required: false, shape: &S_STRING },
    Member { name: "StartedTimestamp", required: false, shape: &S_LONG },
]);
static S_LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY_LIST: Shape = Shape::List {
    member: &S_LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY,
    wire: "ListMessageMoveTasksResultEntry",
    flattened: true,
    min: None,
    max: None,
};
static S_LIST_QUEUE_TAGS_REQUEST: Shape =
    Shape::Structure(&[Member { name: "QueueUrl", required: true, shape: &S_STRING }]);
static S_LIST_QUEUE_TAGS_RESULT: Shape =
    Shape::Structure(&[Member { name: "Tags", required: false, shape: &S_TAG_MAP }]);
static S_LIST_QUEUES_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueNamePrefix", required: false, shape: &S_STRING },
    Member { name: "NextToken", required: false, shape: &S_TOKEN },
    Member { name: "MaxResults", required: false, shape: &S_BOXED_INTEGER },
]);
static S_LIST_QUEUES_RESULT: Shape = Shape::Structure(&[
    Member { name: "QueueUrls", required: false, shape: &S_QUEUE_URL_LIST },
    Member { name: "NextToken", required: false, shape: &S_TOKEN },
]);
static S_LONG: Shape = Shape::Integer { min: None, max: None };
static S_MESSAGE: Shape = Shape::Structure(&[
    Member { name: "MessageId", required: false, shape: &S_STRING },
    Member { name: "ReceiptHandle", required: false, shape: &S_STRING },
    Member { name: "MD5OfBody", required: false, shape: &S_STRING },
    Member { name: "Body", required: false, shape: &S_STRING },
    Member { name: "Attributes", required: false, shape: &S_MESSAGE_SYSTEM_ATTRIBUTE_MAP },
    Member { name: "MD5OfMessageAttributes", required: false, shape: &S_STRING },
    Member { name: "MessageAttributes", required: false, shape: &S_MESSAGE_BODY_ATTRIBUTE_MAP },
]);
static S_MESSAGE_ATTRIBUTE_NAME: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_MESSAGE_ATTRIBUTE_NAME_LIST: Shape = Shape::List {
    member: &S_MESSAGE_ATTRIBUTE_NAME,
    wire: "MessageAttributeName",
    flattened: true,
    min: None,
    max: None,
};
static S_MESSAGE_ATTRIBUTE_VALUE: Shape = Shape::Structure(&[
    Member { name: "StringValue", required: false, shape: &S_STRING },
    Member { name: "BinaryValue", required: false, shape: &S_BINARY },
    Member { name: "StringListValues", required: false, shape: &S_STRING_LIST },
    Member { name: "BinaryListValues", required: false, shape: &S_BINARY_LIST },
    Member { name: "DataType", required: true, shape: &S_STRING },
]);
static S_MESSAGE_BODY_ATTRIBUTE_MAP: Shape = Shape::Map {
    value: &S_MESSAGE_ATTRIBUTE_VALUE,
    wire: "MessageAttribute",
    key_name: "Name",
    value_name: "Value",
    flattened: true,
};
static S_MESSAGE_BODY_SYSTEM_ATTRIBUTE_MAP: Shape = Shape::Map {
    value: &S_MESSAGE_SYSTEM_ATTRIBUTE_VALUE,
    wire: "MessageSystemAttribute",
    key_name: "Name",
    value_name: "Value",
    flattened: true,
};
static S_MESSAGE_LIST: Shape =
    Shape::List { member: &S_MESSAGE, wire: "Message", flattened: true, min: None, max: None };
static S_MESSAGE_SYSTEM_ATTRIBUTE_LIST: Shape = Shape::List {
    member: &S_MESSAGE_SYSTEM_ATTRIBUTE_NAME,
    wire: "AttributeName",
    flattened: true,
    min: None,
    max: None,
};
static S_MESSAGE_SYSTEM_ATTRIBUTE_MAP: Shape = Shape::Map {
    value: &S_STRING,
    wire: "Attribute",
    key_name: "Name",
    value_name: "Value",
    flattened: true,
};
static S_MESSAGE_SYSTEM_ATTRIBUTE_NAME: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &[
        "All",
        "SenderId",
        "SentTimestamp",
        "ApproximateReceiveCount",
        "ApproximateFirstReceiveTimestamp",
        "SequenceNumber",
        "MessageDeduplicationId",
        "MessageGroupId",
        "AWSTraceHeader",
        "DeadLetterQueueSourceArn",
    ],
    secret: false,
};
static S_MESSAGE_SYSTEM_ATTRIBUTE_NAME_FOR_SENDS: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &["AWSTraceHeader"], secret: false };
static S_MESSAGE_SYSTEM_ATTRIBUTE_VALUE: Shape = Shape::Structure(&[
    Member { name: "StringValue", required: false, shape: &S_STRING },
    Member { name: "BinaryValue", required: false, shape: &S_BINARY },
    Member { name: "StringListValues", required: false, shape: &S_STRING_LIST },
    Member { name: "BinaryListValues", required: false, shape: &S_BINARY_LIST },
    Member { name: "DataType", required: true, shape: &S_STRING },
]);
static S_NULLABLE_INTEGER: Shape = Shape::Integer { min: None, max: None };
static S_NULLABLE_LONG: Shape = Shape::Integer { min: None, max: None };
static S_PURGE_QUEUE_REQUEST: Shape =
    Shape::Structure(&[Member { name: "QueueUrl", required: true, shape: &S_STRING }]);
static S_QUEUE_ATTRIBUTE_MAP: Shape = Shape::Map {
    value: &S_STRING,
    wire: "Attribute",
    key_name: "Name",
    value_name: "Value",
    flattened: true,
};
static S_QUEUE_ATTRIBUTE_NAME: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &[
        "All",
        "Policy",
        "VisibilityTimeout",
        "MaximumMessageSize",
        "MessageRetentionPeriod",
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "CreatedTimestamp",
        "LastModifiedTimestamp",
        "QueueArn",
        "ApproximateNumberOfMessagesDelayed",
        "DelaySeconds",
        "ReceiveMessageWaitTimeSeconds",
        "RedrivePolicy",
        "FifoQueue",
        "ContentBasedDeduplication",
        "KmsMasterKeyId",
        "KmsDataKeyReusePeriodSeconds",
        "DeduplicationScope",
        "FifoThroughputLimit",
        "RedriveAllowPolicy",
        "SqsManagedSseEnabled",
    ],
    secret: false,
};
static S_QUEUE_URL_LIST: Shape =
    Shape::List { member: &S_STRING, wire: "QueueUrl", flattened: true, min: None, max: None };
static S_RECEIVE_MESSAGE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "AttributeNames", required: false, shape: &S_ATTRIBUTE_NAME_LIST },
    Member {
        name: "MessageSystemAttributeNames",
        required: false,
        shape: &S_MESSAGE_SYSTEM_ATTRIBUTE_LIST,
    },
    Member {
        name: "MessageAttributeNames",
        required: false,
        shape: &S_MESSAGE_ATTRIBUTE_NAME_LIST,
    },
    Member { name: "MaxNumberOfMessages", required: false, shape: &S_NULLABLE_INTEGER },
    Member { name: "VisibilityTimeout", required: false, shape: &S_NULLABLE_INTEGER },
    Member { name: "WaitTimeSeconds", required: false, shape: &S_NULLABLE_INTEGER },
    Member { name: "ReceiveRequestAttemptId", required: false, shape: &S_STRING },
]);
static S_RECEIVE_MESSAGE_RESULT: Shape =
    Shape::Structure(&[Member { name: "Messages", required: false, shape: &S_MESSAGE_LIST }]);
static S_REMOVE_PERMISSION_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "Label", required: true, shape: &S_STRING },
]);
static S_SEND_MESSAGE_BATCH_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "Entries", required: true, shape: &S_SEND_MESSAGE_BATCH_REQUEST_ENTRY_LIST },
]);
static S_SEND_MESSAGE_BATCH_REQUEST_ENTRY: Shape = Shape::Structure(&[
    Member { name: "Id", required: true, shape: &S_STRING },
    Member { name: "MessageBody", required: true, shape: &S_STRING },
    Member { name: "DelaySeconds", required: false, shape: &S_NULLABLE_INTEGER },
    Member { name: "MessageAttributes", required: false, shape: &S_MESSAGE_BODY_ATTRIBUTE_MAP },
    Member {
        name: "MessageSystemAttributes",
        required: false,
        shape: &S_MESSAGE_BODY_SYSTEM_ATTRIBUTE_MAP,
    },
    Member { name: "MessageDeduplicationId", required: false, shape: &S_STRING },
    Member { name: "MessageGroupId", required: false, shape: &S_STRING },
]);
static S_SEND_MESSAGE_BATCH_REQUEST_ENTRY_LIST: Shape = Shape::List {
    member: &S_SEND_MESSAGE_BATCH_REQUEST_ENTRY,
    wire: "SendMessageBatchRequestEntry",
    flattened: true,
    min: None,
    max: None,
};
static S_SEND_MESSAGE_BATCH_RESULT: Shape = Shape::Structure(&[
    Member { name: "Successful", required: true, shape: &S_SEND_MESSAGE_BATCH_RESULT_ENTRY_LIST },
    Member { name: "Failed", required: true, shape: &S_BATCH_RESULT_ERROR_ENTRY_LIST },
]);
static S_SEND_MESSAGE_BATCH_RESULT_ENTRY: Shape = Shape::Structure(&[
    Member { name: "Id", required: true, shape: &S_STRING },
    Member { name: "MessageId", required: true, shape: &S_STRING },
    Member { name: "MD5OfMessageBody", required: true, shape: &S_STRING },
    Member { name: "MD5OfMessageAttributes", required: false, shape: &S_STRING },
    Member { name: "MD5OfMessageSystemAttributes", required: false, shape: &S_STRING },
    Member { name: "SequenceNumber", required: false, shape: &S_STRING },
]);
static S_SEND_MESSAGE_BATCH_RESULT_ENTRY_LIST: Shape = Shape::List {
    member: &S_SEND_MESSAGE_BATCH_RESULT_ENTRY,
    wire: "SendMessageBatchResultEntry",
    flattened: true,
    min: None,
    max: None,
};
static S_SEND_MESSAGE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "MessageBody", required: true, shape: &S_STRING },
    Member { name: "DelaySeconds", required: false, shape: &S_NULLABLE_INTEGER },
    Member { name: "MessageAttributes", required: false, shape: &S_MESSAGE_BODY_ATTRIBUTE_MAP },
    Member {
        name: "MessageSystemAttributes",
        required: false,
        shape: &S_MESSAGE_BODY_SYSTEM_ATTRIBUTE_MAP,
    },
    Member { name: "MessageDeduplicationId", required: false, shape: &S_STRING },
    Member { name: "MessageGroupId", required: false, shape: &S_STRING },
]);
static S_SEND_MESSAGE_RESULT: Shape = Shape::Structure(&[
    Member { name: "MD5OfMessageBody", required: false, shape: &S_STRING },
    Member { name: "MD5OfMessageAttributes", required: false, shape: &S_STRING },
    Member { name: "MD5OfMessageSystemAttributes", required: false, shape: &S_STRING },
    Member { name: "MessageId", required: false, shape: &S_STRING },
    Member { name: "SequenceNumber", required: false, shape: &S_STRING },
]);
static S_SET_QUEUE_ATTRIBUTES_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "Attributes", required: true, shape: &S_QUEUE_ATTRIBUTE_MAP },
]);
static S_START_MESSAGE_MOVE_TASK_REQUEST: Shape = Shape::Structure(&[
    Member { name: "SourceArn", required: true, shape: &S_STRING },
    Member { name: "DestinationArn", required: false, shape: &S_STRING },
    Member { name: "MaxNumberOfMessagesPerSecond", required: false, shape: &S_NULLABLE_INTEGER },
]);
static S_START_MESSAGE_MOVE_TASK_RESULT: Shape =
    Shape::Structure(&[Member { name: "TaskHandle", required: false, shape: &S_STRING }]);
static S_STRING: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_STRING_LIST: Shape =
    Shape::List { member: &S_STRING, wire: "String", flattened: false, min: None, max: None };
static S_TAG_KEY: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_TAG_KEY_LIST: Shape =
    Shape::List { member: &S_TAG_KEY, wire: "TagKey", flattened: true, min: None, max: None };
static S_TAG_MAP: Shape = Shape::Map {
    value: &S_TAG_VALUE,
    wire: "Tag",
    key_name: "Key",
    value_name: "Value",
    flattened: true,
};
static S_TAG_QUEUE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "Tags", required: true, shape: &S_TAG_MAP },
]);
static S_TAG_VALUE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_TOKEN: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_UNTAG_QUEUE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "TagKeys", required: true, shape: &S_TAG_KEY_LIST },
]);
