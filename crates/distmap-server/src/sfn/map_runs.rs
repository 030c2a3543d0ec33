//! Map Runs: list and describe.

use distmap_engine::journal::{Counts, MapRunRecord, Paging};

use super::executions::{redrive_count, redrive_date};
use super::{Api, arn, paging::List, time};
use crate::model::sfn::*;
use crate::protocol::ApiError;

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// `ResourceNotFound`.
pub fn not_found(arn: &str) -> ApiError {
    ApiError::new("ResourceNotFound", format!("Resource not found: '{arn}'"))
}

impl Api {
    pub(super) async fn list_map_runs(
        &self,
        request: ListMapRunsInput,
    ) -> Result<ListMapRunsOutput, ApiError> {
        let arn = request.execution_arn;
        let token = request.next_token.as_deref();
        arn::parse(&arn)?;
        let list = List::new("ListMapRuns", &arn, request.max_results, 100, token)?;
        let paging = Paging { token: list.from().map(str::to_owned), max: list.max() };
        let page = self.engine.list_map_runs(&arn, &paging).await?;
        if page.items.is_empty() {
            // Tells an execution without Map Runs from one that is not there.
            self.known(&arn).await?;
        }
        let map_runs = page.items.iter().map(|run| MapRunListItem {
            execution_arn: run.started.execution_arn.to_string(),
            map_run_arn: run.started.arn.to_string(),
            state_machine_arn: run.started.state_machine_arn.clone(),
            start_date: time(run.started.started),
            stop_date: run.stopped.map(time),
        });
        let next_token = page.next.map(|from| list.token(&from));
        Ok(ListMapRunsOutput { map_runs: map_runs.collect(), next_token })
    }

    pub(super) async fn describe_map_run(
        &self,
        request: DescribeMapRunInput,
    ) -> Result<DescribeMapRunOutput, ApiError> {
        let run = self.map_run(&request.map_run_arn).await?;
        let (items, executions) = (run.counters.items, run.counters.executions);
        Ok(DescribeMapRunOutput {
            map_run_arn: run.started.arn.to_string(),
            execution_arn: run.started.execution_arn.to_string(),
            status: run.status.as_str().to_owned(),
            start_date: time(run.started.started),
            stop_date: run.stopped.map(time),
            max_concurrency: number(run.settings.max_concurrency),
            tolerated_failure_percentage: run.settings.tolerated_failure_percentage,
            tolerated_failure_count: number(run.settings.tolerated_failure_count),
            item_counts: item_counts(&items),
            execution_counts: execution_counts(&executions),
            redrive_count: redrive_count(run.redrive),
            redrive_date: redrive_date(run.redrive),
        })
    }

    pub(super) async fn map_run(&self, arn: &str) -> Result<MapRunRecord, ApiError> {
        arn::expect(arn, "mapRun")?;
        Ok(self.engine.describe_map_run(arn).await?)
    }
}

fn item_counts(counts: &Counts) -> MapRunItemCounts {
    MapRunItemCounts {
        pending: number(counts.pending),
        running: number(counts.running),
        succeeded: number(counts.succeeded),
        failed: number(counts.failed),
        timed_out: number(counts.timed_out),
        aborted: number(counts.aborted),
        total: number(counts.total),
        results_written: number(counts.results_written),
        failures_not_redrivable: Some(number(counts.not_redrivable)),
        pending_redrive: Some(number(counts.pending_redrive)),
    }
}

fn execution_counts(counts: &Counts) -> MapRunExecutionCounts {
    MapRunExecutionCounts {
        pending: number(counts.pending),
        running: number(counts.running),
        succeeded: number(counts.succeeded),
        failed: number(counts.failed),
        timed_out: number(counts.timed_out),
        aborted: number(counts.aborted),
        total: number(counts.total),
        results_written: number(counts.results_written),
        failures_not_redrivable: Some(number(counts.not_redrivable)),
        pending_redrive: Some(number(counts.pending_redrive)),
    }
}
