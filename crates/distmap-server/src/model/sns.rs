//! Types and constraints of Amazon Simple Notification Service (2010-03-31).
//!
//! Written by codegen/generate.py from botocore 1.44.5; change that program, not this file.

use crate::protocol::shape::{Member, OperationModel, ServiceModel, Shape};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// What the wire protocol and the validation need to know of the service.
pub static SERVICE: ServiceModel = ServiceModel {
    version: "2010-03-31",
    namespace: "http://sns.amazonaws.com/doc/2010-03-31/",
    operations: &[
        OperationModel { name: "AddPermission", input: &S_ADD_PERMISSION_INPUT, output: &EMPTY },
        OperationModel {
            name: "ConfirmSubscription",
            input: &S_CONFIRM_SUBSCRIPTION_INPUT,
            output: &S_CONFIRM_SUBSCRIPTION_RESPONSE,
        },
        OperationModel {
            name: "CreateTopic",
            input: &S_CREATE_TOPIC_INPUT,
            output: &S_CREATE_TOPIC_RESPONSE,
        },
        OperationModel { name: "DeleteTopic", input: &S_DELETE_TOPIC_INPUT, output: &EMPTY },
        OperationModel {
            name: "GetDataProtectionPolicy",
            input: &S_GET_DATA_PROTECTION_POLICY_INPUT,
            output: &S_GET_DATA_PROTECTION_POLICY_RESPONSE,
        },
        OperationModel {
            name: "GetSubscriptionAttributes",
            input: &S_GET_SUBSCRIPTION_ATTRIBUTES_INPUT,
            output: &S_GET_SUBSCRIPTION_ATTRIBUTES_RESPONSE,
        },
        OperationModel {
            name: "GetTopicAttributes",
            input: &S_GET_TOPIC_ATTRIBUTES_INPUT,
            output: &S_GET_TOPIC_ATTRIBUTES_RESPONSE,
        },
        OperationModel {
            name: "ListSubscriptions",
            input: &S_LIST_SUBSCRIPTIONS_INPUT,
            output: &S_LIST_SUBSCRIPTIONS_RESPONSE,
        },
        OperationModel {
            name: "ListSubscriptionsByTopic",
            input: &S_LIST_SUBSCRIPTIONS_BY_TOPIC_INPUT,
            output: &S_LIST_SUBSCRIPTIONS_BY_TOPIC_RESPONSE,
        },
        OperationModel {
            name: "ListTagsForResource",
            input: &S_LIST_TAGS_FOR_RESOURCE_REQUEST,
            output: &S_LIST_TAGS_FOR_RESOURCE_RESPONSE,
        },
        OperationModel {
            name: "ListTopics",
            input: &S_LIST_TOPICS_INPUT,
            output: &S_LIST_TOPICS_RESPONSE,
        },
        OperationModel { name: "Publish", input: &S_PUBLISH_INPUT, output: &S_PUBLISH_RESPONSE },
        OperationModel {
            name: "PublishBatch",
            input: &S_PUBLISH_BATCH_INPUT,
            output: &S_PUBLISH_BATCH_RESPONSE,
        },
        OperationModel {
            name: "RemovePermission",
            input: &S_REMOVE_PERMISSION_INPUT,
            output: &EMPTY,
        },
        OperationModel {
            name: "SetSubscriptionAttributes",
            input: &S_SET_SUBSCRIPTION_ATTRIBUTES_INPUT,
            output: &EMPTY,
        },
        OperationModel {
            name: "SetTopicAttributes",
            input: &S_SET_TOPIC_ATTRIBUTES_INPUT,
            output: &EMPTY,
        },
        OperationModel {
            name: "Subscribe",
            input: &S_SUBSCRIBE_INPUT,
            output: &S_SUBSCRIBE_RESPONSE,
        },
        OperationModel {
            name: "TagResource",
            input: &S_TAG_RESOURCE_REQUEST,
            output: &S_TAG_RESOURCE_RESPONSE,
        },
        OperationModel { name: "Unsubscribe", input: &S_UNSUBSCRIBE_INPUT, output: &EMPTY },
        OperationModel {
            name: "UntagResource",
            input: &S_UNTAG_RESOURCE_REQUEST,
            output: &S_UNTAG_RESOURCE_RESPONSE,
        },
    ],
    all: &[
        "AddPermission",
        "CheckIfPhoneNumberIsOptedOut",
        "ConfirmSubscription",
        "CreatePlatformApplication",
        "CreatePlatformEndpoint",
        "CreateSMSSandboxPhoneNumber",
        "CreateTopic",
        "DeleteEndpoint",
        "DeletePlatformApplication",
        "DeleteSMSSandboxPhoneNumber",
        "DeleteTopic",
        "GetDataProtectionPolicy",
        "GetEndpointAttributes",
        "GetPlatformApplicationAttributes",
        "GetSMSAttributes",
        "GetSMSSandboxAccountStatus",
        "GetSubscriptionAttributes",
        "GetTopicAttributes",
        "ListEndpointsByPlatformApplication",
        "ListOriginationNumbers",
        "ListPhoneNumbersOptedOut",
        "ListPlatformApplications",
        "ListSMSSandboxPhoneNumbers",
        "ListSubscriptions",
        "ListSubscriptionsByTopic",
        "ListTagsForResource",
        "ListTopics",
        "OptInPhoneNumber",
        "Publish",
        "PublishBatch",
        "PutDataProtectionPolicy",
        "RemovePermission",
        "SetEndpointAttributes",
        "SetPlatformApplicationAttributes",
        "SetSMSAttributes",
        "SetSubscriptionAttributes",
        "SetTopicAttributes",
        "Subscribe",
        "TagResource",
        "Unsubscribe",
        "UntagResource",
        "VerifySMSSandboxPhoneNumber",
    ],
};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AddPermissionInput {
    #[serde(rename = "TopicArn")]
    pub topic_arn: String,
    #[serde(rename = "Label")]
    pub label: String,
    #[serde(rename = "AWSAccountId")]
    pub aws_account_id: Vec<String>,
    #[serde(rename = "ActionName")]
    pub action_name: Vec<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BatchResultErrorEntry {
    #[serde(rename = "Id")]
    pub id: String,
    #[serde(rename = "Code")]
    pub code: String,
    #[serde(rename = "Message", default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(rename = "SenderFault")]
    pub sender_fault: bool,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ConfirmSubscriptionInput {
    #[serde(rename = "TopicArn")]
    pub topic_arn: String,
    #[serde(rename = "Token")]
    pub token: String,
    #[serde(
        rename = "AuthenticateOnUnsubscribe",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub authenticate_on_unsubscribe: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ConfirmSubscriptionResponse {
    #[serde(rename = "SubscriptionArn", default, skip_serializing_if = "Option::is_none")]
    pub subscription_arn: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CreateTopicInput {
    #[serde(rename = "Name")]
    pub name: String,
    #[serde(rename = "Attributes", default, skip_serializing_if = "Option::is_none")]
    pub attributes: Option<IndexMap<String, String>>,
    #[serde(rename = "Tags", default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "DataProtectionPolicy", default, skip_serializing_if = "Option::is_none")]
    pub data_protection_policy: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CreateTopicResponse {
    #[serde(rename = "TopicArn", default, skip_serializing_if = "Option::is_none")]
    pub topic_arn: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeleteTopicInput {
    #[serde(rename = "TopicArn")]
    pub topic_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetDataProtectionPolicyInput {
    #[serde(rename = "ResourceArn")]
    pub resource_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetDataProtectionPolicyResponse {
    #[serde(rename = "DataProtectionPolicy", default, skip_serializing_if = "Option::is_none")]
    pub data_protection_policy: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetSubscriptionAttributesInput {
    #[serde(rename = "SubscriptionArn")]
    pub subscription_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetSubscriptionAttributesResponse {
    #[serde(rename = "Attributes", default, skip_serializing_if = "Option::is_none")]
    pub attributes: Option<IndexMap<String, String>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetTopicAttributesInput {
    #[serde(rename = "TopicArn")]
    pub topic_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GetTopicAttributesResponse {
    #[serde(rename = "Attributes", default, skip_serializing_if = "Option::is_none")]
    pub attributes: Option<IndexMap<String, String>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListSubscriptionsByTopicInput {
    #[serde(rename = "TopicArn")]
    pub topic_arn: String,
    #[serde(rename = "NextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListSubscriptionsByTopicResponse {
    #[serde(rename = "Subscriptions", default, skip_serializing_if = "Option::is_none")]
    pub subscriptions: Option<Vec<Subscription>>,
    #[serde(rename = "NextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListSubscriptionsInput {
    #[serde(rename = "NextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListSubscriptionsResponse {
    #[serde(rename = "Subscriptions", default, skip_serializing_if = "Option::is_none")]
    pub subscriptions: Option<Vec<Subscription>>,
    #[serde(rename = "NextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListTagsForResourceRequest {
    #[serde(rename = "ResourceArn")]
    pub resource_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListTagsForResourceResponse {
    #[serde(rename = "Tags", default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListTopicsInput {
    #[serde(rename = "NextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListTopicsResponse {
    #[serde(rename = "Topics", default, skip_serializing_if = "Option::is_none")]
    pub topics: Option<Vec<Topic>>,
    #[serde(rename = "NextToken", default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MessageAttributeValue {
    #[serde(rename = "DataType")]
    pub data_type: String,
    #[serde(rename = "StringValue", default, skip_serializing_if = "Option::is_none")]
    pub string_value: Option<String>,
    #[serde(rename = "BinaryValue", default, skip_serializing_if = "Option::is_none")]
    pub binary_value: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PublishBatchInput {
    #[serde(rename = "TopicArn")]
    pub topic_arn: String,
    #[serde(rename = "PublishBatchRequestEntries")]
    pub publish_batch_request_entries: Vec<PublishBatchRequestEntry>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PublishBatchRequestEntry {
    #[serde(rename = "Id")]
    pub id: String,
    #[serde(rename = "Message")]
    pub message: String,
    #[serde(rename = "Subject", default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(rename = "MessageStructure", default, skip_serializing_if = "Option::is_none")]
    pub message_structure: Option<String>,
    #[serde(rename = "MessageAttributes", default, skip_serializing_if = "Option::is_none")]
    pub message_attributes: Option<IndexMap<String, MessageAttributeValue>>,
    #[serde(rename = "MessageDeduplicationId", default, skip_serializing_if = "Option::is_none")]
    pub message_deduplication_id: Option<String>,
    #[serde(rename = "MessageGroupId", default, skip_serializing_if = "Option::is_none")]
    pub message_group_id: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PublishBatchResponse {
    #[serde(rename = "Successful", default, skip_serializing_if = "Option::is_none")]
    pub successful: Option<Vec<PublishBatchResultEntry>>,
    #[serde(rename = "Failed", default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<Vec<BatchResultErrorEntry>>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PublishBatchResultEntry {
    #[serde(rename = "Id", default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "MessageId", default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    #[serde(rename = "SequenceNumber", default, skip_serializing_if = "Option::is_none")]
    pub sequence_number: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PublishInput {
    #[serde(rename = "TopicArn", default, skip_serializing_if = "Option::is_none")]
    pub topic_arn: Option<String>,
    #[serde(rename = "TargetArn", default, skip_serializing_if = "Option::is_none")]
    pub target_arn: Option<String>,
    #[serde(rename = "PhoneNumber", default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    #[serde(rename = "Message")]
    pub message: String,
    #[serde(rename = "Subject", default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(rename = "MessageStructure", default, skip_serializing_if = "Option::is_none")]
    pub message_structure: Option<String>,
    #[serde(rename = "MessageAttributes", default, skip_serializing_if = "Option::is_none")]
    pub message_attributes: Option<IndexMap<String, MessageAttributeValue>>,
    #[serde(rename = "MessageDeduplicationId", default, skip_serializing_if = "Option::is_none")]
    pub message_deduplication_id: Option<String>,
    #[serde(rename = "MessageGroupId", default, skip_serializing_if = "Option::is_none")]
    pub message_group_id: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PublishResponse {
    #[serde(rename = "MessageId", default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    #[serde(rename = "SequenceNumber", default, skip_serializing_if = "Option::is_none")]
    pub sequence_number: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RemovePermissionInput {
    #[serde(rename = "TopicArn")]
    pub topic_arn: String,
    #[serde(rename = "Label")]
    pub label: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SetSubscriptionAttributesInput {
    #[serde(rename = "SubscriptionArn")]
    pub subscription_arn: String,
    #[serde(rename = "AttributeName")]
    pub attribute_name: String,
    #[serde(rename = "AttributeValue", default, skip_serializing_if = "Option::is_none")]
    pub attribute_value: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SetTopicAttributesInput {
    #[serde(rename = "TopicArn")]
    pub topic_arn: String,
    #[serde(rename = "AttributeName")]
    pub attribute_name: String,
    #[serde(rename = "AttributeValue", default, skip_serializing_if = "Option::is_none")]
    pub attribute_value: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SubscribeInput {
    #[serde(rename = "TopicArn")]
    pub topic_arn: String,
    #[serde(rename = "Protocol")]
    pub protocol: String,
    #[serde(rename = "Endpoint", default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    #[serde(rename = "Attributes", default, skip_serializing_if = "Option::is_none")]
    pub attributes: Option<IndexMap<String, String>>,
    #[serde(rename = "ReturnSubscriptionArn", default, skip_serializing_if = "Option::is_none")]
    pub return_subscription_arn: Option<bool>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SubscribeResponse {
    #[serde(rename = "SubscriptionArn", default, skip_serializing_if = "Option::is_none")]
    pub subscription_arn: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Subscription {
    #[serde(rename = "SubscriptionArn", default, skip_serializing_if = "Option::is_none")]
    pub subscription_arn: Option<String>,
    #[serde(rename = "Owner", default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(rename = "Protocol", default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    #[serde(rename = "Endpoint", default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    #[serde(rename = "TopicArn", default, skip_serializing_if = "Option::is_none")]
    pub topic_arn: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    #[serde(rename = "Key")]
    pub key: String,
    #[serde(rename = "Value")]
    pub value: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TagResourceRequest {
    #[serde(rename = "ResourceArn")]
    pub resource_arn: String,
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TagResourceResponse {}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    #[serde(rename = "TopicArn", default, skip_serializing_if = "Option::is_none")]
    pub topic_arn: Option<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UnsubscribeInput {
    #[serde(rename = "SubscriptionArn")]
    pub subscription_arn: String,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UntagResourceRequest {
    #[serde(rename = "ResourceArn")]
    pub resource_arn: String,
    #[serde(rename = "TagKeys")]
    pub tag_keys: Vec<String>,
}
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UntagResourceResponse {}

static EMPTY: Shape = Shape::Structure(&[]);
static S_ACTIONS_LIST: Shape =
    Shape::List { member: &S_ACTION, wire: "member", flattened: false, min: None, max: None };
static S_ADD_PERMISSION_INPUT: Shape = Shape::Structure(&[
    Member { name: "TopicArn", required: true, shape: &S_TOPIC_ARN },
    Member { name: "Label", required: true, shape: &S_LABEL },
    Member { name: "AWSAccountId", required: true, shape: &S_DELEGATES_LIST },
    Member { name: "ActionName", required: true, shape: &S_ACTIONS_LIST },
]);
static S_AMAZON_RESOURCE_NAME: Shape =
    Shape::Text { min: Some(1), max: Some(1011), pattern: None, values: &[] };
static S_BATCH_RESULT_ERROR_ENTRY: Shape = Shape::Structure(&[
    Member { name: "Id", required: true, shape: &S_STRING },
    Member { name: "Code", required: true, shape: &S_STRING },
    Member { name: "Message", required: false, shape: &S_STRING },
    Member { name: "SenderFault", required: true, shape: &S_BOOLEAN },
]);
static S_BATCH_RESULT_ERROR_ENTRY_LIST: Shape = Shape::List {
    member: &S_BATCH_RESULT_ERROR_ENTRY,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_BINARY: Shape = Shape::Blob;
static S_CONFIRM_SUBSCRIPTION_INPUT: Shape = Shape::Structure(&[
    Member { name: "TopicArn", required: true, shape: &S_TOPIC_ARN },
    Member { name: "Token", required: true, shape: &S_TOKEN },
    Member {
        name: "AuthenticateOnUnsubscribe",
        required: false,
        shape: &S_AUTHENTICATE_ON_UNSUBSCRIBE,
    },
]);
static S_CONFIRM_SUBSCRIPTION_RESPONSE: Shape = Shape::Structure(&[Member {
    name: "SubscriptionArn",
    required: false,
    shape: &S_SUBSCRIPTION_ARN,
}]);
static S_CREATE_TOPIC_INPUT: Shape = Shape::Structure(&[
    Member { name: "Name", required: true, shape: &S_TOPIC_NAME },
    Member { name: "Attributes", required: false, shape: &S_TOPIC_ATTRIBUTES_MAP },
    Member { name: "Tags", required: false, shape: &S_TAG_LIST },
    Member { name: "DataProtectionPolicy", required: false, shape: &S_ATTRIBUTE_VALUE },
]);
static S_CREATE_TOPIC_RESPONSE: Shape =
    Shape::Structure(&[Member { name: "TopicArn", required: false, shape: &S_TOPIC_ARN }]);
static S_DELEGATES_LIST: Shape =
    Shape::List { member: &S_DELEGATE, wire: "member", flattened: false, min: None, max: None };
static S_DELETE_TOPIC_INPUT: Shape =
    Shape::Structure(&[Member { name: "TopicArn", required: true, shape: &S_TOPIC_ARN }]);
static S_GET_DATA_PROTECTION_POLICY_INPUT: Shape =
    Shape::Structure(&[Member { name: "ResourceArn", required: true, shape: &S_TOPIC_ARN }]);
static S_GET_DATA_PROTECTION_POLICY_RESPONSE: Shape = Shape::Structure(&[Member {
    name: "DataProtectionPolicy",
    required: false,
    shape: &S_ATTRIBUTE_VALUE,
}]);
static S_GET_SUBSCRIPTION_ATTRIBUTES_INPUT: Shape = Shape::Structure(&[Member {
    name: "SubscriptionArn",
    required: true,
    shape: &S_SUBSCRIPTION_ARN,
}]);
static S_GET_SUBSCRIPTION_ATTRIBUTES_RESPONSE: Shape = Shape::Structure(&[Member {
    name: "Attributes",
    required: false,
    shape: &S_SUBSCRIPTION_ATTRIBUTES_MAP,
}]);
static S_GET_TOPIC_ATTRIBUTES_INPUT: Shape =
    Shape::Structure(&[Member { name: "TopicArn", required: true, shape: &S_TOPIC_ARN }]);
static S_GET_TOPIC_ATTRIBUTES_RESPONSE: Shape = Shape::Structure(&[Member {
    name: "Attributes",
    required: false,
    shape: &S_TOPIC_ATTRIBUTES_MAP,
}]);
static S_LIST_SUBSCRIPTIONS_BY_TOPIC_INPUT: Shape = Shape::Structure(&[
    Member { name: "TopicArn", required: true, shape: &S_TOPIC_ARN },
    Member { name: "NextToken", required: false, shape: &S_NEXT_TOKEN },
]);
static S_LIST_SUBSCRIPTIONS_BY_TOPIC_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "Subscriptions", required: false, shape: &S_SUBSCRIPTIONS_LIST },
    Member { name: "NextToken", required: false, shape: &S_NEXT_TOKEN },
]);
static S_LIST_SUBSCRIPTIONS_INPUT: Shape =
    Shape::Structure(&[Member { name: "NextToken", required: false, shape: &S_NEXT_TOKEN }]);
static S_LIST_SUBSCRIPTIONS_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "Subscriptions", required: false, shape: &S_SUBSCRIPTIONS_LIST },
    Member { name: "NextToken", required: false, shape: &S_NEXT_TOKEN },
]);
static S_LIST_TAGS_FOR_RESOURCE_REQUEST: Shape = Shape::Structure(&[Member {
    name: "ResourceArn",
    required: true,
    shape: &S_AMAZON_RESOURCE_NAME,
}]);
static S_LIST_TAGS_FOR_RESOURCE_RESPONSE: Shape =
    Shape::Structure(&[Member { name: "Tags", required: false, shape: &S_TAG_LIST }]);
static S_LIST_TOPICS_INPUT: Shape =
    Shape::Structure(&[Member { name: "NextToken", required: false, shape: &S_NEXT_TOKEN }]);
static S_LIST_TOPICS_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "Topics", required: false, shape: &S_TOPICS_LIST },
    Member { name: "NextToken", required: false, shape: &S_NEXT_TOKEN },
]);
static S_MESSAGE_ATTRIBUTE_MAP: Shape = Shape::Map {
    value: &S_MESSAGE_ATTRIBUTE_VALUE,
    wire: "entry",
    key_name: "Name",
    value_name: "Value",
    flattened: false,
};
static S_MESSAGE_ATTRIBUTE_VALUE: Shape = Shape::Structure(&[
    Member { name: "DataType", required: true, shape: &S_STRING },
    Member { name: "StringValue", required: false, shape: &S_STRING },
    Member { name: "BinaryValue", required: false, shape: &S_BINARY },
]);
static S_PHONE_NUMBER: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_PUBLISH_BATCH_INPUT: Shape = Shape::Structure(&[
    Member { name: "TopicArn", required: true, shape: &S_TOPIC_ARN },
    Member {
        name: "PublishBatchRequestEntries",
        required: true,
        shape: &S_PUBLISH_BATCH_REQUEST_ENTRY_LIST,
    },
]);
static S_PUBLISH_BATCH_REQUEST_ENTRY: Shape = Shape::Structure(&[
    Member { name: "Id", required: true, shape: &S_STRING },
    Member { name: "Message", required: true, shape: &S_MESSAGE },
    Member { name: "Subject", required: false, shape: &S_SUBJECT },
    Member { name: "MessageStructure", required: false, shape: &S_MESSAGE_STRUCTURE },
    Member { name: "MessageAttributes", required: false, shape: &S_MESSAGE_ATTRIBUTE_MAP },
    Member { name: "MessageDeduplicationId", required: false, shape: &S_STRING },
    Member { name: "MessageGroupId", required: false, shape: &S_STRING },
]);
static S_PUBLISH_BATCH_REQUEST_ENTRY_LIST: Shape = Shape::List {
    member: &S_PUBLISH_BATCH_REQUEST_ENTRY,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_PUBLISH_BATCH_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "Successful", required: false, shape: &S_PUBLISH_BATCH_RESULT_ENTRY_LIST },
    Member { name: "Failed", required: false, shape: &S_BATCH_RESULT_ERROR_ENTRY_LIST },
]);
static S_PUBLISH_BATCH_RESULT_ENTRY: Shape = Shape::Structure(&[
    Member { name: "Id", required: false, shape: &S_STRING },
    Member { name: "MessageId", required: false, shape: &S_MESSAGE_ID },
    Member { name: "SequenceNumber", required: false, shape: &S_STRING },
]);
static S_PUBLISH_BATCH_RESULT_ENTRY_LIST: Shape = Shape::List {
    member: &S_PUBLISH_BATCH_RESULT_ENTRY,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_PUBLISH_INPUT: Shape = Shape::Structure(&[
    Member { name: "TopicArn", required: false, shape: &S_TOPIC_ARN },
    Member { name: "TargetArn", required: false, shape: &S_STRING },
    Member { name: "PhoneNumber", required: false, shape: &S_PHONE_NUMBER },
    Member { name: "Message", required: true, shape: &S_MESSAGE },
    Member { name: "Subject", required: false, shape: &S_SUBJECT },
    Member { name: "MessageStructure", required: false, shape: &S_MESSAGE_STRUCTURE },
    Member { name: "MessageAttributes", required: false, shape: &S_MESSAGE_ATTRIBUTE_MAP },
    Member { name: "MessageDeduplicationId", required: false, shape: &S_STRING },
    Member { name: "MessageGroupId", required: false, shape: &S_STRING },
]);
static S_PUBLISH_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "MessageId", required: false, shape: &S_MESSAGE_ID },
    Member { name: "SequenceNumber", required: false, shape: &S_STRING },
]);
static S_REMOVE_PERMISSION_INPUT: Shape = Shape::Structure(&[
    Member { name: "TopicArn", required: true, shape: &S_TOPIC_ARN },
    Member { name: "Label", required: true, shape: &S_LABEL },
]);
static S_SET_SUBSCRIPTION_ATTRIBUTES_INPUT: Shape = Shape::Structure(&[
    Member { name: "SubscriptionArn", required: true, shape: &S_SUBSCRIPTION_ARN },
    Member { name: "AttributeName", required: true, shape: &S_ATTRIBUTE_NAME },
    Member { name: "AttributeValue", required: false, shape: &S_ATTRIBUTE_VALUE },
]);
static S_SET_TOPIC_ATTRIBUTES_INPUT: Shape = Shape::Structure(&[
    Member { name: "TopicArn", required: true, shape: &S_TOPIC_ARN },
    Member { name: "AttributeName", required: true, shape: &S_ATTRIBUTE_NAME },
    Member { name: "AttributeValue", required: false, shape: &S_ATTRIBUTE_VALUE },
]);
static S_STRING: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_SUBSCRIBE_INPUT: Shape = Shape::Structure(&[
    Member { name: "TopicArn", required: true, shape: &S_TOPIC_ARN },
    Member { name: "Protocol", required: true, shape: &S_PROTOCOL },
    Member { name: "Endpoint", required: false, shape: &S_ENDPOINT },
    Member { name: "Attributes", required: false, shape: &S_SUBSCRIPTION_ATTRIBUTES_MAP },
    Member { name: "ReturnSubscriptionArn", required: false, shape: &S_BOOLEAN },
]);
static S_SUBSCRIBE_RESPONSE: Shape = Shape::Structure(&[Member {
    name: "SubscriptionArn",
    required: false,
    shape: &S_SUBSCRIPTION_ARN,
}]);
static S_SUBSCRIPTION: Shape = Shape::Structure(&[
    Member { name: "SubscriptionArn", required: false, shape: &S_SUBSCRIPTION_ARN },
    Member { name: "Owner", required: false, shape: &S_ACCOUNT },
    Member { name: "Protocol", required: false, shape: &S_PROTOCOL },
    Member { name: "Endpoint", required: false, shape: &S_ENDPOINT },
    Member { name: "TopicArn", required: false, shape: &S_TOPIC_ARN },
]);
static S_SUBSCRIPTION_ATTRIBUTES_MAP: Shape = Shape::Map {
    value: &S_ATTRIBUTE_VALUE,
    wire: "entry",
    key_name: "key",
    value_name: "value",
    flattened: false,
};
static S_SUBSCRIPTIONS_LIST: Shape =
    Shape::List { member: &S_SUBSCRIPTION, wire: "member", flattened: false, min: None, max: None };
static S_TAG: Shape = Shape::Structure(&[
    Member { name: "Key", required: true, shape: &S_TAG_KEY },
    Member { name: "Value", required: true, shape: &S_TAG_VALUE },
]);
static S_TAG_KEY: Shape = Shape::Text { min: Some(1), max: Some(128), pattern: None, values: &[] };
static S_TAG_KEY_LIST: Shape =
    Shape::List { member: &S_TAG_KEY, wire: "member", flattened: false, min: None, max: None };
static S_TAG_LIST: Shape =
    Shape::List { member: &S_TAG, wire: "member", flattened: false, min: None, max: None };
static S_TAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "ResourceArn", required: true, shape: &S_AMAZON_RESOURCE_NAME },
    Member { name: "Tags", required: true, shape: &S_TAG_LIST },
]);
static S_TAG_RESOURCE_RESPONSE: Shape = Shape::Structure(&[]);
static S_TAG_VALUE: Shape =
    Shape::Text { min: Some(0), max: Some(256), pattern: None, values: &[] };
static S_TOPIC: Shape =
    Shape::Structure(&[Member { name: "TopicArn", required: false, shape: &S_TOPIC_ARN }]);
static S_TOPIC_ATTRIBUTES_MAP: Shape = Shape::Map {
    value: &S_ATTRIBUTE_VALUE,
    wire: "entry",
    key_name: "key",
    value_name: "value",
    flattened: false,
};
static S_TOPICS_LIST: Shape =
    Shape::List { member: &S_TOPIC, wire: "member", flattened: false, min: None, max: None };
static S_UNSUBSCRIBE_INPUT: Shape = Shape::Structure(&[Member {
    name: "SubscriptionArn",
    required: true,
    shape: &S_SUBSCRIPTION_ARN,
}]);
static S_UNTAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "ResourceArn", required: true, shape: &S_AMAZON_RESOURCE_NAME },
    Member { name: "TagKeys", required: true, shape: &S_TAG_KEY_LIST },
]);
static S_UNTAG_RESOURCE_RESPONSE: Shape = Shape::Structure(&[]);
static S_ACCOUNT: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_ACTION: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_ATTRIBUTE_NAME: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_ATTRIBUTE_VALUE: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_AUTHENTICATE_ON_UNSUBSCRIBE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_BOOLEAN: Shape = Shape::Boolean;
static S_DELEGATE: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_ENDPOINT: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_LABEL: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_MESSAGE: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_MESSAGE_ID: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_MESSAGE_STRUCTURE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_NEXT_TOKEN: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_PROTOCOL: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_SUBJECT: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_SUBSCRIPTION_ARN: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_TOKEN: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_TOPIC_ARN: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
static S_TOPIC_NAME: Shape = Shape::Text { min: None, max: None, pattern: None, values: &[] };
