//! Tags of log groups, in both generations of the API.

use indexmap::IndexMap;
use serde_json::Value;

use super::{Api, invalid, not_found};
use crate::model::logs::*;
use crate::protocol::ApiError;

/// The most tags that a log group has.
const MAX: usize = 50;

/// Sets tags; a later one replaces an earlier one of its key.
pub(super) fn set(
    all: &mut IndexMap<String, String>,
    tags: IndexMap<String, String>,
) -> Result<(), ApiError> {
    all.extend(tags);
    if all.len() > MAX {
        return Err(invalid(format!("A resource has at most {MAX} tags")));
    }
    Ok(())
}

impl Api {
    fn tagged(&self, arn: &str) -> Result<String, ApiError> {
        self.name_in(arn).ok_or_else(not_found)
    }

    fn untag(&self, name: &str, keys: &[String]) -> Result<Value, ApiError> {
        self.change(name, |stored| {
            stored.tags.retain(|key, _| !keys.contains(key));
            Ok(())
        })
    }

    pub(super) async fn tag_resource(
        &self,
        request: TagResourceRequest,
    ) -> Result<Value, ApiError> {
        let name = self.tagged(&request.resource_arn)?;
        self.change(&name, |stored| set(&mut stored.tags, request.tags))
    }

    pub(super) async fn tag_log_group(
        &self,
        request: TagLogGroupRequest,
    ) -> Result<Value, ApiError> {
        self.change(&request.log_group_name, |stored| set(&mut stored.tags, request.tags))
    }

    pub(super) async fn untag_resource(
        &self,
        request: UntagResourceRequest,
    ) -> Result<Value, ApiError> {
        self.untag(&self.tagged(&request.resource_arn)?, &request.tag_keys)
    }

    pub(super) async fn untag_log_group(
        &self,
        request: UntagLogGroupRequest,
    ) -> Result<Value, ApiError> {
        self.untag(&request.log_group_name, &request.tags)
    }

    pub(super) async fn list_tags_for_resource(
        &self,
        request: ListTagsForResourceRequest,
    ) -> Result<ListTagsForResourceResponse, ApiError> {
        let group = self.group(&self.tagged(&request.resource_arn)?)?;
        Ok(ListTagsForResourceResponse { tags: Some(group.tags) })
    }

    pub(super) async fn list_tags_log_group(
        &self,
        request: ListTagsLogGroupRequest,
    ) -> Result<ListTagsLogGroupResponse, ApiError> {
        Ok(ListTagsLogGroupResponse { tags: Some(self.group(&request.log_group_name)?.tags) })
    }
}
