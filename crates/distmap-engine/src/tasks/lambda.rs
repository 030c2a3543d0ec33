//! `lambda:invoke`: the function's handler, in the envelope that the service puts around it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

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
    match call.text("InvocationType") {
        // Nobody waits for what the function says.
        "Event" => {
            tokio::spawn(handler(call.request(function, payload)));
            return Ok(accepted(call, 202, sdk));
        }
        "DryRun" => return Ok(accepted(call, 204, sdk)),
        _ => {}
    }
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
    let length = text.len().to_string();
    let mut headers = vec![
        ("X-Amz-Executed-Version", "$LATEST"),
        ("x-amzn-Remapped-Content-Length", "0"),
        ("Content-Length", &length),
        ("Content-Type", "application/json"),
    ];
    let log = log_tail(call, &request);
    headers.extend(log.as_deref().map(|log| ("X-Amz-Log-Result", log)));
    let mut envelope = json!({"ExecutedVersion": "$LATEST", "Payload": result.value()});
    if let Some(log) = &log {
        envelope["LogResult"] = log.as_str().into();
    }
    Ok(Answer::from(enveloped(call, envelope, 200, &request, &headers)))
}

/// The answer to a call that is not waited for.
fn accepted(call: &Call<'_>, status: u16, sdk: bool) -> Answer {
    if sdk {
        return Answer::from(json!({"StatusCode": status}));
    }
    let headers = [("x-amzn-Remapped-Content-Length", "0"), ("Content-Length", "0")];
    Answer::from(enveloped(call, json!({}), status, &call.engine.new_id(), &headers))
}

/// An answer of the optimised integration: its members, and those of the HTTP call.
fn enveloped(
    call: &Call<'_>,
    mut answer: Value,
    status: u16,
    request: &str,
    headers: &[(&str, &str)],
) -> Value {
    let date = http_date(call.engine.clock().now());
    let short = request.get(..8).unwrap_or(request);
    let trace = format!("root=1-{short};parent={short};sampled=0;lineage=1:0:0");
    let always = [
        ("Connection", "keep-alive"),
        ("x-amzn-RequestId", request),
        ("Date", &date),
        ("X-Amzn-Trace-Id", &trace),
    ];
    let all = headers.iter().chain(&always);
    let (lists, texts): (Map<String, Value>, Map<String, Value>) = all
        .map(|(name, value)| {
            (((*name).to_owned(), json!([value])), ((*name).to_owned(), json!(value)))
        })
        .unzip();
    answer["SdkHttpMetadata"] =
        json!({"AllHttpHeaders": lists, "HttpHeaders": texts, "HttpStatusCode": status});
    answer["SdkResponseMetadata"] = json!({"RequestId": request});
    answer["StatusCode"] = status.into();
    answer
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
