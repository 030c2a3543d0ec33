//! State machines: create, update, describe, delete, list, validate.

use std::sync::Arc;

use distmap_asl::{ExecutionType, Severity};
use indexmap::IndexMap;

use super::registry::{Configuration, Machine};
use super::{Api, arn, definition, paging::List, tags, time};
use crate::model::sfn::*;
use crate::protocol::ApiError;

/// `StateMachineDoesNotExist`.
pub fn no_such_machine(arn: &str) -> ApiError {
    ApiError::new("StateMachineDoesNotExist", format!("State Machine Does Not Exist: '{arn}'"))
}

pub fn execution_type(name: Option<&str>) -> ExecutionType {
    if name == Some("EXPRESS") { ExecutionType::Express } else { ExecutionType::Standard }
}

fn tracing(given: Option<&TracingConfiguration>) -> bool {
    given.and_then(|tracing| tracing.enabled).unwrap_or(false)
}

fn encryption(given: Option<EncryptionConfiguration>) -> EncryptionConfiguration {
    given.unwrap_or_else(|| EncryptionConfiguration {
        r#type: "AWS_OWNED_KEY".to_owned(),
        ..EncryptionConfiguration::default()
    })
}

fn check_description(publish: bool, description: Option<&String>) -> Result<(), ApiError> {
    if !publish && description.is_some() {
        let told = "Version description can only be set when publish is true";
        return Err(ApiError::validation(told));
    }
    Ok(())
}

impl Api {
    pub(super) async fn create_state_machine(
        &self,
        request: CreateStateMachineInput,
    ) -> Result<CreateStateMachineOutput, ApiError> {
        arn::check_name(&request.name)?;
        let publish = request.publish.unwrap_or(false);
        check_description(publish, request.version_description.as_ref())?;
        arn::check_role(&request.role_arn)?;
        let kind = execution_type(request.r#type.as_deref());
        definition::check(&request.definition, kind)?;
        let configuration = Configuration {
            definition: Arc::from(request.definition),
            role_arn: request.role_arn,
            logging: self.logging(request.logging_configuration)?,
            tracing: tracing(request.tracing_configuration.as_ref()),
            encryption: encryption(request.encryption_configuration),
        };
        self.registry.plan(&configuration.definition)?;
        let tags = tags::collect(request.tags.unwrap_or_default())?;
        let arn = self.arn(&format!("stateMachine:{}", request.name));
        let now = self.now();
        let machine = Machine {
            arn: arn.clone(),
            name: request.name,
            express: kind == ExecutionType::Express,
            created: now,
            updated: now,
            revision: None,
            configuration,
            published_at_creation: (publish, request.version_description.clone()),
            last_version: 0,
            versions: Vec::new(),
            aliases: Default::default(),
            tags,
        };
        self.registry.change_machine(&arn, |there| {
            if let Some(there) = there {
                return same_creation(&there, &machine).map(|answer| (None, answer));
            }
            let mut machine = machine;
            let version = publish
                .then(|| machine.publish(request.version_description, now).number)
                .map(|number| machine.version_arn(number));
            let answer = CreateStateMachineOutput {
                state_machine_arn: machine.arn.clone(),
                creation_date: time(now),
                state_machine_version_arn: version,
            };
            Ok((Some(machine), answer))
        })
    }

    pub(super) async fn update_state_machine(
        &self,
        request: UpdateStateMachineInput,
    ) -> Result<UpdateStateMachineOutput, ApiError> {
        let (bare, qualifier) = arn::split_qualifier(&request.state_machine_arn)?;
        if qualifier.is_some() {
            return Err(no_such_machine(&request.state_machine_arn));
        }
        let publish = request.publish.unwrap_or(false);
        if request.definition.is_none()
            && request.role_arn.is_none()
            && request.logging_configuration.is_none()
            && request.tracing_configuration.is_none()
            && request.encryption_configuration.is_none()
        {
            return Err(ApiError::new(
                "MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
            ));
        }
        check_description(publish, request.version_description.as_ref())?;
        let now = self.now();
        let revision = self.engine.new_id();
        self.registry.change_machine(&bare, |there| {
            let mut machine = there.ok_or_else(|| no_such_machine(&bare))?;
            let mut next = machine.configuration.clone();
            if let Some(text) = request.definition {
                definition::check(
                    &text,
                    if machine.express { ExecutionType::Express } else { ExecutionType::Standard },
                )?;
                next.definition = Arc::from(text);
                self.registry.plan(&next.definition)?;
            }
            if let Some(role) = request.role_arn {
                arn::check_role(&role)?;
                next.role_arn = role;
            }
            if request.logging_configuration.is_some() {
                next.logging = self.logging(request.logging_configuration)?;
            }
            if request.tracing_configuration.is_some() {
                next.tracing = tracing(request.tracing_configuration.as_ref());
            }
            if request.encryption_configuration.is_some() {
                next.encryption = encryption(request.encryption_configuration);
            }
            if next != machine.configuration {
                machine.configuration = next;
                machine.revision = Some(revision);
                machine.updated = now;
            }
            let version = publish
                .then(|| machine.publish(request.version_description, now).number)
                .map(|number| machine.version_arn(number));
            let answer = UpdateStateMachineOutput {
                update_date: time(now),
                revision_id: machine.revision.clone(),
                state_machine_version_arn: version,
            };
            Ok((Some(machine), answer))
        })
    }

    pub(super) async fn describe_state_machine(
        &self,
        request: DescribeStateMachineInput,
    ) -> Result<DescribeStateMachineOutput, ApiError> {
        let asked = request.state_machine_arn;
        let (bare, qualifier) = arn::split_qualifier(&asked)?;
        if let Some((parent, label)) = arn::split_label(&bare) {
            return self.describe_processor(parent, label, &asked);
        }
        let machine = self.registry.machine(&bare).ok_or_else(|| no_such_machine(&asked))?;
        let (configuration, revision, created, description) = match &qualifier {
            None => (&machine.configuration, machine.revision.clone(), machine.created, None),
            Some(number) => {
                let version = machine.version(number).ok_or_else(|| no_such_machine(&asked))?;
                let description = version.description.clone();
                (&version.configuration, version.revision.clone(), version.created, description)
            }
        };
        Ok(DescribeStateMachineOutput {
            name: machine.name.clone(),
            status: Some("ACTIVE".to_owned()),
            definition: configuration.definition.to_string(),
            role_arn: configuration.role_arn.clone(),
            r#type: machine.kind().to_owned(),
            creation_date: time(created),
            logging_configuration: Some(configuration.logging.clone()),
            tracing_configuration: Some(TracingConfiguration {
                enabled: Some(configuration.tracing),
            }),
            label: None,
            revision_id: revision,
            description,
            encryption_configuration: Some(configuration.encryption.clone()),
            variable_references: definition::variable_references(&configuration.definition),
            state_machine_arn: asked,
        })
    }

    /// What the children of a Map Run run: the ARN of their state machine ends in the label of the Map state.
    fn describe_processor(
        &self,
        parent: &str,
        label: &str,
        asked: &str,
    ) -> Result<DescribeStateMachineOutput, ApiError> {
        let machine = self.registry.machine(parent).ok_or_else(|| no_such_machine(asked))?;
        let configuration = &machine.configuration;
        let found = definition::processor(&configuration.definition, label);
        let (definition, kind) = found.ok_or_else(|| no_such_machine(asked))?;
        Ok(DescribeStateMachineOutput {
            state_machine_arn: asked.to_owned(),
            name: format!("{}/{label}", machine.name),
            status: Some("ACTIVE".to_owned()),
            variable_references: definition::variable_references(&definition),
            definition,
            role_arn: configuration.role_arn.clone(),
            r#type: kind,
            creation_date: time(machine.created),
            logging_configuration: Some(configuration.logging.clone()),
            tracing_configuration: Some(TracingConfiguration {
                enabled: Some(configuration.tracing),
            }),
            label: Some(label.to_owned()),
            revision_id: machine.revision.clone(),
            description: None,
            encryption_configuration: Some(configuration.encryption.clone()),
        })
    }

    pub(super) async fn delete_state_machine(
        &self,
        request: DeleteStateMachineInput,
    ) -> Result<DeleteStateMachineOutput, ApiError> {
        let (bare, qualifier) = arn::split_qualifier(&request.state_machine_arn)?;
        if qualifier.is_some() {
            return Err(arn::invalid(&format!("Invalid ARN: {}", request.state_machine_arn)));
        }
        if self.registry.machine(&bare).is_some() {
            self.stop_all(&bare);
            self.registry.remove_machine(&bare)?;
        }
        Ok(DeleteStateMachineOutput {})
    }

    pub(super) async fn list_state_machines(
        &self,
        request: ListStateMachinesInput,
    ) -> Result<ListStateMachinesOutput, ApiError> {
        let token = request.next_token.as_deref();
        let list = List::new("ListStateMachines", "", request.max_results, 100, token)?;
        let all = self.registry.machines().into_iter().map(|machine| StateMachineListItem {
            r#type: machine.kind().to_owned(),
            state_machine_arn: machine.arn,
            name: machine.name,
            creation_date: time(machine.created),
        });
        let (state_machines, next_token) = list.page(all.collect())?;
        Ok(ListStateMachinesOutput { state_machines, next_token })
    }

    pub(super) async fn validate_state_machine_definition(
        &self,
        request: ValidateStateMachineDefinitionInput,
    ) -> Result<ValidateStateMachineDefinitionOutput, ApiError> {
        let max =
            usize::try_from(request.max_results.filter(|n| *n > 0).unwrap_or(100)).unwrap_or(100);
        let warnings = request.severity.as_deref() == Some("WARNING");
        let kind = execution_type(request.r#type.as_deref());
        let found: Vec<_> = distmap_asl::validate(&request.definition, kind)
            .into_iter()
            .filter(|found| warnings || found.severity == Severity::Error)
            .collect();
        let failed = found.iter().any(|found| found.severity == Severity::Error);
        Ok(ValidateStateMachineDefinitionOutput {
            result: if failed { "FAIL" } else { "OK" }.to_owned(),
            truncated: Some(found.len() > max),
            diagnostics: found
                .into_iter()
                .take(max)
                .map(|found| ValidateStateMachineDefinitionDiagnostic {
                    severity: found.severity.to_string(),
                    location: found.location(),
                    code: found.code,
                    message: found.message,
                })
                .collect(),
        })
    }

    /// The description of the definition that an execution runs.
    pub(super) fn described_for(
        &self,
        machine_arn: &str,
        definition: &Arc<str>,
        role_arn: &str,
    ) -> Option<(Machine, Configuration, Option<String>)> {
        let machine = self.registry.machine(machine_arn)?;
        let same = |c: &Configuration| c.definition == *definition && c.role_arn == role_arn;
        let found = if same(&machine.configuration) {
            Some((machine.configuration.clone(), machine.revision.clone()))
        } else {
            let version = machine.versions.iter().find(|v| same(&v.configuration));
            version.map(|v| (v.configuration.clone(), v.revision.clone()))
        };
        let (configuration, revision) = found.unwrap_or_else(|| {
            let mut then = machine.configuration.clone();
            then.definition = Arc::clone(definition);
            then.role_arn = role_arn.to_owned();
            (then, None)
        });
        Some((machine, configuration, revision))
    }
}

/// The answer to a repeated creation, or `StateMachineAlreadyExists`. Role and tags may differ.
/// <https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html>
fn same_creation(there: &Machine, again: &Machine) -> Result<CreateStateMachineOutput, ApiError> {
    let (old, new) = (&there.configuration, &again.configuration);
    let same = old.definition == new.definition
        && there.express == again.express
        && old.logging == new.logging
        && old.tracing == new.tracing
        && old.encryption == new.encryption
        && there.published_at_creation == again.published_at_creation;
    if !same {
        return Err(ApiError::new(
            "StateMachineAlreadyExists",
            format!("State Machine Already Exists: '{}'", there.arn),
        ));
    }
    let version = there.versions.first().filter(|_| there.published_at_creation.0);
    Ok(CreateStateMachineOutput {
        state_machine_arn: there.arn.clone(),
        creation_date: time(there.created),
        state_machine_version_arn: version.map(|v| there.version_arn(v.number)),
    })
}

/// Tags as they are kept.
pub type Tags = IndexMap<String, String>;
