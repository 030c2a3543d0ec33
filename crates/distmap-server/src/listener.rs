//! The endpoint on a port.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use s3s::Body;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use crate::auth::Credentials;
use crate::service::HttpService;

/// How a port is served.
#[derive(Clone, Debug)]
pub struct ListenOptions {
    /// What requests must be signed with, one of these; none serves anyone who reaches the port.
    pub credentials: Vec<Credentials>,
    /// Connections at once; more wait to be accepted.
    pub max_connections: usize,
    /// How long a client may take over the head of a request, and between two pieces of its body;
    /// an idle connection is closed after this too.
    pub patience: Duration,
    /// How long requests may go on after [`Server::stop`].
    pub grace: Duration,
}

impl Default for ListenOptions {
    fn default() -> Self {
        Self {
            credentials: Vec::new(),
            max_connections: 512,
            patience: Duration::from_secs(30),
            grace: Duration::from_secs(5),
        }
    }
}

/// A port that is served. Dropping it stops accepting.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(
        service: HttpService,
        listener: TcpListener,
        options: ListenOptions,
    ) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(serve(listener, service, options, stopped));
        Ok(Self { address, stop, task: Some(task) })
    }

    /// Where it listens; with port 0 asked for, the port that the system chose.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:4566`: what clients of this machine take as the endpoint URL.
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}", SocketAddr::new(ip, self.address.port()))
    }

    /// Stops accepting, and waits for the requests that are being answered.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        if let Some(task) = self.task.take() {
            // The task ends by itself within the grace period.
            drop(task.await);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

async fn serve(
    listener: TcpListener,
    service: HttpService,
    options: ListenOptions,
    mut stopped: watch::Receiver<bool>,
) {
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(options.max_connections.max(1)));
    loop {
        let place = tokio::select! {
            place = Arc::clone(&room).acquire_owned() => place,
            _ = stopped.wait_for(|stopped| *stopped) => break,
        };
        // The semaphore is never closed.
        let Ok(place) = place else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopped.wait_for(|stopped| *stopped) => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Too many open files, or a client that has gone: the next may work.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        // Answers are small and whole; waiting for more to send only delays them.
        drop(stream.set_nodelay(true));
        let service = service.clone();
        let patience = options.patience;
        let handler = service_fn(move |request: Request<Incoming>| {
            let service = service.clone();
            let request = request.map(|body| Body::http_body_unsync(Awaited::new(body, patience)));
            async move { Ok::<_, std::convert::Infallible>(service.handle(request).await) }
        });
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(patience)
            .serve_connection(TokioIo::new(stream), handler);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(options.grace) => {}
    }
}

/// A request's body that must keep coming.
struct Awaited {
    body: Incoming,
    patience: Duration,
    deadline: Pin<Box<tokio::time::Sleep>>,
}

impl Awaited {
    fn new(body: Incoming, patience: Duration) -> Self {
        Self { body, patience, deadline: Box::pin(tokio::time::sleep(patience)) }
    }
}

impl http_body::Body for Awaited {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            let next = tokio::time::Instant::now() + self.patience;
            self.deadline.as_mut().reset(next);
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        ready!(self.deadline.as_mut().poll(context));
        Poll::Ready(Some(Err("the body stopped coming".into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
