//! A state that can never end.

use super::{Lint, Report, Subject};
use crate::walk::Graph;

pub(super) const LINT: Lint = Lint {
    name: "never-ends",
    summary: "a state from which no end can be reached",
    explanation: "an execution, branch or iteration that comes here goes round for ever, and a STANDARD one is billed for every turn",
    remedy: "lead one of the states to an end",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for first in subject.first_states() {
        let graph = Graph::of(first.machine);
        let states = first.machine.states.keys();
        for ((name, reached), ends) in states.zip(graph.reachable()).zip(graph.can_end()) {
            if reached && !ends {
                report.at(first.sibling(name), format!("no end can be reached from `{name}`"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::places;
    use super::*;

    #[test]
    fn a_loop_without_a_way_out() {
        let definition = json!({"StartAt": "A", "States": {
            "A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "B"}], "Default": "D"},
            "B": {"Type": "Pass", "Next": "C"},
            "C": {"Type": "Pass", "Next": "B"},
            "D": {"Type": "Succeed"},
        }});
        assert_eq!(places(&LINT, &definition), ["/States/B", "/States/C"]);
    }
}
