//! A stand whose provider makes the stack on an endpoint of our own, and clients that see what is there.

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use aws_sdk_s3::config::{BehaviorVersion, Credentials as SdkCredentials, Region};
use distmap_engine::Engine;
use distmap_provision::pulumi::{Operation, PulumiError};
use distmap_server::{Credentials, Endpoint, ListenOptions, Server};
use distmap_store::Store;

use crate::stand::Stand;

/// The engine, the endpoint, and clients of it.
pub struct Served {
    pub s3: aws_sdk_s3::Client,
    pub sfn: aws_sdk_sfn::Client,
    pub sns: aws_sdk_sns::Client,
    pub stand: Arc<Stand>,
    server: Server,
}

impl Served {
    /// None where the tools are not there, which the stand has said.
    pub async fn new() -> Result<Option<Self>, Box<dyn Error>> {
        let endpoint = Endpoint::open(Store::memory()?, Engine::builder()).await?;
        let keys = Credentials::random();
        let options = ListenOptions { credentials: vec![keys.clone()], ..ListenOptions::default() };
        let server = endpoint.listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), options).await?;
        let environment = [
            ("AWS_ENDPOINT_URL".to_owned(), server.url()),
            ("AWS_ACCESS_KEY_ID".to_owned(), keys.access_key_id),
            ("AWS_SECRET_ACCESS_KEY".to_owned(), keys.secret_access_key),
        ];
        let Some(stand) = Stand::new(Some(&environment))? else { return Ok(None) };
        macro_rules! client {
            ($sdk:ident $(, $more:ident)?) => {
                $sdk::Client::from_conf(
                    $sdk::Config::builder()
                        .behavior_version(BehaviorVersion::latest())
                        .http_client(endpoint.connector())
                        .endpoint_url("http://localhost:4566")
                        .region(Region::new("us-east-1"))
                        .credentials_provider(SdkCredentials::new("any", "any", None, None, "test"))
                        $(.$more(true))?
                        .build(),
                )
            };
        }
        Ok(Some(Self {
            s3: client!(aws_sdk_s3, force_path_style),
            sfn: client!(aws_sdk_sfn),
            sns: client!(aws_sdk_sns),
            stand: Arc::new(stand),
            server,
        }))
    }

    /// Does something with the engine beside the runtime, whose endpoint answers it meanwhile.
    pub async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Stand) -> T + Send + 'static,
    ) -> Result<T, tokio::task::JoinError> {
        let stand = self.stand.clone();
        tokio::task::spawn_blocking(move || work(&stand)).await
    }

    /// Makes the stack with these settings.
    pub async fn begin(
        &self,
        settings: &'static [(&'static str, &'static str)],
    ) -> Result<(), Box<dyn Error>> {
        self.with(|stand| {
            stand.begin()?;
            stand.configure(settings)?;
            stand.run(Operation::Up)
        })
        .await??;
        Ok(())
    }

    /// Runs the engine, and gives its lines.
    pub async fn run(&self, operation: Operation) -> Result<Vec<String>, Box<dyn Error>> {
        let lines: Result<Vec<String>, PulumiError> =
            self.with(move |stand| stand.run(operation)).await?;
        Ok(lines?)
    }

    /// Whether nothing is left of any stack.
    pub async fn is_empty(&self) -> Result<bool, Box<dyn Error>> {
        Ok(self.s3.list_buckets().send().await?.buckets().is_empty()
            && self.sns.list_topics().send().await?.topics().is_empty()
            && self.sns.list_subscriptions().send().await?.subscriptions().is_empty()
            && self.sfn.list_state_machines().send().await?.state_machines.is_empty())
    }

    /// Ends the endpoint.
    pub async fn stop(self) {
        self.server.stop().await;
    }
}
