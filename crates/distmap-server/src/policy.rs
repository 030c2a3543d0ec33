//! Statements that AddPermission adds to the policy of a topic or queue. Policies are kept, not enforced.

use serde_json::{Value, json};

/// A statement that lets accounts do something.
pub struct Grant<'a> {
    /// The caller's name for it.
    pub label: &'a str,
    /// Account ids or ARNs of principals.
    pub accounts: &'a [String],
    /// Actions with their service, such as `SNS:Publish`.
    pub actions: Vec<String>,
    /// The ARN of the topic or queue.
    pub resource: &'a str,
}

/// A text alone, or the list of several, as AWS writes them.
fn one_or_all(all: Vec<Value>) -> Value {
    match <[Value; 1]>::try_from(all) {
        Ok([one]) => one,
        Err(all) => Value::Array(all),
    }
}

/// The statements of a policy, which are one or a list.
fn statements(policy: &Value) -> Vec<Value> {
    match &policy["Statement"] {
        Value::Array(all) => all.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    }
}

/// The policy with the grant; `None` if it has a statement of that label.
pub fn with(policy: &Value, grant: &Grant<'_>) -> Option<Value> {
    let mut all = statements(policy);
    if all.iter().any(|statement| statement["Sid"] == grant.label) {
        return None;
    }
    let principals = grant.accounts.iter().map(|account| match account.starts_with("arn:") {
        true => json!(account),
        false => json!(format!("arn:aws:iam::{account}:root")),
    });
    all.push(json!({
        "Sid": grant.label,
        "Effect": "Allow",
        "Principal": {"AWS": one_or_all(principals.collect())},
        "Action": one_or_all(grant.actions.iter().map(|action| json!(action)).collect()),
        "Resource": grant.resource,
    }));
    let mut policy = policy.clone();
    policy["Statement"] = Value::Array(all);
    Some(policy)
}

/// The policy without the statement of that label; `None` if it has none.
pub fn without(policy: &Value, label: &str) -> Option<Value> {
    let mut all = statements(policy);
    let before = all.len();
    all.retain(|statement| statement["Sid"] != label);
    if all.len() == before {
        return None;
    }
    let mut policy = policy.clone();
    policy["Statement"] = Value::Array(all);
    Some(policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grants_come_and_go_by_their_labels() {
        let grant = Grant {
            label: "a",
            accounts: &["111111111111".to_owned(), "arn:aws:iam::2:user/u".to_owned()],
            actions: vec!["SNS:Publish".to_owned()],
            resource: "arn:aws:sns:us-east-1:0:t",
        };
        let empty = json!({"Version": "2008-10-17"});
        let granted = with(&empty, &grant).expect("a new label");
        assert_eq!(granted["Statement"][0]["Action"], "SNS:Publish");
        assert_eq!(
            granted["Statement"][0]["Principal"]["AWS"],
            json!(["arn:aws:iam::111111111111:root", "arn:aws:iam::2:user/u"])
        );
        assert_eq!(with(&granted, &grant), None);
        assert_eq!(without(&granted, "b"), None);
        assert_eq!(without(&granted, "a"), Some(json!({"Version": "2008-10-17", "Statement": []})));
    }
}
