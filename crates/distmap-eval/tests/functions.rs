//! Intrinsic functions: their values, their errors, and the transform crate held against them.

use distmap_eval::{Expression, Scope, Variables, names};
use distmap_transform::Patch;
use proptest::prelude::*;
use serde_json::{Value, json};

fn call(text: &str, input: &Value) -> Result<Value, (&'static str, String)> {
    let expression = Expression::compile(text).map_err(|error| ("compile", error.message))?;
    let (context, variables) = (json!({}), Variables::new());
    let result = expression.evaluate(&Scope::new(input, &context, &variables));
    result.map(std::borrow::Cow::into_owned).map_err(|error| (error.error, error.cause))
}

#[test]
fn values() {
    let input = json!({
        "n": 3, "s": "a,b;;c", "list": [1, 2, 1.0, "1", {"a": 1, "b": 2}, {"b": 2, "a": 1}], "o": {"b": 1, "a": [1, null]},
        "template": "It's {}", "text": "{\"x\": 1.10}"
    });
    for (text, expected) in [
        (
            r"States.Format('It\'s {} of \{\} \\ {}', $.n, $.o)",
            json!(r"It's 3 of {} \ {b=1, a=[1, null]}"),
        ),
        ("States.Format($.template, 'me')", json!("It's me")),
        ("States.Format('none')", json!("none")),
        ("States.JsonToString(States.StringToJson($.text))", json!("{\"x\":1.10}")),
        ("States.StringToJson('')", Value::Null),
        ("States.StringToJson(' ')", Value::Null),
        ("States.JsonToString($.o)", json!(r#"{"b":1,"a":[1,null]}"#)),
        ("States.Array()", json!([])),
        ("States.Array(1, 'a', $.n, true, null, -1.5)", json!([1, "a", 3, true, null, -1.5])),
        (
            "States.ArrayPartition($.list, 4)",
            json!([[1, 2, 1.0, "1"], [{"a": 1, "b": 2}, {"b": 2, "a": 1}]]),
        ),
        ("States.ArrayContains($.list, 2)", json!(true)),
        ("States.ArrayContains($.list, '2')", json!(false)),
        ("States.ArrayRange(1, 9, 2)", json!([1, 3, 5, 7, 9])),
        ("States.ArrayRange(9, 1, -4)", json!([9, 5, 1])),
        ("States.ArrayRange(1, 9, -1)", json!([])),
        ("States.ArrayRange(5, 5, 3)", json!([5])),
        ("States.ArrayGetItem($.list, 1)", json!(2)),
        ("States.ArrayLength($.list)", json!(6)),
        ("States.ArrayUnique($.list)", json!([1, 2, "1", {"a": 1, "b": 2}])),
        ("States.Base64Encode('Data to encode')", json!("RGF0YSB0byBlbmNvZGU=")),
        ("States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", json!("Data to encode")),
        ("States.Hash('input data', 'SHA-1')", json!("aaff4a450a104cd177d28d18d74485e8cae074b7")),
        (
            "States.JsonMerge(States.StringToJson('{\"a\":{\"a1\":1},\"b\":2}'), States.StringToJson('{\"a\":{\"a3\":1},\"c\":3}'), false)",
            json!({"a": {"a3": 1}, "b": 2, "c": 3}),
        ),
        ("States.MathAdd(1.49, 1.50)", json!(3)),
        ("States.MathAdd(-1.49, -1.50)", json!(-2)),
        ("States.MathAdd(-2.5, 0)", json!(-2)),
        ("States.MathAdd($.n, -1)", json!(2)),
        ("States.StringSplit($.s, ',;')", json!(["a", "b", "c"])),
        ("States.StringSplit('', ',')", json!([])),
    ] {
        assert_eq!(call(text, &input), Ok(expected), "{text}");
    }
}

#[test]
fn order_of_merged_keys() {
    let merged = call(
        "States.JsonMerge($.a, $.b, false)",
        &json!({"a": {"z": 1, "y": 2}, "b": {"x": 3, "y": 4}}),
    );
    assert_eq!(merged.map(|value| value.to_string()), Ok(r#"{"z":1,"y":4,"x":3}"#.to_owned()));
}

#[test]
fn drawn_values() {
    let uuid = call("States.UUID()", &Value::Null).expect("a UUID");
    assert_eq!(uuid.as_str().map(str::len), Some(36));
    let drawn = |text| call(text, &Value::Null).expect("a number").as_i64().expect("an integer");
    assert!((1..10).contains(&drawn("States.MathRandom(1, 10)")));
    assert_eq!(
        drawn("States.MathRandom(1, 1000000, 42)"),
        drawn("States.MathRandom(1, 1000000, 42)")
    );
}

#[test]
fn refused_arguments() {
    let input = json!({"list": [1], "long": "x".repeat(10_001)});
    for text in [
        "States.Format('{} {}', 1)",
        "States.StringToJson('{')",
        "States.StringToJson(1)",
        "States.ArrayPartition($.list, 0)",
        "States.ArrayRange(1, 100000000000, 1)",
        "States.ArrayRange(1, 5, 0)",
        "States.ArrayGetItem($.list, 1)",
        "States.ArrayGetItem($.list, -1)",
        "States.ArrayLength('a')",
        "States.Base64Encode($.long)",
        "States.Base64Decode('%')",
        "States.Hash('a', 'CRC')",
        "States.JsonMerge($.list, $.list, false)",
        "States.JsonMerge($, $, true)",
        "States.MathRandom(2, 1)",
        "States.MathAdd('1', 1)",
        "States.MathAdd(9223372036854775807, 1)",
        "States.StringSplit(1, ',')",
    ] {
        let (name, cause) = call(text, &input).expect_err(text);
        assert_eq!(name, names::INTRINSIC_FAILURE, "{text}");
        assert!(
            cause.starts_with(&format!("The function '{text}' had the following error: ")),
            "{cause}"
        );
    }
    let (name, cause) = call("States.Array($.x)", &json!({"a": 1})).expect_err("nothing there");
    assert_eq!(name, names::RUNTIME);
    assert_eq!(
        cause,
        "The function 'States.Array($.x)' had the following error: The JsonPath argument for the field '$.x' \
         could not be found in the input '{\"a\":1}'"
    );
}

#[test]
fn no_calls() {
    let nested = "States.Array(".repeat(11) + &")".repeat(11);
    let deep = "States.Array(".repeat(10_000);
    for text in [
        "States.",
        "States.Nothing()",
        "States.UUID",
        "States.UUID(1)",
        "States.Array(",
        "States.Array(1",
        "States.Array(1,)",
        "States.Array('a)",
        r#"States.Array('\"')"#,
        r"States.Array('\n')",
        "States.Array(x)",
        "States.Array(1) 2",
        "States.MathAdd(1)",
        "States.Array(States.Nothing())",
        &nested,
        &deep,
    ] {
        assert!(Expression::compile(text).is_err(), "{text:.60}");
    }
    assert!(Expression::compile(&("States.Array(".repeat(10) + &")".repeat(10))).is_ok());
}

/// Texts of objects, mostly valid, in every form that a writer would not choose.
fn body() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        Just("a"),
        Just("b"),
        Just("NewField"),
        Just("\\u0061"),
        Just("é"),
        Just("\\\"")
    ];
    let value = prop_oneof![
        Just("1"),
        Just("1.0"),
        Just("1e5"),
        Just("-0"),
        Just("123456789012345678901234567890"),
        Just("0.1000"),
        Just("1E+400"),
        Just("\"x\""),
        Just("\"\\/\""),
        Just("\"\\ud800\""),
        Just("\"\u{7f}\""),
        Just("null"),
        Just("[ ]"),
        Just("{\"a\":1,\"a\":2}"),
        Just("{"),
    ];
    let blank = prop_oneof![4 => Just(""), 1 => Just(" ")];
    prop::collection::vec((blank, key, value), 0..5).prop_map(|members| {
        let members: Vec<String> = members
            .iter()
            .map(|(blank, key, value)| format!("{blank}\"{key}\":{blank}{value}"))
            .collect();
        format!("{{{}}}", members.join(","))
    })
}

proptest! {
    #[test]
    fn transform_equals_the_intrinsic(body in prop_oneof![9 => body(), 1 => "[ \\[\\]{}a1\"]{0,6}"]) {
        const CALL: &str = "States.JsonMerge(States.StringToJson($.Body), States.StringToJson('{\"NewField\":\"MyValue\"}'), false)";
        let patch = Patch::new("{\"NewField\":\"MyValue\"}").expect("a patch");
        match (call(CALL, &json!({"Body": body})), patch.apply(&body)) {
            (Ok(value), Ok(text)) => prop_assert_eq!(value.to_string(), text),
            (Err((name, _)), Err(error)) => prop_assert_eq!(name, error.states_error()),
            (intrinsic, transformed) => prop_assert!(false, "{:?} but {:?}", intrinsic, transformed),
        }
    }

    #[test]
    fn merging_is_associative_and_the_second_wins(a in "[a-c]{0,3}", b in "[a-c]{0,3}", c in "[a-c]{0,3}") {
        let object = |keys: &str, tag: &str| Value::Object(keys.chars().map(|key| (key.to_string(), json!(tag))).collect());
        let input = json!({"a": object(&a, "a"), "b": object(&b, "b"), "c": object(&c, "c")});
        let left = call("States.JsonMerge(States.JsonMerge($.a, $.b, false), $.c, false)", &input).expect("an object");
        let right = call("States.JsonMerge($.a, States.JsonMerge($.b, $.c, false), false)", &input).expect("an object");
        prop_assert_eq!(left.to_string(), right.to_string());
        for key in c.chars() {
            prop_assert_eq!(&left[key.to_string()], "c");
        }
    }

    #[test]
    fn encoding_and_decoding(text in ".{0,60}") {
        let input = json!({"text": text});
        prop_assert_eq!(call("States.Base64Decode(States.Base64Encode($.text))", &input), Ok(json!(text)));
        prop_assert_eq!(call("States.StringToJson(States.JsonToString($))", &input), Ok(input.clone()));
    }

    #[test]
    fn any_text_compiles_or_not(text in "States\\.[A-Z][A-Za-z]{0,8}\\([$.'\\\\{}a-c0-9, ()-]{0,30}\\)?") {
        let _ = call(&text, &json!({"a": 1}));
    }
}
