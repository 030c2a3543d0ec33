//! What the running `serve` accepts and what it refuses.

mod common;

use std::error::Error;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use aws_config::retry::RetryConfig;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use common::remote::Remote;
use common::serving::Serving;
use common::{Place, sdk, tools};

type Checked = Result<(), Box<dyn Error>>;

/// Runs a script of boto3's against a `serve` of its own.
fn script(name: &str) {
    let Some(python) = tools::python("boto3") else { return };
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    let mut script = Command::new(python);
    script.arg(tools::scripts().join(name));
    serving.export(&mut script);
    let said = tools::output(&mut script);
    assert!(said.ends_with("checks hold"), "{said}");
}

#[test]
fn s3_through_boto3() {
    script("boto3_s3.py");
}

#[test]
fn sns_and_sqs_through_boto3() {
    script("boto3_messages.py");
}

#[test]
fn what_infrastructure_tools_make_and_read_through_boto3() {
    script("boto3_infrastructure.py");
}

#[test]
fn what_is_rarely_asked_for_through_boto3() {
    script("boto3_rarely.py");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_s_conformance_suite_holds_over_http() -> Checked {
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    let s3 = sdk::s3(&sdk::config(&serving));
    s3.create_bucket().bucket("conformance").send().await?;
    distmap_store::conformance::check(&Remote::new(s3), "conformance").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_wrong_is_refused_as_aws_does() -> Checked {
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    let right = sdk::config(&serving);
    let hour = SystemTime::now() - Duration::from_secs(3_600);
    let late = right
        .clone()
        .into_builder()
        .time_source(SharedTimeSource::new(StaticTimeSource::new(hour)))
        // A second try would be signed with the server's time.
        .retry_config(RetryConfig::disabled())
        .build();
    let cases = [
        (
            sdk::signed(&serving, Serving::ID, "wrong"),
            ["SignatureDoesNotMatch", "InvalidSignatureException", "SignatureDoesNotMatch"],
        ),
        (
            sdk::signed(&serving, "unknown", Serving::SECRET),
            ["InvalidAccessKeyId", "UnrecognizedClientException", "InvalidClientTokenId"],
        ),
        (late, ["RequestTimeTooSkewed", "InvalidSignatureException", "SignatureDoesNotMatch"]),
    ];
    for (config, [s3, sfn, sns]) in cases {
        let refused = sdk::s3(&config).list_buckets().send().await.expect_err("refused");
        assert_eq!(refused.code(), Some(s3), "{refused:?}");
        assert_eq!(refused.raw_response().map(|raw| raw.status().as_u16()), Some(403));
        let client = aws_sdk_sfn::Client::new(&config);
        let refused = client.list_state_machines().send().await.expect_err("refused");
        assert_eq!(refused.code(), Some(sfn), "{refused:?}");
        let refused = aws_sdk_sns::Client::new(&config).list_topics().send().await;
        assert_eq!(refused.expect_err("refused").code(), Some(sns));
    }
    // Nothing of this was done, and who signs right is served.
    assert!(sdk::s3(&right).list_buckets().send().await?.buckets().is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_authentication_anyone_is_served_and_told_so() -> Checked {
    let place = Place::new();
    let mut process = place
        .command(&["serve", "--port", "0", "--no-auth", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    let mut stdout = std::io::BufReader::new(process.stdout.take().ok_or("no output")?);
    std::io::BufRead::read_line(&mut stdout, &mut line)?;
    let told: serde_json::Value = serde_json::from_str(&line)?;
    let url = told["endpointUrl"].as_str().ok_or("no URL")?;
    let answer = sdk::raw(
        url.trim_start_matches("http://"),
        "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    );
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    process.kill()?;
    let said = String::from_utf8(process.wait_with_output()?.stderr)?;
    assert!(said.contains("whoever reaches it"), "{said}");
    Ok(())
}

/// Every error says which request it was, in its headers and, where it is XML, in its text.
fn identified(answer: &str) {
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let id = |name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.map(str::to_owned)
    };
    let id = id("x-amz-request-id").or_else(|| id("x-amzn-requestid")).expect("a header");
    assert!(!id.is_empty());
    if body.contains('<') {
        assert!(body.contains(&format!("<RequestId>{id}</RequestId>")), "{answer}");
        assert!(head.contains("xml"), "{answer}");
    } else {
        assert!(head.contains("application/x-amz-json-1.0"), "{answer}");
    }
}

#[test]
fn requests_without_a_signature_are_refused() {
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    let ask = |head: &str, body: &str| {
        let length = body.len();
        let request = format!(
            "{head}\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        sdk::raw(serving.address(), &request)
    };
    let json = "\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: ";
    let form = "\r\nContent-Type: application/x-www-form-urlencoded";
    for (head, body, code) in [
        ("GET / HTTP/1.1".to_owned(), "", "AccessDenied"),
        ("PUT /bucket HTTP/1.1".to_owned(), "", "AccessDenied"),
        ("GET /bucket?policy HTTP/1.1".to_owned(), "", "AccessDenied"),
        ("GET /bucket/../../etc/passwd HTTP/1.1".to_owned(), "", "AccessDenied"),
        (
            format!("POST / HTTP/1.1{json}AWSStepFunctions.ListStateMachines"),
            "{}",
            "MissingAuthenticationTokenException",
        ),
        (
            format!("POST / HTTP/1.1{json}AmazonSQS.ListQueues"),
            "{}",
            "MissingAuthenticationTokenException",
        ),
        (
            format!("POST / HTTP/1.1{form}"),
            "Action=ListTopics&Version=2010-03-31",
            "MissingAuthenticationToken",
        ),
    ] {
        let answer = ask(&head, body);
        assert!(answer.starts_with("HTTP/1.1 403"), "{head}\n{answer}");
        assert!(answer.contains(code), "{head}\n{answer}");
        identified(&answer);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_names_itself() -> Checked {
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    let config = sdk::config(&serving);
    let sns = aws_sdk_sns::Client::new(&config);
    let refused = sns.list_phone_numbers_opted_out().send().await.expect_err("not there");
    assert_eq!(refused.code(), Some("NotImplemented"), "{refused:?}");
    assert!(refused.message().is_some_and(|told| told.contains("ListPhoneNumbersOptedOut")));
    let s3 = sdk::s3(&config);
    s3.create_bucket().bucket("bucket").send().await?;
    let refused = s3.get_object_torrent().bucket("bucket").key("k").send().await;
    let refused = refused.err().ok_or("not there")?;
    assert_eq!(refused.code(), Some("NotImplemented"), "{refused:?}");
    let told = refused.message().unwrap_or_default();
    assert!(told.contains("GetObjectTorrent"), "{told}");
    let refused = s3.get_bucket_analytics_configuration().bucket("bucket").id("x").send().await;
    let refused = refused.expect_err("not there");
    assert_eq!(refused.code(), Some("NotImplemented"), "{refused:?}");
    assert!(refused.message().is_some_and(|told| told.contains("GetBucketAnalytics")));
    Ok(())
}

#[test]
fn a_signal_stops_it_and_what_it_had_is_there_again() {
    let place = Place::new();
    for _ in 0..2 {
        let serving = Serving::start(&place, &[]);
        assert!(place.path().join(".distmap/owner.json").exists());
        assert_eq!(serving.stop(), 0);
        assert!(!place.path().join(".distmap/owner.json").exists());
    }
}

#[test]
fn what_is_taken_is_said_and_left_alone() {
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    // The directory.
    let said = place.run(&["serve", "--port", "0"]);
    assert_eq!(said.code, 5, "{}", said.err);
    assert!(said.err.contains("in use") && said.err.contains(&serving.url), "{}", said.err);
    // The port: another directory is not even begun to be used.
    let port = serving.address().rsplit(':').next().unwrap_or_default();
    let said = place.run(&["serve", "--port", port, "--state-dir", "other"]);
    assert_eq!(said.code, 5, "{}", said.err);
    assert!(said.err.contains(port) && said.err.contains("--port"), "{}", said.err);
    // Other commands speak to the process that has the directory.
    place.ok(&["deploy"]);
    assert_eq!(serving.stop(), 0);
}

#[test]
fn wrong_arguments_are_refused() {
    let place = Place::new();
    for (arguments, code, words) in [
        (&["serve", "--port", "70000"][..], 2, "70000"),
        (&["serve", "--host", "example.com"], 2, "example.com"),
        (&["serve", "--host", "203.0.113.1", "--port", "0"], 5, "203.0.113.1"),
        (&["serve", "--account", "12"], 2, "12 digits"),
        (&["serve", "--region", ""], 2, "region"),
        (&["serve", "--access-key-id", ""], 2, "access-key-id"),
        (&["serve", "--state-dir", "/dev/null/x"], 5, "/dev/null/x"),
    ] {
        let said = place.run(arguments);
        assert_eq!(said.code, code, "{arguments:?}\n{}", said.err);
        assert!(said.err.contains(words), "{arguments:?}\n{}", said.err);
    }
}

#[test]
fn another_host_must_be_named_and_warns() {
    let place = Place::new();
    let mut process = place
        .command(&["serve", "--port", "0", "--host", "0.0.0.0", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    let stdout = process.stdout.take().expect("its output");
    std::io::BufRead::read_line(&mut std::io::BufReader::new(stdout), &mut line).expect("a line");
    assert!(line.contains("http://127.0.0.1:"), "{line}");
    process.kill().expect("kill -9");
    let said = process.wait_with_output().expect("its end").stderr;
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("warning: 0.0.0.0 is reachable from other machines"), "{said}");
}
