//! The log group that executions are logged to.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_cloudwatchlogs::Client;
use aws_sdk_cloudwatchlogs::types::LogGroup;

use super::{Action, Change, SdkError};
use crate::stack::Stack;

/// Makes the log group what it should be; gives its ARN, without `:*`.
pub(super) async fn apply(logs: &Client, stack: &Stack) -> Result<(Change, String), SdkError> {
    let name = &stack.names.log_group;
    let days = i32::try_from(stack.options.log_retention_days).unwrap_or(i32::MAX);
    let mut action = Action::Unchanged;
    if find(logs, name).await?.is_none() {
        let request = logs.create_log_group().log_group_name(name);
        let request = request.set_kms_key_id(stack.options.kms_key.clone());
        let tags = stack.tags.clone().into_iter().collect();
        let sent = request.set_tags(Some(tags)).send().await;
        sent.map_err(SdkError::call(format!("creating log group {name}")))?;
        action = Action::Created;
    }
    let doing = || format!("looking for log group {name}");
    let group = find(logs, name).await?;
    let group = group.ok_or_else(|| super::error::invalid(doing(), "it is not listed"))?;
    let arn = group.arn().unwrap_or_default().trim_end_matches(":*").to_owned();
    let mut differs = Vec::new();
    if group.retention_in_days != Some(days) {
        let request = logs.put_retention_policy().log_group_name(name).retention_in_days(days);
        let sent = request.send().await;
        sent.map_err(SdkError::call(format!("setting the retention of log group {name}")))?;
        differs.push("retention");
    }
    if action == Action::Unchanged && tag(logs, &arn, &stack.tags).await? {
        differs.push("tags");
    }
    let mut detail = None;
    if action == Action::Unchanged && !differs.is_empty() {
        action = Action::Updated;
        detail = Some(differs.join(", "));
    }
    Ok((Change { kind: "log group", name: name.clone(), action, detail }, arn))
}

async fn find(logs: &Client, name: &str) -> Result<Option<LogGroup>, SdkError> {
    let request = logs.describe_log_groups().log_group_name_prefix(name);
    let mut pages = request.into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page.map_err(SdkError::call(format!("looking for log group {name}")))?;
        let mut groups = page.log_groups.unwrap_or_default().into_iter();
        if let Some(group) = groups.find(|group| group.log_group_name() == Some(name)) {
            return Ok(Some(group));
        }
    }
    Ok(None)
}

/// Sets tags that are missing or differ, and says whether there were any.
async fn tag(
    logs: &Client,
    arn: &str,
    wanted: &BTreeMap<String, String>,
) -> Result<bool, SdkError> {
    let there = logs.list_tags_for_resource().resource_arn(arn).send().await;
    let there = there.map_err(SdkError::call(format!("reading the tags of {arn}")))?;
    let there = there.tags.unwrap_or_default();
    let missing: HashMap<String, String> = wanted
        .iter()
        .filter(|(key, value)| there.get(*key) != Some(value))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    if missing.is_empty() {
        return Ok(false);
    }
    let sent = logs.tag_resource().resource_arn(arn).set_tags(Some(missing)).send().await;
    sent.map_err(SdkError::call(format!("tagging {arn}")))?;
    Ok(true)
}

/// Removes the log group with what it holds.
pub(super) async fn destroy(logs: &Client, name: &str) -> Result<Change, SdkError> {
    let change = |action| Change { kind: "log group", name: name.to_owned(), action, detail: None };
    if find(logs, name).await?.is_none() {
        return Ok(change(Action::Absent));
    }
    let sent = logs.delete_log_group().log_group_name(name).send().await;
    sent.map_err(SdkError::call(format!("deleting log group {name}")))?;
    Ok(change(Action::Deleted))
}
