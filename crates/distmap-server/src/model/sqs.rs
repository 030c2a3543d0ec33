//! Types and constraints of Amazon Simple Queue Service (2012-11-05).
//!
//! Written by codegen/generate.py from botocore 1.44.5; change that program, not this file.

use crate::protocol::shape::{Member, OperationModel, ServiceModel, Shape};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

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

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AddPermissionRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "Label")]
    pub label: String,
    #[serde(rename = "AWSAccountIds")]
    pub aws_account_ids: Vec<String>,
    #[serde(rename = "Actions")]
    pub actions: Vec<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BatchResultErrorEntry {
    #[serde(rename = "Id")]
    pub id: String,
    #[serde(rename = "SenderFault")]
    pub sender_fault: bool,
    #[serde(rename = "Code")]
    pub code: String,
    #[serde(rename = "Message", default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CancelMessageMoveTaskRequest {
    #[serde(rename = "TaskHandle")]
    pub task_handle: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CancelMessageMoveTaskResult {
    #[serde(
        rename = "ApproximateNumberOfMessagesMoved",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub approximate_number_of_messages_moved: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChangeMessageVisibilityBatchRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "Entries")]
    pub entries: Vec<ChangeMessageVisibilityBatchRequestEntry>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChangeMessageVisibilityBatchRequestEntry {
    #[serde(rename = "Id")]
    pub id: String,
    #[serde(rename = "ReceiptHandle")]
    pub receipt_handle: String,
    #[serde(rename = "VisibilityTimeout", default, skip_serializing_if = "Option::is_none")]
    pub visibility_timeout: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChangeMessageVisibilityBatchResult {
    #[serde(rename = "Successful")]
    pub successful: Vec<ChangeMessageVisibilityBatchResultEntry>,
    #[serde(rename = "Failed")]
    pub failed: Vec<BatchResultErrorEntry>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChangeMessageVisibilityBatchResultEntry {
    #[serde(rename = "Id")]
    pub id: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChangeMessageVisibilityRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "ReceiptHandle")]
    pub receipt_handle: String,
    #[serde(rename = "VisibilityTimeout")]
    pub visibility_timeout: i64,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CreateQueueRequest {
    #[serde(rename = "QueueName")]
    pub queue_name: String,
    #[serde(rename = "Attributes", default, skip_serializing_if = "Option::is_none")]
    pub attributes: Option<IndexMap<String, String>>,
    #[serde(rename = "tags", default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<IndexMap<String, String>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CreateQueueResult {
    #[serde(rename = "QueueUrl", default, skip_serializing_if = "Option::is_none")]
    pub queue_url: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteMessageBatchRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "Entries")]
    pub entries: Vec<DeleteMessageBatchRequestEntry>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteMessageBatchRequestEntry {
    #[serde(rename = "Id")]
    pub id: String,
    #[serde(rename = "ReceiptHandle")]
    pub receipt_handle: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteMessageBatchResult {
    #[serde(rename = "Successful")]
    pub successful: Vec<DeleteMessageBatchResultEntry>,
    #[serde(rename = "Failed")]
    pub failed: Vec<BatchResultErrorEntry>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteMessageBatchResultEntry {
    #[serde(rename = "Id")]
    pub id: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteMessageRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "ReceiptHandle")]
    pub receipt_handle: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteQueueRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetQueueAttributesRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "AttributeNames", default, skip_serializing_if = "Option::is_none")]
    pub attribute_names: Option<Vec<String>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetQueueAttributesResult {
    #[serde(rename = "Attributes", default, skip_serializing_if = "Option::is_none")]
    pub attributes: Option<IndexMap<String, String>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetQueueUrlRequest {
    #[serde(rename = "QueueName")]
    pub queue_name: String,
    #[serde(rename = "QueueOwnerAWSAccountId", default, skip_serializing_if = "Option::is_none")]
    pub queue_owner_aws_account_id: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetQueueUrlResult {
    #[serde(rename = "QueueUrl", default, skip_serializing_if = "Option::is_none")]
    pub queue_url: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListDeadLetterSourceQueuesRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "NextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults", default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListDeadLetterSourceQueuesResult {
    #[serde(rename = "queueUrls")]
    pub queue_urls: Vec<String>,
    #[serde(rename = "NextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListMessageMoveTasksRequest {
    #[serde(rename = "SourceArn")]
    pub source_arn: String,
    #[serde(rename = "MaxResults", default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListMessageMoveTasksResult {
    #[serde(rename = "Results", default, skip_serializing_if = "Option::is_none")]
    pub results: Option<Vec<ListMessageMoveTasksResultEntry>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListMessageMoveTasksResultEntry {
    #[serde(rename = "TaskHandle", default, skip_serializing_if = "Option::is_none")]
    pub task_handle: Option<String>,
    #[serde(rename = "Status", default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(rename = "SourceArn", default, skip_serializing_if = "Option::is_none")]
    pub source_arn: Option<String>,
    #[serde(rename = "DestinationArn", default, skip_serializing_if = "Option::is_none")]
    pub destination_arn: Option<String>,
    #[serde(
        rename = "MaxNumberOfMessagesPerSecond",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub max_number_of_messages_per_second: Option<i64>,
    #[serde(
        rename = "ApproximateNumberOfMessagesMoved",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub approximate_number_of_messages_moved: Option<i64>,
    #[serde(
        rename = "ApproximateNumberOfMessagesToMove",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub approximate_number_of_messages_to_move: Option<i64>,
    #[serde(rename = "FailureReason", default, skip_serializing_if = "Option::is_none")]
    pub failure_reason: Option<String>,
    #[serde(rename = "StartedTimestamp", default, skip_serializing_if = "Option::is_none")]
    pub started_timestamp: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListQueueTagsRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListQueueTagsResult {
    #[serde(rename = "Tags", default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<IndexMap<String, String>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListQueuesRequest {
    #[serde(rename = "QueueNamePrefix", default, skip_serializing_if = "Option::is_none")]
    pub queue_name_prefix: Option<String>,
    #[serde(rename = "NextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults", default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListQueuesResult {
    #[serde(rename = "QueueUrls", default, skip_serializing_if = "Option::is_none")]
    pub queue_urls: Option<Vec<String>>,
    #[serde(rename = "NextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Message {
    #[serde(rename = "MessageId", default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    #[serde(rename = "ReceiptHandle", default, skip_serializing_if = "Option::is_none")]
    pub receipt_handle: Option<String>,
    #[serde(rename = "MD5OfBody", default, skip_serializing_if = "Option::is_none")]
    pub md5_of_body: Option<String>,
    #[serde(rename = "Body", default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(rename = "Attributes", default, skip_serializing_if = "Option::is_none")]
    pub attributes: Option<IndexMap<String, String>>,
    #[serde(rename = "MD5OfMessageAttributes", default, skip_serializing_if = "Option::is_none")]
    pub md5_of_message_attributes: Option<String>,
    #[serde(rename = "MessageAttributes", default, skip_serializing_if = "Option::is_none")]
    pub message_attributes: Option<IndexMap<String, MessageAttributeValue>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MessageAttributeValue {
    #[serde(rename = "StringValue", default, skip_serializing_if = "Option::is_none")]
    pub string_value: Option<String>,
    #[serde(rename = "BinaryValue", default, skip_serializing_if = "Option::is_none")]
    pub binary_value: Option<String>,
    #[serde(rename = "StringListValues", default, skip_serializing_if = "Option::is_none")]
    pub string_list_values: Option<Vec<String>>,
    #[serde(rename = "BinaryListValues", default, skip_serializing_if = "Option::is_none")]
    pub binary_list_values: Option<Vec<String>>,
    #[serde(rename = "DataType")]
    pub data_type: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MessageSystemAttributeValue {
    #[serde(rename = "StringValue", default, skip_serializing_if = "Option::is_none")]
    pub string_value: Option<String>,
    #[serde(rename = "BinaryValue", default, skip_serializing_if = "Option::is_none")]
    pub binary_value: Option<String>,
    #[serde(rename = "StringListValues", default, skip_serializing_if = "Option::is_none")]
    pub string_list_values: Option<Vec<String>>,
    #[serde(rename = "BinaryListValues", default, skip_serializing_if = "Option::is_none")]
    pub binary_list_values: Option<Vec<String>>,
    #[serde(rename = "DataType")]
    pub data_type: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PurgeQueueRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReceiveMessageRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "AttributeNames", default, skip_serializing_if = "Option::is_none")]
    pub attribute_names: Option<Vec<String>>,
    #[serde(
        rename = "MessageSystemAttributeNames",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub message_system_attribute_names: Option<Vec<String>>,
    #[serde(rename = "MessageAttributeNames", default, skip_serializing_if = "Option::is_none")]
    pub message_attribute_names: Option<Vec<String>>,
    #[serde(rename = "MaxNumberOfMessages", default, skip_serializing_if = "Option::is_none")]
    pub max_number_of_messages: Option<i64>,
    #[serde(rename = "VisibilityTimeout", default, skip_serializing_if = "Option::is_none")]
    pub visibility_timeout: Option<i64>,
    #[serde(rename = "WaitTimeSeconds", default, skip_serializing_if = "Option::is_none")]
    pub wait_time_seconds: Option<i64>,
    #[serde(rename = "ReceiveRequestAttemptId", default, skip_serializing_if = "Option::is_none")]
    pub receive_request_attempt_id: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReceiveMessageResult {
    #[serde(rename = "Messages", default, skip_serializing_if = "Option::is_none")]
    pub messages: Option<Vec<Message>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RemovePermissionRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "Label")]
    pub label: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SendMessageBatchRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "Entries")]
    pub entries: Vec<SendMessageBatchRequestEntry>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SendMessageBatchRequestEntry {
    #[serde(rename = "Id")]
    pub id: String,
    #[serde(rename = "MessageBody")]
    pub message_body: String,
    #[serde(rename = "DelaySeconds", default, skip_serializing_if = "Option::is_none")]
    pub delay_seconds: Option<i64>,
    #[serde(rename = "MessageAttributes", default, skip_serializing_if = "Option::is_none")]
    pub message_attributes: Option<IndexMap<String, MessageAttributeValue>>,
    #[serde(rename = "MessageSystemAttributes", default, skip_serializing_if = "Option::is_none")]
    pub message_system_attributes: Option<IndexMap<String, MessageSystemAttributeValue>>,
    #[serde(rename = "MessageDeduplicationId", default, skip_serializing_if = "Option::is_none")]
    pub message_deduplication_id: Option<String>,
    #[serde(rename = "MessageGroupId", default, skip_serializing_if = "Option::is_none")]
    pub message_group_id: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SendMessageBatchResult {
    #[serde(rename = "Successful")]
    pub successful: Vec<SendMessageBatchResultEntry>,
    #[serde(rename = "Failed")]
    pub failed: Vec<BatchResultErrorEntry>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SendMessageBatchResultEntry {
    #[serde(rename = "Id")]
    pub id: String,
    #[serde(rename = "MessageId")]
    pub message_id: String,
    #[serde(rename = "MD5OfMessageBody")]
    pub md5_of_message_body: String,
    #[serde(rename = "MD5OfMessageAttributes", default, skip_serializing_if = "Option::is_none")]
    pub md5_of_message_attributes: Option<String>,
    #[serde(
        rename = "MD5OfMessageSystemAttributes",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub md5_of_message_system_attributes: Option<String>,
    #[serde(rename = "SequenceNumber", default, skip_serializing_if = "Option::is_none")]
    pub sequence_number: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SendMessageRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "MessageBody")]
    pub message_body: String,
    #[serde(rename = "DelaySeconds", default, skip_serializing_if = "Option::is_none")]
    pub delay_seconds: Option<i64>,
    #[serde(rename = "MessageAttributes", default, skip_serializing_if = "Option::is_none")]
    pub message_attributes: Option<IndexMap<String, MessageAttributeValue>>,
    #[serde(rename = "MessageSystemAttributes", default, skip_serializing_if = "Option::is_none")]
    pub message_system_attributes: Option<IndexMap<String, MessageSystemAttributeValue>>,
    #[serde(rename = "MessageDeduplicationId", default, skip_serializing_if = "Option::is_none")]
    pub message_deduplication_id: Option<String>,
    #[serde(rename = "MessageGroupId", default, skip_serializing_if = "Option::is_none")]
    pub message_group_id: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SendMessageResult {
    #[serde(rename = "MD5OfMessageBody", default, skip_serializing_if = "Option::is_none")]
    pub md5_of_message_body: Option<String>,
    #[serde(rename = "MD5OfMessageAttributes", default, skip_serializing_if = "Option::is_none")]
    pub md5_of_message_attributes: Option<String>,
    #[serde(
        rename = "MD5OfMessageSystemAttributes",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub md5_of_message_system_attributes: Option<String>,
    #[serde(rename = "MessageId", default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    #[serde(rename = "SequenceNumber", default, skip_serializing_if = "Option::is_none")]
    pub sequence_number: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SetQueueAttributesRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "Attributes")]
    pub attributes: IndexMap<String, String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StartMessageMoveTaskRequest {
    #[serde(rename = "SourceArn")]
    pub source_arn: String,
    #[serde(rename = "DestinationArn", default, skip_serializing_if = "Option::is_none")]
    pub destination_arn: Option<String>,
    #[serde(
        rename = "MaxNumberOfMessagesPerSecond",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub max_number_of_messages_per_second: Option<i64>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StartMessageMoveTaskResult {
    #[serde(rename = "TaskHandle", default, skip_serializing_if = "Option::is_none")]
    pub task_handle: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TagQueueRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "Tags")]
    pub tags: IndexMap<String, String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UntagQueueRequest {
    #[serde(rename = "QueueUrl")]
    pub queue_url: String,
    #[serde(rename = "TagKeys")]
    pub tag_keys: Vec<String>,
}

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
    Shape::Text { min: None, max: None, pattern: None, values: &[] };
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
};
static S_MESSAGE_SYSTEM_ATTRIBUTE_NAME_FOR_SENDS: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &["AWSTraceHeader"] };
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
static S_STRING: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_STRING_LIST: Shape =
    Shape::List { member: &S_STRING, wire: "String", flattened: false, min: None, max: None };
static S_TAG_KEY: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
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
static S_TAG_VALUE: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_TOKEN: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_UNTAG_QUEUE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "QueueUrl", required: true, shape: &S_STRING },
    Member { name: "TagKeys", required: true, shape: &S_TAG_KEY_LIST },
]);
