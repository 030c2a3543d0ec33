//! The plain loop.

use std::sync::Mutex;

use distmap_engine::ports::{ListRequest, PublishRequest};
use serde_json::{Map, Value};

use super::Error;
use super::world::{BUCKET, TOPIC, World};

/// How many threads share the pages.
const THREADS: usize = 2;

/// Publishes every object of the bucket with the patch merged into it.
pub(super) fn run(world: &World) -> Result<(), Error> {
    let next = Mutex::new(Some(ListRequest { bucket: BUCKET.into(), ..ListRequest::default() }));
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(|| {
                    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
                    runtime.block_on(pages(world, &next))
                })
            })
            .collect();
        threads.into_iter().try_for_each(|thread| match thread.join() {
            Ok(result) => result,
            Err(_) => Err("a thread of the floor broke".into()),
        })
    })
}

async fn pages(world: &World, next: &Mutex<Option<ListRequest>>) -> Result<(), Error> {
    let patch: Map<String, Value> = serde_json::from_str(r#"{"NewField": "MyValue" }"#)?;
    loop {
        let page = {
            let mut next = next.lock().map_err(|_| "the other thread broke")?;
            let Some(mut request) = next.take() else { return Ok(()) };
            // The store answers at once: the lock is held for a page's listing, no longer.
            let page = futures::executor::block_on(world.objects().list(&request))?;
            if page.truncated {
                request.start_after = page.objects.last().map(|object| object.key.clone());
                *next = Some(request);
            }
            page
        };
        for object in page.objects {
            let body = world.objects().get(BUCKET, &object.key).await?.body;
            let mut value: Map<String, Value> = serde_json::from_slice(&body)?;
            value.extend(patch.clone());
            let message = serde_json::to_string(&value)?;
            let request =
                PublishRequest { topic_arn: TOPIC.into(), message, ..PublishRequest::default() };
            world.topics().publish(request).await?;
        }
    }
}
