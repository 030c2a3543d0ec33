//! Slow and failing objects, for tests of what stands on them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use distmap_engine::ports::{
    Clock, ListPage, ListRequest, Object, ObjectMeta, Objects, PortFuture, PutOptions, ServiceError,
};

/// A call of [`Objects`], as a rule of [`Faulty`] sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call<'c> {
    /// A page of this prefix.
    List(&'c str),
    /// An object or a part of it.
    Get(&'c str),
    /// An object without its body.
    Head(&'c str),
    /// An object is written.
    Put(&'c str),
    /// An object is deleted.
    Delete(&'c str),
}

/// Objects behind a delay: what a network adds.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
/// use std::{sync::Arc, time::Duration};
/// use distmap_engine::{ports::Objects, time::SystemClock};
/// use distmap_store::{Store, decorators::Throttle};
///
/// let store = Store::memory()?;
/// let delay = Duration::from_millis(1);
/// let slow = Throttle::new(store.objects().clone(), Arc::new(SystemClock), delay);
/// assert!(slow.get("none", "key").await.is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Throttle {
    objects: Arc<dyn Objects>,
    clock: Arc<dyn Clock>,
    delay: Duration,
}

impl Throttle {
    /// Each call waits so long by this clock before it is made.
    pub fn new(objects: Arc<dyn Objects>, clock: Arc<dyn Clock>, delay: Duration) -> Self {
        Self { objects, clock, delay }
    }
}

type Rule = dyn Fn(u64, Call<'_>) -> Option<ServiceError> + Send + Sync;

/// Objects some of whose calls fail, by a rule.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// use distmap_engine::ports::{Objects, ServiceError};
/// use distmap_store::{Store, decorators::{Call, Faulty}};
///
/// let store = Store::memory()?;
/// let faulty = Faulty::new(store.objects().clone(), |number, call| match call {
///     Call::Get(_) if number == 0 => Some(ServiceError::new("SlowDown", 503, "Reduce your rate")),
///     _ => None,
/// });
/// assert_eq!(faulty.get("none", "key").await.unwrap_err().code, "SlowDown");
/// assert_eq!(faulty.get("none", "key").await.unwrap_err().code, "NoSuchBucket");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Faulty {
    objects: Arc<dyn Objects>,
    rule: Box<Rule>,
    calls: AtomicU64,
}

impl Faulty {
    /// The rule is given the call's number, from 0, and says whether and how it fails.
    pub fn new(
        objects: Arc<dyn Objects>,
        rule: impl Fn(u64, Call<'_>) -> Option<ServiceError> + Send + Sync + 'static,
    ) -> Self {
        Self { objects, rule: Box::new(rule), calls: AtomicU64::new(0) }
    }
}

/// Something that happens before a call of the objects inside.
trait Before: Send + Sync {
    fn inner(&self) -> &dyn Objects;
    fn before<'a>(&'a self, call: Call<'a>) -> PortFuture<'a, ()>;
}

impl Before for Throttle {
    fn inner(&self) -> &dyn Objects {
        &*self.objects
    }

    fn before<'a>(&'a self, _: Call<'a>) -> PortFuture<'a, ()> {
        Box::pin(async {
            self.clock.sleep(self.delay).await;
            Ok(())
        })
    }
}

impl Before for Faulty {
    fn inner(&self) -> &dyn Objects {
        &*self.objects
    }

    fn before<'a>(&'a self, call: Call<'a>) -> PortFuture<'a, ()> {
        let number = self.calls.fetch_add(1, Ordering::Relaxed);
        let answer = (self.rule)(number, call).map_or(Ok(()), Err);
        Box::pin(std::future::ready(answer))
    }
}

macro_rules! decorate {
    ($type:ty) => {
        impl Objects for $type {
            fn list<'a>(&'a self, request: &'a ListRequest) -> PortFuture<'a, ListPage> {
                Box::pin(async move {
                    self.before(Call::List(&request.prefix)).await?;
                    self.inner().list(request).await
                })
            }

            fn get<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, Object> {
                Box::pin(async move {
                    self.before(Call::Get(key)).await?;
                    self.inner().get(bucket, key).await
                })
            }

            fn get_range<'a>(
                &'a self,
                bucket: &'a str,
                key: &'a str,
                start: u64,
                length: u64,
            ) -> PortFuture<'a, Bytes> {
                Box::pin(async move {
                    self.before(Call::Get(key)).await?;
                    self.inner().get_range(bucket, key, start, length).await
                })
            }

            fn head<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, ObjectMeta> {
                Box::pin(async move {
                    self.before(Call::Head(key)).await?;
                    self.inner().head(bucket, key).await
                })
            }

            fn put<'a>(
                &'a self,
                bucket: &'a str,
                key: &'a str,
                body: Bytes,
                options: PutOptions,
            ) -> PortFuture<'a, ObjectMeta> {
                Box::pin(async move {
                    self.before(Call::Put(key)).await?;
                    self.inner().put(bucket, key, body, options).await
                })
            }

            fn delete<'a>(&'a self, bucket: &'a str, key: &'a str) -> PortFuture<'a, ()> {
                Box::pin(async move {
                    self.before(Call::Delete(key)).await?;
                    self.inner().delete(bucket, key).await
                })
            }
        }
    };
}

decorate!(Throttle);
decorate!(Faulty);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BucketKind, Store};
    use distmap_engine::time::SystemClock;

    #[tokio::test]
    async fn decorated_objects_conform() -> Result<(), Box<dyn std::error::Error>> {
        let store = Store::memory()?;
        store.objects().create_bucket("bucket", BucketKind::Memory)?;
        let faulty = Faulty::new(store.objects().clone(), |_, _| None);
        let slow = Throttle::new(Arc::new(faulty), Arc::new(SystemClock), Duration::ZERO);
        crate::conformance::check(&slow, "bucket").await?;
        Ok(())
    }
}
