//! The definition that stands where `deploy` put it, and what it reads.

use distmap_asl::StateMachine;
use serde_json::Value;

use crate::error::{CommandError, Exit, Result, service};
use crate::session::Session;
use crate::walk::distributed;

/// The definition of the deployed state machine.
pub(crate) async fn definition(session: &Session) -> Result<StateMachine> {
    let arn = &session.deployment()?.state_machine_arn;
    let machine = session.sfn.describe_state_machine().state_machine_arn(arn).send().await;
    let machine = machine.map_err(|error| service("read the definition", error))?;
    parsed(&machine.definition, arn)
}

/// The definition that an execution runs, which may be older than the deployed one.
pub(crate) async fn definition_of(session: &Session, execution: &str) -> Result<StateMachine> {
    let request = session.sfn.describe_state_machine_for_execution().execution_arn(execution);
    let machine = request.send().await.map_err(|error| service("read the definition", error))?;
    parsed(&machine.definition, execution)
}

fn parsed(text: &str, of: &str) -> Result<StateMachine> {
    distmap_asl::parse(text)
        .map_err(|error| CommandError::new(Exit::Input, format!("{of}: {error}")))
}

/// Bucket and prefix of the first listing, where the definition has them written out.
pub(crate) fn source(machine: &StateMachine) -> Option<(String, String)> {
    let readers = distributed(machine).into_iter().filter_map(|(_, map)| map.item_reader.as_ref());
    let mut listings = readers.filter(|reader| reader.resource.ends_with(":s3:listObjectsV2"));
    let arguments = listings.next()?.arguments.as_ref()?;
    let text = |key: &str| arguments.get(key).and_then(Value::as_str).map(str::to_owned);
    Some((text("Bucket")?, text("Prefix").unwrap_or_default()))
}
