//! Versions and aliases of state machines.

use super::machines::no_such_machine;
use super::registry::{Alias, Machine};
use super::{Api, arn, paging::List, time};
use crate::model::sfn::*;
use crate::protocol::ApiError;

/// The revision of a state machine that was never updated
/// (<https://docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html>).
const INITIAL: &str = "INITIAL";

fn conflict(message: impl Into<String>) -> ApiError {
    ApiError::new("ConflictException", message)
}

fn not_found(arn: &str) -> ApiError {
    ApiError::new(
        "ResourceNotFound",
        format!("Request references a resource that does not exist: '{arn}'"),
    )
}

/// The routes of a request: version numbers of one state machine, with weights.
fn routes(list: &[RoutingConfigurationListItem]) -> Result<(String, Vec<(u64, i64)>), ApiError> {
    let refused = |why: &str, received: Vec<String>| {
        ApiError::validation(format!("{why} Received: [{}]", received.join(", ")))
    };
    let arns = || list.iter().map(|route| route.state_machine_version_arn.clone()).collect();
    let mut machine: Option<String> = None;
    let mut routes: Vec<(u64, i64)> = Vec::new();
    for route in list {
        let (bare, qualifier) = arn::split_qualifier(&route.state_machine_version_arn)?;
        let number = qualifier.and_then(|q| q.parse().ok()).ok_or_else(|| {
            refused("Routing configuration must contain state machine version ARNs.", arns())
        })?;
        if machine.get_or_insert_with(|| bare.clone()) != &bare {
            return Err(refused(
                "Routing configuration must contain versions of one state machine.",
                arns(),
            ));
        }
        if routes.iter().any(|(there, _)| *there == number) {
            return Err(refused(
                "Routing configuration must contain distinct state machine version ARNs.",
                arns(),
            ));
        }
        routes.push((number, route.weight));
    }
    if routes.iter().map(|(_, weight)| weight).sum::<i64>() != 100 {
        let weights = routes.iter().map(|(_, weight)| weight.to_string()).collect();
        return Err(refused("Sum of routing configuration weights must equal 100.", weights));
    }
    // The model asks for one route at least.
    Ok((machine.unwrap_or_default(), routes))
}

fn check_routes(machine: &Machine, routes: &[(u64, i64)]) -> Result<(), ApiError> {
    match routes.iter().find(|(n, _)| machine.version(&n.to_string()).is_none()) {
        None => Ok(()),
        Some((number, _)) => Err(not_found(&machine.version_arn(*number))),
    }
}

impl Api {
    /// The state machine and the alias that an alias's ARN names.
    fn alias_parts(&self, asked: &str) -> Result<(String, String), ApiError> {
        match arn::split_qualifier(asked)? {
            (machine, Some(alias)) => Ok((machine, alias)),
            _ => Err(arn::invalid(&format!("Invalid ARN: {asked}"))),
        }
    }

    pub(super) async fn publish_state_machine_version(
        &self,
        request: PublishStateMachineVersionInput,
    ) -> Result<PublishStateMachineVersionOutput, ApiError> {
        let arn = request.state_machine_arn;
        arn::expect(&arn, "stateMachine")?;
        let now = self.now();
        self.registry.change_machine(&arn, |there| {
            let mut machine = there.ok_or_else(|| no_such_machine(&arn))?;
            let current = machine.revision.as_deref().unwrap_or(INITIAL);
            if let Some(wanted) = request.revision_id.filter(|wanted| wanted != current) {
                return Err(conflict(format!(
                    "Failed to publish the State Machine version for revision {wanted}. The current State Machine revision is {current}."
                )));
            }
            let version = machine.publish(request.description, now);
            let (number, created) = (version.number, version.created);
            let answer = PublishStateMachineVersionOutput {
                creation_date: time(created),
                state_machine_version_arn: machine.version_arn(number),
            };
            Ok((Some(machine), answer))
        })
    }

    pub(super) async fn delete_state_machine_version(
        &self,
        request: DeleteStateMachineVersionInput,
    ) -> Result<DeleteStateMachineVersionOutput, ApiError> {
        let (bare, number) = self.alias_parts(&request.state_machine_version_arn)?;
        self.registry.change_machine(&bare, |there| {
            let Some(mut machine) = there else { return Ok((None, ())) };
            let users: Vec<&str> = machine
                .aliases
                .values()
                .filter(|alias| alias.routes.iter().any(|(n, _)| n.to_string() == number))
                .map(|alias| alias.name.as_str())
                .collect();
            if !users.is_empty() {
                return Err(conflict(format!(
                    "Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [{}]",
                    users.join(", ")
                )));
            }
            machine.versions.retain(|version| version.number.to_string() != number);
            Ok((Some(machine), ()))
        })?;
        Ok(DeleteStateMachineVersionOutput {})
    }

    pub(super) async fn list_state_machine_versions(
        &self,
        request: ListStateMachineVersionsInput,
    ) -> Result<ListStateMachineVersionsOutput, ApiError> {
        let arn = request.state_machine_arn;
        arn::expect(&arn, "stateMachine")?;
        let token = request.next_token.as_deref();
        let list = List::new("ListStateMachineVersions", &arn, request.max_results, 100, token)?;
        // AWS answers for a state machine that is not there with an empty list.
        let machine = self.registry.machine(&arn);
        let all = machine.iter().flat_map(|m| m.versions.iter().rev().map(move |v| (m, v)));
        let items = all.map(|(machine, version)| StateMachineVersionListItem {
            state_machine_version_arn: machine.version_arn(version.number),
            creation_date: time(version.created),
        });
        let (state_machine_versions, next_token) = list.page(items.collect())?;
        Ok(ListStateMachineVersionsOutput { state_machine_versions, next_token })
    }

    pub(super) async fn create_state_machine_alias(
        &self,
        request: CreateStateMachineAliasInput,
    ) -> Result<CreateStateMachineAliasOutput, ApiError> {
        let (bare, routes) = routes(&request.routing_configuration)?;
        let first = &request.routing_configuration[0].state_machine_version_arn;
        let now = self.now();
        self.registry.change_machine(&bare, |there| {
            let mut machine = there.ok_or_else(|| not_found(first))?;
            check_routes(&machine, &routes)?;
            let answer = |alias: &Alias| CreateStateMachineAliasOutput {
                state_machine_alias_arn: format!("{bare}:{}", alias.name),
                creation_date: time(alias.created),
            };
            if let Some(alias) = machine.aliases.get(&request.name) {
                if alias.description == request.description && alias.routes == routes {
                    let answer = answer(alias);
                    return Ok((None, answer));
                }
                return Err(conflict(
                    "Failed to create alias because an alias with the same name and a different routing configuration already exists.",
                ));
            }
            let alias = Alias {
                name: request.name.clone(),
                description: request.description,
                routes,
                created: now,
                updated: now,
            };
            let answer = answer(&alias);
            machine.aliases.insert(request.name, alias);
            Ok((Some(machine), answer))
        })
    }

    pub(super) async fn update_state_machine_alias(
        &self,
        request: UpdateStateMachineAliasInput,
    ) -> Result<UpdateStateMachineAliasOutput, ApiError> {
        let asked = request.state_machine_alias_arn;
        let (bare, name) = self.alias_parts(&asked)?;
        if request.description.is_none() && request.routing_configuration.is_none() {
            return Err(ApiError::validation(
                "Either the description or the RoutingConfiguration must be specified",
            ));
        }
        let routes = request.routing_configuration.as_deref().map(routes).transpose()?;
        let now = self.now();
        self.registry.change_machine(&bare, |there| {
            let mut machine = there.ok_or_else(|| not_found(&asked))?;
            if let Some((of, routes)) = &routes {
                if *of != bare {
                    return Err(ApiError::validation(
                        "Routing configuration must contain versions of the alias's state machine.",
                    ));
                }
                check_routes(&machine, routes)?;
            }
            let alias = machine.aliases.get_mut(&name).ok_or_else(|| not_found(&asked))?;
            if let Some((_, routes)) = routes {
                alias.routes = routes;
            }
            if let Some(description) = request.description {
                alias.description = Some(description);
            }
            alias.updated = now;
            Ok((Some(machine), UpdateStateMachineAliasOutput { update_date: time(now) }))
        })
    }

    pub(super) async fn describe_state_machine_alias(
        &self,
        request: DescribeStateMachineAliasInput,
    ) -> Result<DescribeStateMachineAliasOutput, ApiError> {
        let asked = request.state_machine_alias_arn;
        let (bare, name) = self.alias_parts(&asked)?;
        let machine = self.registry.machine(&bare).ok_or_else(|| not_found(&asked))?;
        let alias = machine.aliases.get(&name).ok_or_else(|| not_found(&asked))?;
        let routes = alias.routes.iter().map(|(number, weight)| RoutingConfigurationListItem {
            state_machine_version_arn: machine.version_arn(*number),
            weight: *weight,
        });
        Ok(DescribeStateMachineAliasOutput {
            name: Some(name.clone()),
            description: alias.description.clone(),
            routing_configuration: Some(routes.collect()),
            creation_date: Some(time(alias.created)),
            update_date: Some(time(alias.updated)),
            state_machine_alias_arn: Some(asked),
        })
    }

    pub(super) async fn delete_state_machine_alias(
        &self,
        request: DeleteStateMachineAliasInput,
    ) -> Result<DeleteStateMachineAliasOutput, ApiError> {
        let (bare, name) = self.alias_parts(&request.state_machine_alias_arn)?;
        self.registry.change_machine(&bare, |there| {
            let Some(mut machine) = there else { return Ok((None, ())) };
            machine.aliases.remove(&name);
            Ok((Some(machine), ()))
        })?;
        Ok(DeleteStateMachineAliasOutput {})
    }

    pub(super) async fn list_state_machine_aliases(
        &self,
        request: ListStateMachineAliasesInput,
    ) -> Result<ListStateMachineAliasesOutput, ApiError> {
        let arn = request.state_machine_arn;
        let token = request.next_token.as_deref();
        let list = List::new("ListStateMachineAliases", &arn, request.max_results, 100, token)?;
        let (bare, number) = arn::split_qualifier(&arn)?;
        let machine = self.registry.machine(&bare).ok_or_else(|| not_found(&arn))?;
        let number = number.and_then(|n| n.parse::<u64>().ok());
        let mut all: Vec<&Alias> = machine
            .aliases
            .values()
            .filter(|a| number.is_none_or(|n| a.routes.iter().any(|(route, _)| *route == n)))
            .collect();
        all.sort_by_key(|alias| alias.created);
        let items = all.into_iter().map(|alias| StateMachineAliasListItem {
            state_machine_alias_arn: format!("{bare}:{}", alias.name),
            creation_date: time(alias.created),
        });
        let (state_machine_aliases, next_token) = list.page(items.collect())?;
        Ok(ListStateMachineAliasesOutput { state_machine_aliases, next_token })
    }
}
