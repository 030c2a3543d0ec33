//! The state machine.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_sfn::Client;
use aws_sdk_sfn::types::{
    CloudWatchLogsLogGroup, LogDestination, LogLevel, LoggingConfiguration, StateMachineType, Tag,
    TracingConfiguration,
};
use serde_json::Value;

use super::{Action, Change, Failure, SdkError};
use crate::stack::Stack;

/// A new role may be unknown to Step Functions for some seconds: how often, and after what time, to ask again.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency>
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_secs(3);

/// The role that the state machine runs as.
pub(super) struct Role {
    pub arn: String,
    /// Whether it was just made.
    pub is_new: bool,
}

/// Makes the state machine what it should be; gives its ARN.
pub(super) async fn apply(
    sfn: &Client,
    stack: &Stack,
    role: &Role,
    log_group: Option<&str>,
) -> Result<(Change, String), SdkError> {
    let name = &stack.names.state_machine;
    let definition = stack.definition.to_string();
    let logging = logging(stack, log_group);
    let tracing = TracingConfiguration::builder().enabled(stack.options.tracing).build();
    let change =
        |action, detail| Change { kind: "state machine", name: name.clone(), action, detail };

    let Some(arn) = find(sfn, name).await? else {
        let tags: Vec<Tag> = stack.tags.iter().map(|(key, value)| tag(key, value)).collect();
        let create = sfn
            .create_state_machine()
            .name(name)
            .definition(definition)
            .role_arn(&role.arn)
            .r#type(StateMachineType::Standard)
            .logging_configuration(logging)
            .tracing_configuration(tracing)
            .set_tags(Some(tags));
        let made = patiently(role.is_new, async || {
            let sent = create.clone().send().await;
            sent.map_err(SdkError::call(format!("creating state machine {name}")))
        })
        .await?;
        return Ok((change(Action::Created, None), made.state_machine_arn));
    };

    let there = sfn.describe_state_machine().state_machine_arn(&arn).send().await;
    let there = there.map_err(SdkError::call(format!("looking at state machine {name}")))?;
    let same_definition =
        serde_json::from_str::<Value>(&there.definition).is_ok_and(|d| d == stack.definition);
    let traced = there.tracing_configuration.is_some_and(|t| t.enabled);
    let mut differs: Vec<&str> = [
        ("definition", !same_definition),
        ("role", there.role_arn != role.arn),
        ("logging", there.logging_configuration.as_ref() != Some(&logging)),
        ("tracing", traced != stack.options.tracing),
    ]
    .into_iter()
    .filter_map(|(what, differs)| differs.then_some(what))
    .collect();
    if !differs.is_empty() {
        let update = sfn
            .update_state_machine()
            .state_machine_arn(&arn)
            .definition(definition)
            .role_arn(&role.arn)
            .logging_configuration(logging)
            .tracing_configuration(tracing);
        patiently(role.is_new, async || {
            let sent = update.clone().send().await;
            sent.map_err(SdkError::call(format!("updating state machine {name}")))
        })
        .await?;
    }
    if retag(sfn, &arn, &stack.tags).await? {
        differs.push("tags");
    }
    if differs.is_empty() {
        return Ok((change(Action::Unchanged, None), arn));
    }
    Ok((change(Action::Updated, Some(differs.join(", "))), arn))
}

/// What is logged, in the form that is told too.
fn logging(stack: &Stack, log_group: Option<&str>) -> LoggingConfiguration {
    let options = &stack.options;
    let mut logging = LoggingConfiguration::builder()
        .level(LogLevel::from(options.log_level.as_str()))
        .include_execution_data(log_group.is_some() && options.include_execution_data);
    if let Some(arn) = log_group {
        let group = CloudWatchLogsLogGroup::builder().log_group_arn(format!("{arn}:*")).build();
        let place = LogDestination::builder().cloud_watch_logs_log_group(group).build();
        logging = logging.destinations(place);
    }
    logging.build()
}

/// Does what needs a role; again for a while, where the role `is_new` and is not let in yet.
async fn patiently<T>(
    is_new: bool,
    attempt: impl AsyncFn() -> Result<T, SdkError>,
) -> Result<T, SdkError> {
    for _ in 1..TRIES {
        match attempt().await {
            Err(SdkError { failure: Failure::Service { code, .. }, .. })
                if is_new && code == "AccessDeniedException" =>
            {
                tokio::time::sleep(PAUSE).await;
            }
            done => return done,
        }
    }
    attempt().await
}

/// The ARN of the state machine of that name, if there is one.
async fn find(sfn: &Client, name: &str) -> Result<Option<String>, SdkError> {
    let mut pages = sfn.list_state_machines().into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page.map_err(SdkError::call("listing state machines"))?;
        if let Some(found) = page.state_machines.into_iter().find(|machine| machine.name == name) {
            return Ok(Some(found.state_machine_arn));
        }
    }
    Ok(None)
}

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build()
}

/// Sets tags that are missing or differ, and says whether there were any.
async fn retag(sfn: &Client, arn: &str, tags: &BTreeMap<String, String>) -> Result<bool, SdkError> {
    let there = sfn.list_tags_for_resource().resource_arn(arn).send().await;
    let there = there.map_err(SdkError::call(format!("reading the tags of {arn}")))?;
    let there = there.tags.unwrap_or_default();
    let wanted = tags.iter().map(|(key, value)| tag(key, value));
    let missing: Vec<Tag> = wanted.filter(|tag| !there.contains(tag)).collect();
    if missing.is_empty() {
        return Ok(false);
    }
    let request = sfn.tag_resource().resource_arn(arn).set_tags(Some(missing));
    request.send().await.map_err(SdkError::call(format!("tagging {arn}")))?;
    Ok(true)
}

/// Removes the state machine.
pub(super) async fn destroy(sfn: &Client, name: &str) -> Result<Change, SdkError> {
    let change =
        |action| Change { kind: "state machine", name: name.to_owned(), action, detail: None };
    let Some(arn) = find(sfn, name).await? else { return Ok(change(Action::Absent)) };
    let sent = sfn.delete_state_machine().state_machine_arn(arn).send().await;
    sent.map_err(SdkError::call(format!("deleting state machine {name}")))?;
    Ok(change(Action::Deleted))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn denied() -> SdkError {
        let (code, message) = ("AccessDeniedException".to_owned(), "not yet".to_owned());
        SdkError::new("creating", Failure::Service { code, message })
    }

    #[tokio::test(start_paused = true)]
    async fn a_new_role_is_waited_for_and_an_old_one_is_not() {
        let asked = Cell::new(0);
        let third = async || {
            asked.set(asked.get() + 1);
            if asked.get() == 3 { Ok(()) } else { Err(denied()) }
        };
        assert!(patiently(true, third).await.is_ok());
        assert_eq!(asked.replace(0), 3);
        assert!(patiently(false, third).await.is_err());
        assert_eq!(asked.replace(0), 1);
        let never = async || -> Result<(), SdkError> {
            asked.set(asked.get() + 1);
            Err(denied())
        };
        assert!(patiently(true, never).await.is_err());
        assert_eq!(asked.get(), TRIES);
    }
}
