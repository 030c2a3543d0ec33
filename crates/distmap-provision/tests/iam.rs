//! The policies of this project's definitions, written by hand; and what every kind of task, reader and writer takes.
#![allow(clippy::unwrap_used, reason = "a test that gets no error has failed")]

use distmap_asl::StateMachine;
use distmap_asl::workflow::{Settings, Variant};
use distmap_provision::iam::{Grant, PolicyContext, PolicyErrorKind, Reason, check, policy};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn context() -> PolicyContext {
    PolicyContext::new("us-east-1", "111111111111", "orders")
}

fn ours(variant: Variant) -> Result<StateMachine, distmap_asl::workflow::SettingsError> {
    let topic = "arn:aws:sns:us-east-1:111111111111:orders-items";
    let settings = Settings::new("orders-input", topic, "orders-results")?.prefix("2026/")?;
    Ok(variant.definition(&settings))
}

/// A machine of one task.
fn task(resource: &str, parameters: &Value) -> StateMachine {
    let task = json!({"Type": "Task", "Resource": resource, "Parameters": parameters, "End": true});
    StateMachine::from_value(&json!({"StartAt": "T", "States": {"T": task}})).expect("a definition")
}

/// The grants of a machine as `action on resource` texts.
fn grants(machine: &StateMachine, context: &PolicyContext) -> Vec<String> {
    policy(machine, context).expect("a policy").grants().iter().map(Grant::to_string).collect()
}

#[test]
fn our_definitions_need_what_was_written_by_hand() -> Outcome {
    for variant in Variant::ALL {
        let by_hand = format!("{}/tests/policies/{variant}.json", env!("CARGO_MANIFEST_DIR"));
        let by_hand: Value = serde_json::from_str(&std::fs::read_to_string(by_hand)?)?;
        let context = PolicyContext {
            logging: true,
            tracing: true,
            kms_key: Some("arn:aws:kms:us-east-1:111111111111:key/0f0f".to_owned()),
            ..context()
        };
        let found = check(&by_hand, &ours(variant)?, &context)?;
        assert!(found.is_exact(), "{variant}: {found:#?}");
    }
    Ok(())
}

#[test]
fn only_logs_and_traces_have_no_resource_of_their_own() -> Outcome {
    let context = PolicyContext { logging: true, tracing: true, ..context() };
    for variant in Variant::ALL {
        let policy = policy(&ours(variant)?, &context)?;
        assert!(policy.notes.is_empty(), "{variant}: {:?}", policy.notes);
        for grant in policy.grants().iter().filter(|grant| grant.resource == "*") {
            assert!(
                grant.action.starts_with("logs:") || grant.action.starts_with("xray:"),
                "{grant}"
            );
        }
    }
    Ok(())
}

#[test]
fn what_tasks_take() {
    let table = [
        (
            "arn:aws:states:::lambda:invoke",
            json!({"FunctionName": "resize"}),
            vec!["lambda:InvokeFunction on arn:aws:lambda:us-east-1:111111111111:function:resize"],
        ),
        (
            "arn:aws:states:::lambda:invoke.waitForTaskToken",
            json!({"FunctionName": "arn:aws:lambda:eu-west-1:222222222222:function:resize:live"}),
            vec![
                "lambda:InvokeFunction on arn:aws:lambda:eu-west-1:222222222222:function:resize:live",
            ],
        ),
        (
            "arn:aws:lambda:us-east-1:111111111111:function:f",
            json!({}),
            vec!["lambda:InvokeFunction on arn:aws:lambda:us-east-1:111111111111:function:f"],
        ),
        ("arn:aws:states:us-east-1:111111111111:activity:a", json!({}), vec![]),
        (
            "arn:aws:states:::sqs:sendMessage",
            json!({"QueueUrl": "https://sqs.eu-west-1.amazonaws.com/222222222222/jobs"}),
            vec!["sqs:SendMessage on arn:aws:sqs:eu-west-1:222222222222:jobs"],
        ),
        (
            "arn:aws:states:::dynamodb:putItem",
            json!({"TableName": "orders"}),
            vec!["dynamodb:PutItem on arn:aws:dynamodb:us-east-1:111111111111:table/orders"],
        ),
        (
            "arn:aws:states:::aws-sdk:dynamodb:query",
            json!({"TableName": "orders", "IndexName": "by-day"}),
            vec![
                "dynamodb:Query on arn:aws:dynamodb:us-east-1:111111111111:table/orders/index/by-day",
            ],
        ),
        (
            "arn:aws:states:::aws-sdk:s3:putObject",
            json!({"Bucket": "out", "Key.$": "$.Key"}),
            vec!["s3:PutObject on arn:aws:s3:::out/*"],
        ),
        (
            "arn:aws:states:::aws-sdk:s3:listObjectsV2",
            json!({"Bucket": "out"}),
            vec!["s3:ListBucket on arn:aws:s3:::out"],
        ),
        ("arn:aws:states:::aws-sdk:s3:listBuckets", json!({}), vec!["s3:ListAllMyBuckets on *"]),
        (
            "arn:aws:states:::aws-sdk:secretsmanager:getSecretValue",
            json!({"SecretId": "password"}),
            vec![
                "secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-1:111111111111:secret:password-??????",
            ],
        ),
        (
            "arn:aws:states:::aws-sdk:ssm:getParameter",
            json!({"Name": "/a/b"}),
            vec!["ssm:GetParameter on arn:aws:ssm:us-east-1:111111111111:parameter/a/b"],
        ),
        (
            "arn:aws:states:::events:putEvents",
            json!({"Entries": [{"Source": "s"}, {"EventBusName": "orders"}]}),
            vec![
                "events:PutEvents on arn:aws:events:us-east-1:111111111111:event-bus/default",
                "events:PutEvents on arn:aws:events:us-east-1:111111111111:event-bus/orders",
            ],
        ),
        (
            "arn:aws:states:::apigateway:invoke",
            json!({"ApiEndpoint": "abc.execute-api.us-east-1.amazonaws.com", "Method": "GET", "Stage": "prod", "Path": "/orders"}),
            vec![
                "execute-api:Invoke on arn:aws:execute-api:us-east-1:111111111111:abc/prod/GET/orders",
            ],
        ),
        (
            "arn:aws:states:::states:startExecution.sync:2",
            json!({"StateMachineArn": "arn:aws:states:us-east-1:111111111111:stateMachine:other"}),
            vec![
                "events:DescribeRule on arn:aws:events:us-east-1:111111111111:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule",
                "events:PutRule on arn:aws:events:us-east-1:111111111111:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule",
                "events:PutTargets on arn:aws:events:us-east-1:111111111111:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule",
                "states:DescribeExecution on arn:aws:states:us-east-1:111111111111:execution:other:*",
                "states:StartExecution on arn:aws:states:us-east-1:111111111111:stateMachine:other",
                "states:StopExecution on arn:aws:states:us-east-1:111111111111:execution:other:*",
            ],
        ),
        (
            "arn:aws:states:::glue:startJobRun.sync",
            json!({"JobName": "clean"}),
            vec![
                "glue:BatchStopJobRun on arn:aws:glue:us-east-1:111111111111:job/clean",
                "glue:GetJobRun on arn:aws:glue:us-east-1:111111111111:job/clean",
                "glue:GetJobRuns on arn:aws:glue:us-east-1:111111111111:job/clean",
                "glue:StartJobRun on arn:aws:glue:us-east-1:111111111111:job/clean",
            ],
        ),
    ];
    for (resource, parameters, expected) in table {
        assert_eq!(
            grants(&task(resource, &parameters), &context()),
            expected,
            "{resource} {parameters}"
        );
    }
}

#[test]
fn a_name_that_only_the_run_knows_is_noted() -> Outcome {
    let machine =
        task("arn:aws:states:::sns:publish", &json!({"TopicArn.$": "$.topic", "Message": "m"}));
    let policy = policy(&machine, &context())?;
    let grants: Vec<String> = policy.grants().iter().map(Grant::to_string).collect();
    assert_eq!(grants, ["sns:Publish on arn:aws:sns:us-east-1:111111111111:*"]);
    assert_eq!(policy.notes[0].pointer.to_string(), "/States/T");
    Ok(())
}

#[test]
fn an_assumed_role_holds_the_permissions_itself() -> Outcome {
    let role = "arn:aws:iam::222222222222:role/reader";
    let machine = StateMachine::from_value(
        &json!({"StartAt": "T", "States": {"T": {"Type": "Task", "End": true,
        "Resource": "arn:aws:states:::aws-sdk:s3:getObject", "Parameters": {"Bucket": "b", "Key": "k"},
        "Credentials": {"RoleArn": role}}}}),
    );
    let machine = machine.map_err(|diagnostics| format!("{diagnostics:?}"))?;
    assert_eq!(grants(&machine, &context()), [format!("sts:AssumeRole on {role}")]);
    Ok(())
}

#[test]
fn an_action_that_does_not_exist_is_refused() {
    let error = policy(&task("arn:aws:states:::aws-sdk:s3:listObjectsV3", &json!({})), &context())
        .unwrap_err();
    assert_eq!(error.kind, PolicyErrorKind::Action("s3:listObjectsV3".to_owned()));
    assert_eq!(error.pointer.to_string(), "/States/T/Resource");
    assert!(error.to_string().contains("IAM knows List"), "{error}");
    let error =
        policy(&task("arn:aws:states:::aws-sdk:teapot:brew", &json!({})), &context()).unwrap_err();
    assert_eq!(error.kind, PolicyErrorKind::Service("teapot".to_owned()));
    let error = policy(&task("a lambda", &json!({})), &context()).unwrap_err();
    assert_eq!(error.kind, PolicyErrorKind::Resource("a lambda".to_owned()));
}

#[test]
fn the_samples_own_policy_is_found_wanting() -> Outcome {
    // What the AWS sample grants: an action that does not exist, and nothing to follow children with.
    let given = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": ["s3:listObjectsV2", "s3:GetObject"], "Resource": "*"},
        {"Effect": "Allow", "Action": "states:StartExecution", "Resource": "arn:aws:states:us-east-1:111111111111:stateMachine:orders"},
        {"Effect": "Allow", "Action": "sns:Publish", "Resource": "arn:aws:sns:us-east-1:111111111111:orders-items"}
    ]});
    let found = check(&given, &ours(Variant::Sample)?, &context())?;
    let missing: Vec<String> = found.missing.iter().map(|grant| grant.action.clone()).collect();
    assert_eq!(
        missing,
        [
            "s3:ListBucket",
            "states:DescribeExecution",
            "states:DescribeExecution",
            "states:DescribeExecution",
            "states:RedriveExecution",
            "states:StopExecution",
            "states:StopExecution",
        ]
    );
    let reasons: Vec<&Reason> = found.too_much.iter().map(|finding| &finding.reason).collect();
    assert!(matches!(reasons.as_slice(), [Reason::NoSuchAction, Reason::Wider(_)]), "{reasons:?}");
    assert_eq!(found.too_much[0].pointer.to_string(), "/Statement/0");
    Ok(())
}

#[test]
fn what_is_denied_is_missing() -> Outcome {
    let machine =
        task("arn:aws:states:::aws-sdk:s3:getObject", &json!({"Bucket": "b", "Key": "k"}));
    let given = json!({"Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/k"},
        {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*"}
    ]});
    assert_eq!(check(&given, &machine, &context())?.missing.len(), 1);
    Ok(())
}

#[test]
fn a_text_that_is_no_policy_is_refused_with_its_place() -> Outcome {
    let machine = ours(Variant::Flat)?;
    for (document, place) in [
        (json!({}), ""),
        (json!({"Statement": [{"Effect": "Maybe"}]}), "/Statement/0/Effect"),
        (
            json!({"Statement": [{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}]}),
            "/Statement/0/NotAction",
        ),
        (
            json!({"Statement": {"Effect": "Allow", "Action": "s3:GetObject"}}),
            "/Statement/Resource",
        ),
    ] {
        let error = check(&document, &machine, &context()).unwrap_err();
        assert_eq!(error.pointer.to_string(), place, "{document}");
    }
    Ok(())
}
