//! Requests and answers of Amazon Simple Queue Service (2012-11-05).
//!
//! Written by codegen/generate.py from botocore 1.44.5; change that program, not this file.

mod shapes;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

pub use shapes::SERVICE;

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
