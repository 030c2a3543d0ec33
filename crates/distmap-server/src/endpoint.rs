//! The endpoint: all services on one store and one engine.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use distmap_engine::Engine;
use distmap_engine::engine::EngineBuilder;
use distmap_store::Store;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::auth::Credentials;
use crate::listener::{ListenOptions, Server};
use crate::protocol::ApiError;
use crate::service::HttpService;
use crate::{connector, iam, logs, model, protocol, sfn, sns, sqs};

/// S3, SNS, SQS, Step Functions, IAM, CloudWatch Logs and STS over one store and one engine.
///
/// Cloning gives another handle on the same.
#[derive(Clone)]
pub struct Endpoint(Arc<Inner>);

struct Inner {
    store: Store,
    engine: Engine,
    step_functions: sfn::Api,
    sns: sns::Api,
    sqs: sqs::Api,
    iam: iam::Api,
    logs: logs::Api,
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Endpoint").field("engine", &self.0.engine).finish_non_exhaustive()
    }
}

impl Endpoint {
    /// An endpoint over a store. The engine's buckets, topics, queues and journal become the store's;
    /// handlers, clock, limits, Region and account stay as the builder has them. Executions that were
    /// running when the store was last open go on.
    ///
    /// # Errors
    /// `InternalFailure` where the store can't be read.
    pub async fn open(store: Store, engine: EngineBuilder) -> Result<Self, ApiError> {
        let endpoint = Self::look(store, engine)?;
        endpoint.engine().resume().await?;
        Ok(endpoint)
    }

    /// As [`Endpoint::open`], but executions that were running stay as they are: for who only looks, or
    /// is gone too soon to go on with them.
    ///
    /// # Errors
    /// `InternalFailure` where the store can't be read.
    pub fn look(store: Store, engine: EngineBuilder) -> Result<Self, ApiError> {
        let engine = engine
            .objects(Arc::clone(store.objects()) as _)
            .topics(Arc::clone(store.topics()) as _)
            .queues(Arc::clone(store.queues()) as _)
            .journal(Arc::clone(store.journal()) as _)
            .build();
        let step_functions = sfn::Api::new(engine.clone(), store.clone())?;
        let sns = sns::Api::new(&engine, store.clone());
        let sqs = sqs::Api::new(&engine, store.clone());
        let iam = iam::Api::new(&engine, &store);
        let logs = logs::Api::new(&engine, &store);
        Ok(Self(Arc::new(Inner { store, engine, step_functions, sns, sqs, iam, logs })))
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// The Region that the endpoint answers for.
    pub fn region(&self) -> &str {
        self.0.engine.region()
    }

    /// The account that the endpoint answers for.
    pub fn account(&self) -> &str {
        self.0.engine.account()
    }

    /// The API of Step Functions without a wire.
    pub fn step_functions(&self) -> &sfn::Api {
        &self.0.step_functions
    }

    pub(crate) fn sns(&self) -> &sns::Api {
        &self.0.sns
    }

    pub(crate) fn sqs(&self) -> &sqs::Api {
        &self.0.sqs
    }

    /// Knows the log groups that were made here, for [`sfn::Api::set_log_groups`].
    pub fn log_groups(&self) -> Arc<dyn sfn::LogGroups> {
        Arc::new(self.0.logs.clone())
    }

    pub(crate) fn iam(&self) -> &iam::Api {
        &self.0.iam
    }

    pub(crate) fn logs(&self) -> &logs::Api {
        &self.0.logs
    }

    pub(crate) fn sts(&self, operation: &str) -> Result<Value, ApiError> {
        protocol::check("STS", &model::sts::SERVICE, operation, &json!({}))?;
        let account = self.account();
        Ok(json!({
            "UserId": account,
            "Account": account,
            "Arn": format!("arn:aws:iam::{account}:root"),
        }))
    }

    /// A tower service that answers HTTP requests: those that are signed with one of the credentials,
    /// any where there are none.
    pub fn service(&self, callers: Vec<Credentials>) -> HttpService {
        HttpService::new(self.clone(), callers)
    }

    /// The HTTP client that makes the AWS SDK speak to this endpoint without a socket.
    ///
    /// Give it to `aws_config::SdkConfig::builder().http_client(...)` with any endpoint URL and any
    /// credentials.
    pub fn connector(&self) -> SharedHttpClient {
        connector::client(self.service(Vec::new()))
    }

    /// Serves a port.
    ///
    /// # Errors
    /// Where the address can't be bound.
    pub async fn listen(&self, address: SocketAddr, options: ListenOptions) -> io::Result<Server> {
        self.serve(TcpListener::bind(address).await?, options)
    }

    /// Serves a port that is bound already.
    pub(crate) fn serve(
        &self,
        listener: TcpListener,
        options: ListenOptions,
    ) -> io::Result<Server> {
        let service = self.service(options.credentials.clone());
        Server::start(service, listener, options)
    }
}
