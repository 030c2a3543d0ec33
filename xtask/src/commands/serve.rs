//! `cargo xtask serve`: the AWS endpoint on the state directory.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use distmap_engine::Engine;
use distmap_engine::mocks::MockConfig;
use distmap_server::{Credentials, Embedded, EmbeddedError, ListenOptions};
use serde_json::json;

use crate::cli::Global;
use crate::error::{CommandError, Exit, Result};
use crate::interrupt::Interrupt;
use crate::output;

/// Serve S3, SNS, SQS, Step Functions, IAM, CloudWatch Logs and STS over AWS's protocols until Ctrl-C or SIGTERM.
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
    #[arg(
        long,
        env = "AWS_ACCESS_KEY_ID",
        default_value = "distmap",
        value_parser = NonEmptyStringValueParser::new(),
        value_name = "ID"
    )]
    access_key_id: String,
    /// The secret that requests are signed with
    #[arg(
        long,
        env = "AWS_SECRET_ACCESS_KEY",
        default_value = "distmap",
        hide_env_values = true,
        value_parser = NonEmptyStringValueParser::new(),
        value_name = "SECRET"
    )]
    secret_access_key: String,
    /// The Region in ARNs
    #[arg(
        long,
        default_value = "us-east-1",
        value_parser = NonEmptyStringValueParser::new(),
        value_name = "REGION"
    )]
    region: String,
    /// The account in ARNs
    #[arg(long, default_value = "000000000000", value_parser = account, value_name = "ID")]
    account: String,
    /// Answer requests without a valid signature too
    #[arg(long)]
    no_auth: bool,
    /// Answer tasks from this mock file of Step Functions Local, for executions of `ARN#TestCase`
    #[arg(long, env = "SFN_MOCK_CONFIG", value_name = "FILE")]
    mocks: Option<PathBuf>,
}

fn account(text: &str) -> std::result::Result<String, String> {
    let valid = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if valid { Ok(text.to_owned()) } else { Err("an account is 12 digits".to_owned()) }
}

pub(crate) async fn run(args: &Serve, global: &Global) -> Result<()> {
    let mut builder = Engine::builder().region(args.region.as_str()).account(args.account.as_str());
    if let Some(file) = &args.mocks {
        builder = builder.mocks(mocks(file)?);
    }
    let keys = Credentials {
        access_key_id: args.access_key_id.clone(),
        secret_access_key: args.secret_access_key.clone(),
    };
    let credentials = if args.no_auth { Vec::new() } else { vec![keys] };
    let options = ListenOptions { credentials, ..ListenOptions::default() };
    let address = SocketAddr::new(args.host, args.port);
    // From here on, so that a signal that comes early stops it cleanly too.
    let mut interrupt = Interrupt::listen()?;
    let embedded = Embedded::serve(&global.state_dir, builder, address, options).await;
    let embedded = embedded.map_err(refused)?;
    warn(args);
    announce(args, embedded.endpoint_url(), global);
    interrupt.wanted().await;
    let running = embedded.engine().map_or(0, |engine| engine.running().len());
    embedded.close().await;
    if !global.json {
        output::error_text(&match running {
            0 => "stopped; no execution was running".to_owned(),
            1 => "stopped; the execution that was running goes on at the next start".to_owned(),
            n => format!("stopped; the {n} executions that were running go on at the next start"),
        });
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

fn refused(error: EmbeddedError) -> CommandError {
    match error {
        EmbeddedError::Busy { .. } => {
            let hint = "name another directory with --state-dir, or speak to that process with \
                        --endpoint-url";
            CommandError::with_hint(Exit::Service, error, hint)
        }
        EmbeddedError::Listen { .. } => {
            CommandError::with_hint(Exit::Service, error, "choose another port with --port")
        }
        other => CommandError::new(Exit::Service, other),
    }
}

/// Says who can reach it, where that is more than the users of this machine that have the credentials.
fn warn(args: &Serve) {
    let from = if args.host.is_loopback() { "this machine" } else { "other machines" };
    let who = if args.no_auth { "whoever reaches it" } else { "whoever holds the credentials" };
    if !args.host.is_loopback() || args.no_auth {
        output::error_text(&format!(
            "warning: {} is reachable from {from}; {who} can run state machines and read all buckets \
             of this state directory",
            args.host
        ));
    }
}

fn announce(args: &Serve, url: &str, global: &Global) {
    // What the environment already has need not be shown, and may be a real account's secret.
    let known = |name: &str, value: &str| std::env::var(name).is_ok_and(|there| there == value);
    let keys = [
        ("AWS_ACCESS_KEY_ID", &args.access_key_id),
        ("AWS_SECRET_ACCESS_KEY", &args.secret_access_key),
    ];
    let shown = keys.into_iter().filter(|(name, value)| !known(name, value));
    if global.json {
        let mut told = json!({
            "endpointUrl": url, "accessKeyId": args.access_key_id, "region": args.region,
            "account": args.account,
        });
        if !known("AWS_SECRET_ACCESS_KEY", &args.secret_access_key) {
            told["secretAccessKey"] = json!(args.secret_access_key);
        }
        return output::json(&told);
    }
    // Two names of the Region, since SDKs differ; and no `sync-` before the host of StartSyncExecution.
    let mut lines = vec![
        format!("export AWS_ENDPOINT_URL={url} AWS_DISABLE_HOST_PREFIX_INJECTION=true"),
        format!("export AWS_REGION={0} AWS_DEFAULT_REGION={0}", args.region),
    ];
    let keys: Vec<String> = shown.map(|(name, value)| format!("{name}={value}")).collect();
    match keys.is_empty() {
        true => lines.push("# signed with the credentials of this environment".to_owned()),
        false => lines.push(format!("export {}", keys.join(" "))),
    }
    output::line(&lines.join("\n"));
}
