//! Workers: who pulls jobs, runs children and waits for them.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use futures::future::BoxFuture;
use futures::stream::{FuturesUnordered, Stream, StreamExt};
use tokio::sync::OwnedSemaphorePermit;
use tokio::task::{JoinSet, unconstrained};

use super::run::{InHand, Run};
use super::{Child, ChildOutcome};

/// Runs child executions.
pub trait Children: Send + Sync {
    /// Runs a child to its end. It can be dropped before.
    fn run(&self, child: Child) -> BoxFuture<'static, ChildOutcome>;
}

/// Runs all children of a Map Run, or as many as there are until it is stopped. Children that still
/// wait then are dropped.
pub(super) async fn drive(run: &Arc<Run>) {
    let mut owner = Worker::new(run.clone(), Seat::Owner);
    // Unconstrained: tokio would let a child that has used up its turn pend until this thread has nothing else
    // to do, and other children would be begun meanwhile as if it waited. Workers give way by themselves.
    unconstrained(owner.work()).await;
    // Guests end by themselves: there is nothing left to pull, or they see that the run stopped.
    while let Some(guest) = owner.guests.join_next().await {
        if let Err(broken) = guest {
            run.fail(crate::StateError::runtime(format!("a worker ended early: {broken}")));
        }
    }
}

/// Children that a worker starts before it lets other tasks of the runtime have its thread.
const TURN: u32 = 128;

/// Why a worker may pull jobs.
enum Seat {
    /// It drives the Map Run, within the execution that contains it.
    Owner,
    /// It has a core to itself, as long as it uses it.
    Guest(Option<OwnedSemaphorePermit>),
}

/// Why no child can be started now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blocked {
    /// No job is left, or none for this worker.
    Done,
    /// As many children run as may.
    Full,
    /// Other Map Runs have used up the shared budget.
    Budget,
}

struct Worker {
    run: Arc<Run>,
    seat: Seat,
    /// Children that were started here and are not ready.
    waiting: FuturesUnordered<Waiting>,
    /// How often any of them was polled: what tells busy ones from those that only wait.
    polls: Arc<AtomicU64>,
    /// Units of the budget for the next child.
    units: Option<OwnedSemaphorePermit>,
    guests: JoinSet<()>,
}

impl Worker {
    fn new(run: Arc<Run>, seat: Seat) -> Self {
        Self {
            run,
            seat,
            waiting: FuturesUnordered::new(),
            polls: Arc::default(),
            units: None,
            guests: JoinSet::new(),
        }
    }

    async fn work(&mut self) {
        let mut turn = 0;
        while !self.run.stopped() {
            self.settle().await;
            match self.start().await {
                Ok(()) => {
                    turn = (turn + 1) % TURN;
                    if turn == 0 {
                        self.run.flush().await;
                        requeue().await;
                    }
                }
                Err(blocked) => {
                    if !self.wait(blocked).await {
                        break;
                    }
                }
            }
        }
    }

    /// Lets children go on that can, until all of them only wait. So a child that merely gives
    /// way now and then is finished before the next one is begun, and memory stays small; only
    /// real waiting makes room for more children.
    async fn settle(&mut self) {
        while !self.waiting.is_empty() && !self.run.stopped() {
            let before = self.polls.load(Ordering::Relaxed);
            while let Some((hand, outcome)) = ready(&mut self.waiting).await {
                self.run.finish(&hand, outcome).await;
            }
            if self.polls.load(Ordering::Relaxed) == before {
                return;
            }
            requeue().await;
        }
    }

    /// Starts the next child, and finishes it if it does not have to wait.
    async fn start(&mut self) -> Result<(), Blocked> {
        if self.run.exhausted() || !self.is_seated() {
            return Err(Blocked::Done);
        }
        if !self.run.enter() {
            return Err(Blocked::Full);
        }
        // The first waiting child of each worker is free: so every Map Run goes on.
        if !self.waiting.is_empty() && self.units.is_none() {
            self.units = self.run.budget().try_wait(self.run.weight);
            if self.units.is_none() {
                self.run.exit();
                return Err(Blocked::Budget);
            }
        }
        let Some((hand, child)) = self.run.next().await else {
            self.run.exit();
            return Ok(());
        };
        if self.invite() {
            requeue().await;
        }
        let mut future = self.run.children.run(child);
        let first = poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await;
        match first {
            Poll::Ready(outcome) => self.run.finish(&hand, outcome).await,
            Poll::Pending => {
                let hand = Arc::new(hand);
                self.run.keep_open(&hand);
                self.waiting.push(Waiting {
                    hand: Some(hand),
                    future,
                    polls: self.polls.clone(),
                    _units: self.units.take(),
                });
            }
        }
        Ok(())
    }

    /// Whether this worker may pull; a guest that gave up its core must get one again.
    fn is_seated(&mut self) -> bool {
        match &mut self.seat {
            Seat::Owner | Seat::Guest(Some(_)) => true,
            Seat::Guest(seat) => {
                *seat = self.run.budget().seat();
                seat.is_some()
            }
        }
    }

    /// Brings in another worker, if there is more to do and a core is free; says whether it did.
    fn invite(&mut self) -> bool {
        if !matches!(self.seat, Seat::Owner) || self.run.exhausted() || self.run.is_full() {
            return false;
        }
        let Some(seat) = self.run.budget().seat() else { return false };
        let run = self.run.clone();
        self.guests.spawn(async move {
            unconstrained(Worker::new(run, Seat::Guest(Some(seat))).work()).await;
        });
        true
    }

    /// Waits until something can go on. `false` if there is nothing to wait for.
    async fn wait(&mut self, blocked: Blocked) -> bool {
        let guest = match &mut self.seat {
            Seat::Owner => false,
            Seat::Guest(seat) => {
                *seat = None;
                true
            }
        };
        self.run.flush().await;
        if self.waiting.is_empty() && (guest || blocked == Blocked::Done) {
            return false;
        }
        let run = self.run.clone();
        let changed = run.live.changed.notified();
        let mut changed = std::pin::pin!(changed);
        changed.as_mut().enable();
        let _listening = run.listen();
        // What changed before the listening began would be missed.
        if run.stopped() || (blocked == Blocked::Full && !run.is_full()) {
            return true;
        }
        tokio::select! {
            biased;
            Some((hand, outcome)) = self.waiting.next(), if !self.waiting.is_empty() => {
                self.run.finish(&hand, outcome).await;
            }
            () = changed => {}
            units = run.budget().wait(run.weight), if blocked == Blocked::Budget => {
                self.units = units;
            }
        }
        true
    }
}

/// Goes to the end of this thread's queue, from which an idle thread takes it. (`yield_now` would wait until this thread has
/// nothing else to do; and a guest that was just spawned waits in a place of this thread's own, which tokio opens to no
/// other one.)
async fn requeue() {
    let mut queued = false;
    poll_fn(|cx| {
        if std::mem::replace(&mut queued, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// A waiting child that is ready, `None` if none is.
async fn ready(waiting: &mut FuturesUnordered<Waiting>) -> Option<(Arc<InHand>, ChildOutcome)> {
    poll_fn(|cx| match Pin::new(&mut *waiting).poll_next(cx) {
        Poll::Ready(done) => Poll::Ready(done),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

/// A child that could not finish at once.
struct Waiting {
    hand: Option<Arc<InHand>>,
    future: BoxFuture<'static, ChildOutcome>,
    polls: Arc<AtomicU64>,
    _units: Option<OwnedSemaphorePermit>,
}

impl Future for Waiting {
    type Output = (Arc<InHand>, ChildOutcome);

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.polls.fetch_add(1, Ordering::Relaxed);
        let outcome = std::task::ready!(self.future.as_mut().poll(cx));
        // A future is not polled again once it was ready.
        self.hand.take().map_or(Poll::Pending, |hand| Poll::Ready((hand, outcome)))
    }
}
