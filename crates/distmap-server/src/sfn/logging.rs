//! `loggingConfiguration`: what AWS refuses of it, and its defaults.
//!
//! The engine keeps histories itself and writes no logs; the configuration is kept and told.
//! <https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html>

use super::Api;
use crate::model::sfn::LoggingConfiguration;
use crate::protocol::ApiError;

/// Who knows which log groups there are.
///
/// Unless somebody says otherwise, every log group that is named is there: what is logged stays in histories here, and a
/// definition that was written for a log group elsewhere shall run. Who wants what AWS does has those count that were made
/// through CreateLogGroup:
///
/// ```
/// use distmap_engine::Engine;
/// use distmap_server::Endpoint;
/// use distmap_store::Store;
///
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
/// let endpoint = Endpoint::open(Store::memory().unwrap(), Engine::builder()).await.unwrap();
/// let groups = endpoint.log_groups();
/// assert!(!groups.has("arn:aws:logs:us-east-1:000000000000:log-group:never-made"));
/// endpoint.step_functions().set_log_groups(groups);
/// # });
/// ```
pub trait LogGroups: Send + Sync {
    /// Whether there is a log group with this ARN, which has no `:*` at its end.
    fn has(&self, log_group_arn: &str) -> bool;
}

fn refused(why: &str) -> ApiError {
    ApiError::new("InvalidLoggingConfiguration", format!("Invalid Logging Configuration: {why}"))
}

impl Api {
    /// The configuration with AWS's defaults filled in.
    pub(super) fn logging(
        &self,
        given: Option<LoggingConfiguration>,
    ) -> Result<LoggingConfiguration, ApiError> {
        let given = given.unwrap_or_default();
        let level = given.level.unwrap_or_else(|| "OFF".to_owned());
        let groups = given.destinations.as_deref().unwrap_or_default();
        if groups.len() > 1 || (groups.is_empty() && level != "OFF") {
            return Err(refused("Must specify exactly one Log Destination."));
        }
        for destination in groups {
            let group = destination.cloud_watch_logs_log_group.as_ref();
            self.log_group(group.and_then(|group| group.log_group_arn.as_deref()))?;
        }
        Ok(LoggingConfiguration {
            level: Some(level),
            include_execution_data: Some(given.include_execution_data.unwrap_or(false)),
            destinations: given.destinations,
        })
    }

    fn log_group(&self, arn: Option<&str>) -> Result<(), ApiError> {
        let not_found = || refused("Log Destination not found.");
        let arn = arn.unwrap_or_default();
        if !(arn.starts_with("arn:") && arn.contains(":log-group:")) {
            return Err(not_found());
        }
        let group = arn
            .strip_suffix(":*")
            .ok_or_else(|| refused("Log Group ARN must be provided with '*' qualifier."))?;
        if self.log_groups.get().is_none_or(|groups| groups.has(group)) {
            Ok(())
        } else {
            Err(not_found())
        }
    }
}
