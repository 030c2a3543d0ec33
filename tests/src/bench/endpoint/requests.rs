//! S3 requests per second: presigned beforehand, sent over a fixed number of connections.

use std::time::{Duration, Instant};

use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use bytes::Bytes;
use futures::future::try_join_all;
use http::header::{CONTENT_LENGTH, HOST};
use http::{Request, Uri};
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use super::{Error, KEYS};

/// How many objects are put, and then got.
const OBJECTS: usize = 20_000;
/// Bytes of each.
const SIZE: usize = 300;
/// Connections, each with one request at a time.
const CONNECTIONS: usize = 16;

const BUCKET: &str = "requests";

/// What was measured of one server.
#[derive(Clone, Debug, PartialEq)]
pub struct Requests {
    /// Which server.
    pub server: &'static str,
    /// PutObject requests per second.
    pub put: f64,
    /// GetObject requests per second.
    pub get: f64,
}

impl Requests {
    /// As JSON, for machines.
    pub fn to_json(&self) -> Value {
        json!({
            "server": self.server,
            "objects": OBJECTS,
            "object_bytes": SIZE,
            "connections": CONNECTIONS,
            "put_per_second": self.put,
            "get_per_second": self.get,
        })
    }
}

/// Puts objects into a bucket of a server, and gets them back.
pub(super) fn measure(server: &'static str, url: &str) -> Result<Requests, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let s3 = client(url);
        s3.create_bucket().bucket(BUCKET).send().await?;
        let expires = PresigningConfig::expires_in(Duration::from_secs(3_600))?;
        let (mut puts, mut gets) = (Vec::new(), Vec::new());
        for number in 0..OBJECTS {
            let key = format!("objects/{number:06}.json");
            let put = s3.put_object().bucket(BUCKET).key(&key).presigned(expires.clone()).await?;
            puts.push(request(&put, Bytes::from_static(&[b'x'; SIZE]))?);
            let get = s3.get_object().bucket(BUCKET).key(&key).presigned(expires.clone()).await?;
            gets.push(request(&get, Bytes::new())?);
        }
        Ok(Requests {
            server,
            put: per_second(url, puts, 0).await?,
            get: per_second(url, gets, SIZE).await?,
        })
    })
}

fn client(url: &str) -> aws_sdk_s3::Client {
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new(KEYS.0, KEYS.1, None, None, "bench"))
        .endpoint_url(url)
        .force_path_style(true)
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    aws_sdk_s3::Client::from_conf(config)
}

/// A presigned request as a client that holds a connection sends it.
fn request(presigned: &PresignedRequest, body: Bytes) -> Result<Request<Full<Bytes>>, Error> {
    let uri: Uri = presigned.uri().parse()?;
    let target = uri.path_and_query().ok_or("no path")?.as_str();
    let host = uri.authority().ok_or("no host")?.as_str();
    let mut request = Request::builder().method(presigned.method()).uri(target).header(HOST, host);
    for (name, value) in presigned.headers() {
        request = request.header(name, value);
    }
    if !body.is_empty() {
        request = request.header(CONTENT_LENGTH, body.len());
    }
    Ok(request.body(Full::new(body))?)
}

/// Sends the requests, each connection its share, and counts; every answer must have that many bytes.
async fn per_second(
    url: &str,
    requests: Vec<Request<Full<Bytes>>>,
    size: usize,
) -> Result<f64, Error> {
    let count = requests.len();
    let mut shares: Vec<Vec<_>> = (0..CONNECTIONS).map(|_| Vec::new()).collect();
    for (at, request) in requests.into_iter().enumerate() {
        shares[at % CONNECTIONS].push(request);
    }
    let mut senders = Vec::new();
    for _ in 0..CONNECTIONS {
        senders.push(connect(url.trim_start_matches("http://")).await?);
    }
    let began = Instant::now();
    let sending = senders.into_iter().zip(shares).map(|(sender, share)| send(sender, share, size));
    try_join_all(sending).await?;
    Ok(count as f64 / began.elapsed().as_secs_f64())
}

async fn connect(address: &str) -> Result<SendRequest<Full<Bytes>>, Error> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    // Its errors are those of the requests on it.
    tokio::spawn(async move { drop(connection.await) });
    Ok(sender)
}

async fn send(
    mut sender: SendRequest<Full<Bytes>>,
    share: Vec<Request<Full<Bytes>>>,
    size: usize,
) -> Result<(), Error> {
    for request in share {
        sender.ready().await?;
        let answer = sender.send_request(request).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        if !status.is_success() || body.len() != size {
            return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
        }
    }
    Ok(())
}
