//! What a run on AWS will cost, shown and agreed to before it starts.

use std::time::Duration;

use distmap_asl::StateMachine;
use distmap_plan::region::Region;
use distmap_plan::{Estimate, PlanError, Workload, estimate};
use serde_json::{Value, json};

use crate::cli::Global;
use crate::commands::plan::usd;
use crate::consent::agreed;
use crate::error::{CommandError, Exit, Result, service};
use crate::output;
use crate::session::Session;
use crate::time;
use crate::walk::distributed;

/// Shows the number of objects and the estimate, and asks whether the run may start.
pub(crate) async fn confirm(session: &Session, yes: bool, global: &Global) -> Result<()> {
    let forecast = Forecast::make(session, global).await?;
    if global.json {
        output::json(&forecast.json());
    } else {
        output::line(&forecast.text());
    }
    if yes || agreed("start it?")? {
        return Ok(());
    }
    let message = "nothing was started: nobody agreed to what the run will cost";
    Err(CommandError::with_hint(Exit::NotAgreed, message, "--yes starts it without asking"))
}

/// Objects that a run will read.
#[derive(Clone, Debug, Default)]
struct Listing {
    bucket: String,
    prefix: String,
    objects: u64,
    bytes: u64,
    /// LIST requests that counting them took.
    requests: u64,
}

/// A listing, and what a run over it costs.
struct Forecast {
    listing: Listing,
    region: String,
    /// What counting cost, in US dollars.
    listing_usd: std::result::Result<f64, PlanError>,
    estimate: std::result::Result<Estimate, PlanError>,
}

impl Forecast {
    async fn make(session: &Session, global: &Global) -> Result<Self> {
        let deployment = session.deployment()?;
        let arn = &deployment.state_machine_arn;
        let machine = session.sfn.describe_state_machine().state_machine_arn(arn).send().await;
        let machine = machine.map_err(|error| service("read the definition", error))?.definition;
        let machine = distmap_asl::parse(&machine)
            .map_err(|error| CommandError::new(Exit::Input, format!("{arn}: {error}")))?;
        let (bucket, prefix) =
            source(&machine).unwrap_or_else(|| (deployment.input_bucket.clone(), String::new()));
        let listing = count(session, bucket, prefix, global).await?;
        let region = deployment.region().unwrap_or_default().to_owned();
        let workload = Workload {
            object_bytes: listing.bytes.checked_div(listing.objects).unwrap_or(0),
            region: region.clone(),
            ..Workload::new(listing.objects)
        };
        let listing_usd =
            Region::named(&region).map(|region| listing.requests as f64 * region.prices.s3_list);
        Ok(Self { estimate: estimate(&machine, &workload), listing, region, listing_usd })
    }

    fn text(&self) -> String {
        let Listing { bucket, prefix, objects, bytes, requests } = &self.listing;
        let price = self.listing_usd.as_ref().map_or(String::new(), |it| format!(", {}", usd(*it)));
        let mut text = format!(
            "{objects} objects, {bytes} bytes, in s3://{bucket}/{prefix} (LIST requests to count them: {requests}{price})\n"
        );
        match &self.estimate {
            Ok(it) => {
                let span = |seconds: f64| time::span(Duration::from_secs_f64(seconds.max(0.0)));
                text += &format!(
                    "the run will cost about {} in {} ({} of it Step Functions), without retries and free tier, and take {} to {}",
                    usd(it.total_usd()),
                    self.region,
                    usd(it.step_functions_usd()),
                    span(it.best_seconds),
                    span(it.practice_seconds),
                );
                if let Some(bound) = it.binding() {
                    text += &format!(", held back by {}", bound.quota);
                }
            }
            Err(error) => text += &format!("what the run will cost cannot be said: {error}"),
        }
        text
    }

    fn json(&self) -> Value {
        let estimate = self.estimate.as_ref();
        json!({
            "objects": self.listing.objects,
            "bytes": self.listing.bytes,
            "listRequests": self.listing.requests,
            "listingUsd": self.listing_usd.as_ref().ok(),
            "totalUsd": estimate.ok().map(Estimate::total_usd),
            "stepFunctionsUsd": estimate.ok().map(Estimate::step_functions_usd),
            "bestSeconds": estimate.ok().map(|it| it.best_seconds),
            "practiceSeconds": estimate.ok().map(|it| it.practice_seconds),
            "notEstimated": estimate.err().map(ToString::to_string),
        })
    }
}

/// Bucket and prefix of the first listing, where the definition has them written out.
fn source(machine: &StateMachine) -> Option<(String, String)> {
    let readers = distributed(machine).into_iter().filter_map(|(_, map)| map.item_reader.as_ref());
    let mut listings = readers.filter(|reader| reader.resource.ends_with(":s3:listObjectsV2"));
    let arguments = listings.next()?.arguments.as_ref()?;
    let text = |key: &str| arguments.get(key).and_then(Value::as_str).map(str::to_owned);
    Some((text("Bucket")?, text("Prefix").unwrap_or_default()))
}

/// Counts by listing: S3 has no other way that is up to date.
async fn count(
    session: &Session,
    bucket: String,
    prefix: String,
    global: &Global,
) -> Result<Listing> {
    let bar = output::counter("objects counted", global);
    let request = session.s3.list_objects_v2().bucket(&bucket).prefix(&prefix);
    let mut pages = request.into_paginator().send();
    let mut listing = Listing { bucket, prefix, ..Listing::default() };
    while let Some(page) = pages.next().await {
        let page = page.map_err(|error| service("count the objects", error))?;
        listing.requests += 1;
        for object in page.contents() {
            listing.objects += 1;
            listing.bytes += u64::try_from(object.size().unwrap_or(0)).unwrap_or(0);
        }
        bar.set_position(listing.objects);
    }
    bar.finish_and_clear();
    Ok(listing)
}
