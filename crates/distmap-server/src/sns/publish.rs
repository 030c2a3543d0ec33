//! Publishing.

use std::collections::BTreeMap;

use distmap_engine::ports::{MessageAttribute, PublishRequest, Topics as _};
use indexmap::IndexMap;

use super::{Api, invalid};
use crate::batch;
use crate::model::sns::*;
use crate::protocol::ApiError;

fn attributes(
    given: Option<IndexMap<String, MessageAttributeValue>>,
) -> Result<BTreeMap<String, MessageAttribute>, ApiError> {
    given
        .unwrap_or_default()
        .into_iter()
        .map(|(name, given)| {
            let value = given.string_value.or(given.binary_value).ok_or_else(|| {
                ApiError::new(
                    "ParameterValueInvalid",
                    format!("The message attribute '{name}' must contain a non-empty message attribute value for message attribute type '{}'.", given.data_type),
                )
            })?;
            Ok((name, MessageAttribute { data_type: given.data_type, value }))
        })
        .collect()
}

impl Api {
    pub(super) async fn publish(&self, request: PublishInput) -> Result<PublishResponse, ApiError> {
        let topic_arn = request.topic_arn.or(request.target_arn).ok_or_else(|| {
            invalid("TopicArn or TargetArn Reason: no value for required parameter")
        })?;
        let accepted = self
            .store
            .topics()
            .publish(PublishRequest {
                topic_arn,
                message: request.message,
                subject: request.subject,
                structure: request.message_structure,
                attributes: attributes(request.message_attributes)?,
                group_id: request.message_group_id,
                deduplication_id: request.message_deduplication_id,
            })
            .await?;
        Ok(PublishResponse {
            message_id: Some(accepted.message_id),
            sequence_number: accepted.sequence_number,
        })
    }

    pub(super) async fn publish_batch(
        &self,
        request: PublishBatchInput,
    ) -> Result<PublishBatchResponse, ApiError> {
        let entries = request.publish_batch_request_entries;
        let ids: Vec<String> = entries.iter().map(|entry| entry.id.clone()).collect();
        batch::check(&ids)?;
        let requests = entries
            .into_iter()
            .map(|entry| {
                Ok(PublishRequest {
                    topic_arn: request.topic_arn.clone(),
                    message: entry.message,
                    subject: entry.subject,
                    structure: entry.message_structure,
                    attributes: attributes(entry.message_attributes)?,
                    group_id: entry.message_group_id,
                    deduplication_id: entry.message_deduplication_id,
                })
            })
            .collect::<Result<Vec<_>, ApiError>>()?;
        self.store.topics().topic_info(&request.topic_arn)?;
        let answers = self.store.topics().publish_batch(requests).await?;
        let (mut successful, mut failed) = (Vec::new(), Vec::new());
        for (id, answer) in ids.into_iter().zip(answers) {
            match answer.map_err(ApiError::from) {
                Ok(accepted) => successful.push(PublishBatchResultEntry {
                    id: Some(id),
                    message_id: Some(accepted.message_id),
                    sequence_number: accepted.sequence_number,
                }),
                Err(error) => failed.push(BatchResultErrorEntry {
                    id,
                    sender_fault: error.status < 500,
                    code: error.code,
                    message: Some(error.message),
                }),
            }
        }
        Ok(PublishBatchResponse { successful: Some(successful), failed: Some(failed) })
    }
}
