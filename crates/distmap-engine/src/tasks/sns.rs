//! SNS: publish and publishBatch
//! (<https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html>).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::answer::with_metadata;
use super::resource::SnsAction;
use super::{Answer, Call, no_port, optimized_error, sdk_error};
use crate::error::StateError;
use crate::ports::{MessageAttribute, PublishRequest, ServiceError};

pub(crate) async fn call(
    call: &Call<'_>,
    action: SnsAction,
    sdk: bool,
) -> Result<Answer, StateError> {
    let topics = call.engine.topics().ok_or_else(|| no_port("topics"))?;
    let refused = |error: ServiceError| {
        if sdk {
            sdk_error(call.engine, "Sns", &error)
        } else {
            optimized_error(call.engine, "SNS", "AmazonSNS", &error)
        }
    };
    match action {
        SnsAction::Publish => {
            let message = call.arguments.get_text("Message");
            let request = request(|name| call.arguments.get(name), message, call);
            let published = match call.in_map_run {
                true => topics.publish_soon(request),
                false => topics.publish(request),
            };
            let accepted =
                published.await.map_err(|error| refused(no_topic(call).unwrap_or(error)))?;
            if sdk {
                let mut answer = json!({"MessageId": accepted.message_id});
                if let Some(number) = accepted.sequence_number {
                    answer["SequenceNumber"] = number.into();
                }
                return Ok(Answer::from(answer));
            }
            let members = move || {
                let tail = match &accepted.sequence_number {
                    Some(number) => format!(r#","SequenceNumber":"{number}""#),
                    None => String::new(),
                };
                (format!(r#""MessageId":"{}""#, accepted.message_id), tail)
            };
            Ok(Answer::Done(with_metadata(call.engine, "text/xml", 294, members)))
        }
        SnsAction::PublishBatch => {
            let entries = call.arguments.get("PublishBatchRequestEntries");
            let (mut successful, mut failed) = (Vec::new(), Vec::new());
            for entry in entries.and_then(Value::as_array).into_iter().flatten() {
                let id = entry.get("Id").cloned().unwrap_or_default();
                let message = entry.get("Message").map(|message| match message {
                    Value::String(message) => message.clone(),
                    other => crate::data::compact(other),
                });
                match topics.publish(request(|name| entry.get(name), message, call)).await {
                    Ok(accepted) => {
                        let mut done = json!({"Id": id, "MessageId": accepted.message_id});
                        if let Some(number) = accepted.sequence_number {
                            done["SequenceNumber"] = number.into();
                        }
                        successful.push(done);
                    }
                    Err(error) if error.code == "NotFound" => return Err(refused(error)),
                    Err(error) => failed.push(json!({
                        "Id": id,
                        "Code": error.code,
                        "Message": error.message,
                        "SenderFault": error.status < 500,
                    })),
                }
            }
            Ok(Answer::from(json!({"Failed": failed, "Successful": successful})))
        }
    }
}

/// What is wrong with the topic's ARN itself, of a message that could not be published.
fn no_topic(call: &Call<'_>) -> Option<ServiceError> {
    let invalid = |reason: String| {
        Some(ServiceError::new("InvalidParameter", 400, format!("Invalid parameter: {reason}")))
    };
    let (name, arn) = match (call.optional("TopicArn"), call.optional("TargetArn")) {
        (Some(arn), _) => ("TopicArn", arn),
        (None, Some(arn)) => ("TargetArn", arn),
        (None, None) if call.optional("PhoneNumber").is_some() => {
            return invalid("PhoneNumber Reason: this engine sends no SMS".into());
        }
        (None, None) => {
            return invalid("TopicArn or TargetArn Reason: no value for required parameter".into());
        }
    };
    let elements = arn.split(':').count();
    if elements >= 6 {
        return None;
    }
    invalid(format!("{name} Reason: An ARN must have at least 6 elements, not {elements}"))
}

fn request<'a>(
    get: impl Fn(&str) -> Option<&'a Value>,
    message: Option<String>,
    call: &Call<'_>,
) -> PublishRequest {
    let text = |name: &str| get(name).and_then(Value::as_str).map(str::to_owned);
    PublishRequest {
        topic_arn: call
            .optional("TopicArn")
            .or_else(|| call.optional("TargetArn"))
            .unwrap_or_default(),
        message: message.unwrap_or_default(),
        subject: text("Subject"),
        structure: text("MessageStructure"),
        attributes: attributes(get("MessageAttributes")),
        group_id: text("MessageGroupId"),
        deduplication_id: text("MessageDeduplicationId"),
    }
}

/// `MessageAttributes` of SNS and SQS: `DataType` with `StringValue` or `BinaryValue`.
pub(crate) fn attributes(given: Option<&Value>) -> BTreeMap<String, MessageAttribute> {
    let members = given.and_then(Value::as_object).into_iter().flatten();
    members
        .map(|(name, attribute)| {
            let text = |field: &str| attribute.get(field).and_then(Value::as_str);
            let value = text("StringValue").or_else(|| text("BinaryValue")).unwrap_or_default();
            let data_type = text("DataType").unwrap_or("String").to_owned();
            (name.clone(), MessageAttribute { data_type, value: value.to_owned() })
        })
        .collect()
}
