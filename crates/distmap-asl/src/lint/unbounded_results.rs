//! Results that can outgrow 256 KiB.

use super::sizes::{MAX_PAYLOAD, item_bound};
use super::unread_results::is_empty;
use super::{Lint, Report, Subject, thousands};
use crate::model::StateMachine;

pub(super) const LINT: Lint = Lint {
    name: "unbounded-results",
    summary: "a DISTRIBUTED map without `ResultWriter` whose collected results can outgrow 256 KiB",
    explanation: "the map fails with States.DataLimitExceeded when the results of its children have more than 262,144 bytes together, even if its output is then discarded",
    remedy: "add a `ResultWriter`, or bound the items with `MaxItems`",
    check,
};

/// What a child's output has, where the definition does not tell.
const ASSUMED_BYTES: u64 = 255;

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let Some((map, _)) = site.distributed() else { continue };
        if map.result_writer.is_some() {
            continue;
        }
        let batch = map.batch_size().unwrap_or(1).max(1);
        let (bytes, how) = if ends_empty(&map.processor) {
            (2, "")
        } else {
            (ASSUMED_BYTES, ", if a child's output has 255 bytes")
        };
        // Between two results stands a comma.
        let limit = (MAX_PAYLOAD / (bytes + 1)).saturating_mul(batch);
        if item_bound(subject, site).is_none_or(|it| it > limit) {
            report.at(
                site.pointer.clone(),
                format!(
                    "from about {} items on, the collected results outgrow 256 KiB{how}",
                    thousands(limit)
                ),
            );
        }
    }
}

/// Whether a run that ends well ends with `{}`.
fn ends_empty(machine: &StateMachine) -> bool {
    machine
        .states
        .values()
        .filter(|it| it.is_end() && !matches!(it.kind, crate::model::StateKind::Fail(_)))
        .all(is_empty)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::found;
    use super::*;

    fn map(batch: u64, end: Value) -> Value {
        json!({"StartAt": "M", "States": {"M": {
            "Type": "Map", "End": true,
            "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b"}},
            "ItemBatcher": {"MaxItemsPerBatch": batch},
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                "StartAt": "P", "States": {"P": end},
            },
        }}})
    }

    #[test]
    fn the_number_of_items() {
        let empty = json!({"Type": "Pass", "OutputPath": null, "End": true});
        let message = &found(&LINT, &map(10, empty))[0].1;
        assert!(message.contains("about 873,810 items"), "{message}");
        let full = json!({"Type": "Pass", "End": true});
        let message = &found(&LINT, &map(1, full))[0].1;
        assert!(message.contains("about 1,024 items"), "{message}");
    }

    #[test]
    fn a_writer_or_a_bound() {
        let mut definition = map(1, json!({"Type": "Pass", "End": true}));
        definition["States"]["M"]["ItemReader"]["ReaderConfig"] = json!({"MaxItems": 1_000});
        assert!(found(&LINT, &definition).is_empty());
        let mut definition = map(1, json!({"Type": "Pass", "End": true}));
        definition["States"]["M"]["ResultWriter"] = json!({
            "Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b", "Prefix": "p"},
        });
        assert!(found(&LINT, &definition).is_empty());
    }
}
