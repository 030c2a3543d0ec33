//! The world of one vector: what exists before the run, and who answers the question.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use distmap_engine::execution::StateMachines;
use distmap_engine::ports::{Clock, Millis, PortFuture, PutOptions};
use distmap_engine::time::VirtualClock;
use distmap_engine::{Engine, Plan, StateMachineRef};
use distmap_server::Endpoint;
use distmap_store::{Options, QueueInfo, Store, Subscription};
use serde_json::{Value, json};

use super::answer::Answer;
use super::driver;
use super::lambda;
use super::placeholder::Placeholders;
use super::services;
use super::transport::{Service, Transport};
use super::vector::{Vector, text_of};

/// The moment at which the recordings' time-dependent inputs were computed. The world's clock starts
/// there, so that their instants need no shifting.
pub(crate) const RECORDER_CLOCK: Millis = 1_767_225_600_000;
/// Virtual time after which a run that has not ended is looked at as it stands.
const HORIZON: Duration = Duration::from_secs(20 * 365 * 86_400);
const ACCOUNT: &str = "111111111111";
const REGION: &str = "us-east-1";

/// An endpoint with buckets, topics, queues, functions and state machines of its own.
pub(crate) struct World {
    pub(crate) engine: Engine,
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) service: Service,
}

/// The state machines that tasks start: those of other accounts, which nobody here can make through
/// the API, and those that the API has.
#[derive(Default)]
struct Machines {
    foreign: BTreeMap<String, StateMachineRef>,
    home: OnceLock<Arc<dyn StateMachines>>,
    /// Activities that the recorded test had deleted.
    no_activities: BTreeSet<String>,
}

impl StateMachines for Machines {
    fn has_activity(&self, arn: &str) -> bool {
        !self.no_activities.contains(arn)
    }

    fn get<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<StateMachineRef>> {
        match (self.foreign.get(arn), self.home.get()) {
            (None, Some(home)) => home.get(arn),
            (found, _) => Box::pin(std::future::ready(Ok(found.cloned()))),
        }
    }
}

impl World {
    /// Makes what the vector's `setup` names.
    pub(crate) async fn new(vector: &Vector, transport: Transport) -> Result<Self, String> {
        let virtual_clock = VirtualClock::new(RECORDER_CLOCK);
        let clock: Arc<dyn Clock> = Arc::new(virtual_clock.clone());
        let options = Options { clock: Arc::clone(&clock), ..Options::default() };
        let store = Store::memory_with(options).map_err(|error| error.to_string())?;
        let builder = Engine::builder().account(ACCOUNT).region(REGION).clock(Arc::clone(&clock));
        let (home, foreign): (Vec<&Value>, Vec<&Value>) = vector
            .setup("other_state_machines")
            .as_array()
            .into_iter()
            .flatten()
            .partition(|machine| machine["arn"].as_str().is_some_and(is_home));
        let mut machines =
            Machines { no_activities: deleted_activities(vector), ..Machines::default() };
        for machine in foreign {
            let made = compiled(machine)?;
            machines.foreign.insert(made.arn.clone(), made);
        }
        let machines = Arc::new(machines);
        let builder = builder.state_machines(Arc::clone(&machines) as _);
        let builder = services::register(builder, vector);
        let builder = lambda::register(builder, vector, &clock);
        let endpoint = Endpoint::open(store.clone(), builder).await;
        let endpoint = endpoint.map_err(|error| error.to_string())?;
        // Nobody else sets it.
        let _ = machines.home.set(endpoint.step_functions().state_machines());
        let service = Service::new(&endpoint, transport, virtual_clock).await?;
        let world = Self { engine: endpoint.engine().clone(), store, clock, service };
        world.fill_buckets(vector).await?;
        world.make_topics_and_queues(vector)?;
        for machine in home {
            let definition = text_of(&machine["definition"]);
            world
                .create_machine(&machine["name"], definition, role(None), &machine["type"])
                .await?;
        }
        Ok(world)
    }

    async fn fill_buckets(&self, vector: &Vector) -> Result<(), String> {
        use distmap_engine::ports::Objects as _;
        let buckets = self.store.objects();
        for bucket in vector.setup("s3_buckets").as_array().into_iter().flatten() {
            let name = bucket.as_str().ok_or("a bucket without a name")?;
            let made = buckets.create_bucket(name, distmap_store::BucketKind::Memory);
            made.map_err(|error| error.to_string())?;
        }
        for object in vector.setup("s3").as_array().into_iter().flatten() {
            let text = |name: &str| object[name].as_str();
            let (Some(bucket), Some(key)) = (text("bucket"), text("key")) else {
                return Err("an object without a bucket or key".into());
            };
            let body = match (text("body"), text("body_base64")) {
                (Some(body), _) => body.as_bytes().to_vec(),
                (None, Some(body)) => from_base64(body)?,
                (None, None) => return Err(format!("the object {key} has no body")),
            };
            let put = buckets.put(bucket, key, body.into(), PutOptions::default()).await;
            put.map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    fn make_topics_and_queues(&self, vector: &Vector) -> Result<(), String> {
        let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let attributes = |value: &Value| -> BTreeMap<String, String> {
            let given = value["attributes"].as_object().into_iter().flatten();
            given.map(|(name, value)| (name.clone(), text_of(value))).collect()
        };
        for queue in vector.setup("sqs_queues").as_array().into_iter().flatten() {
            let arn = format!("arn:aws:sqs:{REGION}:{ACCOUNT}:{}", text(queue, "name"));
            let mut info = QueueInfo::new(text(queue, "url"), arn);
            info.attributes = attributes(queue);
            self.store.queues().create_queue(info).map_err(|error| error.to_string())?;
        }
        let deleted = vector.setup("sns_topics_deleted").as_array().cloned().unwrap_or_default();
        for topic in vector.setup("sns_topics").as_array().into_iter().flatten() {
            if deleted.contains(&topic["arn"]) {
                continue;
            }
            let topics = self.store.topics();
            let made = topics.create_topic(&text(topic, "arn"), attributes(topic), BTreeMap::new());
            made.map_err(|error| error.to_string())?;
        }
        for given in vector.setup("sns_subscriptions").as_array().into_iter().flatten() {
            let members = given["Attributes"].as_object().into_iter().flatten();
            let subscription = Subscription {
                arn: String::new(),
                topic_arn: text(given, "TopicArn"),
                protocol: text(given, "Protocol"),
                endpoint: text(given, "Endpoint"),
                attributes: members.map(|(name, value)| (name.clone(), text_of(value))).collect(),
            };
            // A topic that was deleted again has lost its subscriptions with it.
            if !deleted.contains(&given["TopicArn"]) {
                let made = self.store.topics().subscribe(subscription);
                made.map_err(|error| error.to_string())?;
            }
        }
        Ok(())
    }

    async fn create_machine(
        &self,
        name: &Value,
        definition: String,
        role: String,
        kind: &Value,
    ) -> Result<String, String> {
        let mut request = json!({"name": name, "definition": definition, "roleArn": role});
        if kind.is_string() {
            request["type"] = kind.clone();
        }
        let made = self.service.must("CreateStateMachine", request).await?;
        made["stateMachineArn"].as_str().map(str::to_owned).ok_or_else(|| "no ARN".into())
    }

    /// Kind `execution`: runs the vector's definition to its end.
    pub(crate) async fn run(
        &self,
        vector: &Vector,
        placeholders: &Placeholders,
    ) -> Result<Answer, String> {
        let name = json!(vector.text("state_machine_name").unwrap_or("machine"));
        let role = role(Some(placeholders));
        let machine =
            self.create_machine(&name, vector.definition(), role, vector.field("type")).await?;
        for other in vector.setup("other_executions").as_array().into_iter().flatten() {
            let request = json!({
                "stateMachineArn": other["state_machine_arn"], "input": text_of(&other["input"]),
            });
            self.service.must("StartExecution", request).await?;
        }
        driver::start(vector, &self.service, self.store.queues().clone(), &self.clock);
        let mut request = json!({"stateMachineArn": machine});
        if let Some(input) = vector.input() {
            request["input"] = input.into();
        }
        if let Some(name) = vector.text("execution_name") {
            request["name"] = name.into();
        }
        if vector.text("mode") == Some("StartSyncExecution") {
            let told = self.service.must("StartSyncExecution", request).await?;
            return Ok(Answer::described(&told));
        }
        let started = self.service.must("StartExecution", request).await?;
        let arn = started["executionArn"].as_str().ok_or("no execution's ARN")?;
        if let Some(execution) = self.engine.execution(arn) {
            tokio::select! {
                _ = execution.wait() => {}
                () = self.clock.sleep(HORIZON) => {}
            }
        }
        match vector.text("type") {
            // The API tells nothing of an EXPRESS execution that nobody waits for; its log does.
            Some("EXPRESS") => self.logged(arn).await,
            _ => self.told(arn).await,
        }
    }

    /// What the log of level ALL says of an execution.
    async fn logged(&self, arn: &str) -> Result<Answer, String> {
        let told = self.engine.describe(arn).await.map_err(|error| error.to_string())?;
        let events = self.engine.history(arn).await.map_err(|error| error.to_string())?;
        let text = |text: Option<Arc<str>>| text.map(|text| text.to_string());
        Ok(Answer {
            status: told.status.as_str().to_owned(),
            output: text(told.output),
            error: told.error,
            cause: told.cause,
            events: Some(events),
        })
    }

    /// What the API tells of an execution.
    async fn told(&self, arn: &str) -> Result<Answer, String> {
        let request = json!({"executionArn": arn});
        let told = self.service.must("DescribeExecution", request.clone()).await?;
        let mut answer = Answer::described(&told);
        let mut events = Vec::new();
        let mut request = request;
        loop {
            let mut page = self.service.must("GetExecutionHistory", request.clone()).await?;
            if let Some(Value::Array(more)) = page.get_mut("events").map(Value::take) {
                events.extend(more);
            }
            match page.get("nextToken") {
                Some(token) if token.is_string() => request["nextToken"] = token.clone(),
                _ => break,
            }
        }
        answer.events = Some(events);
        Ok(answer)
    }
}

fn deleted_activities(vector: &Vector) -> BTreeSet<String> {
    let calls = vector.setup("driver_calls").as_array().into_iter().flatten();
    let deleted = calls.filter(|call| call["action"] == "delete_activity");
    let arns = deleted.filter_map(|call| call["args"]["activityArn"].as_str());
    arns.map(str::to_owned).collect()
}

/// Whether an ARN is of the world's own account.
fn is_home(arn: &str) -> bool {
    arn.split(':').nth(4) == Some(ACCOUNT)
}

/// A state machine of another account.
fn compiled(machine: &Value) -> Result<StateMachineRef, String> {
    let text = |name: &str| machine[name].as_str().unwrap_or_default().to_owned();
    let definition = text_of(&machine["definition"]);
    let parsed = distmap_asl::parse(&definition).map_err(|error| format!("refused: {error}"))?;
    let plan = Plan::compile(&parsed).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        format!("does not compile: {}", errors.join("; "))
    })?;
    Ok(StateMachineRef {
        arn: text("arn"),
        name: text("name"),
        role_arn: role(None),
        qualified_arn: None,
        execution_type: match machine["type"].as_str() {
            Some("EXPRESS") => distmap_asl::ExecutionType::Express,
            _ => distmap_asl::ExecutionType::Standard,
        },
        plan: Arc::new(plan),
        definition: definition.as_str().into(),
    })
}

/// The role that the recording's machine had, if its placeholders name one.
fn role(placeholders: Option<&Placeholders>) -> String {
    let named = placeholders.and_then(|placeholders| {
        let own = ["snf_role_arn", "sfn_role_arn"].into_iter();
        own.flat_map(|token| placeholders.literal_values(token)).next()
    });
    named.unwrap_or("arn:aws:iam::111111111111:role/distmap-role").to_owned()
}

/// The bytes of a base64 text, in the standard alphabet.
fn from_base64(text: &str) -> Result<Vec<u8>, String> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(text).map_err(|error| error.to_string())
}
