//! What is asked before it is done.

use std::io::{BufRead, IsTerminal};

use crate::error::{CommandError, Exit, Result};
use crate::output;

/// Asks at a terminal. Elsewhere nobody can agree.
pub(crate) fn agreed(question: &str) -> Result<bool> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        return Ok(false);
    }
    output::ask(&format!("{question} [y/N] "));
    let mut answer = String::new();
    let read = stdin.lock().read_line(&mut answer);
    read.map_err(|error| CommandError::new(Exit::Service, error))?;
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}
