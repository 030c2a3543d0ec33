//! Each rule of the language with a definition that breaks it, and what AWS says.

use distmap_asl::{ExecutionType, create_error, validate};

/// `code: message at location` of everything found in a definition of type STANDARD.
fn found(text: &str) -> Vec<String> {
    let found = validate(text, ExecutionType::Standard);
    found.iter().map(ToString::to_string).collect()
}

/// A machine with one state `X`, whose fields are given.
fn one(fields: &str) -> String {
    format!(r#"{{"StartAt": "X", "States": {{"X": {{{fields}}}}}}}"#)
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(found(text), expected, "{text}");
}

#[track_caller]
fn refused(fields: &str, message: &str, place: &str) {
    check(&one(fields), &[&format!("SCHEMA_VALIDATION_FAILED: {message} at /States/X{place}")]);
}

const LAMBDA: &str = r#""Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true"#;

#[test]
fn fields_that_a_type_does_not_have() {
    let place = "";
    refused(
        r#""Type": "Pass", "End": true, "TimeoutSeconds": 5"#,
        "Field 'TimeoutSeconds' is not supported",
        place,
    );
    refused(
        r#""Type": "Wait", "Seconds": 1, "End": true, "Retry": []"#,
        "Field 'Retry' is not supported",
        place,
    );
    refused(r#""Type": "Pass", "End": true, "_note": 1"#, "Field '_note' is not supported", place);
    refused(r#""Type": "Fail", "End": true"#, "Field 'End' is not supported", place);
}

#[test]
fn ends_and_successors() {
    refused(
        r#""Type": "Pass""#,
        "This object should have only one of the following fields: [Next, End]",
        "",
    );
    refused(
        r#""Type": "Pass", "Next": "X", "End": true"#,
        "There should only be one of the following fields: [Next, End]",
        "",
    );
}

#[test]
fn types_and_ranges() {
    refused(r#""End": true"#, "These fields are required: [Type]", "");
    refused(&format!(r#"{LAMBDA}, "TimeoutSeconds": 0"#), "Minimum value is 1", "/TimeoutSeconds");
    refused(
        &format!(r#"{LAMBDA}, "TimeoutSeconds": "9""#),
        "Expected value of type Integer",
        "/TimeoutSeconds",
    );
    refused(
        r#""Type": "Wait", "Seconds": 100000000, "End": true"#,
        "Maximum value is 99999999",
        "/Seconds",
    );
    refused(
        r#""Type": "Wait", "End": true"#,
        "This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]",
        "",
    );
    refused(
        &format!(r#"{LAMBDA}, "TimeoutSeconds": 1, "TimeoutSecondsPath": "$.t""#),
        "There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath]",
        "",
    );
}

#[test]
fn retry_and_catch() {
    refused(
        &format!(r#"{LAMBDA}, "Retry": [{{"MaxAttempts": 1}}]"#),
        "These fields are required: [ErrorEquals]",
        "/Retry[0]",
    );
    refused(
        &format!(r#"{LAMBDA}, "Retry": [{{"ErrorEquals": []}}]"#),
        "Value cannot be empty",
        "/Retry[0]/ErrorEquals",
    );
    refused(
        &format!(r#"{LAMBDA}, "Retry": [{{"ErrorEquals": ["States.ALL", "A"]}}]"#),
        "States.ALL must appear alone and at end of list",
        "/Retry[0]/ErrorEquals",
    );
    refused(
        &format!(r#"{LAMBDA}, "Retry": [{{"ErrorEquals": ["A"], "JitterStrategy": "HALF"}}]"#),
        "Value should be one of the following: [NONE, FULL]",
        "/Retry[0]/JitterStrategy",
    );
    refused(
        &format!(r#"{LAMBDA}, "Retry": [{{"ErrorEquals": ["A"], "BackoffRate": 0.5}}]"#),
        "Minimum value is 1",
        "/Retry[0]/BackoffRate",
    );
    refused(
        &format!(r#"{LAMBDA}, "Catch": [{{"ErrorEquals": ["A"]}}]"#),
        "These fields are required: [Next]",
        "/Catch[0]",
    );
    refused(
        &format!(
            r#"{LAMBDA}, "Catch": [{{"ErrorEquals": ["States.ALL"], "Next": "X"}}, {{"ErrorEquals": ["A"], "Next": "X"}}]"#
        ),
        "States.ALL must appear alone and at end of list",
        "/Catch[0]/ErrorEquals",
    );
}

#[test]
fn query_languages() {
    refused(
        &format!(r#"{LAMBDA}, "Arguments": {{}}"#),
        "The QueryLanguage is set to 'JSONPath', but field 'Arguments' is only supported for the 'JSONata' QueryLanguage",
        "",
    );
    check(
        &one(r#""Type": "Pass", "QueryLanguage": "jsonata", "InputPath": "$.a", "End": true"#),
        &[
            "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at /States/X",
            "SCHEMA_VALIDATION_FAILED: Value should be one of the following: [JSONPath, JSONata] at /States/X/QueryLanguage",
        ],
    );
    refused(
        r#""Type": "Map", "ItemProcessor": {"QueryLanguage": "JSONata", "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}, "End": true"#,
        "Field 'QueryLanguage' is not supported",
        "/ItemProcessor",
    );
    refused(
        r#""Type": "Parallel", "QueryLanguage": "JSONata", "Branches": [{"StartAt": "P", "States": {"P": {"Type": "Pass", "Output": 1, "End": true}}}], "End": true"#,
        "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
        "/Branches[0]/States/P",
    );
    refused(
        r#""Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% 1", "End": true"#,
        "JSONata string must start with {% and end with %}",
        "/Output",
    );
}

#[test]
fn paths_and_intrinsics() {
    refused(
        r#""Type": "Pass", "InputPath": "a", "End": true"#,
        "Value must be a valid JSONPath.",
        "/InputPath",
    );
    refused(
        r#""Type": "Pass", "ResultPath": "$.a[*]", "End": true"#,
        "Value is not a Reference Path",
        "/ResultPath",
    );
    refused(
        r#""Type": "Pass", "Parameters": {"a": [{"b.$": "States.Nope()"}]}, "End": true"#,
        "The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call",
        "/Parameters/a[0]",
    );
    check(
        &one(r#""Type": "Pass", "Assign": {"1a": 1}, "End": true"#),
        &[
            "INVALID_VARIABLE_NAME: Invalid variable name '1a': the variable name contains invalid characters. at /States/X/Assign",
        ],
    );
    check(
        &one(r#""Type": "Pass", "Assign": {"states": 1}, "End": true"#),
        &[
            "RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'. at /States/X/Assign",
        ],
    );
}

#[test]
fn choices() {
    let rule = |rule: &str| {
        format!(
            r#"{{"StartAt": "X", "States": {{"X": {{"Type": "Choice", "Choices": [{rule}]}}, "Y": {{"Type": "Succeed"}}}}}}"#
        )
    };
    let place = "at /States/X/Choices[0]";
    check(
        &rule(r#"{"Variable": "$.a", "IsNull": true}"#),
        &[&format!("SCHEMA_VALIDATION_FAILED: These fields are required: [Next] {place}")],
    );
    check(
        &rule(r#"{"Variable": "a", "IsNull": true, "Next": "Y"}"#),
        &[&format!(
            "SCHEMA_VALIDATION_FAILED: Value is not a Reference Path: Reference path didn't start with '$' {place}/Variable"
        )],
    );
    check(
        &rule(r#"{"IsNull": true, "Next": "Y"}"#),
        &[&format!(
            "SCHEMA_VALIDATION_FAILED: The object must have only one of the following fields, [And, Or, Not, Variable, Condition] {place}"
        )],
    );
    check(
        &rule(r#"{"Variable": "$.a", "IsNull": true, "IsString": true, "Next": "Y"}"#),
        &[&format!(
            "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [IsNull, IsString] {place}"
        )],
    );
    check(
        &rule(r#"{"Not": {"Variable": "$.a", "IsNull": true, "Next": "Y"}, "Next": "Y"}"#),
        &[&format!("SCHEMA_VALIDATION_FAILED: Field 'Next' is not supported {place}/Not")],
    );
    check(
        &rule(r#"{"Variable": "$.a", "Equals": 1, "Next": "Y"}"#)
            .replace("Equals", "NumericNearly"),
        &[
            &format!("SCHEMA_VALIDATION_FAILED: Field 'NumericNearly' is not supported {place}"),
            &found(&rule(r#"{"Variable": "$.a", "Next": "Y"}"#))[0],
        ],
    );
    check(
        &one(r#""Type": "Choice", "Choices": []"#),
        &["SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/X/Choices"],
    );
}

#[test]
fn maps() {
    let map = |config: &str, rest: &str| {
        format!(
            r#""Type": "Map", "ItemProcessor": {{"ProcessorConfig": {config}, "StartAt": "P", "States": {{"P": {{"Type": "Pass", "End": true}}}}}}, "End": true{rest}"#
        )
    };
    refused(
        &map(r#"{"Mode": "DISTRIBUTED"}"#, ""),
        "These fields are required: [ExecutionType]",
        "/ItemProcessor/ProcessorConfig",
    );
    refused(
        &map(r#"{"Mode": "INLINE", "ExecutionType": "EXPRESS"}"#, ""),
        "Field 'ExecutionType' is not supported",
        "/ItemProcessor/ProcessorConfig",
    );
    let distributed = r#"{"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}"#;
    refused(
        &map(distributed, r#", "ItemReader": {"Resource": "arn:aws:states:::s3:headObject"}"#),
        "The field 'Resource' does not match any of the allowed values",
        "/ItemReader/Resource",
    );
    refused(
        &map(distributed, r#", "ToleratedFailurePercentage": 101"#),
        "Maximum value is 100",
        "/ToleratedFailurePercentage",
    );
    refused(
        r#""Type": "Map", "End": true"#,
        "This object should have only one of the following fields: [ItemProcessor, Iterator]",
        "",
    );
    let express = validate(&one(&map(distributed, "")), ExecutionType::Express);
    assert_eq!(
        express[0].message,
        "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines"
    );
}

#[test]
fn transitions() {
    let machine = |states: &str| format!(r#"{{"StartAt": "A", "States": {{{states}}}}}"#);
    check(
        &machine(r#""A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}"#),
        &["MISSING_END_STATE: Workflow has no terminal state at null"],
    );
    check(
        &machine(r#""A": {"Type": "Pass", "Next": "NOPE"}"#),
        &[
            "MISSING_TRANSITION_TARGET: Missing 'Next' target: NOPE at /States/A/Next",
            "MISSING_END_STATE: Workflow has no terminal state at null",
        ],
    );
    check(
        &machine(r#""A": {"Type": "Pass", "Next": "C"}, "B": {"Type": "Pass", "End": true}"#),
        &[
            "MISSING_TRANSITION_TARGET: Missing 'Next' target: C at /States/A/Next",
            "MISSING_TRANSITION_TARGET: State \"B\" is not reachable. at /States/B",
        ],
    );
    check(
        r#"{"StartAt": "Nope", "States": {"A": {"Type": "Succeed"}}}"#,
        &[
            "MISSING_TRANSITION_TARGET: Missing 'Next' target: Nope at /StartAt",
            "MISSING_TRANSITION_TARGET: State \"A\" is not reachable. at /States/A",
        ],
    );
    check(
        &machine(
            r#""A": {"Type": "Parallel", "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}], "End": true}"#,
        ),
        &["DUPLICATE_STATE_NAME: Duplicate State name: A at /States/A/Branches[0]/States/A"],
    );
}

#[test]
fn texts_that_are_no_json() {
    for (text, start) in [
        (
            "{\"StartAt\" 1}",
            "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value",
        ),
        (
            "{\"StartAt\": 1,}",
            "Unexpected character ('}' (code 125)): was expecting double-quote to start field name",
        ),
        (
            "{\"StartAt\": [1 2]}",
            "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries",
        ),
        ("{\"StartAt\": tru}", "Unrecognized token 'tru': was expecting"),
        (
            "{\"StartAt\": \"a",
            "Unexpected end-of-input: was expecting closing quote for a string value",
        ),
        (
            "{\"States\": {",
            "Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)\"{\"States\": {\"; line: 1, column: 12])",
        ),
    ] {
        let found = validate(text, ExecutionType::Standard);
        assert_eq!(found[0].code, "INVALID_JSON_DESCRIPTION");
        assert!(found[0].message.starts_with(start), "{}", found[0].message);
    }
    assert!(create_error(&validate("[]", ExecutionType::Standard)).is_some());
    assert!(!validate(&"[".repeat(10_000), ExecutionType::Standard).is_empty());
    assert!(!validate(&" ".repeat(2_000_000), ExecutionType::Standard).is_empty());
}

#[test]
fn one_finding_for_one_fault() {
    let foreign = |own: &str, field: &str, other: &str, place: &str| {
        format!(
            "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to '{own}', but field '{field}' is only supported for the '{other}' QueryLanguage at /States/X{place}"
        )
    };
    // A field that the language in force does not have is not reported as one that the state does not have, too.
    check(
        &one(r#""Type": "Pass", "Arguments": 1, "End": true"#),
        &[&foreign("JSONPath", "Arguments", "JSONata", "")],
    );
    check(&one(r#""Type": "Fail", "Output": 1"#), &[&foreign("JSONPath", "Output", "JSONata", "")]);
    let rule = r#"{"StartAt": "X", "States": {"X": {"Type": "Choice", "QueryLanguage": "JSONata", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "Y"}]}, "Y": {"Type": "Succeed"}}}"#;
    check(
        rule,
        &[
            &foreign("JSONata", "Variable", "JSONPath", "/Choices[0]"),
            &foreign("JSONata", "IsNull", "JSONPath", "/Choices[0]"),
        ],
    );
    // Fields that are missing come in one list.
    refused(
        &format!(r#"{LAMBDA}, "Catch": [{{}}]"#),
        "These fields are required: [ErrorEquals, Next]",
        "/Catch[0]",
    );
    refused(
        &format!(r#"{LAMBDA}, "Catch": [{{"Next": "X"}}]"#),
        "These fields are required: [ErrorEquals]",
        "/Catch[0]",
    );
}

#[test]
fn a_state_by_itself() {
    let found = distmap_asl::validate_state(
        &serde_json::json!({"Type": "Task", "End": true}),
        distmap_asl::QueryLanguage::JsonPath,
    );
    assert_eq!(
        create_error(&found).as_deref(),
        Some(
            "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [Resource] at /States/StateName'"
        )
    );
}
