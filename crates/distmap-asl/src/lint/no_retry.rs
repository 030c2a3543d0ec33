//! A service call with no Retry.

use super::{Lint, Report, Subject};
use crate::model::StateKind;

pub(super) const LINT: Lint = Lint {
    name: "no-retry",
    summary: "a Task state without `Retry`",
    explanation: "services throttle and fail for a moment; without a retry each such moment fails an item, a batch or the execution",
    remedy: "add a `Retry` for the service's own faults, with `MaxDelaySeconds` and `JitterStrategy: FULL`",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        if let StateKind::Task(task) = &site.state.kind
            && task.retry.is_empty()
        {
            report.at(
                site.pointer.clone(),
                format!("`{}` is called once and never again", task.resource),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::places;
    use super::*;

    #[test]
    fn a_call_without_retry() {
        let mut definition = json!({"StartAt": "T", "States": {"T": {
            "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true,
        }}});
        assert_eq!(places(&LINT, &definition), ["/States/T"]);
        definition["States"]["T"]["Retry"] = json!([{"ErrorEquals": ["States.ALL"]}]);
        assert!(places(&LINT, &definition).is_empty());
    }
}
