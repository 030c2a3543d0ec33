//! What a call must be given.

use super::Resource;
use super::resource::{S3Action, Service, SfnAction, SnsAction, SqsAction};
use crate::data::Data;

/// An argument without which a call cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Argument {
    /// It must be a text.
    Text(&'static str),
    /// It may be anything that has a text: it is sent as one.
    Any(&'static str),
}

use Argument::{Any, Text};

impl Service {
    /// The arguments that must be there, by the services' own models.
    fn required(&self) -> &'static [Argument] {
        match self {
            Self::S3(action) => match action {
                S3Action::GetObject
                | S3Action::PutObject
                | S3Action::HeadObject
                | S3Action::DeleteObject => &[Text("Bucket"), Text("Key")],
                S3Action::CopyObject => &[Text("Bucket"), Text("CopySource"), Text("Key")],
                S3Action::ListObjectsV2 => &[Text("Bucket")],
            },
            Self::Sns { action, .. } => match action {
                SnsAction::Publish => &[Any("Message")],
                SnsAction::PublishBatch => &[Any("PublishBatchRequestEntries"), Text("TopicArn")],
            },
            Self::Sqs { action, .. } => match action {
                SqsAction::Send => &[Any("MessageBody"), Text("QueueUrl")],
                SqsAction::Receive => &[Text("QueueUrl")],
                SqsAction::Delete => &[Text("QueueUrl"), Text("ReceiptHandle")],
            },
            Self::Sfn { action, .. } => match action {
                SfnAction::StartExecution | SfnAction::StartSyncExecution => {
                    &[Text("StateMachineArn")]
                }
                SfnAction::DescribeExecution | SfnAction::StopExecution => &[Text("ExecutionArn")],
                SfnAction::SendTaskSuccess => &[Any("Output"), Text("TaskToken")],
                SfnAction::SendTaskFailure | SfnAction::SendTaskHeartbeat => &[Text("TaskToken")],
                SfnAction::GetActivityTask => &[Text("ActivityArn")],
            },
            Self::LambdaInvoke { .. } => &[Text("FunctionName")],
            Self::Other(_) => &[],
        }
    }
}

/// Why a resource cannot be called with these arguments, in AWS's words, if it cannot.
pub(crate) fn unusable(resource: &Resource, arguments: &Data) -> Option<String> {
    let Resource::Service { service, .. } = resource else { return None };
    let wrong: Vec<String> = service
        .required()
        .iter()
        .filter_map(|argument| {
            let (Text(name) | Any(name)) = *argument;
            if !arguments.has(name) {
                return Some(format!("The field '{name}' is required but was missing"));
            }
            let is_text = || arguments.get(name).is_some_and(serde_json::Value::is_string);
            (matches!(argument, Text(_)) && !is_text())
                .then(|| format!("The value for the field '{name}' must be a STRING"))
        })
        .collect();
    (!wrong.is_empty()).then(|| wrong.join(", "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_missing_or_no_text_is_named() {
        let get = Resource::parse("arn:aws:states:::aws-sdk:s3:getObject");
        let wrong = |arguments| unusable(&get, &Data::from(arguments));
        assert_eq!(wrong(json!({"Bucket": "b", "Key": ""})), None);
        assert_eq!(
            wrong(json!({"Key": 5})).as_deref(),
            Some(
                "The field 'Bucket' is required but was missing, The value for the field 'Key' must be a STRING"
            )
        );
        let publish = Resource::parse("arn:aws:states:::sns:publish");
        assert_eq!(unusable(&publish, &Data::from(json!({"Message": {"a": 1}}))), None);
        let other = Resource::parse("arn:aws:states:::glue:startJobRun");
        assert_eq!(unusable(&other, &Data::from(json!(null))), None);
    }
}
