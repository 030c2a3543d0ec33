//! The Wait state.

use std::time::Duration;

use super::number::plain;
use super::{Branch, ContextObject, Failure, Run, Step, Visit};
use crate::data::Data;
use crate::map_run::Resume;
use crate::plan::{Query, WaitPlan};
use crate::time::parse_iso8601;
use distmap_eval::Scope;
use serde_json::Value;

/// The longest that a state may wait: a year (<https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html>).
const MAX_SECONDS: u64 = 99_999_999;

impl Run {
    pub(crate) async fn wait(
        &self,
        visit: &Visit<'_>,
        wait: &WaitPlan,
        input: &Data,
        branch: &mut Branch,
    ) -> Result<Step, Failure> {
        let mut duration = self
            .waiting_time(visit, wait, input, branch)
            .map_err(|failure| self.uncaught(visit, failure, branch))?;
        if self.mode == Some(Resume::Restart) {
            // Of a state that an earlier process had entered, it has waited since then.
            let since = self.engine.clock().now().saturating_sub(visit.entered_at);
            let since = Duration::from_millis(u64::try_from(since).unwrap_or(0));
            if matches!(wait, WaitPlan::Seconds(_) | WaitPlan::SecondsQuery(_)) {
                duration = duration.saturating_sub(since);
            }
        }
        if !duration.is_zero() {
            self.settle().await;
            self.engine.clock().sleep(duration).await;
            branch.now = None;
        }
        let context = ContextObject::new(self, visit, branch);
        let finished = self
            .effective_input(visit, input, &context, branch)
            .and_then(|effective| self.finish(visit, input, effective, &context, branch));
        self.end(visit, finished, branch)
    }

    fn waiting_time(
        &self,
        visit: &Visit<'_>,
        wait: &WaitPlan,
        input: &Data,
        branch: &Branch,
    ) -> Result<Duration, Failure> {
        let context = ContextObject::new(self, visit, branch);
        let effective = self.effective_input(visit, input, &context, branch)?;
        let scope = effective.scope(input, &context, &branch.variables);
        match wait {
            WaitPlan::Seconds(seconds) => Ok(Duration::from_secs(*seconds)),
            WaitPlan::Until(instant) => Ok(self.until(*instant)),
            WaitPlan::SecondsQuery(query) => {
                let value = referenced(visit, query, "SecondsPath", &scope)?;
                match value.as_u64().filter(|seconds| *seconds <= MAX_SECONDS) {
                    Some(seconds) => Ok(Duration::from_secs(seconds)),
                    None if visit.state.jsonata && !value.is_number() => {
                        Err(visit.unexpected_type("Seconds", query.text(), "number", &value))
                    }
                    None if visit.state.jsonata => Err(visit.query_error(
                        Some("Seconds"),
                        &format!("The Seconds field must be an integer between 0 and {MAX_SECONDS} but was: {value}"),
                    )),
                    None if value.as_i64().is_some_and(|seconds| seconds < 0) => {
                        Err(visit.runtime(&format!(
                            "The SecondsPath parameter references a negative value: {} == {value}",
                            query.text()
                        )))
                    }
                    None if value.as_u64().is_some() => Err(visit.runtime(&format!(
                        "The SecondsPath parameter must be between 0 and {MAX_SECONDS}: {} == {value}",
                        query.text()
                    ))),
                    None => Err(visit.runtime(&format!(
                        "The SecondsPath parameter cannot be parsed as a long value: {} == {}",
                        query.text(),
                        plain(&value)
                    ))),
                }
            }
            WaitPlan::UntilQuery(query) => {
                let value = referenced(visit, query, "TimestampPath", &scope)?;
                match value.as_str().and_then(parse_iso8601) {
                    Some(instant) => Ok(self.until(instant)),
                    None if visit.state.jsonata && !value.is_string() => {
                        Err(visit.unexpected_type("Timestamp", query.text(), "string", &value))
                    }
                    None if visit.state.jsonata => Err(visit.query_error(
                        Some("Timestamp"),
                        &format!(
                            "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {}",
                            plain(&value)
                        ),
                    )),
                    None => Err(visit.runtime(&format!(
                        "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: {} == {}",
                        query.text(),
                        plain(&value)
                    ))),
                }
            }
        }
    }

    fn until(&self, instant: i64) -> Duration {
        let left = instant.saturating_sub(self.engine.clock().now());
        Duration::from_millis(u64::try_from(left).unwrap_or(0))
    }
}

/// What a field reads; a path that finds nothing has words of its own here.
fn referenced(
    visit: &Visit<'_>,
    query: &Query,
    field: &str,
    scope: &Scope<'_>,
) -> Result<Value, Failure> {
    query.eval(scope).map_err(|error| match query {
        Query::Path(path) if path.as_path().is_some() => visit.runtime(&format!(
            "The {field} parameter does not reference an input value: {}",
            path.text()
        )),
        _ => visit.failure(error),
    })
}
