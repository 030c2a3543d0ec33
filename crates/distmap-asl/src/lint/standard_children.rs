//! STANDARD children that could be EXPRESS.

use super::express_token::awaited;
use super::sizes::states_entered;
use super::{Lint, Report, Subject, thousands};
use crate::model::{Dynamic, ExecutionType, StateKind, StateMachine, WaitState};
use crate::walk::sites;

pub(super) const LINT: Lint = Lint {
    name: "standard-children",
    summary: "STANDARD children that could be EXPRESS",
    explanation: "a STANDARD child is billed for every state that it enters, an EXPRESS child for its start and its duration",
    remedy: "set `ExecutionType: EXPRESS`, if children take less than five minutes and may run more than once",
    check,
};

/// The longest that an EXPRESS execution takes, in seconds.
const MAX_SECONDS: u64 = 300;

/// What the difference is told for.
const ITEMS: u64 = 1_000_000;

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let Some((map, ExecutionType::Standard)) = site.distributed() else { continue };
        if !could_be_express(&map.processor) {
            continue;
        }
        let batch = map.batch_size().unwrap_or(1).max(1);
        let children = ITEMS.div_ceil(batch) as f64;
        let states = states_entered(&map.processor, batch);
        let standard = children * subject.prices.standard_child(states);
        let express = children * subject.prices.express_child(1.0);
        report.at(
            site.pointer.key(map.processor_key()).key("ProcessorConfig"),
            format!(
                "{} items cost ${standard:.2} as STANDARD children, ${express:.2} as EXPRESS children of a second: ${:.2} less",
                thousands(ITEMS),
                standard - express,
            ),
        );
    }
}

fn could_be_express(processor: &StateMachine) -> bool {
    sites(processor, ExecutionType::Standard).iter().all(|it| match &it.state.kind {
        StateKind::Task(task) => awaited(&task.resource).is_none(),
        StateKind::Map(_) => it.distributed().is_none(),
        StateKind::Wait(WaitState::Seconds(Dynamic::Literal(seconds))) => *seconds < MAX_SECONDS,
        StateKind::Wait(_) => false,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::found;
    use super::*;

    fn map(kind: &str, state: Value) -> Value {
        json!({"StartAt": "M", "States": {"M": {
            "Type": "Map", "End": true,
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": kind},
                "StartAt": "P", "States": {"P": state},
            },
        }}})
    }

    #[test]
    fn the_difference_in_cost() {
        let pass = json!({"Type": "Pass", "End": true});
        let found = found(&LINT, &map("STANDARD", pass));
        assert_eq!(found[0].0, "/States/M/ItemProcessor/ProcessorConfig");
        assert!(found[0].1.contains("$50.00 as STANDARD"), "{}", found[0].1);
        assert!(found[0].1.contains("$27.04 as EXPRESS"), "{}", found[0].1);
    }

    #[test]
    fn express_or_not_possible() {
        let pass = json!({"Type": "Pass", "End": true});
        assert!(found(&LINT, &map("EXPRESS", pass)).is_empty());
        let token = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
        let task = json!({"Type": "Task", "Resource": token, "End": true});
        assert!(found(&LINT, &map("STANDARD", task)).is_empty());
        let wait = json!({"Type": "Wait", "Seconds": 600, "End": true});
        assert!(found(&LINT, &map("STANDARD", wait)).is_empty());
    }
}
