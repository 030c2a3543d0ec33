//! What Step Functions keeps beside executions: state machines with their versions and aliases,
//! activities, tags.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use distmap_asl::ExecutionType;
use distmap_engine::{Plan, StateMachineRef};
use distmap_store::{Store, Table};
use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::definition;
use crate::model::sfn::{EncryptionConfiguration, LoggingConfiguration};
use crate::protocol::ApiError;

/// What a revision of a state machine is: the parts that an update can change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Configuration {
    /// The definition's text, as it was sent.
    pub definition: Arc<str>,
    /// The role.
    pub role_arn: String,
    /// `loggingConfiguration`.
    pub logging: LoggingConfiguration,
    /// `tracingConfiguration.enabled`.
    pub tracing: bool,
    /// `encryptionConfiguration`.
    pub encryption: EncryptionConfiguration,
}

/// A published version.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Version {
    /// 1, 2, 3 ...; never used again.
    pub number: u64,
    /// When it was published.
    pub created: i64,
    /// Its description.
    pub description: Option<String>,
    /// The revision that it is; `None` is the first one.
    pub revision: Option<String>,
    /// What it runs.
    pub configuration: Configuration,
}

/// An alias: a name for one or two versions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Alias {
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: Option<String>,
    /// Versions' numbers with their weights, which sum to 100.
    pub routes: Vec<(u64, i64)>,
    /// When it was made.
    pub created: i64,
    /// When it was changed last.
    pub updated: i64,
}

/// A state machine.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Machine {
    /// Its ARN.
    pub arn: String,
    /// Its name.
    pub name: String,
    /// Whether it is EXPRESS.
    pub express: bool,
    /// When it was made.
    pub created: i64,
    /// When it was changed last.
    pub updated: i64,
    /// The current revision; `None` until the first change.
    pub revision: Option<String>,
    /// The current configuration.
    pub configuration: Configuration,
    /// `publish` and `versionDescription` of its creation, which a repeated creation must repeat.
    pub published_at_creation: (bool, Option<String>),
    /// The number of the last version ever published.
    pub last_version: u64,
    /// Its versions, the oldest first.
    pub versions: Vec<Version>,
    /// Its aliases, by name.
    pub aliases: BTreeMap<String, Alias>,
    /// Its tags.
    pub tags: IndexMap<String, String>,
}

impl Machine {
    /// `STANDARD` or `EXPRESS`.
    pub fn kind(&self) -> &'static str {
        if self.express { "EXPRESS" } else { "STANDARD" }
    }

    /// The ARN of one of its versions.
    pub fn version_arn(&self, number: u64) -> String {
        format!("{}:{number}", self.arn)
    }

    /// The version with this number.
    pub fn version(&self, number: &str) -> Option<&Version> {
        self.versions.iter().find(|v| v.number.to_string() == number)
    }

    /// Publishes the current revision; a revision that is published already keeps its version.
    pub fn publish(&mut self, description: Option<String>, now: i64) -> &Version {
        let at = match self.versions.iter().position(|v| v.revision == self.revision) {
            Some(at) => at,
            None => {
                self.last_version += 1;
                self.versions.push(Version {
                    number: self.last_version,
                    created: now,
                    description,
                    revision: self.revision.clone(),
                    configuration: self.configuration.clone(),
                });
                self.versions.len() - 1
            }
        };
        &self.versions[at]
    }
}

/// An activity.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Activity {
    /// Its ARN.
    pub arn: String,
    /// Its name.
    pub name: String,
    /// When it was made.
    pub created: i64,
    /// Its tags.
    pub tags: IndexMap<String, String>,
}

/// All of them, in memory and in the store.
pub struct Registry {
    machines_table: Table,
    activities_table: Table,
    state: Mutex<State>,
    plans: Mutex<HashMap<Arc<str>, Arc<Plan>>>,
}

/// How many compiled definitions are kept at hand.
const PLANS: usize = 256;

#[derive(Default)]
struct State {
    machines: BTreeMap<String, Machine>,
    activities: BTreeMap<String, Activity>,
}

fn load<T: DeserializeOwned>(table: &Table) -> Result<BTreeMap<String, T>, ApiError> {
    let rows = table.scan("")?;
    rows.into_iter()
        .map(|(key, document)| match serde_json::from_value(document) {
            Ok(value) => Ok((key, value)),
            Err(error) => Err(ApiError::internal(format!("{key} can't be read: {error}"))),
        })
        .collect()
}

impl Registry {
    /// The registry that the store holds.
    pub fn open(store: &Store) -> Result<Self, ApiError> {
        let machines_table = store.table("state-machines");
        let activities_table = store.table("activities");
        let state =
            State { machines: load(&machines_table)?, activities: load(&activities_table)? };
        Ok(Self {
            machines_table,
            activities_table,
            state: Mutex::new(state),
            plans: Mutex::default(),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state machine with this ARN (without a qualifier).
    pub fn machine(&self, arn: &str) -> Option<Machine> {
        self.state().machines.get(arn).cloned()
    }

    /// All state machines, in the order of their ARNs.
    pub fn machines(&self) -> Vec<Machine> {
        self.state().machines.values().cloned().collect()
    }

    /// Adds a state machine. `change` sees the one that is there, if any, and says what to do:
    /// `Some` is written, `None` leaves everything as it is.
    pub fn change_machine<T>(
        &self,
        arn: &str,
        change: impl FnOnce(Option<Machine>) -> Result<(Option<Machine>, T), ApiError>,
    ) -> Result<T, ApiError> {
        let mut state = self.state();
        let (changed, answer) = change(state.machines.get(arn).cloned())?;
        if let Some(machine) = changed {
            let document =
                serde_json::to_value(&machine).map_err(|e| ApiError::internal(e.to_string()))?;
            self.machines_table.put(arn, &document)?;
            state.machines.insert(arn.to_owned(), machine);
        }
        Ok(answer)
    }

    /// Removes a state machine; what is not there is fine.
    pub fn remove_machine(&self, arn: &str) -> Result<(), ApiError> {
        let mut state = self.state();
        self.machines_table.delete(arn)?;
        state.machines.remove(arn);
        Ok(())
    }

    /// The activity with this ARN.
    pub fn activity(&self, arn: &str) -> Option<Activity> {
        self.state().activities.get(arn).cloned()
    }

    /// All activities, in the order of their ARNs.
    pub fn activities(&self) -> Vec<Activity> {
        self.state().activities.values().cloned().collect()
    }

    /// Writes an activity.
    pub fn put_activity(&self, activity: Activity) -> Result<(), ApiError> {
        let mut state = self.state();
        let document =
            serde_json::to_value(&activity).map_err(|e| ApiError::internal(e.to_string()))?;
        self.activities_table.put(&activity.arn, &document)?;
        state.activities.insert(activity.arn.clone(), activity);
        Ok(())
    }

    /// Removes an activity; what is not there is fine.
    pub fn remove_activity(&self, arn: &str) -> Result<(), ApiError> {
        let mut state = self.state();
        self.activities_table.delete(arn)?;
        state.activities.remove(arn);
        Ok(())
    }

    /// The compiled definition.
    pub fn plan(&self, definition: &Arc<str>) -> Result<Arc<Plan>, ApiError> {
        let plans = || self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(plan) = plans().get(definition) {
            return Ok(Arc::clone(plan));
        }
        let plan = Arc::new(definition::compile(definition)?);
        let mut plans = plans();
        if plans.len() >= PLANS {
            plans.clear();
        }
        plans.insert(Arc::clone(definition), Arc::clone(&plan));
        Ok(plan)
    }

    /// What the engine runs for a configuration of `machine`, asked for by a version or an alias.
    pub fn runnable(
        &self,
        machine: &Machine,
        qualified_arn: Option<String>,
        configuration: &Configuration,
    ) -> Result<StateMachineRef, ApiError> {
        Ok(StateMachineRef {
            arn: machine.arn.clone(),
            qualified_arn,
            name: machine.name.clone(),
            role_arn: configuration.role_arn.clone(),
            execution_type: if machine.express {
                ExecutionType::Express
            } else {
                ExecutionType::Standard
            },
            plan: self.plan(&configuration.definition)?,
            definition: Arc::clone(&configuration.definition),
        })
    }
}
