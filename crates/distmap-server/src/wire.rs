//! How requests of the services beside S3 are read, and how all services say what went wrong.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use s3s::Body;
use serde_json::{Value, json};

use crate::model;
use crate::protocol::shape::ServiceModel;
use crate::protocol::{ApiError, query};

/// The namespace of refusals by AWS's front, before it is known which service was meant.
const FAULT: &str = "http://webservices.amazon.com/AWSFault/2005-15-09";

/// The services beside S3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    Iam,
    Logs,
    Sfn,
    Sns,
    Sqs,
    Sts,
}

impl Service {
    fn model(self) -> &'static ServiceModel {
        match self {
            Self::Iam => &model::iam::SERVICE,
            Self::Logs => &model::logs::SERVICE,
            Self::Sfn => &model::sfn::SERVICE,
            Self::Sns => &model::sns::SERVICE,
            Self::Sqs => &model::sqs::SERVICE,
            Self::Sts => &model::sts::SERVICE,
        }
    }
}

/// What a request's head tells of a request to a service beside S3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Which service; of a form without a signature only its body tells.
    pub service: Option<Service>,
    /// Whether it is a form that is answered in XML; otherwise it is JSON.
    pub query: bool,
}

impl Spoken {
    /// None for a request to S3, to which clients also PUT with any content type.
    pub fn of(request: &Request<Body>) -> Option<Self> {
        let headers = request.headers();
        let scope = signed_for(headers);
        if scope == Some("s3") {
            return None;
        }
        if let Some(target) = headers.get("x-amz-target") {
            let target = target.to_str().unwrap_or_default();
            let service = match target.split_once('.') {
                Some(("AWSStepFunctions", _)) => Some(Service::Sfn),
                Some(("AmazonSQS", _)) => Some(Service::Sqs),
                Some(("Logs_20140328", _)) => Some(Service::Logs),
                _ => None,
            };
            return Some(Self { service, query: false });
        }
        let form = headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        let service = match scope {
            Some("iam") => Some(Service::Iam),
            Some("sns") => Some(Service::Sns),
            Some("sqs") => Some(Service::Sqs),
            Some("sts") => Some(Service::Sts),
            _ => None,
        };
        (form && request.method() == Method::POST).then_some(Self { service, query: true })
    }
}

/// A request of a service beside S3, in whichever protocol it came.
pub struct Call {
    pub service: Service,
    pub operation: String,
    pub request: Value,
    /// Whether it is answered in XML.
    query: bool,
}

/// The service in the scope of the `Authorization` header.
fn signed_for(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get("authorization")?.to_str().ok()?;
    let credential = text.split("Credential=").nth(1)?.split(',').next()?;
    credential.trim().split('/').nth(3)
}

/// The host that the caller knows this endpoint by.
pub fn host(parts: &Parts) -> Option<&str> {
    let header = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
    header.or_else(|| parts.uri.authority().map(|authority| authority.as_str()))
}

/// Lets the URLs of queues lead here: some SDKs send their requests to the queue's URL.
pub fn queues_at(answer: &mut Value, host: &str) {
    let lead_here = |url: &mut Value| {
        let path = url.as_str().and_then(|url| url.splitn(4, '/').nth(3));
        if let Some(path) = path {
            *url = format!("http://{host}/{path}").into();
        }
    };
    for name in ["QueueUrl", "QueueUrls", "queueUrls"] {
        match answer.get_mut(name) {
            Some(Value::Array(urls)) => urls.iter_mut().for_each(lead_here),
            Some(url) => lead_here(url),
            None => {}
        }
    }
}

/// The call that a request holds. `spoken` learns which service it is for, so that a refusal can be
/// that service's.
pub fn read(spoken: &mut Spoken, parts: &Parts, body: &Bytes) -> Result<Call, ApiError> {
    if !spoken.query {
        let target = parts.headers.get("x-amz-target").and_then(|target| target.to_str().ok());
        let target = target.unwrap_or_default();
        let operation = target.split_once('.').map(|(_, operation)| operation.to_owned());
        let (Some(service), Some(operation)) = (spoken.service, operation) else {
            let told = format!("{target} is no operation of this endpoint");
            return Err(ApiError::new("UnknownOperationException", told));
        };
        let request = if body.is_empty() { json!({}) } else { parse(body)? };
        return Ok(Call { service, operation, request, query: false });
    }
    let text = std::str::from_utf8(body)
        .map_err(|_| ApiError::new("MalformedInput", "the form is not UTF-8"))?;
    let form = query::parse_form(text);
    let version = query::field(&form, "Version").unwrap_or("(none)");
    let service = [Service::Iam, Service::Sns, Service::Sqs, Service::Sts]
        .into_iter()
        .find(|service| service.model().version == version)
        .ok_or_else(|| {
            ApiError::new("NoSuchVersion", format!("no service here has the version {version}"))
        })?;
    spoken.service = Some(service);
    let operation = query::field(&form, "Action")
        .ok_or_else(|| ApiError::new("MissingAction", "the request has no Action"))?
        .to_owned();
    let mut request = match service.model().operation(&operation) {
        Some(found) => query::decode(&form, found.input),
        None => json!({}),
    };
    // Old clients of SQS name the queue in the path.
    if service == Service::Sqs && request.get("QueueUrl").is_none() && parts.uri.path() != "/" {
        request["QueueUrl"] = Value::from(parts.uri.path());
    }
    Ok(Call { service, operation, request, query: true })
}

fn parse(body: &Bytes) -> Result<Value, ApiError> {
    serde_json::from_slice(body)
        .map_err(|error| ApiError::new("SerializationException", error.to_string()))
}

/// The answer to a call.
pub fn answered(call: &Call, answer: &Value, request_id: &str) -> Response<Body> {
    if !call.query {
        let empty = answer.as_object().is_some_and(serde_json::Map::is_empty);
        let text =
            if call.service == Service::Sqs && empty { String::new() } else { answer.to_string() };
        return reply(StatusCode::OK, json_type(Some(call.service)), text);
    }
    let model = call.service.model();
    let xml = match model.operation(&call.operation) {
        Some(found) => {
            query::encode(&call.operation, model.namespace, answer, found.output, request_id)
        }
        None => String::new(),
    };
    reply(StatusCode::OK, "text/xml", xml)
}

/// The answer to a request that is refused, in the protocol that it speaks.
pub fn refused(spoken: Spoken, error: &ApiError, request_id: &str) -> Response<Body> {
    if !spoken.query {
        return json_error(spoken.service, error);
    }
    let code = query_code(spoken.service, &error.code);
    let sender = error.status < 500;
    let namespace = spoken.service.map_or(FAULT, |service| service.model().namespace);
    let xml = query::encode_error(namespace, code, &error.message, sender, request_id);
    reply(status(error), "text/xml", xml)
}

/// What the query protocol calls an error. SQS has older names, which a header of its newer protocol carries too.
fn query_code(service: Option<Service>, code: &str) -> &str {
    match (service, code) {
        (Some(Service::Iam), "ValidationException") => "ValidationError",
        (Some(Service::Sqs), "QueueDoesNotExist") => "AWS.SimpleQueueService.NonExistentQueue",
        (Some(Service::Sqs), "QueueNameExists") => "QueueAlreadyExists",
        (Some(Service::Sqs), "EmptyBatchRequest") => "AWS.SimpleQueueService.EmptyBatchRequest",
        (Some(Service::Sqs), "TooManyEntriesInBatchRequest") => {
            "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"
        }
        (Some(Service::Sqs), "BatchEntryIdsNotDistinct") => {
            "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"
        }
        (Some(Service::Sqs), "PurgeQueueInProgress") => {
            "AWS.SimpleQueueService.PurgeQueueInProgress"
        }
        (Some(Service::Sqs), "InvalidBatchEntryId") => "AWS.SimpleQueueService.InvalidBatchEntryId",
        (_, code) => code,
    }
}

/// The media type of a service's JSON: which version of the protocol it speaks.
fn json_type(service: Option<Service>) -> &'static str {
    match service {
        Some(Service::Logs) => "application/x-amz-json-1.1",
        _ => "application/x-amz-json-1.0",
    }
}

fn json_error(service: Option<Service>, error: &ApiError) -> Response<Body> {
    let code = match (service, error.code.as_str()) {
        (Some(Service::Logs), "ValidationException") => "InvalidParameterException",
        (_, code) => code,
    };
    let kind = match service {
        Some(Service::Sqs) => format!("com.amazonaws.sqs#{code}"),
        _ => code.to_owned(),
    };
    let body = json!({"__type": kind, "message": error.message}).to_string();
    let mut response = reply(status(error), json_type(service), body);
    let header = |text: String| HeaderValue::from_str(&text).ok();
    if let Some(code) = header(code.to_owned()) {
        response.headers_mut().insert(HeaderName::from_static("x-amzn-errortype"), code);
    }
    if service == Some(Service::Sqs) {
        let fault = if error.status < 500 { "Sender" } else { "Receiver" };
        if let Some(code) = header(format!("{};{fault}", query_code(service, &error.code))) {
            response.headers_mut().insert(HeaderName::from_static("x-amzn-query-error"), code);
        }
    }
    response
}

fn status(error: &ApiError) -> StatusCode {
    StatusCode::from_u16(error.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// S3's form of an error; [`identified`] adds the request's id.
pub fn s3_error(status: StatusCode, code: &str, message: &str) -> Response<Body> {
    let mut xml =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>");
    query::escape(&mut xml, message);
    xml.push_str("</Message></Error>");
    reply(status, "application/xml", xml)
}

/// S3's answer with the request's id in its error, if it is one: `s3s` knows no ids.
pub async fn identified(response: Response<Body>, request_id: &str) -> Response<Body> {
    const END: &str = "</Error>";
    if !(response.status().is_client_error() || response.status().is_server_error()) {
        return response;
    }
    rewritten(response, |xml| {
        let xml = xml.strip_suffix(END)?;
        Some(format!("{xml}<RequestId>{request_id}</RequestId>{END}"))
    })
    .await
}

/// An answer to GetObjectAttributes, which alone has the ETag without its quotes, where `s3s` sets them.
pub async fn with_bare_etag(response: Response<Body>) -> Response<Body> {
    rewritten(response, |xml| {
        let (before, rest) = xml.split_once("<ETag>")?;
        let (etag, after) = rest.split_once("</ETag>")?;
        let bare = etag.replace("&quot;", "").replace('"', "");
        Some(format!("{before}<ETag>{bare}</ETag>{after}"))
    })
    .await
}

/// A document with something changed in its text, where there is something to change.
async fn rewritten(
    response: Response<Body>,
    change: impl FnOnce(&str) -> Option<String>,
) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    // A document is in memory, and always whole.
    let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let body = match std::str::from_utf8(&body).ok().and_then(change) {
        Some(text) => {
            parts.headers.remove(CONTENT_LENGTH);
            Body::from(text)
        }
        None => Body::from(body),
    };
    Response::from_parts(parts, body)
}

fn reply(status: StatusCode, kind: &'static str, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_urls_of_queues_lead_to_the_caller_s_host() {
        let mut answer = json!({"QueueUrls": ["https://sqs.us-east-1.amazonaws.com/0/a"]});
        queues_at(&mut answer, "localhost:4566");
        assert_eq!(answer, json!({"QueueUrls": ["http://localhost:4566/0/a"]}));
    }

    #[tokio::test]
    async fn errors_of_s3_carry_the_request_s_id() {
        let text = |response: Response<Body>| async {
            let body = response.into_body().collect().await.expect("a body").to_bytes();
            String::from_utf8(body.to_vec()).expect("UTF-8")
        };
        let error = s3_error(StatusCode::NOT_FOUND, "NoSuchKey", "no <key>");
        let told = text(identified(error, "the-id").await).await;
        assert!(told.ends_with("no &lt;key&gt;</Message><RequestId>the-id</RequestId></Error>"));
        let object = reply(StatusCode::OK, "application/xml", "<Error></Error>".to_owned());
        assert_eq!(text(identified(object, "the-id").await).await, "<Error></Error>");
    }
}
