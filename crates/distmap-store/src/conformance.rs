//! What every implementation of [`Objects`] must do, whether it is one of this crate's backends or
//! a client of a server somewhere.
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! let store = distmap_store::Store::memory()?;
//! store.objects().create_bucket("bucket", distmap_store::BucketKind::Memory)?;
//! distmap_store::conformance::check(&**store.objects(), "bucket").await?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;
use std::fmt::Debug;

use bytes::Bytes;
use distmap_engine::ports::{ListRequest, ObjectMeta, Objects, PutOptions, ServiceError};
use futures::future::try_join_all;
use md5::{Digest as _, Md5};

use crate::objects::hex;

/// A check that did not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{check}: {message}")]
pub struct Failure {
    /// The check's name.
    pub check: &'static str,
    /// What was expected and what came.
    pub message: String,
}

type Outcome<T = ()> = Result<T, Failure>;

/// Keys that S3 allows and that are easy to get wrong.
pub const KEYS: &[&str] = &[
    "a",
    "a/b",
    "a/b/c",
    "a//b",
    "/a",
    "a/",
    "/",
    "//",
    ".",
    "..",
    "./a",
    "../x",
    "a/../b",
    "a/.",
    "a-b",
    "a.b",
    "a b",
    " a",
    "a ",
    "a+b%20c",
    "%2F",
    "a\\b",
    "CON",
    "nul.txt",
    "a:b",
    "a*?\"<>|",
    "&<>'\"",
    "ä",
    "a\u{308}",
    "日本語/キー",
    "😀",
    "\u{fffd}",
    "\t.",
    "a\nb",
    "\u{1}",
    "\u{7f}",
    "con/aux",
    "-rf",
    "~",
    "$HOME",
    "a;b",
    ".distmap-x",
    ".hidden",
    "x.json.new",
];

/// Runs all checks on an empty bucket, and leaves it empty. There must be no bucket `no-such-bucket`.
pub async fn check(objects: &dyn Objects, bucket: &str) -> Outcome {
    let suite = Suite { objects, bucket };
    suite.keys_come_back().await?;
    suite.long_keys_come_back().await?;
    suite.pages_are_in_order().await?;
    suite.bodies_come_back().await?;
    suite.overwriting_replaces_all().await?;
    suite.refusals_have_codes().await?;
    suite.writers_do_not_mix().await?;
    for seed in 0..3 {
        suite.behaves_as_a_sorted_map(seed).await?;
    }
    suite.empty("the end").await
}

struct Suite<'s> {
    objects: &'s dyn Objects,
    bucket: &'s str,
}

impl Suite<'_> {
    async fn keys_come_back(&self) -> Outcome {
        const CHECK: &str = "keys come back";
        let put = |key: &'static str| self.put(CHECK, key, key.as_bytes().to_vec());
        try_join_all(KEYS.iter().map(|key| put(key))).await?;
        let mut sorted: Vec<&str> = KEYS.to_vec();
        sorted.sort_unstable();
        equal(CHECK, "listing", &self.list(CHECK, "", None, 0).await?, &sorted)?;
        for key in KEYS {
            let object = self.objects.get(self.bucket, key).await.map_err(failed(CHECK))?;
            equal(CHECK, key, &object.body, &Bytes::from_static(key.as_bytes()))?;
            equal(CHECK, key, &object.meta.key, key)?;
        }
        for prefix in ["a", "a/", "a//", "/", "日", "none", "../"] {
            let wanted: Vec<_> =
                sorted.iter().copied().filter(|key| key.starts_with(prefix)).collect();
            equal(CHECK, prefix, &self.list(CHECK, prefix, None, 0).await?, &wanted)?;
        }
        // One after the other: what is left must stay reachable at each step.
        for (at, key) in KEYS.iter().enumerate() {
            self.delete(CHECK, key).await?;
            let mut left: Vec<_> = KEYS[at + 1..].to_vec();
            left.sort_unstable();
            equal(CHECK, "after deletion", &self.list(CHECK, "", None, 0).await?, &left)?;
        }
        self.empty(CHECK).await
    }

    async fn long_keys_come_back(&self) -> Outcome {
        const CHECK: &str = "long keys come back";
        let keys =
            ["k".repeat(1024), "k/".repeat(512), "é".repeat(512), "n".repeat(256), "n".repeat(255)];
        for key in &keys {
            self.put(CHECK, key, b"x".to_vec()).await?;
        }
        let mut sorted: Vec<&str> = keys.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        equal(CHECK, "listing", &self.list(CHECK, "", None, 0).await?, &sorted)?;
        for key in &keys {
            self.objects.head(self.bucket, key).await.map_err(failed(CHECK))?;
            self.delete(CHECK, key).await?;
        }
        self.empty(CHECK).await
    }

    async fn pages_are_in_order(&self) -> Outcome {
        const CHECK: &str = "pages are in order";
        let keys: Vec<String> = (0..2_500)
            .map(|i| match i % 3 {
                0 => format!("p/{i:04}"),
                1 => format!("p/{:02}/{i:04}", i % 50),
                _ => format!("q-{i:04}"),
            })
            .collect();
        try_join_all(keys.iter().map(|key| self.put(CHECK, key, b"{}".to_vec()))).await?;
        let mut sorted: Vec<&str> = keys.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let mut all = Vec::new();
        let mut sizes = Vec::new();
        loop {
            let request = self.request("", all.last().cloned(), 0);
            let page = self.objects.list(&request).await.map_err(failed(CHECK))?;
            sizes.push(page.objects.len());
            all.extend(page.objects.into_iter().map(|object| object.key));
            if !page.truncated {
                break;
            }
        }
        equal(CHECK, "three pages", &sizes, &vec![1_000, 1_000, 500])?;
        equal(CHECK, "all keys", &all, &sorted)?;
        for (prefix, after, max) in
            [("p/", "p/1", 10), ("q", "p", 3), ("p/0", "q", 5), ("p/4", "p/40/", 7), ("", "p/", 1)]
        {
            let wanted: Vec<_> = (sorted.iter().copied())
                .filter(|key| key.starts_with(prefix) && *key > after)
                .take(max)
                .collect();
            let got = self.list(CHECK, prefix, Some(after), max).await?;
            equal(CHECK, "prefix, start after and limit", &got, &wanted)?;
        }
        // A page that ends with the last key is not truncated.
        let after = Some(sorted[2_489].to_owned());
        let page = self.objects.list(&self.request("", after, 10)).await.map_err(failed(CHECK))?;
        equal(CHECK, "last page", &(page.objects.len(), page.truncated), &(10, false))?;
        try_join_all(keys.iter().map(|key| self.delete(CHECK, key))).await?;
        self.empty(CHECK).await
    }

    async fn bodies_come_back(&self) -> Outcome {
        const CHECK: &str = "bodies come back";
        for size in [0usize, 1, 4_096, 16_384, 16_385, 100_000, 3_000_000] {
            let body: Vec<u8> = (0..size).map(|i| (i % 251) as u8).collect();
            let meta = self.put(CHECK, "body", body.clone()).await?;
            equal(CHECK, "ETag", &meta.etag, &hex(&Md5::digest(&body)))?;
            let object = self.objects.get(self.bucket, "body").await.map_err(failed(CHECK))?;
            if object.body != body {
                return fail(CHECK, format!("a body of {size} bytes comes back changed"));
            }
            equal(CHECK, "meta of get", &object.meta, &meta)?;
            let head = self.objects.head(self.bucket, "body").await.map_err(failed(CHECK))?;
            equal(CHECK, "meta of head", &head, &meta)?;
            for (start, length) in [(0, 10), (size as u64 / 2, 1_000), (size as u64, 5)] {
                let range = self.objects.get_range(self.bucket, "body", start, length).await;
                let from = usize::try_from(start).unwrap_or(usize::MAX);
                let wanted = &body[from..body.len().min(from.saturating_add(length as usize))];
                equal(CHECK, "range", &range.map_err(failed(CHECK))?.as_ref(), &wanted)?;
            }
        }
        self.delete(CHECK, "body").await?;
        self.empty(CHECK).await
    }

    async fn overwriting_replaces_all(&self) -> Outcome {
        const CHECK: &str = "overwriting replaces all";
        let options = PutOptions {
            content_type: Some("application/json".to_owned()),
            metadata: [("who".to_owned(), "me".to_owned())].into(),
        };
        let put = self.objects.put(self.bucket, "o", Bytes::from_static(b"one"), options.clone());
        let first = put.await.map_err(failed(CHECK))?;
        equal(CHECK, "content type", &first.content_type, &options.content_type)?;
        let head = self.objects.head(self.bucket, "o").await.map_err(failed(CHECK))?;
        equal(CHECK, "metadata", &head.metadata, &options.metadata)?;
        let second = self.put(CHECK, "o", b"second".to_vec()).await?;
        let head = self.objects.head(self.bucket, "o").await.map_err(failed(CHECK))?;
        equal(CHECK, "meta", &head, &second)?;
        equal(CHECK, "metadata is gone", &head.metadata, &BTreeMap::new())?;
        let listed = self.objects.list(&self.request("", None, 0)).await.map_err(failed(CHECK))?;
        let sizes: Vec<_> = listed.objects.iter().map(|o| (o.size, o.etag.clone())).collect();
        equal(CHECK, "listing", &sizes, &vec![(6, second.etag)])?;
        self.delete(CHECK, "o").await?;
        self.delete(CHECK, "o").await?;
        self.empty(CHECK).await
    }

    async fn refusals_have_codes(&self) -> Outcome {
        const CHECK: &str = "refusals have codes";
        let code = |error: Option<ServiceError>| error.map(|e| (e.code, e.status));
        let missing = Some(("NoSuchKey".to_owned(), 404));
        let got = self.objects.get(self.bucket, "missing").await.err();
        equal(CHECK, "get", &code(got), &missing)?;
        let got = self.objects.get(self.bucket, "missing/below").await.err();
        equal(CHECK, "get below", &code(got), &missing)?;
        let head = self.objects.head(self.bucket, "missing").await.err();
        equal(CHECK, "head", &head.map(|e| e.status), &Some(404))?;
        let no_bucket = Some(("NoSuchBucket".to_owned(), 404));
        let got = self.objects.get("no-such-bucket", "a").await.err();
        equal(CHECK, "get without bucket", &code(got), &no_bucket)?;
        let nowhere = ListRequest { bucket: "no-such-bucket".to_owned(), ..Default::default() };
        equal(CHECK, "list", &code(self.objects.list(&nowhere).await.err()), &no_bucket)?;
        let long = "k".repeat(1025);
        let put = self.objects.put(self.bucket, &long, Bytes::new(), PutOptions::default());
        let too_long = Some(("KeyTooLongError".to_owned(), 400));
        equal(CHECK, "put", &code(put.await.err()), &too_long)?;
        self.empty(CHECK).await
    }

    async fn writers_do_not_mix(&self) -> Outcome {
        const CHECK: &str = "writers do not mix";
        for size in [100, 50_000] {
            let bodies: Vec<Vec<u8>> = (b'a'..=b'p').map(|letter| vec![letter; size]).collect();
            try_join_all(bodies.iter().map(|body| self.put(CHECK, "w", body.clone()))).await?;
            let object = self.objects.get(self.bucket, "w").await.map_err(failed(CHECK))?;
            if !bodies.iter().any(|body| *body == object.body) {
                return fail(CHECK, "the body is none of those written".to_owned());
            }
            equal(CHECK, "ETag", &object.meta.etag, &hex(&Md5::digest(&object.body)))?;
        }
        self.delete(CHECK, "w").await?;
        self.empty(CHECK).await
    }

    async fn behaves_as_a_sorted_map(&self, seed: u64) -> Outcome {
        const CHECK: &str = "behaves as a sorted map";
        let mut random = fastrand::Rng::with_seed(seed);
        let mut model: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let names = ["a", "b", "a-", "ab", "", ".", "c"];
        for _ in 0..300 {
            let depth = random.usize(1..4);
            let parts: Vec<_> = (0..depth).map(|_| names[random.usize(..names.len())]).collect();
            let key = parts.join("/");
            if key.is_empty() {
                continue;
            }
            match random.u8(..5) {
                0 | 1 => {
                    let body = vec![random.u8(..); random.usize(..40)];
                    self.put(CHECK, &key, body.clone()).await?;
                    model.insert(key, body);
                }
                2 => {
                    self.delete(CHECK, &key).await?;
                    model.remove(&key);
                }
                3 => {
                    let got = self.objects.get(self.bucket, &key).await.ok();
                    let got = got.map(|object| object.body.to_vec());
                    equal(CHECK, &key, &got.as_ref(), &model.get(&key))?;
                }
                _ => {
                    let prefix = &key[..random.usize(..=key.len())];
                    let after = (random.bool()).then(|| names[random.usize(..names.len())]);
                    let max = random.usize(1..5);
                    let wanted: Vec<_> = (model.keys().map(String::as_str))
                        .filter(|key| key.starts_with(prefix))
                        .filter(|key| after.is_none_or(|after| *key > after))
                        .take(max)
                        .collect();
                    let got = self.list(CHECK, prefix, after, max).await?;
                    equal(CHECK, "listing", &got, &wanted)?;
                }
            }
        }
        for key in model.keys() {
            self.delete(CHECK, key).await?;
        }
        self.empty(CHECK).await
    }

    async fn put(&self, check: &'static str, key: &str, body: Vec<u8>) -> Outcome<ObjectMeta> {
        let put = self.objects.put(self.bucket, key, Bytes::from(body), PutOptions::default());
        put.await.map_err(|e| Failure { check, message: format!("put {key:?}: {e}") })
    }

    async fn delete(&self, check: &'static str, key: &str) -> Outcome {
        self.objects.delete(self.bucket, key).await.map_err(failed(check))
    }

    fn request(&self, prefix: &str, start_after: Option<String>, max_keys: usize) -> ListRequest {
        let (bucket, prefix) = (self.bucket.to_owned(), prefix.to_owned());
        ListRequest { bucket, prefix, start_after, max_keys }
    }

    async fn list(
        &self,
        check: &'static str,
        prefix: &str,
        after: Option<&str>,
        max: usize,
    ) -> Outcome<Vec<String>> {
        let request = self.request(prefix, after.map(str::to_owned), max);
        let page = self.objects.list(&request).await.map_err(failed(check))?;
        Ok(page.objects.into_iter().map(|object| object.key).collect())
    }

    async fn empty(&self, check: &'static str) -> Outcome {
        let left = self.list(check, "", None, 0).await?;
        equal(check, "the bucket is empty again", &left, &Vec::<String>::new())
    }
}

fn fail<T>(check: &'static str, message: String) -> Outcome<T> {
    Err(Failure { check, message })
}

fn failed(check: &'static str) -> impl Fn(ServiceError) -> Failure {
    move |error| Failure { check, message: error.to_string() }
}

fn equal<G: Debug + PartialEq<W>, W: Debug>(
    check: &'static str,
    what: &str,
    got: &G,
    wanted: &W,
) -> Outcome {
    if got == wanted {
        return Ok(());
    }
    fail(check, format!("{what}: got {got:?}, wanted {wanted:?}"))
}
