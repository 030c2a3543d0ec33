//! The endpoint as clients meet it: how soon `serve` answers, what it holds while idle, S3 requests per
//! second beside `s3s-fs` alone, and AWS's sample through boto3 beside other emulators.

mod nested;
mod requests;
mod s3s_fs;
mod server;

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::Error;
use server::Server;

pub use nested::Nested;
pub use requests::Requests;
pub use s3s_fs::serve as serve_s3s_fs;

/// How often `serve` is started; the median counts.
const STARTS: usize = 9;
/// How long it is left alone before its memory is read.
const IDLE: Duration = Duration::from_secs(1);

/// The access key id and the secret of all requests.
const KEYS: (&str, &str) = ("bench", "bench-secret");

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Seconds from the start of `serve`, on an empty directory, to its first answer.
    pub ready: f64,
    /// Resident memory of `serve` that nobody asks, in MiB; zero where the system does not tell.
    pub idle_mib: f64,
    /// S3 requests, server by server.
    pub requests: Vec<Requests>,
    /// The sample through boto3, server by server.
    pub nested: Vec<Nested>,
    /// Why the sample was not run.
    pub skipped: Option<String>,
}

/// Measures the endpoint. `program` is that of the commands, which is started as `serve`; `progress` is
/// told what comes next.
///
/// # Errors
/// A server that does not start; requests that are not answered as they must be.
pub fn endpoint(program: &Path, progress: &dyn Fn(&str)) -> Result<Report, Error> {
    progress("starts of serve");
    let mut starts = Vec::new();
    let mut idle_mib = 0.0;
    for at in 0..STARTS {
        let dir = tempfile::tempdir()?;
        let server = Server::distmap(program, dir.path())?;
        starts.push(server.ready().as_secs_f64());
        if at == 0 {
            std::thread::sleep(IDLE);
            idle_mib = server.resident_mib();
        }
    }
    starts.sort_by(f64::total_cmp);

    let mut requests = Vec::new();
    for name in ["distmap", "s3s-fs"] {
        progress(&format!("S3 requests to {name}"));
        let dir = tempfile::tempdir()?;
        let server = match name {
            "distmap" => Server::distmap(program, dir.path())?,
            _ => Server::s3s_fs(program, dir.path())?,
        };
        requests.push(requests::measure(name, server.url())?);
    }

    let (nested, skipped) = match nested::programs() {
        Ok(programs) => (nested::measure(program, &programs, progress)?, None),
        Err(reason) => (Vec::new(), Some(reason)),
    };
    Ok(Report { ready: starts[STARTS / 2], idle_mib, requests, nested, skipped })
}

impl Report {
    /// As JSON, for machines.
    pub fn to_json(&self) -> Value {
        json!({
            "ready_seconds": self.ready,
            "idle_mebibytes": self.idle_mib,
            "s3": self.requests.iter().map(Requests::to_json).collect::<Value>(),
            "nested": self.nested.iter().map(Nested::to_json).collect::<Value>(),
            "skipped": self.skipped,
        })
    }

    /// As tables for people.
    pub fn table(&self) -> String {
        let mut text = format!(
            "serve: {:.0} ms from start to first answer, {:.1} MiB idle\n",
            self.ready * 1e3,
            self.idle_mib
        );
        text += &format!("{:<10} {:>10} {:>10}\n", "S3", "PUT/s", "GET/s");
        for row in &self.requests {
            text += &format!("{:<10} {:>10.0} {:>10.0}\n", row.server, row.put, row.get);
        }
        if let Some(reason) = &self.skipped {
            return text + &format!("the sample through boto3 was left out: {reason}\n");
        }
        text += &format!("{:<10} {:>9} {:>9} {:>9}\n", "sample", "objects", "seconds", "messages");
        for row in &self.nested {
            let seconds = row.seconds.map_or("-".to_owned(), |seconds| format!("{seconds:.2}"));
            text +=
                &format!("{:<10} {:>9} {seconds:>9} {:>9}", row.server, row.objects, row.messages);
            if !row.ran() {
                let error = row.error.as_deref().unwrap_or("no reason is told");
                let short: String = error.chars().take(100).collect();
                text += &format!("  {}: {short}", row.status);
            }
            text.push('\n');
        }
        text
    }
}
