//! A REST API with one resource, `/id_func`, behind which stands a function that returns its event.
//!
//! It is the API of the recorded tests: its request template hands the body on as the event, and with
//! query parameters an event of both.

use distmap_engine::ports::Ids;
use distmap_engine::time::RandomIds;
use distmap_engine::{TaskError, TaskRequest};
use serde_json::{Map, Value, json};

use crate::conformance::lambda::python_json;

const RESOURCE: &str = "id_func";

/// `apigateway:invoke` (<https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html>).
pub(super) async fn invoke(request: TaskRequest) -> Result<Value, TaskError> {
    let arguments = &request.input;
    let path = arguments["Path"].as_str().unwrap_or_default().trim_start_matches('/');
    if path != RESOURCE {
        let cause = json!({"message": "Missing Authentication Token"});
        return Err(TaskError::new("ApiGateway.403", cause.to_string()));
    }
    let body = arguments.get("RequestBody").cloned().unwrap_or_else(|| json!({}));
    let event = match arguments["QueryParameters"].as_object() {
        None => body,
        Some(parameters) => {
            json!({"body": body, "queryStringParameters": parameters_text(parameters)})
        }
    };
    let length = python_json(&event).len().to_string();
    let id = RandomIds.next();
    let trace = format!("Root=1-{};Sampled=0", &id[..8]);
    Ok(json!({
        "Headers": {
            "Connection": ["keep-alive"],
            "Content-Length": [length],
            "Content-Type": ["application/json"],
            "Date": ["Thu, 01 Jan 2026 00:00:00 GMT"],
            "Via": ["1.1 played.cloudfront.net (CloudFront)"],
            "x-amz-apigw-id": [id],
            "X-Amz-Cf-Id": [id],
            "X-Amz-Cf-Pop": ["IAD1-C1"],
            "x-amzn-RequestId": [id],
            "X-Amzn-Trace-Id": [trace],
            "X-Cache": ["Miss from cloudfront"],
        },
        "ResponseBody": event,
        "StatusCode": 200,
        "StatusText": "OK",
    }))
}

/// The parameters as the template language shows a map, the last value of each: `{a=1, b=2}`.
fn parameters_text(parameters: &Map<String, Value>) -> String {
    let shown = parameters.iter().map(|(name, values)| {
        let last = values.as_array().and_then(|values| values.last()).unwrap_or(values);
        format!("{name}={}", last.as_str().unwrap_or_default())
    });
    format!("{{{}}}", shown.collect::<Vec<_>>().join(", "))
}
