//! Making, changing and removing a stack through the SDK, on our own endpoint.

use std::error::Error;

use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use distmap_engine::Engine;
use distmap_provision::sdk::{Action, Change, Clients, Failure, Target, apply, destroy};
use distmap_provision::stack::LogLevel;
use distmap_provision::{Names, Stack};
use distmap_server::Endpoint;
use distmap_store::Store;
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn Error>>;

macro_rules! client {
    ($sdk:ident, $endpoint:expr $(, $more:ident($value:expr))?) => {
        $sdk::Client::from_conf(
            $sdk::Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .http_client($endpoint.connector())
                .endpoint_url("http://localhost:4566")
                .region(Region::new("us-east-1"))
                .credentials_provider(Credentials::new("any", "any", None, None, "test"))
                $(.$more($value))?
                .build(),
        )
    };
}

async fn clients() -> Result<Clients, Box<dyn Error>> {
    let endpoint = Endpoint::open(Store::memory()?, Engine::builder()).await?;
    Ok(Clients {
        s3: client!(aws_sdk_s3, endpoint, force_path_style(true)),
        sfn: client!(aws_sdk_sfn, endpoint),
        sns: client!(aws_sdk_sns, endpoint),
        iam: client!(aws_sdk_iam, endpoint),
        logs: client!(aws_sdk_cloudwatchlogs, endpoint),
    })
}

fn stack() -> Result<Stack, distmap_provision::NameError> {
    let definition = json!({"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}});
    Ok(Stack::new(Names::new("orders")?, definition))
}

fn actions(changes: &[Change]) -> Vec<(&str, Action)> {
    changes.iter().map(|change| (change.name.as_str(), change.action)).collect()
}

#[tokio::test]
async fn a_stack_is_made_once_changed_where_it_differs_and_removed() -> Outcome {
    let (clients, mut stack) = (clients().await?, stack()?);
    let target = Target::endpoint("us-east-1", "000000000000");

    let made = apply(&clients, &stack, &target).await?;
    assert!(
        made.changes.iter().all(|change| change.action == Action::Created),
        "{:?}",
        made.changes
    );
    assert_eq!(made.outputs.topic_arn, "arn:aws:sns:us-east-1:000000000000:orders-items");

    let again = apply(&clients, &stack, &target).await?;
    assert!(
        again.changes.iter().all(|change| change.action == Action::Unchanged),
        "{:?}",
        again.changes
    );
    assert_eq!(again.outputs, made.outputs);

    stack.definition["States"]["A"]["Comment"] = json!("another");
    let changed = apply(&clients, &stack, &target).await?;
    let machine = changed.changes.last().ok_or("no machine")?;
    assert_eq!((machine.action, machine.detail.as_deref()), (Action::Updated, Some("definition")));
    assert_eq!(
        actions(&changed.changes[..3]),
        [
            ("orders-input", Action::Unchanged),
            ("orders-results", Action::Unchanged),
            ("orders-items", Action::Unchanged),
        ]
    );

    stack.options.log_retention_days = 7;
    let changed = apply(&clients, &stack, &target).await?;
    assert_eq!(touched(&changed.changes), [("log group", Some("retention"))]);

    stack.tags.insert("team".to_owned(), "orders".to_owned());
    let changed = apply(&clients, &stack, &target).await?;
    let buckets_and_topic =
        [("bucket", Some("tags")), ("bucket", Some("tags")), ("topic", Some("tags"))];
    let others =
        [("log group", Some("tags")), ("role", Some("tags")), ("state machine", Some("tags"))];
    assert_eq!(touched(&changed.changes), [buckets_and_topic, others].concat());
    let again = apply(&clients, &stack, &target).await?;
    assert_eq!(touched(&again.changes), []);

    let gone = destroy(&clients, &stack, false).await?;
    assert!(gone.iter().all(|change| change.action == Action::Deleted), "{gone:?}");
    let gone = destroy(&clients, &stack, false).await?;
    assert!(gone.iter().all(|change| change.action == Action::Absent), "{gone:?}");
    Ok(())
}

/// What was not left as it was, with what changed.
fn touched(changes: &[Change]) -> Vec<(&str, Option<&str>)> {
    let touched = changes.iter().filter(|change| change.action != Action::Unchanged);
    touched.map(|change| (change.kind, change.detail.as_deref())).collect()
}

#[tokio::test]
async fn the_role_may_do_what_the_definition_needs_and_nothing_else() -> Outcome {
    let (clients, mut stack) = (clients().await?, stack()?);
    let target = Target::endpoint("us-east-1", "000000000000");
    let publish = |topic: &str| {
        let topic = format!("arn:aws:sns:us-east-1:000000000000:{topic}");
        let parameters = json!({"TopicArn": topic, "Message.$": "$"});
        json!({"StartAt": "A", "States": {"A": {
            "Type": "Task", "Resource": "arn:aws:states:::sns:publish",
            "Parameters": parameters, "End": true,
        }}})
    };
    stack.definition = publish("news");
    (stack.options.log_level, stack.options.tracing) = (LogLevel::Off, false);
    apply(&clients, &stack, &target).await?;

    let role = clients.iam.get_role().role_name("orders-role").send().await?.role;
    let role = role.ok_or("no role")?;
    let trust = decoded(role.assume_role_policy_document())?;
    assert_eq!(trust["Statement"][0]["Principal"]["Service"], "states.amazonaws.com");
    let permissions = async || -> Result<Value, Box<dyn Error>> {
        let found = clients.iam.get_role_policy().role_name("orders-role");
        let found = found.policy_name("permissions").send().await?;
        decoded(Some(found.policy_document()))
    };
    let allowed = permissions().await?;
    assert_eq!(allowed["Statement"][0]["Action"], "sns:Publish");
    assert_eq!(allowed["Statement"][0]["Resource"], "arn:aws:sns:us-east-1:000000000000:news");

    stack.definition = publish("more");
    let changed = apply(&clients, &stack, &target).await?;
    let both = [("role", Some("permissions")), ("state machine", Some("definition"))];
    assert_eq!(touched(&changed.changes), both);
    let allowed = permissions().await?;
    assert_eq!(allowed["Statement"][0]["Resource"], "arn:aws:sns:us-east-1:000000000000:more");

    // A stranger's hand on the trust policy is undone.
    let other = json!({"Version": "2012-10-17", "Statement": []}).to_string();
    let meddle = clients.iam.update_assume_role_policy().role_name("orders-role");
    meddle.policy_document(other).send().await?;
    let mended = apply(&clients, &stack, &target).await?;
    assert_eq!(touched(&mended.changes), [("role", Some("trust"))]);

    stack.definition = json!({"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}});
    let changed = apply(&clients, &stack, &target).await?;
    assert_eq!(touched(&changed.changes), both);
    assert!(permissions().await.is_err(), "it needs no permission any more");
    Ok(())
}

#[tokio::test]
async fn what_a_policy_cannot_be_derived_for_is_refused_where_policies_count() -> Outcome {
    let (clients, mut stack) = (clients().await?, stack()?);
    stack.definition = json!({"StartAt": "A", "States": {"A": {
        "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:inventAnything", "End": true,
    }}});
    let aws = Target::aws("aws", "us-east-1", "000000000000");
    let Err(error) = apply(&clients, &stack, &aws).await else { return Err("it was taken".into()) };
    assert!(matches!(error.failure, Failure::Policy(_)), "{error}");
    assert!(error.to_string().starts_with("deriving what role orders-role may do"), "{error}");

    let endpoint = Target::endpoint("us-east-1", "000000000000");
    let made = apply(&clients, &stack, &endpoint).await?;
    let role = made.changes.iter().find(|change| change.kind == "role").ok_or("no role")?;
    let detail = role.detail.as_deref().unwrap_or_default();
    assert!(detail.starts_with("without permissions: "), "{detail}");
    Ok(())
}

/// A policy as IAM tells it.
fn decoded(told: Option<&str>) -> Result<Value, Box<dyn Error>> {
    let text = percent_encoding::percent_decode_str(told.unwrap_or_default()).decode_utf8()?;
    Ok(serde_json::from_str(&text)?)
}

#[tokio::test]
async fn objects_go_only_where_that_is_said() -> Outcome {
    let (clients, stack) = (clients().await?, stack()?);
    let target = Target::endpoint("us-east-1", "000000000000");
    apply(&clients, &stack, &target).await?;
    for number in 0..1_100 {
        let key = format!("{number}.json");
        clients
            .s3
            .put_object()
            .bucket("orders-input")
            .key(key)
            .body(b"{}".to_vec().into())
            .send()
            .await?;
    }
    let Err(error) = destroy(&clients, &stack, false).await else {
        return Err("it went".into());
    };
    assert!(matches!(error.failure, Failure::NotEmpty), "{error}");
    assert!(
        error
            .to_string()
            .starts_with("deleting bucket orders-input: the bucket still holds objects"),
        "{error}"
    );

    let gone = destroy(&clients, &stack, true).await?;
    let bucket = gone.iter().find(|change| change.name == "orders-input").ok_or("no bucket")?;
    assert_eq!(
        (bucket.action, bucket.detail.as_deref()),
        (Action::Deleted, Some("with 1100 objects"))
    );
    Ok(())
}
