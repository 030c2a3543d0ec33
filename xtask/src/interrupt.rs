//! Ctrl-C and SIGTERM, heard from the moment that somebody cares.

use tokio::sync::watch;

use crate::error::{CommandError, Exit, Result};

/// Hears of a request to stop, also while nobody waits for it.
#[derive(Clone, Debug)]
pub(crate) struct Interrupt(watch::Receiver<bool>);

impl Interrupt {
    /// Listens for Ctrl-C, and for SIGTERM where there is one, until the runtime ends.
    pub(crate) fn listen() -> Result<Self> {
        let no_signals = |error| CommandError::new(Exit::Service, error);
        let (heard, wanted) = watch::channel(false);
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            let mut interrupt = signal(SignalKind::interrupt()).map_err(no_signals)?;
            let mut terminate = signal(SignalKind::terminate()).map_err(no_signals)?;
            tokio::spawn(async move {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
                heard.send_replace(true);
                // Whoever asks a second time means at once.
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
                at_once();
            });
        }
        #[cfg(not(unix))]
        tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.map_err(no_signals).is_ok() {
                heard.send_replace(true);
            }
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

#[cfg(unix)]
fn at_once() -> ! {
    #[allow(clippy::exit)] // the store is as safe as after kill -9
    std::process::exit(Exit::Interrupted as i32)
}
