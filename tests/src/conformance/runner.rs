//! Runs vectors, some at a time, each in a world of its own.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use super::ask::{Reply, ask};
use super::judge;
use super::placeholder::Placeholders;
use super::report::{Case, Report, Verdict};
use super::services;
use super::transport::Transport;
use super::vector::Vector;

/// Real time that one vector may take; virtual time does not count.
const PATIENCE: Duration = Duration::from_secs(30);

/// Services that distmap answers itself, and what the runner plays.
const WITHIN_REACH: [&str; 9] =
    ["s3", "sns", "sqs", "lambda", "states", "activity", "driver", "wall_clock", "credentials"];

/// Runs all vectors and tells `done` of each case. Those that are `unverified` are left out unless
/// asked for.
pub fn run(
    vectors: &[Vector],
    unverified: bool,
    transport: Transport,
    done: impl Fn(&Case) + Sync,
) -> Report {
    let next = AtomicUsize::new(0);
    let cases = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(vector) = vectors.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let case = match reason_to_skip(vector, unverified) {
                        Some(reason) => closed(vector, Verdict::Skipped, reason),
                        None => guarded(vector, transport),
                    };
                    done(&case);
                    if let Ok(mut cases) = cases.lock() {
                        cases.push(case);
                    }
                }
            });
        }
    });
    let mut cases = cases.into_inner().unwrap_or_default();
    cases.sort_by(|left, right| (&left.category, &left.id).cmp(&(&right.category, &right.id)));
    Report { cases }
}

/// Why a vector is not run, if it is not.
fn reason_to_skip(vector: &Vector, unverified: bool) -> Option<String> {
    if vector.unverified && !unverified {
        return Some("unverified recording".into());
    }
    // A definition that is refused needs no service to be refused.
    if matches!(vector.kind.as_str(), "create_state_machine" | "validate") {
        return None;
    }
    if !vector.setup("cloudformation").is_null() {
        return Some("needs cloudformation, which distmap does not have".into());
    }
    let missing: Vec<&str> = vector
        .needs
        .iter()
        .map(String::as_str)
        .filter(|need| !WITHIN_REACH.contains(need) && !services::PLAYED.contains(need))
        .collect();
    (!missing.is_empty())
        .then(|| format!("needs {}, which distmap does not have", missing.join(" and ")))
}

/// Runs a vector on a thread of its own, so that neither a panic nor a hang takes the others along.
fn guarded(vector: &Vector, transport: Transport) -> Case {
    let (sender, receiver) = mpsc::channel();
    let own = vector.clone();
    let thread = std::thread::Builder::new().name(vector.id.clone()).spawn(move || {
        // The receiver may have lost patience.
        let _ = sender.send(judged(&own, transport));
    });
    if let Err(error) = thread {
        return closed(vector, Verdict::Failed, format!("no thread: {error}"));
    }
    match receiver.recv_timeout(PATIENCE) {
        Ok(case) => case,
        Err(mpsc::RecvTimeoutError::Timeout) => {
            closed(vector, Verdict::Failed, format!("no answer within {PATIENCE:?}"))
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            closed(vector, Verdict::Failed, "panicked".into())
        }
    }
}

fn judged(vector: &Vector, transport: Transport) -> Case {
    let placeholders = match Placeholders::parse(vector.field("placeholders")) {
        Ok(placeholders) => placeholders,
        Err(reason) => return closed(vector, Verdict::Failed, reason),
    };
    match ask(vector, &placeholders, transport) {
        Ok(Reply::Execution(answer)) => judge::execution(vector, &placeholders, &answer),
        Ok(Reply::Differences(differences)) => {
            let verdict = Verdict::of(&differences);
            judge::finish(vector, verdict, Verdict::Skipped, differences)
        }
        Ok(Reply::Skipped(reason)) => closed(vector, Verdict::Skipped, reason),
        Err(reason) => closed(vector, Verdict::Failed, reason),
    }
}

/// A case that has a reason instead of an answer.
fn closed(vector: &Vector, result: Verdict, reason: String) -> Case {
    let recorded = result == Verdict::Failed && vector.body.contains_key("expected_history");
    Case {
        id: vector.id.clone(),
        category: vector.category.clone(),
        result,
        history: if recorded { Verdict::Failed } else { Verdict::Skipped },
        reason: Some(reason),
        differences: Vec::new(),
    }
}
