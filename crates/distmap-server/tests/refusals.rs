//! What each operation of Step Functions refuses, with AWS's code and words.

use std::sync::Arc;

use distmap_engine::Engine;
use distmap_server::Endpoint;
use distmap_server::sfn::{Api, LogGroups};
use distmap_store::Store;
use serde_json::{Value, json};

const PLACE: &str = "arn:aws:states:us-east-1:000000000000";
const ROLE: &str = "arn:aws:iam::000000000000:role/any";
const PASS: &str = r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}"#;
const WAIT: &str =
    r#"{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 9999, "End": true}}}"#;

struct NoGroups;

impl LogGroups for NoGroups {
    fn has(&self, _log_group_arn: &str) -> bool {
        false
    }
}

async fn api() -> Api {
    let store = Store::memory().expect("a store");
    let engine = Engine::builder().account("000000000000").region("us-east-1");
    let endpoint = Endpoint::open(store, engine).await.expect("an endpoint");
    endpoint.step_functions().clone()
}

async fn told(api: &Api, operation: &str, request: Value) -> String {
    match api.call(operation, request).await {
        Ok(answer) => format!("OK {answer}"),
        Err(error) => error.to_string(),
    }
}

#[track_caller]
fn same(operation: &str, request: &Value, told: &str, expected: &str) {
    assert_eq!(told, expected, "{operation} {request}");
}

async fn create(api: &Api, name: &str, more: Value) -> Value {
    let mut request = json!({"name": name, "definition": PASS, "roleArn": ROLE});
    if let (Value::Object(request), Value::Object(more)) = (&mut request, more) {
        request.extend(more);
    }
    api.call("CreateStateMachine", request).await.expect("a state machine")
}

/// Each operation on an ARN: the name of its parameter, what kind of resource it is of, the rest of the request.
fn operations() -> Vec<(&'static str, &'static str, &'static str, Value)> {
    let route =
        json!([{"stateMachineVersionArn": format!("{PLACE}:stateMachine:m:1"), "weight": 100}]);
    vec![
        ("DescribeStateMachine", "stateMachineArn", "stateMachine", json!({})),
        ("DeleteStateMachine", "stateMachineArn", "stateMachine", json!({})),
        ("UpdateStateMachine", "stateMachineArn", "stateMachine", json!({"definition": PASS})),
        ("StartExecution", "stateMachineArn", "stateMachine", json!({})),
        ("StartSyncExecution", "stateMachineArn", "stateMachine", json!({})),
        ("ListExecutions", "stateMachineArn", "stateMachine", json!({})),
        ("ListStateMachineVersions", "stateMachineArn", "stateMachine", json!({})),
        ("ListStateMachineAliases", "stateMachineArn", "stateMachine", json!({})),
        ("PublishStateMachineVersion", "stateMachineArn", "stateMachine", json!({})),
        ("DeleteStateMachineVersion", "stateMachineVersionArn", "stateMachine", json!({})),
        ("DescribeStateMachineAlias", "stateMachineAliasArn", "stateMachine", json!({})),
        ("DeleteStateMachineAlias", "stateMachineAliasArn", "stateMachine", json!({})),
        (
            "UpdateStateMachineAlias",
            "stateMachineAliasArn",
            "stateMachine",
            json!({"routingConfiguration": route}),
        ),
        ("DescribeExecution", "executionArn", "execution", json!({})),
        ("DescribeStateMachineForExecution", "executionArn", "execution", json!({})),
        ("GetExecutionHistory", "executionArn", "execution", json!({})),
        ("StopExecution", "executionArn", "execution", json!({})),
        ("RedriveExecution", "executionArn", "execution", json!({})),
        ("ListMapRuns", "executionArn", "execution", json!({})),
        ("DescribeMapRun", "mapRunArn", "mapRun", json!({})),
        ("UpdateMapRun", "mapRunArn", "mapRun", json!({"maxConcurrency": 1})),
        ("ListExecutions", "mapRunArn", "mapRun", json!({})),
        ("DescribeActivity", "activityArn", "activity", json!({})),
        ("DeleteActivity", "activityArn", "activity", json!({})),
        ("GetActivityTask", "activityArn", "activity", json!({})),
        ("ListTagsForResource", "resourceArn", "any", json!({})),
        ("TagResource", "resourceArn", "any", json!({"tags": [{"key": "a", "value": "b"}]})),
        ("UntagResource", "resourceArn", "any", json!({"tagKeys": ["a"]})),
    ]
}

#[tokio::test]
async fn arns_that_are_none_or_of_another_kind() {
    let api = api().await;
    for (operation, parameter, kind, request) in operations() {
        let mut request = request;
        request[parameter] = "no_arn".into();
        same(
            operation,
            &request,
            &told(&api, operation, request.clone()).await,
            "InvalidArn: Invalid Arn: 'Invalid ARN prefix: no_arn'",
        );
        for (other, name) in [
            ("stateMachine", "stateMachine:m"),
            ("execution", "execution:m:n"),
            ("express", "express:m:n:i"),
            ("activity", "activity:a"),
            ("mapRun", "mapRun:m/l:i"),
        ] {
            let tagged = kind == "any" && ["stateMachine", "activity"].contains(&other);
            if tagged || kind == other {
                continue;
            }
            request[parameter] = format!("{PLACE}:{name}").into();
            same(
                operation,
                &request,
                &told(&api, operation, request.clone()).await,
                &format!(
                    "InvalidArn: Invalid Arn: 'Resource type not valid in this context: {other}'"
                ),
            );
        }
    }
}

#[tokio::test]
async fn what_is_not_there() {
    let api = api().await;
    let arn = |resource: &str| format!("{PLACE}:{resource}");
    let machine =
        |arn: &str| format!("StateMachineDoesNotExist: State Machine Does Not Exist: '{arn}'");
    let execution = |arn: &str| format!("ExecutionDoesNotExist: Execution Does Not Exist: '{arn}'");
    let activity = |arn: &str| format!("ActivityDoesNotExist: Activity Does Not Exist: '{arn}'");
    let resource = |arn: &str| format!("ResourceNotFound: Resource not found: '{arn}'");
    for (operation, parameter, kind, request) in operations() {
        let mut request = request;
        let (asked, expected) = match (operation, kind) {
            // Deleting is done when it is gone; a list of nothing is empty.
            (it, _) if it.starts_with("Delete") || it == "ListStateMachineVersions" => continue,
            (it, _) if it.contains("Alias") => continue,
            (_, "stateMachine") => (arn("stateMachine:no"), machine as fn(&str) -> String),
            (_, "execution") => (arn("execution:no:no"), execution as _),
            (_, "activity") => (arn("activity:no"), activity as _),
            (_, "mapRun") => (arn("mapRun:no/no:no"), resource as _),
            _ => (arn("stateMachine:no"), resource as _),
        };
        request[parameter] = asked.as_str().into();
        let answer = told(&api, operation, request.clone()).await;
        same(operation, &request, &answer, &expected(&asked));
    }
    let alias = arn("stateMachine:no:live");
    let request = json!({"stateMachineAliasArn": alias});
    assert_eq!(
        told(&api, "DescribeStateMachineAlias", request).await,
        format!("ResourceNotFound: Request references a resource that does not exist: '{alias}'")
    );
    for (operation, request) in [
        ("DeleteStateMachine", json!({"stateMachineArn": arn("stateMachine:no")})),
        ("DeleteStateMachineVersion", json!({"stateMachineVersionArn": arn("stateMachine:no:1")})),
        ("DeleteStateMachineAlias", json!({"stateMachineAliasArn": alias})),
        ("DeleteActivity", json!({"activityArn": arn("activity:no")})),
    ] {
        same(operation, &request, &told(&api, operation, request.clone()).await, "OK {}");
    }
}

#[tokio::test]
async fn constraints_of_parameters() {
    let api = api().await;
    let machine = format!("{PLACE}:stateMachine:m");
    let failed = |value: &str, at: &str, constraint: &str| {
        format!(
            "ValidationException: 1 validation error detected: Value{value} at '{at}' failed to satisfy constraint: {constraint}"
        )
    };
    let long = "x".repeat(81);
    let token = "x".repeat(3097);
    for (operation, request, expected) in [
        (
            "CreateStateMachine",
            json!({"name": long, "definition": PASS, "roleArn": ROLE}),
            failed(
                &format!(" '{long}'"),
                "name",
                "Member must have length less than or equal to 80",
            ),
        ),
        (
            "CreateStateMachine",
            json!({"name": "n", "definition": PASS, "roleArn": ROLE, "type": "FAST"}),
            failed(" 'FAST'", "type", "Member must satisfy enum value set: [STANDARD, EXPRESS]"),
        ),
        (
            "CreateStateMachine",
            json!({"name": "n", "definition": PASS}),
            failed(" null", "roleArn", "Member must not be null"),
        ),
        (
            "CreateActivity",
            json!({"name": long}),
            failed(
                &format!(" '{long}'"),
                "name",
                "Member must have length less than or equal to 80",
            ),
        ),
        (
            "StartExecution",
            json!({"stateMachineArn": machine, "name": long}),
            failed(
                &format!(" '{long}'"),
                "name",
                "Member must have length less than or equal to 80",
            ),
        ),
        (
            "ListStateMachines",
            json!({"maxResults": 1001}),
            failed(" '1001'", "maxResults", "Member must have value less than or equal to 1000"),
        ),
        (
            "ListStateMachineVersions",
            json!({"stateMachineArn": machine, "maxResults": -1}),
            failed(" '-1'", "maxResults", "Member must have value greater than or equal to 0"),
        ),
        (
            "ListActivities",
            json!({"nextToken": ""}),
            failed(" ''", "nextToken", "Member must have length greater than or equal to 1"),
        ),
        (
            "ListExecutions",
            json!({"stateMachineArn": machine, "nextToken": token}),
            failed(
                &format!(" '{token}'"),
                "nextToken",
                "Member must have length less than or equal to 3096",
            ),
        ),
        (
            "SendTaskSuccess",
            json!({"taskToken": "", "output": "{}"}),
            failed("", "taskToken", "Member must have length greater than or equal to 1"),
        ),
    ] {
        same(operation, &request, &told(&api, operation, request.clone()).await, &expected);
    }
    let two = json!({"name": "", "definition": PASS, "roleArn": ROLE, "type": "FAST"});
    assert!(
        told(&api, "CreateStateMachine", two)
            .await
            .starts_with("ValidationException: 2 validation errors detected: Value '' at 'name'")
    );
    for operation in ["ListStateMachines", "ListActivities"] {
        let request = json!({"nextToken": "InvalidToken"});
        let answer = told(&api, operation, request.clone()).await;
        same(operation, &request, &answer, "InvalidToken: Invalid Token: 'Invalid token'");
    }
}

#[tokio::test]
async fn creations() {
    let api = api().await;
    let invalid = |what: &str| format!("InvalidName: Invalid Name: '{what}'");
    let group = |arn: &str| json!({"level": "ALL", "destinations": [{"cloudWatchLogsLogGroup": {"logGroupArn": arn}}]});
    let logging = "InvalidLoggingConfiguration: Invalid Logging Configuration: ";
    for (more, expected) in [
        (json!({"name": "a b"}), invalid("a b")),
        (json!({"roleArn": "role"}), "InvalidArn: Invalid Role Arn: 'role'".to_owned()),
        (
            json!({"versionDescription": "first"}),
            "ValidationException: Version description can only be set when publish is true".to_owned(),
        ),
        (
            json!({"loggingConfiguration": {"level": "FATAL"}}),
            format!("{logging}Must specify exactly one Log Destination."),
        ),
        (
            json!({"loggingConfiguration": group("arn:aws:logs:us-east-1:000000000000:log-group:g")}),
            format!("{logging}Log Group ARN must be provided with '*' qualifier."),
        ),
        (json!({"loggingConfiguration": group("g")}), format!("{logging}Log Destination not found.")),
        (
            json!({"definition": "{}"}),
            "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /'"
                .to_owned(),
        ),
    ] {
        let mut request = json!({"name": "n", "definition": PASS, "roleArn": ROLE});
        for (name, value) in more.as_object().into_iter().flatten() {
            request[name] = value.clone();
        }
        let answer = told(&api, "CreateStateMachine", request.clone()).await;
        same("CreateStateMachine", &request, &answer, &expected);
    }
    // No CloudWatch Logs is needed for a log group to be named.
    let group = group("arn:aws:logs:us-east-1:000000000000:log-group:g:*");
    create(&api, "logged", json!({"loggingConfiguration": group.clone()})).await;
    // Whoever has one says which log groups there are.
    api.set_log_groups(Arc::new(NoGroups));
    let request = json!({
        "name": "unlogged", "definition": PASS, "roleArn": ROLE, "loggingConfiguration": group,
    });
    let answer = told(&api, "CreateStateMachine", request.clone()).await;
    let expected = format!("{logging}Log Destination not found.");
    same("CreateStateMachine", &request, &answer, &expected);

    // The same once more is the same; anything else but the role and the tags is another.
    create(&api, "m", json!({})).await;
    create(&api, "m", json!({"roleArn": "arn:aws:iam::000000000000:role/other"})).await;
    let there = format!(
        "StateMachineAlreadyExists: State Machine Already Exists: '{PLACE}:stateMachine:m'"
    );
    for more in [
        json!({"definition": WAIT}),
        json!({"type": "EXPRESS"}),
        json!({"publish": true}),
        json!({"tracingConfiguration": {"enabled": true}}),
    ] {
        let mut request = json!({"name": "m", "definition": PASS, "roleArn": ROLE});
        for (name, value) in more.as_object().into_iter().flatten() {
            request[name] = value.clone();
        }
        let answer = told(&api, "CreateStateMachine", request.clone()).await;
        same("CreateStateMachine", &request, &answer, &there);
    }
}

#[tokio::test]
async fn executions() {
    let api = api().await;
    create(&api, "m", json!({"definition": WAIT})).await;
    create(&api, "fast", json!({"type": "EXPRESS"})).await;
    let machine = format!("{PLACE}:stateMachine:m");
    let fast = format!("{PLACE}:stateMachine:fast");
    let unsupported = "StateMachineTypeNotSupported: This operation is not supported by this type of state machine";
    let input = |why: &str| {
        format!("InvalidExecutionInput: Invalid State Machine Execution Input: '{why}'")
    };
    let token = "Unrecognized token 'no': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    for (operation, request, expected) in [
        ("StartExecution", json!({"stateMachineArn": machine, "name": "a b"}), "InvalidName: Invalid Name: 'a b'".to_owned()),
        ("StartExecution", json!({"stateMachineArn": machine, "input": "no"}), input(token)),
        ("StartSyncExecution", json!({"stateMachineArn": fast, "input": "no"}), input(token)),
        ("StartSyncExecution", json!({"stateMachineArn": machine}), unsupported.to_owned()),
        ("ListExecutions", json!({"stateMachineArn": fast}), unsupported.to_owned()),
        (
            "ListExecutions",
            json!({}),
            "ValidationException: Must specify either State Machine ARN or Map Run ARN, but not both".to_owned(),
        ),
    ] {
        same(operation, &request, &told(&api, operation, request.clone()).await, &expected);
    }
    let started = json!({"stateMachineArn": machine, "name": "one", "input": "{}"});
    let first = told(&api, "StartExecution", started.clone()).await;
    assert_eq!(told(&api, "StartExecution", started.clone()).await, first);
    let there =
        format!("ExecutionAlreadyExists: Execution Already Exists: '{PLACE}:execution:m:one'");
    let other = json!({"stateMachineArn": machine, "name": "one", "input": "{ }"});
    assert_eq!(told(&api, "StartExecution", other).await, there);
    let stop = json!({"executionArn": format!("{PLACE}:execution:m:one")});
    let stopped = told(&api, "StopExecution", stop.clone()).await;
    assert!(stopped.starts_with("OK {\"stopDate\":"), "{stopped}");
    assert_eq!(told(&api, "StopExecution", stop).await, stopped);
    assert_eq!(told(&api, "StartExecution", started).await, there);

    // Of an EXPRESS execution AWS tells nothing but in its logs.
    let run = api.call("StartExecution", json!({"stateMachineArn": fast})).await.expect("a run");
    let arn = run["executionArn"].as_str().expect("an ARN");
    for operation in [
        "DescribeExecution",
        "GetExecutionHistory",
        "StopExecution",
        "DescribeStateMachineForExecution",
    ] {
        let request = json!({"executionArn": arn});
        same(
            operation,
            &request,
            &told(&api, operation, request.clone()).await,
            "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'",
        );
    }
}

#[tokio::test]
async fn versions_and_aliases() {
    let api = api().await;
    let machine = format!("{PLACE}:stateMachine:m");
    create(&api, "m", json!({"publish": true})).await;
    create(&api, "other", json!({"publish": true})).await;
    let version = |number: u64| format!("{machine}:{number}");
    let publish = |revision: &str| json!({"stateMachineArn": machine, "revisionId": revision});
    assert!(told(&api, "PublishStateMachineVersion", publish("INITIAL")).await.starts_with("OK"));
    assert_eq!(
        told(&api, "PublishStateMachineVersion", publish("r")).await,
        "ConflictException: Failed to publish the State Machine version for revision r. The current State Machine revision is INITIAL."
    );
    let update = json!({"stateMachineArn": machine, "definition": WAIT, "publish": true});
    assert!(told(&api, "UpdateStateMachine", update).await.starts_with("OK"));
    let routes = |routes: &[(String, i64)]| {
        let routes: Vec<Value> = routes
            .iter()
            .map(|(arn, weight)| json!({"stateMachineVersionArn": arn, "weight": weight}))
            .collect();
        json!({"name": "live", "routingConfiguration": routes})
    };
    let (one, two) = (version(1), version(2));
    for (request, expected) in [
        (
            routes(&[(machine.clone(), 100)]),
            format!("ValidationException: Routing configuration must contain state machine version ARNs. Received: [{machine}]"),
        ),
        (
            routes(&[(one.clone(), 50), (two.clone(), 20)]),
            "ValidationException: Sum of routing configuration weights must equal 100. Received: [50, 20]".to_owned(),
        ),
        (
            routes(&[(one.clone(), 50), (one.clone(), 50)]),
            format!("ValidationException: Routing configuration must contain distinct state machine version ARNs. Received: [{one}, {one}]"),
        ),
        (
            routes(&[(version(9), 100)]),
            format!("ResourceNotFound: Request references a resource that does not exist: '{machine}:9'"),
        ),
        (
            routes(&[(one.clone(), -1), (two.clone(), 101)]),
            "ValidationException: 2 validation errors detected: \
             Value '-1' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value greater than or equal to 0; \
             Value '101' at 'routingConfiguration.2.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100"
                .to_owned(),
        ),
    ] {
        let answer = told(&api, "CreateStateMachineAlias", request.clone()).await;
        same("CreateStateMachineAlias", &request, &answer, &expected);
    }
    let live = routes(&[(one.clone(), 50), (two.clone(), 50)]);
    assert!(told(&api, "CreateStateMachineAlias", live.clone()).await.starts_with("OK"));
    assert!(told(&api, "CreateStateMachineAlias", live).await.starts_with("OK"));
    assert_eq!(
        told(&api, "CreateStateMachineAlias", routes(&[(one.clone(), 100)])).await,
        "ConflictException: Failed to create alias because an alias with the same name and a different routing configuration already exists."
    );
    assert_eq!(
        told(&api, "DeleteStateMachineVersion", json!({"stateMachineVersionArn": one})).await,
        "ConflictException: Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]"
    );
    for operation in ["TagResource", "ListTagsForResource"] {
        let request = json!({"resourceArn": one, "tags": []});
        let answer = told(&api, operation, request.clone()).await;
        same(
            operation,
            &request,
            &answer,
            &format!("ResourceNotFound: Resource not found: '{one}'"),
        );
    }
    let nothing = json!({"stateMachineArn": machine});
    assert_eq!(
        told(&api, "UpdateStateMachine", nothing).await,
        "MissingRequiredParameter: Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified"
    );
}

#[tokio::test]
async fn what_children_run() {
    let api = api().await;
    let definition = r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "Label": "each", "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
        "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}, "End": true}}}"#;
    create(&api, "m", json!({"definition": definition})).await;
    let arn = format!("{PLACE}:stateMachine:m/each");
    let described = api.call("DescribeStateMachine", json!({"stateMachineArn": arn})).await;
    let described = described.expect("what the children run");
    assert_eq!(
        described["definition"],
        r#"{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}"#
    );
    assert_eq!((&described["label"], &described["type"]), (&"each".into(), &"EXPRESS".into()));
    let other = format!("{PLACE}:stateMachine:m/other");
    assert_eq!(
        told(&api, "DescribeStateMachine", json!({"stateMachineArn": other})).await,
        format!("StateMachineDoesNotExist: State Machine Does Not Exist: '{other}'")
    );
}

#[tokio::test]
async fn task_tokens() {
    let api = api().await;
    let never = json!({"taskToken": "never", "output": "{}"});
    let gone = json!({"taskToken": "A".repeat(700), "output": "{}"});
    for operation in ["SendTaskSuccess", "SendTaskFailure", "SendTaskHeartbeat"] {
        let answer = told(&api, operation, never.clone()).await;
        same(operation, &never, &answer, "InvalidToken: Invalid Token: 'Invalid token'");
        same(
            operation,
            &gone,
            &told(&api, operation, gone.clone()).await,
            "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'",
        );
    }
}
