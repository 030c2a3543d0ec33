//! A store with a bucket of objects, and an engine on it.

use std::collections::BTreeMap;
use std::sync::Arc;

use distmap_asl::ExecutionType;
use distmap_asl::workflow::{Settings, Variant};
use distmap_assets::Generator;
use distmap_engine::ports::{Objects, PutOptions, Topics};
use distmap_engine::{Engine, Outcome, Plan, StartExecution, StateMachineRef};
use distmap_store::{BucketKind, Store};
use futures::StreamExt;
use tempfile::TempDir;

use super::Error;

pub(super) const BUCKET: &str = "objects";
pub(super) const RESULTS: &str = "results";
pub(super) const TOPIC: &str = "arn:aws:sns:us-east-1:000000000000:published";

/// Where a bucket keeps its objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// In the store's own files, the default.
    Packed,
    /// A file each, in a folder.
    Folder,
    /// In memory.
    Memory,
}

impl Backend {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Packed, Self::Folder, Self::Memory];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Packed => "packed",
            Self::Folder => "folder",
            Self::Memory => "memory",
        }
    }
}

/// A store with objects in it, in a directory that goes with it.
pub struct World {
    store: Store,
    _directory: TempDir,
}

impl World {
    /// Fills a bucket with `count` generated objects.
    ///
    /// # Errors
    /// What the store met.
    pub fn new(backend: Backend, count: u64) -> Result<Self, Error> {
        let directory = tempfile::tempdir()?;
        let store = Store::open(directory.path().join("state"))?;
        let folder = directory.path().join("bucket");
        let kind = match backend {
            Backend::Packed => BucketKind::Packed,
            Backend::Memory => BucketKind::Memory,
            Backend::Folder => {
                std::fs::create_dir(&folder)?;
                BucketKind::Folder(folder.clone())
            }
        };
        store.objects().create_bucket(BUCKET, kind)?;
        store.objects().create_bucket(RESULTS, BucketKind::Packed)?;
        store.topics().create_topic(TOPIC, BTreeMap::new(), BTreeMap::new())?;
        let settings = distmap_assets::Settings { count, ..distmap_assets::Settings::default() };
        let generator = Generator::new(settings)?;
        if backend == Backend::Folder {
            for (key, body) in generator.objects() {
                std::fs::write(folder.join(&key), body)?;
            }
        } else {
            futures::executor::block_on(put_all(&**store.objects(), &generator))?;
        }
        Ok(Self { store, _directory: directory })
    }

    pub(super) fn objects(&self) -> &dyn Objects {
        &**self.store.objects()
    }

    pub(super) fn topics(&self) -> &dyn Topics {
        &**self.store.topics()
    }

    /// Fails unless so many messages were published in all.
    pub(super) fn expect_messages(&self, count: u64) -> Result<(), Error> {
        let found = self.store.topics().messages(TOPIC, 0)?.count() as u64;
        if found == count { Ok(()) } else { Err(format!("{found} messages, not {count}").into()) }
    }

    /// Runs a variant over the bucket. Returns the state transitions.
    ///
    /// # Errors
    /// An execution that did not succeed.
    pub fn run(&self, variant: Variant) -> Result<u64, Error> {
        let definition = variant.definition(&Settings::new(BUCKET, TOPIC, RESULTS)?);
        let text = definition.to_value().to_string();
        let plan = Plan::compile(&definition).map_err(|errors| format!("{errors:?}"))?;
        let engine = Engine::builder()
            .objects(self.store.objects().clone())
            .topics(self.store.topics().clone())
            .journal(self.store.journal().clone())
            .build();
        let machine = StateMachineRef {
            arn: engine.arn("stateMachine", "bench"),
            name: "bench".into(),
            role_arn: "arn:aws:iam::000000000000:role/bench".into(),
            qualified_arn: None,
            execution_type: ExecutionType::Standard,
            plan: Arc::new(plan),
            definition: text.into(),
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_time().build()?;
        runtime.block_on(async {
            let execution = engine.start(StartExecution::new(machine))?;
            match execution.wait().await {
                Outcome::Succeeded { .. } => Ok(execution.transitions()),
                other => Err(format!("the execution did not succeed: {other:?}").into()),
            }
        })
    }
}

/// Puts the objects, many at a time: the store writes them in groups.
async fn put_all(objects: &dyn Objects, generator: &Generator) -> Result<(), Error> {
    let puts = generator.objects().map(|(key, body)| async move {
        objects.put(BUCKET, &key, body.into(), PutOptions::default()).await
    });
    let mut puts = futures::stream::iter(puts).buffer_unordered(1_000);
    while let Some(put) = puts.next().await {
        put?;
    }
    Ok(())
}
