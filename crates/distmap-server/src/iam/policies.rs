//! Policies of their own, which are attached to roles. They have one version.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Api, check_document, conflict, escaped, no_such_entity, page, read, set_tags, write};
use crate::model::iam::*;
use crate::protocol::ApiError;

/// The only version of a policy.
const VERSION: &str = "v1";

/// A policy as the store has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Stored {
    policy: Policy,
    document: String,
}

impl Stored {
    /// Its version, with its document where that is asked for.
    fn version(&self, with_document: bool) -> PolicyVersion {
        PolicyVersion {
            document: with_document.then(|| escaped(&self.document)),
            version_id: Some(VERSION.to_owned()),
            is_default_version: Some(true),
            create_date: self.policy.create_date,
        }
    }
}

impl Api {
    fn policy(&self, arn: &str) -> Result<Stored, ApiError> {
        read(&self.policies, arn)?
            .ok_or_else(|| no_such_entity(format!("Policy {arn} was not found.")))
    }

    /// The name of a policy that can be attached. AWS's own ones are taken by their word.
    pub(super) fn attachable(&self, arn: &str) -> Result<String, ApiError> {
        let aws_name = arn.strip_prefix("arn:aws:iam::aws:policy/");
        if let Some(name) = aws_name.and_then(|path| path.rsplit('/').next()) {
            return Ok(name.to_owned());
        }
        let missing =
            || no_such_entity(format!("Policy {arn} does not exist or is not attachable."));
        let stored: Stored = read(&self.policies, arn)?.ok_or_else(missing)?;
        Ok(stored.policy.policy_name.unwrap_or_default())
    }

    /// How many roles a policy is attached to.
    fn attachments(&self, arn: &str) -> Result<i64, ApiError> {
        let roles = self.all_roles()?;
        Ok(roles.iter().filter(|role| role.attached.contains_key(arn)).count() as i64)
    }

    pub(super) async fn create_policy(
        &self,
        request: CreatePolicyRequest,
    ) -> Result<CreatePolicyResponse, ApiError> {
        check_document(&request.policy_document)?;
        let _changing = self.changing();
        let (name, path) = (request.policy_name, request.path.unwrap_or_else(|| "/".to_owned()));
        let arn = self.arn("policy", &path, &name);
        if self.policies.get(&arn)?.is_some() {
            let message =
                format!("A policy called {name} already exists. Duplicate names are not allowed.");
            return Err(conflict("EntityAlreadyExists", message));
        }
        let mut tags = Vec::new();
        set_tags(&mut tags, request.tags.unwrap_or_default())?;
        let now = Some(self.now());
        let policy = Policy {
            policy_name: Some(name),
            policy_id: Some(self.unique_id("ANPA")),
            arn: Some(arn.clone()),
            path: Some(path),
            default_version_id: Some(VERSION.to_owned()),
            attachment_count: Some(0),
            permissions_boundary_usage_count: Some(0),
            is_attachable: Some(true),
            description: request.description,
            create_date: now,
            update_date: now,
            tags: Some(tags),
        };
        let stored = Stored { policy, document: request.policy_document };
        write(&self.policies, &arn, &stored)?;
        // The description is told by GetPolicy alone, as on AWS.
        let policy = Policy { description: None, ..stored.policy };
        Ok(CreatePolicyResponse { policy: Some(policy) })
    }

    pub(super) async fn get_policy(
        &self,
        request: GetPolicyRequest,
    ) -> Result<GetPolicyResponse, ApiError> {
        let stored = self.policy(&request.policy_arn)?;
        let attachment_count = Some(self.attachments(&request.policy_arn)?);
        Ok(GetPolicyResponse { policy: Some(Policy { attachment_count, ..stored.policy }) })
    }

    pub(super) async fn get_policy_version(
        &self,
        request: GetPolicyVersionRequest,
    ) -> Result<GetPolicyVersionResponse, ApiError> {
        let stored = self.policy(&request.policy_arn)?;
        if request.version_id != VERSION {
            let (arn, version) = (request.policy_arn, request.version_id);
            let message =
                format!("Policy {arn} version {version} does not exist or is not attachable.");
            return Err(no_such_entity(message));
        }
        Ok(GetPolicyVersionResponse { policy_version: Some(stored.version(true)) })
    }

    pub(super) async fn list_policy_versions(
        &self,
        request: ListPolicyVersionsRequest,
    ) -> Result<ListPolicyVersionsResponse, ApiError> {
        let versions = vec![self.policy(&request.policy_arn)?.version(false)];
        let (versions, is_truncated, marker) =
            page(versions, request.marker.as_deref(), request.max_items)?;
        Ok(ListPolicyVersionsResponse { versions: Some(versions), is_truncated, marker })
    }

    pub(super) async fn delete_policy(
        &self,
        request: DeletePolicyRequest,
    ) -> Result<Value, ApiError> {
        let _changing = self.changing();
        let arn = request.policy_arn;
        self.policy(&arn)?;
        if self.attachments(&arn)? > 0 {
            let message = "Cannot delete a policy attached to entities.";
            return Err(conflict("DeleteConflict", message));
        }
        self.policies.delete(&arn)?;
        Ok(json!({}))
    }
}
