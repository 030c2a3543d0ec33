//! What one state's data flow costs: compiled once, evaluated for every item.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use distmap_asl::{QueryLanguage, model};
use distmap_eval::{CompileError, Condition, Path, ReferencePath, Scope, Template, Variables};
use serde_json::{Value, json};

const BODY: &str = r#"{"id":"7f2c","name":"Walnut desk","description":"A desk of solid walnut, oiled by hand","price":899.5,"currency":"EUR","image":"https://example.com/i/7f2c.jpg","url":"https://example.com/p/7f2c"}"#;

fn evaluate(c: &mut Criterion) -> Result<(), CompileError> {
    let input = json!({"Body": BODY, "Key": "a/7f2c.json", "items": (0..100).map(|n| json!({"n": n})).collect::<Value>()});
    let context =
        json!({"Map": {"Item": {"Index": 7, "Value": {"Key": "a/7f2c.json", "Size": 213}}}});
    let variables = Variables::new();
    let scope = Scope::new(&input, &context, &variables);

    let mut template = |name: &str, value: Value, language| -> Result<(), CompileError> {
        let template = Template::compile(&value, language, "Parameters")?;
        c.bench_function(name, |b| b.iter(|| template.evaluate(black_box(&scope))));
        Ok(())
    };
    template(
        "template: two paths",
        json!({"Bucket": "b", "Key.$": "$.Key", "Item.$": "$$.Map.Item.Value.Key"}),
        QueryLanguage::JsonPath,
    )?;
    let merge = "States.JsonMerge(States.StringToJson($.Body), States.StringToJson('{\"NewField\":\"MyValue\"}'), false)";
    template("template: merge a body", json!({"Merged.$": merge}), QueryLanguage::JsonPath)?;
    template(
        "template: format",
        json!({"Text.$": "States.Format('{} of {}', $.Key, $$.Map.Item.Index)"}),
        QueryLanguage::JsonPath,
    )?;
    template(
        "template: JSONata",
        json!({"Key": "{% $uppercase($states.input.Key) %}"}),
        QueryLanguage::Jsonata,
    )?;

    let filter = Path::compile("$.items[?(@.n > 50 && @.n <= 60)].n")?;
    c.bench_function("path: filter of 100", |b| b.iter(|| filter.resolve(black_box(&scope))));
    let result = ReferencePath::compile("$.result")?;
    c.bench_function("path: set a result", |b| {
        b.iter(|| result.set(black_box(input.clone()), json!(1)))
    });
    let comparison = model::Condition::Compare {
        variable: "$.Key".to_owned(),
        operator: "StringMatches".to_owned(),
        operand: json!("a/*.json"),
    };
    let condition = Condition::compile(&comparison, 0)?;
    c.bench_function("condition: StringMatches", |b| {
        b.iter(|| condition.evaluate(black_box(&scope)))
    });
    Ok(())
}

#[allow(clippy::expect_used, reason = "a benchmark of expressions that don't compile must stop")]
fn all(c: &mut Criterion) {
    evaluate(c).expect("every expression compiles");
}

criterion_group!(benches, all);
criterion_main!(benches);
