//! Queues: what SQS promises, by a clock that the test moves.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use distmap_engine::ports::{Clock, Millis, Queues as _, SendRequest};
use distmap_store::{Delivery, Options, QueueInfo, ReceiveOptions, Store};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A clock that jumps: whoever sleeps moves it.
#[derive(Default)]
struct Jumping(AtomicI64);

impl Clock for Jumping {
    fn now(&self) -> Millis {
        self.0.load(Ordering::SeqCst)
    }

    fn sleep(&self, duration: Duration) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.fetch_add(i64::try_from(duration.as_millis()).unwrap_or(0), Ordering::SeqCst);
        Box::pin(tokio::task::yield_now())
    }
}

struct World {
    store: Store,
    clock: Arc<Jumping>,
    url: String,
}

fn world(name: &str, attributes: &[(&str, &str)]) -> Result<World, Box<dyn std::error::Error>> {
    let clock = Arc::new(Jumping::default());
    let options = Options { clock: Arc::clone(&clock) as Arc<dyn Clock>, ..Options::default() };
    let store = Store::memory_with(options)?;
    let url = create(&store, name, attributes)?;
    Ok(World { store, clock, url })
}

fn create(
    store: &Store,
    name: &str,
    attributes: &[(&str, &str)],
) -> Result<String, distmap_store::Error> {
    let url = format!("http://localhost/000000000000/{name}");
    let arn = format!("arn:aws:sqs:us-east-1:000000000000:{name}");
    let attributes: BTreeMap<_, _> =
        attributes.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    Ok(store.queues().create_queue(QueueInfo { attributes, ..QueueInfo::new(url, arn) })?.url)
}

impl World {
    async fn send(&self, body: &str, group: Option<&str>) -> Outcome {
        let request = SendRequest {
            queue_url: self.url.clone(),
            body: body.to_owned(),
            group_id: group.map(str::to_owned),
            deduplication_id: group.map(|_| body.to_owned()),
            ..SendRequest::default()
        };
        self.store.queues().send(request).await?;
        Ok(())
    }

    async fn receive(&self, max: usize) -> Result<Vec<Delivery>, distmap_store::Error> {
        let options = ReceiveOptions { max, ..ReceiveOptions::default() };
        self.store.queues().receive_messages(&self.url, options).await
    }

    fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }

    fn delete(&self, delivery: &Delivery) -> Result<(), distmap_store::Error> {
        self.store.queues().delete_received(&self.url, &delivery.message.receipt_handle)
    }
}

fn bodies(deliveries: &[Delivery]) -> Vec<&str> {
    deliveries.iter().map(|delivery| delivery.message.body.as_str()).collect()
}

#[tokio::test]
async fn messages_are_hidden_until_their_timeout() -> Outcome {
    let world = world("q", &[("VisibilityTimeout", "20")])?;
    world.send("a", None).await?;
    world.send("b", None).await?;
    let first = world.receive(1).await?;
    assert_eq!(bodies(&first), ["a"]);
    assert_eq!(bodies(&world.receive(10).await?), ["b"]);
    assert!(world.receive(10).await?.is_empty());
    world.pass(21);
    let again = world.receive(10).await?;
    assert_eq!(bodies(&again), ["a", "b"]);
    assert_eq!(again[0].message.receive_count, 2);
    // The receipt of before is no longer good, the new one is.
    world.delete(&first[0])?;
    assert_eq!(world.store.queues().counts(&world.url)?.in_flight, 2);
    world.delete(&again[0])?;
    world.delete(&again[0])?;
    assert_eq!(world.store.queues().counts(&world.url)?.in_flight, 1);
    let receipt = &again[1].message.receipt_handle;
    world.store.queues().change_visibility(&world.url, receipt, Duration::ZERO)?;
    assert_eq!(bodies(&world.receive(10).await?), ["b"]);
    let wrong = world.store.queues().delete_received(&world.url, "nonsense");
    assert_eq!(
        wrong.err().and_then(|e| e.code().map(str::to_owned)).as_deref(),
        Some("ReceiptHandleIsInvalid")
    );
    Ok(())
}

#[tokio::test]
async fn delays_retention_and_purge() -> Outcome {
    let world = world("q", &[("DelaySeconds", "5"), ("MessageRetentionPeriod", "60")])?;
    world.send("a", None).await?;
    assert!(world.receive(1).await?.is_empty());
    assert_eq!(world.store.queues().counts(&world.url)?.delayed, 1);
    // Long polling sees it as soon as it shows up: the clock jumps there.
    let options = ReceiveOptions { max: 1, wait: Some(Duration::from_secs(20)), visibility: None };
    let got = world.store.queues().receive_messages(&world.url, options).await?;
    assert_eq!((bodies(&got), world.clock.now()), (vec!["a"], 5_000));
    world.pass(61);
    assert!(world.receive(1).await?.is_empty());
    world.send("b", None).await?;
    world.store.queues().purge_queue(&world.url)?;
    world.pass(6);
    assert!(world.receive(1).await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn fifo_groups_go_one_after_the_other() -> Outcome {
    let world = world("q.fifo", &[])?;
    for (body, group) in [("a1", "a"), ("a2", "a"), ("b1", "b"), ("a3", "a")] {
        world.send(body, Some(group)).await?;
        world.send(body, Some(group)).await?;
    }
    let first = world.receive(1).await?;
    assert_eq!(bodies(&first), ["a1"]);
    let second = world.receive(10).await?;
    assert_eq!(bodies(&second), ["b1"]);
    assert!(world.receive(10).await?.is_empty());
    world.delete(&first[0])?;
    let rest = world.receive(10).await?;
    assert_eq!(bodies(&rest), ["a2", "a3"]);
    assert!(rest[0].sequence_number < rest[1].sequence_number);
    // What was not deleted blocks its group, and comes back first.
    world.delete(&rest[1])?;
    world.pass(31);
    assert_eq!(bodies(&world.receive(10).await?), ["a2", "b1"]);
    Ok(())
}

#[tokio::test]
async fn received_too_often_goes_to_the_dead() -> Outcome {
    let policy = r#"{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":"2"}"#;
    let world = world("q", &[("RedrivePolicy", policy), ("VisibilityTimeout", "1")])?;
    let dead = create(&world.store, "dead", &[])?;
    world.send("a", None).await?;
    for _ in 0..2 {
        assert_eq!(bodies(&world.receive(1).await?), ["a"]);
        world.pass(2);
    }
    assert!(world.receive(1).await?.is_empty());
    let options = ReceiveOptions { max: 1, ..ReceiveOptions::default() };
    let got = world.store.queues().receive_messages(&dead, options).await?;
    assert_eq!(bodies(&got), ["a"]);
    assert_eq!(world.store.queues().counts(&world.url)?, distmap_store::QueueCounts::default());
    Ok(())
}

#[tokio::test]
async fn queues_survive() -> Outcome {
    let dir = tempfile::tempdir()?;
    let dir = dir.path().join("state");
    let (url, left) = {
        let store = Store::open(&dir)?;
        let url = create(&store, "q", &[])?;
        let world = World { store, clock: Arc::default(), url: url.clone() };
        for i in 0..50 {
            world.send(&format!("m{i}"), None).await?;
        }
        let taken = world.receive(10).await?;
        taken.iter().take(4).try_for_each(|delivery| world.delete(delivery))?;
        (url, 46)
    };
    let store = Store::open(&dir)?;
    assert_eq!(store.queues().counts(&url)?.visible, left);
    let world = World { store, clock: Arc::default(), url };
    world.send("new", None).await?;
    // What was in flight shows up again, in its old place.
    assert_eq!(world.receive(1).await?[0].message.body, "m4");
    world.store.queues().delete_queue(&world.url)?;
    let gone = world.receive(1).await.err().and_then(|e| e.code().map(str::to_owned));
    assert_eq!(gone.as_deref(), Some("QueueDoesNotExist"));
    Ok(())
}

#[tokio::test]
async fn waiting_receivers_wake() -> Outcome {
    let store = Store::memory()?;
    let url = create(&store, "q", &[])?;
    let receiver = {
        let (store, url) = (store.clone(), url.clone());
        tokio::spawn(async move { store.queues().receive(&url, 1, Duration::from_secs(20)).await })
    };
    tokio::task::yield_now().await;
    let request = SendRequest { queue_url: url, body: "x".into(), ..SendRequest::default() };
    store.queues().send(request).await?;
    assert_eq!(receiver.await??[0].body, "x");
    Ok(())
}
