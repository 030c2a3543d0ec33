//! The policies of roles: inline ones, and those that are attached.

use serde_json::Value;

use super::{Api, check_document, escaped, no_such_entity, page};
use crate::model::iam::*;
use crate::protocol::ApiError;

fn no_policy(name: &str) -> ApiError {
    no_such_entity(format!("The role policy with name {name} cannot be found."))
}

impl Api {
    pub(super) async fn put_role_policy(
        &self,
        request: PutRolePolicyRequest,
    ) -> Result<Value, ApiError> {
        check_document(&request.policy_document)?;
        self.change_role(&request.role_name, |stored| {
            stored.policies.insert(request.policy_name, request.policy_document);
            Ok(())
        })
    }

    pub(super) async fn get_role_policy(
        &self,
        request: GetRolePolicyRequest,
    ) -> Result<GetRolePolicyResponse, ApiError> {
        let stored = self.role(&request.role_name)?;
        let document = stored.policies.get(&request.policy_name);
        Ok(GetRolePolicyResponse {
            policy_document: escaped(document.ok_or_else(|| no_policy(&request.policy_name))?),
            role_name: request.role_name,
            policy_name: request.policy_name,
        })
    }

    pub(super) async fn list_role_policies(
        &self,
        request: ListRolePoliciesRequest,
    ) -> Result<ListRolePoliciesResponse, ApiError> {
        let names = self.role(&request.role_name)?.policies.into_keys().collect();
        let (policy_names, is_truncated, marker) =
            page(names, request.marker.as_deref(), request.max_items)?;
        Ok(ListRolePoliciesResponse { policy_names, is_truncated, marker })
    }

    pub(super) async fn delete_role_policy(
        &self,
        request: DeleteRolePolicyRequest,
    ) -> Result<Value, ApiError> {
        let name = request.policy_name;
        self.change_role(&request.role_name, |stored| {
            stored.policies.remove(&name).map(drop).ok_or_else(|| no_policy(&name))
        })
    }

    pub(super) async fn attach_role_policy(
        &self,
        request: AttachRolePolicyRequest,
    ) -> Result<Value, ApiError> {
        let arn = request.policy_arn;
        let name = self.attachable(&arn)?;
        self.change_role(&request.role_name, |stored| {
            stored.attached.insert(arn, name);
            Ok(())
        })
    }

    pub(super) async fn detach_role_policy(
        &self,
        request: DetachRolePolicyRequest,
    ) -> Result<Value, ApiError> {
        let arn = request.policy_arn;
        self.change_role(&request.role_name, |stored| {
            let missing = || no_such_entity(format!("Policy {arn} was not found."));
            stored.attached.remove(&arn).map(drop).ok_or_else(missing)
        })
    }

    pub(super) async fn list_attached_role_policies(
        &self,
        request: ListAttachedRolePoliciesRequest,
    ) -> Result<ListAttachedRolePoliciesResponse, ApiError> {
        let attached = self.role(&request.role_name)?.attached.into_iter();
        let attached = attached
            .map(|(arn, name)| AttachedPolicy { policy_name: Some(name), policy_arn: Some(arn) });
        let (attached, is_truncated, marker) =
            page(attached.collect(), request.marker.as_deref(), request.max_items)?;
        let attached_policies = Some(attached);
        Ok(ListAttachedRolePoliciesResponse { attached_policies, is_truncated, marker })
    }
}
