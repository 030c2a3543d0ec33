//! `cargo xtask invoke`: starts an execution, shows it live, and sums up.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use aws_sdk_sfn::operation::describe_execution::DescribeExecutionOutput;
use aws_sdk_sfn::operation::describe_map_run::DescribeMapRunOutput;
use aws_sdk_sfn::types::{ExecutionRedriveStatus, ExecutionStatus};
use clap::Args;
use serde_json::{Value, json};

use crate::cli::Global;
use crate::commands::failures;
use crate::error::{CommandError, Exit, Result, service};
use crate::forecast;
use crate::interrupt::Interrupt;
use crate::output;
use crate::progress::Progress;
use crate::session::{Session, TargetArgs};
use crate::time;
use crate::walk::{self, Failure};

/// How many failures the summary looks at; `failures` shows all.
const FAILURES_LOOKED_AT: usize = 1_000;

/// Start an execution, follow it to its end, and sum up.
///
/// Ctrl-C interrupts it: nothing is lost, and `cargo xtask redrive` goes on with it.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask invoke
  cargo xtask invoke --target aws          # shows what it will cost, and asks
  cargo xtask invoke --name monday --input '{\"prefix\": \"a/\"}'")]
pub(crate) struct Invoke {
    /// The input, a JSON text
    #[arg(long, default_value = "{}", value_name = "JSON")]
    input: String,
    /// The input, from a file
    #[arg(long, value_name = "FILE", conflicts_with = "input")]
    input_file: Option<PathBuf>,
    /// The execution's name; chosen if absent
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Start without asking whether the run may cost what it will (AWS)
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    target: TargetArgs,
}

pub(crate) async fn run(args: &Invoke, global: &Global) -> Result<()> {
    let input = match &args.input_file {
        Some(path) => {
            std::fs::read_to_string(path).map_err(|error| CommandError::file(path, error))?
        }
        None => args.input.clone(),
    };
    serde_json::from_str::<Value>(&input).map_err(|error| {
        CommandError::new(Exit::Input, format!("the input is no JSON: {error}"))
    })?;
    let session = Session::open_to_run(&args.target, global).await?;
    if session.target.is_aws() {
        forecast::confirm(&session, args.yes, global).await?;
    }
    let done = invoke(&session, &input, args.name.as_deref(), global).await;
    session.close().await?;
    done
}

/// Starts, follows and sums up; also what `demo` does.
pub(crate) async fn invoke(
    session: &Session,
    input: &str,
    name: Option<&str>,
    global: &Global,
) -> Result<()> {
    let interrupt = Interrupt::listen()?;
    let machine = session.deployment()?.state_machine_arn.clone();
    let from = end_of_messages(session)?;
    let request = session.sfn.start_execution().state_machine_arn(machine).input(input);
    let started = request.set_name(name.map(str::to_owned)).send().await;
    let arn = started.map_err(|error| service("start the execution", error))?.execution_arn;
    watch(session, &arn, from, interrupt, global).await
}

/// Follows an execution to its end and sums up; also what `redrive` does.
pub(crate) async fn watch(
    session: &Session,
    arn: &str,
    from: u64,
    mut interrupt: Interrupt,
    global: &Global,
) -> Result<()> {
    let began = Instant::now();
    let mut progress = Progress::new(global);
    let ended = tokio::select! {
        ended = follow(session, arn, &mut progress) => Some(ended?),
        () = interrupt.wanted() => None,
    };
    progress.finish();
    let Some(ended) = ended else { return Err(interrupted(session, arn).await) };
    let summary = Summary::collect(session, ended, began.elapsed(), from).await?;
    if global.json {
        output::json(&summary.json());
    } else {
        output::line(&summary.text(&session.options()));
    }
    match summary.execution.status {
        ExecutionStatus::Succeeded => Ok(()),
        _ => Err(CommandError::silent(Exit::Failed)),
    }
}

/// What is said when nobody wants to wait any longer: how things stand, and how to go on.
async fn interrupted(session: &Session, arn: &str) -> CommandError {
    let (mut done, mut total) = (0, 0);
    for run in walk::map_runs(&session.sfn, arn).await.unwrap_or_default() {
        let described = walk::describe(&session.sfn, &run.map_run_arn).await;
        if let Some(counts) = described.ok().and_then(|run| run.item_counts) {
            total += counts.total;
            done += counts.succeeded + counts.failed + counts.timed_out;
        }
    }
    let name = arn.rsplit(':').next().unwrap_or(arn);
    let options = session.options();
    let (message, hint) = if session.runs_here() {
        let message = format!(
            "interrupted with {done} of {total} items done; the execution {name} is RUNNING still, and waits"
        );
        let hint = format!(
            "`cargo xtask redrive {name}{options}` goes on with it, and so does the next `invoke` or `serve`"
        );
        (message, hint)
    } else {
        let message =
            format!("no longer watching; the execution {name} runs on where it was started");
        (message, format!("`cargo xtask redrive {name}{options}` watches it again"))
    };
    CommandError::with_hint(Exit::Interrupted, message, hint)
}

/// Where the next message of the topic will be.
pub(crate) fn end_of_messages(session: &Session) -> Result<u64> {
    let Some(mut messages) = session.messages(0)? else { return Ok(0) };
    messages.by_ref().for_each(drop);
    Ok(messages.next_position())
}

/// Waits for the end and shows the Map Runs meanwhile.
async fn follow(
    session: &Session,
    arn: &str,
    progress: &mut Progress,
) -> Result<DescribeExecutionOutput> {
    loop {
        let described = session.sfn.describe_execution().execution_arn(arn).send().await;
        let described = described.map_err(|error| service("describe the execution", error))?;
        if progress.wanted() || described.status != ExecutionStatus::Running {
            for run in walk::map_runs(&session.sfn, arn).await? {
                progress.show(&walk::describe(&session.sfn, &run.map_run_arn).await?);
            }
        }
        if described.status != ExecutionStatus::Running {
            return Ok(described);
        }
        tokio::time::sleep(session.poll_interval()).await;
    }
}

/// What is said at the end.
struct Summary {
    execution: DescribeExecutionOutput,
    took: Duration,
    runs: Vec<DescribeMapRunOutput>,
    failures: Vec<Failure>,
    /// As AWS bills them; known of the embedded engine only.
    transitions: Option<u64>,
    /// Published by this run; known of the embedded engine only.
    published: Option<u64>,
}

impl Summary {
    async fn collect(
        session: &Session,
        execution: DescribeExecutionOutput,
        took: Duration,
        from: u64,
    ) -> Result<Self> {
        let runs = walk::all_map_runs(&session.sfn, &execution.execution_arn).await?;
        let mut failures = Vec::new();
        let mut look = |failure| {
            failures.push(failure);
            match failures.len() {
                FAILURES_LOOKED_AT.. => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        };
        // Of those that nothing tells of the summary has the number.
        walk::failures(&session.s3, &session.sfn, &runs, &mut look).await?;
        let runs = runs.into_iter().map(|run| run.described).collect();
        let transitions = session.billed_transitions(&execution.execution_arn).await?;
        let published = session.messages(from)?.map(|messages| messages.count() as u64);
        Ok(Self { execution, took, runs, failures, transitions, published })
    }

    /// Items of the outermost Map Runs: the objects.
    fn items(&self) -> i64 {
        let outer =
            self.runs.iter().filter(|run| run.execution_arn == self.execution.execution_arn);
        outer
            .filter_map(|run| run.item_counts.as_ref())
            .map(|counts| counts.total)
            .max()
            .unwrap_or(0)
    }

    fn children(&self) -> i64 {
        self.runs.iter().filter_map(|run| run.execution_counts.as_ref()).map(|c| c.total).sum()
    }

    fn failed(&self) -> i64 {
        let counts = self.runs.iter().filter_map(|run| run.execution_counts.as_ref());
        counts.map(|counts| counts.failed + counts.timed_out + counts.aborted).sum()
    }

    /// Failures by error name: how many of those looked at, and one of them.
    fn by_error(&self) -> BTreeMap<&str, (usize, &Failure)> {
        let mut groups = BTreeMap::new();
        for failure in &self.failures {
            groups.entry(failure.error.as_str()).or_insert((0, failure)).0 += 1;
        }
        groups
    }

    fn text(&self, options: &str) -> String {
        let items = self.items();
        let rate = items as f64 / self.took.as_secs_f64().max(1e-3);
        let mut text = format!(
            "{} in {}: {}\n",
            self.execution.status.as_str(),
            time::span(self.took),
            self.execution.execution_arn
        );
        if let (Some(error), cause) = (&self.execution.error, &self.execution.cause) {
            text += &format!("  error            {error}: {}\n", cause.as_deref().unwrap_or(""));
        }
        text += &format!("  items            {items} ({rate:.0}/s)\n");
        text += &format!("  Map Runs         {}\n", self.runs.len());
        text += &format!("  children         {}\n", self.children());
        if let Some(transitions) = self.transitions {
            text += &format!("  transitions      {transitions} as AWS would bill them\n");
        }
        if let Some(published) = self.published {
            text += &format!("  messages         {published} published\n");
        }
        text += &format!("  failed children  {}", self.failed());
        for (error, (count, sample)) in self.by_error() {
            let sample = failures::text(sample).replace('\n', "\n    ");
            text += &format!("\n    {count} x {error}, such as\n      {sample}");
        }
        if self.failed() > 0 {
            text += &format!("\n  all of them: cargo xtask failures{options}");
        }
        if self.execution.redrive_status == Some(ExecutionRedriveStatus::Redrivable) {
            let name = self.execution.name.as_deref().unwrap_or(&self.execution.execution_arn);
            text += &format!(
                "\n  go on where it failed, once the cause is mended: cargo xtask redrive {name}{options}"
            );
        }
        text
    }

    fn json(&self) -> Value {
        let groups: Vec<Value> = self
            .by_error()
            .into_iter()
            .map(|(error, (count, sample))| {
                json!({ "error": error, "count": count, "sample": sample.json() })
            })
            .collect();
        json!({
            "executionArn": self.execution.execution_arn,
            "status": self.execution.status.as_str(),
            "error": self.execution.error,
            "cause": self.execution.cause,
            "output": self.execution.output,
            "redriveCount": self.execution.redrive_count,
            "redriveStatus": self.execution.redrive_status.as_ref().map(|status| status.as_str()),
            "seconds": self.took.as_secs_f64(),
            "items": self.items(),
            "mapRuns": self.runs.len(),
            "children": self.children(),
            "stateTransitions": self.transitions,
            "messages": self.published,
            "failed": self.failed(),
            "failures": groups,
        })
    }
}
