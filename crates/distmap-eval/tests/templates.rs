//! Templates, variables and JSONata.

use distmap_asl::QueryLanguage::{self, JsonPath, Jsonata};
use distmap_eval::{
    Context, EvalError, JsonataExpr, Kind, MAX_VARIABLE_BYTES, Scope, Template, Variables, names,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn fill(template: &Value, language: QueryLanguage, input: &Value) -> Result<Value, EvalError> {
    let template = Template::compile(template, language, "Output").expect("a template");
    let (context, variables) = (json!({"Execution": {"Name": "run"}}), variables());
    template.evaluate(&Scope::new(input, &context, &variables))
}

fn variables() -> Variables {
    let mut variables = Variables::new();
    variables.assign(object(json!({"x": 1, "list": [1, 2]}))).expect("small variables");
    variables
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().cloned().expect("an object")
}

#[test]
fn json_path_templates() {
    let input = json!({"a": 1, "b": [2]});
    let template = json!({
        "plain": "$.a", "path.$": "$.a", "all.$": "$", "deep": [{"x.$": "$.b[0]", "name.$": "$$.Execution.Name"}],
        "call.$": "States.MathAdd($x, 1)", "constant.$": "States.Array(1, 'a')"
    });
    assert_eq!(
        fill(&template, JsonPath, &input),
        Ok(json!({
            "plain": "$.a", "path": 1, "all": input, "deep": [{"x": 2, "name": "run"}], "call": 2, "constant": [1, "a"]
        }))
    );
    let error =
        fill(&json!({"deep": {"x.$": "$.missing"}}), JsonPath, &input).expect_err("nothing there");
    assert_eq!(error.error, names::RUNTIME);
    assert_eq!(
        error.cause,
        "The JSONPath '$.missing' specified for the field 'x.$' could not be found in the input '{\"a\":1,\"b\":[2]}'"
    );
}

#[test]
fn templates_that_are_none() {
    for (template, language, pointer) in [
        (json!({"a": [{"b.$": "x"}]}), JsonPath, "/a/0/b.$"),
        (json!({"a~/.$": 1}), JsonPath, "/a~0~1.$"),
        (json!({"a.$": "States.Nothing()"}), JsonPath, "/a.$"),
        (json!({"a": ["{% ( %}"]}), Jsonata, "/a/0"),
    ] {
        let error = Template::compile(&template, language, "Parameters").expect_err("no template");
        assert_eq!(error.pointer, pointer, "{error}");
    }
    let deep = (0..2_000).fold(json!(1), |inner, _| Value::Array(vec![inner]));
    assert!(Template::compile(&deep, JsonPath, "Parameters").is_err());
}

#[test]
fn constants_are_folded() {
    let constant = |template: Value| {
        Template::compile(&template, JsonPath, "Parameters")
            .expect("a template")
            .as_constant()
            .cloned()
    };
    assert_eq!(
        constant(json!({"a.$": "States.StringToJson('{\"b\": [1]}')", "c": [true]})),
        Some(json!({"a": {"b": [1]}, "c": [true]}))
    );
    assert_eq!(constant(json!({"a.$": "States.UUID()"})), None);
    assert_eq!(constant(json!({"a.$": "$.b"})), None);
    // What is sure to fail fails when it runs, not when it is compiled.
    assert_eq!(constant(json!({"a.$": "States.StringToJson('{')"})), None);
}

#[test]
fn data_cannot_outgrow_the_stack() {
    let template =
        Template::compile(&json!({"in.$": "$"}), JsonPath, "Parameters").expect("a template");
    let (context, variables) = (json!({}), Variables::new());
    let mut data = json!(1);
    let end = (0..10_000).find_map(|_| {
        match template.evaluate(&Scope::new(&data, &context, &variables)) {
            Ok(deeper) => {
                data = deeper;
                None
            }
            Err(error) => Some(error.error),
        }
    });
    assert_eq!(end, Some(names::RUNTIME));
}

#[test]
fn the_context_object_is_built_only_when_read() {
    struct Parts(Value);
    impl Context for Parts {
        fn object(&self) -> &Value {
            panic!("the whole object was asked for")
        }
        fn member(&self, name: &str) -> Option<&Value> {
            (name == "Map").then_some(&self.0)
        }
    }
    let context = Parts(json!({"Item": {"Index": 3}}));
    let (input, variables) = (json!({"a": 1}), Variables::new());
    let template = Template::compile(
        &json!({"i.$": "$$.Map.Item.Index", "a.$": "$.a"}),
        JsonPath,
        "ItemSelector",
    )
    .expect("a template");
    assert!(template.reads_context());
    assert_eq!(
        template.evaluate(&Scope::new(&input, &context, &variables)),
        Ok(json!({"i": 3, "a": 1}))
    );
}

#[test]
fn jsonata_templates() {
    let input = json!({"n": [1, 2, 3], "name": "a", "one": [1]});
    for (template, expected) in [
        (json!("{% $states.input.name & '!' %}"), json!("a!")),
        (
            json!({"sum": "{% $sum($states.input.n) + $x %}", "plain": "{% x"}),
            json!({"sum": 7, "plain": "{% x"}),
        ),
        (json!(["{% $states.context.Execution.Name %}", 1.50]), json!(["run", 1.50])),
        (json!("{% $states.input.n[$ > 1] %}"), json!([2, 3])),
        (json!("{% $states.input.one %}"), json!([1])),
        (json!("{% $map($states.input.n, function($v) { $v * 2 }) %}"), json!([2, 4, 6])),
        (json!("{% {'a': $list, 'gone': $states.input.gone} %}"), json!({"a": [1, 2]})),
        (
            json!("{% $hash('input data', 'SHA-1') %}"),
            json!("aaff4a450a104cd177d28d18d74485e8cae074b7"),
        ),
        (json!("{% $parse('{\"a\": [1, {}]}') %}"), json!({"a": [1, {}]})),
        (json!("{% $length($uuid()) %}"), json!(36)),
        (json!("{% $random(7) = $random(7) and $random() < 1 %}"), json!(true)),
        (json!("{% $partition($states.input.n, 2) %}"), json!([[1, 2], [3]])),
        (
            json!(
                "{% $pad('ab', 5) & $pad('ab', -5, '#') & $pad('ß', 3, '12') & $pad('abc', 2) %}"
            ),
            json!("ab   ###abß12abc"),
        ),
        (json!("{% $exists($pad($states.input.gone, 5)) %}"), json!(false)),
        (json!("{% $now() = $now() and $toMillis($now()) = $millis() %}"), json!(true)),
        (json!("{% $now('[Y]-[M01]') = $fromMillis($millis(), '[Y]-[M01]') %}"), json!(true)),
        (json!("{% $encodeUrlComponent('a-b/ü') %}"), json!("a-b%2F%C3%BC")),
        (json!("{% ['a b', 'c'].$encodeUrlComponent() %}"), json!(["a%20b", "c"])),
        (json!("{% 1e20 %}"), serde_json::from_str("100000000000000000000").expect("a number")),
        (json!("{% 1e21 & '' %}"), json!("1e+21")),
        (json!("{% -0 %}"), json!(0)),
        (json!("{% null %}"), Value::Null),
        (json!("{% $states . input . name %}"), json!("a")),
        (json!("{% ($s := $states; $s.input.name & '??') %}"), json!("a??")),
        (json!("{% $replace($states.input.name, /(?:a)/, '$$x') %}"), json!("$x")),
    ] {
        let value =
            fill(&template, Jsonata, &input).unwrap_or_else(|error| panic!("{template}: {error}"));
        assert_eq!(value.to_string(), expected.to_string(), "{template}");
    }
}

#[test]
fn jsonata_failures() {
    for (expression, cause) in [
        ("$nobody", "returned nothing (undefined)."),
        ("function($x) { $x }", "returned an unsupported result type."),
        ("1 + 'a'", "threw an error during evaluation. T2002: "),
        (
            "true and $x > 'x'",
            "threw an error during evaluation. T2009: The values 1 and \"x\" either side of operator \">\" must be of the same data type",
        ),
        (
            "1 <= null ? 2 : 3",
            "threw an error during evaluation. T2010: The expressions either side of operator \"<=\" must evaluate to numeric or string values",
        ),
        (
            "-('a')",
            "threw an error during evaluation. D1002: Cannot negate a non-numeric value: \"a\"",
        ),
        ("$now(1)", "threw an error during evaluation. T0410: Argument 1 of function \"now\" "),
        (
            "$decodeUrlComponent('%')",
            "threw an error during evaluation. D3140: Malformed URL passed to decodeUrlComponent(): \"%\"",
        ),
        ("$eval('1')", "threw an error during evaluation. "),
        ("( $f := function() { $f() }; $f() )", "threw an error during evaluation. "),
        ("( $f := function($n) { [$f($n + 1)] }; $f(0) )", "threw an error during evaluation. "),
        ("$pad('x', 1000000000)", "threw an error during evaluation. "),
        ("$range(1, 100000, 1)", "threw an error during evaluation. "),
        ("[1..10000000].([1..10000000])", "threw an error during evaluation. "),
        (
            "$reduce([1..5000], function($a, $b) { {'a': $a} }, 0)",
            "returned an unsupported result type.",
        ),
    ] {
        let error = fill(&json!({"x": format!("{{% {expression} %}}")}), Jsonata, &json!({}))
            .expect_err(expression);
        assert_eq!(
            (error.error, error.location.as_deref()),
            (names::QUERY_EVALUATION_ERROR, Some("Output/x"))
        );
        let start = format!(
            "The JSONata expression '{expression}' specified for the field 'Output/x' {cause}"
        );
        assert!(error.cause.starts_with(&start), "{}", error.cause);
    }
}

#[test]
fn jsonata_of_a_type() {
    let items = JsonataExpr::compile("{% $states.input %}", "Items").expect("an expression");
    let (context, variables) = (json!({}), Variables::new());
    let of = |input: Value| {
        items
            .evaluate_as(&Scope::new(&input, &context, &variables), Kind::Array)
            .map_err(|error| error.cause)
    };
    assert_eq!(of(json!([])), Ok(json!([])));
    assert_eq!(
        of(json!({"foo": "bar"})),
        Err("The JSONata expression '$states.input' specified for the field 'Items' returned an unexpected result type. \
             Expected 'array', but was 'object' for value: {\"foo\":\"bar\"}".to_owned())
    );
}

#[test]
fn no_expressions() {
    let deep = format!("{{% {}1{} %}}", "(".repeat(10_000), ")".repeat(10_000));
    for text in [
        "",
        "1",
        "{%1",
        "{%}",
        "{% %}",
        "{% ( %}",
        "{% $a := %}",
        "{% $x ?? 1 %}",
        "{% $x ?: 1 %}",
        "{% 'a %}",
        &deep,
    ] {
        assert!(JsonataExpr::compile(text, "Output").is_err(), "{text:.40}");
    }
}

#[test]
fn scopes_of_variables() {
    let mut outer = variables();
    let mut inner = outer.inner();
    inner.assign(object(json!({"x": 2}))).expect("small");
    assert_eq!((inner.get("x"), inner.get("list")), (Some(&json!(2)), Some(&json!([1, 2]))));
    assert_eq!(outer.get("x"), Some(&json!(1)));
    outer.assign(object(json!({"x": 5}))).expect("small");
    assert_eq!(inner.get("list"), Some(&json!([1, 2])));
    assert_eq!(inner.own().collect::<Vec<_>>(), [("x", &json!(2))]);
}

#[test]
fn assignments_see_the_old_values() {
    let mut variables = variables();
    let template =
        Template::compile(&json!({"x": 9, "old.$": "$x"}), JsonPath, "Assign").expect("a template");
    let values = template
        .evaluate(&Scope::new(&Value::Null, &Value::Null, &variables.clone()))
        .expect("values");
    variables.assign(object(values)).expect("small");
    assert_eq!((variables.get("x"), variables.get("old")), (Some(&json!(9)), Some(&json!(1))));
}

#[test]
fn limits_of_variables() {
    let mut variables = Variables::new();
    let text = |bytes: usize| json!("x".repeat(bytes - 2));
    assert!(variables.assign(object(json!({"a": text(MAX_VARIABLE_BYTES)}))).is_ok());
    assert!(variables.assign(object(json!({"b": 1, "a": text(MAX_VARIABLE_BYTES + 1)}))).is_err());
    assert_eq!(variables.get("b"), None);
    let full = (0..40).try_for_each(|n| {
        variables.assign(Map::from_iter([(n.to_string(), text(MAX_VARIABLE_BYTES))]))
    });
    assert_eq!(full.map_err(|error| error.error), Err(names::DATA_LIMIT_EXCEEDED));
}

proptest! {
    #[test]
    fn a_template_without_expressions_is_itself(keys in prop::collection::vec("[a-z]{1,3}", 0..4), text in "[ -z]{0,10}") {
        let template = Value::Object(keys.into_iter().map(|key| (key, json!([text, {"n": 1}]))).collect());
        prop_assert_eq!(fill(&template, JsonPath, &Value::Null), Ok(template.clone()));
        prop_assert_eq!(fill(&template, Jsonata, &Value::Null), Ok(template.clone()));
    }

    #[test]
    fn the_whole_input_passes_through(n in any::<i32>(), text in ".{0,10}") {
        let input = json!({"n": n, "t": [text, null, true]});
        prop_assert_eq!(fill(&json!({"x.$": "$"}), JsonPath, &input), Ok(json!({"x": input})));
        prop_assert_eq!(fill(&json!({"x": "{% $states.input %}"}), Jsonata, &input), Ok(json!({"x": input})));
    }

    #[test]
    fn any_expression_compiles_or_not(text in "[$a-c0-9.()\\[\\]{}+*/~|?:;=<>!&,'\" -]{0,30}") {
        if let Ok(expression) = JsonataExpr::compile(&format!("{{% {text} %}}"), "Output") {
            let _ = expression.evaluate(&Scope::new(&json!({"a": 1}), &json!({}), &Variables::new()));
        }
    }
}
