//! A task token awaited inside an EXPRESS child.

use super::{Lint, Report, Subject};
use crate::model::{ExecutionType, StateKind};

pub(super) const LINT: Lint = Lint {
    name: "express-wait",
    summary: "an EXPRESS execution that waits for a task token, a job or an activity",
    explanation: "EXPRESS executions know only request and response, and end after five minutes",
    remedy: "make the children STANDARD, or start the work and do not wait for it",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let StateKind::Task(task) = &site.state.kind else { continue };
        if site.execution == ExecutionType::Express
            && let Some(what) = awaited(&task.resource)
        {
            report.at(
                site.pointer.key("Resource"),
                format!("an EXPRESS execution cannot wait for {what}"),
            );
        }
    }
}

/// What a task waits for beyond the answer of its call.
pub(super) fn awaited(resource: &str) -> Option<&'static str> {
    if resource.ends_with(".waitForTaskToken") {
        Some("a task token")
    } else if resource.ends_with(".sync") || resource.ends_with(".sync:2") {
        Some("a job")
    } else if resource.contains(":activity:") {
        Some("an activity")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::places;
    use super::*;

    fn children(kind: &str, resource: &str) -> Value {
        json!({"StartAt": "M", "States": {"M": {
            "Type": "Map", "End": true,
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": kind},
                "StartAt": "T", "States": {"T": {"Type": "Task", "Resource": resource, "End": true}},
            },
        }}})
    }

    #[test]
    fn a_token_in_an_express_child() {
        let token = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
        let expected = ["/States/M/ItemProcessor/States/T/Resource"];
        assert_eq!(places(&LINT, &children("EXPRESS", token)), expected);
        assert!(places(&LINT, &children("STANDARD", token)).is_empty());
        assert!(places(&LINT, &children("EXPRESS", "arn:aws:states:::sqs:sendMessage")).is_empty());
    }
}
