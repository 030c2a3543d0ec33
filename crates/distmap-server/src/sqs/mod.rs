//! SQS: queues and their messages.

mod messages;
mod permissions;
mod queues;

use distmap_engine::Engine;
use distmap_store::{QueueInfo, Store};

use crate::model::sqs::SERVICE;
use crate::protocol::{ApiError, operations};

/// The API of SQS over a store's queues.
#[derive(Clone, Debug)]
pub struct Api {
    store: Store,
    engine: Engine,
}

operations! {
    "SQS", Api, SERVICE,
    "AddPermission" => add_permission,
    "ChangeMessageVisibility" => change_message_visibility,
    "ChangeMessageVisibilityBatch" => change_message_visibility_batch,
    "CreateQueue" => create_queue,
    "DeleteMessage" => delete_message,
    "DeleteMessageBatch" => delete_message_batch,
    "DeleteQueue" => delete_queue,
    "GetQueueAttributes" => get_queue_attributes,
    "GetQueueUrl" => get_queue_url,
    "ListDeadLetterSourceQueues" => list_dead_letter_source_queues,
    "ListQueueTags" => list_queue_tags,
    "ListQueues" => list_queues,
    "PurgeQueue" => purge_queue,
    "ReceiveMessage" => receive_message,
    "RemovePermission" => remove_permission,
    "SendMessage" => send_message,
    "SendMessageBatch" => send_message_batch,
    "SetQueueAttributes" => set_queue_attributes,
    "TagQueue" => tag_queue,
    "UntagQueue" => untag_queue,
}

impl Api {
    /// The API over the store whose queues the engine uses.
    pub fn new(engine: &Engine, store: Store) -> Self {
        Self { store, engine: engine.clone() }
    }

    fn queue(&self, url: &str) -> Result<QueueInfo, ApiError> {
        Ok(self.store.queues().queue_info(url)?)
    }
}
