//! `cargo xtask plan`: what a run costs on AWS, how long it takes, what holds it back.

use std::path::{Path, PathBuf};

use clap::Args;
use distmap_asl::StateMachine;
use distmap_asl::workflow::Variant;
use distmap_assets::list_folder;
use distmap_plan::{Estimate, Workload, estimate};
use serde_json::{Value, json};

use crate::cli::Global;
use crate::commands::generate::report;
use crate::definition;
use crate::error::{CommandError, Exit, Result};
use crate::output;
use crate::settings::SettingsArgs;
use crate::time;

/// Estimate cost and time on AWS, of a definition or of the workflow's variants.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask plan --objects 1000000
  cargo xtask plan --dir photos
  cargo xtask plan mine.asl.json --objects 50000 --size 20000")]
pub(crate) struct Plan {
    /// A definition; without one the workflow's variants are compared. - is standard input
    file: Option<PathBuf>,
    /// Objects in the bucket
    #[arg(long, value_name = "N", required_unless_present = "dir")]
    objects: Option<u64>,
    /// Count and weigh the files under this folder instead, as `upload` takes them
    #[arg(long, value_name = "DIR", conflicts_with_all = ["objects", "object_bytes"])]
    dir: Option<PathBuf>,
    /// Mean size of an object; 300 by default
    #[arg(long, visible_alias = "size", value_name = "BYTES")]
    object_bytes: Option<u64>,
    /// The Region whose prices and quotas count
    #[arg(long, default_value = "us-east-1", value_name = "REGION")]
    region: String,
    /// Prefixes that the keys are spread over, as `upload --spread` does: S3's rates are per prefix
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    spread: u32,
    /// Seconds that a child execution takes; from the tasks' latencies by default
    #[arg(long, value_name = "SECONDS")]
    child_seconds: Option<f64>,
    /// Share of the calls that are tried again, 0 to 1
    #[arg(long, default_value_t = 0.0, value_name = "SHARE")]
    retried_share: f64,
    /// Share of the objects that fail for good, 0 to 1
    #[arg(long, default_value_t = 0.0, value_name = "SHARE")]
    failed_share: f64,
    #[command(flatten)]
    settings: SettingsArgs,
}

pub(crate) fn run(args: &Plan, global: &Global) -> Result<()> {
    let found = args.dir.as_deref().map(weigh).transpose()?;
    let mut workload = Workload::new(args.objects.unwrap_or(0));
    if let Some(found) = &found {
        workload.objects = found.objects;
        workload.object_bytes = found.bytes.checked_div(found.objects).unwrap_or(0);
    }
    if let Some(bytes) = args.object_bytes {
        workload.object_bytes = bytes;
    }
    workload.region = args.region.clone();
    workload.prefixes = args.spread;
    workload.child_seconds = args.child_seconds;
    workload.retried_share = args.retried_share;
    workload.failed_share = args.failed_share;
    let mut rows = Vec::new();
    for (name, machine) in candidates(args)? {
        let estimate = estimate(&machine, &workload);
        let estimate = estimate.map_err(|error| CommandError::new(Exit::Input, error))?;
        rows.push((name, estimate));
    }
    let caveat = rows.first().and_then(|(_, estimate)| estimate.caveat());
    if global.json {
        let all: Vec<Value> = rows.iter().map(|(name, estimate)| as_json(name, estimate)).collect();
        let cheapest = rows.iter().min_by(|a, b| a.1.total_usd().total_cmp(&b.1.total_usd()));
        output::json(&json!({
            "cheapest": cheapest.map(|(name, _)| name),
            "objects": workload.objects, "objectBytes": workload.object_bytes,
            "tooLarge": found.map(|found| found.too_large),
            "region": args.region, "caveat": caveat, "estimates": all,
        }));
        return Ok(());
    }
    if let Some(Folder { too_large, .. }) = found
        && too_large > 0
    {
        output::line(&format!(
            "files of more than {MAX_BODY_BYTES} bytes: {too_large}; getObject fails on each (States.DataLimitExceeded)\n"
        ));
    }
    if let Some(caveat) = caveat {
        output::line(&format!("{caveat}\n"));
    }
    output::line(&table(&workload, &rows));
    Ok(())
}

/// What `getObject` gives at most: <https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html>.
const MAX_BODY_BYTES: u64 = 262_144;

/// What lies in a folder.
#[derive(Default)]
struct Folder {
    objects: u64,
    bytes: u64,
    /// Files whose text no state takes.
    too_large: u64,
}

/// Counts and weighs the files that `upload` would take.
fn weigh(dir: &Path) -> Result<Folder> {
    if !dir.is_dir() {
        let message = format!("{}: there is no such folder", dir.display());
        return Err(CommandError::new(Exit::Missing, message));
    }
    let mut found = Folder::default();
    for file in list_folder(dir) {
        let size = file.map_err(report)?.size;
        found.objects += 1;
        found.bytes += size;
        found.too_large += u64::from(size > MAX_BODY_BYTES);
    }
    Ok(found)
}

/// What is compared: the definition given, or all variants with the same settings.
fn candidates(args: &Plan) -> Result<Vec<(String, StateMachine)>> {
    if let Some(path) = &args.file {
        let read = definition::read(path)?;
        return Ok(vec![(read.name, read.machine)]);
    }
    let topic = "arn:aws:sns:us-east-1:000000000000:distmap-items";
    let settings = args.settings.settings("distmap-input", topic, "distmap-results")?;
    Ok(Variant::ALL.iter().map(|it| (it.name().to_owned(), it.definition(&settings))).collect())
}

/// The estimates side by side, the cheapest marked.
fn table(workload: &Workload, rows: &[(String, Estimate)]) -> String {
    let cheapest = rows.iter().map(|(_, it)| it.total_usd()).fold(f64::INFINITY, f64::min);
    let mut text = format!(
        "{} objects of {} bytes in {}, US dollars without any free tier\n\n",
        workload.objects, workload.object_bytes, workload.region
    );
    let names = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).max(12);
    text += &format!(
        "{:<names$}{:>16}{:>12}{:>14}{:>30}   {}\n",
        "definition", "Step Functions", "all in", "upload once", "time", "held back by"
    );
    for (name, it) in rows {
        let mark = if rows.len() > 1 && it.total_usd() <= cheapest { " <- cheapest" } else { "" };
        let (best, practice) = (time::seconds(it.best_seconds), time::seconds(it.practice_seconds));
        let time = if best == practice { best } else { format!("{best} to {practice}") };
        let bound = it.binding().map_or("nothing", |bound| bound.quota);
        text += &format!(
            "{name:<names$}{:>16}{:>12}{:>14}{time:>30}   {bound}{mark}\n",
            usd(it.step_functions_usd()),
            usd(it.total_usd()),
            usd(it.upload_usd),
        );
    }
    for (name, it) in rows {
        text += &format!("\n{name}\n");
        for line in it.lines.iter().filter(|line| line.quantity > 0.0) {
            // Less than one of something, as of GB-hours, is not none.
            let digits = if line.quantity < 10.0 && line.quantity.fract() != 0.0 { 3 } else { 0 };
            text +=
                &format!("  {:<44}{:>16.digits$}{:>14}\n", line.item, line.quantity, usd(line.usd));
        }
        for (call, count) in &it.counts.other_calls {
            text += &format!("  {call:<44}{count:>16.0}{:>14}\n", "not priced");
        }
    }
    text.trim_end().to_owned()
}

/// Cents where they say something, more digits below.
pub(crate) fn usd(amount: f64) -> String {
    match amount {
        0.0 | 0.10.. => format!("${amount:.2}"),
        0.00005.. => format!("${amount:.4}"),
        _ => "< $0.0001".to_owned(),
    }
}

fn as_json(name: &str, it: &Estimate) -> Value {
    let lines: Vec<Value> = it
        .lines
        .iter()
        .map(|line| json!({ "item": line.item, "quantity": line.quantity, "usd": line.usd }))
        .collect();
    let bounds: Vec<Value> = it
        .bounds
        .iter()
        .map(|bound| {
            json!({
                "quota": bound.quota, "perSecond": bound.per_second, "seconds": bound.seconds,
            })
        })
        .collect();
    json!({
        "definition": name,
        "pricesOf": it.prices_of,
        "stepFunctionsUsd": it.step_functions_usd(),
        "totalUsd": it.total_usd(),
        "uploadUsd": it.upload_usd,
        "bestSeconds": it.best_seconds,
        "practiceSeconds": it.practice_seconds,
        "lines": lines,
        "notPriced": it.counts.other_calls,
        "bounds": bounds,
    })
}
