//! One HTTP service in front of all of them: which service a request is for, who may ask, and how much.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use s3s::Body;
use s3s::service::S3Service;
use serde_json::Value;

use crate::auth::{self, Credentials, Refused};
use crate::endpoint::Endpoint;
use crate::protocol::ApiError;
use crate::wire::{self, Call, Service, Spoken};
use crate::{s3, unsigned};

/// The longest request to a service other than S3: a definition of 1 MiB, escaped.
const MAX_API_BODY: usize = 8 << 20;
/// The longest request to S3: one part of an upload.
const MAX_S3_BODY: usize = 5 << 30;
/// A stranger's body up to this length is read and dropped: who still sends does not read the answer. The
/// connection of a longer one is closed.
const MAX_DROPPED: u64 = 64 << 10;

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

impl HttpService {
    /// The service for those who sign with one of the credentials; for anyone where there are none.
    pub(crate) fn new(endpoint: Endpoint, callers: Vec<Credentials>) -> Self {
        let s3 = s3::service(endpoint.store().clone(), endpoint.region(), &callers);
        Self { endpoint, callers: callers.into(), s3 }
    }

    /// Answers one request.
    pub async fn handle(&self, request: Request<Body>) -> Response<Body> {
        let request_id = uuid::Uuid::new_v4().to_string();
        let mut response = match Spoken::of(&request) {
            Some(spoken) => self.api(spoken, request, &request_id).await,
            None => wire::identified(self.s3(request).await, &request_id).await,
        };
        if let Ok(id) = HeaderValue::from_str(&request_id) {
            response.headers_mut().entry("x-amz-request-id").or_insert_with(|| id.clone());
            response.headers_mut().entry("x-amzn-requestid").or_insert(id);
        }
        response
    }

    async fn s3(&self, request: Request<Body>) -> Response<Body> {
        let Some(request) = bounded(request, MAX_S3_BODY) else {
            return wire::s3_error(
                StatusCode::BAD_REQUEST,
                "EntityTooLarge",
                "Your proposed upload exceeds the maximum allowed size",
            );
        };
        // The signature itself is checked by `s3s`, presigned URLs with their expiry too.
        let date =
            request.headers().get("x-amz-date").map(|date| date.to_str().unwrap_or_default());
        if let (false, Some(date)) = (self.callers.is_empty(), date)
            && request.headers().contains_key("authorization")
            && !auth::is_timely(date, now_seconds())
        {
            return wire::s3_error(
                StatusCode::FORBIDDEN,
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.",
            );
        }
        let request = match self.callers.is_empty() {
            false => request,
            true => match unsigned::unsigned(request) {
                Some(request) => request,
                None => {
                    return wire::s3_error(
                        StatusCode::LENGTH_REQUIRED,
                        "MissingContentLength",
                        "You must provide the x-amz-decoded-content-length HTTP header.",
                    );
                }
            },
        };
        let attributes = s3::is_for_attributes(&request);
        match self.s3.call(request).await {
            Ok(response) if attributes => wire::with_bare_etag(response).await,
            Ok(response) => response,
            Err(error) => {
                tracing::error!(?error, "S3 request failed");
                wire::s3_error(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "InternalError",
                    "We encountered an internal error. Please try again.",
                )
            }
        }
    }

    async fn api(
        &self,
        mut spoken: Spoken,
        request: Request<Body>,
        request_id: &str,
    ) -> Response<Body> {
        match self.asked(&mut spoken, request).await {
            Ok((call, answer)) => wire::answered(&call, &answer, request_id),
            Err(error) => wire::refused(spoken, &error, request_id),
        }
    }

    /// Calls the operation that a request names, where its sender may.
    async fn asked(
        &self,
        spoken: &mut Spoken,
        request: Request<Body>,
    ) -> Result<(Call, Value), ApiError> {
        let (parts, body) = request.into_parts();
        // Whose request it is stands in its head: a stranger's body is not kept.
        let claim = match self.callers.is_empty() {
            true => None,
            false => match auth::claim(&parts, &self.callers, now_seconds()) {
                Ok(claim) => Some(claim),
                Err(refused) => {
                    if content_length(&parts.headers).is_some_and(|it| it <= MAX_DROPPED) {
                        // Whether it comes to its end is all one.
                        drop(body.collect().await);
                    }
                    return Err(refusal(refused, *spoken));
                }
            },
        };
        let body = whole(&parts, body).await?;
        if let Some(claim) = claim {
            claim.verify(&parts, &body).map_err(|refused| refusal(refused, *spoken))?;
        }
        let call = wire::read(spoken, &parts, &body)?;
        let answer = self.endpoint.call(call.service, &call.operation, call.request.clone());
        let mut answer = answer.await?;
        if let (Service::Sqs, Some(host)) = (call.service, wire::host(&parts)) {
            wire::queues_at(&mut answer, host);
        }
        Ok((call, answer))
    }
}

/// The answer to who may not ask.
fn refusal(refused: Refused, spoken: Spoken) -> ApiError {
    let (json, xml, message) = match refused {
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
    let mut error = ApiError::new(if spoken.query { xml } else { json }, message);
    error.status = 403;
    error
}

/// Seconds since the Unix epoch.
fn now_seconds() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    i64::try_from(now).unwrap_or(i64::MAX)
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The request, unless its body is longer than `limit`; a body that does not tell its length is cut there.
fn bounded(request: Request<Body>, limit: usize) -> Option<Request<Body>> {
    match content_length(request.headers()) {
        Some(length) if length > limit as u64 => None,
        Some(_) => Some(request),
        None if http_body::Body::is_end_stream(request.body()) => Some(request),
        None => Some(request.map(|body| Body::http_body_unsync(Limited::new(body, limit)))),
    }
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
    let limited = Limited::new(body, MAX_API_BODY);
    limited.collect().await.map(|body| body.to_bytes()).map_err(|error| {
        match error.is::<LengthLimitError>() {
            true => too_long(),
            false => ApiError::new("RequestTimeout", format!("the body is not whole: {error}")),
        }
    })
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
            Service::Iam => self.iam().call(operation, request).await,
            Service::Logs => self.logs().call(operation, request).await,
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
    use http_body::Frame;
    use http_body_util::StreamBody;

    #[tokio::test]
    async fn a_body_that_does_not_tell_its_length_is_cut() {
        let request = |length: usize| {
            let piece = || Ok::<_, std::io::Error>(Frame::data(Bytes::from_static(b"0123456789")));
            let pieces = futures::stream::iter((0..length / 10).map(move |_| piece()));
            Request::new(Body::http_body_unsync(StreamBody::new(pieces)))
        };
        let body = bounded(request(20), 20).expect("short enough").into_body();
        assert_eq!(body.collect().await.expect("whole").to_bytes().len(), 20);
        let body = bounded(request(30), 20).expect("not known yet").into_body();
        let error = body.collect().await.expect_err("cut");
        assert!(error.is::<LengthLimitError>(), "{error}");
        let mut told = request(30);
        told.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(30));
        assert!(bounded(told, 20).is_none());
    }
}
