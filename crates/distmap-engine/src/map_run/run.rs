//! One Map Run: what its workers share, from its beginning to its end.

mod ended;
mod next;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use distmap_asl::ExecutionType;
use serde_json::Value;

use self::ended::aborted;
use super::again::{Again, Earlier, Names, unreadable};
use super::batch::Batcher;
use super::drive::{Children, drive};
use super::feed::{Feed, split};
use super::results::Results;
use super::{Budget, ItemSource, LiveMapRun, MapRunResult, MapRunSpec, Resume};
use crate::data::Data;
use crate::engine::Engine;
use crate::error::StateError;
use crate::execution::Status;
use crate::journal::{ChildFinished, MapRunCounters, MapRunRecord, MapRunStarted, Record, Redrive};
use crate::plan::PlanRef;
use crate::reader::Reader;

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

impl InHand {
    /// A child that ran before, as the journal tells it.
    fn recorded(child: ChildFinished) -> Self {
        let input = child.input.unwrap_or_else(|| "null".into());
        Self {
            index: child.index,
            items: child.items,
            name: child.name.as_str().into(),
            arn: child.arn,
            input: Data::parse(input).unwrap_or_else(|_| Data::from(Value::Null)),
            started: child.started,
            again: true,
            redrive: child.redrive,
        }
    }
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

    /// Remembers a child that waits.
    pub(super) fn keep_open(&self, hand: &Arc<InHand>) {
        self.open().insert(hand.index, hand.clone());
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
