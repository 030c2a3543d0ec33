//! JSONata inside definitions, warnings, and what AWS measures beside the schema: code, text and place.
//!
//! The answers on JSONata (syntax, top-level references, `$states` fields) are those that AWS gave to
//! ValidateStateMachineDefinition in us-east-1.

use distmap_asl::{ExecutionType, Severity, create_error, validate};

fn found(text: &str) -> Vec<String> {
    let found = validate(text, ExecutionType::Standard);
    found.iter().map(|it| format!("{} {it}", it.severity)).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(found(text), expected, "{text}");
}

/// A JSONata machine whose state `E` has these fields; `Z` is there to go to.
fn jsonata(fields: &str) -> String {
    format!(
        r#"{{"QueryLanguage": "JSONata", "StartAt": "E", "States": {{"E": {{{fields}}}, "Z": {{"Type": "Succeed"}}}}}}"#
    )
}

/// A JSONPath machine with one state.
fn json_path(fields: &str) -> String {
    format!(r#"{{"StartAt": "E", "States": {{"E": {{{fields}}}}}}}"#)
}

const LAMBDA: &str = r#""Type": "Task", "Resource": "arn:aws:states:::lambda:invoke""#;
const ITEMS: &str =
    r#""ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}"#;

#[test]
fn expressions_that_do_not_parse() {
    let output = |expression: &str| {
        jsonata(&format!(
            r#""Type": "Pass", "Output": {{"v": ["{{% {expression} %}}"]}}, "Next": "Z""#
        ))
    };
    for (expression, message) in [
        ("phone[1,2)", "Expected \"]\", got \",\""),
        ("1 +", "Unexpected end of expression"),
        ("", "Unexpected end of expression"),
    ] {
        let text = output(expression);
        check(
            &text,
            &[&format!("ERROR INVALID_JSONATA_EXPRESSION: {message} at /States/E/Output/v[0]")],
        );
    }
    let refused = create_error(&validate(&output("1 +"), ExecutionType::Standard));
    assert_eq!(
        refused.as_deref(),
        Some(
            "Invalid State Machine Definition: 'INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /States/E/Output/v[0]'"
        )
    );
}

#[test]
fn every_field_that_takes_expressions() {
    for (fields, place) in [
        (r#""Type": "Pass", "Output": "{% x %}", "Next": "Z""#.to_owned(), "Output"),
        (r#""Type": "Pass", "Assign": {"Next": "{% x %}"}, "Next": "Z""#.to_owned(), "Assign/Next"),
        (format!(r#"{LAMBDA}, "Arguments": {{"FunctionName": "f", "Payload": {{"Comment": "{{% x %}}"}}}}, "Next": "Z""#), "Arguments/Payload/Comment"),
        (format!(r#"{LAMBDA}, "TimeoutSeconds": "{{% x %}}", "Next": "Z""#), "TimeoutSeconds"),
        (format!(r#"{LAMBDA}, "HeartbeatSeconds": "{{% x %}}", "Next": "Z""#), "HeartbeatSeconds"),
        (format!(r#"{LAMBDA}, "Catch": [{{"ErrorEquals": ["States.ALL"], "Output": {{"a": "{{% x %}}"}}, "Next": "Z"}}], "Next": "Z""#), "Catch[0]/Output/a"),
        (format!(r#"{LAMBDA}, "Catch": [{{"ErrorEquals": ["States.ALL"], "Assign": {{"a": "{{% x %}}"}}, "Next": "Z"}}], "Next": "Z""#), "Catch[0]/Assign/a"),
        (r#""Type": "Wait", "Seconds": "{% x %}", "Next": "Z""#.to_owned(), "Seconds"),
        (r#""Type": "Wait", "Timestamp": "{% x %}", "Next": "Z""#.to_owned(), "Timestamp"),
        (r#""Type": "Choice", "Choices": [{"Condition": "{% x = 1 %}", "Next": "Z"}], "Default": "Z""#.to_owned(), "Choices[0]/Condition"),
        (r#""Type": "Choice", "Choices": [{"Condition": true, "Output": "{% x %}", "Next": "Z"}], "Default": "Z""#.to_owned(), "Choices[0]/Output"),
        (r#""Type": "Parallel", "Arguments": "{% x %}", "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}], "Next": "Z""#.to_owned(), "Arguments"),
        (format!(r#""Type": "Map", "Items": "{{% x %}}", {ITEMS}, "Next": "Z""#), "Items"),
        (format!(r#""Type": "Map", "ItemSelector": {{"Next": "{{% x %}}"}}, {ITEMS}, "Next": "Z""#), "ItemSelector/Next"),
        (format!(r#""Type": "Map", "MaxConcurrency": "{{% x %}}", {ITEMS}, "Next": "Z""#), "MaxConcurrency"),
        (format!(r#""Type": "Map", "ToleratedFailurePercentage": "{{% x %}}", {ITEMS}, "Next": "Z""#), "ToleratedFailurePercentage"),
        (format!(r#""Type": "Map", "ItemBatcher": {{"MaxItemsPerBatch": "{{% x %}}"}}, {ITEMS}, "Next": "Z""#), "ItemBatcher/MaxItemsPerBatch"),
        (format!(r#""Type": "Map", "ItemBatcher": {{"BatchInput": {{"Comment": "{{% x %}}"}}}}, {ITEMS}, "Next": "Z""#), "ItemBatcher/BatchInput/Comment"),
        (format!(r#""Type": "Map", "ItemReader": {{"Resource": "arn:aws:states:::s3:listObjectsV2", "Arguments": {{"Bucket": "{{% x %}}"}}}}, {ITEMS}, "Next": "Z""#), "ItemReader/Arguments/Bucket"),
        (format!(r#""Type": "Map", "ResultWriter": {{"Resource": "arn:aws:states:::s3:putObject", "Arguments": "{{% x %}}"}}, {ITEMS}, "Next": "Z""#), "ResultWriter/Arguments"),
        (r#""Type": "Map", "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "Output": "{% x %}", "End": true}}}, "Next": "Z""#.to_owned(), "ItemProcessor/States/I/Output"),
    ] {
        check(
            &jsonata(&fields),
            &[&format!("ERROR UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'x' at the top level is not supported. at /States/E/{place}")],
        );
    }
    // No place for expressions: texts that look like one are texts.
    for fields in [
        r#""Type": "Pass", "Comment": "{% x %}", "Next": "Z""#.to_owned(),
        format!(r#"{LAMBDA}, "Retry": [{{"ErrorEquals": ["{{% x %}}"]}}], "Next": "Z""#),
        format!(r#"{LAMBDA}, "Credentials": {{"RoleArn": "{{% x %}}"}}, "Next": "Z""#),
    ] {
        check(&jsonata(&fields), &[]);
    }
}

#[test]
fn what_states_has_where() {
    let message = |field: &str, place: &str| {
        format!(
            "ERROR UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.{field}' does not exist. at /States/E/{place}"
        )
    };
    check(
        &jsonata(&format!(
            r#"{LAMBDA}, "Output": "{{% $states.result %}}", "Assign": {{"a": "{{% $states.result %}}"}}, "Next": "Z""#
        )),
        &[],
    );
    check(
        &jsonata(&format!(
            r#"{LAMBDA}, "Arguments": "{{% $states.result %}}", "Output": "{{% $states.errorOutput.Cause %}}", "Next": "Z""#
        )),
        &[&message("result", "Arguments"), &message("errorOutput", "Output")],
    );
    let catch = |field: &str| {
        jsonata(&format!(
            r#"{LAMBDA}, "Catch": [{{"ErrorEquals": ["States.ALL"], "Output": "{{% $states.{field} %}}", "Next": "Z"}}], "Next": "Z""#
        ))
    };
    check(&catch("errorOutput"), &[]);
    check(&catch("result"), &[&message("result", "Catch[0]/Output")]);
}

#[test]
fn the_shape_comes_before_the_expressions() {
    check(
        &jsonata(r#""Type": "Pass", "Retry": [], "Output": "{% 1 + %}", "Next": "Z""#),
        &["ERROR SCHEMA_VALIDATION_FAILED: Field 'Retry' is not supported at /States/E"],
    );
    // A machine in JSONPath is not read as JSONata.
    check(&json_path(r#""Type": "Pass", "Parameters": {"v": "{% x %}"}, "End": true"#), &[]);
}

#[test]
fn warnings_leave_a_definition_valid() {
    for (fields, code, place) in [
        (
            r#""Type": "Pass", "Parameters": {"a": {"b": "$.c"}}, "End": true"#,
            "NO_DOLLAR",
            "Parameters/a/b",
        ),
        (
            r#""Type": "Pass", "Assign": {"a": "States.UUID()"}, "End": true"#,
            "NO_DOLLAR",
            "Assign/a",
        ),
        (
            r#""Type": "Pass", "Result": {"a": "$.c"}, "End": true"#,
            "PASS_RESULT_IS_STATIC",
            "Result/a",
        ),
        (r#""Type": "Fail", "Error": "$.error""#, "NO_PATH", "Error"),
    ] {
        let text = json_path(fields);
        let found = validate(&text, ExecutionType::Standard);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!((found[0].severity, found[0].code.as_str()), (Severity::Warning, code));
        assert_eq!(found[0].location(), Some(format!("/States/E/{place}")));
        assert_eq!(create_error(&found), None);
    }
    // Prices, patterns and JSONPath where it belongs.
    check(
        &json_path(
            r#""Type": "Pass", "Parameters": {"a": "$5", "b.$": "$.c", "c": "$"}, "End": true"#,
        ),
        &[],
    );
}

#[test]
fn fields_of_the_other_language_wherever_they_stand() {
    let message = |own: &str, field: &str, other: &str, place: &str| {
        format!(
            "ERROR SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to '{own}', but field '{field}' is only supported for the '{other}' QueryLanguage at /States/E{place}"
        )
    };
    let nested = [
        (
            r#""ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSON", "MaxItemsPath": "$.n"}}"#,
            "MaxItemsPath",
            "/ItemReader/ReaderConfig",
        ),
        (
            r#""ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {}}"#,
            "Parameters",
            "/ItemReader",
        ),
        (
            r#""ItemBatcher": {"MaxItemsPerBatchPath": "$.n"}"#,
            "MaxItemsPerBatchPath",
            "/ItemBatcher",
        ),
        (
            r#""ItemBatcher": {"MaxInputBytesPerBatchPath": "$.n"}"#,
            "MaxInputBytesPerBatchPath",
            "/ItemBatcher",
        ),
    ];
    for (field, name, place) in nested {
        let text = jsonata(&format!(r#""Type": "Map", {field}, {ITEMS}, "Next": "Z""#));
        assert_eq!(found(&text)[0], message("JSONata", name, "JSONPath", place), "{text}");
    }
    for field in [
        "ItemsPath",
        "MaxConcurrencyPath",
        "ToleratedFailureCountPath",
        "ToleratedFailurePercentagePath",
        "ResultPath",
        "InputPath",
        "OutputPath",
        "Parameters",
        "ResultSelector",
    ] {
        let value = if field.ends_with("Path") { "\"$.a\"" } else { "{}" };
        let text = jsonata(&format!(r#""Type": "Map", "{field}": {value}, {ITEMS}, "Next": "Z""#));
        assert_eq!(found(&text), [message("JSONata", field, "JSONPath", "")], "{text}");
    }
    for (kind, field, value) in [
        ("Map", "Items", "[]"),
        ("Map", "Output", "1"),
        ("Wait", "Output", "1"),
        ("Succeed", "Output", "1"),
        ("Pass", "Output", "1"),
        ("Choice", "Output", "1"),
        ("Parallel", "Arguments", "{}"),
    ] {
        let rest = match kind {
            "Map" => format!("{ITEMS}, \"End\": true"),
            "Wait" => r#""Seconds": 1, "End": true"#.to_owned(),
            "Choice" => r#""Choices": [{"Variable": "$.a", "IsNull": true, "Next": "E"}]"#.to_owned(),
            "Parallel" => r#""Branches": [{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}], "End": true"#.to_owned(),
            "Succeed" => r#""Comment": """#.to_owned(),
            _ => r#""End": true"#.to_owned(),
        };
        let text = json_path(&format!(r#""Type": "{kind}", "{field}": {value}, {rest}"#));
        assert_eq!(found(&text), [message("JSONPath", field, "JSONata", "")], "{text}");
    }
}

#[test]
fn keys_that_stand_twice() {
    let text = "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"},\n  \"A\": {\"Type\": \"Fail\"}}}";
    let found = validate(text, ExecutionType::Standard);
    assert_eq!(found[0].code, "INVALID_JSON_DESCRIPTION");
    assert!(
        found[0].message.starts_with("Duplicate field 'A'\n at [Source: (String)"),
        "{}",
        found[0].message
    );
    assert_eq!(found[0].source_position(), Some((2, 6)));
}

#[test]
fn names_labels_and_times() {
    let long = "a".repeat(81);
    let text = format!(r#"{{"StartAt": "{long}", "States": {{"{long}": {{"Type": "Succeed"}}}}}}"#);
    check(
        &text,
        &[&format!(
            "ERROR INVALID_STATE_NAME: Invalid State name: State '{long}' exceeds the 80-character limit allowed by the service at /States/{long}"
        )],
    );
    for (label, problem) in [
        (String::new(), "cannot be empty"),
        ("a".repeat(41), "exceeds the 40-character limit allowed by the service"),
        ("a b".to_owned(), "contains invalid characters"),
        ("a*".to_owned(), "contains invalid characters"),
    ] {
        let text =
            json_path(&format!(r#""Type": "Map", "Label": "{label}", {ITEMS}, "End": true"#));
        check(
            &text,
            &[&format!(
                "ERROR INVALID_LABEL_NAME: Invalid Label name: Label '{label}' {problem} at /States/E/Label"
            )],
        );
    }
    check(
        &json_path(&format!(
            r#"{LAMBDA}, "TimeoutSeconds": 5, "HeartbeatSeconds": 5, "End": true"#
        )),
        &[
            "ERROR SCHEMA_VALIDATION_FAILED: 'HeartbeatSeconds' must be smaller than 'TimeoutSeconds' at /States/E",
        ],
    );
}

#[test]
fn parameters_of_integrations() {
    let place = "at /States/E/Parameters";
    check(
        &json_path(
            r#""Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Parameters": {"Functionname": "f"}, "End": true"#,
        ),
        &[
            &format!(
                "ERROR SCHEMA_VALIDATION_FAILED: The field 'Functionname' is not supported by Step Functions {place}"
            ),
            &format!(
                "ERROR SCHEMA_VALIDATION_FAILED: The field 'FunctionName' is required but was missing {place}"
            ),
        ],
    );
    check(
        &json_path(
            r#""Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl.$": "$.q", "MessageBody": {}}, "End": true"#,
        ),
        &[],
    );
    check(
        &jsonata(&format!(r#"{LAMBDA}, "Arguments": "{{% $states.input %}}", "Next": "Z""#)),
        &[],
    );
    // Each integration whose parameters are known, without any.
    for (action, required) in [
        ("lambda:invoke", &["FunctionName"][..]),
        ("sns:publish", &["Message"]),
        ("sqs:sendMessage", &["MessageBody", "QueueUrl"]),
        ("states:startExecution", &["StateMachineArn"]),
        ("events:putEvents", &["Entries"]),
        ("dynamodb:getItem", &["Key", "TableName"]),
        ("dynamodb:putItem", &["Item", "TableName"]),
        ("dynamodb:updateItem", &["Key", "TableName"]),
        ("dynamodb:deleteItem", &["Key", "TableName"]),
        ("apigateway:invoke", &["ApiEndpoint", "Method"]),
    ] {
        let state = format!(
            r#""Type": "Task", "Resource": "arn:aws:states:::{action}", "Parameters": {{}}, "End": true"#
        );
        let missing: Vec<String> = required
            .iter()
            .map(|name| format!("ERROR SCHEMA_VALIDATION_FAILED: The field '{name}' is required but was missing {place}"))
            .collect();
        assert_eq!(found(&json_path(&state)), missing, "{action}");
    }
}

#[test]
fn result_writers() {
    let writer = |writer: &str| {
        json_path(&format!(r#""Type": "Map", "ResultWriter": {writer}, {ITEMS}, "End": true"#))
    };
    check(
        &writer(r#"{"WriterConfig": {"Transformation": "COMPACT", "OutputType": "JSONL"}}"#),
        &[],
    );
    check(
        &writer("{}"),
        &["ERROR SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/E/ResultWriter"],
    );
    check(
        &writer(r#"{"Resource": "arn:aws:states:::s3:putObject"}"#),
        &[
            "ERROR SCHEMA_VALIDATION_FAILED: These fields are required: [Parameters] at /States/E/ResultWriter",
        ],
    );
}

#[test]
fn nesting_beyond_what_is_read() {
    let found =
        validate(&format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)), ExecutionType::Standard);
    assert_eq!(found[0].code, "TOO_DEEPLY_NESTED");
}
