//! Shapes and constraints of Amazon Simple Notification Service (2010-03-31).
//!
//! Written by codegen/generate.py from botocore 1.44.5; change that program, not this file.

use crate::protocol::shape::{Member, OperationModel, ServiceModel, Shape};

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
    Shape::Text { min: Some(1), max: Some(1011), pattern: None, values: &[], secret: false };
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
static S_PHONE_NUMBER: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: true };
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
static S_STRING: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
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
static S_TAG_KEY: Shape =
    Shape::Text { min: Some(1), max: Some(128), pattern: None, values: &[], secret: false };
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
    Shape::Text { min: Some(0), max: Some(256), pattern: None, values: &[], secret: false };
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
static S_ACCOUNT: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_ACTION: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_ATTRIBUTE_NAME: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_ATTRIBUTE_VALUE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_AUTHENTICATE_ON_UNSUBSCRIBE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_BOOLEAN: Shape = Shape::Boolean;
static S_DELEGATE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_ENDPOINT: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_LABEL: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_MESSAGE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_MESSAGE_ID: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_MESSAGE_STRUCTURE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_NEXT_TOKEN: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_PROTOCOL: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_SUBJECT: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_SUBSCRIPTION_ARN: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_TOKEN: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_TOPIC_ARN: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_TOPIC_NAME: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
