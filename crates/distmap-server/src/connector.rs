//! The AWS SDK's HTTP client without a socket.

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use http::header::HOST;
use http::{HeaderValue, Request, Response};
use http_body_util::BodyExt as _;
use s3s::Body;

use crate::service::HttpService;

/// Hands the SDK's requests to a service in this process.
#[derive(Clone, Debug)]
struct InProcess {
    service: HttpService,
}

/// The client for the SDK's configuration.
pub fn client(service: HttpService) -> SharedHttpClient {
    SharedHttpClient::new(InProcess { service })
}

fn failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> ConnectorError {
    ConnectorError::other(error.into(), None)
}

impl InProcess {
    async fn answer(self, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let request: Request<SdkBody> = request.try_into_http1x().map_err(failed)?;
        let (mut parts, body) = request.into_parts();
        // Signatures cover the host, which a socket's client would add.
        if let Some(host) = parts.uri.authority().map(|host| host.as_str().to_owned()) {
            let host = HeaderValue::try_from(host).map_err(failed)?;
            parts.headers.entry(HOST).or_insert(host);
        }
        let body = match body.bytes() {
            Some(bytes) => Body::from(bytes::Bytes::copy_from_slice(bytes)),
            None => Body::http_body_unsync(body.map_err(std::io::Error::other)),
        };
        let response = self.service.handle(Request::from_parts(parts, body)).await;
        let (parts, body) = response.into_parts();
        // The SDK's body must be `Sync`; what was asked for in process is small enough to gather.
        let bytes = body.collect().await.map_err(failed)?.to_bytes();
        let response = Response::from_parts(parts, SdkBody::from(bytes));
        HttpResponse::try_from(response).map_err(failed)
    }
}

impl HttpConnector for InProcess {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::new(self.clone().answer(request))
    }
}

impl HttpClient for InProcess {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
