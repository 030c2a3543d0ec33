//! Step Functions over a socket, through aws-sdk-sfn.
//!
//! The SDK routes, signs, sends, and reads the answer or the error. Only the request's body is the
//! question's own, since questions hold requests that the SDK's types could not even say.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_sdk_sfn::Client;
use aws_sdk_sfn::config::interceptors::{
    AfterDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
};
use aws_sdk_sfn::config::retry::RetryConfig;
use aws_sdk_sfn::config::{
    BehaviorVersion, ConfigBag, Credentials as SdkCredentials, Intercept, Region,
    RuntimeComponents, StalledStreamProtectionConfig,
};
use aws_sdk_sfn::error::{BoxError, DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::body::SdkBody;
use distmap_engine::time::VirtualClock;
use distmap_server::{ApiError, Credentials, Endpoint, ListenOptions, Server};
use serde_json::Value;

/// Real time in which a request has certainly reached the server.
const ARRIVAL: Duration = Duration::from_millis(100);
/// Operations that answer only after something has happened, which may take time of the clock.
const WAITING: [&str; 3] = ["GetActivityTask", "StartSyncExecution", "TestState"];

/// A port that serves an endpoint, and a client of it.
pub(crate) struct Wire {
    client: Client,
    clock: VirtualClock,
    /// Serves until it is dropped.
    _server: Server,
}

impl Wire {
    pub(crate) async fn new(endpoint: &Endpoint, clock: VirtualClock) -> Result<Self, String> {
        let keys = Credentials::random();
        let options = ListenOptions { credentials: vec![keys.clone()], ..ListenOptions::default() };
        let loopback = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let server = endpoint.listen(loopback, options).await.map_err(|error| error.to_string())?;
        let credentials =
            SdkCredentials::new(keys.access_key_id, keys.secret_access_key, None, None, "test");
        let config = aws_sdk_sfn::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(endpoint.region().to_owned()))
            .credentials_provider(credentials)
            .endpoint_url(server.url())
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            // What is not answered at once is a finding.
            .retry_config(RetryConfig::disabled())
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .build();
        Ok(Self { client: Client::from_conf(config), clock, _server: server })
    }

    pub(crate) async fn call(&self, action: &str, request: Value) -> Result<Value, ApiError> {
        let exchange =
            Exchange(Arc::new(Question { body: request.to_string(), ..Question::default() }));
        let hold = self.clock.hold();
        let answer = self.send(action, exchange);
        tokio::pin!(answer);
        if !WAITING.contains(&action) {
            return answer.await;
        }
        tokio::select! {
            answer = &mut answer => return answer,
            () = tokio::time::sleep(ARRIVAL) => drop(hold),
        }
        answer.await
    }
}

/// Makes [`Wire::send`]: the SDK's builder of each operation, by the operation's name.
macro_rules! send {
    ($($name:literal => $method:ident,)*) => {
        impl Wire {
            async fn send(&self, action: &str, exchange: Exchange) -> Result<Value, ApiError> {
                match action {
                    $($name => {
                        let request = self.client.$method().customize();
                        let sent = request.interceptor(exchange.clone()).send().await;
                        exchange.outcome(sent)
                    })*
                    other => Err(ApiError::new("NoSuchOperation", format!("the SDK has no {other}"))),
                }
            }
        }
    };
}

send! {
    "CreateActivity" => create_activity,
    "CreateStateMachine" => create_state_machine,
    "CreateStateMachineAlias" => create_state_machine_alias,
    "DeleteActivity" => delete_activity,
    "DeleteStateMachine" => delete_state_machine,
    "DeleteStateMachineAlias" => delete_state_machine_alias,
    "DeleteStateMachineVersion" => delete_state_machine_version,
    "DescribeActivity" => describe_activity,
    "DescribeExecution" => describe_execution,
    "DescribeMapRun" => describe_map_run,
    "DescribeStateMachine" => describe_state_machine,
    "DescribeStateMachineAlias" => describe_state_machine_alias,
    "DescribeStateMachineForExecution" => describe_state_machine_for_execution,
    "GetActivityTask" => get_activity_task,
    "GetExecutionHistory" => get_execution_history,
    "ListActivities" => list_activities,
    "ListExecutions" => list_executions,
    "ListMapRuns" => list_map_runs,
    "ListStateMachineAliases" => list_state_machine_aliases,
    "ListStateMachineVersions" => list_state_machine_versions,
    "ListStateMachines" => list_state_machines,
    "ListTagsForResource" => list_tags_for_resource,
    "PublishStateMachineVersion" => publish_state_machine_version,
    "RedriveExecution" => redrive_execution,
    "SendTaskFailure" => send_task_failure,
    "SendTaskHeartbeat" => send_task_heartbeat,
    "SendTaskSuccess" => send_task_success,
    "StartExecution" => start_execution,
    "StartSyncExecution" => start_sync_execution,
    "StopExecution" => stop_execution,
    "TagResource" => tag_resource,
    "TestState" => test_state,
    "UntagResource" => untag_resource,
    "UpdateMapRun" => update_map_run,
    "UpdateStateMachine" => update_state_machine,
    "UpdateStateMachineAlias" => update_state_machine_alias,
    "ValidateStateMachineDefinition" => validate_state_machine_definition,
}

/// A request's body, and the answer's once it has come.
#[derive(Debug, Default)]
struct Question {
    body: String,
    answer: Mutex<Vec<u8>>,
}

#[derive(Clone, Debug)]
struct Exchange(Arc<Question>);

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Exchange {
    fn name(&self) -> &'static str {
        "the recorded request"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        request.headers_mut().insert("content-length", self.0.body.len().to_string());
        *request.body_mut() = SdkBody::from(self.0.body.as_str());
        // The SDK asks `sync-` and the host for some operations; loopback has no such name.
        let uri = request.uri().replacen("//sync-", "//", 1);
        request.set_uri(uri)?;
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.response().body().bytes().unwrap_or_default();
        *self.0.answer.lock().unwrap_or_else(PoisonError::into_inner) = body.to_vec();
        Ok(())
    }
}

impl Exchange {
    /// The answer whole, where the SDK could read it; else the error as the SDK read it.
    fn outcome<T, E>(&self, sent: Result<T, SdkError<E, HttpResponse>>) -> Result<Value, ApiError>
    where
        E: std::error::Error + ProvideErrorMetadata + 'static,
    {
        match sent {
            Ok(_) => {
                let answer = self.0.answer.lock().unwrap_or_else(PoisonError::into_inner);
                serde_json::from_slice(&answer)
                    .map_err(|error| ApiError::internal(error.to_string()))
            }
            Err(error) => {
                let status = error.raw_response().map_or(0, |raw| raw.status().as_u16());
                Err(match (error.code(), error.message()) {
                    (Some(code), message) => ApiError {
                        code: code.to_owned(),
                        message: message.unwrap_or_default().to_owned(),
                        status,
                    },
                    _ => ApiError {
                        code: "NoAnswer".to_owned(),
                        message: DisplayErrorContext(error).to_string(),
                        status,
                    },
                })
            }
        }
    }
}
