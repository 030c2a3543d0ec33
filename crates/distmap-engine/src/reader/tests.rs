//! Readers against data sets in every format.

use std::io::Write;
use std::sync::Arc;

use distmap_asl::ReaderConfig;
use futures::FutureExt;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Reader, ReaderSpec};
use crate::error::StateError;
use crate::map_run::Item;
use crate::testing::Buckets;

fn spec(resource: &str, config: ReaderConfig) -> ReaderSpec {
    ReaderSpec {
        resource: format!("arn:aws:states:::s3:{resource}"),
        arguments: json!({"Bucket": "b", "Key": "file", "Prefix": "in/"}),
        config,
        max_items: None,
    }
}

fn config(input_type: &str) -> ReaderConfig {
    ReaderConfig { input_type: Some(input_type.into()), ..ReaderConfig::default() }
}

async fn items(buckets: Buckets, spec: &ReaderSpec) -> Result<Vec<Item>, StateError> {
    let mut reader = Reader::open(Arc::new(buckets), spec).await?;
    let mut all = Vec::new();
    while let Some(page) = reader.next_page().await? {
        assert!(!page.is_empty(), "a page is never empty");
        all.extend(page);
    }
    Ok(all)
}

/// The values that a file gives, or the error's cause.
fn read(body: impl Into<bytes::Bytes>, spec: &ReaderSpec) -> Result<Value, String> {
    let buckets = Buckets::with([("b", "file".to_owned(), body.into())]);
    // Nothing in these buckets waits.
    let values = items(buckets, spec).now_or_never().expect("is ready");
    match values {
        Ok(items) => Ok(items.into_iter().map(|item| item.into_input().into_value()).collect()),
        Err(error) => {
            assert_eq!(error.name(), "States.ItemReaderFailed");
            Err(error.cause.unwrap_or_default())
        }
    }
}

fn json_file(body: &str) -> Result<Value, String> {
    read(body.to_owned(), &spec("getObject", config("JSON")))
}

#[tokio::test]
async fn a_listing_gives_every_object_of_the_prefix_over_all_pages() {
    let keys = (0..2_500).map(|n| ("b", format!("in/{n:04}"), "{}"));
    let others = [("b", "other".to_owned(), "{}"), ("c", "in/1".to_owned(), "{}")];
    let buckets = Buckets::with(keys.chain(others));
    let all = items(buckets, &spec("listObjectsV2", ReaderConfig::default())).await.expect("lists");
    assert_eq!(all.len(), 2_500);
    assert_eq!(all[2_499].index, 2_499);
    assert_eq!(all[0].source.as_deref(), Some("S3://b"));
    assert_eq!(
        &**all[7].value.text(),
        r#"{"Etag":"\"05704fbdccb224cb01c59005bebbad28\"","Key":"in/0007","LastModified":1668699881,"Size":2,"StorageClass":"STANDARD"}"#
    );
}

#[test]
fn json_arrays_give_elements_and_objects_give_pairs() {
    assert_eq!(json_file(" [1, [2], {\"a\": \"]\"} ] "), Ok(json!([1, [2], {"a": "]"}])));
    assert_eq!(json_file("\u{feff}[]"), Ok(json!([])));
    assert_eq!(
        json_file(r#"{"x": 1, "y": [2]}"#),
        Ok(json!([{"Key": "x", "Value": 1}, {"Key": "y", "Value": [2]}]))
    );
}

#[test]
fn what_is_no_json_array_or_object_fails() {
    assert_eq!(json_file("17"), Err("Attempting to map over non-iterable node.".into()));
    for broken in ["[1", "[1,]", "[1 2]", "{\"a\" 1}", "[\"a", "[{]", ""] {
        assert!(json_file(broken).is_err(), "{broken}");
    }
    let deep = format!("[{}{}]", "[".repeat(100_000), "]".repeat(100_000));
    assert!(json_file(&deep).is_err());
}

#[test]
fn items_pointer_leads_into_the_file() {
    let pointed = |pointer: &str| {
        let config = ReaderConfig { items_pointer: Some(pointer.into()), ..config("JSON") };
        let body = r#"{"skip": {"data": [9]}, "a/b": [0, {"data": [1, 2]}], "n": 3}"#;
        read(body, &spec("getObject", config))
    };
    assert_eq!(pointed("/a~1b/1/data"), Ok(json!([1, 2])));
    assert_eq!(pointed("/skip"), Ok(json!([{"Key": "data", "Value": [9]}])));
    for wrong in ["/none", "/n", "/a~1b/7", "no/slash", "/n/x"] {
        assert!(pointed(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn csv_rows_take_the_shape_of_their_headers() {
    let body = "H1,\nValue4,Value5,Value6\n,,,\ntrue,1,'HelloWorld'\nNull,None,\n   \n";
    assert_eq!(
        read(body, &spec("getObject", config("CSV"))),
        Ok(json!([
            {"H1": "Value4", "": "Value5"},
            {"H1": "", "": ""},
            {"H1": "true", "": "1"},
            {"H1": "Null", "": "None"},
            {"H1": "   ", "": ""}
        ]))
    );
}

#[test]
fn csv_headers_may_be_given_but_not_twice_or_too_long() {
    let given = |headers: &[&str]| ReaderConfig {
        csv_header_location: Some("GIVEN".into()),
        csv_headers: Some(headers.iter().map(|h| (*h).into()).collect()),
        csv_delimiter: Some("PIPE".into()),
        ..config("CSV")
    };
    assert_eq!(
        read("\"a|\"\"\"|2\n3", &spec("getObject", given(&["x", "y"]))),
        Ok(json!([{"x": "a|\"", "y": "2"}, {"x": "3", "y": ""}]))
    );
    assert_eq!(
        read("1|2", &spec("getObject", given(&["x", "x"]))),
        Err("CSV headers cannot contain duplicates.".into())
    );
    let long = "h".repeat(11_000);
    assert!(read("1", &spec("getObject", given(&[&long]))).is_err());
    assert!(read(format!("{long}\n1"), &spec("getObject", config("CSV"))).is_err());
}

#[test]
fn json_lines_leave_blank_lines_out_and_name_the_broken_one() {
    let lines = spec("getObject", config("JSONL"));
    assert_eq!(read("{\"a\":1}\r\n\n[2]\n\"x\"", &lines), Ok(json!([{"a": 1}, [2], "x"])));
    assert_eq!(read("", &lines), Ok(json!([])));
    let cause = read("1\n{", &lines).expect_err("no JSON");
    assert!(cause.starts_with("line 2 is no JSON"), "{cause}");
}

#[test]
fn packed_files_are_unpacked() {
    let text: String = (0..50_000).map(|n| format!("{{\"n\":{n}}}\n")).collect();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).expect("packs");
    let gzip = gzip.finish().expect("packs");
    let zstd = zstd::encode_all(text.as_bytes(), 1).expect("packs");
    let lines = spec("getObject", config("JSONL"));
    let plain = read(text, &lines);
    assert_eq!(plain.as_ref().map(|v| v[49_999].clone()), Ok(json!({"n": 49_999})));
    assert_eq!(read(gzip.clone(), &lines), plain);
    assert_eq!(read(zstd, &lines), plain);
    assert!(read(gzip[..gzip.len() - 9].to_vec(), &lines).is_err());
}

#[test]
fn max_items_ends_the_reading() {
    let limited = |max| {
        let spec = ReaderSpec { max_items: Some(max), ..spec("getObject", config("JSON")) };
        read("[1, 2, 3]", &spec)
    };
    assert_eq!(limited(2), Ok(json!([1, 2])));
    assert_eq!(limited(0), Ok(json!([1, 2, 3])));
    assert_eq!(limited(100_000_001), Ok(json!([1, 2, 3])));
    assert_eq!(limited(-1), Err("field MaxItems must be positive".into()));
}

#[tokio::test]
async fn a_missing_file_fails_with_the_words_of_s3() {
    let buckets = Buckets::default();
    let error = items(buckets, &spec("getObject", config("JSON"))).await.expect_err("no such key");
    assert_eq!(error.name(), "States.ItemReaderFailed");
    assert!(error.cause.is_some_and(|c| c.starts_with("The specified key does not exist.")));
}

#[tokio::test]
async fn listed_files_are_loaded_and_flattened() {
    let config =
        ReaderConfig { transformation: Some("LOAD_AND_FLATTEN".into()), ..config("JSONL") };
    let files = [
        ("b", "in/".to_owned(), ""),
        ("b", "in/1.jsonl".to_owned(), "1\n2\n"),
        ("b", "in/2.jsonl".to_owned(), ""),
        ("b", "in/3.jsonl".to_owned(), "3"),
    ];
    let all = items(Buckets::with(files), &spec("listObjectsV2", config.clone())).await;
    let all = all.expect("reads");
    assert_eq!(all.iter().map(|i| i.value.value().clone()).collect::<Value>(), json!([1, 2, 3]));
    assert_eq!(all[2].source.as_deref(), Some("S3://b/in/3.jsonl"));
    assert_eq!(all[2].index, 2);
    let none = items(Buckets::default(), &spec("listObjectsV2", config)).await;
    assert_eq!(none.expect("reads").len(), 0);
}

#[tokio::test]
async fn manifests_lead_to_their_files() {
    let inventory = json!({
        "destinationBucket": "arn:aws:s3:::b",
        "fileFormat": "CSV",
        "fileSchema": "Bucket, Key, Size",
        "files": [{"key": "data/1.csv"}, {"key": "data/2.csv"}]
    });
    let athena = "s3://b/data/1.csv\ns3://b/data/2.csv\n";
    let files = |manifest: String| {
        Buckets::with([
            ("b", "file".to_owned(), manifest),
            ("b", "data/1.csv".to_owned(), "\"in\",\"x\",\"1\"\n".to_owned()),
            ("b", "data/2.csv".to_owned(), "\"in\",\"y\",\"2\"\n".to_owned()),
        ])
    };
    let values = |all: Result<Vec<Item>, StateError>| -> Value {
        all.expect("reads").into_iter().map(|i| i.value.into_value()).collect()
    };
    let expected = json!([
        {"Bucket": "in", "Key": "x", "Size": "1"},
        {"Bucket": "in", "Key": "y", "Size": "2"}
    ]);
    let manifest = spec("getObject", config("MANIFEST"));
    assert_eq!(values(items(files(inventory.to_string()), &manifest).await), expected);
    let unload = ReaderConfig {
        manifest_type: Some("ATHENA_DATA".into()),
        csv_header_location: Some("GIVEN".into()),
        csv_headers: Some(vec!["Bucket".into(), "Key".into(), "Size".into()]),
        ..config("CSV")
    };
    assert_eq!(values(items(files(athena.into()), &spec("getObject", unload)).await), expected);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((".{0,5}", inner), 0..5)
                .prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_array_is_read_back_compact_or_with_blanks(
        values in prop::collection::vec(any_json(), 0..40)
    ) {
        let array = Value::Array(values);
        let blanks = serde_json::to_string_pretty(&array).expect("writes");
        prop_assert_eq!(json_file(&array.to_string()), Ok(array.clone()));
        prop_assert_eq!(json_file(&blanks), Ok(array));
    }

    #[test]
    fn any_array_is_read_back_as_lines(values in prop::collection::vec(any_json(), 0..40)) {
        let text: String = values.iter().map(|v| format!("{v}\n")).collect();
        let read = read(text, &spec("getObject", config("JSONL")));
        prop_assert_eq!(read, Ok(Value::Array(values)));
    }

    #[test]
    fn no_bytes_make_a_reader_panic(
        start in prop::sample::select(vec![&b""[..], b"[", b"{", b"\"", b"a,b\n", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"{\"files\":["]),
        bytes in any::<Vec<u8>>(),
    ) {
        let bytes = [start, &bytes].concat();
        for input_type in ["JSON", "JSONL", "CSV", "MANIFEST"] {
            let _ = read(bytes.clone(), &spec("getObject", config(input_type)));
        }
        let athena = ReaderConfig { manifest_type: Some("ATHENA_DATA".into()), ..config("CSV") };
        let _ = read(bytes, &spec("getObject", athena));
    }
}

#[test]
fn a_row_of_endless_empty_cells_ends() {
    let error = read(",".repeat(20 << 20), &spec("getObject", config("CSV")));
    assert!(error.is_err_and(|cause| cause.contains("a row is longer")));
}
