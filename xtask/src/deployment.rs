//! What `deploy` made, kept in the state directory so that the later commands find it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{CommandError, Exit, Result};

/// The form of the file; a later one is refused instead of misread.
const VERSION: u32 = 1;

/// The outputs of a deployment.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Deployment {
    version: u32,
    /// The stack's name.
    pub(crate) stack: String,
    /// `nested`, `flat` or `sample`; `own` of a definition from a file.
    pub(crate) variant: String,
    pub(crate) input_bucket: String,
    pub(crate) results_bucket: String,
    pub(crate) topic_arn: String,
    pub(crate) state_machine_arn: String,
    /// The user's own folder, where that is the input bucket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) bucket_dir: Option<PathBuf>,
}

impl Deployment {
    pub(crate) fn new(
        stack: String,
        variant: String,
        input_bucket: String,
        results_bucket: String,
        topic_arn: String,
        state_machine_arn: String,
    ) -> Self {
        Self {
            version: VERSION,
            stack,
            variant,
            input_bucket,
            results_bucket,
            topic_arn,
            state_machine_arn,
            bucket_dir: None,
        }
    }

    /// The Region that it is in.
    pub(crate) fn region(&self) -> Option<&str> {
        self.state_machine_arn.split(':').nth(3)
    }

    /// With a folder of the user's as the input bucket.
    pub(crate) fn with_bucket_dir(self, bucket_dir: Option<PathBuf>) -> Self {
        Self { bucket_dir, ..self }
    }

    /// Reads what the last `deploy` to this target wrote; `None` if nothing was deployed.
    pub(crate) fn read(state_dir: &Path, target: &str) -> Result<Option<Self>> {
        let path = path(state_dir, target);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(CommandError::file(&path, error)),
        };
        let deployment: Self = serde_json::from_str(&text).map_err(|error| {
            let hint = "run `cargo xtask deploy` again: it writes the file anew";
            CommandError::with_hint(Exit::Input, format!("{}: {error}", path.display()), hint)
        })?;
        if deployment.version > VERSION {
            let message = format!("{} was written by a later version of distmap", path.display());
            return Err(CommandError::new(Exit::Input, message));
        }
        Ok(Some(deployment))
    }

    /// Writes it, all or nothing.
    pub(crate) fn write(&self, state_dir: &Path, target: &str) -> Result<()> {
        let path = path(state_dir, target);
        let draft = path.with_extension("json.new");
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| CommandError::new(Exit::Failed, error))?;
        std::fs::create_dir_all(state_dir).map_err(|error| CommandError::file(state_dir, error))?;
        std::fs::write(&draft, text + "\n").map_err(|error| CommandError::file(&draft, error))?;
        std::fs::rename(&draft, &path).map_err(|error| CommandError::file(&path, error))
    }

    /// Forgets it; that there is none is no error.
    pub(crate) fn remove(state_dir: &Path, target: &str) -> Result<()> {
        let path = path(state_dir, target);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(CommandError::file(&path, error))
            }
            _ => Ok(()),
        }
    }
}

fn path(state_dir: &Path, target: &str) -> PathBuf {
    state_dir.join(format!("deployment-{target}.json"))
}
