//! States.ALL not in the last catcher.

use super::{Lint, Report, Subject};
use crate::diagnostic::Pointer;

pub(super) const LINT: Lint = Lint {
    name: "states-all-order",
    summary: "`States.ALL` beside other names, or not in the last entry of `Catch` or `Retry`",
    explanation: "the first entry that matches counts, so the later ones never do, and the language demands `States.ALL` alone and last",
    remedy: "move the entry with `States.ALL` to the end",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let Some((retry, catch)) = site.state.kind.handlers() else { continue };
        let retry: Vec<&[String]> = retry.iter().map(|it| it.error_equals.as_slice()).collect();
        let catch: Vec<&[String]> = catch.iter().map(|it| it.error_equals.as_slice()).collect();
        entries(&retry, &site.pointer.key("Retry"), report);
        entries(&catch, &site.pointer.key("Catch"), report);
    }
}

fn entries(entries: &[&[String]], at: &Pointer, report: &mut Report) {
    for (index, errors) in entries.iter().enumerate() {
        let last = index + 1 == entries.len();
        if errors.iter().any(|it| it == "States.ALL") && (!last || errors.len() > 1) {
            report.at(
                at.index(index).key("ErrorEquals"),
                "`States.ALL` must stand alone in the last entry",
            );
        }
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
    fn the_order_counts() {
        let all = json!({"ErrorEquals": ["States.ALL"], "Next": "F"});
        let one = json!({"ErrorEquals": ["A"], "Next": "F"});
        let wrong = places(&LINT, &task(json!([all, one])));
        assert_eq!(wrong, ["/States/T/Catch/0/ErrorEquals"]);
        assert!(places(&LINT, &task(json!([one, all]))).is_empty());
    }
}
