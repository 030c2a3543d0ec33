//! What all Map Runs of an engine share: how many workers and waiting children there may be.

use std::sync::{Arc, OnceLock};

use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Children that wait at once over all Map Runs, where the limits name no number.
const CHILDREN: usize = 16_384;
/// Items in a child's input for each further unit of the budget that the child takes while it waits:
/// a thousand items with their Map Run weigh some 2.5 MB, so that those waiting stay below 100 MB.
const ITEMS_PER_UNIT: u64 = 2;

/// The shared budget of concurrency.
///
/// The worker that drives a Map Run, and the first child that it waits for, take nothing from the
/// budget: each run goes on, however deep it is nested and however little is left.
#[derive(Debug)]
pub(crate) struct Budget {
    /// Workers beside those that drive their Map Runs.
    workers: OnceLock<Arc<Semaphore>>,
    /// Units for children that wait beside the first of their worker.
    waiting: Arc<Semaphore>,
    units: usize,
}

impl Budget {
    /// A budget for `children` waiting children; 0 chooses.
    pub(crate) fn new(children: usize) -> Self {
        let units = if children == 0 { CHILDREN } else { children };
        Self { workers: OnceLock::new(), waiting: Arc::new(Semaphore::new(units)), units }
    }

    /// A seat for one more worker, if a core of the runtime is free for it.
    pub(super) fn seat(&self) -> Option<OwnedSemaphorePermit> {
        let workers = self.workers.get_or_init(|| {
            let threads = Handle::try_current().map_or(1, |h| h.metrics().num_workers());
            Arc::new(Semaphore::new(threads - 1))
        });
        // Asked for before every child: looking first leaves the counters alone.
        (workers.available_permits() > 0)
            .then(|| workers.clone().try_acquire_owned().ok())
            .flatten()
    }

    /// The units that a waiting child with so many items takes.
    pub(super) fn weight(&self, items: u64) -> u32 {
        let weight = 1 + u32::try_from(items / ITEMS_PER_UNIT).unwrap_or(u32::MAX - 1);
        weight.min(u32::try_from(self.units).unwrap_or(u32::MAX))
    }

    /// Units for one more waiting child, if they are there.
    pub(super) fn try_wait(&self, weight: u32) -> Option<OwnedSemaphorePermit> {
        self.waiting.clone().try_acquire_many_owned(weight).ok()
    }

    /// Units for one more waiting child, as soon as they are there.
    pub(super) async fn wait(&self, weight: u32) -> Option<OwnedSemaphorePermit> {
        self.waiting.clone().acquire_many_owned(weight).await.ok()
    }
}
