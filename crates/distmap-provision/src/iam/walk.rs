use distmap_asl::{DataFlow, MapState, Pointer, StateKind, StateMachine};
use serde_json::Value;

use super::maps::{self, Listing};
use super::policy::{Note, Policy};
use super::{PolicyContext, PolicyError, tasks};

/// The least policy with which `definition` runs.
///
/// ```
/// use distmap_provision::iam::{PolicyContext, policy};
///
/// let definition = distmap_asl::parse(
///     r#"{"StartAt": "Tell", "States": {"Tell": {"Type": "Task", "End": true,
///         "Resource": "arn:aws:states:::sns:publish",
///         "Parameters": {"TopicArn": "arn:aws:sns:us-east-1:111111111111:news", "Message.$": "$"}}}}"#,
/// )?;
/// let policy = policy(&definition, &PolicyContext::new("us-east-1", "111111111111", "teller"))?;
/// assert_eq!(policy.to_value()["Statement"][0]["Action"], "sns:Publish");
/// assert_eq!(policy.to_value()["Statement"][0]["Resource"], "arn:aws:sns:us-east-1:111111111111:news");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`PolicyError`] where a task calls what is no resource, no known service or no IAM action.
pub fn policy(definition: &StateMachine, context: &PolicyContext) -> Result<Policy, PolicyError> {
    let mut found = Collector { context, policy: Policy::default() };
    // A list of what is still to be looked at, not recursion: a definition may nest deeper than the stack.
    let mut open = vec![(definition, Pointer::root(), Vec::<Listing>::new())];
    while let Some((machine, pointer, listings)) = open.pop() {
        let mut inner = Vec::new();
        for (name, state) in &machine.states {
            let place = pointer.key("States").key(name);
            match &state.kind {
                StateKind::Task(task) => {
                    tasks::grant(&mut found, task, arguments(&state.flow), &listings, &place)?;
                }
                StateKind::Parallel(parallel) => {
                    for (index, branch) in parallel.branches.iter().enumerate() {
                        inner.push((branch, place.key("Branches").index(index), listings.clone()));
                    }
                }
                StateKind::Map(map) => {
                    let mut listings = listings.clone();
                    listings.extend(maps::grant(&mut found, map, &place));
                    inner.push((&map.processor, place.key(processor_key(map)), listings));
                }
                _ => {}
            }
        }
        // The list is worked off from its end; so the first processor or branch is looked at first.
        open.extend(inner.into_iter().rev());
    }
    found.watch();
    found.policy.notes.sort();
    found.policy.notes.dedup();
    Ok(found.policy)
}

fn processor_key(map: &MapState) -> &'static str {
    if map.legacy_iterator { "Iterator" } else { "ItemProcessor" }
}

fn arguments(flow: &DataFlow) -> Option<&Value> {
    flow.parameters.as_ref().or(flow.arguments.as_ref())
}

/// The policy as it grows.
pub(crate) struct Collector<'a> {
    pub context: &'a PolicyContext,
    pub policy: Policy,
}

impl Collector<'_> {
    pub fn allow(&mut self, sid: &str, action: &str, resource: &str) {
        self.policy.allow(sid, action, resource, &[]);
    }

    pub fn note(&mut self, pointer: &Pointer, text: impl Into<String>) {
        self.policy.notes.push(Note { pointer: pointer.clone(), text: text.into() });
    }

    /// What an encrypted bucket or topic takes on top.
    pub fn use_key(&mut self, actions: &[&str]) {
        if let Some(key) = &self.context.kms_key {
            for action in actions {
                self.policy.allow("UseKey", action, key, &[]);
            }
        }
    }

    /// Logs and traces: AWS takes `*` only.
    fn watch(&mut self) {
        const LOGS: [&str; 8] = [
            "logs:CreateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:DescribeLogGroups",
            "logs:DescribeResourcePolicies",
            "logs:GetLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:UpdateLogDelivery",
        ];
        const TRACES: [&str; 4] = [
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments",
        ];
        if self.context.logging {
            LOGS.iter().for_each(|action| self.allow("DeliverLogs", action, "*"));
        }
        if self.context.tracing {
            TRACES.iter().for_each(|action| self.allow("Trace", action, "*"));
        }
    }
}
