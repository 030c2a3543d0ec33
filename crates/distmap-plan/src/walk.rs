//! From a definition and a workload to counts and time: one walk over the states.

use std::collections::{HashMap, HashSet};

use distmap_asl::{
    Dynamic, ExecutionType, ItemReader, MapMode, MapState, Retrier, State, StateKind, StateMachine,
    TaskState, WaitState,
};

use crate::counts::Counts;
use crate::estimate::Bound;
use crate::path::path;
use crate::region::{between, everywhere};
use crate::workload::Workload;

/// One execution of a machine: what it does, and how long it takes, from best to practice, in seconds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    pub counts: Counts,
    pub best: f64,
    pub practice: f64,
    /// Whether Map Runs are started inside.
    pub starts_map_runs: bool,
    /// What takes longest inside one Map Run, where that is a limit of a Map Run's own.
    pub held: Option<Bound>,
}

impl Run {
    fn hold(&mut self, other: Option<Bound>) {
        let seconds = |bound: &Option<Bound>| bound.as_ref().map_or(0.0, |bound| bound.seconds);
        if seconds(&other) > seconds(&self.held) {
            self.held = other;
        }
    }

    fn wait(&mut self, seconds: f64) {
        self.best += seconds;
        self.practice += seconds;
    }
}

/// The walk. Runs are kept by machine and number of items: a map of a million batches is two computations.
pub(crate) struct Walk<'a> {
    workload: &'a Workload,
    known: HashMap<(*const StateMachine, Option<u64>), Run>,
    /// The buckets that result writers write to: who reads there reads what failed.
    written: HashSet<String>,
    /// Whether the workload's objects have been read: a later reader reads something else.
    input_read: bool,
}

impl<'a> Walk<'a> {
    pub fn new(workload: &'a Workload, definition: &StateMachine) -> Self {
        Self {
            workload,
            known: HashMap::new(),
            written: result_buckets(definition),
            input_read: false,
        }
    }

    /// One execution, `items` being the length of the batch in its input.
    pub fn machine(
        &mut self,
        machine: &StateMachine,
        kind: ExecutionType,
        items: Option<u64>,
    ) -> Run {
        let key = (std::ptr::from_ref(machine), items);
        if let Some(run) = self.known.get(&key) {
            return run.clone();
        }
        let mut run = Run::default();
        for state in path(machine) {
            self.state(&mut run, state, kind, items);
        }
        self.known.insert(key, run.clone());
        run
    }

    fn state(&mut self, run: &mut Run, state: &State, kind: ExecutionType, items: Option<u64>) {
        let mut entered = 1.0;
        match &state.kind {
            StateKind::Task(task) => {
                let attempts = self.attempts(&task.retry);
                entered = attempts;
                self.call(run, task, attempts);
            }
            StateKind::Wait(WaitState::Seconds(Dynamic::Literal(seconds))) => {
                run.wait(*seconds as f64)
            }
            StateKind::Parallel(parallel) => {
                let mut longest = (0.0_f64, 0.0_f64);
                for branch in &parallel.branches {
                    let branch = self.machine(branch, kind, items);
                    run.counts += &branch.counts;
                    run.starts_map_runs |= branch.starts_map_runs;
                    run.hold(branch.held);
                    longest = (longest.0.max(branch.best), longest.1.max(branch.practice));
                }
                run.best += longest.0;
                run.practice += longest.1;
            }
            StateKind::Map(map) => match map.mode {
                MapMode::Inline => self.inline_map(run, map, kind, items),
                MapMode::Distributed(child) => self.map_run(run, map, child, items),
            },
            _ => {}
        }
        if kind == ExecutionType::Standard {
            run.counts.state_transitions += entered;
        }
    }

    /// Expected attempts of a task: a share of them fails and is tried again, as often as its first retrier allows.
    fn attempts(&self, retry: &[Retrier]) -> f64 {
        let Some(retrier) = retry.first() else { return 1.0 };
        let most = retrier.max_attempts.unwrap_or(3);
        let share = self.workload.retried_share.clamp(0.0, 1.0);
        let mut attempts = 1.0;
        let mut failing = 1.0;
        // The sum of a geometric series; past a thousand attempts the rest is below any figure shown.
        for _ in 0..most.min(1_000) {
            failing *= share;
            attempts += failing;
        }
        attempts
    }

    fn call(&self, run: &mut Run, task: &TaskState, attempts: f64) {
        let workload = self.workload;
        let counts = &mut run.counts;
        let resource = task.resource.split('.').next().unwrap_or_default();
        let call = resource.splitn(6, ':').nth(5).unwrap_or(resource);
        let seconds = match call {
            "aws-sdk:s3:getObject" | "aws-sdk:s3:headObject" => {
                counts.s3_get += attempts;
                workload.get_seconds
            }
            "aws-sdk:s3:putObject" => {
                counts.s3_put += attempts;
                workload.put_seconds
            }
            "aws-sdk:s3:listObjectsV2" => {
                counts.s3_list += attempts;
                workload.list_seconds
            }
            "sns:publish" | "aws-sdk:sns:publish" => {
                let chunks =
                    (workload.object_bytes as f64 / everywhere("sns_chunk_bytes")).ceil().max(1.0);
                counts.sns_publishes += attempts * chunks;
                workload.publish_seconds
            }
            _ => {
                *counts.other_calls.entry(task.resource.clone()).or_default() += attempts;
                workload.task_seconds
            }
        };
        run.wait(seconds * attempts);
    }

    fn inline_map(
        &mut self,
        run: &mut Run,
        map: &MapState,
        kind: ExecutionType,
        items: Option<u64>,
    ) {
        let count = items.unwrap_or(self.workload.array_items);
        let iteration = self.machine(&map.processor, kind, None);
        run.counts += &iteration.counts.times(count as f64);
        run.starts_map_runs |= iteration.starts_map_runs && count > 0;
        let at_once = literal(&map.max_concurrency).filter(|n| *n > 0).unwrap_or(u64::MAX);
        let at_once = at_once.min(everywhere("inline_concurrency") as u64).max(1);
        let rounds = count.div_ceil(at_once) as f64;
        run.best += rounds * iteration.best;
        run.practice += rounds * iteration.practice;
    }

    fn map_run(&mut self, run: &mut Run, map: &MapState, kind: ExecutionType, items: Option<u64>) {
        let workload = self.workload;
        let (items, reading) = match &map.item_reader {
            Some(reader) => self.read(run, reader),
            None => (items.unwrap_or(workload.array_items), 0.0),
        };
        let batch = self.batch(map);
        let full = items / batch.unwrap_or(1);
        let rest = items % batch.unwrap_or(1);

        let mut inside = Run::default();
        let mut children = 0.0;
        for (number, size) in [(full, batch.unwrap_or(1)), (u64::from(rest > 0), rest)] {
            if number == 0 {
                continue;
            }
            let child = self.child(map, kind, batch.is_some().then_some(size));
            inside.counts += &child.counts.times(number as f64);
            inside.best = inside.best.max(child.best);
            inside.practice = inside.practice.max(child.practice);
            inside.starts_map_runs |= child.starts_map_runs;
            inside.hold(child.held);
            children += number as f64;
        }
        run.counts += &inside.counts;
        run.counts.map_runs += 1.0;
        run.counts.children += children;
        if map.result_writer.as_ref().is_some_and(|writer| writer.resource.is_some()) {
            // The manifest, the file of what succeeded, and the file of what failed where something did.
            run.counts.s3_put += if workload.failed_share > 0.0 { 3.0 } else { 2.0 };
        }
        self.run_children(run, map, kind, children, reading, &inside);
        run.starts_map_runs = true;
    }

    /// How long a Map Run takes: what reading the items, starting the children or running them so many at once takes,
    /// whichever is most, for the three go on side by side; then the last child; and the run's own beginning and end.
    fn run_children(
        &self,
        run: &mut Run,
        map: &MapState,
        kind: ExecutionType,
        children: f64,
        reading: f64,
        child: &Run,
    ) {
        let name = if kind == ExecutionType::Express { "EXPRESS" } else { "STANDARD" };
        let mut rate = between(&format!("/children_per_second/{name}"));
        let mut at_once = everywhere("map_run_concurrency");
        if let Some(limit) = literal(&map.max_concurrency).filter(|n| *n > 0) {
            at_once = at_once.min(limit as f64);
        }
        if child.starts_map_runs {
            let starts = everywhere("start_map_run_per_second");
            rate.best = rate.best.min(starts);
            rate.practice = rate.practice.min(starts);
            at_once = at_once.min(everywhere("open_map_runs"));
        }
        run.hold(child.held.clone());
        let bound = |quota, per_second: f64| {
            Some(Bound { quota, per_second, seconds: children / per_second })
        };
        // That Map Runs start Map Runs no faster is a quota of the account.
        if !child.starts_map_runs {
            run.hold(bound("children that a Map Run starts", rate.best));
        }
        run.hold(bound("children of a Map Run at once", at_once / child.best));
        let overhead = between("/map_run_overhead_seconds");
        let time = |rate: f64, seconds: f64| {
            reading.max(children / rate).max(children * seconds / at_once) + seconds
        };
        run.best += overhead.best + time(rate.best, child.best);
        run.practice += overhead.practice + time(rate.practice, child.practice);
    }

    /// One child: its start is a transition; an EXPRESS child is billed by request, memory and time besides.
    fn child(&mut self, map: &MapState, kind: ExecutionType, items: Option<u64>) -> Run {
        let mut child = self.machine(&map.processor, kind, items);
        if let (Some(seconds), false) = (self.workload.child_seconds, child.starts_map_runs) {
            child.best = seconds;
            child.practice = seconds;
        }
        child.counts.state_transitions += 1.0;
        if kind == ExecutionType::Express {
            let most = everywhere("express_maximum_seconds");
            let seconds = child.practice.min(most);
            let payload = items.unwrap_or(1) as f64 * self.workload.item_bytes as f64;
            let definition = map.processor.to_value().to_string().len() as f64;
            let memory = everywhere("express_memory_base_bytes")
                + definition
                + payload * nesting(&map.processor).len() as f64;
            let time_steps = steps(seconds, everywhere("express_duration_step_seconds"));
            child.counts.express_requests += 1.0;
            child.counts.express_steps +=
                time_steps * steps(memory, everywhere("express_memory_step_bytes"));
            // The unrounded form counts the base of 50 MB as 0.05 GB, as AWS's examples do.
            let gigabytes = 0.05 * memory / everywhere("express_memory_base_bytes");
            child.counts.express_gb_seconds += seconds * gigabytes;
        }
        child
    }

    /// How many items a reader gives, and the seconds that reading them takes.
    fn read(&mut self, run: &mut Run, reader: &ItemReader) -> (u64, f64) {
        let workload = self.workload;
        let bucket = reader.arguments.as_ref().and_then(|it| it.get("Bucket")?.as_str());
        let objects = if !self.input_read {
            workload.objects
        } else if bucket.is_some_and(|bucket| self.written.contains(bucket)) {
            (workload.objects as f64 * workload.failed_share).round() as u64
        } else {
            workload.array_items
        };
        let listed = reader.resource.ends_with(":s3:listObjectsV2");
        let flattened = reader.config.transformation.as_deref() == Some("LOAD_AND_FLATTEN");
        let limit = literal(&reader.config.max_items).filter(|n| *n > 0).unwrap_or(u64::MAX);
        let items = objects.min(limit);
        let mut seconds = 0.0;
        if listed {
            let pages = (if flattened { 1 } else { items })
                .div_ceil(everywhere("list_page_keys") as u64)
                .max(1) as f64;
            run.counts.s3_list += pages;
            seconds += pages * workload.list_seconds;
        }
        if !listed || flattened {
            run.counts.s3_get += 1.0;
            seconds += workload.get_seconds;
        }
        self.input_read = true;
        (items, seconds)
    }

    /// The items of a full batch; none where the map has no batcher.
    fn batch(&self, map: &MapState) -> Option<u64> {
        let batcher = map.item_batcher.as_ref()?;
        let by_count = literal(&batcher.max_items_per_batch).filter(|n| *n > 0);
        let by_size = literal(&batcher.max_input_bytes_per_batch).filter(|n| *n > 0);
        let by_size = by_size.map(|bytes| (bytes / self.workload.item_bytes.max(1)).max(1));
        [by_count, by_size].into_iter().flatten().min().or(Some(1))
    }
}

/// The value of a field that is written out. One that a run decides is not known here.
fn literal(value: &Option<Dynamic<u64>>) -> Option<u64> {
    match value {
        Some(Dynamic::Literal(number)) => Some(*number),
        _ => None,
    }
}

/// How many steps of `size` cover `amount`. A hair above a whole number, as binary fractions give, is that number.
fn steps(amount: f64, size: f64) -> f64 {
    (amount / size - 1e-9).ceil().max(1.0)
}

/// Every Map and Parallel state, at whatever depth.
fn nesting(machine: &StateMachine) -> Vec<&StateKind> {
    let mut open = vec![machine];
    let mut found = Vec::new();
    while let Some(machine) = open.pop() {
        for state in machine.states.values() {
            match &state.kind {
                StateKind::Map(map) => open.push(&map.processor),
                StateKind::Parallel(parallel) => open.extend(&parallel.branches),
                _ => continue,
            }
            found.push(&state.kind);
        }
    }
    found
}

fn result_buckets(machine: &StateMachine) -> HashSet<String> {
    let maps = nesting(machine).into_iter().filter_map(|kind| match kind {
        StateKind::Map(map) => map.result_writer.as_ref(),
        _ => None,
    });
    maps.filter_map(|writer| Some(writer.arguments.as_ref()?.get("Bucket")?.as_str()?.to_owned()))
        .collect()
}
