//! Where a command's requests go: the embedded engine in this process, an endpoint, or AWS.
//!
//! All commands speak aws-sdk-s3, aws-sdk-sfn and aws-sdk-sns; only this file knows the difference.

use std::path::{Path, PathBuf};
use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::ProvideCredentials;
use aws_sdk_s3::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use clap::{Args, ValueEnum};
use distmap_engine::Engine;
use distmap_provision::pulumi::PulumiError;
use distmap_provision::sdk::{Clients, Target as ProvisionTarget};
use distmap_server::{Embedded, EmbeddedError};
use distmap_store::{BucketKind, Messages};

use crate::cli::{self, Global};
use crate::deployment::Deployment;
use crate::error::{CommandError, Exit, Result, service};
use crate::walk;

/// Where a command acts.
#[derive(Args, Clone, Debug)]
pub(crate) struct TargetArgs {
    /// The embedded engine on the state directory, or AWS
    #[arg(long, value_enum, default_value_t = Target::Local)]
    pub(crate) target: Target,
    /// An endpoint instead: a running `serve`, or any other that speaks AWS's protocols
    #[arg(long, value_name = "URL", conflicts_with = "target")]
    pub(crate) endpoint_url: Option<String>,
    /// The Region; of AWS the configured one by default
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// The embedded engine, on the state directory
    Local,
    /// AWS, with the credentials of the environment
    Aws,
}

impl TargetArgs {
    /// Whether this is AWS itself.
    pub(crate) fn is_aws(&self) -> bool {
        self.endpoint_url.is_none() && self.target == Target::Aws
    }

    /// The word in file names.
    pub(crate) fn name(&self) -> &'static str {
        match (&self.endpoint_url, self.target) {
            (Some(_), _) => "endpoint",
            (None, Target::Local) => "local",
            (None, Target::Aws) => "aws",
        }
    }
}

/// Where resources are made.
pub(crate) struct Place {
    pub(crate) region: String,
    pub(crate) account: String,
}

impl Place {
    /// What distmap-provision needs to know of an endpoint.
    pub(crate) fn provision_target(&self) -> ProvisionTarget {
        ProvisionTarget::endpoint(&self.region, &self.account)
    }
}

/// Clients for one target.
pub(crate) struct Session {
    pub(crate) s3: aws_sdk_s3::Client,
    pub(crate) sfn: aws_sdk_sfn::Client,
    pub(crate) sns: aws_sdk_sns::Client,
    sts: aws_sdk_sts::Client,
    iam: aws_sdk_iam::Client,
    logs: aws_sdk_cloudwatchlogs::Client,
    region: String,
    pub(crate) target: TargetArgs,
    pub(crate) state_dir: PathBuf,
    deployment: Option<Deployment>,
    /// The state directory, of the embedded target.
    embedded: Option<Embedded>,
}

impl Session {
    /// Opens what the arguments name; a state directory must be there. Executions that were interrupted
    /// stay as they are.
    pub(crate) async fn open(target: &TargetArgs, global: &Global) -> Result<Self> {
        Self::begin(target, global, false).await
    }

    /// As [`Session::open`], for a command that stays until executions end: interrupted ones go on.
    pub(crate) async fn open_to_run(target: &TargetArgs, global: &Global) -> Result<Self> {
        let session = Self::open(target, global).await?;
        if let Some(engine) = session.embedded.as_ref().and_then(Embedded::engine) {
            let resumed = engine.resume().await;
            resumed.map_err(|error| CommandError::new(Exit::Service, error))?;
        }
        Ok(session)
    }

    /// Opens what the arguments name; a state directory is made where none is.
    pub(crate) async fn create(target: &TargetArgs, global: &Global) -> Result<Self> {
        Self::begin(target, global, true).await
    }

    async fn begin(target: &TargetArgs, global: &Global, make: bool) -> Result<Self> {
        let mut embedded = None;
        let deployment = Deployment::read(&global.state_dir, target.name())?;
        let config = match (&target.endpoint_url, target.target) {
            (Some(url), _) => endpoint(url, target).await,
            (None, Target::Aws) => {
                // What was deployed stays in its Region, whatever Region the environment is set to by now.
                let deployed = deployment.as_ref().filter(|_| !make).and_then(Deployment::region);
                let region = target.region.as_deref().or(deployed);
                let config = aws(region).await;
                if config.region().is_none_or(|region| region.as_ref().is_empty()) {
                    return Err(CommandError::new(Exit::Input, PulumiError::NoRegion));
                }
                let provider = config.credentials_provider().ok_or_else(no_credentials)?;
                provider.provide_credentials().await.map_err(|_| no_credentials())?;
                config
            }
            (None, Target::Local) => {
                if !make && !global.state_dir.exists() {
                    return Err(nothing_deployed(target.name(), &global.state_dir));
                }
                let opened = open_embedded(target, global).await?;
                let config = embedded_config(&opened);
                embedded = Some(opened);
                config
            }
        };
        // Buckets in the path, not in the host's name: an endpoint other than AWS's own has no DNS for that.
        let path_style = config.endpoint_url().is_some();
        let s3 = aws_sdk_s3::config::Builder::from(&config).force_path_style(path_style).build();
        Ok(Self {
            s3: aws_sdk_s3::Client::from_conf(s3),
            sfn: aws_sdk_sfn::Client::new(&config),
            sns: aws_sdk_sns::Client::new(&config),
            sts: aws_sdk_sts::Client::new(&config),
            iam: aws_sdk_iam::Client::new(&config),
            logs: aws_sdk_cloudwatchlogs::Client::new(&config),
            region: config.region().map_or("us-east-1", |region| region.as_ref()).to_owned(),
            target: target.clone(),
            state_dir: global.state_dir.clone(),
            deployment,
            embedded,
        })
    }

    /// What `deploy` made on this target.
    pub(crate) fn deployment(&self) -> Result<&Deployment> {
        let deployment = self.deployment.as_ref();
        deployment.ok_or_else(|| nothing_deployed(self.target.name(), &self.state_dir))
    }

    /// The Region and the account that this session acts in.
    pub(crate) async fn place(&self) -> Result<Place> {
        let caller = self.sts.get_caller_identity().send().await;
        let caller = caller.map_err(|error| match error.code() {
            Some(code) if UNKNOWN_CALLER.contains(&code) => no_credentials(),
            _ => service("ask who the caller is", error),
        })?;
        let account = caller.account.unwrap_or_else(|| "000000000000".into());
        Ok(Place { region: self.region.clone(), account })
    }

    /// Keeps what `deploy` made, for this session and the next ones.
    pub(crate) fn remember(&mut self, deployment: Deployment) -> Result<()> {
        deployment.write(&self.state_dir, self.target.name())?;
        self.deployment = Some(deployment);
        Ok(())
    }

    /// The clients in the form that distmap-provision takes.
    pub(crate) fn provision_clients(&self) -> Clients {
        Clients {
            s3: self.s3.clone(),
            sfn: self.sfn.clone(),
            sns: self.sns.clone(),
            iam: self.iam.clone(),
            logs: self.logs.clone(),
        }
    }

    /// The execution of a name or ARN, or the latest one.
    pub(crate) async fn find_execution(&self, wanted: Option<&str>) -> Result<String> {
        if let Some(arn) = wanted.filter(|wanted| wanted.starts_with("arn:")) {
            return Ok(arn.to_owned());
        }
        let machine = &self.deployment()?.state_machine_arn;
        walk::find_execution(&self.sfn, machine, wanted).await
    }

    /// How often to ask for progress: AWS counts requests, the embedded engine does not mind.
    pub(crate) fn poll_interval(&self) -> Duration {
        match self.target.name() {
            "aws" => Duration::from_secs(2),
            _ => Duration::from_millis(50),
        }
    }

    /// Makes a folder the bucket of that name, read in place.
    pub(crate) fn adopt_folder(&self, bucket: &str, dir: &Path) -> Result<()> {
        let Some(store) = self.embedded.as_ref().and_then(Embedded::store) else {
            let message = "a folder can be made a bucket only by the state directory's owner";
            let hint = "end the `serve` or `invoke` that runs on it";
            return Err(CommandError::with_hint(Exit::Input, message, hint));
        };
        let dir = dir.canonicalize().map_err(|error| CommandError::file(dir, error))?;
        let buckets = store.objects();
        if let Ok(there) = buckets.bucket_info(bucket) {
            if there.kind == BucketKind::Folder(dir.clone()) {
                return Ok(());
            }
            let message =
                format!("the bucket {bucket} is there already and is not {}", dir.display());
            let hint = "run `cargo xtask destroy` first, or choose another name with --stack";
            return Err(CommandError::with_hint(Exit::Input, message, hint));
        }
        let made = buckets.create_bucket(bucket, BucketKind::Folder(dir));
        made.map(drop).map_err(|error| CommandError::new(Exit::Service, error))
    }

    /// The folder that is the bucket of that name, if one is; as far as another process lets see, what `deploy` wrote of it.
    pub(crate) fn folder_of(&self, bucket: &str) -> Option<PathBuf> {
        match self.embedded.as_ref().and_then(Embedded::store) {
            Some(store) => match store.objects().bucket_info(bucket).ok()?.kind {
                BucketKind::Folder(dir) => Some(dir),
                _ => None,
            },
            None => self.deployment.as_ref()?.bucket_dir.clone(),
        }
    }

    /// Forgets a bucket that is a folder of the user's. What lies in the folder stays there.
    pub(crate) fn release_folder(&self, bucket: &str) -> Result<()> {
        let Some(store) = self.embedded.as_ref().and_then(Embedded::store) else {
            let message = "a folder can be released only by the state directory's owner";
            let hint = "end the `serve` or `invoke` that runs on it";
            return Err(CommandError::with_hint(Exit::Input, message, hint));
        };
        let released = store.objects().delete_bucket(bucket);
        released.map_err(|error| CommandError::new(Exit::Service, error))
    }

    /// State transitions of an execution as AWS would bill them, where the engine can be asked.
    pub(crate) async fn billed_transitions(&self, execution_arn: &str) -> Result<Option<u64>> {
        let Some(engine) = self.embedded.as_ref().and_then(Embedded::engine) else {
            return Ok(None);
        };
        let described = engine.journal().execution(execution_arn).await;
        let described = described.map_err(|error| CommandError::new(Exit::Service, error))?;
        Ok(described.and_then(|it| it.finished).map(|finished| finished.transitions))
    }

    /// Whether executions run in this process, and stop with it.
    pub(crate) fn runs_here(&self) -> bool {
        self.embedded.as_ref().is_some_and(|embedded| embedded.engine().is_some())
    }

    /// The options that lead the next command to the same place.
    pub(crate) fn options(&self) -> String {
        let mut options = String::new();
        if self.state_dir != Path::new(cli::DEFAULT_STATE_DIR) {
            options += &format!(" --state-dir {}", self.state_dir.display());
        }
        match (&self.target.endpoint_url, self.target.target) {
            (Some(url), _) => options += &format!(" --endpoint-url {url}"),
            (None, Target::Aws) => options += " --target aws",
            (None, Target::Local) => {}
        }
        options
    }

    /// Messages in the topic from a position on, where its log can be read.
    pub(crate) fn messages(&self, from: u64) -> Result<Option<Messages>> {
        if self.target.name() != "local" {
            return Ok(None);
        }
        let topic = &self.deployment()?.topic_arn;
        let messages = distmap_store::messages(&self.state_dir, topic, from);
        messages.map(Some).map_err(|error| CommandError::new(Exit::Service, error))
    }

    /// Ends it: what was written outlives the process from here on.
    pub(crate) async fn close(self) -> Result<()> {
        if let Some(embedded) = self.embedded {
            embedded.close().await;
        }
        Ok(())
    }
}

pub(crate) fn nothing_deployed(target: &str, state_dir: &Path) -> CommandError {
    let message = format!("nothing is deployed to the {target} target in {}", state_dir.display());
    let hint = match target {
        // After a `pulumi up` by hand it changes nothing, and reads where everything is.
        "aws" => "run `cargo xtask deploy --target aws --stack NAME` first",
        _ => "run `cargo xtask deploy` first, or `cargo xtask demo` for the whole tour",
    };
    CommandError::with_hint(Exit::Missing, message, hint)
}

/// Codes with which AWS says that it does not know who asks.
const UNKNOWN_CALLER: [&str; 5] = [
    "ExpiredToken",
    "InvalidClientTokenId",
    "MissingAuthenticationToken",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
];

fn no_credentials() -> CommandError {
    CommandError::new(Exit::Service, PulumiError::NoCredentials)
}

/// How long a process that was just killed may take to give the directory back.
const GIVING_BACK: Duration = Duration::from_secs(5);

async fn open_embedded(target: &TargetArgs, global: &Global) -> Result<Embedded> {
    let patience = tokio::time::Instant::now() + GIVING_BACK;
    loop {
        let mut builder = Engine::builder();
        if let Some(region) = &target.region {
            builder = builder.region(region.as_str());
        }
        let opened = Embedded::look(&global.state_dir, builder).await;
        let late = tokio::time::Instant::now() >= patience;
        match opened {
            Ok(embedded) if embedded.engine().is_some() || late => return Ok(embedded),
            Ok(embedded) if answers(embedded.endpoint_url()).await => return Ok(embedded),
            Err(error) if late || !matches!(error, EmbeddedError::Busy { .. }) => {
                return Err(CommandError::new(Exit::Service, error));
            }
            // The owner is ending, or has not said yet where it answers.
            _ => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Whether a process listens at a loopback URL.
async fn answers(url: &str) -> bool {
    let address = url.trim_start_matches("http://");
    tokio::net::TcpStream::connect(address).await.is_ok()
}

/// The SDK's requests go to the service in this process, or to the process that owns the directory.
fn embedded_config(embedded: &Embedded) -> SdkConfig {
    let keys = embedded.credentials();
    let credentials =
        Credentials::new(&keys.access_key_id, &keys.secret_access_key, None, None, "distmap");
    let region = embedded.engine().map_or("us-east-1", |engine| engine.region()).to_owned();
    let http = embedded.http_client().unwrap_or_else(|| {
        SharedHttpClient::new(aws_smithy_http_client::Builder::new().build_http())
    });
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(region))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(embedded.endpoint_url())
        .http_client(http)
        .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
        .build()
}

/// The environment's configuration, as all of AWS's tools read it.
async fn aws(region: Option<&str>) -> SdkConfig {
    let http = aws_smithy_http_client::Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .build_https();
    let mut loader = aws_config::defaults(BehaviorVersion::latest()).http_client(http);
    if let Some(region) = region {
        loader = loader.region(Region::new(region.to_owned()));
    }
    loader.load().await
}

/// Likewise, but to an endpoint, which may do without real credentials.
async fn endpoint(url: &str, target: &TargetArgs) -> SdkConfig {
    let config = aws(target.region.as_deref()).await;
    let region = config.region().cloned().unwrap_or_else(|| Region::new("us-east-1"));
    let given = std::env::var_os("AWS_ACCESS_KEY_ID").is_some()
        || std::env::var_os("AWS_PROFILE").is_some();
    let mut builder = config.into_builder().endpoint_url(url).region(region);
    if !given {
        let test = Credentials::new("distmap", "distmap", None, None, "distmap");
        builder = builder.credentials_provider(SharedCredentialsProvider::new(test));
    }
    builder.build()
}
