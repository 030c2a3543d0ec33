//! A state that can never end.

use super::{Lint, Report, Subject};

pub(super) const LINT: Lint = Lint {
    name: "never-ends",
    summary: "a state from which no end can be reached",
    explanation: "an execution, branch or iteration that comes here goes round for ever, and a STANDARD one is billed for every turn",
    remedy: "lead one of the states to an end",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let machine = site.machine;
        let reachable = machine.reachable_from(&machine.start_at).contains(site.name);
        let ends = machine.reachable_from(site.name).iter().any(|it| machine.states[*it].is_end());
        if reachable && !ends {
            report.at(site.pointer.clone(), format!("no end can be reached from `{}`", site.name));
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
