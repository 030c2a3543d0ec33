//! Topics: publishing, reading, delivery to queues.

use std::collections::BTreeMap;

use distmap_engine::journal::{Journal as _, MapRunCounters, Record};
use distmap_engine::ports::{MessageAttribute, PublishRequest, Topics as _};
use distmap_store::{QueueInfo, ReceiveOptions, Store, Subscription, messages, topic_arns};

type Outcome = Result<(), Box<dyn std::error::Error>>;

const TOPIC: &str = "arn:aws:sns:us-east-1:000000000000:products";
const FIFO: &str = "arn:aws:sns:us-east-1:000000000000:products.fifo";

fn publish(topic: &str, message: &str) -> PublishRequest {
    PublishRequest {
        topic_arn: topic.to_owned(),
        message: message.to_owned(),
        ..PublishRequest::default()
    }
}

fn texts(store: &Store, topic: &str) -> Result<Vec<String>, distmap_store::Error> {
    store.topics().messages(topic, 0)?.map(|message| Ok(message?.message)).collect()
}

#[tokio::test]
async fn what_was_published_is_read() -> Outcome {
    let dir = tempfile::tempdir()?;
    for store in [Store::open(dir.path().join("state"))?, Store::memory()?] {
        let topics = store.topics();
        topics.create_topic(TOPIC, BTreeMap::new(), BTreeMap::new())?;
        let mut ids = Vec::new();
        for i in 0..10 {
            let request = PublishRequest {
                subject: Some("s".into()),
                ..publish(TOPIC, &format!("message {i}"))
            };
            ids.push(topics.publish(request).await?.message_id);
        }
        let mut reader = topics.messages(TOPIC, 0)?;
        let read: Vec<_> = reader.by_ref().collect::<Result<_, _>>()?;
        assert_eq!(read.iter().map(|m| m.message_id.clone()).collect::<Vec<_>>(), ids);
        assert_eq!(read[3].message, "message 3");
        assert_eq!((read[3].subject.as_deref(), read[3].topic_arn.as_str()), (Some("s"), TOPIC));
        assert_eq!(ids[0].len(), 36);
        // The reader goes on with what comes later, also from a position.
        topics.publish(publish(TOPIC, "later")).await?;
        assert_eq!(reader.next().ok_or("nothing new")??.message, "later");
        let from = topics.messages(TOPIC, read[8].position)?;
        assert_eq!(from.count(), 3);
        let unknown = topics.publish(publish("arn:aws:sns:us-east-1:1:none", "x")).await;
        assert_eq!(unknown.map_err(|e| (e.code, e.status)), Err(("NotFound".into(), 404)));
        let empty = topics.publish(publish(TOPIC, "")).await;
        assert_eq!(empty.map_err(|e| e.code), Err("InvalidParameter".into()));
    }
    Ok(())
}

#[tokio::test]
async fn messages_that_wait_are_written_before_the_journal_tells_of_them() -> Outcome {
    let dir = tempfile::tempdir()?;
    let dir = dir.path().join("state");
    let store = Store::open(&dir)?;
    let topics = store.topics();
    topics.create_topic(TOPIC, BTreeMap::new(), BTreeMap::new())?;
    // As another process sees it.
    let written = || messages(&dir, TOPIC, 0).map(Iterator::count);

    topics.publish_soon(publish(TOPIC, "one")).await?;
    assert_eq!(written()?, 0);
    topics.flush().await?;
    assert_eq!(written()?, 1);

    topics.publish_soon(publish(TOPIC, "two")).await?;
    let (map_run_arn, counters) = ("run".into(), MapRunCounters::default());
    store.journal().append(Record::MapRunProgress { map_run_arn, counters });
    assert_eq!(written()?, 1);
    store.journal().flush().await?;
    assert_eq!(written()?, 2);

    topics.publish_soon(publish(TOPIC, "three")).await?;
    assert_eq!(texts(&store, TOPIC)?, ["one", "two", "three"]);
    Ok(())
}

#[tokio::test]
async fn readers_need_no_lock_and_messages_survive() -> Outcome {
    let dir = tempfile::tempdir()?;
    let dir = dir.path().join("state");
    {
        let store = Store::open(&dir)?;
        store.topics().create_topic(TOPIC, BTreeMap::new(), BTreeMap::new())?;
        store.topics().publish(publish(TOPIC, "one")).await?;
        // As another process would, while this one owns the directory.
        assert_eq!(topic_arns(&dir)?, [TOPIC]);
        assert_eq!(messages(&dir, TOPIC, 0)?.count(), 1);
        assert!(messages(&dir, "arn:aws:sns:us-east-1:1:none", 0).is_err());
    }
    let store = Store::open(&dir)?;
    store.topics().publish(publish(TOPIC, "two")).await?;
    assert_eq!(texts(&store, TOPIC)?, ["one", "two"]);
    store.topics().delete_topic(TOPIC)?;
    assert!(topic_arns(&dir)?.is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn threads_lose_nothing() -> Outcome {
    let dir = tempfile::tempdir()?;
    let store = Store::open(dir.path().join("state"))?;
    store.topics().create_topic(TOPIC, BTreeMap::new(), BTreeMap::new())?;
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let topics = store.topics().clone();
            tokio::spawn(async move {
                for i in 0..250 {
                    topics.publish(publish(TOPIC, &format!("{task} {i:03}"))).await?;
                }
                Ok::<(), distmap_engine::ports::ServiceError>(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    let all = texts(&store, TOPIC)?;
    assert_eq!(all.len(), 2_000);
    for task in 0..8 {
        let own: Vec<_> = all.iter().filter(|m| m.starts_with(&format!("{task} "))).collect();
        assert!(own.is_sorted() && own.len() == 250, "one task's messages keep their order");
    }
    Ok(())
}

#[tokio::test]
async fn fifo_topics_number_and_deduplicate() -> Outcome {
    let dir = tempfile::tempdir()?;
    let dir = dir.path().join("state");
    let fifo = |message: &str, id: Option<&str>| PublishRequest {
        group_id: Some("g".into()),
        deduplication_id: id.map(str::to_owned),
        ..publish(FIFO, message)
    };
    let first = {
        let store = Store::open(&dir)?;
        let attributes = [("ContentBasedDeduplication".to_owned(), "true".to_owned())];
        store.topics().create_topic(FIFO, attributes.into(), BTreeMap::new())?;
        let first = store.topics().publish(fifo("a", None)).await?;
        let second = store.topics().publish(fifo("b", Some("id"))).await?;
        assert!(first.sequence_number < second.sequence_number);
        assert_eq!(store.topics().publish(fifo("a", None)).await?, first);
        assert_eq!(store.topics().publish(fifo("c", Some("id"))).await?, second);
        let no_group = store.topics().publish(publish(FIFO, "x")).await;
        assert_eq!(no_group.map_err(|e| e.code), Err("InvalidParameter".into()));
        first
    };
    let store = Store::open(&dir)?;
    assert_eq!(store.topics().publish(fifo("a", None)).await?, first);
    let third = store.topics().publish(fifo("d", None)).await?;
    assert!(third.sequence_number > first.sequence_number);
    assert_eq!(texts(&store, FIFO)?, ["a", "b", "d"]);
    Ok(())
}

#[tokio::test]
async fn subscribed_queues_get_messages() -> Outcome {
    let store = Store::memory()?;
    store.topics().create_topic(TOPIC, BTreeMap::new(), BTreeMap::new())?;
    let queue = |name: &str| {
        let url = format!("http://sqs.us-east-1.localhost/000000000000/{name}");
        QueueInfo::new(url, format!("arn:aws:sqs:us-east-1:000000000000:{name}"))
    };
    let mut urls = BTreeMap::new();
    for (name, attribute, value) in [
        ("enveloped", "RawMessageDelivery", "false"),
        ("raw", "RawMessageDelivery", "true"),
        ("filtered", "FilterPolicy", r#"{"kind": ["big"]}"#),
    ] {
        let info = store.queues().create_queue(queue(name))?;
        store.topics().subscribe(Subscription {
            topic_arn: TOPIC.into(),
            protocol: "sqs".into(),
            endpoint: info.arn,
            attributes: [(attribute.to_owned(), value.to_owned())].into(),
            ..Subscription::default()
        })?;
        urls.insert(name, info.url);
    }
    assert_eq!(store.topics().list_subscriptions(Some(TOPIC))?.len(), 3);
    let kind = MessageAttribute { data_type: "String".into(), value: "big".into() };
    for (message, attributes) in
        [("one", BTreeMap::new()), ("two", [("kind".to_owned(), kind)].into())]
    {
        let request = PublishRequest { attributes, ..publish(TOPIC, message) };
        // Queues do not wait for a group.
        store.topics().publish_soon(request).await?;
    }
    let receive = async |name: &str| {
        let options = ReceiveOptions { max: 10, ..ReceiveOptions::default() };
        let got = store.queues().receive_messages(&urls[name], options).await?;
        Ok::<_, distmap_store::Error>(
            got.into_iter().map(|delivery| delivery.message).collect::<Vec<_>>(),
        )
    };
    let raw = receive("raw").await?;
    assert_eq!((raw[0].body.as_str(), raw[1].body.as_str()), ("one", "two"));
    assert_eq!(raw[1].attributes["kind"].value, "big");
    let enveloped = receive("enveloped").await?;
    let envelope: serde_json::Value = serde_json::from_str(&enveloped[1].body)?;
    assert_eq!(envelope["Type"], "Notification");
    assert_eq!(envelope["TopicArn"], TOPIC);
    assert_eq!(envelope["Message"], "two");
    assert_eq!(envelope["MessageAttributes"]["kind"]["Value"], "big");
    let filtered = receive("filtered").await?;
    assert_eq!(filtered.len(), 1);
    Ok(())
}
