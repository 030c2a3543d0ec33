//! What the engine runs in: the pinned CLI, the provider for tests, and a backend in a folder of its own.

use std::error::Error;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use distmap_provision::pulumi::{Cli, Operation, PulumiError};
use serde_json::Value;
use tempfile::TempDir;

/// A place to run the engine in.
pub struct Stand {
    /// The CLI there.
    pub cli: Cli,
    folder: TempDir,
}

impl Stand {
    /// Builds the stand. None, with one line that says so, where the tools are not there; CI must have them.
    pub fn new(endpoint: Option<&[(String, String)]>) -> Result<Option<Self>, Box<dyn Error>> {
        let root = root().ok_or("tools/pulumi is in the checkout")?;
        let (tools, python) = match (tools(&root), python()) {
            (Ok(tools), Ok(python)) => (tools, python),
            (Err(reason), _) | (_, Err(reason)) => {
                assert!(std::env::var_os("CI").is_none(), "{reason}");
                // Straight to standard error, which the test runner shows of tests that pass too.
                writeln!(std::io::stderr(), "skipped: {reason}")?;
                return Ok(None);
            }
        };
        let folder = tempfile::tempdir()?;
        for part in ["backend", "home", "plugins"] {
            std::fs::create_dir(folder.path().join(part))?;
        }
        let plugin = folder.path().join("plugins/pulumi-resource-aws");
        let provider = root.join("tools/pulumi/provider/pulumi-resource-aws");
        let mut file = std::fs::File::create(&plugin)?;
        writeln!(file, "#!/bin/sh\nexec '{python}' '{}' \"$@\"", provider.display())?;
        file.set_permissions(std::fs::Permissions::from_mode(0o755))?;
        drop(file);

        let mut path = vec![tools.clone(), folder.path().join("plugins")];
        path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        let text = |path: &Path| path.display().to_string();
        let mut environment = vec![
            ("PATH".to_owned(), std::env::join_paths(path)?.to_string_lossy().into_owned()),
            (
                "PULUMI_BACKEND_URL".to_owned(),
                format!("file://{}", text(&folder.path().join("backend"))),
            ),
            ("PULUMI_HOME".to_owned(), text(&folder.path().join("home"))),
            ("PULUMI_CONFIG_PASSPHRASE".to_owned(), String::new()),
            ("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION".to_owned(), "true".to_owned()),
            ("DISTMAP_TEST_STATE".to_owned(), text(folder.path())),
        ];
        environment.extend(endpoint.unwrap_or_default().iter().cloned());
        let cli = Cli {
            program: tools.join("pulumi"),
            environment,
            config_file: Some(folder.path().join("settings.yaml")),
            ..Cli::new(root.join("pulumi"), "test")
        };
        Ok(Some(Self { cli, folder }))
    }

    /// Makes the stack, which holds nothing yet.
    pub fn begin(&self) -> Result<(), PulumiError> {
        self.cli.check()?;
        self.cli.select(true)
    }

    /// Sets configuration keys.
    pub fn configure(&self, settings: &[(&str, &str)]) -> Result<(), PulumiError> {
        let settings: Vec<(String, String)> =
            settings.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        self.cli.configure(&settings)
    }

    /// Sets a configuration key as a secret.
    pub fn conceal(&self, key: &str, value: &str) -> Result<(), Box<dyn Error>> {
        let file = self.cli.config_file.as_ref().ok_or("the stand has a file of its own")?;
        let mut pulumi = Command::new(&self.cli.program);
        pulumi
            .args(["config", "set", "--secret", key, value, "--stack", &self.cli.stack])
            .arg("--config-file")
            .arg(file)
            .current_dir(&self.cli.folder)
            .envs(self.cli.environment.iter().map(|(key, value)| (key, value)));
        let said = pulumi.output()?;
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        Ok(())
    }

    /// All that Pulumi remembers of the stack.
    pub fn state(&self) -> Result<String, Box<dyn Error>> {
        let file = self.folder.path().join("backend/.pulumi/stacks/distmap/test.json");
        Ok(std::fs::read_to_string(file)?)
    }

    /// Runs the engine, and gives its lines.
    pub fn run(&self, operation: Operation) -> Result<Vec<String>, PulumiError> {
        let mut lines = Vec::new();
        self.cli.run(operation, &mut |line| lines.push(line.to_owned()))?;
        Ok(lines)
    }

    /// From now on the provider refuses to do anything to the resources of these names.
    pub fn refuse(&self, names: &[&str]) -> std::io::Result<()> {
        std::fs::write(self.folder.path().join("refuse"), names.join(" "))
    }

    /// As long as these names stand there, the provider does not end what it does with the resources.
    pub fn hold_up(&self, names: &[&str]) -> std::io::Result<()> {
        std::fs::write(self.folder.path().join("slow"), names.join(" "))
    }

    /// Has somebody else change a stack, from elsewhere; the file ends that when it is removed.
    pub fn lock(&self, stack: &str) -> std::io::Result<PathBuf> {
        let folder =
            self.folder.path().join("backend/.pulumi/locks/organization/distmap").join(stack);
        std::fs::create_dir_all(&folder)?;
        let file = folder.join("other.json");
        let lock = r#"{"pid": 1, "username": "other", "hostname": "elsewhere", "timestamp": "2026-01-01T00:00:00Z"}"#;
        std::fs::write(&file, lock)?;
        Ok(file)
    }

    /// How many resources the provider holds.
    pub fn held(&self) -> Result<usize, Box<dyn Error>> {
        Ok(self.resources()?.as_object().map_or(0, |held| held.len()))
    }

    /// What the provider was given for a resource.
    pub fn properties(&self, name: &str) -> Result<Value, Box<dyn Error>> {
        let held = self.resources()?;
        let mut held = held.as_object().into_iter().flatten();
        let found = held.find(|(urn, _)| urn.rsplit("::").next() == Some(name));
        Ok(found.ok_or("no such resource")?.1["properties"].clone())
    }

    fn resources(&self) -> Result<Value, Box<dyn Error>> {
        let held = std::fs::read_to_string(self.folder.path().join("resources.json"))?;
        Ok(serde_json::from_str(&held)?)
    }

    /// What the provider did, in order: operation and resource.
    pub fn log(&self) -> Result<Vec<(String, String)>, Box<dyn Error>> {
        let file = self.folder.path().join("log.jsonl");
        if !file.exists() {
            return Ok(Vec::new());
        }
        let mut log = Vec::new();
        for line in std::fs::read_to_string(file)?.lines() {
            let entry: Value = serde_json::from_str(line)?;
            let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
            log.push((text("operation"), text("name")));
        }
        Ok(log)
    }
}

/// Where in the log something was done.
pub fn position(log: &[(String, String)], operation: &str, name: &str) -> Option<usize> {
    log.iter().position(|(what, resource)| what == operation && resource == name)
}

/// The checkout.
pub fn root() -> Option<PathBuf> {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    above.find(|folder| folder.join("tools/pulumi").is_dir()).map(Path::to_owned)
}

/// The folder with the pinned CLI. Built by `tools/pulumi/build.sh`; only CI builds it from here.
fn tools(root: &Path) -> Result<PathBuf, String> {
    let script = root.join("tools/pulumi/build.sh");
    let mut build = Command::new(script);
    if std::env::var_os("CI").is_none() {
        build.arg("--built");
    }
    let output = build.stderr(Stdio::piped()).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

/// The Python that has Pulumi's protocol: the one named by `DISTMAP_PYTHON`, or the one on the path.
pub fn python() -> Result<String, String> {
    let python = std::env::var("DISTMAP_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has =
        Command::new(&python).args(["-c", "import pulumi, grpc"]).stderr(Stdio::null()).status();
    match has {
        Ok(status) if status.success() => Ok(python),
        _ => Err("no Python with pulumi (pip install -r tools/pulumi/requirements.txt)".to_owned()),
    }
}
