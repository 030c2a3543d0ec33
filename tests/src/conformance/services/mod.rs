//! Services that distmap leaves to its users' handlers, played by small doubles: what a vector's
//! machine calls is answered by a table in memory, an event bus, an API, an empty vault.

mod api_gateway;
mod dynamodb;
mod events;

use std::sync::Arc;

use distmap_engine::engine::EngineBuilder;
use distmap_engine::ports::Ids;
use distmap_engine::time::RandomIds;
use distmap_engine::{TaskError, TaskRequest};
use serde_json::{Value, json};

use super::vector::Vector;

/// The services among a vector's `needs` that are played here.
pub(crate) const PLAYED: [&str; 4] = ["apigateway", "dynamodb", "events", "secretsmanager"];

/// What a service answers to a call.
type Answer = Result<Value, Refusal>;

/// Why a service refuses a call.
#[derive(Debug)]
struct Refusal {
    code: &'static str,
    message: String,
}

impl Refusal {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// Which of Step Functions' two ways leads to a service: they word refusals differently.
#[derive(Clone, Copy, Debug)]
enum Way {
    Optimised,
    Sdk,
}

/// A service that is played, by its names in error texts.
struct Service {
    /// As in `DynamoDB.ResourceNotFoundException`.
    name: &'static str,
    /// As in `(Service: AmazonDynamoDBv2; ...)`.
    long_name: &'static str,
    /// As in `DynamoDb.ResourceNotFoundException`, of the SDK's way.
    sdk_name: &'static str,
}

impl Service {
    fn error(&self, way: Way, refusal: Refusal) -> TaskError {
        let Refusal { code, message } = refusal;
        let (id, name) = (RandomIds.next(), self.name);
        // A code that the service's client has no class for becomes the service's own exception.
        let unnamed = code == "ValidationException";
        match way {
            Way::Optimised => {
                let class =
                    if unnamed { format!("Amazon{name}Exception") } else { code.to_owned() };
                let cause = format!(
                    "{message} (Service: {}; Status Code: 400; Error Code: {code}; Request ID: {id}; Proxy: null)",
                    self.long_name
                );
                TaskError::new(format!("{name}.{class}"), cause)
            }
            Way::Sdk => {
                let name = self.sdk_name;
                let class = if unnamed { format!("{name}Exception") } else { code.to_owned() };
                let cause =
                    format!("{message} (Service: {name}, Status Code: 400, Request ID: {id})");
                TaskError::new(format!("{name}.{class}"), cause)
            }
        }
    }
}

/// Registers the doubles that the vector needs.
pub(crate) fn register(mut builder: EngineBuilder, vector: &Vector) -> EngineBuilder {
    for need in &vector.needs {
        builder = match need.as_str() {
            "apigateway" => builder.handler(resource("apigateway:invoke"), api_gateway::invoke),
            "dynamodb" => dynamodb::register(builder, vector),
            "events" => {
                let bus = |request: TaskRequest| async move { events::put(&request.input) };
                builder.handler(resource("events:putEvents"), bus)
            }
            "secretsmanager" => builder
                .handler(resource("aws-sdk:secretsmanager:listSecrets"), |_| async {
                    Ok(json!({"SecretList": []}))
                })
                .handler(resource("aws-sdk:secretsmanager:createSecret"), |request| async move {
                    create_secret(&request.input)
                }),
            _ => builder,
        };
    }
    builder
}

fn resource(action: &str) -> String {
    format!("arn:aws:states:::{action}")
}

/// Registers one operation of a service for both ways.
fn both<F>(
    builder: EngineBuilder,
    service: &'static Service,
    action: &str,
    answer: F,
) -> EngineBuilder
where
    F: Fn(&Value) -> Answer + Send + Sync + 'static,
{
    let answer = Arc::new(answer);
    [Way::Optimised, Way::Sdk].into_iter().fold(builder, |builder, way| {
        let answer = Arc::clone(&answer);
        let arn = match way {
            Way::Optimised => resource(action),
            Way::Sdk => resource(&format!("aws-sdk:{action}")),
        };
        builder.handler(arn, move |request| {
            let answered = answer(&request.input).map_err(|refusal| service.error(way, refusal));
            async move { answered.map(|result| with_metadata(way, result)) }
        })
    })
}

/// The optimised way adds the metadata of its HTTP call.
fn with_metadata(way: Way, mut result: Value) -> Value {
    if matches!(way, Way::Optimised) {
        result["SdkHttpMetadata"] = json!({"HttpStatusCode": 200});
        result["SdkResponseMetadata"] = json!({"RequestId": RandomIds.next()});
    }
    result
}

const SECRETS: Service =
    Service { name: "SecretsManager", long_name: "AWSSecretsManager", sdk_name: "SecretsManager" };

fn create_secret(arguments: &Value) -> Result<Value, TaskError> {
    let name = arguments["Name"].as_str().unwrap_or_default();
    let valid = |c: char| c.is_ascii_alphanumeric() || "-/_+=.@!".contains(c);
    if name.is_empty() || !name.chars().all(valid) {
        let message = "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!";
        return Err(SECRETS.error(Way::Sdk, Refusal::new("ValidationException", message)));
    }
    let version = RandomIds.next();
    let arn =
        format!("arn:aws:secretsmanager:us-east-1:111111111111:secret:{name}-{}", &version[..6]);
    Ok(json!({"Arn": arn, "Name": name, "VersionId": version}))
}
