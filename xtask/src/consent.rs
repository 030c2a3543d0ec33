//! What is asked before it is done.

use std::io::{BufRead, IsTerminal};

use tokio::sync::oneshot;

use crate::error::{CommandError, Exit, Result};
use crate::interrupt::Requests;
use crate::output;

/// Asks at a terminal. Elsewhere nobody can agree. A request to stop ends the command, also where something listens for it already.
pub(crate) async fn agreed(question: &str) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    // Heard from before the question stands there.
    let mut requests = Requests::listen()?;
    output::ask(&format!("{question} [y/N] "));
    let (tell, told) = oneshot::channel();
    // A thread of its own: one of the runtime's would keep it from ending while nobody answers.
    std::thread::spawn(move || {
        let mut answer = String::new();
        let read = std::io::stdin().lock().read_line(&mut answer);
        // After a request to stop nobody hears the answer any more.
        let _ = tell.send(read.map(|_| answer));
    });
    tokio::select! {
        answer = told => {
            let answer = answer.map_err(|error| CommandError::new(Exit::Failed, error))?;
            let answer = answer.map_err(|error| CommandError::new(Exit::Service, error))?;
            Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
        }
        () = requests.next() => Err(CommandError::new(Exit::Interrupted, "stopped; nothing was done")),
    }
}
