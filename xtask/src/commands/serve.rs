//! `cargo xtask serve`: the AWS endpoint on the state directory.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use clap::Args;
use distmap_engine::Engine;
use distmap_engine::mocks::MockConfig;
use distmap_server::{Credentials, Embedded, ListenOptions};
use serde_json::json;

use crate::cli::Global;
use crate::error::{CommandError, Exit, Result};
use crate::output;

/// Serve S3, SNS, SQS, Step Functions and STS over AWS's protocols until Ctrl-C.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask serve
  export AWS_ENDPOINT_URL=http://127.0.0.1:4566   # as `serve` prints it
  aws stepfunctions list-state-machines")]
pub(crate) struct Serve {
    /// The port; 0 takes a free one
    #[arg(long, default_value_t = 4566, value_name = "PORT")]
    port: u16,
    /// The address to listen on; any but loopback is reachable from other machines
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_name = "ADDRESS")]
    host: IpAddr,
    /// The access key id that requests are signed with
    #[arg(long, env = "AWS_ACCESS_KEY_ID", default_value = "distmap", value_name = "ID")]
    access_key_id: String,
    /// The secret that requests are signed with
    #[arg(
        long,
        env = "AWS_SECRET_ACCESS_KEY",
        default_value = "distmap",
        hide_env_values = true,
        value_name = "SECRET"
    )]
    secret_access_key: String,
    /// The Region in ARNs
    #[arg(long, default_value = "us-east-1", value_name = "REGION")]
    region: String,
    /// The account in ARNs
    #[arg(long, default_value = "000000000000", value_name = "ID")]
    account: String,
    /// Answer requests without a valid signature too
    #[arg(long)]
    no_auth: bool,
    /// Answer tasks from this mock file of Step Functions Local, for executions of `ARN#TestCase`
    #[arg(long, env = "SFN_MOCK_CONFIG", value_name = "FILE")]
    mocks: Option<PathBuf>,
}

pub(crate) async fn run(args: &Serve, global: &Global) -> Result<()> {
    let mut builder = Engine::builder().region(args.region.as_str()).account(args.account.as_str());
    if let Some(file) = &args.mocks {
        builder = builder.mocks(mocks(file)?);
    }
    let embedded = Embedded::open(&global.state_dir, builder).await;
    let embedded = embedded.map_err(|error| CommandError::new(Exit::Service, error))?;
    let Some(endpoint) = embedded.endpoint().cloned() else {
        let dir = global.state_dir.display();
        let message = format!("another process serves {dir} at {}", embedded.endpoint_url());
        return Err(CommandError::new(Exit::Service, message));
    };
    if !args.host.is_loopback() {
        output::error_text(&format!(
            "warning: {} is reachable from other machines; whoever holds the credentials can run \
             state machines and read all buckets of this state directory",
            args.host
        ));
    }
    let credentials = (!args.no_auth).then(|| Credentials {
        access_key_id: args.access_key_id.clone(),
        secret_access_key: args.secret_access_key.clone(),
    });
    let options = ListenOptions { credentials, ..ListenOptions::default() };
    let address = SocketAddr::new(args.host, args.port);
    let server = endpoint.listen(address, options).await.map_err(|error| {
        let hint = "choose another with --port";
        CommandError::with_hint(Exit::Service, format!("port {}: {error}", args.port), hint)
    })?;
    announce(args, &server.url(), global);
    stopped().await?;
    server.stop().await;
    drop(endpoint);
    embedded.close().await;
    if !global.json {
        output::error_text("stopped; executions that were running go on at the next start");
    }
    Ok(())
}

fn mocks(file: &Path) -> Result<MockConfig> {
    let name = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| CommandError::new(Exit::Missing, format!("{name}: {error}")))?;
    MockConfig::parse(&text)
        .map_err(|error| CommandError::new(Exit::Input, format!("{name}: {error}")))
}

fn announce(args: &Serve, url: &str, global: &Global) {
    if global.json {
        return output::json(&json!({
            "endpointUrl": url, "accessKeyId": args.access_key_id, "region": args.region,
            "account": args.account,
        }));
    }
    output::line(&format!(
        "export AWS_ENDPOINT_URL={url} AWS_REGION={}\n\
         export AWS_ACCESS_KEY_ID={} AWS_SECRET_ACCESS_KEY={}",
        args.region, args.access_key_id, args.secret_access_key
    ));
}

/// Waits for Ctrl-C or SIGTERM.
async fn stopped() -> Result<()> {
    let no_signals = |error| CommandError::new(Exit::Service, error);
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate()).map_err(no_signals)?;
        tokio::select! {
            done = tokio::signal::ctrl_c() => done.map_err(no_signals),
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await.map_err(no_signals)
}
