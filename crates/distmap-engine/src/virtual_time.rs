//! A clock for tests: waiting costs no real time.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::ports::{Clock, Millis};

/// How long nothing must happen, in real time, before the clock jumps to the next timer.
const QUIET: Duration = Duration::from_millis(2);

/// A clock that stands still while anything happens and, when all is quiet, jumps to the moment that
/// the next sleeper waits for. Cloning gives another handle on the same clock.
///
/// Wait states, retries and timeouts so take milliseconds. Whatever a test's handlers wait for must
/// come from this clock too (or take less than two milliseconds), or timeouts overtake it.
///
/// ```
/// use distmap_engine::ports::Clock;
/// use distmap_engine::time::VirtualClock;
/// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
/// let clock = VirtualClock::new(0);
/// clock.sleep(std::time::Duration::from_secs(3600)).await;
/// assert_eq!(clock.now(), 3_600_000);
/// # });
/// ```
#[derive(Clone, Debug)]
pub struct VirtualClock {
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    now: Millis,
    /// Sleepers by the moment that they wait for, and by number.
    sleepers: BTreeMap<(Millis, u64), Waker>,
    next: u64,
    /// Counts everything that the clock hears of, to tell whether it was quiet.
    events: u64,
    /// Whether somebody watches for quiet.
    watched: bool,
    /// How many [`Hold`]s there are.
    held: usize,
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl VirtualClock {
    /// A clock that shows `now`.
    pub fn new(now: Millis) -> Self {
        let sleepers = BTreeMap::new();
        let state = State { now, sleepers, next: 0, events: 0, watched: false, held: 0 };
        Self { state: Arc::new(Mutex::new(state)) }
    }

    /// Keeps the clock from jumping until what is given back is dropped: for something that happens
    /// where the clock does not see it, such as a request on its way through a socket.
    pub fn hold(&self) -> Hold {
        lock(&self.state).held += 1;
        Hold { clock: self.clone() }
    }

    /// Watches, in a task of its own, until nobody sleeps any more.
    fn watch(&self, state: &mut State) {
        if state.watched {
            return;
        }
        state.watched = true;
        tokio::spawn(jump_when_quiet(Arc::downgrade(&self.state)));
    }
}

/// Keeps a [`VirtualClock`] from jumping, until it is dropped.
#[derive(Debug)]
pub struct Hold {
    clock: VirtualClock,
}

impl Drop for Hold {
    fn drop(&mut self) {
        let mut state = lock(&self.clock.state);
        state.held -= 1;
        state.events += 1;
    }
}

async fn jump_when_quiet(state: Weak<Mutex<State>>) {
    let mut seen = None;
    loop {
        tokio::time::sleep(QUIET).await;
        let Some(state) = state.upgrade() else { return };
        let mut state = lock(&state);
        let Some((&(moment, _), _)) = state.sleepers.first_key_value() else {
            state.watched = false;
            return;
        };
        if seen != Some(state.events) || state.held > 0 {
            seen = Some(state.events);
            continue;
        }
        state.now = state.now.max(moment);
        while let Some(entry) = state.sleepers.first_entry() {
            if entry.key().0 > moment {
                break;
            }
            entry.remove().wake();
        }
        state.events += 1;
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Millis {
        let mut state = lock(&self.state);
        state.events += 1;
        state.now
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut state = lock(&self.state);
        let length = Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX);
        let moment = state.now.saturating_add(length);
        state.next += 1;
        let number = state.next;
        Box::pin(Sleep { clock: self, key: (moment, number) })
    }
}

struct Sleep<'a> {
    clock: &'a VirtualClock,
    key: (Millis, u64),
}

impl Future for Sleep<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = lock(&self.clock.state);
        if state.now >= self.key.0 {
            return Poll::Ready(());
        }
        state.events += 1;
        state.sleepers.insert(self.key, context.waker().clone());
        self.clock.watch(&mut state);
        Poll::Pending
    }
}

impl Drop for Sleep<'_> {
    fn drop(&mut self) {
        lock(&self.clock.state).sleepers.remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_held_clock_stands_still() {
        let clock = VirtualClock::new(0);
        let hold = clock.hold();
        let sleep = clock.sleep(Duration::from_secs(5));
        tokio::select! {
            () = sleep => panic!("it jumped"),
            () = tokio::time::sleep(10 * QUIET) => assert_eq!(clock.now(), 0),
        }
        drop(hold);
        clock.sleep(Duration::from_secs(5)).await;
        assert_eq!(clock.now(), 5_000);
    }
}
