//! The AWS SDK against an endpoint in this process, without a socket.

use std::error::Error;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_s3::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_sfn::types::{ExecutionStatus, StateMachineType};
use distmap_engine::Engine;
use distmap_server::Endpoint;
use distmap_store::Store;

type Checked = Result<(), Box<dyn Error>>;

async fn endpoint() -> Result<(Endpoint, SdkConfig), Box<dyn Error>> {
    let endpoint = Endpoint::open(Store::memory()?, Engine::builder()).await?;
    let credentials = Credentials::new("any", "any", None, None, "test");
    let config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(endpoint.connector())
        .endpoint_url("http://localhost:4566")
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .build();
    Ok((endpoint, config))
}

fn s3(config: &SdkConfig) -> aws_sdk_s3::Client {
    let config = aws_sdk_s3::config::Builder::from(config).force_path_style(true).build();
    aws_sdk_s3::Client::from_conf(config)
}

#[tokio::test]
async fn objects_come_back_as_they_were_sent() -> Checked {
    let (_, config) = endpoint().await?;
    let s3 = s3(&config);
    s3.create_bucket().bucket("products").send().await?;
    let longest = "k".repeat(1_024);
    let keys =
        ["a", "a/b", "../x", "a//b", "é 漢/\u{1F600}", "with space+plus&amp", longest.as_str()];
    for key in keys {
        let body = ByteStream::from(key.as_bytes().to_vec());
        s3.put_object().bucket("products").key(key).body(body).send().await?;
    }
    for key in keys {
        let got = s3.get_object().bucket("products").key(key).send().await?;
        assert_eq!(got.body.collect().await?.into_bytes(), key.as_bytes(), "{key}");
        let head = s3.head_object().bucket("products").key(key).send().await?;
        assert_eq!(head.content_length(), Some(key.len() as i64));
    }
    let listed = s3.list_objects_v2().bucket("products").send().await?;
    let mut found: Vec<&str> = listed.contents().iter().filter_map(|o| o.key()).collect();
    let mut wanted = keys.to_vec();
    wanted.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, wanted);
    let part = s3.get_object().bucket("products").key("a/b").range("bytes=1-").send().await?;
    assert_eq!(part.content_range(), Some("bytes 1-2/3"));
    assert_eq!(part.body.collect().await?.into_bytes().as_ref(), b"/b");
    let missing = s3.get_object().bucket("products").key("none").send().await;
    assert!(missing.expect_err("no such key").into_service_error().is_no_such_key());
    s3.delete_object().bucket("products").key("a").send().await?;
    assert!(s3.head_object().bucket("products").key("a").send().await.is_err());
    Ok(())
}

#[tokio::test]
async fn listings_go_over_pages() -> Checked {
    let (_, config) = endpoint().await?;
    let s3 = s3(&config);
    s3.create_bucket().bucket("pages").send().await?;
    for i in 0..7 {
        let key = format!("d{}/{i}", i % 3);
        s3.put_object().bucket("pages").key(key).body(ByteStream::from_static(b"x")).send().await?;
    }
    let mut pages = s3.list_objects_v2().bucket("pages").max_keys(3).into_paginator().send();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page?.contents().len());
    }
    assert_eq!(sizes, [3, 3, 1]);
    let groups = s3.list_objects_v2().bucket("pages").delimiter("/").send().await?;
    let prefixes: Vec<_> = groups.common_prefixes().iter().filter_map(|p| p.prefix()).collect();
    assert_eq!(prefixes, ["d0/", "d1/", "d2/"]);
    Ok(())
}

#[tokio::test]
async fn an_execution_runs_and_is_told_of() -> Checked {
    let (_, config) = endpoint().await?;
    let sfn = aws_sdk_sfn::Client::new(&config);
    let definition =
        r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"b": 1}, "End": true}}}"#;
    let machine = sfn
        .create_state_machine()
        .name("machine")
        .definition(definition)
        .role_arn("arn:aws:iam::000000000000:role/any")
        .r#type(StateMachineType::Standard)
        .send()
        .await?;
    let started = sfn
        .start_execution()
        .state_machine_arn(machine.state_machine_arn())
        .name("one")
        .input("{}")
        .send()
        .await?;
    let arn = started.execution_arn();
    let told = loop {
        let told = sfn.describe_execution().execution_arn(arn).send().await?;
        if *told.status() != ExecutionStatus::Running {
            break told;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(*told.status(), ExecutionStatus::Succeeded);
    assert_eq!(told.output(), Some(r#"{"b":1}"#));
    let history = sfn.get_execution_history().execution_arn(arn).send().await?;
    assert_eq!(history.events().len(), 4);
    assert!(history.events()[0].timestamp().as_secs_f64() > 1.6e9);
    let listed =
        sfn.list_executions().state_machine_arn(machine.state_machine_arn()).send().await?;
    assert_eq!(listed.executions().len(), 1);
    let refused = sfn.describe_execution().execution_arn("no_arn").send().await;
    let refused = refused.expect_err("no ARN").into_service_error();
    assert_eq!(refused.to_string(), "InvalidArn: Invalid Arn: 'Invalid ARN prefix: no_arn'");
    Ok(())
}

#[tokio::test]
async fn what_a_topic_gets_reaches_a_queue() -> Checked {
    let (_, config) = endpoint().await?;
    let (sns, sqs) = (aws_sdk_sns::Client::new(&config), aws_sdk_sqs::Client::new(&config));
    let topic = sns.create_topic().name("news").send().await?;
    let topic = topic.topic_arn().ok_or("no ARN")?;
    let queue = sqs.create_queue().queue_name("readers").send().await?;
    let queue = queue.queue_url().ok_or("no URL")?;
    sns.subscribe()
        .topic_arn(topic)
        .protocol("sqs")
        .endpoint("arn:aws:sqs:us-east-1:000000000000:readers")
        .attributes("RawMessageDelivery", "true")
        .send()
        .await?;
    sns.publish().topic_arn(topic).message("hello <&> there").send().await?;
    let received = sqs.receive_message().queue_url(queue).send().await?;
    let message = received.messages().first().ok_or("no message")?;
    assert_eq!(message.body(), Some("hello <&> there"));
    let receipt = message.receipt_handle().ok_or("no receipt")?;
    sqs.delete_message().queue_url(queue).receipt_handle(receipt).send().await?;
    let topics = sns.list_topics().send().await?;
    assert_eq!(topics.topics().len(), 1);
    sns.delete_topic().topic_arn(topic).send().await?;
    let gone = sns.publish().topic_arn(topic).message("x").send().await;
    assert!(gone.expect_err("no topic").into_service_error().is_not_found_exception());
    let gone = sqs.get_queue_url().queue_name("none").send().await;
    assert!(gone.expect_err("no queue").into_service_error().is_queue_does_not_exist());
    Ok(())
}
