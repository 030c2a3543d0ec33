//! AWS's SDK for Rust, over a socket to a running `serve`.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_s3::config::{Credentials, SharedCredentialsProvider};
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};

use super::serving::Serving;

/// Configuration with these credentials.
pub fn signed(serving: &Serving, id: &str, secret: &str) -> SdkConfig {
    let credentials = Credentials::new(id, secret, None, None, "test");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(&serving.url)
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
        .build()
}

/// Configuration with the credentials that `serve` accepts.
pub fn config(serving: &Serving) -> SdkConfig {
    signed(serving, Serving::ID, Serving::SECRET)
}

/// S3 with buckets in the path.
pub fn s3(config: &SdkConfig) -> aws_sdk_s3::Client {
    let config = aws_sdk_s3::config::Builder::from(config).force_path_style(true).build();
    aws_sdk_s3::Client::from_conf(config)
}

/// Sends bytes as they are, and gives all that comes back until the connection is closed.
pub fn raw(address: &str, request: &str) -> String {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(address).expect("a connection");
    stream.write_all(request.as_bytes()).expect("the request is taken");
    let mut answer = Vec::new();
    // A reset after the answer is an end too.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
