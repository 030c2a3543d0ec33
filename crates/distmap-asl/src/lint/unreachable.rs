//! Unreachable states.

use super::{Lint, Report, Subject};
use crate::walk::Graph;

pub(super) const LINT: Lint = Lint {
    name: "unreachable",
    summary: "a state that nothing leads to",
    explanation: "it never runs, and AWS refuses the definition",
    remedy: "lead to it with `Next`, `Default` or a catcher, or remove it",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for first in subject.first_states() {
        let reachable = Graph::of(first.machine).reachable();
        for (name, reached) in first.machine.states.keys().zip(reachable) {
            if !reached {
                report.at(first.sibling(name), format!("nothing leads to `{name}`"));
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
    fn a_state_aside() {
        let definition = json!({"StartAt": "A", "States": {
            "A": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true,
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}]},
            "B": {"Type": "Fail"},
            "C": {"Type": "Pass", "Next": "A"},
        }});
        assert_eq!(places(&LINT, &definition), ["/States/C"]);
    }
}
