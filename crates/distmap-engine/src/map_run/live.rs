//! Map Runs that are running: what can be seen of them and changed while they run.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use super::{Budget, MAX_CONCURRENCY};
use crate::engine::Engine;
use crate::error::{ApiError, StateError};
use crate::execution::Status;
use crate::journal::{
    Counts, MapRunCounters, MapRunRecord, MapRunSettings, MapRunStarted, Page, Paging, Record,
    Redrive,
};

/// A Map Run while it runs.
#[derive(Debug)]
pub struct LiveMapRun {
    started: Arc<MapRunStarted>,
    redrive: Option<Redrive>,
    state: Mutex<State>,
    /// `maxConcurrency` where every worker looks for it; never 0.
    pub(super) max_concurrency: AtomicU64,
    /// Something changed for which a worker may wait.
    pub(super) changed: Notify,
}

#[derive(Debug)]
struct State {
    settings: MapRunSettings,
    counters: MapRunCounters,
    /// Counts stand as they are: the Map Run is over.
    closed: bool,
}

impl LiveMapRun {
    /// A Map Run that begins, or goes on.
    pub(super) fn new(record: &MapRunRecord) -> Self {
        let settings = record.settings;
        Self {
            max_concurrency: AtomicU64::new(effective(settings.max_concurrency)),
            state: Mutex::new(State {
                settings,
                counters: MapRunCounters::default(),
                closed: false,
            }),
            started: record.started.clone(),
            redrive: record.redrive,
            changed: Notify::new(),
        }
    }

    /// How it was started.
    pub fn started(&self) -> &Arc<MapRunStarted> {
        &self.started
    }

    /// Where it stands. The sum of the counts of each status is the total, at any moment.
    pub fn counters(&self) -> MapRunCounters {
        self.lock().counters
    }

    /// Concurrency and tolerated failures as they are now.
    pub fn settings(&self) -> MapRunSettings {
        self.lock().settings
    }

    /// As the journal would describe it.
    pub fn record(&self) -> MapRunRecord {
        let state = self.lock();
        MapRunRecord {
            started: self.started.clone(),
            settings: state.settings,
            counters: state.counters,
            status: Status::Running,
            stopped: None,
            redrive: self.redrive,
        }
    }

    /// Changes concurrency and tolerated failures from now on.
    pub fn update(&self, settings: MapRunSettings) {
        self.lock().settings = settings;
        self.max_concurrency.store(effective(settings.max_concurrency), Ordering::Relaxed);
        self.changed.notify_waiters();
    }

    /// So many items were read.
    pub(super) fn items_read(&self, items: u64) {
        let mut state = self.lock();
        state.counters.items.pending += items;
        state.counters.items.total += items;
    }

    /// All items were read.
    pub(super) fn all_read(&self) {
        self.lock().counters.all_read = true;
    }

    /// A child with so many items starts.
    pub(super) fn child_starts(&self, items: u64) {
        let counters = &mut self.lock().counters;
        counters.items.pending -= items;
        counters.items.running += items;
        counters.executions.total += 1;
        counters.executions.running += 1;
        counters.transitions += 1;
    }

    /// Goes on counting after an attempt that ended with these counters.
    pub(super) fn restore(&self, before: &MapRunCounters, complete: bool) {
        let counters = &mut self.lock().counters;
        counters.transitions = before.transitions;
        counters.all_read |= complete;
    }

    /// A child with so many items ended before, and stands as it ended.
    pub(super) fn child_stands(&self, items: u64, status: Status, redrivable: bool) {
        let counters = &mut self.lock().counters;
        for (counts, n) in [(&mut counters.items, items), (&mut counters.executions, 1)] {
            counts.total += n;
            counts.results_written += n;
            *of(counts, status) += n;
            counts.not_redrivable += if redrivable { 0 } else { n };
        }
    }

    /// A child with so many items failed before, and is to run again.
    pub(super) fn child_awaits_redrive(&self, items: u64) {
        let counters = &mut self.lock().counters;
        for (counts, n) in [(&mut counters.items, items), (&mut counters.executions, 1)] {
            counts.total += n;
            counts.pending_redrive += n;
        }
    }

    /// A child that failed before runs again.
    pub(super) fn child_redriven(&self, items: u64) {
        let counters = &mut self.lock().counters;
        for (counts, n) in [(&mut counters.items, items), (&mut counters.executions, 1)] {
            counts.pending_redrive -= n;
            counts.running += n;
        }
        counters.transitions += 1;
    }

    /// A child that failed before was not reached by the redrive.
    pub(super) fn child_stays_failed(&self, items: u64, status: Status) {
        let counters = &mut self.lock().counters;
        for (counts, n) in [(&mut counters.items, items), (&mut counters.executions, 1)] {
            counts.pending_redrive -= n;
            counts.results_written += n;
            *of(counts, status) += n;
        }
    }

    /// Items that were read once more belong to a child of before.
    pub(super) fn items_known(&self, items: u64) {
        let counts = &mut self.lock().counters.items;
        counts.pending -= items;
        counts.total -= items;
    }

    /// A child will not start any more; its items stay pending.
    pub(super) fn child_stays(&self) {
        let counters = &mut self.lock().counters;
        counters.executions.total += 1;
        counters.executions.pending += 1;
    }

    /// A child with so many items ended. Says whether the Map Run still took notice, and whether
    /// it tolerates it.
    pub(super) fn child_ends(
        &self,
        items: u64,
        status: Status,
        transitions: u64,
    ) -> Result<bool, StateError> {
        let mut state = self.lock();
        if state.closed {
            return Ok(false);
        }
        let counters = &mut state.counters;
        counters.transitions += transitions;
        for (counts, n) in [(&mut counters.items, items), (&mut counters.executions, 1)] {
            counts.running -= n;
            counts.results_written += n;
            *of(counts, status) += n;
        }
        if matches!(status, Status::Failed | Status::TimedOut) {
            state.tolerates(state.counters.all_read)?;
        }
        Ok(true)
    }

    /// Judges the failures when all children have ended.
    pub(super) fn verdict(&self) -> Result<(), StateError> {
        self.lock().tolerates(true)
    }

    /// Ends the counting: what still runs counts as aborted.
    pub(super) fn close(&self) -> MapRunCounters {
        let mut state = self.lock();
        state.closed = true;
        let mut counters = state.counters;
        for counts in [&mut counters.items, &mut counters.executions] {
            counts.aborted += std::mem::take(&mut counts.running);
            // What a redrive did not reach stays as unsuccessful as it was.
            counts.aborted += std::mem::take(&mut counts.pending_redrive);
        }
        state.counters = counters;
        counters
    }

    /// The counts of a Map Run that is interrupted: what runs now will have to begin anew.
    pub(super) fn standing(&self) -> MapRunCounters {
        let mut state = self.lock();
        state.closed = true;
        let mut counters = state.counters;
        counters.items.pending += std::mem::take(&mut counters.items.running);
        counters.executions.total -= std::mem::take(&mut counters.executions.running);
        counters
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Whether the failures are within what is tolerated
    /// (<https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#maprun-fail-threshold>).
    /// A percentage means something where the total of items is final.
    /// A limit of 0 that stands beside another limit was not set.
    fn tolerates(&self, final_total: bool) -> Result<(), StateError> {
        let items = &self.counters.items;
        let failed = items.failed + items.timed_out;
        let (count, percentage) =
            (self.settings.tolerated_failure_count, self.settings.tolerated_failure_percentage);
        let counted = count > 0 || percentage <= 0.0;
        let over_count = counted && failed > count;
        // Items are far below 2^53, so a double tells them exactly.
        let over_percentage = percentage > 0.0
            && final_total
            && failed as f64 * 100.0 > percentage * items.total as f64;
        if over_count || over_percentage {
            return Err(StateError::new(
                "States.ExceedToleratedFailureThreshold",
                "The specified tolerated failure threshold was exceeded",
            ));
        }
        Ok(())
    }
}

fn effective(max_concurrency: u64) -> u64 {
    if max_concurrency == 0 { MAX_CONCURRENCY } else { max_concurrency.min(MAX_CONCURRENCY) }
}

fn of(counts: &mut Counts, status: Status) -> &mut u64 {
    match status {
        Status::Running => &mut counts.running,
        Status::Succeeded => &mut counts.succeeded,
        Status::Failed => &mut counts.failed,
        Status::TimedOut => &mut counts.timed_out,
        Status::Aborted => &mut counts.aborted,
        Status::PendingRedrive => &mut counts.pending_redrive,
    }
}

/// The Map Runs that are running in an engine, and the budget that they share.
#[derive(Debug)]
pub struct MapRuns {
    live: Mutex<HashMap<Arc<str>, Arc<LiveMapRun>>>,
    pub(super) budget: Budget,
    /// Histories of successful children of nested Map Runs that may still be kept.
    pub(super) nested_histories: AtomicU64,
}

impl MapRuns {
    /// None yet; at most `children` children wait at once (0 chooses by itself).
    pub fn new(children: usize, nested_histories: u64) -> Self {
        Self {
            live: Mutex::default(),
            budget: Budget::new(children),
            nested_histories: AtomicU64::new(nested_histories),
        }
    }

    /// The one with this ARN, if it is running.
    pub fn get(&self, arn: &str) -> Option<Arc<LiveMapRun>> {
        self.lock().get(arn).cloned()
    }

    /// All that are running.
    pub fn list(&self) -> Vec<Arc<LiveMapRun>> {
        self.lock().values().cloned().collect()
    }

    pub(super) fn enter(&self, run: Arc<LiveMapRun>) {
        self.lock().insert(run.started.arn.clone(), run);
    }

    pub(super) fn leave(&self, arn: &str) {
        self.lock().remove(arn);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Arc<str>, Arc<LiveMapRun>>> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine {
    /// The Map Runs that are running, for live views.
    pub fn map_runs(&self) -> &MapRuns {
        &self.shared.map_runs
    }

    /// A Map Run, running or ended: DescribeMapRun.
    ///
    /// # Errors
    /// `ResourceNotFound` where there is none; what the journal met.
    pub async fn describe_map_run(&self, arn: &str) -> Result<MapRunRecord, ApiError> {
        if let Some(live) = self.map_runs().get(arn) {
            return Ok(live.record());
        }
        self.journal().map_run(arn).await?.ok_or_else(|| not_found(arn))
    }

    /// The Map Runs of an execution, the latest first: ListMapRuns.
    ///
    /// # Errors
    /// What the journal met.
    pub async fn list_map_runs(
        &self,
        execution_arn: &str,
        paging: &Paging,
    ) -> Result<Page<MapRunRecord>, ApiError> {
        let mut page = self.journal().map_runs(execution_arn, paging).await?;
        for run in &mut page.items {
            if let Some(live) = self.map_runs().get(&run.started.arn) {
                *run = live.record();
            }
        }
        Ok(page)
    }

    /// Changes concurrency and tolerated failures of a running Map Run: UpdateMapRun.
    ///
    /// # Errors
    /// `ResourceNotFound` where no such Map Run is running.
    pub fn update_map_run(&self, arn: &str, settings: MapRunSettings) -> Result<(), ApiError> {
        let live = self.map_runs().get(arn).ok_or_else(|| not_found(arn))?;
        live.update(settings);
        let map_run_arn = live.started.arn.clone();
        self.journal().append(Record::MapRunUpdated { map_run_arn, settings });
        Ok(())
    }
}

fn not_found(arn: &str) -> ApiError {
    ApiError::new("ResourceNotFound", 400, format!("Resource not found: '{arn}'"))
}
