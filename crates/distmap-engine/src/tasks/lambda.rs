//! `lambda:invoke`: the function's handler, in the envelope that the service puts around it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
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
    let payload = call.arguments.get("Payload").cloned();
    let payload = match payload {
        // The payload may be given as its JSON text.
        Some(Value::String(text)) => serde_json::from_str(&text).unwrap_or(Value::String(text)),
        None | Some(Value::Null) => json!({}),
        Some(payload) => payload,
    };
    let answer = call.call_handler(handler, function, payload).await;
    let answer = match answer {
        // To the SDK a function that fails has answered.
        Err(error) if sdk => return Ok(unhandled(error)),
        answer => answer.map_err(compact)?,
    };
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
    let mut envelope = json!({
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
    });
    if let Some(log) = log_tail(call, &request) {
        let headers = &mut envelope["SdkHttpMetadata"];
        headers["AllHttpHeaders"]["X-Amz-Log-Result"] = json!([log]);
        headers["HttpHeaders"]["X-Amz-Log-Result"] = log.as_str().into();
        envelope["LogResult"] = log.into();
    }
    Ok(Answer::from(envelope))
}

/// The end of the call's log in base64, where `LogType` asks for it. A handler logs nothing itself.
fn log_tail(call: &Call<'_>, request: &str) -> Option<String> {
    let log = format!(
        "START RequestId: {request} Version: $LATEST\nEND RequestId: {request}\nREPORT RequestId: {request}\n"
    );
    (call.text("LogType") == "Tail").then(|| STANDARD.encode(log))
}

/// What the SDK integration answers for a function that failed.
fn unhandled(error: StateError) -> Answer {
    let described = error.cause.as_deref().map(serde_json::from_str::<Value>);
    let payload = match described {
        Some(Ok(described @ Value::Object(_))) => described,
        _ => json!({"errorMessage": error.cause, "errorType": error.error}),
    };
    Answer::from(json!({
        "ExecutedVersion": "$LATEST",
        "FunctionError": "Unhandled",
        "Payload": payload.to_string(),
        "StatusCode": 200,
    }))
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
