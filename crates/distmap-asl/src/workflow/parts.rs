//! The states that the variants share.

use serde_json::{Value, json};

use super::settings::Settings;
use crate::builder::{Chain, Pass, Task};
use crate::model::{ItemReader, ResultWriter, Retrier, StateMachine};

/// Whether the tasks are guarded: the sample's are not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// As the sample has it.
    Bare,
    /// With retries and timeouts, and nothing handed on that nobody reads.
    Guarded,
}

/// Throttling and faults of S3's own side; `NoSuchKeyException` is not among them, a missing object stays missing.
const S3_ERRORS: [&str; 3] = ["S3.S3Exception", "S3.SdkClientException", "States.Timeout"];

/// Throttling and faults of SNS's own side.
const SNS_ERRORS: [&str; 6] = [
    "SNS.ThrottledException",
    "SNS.KMSThrottlingException",
    "SNS.InternalErrorException",
    "SNS.AmazonSNSException",
    "SNS.SdkClientException",
    "States.Timeout",
];

/// A call of S3 or SNS that takes longer than this has hung.
const CALL_TIMEOUT_SECONDS: u64 = 30;

fn retrier(errors: &[&str]) -> Retrier {
    Retrier::on(errors.iter().copied())
        .interval_seconds(1)
        .max_attempts(5)
        .backoff_rate(2.0)
        .max_delay_seconds(20)
        .full_jitter()
}

/// Fetch an object, merge the patch into it, publish the result.
pub(super) fn process_object(settings: &Settings, care: Care) -> StateMachine {
    let mut get = Task::new("arn:aws:states:::aws-sdk:s3:getObject").parameters(json!({
        "Bucket": settings.bucket,
        "Key.$": "$.Key",
    }));
    let transform = Pass::new()
        .parameters(json!({ "output.$": merge(&settings.patch) }))
        .output_path("$.output");
    let mut publish = Task::new("arn:aws:states:::sns:publish")
        .parameters(json!({ "Message.$": "$", "TopicArn": settings.topic }))
        .discard_result();
    if care == Care::Guarded {
        get = get.timeout_seconds(CALL_TIMEOUT_SECONDS).retry(retrier(&S3_ERRORS));
        publish = publish
            .discard_output()
            .timeout_seconds(CALL_TIMEOUT_SECONDS)
            .retry(retrier(&SNS_ERRORS));
    }
    Chain::start("GetObjectFromBucket", get)
        .then("TransformItem", transform)
        .then("PublishItem", publish)
        .end()
}

/// The intrinsic call that merges `patch` into a body.
fn merge(patch: &str) -> String {
    let quoted = patch.replace('\\', "\\\\").replace('\'', "\\'");
    format!("States.JsonMerge(States.StringToJson($.Body), States.StringToJson('{quoted}'), false)")
}

/// The objects of the bucket.
pub(super) fn objects(settings: &Settings) -> ItemReader {
    let mut parameters = json!({ "Bucket": settings.bucket });
    if let Some(prefix) = &settings.prefix {
        parameters["Prefix"] = json!(prefix);
    }
    ItemReader::s3_objects(parameters)
}

/// Results into the folder `name` of the results prefix.
pub(super) fn results(settings: &Settings, name: &str, transformation: &str) -> ResultWriter {
    ResultWriter::s3(
        json!({
            "Bucket": settings.results_bucket,
            "Prefix": format!("{}/{name}", settings.results_prefix),
        }),
        transformation,
    )
}

/// The prefix of the successful results of the Map Run whose ARN is in the input.
pub(super) fn succeeded_of_map_run(settings: &Settings, name: &str) -> Value {
    // arn:PARTITION:states:REGION:ACCOUNT:mapRun:NAME/LABEL:ID, so the id is the eighth part.
    let run = "States.ArrayGetItem(States.StringSplit($.MapRunArn, ':'), 7)";
    let folder = format!("{}/{name}", settings.results_prefix);
    json!({
        "Bucket": settings.results_bucket,
        "Prefix.$": format!("States.Format('{folder}/{{}}/SUCCEEDED', {run})"),
    })
}
