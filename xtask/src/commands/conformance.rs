//! `cargo xtask conformance`: recorded answers of AWS Step Functions against ours.

use std::path::PathBuf;

use clap::Args;
use distmap_tests::conformance::{self, Case, Report, Transport, Verdict};

use crate::cli::Global;
use crate::error::{CommandError, Exit, Result};
use crate::output;

/// Run recorded answers of AWS Step Functions and compare.
///
/// Each file under DIR is one question put to the real service and the answer it gave. A *result*
/// is status, output, error and cause (or the API's response); a *history* is the event history.
/// Both are `passed`, `failed` or `skipped`.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask conformance ../shared/conformance
  cargo xtask conformance ../shared/conformance --filter choice --failed
  cargo xtask conformance ../shared/conformance --filter api_ --over-http
  cargo xtask conformance ../shared/conformance --case base__state_pass_result-02b1b9")]
pub(crate) struct Conformance {
    /// The folder of vectors
    dir: PathBuf,
    /// Only vectors whose category or id contains this text
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Only this vector, with everything that differs
    #[arg(long, value_name = "ID")]
    case: Option<String>,
    /// List the vectors that failed, with the first difference of each
    #[arg(long)]
    failed: bool,
    /// Run the vectors too whose recording is not to be taken for truth
    #[arg(long)]
    unverified: bool,
    /// Ask over HTTP on a loopback port, signed by AWS's SDK, instead of in this process
    #[arg(long)]
    over_http: bool,
}

pub(crate) fn run(args: &Conformance, global: &Global) -> Result<()> {
    let mut vectors =
        conformance::load(&args.dir).map_err(|error| CommandError::new(Exit::Missing, error))?;
    if let Some(id) = &args.case {
        vectors.retain(|vector| &vector.id == id);
    }
    if let Some(text) = &args.filter {
        vectors.retain(|vector| vector.id.contains(text) || vector.category.contains(text));
    }
    if vectors.is_empty() {
        return Err(CommandError::new(Exit::Missing, "no vector of that name"));
    }
    let transport = if args.over_http { Transport::Http } else { Transport::InProcess };
    let bar = output::bar(vectors.len() as u64, "vectors", global);
    let report = conformance::run(&vectors, args.unverified, transport, |_| bar.inc(1));
    bar.finish_and_clear();
    if global.json {
        output::json(&report.to_json());
    } else if args.case.is_some() {
        report.cases.iter().for_each(show);
    } else {
        output::line(report.table().trim_end());
        if args.failed {
            list_failed(&report);
        }
    }
    match report.total().failed {
        0 => Ok(()),
        _ => Err(CommandError::silent(Exit::Failed)),
    }
}

fn list_failed(report: &Report) {
    let failed = |case: &&Case| case.result == Verdict::Failed || case.history == Verdict::Failed;
    for case in report.cases.iter().filter(failed) {
        let level = if case.result == Verdict::Failed { "result" } else { "history" };
        let reason = case.reason.as_deref().unwrap_or("");
        output::line(&format!("{level:<8}{}/{}\n        {reason}", case.category, case.id));
    }
}

/// One case with all its differences.
fn show(case: &Case) {
    output::line(&format!("{}/{}", case.category, case.id));
    output::line(&format!("result {}, history {}", case.result.word(), case.history.word()));
    if let Some(reason) = case.reason.as_ref().filter(|_| case.differences.is_empty()) {
        output::line(reason);
    }
    for difference in &case.differences {
        output::line(&format!("\n{}", difference.detail()));
    }
}
