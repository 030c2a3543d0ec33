//! The IAM actions that exist, and the ARNs that each takes: AWS's Service Authorization Reference as data.

use std::sync::LazyLock;

use serde_json::Value;

/// The list, derived by `tools/iam/generate.py`, which names its sources.
static ACTIONS: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/iam-actions.json"))
        .expect("the checked-in list is JSON; a test reads it")
});

/// What differs from "the operation's name is the action's name", and what `.sync` needs on top.
static INTEGRATIONS: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/integrations.json"))
        .expect("the checked-in list is JSON; a test reads it")
});

/// Whether `action`, such as `s3:GetObject`, is an IAM action. IAM does not tell upper from lower case.
///
/// ```
/// assert!(distmap_provision::iam::is_action("s3:ListBucket"));
/// assert!(!distmap_provision::iam::is_action("s3:listObjectsV2"));
/// ```
#[must_use]
pub fn is_action(action: &str) -> bool {
    resource_kinds(action).is_some()
}

/// The names of a service's actions, without the service.
pub(crate) fn names(prefix: &str) -> impl Iterator<Item = &'static str> {
    let actions = ACTIONS["services"][prefix]["actions"].as_object();
    actions.into_iter().flatten().map(|(name, _)| name.as_str())
}

/// The kinds of resource that an action takes, each with its ARN's form; none where AWS takes `*` only.
pub(crate) fn resource_kinds(action: &str) -> Option<Vec<(&'static str, &'static str)>> {
    let (prefix, name) = action.split_once(':')?;
    let service = ACTIONS["services"].get(prefix)?;
    let actions = service["actions"].as_object()?;
    let (_, kinds) = actions.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    let kinds = kinds.as_array()?.iter().filter_map(Value::as_str);
    Some(kinds.filter_map(|kind| Some((kind, service["resources"][kind].as_str()?))).collect())
}

/// The IAM service behind an SDK service's name (`sfn`) or an optimised integration's (`apigateway`).
pub(crate) fn iam_service(name: &str, sdk: bool) -> Option<&'static str> {
    let table = if sdk { &ACTIONS["sdk"] } else { &INTEGRATIONS["services"] };
    table[name].as_str()
}

/// The IAM actions of `operation`, spelt as in a Task's Resource, of an IAM service.
pub(crate) fn of_operation(service: &str, operation: &str) -> Vec<String> {
    if let Some(actions) = INTEGRATIONS["actions"][format!("{service}:{operation}")].as_array() {
        return actions.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    }
    let wanted = format!("{service}:{operation}");
    let exact = names(service).find(|name| name.eq_ignore_ascii_case(operation));
    vec![exact.map_or(wanted, |name| format!("{service}:{name}"))]
}

/// What following a `.sync` job takes beside starting it: actions, and the EventBridge rule where AWS uses one.
pub(crate) fn of_sync(service: &str, operation: &str) -> (Vec<&'static str>, Option<&'static str>) {
    let job = &INTEGRATIONS["sync"][format!("{service}:{operation}")];
    let actions = job["actions"].as_array().into_iter().flatten();
    (actions.filter_map(Value::as_str).collect(), job["rule"].as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_named_by_the_integrations_exists() {
        let lists = INTEGRATIONS["actions"].as_object().into_iter().flatten();
        let syncs = INTEGRATIONS["sync"].as_object().into_iter().flatten();
        let named = lists
            .map(|(_, actions)| actions)
            .chain(syncs.map(|(_, job)| &job["actions"]))
            .flat_map(|actions| actions.as_array().into_iter().flatten());
        let mut count = 0;
        for action in named.filter_map(Value::as_str) {
            assert!(is_action(action), "{action} is no IAM action");
            count += 1;
        }
        assert!(count > 80, "only {count} actions were looked at");
    }

    #[test]
    fn every_service_is_in_the_list() {
        for table in [&ACTIONS["sdk"], &INTEGRATIONS["services"]] {
            for (name, prefix) in table.as_object().into_iter().flatten() {
                assert!(names(prefix.as_str().unwrap_or_default()).next().is_some(), "{name}");
            }
        }
    }
}
