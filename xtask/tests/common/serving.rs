//! A running `serve`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::Place;

/// A `serve` on a free port, killed when dropped.
pub struct Serving {
    process: Child,
    /// What clients take as the endpoint URL.
    pub url: String,
}

impl Serving {
    pub const ID: &str = "test-id";
    pub const SECRET: &str = "test-secret";

    /// Starts it on the place's state directory and waits until it answers.
    pub fn start(place: &Place, arguments: &[&str]) -> Self {
        let keys = ["--access-key-id", Self::ID, "--secret-access-key", Self::SECRET];
        let mut process = place
            .command(&[&["serve", "--port", "0", "--json"], &keys[..], arguments].concat())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let stdout = process.stdout.take().expect("its output");
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        let told: Value = serde_json::from_str(&line).expect("a line of JSON");
        let url = told["endpointUrl"].as_str().expect("a URL").to_owned();
        Self { process, url }
    }

    /// Host and port.
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// The environment that `serve` tells people to export.
    pub fn export(&self, command: &mut Command) {
        command
            .env("AWS_ENDPOINT_URL", &self.url)
            .env("AWS_ACCESS_KEY_ID", Self::ID)
            .env("AWS_SECRET_ACCESS_KEY", Self::SECRET)
            .env("AWS_REGION", "us-east-1")
            .env("AWS_DEFAULT_REGION", "us-east-1")
            .env("AWS_DISABLE_HOST_PREFIX_INJECTION", "true")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("AWS_CONFIG_FILE", "/dev/null")
            .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
            .env_remove("AWS_PROFILE")
            .env_remove("AWS_SESSION_TOKEN");
    }

    /// Asks it to stop, and gives its exit code.
    pub fn stop(mut self) -> i32 {
        let id = self.process.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().expect("kill");
        assert!(asked.success());
        self.process.wait().expect("its end").code().unwrap_or(-1)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
