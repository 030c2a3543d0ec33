//! The splice and the parser give the same bytes, for any text.

use distmap_transform::{ErrorKind, Patch, json_merge, string_to_json};
use proptest::prelude::*;
use serde_json::Value;

/// The slow way, with no splice in it.
fn merged(body: &str, patch: &str) -> Option<String> {
    match (string_to_json(body).ok()?, string_to_json(patch).ok()?) {
        (Value::Object(body), Value::Object(patch)) => {
            Some(Value::Object(json_merge(body, patch)).to_string())
        }
        _ => None,
    }
}

/// JSON text with all that makes texts differ from what a writer writes; now and then it is broken.
fn json_text() -> impl Strategy<Value = String> {
    let blank = prop_oneof![8 => Just(""), 1 => Just(" "), 1 => Just("\n\t"), 1 => Just("\r\n  ")];
    let string = prop_oneof![
        "[a-c]{0,2}",
        "[a-zß日🆗\u{7f}\u{2028}/ ]{0,6}",
        prop_oneof![
            Just(r#"\""#),
            Just(r"\\"),
            Just(r"\/"),
            Just(r"\n"),
            Just(r"\u000a"),
            Just(r"\u0001"),
            Just(r"\u001F"),
            Just(r"\u00e9"),
            Just(r"\ud83c\udd97"),
            Just(r"\ud800"),
            Just(r"\x"),
            Just("NewField"),
            Just("\u{1}"),
            Just("$serde_json::private::Number"),
        ]
        .prop_map(str::to_owned),
    ];
    let number = prop_oneof![
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,20})?",
        "-?[0-9]{1,3}(\\.[0-9]{0,2})?[eE][+-]?[0-9]{1,4}",
        Just("-0".to_owned()),
        Just("01".to_owned()),
        Just("1.".to_owned()),
        Just("-".to_owned()),
        Just("0.10".to_owned()),
    ];
    let leaf = prop_oneof![
        string.clone().prop_map(|text| format!("\"{text}\"")),
        number,
        prop_oneof![Just("true"), Just("false"), Just("null"), Just("nul"), Just("")]
            .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        let array = prop::collection::vec((blank.clone(), inner.clone()), 0..5).prop_map(|items| {
            format!(
                "[{}]",
                join(items.into_iter().map(|(blank, item)| format!("{blank}{item}{blank}")))
            )
        });
        let member = (blank.clone(), string.clone(), inner);
        let object = prop::collection::vec(member, 0..6).prop_map(|members| {
            format!(
                "{{{}}}",
                join(
                    members
                        .into_iter()
                        .map(|(b, key, value)| format!("{b}\"{key}\"{b}:{b}{value}{b}"))
                )
            )
        });
        prop_oneof![1 => array, 3 => object]
    })
}

fn join(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(",")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn splice_equals_parse_and_write(body in json_text()) {
        for text in [r#"{"NewField":"MyValue"}"#, r#"{ "a" : 1e2, "NewField": [ ] }"#, "{}"] {
            let patch = Patch::new(text).expect("a valid patch");
            prop_assert_eq!(patch.apply(&body).ok(), merged(&body, text));
        }
    }

    #[test]
    fn blanks_around_tokens_change_nothing(body in json_text(), before in "[ \n\r\t]{0,3}", after in "[ \n\r\t\u{b}]{0,3}") {
        let patch = Patch::new(r#"{"NewField":"MyValue"}"#).expect("a valid patch");
        let body = format!("{before}{body}{after}");
        prop_assert_eq!(patch.apply(&body).ok(), merged(&body, r#"{"NewField":"MyValue"}"#));
    }

    #[test]
    fn arbitrary_text_never_panics(body in ".{0,40}") {
        let patch = Patch::new(r#"{"NewField":"MyValue"}"#).expect("a valid patch");
        prop_assert_eq!(patch.apply(&body).ok(), merged(&body, r#"{"NewField":"MyValue"}"#));
    }

    #[test]
    fn applying_twice_changes_nothing(body in json_text()) {
        let patch = Patch::new(r#"{"NewField":"MyValue"}"#).expect("a valid patch");
        if let Ok(once) = patch.apply(&body) {
            prop_assert_eq!(patch.apply(&once).expect("an object"), once);
        }
    }
}

#[test]
fn odd_texts() {
    let patch = Patch::new(r#"{"NewField":"MyValue"}"#).expect("a valid patch");
    let check = |body: &str, expected: &str| {
        assert_eq!(patch.apply(body).as_deref(), Ok(expected), "{body}")
    };
    check("{}", r#"{"NewField":"MyValue"}"#);
    check(r#"{"a":1,"a":2}"#, r#"{"a":2,"NewField":"MyValue"}"#);
    check(r#"{"a":1,"b":0,"a":2}"#, r#"{"a":2,"b":0,"NewField":"MyValue"}"#);
    check(r#"{"x":{"a":1,"a":2}}"#, r#"{"x":{"a":2},"NewField":"MyValue"}"#);
    check(r#"{"a":"\u00e9\/"}"#, r#"{"a":"é/","NewField":"MyValue"}"#);
    check(
        r#"{"a":1.10,"b":-0,"c":123456789012345678901234567890}"#,
        r#"{"a":1.10,"b":-0,"c":123456789012345678901234567890,"NewField":"MyValue"}"#,
    );
}

#[test]
fn refused_bodies() {
    let patch = Patch::new(r#"{"NewField":"MyValue"}"#).expect("a valid patch");
    let kind = |body: &str| patch.apply(body).map_err(|error| error.kind());
    for body in ["", " \n", "null", "1", "[]", "\"{}\"", "true"] {
        assert_eq!(kind(body), Err(ErrorKind::NotAnObject), "{body}");
    }
    let deep = "{\"a\":".repeat(10_000);
    for body in ["{", "{} {}", "{\"a\":\"\\ud800\"}", "{\"a\":01}", "{a:1}", deep.as_str()] {
        assert_eq!(kind(body), Err(ErrorKind::NotJson), "{body}");
    }
    assert_eq!(
        patch.apply_bytes(b"{\"a\":\"\xff\"}").map_err(|error| error.kind()),
        Err(ErrorKind::NotUtf8)
    );
}
