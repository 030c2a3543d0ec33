//! One Map Run: what its workers share, from its beginning to its end.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use distmap_asl::ExecutionType;
use serde_json::Value;

use super::again::{Again, Earlier, Names, unreadable};
use super::batch::Batcher;
use super::drive::{Children, drive};
use super::feed::{Feed, Job, Next, split};
use super::results::Results;
use super::{
    Budget, Child, ChildOutcome, ItemSource, LiveMapRun, MapRunResult, MapRunSpec, Resume,
};
use crate::data::{Data, MAX_PAYLOAD};
use crate::engine::Engine;
use crate::error::StateError;
use crate::execution::Status;
use crate::journal::{ChildFinished, MapRunCounters, MapRunRecord, MapRunStarted, Record, Redrive};
use crate::plan::PlanRef;
use crate::reader::Reader;
use crate::writer::Entry;

/// How many children end between two records of where the Map Run stands.
const PROGRESS_EVERY: u64 = 1_000;

/// What the workers of a Map Run share.
pub(super) struct Run {
    engine: Engine,
    pub(super) children: Arc<dyn Children>,
    pub(super) live: Arc<LiveMapRun>,
    feed: tokio::sync::Mutex<Feed>,
    /// Reads the pages of the feed; taken before the feed, never while it is held.
    reader: tokio::sync::Mutex<Option<Reader>>,
    results: Results,
    /// How it goes on, where it was there before.
    resume: Option<Resume>,
    /// Children that ended in an earlier process, by index.
    known: HashMap<u64, ChildFinished>,
    /// The indexes of all children of before a redrive: the data set's other items make new children.
    recorded: HashSet<u64>,
    /// Whether children of before the redrive are still to be run again.
    redriving: AtomicBool,
    again: tokio::sync::Mutex<Option<Again>>,
    /// Units of the shared budget that a waiting child takes.
    pub(super) weight: u32,
    /// Whether the Map Run goes on after the process ended: that of an execution which the journal
    /// knows, no child's.
    durable: bool,
    identity: Identity,

    exhausted: AtomicBool,
    stopped: AtomicBool,
    failure: Mutex<Option<StateError>>,
    /// Children that run now.
    running: AtomicU64,
    /// Children that ended.
    ended: AtomicU64,
    /// Workers that wait for a change.
    listeners: AtomicU64,
    /// Children that wait, for recording them should they be aborted.
    open: Mutex<HashMap<u64, Arc<InHand>>>,
}

/// What is the same for all children.
struct Identity {
    map_run_arn: Arc<str>,
    machine: Arc<str>,
    state_machine_arn: Arc<str>,
    /// A child's ARN up to its name.
    arn_prefix: String,
    processor: PlanRef,
    child_type: ExecutionType,
    role_arn: Arc<str>,
    names: Names,
}

/// A child that was started.
pub(super) struct InHand {
    index: u64,
    items: u64,
    name: Arc<str>,
    arn: Arc<str>,
    input: Data,
    started: crate::ports::Millis,
    /// Whether an earlier attempt had run it.
    again: bool,
    /// Its own latest redrive.
    redrive: Option<Redrive>,
}

/// Runs a Map Run to its end.
pub(super) async fn run(spec: MapRunSpec) -> MapRunResult {
    let engine = spec.engine.clone();
    let before = match begin(&spec).await {
        Ok(before) => before,
        Err(error) => {
            return MapRunResult { status: Status::Failed, result: Err(error), transitions: 0 };
        }
    };
    let live = Arc::new(LiveMapRun::new(&before));
    let billed = match spec.resume {
        Some(Resume::Redrive(_)) => before.counters.transitions,
        _ => 0,
    };
    engine.map_runs().enter(live.clone());
    let mut guard = Guard { engine, live: live.clone(), run: None, status: Status::Aborted };
    let result = match Run::new(spec, live.clone(), &before).await {
        Ok(run) => {
            let run = Arc::new(run);
            guard.run = Some(run.clone());
            run.complete().await
        }
        Err(error) => (Status::Failed, Err(error)),
    };
    guard.status = result.0;
    drop(guard);
    let transitions = live.counters().transitions - billed;
    MapRunResult { status: result.0, result: result.1, transitions }
}

/// Tells the journal that the Map Run begins or goes on. Gives what is known of it.
async fn begin(spec: &MapRunSpec) -> Result<MapRunRecord, StateError> {
    let journal = spec.engine.journal();
    if let Some(resume) = spec.resume {
        let redrive = match resume {
            Resume::Redrive(redrive) => Some(redrive),
            Resume::Restart => None,
        };
        journal.append(Record::MapRunResumed { map_run_arn: spec.arn.clone(), redrive });
        let known = journal.map_run(&spec.arn).await.map_err(unreadable)?;
        let gone = || StateError::runtime(format!("there is no Map Run '{}'", spec.arn));
        return known.ok_or_else(gone);
    }
    let started = Arc::new(MapRunStarted {
        arn: spec.arn.clone(),
        execution_arn: spec.execution_arn.clone(),
        state_machine_arn: state_machine_arn(&spec.engine, &spec.child_machine),
        child_type: spec.child_type,
        started: spec.engine.clock().now(),
        settings: spec.settings,
    });
    journal.append(Record::MapRunStarted(started.clone()));
    Ok(MapRunRecord {
        started,
        settings: spec.settings,
        counters: MapRunCounters::default(),
        status: Status::Running,
        stopped: None,
        redrive: None,
    })
}

/// Records a Map Run's end, also when its future is dropped.
struct Guard {
    engine: Engine,
    live: Arc<LiveMapRun>,
    run: Option<Arc<Run>>,
    status: Status,
}

impl Drop for Guard {
    fn drop(&mut self) {
        let map_run_arn = self.live.started().arn.clone();
        if self.status == Status::Aborted && self.engine.is_suspended() {
            let counters = self.live.standing();
            self.engine.map_runs().leave(&map_run_arn);
            self.engine.journal().append(Record::MapRunProgress { map_run_arn, counters });
            return;
        }
        if let Some(run) = &self.run {
            run.stop();
            let now = self.engine.clock().now();
            let open: Vec<Arc<InHand>> = run.open().drain().map(|(_, hand)| hand).collect();
            for hand in open {
                run.record(&hand, &aborted(&hand, now));
            }
        }
        let counters = self.live.close();
        self.engine.map_runs().leave(&map_run_arn);
        self.engine.journal().append(Record::MapRunFinished {
            map_run_arn,
            status: self.status,
            stopped: self.engine.clock().now(),
            counters,
        });
    }
}

impl Run {
    async fn new(
        spec: MapRunSpec,
        live: Arc<LiveMapRun>,
        before: &MapRunRecord,
    ) -> Result<Self, StateError> {
        let engine = spec.engine;
        let objects = engine.shared.objects.as_ref();
        let results = Results::new(
            spec.writer.as_ref(),
            objects,
            &spec.arn,
            spec.state_name,
            spec.read_result,
        )?;
        let earlier = spec.resume.map(|resume| Earlier::new(before, resume));
        // A redrive that knows every child reads no data set again.
        let complete = earlier.as_ref().is_some_and(|earlier| earlier.complete);
        let source = if complete { ItemSource::Items(Vec::new()) } else { spec.source };
        let (items, reader) = split(source);
        live.items_read(items.len() as u64);
        let reader = match reader {
            Some(spec) => {
                let objects = objects.ok_or_else(|| {
                    StateError::new("States.ItemReaderFailed", "the engine has no buckets")
                })?;
                Some(Reader::open(objects.clone(), &spec).await?)
            }
            None => {
                live.all_read();
                None
            }
        };
        let batch = spec.batcher.as_ref().map_or(1, |b| b.max_items.unwrap_or(1_000));
        let weight = engine.map_runs().budget.weight(batch);
        let kind = match spec.child_type {
            ExecutionType::Standard => "execution",
            ExecutionType::Express => "express",
        };
        let identity = Identity {
            state_machine_arn: live.started().state_machine_arn.as_str().into(),
            arn_prefix: format!(
                "arn:aws:states:{}:{}:{kind}:{}:",
                engine.region(),
                engine.account(),
                spec.child_machine
            ),
            names: Names::of(&spec.arn),
            map_run_arn: spec.arn,
            machine: spec.child_machine,
            processor: spec.processor,
            child_type: spec.child_type,
            role_arn: spec.role_arn,
        };
        let mut run = Self {
            children: spec.children,
            resume: spec.resume,
            feed: Feed::new(items, reader.is_some(), spec.selector, spec.batcher.map(Batcher::new))
                .into(),
            reader: reader.into(),
            results,
            known: HashMap::new(),
            recorded: HashSet::new(),
            redriving: AtomicBool::new(false),
            again: tokio::sync::Mutex::default(),
            weight,
            // Names of state machines have no slash; a child's ARN has one, before the label.
            durable: !spec.execution_arn.contains('/'),
            identity,
            exhausted: AtomicBool::new(false),
            stopped: AtomicBool::new(false),
            failure: Mutex::default(),
            running: AtomicU64::new(0),
            ended: AtomicU64::new(0),
            listeners: AtomicU64::new(0),
            open: Mutex::default(),
            engine,
            live,
        };
        if let Some(earlier) = earlier {
            run.results.clear().await?;
            run.recall(earlier, before).await?;
        }
        Ok(run)
    }

    /// Takes in the children that the journal knows of an earlier attempt.
    async fn recall(&mut self, earlier: Earlier, before: &MapRunRecord) -> Result<(), StateError> {
        let mut pages = earlier.children();
        if earlier.redrive.is_none() {
            while let Some(page) = pages.next(&self.engine).await? {
                let ended = page.into_iter().filter(|child| child.status != Status::Aborted);
                self.known.extend(ended.map(|child| (child.index, child)));
            }
            return Ok(());
        }
        self.live.restore(&before.counters, earlier.complete);
        let mut count = 0;
        while let Some(page) = pages.next(&self.engine).await? {
            for child in page {
                self.recorded.insert(child.index);
                if earlier.runs_again(&child) {
                    count += 1;
                    self.live.child_awaits_redrive(child.items);
                } else {
                    let redrivable = !earlier.is_settled(&child);
                    self.live.child_stands(child.items, child.status, redrivable);
                    self.write_recorded(child).await;
                }
            }
        }
        self.redriving = AtomicBool::new(count > 0);
        self.again = tokio::sync::Mutex::new(Some(Again::new(earlier, count)));
        Ok(())
    }

    async fn complete(self: Arc<Self>) -> (Status, Result<Value, StateError>) {
        drive(&self).await;
        self.abort_open().await;
        self.leave_again().await;
        let failure = self.failure().take().or_else(|| self.live.verdict().err());
        if failure.is_some() {
            self.leave_rest().await;
        }
        let written = self.results.finish().await;
        match (failure, written) {
            (Some(failure), _) => (Status::Failed, Err(failure)),
            (None, Err(error)) if error.name() == "States.ResultWriterFailed" => {
                (Status::Failed, Err(error))
            }
            (None, result) => (Status::Succeeded, result),
        }
    }

    /// Has the messages written that children published.
    pub(super) async fn flush(&self) {
        if let Some(topics) = self.engine.topics()
            && let Err(error) = topics.flush().await
        {
            self.fail(StateError::runtime(error.message));
        }
    }

    pub(super) fn budget(&self) -> &Budget {
        &self.engine.map_runs().budget
    }

    pub(super) fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    pub(super) fn exhausted(&self) -> bool {
        self.exhausted.load(Ordering::Relaxed)
    }

    /// Ends the Map Run with an error; the first one counts.
    pub(super) fn fail(&self, error: StateError) {
        self.failure().get_or_insert(error);
        self.stop();
    }

    fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.live.changed.notify_waiters();
    }

    /// Takes a place among the children that run at once, if one is free.
    pub(super) fn enter(&self) -> bool {
        let max = self.live.max_concurrency.load(Ordering::Relaxed);
        self.running
            .fetch_update(Ordering::AcqRel, Ordering::Relaxed, |n| (n < max).then_some(n + 1))
            .is_ok()
    }

    /// Gives the place back.
    pub(super) fn exit(&self) {
        self.running.fetch_sub(1, Ordering::AcqRel);
        if self.listeners.load(Ordering::Acquire) > 0 {
            self.live.changed.notify_waiters();
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.running.load(Ordering::Acquire) >= self.live.max_concurrency.load(Ordering::Relaxed)
    }

    /// Makes [`exit`](Self::exit) tell of itself while the guard lives.
    pub(super) fn listen(&self) -> impl Drop + use<'_> {
        struct Listening<'a>(&'a AtomicU64);
        impl Drop for Listening<'_> {
            fn drop(&mut self) {
                self.0.fetch_sub(1, Ordering::AcqRel);
            }
        }
        self.listeners.fetch_add(1, Ordering::AcqRel);
        Listening(&self.listeners)
    }

    /// The next child to run, `None` when there is none: then it is known that none is left.
    pub(super) async fn next(&self) -> Option<(InHand, Child)> {
        loop {
            if self.redriving.load(Ordering::Relaxed) {
                match self.next_again().await {
                    Ok(Some(hand)) => {
                        let child = self.child(&hand);
                        return Some((hand, child));
                    }
                    Ok(None) => self.redriving.store(false, Ordering::Relaxed),
                    Err(error) => {
                        self.fail(error);
                        return None;
                    }
                }
            }
            let job = match self.job().await {
                Ok(Some(job)) => job,
                Ok(None) => return None,
                Err(error) => {
                    self.fail(error);
                    return None;
                }
            };
            if self.recorded.contains(&job.index) {
                self.live.items_known(job.items);
                continue;
            }
            self.live.child_starts(job.items);
            if let Some(known) = self.known.get(&job.index) {
                self.accept(job, known).await;
                continue;
            }
            let hand = self.take(job);
            if hand.input.longer_than(MAX_PAYLOAD) {
                // A place was taken for this child; the next one may have it.
                self.running.fetch_add(1, Ordering::AcqRel);
                self.finish(&hand, self.too_large(&hand)).await;
                continue;
            }
            let child = self.child(&hand);
            return Some((hand, child));
        }
    }

    /// The next job. Whoever finds few items left reads the next page, while others go on with those.
    async fn job(&self) -> Result<Option<Job>, StateError> {
        loop {
            let (next, low) = {
                let mut feed = self.feed().await;
                let next = feed.next()?;
                if feed.ended() && !self.exhausted.swap(true, Ordering::Relaxed) {
                    self.live.all_read();
                }
                (next, feed.is_low())
            };
            match next {
                Next::End => return Ok(None),
                Next::Dry => self.read(self.reader.lock().await).await,
                Next::Job(job) => {
                    if let (true, Ok(reader)) = (low, self.reader.try_lock()) {
                        self.read(reader).await;
                    }
                    return Ok(Some(job));
                }
            }
        }
    }

    /// Reads a page for the feed, if it still wants one.
    async fn read(&self, mut reader: tokio::sync::MutexGuard<'_, Option<Reader>>) {
        if !self.feed().await.is_low() {
            return;
        }
        let page = match &mut *reader {
            Some(reader) => reader.next_page().await,
            None => Ok(None),
        };
        match &page {
            Ok(Some(page)) => self.live.items_read(page.len() as u64),
            _ => *reader = None,
        }
        self.feed().await.follow(page);
    }

    /// The feed. It is held for less than a microsecond mostly: waiting on the spot is cheaper than
    /// being called back.
    async fn feed(&self) -> tokio::sync::MutexGuard<'_, Feed> {
        const TRIES: u32 = 64;
        for _ in 0..TRIES {
            if let Ok(feed) = self.feed.try_lock() {
                return feed;
            }
            std::hint::spin_loop();
        }
        self.feed.lock().await
    }

    /// The next child of before that the redrive runs again.
    async fn next_again(&self) -> Result<Option<InHand>, StateError> {
        let mut again = self.again.lock().await;
        let Some(again) = &mut *again else { return Ok(None) };
        let Some((child, redrive)) = again.next(&self.engine).await? else { return Ok(None) };
        self.live.child_redriven(child.items);
        let input = child.input.unwrap_or_else(|| "null".into());
        let express = self.identity.child_type == ExecutionType::Express;
        let count = child.redrive.map_or(0, |before| before.count) + 1;
        Ok(Some(InHand {
            index: child.index,
            items: child.items,
            name: child.name.as_str().into(),
            arn: child.arn,
            input: Data::parse(input).unwrap_or_else(|_| Data::from(Value::Null)),
            started: child.started,
            again: true,
            redrive: (!express).then_some(Redrive { count, date: redrive.date }),
        }))
    }

    fn take(&self, job: Job) -> InHand {
        let name = self.identity.names.child(job.index);
        let prefix = &self.identity.arn_prefix;
        let arn = match self.identity.child_type {
            ExecutionType::Standard => format!("{prefix}{name}"),
            ExecutionType::Express => format!("{prefix}{name}:{name}"),
        };
        InHand {
            index: job.index,
            items: job.items,
            name: name.into(),
            arn: arn.into(),
            input: job.input,
            started: self.engine.clock().now(),
            again: false,
            redrive: None,
        }
    }

    fn child(&self, hand: &InHand) -> Child {
        Child {
            processor: self.identity.processor.clone(),
            execution_type: self.identity.child_type,
            machine: self.identity.machine.clone(),
            machine_arn: self.identity.state_machine_arn.clone(),
            map_run_arn: self.identity.map_run_arn.clone(),
            arn: hand.arn.clone(),
            name: hand.name.clone(),
            role_arn: self.identity.role_arn.clone(),
            input: hand.input.clone(),
            keep_history: self.keeps_history(hand.index),
            resume: match (hand.redrive, self.resume) {
                (Some(redrive), _) => Some(Resume::Redrive(redrive)),
                (None, Some(_)) if !hand.again => Some(Resume::Restart),
                (None, _) => None,
            },
            started: hand.redrive.map(|_| hand.started),
        }
    }

    /// Successful children's histories are kept for the first ones of a Map Run; those of Map
    /// Runs inside of children share one number.
    fn keeps_history(&self, index: u64) -> bool {
        if self.durable {
            return index < self.engine.shared.limits.child_histories;
        }
        let left = &self.engine.map_runs().nested_histories;
        left.load(Ordering::Relaxed) > 0
            && left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_ok()
    }

    /// Remembers a child that waits.
    pub(super) fn keep_open(&self, hand: &Arc<InHand>) {
        self.open().insert(hand.index, hand.clone());
    }

    /// Takes the outcome of a child that was run.
    pub(super) async fn finish(&self, hand: &InHand, outcome: ChildOutcome) {
        self.open().remove(&hand.index);
        self.exit();
        match self.live.child_ends(hand.items, outcome.status, outcome.transitions) {
            Ok(true) => {}
            // The Map Run is over: nobody takes notice any more.
            Ok(false) => return,
            Err(exceeded) => self.fail(exceeded),
        }
        self.record(hand, &outcome);
        self.write(hand, &outcome).await;
        let before = self.ended.fetch_add(1, Ordering::Relaxed);
        if self.durable && before.is_multiple_of(PROGRESS_EVERY) {
            self.engine.journal().append(Record::MapRunProgress {
                map_run_arn: self.identity.map_run_arn.clone(),
                counters: self.live.counters(),
            });
        }
    }

    /// Writes the result of a child that was not run again.
    async fn write_recorded(&self, child: ChildFinished) {
        let outcome = outcome_of(&child);
        let input = child.input.unwrap_or_else(|| "null".into());
        let hand = InHand {
            index: child.index,
            items: child.items,
            name: child.name.as_str().into(),
            arn: child.arn,
            input: Data::parse(input).unwrap_or_else(|_| Data::from(Value::Null)),
            started: child.started,
            again: true,
            redrive: child.redrive,
        };
        self.write(&hand, &outcome).await;
    }

    /// Leaves the children that the redrive did not reach as they were.
    async fn leave_again(&self) {
        let mut again = self.again.lock().await;
        let Some(again) = &mut *again else { return };
        // What cannot be read back is counted as aborted when the Map Run closes.
        while let Ok(Some((child, _))) = again.next(&self.engine).await {
            self.live.child_stays_failed(child.items, child.status);
            self.write_recorded(child).await;
        }
    }

    /// Takes the outcome that a child had before.
    async fn accept(&self, job: Job, known: &ChildFinished) {
        let outcome = outcome_of(known);
        let hand = InHand {
            index: job.index,
            items: job.items,
            name: known.name.as_str().into(),
            arn: known.arn.clone(),
            input: job.input,
            started: known.started,
            again: true,
            redrive: known.redrive,
        };
        if let Err(exceeded) = self.live.child_ends(hand.items, outcome.status, outcome.transitions)
        {
            self.fail(exceeded);
        }
        self.write(&hand, &outcome).await;
    }

    fn record(&self, hand: &InHand, outcome: &ChildOutcome) {
        let failed = outcome.status != Status::Succeeded;
        let text = |data: &Data| data.text().clone();
        let (error, cause) = match &outcome.failure {
            Some(failure) => (failure.error.clone(), failure.cause.clone()),
            None => (None, None),
        };
        self.engine.journal().append(Record::ChildFinished(ChildFinished {
            map_run_arn: self.identity.map_run_arn.clone(),
            arn: hand.arn.clone(),
            index: hand.index,
            name: hand.name.to_string(),
            status: outcome.status,
            started: outcome.started,
            stopped: outcome.stopped,
            items: hand.items,
            input: (failed || self.results.wants_input()).then(|| text(&hand.input)),
            output: outcome.output.as_ref().filter(|_| self.results.wants_output()).map(text),
            error,
            cause,
            transitions: outcome.transitions,
            redrive: hand.redrive,
        }));
    }

    async fn write(&self, hand: &InHand, outcome: &ChildOutcome) {
        let entry = Entry {
            arn: &hand.arn,
            name: &hand.name,
            state_machine_arn: &self.identity.state_machine_arn,
            status: Some(outcome.status),
            input: &hand.input,
            output: outcome.output.as_ref(),
            failure: outcome.failure.as_ref(),
            times: Some((outcome.started, outcome.stopped)),
            redrives: hand.redrive.map_or(0, |redrive| redrive.count),
        };
        if let Err(error) = self.results.add(hand.index, &entry).await {
            self.fail(error);
        }
    }

    fn too_large(&self, hand: &InHand) -> ChildOutcome {
        ChildOutcome {
            status: Status::Failed,
            failure: Some(StateError::data_limit("The child execution was started with an input")),
            ..aborted(hand, hand.started)
        }
    }

    /// Records children that were still waiting when the Map Run ended.
    async fn abort_open(&self) {
        let open: Vec<Arc<InHand>> = self.open().drain().map(|(_, hand)| hand).collect();
        let now = self.engine.clock().now();
        for hand in open {
            self.finish(&hand, aborted(&hand, now)).await;
        }
    }

    /// Counts the children that will not start any more, and writes what they would have got. A
    /// data set is read to its end for it only where somebody gets to see the rest.
    async fn leave_rest(&self) {
        let written = matches!(self.results, Results::Files(_));
        if !written && self.reader.lock().await.is_some() {
            return;
        }
        // A reader that failed, or items that cannot be selected, end the count early.
        while let Ok(Some(job)) = self.job().await {
            self.live.child_stays();
            if !written {
                continue;
            }
            let entry = Entry {
                arn: "",
                name: "",
                state_machine_arn: &self.identity.state_machine_arn,
                status: None,
                input: &job.input,
                output: None,
                failure: None,
                times: None,
                redrives: 0,
            };
            if self.results.add(job.index, &entry).await.is_err() {
                return;
            }
        }
    }

    fn failure(&self) -> MutexGuard<'_, Option<StateError>> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> MutexGuard<'_, HashMap<u64, Arc<InHand>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn state_machine_arn(engine: &Engine, machine: &str) -> String {
    format!("arn:aws:states:{}:{}:stateMachine:{machine}", engine.region(), engine.account())
}

fn aborted(hand: &InHand, now: crate::ports::Millis) -> ChildOutcome {
    ChildOutcome {
        status: Status::Aborted,
        output: None,
        failure: None,
        started: hand.started,
        stopped: now,
        transitions: 0,
    }
}

/// How a child ended, as the journal tells it.
fn outcome_of(child: &ChildFinished) -> ChildOutcome {
    ChildOutcome {
        status: child.status,
        output: child.output.clone().and_then(|text| Data::parse(text).ok()),
        failure: (child.status != Status::Succeeded)
            .then(|| StateError { error: child.error.clone(), cause: child.cause.clone() }),
        started: child.started,
        stopped: child.stopped,
        transitions: child.transitions,
    }
}

impl ItemSource {
    /// How many items are there before any is read: `MapStateStarted.length`, 0 for a reader.
    pub fn length(&self) -> u64 {
        match self {
            Self::Items(items) => items.len() as u64,
            Self::Members(members) => members.len() as u64,
            Self::Reader(_) => 0,
        }
    }
}
