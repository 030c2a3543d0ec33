//! One HTTP service in front of all of them: which service a request is for, who may ask, and the
//! two wire protocols beside S3's.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use s3s::Body;
use s3s::service::S3Service;
use serde_json::{Value, json};

use crate::auth::{self, Credentials, Refused};
use crate::endpoint::Endpoint;
use crate::model;
use crate::protocol::shape::ServiceModel;
use crate::protocol::{ApiError, query};
use crate::s3;

/// The longest request to a service other than S3: a definition of 1 MiB, escaped.
const MAX_API_BODY: usize = 8 << 20;
/// The longest request to S3: one part of an upload.
const MAX_S3_BODY: u64 = 5 << 30;

/// A tower and hyper service over an [`Endpoint`], with or without a check of signatures.
#[derive(Clone)]
pub struct HttpService {
    endpoint: Endpoint,
    callers: Arc<[Credentials]>,
    s3: S3Service,
}

impl std::fmt::Debug for HttpService {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HttpService").field("callers", &self.callers).finish_non_exhaustive()
    }
}

/// The services beside S3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Service {
    Sfn,
    Sns,
    Sqs,
    Sts,
}

impl Service {
    fn model(self) -> &'static ServiceModel {
        match self {
            Self::Sfn => &model::sfn::SERVICE,
            Self::Sns => &model::sns::SERVICE,
            Self::Sqs => &model::sqs::SERVICE,
            Self::Sts => &model::sts::SERVICE,
        }
    }
}

/// A request of a service beside S3, in whichever protocol it came.
struct Call {
    service: Service,
    operation: String,
    request: Value,
    /// Whether it is answered in XML.
    query: bool,
}

impl HttpService {
    /// The service for those who sign with one of the credentials; for anyone where there are none.
    pub(crate) fn new(endpoint: Endpoint, callers: Vec<Credentials>) -> Self {
        let s3 = s3::service(endpoint.store().clone(), endpoint.region(), &callers);
        Self { endpoint, callers: callers.into(), s3 }
    }

    /// Answers one request.
    pub async fn handle(&self, request: Request<Body>) -> Response<Body> {
        let request_id = uuid::Uuid::new_v4().to_string();
        let mut response = match signed_for(request.headers()) {
            Some("s3") => self.s3(request).await,
            _ if is_api(&request) => self.api(request, &request_id).await,
            _ => self.s3(request).await,
        };
        if let Ok(id) = HeaderValue::from_str(&request_id) {
            response.headers_mut().entry("x-amz-request-id").or_insert_with(|| id.clone());
            response.headers_mut().entry("x-amzn-requestid").or_insert(id);
        }
        response
    }

    async fn s3(&self, request: Request<Body>) -> Response<Body> {
        if content_length(request.headers()).is_some_and(|length| length > MAX_S3_BODY) {
            return s3_error(
                StatusCode::BAD_REQUEST,
                "EntityTooLarge",
                "Your proposed upload exceeds the maximum allowed size",
            );
        }
        // The signature itself is checked by `s3s`, presigned URLs with their expiry too.
        let date =
            request.headers().get("x-amz-date").map(|date| date.to_str().unwrap_or_default());
        if let (false, Some(date)) = (self.callers.is_empty(), date)
            && request.headers().contains_key("authorization")
            && !auth::is_timely(date, now_seconds())
        {
            return s3_error(
                StatusCode::FORBIDDEN,
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.",
            );
        }
        let request = match self.callers.is_empty() {
            false => request,
            true => match unsigned(request).await {
                Ok(request) => request,
                Err(message) => {
                    return s3_error(StatusCode::BAD_REQUEST, "IncompleteBody", &message);
                }
            },
        };
        match self.s3.call(request).await {
            Ok(response) => response,
            Err(error) => {
                tracing::error!(?error, "S3 request failed");
                s3_error(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "InternalError",
                    "We encountered an internal error. Please try again.",
                )
            }
        }
    }

    async fn api(&self, request: Request<Body>, request_id: &str) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let body = match whole(&parts, body).await {
            Ok(body) => body,
            Err(error) => return json_error(None, &error),
        };
        let call = match read(&parts, &body) {
            Ok(call) => call,
            Err(error) => return json_error(None, &error),
        };
        if let Some(refusal) = self.refusal(&parts, &body, call.query) {
            return refused(&call, &refusal, request_id);
        }
        match self.endpoint.call(call.service, &call.operation, call.request.clone()).await {
            Ok(mut answer) => {
                if let (Service::Sqs, Some(host)) = (call.service, host(&parts)) {
                    queues_at(&mut answer, host);
                }
                answered(&call, &answer, request_id)
            }
            Err(error) => refused(&call, &error, request_id),
        }
    }

    fn refusal(&self, parts: &Parts, body: &Bytes, query: bool) -> Option<ApiError> {
        if self.callers.is_empty() {
            return None;
        }
        let verified = auth::verify(parts, body, &self.callers, now_seconds());
        let (json, xml, message) = match verified.err()? {
            Refused::Missing => (
                "MissingAuthenticationTokenException",
                "MissingAuthenticationToken",
                "Request is missing Authentication Token",
            ),
            Refused::UnknownKey => (
                "UnrecognizedClientException",
                "InvalidClientTokenId",
                "The security token included in the request is invalid.",
            ),
            Refused::Mismatch => (
                "InvalidSignatureException",
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
            ),
            Refused::Expired => (
                "InvalidSignatureException",
                "SignatureDoesNotMatch",
                "Signature expired: the request's time is too far from this endpoint's.",
            ),
        };
        let mut error = ApiError::new(if query { xml } else { json }, message);
        error.status = 403;
        Some(error)
    }
}

/// Seconds since the Unix epoch.
fn now_seconds() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    i64::try_from(now).unwrap_or(i64::MAX)
}

/// The body of a request to a service other than S3.
async fn whole(parts: &Parts, body: Body) -> Result<Bytes, ApiError> {
    let too_long = || ApiError {
        code: "RequestEntityTooLarge".to_owned(),
        message: format!("the request is longer than {MAX_API_BODY} bytes"),
        status: 413,
    };
    if content_length(&parts.headers).is_some_and(|length| length > MAX_API_BODY as u64) {
        return Err(too_long());
    }
    let limited = http_body_util::Limited::new(body, MAX_API_BODY);
    limited.collect().await.map(|body| body.to_bytes()).map_err(|error| {
        match error.is::<http_body_util::LengthLimitError>() {
            true => too_long(),
            false => ApiError::new("RequestTimeout", format!("the body is not whole: {error}")),
        }
    })
}

/// The service in the scope of the `Authorization` header.
fn signed_for(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get("authorization")?.to_str().ok()?;
    let credential = text.split("Credential=").nth(1)?.split(',').next()?;
    credential.trim().split('/').nth(3)
}

/// Whether a request is for a service beside S3, to which clients also PUT with any content type.
fn is_api(request: &Request<Body>) -> bool {
    let headers = request.headers();
    let form = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    headers.contains_key("x-amz-target") || (form && request.method() == http::Method::POST)
}

/// The host that the caller knows this endpoint by.
fn host(parts: &Parts) -> Option<&str> {
    let header = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
    header.or_else(|| parts.uri.authority().map(|authority| authority.as_str()))
}

/// Lets the URLs of queues lead here: some SDKs send their requests to the queue's URL.
fn queues_at(answer: &mut Value, host: &str) {
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

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn read(parts: &Parts, body: &Bytes) -> Result<Call, ApiError> {
    if let Some(target) = parts.headers.get("x-amz-target") {
        let target = target.to_str().unwrap_or_default();
        let (service, operation) = match target.split_once('.') {
            Some(("AWSStepFunctions", operation)) => (Service::Sfn, operation),
            Some(("AmazonSQS", operation)) => (Service::Sqs, operation),
            _ => {
                let told = format!("{target} is no operation of this endpoint");
                return Err(ApiError::new("UnknownOperationException", told));
            }
        };
        let request = if body.is_empty() { json!({}) } else { parse(body)? };
        return Ok(Call { service, operation: operation.to_owned(), request, query: false });
    }
    let text = std::str::from_utf8(body)
        .map_err(|_| ApiError::new("MalformedInput", "the form is not UTF-8"))?;
    let form = query::parse_form(text);
    let version = query::field(&form, "Version").unwrap_or("(none)");
    let service = [Service::Sns, Service::Sqs, Service::Sts]
        .into_iter()
        .find(|service| service.model().version == version)
        .ok_or_else(|| {
            ApiError::new("NoSuchVersion", format!("no service here has the version {version}"))
        })?;
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

fn answered(call: &Call, answer: &Value, request_id: &str) -> Response<Body> {
    if !call.query {
        let empty = answer.as_object().is_some_and(serde_json::Map::is_empty);
        let text =
            if call.service == Service::Sqs && empty { String::new() } else { answer.to_string() };
        return reply(StatusCode::OK, "application/x-amz-json-1.0", text);
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

fn refused(call: &Call, error: &ApiError, request_id: &str) -> Response<Body> {
    if !call.query {
        return json_error(Some(call.service), error);
    }
    let code = query_code(call.service, &error.code);
    let sender = error.status < 500;
    let xml = query::encode_error(
        call.service.model().namespace,
        code,
        &error.message,
        sender,
        request_id,
    );
    reply(status(error), "text/xml", xml)
}

/// SQS's older names of its errors, which the query protocol and a header of the newer one carry.
fn query_code(service: Service, code: &str) -> &str {
    match (service, code) {
        (Service::Sqs, "QueueDoesNotExist") => "AWS.SimpleQueueService.NonExistentQueue",
        (Service::Sqs, "QueueNameExists") => "QueueAlreadyExists",
        (Service::Sqs, "EmptyBatchRequest") => "AWS.SimpleQueueService.EmptyBatchRequest",
        (Service::Sqs, "TooManyEntriesInBatchRequest") => {
            "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"
        }
        (Service::Sqs, "BatchEntryIdsNotDistinct") => {
            "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"
        }
        (Service::Sqs, "PurgeQueueInProgress") => "AWS.SimpleQueueService.PurgeQueueInProgress",
        (Service::Sqs, "InvalidBatchEntryId") => "AWS.SimpleQueueService.InvalidBatchEntryId",
        (_, code) => code,
    }
}

fn json_error(service: Option<Service>, error: &ApiError) -> Response<Body> {
    let kind = match service {
        Some(Service::Sqs) => format!("com.amazonaws.sqs#{}", error.code),
        _ => error.code.clone(),
    };
    let body = json!({"__type": kind, "message": error.message}).to_string();
    let mut response = reply(status(error), "application/x-amz-json-1.0", body);
    let header = |text: String| HeaderValue::from_str(&text).ok();
    if let Some(code) = header(error.code.clone()) {
        response.headers_mut().insert(HeaderName::from_static("x-amzn-errortype"), code);
    }
    if service == Some(Service::Sqs) {
        let fault = if error.status < 500 { "Sender" } else { "Receiver" };
        if let Some(code) = header(format!("{};{fault}", query_code(Service::Sqs, &error.code))) {
            response.headers_mut().insert(HeaderName::from_static("x-amzn-query-error"), code);
        }
    }
    response
}

fn status(error: &ApiError) -> StatusCode {
    StatusCode::from_u16(error.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn s3_error(status: StatusCode, code: &str, message: &str) -> Response<Body> {
    let mut xml =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>");
    query::escape(&mut xml, message);
    xml.push_str("</Message></Error>");
    reply(status, "application/xml", xml)
}

fn reply(status: StatusCode, kind: &'static str, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// A request without its signature, for a service that checks none: the framing in which SDKs send
/// bodies (`aws-chunked`) is undone, checksums of the trailer become headers.
async fn unsigned(request: Request<Body>) -> Result<Request<Body>, String> {
    let (mut parts, body) = request.into_parts();
    parts.headers.remove("authorization");
    parts.uri = without_signature(&parts.uri);
    let streaming = parts
        .headers
        .get("x-amz-content-sha256")
        .is_some_and(|value| value.as_bytes().starts_with(b"STREAMING-"));
    parts.headers.remove("x-amz-content-sha256");
    if !streaming {
        return Ok(Request::from_parts(parts, body));
    }
    let framed = body.collect().await.map_err(|error| error.to_string())?.to_bytes();
    let (plain, trailers) = unframe(&framed).ok_or("the body is not aws-chunked")?;
    for (name, value) in trailers {
        let name = HeaderName::try_from(name).map_err(|error| error.to_string())?;
        if name.as_str().starts_with("x-amz-checksum-") {
            let value = HeaderValue::try_from(value).map_err(|error| error.to_string())?;
            parts.headers.insert(name, value);
        }
    }
    for name in ["x-amz-trailer", "x-amz-decoded-content-length", "transfer-encoding"] {
        parts.headers.remove(name);
    }
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(plain.len()));
    Ok(Request::from_parts(parts, Body::from(Bytes::from(plain))))
}

/// The URI without the query parameters of a presigned one.
fn without_signature(uri: &http::Uri) -> http::Uri {
    let Some(query) = uri.query().filter(|query| query.contains("X-Amz-")) else {
        return uri.clone();
    };
    let signature = [
        "Algorithm",
        "Credential",
        "Date",
        "Expires",
        "SignedHeaders",
        "Signature",
        "Security-Token",
    ];
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or(pair).strip_prefix("X-Amz-");
            name.is_none_or(|name| !signature.contains(&name))
        })
        .collect();
    let target = match kept.is_empty() {
        true => uri.path().to_owned(),
        false => format!("{}?{}", uri.path(), kept.join("&")),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = target.parse().ok();
    http::Uri::from_parts(parts).unwrap_or_else(|_| uri.clone())
}

/// A body without its frame: the bytes, and the trailing headers by name.
type Unframed = (Vec<u8>, Vec<(String, String)>);

/// The bytes and the trailing headers of an `aws-chunked` body.
fn unframe(mut framed: &[u8]) -> Option<Unframed> {
    let mut plain = Vec::with_capacity(framed.len());
    let line = |bytes: &mut &[u8]| {
        let end = bytes.windows(2).position(|pair| pair == b"\r\n")?;
        let text = std::str::from_utf8(&bytes[..end]).ok()?.to_owned();
        *bytes = &bytes[end + 2..];
        Some(text)
    };
    loop {
        let head = line(&mut framed)?;
        let size = usize::from_str_radix(head.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            break;
        }
        plain.extend_from_slice(framed.get(..size)?);
        framed = framed.get(size..)?.strip_prefix(b"\r\n")?;
    }
    let mut trailers = Vec::new();
    while let Some(text) = line(&mut framed).filter(|text| !text.is_empty()) {
        let (name, value) = text.split_once(':')?;
        trailers.push((name.trim().to_lowercase(), value.trim().to_owned()));
    }
    Some((plain, trailers))
}

type Answer = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

impl tower_service::Service<Request<Body>> for HttpService {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Answer {
        let service = self.clone();
        Box::pin(async move { Ok(service.handle(request).await) })
    }
}

impl Endpoint {
    async fn call(
        &self,
        service: Service,
        operation: &str,
        request: Value,
    ) -> Result<Value, ApiError> {
        match service {
            Service::Sfn => self.step_functions().call(operation, request).await,
            Service::Sns => self.sns().call(operation, request).await,
            Service::Sqs => self.sqs().call(operation, request).await,
            Service::Sts => self.sts(operation),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunked_bodies_are_unframed() {
        let framed = b"5;chunk-signature=abc\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n";
        let (plain, trailers) = unframe(framed).expect("a framed body");
        assert_eq!(plain, b"hello world");
        assert_eq!(trailers, [("x-amz-checksum-crc32".to_owned(), "AAAA".to_owned())]);
        for broken in
            [&b""[..], b"zz\r\n", b"5\r\nhel", b"5\r\nhello0\r\n", b"ffffffffffffffff\r\nx"]
        {
            assert!(unframe(broken).is_none());
        }
    }

    #[test]
    fn the_urls_of_queues_lead_to_the_caller_s_host() {
        let mut answer = json!({"QueueUrls": ["https://sqs.us-east-1.amazonaws.com/0/a"]});
        queues_at(&mut answer, "localhost:4566");
        assert_eq!(answer, json!({"QueueUrls": ["http://localhost:4566/0/a"]}));
    }

    #[test]
    fn presigned_parameters_are_dropped_and_the_rest_is_kept() {
        let uri = "/b/k?a=1&X-Amz-Signature=s&X-Amz-Date=d&versioning".parse().expect("a URI");
        assert_eq!(without_signature(&uri).to_string(), "/b/k?a=1&versioning");
    }
}
