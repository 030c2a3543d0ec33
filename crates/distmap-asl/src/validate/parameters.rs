//! The parameters of optimized integrations: which there are, and which must be there.
//! <https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html>

use serde_json::Value;

use super::checker::{Checker, Object};

/// An integration's action.
struct Integration {
    /// As in `arn:aws:states:::lambda:invoke`, without the pattern at the end.
    name: &'static str,
    required: &'static [&'static str],
    /// Beside the required ones.
    optional: &'static [&'static str],
}

const INTEGRATIONS: &[Integration] = &[
    Integration {
        name: "lambda:invoke",
        required: &["FunctionName"],
        optional: &["ClientContext", "InvocationType", "LogType", "Payload", "Qualifier"],
    },
    Integration {
        name: "sns:publish",
        required: &["Message"],
        optional: &[
            "MessageAttributes",
            "MessageDeduplicationId",
            "MessageGroupId",
            "MessageStructure",
            "PhoneNumber",
            "Subject",
            "TargetArn",
            "TopicArn",
        ],
    },
    Integration {
        name: "sqs:sendMessage",
        required: &["MessageBody", "QueueUrl"],
        optional: &[
            "DelaySeconds",
            "MessageAttribute",
            "MessageAttributes",
            "MessageDeduplicationId",
            "MessageGroupId",
            "MessageSystemAttributes",
        ],
    },
    Integration {
        name: "states:startExecution",
        required: &["StateMachineArn"],
        optional: &["Input", "Name", "TraceHeader"],
    },
    Integration { name: "events:putEvents", required: &["Entries"], optional: &["EndpointId"] },
    Integration {
        name: "dynamodb:getItem",
        required: &["Key", "TableName"],
        optional: &[
            "AttributesToGet",
            "ConsistentRead",
            "ExpressionAttributeNames",
            "ProjectionExpression",
            "ReturnConsumedCapacity",
        ],
    },
    Integration {
        name: "dynamodb:putItem",
        required: &["Item", "TableName"],
        optional: &[
            "ConditionalOperator",
            "ConditionExpression",
            "Expected",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnConsumedCapacity",
            "ReturnItemCollectionMetrics",
            "ReturnValues",
            "ReturnValuesOnConditionCheckFailure",
        ],
    },
    Integration {
        name: "dynamodb:updateItem",
        required: &["Key", "TableName"],
        optional: &[
            "AttributeUpdates",
            "ConditionalOperator",
            "ConditionExpression",
            "Expected",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnConsumedCapacity",
            "ReturnItemCollectionMetrics",
            "ReturnValues",
            "ReturnValuesOnConditionCheckFailure",
            "UpdateExpression",
        ],
    },
    Integration {
        name: "dynamodb:deleteItem",
        required: &["Key", "TableName"],
        optional: &[
            "ConditionalOperator",
            "ConditionExpression",
            "Expected",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnConsumedCapacity",
            "ReturnItemCollectionMetrics",
            "ReturnValues",
            "ReturnValuesOnConditionCheckFailure",
        ],
    },
    Integration {
        name: "apigateway:invoke",
        required: &["ApiEndpoint", "Method"],
        optional: &[
            "AllowNullValues",
            "AuthType",
            "Headers",
            "Path",
            "QueryParameters",
            "RequestBody",
            "Stage",
        ],
    },
];

impl Checker {
    /// `Parameters` or `Arguments` of a Task. An expression in their place shows its keys only when it runs.
    pub(super) fn integration(&mut self, state: &Object, jsonata: bool) {
        let key = if jsonata { "Arguments" } else { "Parameters" };
        let resource = state.get("Resource").and_then(Value::as_str);
        let Some(integration) = resource.and_then(find) else {
            return;
        };
        let Some(parameters) = state.get(key).and_then(Value::as_object) else {
            return;
        };
        let plain =
            |name: &'_ str| name.strip_suffix(".$").filter(|_| !jsonata).unwrap_or(name).to_owned();
        let written: Vec<String> = parameters.keys().map(|name| plain(name)).collect();
        self.within(key, |checker| {
            for name in &written {
                let name = name.as_str();
                if !integration.required.contains(&name) && !integration.optional.contains(&name) {
                    checker
                        .report(format!("The field '{name}' is not supported by Step Functions"));
                }
            }
            for name in integration.required {
                if !written.iter().any(|it| it == name) {
                    checker.report(format!("The field '{name}' is required but was missing"));
                }
            }
        });
    }
}

fn find(resource: &str) -> Option<&'static Integration> {
    let (_, action) = resource.split_once(":states:::")?;
    let action = action.split('.').next()?;
    INTEGRATIONS.iter().find(|it| it.name == action)
}
