//! The world of one vector: what exists before the run, and who answers the question.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use distmap_engine::execution::StateMachines;
use distmap_engine::ports::{Clock, Millis, PortFuture, PutOptions};
use distmap_engine::time::VirtualClock;
use distmap_engine::{Engine, Execution, Plan, StartExecution, StateMachineRef};
use distmap_store::{Options, QueueInfo, Store, Subscription};
use serde_json::Value;

use super::answer::Answer;
use super::definitions::execution_type;
use super::driver;
use super::lambda;
use super::placeholder::Placeholders;
use super::services;
use super::vector::{Vector, text_of};

/// The moment at which the recordings' time-dependent inputs were computed. The world's clock starts
/// there, so that their instants need no shifting.
pub(crate) const RECORDER_CLOCK: Millis = 1_767_225_600_000;
/// Virtual time after which a run that has not ended is looked at as it stands.
const HORIZON: Duration = Duration::from_secs(20 * 365 * 86_400);
const ACCOUNT: &str = "111111111111";
const REGION: &str = "us-east-1";

/// An engine with buckets, topics, queues, functions and state machines of its own.
pub(crate) struct World {
    pub(crate) engine: Engine,
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    machines: Arc<Machines>,
}

/// State machines by ARN, and the names of activities that the recorded test had deleted.
struct Machines(Mutex<BTreeMap<String, StateMachineRef>>, BTreeSet<String>);

impl Machines {
    fn new(vector: &Vector) -> Self {
        let calls = vector.setup("driver_calls").as_array().into_iter().flatten();
        let deleted = calls.filter(|call| call["action"] == "delete_activity");
        let arns = deleted.filter_map(|call| call["args"]["activityArn"].as_str());
        Self(Mutex::default(), arns.map(str::to_owned).collect())
    }
}

impl StateMachines for Machines {
    fn has_activity(&self, arn: &str) -> bool {
        !self.1.contains(arn)
    }

    fn get<'a>(&'a self, arn: &'a str) -> PortFuture<'a, Option<StateMachineRef>> {
        let machines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = machines.get(arn).cloned();
        Box::pin(std::future::ready(Ok(found)))
    }
}

impl World {
    /// Makes what the vector's `setup` names.
    pub(crate) async fn new(vector: &Vector) -> Result<Self, String> {
        let clock: Arc<dyn Clock> = Arc::new(VirtualClock::new(RECORDER_CLOCK));
        let options = Options { clock: Arc::clone(&clock), ..Options::default() };
        let store = Store::memory_with(options).map_err(|error| error.to_string())?;
        let machines = Arc::new(Machines::new(vector));
        let builder = Engine::builder()
            .account(ACCOUNT)
            .region(REGION)
            .clock(Arc::clone(&clock))
            .objects(store.objects().clone())
            .topics(store.topics().clone())
            .queues(store.queues().clone())
            .state_machines(machines.clone());
        let builder = services::register(builder, vector);
        let engine = lambda::register(builder, vector, &clock).build();
        let world = Self { engine, store, clock, machines };
        world.fill_buckets(vector).await?;
        world.make_topics_and_queues(vector)?;
        for machine in vector.setup("other_state_machines").as_array().into_iter().flatten() {
            world.add_machine(machine)?;
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

    fn add_machine(&self, machine: &Value) -> Result<(), String> {
        let text = |name: &str| machine[name].as_str().unwrap_or_default().to_owned();
        let definition = text_of(&machine["definition"]);
        let kind = match machine["type"].as_str() {
            Some("EXPRESS") => distmap_asl::ExecutionType::Express,
            _ => distmap_asl::ExecutionType::Standard,
        };
        let made = compiled(text("arn"), text("name"), role(None), kind, &definition)?;
        let mut machines = self.machines.0.lock().unwrap_or_else(PoisonError::into_inner);
        machines.insert(made.arn.clone(), made);
        Ok(())
    }

    fn machine(&self, arn: &str) -> Result<StateMachineRef, String> {
        let machines = self.machines.0.lock().unwrap_or_else(PoisonError::into_inner);
        machines.get(arn).cloned().ok_or_else(|| format!("no state machine {arn}"))
    }

    /// Kind `execution`: runs the vector's definition to its end.
    pub(crate) async fn run(
        &self,
        vector: &Vector,
        placeholders: &Placeholders,
    ) -> Result<Answer, String> {
        let name = vector.text("state_machine_name").unwrap_or("machine");
        let arn = format!("arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:{name}");
        let kind = execution_type(vector);
        let role = role(Some(placeholders));
        let machine = compiled(arn, name.to_owned(), role, kind, &vector.definition())?;
        for other in vector.setup("other_executions").as_array().into_iter().flatten() {
            let arn = other["state_machine_arn"].as_str().unwrap_or_default();
            let start = StartExecution::new(self.machine(arn)?).input(text_of(&other["input"]));
            self.engine.start(start).map_err(|error| error.to_string())?;
        }
        driver::start(vector, &self.engine, self.store.queues().clone(), &self.clock);
        let mut start = StartExecution::new(machine);
        if let Some(input) = vector.input() {
            start = start.input(input);
        }
        if let Some(name) = vector.text("execution_name") {
            start = start.name(name);
        }
        start.synchronous = vector.text("mode").is_some_and(|mode| mode == "StartSyncExecution");
        let execution = self.engine.start(start).map_err(|error| error.to_string())?;
        let ended = tokio::select! {
            outcome = execution.wait() => Some(outcome),
            () = self.clock.sleep(HORIZON) => None,
        };
        Ok(answer(&execution, ended))
    }
}

fn answer(execution: &Execution, ended: Option<distmap_engine::Outcome>) -> Answer {
    let events = Some(execution.history());
    match ended {
        None => Answer { status: "RUNNING".into(), events, ..Answer::default() },
        Some(outcome) => {
            let (error, cause) = outcome.failure();
            Answer {
                status: outcome.status().as_str().to_owned(),
                output: outcome.output().map(str::to_owned),
                error: error.map(str::to_owned),
                cause: cause.map(str::to_owned),
                events,
            }
        }
    }
}

fn compiled(
    arn: String,
    name: String,
    role_arn: String,
    execution_type: distmap_asl::ExecutionType,
    definition: &str,
) -> Result<StateMachineRef, String> {
    let machine = distmap_asl::parse(definition).map_err(|error| format!("refused: {error}"))?;
    let plan = Plan::compile(&machine).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        format!("does not compile: {}", errors.join("; "))
    })?;
    Ok(StateMachineRef {
        arn,
        name,
        role_arn,
        qualified_arn: None,
        execution_type,
        plan: Arc::new(plan),
        definition: definition.into(),
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
