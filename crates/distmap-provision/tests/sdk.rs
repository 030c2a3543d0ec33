//! Making, changing and removing a stack through the SDK, on our own endpoint.

use std::error::Error;

use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use distmap_engine::Engine;
use distmap_provision::sdk::{Action, Change, Clients, Failure, Target, apply, destroy};
use distmap_provision::{Names, Stack};
use distmap_server::Endpoint;
use distmap_store::Store;
use serde_json::json;

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
    let target = Target::embedded("us-east-1", "000000000000", &stack);

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

    let gone = destroy(&clients, &stack, false).await?;
    assert!(gone.iter().all(|change| change.action == Action::Deleted), "{gone:?}");
    let gone = destroy(&clients, &stack, false).await?;
    assert!(gone.iter().all(|change| change.action == Action::Absent), "{gone:?}");
    Ok(())
}

#[tokio::test]
async fn objects_go_only_where_that_is_said() -> Outcome {
    let (clients, stack) = (clients().await?, stack()?);
    let target = Target::embedded("us-east-1", "000000000000", &stack);
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
