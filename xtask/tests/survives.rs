//! What waits in a `serve` that is killed waits on in the next one.

#![cfg(unix)]

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_sfn::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_sfn::types::{ExecutionStatus, HistoryEventType};
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use common::Place;
use serde_json::{Value, json};

struct Serve {
    process: Child,
    sfn: aws_sdk_sfn::Client,
    sns: aws_sdk_sns::Client,
}

impl Serve {
    fn start(place: &Place) -> Self {
        let mut command = place.command(&["serve", "--port", "0", "--json"]);
        let mut process = command
            .env_remove("AWS_ACCESS_KEY_ID")
            .env_remove("AWS_SECRET_ACCESS_KEY")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let out = process.stdout.as_mut().expect("standard output");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let said: Value = serde_json::from_str(&line).expect("a line of JSON");
        let url = said["endpointUrl"].as_str().expect("a URL");
        let credentials = Credentials::new("distmap", "distmap", None, None, "test");
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .endpoint_url(url)
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
            .build();
        let sfn = aws_sdk_sfn::Client::new(&config);
        Self { process, sfn, sns: aws_sdk_sns::Client::new(&config) }
    }

    fn kill(mut self) {
        self.process.kill().expect("kill -9");
        self.process.wait().expect("its end");
    }

    async fn execution(&self, name: &str, definition: &Value) -> String {
        let machine = self.sfn.create_state_machine().name(name).definition(definition.to_string());
        let machine = machine.role_arn("arn:aws:iam::000000000000:role/any").send().await;
        let machine = machine.expect("a state machine").state_machine_arn;
        let started = self.sfn.start_execution().state_machine_arn(machine).name(name).send().await;
        started.expect("an execution").execution_arn
    }

    async fn events(&self, arn: &str) -> Vec<aws_sdk_sfn::types::HistoryEvent> {
        let history = self.sfn.get_execution_history().execution_arn(arn).send().await;
        history.expect("a history").events
    }

    /// Waits until an event of this type was recorded.
    async fn until(&self, arn: &str, kind: HistoryEventType) {
        while !self.events(arn).await.iter().any(|event| event.r#type == kind) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn ended(&self, arn: &str) -> (ExecutionStatus, Option<String>) {
        loop {
            let told = self.sfn.describe_execution().execution_arn(arn).send().await;
            let told = told.expect("an execution");
            if told.status != ExecutionStatus::Running {
                return (told.status, told.output);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn count(&self, arn: &str, kind: HistoryEventType) -> usize {
        self.events(arn).await.iter().filter(|event| event.r#type == kind).count()
    }
}

#[tokio::test]
async fn waits_retries_tokens_and_activities_survive_the_process() {
    let place = Place::new();
    let first = Serve::start(&place);
    let topic = first.sns.create_topic().name("t").send().await.expect("a topic");
    let activity = first.sfn.create_activity().name("a").send().await.expect("an activity");
    let activity = activity.activity_arn;

    let wait =
        json!({"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 4, "End": true}}});
    let wait = first.execution("wait", &wait).await;
    let retry = json!({"StartAt": "R", "States": {"R": {
        "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject", "End": true,
        "Parameters": {"Bucket": "none", "Key": "none"},
        "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 4, "MaxAttempts": 1}],
    }}});
    let retry = first.execution("retry", &retry).await;
    let token = json!({"StartAt": "T", "States": {"T": {
        "Type": "Task", "Resource": "arn:aws:states:::sns:publish.waitForTaskToken", "End": true,
        "Parameters": {
            "TopicArn": topic.topic_arn.expect("an ARN"),
            "Message": {"token.$": "$$.Task.Token"},
        },
    }}});
    let token = first.execution("token", &token).await;
    let work = json!({"StartAt": "A", "States": {
        "A": {"Type": "Task", "Resource": activity, "End": true},
    }});
    let offered = first.execution("offered", &work).await;
    let get = || first.sfn.get_activity_task().activity_arn(&activity).send();
    let taken_early = get().await.expect("a task").task_token.expect("a token");
    let waiting = first.execution("waiting", &work).await;

    first.until(&wait, HistoryEventType::WaitStateEntered).await;
    first.until(&retry, HistoryEventType::TaskFailed).await;
    first.until(&token, HistoryEventType::TaskSubmitted).await;
    first.until(&offered, HistoryEventType::ActivityStarted).await;
    first.until(&waiting, HistoryEventType::ActivityScheduled).await;
    // What a task's answer is sent with was handed out by the process that is gone.
    let events = first.events(&token).await;
    let scheduled = events.iter().find_map(|event| event.task_scheduled_event_details.as_ref());
    let parameters: Value =
        serde_json::from_str(&scheduled.expect("TaskScheduled").parameters).expect("JSON");
    let handed_out = parameters["Message"]["token"].as_str().expect("a token").to_owned();
    first.kill();

    let second = Serve::start(&place);
    let success = |token: &str| second.sfn.send_task_success().task_token(token).output("\"yes\"");
    success(&handed_out).send().await.expect("the token is good");
    assert_eq!(second.ended(&token).await.1.as_deref(), Some("\"yes\""));
    assert_eq!(second.count(&token, HistoryEventType::TaskSubmitted).await, 1, "asked once");
    success(&taken_early).send().await.expect("the worker's token is good");
    assert_eq!(second.ended(&offered).await.0, ExecutionStatus::Succeeded);
    let task = second.sfn.get_activity_task().activity_arn(&activity).send().await;
    let task = task.expect("the task is offered again").task_token.expect("a token");
    success(&task).send().await.expect("the token is good");
    assert_eq!(second.ended(&waiting).await.0, ExecutionStatus::Succeeded);
    assert_eq!(second.count(&waiting, HistoryEventType::ActivityScheduled).await, 1);

    assert_eq!(second.ended(&wait).await.0, ExecutionStatus::Succeeded);
    assert_eq!(second.count(&wait, HistoryEventType::WaitStateEntered).await, 1);
    assert_eq!(second.ended(&retry).await.0, ExecutionStatus::Failed);
    assert_eq!(second.count(&retry, HistoryEventType::TaskFailed).await, 2, "one retry, no more");
    assert_eq!(second.count(&retry, HistoryEventType::TaskStateEntered).await, 1);
    second.kill();
}
