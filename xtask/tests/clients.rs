//! Real clients against the real `serve`: make, upload, deploy, invoke, follow, read, destroy, on
//! 2,500 objects, which are three pages of a listing.

mod common;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{Delete, ObjectIdentifier};
use aws_sdk_sfn::types::ExecutionStatus;
use aws_sdk_sqs::types::DeleteMessageBatchRequestEntry;
use common::serving::Serving;
use common::{Place, sdk, tools};
use futures::StreamExt as _;
use serde_json::{Value, json};

type Checked<T = ()> = Result<T, Box<dyn Error>>;

const COUNT: usize = 2_500;
/// Far more than it takes.
const PATIENCE: Duration = Duration::from_secs(300);

/// The object of this number, as all clients make it.
fn object(id: usize) -> (String, Value) {
    (format!("objects/{id:06}.json"), json!({"id": id, "text": format!("object {id}")}))
}

/// The steps through AWS's SDK for Rust; everything is named alike.
struct Steps {
    name: &'static str,
    s3: aws_sdk_s3::Client,
    sfn: aws_sdk_sfn::Client,
    sns: aws_sdk_sns::Client,
    sqs: aws_sdk_sqs::Client,
}

struct Deployed {
    topic: String,
    queue: String,
    machine: String,
}

impl Steps {
    fn new(serving: &Serving, name: &'static str) -> Self {
        let config = sdk::config(serving);
        Self {
            name,
            s3: sdk::s3(&config),
            sfn: aws_sdk_sfn::Client::new(&config),
            sns: aws_sdk_sns::Client::new(&config),
            sqs: aws_sdk_sqs::Client::new(&config),
        }
    }

    async fn upload(&self) -> Checked {
        self.s3.create_bucket().bucket(self.name).send().await?;
        let puts = futures::stream::iter(0..COUNT).map(|id| {
            let (key, body) = object(id);
            let body = ByteStream::from(body.to_string().into_bytes());
            self.s3.put_object().bucket(self.name).key(key).body(body).send()
        });
        let mut puts = puts.buffer_unordered(8);
        while let Some(put) = puts.next().await {
            put?;
        }
        Ok(())
    }

    /// The sizes of the pages in which the bucket is listed.
    async fn pages(&self) -> Checked<Vec<usize>> {
        let list = self.s3.list_objects_v2().bucket(self.name).prefix("objects/");
        let mut pages = list.into_paginator().send();
        let mut sizes = Vec::new();
        while let Some(page) = pages.next().await {
            sizes.push(page?.contents().len());
        }
        Ok(sizes)
    }

    async fn deploy(&self) -> Checked<Deployed> {
        let topic = self.sns.create_topic().name(self.name).send().await?;
        let topic = topic.topic_arn().ok_or("no ARN")?.to_owned();
        let queue = self.sqs.create_queue().queue_name(self.name).send().await?;
        let queue = queue.queue_url().ok_or("no URL")?.to_owned();
        self.sns
            .subscribe()
            .topic_arn(&topic)
            .protocol("sqs")
            .endpoint(topic.replacen(":sns:", ":sqs:", 1))
            .attributes("RawMessageDelivery", "true")
            .send()
            .await?;
        let definition = std::fs::read_to_string(tools::scripts().join("definition.json"))?;
        let definition = definition.replace("BUCKET", self.name).replace("TOPIC", &topic);
        let machine = self
            .sfn
            .create_state_machine()
            .name(self.name)
            .definition(definition)
            .role_arn("arn:aws:iam::000000000000:role/any")
            .send()
            .await?;
        Ok(Deployed { topic, queue, machine: machine.state_machine_arn().to_owned() })
    }

    /// Starts an execution and follows it to its end.
    async fn invoke(&self, deployed: &Deployed) -> Checked {
        let started = self
            .sfn
            .start_execution()
            .state_machine_arn(&deployed.machine)
            .input(json!({"bucket": self.name, "prefix": "objects/"}).to_string())
            .send()
            .await?;
        let arn = started.execution_arn();
        let patience = Instant::now() + PATIENCE;
        loop {
            let told = self.sfn.describe_execution().execution_arn(arn).send().await?;
            match told.status() {
                ExecutionStatus::Running if Instant::now() < patience => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                status => {
                    assert_eq!(*status, ExecutionStatus::Succeeded, "{told:?}");
                    break;
                }
            }
        }
        let runs = self.sfn.list_map_runs().execution_arn(arn).send().await?;
        let run = runs.map_runs().first().ok_or("no Map Run")?.map_run_arn();
        let told = self.sfn.describe_map_run().map_run_arn(run).send().await?;
        let counts = told.item_counts().ok_or("no counts")?;
        assert_eq!((counts.total(), counts.succeeded()), (COUNT as i64, COUNT as i64));
        Ok(())
    }

    /// Takes every message out of the queue: each object's body has come, once.
    async fn read(&self, queue: &str) -> Checked {
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        loop {
            let got = self.sqs.receive_message().queue_url(queue).max_number_of_messages(10);
            let got = got.send().await?;
            if got.messages().is_empty() {
                break;
            }
            let mut done = self.sqs.delete_message_batch().queue_url(queue);
            for (at, message) in got.messages().iter().enumerate() {
                let body: Value = serde_json::from_str(message.body().ok_or("no body")?)?;
                let id = body["id"].as_i64().ok_or("no id")?;
                // One message of the AWS CLI's own.
                if id >= 0 {
                    let id = usize::try_from(id)?;
                    assert_eq!(body, object(id).1);
                    *seen.entry(id).or_default() += 1;
                }
                let entry = DeleteMessageBatchRequestEntry::builder().id(at.to_string());
                let receipt = message.receipt_handle().unwrap_or_default();
                done = done.entries(entry.receipt_handle(receipt).build()?);
            }
            assert!(done.send().await?.failed().is_empty());
        }
        assert_eq!(seen.len(), COUNT);
        assert!(seen.values().all(|count| *count == 1), "a message came twice");
        Ok(())
    }

    async fn undeploy(&self, deployed: &Deployed) -> Checked {
        self.sfn.delete_state_machine().state_machine_arn(&deployed.machine).send().await?;
        self.sqs.delete_queue().queue_url(&deployed.queue).send().await?;
        self.sns.delete_topic().topic_arn(&deployed.topic).send().await?;
        Ok(())
    }

    async fn remove(&self) -> Checked {
        let ids: Vec<usize> = (0..COUNT).collect();
        for part in ids.chunks(1_000) {
            let keys: Result<Vec<_>, _> = part
                .iter()
                .map(|id| ObjectIdentifier::builder().key(object(*id).0).build())
                .collect();
            let delete = Delete::builder().set_objects(Some(keys?)).build()?;
            let done = self.s3.delete_objects().bucket(self.name).delete(delete).send().await?;
            assert!(done.errors().is_empty(), "{:?}", done.errors());
        }
        self.s3.delete_bucket().bucket(self.name).send().await?;
        Ok(())
    }

    /// Nothing is left of what was made.
    async fn gone(&self) -> Checked {
        assert!(self.s3.list_buckets().send().await?.buckets().is_empty());
        assert!(self.sqs.list_queues().send().await?.queue_urls().is_empty());
        assert!(self.sns.list_topics().send().await?.topics().is_empty());
        assert!(self.sfn.list_state_machines().send().await?.state_machines().is_empty());
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn aws_sdk_for_rust() -> Checked {
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    let steps = Steps::new(&serving, "sdk-rust");
    steps.upload().await?;
    assert_eq!(steps.pages().await?, [1_000, 1_000, 500]);
    let deployed = steps.deploy().await?;
    steps.invoke(&deployed).await?;
    steps.read(&deployed.queue).await?;
    steps.undeploy(&deployed).await?;
    steps.remove().await?;
    steps.gone().await?;
    assert_eq!(serving.stop(), 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn boto3() -> Checked {
    let Some(python) = tools::python("boto3") else { return Ok(()) };
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    let mut script = Command::new(python);
    script.arg(tools::scripts().join("boto3_steps.py")).arg(COUNT.to_string());
    serving.export(&mut script);
    let said = tools::output(&mut script);
    assert!(said.starts_with("2500 objects, 2500 messages"), "{said}");
    Steps::new(&serving, "boto3").gone().await
}

#[tokio::test(flavor = "multi_thread")]
async fn aws_cli() -> Checked {
    let Some(python) = tools::python("awscli") else { return Ok(()) };
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    // The `aws` that belongs to this Python.
    let mut path: Vec<PathBuf> = python.parent().map(PathBuf::from).into_iter().collect();
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let path = std::env::join_paths(path)?;
    let script = |arguments: &[&str]| {
        let mut script = Command::new("bash");
        script.arg(tools::scripts().join("aws_cli.sh")).args(arguments).env("PATH", &path);
        serving.export(&mut script);
        tools::output(&mut script)
    };
    let steps = Steps::new(&serving, "aws-cli");
    let queue = script(&["run", steps.name, &COUNT.to_string()]);
    assert_eq!(steps.pages().await?, [1_000, 1_000, 500]);
    steps.read(&queue).await?;
    script(&["destroy", steps.name]);
    steps.gone().await
}

#[tokio::test(flavor = "multi_thread")]
async fn s5cmd() -> Checked {
    let Some(program) = tools::s5cmd() else { return Ok(()) };
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    let s5cmd = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.args(arguments).current_dir(place.path()).env("S3_ENDPOINT_URL", &serving.url);
        serving.export(&mut command);
        tools::output(&mut command)
    };
    for id in 0..COUNT {
        let (key, body) = object(id);
        place.write(&key, &body.to_string());
    }
    let steps = Steps::new(&serving, "s5cmd");
    s5cmd(&["mb", "s3://s5cmd"]);
    s5cmd(&["cp", "objects/", "s3://s5cmd/objects/"]);
    assert_eq!(s5cmd(&["ls", "s3://s5cmd/objects/*"]).lines().count(), COUNT);
    assert_eq!(steps.pages().await?, [1_000, 1_000, 500]);
    s5cmd(&["cp", "s3://s5cmd/objects/*", "back/"]);
    for id in 0..COUNT {
        let back = std::fs::read_to_string(place.path().join(format!("back/{id:06}.json")))?;
        assert_eq!(back, object(id).1.to_string());
    }
    let deployed = steps.deploy().await?;
    steps.invoke(&deployed).await?;
    steps.read(&deployed.queue).await?;
    steps.undeploy(&deployed).await?;
    s5cmd(&["rm", "s3://s5cmd/*"]);
    s5cmd(&["rb", "s3://s5cmd"]);
    steps.gone().await
}
