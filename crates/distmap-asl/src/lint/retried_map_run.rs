//! A Retry on a distributed map.

use super::{Lint, Report, Subject};

pub(super) const LINT: Lint = Lint {
    name: "retried-map-run",
    summary: "a `Retry` on a DISTRIBUTED map",
    explanation: "the retry is a new Map Run, which runs every child again, also those that succeeded",
    remedy: "retry in the states of the processor, and redrive the Map Run by hand when children have failed",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        if let Some((map, _)) = site.distributed()
            && !map.retry.is_empty()
        {
            report.at(
                site.pointer.key("Retry"),
                "a retry of this map runs every child execution again",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::places;
    use super::*;

    fn map(mode: Value) -> Value {
        json!({"StartAt": "M", "States": {"M": {
            "Type": "Map", "End": true, "Retry": [{"ErrorEquals": ["States.ALL"]}],
            "ItemProcessor": {
                "ProcessorConfig": mode,
                "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}},
            },
        }}})
    }

    #[test]
    fn only_distributed_maps() {
        let distributed = json!({"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"});
        assert_eq!(places(&LINT, &map(distributed)), ["/States/M/Retry"]);
        assert!(places(&LINT, &map(json!({"Mode": "INLINE"}))).is_empty());
    }
}
