//! ARNs of Task states: what can be called, and what an EXPRESS workflow cannot.
//! <https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html>

use serde_json::Value;

use super::checker::Checker;
use crate::model::ExecutionType;

/// How a task waits, by the end of its ARN.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pattern {
    Response,
    Sync,
    Sync2,
    Token,
}

/// The optimized integrations whose actions are few, each with whether `.sync` and `.waitForTaskToken` are there.
const ACTIONS: &[(&str, &[&str], bool, bool)] = &[
    ("lambda", &["invoke"], false, true),
    ("dynamodb", &["getItem", "putItem", "deleteItem", "updateItem"], false, false),
    ("sns", &["publish"], false, true),
    ("sqs", &["sendMessage"], false, true),
    ("events", &["putEvents"], false, true),
    ("apigateway", &["invoke"], false, true),
    ("http", &["invoke"], false, false),
    ("states", &["startExecution"], true, true),
    ("batch", &["submitJob"], true, false),
    ("ecs", &["runTask"], true, true),
    ("glue", &["startJobRun"], true, false),
    ("databrew", &["startJobRun"], true, false),
    ("mediaconvert", &["createJob"], true, false),
];

/// The optimized integrations whose actions are not checked, each with whether `.sync` and `.waitForTaskToken` are there.
const SERVICES: &[(&str, bool, bool)] = &[
    ("athena", true, false),
    ("bedrock", true, true),
    ("bedrock-agentcore", false, false),
    ("codebuild", true, false),
    ("eks", true, true),
    ("elasticmapreduce", true, false),
    ("emr-containers", true, false),
    ("emr-serverless", true, false),
    ("sagemaker", true, false),
];

impl Checker {
    pub(super) fn resource(&mut self, value: &Value) {
        let Some(arn) = self.string(value) else {
            return;
        };
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        let ["arn", partition, service, region, account, rest] = parts[..] else {
            self.report("Value is not a valid resource ARN");
            return;
        };
        if service != "states" {
            return;
        }
        if rest.starts_with("activity:") {
            if self.execution == ExecutionType::Express {
                self.report("Express state machine does not support Activity ARN");
            }
            return;
        }
        if !region.is_empty() || !account.is_empty() {
            return;
        }
        let (integration, pattern) = pattern(rest);
        if !is_known(integration, pattern) {
            self.report(format!(
                "The resource provided arn:{partition}:states:::{rest} is not recognized. \
                 The value is not a valid resource ARN, or the resource is not available in this region."
            ));
        } else if self.execution == ExecutionType::Express {
            match pattern {
                Pattern::Response => {}
                Pattern::Sync | Pattern::Sync2 => self.report(
                    "Express state machine does not support '.sync' service integration",
                ),
                // The blank at the end is AWS's.
                Pattern::Token => self.report(
                    "Express state machine does not support '.waitForTaskToken' service integration ",
                ),
            }
        }
    }
}

fn pattern(rest: &str) -> (&str, Pattern) {
    for (end, pattern) in [
        (".sync:2", Pattern::Sync2),
        (".sync", Pattern::Sync),
        (".waitForTaskToken", Pattern::Token),
    ] {
        if let Some(integration) = rest.strip_suffix(end) {
            return (integration, pattern);
        }
    }
    (rest, Pattern::Response)
}

fn is_known(integration: &str, pattern: Pattern) -> bool {
    let Some((service, action)) = integration.split_once(':') else {
        return false;
    };
    if action.is_empty() || (pattern == Pattern::Sync2 && service != "states") {
        return false;
    }
    if service == "aws-sdk" {
        return pattern != Pattern::Sync && is_sdk_action(action);
    }
    let listed = ACTIONS.iter().find(|it| it.0 == service);
    let (sync, token) = match (listed, SERVICES.iter().find(|it| it.0 == service)) {
        (Some((_, actions, sync, token)), _) if actions.contains(&action) => (*sync, *token),
        (None, Some((_, sync, token))) => (*sync, *token),
        _ => return false,
    };
    match pattern {
        Pattern::Response => true,
        Pattern::Sync | Pattern::Sync2 => sync,
        Pattern::Token => token,
    }
}

/// `service:action`, the service in lower case, the action in camel case.
fn is_sdk_action(text: &str) -> bool {
    let Some((service, action)) = text.split_once(':') else {
        return false;
    };
    let service_letter = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
    !service.is_empty()
        && service.chars().all(service_letter)
        && action.starts_with(|it: char| it.is_ascii_lowercase())
        && action.chars().all(|it| it.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{is_known, pattern};

    #[test]
    fn integrations() {
        let known = |rest: &str| {
            let (integration, pattern) = pattern(rest);
            is_known(integration, pattern)
        };
        for good in [
            "lambda:invoke.waitForTaskToken",
            "states:startExecution.sync:2",
            "aws-sdk:s3:getObject",
            "aws-sdk:s3:listBuckets.waitForTaskToken",
            "ecs:runTask.sync",
            "sagemaker:createTrainingJob.sync",
        ] {
            assert!(known(good), "{good}");
        }
        for bad in [
            "dynamodb:query",
            "lambda:invoke.sync",
            "aws-sdk:s3",
            "aws-sdk:s3:getObject.sync",
            "s3:listObjectsV2",
            "ecs:runTask.sync:2",
            "glue:startJobRun.waitForTaskToken",
            "sagemaker:createTrainingJob.waitForTaskToken",
            "aws-sdk:s3:GetObject",
            "aws-sdk:S3:getObject",
            "sns",
        ] {
            assert!(!known(bad), "{bad}");
        }
    }
}
