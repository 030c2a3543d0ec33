//! From an ARN's form and a call's arguments to the narrowest ARN that is known before the call.

use serde_json::Value;

use super::PolicyContext;

/// The arguments of a call as far as they stand in the definition.
pub(crate) struct Arguments<'a>(Option<&'a Value>);

impl<'a> Arguments<'a> {
    pub fn new(value: Option<&'a Value>) -> Self {
        Self(value)
    }

    /// The text of a top-level argument, unless it is known at run time only.
    pub fn text(&self, key: &str) -> Option<&'a str> {
        let text = self.0?.get(key)?.as_str()?;
        (!text.trim_start().starts_with("{%")).then_some(text)
    }

    /// The path or expression that gives a top-level argument at run time.
    pub fn dynamic(&self, key: &str) -> Option<&'a str> {
        let arguments = self.0?;
        let path = arguments.get(format!("{key}.$")).and_then(Value::as_str);
        path.or_else(|| {
            arguments.get(key)?.as_str().filter(|text| text.trim_start().starts_with("{%"))
        })
    }

    /// What a text argument surely begins with: all of it where it is written out, the constant beginning of
    /// `States.Format('beginning{}', ...)` or of `{% 'beginning' & ... %}`. None where nothing is known.
    pub fn beginning(&self, key: &str) -> Option<&'a str> {
        if let Some(text) = self.text(key) {
            return Some(text);
        }
        let expression = self.dynamic(key)?.trim();
        let (quoted, format) = match expression.strip_prefix("States.Format(") {
            Some(arguments) => (arguments, true),
            None => (expression.strip_prefix("{%")?, false),
        };
        let quoted = quoted.trim_start();
        let quote = quoted.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        // An escape or a placeholder ends what is surely known.
        let stop = |c: char| c == quote || c == '\\' || (format && c == '{');
        quoted[1..].split(stop).next().filter(|text| !text.is_empty())
    }

    /// The narrowest pattern for a text argument: all of it, its constant beginning and `*`, or `*`. The second value says
    /// whether only a run knows all of it.
    pub fn pattern(&self, key: &str) -> (String, bool) {
        match self.text(key) {
            Some(text) => (text.to_owned(), false),
            None => (format!("{}*", self.beginning(key).unwrap_or_default()), true),
        }
    }

    /// A top-level argument as it stands.
    pub fn value(&self, key: &str) -> Option<&'a Value> {
        self.0?.get(key)
    }

    /// The top-level texts by name.
    fn texts(&self) -> impl Iterator<Item = (&'a str, &'a str)> + '_ {
        let keys = self.0.and_then(Value::as_object).into_iter().flatten();
        keys.filter_map(|(key, _)| Some((key.as_str(), self.text(key)?)))
    }

    /// The ARN that an argument gives for a resource of `kind`, such as `TopicArn` for `topic`.
    fn given_arn(&self, kind: &str, form: &str) -> Option<&'a str> {
        let wanted = format!("{}arn", kind.replace(['-', ' '], ""));
        let by_name = self.texts().find(|(key, text)| {
            key.eq_ignore_ascii_case(&wanted)
                && (text.starts_with("arn:") || text.starts_with("${"))
        });
        by_name.or_else(|| self.texts().find(|(_, text)| has_form(text, form))).map(|(_, arn)| arn)
    }

    /// The value for a variable of an ARN's form, such as `${TableName}`.
    fn variable(&self, name: &str) -> Option<String> {
        let text = |key: &str| self.text(key).map(str::to_owned);
        let last = |key: &str| Some(self.text(key)?.rsplit(['/', ':']).next()?.to_owned());
        match name {
            "BucketName" => text("Bucket"),
            "ObjectName" => text("Key"),
            "QueueName" => last("QueueUrl").or_else(|| text("QueueName")),
            "TopicName" => last("TopicArn").or_else(|| text("Name")),
            "StateMachineName" => last("StateMachineArn"),
            "ParameterNameWithoutLeadingSlash" => {
                text("Name").map(|n| n.trim_start_matches('/').to_owned())
            }
            "FunctionName" => self.text("FunctionName").map(|name| match self.text("Qualifier") {
                Some(qualifier) if !name.contains(':') => format!("{name}:{qualifier}"),
                _ => name.to_owned(),
            }),
            "SecretId" => text("SecretId").map(|id| format!("{id}-??????")),
            "KeyId" => text("KeyId").filter(|id| !id.starts_with("alias/")),
            "JobQueueName" => last("JobQueue"),
            "WorkGroupName" => text("WorkGroup"),
            "ResourceId" => last("ModelId"),
            _ => {
                let stem = ["Name", "Id"].iter().find_map(|end| name.strip_suffix(end));
                text(name).or_else(|| text(stem?)).or_else(|| text(&format!("{}Name", stem?)))
            }
        }
    }

    /// The ARN of a resource of `kind` and `form`, with `*` for what the definition leaves open. The second value
    /// says whether a name was left open.
    pub fn arn(&self, kind: &str, form: &str, context: &PolicyContext) -> (String, bool) {
        if let Some(arn) = self.given_arn(kind, form) {
            return (arn.to_owned(), false);
        }
        let queue =
            (kind == "queue").then(|| self.text("QueueUrl")).flatten().and_then(queue_owner);
        let mut open = false;
        let mut arn = String::new();
        let mut rest = form;
        while let Some((before, after)) = rest.split_once("${") {
            arn.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            match name {
                "Partition" => arn.push_str(&context.partition),
                "Region" => {
                    arn.push_str(queue.map_or(context.region.as_str(), |(region, _)| region))
                }
                "Account" => {
                    arn.push_str(queue.map_or(context.account.as_str(), |(_, account)| account))
                }
                _ => match self.variable(name) {
                    Some(value) => arn.push_str(&value),
                    None => {
                        open = true;
                        arn.push_str(&match name {
                            "BucketName" => self.pattern("Bucket").0,
                            "ObjectName" => self.pattern("Key").0,
                            _ => "*".to_owned(),
                        });
                    }
                },
            }
            rest = after;
        }
        arn.push_str(rest);
        (arn, open)
    }
}

/// The Region and the account in a queue's URL, `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`.
fn queue_owner(url: &str) -> Option<(&str, &str)> {
    let (host, path) = url.split_once("://")?.1.split_once('/')?;
    let region = host.strip_prefix("sqs.")?.split('.').next()?;
    Some((region, path.split('/').next()?))
}

/// Whether `text` is an ARN of the form: the same service, and the same text before the form's first name.
fn has_form(text: &str, form: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let wanted: Vec<&str> = form.splitn(6, ':').collect();
    let ([_, _, service, _, _, resource], [_, _, wanted_service, _, _, wanted_resource]) =
        (parts.as_slice(), wanted.as_slice())
    else {
        return false;
    };
    let head = wanted_resource.split("${").next().unwrap_or_default();
    parts[0] == "arn" && service == wanted_service && !head.is_empty() && resource.starts_with(head)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_beginning_of_a_text_is_known_as_far_as_it_is_constant() {
        let arguments = json!({
            "A": "written/out",
            "B.$": "States.Format('results/{}/x', $.id)",
            "C": "{% 'in/' & $states.input.day %}",
            "D.$": "$.prefix",
            "E.$": "States.Format('{}', $.id)",
            "F.$": "States.Format('it\\\\'s', $.id)",
        });
        let arguments = Arguments::new(Some(&arguments));
        for (key, expected) in [
            ("A", Some("written/out")),
            ("B", Some("results/")),
            ("C", Some("in/")),
            ("D", None),
            ("E", None),
            ("F", Some("it")),
            ("G", None),
        ] {
            assert_eq!(arguments.beginning(key), expected, "{key}");
        }
    }
}
