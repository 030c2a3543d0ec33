//! Activities.

use super::registry::Activity;
use super::{Api, arn, paging::List, tags, time};
use crate::model::sfn::*;
use crate::protocol::ApiError;

fn no_such_activity(arn: &str) -> ApiError {
    ApiError::new("ActivityDoesNotExist", format!("Activity Does Not Exist: '{arn}'"))
}

impl Api {
    pub(super) async fn create_activity(
        &self,
        request: CreateActivityInput,
    ) -> Result<CreateActivityOutput, ApiError> {
        arn::check_name(&request.name)?;
        let arn = self.arn(&format!("activity:{}", request.name));
        let created = match self.registry.activity(&arn) {
            Some(there) => there.created,
            None => {
                let created = self.now();
                let tags = tags::collect(request.tags.unwrap_or_default())?;
                let name = request.name;
                self.registry.put_activity(Activity { arn: arn.clone(), name, created, tags })?;
                created
            }
        };
        Ok(CreateActivityOutput { activity_arn: arn, creation_date: time(created) })
    }

    pub(super) fn activity(&self, arn: &str) -> Result<Activity, ApiError> {
        arn::expect(arn, "activity")?;
        self.registry.activity(arn).ok_or_else(|| no_such_activity(arn))
    }

    pub(super) async fn describe_activity(
        &self,
        request: DescribeActivityInput,
    ) -> Result<DescribeActivityOutput, ApiError> {
        let activity = self.activity(&request.activity_arn)?;
        Ok(DescribeActivityOutput {
            activity_arn: activity.arn,
            name: activity.name,
            creation_date: time(activity.created),
            encryption_configuration: Some(EncryptionConfiguration {
                r#type: "AWS_OWNED_KEY".to_owned(),
                ..EncryptionConfiguration::default()
            }),
        })
    }

    pub(super) async fn delete_activity(
        &self,
        request: DeleteActivityInput,
    ) -> Result<DeleteActivityOutput, ApiError> {
        arn::expect(&request.activity_arn, "activity")?;
        self.registry.remove_activity(&request.activity_arn)?;
        Ok(DeleteActivityOutput {})
    }

    pub(super) async fn list_activities(
        &self,
        request: ListActivitiesInput,
    ) -> Result<ListActivitiesOutput, ApiError> {
        let token = request.next_token.as_deref();
        let list = List::new("ListActivities", "", request.max_results, 100, token)?;
        let all = self.registry.activities().into_iter().map(|activity| ActivityListItem {
            activity_arn: activity.arn,
            name: activity.name,
            creation_date: time(activity.created),
        });
        let (activities, next_token) = list.page(all.collect())?;
        Ok(ListActivitiesOutput { activities, next_token })
    }
}
