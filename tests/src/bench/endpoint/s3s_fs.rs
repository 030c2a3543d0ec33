//! `s3s-fs` alone: the S3 protocol of the `s3s` crate over files, without anything of distmap.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use tokio::net::TcpListener;

use super::{Error, KEYS};

/// Serves a folder until the process is killed; `announce` is told the endpoint URL.
///
/// # Errors
/// Where the folder can't be used or nothing can be listened on.
pub fn serve(dir: &Path, announce: impl FnOnce(&str)) -> Result<Infallible, Error> {
    let files = s3s_fs::FileSystem::new(dir).map_err(|error| format!("{error:?}"))?;
    let mut builder = S3ServiceBuilder::new(files);
    builder.set_auth(SimpleAuth::from_single(KEYS.0, KEYS.1));
    let service = builder.build();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
        announce(&format!("http://{}", listener.local_addr()?));
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let service = service.clone();
            let handler = service_fn(move |request: http::Request<hyper::body::Incoming>| {
                let service = service.clone();
                async move { service.call(request.map(s3s::Body::from)).await }
            });
            let connection = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), handler);
            // A client that goes ends its connection.
            tokio::spawn(async move { drop(connection.await) });
        }
    })
}
