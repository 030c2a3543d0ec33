//! The parts of answers that all services share: metadata of the call, and errors' texts.

use crate::data::Data;
use crate::engine::Engine;
use crate::error::StateError;
use crate::ports::ServiceError;
use crate::time::http_date;

/// An optimised integration's answer: the members `head` and `tail` (without the braces around them)
/// with the metadata of the HTTP call between them. Most states throw it away: it is written when read.
pub(crate) fn with_metadata(
    engine: &Engine,
    content_type: &'static str,
    length: usize,
    head: String,
    tail: String,
) -> Data {
    let now = engine.clock().now();
    let engine = engine.clone();
    Data::deferred(move || {
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
        format!("{service}.{}", exception(&error.code)),
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
        format!("{prefix}.{}", exception(&error.code)),
        format!(
            "{} (Service: {service}; Status Code: {}; Error Code: {}; Request ID: {}; Proxy: null)",
            error.message,
            error.status,
            error.code,
            engine.new_id()
        ),
    )
}

fn exception(code: &str) -> String {
    if code.ends_with("Exception") { code.to_owned() } else { format!("{code}Exception") }
}
