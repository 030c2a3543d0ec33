//! The policy documents of a stack, other than its role's permissions. Every argument may be a reference that an
//! infrastructure program resolves later.

use serde_json::{Value, json};

use crate::iam::PolicyContext;

/// Who may take the state machine's role: Step Functions, for this state machine of this account, and nobody through it
/// ("confused deputy": <https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html>).
#[must_use]
pub fn trust_policy(context: &PolicyContext) -> Value {
    let PolicyContext { partition, region, account, state_machine, .. } = context;
    let machine = format!("arn:{partition}:states:{region}:{account}:stateMachine:{state_machine}");
    json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "states.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": account},
                // The children of its Map Runs are of state machines named after it.
                "ArnLike": {"aws:SourceArn": [&machine, format!("{machine}/*")]}
            }
        }]
    })
}

/// Refuses every request to a bucket that does not come over TLS (Security Hub S3.5).
#[must_use]
pub fn tls_only_bucket_policy(bucket_arn: &str) -> Value {
    json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [bucket_arn, format!("{bucket_arn}/*")],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}}
        }]
    })
}

/// Lets the account use its topic, and refuses publishing that does not come over TLS (Security Hub SNS.4).
#[must_use]
pub fn tls_only_topic_policy(topic_arn: &str, account: &str) -> Value {
    json!({
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "Account",
                "Effect": "Allow",
                "Principal": {"AWS": "*"},
                "Action": [
                    "sns:AddPermission",
                    "sns:DeleteTopic",
                    "sns:GetTopicAttributes",
                    "sns:ListSubscriptionsByTopic",
                    "sns:Publish",
                    "sns:RemovePermission",
                    "sns:SetTopicAttributes",
                    "sns:Subscribe"
                ],
                "Resource": topic_arn,
                "Condition": {"StringEquals": {"aws:SourceOwner": account}}
            },
            {
                "Sid": "TlsOnly",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "sns:Publish",
                "Resource": topic_arn,
                "Condition": {"Bool": {"aws:SecureTransport": "false"}}
            }
        ]
    })
}
