//! Tags of state machines and activities.

use super::machines::Tags;
use super::{Api, arn, arn::Resource};
use crate::model::sfn::*;
use crate::protocol::ApiError;

/// AWS's limit of tags on a resource.
const MAX: usize = 50;

/// Tags by key; a later one replaces an earlier one.
pub fn collect(tags: Vec<Tag>) -> Result<Tags, ApiError> {
    let mut all = Tags::new();
    add(&mut all, tags, "")?;
    Ok(all)
}

fn add(all: &mut Tags, tags: Vec<Tag>, arn: &str) -> Result<(), ApiError> {
    for tag in tags {
        all.insert(tag.key.unwrap_or_default(), tag.value.unwrap_or_default());
    }
    if all.len() > MAX {
        return Err(ApiError::new("TooManyTags", format!("Too Many Tags: '{arn}'")));
    }
    Ok(())
}

fn not_found(arn: &str) -> ApiError {
    ApiError::new("ResourceNotFound", format!("Resource not found: '{arn}'"))
}

/// Refuses an ARN of what has no tags: only state machines and activities have.
fn taggable(arn: &str) -> Result<Resource, ApiError> {
    match arn::parse(arn)? {
        resource @ (Resource::StateMachine { .. } | Resource::Activity) => Ok(resource),
        other => Err(arn::misplaced(&other)),
    }
}

impl Api {
    fn change_tags(
        &self,
        arn: &str,
        change: impl FnOnce(&mut Tags) -> Result<(), ApiError>,
    ) -> Result<(), ApiError> {
        if taggable(arn)? == Resource::Activity {
            let mut activity = self.registry.activity(arn).ok_or_else(|| not_found(arn))?;
            change(&mut activity.tags)?;
            return self.registry.put_activity(activity);
        }
        self.registry.change_machine(arn, |there| {
            let mut machine = there.ok_or_else(|| not_found(arn))?;
            change(&mut machine.tags)?;
            Ok((Some(machine), ()))
        })
    }

    pub(super) async fn tag_resource(
        &self,
        request: TagResourceInput,
    ) -> Result<TagResourceOutput, ApiError> {
        let arn = request.resource_arn;
        self.change_tags(&arn, |tags| add(tags, request.tags, &arn))?;
        Ok(TagResourceOutput {})
    }

    pub(super) async fn untag_resource(
        &self,
        request: UntagResourceInput,
    ) -> Result<UntagResourceOutput, ApiError> {
        self.change_tags(&request.resource_arn, |tags| {
            tags.retain(|key, _| !request.tag_keys.contains(key));
            Ok(())
        })?;
        Ok(UntagResourceOutput {})
    }

    pub(super) async fn list_tags_for_resource(
        &self,
        request: ListTagsForResourceInput,
    ) -> Result<ListTagsForResourceOutput, ApiError> {
        let arn = &request.resource_arn;
        let tags = match taggable(arn)? {
            Resource::Activity => self.registry.activity(arn).map(|activity| activity.tags),
            _ => self.registry.machine(arn).map(|machine| machine.tags),
        };
        let tags = tags.ok_or_else(|| not_found(arn))?;
        let list = tags.into_iter().map(|(key, value)| Tag { key: Some(key), value: Some(value) });
        Ok(ListTagsForResourceOutput { tags: Some(list.collect()) })
    }
}
