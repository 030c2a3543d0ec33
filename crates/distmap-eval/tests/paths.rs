//! The dialect of paths, and laws of reading and writing.

use distmap_eval::{Path, ReferencePath, Scope, Variables};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn read(path: &str, data: &Value) -> Result<Value, String> {
    let (context, mut variables) = (json!({"Execution": {"Name": "run"}}), Variables::new());
    let assigned = json!({"limit": 10, "list": [1, 2]});
    variables
        .assign(assigned.as_object().cloned().unwrap_or_default())
        .map_err(|error| error.cause)?;
    let path = Path::compile(path).map_err(|error| error.message)?;
    let scope = Scope::new(data, &context, &variables);
    let found = path.resolve(&scope).map(std::borrow::Cow::into_owned).map_err(|error| error.cause);
    let taken = path.take(&scope, data.clone()).map_err(|error| error.cause);
    assert_eq!(found, taken, "moving out of the data finds the same");
    found
}

fn store() -> Value {
    json!({
        "k-d": 1,
        "a b": {"c.d": 2},
        "books": [
            {"title": "Sayings", "price": 8.95, "tags": ["x"]},
            {"title": "Sword", "price": 12.99, "isbn": "0-553"},
            {"title": "Moby Dick", "price": 8.99, "isbn": "0-395", "tags": []},
            {"title": "Rings", "price": 22.99}
        ],
        "nested": [[1, 2], [3]],
        "n": 9,
        "empty": null
    })
}

#[test]
fn dialect() {
    let data = store();
    for (path, expected) in [
        ("$.k-d", json!(1)),
        ("$.['k-d']", json!(1)),
        ("$[\"k-d\"]", json!(1)),
        ("$['a b']['c.d']", json!(2)),
        ("$.books[0].title", json!("Sayings")),
        ("$.books[-1].title", json!("Rings")),
        ("$.books[0,2].price", json!([8.95, 8.99])),
        ("$.books[1:3].price", json!([12.99, 8.99])),
        ("$.books[-2:].title", json!(["Moby Dick", "Rings"])),
        ("$.books[:1].title", json!(["Sayings"])),
        ("$.books[9:]", json!([])),
        ("$.books[*].price", json!([8.95, 12.99, 8.99, 22.99])),
        ("$..isbn", json!(["0-553", "0-395"])),
        ("$.books.length()", json!(4)),
        ("$..price.max()", json!(22.99)),
        ("$.nested[0].sum()", json!(3.0)),
        ("$.nested[*].length()", json!([2, 1])),
        ("$['k-d','n']", json!({"k-d": 1, "n": 9})),
        ("$.books[?(@.price < 10)].title", json!(["Sayings", "Moby Dick"])),
        ("$.books[?(@.price < $.n && @.isbn)].title", json!(["Moby Dick"])),
        ("$.books[?(@.isbn || @.price > 20)].title", json!(["Sword", "Moby Dick", "Rings"])),
        ("$.books[?(!(@.isbn))].title", json!(["Sayings", "Rings"])),
        ("$.books[?(@.title =~ /s.*/i)].title", json!(["Sayings", "Sword"])),
        ("$.books[?(@.title in ['Sword', 'Rings'])].price", json!([12.99, 22.99])),
        ("$.books[?(@.title == \"Sword\")].price", json!([12.99])),
        ("$.books[?(@['price']>$limit)].title", json!(["Sword", "Rings"])),
        ("$.books[?(@.tags.length() == 1)].title", json!(["Sayings"])),
        ("$.books[?(@.tags empty true)].title", json!(["Moby Dick"])),
        ("$.missing[*].x", json!([])),
        ("$.empty", Value::Null),
        ("$$.Execution.Name", json!("run")),
        ("$list[1]", json!(2)),
        ("$limit", json!(10)),
    ] {
        assert_eq!(read(path, &data), Ok(expected), "{path}");
    }
}

#[test]
fn what_is_missing() {
    let data = store();
    for (path, reason) in [
        ("$.x", "No results for path: $['x']"),
        ("$.x.y", "Missing property in path $['x']"),
        ("$.books[9]", "No results for path: $['books'][9]"),
        ("$$.Map", "No results for path: $['Map']"),
    ] {
        assert_eq!(read(path, &data), Err(format!("Invalid path '{path}' : {reason}")));
    }
    assert!(read("$.n.x", &data).is_err_and(|cause| {
        cause.contains("Expected to find an object with property ['x'] in path $['n']")
    }));
    assert!(read("$nobody", &data).is_err());
}

#[test]
fn no_paths() {
    let deep = format!("$[?({}@.a{})]", "(".repeat(10_000), ")".repeat(10_000));
    let nots = format!("$[?({}@.a)]", "!".repeat(10_000));
    let long = format!("$.{}", "a".repeat(100_000));
    for path in [
        "",
        "x",
        "$.",
        "$..",
        "$[",
        "$[]",
        "$['a",
        "$['a'",
        "$.a.nofunction()",
        "$[?(@.a ==)]",
        "$[?(@.a =~ /(/)]",
        "$.a b",
        "$[1:2:3",
        "$[99999999999999999999]",
        "$[?(@.a",
        "$$$",
        "$.a.length().b",
        &deep,
        &nots,
        &long,
    ] {
        assert!(Path::compile(path).is_err(), "{path:.50}");
    }
}

#[test]
fn explosive_paths_end() {
    let wide: Value = (0..3_000).map(|n| json!({"a": n, "b": [n]})).collect();
    for path in ["$..*..*..*..*..[?(@..* == 1)]", "$..[?($..[?($..a)])]", "$[?(@.a =~ /(a*)*b/)]"] {
        assert!(
            read(path, &wide).is_ok_and(|found| found == json!([])) || read(path, &wide).is_err(),
            "{path}"
        );
    }
}

/// JSON that a document may hold.
fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-zé'\"\\\\ ]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-d]", inner), 0..4)
                .prop_map(|members| Value::Object(Map::from_iter(members))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(document in json_value(), value in json_value(), keys in prop::collection::vec("[a-d]|[a-d]-[0-9]", 0..4)) {
        let text = keys.iter().fold("$".to_owned(), |text, key| format!("{text}.{key}"));
        let path = ReferencePath::compile(&text).expect("a reference path");
        if let Ok(written) = path.set(document.clone(), value.clone()) {
            prop_assert_eq!(read(&text, &written), Ok(value.clone()));
            // Writing what is there changes nothing.
            prop_assert_eq!(path.set(written.clone(), value), Ok(written));
        } else {
            prop_assert!(read(&text, &document).is_err());
        }
    }

    #[test]
    fn any_text_compiles_or_not(text in "[$@.\\[\\]()?*:,'\"a-c0-9 &|!=<>~/\\\\-]{0,40}", data in json_value()) {
        if let Ok(path) = Path::compile(&format!("${text}")) {
            let (context, variables) = (json!({}), Variables::new());
            let found = path.select(&Scope::new(&data, &context, &variables));
            prop_assert!(path.is_definite() || found.map_or(true, |found| found.is_array()));
        }
    }
}
