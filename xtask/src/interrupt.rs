//! Ctrl-C and SIGTERM, heard from the moment that somebody cares.

use tokio::sync::watch;

use crate::error::{CommandError, Exit, Result};

/// The requests to stop, one after the other: Ctrl-C, and SIGTERM where there is one. While this is there none is lost; once it was
/// there, none ends the process by itself any more.
#[derive(Debug)]
pub(crate) struct Requests {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(windows)]
    interrupt: tokio::signal::windows::CtrlC,
}

impl Requests {
    /// Listens from now on.
    pub(crate) fn listen() -> Result<Self> {
        #[cfg(windows)]
        let listening = tokio::signal::windows::ctrl_c().map(|interrupt| Self { interrupt });
        #[cfg(unix)]
        let listening = {
            use tokio::signal::unix::{SignalKind, signal};
            signal(SignalKind::interrupt()).and_then(|interrupt| {
                Ok(Self { interrupt, terminate: signal(SignalKind::terminate())? })
            })
        };
        listening.map_err(|error| CommandError::new(Exit::Service, error))
    }

    /// Waits for the next.
    pub(crate) async fn next(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(windows)]
        let _ = self.interrupt.recv().await;
    }
}

/// Hears of a request to stop, also while nobody waits for it.
#[derive(Clone, Debug)]
pub(crate) struct Interrupt(watch::Receiver<bool>);

impl Interrupt {
    /// Listens until the runtime ends.
    pub(crate) fn listen() -> Result<Self> {
        let mut requests = Requests::listen()?;
        let (heard, wanted) = watch::channel(false);
        tokio::spawn(async move {
            requests.next().await;
            heard.send_replace(true);
            // Whoever asks a second time means at once.
            requests.next().await;
            at_once();
        });
        Ok(Self(wanted))
    }

    /// Whether somebody asked to stop.
    pub(crate) fn is_wanted(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until somebody asks to stop.
    pub(crate) async fn wanted(&mut self) {
        // The sender is gone only where no signal can come any more.
        if self.0.wait_for(|wanted| *wanted).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

fn at_once() -> ! {
    #[allow(clippy::exit)] // the store is as safe as after kill -9
    std::process::exit(Exit::Interrupted as i32)
}
