//! What the recorded test did beside the run: it took tokens from a queue and answered the tasks.

use std::sync::Arc;
use std::time::Duration;

use distmap_engine::ports::{Clock, Queues};
use serde_json::{Value, json};

use super::transport::Service;
use super::vector::Vector;

/// Time between two calls of a driver.
const PAUSE: Duration = Duration::from_secs(1);
/// What stands in the recorded calls for the token and the message that the run hands out.
const RECORDED_TOKEN: &str = "fake-task-token";

/// The calls for one task: everything up to the first that ends it.
fn calls(vector: &Vector) -> Vec<Value> {
    let all = vector.setup("driver_calls").as_array().cloned().unwrap_or_default();
    let answers = all
        .into_iter()
        .filter(|call| call["action"].as_str().unwrap_or("").starts_with("send_task_"));
    let mut taken = Vec::new();
    for call in answers {
        let last = call["action"] != "send_task_heartbeat";
        taken.push(call);
        if last {
            break;
        }
    }
    taken
}

/// Starts a driver on the vector's queues, if its test had one; it ends with the runtime.
pub(crate) fn start(
    vector: &Vector,
    service: &Service,
    queues: Arc<dyn Queues>,
    clock: &Arc<dyn Clock>,
) {
    let calls = calls(vector);
    if calls.is_empty() {
        return;
    }
    let setup = vector.setup("sqs_queues").as_array().into_iter().flatten();
    let urls: Vec<String> =
        setup.filter_map(|queue| queue["url"].as_str()).map(str::to_owned).collect();
    let (service, clock) = (service.clone(), Arc::clone(clock));
    tokio::spawn(async move {
        loop {
            for url in &urls {
                let received = queues.receive(url, 10, Duration::ZERO).await.unwrap_or_default();
                for message in received {
                    // The message is taken whether or not it can be deleted.
                    let _ = queues.delete_message(url, &message.receipt_handle).await;
                    if let Some(token) = token_in(&message.body) {
                        answer(&service, &clock, &calls, &token, &message.body).await;
                    }
                }
            }
            clock.sleep(PAUSE).await;
        }
    });
}

/// The token that a message's body holds, also where a topic has put its envelope around the message.
fn token_in(body: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).ok()?;
    match body["TaskToken"].as_str() {
        Some(token) => Some(token.to_owned()),
        None => token_in(body["Message"].as_str()?),
    }
}

async fn answer(
    service: &Service,
    clock: &Arc<dyn Clock>,
    calls: &[Value],
    token: &str,
    body: &str,
) {
    for call in calls {
        clock.sleep(PAUSE).await;
        let mut request = json!({"taskToken": token});
        let given = |name: &str| call["args"].get(name).filter(|value| value.is_string()).cloned();
        let action = match call["action"].as_str() {
            Some("send_task_heartbeat") => "SendTaskHeartbeat",
            Some("send_task_failure") => {
                for name in ["error", "cause"] {
                    if let Some(text) = given(name) {
                        request[name] = text;
                    }
                }
                "SendTaskFailure"
            }
            _ => {
                let output = given("output").unwrap_or_default();
                // The recorded output was made from the message that the test received.
                let own = output.as_str().is_some_and(|output| output.contains(RECORDED_TOKEN));
                request["output"] = if own { body.into() } else { output };
                "SendTaskSuccess"
            }
        };
        // A task that has ended meanwhile refuses the call, as it did the recorded test's.
        let _ = service.call(action, request).await;
    }
}
