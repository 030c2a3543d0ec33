//! Hard-wired accounts and names.

use serde_json::Value;

use super::{Lint, Report, Subject};
use crate::diagnostic::Pointer;
use crate::model::StateKind;

pub(super) const LINT: Lint = Lint {
    name: "hard-wired",
    summary: "an account number in a task's `Resource`, or in the function, machine or queue that it names",
    explanation: "the definition works in one account only, and calls into it from every other",
    remedy: "use the integration (`arn:aws:states:::lambda:invoke`) and take the name from the input, or from a placeholder such as `${Function}` that the deployment fills in",
    check,
};

/// Parameters that name what is called. Buckets and topics are not among them: they are what a stack is made of.
const NAMES: [&str; 4] = ["FunctionName", "StateMachineArn", "QueueUrl", "RoleArn"];

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let StateKind::Task(task) = &site.state.kind else { continue };
        let mut found = |text: &str, at: Pointer| {
            if let Some(account) = account(text) {
                report.at(at, format!("account {account} is written into the definition"));
            }
        };
        found(&task.resource, site.pointer.key("Resource"));
        let parameters = [
            ("Parameters", &site.state.flow.parameters),
            ("Arguments", &site.state.flow.arguments),
            ("Credentials", &task.credentials),
        ];
        for (key, value) in parameters {
            let fields = value.iter().filter_map(Value::as_object).flatten();
            for (name, value) in fields.filter(|(name, _)| NAMES.contains(&name.as_str())) {
                if let Some(text) = value.as_str() {
                    found(text, site.pointer.key(key).key(name));
                }
            }
        }
    }
}

/// The account number in an ARN or a queue's URL.
fn account(text: &str) -> Option<&str> {
    text.split([':', '/']).find(|it| it.len() == 12 && it.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::places;
    use super::*;

    fn task(resource: &str, parameters: Value) -> Value {
        json!({"StartAt": "T", "States": {"T": {
            "Type": "Task", "Resource": resource, "Parameters": parameters, "End": true,
        }}})
    }

    #[test]
    fn accounts_in_arns() {
        let function = "arn:aws:lambda:us-east-1:123456789012:function:f";
        assert_eq!(places(&LINT, &task(function, json!({}))), ["/States/T/Resource"]);
        let invoke = "arn:aws:states:::lambda:invoke";
        let found = places(&LINT, &task(invoke, json!({"FunctionName": function})));
        assert_eq!(found, ["/States/T/Parameters/FunctionName"]);
    }

    #[test]
    fn placeholders_and_input() {
        let invoke = "arn:aws:states:::lambda:invoke";
        assert!(places(&LINT, &task(invoke, json!({"FunctionName": "${Function}"}))).is_empty());
        assert!(places(&LINT, &task(invoke, json!({"FunctionName.$": "$.f"}))).is_empty());
    }
}
