//! The journal against the engine's own in memory, and over the end of its process.

use std::sync::Arc;

use bytes::Bytes;
use distmap_asl::ExecutionType;
use distmap_engine::Status;
use distmap_engine::journal::{
    Checkpoint, ChildFinished, ChildQuery, Counts, ExecutionFinished, ExecutionQuery,
    ExecutionRedriven, ExecutionStarted, Journal as _, MapRunCounters, MapRunSettings,
    MapRunStarted, MemoryJournal, Paging, Record, Redrive,
};
use distmap_engine::ports::ServiceError;
use distmap_store::{Journal, Store};
use proptest::prelude::*;

type Outcome = Result<(), Box<dyn std::error::Error>>;

const MACHINE: &str = "arn:aws:states:us-east-1:000000000000:stateMachine:m";
const RUNS: usize = 3;

fn execution_arn(at: usize) -> Arc<str> {
    format!("arn:aws:states:us-east-1:000000000000:execution:m:e{at}").into()
}

fn run_arn(at: usize) -> Arc<str> {
    format!("arn:aws:states:us-east-1:000000000000:mapRun:m/Map:{at}").into()
}

fn execution(at: usize) -> Record {
    Record::ExecutionStarted(Arc::new(ExecutionStarted {
        arn: execution_arn(at),
        name: format!("e{at}"),
        state_machine_arn: format!("{MACHINE}{}", at % 2),
        qualified_arn: (at.is_multiple_of(3)).then(|| "q".to_owned()),
        execution_type: if at.is_multiple_of(2) {
            ExecutionType::Standard
        } else {
            ExecutionType::Express
        },
        role_arn: "role".into(),
        started: at as i64,
        input: "{}".into(),
        definition: "{\"StartAt\":\"A\"}".into(),
        trace_header: None,
    }))
}

fn run(at: usize) -> Record {
    Record::MapRunStarted(Arc::new(MapRunStarted {
        arn: run_arn(at),
        execution_arn: execution_arn(at % 2),
        state_machine_arn: format!("{MACHINE}/Map"),
        child_type: ExecutionType::Express,
        started: at as i64,
        settings: MapRunSettings { tolerated_failure_percentage: 2.5, ..Default::default() },
    }))
}

fn status(at: usize) -> Status {
    [Status::Succeeded, Status::Failed, Status::TimedOut, Status::Aborted][at % 4]
}

fn child(run: usize, at: usize) -> ChildFinished {
    let arn = format!("arn:aws:states:us-east-1:000000000000:execution:m/Map:{run}-{at}");
    ChildFinished {
        map_run_arn: run_arn(run),
        name: if at.is_multiple_of(5) { "other".into() } else { format!("{run}-{at}") },
        arn: arn.into(),
        index: at as u64,
        status: status(at / 3),
        started: 1,
        stopped: 2,
        items: 3,
        input: (at.is_multiple_of(2)).then(|| "[]".into()),
        output: (at.is_multiple_of(3)).then(|| "{}".into()),
        error: (at.is_multiple_of(4)).then(|| "States.TaskFailed".into()),
        cause: None,
        transitions: 9,
        redrive: at.is_multiple_of(7).then_some(Redrive { count: 1, date: 3 }),
    }
}

fn counters(n: u64) -> MapRunCounters {
    let items = Counts { succeeded: n, total: n + 1, ..Counts::default() };
    MapRunCounters { items, executions: items, transitions: n, all_read: n % 2 == 1 }
}

fn record(kind: usize, at: usize, n: usize) -> Record {
    match kind {
        0 => execution(at),
        1 => Record::ExecutionFinished(ExecutionFinished {
            arn: execution_arn(at),
            status: status(n),
            stopped: n as i64,
            output: Some("1".into()),
            error: None,
            cause: Some("c".into()),
            transitions: 3,
        }),
        2 => Record::Checkpoint(Checkpoint {
            execution_arn: execution_arn(at),
            state: format!("S{n}"),
            input: "{}".into(),
            variables: "{}".into(),
            transitions: n as u64,
            last_event: 4,
        }),
        3 => run(at % RUNS),
        4 => Record::MapRunUpdated {
            map_run_arn: run_arn(at % RUNS),
            settings: MapRunSettings { max_concurrency: n as u64, ..Default::default() },
        },
        5 => {
            Record::MapRunProgress { map_run_arn: run_arn(at % RUNS), counters: counters(n as u64) }
        }
        7 => Record::MapRunResumed {
            map_run_arn: run_arn(at % RUNS),
            redrive: (n % 2 == 1).then_some(Redrive { count: n as u64, date: 7 }),
        },
        8 => Record::ExecutionRedriven(ExecutionRedriven {
            arn: execution_arn(at),
            redrive: Redrive { count: n as u64, date: 8 },
            tokens: (0..n % 3).map(|token| (format!("token {token}"), 8)).collect(),
        }),
        9 => Record::MapRunFinished {
            map_run_arn: run_arn(at % RUNS),
            status: status(n),
            stopped: n as i64,
            counters: counters(n as u64),
        },
        6 => Record::History {
            execution_arn: execution_arn(at),
            events: Bytes::from(format!("part {n}")),
        },
        _ => Record::ChildFinished(child(at % RUNS, n)),
    }
}

/// Everything that can be asked of a journal, as text.
async fn answers(journal: &dyn distmap_engine::journal::Journal) -> Result<String, ServiceError> {
    let mut text = String::new();
    let mut say = |what: &dyn std::fmt::Debug| text.push_str(&format!("{what:?}\n"));
    for at in 0..4 {
        say(&journal.execution(&execution_arn(at)).await?);
        say(&journal.history(&execution_arn(at)).await?);
    }
    for status in [None, Some(Status::Running), Some(Status::Failed)] {
        for machine in [None, Some(format!("{MACHINE}1"))] {
            let mut query = ExecutionQuery {
                state_machine_arn: machine,
                status,
                paging: Paging { token: None, max: 2 },
            };
            loop {
                let page = journal.executions(&query).await?;
                say(&page.items);
                query.paging.token = page.next;
                if query.paging.token.is_none() {
                    break;
                }
            }
        }
        for run in 0..RUNS {
            let mut query = ChildQuery {
                map_run_arn: run_arn(run).to_string(),
                status,
                redriven: None,
                paging: Paging { token: None, max: 7 },
            };
            let mut all = Vec::new();
            loop {
                let page = journal.children(&query).await?;
                all.extend(page.items);
                query.paging.token = page.next;
                if query.paging.token.is_none() {
                    break;
                }
            }
            say(&all);
        }
    }
    say(&journal.unfinished().await?);
    say(&journal.open_map_runs().await?);
    for run in 0..RUNS {
        say(&journal.map_run(&run_arn(run)).await?);
        say(&journal.child(&child(run, 4).arn).await?);
    }
    for at in 0..2 {
        say(&journal.map_runs(&execution_arn(at), &Paging::default()).await?.items);
    }
    Ok(text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn answers_as_the_one_in_memory(
        steps in prop::collection::vec((0usize..16, 0usize..4, 0usize..50), 0..200),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        runtime.block_on(async {
            let dir = tempfile::tempdir()?;
            let dir = dir.path().join("state");
            let model = MemoryJournal::default();
            let (mut executions, mut runs) = (Vec::new(), Vec::new());
            {
                let store = Store::open(&dir)?;
                for (kind, at, n) in steps {
                    // Executions and Map Runs begin once, before anything else is said of them.
                    let known = match kind {
                        0 => !executions.contains(&at),
                        1 | 2 | 8 => executions.contains(&at),
                        3 => !runs.contains(&(at % RUNS)),
                        6 => true,
                        _ => runs.contains(&(at % RUNS)),
                    };
                    if known {
                        match kind {
                            0 => executions.push(at),
                            3 => runs.push(at % RUNS),
                            _ => {}
                        }
                        model.append(record(kind, at, n));
                        store.journal().append(record(kind, at, n));
                    }
                }
                assert_eq!(answers(&**store.journal()).await?, answers(&model).await?);
                store.journal().flush().await?;
            }
            let store = Store::open(&dir)?;
            assert_eq!(answers(&**store.journal()).await?, answers(&model).await?);
            Ok::<(), Box<dyn std::error::Error>>(())
        }).expect("both answer");
    }
}

async fn count(journal: &Journal, status: Option<Status>) -> Result<usize, ServiceError> {
    let mut query =
        ChildQuery { map_run_arn: run_arn(0).to_string(), status, ..Default::default() };
    let mut count = 0;
    loop {
        let page = journal.children(&query).await?;
        count += page.items.len();
        query.paging.token = page.next;
        if query.paging.token.is_none() {
            return Ok(count);
        }
    }
}

#[tokio::test]
async fn many_children_are_paged() -> Outcome {
    let dir = tempfile::tempdir()?;
    let dir = dir.path().join("state");
    {
        let store = Store::open(&dir)?;
        store.journal().append(execution(0));
        store.journal().append(run(0));
        for at in 0..10_000usize {
            let status = if at.is_multiple_of(1_000) { Status::Failed } else { Status::Succeeded };
            store.journal().append(Record::ChildFinished(ChildFinished { status, ..child(0, at) }));
        }
        assert_eq!(count(store.journal(), None).await?, 10_000);
        assert_eq!(count(store.journal(), Some(Status::Failed)).await?, 10);
    }
    let store = Store::open(&dir)?;
    assert_eq!(count(store.journal(), None).await?, 10_000);
    assert_eq!(count(store.journal(), Some(Status::Failed)).await?, 10);
    let found = store.journal().child(&child(0, 9_321).arn).await?;
    assert_eq!(found.map(|child| child.index), Some(9_321));
    assert_eq!(store.journal().child("none").await?, None);
    let query = ChildQuery {
        map_run_arn: run_arn(0).to_string(),
        paging: Paging { token: Some("x".into()), max: 1 },
        ..Default::default()
    };
    assert_eq!(
        store.journal().children(&query).await.map_err(|e| e.code),
        Err("InvalidToken".into())
    );
    Ok(())
}

#[tokio::test]
async fn forgotten_machines_leave_the_others() -> Outcome {
    let dir = tempfile::tempdir()?;
    let dir = dir.path().join("state");
    {
        let store = Store::open(&dir)?;
        (0..4).for_each(|at| store.journal().append(execution(at)));
        store.journal().append(run(0));
        store.journal().forget(&format!("{MACHINE}0")).await?;
        assert_eq!(store.journal().executions(&ExecutionQuery::default()).await?.items.len(), 2);
    }
    let store = Store::open(&dir)?;
    assert_eq!(store.journal().executions(&ExecutionQuery::default()).await?.items.len(), 2);
    let before = std::fs::metadata(dir.join("journal.log"))?.len();
    store.journal().forget(&format!("{MACHINE}1")).await?;
    // Nothing is left that anybody could ask for: the file is small again.
    assert!(std::fs::metadata(dir.join("journal.log"))?.len() < before / 4);
    store.journal().append(execution(1));
    assert!(store.journal().execution(&execution_arn(1)).await?.is_some());
    Ok(())
}
