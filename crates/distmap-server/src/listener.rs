//! The endpoint on a port.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http::Request;
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
    /// What requests must be signed with; `None` serves anyone who reaches the port.
    pub credentials: Option<Credentials>,
    /// Connections at once; more wait to be accepted.
    pub max_connections: usize,
    /// How long requests may go on after [`Server::stop`].
    pub grace: Duration,
}

impl Default for ListenOptions {
    fn default() -> Self {
        Self { credentials: None, max_connections: 512, grace: Duration::from_secs(5) }
    }
}

/// A port that is served. Dropping it stops accepting.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: Option<JoinHandle<()>>,
}

/// How long a client may take over the head of its request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

impl Server {
    pub(crate) async fn start(
        service: HttpService,
        address: SocketAddr,
        options: ListenOptions,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(serve(listener, service, options, stopped));
        Ok(Self { address, stop, task: Some(task) })
    }

    /// Where it listens; with port 0 asked for, the port that the system chose.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:4566`: what clients take as the endpoint URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
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
        let handler = service_fn(move |request: Request<Incoming>| {
            let service = service.clone();
            async move {
                Ok::<_, std::convert::Infallible>(service.handle(request.map(Body::from)).await)
            }
        });
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIMEOUT)
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
