//! AWS's sample through boto3: on this endpoint as it is, on other emulators as far as they can.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use distmap_asl::workflow::{Settings, Variant};
use serde_json::{Value, json};

use super::server::Server;
use super::{Error, KEYS};

/// Which server, on how many objects.
const CASES: [(&str, u64); 7] = [
    ("distmap", 100),
    ("distmap", 1_000),
    ("distmap", 10_000),
    ("moto", 100),
    ("moto", 1_000),
    ("ministack", 100),
    ("ministack", 1_000),
];
/// Seconds after which an execution is given up.
const PATIENCE: u64 = 900;

/// What came of one execution.
#[derive(Clone, Debug, PartialEq)]
pub struct Nested {
    /// Which server.
    pub server: &'static str,
    /// How many objects lay in the bucket.
    pub objects: u64,
    /// The execution's status; `REFUSED` where it did not come to one.
    pub status: String,
    /// Seconds from StartExecution to the DescribeExecution that saw the end.
    pub seconds: Option<f64>,
    /// Messages in a queue that subscribes to the topic.
    pub messages: u64,
    /// What went wrong, in the server's words.
    pub error: Option<String>,
}

impl Nested {
    /// Whether everything was done.
    pub fn ran(&self) -> bool {
        self.status == "SUCCEEDED" && self.messages == self.objects
    }

    /// As JSON, for machines.
    pub fn to_json(&self) -> Value {
        json!({
            "server": self.server,
            "objects": self.objects,
            "status": self.status,
            "seconds": self.seconds,
            "messages": self.messages,
            "error": self.error,
        })
    }
}

fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tools/bench")
}

/// The folder of programs with Python, boto3 and the emulators; or why there is none.
pub(super) fn programs() -> Result<PathBuf, String> {
    let built = Command::new(tools().join("build.sh")).stdin(Stdio::null()).output();
    let built = built.map_err(|error| format!("tools/bench/build.sh: {error}"))?;
    if built.status.success() {
        return Ok(PathBuf::from(String::from_utf8_lossy(&built.stdout).trim()));
    }
    let said = String::from_utf8_lossy(&built.stderr).trim().to_owned();
    Err(said.lines().last().unwrap_or("tools/bench/build.sh failed").to_owned())
}

/// Runs every case on a server of its own.
pub(super) fn measure(
    program: &Path,
    programs: &Path,
    progress: &dyn Fn(&str),
) -> Result<Vec<Nested>, Error> {
    let dir = tempfile::tempdir()?;
    let definition = dir.path().join("definition.json");
    let settings =
        Settings::new("bench-input", "arn:aws:sns:us-east-1:000000000000:bench", "bench-results")?;
    let text = Variant::Sample.definition(&settings).to_value().to_string();
    std::fs::write(&definition, text)?;
    let mut rows = Vec::new();
    for (server, objects) in CASES {
        progress(&format!("the sample on {server}, {objects} objects"));
        rows.push(run(program, programs, &definition, (server, objects))?);
    }
    Ok(rows)
}

fn run(
    program: &Path,
    programs: &Path,
    definition: &Path,
    (server, objects): (&'static str, u64),
) -> Result<Nested, Error> {
    let dir = tempfile::tempdir()?;
    let peer = |name: &str| {
        let mut command = Command::new(programs.join(name));
        command.current_dir(dir.path());
        command
    };
    let running = match server {
        "distmap" => Server::distmap(program, dir.path()),
        "moto" => Server::at_port(|port| {
            let mut command = peer("moto_server");
            command.args(["-H", "127.0.0.1", "-p"]).arg(port.to_string());
            command
        }),
        _ => Server::at_port(|port| {
            let mut command = peer("ministack");
            command.env("GATEWAY_PORT", port.to_string());
            command
        }),
    };
    let mut row = Nested {
        server,
        objects,
        status: "REFUSED".to_owned(),
        seconds: None,
        messages: 0,
        error: None,
    };
    let running = match running {
        Ok(running) => running,
        // A fact about the peer; of ours it is a failure.
        Err(error) if server != "distmap" => {
            row.error = Some(error.to_string());
            return Ok(row);
        }
        Err(error) => return Err(error),
    };
    let done = Command::new(programs.join("python"))
        .arg(tools().join("nested.py"))
        .args([server])
        .arg(definition)
        .args([objects.to_string(), PATIENCE.to_string()])
        .env("AWS_ENDPOINT_URL", running.url())
        .env("AWS_ACCESS_KEY_ID", KEYS.0)
        .env("AWS_SECRET_ACCESS_KEY", KEYS.1)
        .env("AWS_DEFAULT_REGION", "us-east-1")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .env_remove("AWS_PROFILE")
        .env_remove("AWS_SESSION_TOKEN")
        .output()?;
    let Ok(told) = serde_json::from_slice::<Value>(&done.stdout) else {
        let said = String::from_utf8_lossy(&done.stderr);
        row.error = said.lines().last().map(str::to_owned);
        return Ok(row);
    };
    row.status = told["status"].as_str().unwrap_or("REFUSED").to_owned();
    row.seconds = told["seconds"].as_f64();
    row.messages = told["messages"].as_u64().unwrap_or(0);
    row.error = told["error"].as_str().map(str::to_owned);
    if server == "distmap" && !row.ran() {
        return Err(format!("the sample did not run here: {row:?}").into());
    }
    Ok(row)
}
