//! Nested maps whose inner run has a single child.

use super::sizes::item_bound;
use super::{Lint, Report, Subject, thousands};

pub(super) const LINT: Lint = Lint {
    name: "single-child",
    summary: "a Map Run inside a child execution that never has more than one child itself",
    explanation: "the inner Map Run costs a start, a child and its waiting, and runs nothing side by side",
    remedy: "make the inner batch smaller than the outer one, or the inner map INLINE",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let Some((map, _)) = site.distributed() else { continue };
        let nested = subject.around(site).any(|it| it.distributed().is_some());
        if let (true, Some(items), Some(batch)) =
            (nested, item_bound(subject, site), map.batch_size())
            && items <= batch
        {
            report.at(
                site.pointer.clone(),
                format!(
                    "a Map Run of at most {} items in batches of {} has a single child",
                    thousands(items),
                    thousands(batch),
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::places;
    use super::*;

    fn nested(outer: u64, inner: u64) -> Value {
        let config = json!({"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"});
        json!({"StartAt": "O", "States": {"O": {
            "Type": "Map", "End": true, "ItemBatcher": {"MaxItemsPerBatch": outer},
            "ItemProcessor": {"ProcessorConfig": config, "StartAt": "I", "States": {"I": {
                "Type": "Map", "ItemsPath": "$.Items", "End": true,
                "ItemBatcher": {"MaxItemsPerBatch": inner},
                "ItemProcessor": {
                    "ProcessorConfig": config,
                    "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}},
                },
            }}},
        }}})
    }

    #[test]
    fn an_inner_batch_that_takes_all() {
        let expected = ["/States/O/ItemProcessor/States/I"];
        assert_eq!(places(&LINT, &nested(10, 10)), expected);
        assert!(places(&LINT, &nested(1_000, 100)).is_empty());
    }
}
