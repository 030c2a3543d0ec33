use std::collections::BTreeMap;

use aws_sdk_sfn::types::{
    LogLevel as SfnLogLevel, LoggingConfiguration, StateMachineType, TracingConfiguration,
};
use serde_json::Value;

use super::buckets;
use super::{Action, Applied, Change, Clients, Outputs, SdkError, Target};
use crate::stack::{LogLevel, Stack};

/// Makes the stack what it should be. Doing it twice changes nothing the second time.
///
/// # Errors
/// [`SdkError`] with the step that failed; the steps before it stand, and a second try goes on from there.
pub async fn apply(clients: &Clients, stack: &Stack, target: &Target) -> Result<Applied, SdkError> {
    let mut changes = Vec::new();
    for name in [&stack.names.input_bucket, &stack.names.results_bucket] {
        changes.push(buckets::apply(&clients.s3, name, &target.region).await?);
    }
    let (change, topic_arn) = topic(clients, stack).await?;
    changes.push(change);
    let (change, state_machine_arn) = state_machine(clients, stack, target).await?;
    changes.push(change);
    Ok(Applied {
        changes,
        outputs: Outputs {
            input_bucket: stack.names.input_bucket.clone(),
            results_bucket: stack.names.results_bucket.clone(),
            topic_arn,
            state_machine_arn,
        },
    })
}

async fn topic(clients: &Clients, stack: &Stack) -> Result<(Change, String), SdkError> {
    let name = &stack.names.topic;
    let there = find_topic(clients, name).await?;
    let mut create = clients.sns.create_topic().name(name);
    for (key, value) in &stack.tags {
        let tag = aws_sdk_sns::types::Tag::builder().key(key).value(value).build();
        create = create.tags(tag.map_err(|e| super::error::invalid(format!("tag {key}"), e))?);
    }
    let action = if there.is_some() { Action::Unchanged } else { Action::Created };
    let arn = match there {
        Some(arn) => arn,
        None => {
            let made =
                create.send().await.map_err(SdkError::call(format!("creating topic {name}")))?;
            made.topic_arn.unwrap_or_default()
        }
    };
    Ok((Change { kind: "topic", name: name.clone(), action, detail: None }, arn))
}

/// The ARN of the topic of that name, if there is one.
pub(super) async fn find_topic(clients: &Clients, name: &str) -> Result<Option<String>, SdkError> {
    let mut pages = clients.sns.list_topics().into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page.map_err(SdkError::call("listing topics"))?;
        let arns = page.topics.unwrap_or_default().into_iter().filter_map(|topic| topic.topic_arn);
        if let Some(arn) = arns.into_iter().find(|arn| arn.rsplit(':').next() == Some(name)) {
            return Ok(Some(arn));
        }
    }
    Ok(None)
}

/// The ARN of the state machine of that name, if there is one.
pub(super) async fn find_state_machine(
    clients: &Clients,
    name: &str,
) -> Result<Option<String>, SdkError> {
    let mut pages = clients.sfn.list_state_machines().into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page.map_err(SdkError::call("listing state machines"))?;
        if let Some(found) = page.state_machines.into_iter().find(|machine| machine.name == name) {
            return Ok(Some(found.state_machine_arn));
        }
    }
    Ok(None)
}

async fn state_machine(
    clients: &Clients,
    stack: &Stack,
    target: &Target,
) -> Result<(Change, String), SdkError> {
    let name = &stack.names.state_machine;
    let definition = stack.definition.to_string();
    // Log destinations are made where IAM is; without them AWS takes the level OFF only.
    let logging =
        LoggingConfiguration::builder().level(SfnLogLevel::from(LogLevel::Off.as_str())).build();
    let tracing = TracingConfiguration::builder().enabled(stack.options.tracing).build();
    let change =
        |action, detail| Change { kind: "state machine", name: name.clone(), action, detail };

    let Some(arn) = find_state_machine(clients, name).await? else {
        let mut create = clients
            .sfn
            .create_state_machine()
            .name(name)
            .definition(definition)
            .role_arn(&target.role_arn)
            .r#type(StateMachineType::Standard)
            .logging_configuration(logging)
            .tracing_configuration(tracing);
        for (key, value) in &stack.tags {
            create = create.tags(aws_sdk_sfn::types::Tag::builder().key(key).value(value).build());
        }
        let made = create
            .send()
            .await
            .map_err(SdkError::call(format!("creating state machine {name}")))?;
        return Ok((change(Action::Created, None), made.state_machine_arn));
    };

    let doing = || format!("looking at state machine {name}");
    let there = clients
        .sfn
        .describe_state_machine()
        .state_machine_arn(&arn)
        .send()
        .await
        .map_err(SdkError::call(doing()))?;
    let same_definition =
        serde_json::from_str::<Value>(&there.definition).is_ok_and(|d| d == stack.definition);
    let same_tracing =
        there.tracing_configuration.is_some_and(|t| t.enabled) == stack.options.tracing;
    let differs: Vec<&str> = [
        ("definition", !same_definition),
        ("role", there.role_arn != target.role_arn),
        ("tracing", !same_tracing),
    ]
    .into_iter()
    .filter_map(|(what, differs)| differs.then_some(what))
    .collect();
    let tagged = tag_state_machine(clients, &arn, &stack.tags).await?;
    if differs.is_empty() {
        let action = if tagged { Action::Updated } else { Action::Unchanged };
        return Ok((change(action, tagged.then(|| "tags".to_owned())), arn));
    }
    clients
        .sfn
        .update_state_machine()
        .state_machine_arn(&arn)
        .definition(definition)
        .role_arn(&target.role_arn)
        .tracing_configuration(tracing)
        .send()
        .await
        .map_err(SdkError::call(format!("updating state machine {name}")))?;
    Ok((change(Action::Updated, Some(differs.join(", "))), arn))
}

/// Sets tags that are missing or differ, and says whether there were any.
async fn tag_state_machine(
    clients: &Clients,
    arn: &str,
    tags: &BTreeMap<String, String>,
) -> Result<bool, SdkError> {
    let there = clients.sfn.list_tags_for_resource().resource_arn(arn).send().await;
    let there = there
        .map_err(SdkError::call(format!("reading the tags of {arn}")))?
        .tags
        .unwrap_or_default();
    let missing: Vec<_> = tags
        .iter()
        .filter(|(key, value)| {
            !there
                .iter()
                .any(|tag| tag.key.as_deref() == Some(key) && tag.value.as_deref() == Some(value))
        })
        .map(|(key, value)| aws_sdk_sfn::types::Tag::builder().key(key).value(value).build())
        .collect();
    if missing.is_empty() {
        return Ok(false);
    }
    let request = clients.sfn.tag_resource().resource_arn(arn).set_tags(Some(missing));
    request.send().await.map_err(SdkError::call(format!("tagging {arn}")))?;
    Ok(true)
}
