use super::apply::find_topic;
use super::{Action, Change, Clients, SdkError, buckets, logs, machine, role};
use crate::stack::Stack;

/// Removes the stack: the state machine first, so that nothing runs on while its bucket goes.
///
/// The buckets' objects go only where `objects_too` says so; otherwise a bucket that holds any stays, with an error
/// that says so, and everything before it is gone.
///
/// # Errors
/// [`SdkError`] with the step that failed; a second try goes on from there.
pub async fn destroy(
    clients: &Clients,
    stack: &Stack,
    objects_too: bool,
) -> Result<Vec<Change>, SdkError> {
    let mut changes = vec![
        machine::destroy(&clients.sfn, &stack.names.state_machine).await?,
        role::destroy(&clients.iam, &stack.names.role).await?,
        logs::destroy(&clients.logs, &stack.names.log_group).await?,
    ];

    let name = &stack.names.topic;
    let mut action = Action::Absent;
    if let Some(arn) = find_topic(clients, name).await? {
        let request = clients.sns.delete_topic().topic_arn(arn);
        request.send().await.map_err(SdkError::call(format!("deleting topic {name}")))?;
        action = Action::Deleted;
    }
    changes.push(Change { kind: "topic", name: name.clone(), action, detail: None });

    for name in [&stack.names.results_bucket, &stack.names.input_bucket] {
        changes.push(buckets::destroy(&clients.s3, name, objects_too).await?);
    }
    Ok(changes)
}
