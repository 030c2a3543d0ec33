//! The ARN of a Task's resource, parsed.

use crate::history::TaskName;

/// A Task's `Resource`.
#[derive(Debug)]
pub(crate) enum Resource {
    /// A Lambda function by its ARN.
    Lambda { arn: String, name: TaskName },
    /// An activity.
    Activity { arn: String, name: TaskName },
    /// A service integration, or anything else that a handler may answer.
    Service { arn: String, name: TaskName, service: Service, pattern: Pattern },
}

/// How the state waits for the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// Until it answers.
    RequestResponse,
    /// `.sync`: until the job is done.
    Sync,
    /// `.sync:2`: the same, with JSON for text in the result.
    Sync2,
    /// `.waitForTaskToken`
    TaskToken,
}

/// The services that the engine knows; `sdk` tells the AWS SDK integration from the optimised one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    S3(S3Action),
    Sns {
        action: SnsAction,
        sdk: bool,
    },
    Sqs {
        action: SqsAction,
        sdk: bool,
    },
    Sfn {
        action: SfnAction,
        sdk: bool,
    },
    LambdaInvoke {
        sdk: bool,
    },
    /// For handlers.
    Other(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum S3Action {
    GetObject,
    PutObject,
    HeadObject,
    DeleteObject,
    CopyObject,
    ListObjectsV2,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SnsAction {
    Publish,
    PublishBatch,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SqsAction {
    Send,
    Receive,
    Delete,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SfnAction {
    StartExecution,
    StartSyncExecution,
    DescribeExecution,
    StopExecution,
    SendTaskSuccess,
    SendTaskFailure,
    SendTaskHeartbeat,
    GetActivityTask,
}

impl Resource {
    /// Reads an ARN. What is none of the known forms is left to handlers.
    pub(crate) fn parse(arn: &str) -> Self {
        let parts: Vec<&str> = arn.splitn(7, ':').collect();
        let arn = arn.to_owned();
        match parts.as_slice() {
            ["arn", _, "lambda", _, _, "function", _] => {
                let name = TaskName::Lambda { arn: arn.clone() };
                Self::Lambda { arn, name }
            }
            ["arn", _, "states", _, _, "activity", _] => {
                let name = TaskName::Activity { arn: arn.clone() };
                Self::Activity { arn, name }
            }
            ["arn", _, "states", _, _, service, rest] => {
                let (resource_type, action) = match (*service, rest.split_once(':')) {
                    ("aws-sdk", Some((service, action))) => (format!("aws-sdk:{service}"), action),
                    _ => ((*service).to_owned(), *rest),
                };
                let (method, pattern) = match action.split_once('.') {
                    Some((method, "sync")) => (method, Pattern::Sync),
                    Some((method, "sync:2")) => (method, Pattern::Sync2),
                    Some((method, "waitForTaskToken")) => (method, Pattern::TaskToken),
                    _ => (action, Pattern::RequestResponse),
                };
                let service = Service::named(&resource_type, method);
                let name = TaskName::Service { resource_type, resource: action.to_owned() };
                Self::Service { arn, name, service, pattern }
            }
            _ => {
                let name = TaskName::Service { resource_type: arn.clone(), resource: arn.clone() };
                let service = Service::Other(arn.clone());
                Self::Service { arn, name, service, pattern: Pattern::RequestResponse }
            }
        }
    }

    pub(crate) fn arn(&self) -> &str {
        match self {
            Self::Lambda { arn, .. } | Self::Activity { arn, .. } | Self::Service { arn, .. } => {
                arn
            }
        }
    }

    pub(crate) fn pattern(&self) -> Pattern {
        match self {
            Self::Service { pattern, .. } => *pattern,
            Self::Activity { .. } => Pattern::TaskToken,
            Self::Lambda { .. } => Pattern::RequestResponse,
        }
    }

    /// What AWS calls the state's task when its result is too large.
    pub(crate) fn short_name(&self) -> &str {
        match self.name() {
            TaskName::Service { resource_type, .. } => resource_type,
            TaskName::Lambda { arn } | TaskName::Activity { arn } => arn,
        }
    }
}

impl Service {
    fn named(resource_type: &str, method: &str) -> Self {
        let (service, sdk) = match resource_type.strip_prefix("aws-sdk:") {
            Some(service) => (service, true),
            None => (resource_type, false),
        };
        match (service, method, sdk) {
            ("s3", "getObject", true) => Self::S3(S3Action::GetObject),
            ("s3", "putObject", true) => Self::S3(S3Action::PutObject),
            ("s3", "headObject", true) => Self::S3(S3Action::HeadObject),
            ("s3", "deleteObject", true) => Self::S3(S3Action::DeleteObject),
            ("s3", "copyObject", true) => Self::S3(S3Action::CopyObject),
            ("s3", "listObjectsV2", true) => Self::S3(S3Action::ListObjectsV2),
            ("sns", "publish", _) => Self::Sns { action: SnsAction::Publish, sdk },
            ("sns", "publishBatch", true) => Self::Sns { action: SnsAction::PublishBatch, sdk },
            ("sqs", "sendMessage", _) => Self::Sqs { action: SqsAction::Send, sdk },
            ("sqs", "receiveMessage", true) => Self::Sqs { action: SqsAction::Receive, sdk },
            ("sqs", "deleteMessage", true) => Self::Sqs { action: SqsAction::Delete, sdk },
            ("lambda", "invoke", _) => Self::LambdaInvoke { sdk },
            ("states", "startExecution", false) | ("sfn", "startExecution", true) => {
                Self::Sfn { action: SfnAction::StartExecution, sdk }
            }
            ("sfn", method, true) => match SfnAction::named(method) {
                Some(action) => Self::Sfn { action, sdk },
                None => Self::Other(method.to_owned()),
            },
            _ => Self::Other(format!("{resource_type}:{method}")),
        }
    }
}

impl SfnAction {
    fn named(method: &str) -> Option<Self> {
        Some(match method {
            "startSyncExecution" => Self::StartSyncExecution,
            "describeExecution" => Self::DescribeExecution,
            "stopExecution" => Self::StopExecution,
            "sendTaskSuccess" => Self::SendTaskSuccess,
            "sendTaskFailure" => Self::SendTaskFailure,
            "sendTaskHeartbeat" => Self::SendTaskHeartbeat,
            "getActivityTask" => Self::GetActivityTask,
            _ => return None,
        })
    }
}
