//! A catcher that can never match.

use std::collections::HashSet;

use super::{Lint, Report, Subject};
use crate::model::{MapMode, StateKind};

pub(super) const LINT: Lint = Lint {
    name: "dead-catcher",
    summary: "an error name in `Catch` that can never match",
    explanation: "the error is no state's of this kind, an earlier catcher takes it, or nothing catches it: `States.Runtime` always ends the execution, and `States.ALL` catches neither it nor `States.DataLimitExceeded`",
    remedy: "remove the name, or catch the error in the state that raises it; name `States.DataLimitExceeded` by itself",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let Some((_, catch)) = site.state.kind.handlers() else { continue };
        let mut taken = HashSet::new();
        for (index, catcher) in catch.iter().enumerate() {
            for (at, error) in catcher.error_equals.iter().enumerate() {
                let reason = impossible(&site.state.kind, error).or_else(|| {
                    taken.contains(error.as_str()).then_some("an earlier catcher takes it")
                });
                if let Some(reason) = reason {
                    let place = site.pointer.key("Catch").index(index);
                    report.at(
                        place.key("ErrorEquals").index(at),
                        format!("`{error}` is never caught here: {reason}"),
                    );
                }
            }
            taken.extend(catcher.error_equals.iter().map(String::as_str));
        }
    }
}

/// Why a state of this kind never fails with this error.
fn impossible(kind: &StateKind, error: &str) -> Option<&'static str> {
    let map = match kind {
        StateKind::Map(map) => Some(map),
        _ => None,
    };
    let distributed = map.is_some_and(|it| it.mode != MapMode::Inline);
    match error {
        "States.Runtime" => Some("nothing catches it"),
        "States.ItemReaderFailed" if map.is_none_or(|it| it.item_reader.is_none()) => {
            Some("only a Map state with an `ItemReader` raises it")
        }
        "States.ResultWriterFailed" if map.is_none_or(|it| it.result_writer.is_none()) => {
            Some("only a Map state with a `ResultWriter` raises it")
        }
        "States.ExceedToleratedFailureThreshold" if !distributed => {
            Some("only a DISTRIBUTED Map state raises it")
        }
        "States.BranchFailed" if !matches!(kind, StateKind::Parallel(_)) => {
            Some("only a Parallel state raises it")
        }
        "States.HeartbeatTimeout" if !matches!(kind, StateKind::Task(task) if task.heartbeat.is_some()) => {
            Some("only a Task state with a heartbeat raises it")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::places;
    use super::*;

    fn task(catch: Value) -> Value {
        json!({"StartAt": "T", "States": {
            "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Catch": catch, "End": true},
            "F": {"Type": "Fail"},
        }})
    }

    #[test]
    fn names_that_never_match() {
        let catch = json!([
            {"ErrorEquals": ["A", "States.Runtime"], "Next": "F"},
            {"ErrorEquals": ["A"], "Next": "F"},
            {"ErrorEquals": ["States.ItemReaderFailed"], "Next": "F"},
        ]);
        let expected = [
            "/States/T/Catch/0/ErrorEquals/1",
            "/States/T/Catch/1/ErrorEquals/0",
            "/States/T/Catch/2/ErrorEquals/0",
        ];
        assert_eq!(places(&LINT, &task(catch)), expected);
    }

    #[test]
    fn names_that_can_match() {
        let catch = json!([
            {"ErrorEquals": ["States.DataLimitExceeded"], "Next": "F"},
            {"ErrorEquals": ["States.ALL"], "Next": "F"},
        ]);
        assert!(places(&LINT, &task(catch)).is_empty());
    }
}
