//! The state machine's role: who may take it, and what it may do.

use std::collections::BTreeMap;

use aws_sdk_iam::Client;
use aws_sdk_iam::error::ProvideErrorMetadata;
use aws_sdk_iam::types::{Role, Tag};
use distmap_asl::StateMachine;
use serde_json::Value;

use super::error::invalid;
use super::{Action, Change, Failure, SdkError, Target};
use crate::iam::{PolicyContext, policy};
use crate::stack::{LogLevel, Stack, trust_policy};

/// The name of the role's only policy.
const PERMISSIONS: &str = "permissions";
const ABSENT: &str = "NoSuchEntity";

/// What the role is to be.
struct Wanted {
    trust: Value,
    /// None where the definition needs no permission, or where it cannot be told and nobody asks.
    permissions: Option<Value>,
    /// Why it cannot be told.
    note: Option<String>,
}

fn wanted(stack: &Stack, target: &Target) -> Result<Wanted, SdkError> {
    let context = PolicyContext {
        partition: target.partition.clone(),
        kms_key: stack.options.kms_key.clone(),
        logging: stack.options.log_level != LogLevel::Off,
        tracing: stack.options.tracing,
        ..PolicyContext::new(&target.region, &target.account, &stack.names.state_machine)
    };
    let doing = || format!("deriving what role {} may do", stack.names.role);
    let machine = StateMachine::from_value(&stack.definition).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        invalid(doing(), problems.join("; "))
    })?;
    let (permissions, note) = match policy(&machine, &context) {
        Ok(policy) if policy.statements.is_empty() => (None, None),
        Ok(policy) => (Some(policy.to_value()), None),
        Err(error) if !target.enforces_policies => (None, Some(error.to_string())),
        Err(error) => return Err(SdkError::new(doing(), Failure::Policy(error))),
    };
    Ok(Wanted { trust: trust_policy(&context), permissions, note })
}

/// Makes the role what it should be; gives its ARN.
pub(super) async fn apply(
    iam: &Client,
    stack: &Stack,
    target: &Target,
) -> Result<(Change, String), SdkError> {
    let name = &stack.names.role;
    let wanted = wanted(stack, target)?;
    let mut differs = Vec::new();
    let (action, arn) = match find(iam, name).await? {
        None => (Action::Created, create(iam, stack, &wanted).await?),
        Some(role) => {
            if document(role.assume_role_policy_document()) != Some(wanted.trust.clone()) {
                let request = iam.update_assume_role_policy().role_name(name);
                let request = request.policy_document(wanted.trust.to_string());
                let sent = request.send().await;
                sent.map_err(SdkError::call(format!("changing who may take role {name}")))?;
                differs.push("trust");
            }
            if tag(iam, &role, &stack.tags).await? {
                differs.push("tags");
            }
            (Action::Unchanged, role.arn)
        }
    };
    if permit(iam, name, wanted.permissions).await? && action == Action::Unchanged {
        differs.push("permissions");
    }
    let action = if differs.is_empty() { action } else { Action::Updated };
    let mut detail = differs.join(", ");
    if let Some(note) = wanted.note {
        detail = [detail, format!("without permissions: {note}")]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("; ");
    }
    let detail = (!detail.is_empty()).then_some(detail);
    Ok((Change { kind: "role", name: name.clone(), action, detail }, arn))
}

async fn find(iam: &Client, name: &str) -> Result<Option<Role>, SdkError> {
    match iam.get_role().role_name(name).send().await {
        Ok(found) => Ok(found.role),
        Err(error) if error.code() == Some(ABSENT) => Ok(None),
        Err(error) => Err(SdkError::call(format!("looking for role {name}"))(error)),
    }
}

async fn create(iam: &Client, stack: &Stack, wanted: &Wanted) -> Result<String, SdkError> {
    let name = &stack.names.role;
    let doing = || format!("creating role {name}");
    let made = iam
        .create_role()
        .role_name(name)
        .description(format!("What the state machine {} may do", stack.names.state_machine))
        .assume_role_policy_document(wanted.trust.to_string())
        .set_tags(Some(tags(&stack.tags)?))
        .send()
        .await
        .map_err(SdkError::call(doing()))?;
    let role = made.role.ok_or_else(|| invalid(doing(), "the answer has no role"))?;
    Ok(role.arn)
}

/// Gives the role its permissions, and says whether it had others.
async fn permit(iam: &Client, name: &str, permissions: Option<Value>) -> Result<bool, SdkError> {
    let there = match iam.get_role_policy().role_name(name).policy_name(PERMISSIONS).send().await {
        Ok(found) => document(Some(&found.policy_document)),
        Err(error) if error.code() == Some(ABSENT) => None,
        Err(error) => {
            return Err(SdkError::call(format!("reading what role {name} may do"))(error));
        }
    };
    if there == permissions {
        return Ok(false);
    }
    match permissions {
        Some(permissions) => {
            let request = iam.put_role_policy().role_name(name).policy_name(PERMISSIONS);
            let sent = request.policy_document(permissions.to_string()).send().await;
            sent.map_err(SdkError::call(format!("setting what role {name} may do")))?;
        }
        None => forbid(iam, name).await?,
    }
    Ok(true)
}

/// Takes the role's permissions away, if it has any.
async fn forbid(iam: &Client, name: &str) -> Result<(), SdkError> {
    let request = iam.delete_role_policy().role_name(name).policy_name(PERMISSIONS);
    match request.send().await {
        Ok(_) => Ok(()),
        Err(error) if error.code() == Some(ABSENT) => Ok(()),
        Err(error) => Err(SdkError::call(format!("removing what role {name} may do"))(error)),
    }
}

/// Sets tags that are missing or differ, and says whether there were any.
async fn tag(
    iam: &Client,
    role: &Role,
    wanted: &BTreeMap<String, String>,
) -> Result<bool, SdkError> {
    let has = |key: &str, value: &str| {
        role.tags().iter().any(|tag| tag.key() == key && tag.value() == value)
    };
    let missing: BTreeMap<String, String> = wanted
        .iter()
        .filter(|(key, value)| !has(key, value))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    if missing.is_empty() {
        return Ok(false);
    }
    let name = role.role_name();
    let request = iam.tag_role().role_name(name).set_tags(Some(tags(&missing)?));
    request.send().await.map_err(SdkError::call(format!("tagging role {name}")))?;
    Ok(true)
}

fn tags(tags: &BTreeMap<String, String>) -> Result<Vec<Tag>, SdkError> {
    let tag = |(key, value): (&String, &String)| {
        let tag = Tag::builder().key(key).value(value).build();
        tag.map_err(|error| invalid(format!("tag {key}"), error))
    };
    tags.iter().map(tag).collect()
}

/// A policy from the form in which IAM tells it: escaped as a URL is.
fn document(told: Option<&str>) -> Option<Value> {
    let text = percent_encoding::percent_decode_str(told?).decode_utf8().ok()?;
    serde_json::from_str(&text).ok()
}

/// Removes the role with its permissions.
pub(super) async fn destroy(iam: &Client, name: &str) -> Result<Change, SdkError> {
    let change = |action| Change { kind: "role", name: name.to_owned(), action, detail: None };
    if find(iam, name).await?.is_none() {
        return Ok(change(Action::Absent));
    }
    forbid(iam, name).await?;
    let sent = iam.delete_role().role_name(name).send().await;
    sent.map_err(SdkError::call(format!("deleting role {name}")))?;
    Ok(change(Action::Deleted))
}
