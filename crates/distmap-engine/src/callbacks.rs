//! Task tokens and activities: tasks that somebody outside finishes.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, mpsc};

use crate::data::Data;
use crate::error::{ApiError, StateError};

/// What reaches a waiting task.
#[derive(Debug)]
pub(crate) enum Signal {
    Success(Data),
    Failure(StateError),
    Heartbeat,
    /// A worker took the activity's task.
    Taken {
        worker: Option<String>,
    },
}

/// A task of an activity, as a worker gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityTask {
    /// The token to answer with.
    pub token: String,
    /// The input's JSON text.
    pub input: Arc<str>,
}

/// The tasks that wait.
#[derive(Debug, Default)]
pub(crate) struct Callbacks {
    state: Arc<Mutex<Tables>>,
    offered: Notify,
}

#[derive(Debug, Default)]
struct Tables {
    waiting: HashMap<String, mpsc::UnboundedSender<Signal>>,
    /// Tasks that no worker has taken yet, by activity.
    offers: HashMap<String, VecDeque<ActivityTask>>,
}

fn lock(state: &Mutex<Tables>) -> MutexGuard<'_, Tables> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Callbacks {
    /// Begins to wait for a token.
    pub(crate) fn wait(&self, token: String) -> Waiting {
        let (sender, receiver) = mpsc::unbounded_channel();
        lock(&self.state).waiting.insert(token.clone(), sender);
        Waiting { token, receiver, state: self.state.clone() }
    }

    /// Sends a signal to the task that waits for `token`.
    pub(crate) fn signal(&self, token: &str, signal: Signal) -> Result<(), ApiError> {
        if token.is_empty() {
            return Err(ApiError::new("InvalidToken", 400, "Invalid Token: 'Empty token'"));
        }
        let last = matches!(signal, Signal::Success(_) | Signal::Failure(_));
        let mut state = lock(&self.state);
        let sender =
            if last { state.waiting.remove(token) } else { state.waiting.get(token).cloned() };
        let Some(sender) = sender else { return Err(unknown(token)) };
        sender.send(signal).map_err(|_| unknown(token))
    }

    /// Offers a task to the workers of an activity.
    pub(crate) fn offer(&self, activity: &str, token: &str, input: Arc<str>) {
        let task = ActivityTask { token: token.to_owned(), input };
        lock(&self.state).offers.entry(activity.to_owned()).or_default().push_back(task);
        self.offered.notify_waiters();
    }

    /// Takes a task of an activity that is still waited for, if there is one.
    fn take(&self, activity: &str, worker: &Option<String>) -> Option<ActivityTask> {
        let mut state = lock(&self.state);
        loop {
            let task = state.offers.get_mut(activity)?.pop_front()?;
            let signal = Signal::Taken { worker: worker.clone() };
            let waits = state.waiting.get(&task.token).is_some_and(|s| s.send(signal).is_ok());
            if waits {
                return Some(task);
            }
        }
    }

    /// Waits up to `patience` for a task of an activity.
    pub(crate) async fn poll(
        &self,
        activity: &str,
        worker: Option<String>,
        patience: impl Future<Output = ()>,
    ) -> Option<ActivityTask> {
        let mut patience = std::pin::pin!(patience);
        loop {
            let offered = self.offered.notified();
            if let Some(task) = self.take(activity, &worker) {
                return Some(task);
            }
            tokio::select! {
                () = offered => {}
                () = &mut patience => return None,
            }
        }
    }
}

/// How long GetActivityTask waits for a task
/// (<https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html>).
pub(crate) const ACTIVITY_POLL: Duration = Duration::from_secs(60);

fn unknown(token: &str) -> ApiError {
    // AWS tells a token that it never made from one whose task is over.
    if token.len() < 64 {
        ApiError::new("InvalidToken", 400, "Invalid Token: 'Invalid token'")
    } else {
        ApiError::new("TaskTimedOut", 400, "Task Timed Out: 'Provided task does not exist anymore'")
    }
}

/// A task's own end of its token.
#[derive(Debug)]
pub(crate) struct Waiting {
    token: String,
    receiver: mpsc::UnboundedReceiver<Signal>,
    state: Arc<Mutex<Tables>>,
}

impl Waiting {
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// The next signal.
    pub(crate) async fn next(&mut self) -> Signal {
        match self.receiver.recv().await {
            Some(signal) => signal,
            // The sender is gone only after the last signal was received.
            None => std::future::pending().await,
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        lock(&self.state).waiting.remove(&self.token);
    }
}
