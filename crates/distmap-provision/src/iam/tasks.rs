//! What a Task state takes: from its Resource to IAM actions and ARNs.

use distmap_asl::{Pointer, TaskState};
use serde_json::Value;

use super::actions;
use super::arn::Arguments;
use super::maps::Listing;
use super::policy::Condition;
use super::walk::Collector;
use super::{PolicyError, PolicyErrorKind};

/// A Task's Resource, taken apart.
enum Call<'a> {
    /// A Lambda function's ARN.
    Function(&'a str),
    /// An activity: its workers ask for work; the machine's role needs nothing.
    Activity,
    /// A service: the IAM service, the operation, and whether the task waits for the job.
    Service { service: &'static str, operation: &'a str, sync: bool },
}

/// Grants what the task takes.
pub(crate) fn grant(
    found: &mut Collector<'_>,
    task: &TaskState,
    arguments: Option<&Value>,
    listings: &[Listing],
    place: &Pointer,
) -> Result<(), PolicyError> {
    let pointer = place.key("Resource");
    let call = parse(&task.resource).map_err(|kind| PolicyError {
        hint: hint(&kind),
        kind,
        pointer: pointer.clone(),
    })?;
    if let Some(credentials) = &task.credentials {
        assume_role(found, credentials, place);
        return Ok(());
    }
    match call {
        Call::Activity => Ok(()),
        Call::Function(arn) => {
            found.allow("InvokeFunctions", "lambda:InvokeFunction", arn);
            Ok(())
        }
        Call::Service { service, operation, sync } => {
            let arguments = Arguments::new(arguments);
            let needed = actions::of_operation(service, operation);
            for action in &needed {
                if !actions::is_action(action) {
                    let kind = PolicyErrorKind::Action(action.clone());
                    return Err(PolicyError { hint: hint(&kind), kind, pointer });
                }
                call_action(found, action, &arguments, listings, place);
            }
            if sync {
                follow(found, service, operation, &arguments, place);
            }
            Ok(())
        }
    }
}

fn parse(resource: &str) -> Result<Call<'_>, PolicyErrorKind> {
    let unknown = || PolicyErrorKind::Resource(resource.to_owned());
    let mut parts = resource.splitn(6, ':');
    let (Some("arn"), Some(_), Some(service), Some(_), Some(_), Some(rest)) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(unknown());
    };
    match service {
        "lambda" if rest.starts_with("function:") => return Ok(Call::Function(resource)),
        "states" if rest.starts_with("activity:") => return Ok(Call::Activity),
        "states" => {}
        _ => return Err(unknown()),
    }
    let (sdk, rest) = rest.strip_prefix("aws-sdk:").map_or((false, rest), |rest| (true, rest));
    let (name, rest) = rest.split_once(':').ok_or_else(unknown)?;
    let (operation, pattern) = rest.split_once('.').unwrap_or((rest, ""));
    let service =
        actions::iam_service(name, sdk).ok_or_else(|| PolicyErrorKind::Service(name.to_owned()))?;
    Ok(Call::Service { service, operation, sync: pattern.starts_with("sync") })
}

fn hint(kind: &PolicyErrorKind) -> Option<String> {
    match kind {
        PolicyErrorKind::Action(action) => {
            let (service, name) = action.split_once(':')?;
            let verb: String = name.chars().take(4).collect::<String>().to_lowercase();
            let near: Vec<&str> = actions::names(service)
                .filter(|n| n.to_lowercase().starts_with(&verb))
                .take(5)
                .collect();
            (!near.is_empty()).then(|| format!("IAM knows {}", near.join(", ")))
        }
        PolicyErrorKind::Service(_) => Some("write this task's statement by hand".to_owned()),
        PolicyErrorKind::Resource(_) => {
            Some("a task takes the ARN of an integration, a function or an activity".to_owned())
        }
        PolicyErrorKind::Document(_) => None,
    }
}

/// `Credentials`: the call is made by another role, which holds the permissions for it.
fn assume_role(found: &mut Collector<'_>, credentials: &Value, place: &Pointer) {
    let given = Arguments::new(Some(credentials)).text("RoleArn");
    if given.is_none() {
        found.note(place, "the role to assume is known at run time only: every role is allowed");
    }
    let any = format!("arn:{}:iam::*:role/*", found.context.partition);
    found.allow("AssumeRoles", "sts:AssumeRole", given.unwrap_or(&any));
}

/// One action of a call, on the resources that its arguments name.
fn call_action(
    found: &mut Collector<'_>,
    action: &str,
    arguments: &Arguments<'_>,
    listings: &[Listing],
    place: &Pointer,
) {
    let sid = sid("Call", action);
    match action {
        "s3:GetObject" => get_object(found, &sid, arguments, listings, place),
        "events:PutEvents" => put_events(found, &sid, arguments, place),
        "execute-api:Invoke" => invoke_api(found, &sid, arguments, place),
        "states:InvokeHTTPEndpoint" => call_http(found, &sid, arguments, place),
        "sns:Publish"
            if arguments.text("PhoneNumber").is_some()
                || arguments.dynamic("PhoneNumber").is_some() =>
        {
            // A text message to a telephone has no topic; IAM has no narrower form for it.
            found.allow(&sid, action, "*");
        }
        _ => generic(found, &sid, action, arguments, place),
    }
    match action {
        "s3:GetObject" => found.use_key(&["kms:Decrypt"]),
        "s3:PutObject" => found.use_key(&["kms:Decrypt", "kms:GenerateDataKey"]),
        "sns:Publish" => found.use_key(&["kms:Decrypt", "kms:GenerateDataKey"]),
        _ => {}
    }
}

fn generic(
    found: &mut Collector<'_>,
    sid: &str,
    action: &str,
    arguments: &Arguments<'_>,
    place: &Pointer,
) {
    let kinds = actions::resource_kinds(action).unwrap_or_default();
    if kinds.is_empty() {
        found.allow(sid, action, "*");
        return;
    }
    let mut targets: Vec<(String, bool)> =
        kinds.iter().map(|(kind, form)| arguments.arn(kind, form, found.context)).collect();
    // Where an argument names a resource of one kind, the kinds that stay open are not what is called.
    if targets.iter().any(|(_, open)| !open) && action != "batch:SubmitJob" {
        targets.retain(|(_, open)| !open);
    }
    for (arn, open) in targets {
        if open {
            found.note(
                place,
                format!("what {action} works on is known at run time only: {arn} is allowed"),
            );
        }
        if let (Some(index), "dynamodb:Query" | "dynamodb:Scan") =
            (arguments.text("IndexName"), action)
        {
            found.allow(sid, action, &format!("{arn}/index/{index}"));
        } else {
            found.allow(sid, action, &arn);
        }
    }
}

/// Reading an object. An item of a listing has its key below the listing's prefix.
fn get_object(
    found: &mut Collector<'_>,
    sid: &str,
    arguments: &Arguments<'_>,
    listings: &[Listing],
    place: &Pointer,
) {
    let bucket = arguments.text("Bucket");
    let key_of_item = arguments
        .dynamic("Key")
        .is_some_and(|path| path.trim_end_matches("%}").trim_end().ends_with(".Key"));
    let listing = listings.iter().rev().find(|listing| Some(listing.bucket.as_str()) == bucket);
    if let (true, Some(Listing { bucket, prefix })) = (key_of_item, listing) {
        let objects = format!("arn:{}:s3:::{bucket}/{prefix}*", found.context.partition);
        found.allow(sid, "s3:GetObject", &objects);
    } else {
        generic(found, sid, "s3:GetObject", arguments, place);
    }
}

/// `events:putEvents` names a bus in each entry; no name is the default bus.
fn put_events(found: &mut Collector<'_>, sid: &str, arguments: &Arguments<'_>, place: &Pointer) {
    let context = found.context;
    let bus = |name: &str| {
        format!(
            "arn:{}:events:{}:{}:event-bus/{name}",
            context.partition, context.region, context.account
        )
    };
    let Some(entries) = arguments.value("Entries").and_then(Value::as_array) else {
        found.note(place, "the event buses are known at run time only: every bus is allowed");
        found.allow(sid, "events:PutEvents", &bus("*"));
        return;
    };
    for entry in entries {
        let entry = Arguments::new(Some(entry));
        let arn = match entry.text("EventBusName") {
            Some(arn) if arn.starts_with("arn:") || arn.starts_with("${") => arn.to_owned(),
            Some(name) => bus(name),
            None if entry.dynamic("EventBusName").is_some() => {
                found.note(place, "the event bus is known at run time only: every bus is allowed");
                bus("*")
            }
            None => bus("default"),
        };
        found.allow(sid, "events:PutEvents", &arn);
    }
}

/// `apigateway:invoke`: `API/STAGE/METHOD/PATH`.
fn invoke_api(found: &mut Collector<'_>, sid: &str, arguments: &Arguments<'_>, place: &Pointer) {
    let endpoint =
        arguments.text("ApiEndpoint").map(|e| e.split_once("://").map_or(e, |(_, host)| host));
    let api = endpoint.and_then(|host| host.split('.').next());
    if api.is_none() {
        found.note(place, "the API is known at run time only: every API is allowed");
    }
    let part = |key: &str| arguments.text(key).map_or("*", |text| text.trim_matches('/'));
    let context = found.context;
    let arn = format!(
        "arn:{}:execute-api:{}:{}:{}/{}/{}/{}",
        context.partition,
        context.region,
        context.account,
        api.unwrap_or("*"),
        part("Stage"),
        part("Method"),
        part("Path"),
    );
    found.allow(sid, "execute-api:Invoke", &arn);
}

/// `http:invoke`: the endpoint by condition, and the connection with its secret.
fn call_http(found: &mut Collector<'_>, sid: &str, arguments: &Arguments<'_>, place: &Pointer) {
    let mut conditions = Vec::new();
    match arguments.text("ApiEndpoint") {
        Some(url) => {
            conditions.push(Condition::new("StringLike", "states:HTTPEndpoint", [url.to_owned()]))
        }
        None => {
            found.note(place, "the endpoint is known at run time only: every endpoint is allowed")
        }
    }
    if let Some(method) = arguments.text("Method") {
        conditions.push(Condition::new("StringEquals", "states:HTTPMethod", [method.to_owned()]));
    }
    let machine =
        found.context.states_arn(&format!("stateMachine:{}", found.context.state_machine));
    found.policy.allow(sid, "states:InvokeHTTPEndpoint", &machine, &conditions);

    let context = found.context;
    let authentication =
        arguments.value("Authentication").or_else(|| arguments.value("InvocationConfig"));
    let connection = Arguments::new(authentication).text("ConnectionArn").map(str::to_owned);
    let name =
        connection.as_deref().and_then(|arn| arn.split('/').nth(1)).unwrap_or("*").to_owned();
    let at = |service: &str, resource: String| {
        format!(
            "arn:{}:{service}:{}:{}:{resource}",
            context.partition, context.region, context.account
        )
    };
    let connection = connection.unwrap_or_else(|| at("events", "connection/*".to_owned()));
    found.allow("UseConnections", "events:RetrieveConnectionCredentials", &connection);
    let secret = at("secretsmanager", format!("secret:events!connection/{name}/*"));
    for action in ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"] {
        found.allow("ReadConnectionSecrets", action, &secret);
    }
}

/// `.sync`: following and stopping the job, and the rule by which EventBridge tells of its end.
fn follow(
    found: &mut Collector<'_>,
    service: &str,
    operation: &str,
    arguments: &Arguments<'_>,
    place: &Pointer,
) {
    let (actions, rule) = actions::of_sync(service, operation);
    for action in actions {
        if service == "states" {
            let machine = arguments
                .text("StateMachineArn")
                .map(|arn| arn.replacen(":stateMachine:", ":execution:", 1));
            let executions = machine.unwrap_or_else(|| found.context.states_arn("execution:*"));
            found.allow("FollowExecutions", action, &format!("{executions}:*"));
        } else {
            generic(found, &sid("Follow", action), action, arguments, place);
        }
    }
    if let Some(rule) = rule {
        let context = found.context;
        let arn = format!(
            "arn:{}:events:{}:{}:rule/{rule}",
            context.partition, context.region, context.account
        );
        for action in ["events:DescribeRule", "events:PutRule", "events:PutTargets"] {
            found.allow("FollowByEvents", action, &arn);
        }
    }
}

/// A statement's id: letters and digits only, as IAM demands.
fn sid(verb: &str, action: &str) -> String {
    let mut sid = verb.to_owned();
    let mut upper = true;
    for c in action.chars() {
        if !c.is_ascii_alphanumeric() {
            upper = true;
        } else if upper {
            sid.push(c.to_ascii_uppercase());
            upper = false;
        } else {
            sid.push(c);
        }
    }
    sid
}
