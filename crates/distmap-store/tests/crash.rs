//! What a call has acknowledged outlives `kill -9` and a full disk, and the state directory opens
//! again.
//!
//! This test has no harness: it starts itself as the process that is killed.

// The process to be killed says on its standard output what was acknowledged.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use bytes::Bytes;
use distmap_asl::ExecutionType;
use distmap_engine::Status;
use distmap_engine::journal::{ChildFinished, ChildQuery, Journal as _, MapRunStarted, Record};
use distmap_engine::ports::{
    Objects as _, PublishRequest, PutOptions, Queues as _, SendRequest, Topics as _,
};
use distmap_store::{BucketKind, QueueInfo, Store};

type Outcome = Result<(), Box<dyn std::error::Error>>;

const TOPIC: &str = "arn:aws:sns:us-east-1:000000000000:topic";
const QUEUE: &str = "http://localhost/000000000000/queue";
const QUEUE_ARN: &str = "arn:aws:sqs:us-east-1:000000000000:queue";
const RUN: &str = "arn:aws:states:us-east-1:000000000000:mapRun:m/Map:1";
const ROUNDS: usize = 4;

fn main() -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let arguments: Vec<_> = std::env::args().collect();
    match arguments.as_slice() {
        [_, mode, dir, folder] if mode == "write-until-killed" => {
            runtime.block_on(write(Path::new(dir), Path::new(folder)))
        }
        [_, mode, dir] if mode == "write-until-full" => {
            runtime.block_on(write_until_full(Path::new(dir)))
        }
        _ if arguments.iter().any(|argument| argument == "--list") => Ok(()),
        _ => {
            runtime.block_on(kill())?;
            if cfg!(unix) { runtime.block_on(fill()) } else { Ok(()) }
        }
    }
}

fn body(index: u64) -> Vec<u8> {
    let size = if index.is_multiple_of(20) { 60_000 } else { 300 };
    (0..size).map(|i| (index + i) as u8).collect()
}

async fn write(dir: &Path, folder: &Path) -> Outcome {
    let store = Store::open(dir)?;
    if store.objects().list_buckets().is_empty() {
        store.objects().create_bucket("folder", BucketKind::Folder(folder.to_path_buf()))?;
        store.objects().create_bucket("packed", BucketKind::Packed)?;
        store.topics().create_topic(TOPIC, BTreeMap::new(), BTreeMap::new())?;
        store.queues().create_queue(QueueInfo::new(QUEUE, QUEUE_ARN))?;
        store.journal().append(Record::MapRunStarted(
            MapRunStarted {
                arn: RUN.into(),
                execution_arn: "e".into(),
                state_machine_arn: "m".into(),
                child_type: ExecutionType::Express,
                started: 0,
                settings: Default::default(),
            }
            .into(),
        ));
    }
    let done = store.topics().messages(TOPIC, 0)?.count() as u64;
    for index in done.. {
        let text = index.to_string();
        let put = |bucket| {
            let body = Bytes::from(body(index));
            store.objects().put(bucket, &text, body, PutOptions::default())
        };
        put("packed").await?;
        put("folder").await?;
        let message =
            SendRequest { queue_url: QUEUE.into(), body: text.clone(), ..SendRequest::default() };
        store.queues().send(message).await?;
        store.journal().append(Record::ChildFinished(ChildFinished {
            map_run_arn: RUN.into(),
            arn: format!("child:{index}").into(),
            index,
            name: text.clone(),
            status: Status::Succeeded,
            started: 1,
            stopped: 2,
            items: 1,
            input: None,
            output: None,
            error: None,
            cause: None,
            transitions: 1,
            redrive: None,
        }));
        store.journal().flush().await?;
        let message = PublishRequest {
            topic_arn: TOPIC.into(),
            message: text.clone(),
            ..PublishRequest::default()
        };
        store.topics().publish(message).await?;
        println!("{index}");
        std::io::stdout().flush()?;
    }
    Ok(())
}

async fn kill() -> Outcome {
    let dir = tempfile::tempdir()?;
    let folder = dir.path().join("folder");
    std::fs::create_dir(&folder)?;
    let state = dir.path().join("state");
    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        let mut writer = Command::new(std::env::current_exe()?)
            .arg("write-until-killed")
            .args([&state, &folder])
            .stdout(Stdio::piped())
            .spawn()?;
        let mut lines = BufReader::new(writer.stdout.take().ok_or("no output")?).lines();
        for _ in 0..100 {
            acknowledged = lines.next().ok_or("the writer ended")??.parse()?;
        }
        // Somewhere in the middle of the next writes.
        std::thread::sleep(Duration::from_micros(137 * (round as u64 + 1)));
        writer.kill()?;
        writer.wait()?;
        for line in lines {
            acknowledged = line?.parse().unwrap_or(acknowledged);
        }
        verify(&state, acknowledged).await?;
    }
    assert!(acknowledged >= 100 * ROUNDS as u64 - 1);
    Ok(())
}

/// Everything up to `acknowledged` is there, and nothing is there in part.
async fn verify(state: &Path, acknowledged: u64) -> Outcome {
    let store = Store::open(state)?;
    for bucket in ["packed", "folder"] {
        for index in 0..=acknowledged + 1 {
            match store.objects().get(bucket, &index.to_string()).await {
                Ok(object) => assert_eq!(object.body, body(index), "{bucket} {index}"),
                Err(e) => assert!(index > acknowledged, "{bucket} {index}: {e}"),
            }
        }
    }
    let mut messages = 0;
    for (index, message) in store.topics().messages(TOPIC, 0)?.enumerate() {
        assert_eq!(message?.message, index.to_string());
        messages += 1;
    }
    assert!(messages > acknowledged);
    assert!(store.queues().counts(QUEUE)?.visible > acknowledged);
    let (mut children, mut query) =
        (0, ChildQuery { map_run_arn: RUN.into(), ..ChildQuery::default() });
    loop {
        let page = store.journal().children(&query).await?;
        children += page.items.len() as u64;
        query.paging.token = page.next;
        if query.paging.token.is_none() {
            break;
        }
    }
    assert!(children > acknowledged);
    Ok(())
}

/// Puts objects until that fails, then reads all of them, and goes on with smaller ones.
async fn write_until_full(dir: &Path) -> Outcome {
    let store = Store::open(dir)?;
    store.objects().create_bucket("packed", BucketKind::Packed)?;
    store.topics().create_topic(TOPIC, BTreeMap::new(), BTreeMap::new())?;
    let mut index = 0;
    let full = loop {
        let body = Bytes::from(vec![index as u8; 10_000]);
        let key = index.to_string();
        match store.objects().put("packed", &key, body, PutOptions::default()).await {
            Ok(_) => index += 1,
            Err(error) => break error,
        }
        assert!(index < 10_000, "the limit was never met");
    };
    assert_eq!(full.status, 500);
    assert!(full.message.contains("File too large"), "{full}");
    for at in 0..index {
        let object = store.objects().get("packed", &format!("{at}")).await?;
        assert_eq!(object.body, vec![at as u8; 10_000]);
    }
    store.objects().delete("packed", "0").await?;
    let message = PublishRequest {
        topic_arn: TOPIC.into(),
        message: "there is room in other files".into(),
        ..PublishRequest::default()
    };
    store.topics().publish(message).await?;
    println!("{index}");
    Ok(())
}

/// A limit on the size of files stands for a full disk.
async fn fill() -> Outcome {
    let dir = tempfile::tempdir()?;
    let state = dir.path().join("state");
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 20000; exec \"$0\" write-until-full \"$1\""])
        .arg(std::env::current_exe()?)
        .arg(&state)
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let count: u64 = String::from_utf8_lossy(&output.stdout).trim().parse()?;
    // Without the limit everything is there, and there is room again.
    let store = Store::open(&state)?;
    for at in 1..count {
        let object = store.objects().get("packed", &format!("{at}")).await?;
        assert_eq!(object.body, vec![at as u8; 10_000]);
    }
    let body = Bytes::from_static(b"more");
    store.objects().put("packed", "more", body, PutOptions::default()).await?;
    assert_eq!(store.topics().messages(TOPIC, 0)?.count(), 1);
    Ok(())
}
