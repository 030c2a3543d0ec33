//! Objects that are written over HTTP: where they lie, and whether they came whole.

#![cfg(unix)]

mod common;

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::sync::{Arc, Mutex};

use aws_sdk_s3::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_s3::error::{BoxError, ProvideErrorMetadata as _};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::ChecksumAlgorithm;
use common::serving::Serving;
use common::{Place, sdk};

type Checked = Result<(), Box<dyn Error>>;

/// Notes which header a request announces behind its body.
#[derive(Clone, Debug, Default)]
struct Announced(Arc<Mutex<Option<String>>>);

impl Intercept for Announced {
    fn name(&self) -> &'static str {
        "Announced"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let trailer = context.request().headers().get("x-amz-trailer").map(str::to_owned);
        *self.0.lock().expect("nobody broke") = trailer;
        Ok(())
    }
}

/// Every file and folder below a folder.
fn all(dir: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            found.insert(path.strip_prefix(dir).expect("below it").display().to_string());
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn no_key_leaves_the_state_directory() -> Checked {
    let place = Place::new();
    // Deep enough that `../..` would still be within the test's own folder.
    std::fs::create_dir_all(place.path().join("deep/er/folder"))?;
    let state = "deep/er/state";
    place.ok(&["deploy", "--state-dir", state, "--bucket-dir", "deep/er/folder"]);
    let before = all(place.path());
    let serving = Serving::start(&place, &["--state-dir", state]);
    let s3 = sdk::s3(&sdk::config(&serving));
    s3.create_bucket().bucket("keys").send().await?;
    let longest = "k".repeat(1_024);
    let longest_path = format!("{}end.", "12345678/".repeat(113)) + &"9".repeat(3);
    let keys = [
        "plain/key",
        "../x",
        "../../x",
        "a/../../../x",
        "..",
        ".",
        "a/./b",
        "/etc/absolute",
        "//a",
        "a//b",
        "a/",
        "%2e%2e/x",
        "..\\x",
        "C:\\x",
        "é/漢/\u{1F600}",
        "a\u{202e}b",
        "line\nbreak",
        "~",
        "-rf",
        ".distmap",
        "owner.json",
        longest.as_str(),
        longest_path.as_str(),
    ];
    for key in keys {
        let body = ByteStream::from(key.as_bytes().to_vec());
        s3.put_object().bucket("keys").key(key).body(body).send().await?;
        let folder = "distmap-input";
        let body = ByteStream::from(key.as_bytes().to_vec());
        // Not every key is a file's name; what is taken stays in the folder.
        let taken = s3.put_object().bucket(folder).key(key).body(body).send().await.is_ok();
        assert!(taken || key != "plain/key", "the folder takes nothing");
        if taken {
            let got = s3.get_object().bucket(folder).key(key).send().await?.body.collect().await?;
            assert_eq!(got.into_bytes(), key.as_bytes(), "{key:?}");
        }
    }
    for key in keys {
        let got = s3.get_object().bucket("keys").key(key).send().await?.body.collect().await?;
        assert_eq!(got.into_bytes(), key.as_bytes(), "{key:?}");
    }
    // Addresses that a client would have made shorter.
    for path in ["/../../x", "/keys/../../x", "/keys/%2e%2e/%2e%2e/x", "//x"] {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        let answer = sdk::raw(serving.address(), &request);
        assert!(!answer.starts_with("HTTP/1.1 2"), "{path}: {answer}");
    }
    let long = format!("{longest}k");
    let refused = s3.put_object().bucket("keys").key(long).send().await.expect_err("too long");
    assert_eq!(refused.code(), Some("KeyTooLongError"), "{refused:?}");
    assert_eq!(serving.stop(), 0);
    let within = |path: &String| {
        path.starts_with(&format!("{state}/")) || path.starts_with("deep/er/folder/")
    };
    let outside: BTreeSet<String> =
        all(place.path()).difference(&before).filter(|path| !within(path)).cloned().collect();
    assert_eq!(outside, BTreeSet::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn checksums_in_trailers_are_checked() -> Checked {
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    let s3 = sdk::s3(&sdk::config(&serving));
    s3.create_bucket().bucket("trailers").send().await?;
    place.write("body", &"0123456789".repeat(30_000));
    for algorithm in [
        ChecksumAlgorithm::Crc32,
        ChecksumAlgorithm::Crc32C,
        ChecksumAlgorithm::Crc64Nvme,
        ChecksumAlgorithm::Sha1,
        ChecksumAlgorithm::Sha256,
    ] {
        // From a file, whose checksum the SDK knows only after it has sent it.
        let body = ByteStream::from_path(place.path().join("body")).await?;
        let put = s3.put_object().bucket("trailers").key("k").body(body);
        let announced = Announced::default();
        let put = put.checksum_algorithm(algorithm.clone()).customize();
        let put = put.interceptor(announced.clone()).send().await?;
        let trailer = announced.0.lock().expect("nobody broke").take();
        let name = format!("x-amz-checksum-{}", algorithm.as_str().to_lowercase());
        assert_eq!(trailer, Some(name));
        let sums = [
            put.checksum_crc32,
            put.checksum_crc32_c,
            put.checksum_crc64_nvme,
            put.checksum_sha1,
            put.checksum_sha256,
        ];
        assert_eq!(sums.iter().flatten().count(), 1, "{algorithm}: {sums:?}");
        let got = s3.get_object().bucket("trailers").key("k");
        // The SDK compares the checksum that comes back with the body.
        let got = got.checksum_mode(aws_sdk_s3::types::ChecksumMode::Enabled).send().await?;
        assert!(got.content_encoding().is_none());
        assert_eq!(got.body.collect().await?.into_bytes().len(), 300_000);
    }
    Ok(())
}
