use aws_sdk_sns::types::Tag;

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
        changes.push(buckets::apply(&clients.s3, name, stack, &target.region).await?);
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
    let change = |action, detail| Change { kind: "topic", name: name.clone(), action, detail };
    let tag = |(key, value): (&String, &String)| {
        let tag = Tag::builder().key(key).value(value).build();
        tag.map_err(|error| super::error::invalid(format!("tag {key}"), error))
    };
    let tags = stack.tags.iter().map(tag).collect::<Result<Vec<_>, _>>()?;
    let Some(arn) = find_topic(clients, name).await? else {
        let made = clients.sns.create_topic().name(name).set_tags(Some(tags)).send().await;
        let made = made.map_err(SdkError::call(format!("creating topic {name}")))?;
        return Ok((change(Action::Created, None), made.topic_arn.unwrap_or_default()));
    };
    let there = clients.sns.list_tags_for_resource().resource_arn(&arn).send().await;
    let there = there.map_err(SdkError::call(format!("reading the tags of {arn}")))?;
    let there = there.tags.unwrap_or_default();
    let missing: Vec<Tag> = tags.into_iter().filter(|tag| !there.contains(tag)).collect();
    if missing.is_empty() {
        return Ok((change(Action::Unchanged, None), arn));
    }
    let request = clients.sns.tag_resource().resource_arn(&arn).set_tags(Some(missing));
    request.send().await.map_err(SdkError::call(format!("tagging {arn}")))?;
    Ok((change(Action::Updated, Some("tags".to_owned())), arn))
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
