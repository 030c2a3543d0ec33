//! A batch of items that can outgrow 256 KiB.

use super::sizes::MAX_PAYLOAD;
use super::{Lint, Report, Subject, thousands};

pub(super) const LINT: Lint = Lint {
    name: "batch-size",
    summary: "a batch of listed objects that can outgrow 256 KiB",
    explanation: "a listed object is an item of up to 1,224 bytes, as keys have up to 1,024, and a child's input of more than 262,144 bytes fails",
    remedy: "add `MaxInputBytesPerBatch: 262144` to the `ItemBatcher`",
    check,
};

/// The longest key of an S3 object, and what the other fields of a listed object take.
const ITEM_BYTES: u64 = 1_024 + 200;

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let Some((map, _)) = site.distributed() else { continue };
        let lists =
            map.item_reader.as_ref().is_some_and(|it| it.resource.ends_with(":s3:listObjectsV2"));
        let bounded =
            map.item_batcher.as_ref().is_none_or(|it| it.max_input_bytes_per_batch.is_some());
        let fitting = MAX_PAYLOAD / ITEM_BYTES;
        match map.batch_size() {
            Some(count) if lists && !bounded && count > fitting => report.at(
                site.pointer.key("ItemBatcher"),
                format!(
                    "a batch of {} objects with long keys has up to {} bytes, more than the {} that a child takes: {fitting} always fit",
                    thousands(count),
                    thousands(count.saturating_mul(ITEM_BYTES)),
                    thousands(MAX_PAYLOAD),
                ),
            ),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::places;
    use super::*;

    fn map(batcher: Value) -> Value {
        json!({"StartAt": "M", "States": {"M": {
            "Type": "Map", "End": true,
            "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b"}},
            "ItemBatcher": batcher,
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}},
            },
        }}})
    }

    #[test]
    fn many_items_without_a_bound_in_bytes() {
        let found = places(&LINT, &map(json!({"MaxItemsPerBatch": 1000})));
        assert_eq!(found, ["/States/M/ItemBatcher"]);
    }

    #[test]
    fn few_items_or_a_bound_in_bytes() {
        assert!(places(&LINT, &map(json!({"MaxItemsPerBatch": 200}))).is_empty());
        let bounded = json!({"MaxItemsPerBatch": 1000, "MaxInputBytesPerBatch": 262_144});
        assert!(places(&LINT, &map(bounded)).is_empty());
    }
}
