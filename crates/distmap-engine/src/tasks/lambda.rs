//! `lambda:invoke`: the function's handler, in the envelope that the service puts around it.

use serde_json::{Value, json};

use super::{Answer, Call, optimized_error, sdk_error};
use crate::error::StateError;
use crate::ports::ServiceError;
use crate::time::http_date;

pub(crate) async fn invoke(call: &Call<'_>, sdk: bool) -> Result<Answer, StateError> {
    let function = call.text("FunctionName");
    let Some(handler) = call.engine.handlers().function(function) else {
        let refusal = not_found(call, function);
        return Err(if sdk {
            sdk_error(call.engine, "Lambda", &refusal)
        } else {
            optimized_error(call.engine, "Lambda", "AWSLambda", &refusal)
        });
    };
    let payload = call.arguments.value().get("Payload").cloned();
    let payload = match payload {
        // The SDK integration takes the payload as text too.
        Some(Value::String(text)) => serde_json::from_str(&text).unwrap_or(Value::String(text)),
        None | Some(Value::Null) => json!({}),
        Some(payload) => payload,
    };
    let answer = call.call_handler(handler, function, payload).await.map_err(compact)?;
    let Answer::Done(result) = answer else { return Ok(answer) };
    let text = result.text();
    if sdk {
        return Ok(Answer::from(json!({
            "ExecutedVersion": "$LATEST",
            "Payload": **text,
            "StatusCode": 200,
        })));
    }
    let request = call.engine.new_id();
    let date = http_date(call.engine.clock().now());
    let length = text.len().to_string();
    let trace =
        format!("root=1-{};parent={};sampled=0;lineage=1:0:0", &request[..8], &request[..8]);
    Ok(Answer::from(json!({
        "ExecutedVersion": "$LATEST",
        "Payload": result.value(),
        "SdkHttpMetadata": {
            "AllHttpHeaders": {
                "X-Amz-Executed-Version": ["$LATEST"],
                "x-amzn-Remapped-Content-Length": ["0"],
                "Connection": ["keep-alive"],
                "x-amzn-RequestId": [request],
                "Content-Length": [length],
                "Date": [date],
                "X-Amzn-Trace-Id": [trace],
                "Content-Type": ["application/json"],
            },
            "HttpHeaders": {
                "Connection": "keep-alive",
                "Content-Length": length,
                "Content-Type": "application/json",
                "Date": date,
                "X-Amz-Executed-Version": "$LATEST",
                "x-amzn-Remapped-Content-Length": "0",
                "x-amzn-RequestId": request,
                "X-Amzn-Trace-Id": trace,
            },
            "HttpStatusCode": 200,
        },
        "SdkResponseMetadata": {"RequestId": request},
        "StatusCode": 200,
    })))
}

/// A function's error as the integration hands it on: a JSON object without blanks.
fn compact(error: StateError) -> StateError {
    let cause = error.cause.map(|cause| match serde_json::from_str::<Value>(&cause) {
        Ok(described @ Value::Object(_)) => described.to_string(),
        _ => cause,
    });
    StateError { cause, ..error }
}

/// The refusal of a function that nobody registered; AWS names it by its whole ARN.
fn not_found(call: &Call<'_>, function: &str) -> ServiceError {
    let arn = if function.starts_with("arn:") {
        function.to_owned()
    } else {
        let engine = call.engine;
        format!("arn:aws:lambda:{}:{}:function:{function}", engine.region(), engine.account())
    };
    ServiceError::new(
        "ResourceNotFoundException",
        404,
        format!("Function not found: {arn}:$LATEST"),
    )
}
