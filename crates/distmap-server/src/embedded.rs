//! A state directory as an AWS target: opened by this process, or reached through the process that
//! has it open.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use distmap_engine::Engine;
use distmap_engine::engine::EngineBuilder;
use distmap_store::{OpenError, Owner, Store};
use tokio::net::TcpListener;

use crate::auth::Credentials;
use crate::endpoint::Endpoint;
use crate::listener::{ListenOptions, Server};
use crate::protocol::ApiError;

/// Why a state directory can't be used.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// The directory can't be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Another process has it open and does not say where it answers.
    #[error("{} is in use {owner}; wait for that process to end", dir.display())]
    Busy {
        /// The directory.
        dir: PathBuf,
        /// Who has it.
        owner: Box<Owner>,
    },
    /// What it holds can't be read.
    #[error(transparent)]
    Endpoint(#[from] ApiError),
    /// The address can't be listened on.
    #[error("{address} cannot be listened on: {source}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
}

/// An AWS target that is a state directory. Whoever opens the directory first owns it and answers
/// the others over a loopback port, whose address and credentials stand in `owner.json`.
#[derive(Debug)]
pub struct Embedded {
    endpoint_url: String,
    credentials: Credentials,
    owned: Option<Owned>,
}

#[derive(Debug)]
struct Owned {
    endpoint: Endpoint,
    server: Server,
}

impl Embedded {
    /// Opens a state directory, or finds the process that has it open.
    ///
    /// The engine's builder is used where this process becomes the owner. Executions that an earlier owner
    /// left running go on then.
    ///
    /// # Errors
    /// [`EmbeddedError`].
    pub async fn open(dir: &Path, engine: EngineBuilder) -> Result<Self, EmbeddedError> {
        let embedded = Self::look(dir, engine).await?;
        embedded.resume().await?;
        Ok(embedded)
    }

    /// Goes on with the executions that an earlier owner left running, where this process owns the directory.
    async fn resume(&self) -> Result<(), EmbeddedError> {
        if let Some(engine) = self.engine() {
            engine.resume().await.map_err(ApiError::from)?;
        }
        Ok(())
    }

    /// As [`Embedded::open`], but executions that an earlier owner left running stay as they are.
    ///
    /// # Errors
    /// [`EmbeddedError`].
    pub async fn look(dir: &Path, engine: EngineBuilder) -> Result<Self, EmbeddedError> {
        match Store::open(dir) {
            Ok(store) => {
                let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
                let port = bind(address).await?;
                let credentials = Credentials::random();
                let options = ListenOptions {
                    credentials: vec![credentials.clone()],
                    ..ListenOptions::default()
                };
                Self::own(store, engine, port, options, credentials).await
            }
            Err(OpenError::Held { dir, owner }) => Self::reach(dir, owner),
            Err(other) => Err(other.into()),
        }
    }

    /// Owns a state directory and serves it at an address, to whom the options name and to other
    /// processes of this machine. Executions that an earlier owner left running go on.
    ///
    /// # Errors
    /// [`EmbeddedError`]; `Busy` where another process has the directory.
    pub async fn serve(
        dir: &Path,
        engine: EngineBuilder,
        address: SocketAddr,
        mut options: ListenOptions,
    ) -> Result<Self, EmbeddedError> {
        let store = Store::open(dir).map_err(|error| match error {
            OpenError::Held { dir, owner } => EmbeddedError::Busy { dir, owner },
            other => other.into(),
        })?;
        // First: where the port is taken, nothing has begun.
        let port = bind(address).await?;
        let credentials = Credentials::random();
        if !options.credentials.is_empty() {
            options.credentials.push(credentials.clone());
        }
        let embedded = Self::own(store, engine, port, options, credentials).await?;
        embedded.resume().await?;
        Ok(embedded)
    }

    async fn own(
        store: Store,
        engine: EngineBuilder,
        port: TcpListener,
        options: ListenOptions,
        credentials: Credentials,
    ) -> Result<Self, EmbeddedError> {
        let address = port.local_addr().unwrap_or_else(|_| SocketAddr::from(([0, 0, 0, 0], 0)));
        let endpoint = Endpoint::look(store.clone(), engine)?;
        let server = endpoint.serve(port, options);
        let server = server.map_err(|source| EmbeddedError::Listen { address, source })?;
        let endpoint_url = server.url();
        let owner = Owner {
            pid: std::process::id(),
            since: endpoint.engine().clock().now(),
            endpoint: Some(endpoint_url.clone()),
            access_key_id: Some(credentials.access_key_id.clone()),
            secret_access_key: Some(credentials.secret_access_key.clone()),
        };
        store.announce(&owner).map_err(OpenError::from)?;
        Ok(Self { endpoint_url, credentials, owned: Some(Owned { endpoint, server }) })
    }

    fn reach(dir: PathBuf, owner: Box<Owner>) -> Result<Self, EmbeddedError> {
        match (owner.endpoint.clone(), owner.access_key_id.clone(), owner.secret_access_key.clone())
        {
            (Some(endpoint_url), Some(access_key_id), Some(secret_access_key)) => Ok(Self {
                endpoint_url,
                credentials: Credentials { access_key_id, secret_access_key },
                owned: None,
            }),
            _ => Err(EmbeddedError::Busy { dir, owner }),
        }
    }

    /// The endpoint URL for the SDK's configuration.
    pub fn endpoint_url(&self) -> &str {
        &self.endpoint_url
    }

    /// The credentials for the SDK's configuration.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// The HTTP client for the SDK's configuration where this process owns the directory; `None`
    /// where another does, whose endpoint URL any client reaches.
    pub fn http_client(&self) -> Option<SharedHttpClient> {
        self.owned.as_ref().map(|owned| owned.endpoint.connector())
    }

    /// The endpoint, where this process owns the directory.
    pub fn endpoint(&self) -> Option<&Endpoint> {
        self.owned.as_ref().map(|owned| &owned.endpoint)
    }

    /// The store, where this process owns the directory.
    pub fn store(&self) -> Option<&Store> {
        self.endpoint().map(Endpoint::store)
    }

    /// The engine, where this process owns the directory.
    pub fn engine(&self) -> Option<&Engine> {
        self.endpoint().map(Endpoint::engine)
    }

    /// Stops answering other processes and gives the directory back once the last handle is gone.
    /// Executions that run go on when the directory is next opened.
    pub async fn close(self) {
        if let Some(owned) = self.owned {
            let engine = owned.endpoint.engine();
            engine.suspend();
            owned.server.stop().await;
            // Nobody is left to tell of a failure, and the log tries once more when it is dropped.
            drop(engine.journal().flush().await);
            if let Some(dir) = owned.endpoint.store().dir() {
                // A stale file only makes the next process look at a port that is closed.
                drop(std::fs::remove_file(dir.join("owner.json")));
            }
        }
    }
}

async fn bind(address: SocketAddr) -> Result<TcpListener, EmbeddedError> {
    let bound = TcpListener::bind(address).await;
    bound.map_err(|source| EmbeddedError::Listen { address, source })
}
