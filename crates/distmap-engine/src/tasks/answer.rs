//! The parts of answers that all services share: metadata of the call, and errors' texts.

use crate::data::Data;
use crate::engine::Engine;
use crate::error::StateError;
use crate::ports::ServiceError;
use crate::time::http_date;

/// An optimised integration's answer: its own `members` (before and after, without the braces around them)
/// with the metadata of the HTTP call between them. Most states throw it away: it is written when read.
pub(crate) fn with_metadata(
    engine: &Engine,
    content_type: &'static str,
    length: usize,
    members: impl Fn() -> (String, String) + Send + Sync + 'static,
) -> Data {
    let now = engine.clock().now();
    let engine = engine.clone();
    Data::deferred(move || {
        let (head, tail) = members();
        let request = engine.new_id();
        let date = http_date(now);
        let comma = if head.is_empty() { "" } else { "," };
        format!(
            r#"{{{head}{comma}"SdkHttpMetadata":{{"AllHttpHeaders":{{"x-amzn-RequestId":["{request}"],"connection":["keep-alive"],"Content-Length":["{length}"],"Date":["{date}"],"Content-Type":["{content_type}"]}},"HttpHeaders":{{"connection":"keep-alive","Content-Length":"{length}","Content-Type":"{content_type}","Date":"{date}","x-amzn-RequestId":"{request}"}},"HttpStatusCode":200}},"SdkResponseMetadata":{{"RequestId":"{request}"}}{tail}}}"#
        )
    })
}

/// A refusal as an AWS SDK integration words it: `S3.NoSuchKeyException`,
/// "... (Service: S3, Status Code: 404, Request ID: ...)".
pub(crate) fn sdk_error(engine: &Engine, service: &str, error: &ServiceError) -> StateError {
    let extended = match service {
        "S3" => format!(", Extended Request ID: {}", engine.new_id()),
        _ => String::new(),
    };
    let attempts = if service == "S3" { "" } else { " (SDK Attempt Count: 1)" };
    StateError::new(
        format!("{service}.{}", exception(service, service, &error.code)),
        format!(
            "{} (Service: {service}, Status Code: {}, Request ID: {}{extended}){attempts}",
            error.message,
            error.status,
            engine.new_id()
        ),
    )
}

/// A refusal as an optimised integration words it: `SNS.NotFoundException`,
/// "... (Service: AmazonSNS; Status Code: 404; Error Code: NotFound; ...)".
pub(crate) fn optimized_error(
    engine: &Engine,
    prefix: &str,
    service: &str,
    error: &ServiceError,
) -> StateError {
    StateError::new(
        format!("{prefix}.{}", exception(prefix, service, &error.code)),
        format!(
            "{} (Service: {service}; Status Code: {}; Error Code: {}; Request ID: {}; Proxy: null)",
            error.message,
            error.status,
            error.code,
            engine.new_id()
        ),
    )
}

/// The codes for which the services' Java clients have classes of their own; the others become the
/// service's general exception.
const MODELED: [(&str, &[&str]); 3] = [
    (
        "s3",
        &[
            "BucketAlreadyExists",
            "BucketAlreadyOwnedByYou",
            "EncryptionTypeMismatch",
            "IdempotencyParameterMismatch",
            "InvalidObjectState",
            "InvalidRequest",
            "InvalidWriteOffset",
            "NoSuchBucket",
            "NoSuchKey",
            "NoSuchUpload",
            "ObjectAlreadyInActiveTierError",
            "ObjectNotInActiveTierError",
            "TooManyParts",
        ],
    ),
    (
        "sns",
        &[
            "AuthorizationError",
            "BatchEntryIdsNotDistinct",
            "BatchRequestTooLong",
            "ConcurrentAccess",
            "EmptyBatchRequest",
            "EndpointDisabled",
            "FilterPolicyLimitExceeded",
            "InternalError",
            "InvalidBatchEntryId",
            "InvalidParameter",
            "InvalidParameterValue",
            "InvalidSecurity",
            "NotFound",
            "PlatformApplicationDisabled",
            "StaleTag",
            "SubscriptionLimitExceeded",
            "TagLimitExceeded",
            "TagPolicy",
            "Throttled",
            "TooManyEntriesInBatchRequest",
            "TopicLimitExceeded",
            "UserError",
            "Validation",
            "Verification",
        ],
    ),
    (
        "sqs",
        &[
            "BatchEntryIdsNotDistinct",
            "BatchRequestTooLong",
            "EmptyBatchRequest",
            "InvalidAddress",
            "InvalidAttributeName",
            "InvalidAttributeValue",
            "InvalidBatchEntryId",
            "InvalidIdFormat",
            "InvalidMessageContents",
            "InvalidSecurity",
            "MessageNotInflight",
            "OverLimit",
            "PurgeQueueInProgress",
            "QueueDeletedRecently",
            "QueueDoesNotExist",
            "QueueNameExists",
            "ReceiptHandleIsInvalid",
            "RequestThrottled",
            "ResourceNotFound",
            "TooManyEntriesInBatchRequest",
            "UnsupportedOperation",
        ],
    ),
];

/// The exception's name for a code. `prefix` is the service's short name, `service` the one that its
/// general exception carries.
fn exception(prefix: &str, service: &str, code: &str) -> String {
    let short = prefix.to_ascii_lowercase();
    let modeled = MODELED.iter().find(|(name, _)| *name == short);
    if modeled.is_some_and(|(_, codes)| !codes.contains(&code)) {
        return format!("{service}Exception");
    }
    if code.ends_with("Exception") { code.to_owned() } else { format!("{code}Exception") }
}

#[cfg(test)]
mod tests {
    use super::exception;

    #[test]
    fn codes_without_a_class_become_the_services_exception() {
        assert_eq!(exception("SQS", "AmazonSQS", "MissingParameter"), "AmazonSQSException");
        assert_eq!(exception("Sqs", "Sqs", "QueueDoesNotExist"), "QueueDoesNotExistException");
        assert_eq!(exception("S3", "S3", "NoSuchKey"), "NoSuchKeyException");
        assert_eq!(exception("S3", "S3", "AccessDenied"), "S3Exception");
        assert_eq!(exception("SNS", "AmazonSNS", "NotFound"), "NotFoundException");
        assert_eq!(
            exception("StepFunctions", "AWSStepFunctions", "StateMachineDoesNotExist"),
            "StateMachineDoesNotExistException"
        );
    }
}
