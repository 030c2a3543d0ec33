//! What a run on AWS will cost, shown and agreed to before it starts.

use aws_sdk_sfn::types::MapRunStatus;
use distmap_asl::StateMachine;
use distmap_plan::region::Region;
use distmap_plan::{Estimate, PlanError, Workload, estimate};
use serde_json::{Value, json};

use crate::cli::Global;
use crate::commands::plan::usd;
use crate::consent::agreed;
use crate::deployed;
use crate::error::{CommandError, Exit, Result, service};
use crate::output;
use crate::session::Session;
use crate::time;
use crate::walk;

/// Shows the number of objects and the estimate, and asks whether the run may start.
pub(crate) async fn confirm(session: &Session, yes: bool, global: &Global) -> Result<()> {
    let machine = deployed::definition(session).await?;
    ask(&Forecast::of_all(session, &machine, global).await?, yes, global).await
}

/// Shows what of an execution will run again at most and what that costs, and asks whether it may.
pub(crate) async fn confirm_redrive(
    session: &Session,
    execution: &str,
    yes: bool,
    global: &Global,
) -> Result<()> {
    let machine = deployed::definition_of(session, execution).await?;
    let left = left(session, execution).await?;
    let forecast = match left {
        // No Map Run tells what is left: it failed before any began, or after all were done.
        0 => Forecast::of_all(session, &machine, global).await?,
        _ => Forecast::of_rest(session, &machine, left)?,
    };
    ask(&forecast, yes, global).await
}

async fn ask(forecast: &Forecast, yes: bool, global: &Global) -> Result<()> {
    if global.json {
        output::json(&forecast.json());
    } else {
        output::line(&forecast.text());
    }
    if yes || agreed("start it?").await? {
        return Ok(());
    }
    let message = "nothing was started: nobody agreed to what the run will cost";
    Err(CommandError::with_hint(Exit::NotAgreed, message, "--yes starts it without asking"))
}

/// Items of an execution's own Map Runs that have not succeeded. A redrive runs no more than these again, and of nested Map
/// Runs fewer: of a batch only what failed.
async fn left(session: &Session, execution: &str) -> Result<u64> {
    let mut left = 0;
    for run in walk::map_runs(&session.sfn, execution).await? {
        let run = walk::describe(&session.sfn, &run.map_run_arn).await?;
        if run.status == MapRunStatus::Succeeded {
            continue;
        }
        let counts = run.item_counts;
        left += counts.map_or(0, |it| u64::try_from(it.total - it.succeeded).unwrap_or(0));
    }
    Ok(left)
}

/// Objects that a run will read.
#[derive(Clone, Debug, Default)]
struct Listing {
    bucket: String,
    prefix: String,
    bytes: u64,
    /// LIST requests that counting them took.
    requests: u64,
    /// What these cost, in US dollars.
    usd: Option<f64>,
}

/// How many objects there are to do, and what that costs.
struct Forecast {
    objects: u64,
    /// Where they are, of a whole run.
    listing: Option<Listing>,
    region: String,
    estimate: std::result::Result<Estimate, PlanError>,
}

impl Forecast {
    /// Of a run over all objects, which are counted.
    async fn of_all(session: &Session, machine: &StateMachine, global: &Global) -> Result<Self> {
        let deployment = session.deployment()?;
        let (bucket, prefix) = deployed::source(machine)
            .unwrap_or_else(|| (deployment.input_bucket.clone(), String::new()));
        let (objects, mut listing) = count(session, bucket, prefix, global).await?;
        let region = deployment.region().unwrap_or_default().to_owned();
        let workload = Workload {
            object_bytes: listing.bytes.checked_div(objects).unwrap_or(0),
            region: region.clone(),
            ..Workload::new(objects)
        };
        let prices = Region::named(&region).ok().map(|region| region.prices);
        listing.usd = prices.map(|prices| listing.requests as f64 * prices.s3_list);
        Ok(Self { objects, estimate: estimate(machine, &workload), listing: Some(listing), region })
    }

    /// Of what is left of a run.
    fn of_rest(session: &Session, machine: &StateMachine, objects: u64) -> Result<Self> {
        let region = session.deployment()?.region().unwrap_or_default().to_owned();
        let workload = Workload { region: region.clone(), ..Workload::new(objects) };
        Ok(Self { objects, listing: None, estimate: estimate(machine, &workload), region })
    }

    fn text(&self) -> String {
        let objects = self.objects;
        let mut text = match &self.listing {
            Some(Listing { bucket, prefix, bytes, requests, usd: price }) => {
                let price = price.map_or(String::new(), |it| format!(", {}", usd(it)));
                format!(
                    "{objects} objects, {bytes} bytes, in s3://{bucket}/{prefix} (LIST requests to count them: {requests}{price})\n"
                )
            }
            None => format!("at most {objects} objects run again: what succeeded does not\n"),
        };
        match &self.estimate {
            Ok(it) => {
                let most = if self.listing.is_some() { "about" } else { "at most about" };
                text += &format!(
                    "the run will cost {most} {} in {} ({} of it Step Functions), without retries and free tier, and take {} to {}",
                    usd(it.total_usd()),
                    self.region,
                    usd(it.step_functions_usd()),
                    time::seconds(it.best_seconds),
                    time::seconds(it.practice_seconds),
                );
                if let Some(bound) = it.binding() {
                    text += &format!(", held back by {}", bound.quota);
                }
                if let Some(caveat) = it.caveat() {
                    text += &format!("\n{caveat}");
                }
            }
            Err(error) => text += &format!("what the run will cost cannot be said: {error}"),
        }
        text
    }

    fn json(&self) -> Value {
        let estimate = self.estimate.as_ref();
        let listing = self.listing.as_ref();
        json!({
            "objects": self.objects,
            "again": listing.is_none(),
            "bytes": listing.map(|it| it.bytes),
            "listRequests": listing.map(|it| it.requests),
            "listingUsd": listing.and_then(|it| it.usd),
            "totalUsd": estimate.ok().map(Estimate::total_usd),
            "stepFunctionsUsd": estimate.ok().map(Estimate::step_functions_usd),
            "bestSeconds": estimate.ok().map(|it| it.best_seconds),
            "practiceSeconds": estimate.ok().map(|it| it.practice_seconds),
            "caveat": estimate.ok().and_then(Estimate::caveat),
            "notEstimated": estimate.err().map(ToString::to_string),
        })
    }
}

/// Counts by listing: S3 has no other way that is up to date.
async fn count(
    session: &Session,
    bucket: String,
    prefix: String,
    global: &Global,
) -> Result<(u64, Listing)> {
    let bar = output::counter("objects counted", global);
    let request = session.s3.list_objects_v2().bucket(&bucket).prefix(&prefix);
    let mut pages = request.into_paginator().send();
    let mut objects = 0;
    let mut listing = Listing { bucket, prefix, ..Listing::default() };
    while let Some(page) = pages.next().await {
        let page = page.map_err(|error| service("count the objects", error))?;
        listing.requests += 1;
        for object in page.contents() {
            objects += 1;
            listing.bytes += u64::try_from(object.size().unwrap_or(0)).unwrap_or(0);
        }
        bar.set_position(objects);
    }
    bar.finish_and_clear();
    Ok((objects, listing))
}
