//! The three definitions.

use serde_json::json;

use super::parts::{Care, objects, process_object, results, succeeded_of_map_run};
use super::settings::Settings;
use crate::builder::{Chain, Choice, DistributedMap, Fail, InlineMap, Parallel, Pass, Succeed};
use crate::model::{Catcher, ExecutionType, ItemReader, StateMachine};

/// The most that AWS takes as the input of a child, in bytes. Keys have up to 1,024 bytes, so a thousand items need not
/// fit.
const MAX_INPUT_BYTES: u64 = 262_144;

/// AWS runs no more iterations of an INLINE map at once.
const INLINE_CONCURRENCY: u64 = 40;

pub(super) fn sample(settings: &Settings) -> StateMachine {
    const BATCH: u64 = 10;
    const CONCURRENCY: u64 = 1_000;

    let items = InlineMap::new(process_object(settings, Care::Bare)).items_path("$.Items");
    let inner =
        DistributedMap::new(ExecutionType::Standard, Chain::start("ProcessItems", items).end())
            .items_path("$.Items")
            .max_concurrency(CONCURRENCY)
            .tolerated_failure_percentage(100.0)
            .max_items_per_batch(BATCH)
            .discard_result()
            .discard_output()
            .catch(Catcher::on(["States.ItemReaderFailed"], "FailItem"));

    let outer = DistributedMap::new(
        ExecutionType::Standard,
        Chain::start("ProcessObjects", inner).end().with("FailItem", Fail::new()),
    )
    .item_reader(objects(settings))
    .max_concurrency(CONCURRENCY)
    .tolerated_failure_percentage(100.0)
    .max_items_per_batch(BATCH)
    .discard_output()
    .catch(Catcher::on(["States.ItemReaderFailed"], "Fail"))
    .catch(Catcher::on(["States.ALL"], "Fail"));

    Chain::start("S3 Distributed Map State Machine", outer)
        .end_with("Succeed", Succeed::new())
        .with("Fail", Fail::new())
}

pub(super) fn nested(settings: &Settings) -> StateMachine {
    let items = InlineMap::new(process_object(settings, Care::Guarded))
        .items_path("$.Items")
        .max_concurrency(INLINE_CONCURRENCY)
        .discard_result()
        .discard_output();
    let inner =
        DistributedMap::new(ExecutionType::Express, Chain::start("ProcessItems", items).end())
            .label("Objects")
            .items_path("$.Items")
            .max_items_per_batch(settings.inner_batch)
            .max_input_bytes_per_batch(MAX_INPUT_BYTES)
            .max_concurrency(settings.inner_concurrency)
            .tolerated_failure_percentage_path("$Tolerated")
            .result_writer(results(settings, "objects", "COMPACT"))
            .discard_result()
            .discard_output();

    let batch =
        StateMachine::only("SetTolerance", tolerance(settings.tolerated_failure_percentage))
            .with_all(Chain::start("ProcessObjects", inner).end());
    let outer = DistributedMap::new(ExecutionType::Standard, batch)
        .label("Batches")
        .item_reader(objects(settings))
        .max_items_per_batch(settings.outer_batch)
        .max_input_bytes_per_batch(MAX_INPUT_BYTES)
        .max_concurrency(settings.outer_concurrency)
        .tolerated_failure_percentage(settings.tolerated_failure_percentage)
        .result_writer(results(settings, "batches", "COMPACT"));

    Chain::start("ProcessBucket", outer).end_with("Done", Succeed::new()).comment(
        "Merges a patch into every object of a bucket and publishes it: maps nested in maps",
    )
}

/// So many objects make no rate: a last batch of three, of which one fails, is not a third of the bucket.
const FEW: u32 = 20;

/// Sets what share of a batch's objects may fail. A batch of few objects fails only if all of them do.
fn tolerance(percentage: f64) -> Choice {
    let all_but_one = 100.0 - 100.0 / f64::from(FEW);
    let of_few = if percentage > 0.0 { percentage.max(all_but_one) } else { 0.0 };
    Choice::new()
        .when(format!("$.Items[{FEW}]"), "IsPresent", json!(true), "ProcessObjects")
        .and_assign(json!({ "Tolerated": percentage }))
        .otherwise("ProcessObjects")
        .otherwise_assign(json!({ "Tolerated": of_few }))
}

pub(super) fn flat(settings: &Settings) -> StateMachine {
    // States.ALL does not catch States.DataLimitExceeded, which an object over 256 KiB raises.
    let failed = |errors: [&str; 1]| Catcher::on(errors, "ItemFailed").result_path("$.Failure");
    let item = Parallel::new(process_object(settings, Care::Guarded))
        .discard_result()
        .discard_output()
        .catch(failed(["States.DataLimitExceeded"]))
        .catch(failed(["States.ALL"]));
    let failure = Chain::start(
        "ItemFailed",
        Pass::new().parameters(json!({
            "Key.$": "$.Key",
            "Error.$": "$.Failure.Error",
            "Cause.$": "$.Failure.Cause",
        })),
    )
    .end();
    let items = InlineMap::new(Chain::start("ProcessItem", item).end().with_all(failure))
        .items_path("$.Items")
        .max_concurrency(INLINE_CONCURRENCY)
        .result_selector(json!({ "Failed.$": "$[?(@.Error)]" }))
        .output_path("$.Failed");

    let objects =
        DistributedMap::new(ExecutionType::Express, Chain::start("ProcessItems", items).end())
            .label("Objects")
            .item_reader(objects(settings))
            .max_items_per_batch(settings.flat_batch)
            .max_input_bytes_per_batch(MAX_INPUT_BYTES)
            .max_concurrency(settings.inner_concurrency)
            .tolerated_failure_percentage(settings.tolerated_failure_percentage)
            .result_writer(results(settings, "objects", "FLATTEN"));

    let report = DistributedMap::new(
        ExecutionType::Express,
        StateMachine::only("Failed", Fail::from_paths("$.Error", "$.Cause")),
    )
    .label("Failures")
    .item_reader(ItemReader::s3_json_lines(succeeded_of_map_run(settings, "objects")))
    .max_concurrency(settings.inner_concurrency)
    // Every child of this map fails: that is what it is for.
    .tolerated_failure_percentage(100.0)
    .result_writer(results(settings, "failures", "COMPACT"));

    Chain::start("ProcessBucket", objects)
        .then("ReportFailures", report)
        .end_with("Done", Succeed::new())
        .comment("Merges a patch into every object of a bucket and publishes it: one map")
}
