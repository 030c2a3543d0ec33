//! What the services that the engine answers itself refuse, as a Task sees it.

use std::error::Error;

use distmap_engine::Engine;
use distmap_server::Endpoint;
use distmap_store::Store;
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const MACHINE: &str = "arn:aws:states:us-east-1:000000000000:stateMachine:";

/// Calls a resource from a state machine, and gives what DescribeExecution tells.
async fn call(endpoint: &Endpoint, resource: &str, parameters: Value) -> Result<Value> {
    let api = endpoint.step_functions();
    let state = json!({"Type": "Task", "Resource": format!("arn:aws:states:::{resource}"), "Parameters": parameters, "End": true});
    let definition = json!({"StartAt": "S", "States": {"S": state}}).to_string();
    let name = format!("caller-{}", endpoint.engine().new_id());
    let role = "arn:aws:iam::000000000000:role/r";
    let made = api
        .call(
            "CreateStateMachine",
            json!({"name": name, "definition": definition, "roleArn": role}),
        )
        .await?;
    let started =
        api.call("StartExecution", json!({"stateMachineArn": made["stateMachineArn"]})).await?;
    let arn = started["executionArn"].as_str().ok_or("an ARN")?;
    if let Some(execution) = endpoint.engine().execution(arn) {
        execution.wait().await;
    }
    Ok(api.call("DescribeExecution", json!({"executionArn": arn})).await?)
}

async fn endpoint() -> Result<Endpoint> {
    let endpoint = Endpoint::open(Store::memory()?, Engine::builder()).await?;
    for (name, kind) in [("standard", "STANDARD"), ("express", "EXPRESS")] {
        let definition = json!({"StartAt": "P", "States": {"P": {"Type": "Pass", "Result": {"r": 1}, "End": true}}});
        let request = json!({
            "name": name, "type": kind, "definition": definition.to_string(),
            "roleArn": "arn:aws:iam::000000000000:role/r",
        });
        endpoint.step_functions().call("CreateStateMachine", request).await?;
    }
    Ok(endpoint)
}

#[tokio::test]
async fn each_call_is_refused_in_its_services_words() -> Result {
    let endpoint = endpoint().await?;
    let standard = format!("{MACHINE}standard");
    let cases = [
        (
            "sns:publish",
            json!({"Message": "x"}),
            "SNS.InvalidParameterException",
            "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter (Service: AmazonSNS; Status Code: 400; ",
        ),
        (
            "sns:publish",
            json!({"Message": "x", "TopicArn": "a:b"}),
            "SNS.InvalidParameterException",
            "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 2 ",
        ),
        (
            "aws-sdk:sns:publish",
            json!({"Message": "x", "TopicArn": "arn:aws:sns:us-east-1:000000000000:none"}),
            "Sns.NotFoundException",
            "Topic does not exist (Service: Sns, Status Code: 404, ",
        ),
        (
            "states:startExecution",
            json!({"StateMachineArn": standard, "Name": "a b"}),
            "StepFunctions.InvalidNameException",
            "Invalid Name: 'a b' (Service: AWSStepFunctions; ",
        ),
        (
            "aws-sdk:sfn:startExecution",
            json!({"StateMachineArn": standard, "Input": "nope"}),
            "Sfn.InvalidExecutionInputException",
            "Invalid State Machine Execution Input: 'Unrecognized token 'nope': was expecting ",
        ),
        (
            "aws-sdk:sfn:startSyncExecution",
            json!({"StateMachineArn": standard}),
            "Sfn.StateMachineTypeNotSupportedException",
            "This operation is not supported by this type of state machine (Service: Sfn, ",
        ),
    ];
    for (resource, parameters, error, cause) in cases {
        let told = call(&endpoint, resource, parameters).await?;
        assert_eq!(told["error"], error, "{told}");
        assert!(told["cause"].as_str().is_some_and(|text| text.starts_with(cause)), "{told}");
    }
    Ok(())
}

#[tokio::test]
async fn an_executions_name_is_taken_once() -> Result {
    let endpoint = endpoint().await?;
    let parameters = json!({"StateMachineArn": format!("{MACHINE}standard"), "Name": "once"});
    let told = call(&endpoint, "states:startExecution", parameters.clone()).await?;
    assert_eq!(told["status"], "SUCCEEDED", "{told}");
    let told = call(&endpoint, "states:startExecution", parameters).await?;
    assert_eq!(told["error"], "StepFunctions.ExecutionAlreadyExistsException", "{told}");
    Ok(())
}

#[tokio::test]
async fn a_synchronous_execution_gives_its_end() -> Result {
    let endpoint = endpoint().await?;
    let parameters = json!({"StateMachineArn": format!("{MACHINE}express"), "Input": "{\"a\":1}"});
    let told = call(&endpoint, "aws-sdk:sfn:startSyncExecution", parameters).await?;
    let answer: Value = serde_json::from_str(told["output"].as_str().ok_or("an output")?)?;
    assert_eq!(answer["Status"], "SUCCEEDED");
    assert_eq!((&answer["Input"], &answer["Output"]), (&json!("{\"a\":1}"), &json!("{\"r\":1}")));
    assert_eq!(
        answer["BillingDetails"],
        json!({"BilledDurationInMilliseconds": 100, "BilledMemoryUsedInMB": 64})
    );
    Ok(())
}
