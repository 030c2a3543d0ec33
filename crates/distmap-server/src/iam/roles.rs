//! Roles with their tags.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Api, check_document, conflict, escaped, no_such_entity, page, parse, read, set_tags, write,
};
use crate::model::iam::*;
use crate::protocol::ApiError;

/// A role as the store has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Stored {
    /// What is told of it, its trust policy as it was sent.
    role: Role,
    /// Its inline policies, by name.
    pub policies: BTreeMap<String, String>,
    /// The names of the policies that are attached to it, by ARN.
    pub attached: BTreeMap<String, String>,
}

impl Stored {
    fn told(self) -> Role {
        let document = self.role.assume_role_policy_document.as_deref().map(escaped);
        Role { assume_role_policy_document: document, ..self.role }
    }

    fn tags(&mut self) -> &mut Vec<Tag> {
        self.role.tags.get_or_insert_default()
    }
}

/// Names that differ in their case alone are one.
fn key(name: &str) -> String {
    name.to_ascii_lowercase()
}

impl Api {
    pub(super) fn role(&self, name: &str) -> Result<Stored, ApiError> {
        read(&self.roles, &key(name))?
            .ok_or_else(|| no_such_entity(format!("The role with name {name} cannot be found.")))
    }

    /// Changes a role.
    pub(super) fn change_role(
        &self,
        name: &str,
        change: impl FnOnce(&mut Stored) -> Result<(), ApiError>,
    ) -> Result<Value, ApiError> {
        let _changing = self.changing();
        let mut stored = self.role(name)?;
        change(&mut stored)?;
        write(&self.roles, &key(name), &stored)?;
        Ok(json!({}))
    }

    pub(super) fn all_roles(&self) -> Result<Vec<Stored>, ApiError> {
        self.roles.scan("")?.into_iter().map(|(_, role)| parse(role)).collect()
    }

    pub(super) async fn create_role(
        &self,
        request: CreateRoleRequest,
    ) -> Result<CreateRoleResponse, ApiError> {
        check_document(&request.assume_role_policy_document)?;
        let _changing = self.changing();
        let name = request.role_name;
        if self.roles.get(&key(&name))?.is_some() {
            let message = format!("Role with name {name} already exists.");
            return Err(conflict("EntityAlreadyExists", message));
        }
        let path = request.path.unwrap_or_else(|| "/".to_owned());
        let mut stored = Stored {
            role: Role {
                arn: self.arn("role", &path, &name),
                path,
                role_name: name.clone(),
                role_id: self.unique_id("AROA"),
                create_date: self.now(),
                assume_role_policy_document: Some(request.assume_role_policy_document),
                description: request.description,
                max_session_duration: Some(request.max_session_duration.unwrap_or(3_600)),
                permissions_boundary: request.permissions_boundary.map(|arn| {
                    AttachedPermissionsBoundary {
                        permissions_boundary_type: Some("Policy".to_owned()),
                        permissions_boundary_arn: Some(arn),
                    }
                }),
                ..Role::default()
            },
            policies: BTreeMap::new(),
            attached: BTreeMap::new(),
        };
        if let Some(tags) = request.tags {
            set_tags(stored.tags(), tags)?;
        }
        write(&self.roles, &key(&name), &stored)?;
        Ok(CreateRoleResponse { role: stored.told() })
    }

    pub(super) async fn get_role(
        &self,
        request: GetRoleRequest,
    ) -> Result<GetRoleResponse, ApiError> {
        let stored = self.role(&request.role_name)?;
        // Lists leave it out, as on AWS; nobody ever uses a role here.
        let role = Role { role_last_used: Some(RoleLastUsed::default()), ..stored.told() };
        Ok(GetRoleResponse { role })
    }

    pub(super) async fn list_roles(
        &self,
        request: ListRolesRequest,
    ) -> Result<ListRolesResponse, ApiError> {
        let prefix = request.path_prefix.unwrap_or_else(|| "/".to_owned());
        let roles = self.all_roles()?.into_iter().map(Stored::told);
        // Lists leave out tags and boundaries, as on AWS.
        let roles = roles
            .filter(|role| role.path.starts_with(&prefix))
            .map(|role| Role { tags: None, permissions_boundary: None, ..role })
            .collect();
        let (roles, is_truncated, marker) =
            page(roles, request.marker.as_deref(), request.max_items)?;
        Ok(ListRolesResponse { roles, is_truncated, marker })
    }

    pub(super) async fn update_role(&self, request: UpdateRoleRequest) -> Result<Value, ApiError> {
        self.change_role(&request.role_name, |stored| {
            if let Some(description) = request.description {
                stored.role.description = Some(description);
            }
            if let Some(seconds) = request.max_session_duration {
                stored.role.max_session_duration = Some(seconds);
            }
            Ok(())
        })
    }

    pub(super) async fn update_assume_role_policy(
        &self,
        request: UpdateAssumeRolePolicyRequest,
    ) -> Result<Value, ApiError> {
        check_document(&request.policy_document)?;
        self.change_role(&request.role_name, |stored| {
            stored.role.assume_role_policy_document = Some(request.policy_document);
            Ok(())
        })
    }

    pub(super) async fn delete_role(&self, request: DeleteRoleRequest) -> Result<Value, ApiError> {
        let _changing = self.changing();
        let stored = self.role(&request.role_name)?;
        let in_the_way = match (stored.attached.is_empty(), stored.policies.is_empty()) {
            (false, _) => Some("Cannot delete entity, must detach all policies first."),
            (true, false) => Some("Cannot delete entity, must delete policies first."),
            (true, true) => None,
        };
        if let Some(message) = in_the_way {
            return Err(conflict("DeleteConflict", message));
        }
        self.roles.delete(&key(&request.role_name))?;
        Ok(json!({}))
    }

    pub(super) async fn list_instance_profiles_for_role(
        &self,
        request: ListInstanceProfilesForRoleRequest,
    ) -> Result<ListInstanceProfilesForRoleResponse, ApiError> {
        self.role(&request.role_name)?;
        // There are no machines here that a role could be given to.
        Ok(ListInstanceProfilesForRoleResponse {
            is_truncated: Some(false),
            ..ListInstanceProfilesForRoleResponse::default()
        })
    }

    pub(super) async fn tag_role(&self, request: TagRoleRequest) -> Result<Value, ApiError> {
        self.change_role(&request.role_name, |stored| set_tags(stored.tags(), request.tags))
    }

    pub(super) async fn untag_role(&self, request: UntagRoleRequest) -> Result<Value, ApiError> {
        self.change_role(&request.role_name, |stored| {
            stored.tags().retain(|tag| !request.tag_keys.contains(&tag.key));
            Ok(())
        })
    }

    pub(super) async fn list_role_tags(
        &self,
        request: ListRoleTagsRequest,
    ) -> Result<ListRoleTagsResponse, ApiError> {
        let mut stored = self.role(&request.role_name)?;
        let tags = std::mem::take(stored.tags());
        let (tags, is_truncated, marker) =
            page(tags, request.marker.as_deref(), request.max_items)?;
        Ok(ListRoleTagsResponse { tags, is_truncated, marker })
    }
}
