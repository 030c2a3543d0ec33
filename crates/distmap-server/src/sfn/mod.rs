//! Step Functions: its API over the engine and the registry of state machines.

mod activities;
mod arn;
mod definition;
mod executions;
mod logging;
mod machines;
mod map_runs;
mod paging;
mod registry;
mod runs;
mod tags;
mod test_state;
mod versions;

use std::sync::{Arc, OnceLock};

use distmap_engine::Engine;
use distmap_engine::execution::StateMachines;
use distmap_store::Store;

use crate::model::sfn::SERVICE;
use crate::protocol::shape::Timestamp;
use crate::protocol::{ApiError, operations};
pub use logging::LogGroups;
use registry::Registry;

/// The API of Step Functions, without a wire: requests and answers are JSON in AWS's form, times
/// being seconds since the Unix epoch with three decimals.
///
/// Cloning gives another handle on the same state machines and executions.
#[derive(Clone)]
pub struct Api {
    engine: Engine,
    registry: Arc<Registry>,
    store: Store,
    log_groups: Arc<OnceLock<Arc<dyn LogGroups>>>,
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api").field("engine", &self.engine).finish_non_exhaustive()
    }
}

operations! {
    "Step Functions", Api, SERVICE,
    "CreateActivity" => create_activity,
    "CreateStateMachine" => create_state_machine,
    "CreateStateMachineAlias" => create_state_machine_alias,
    "DeleteActivity" => delete_activity,
    "DeleteStateMachine" => delete_state_machine,
    "DeleteStateMachineAlias" => delete_state_machine_alias,
    "DeleteStateMachineVersion" => delete_state_machine_version,
    "DescribeActivity" => describe_activity,
    "DescribeExecution" => describe_execution,
    "DescribeMapRun" => describe_map_run,
    "DescribeStateMachine" => describe_state_machine,
    "DescribeStateMachineAlias" => describe_state_machine_alias,
    "DescribeStateMachineForExecution" => describe_state_machine_for_execution,
    "GetActivityTask" => get_activity_task,
    "GetExecutionHistory" => get_execution_history,
    "ListActivities" => list_activities,
    "ListExecutions" => list_executions,
    "ListMapRuns" => list_map_runs,
    "ListStateMachineAliases" => list_state_machine_aliases,
    "ListStateMachineVersions" => list_state_machine_versions,
    "ListStateMachines" => list_state_machines,
    "ListTagsForResource" => list_tags_for_resource,
    "PublishStateMachineVersion" => publish_state_machine_version,
    "RedriveExecution" => redrive_execution,
    "SendTaskFailure" => send_task_failure,
    "SendTaskHeartbeat" => send_task_heartbeat,
    "SendTaskSuccess" => send_task_success,
    "StartExecution" => start_execution,
    "StartSyncExecution" => start_sync_execution,
    "StopExecution" => stop_execution,
    "TagResource" => tag_resource,
    "TestState" => test_state,
    "UntagResource" => untag_resource,
    "UpdateMapRun" => update_map_run,
    "UpdateStateMachine" => update_state_machine,
    "UpdateStateMachineAlias" => update_state_machine_alias,
    "ValidateStateMachineDefinition" => validate_state_machine_definition,
}

impl Api {
    /// The API over an engine, with the state machines and activities that the store holds.
    ///
    /// # Errors
    /// `InternalFailure` where the store can't be read.
    pub fn new(engine: Engine, store: Store) -> Result<Self, ApiError> {
        let registry = Arc::new(Registry::open(&store)?);
        let api = Self { engine, registry, store, log_groups: Arc::default() };
        api.engine.set_state_machines(api.state_machines());
        Ok(api)
    }

    /// Lets somebody who has CloudWatch Logs say which log groups there are. Only the first call counts.
    pub fn set_log_groups(&self, groups: Arc<dyn LogGroups>) {
        // A second one would make the answer depend on the moment.
        let _ = self.log_groups.set(groups);
    }

    /// The state machines, as the engine's tasks find them.
    pub fn state_machines(&self) -> Arc<dyn StateMachines> {
        Arc::clone(&self.registry) as _
    }

    fn now(&self) -> i64 {
        self.engine.clock().now()
    }

    fn arn(&self, resource: &str) -> String {
        format!("arn:aws:states:{}:{}:{resource}", self.engine.region(), self.engine.account())
    }
}

fn time(millis: i64) -> Timestamp {
    Timestamp(millis)
}
