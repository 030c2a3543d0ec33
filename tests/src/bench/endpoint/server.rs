//! A server in a process of its own.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{Error, KEYS};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that was started here, killed when dropped.
pub(super) struct Server {
    process: Child,
    url: String,
    ready: Duration,
}

impl Server {
    /// `serve` on a state directory.
    pub(super) fn distmap(program: &Path, dir: &Path) -> Result<Self, Error> {
        let mut command = Command::new(program);
        command.args(["serve", "--port", "0", "--json", "--access-key-id", KEYS.0]);
        command.args(["--secret-access-key", KEYS.1, "--state-dir"]).arg(dir.join("state"));
        Self::announced(command)
    }

    /// `s3s-fs` on a folder, behind the same HTTP library.
    pub(super) fn s3s_fs(program: &Path, dir: &Path) -> Result<Self, Error> {
        let mut command = Command::new(program);
        command.args(["bench", "--s3s-fs"]).arg(dir);
        Self::announced(command)
    }

    /// A program that prints its address as a line of JSON.
    fn announced(mut command: Command) -> Result<Self, Error> {
        let began = Instant::now();
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut line = String::new();
        let stdout = process.stdout.take().ok_or("no output")?;
        // From here on the process is killed whatever happens.
        let mut server = Self { process, url: String::new(), ready: Duration::ZERO };
        BufReader::new(stdout).read_line(&mut line)?;
        let told: Value = serde_json::from_str(&line)?;
        server.url = told["endpointUrl"].as_str().ok_or("no URL")?.to_owned();
        answer(server.address())?;
        server.ready = began.elapsed();
        Ok(server)
    }

    /// A program that listens at a port which the command names.
    pub(super) fn at_port(make: impl FnOnce(u16) -> Command) -> Result<Self, Error> {
        let free = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        let port = free.local_addr()?.port();
        drop(free);
        let began = Instant::now();
        let process = make(port).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let url = format!("http://127.0.0.1:{port}");
        let mut server = Self { process, url, ready: Duration::ZERO };
        while answer(server.address()).is_err() {
            if server.process.try_wait()?.is_some() || began.elapsed() > PATIENCE {
                return Err("the server does not answer".into());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        server.ready = began.elapsed();
        Ok(server)
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// The time from the start of the process to its first answer.
    pub(super) fn ready(&self) -> Duration {
        self.ready
    }

    /// Its resident memory, in MiB; zero where the system does not tell.
    pub(super) fn resident_mib(&self) -> f64 {
        let status = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(status).unwrap_or_default();
        super::super::process::mib(&status, "VmRSS:")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Asks for anything, and reads the first byte of the answer.
fn answer(address: &str) -> Result<(), Error> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    Ok(stream.read_exact(&mut [0])?)
}
