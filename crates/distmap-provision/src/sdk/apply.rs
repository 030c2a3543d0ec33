use super::{Action, Applied, Change, Clients, Outputs, SdkError, Target};
use super::{buckets, logs, machine, role};
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
    let log_group = match stack.options.log_level {
        LogLevel::Off => None,
        _ => {
            let (change, arn) = logs::apply(&clients.logs, stack).await?;
            changes.push(change);
            Some(arn)
        }
    };
    let (change, role_arn) = role::apply(&clients.iam, stack, target).await?;
    let role = machine::Role { is_new: change.action == Action::Created, arn: role_arn };
    changes.push(change);
    let (change, state_machine_arn) =
        machine::apply(&clients.sfn, stack, &role, log_group.as_deref()).await?;
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
