//! Stopping the CLI in order.

use std::io;
use std::process::{Child, Command};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Interrupts a CLI from another thread. Its clones interrupt the same.
#[derive(Clone, Debug, Default)]
pub struct Interrupter(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    asked: bool,
    /// The process that leads the group of the CLI that runs.
    running: Option<u32>,
}

impl Interrupter {
    /// Has the CLI that runs end what it has begun and record it, as Ctrl-C does at a terminal; a second time, end at once. No
    /// further operation is begun. The CLI is in a process group of its own, so that no terminal tells it besides.
    pub fn interrupt(&self) {
        let mut state = self.state();
        state.asked = true;
        #[cfg(unix)]
        if let Some(group) = state.running {
            use rustix::process::{Pid, Signal, kill_process_group};
            // It may have ended just now.
            let group = i32::try_from(group).ok().and_then(Pid::from_raw);
            let _ = group.map(|group| kill_process_group(group, Signal::INT));
        }
    }

    pub(super) fn is_asked(&self) -> bool {
        self.state().asked
    }

    /// Starts the CLI; none where it would begin an operation that is not wanted any more.
    pub(super) fn start(&self, cli: &mut Command, operation: bool) -> io::Result<Option<Child>> {
        let mut state = self.state();
        if operation && state.asked {
            return Ok(None);
        }
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(cli, 0);
        let child = cli.spawn()?;
        state.running = Some(child.id());
        Ok(Some(child))
    }

    /// The CLI has said all, and is about to end: its number may be another's soon.
    pub(super) fn ended(&self) {
        self.state().running = None;
    }

    /// Nothing here stops half-way.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
