//! The engine: ports, handlers and limits, shared by all executions.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use distmap_asl::ExecutionType;

use crate::callbacks::Callbacks;
use crate::error::DefinitionError;
use crate::execution::{Live, StateMachineRef, StateMachines};
use crate::handlers::Handlers;
use crate::journal::{Journal, MemoryJournal};
use crate::map_run::MapRuns;
use crate::mocks::MockConfig;
use crate::plan::Plan;
use crate::ports::{Clock, Ids, Objects, Queues, Topics};
use crate::time::{RandomIds, SystemClock};

/// The limits that AWS sets, and those of this machine.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Events in the history of a STANDARD execution; AWS's 25,000.
    pub history_events: u64,
    /// Iterations of an INLINE map at once; AWS's 40.
    pub inline_concurrency: usize,
    /// Child executions at once in this process, over all Map Runs; 0 chooses by the machine.
    pub children: usize,
    /// Histories of successful child executions that are kept, per Map Run. Those of failed
    /// ones always are.
    pub child_histories: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { history_events: 25_000, inline_concurrency: 40, children: 0, child_histories: 1 }
    }
}

/// Runs executions. Cloning gives another handle on the same engine.
#[derive(Clone)]
pub struct Engine {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) objects: Option<Arc<dyn Objects>>,
    pub(crate) topics: Option<Arc<dyn Topics>>,
    pub(crate) queues: Option<Arc<dyn Queues>>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn Ids>,
    pub(crate) journal: Arc<dyn Journal>,
    pub(crate) handlers: Handlers,
    pub(crate) mocks: MockConfig,
    pub(crate) limits: Limits,
    pub(crate) map_runs: MapRuns,
    pub(crate) region: Arc<str>,
    pub(crate) account: String,
    pub(crate) callbacks: Callbacks,
    pub(crate) state_machines: OnceLock<Arc<dyn StateMachines>>,
    pub(crate) live: RwLock<HashMap<Arc<str>, Arc<Live>>>,
    /// Whether executions are left as they are, for the next process to go on with.
    pub(crate) suspended: AtomicBool,
    /// Held while an execution is redriven.
    pub(crate) redrives: tokio::sync::Mutex<()>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("region", &self.shared.region)
            .field("account", &self.shared.account)
            .field("handlers", &self.shared.handlers)
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// Starts building an engine.
    pub fn builder() -> EngineBuilder {
        EngineBuilder::default()
    }

    /// The Region in the ARNs that the engine makes.
    pub fn region(&self) -> &str {
        &self.shared.region
    }

    /// The account in the ARNs that the engine makes.
    pub fn account(&self) -> &str {
        &self.shared.account
    }

    /// The engine's clock.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.shared.clock
    }

    /// Tells the engine where tasks find the state machines that they start. Only the first call counts.
    pub fn set_state_machines(&self, machines: Arc<dyn StateMachines>) {
        // A second registry would make the answer depend on the moment.
        let _ = self.shared.state_machines.set(machines);
    }

    /// A new identifier.
    pub fn new_id(&self) -> String {
        self.shared.ids.next()
    }

    /// An ARN of Step Functions in the engine's Region and account.
    pub fn arn(&self, kind: &str, rest: &str) -> String {
        format!("arn:aws:states:{}:{}:{kind}:{rest}", self.region(), self.account())
    }

    /// A STANDARD state machine of the engine's Region and account, from the text of its definition.
    ///
    /// The fields can be changed before it is started, such as `execution_type` for an EXPRESS one.
    ///
    /// ```
    /// use distmap_engine::{Engine, StartExecution};
    ///
    /// let engine = Engine::builder().build();
    /// let machine = engine.state_machine("hello", r#"{
    ///     "StartAt": "Greet",
    ///     "States": {"Greet": {"Type": "Pass", "Result": "hello", "End": true}}
    /// }"#)?;
    /// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
    /// let execution = engine.start(StartExecution::new(machine)).unwrap();
    /// assert_eq!(execution.wait().await.output(), Some(r#""hello""#));
    /// # });
    /// # Ok::<(), distmap_engine::DefinitionError>(())
    /// ```
    ///
    /// # Errors
    /// A text that is no definition, or one that does not compile.
    pub fn state_machine(
        &self,
        name: &str,
        definition: &str,
    ) -> Result<StateMachineRef, DefinitionError> {
        let plan = Plan::compile(&distmap_asl::parse(definition)?);
        Ok(StateMachineRef {
            arn: self.arn("stateMachine", name),
            name: name.to_owned(),
            role_arn: format!("arn:aws:iam::{}:role/{name}", self.account()),
            qualified_arn: None,
            execution_type: ExecutionType::Standard,
            plan: Arc::new(plan.map_err(DefinitionError::Compile)?),
            definition: definition.into(),
        })
    }

    /// To be called before the process ends while executions run: what is dropped from here on is not
    /// recorded as aborted, so that the next process goes on with it ([`Engine::resume`]).
    pub fn suspend(&self) {
        self.shared.suspended.store(true, Ordering::Release);
    }

    pub(crate) fn is_suspended(&self) -> bool {
        self.shared.suspended.load(Ordering::Acquire)
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.shared.limits
    }

    pub(crate) fn handlers(&self) -> &Handlers {
        &self.shared.handlers
    }

    pub(crate) fn objects(&self) -> Option<&Arc<dyn Objects>> {
        self.shared.objects.as_ref()
    }

    pub(crate) fn topics(&self) -> Option<&Arc<dyn Topics>> {
        self.shared.topics.as_ref()
    }

    pub(crate) fn queues(&self) -> Option<&Arc<dyn Queues>> {
        self.shared.queues.as_ref()
    }

    pub(crate) fn state_machines(&self) -> Option<&Arc<dyn StateMachines>> {
        self.shared.state_machines.get()
    }

    pub(crate) fn callbacks(&self) -> &Callbacks {
        &self.shared.callbacks
    }

    pub(crate) fn live(&self, arn: &str) -> Option<Arc<Live>> {
        self.shared.live.read().unwrap_or_else(PoisonError::into_inner).get(arn).cloned()
    }

    pub(crate) fn all_live(&self) -> Vec<Arc<Live>> {
        self.shared.live.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    pub(crate) fn enlist(&self, live: Arc<Live>) {
        let mut all = self.shared.live.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(live.started.arn.clone(), live);
    }

    /// Forgets an execution that has ended, unless a redrive has taken its place.
    pub(crate) fn delist(&self, ended: &Arc<Live>) {
        let mut all = self.shared.live.write().unwrap_or_else(PoisonError::into_inner);
        if all.get(&ended.started.arn).is_some_and(|live| Arc::ptr_eq(live, ended)) {
            all.remove(&ended.started.arn);
        }
    }

    /// Where the engine writes what must survive.
    pub fn journal(&self) -> &Arc<dyn Journal> {
        &self.shared.journal
    }
}

/// Builds an [`Engine`]. What is not given: no buckets, topics or queues, the system's clock,
/// random ids, a journal in memory, Region `us-east-1`, account `000000000000`.
pub struct EngineBuilder {
    shared: Shared,
}

impl Default for EngineBuilder {
    fn default() -> Self {
        Self {
            shared: Shared {
                objects: None,
                topics: None,
                queues: None,
                clock: Arc::new(SystemClock),
                ids: Arc::new(RandomIds),
                journal: Arc::new(MemoryJournal::default()),
                handlers: Handlers::default(),
                limits: Limits::default(),
                map_runs: MapRuns::new(0, 0),
                mocks: MockConfig::default(),
                region: "us-east-1".into(),
                account: "000000000000".into(),
                callbacks: Callbacks::default(),
                state_machines: OnceLock::new(),
                live: RwLock::default(),
                suspended: AtomicBool::new(false),
                redrives: tokio::sync::Mutex::default(),
            },
        }
    }
}

impl EngineBuilder {
    /// Buckets for the S3 integrations, item readers and result writers.
    pub fn objects(mut self, objects: Arc<dyn Objects>) -> Self {
        self.shared.objects = Some(objects);
        self
    }

    /// Topics for the SNS integrations.
    pub fn topics(mut self, topics: Arc<dyn Topics>) -> Self {
        self.shared.topics = Some(topics);
        self
    }

    /// Queues for the SQS integrations.
    pub fn queues(mut self, queues: Arc<dyn Queues>) -> Self {
        self.shared.queues = Some(queues);
        self
    }

    /// The clock.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.shared.clock = clock;
        self
    }

    /// Where ids come from.
    pub fn ids(mut self, ids: Arc<dyn Ids>) -> Self {
        self.shared.ids = ids;
        self
    }

    /// Where what must survive is written.
    pub fn journal(mut self, journal: Arc<dyn Journal>) -> Self {
        self.shared.journal = journal;
        self
    }

    /// Registers an async closure for a resource's ARN.
    pub fn handler<F, R>(mut self, resource: impl Into<String>, handler: F) -> Self
    where
        F: Fn(crate::TaskRequest) -> R + Send + Sync + 'static,
        R: Future<Output = Result<serde_json::Value, crate::TaskError>> + Send + 'static,
    {
        self.shared.handlers.insert(resource, handler);
        self
    }

    /// Mocked answers of tasks, chosen by an execution's test case.
    pub fn mocks(mut self, mocks: MockConfig) -> Self {
        self.shared.mocks = mocks;
        self
    }

    /// Where tasks find the state machines that they start.
    pub fn state_machines(mut self, machines: Arc<dyn StateMachines>) -> Self {
        self.shared.state_machines = OnceLock::from(machines);
        self
    }

    /// The limits.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.shared.limits = limits;
        self
    }

    /// The Region in ARNs.
    pub fn region(mut self, region: impl Into<Arc<str>>) -> Self {
        self.shared.region = region.into();
        self
    }

    /// The account in ARNs.
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.shared.account = account.into();
        self
    }

    /// The engine.
    pub fn build(mut self) -> Engine {
        let limits = &self.shared.limits;
        self.shared.map_runs = MapRuns::new(limits.children, limits.child_histories);
        Engine { shared: Arc::new(self.shared) }
    }
}
