//! Unreachable states.

use super::{Lint, Report, Subject};

pub(super) const LINT: Lint = Lint {
    name: "unreachable",
    summary: "a state that nothing leads to",
    explanation: "it never runs, and AWS refuses the definition",
    remedy: "lead to it with `Next`, `Default` or a catcher, or remove it",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let machine = site.machine;
        if !machine.reachable_from(&machine.start_at).contains(site.name) {
            report.at(site.pointer.clone(), format!("nothing leads to `{}`", site.name));
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
