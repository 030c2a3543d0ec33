use distmap_asl::{ExecutionType, StateMachine};

use crate::PlanError;
use crate::counts::Counts;
use crate::region::{Prices, Region, everywhere};
use crate::walk::Walk;
use crate::workload::{DurationPrice, Workload};

/// A line of the bill.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What is paid for.
    pub item: &'static str,
    /// How many.
    pub quantity: f64,
    /// What that costs, in US dollars.
    pub usd: f64,
    /// Whether it is part of Step Functions' bill.
    pub step_functions: bool,
}

/// A quota that a run cannot outdo.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// What is limited.
    pub quota: &'static str,
    /// How many a second.
    pub per_second: f64,
    /// The time that the run takes at that rate, in seconds.
    pub seconds: f64,
}

/// What a run costs and how long it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The Region whose quotas count.
    pub region: String,
    /// The Region whose prices count: the same, or us-east-1 where those of the Region are not known.
    pub prices_of: String,
    /// Whether the Region's own quotas count, and not the lowest that AWS gives anywhere.
    pub own_quotas: bool,
    /// What the run does.
    pub counts: Counts,
    /// The bill, without any free tier.
    pub lines: Vec<Line>,
    /// What putting the objects into the bucket costs, beside the run, in US dollars.
    pub upload_usd: f64,
    /// Seconds at the rates that AWS documents as the best.
    pub best_seconds: f64,
    /// Seconds at the rates that published runs saw.
    pub practice_seconds: f64,
    /// The quotas, the one that holds the run up most first.
    pub bounds: Vec<Bound>,
}

impl Estimate {
    /// Step Functions' part of the bill, in US dollars.
    #[must_use]
    pub fn step_functions_usd(&self) -> f64 {
        self.lines.iter().filter(|line| line.step_functions).map(|line| line.usd).sum()
    }

    /// The whole bill of the run, in US dollars: Step Functions, S3 and SNS. The upload is beside it.
    #[must_use]
    pub fn total_usd(&self) -> f64 {
        self.lines.iter().map(|line| line.usd).sum()
    }

    /// Said of an estimate that is made with another Region's prices.
    #[must_use]
    pub fn caveat(&self) -> Option<String> {
        (self.prices_of != self.region).then(|| {
            let quotas = if self.own_quotas { "" } else { "; the quotas are the lowest that AWS gives" };
            format!(
                "the prices are those of {}: those of {} are not known here, and may differ (https://aws.amazon.com/step-functions/pricing/){quotas}",
                self.prices_of, self.region
            )
        })
    }

    /// The quota that most of the run's time is due to; none where children and tasks themselves take longer.
    #[must_use]
    pub fn binding(&self) -> Option<&Bound> {
        self.bounds.first().filter(|bound| bound.seconds >= self.best_seconds / 2.0)
    }
}

/// What running `definition` on `workload` costs and how long it takes, as a STANDARD execution.
///
/// ```
/// use distmap_plan::{Workload, estimate};
///
/// let definition = distmap_asl::parse(r#"{"StartAt": "Map", "States": {"Map": {"Type": "Map", "End": true,
///     "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "in"}},
///     "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
///         "StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": true}}}}}}"#)?;
/// let estimate = estimate(&definition, &Workload::new(1_000))?;
/// assert_eq!(estimate.counts.state_transitions, 2_001.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`PlanError`] where the Region is none, a share is no share, or seconds are no time.
pub fn estimate(definition: &StateMachine, workload: &Workload) -> Result<Estimate, PlanError> {
    for (name, share) in
        [("retried_share", workload.retried_share), ("failed_share", workload.failed_share)]
    {
        if !(0.0..=1.0).contains(&share) {
            return Err(PlanError::Share { name, share });
        }
    }
    for (name, seconds) in [
        ("child_seconds", workload.child_seconds.unwrap_or(0.0)),
        ("get_seconds", workload.get_seconds),
        ("put_seconds", workload.put_seconds),
        ("list_seconds", workload.list_seconds),
        ("publish_seconds", workload.publish_seconds),
        ("task_seconds", workload.task_seconds),
    ] {
        if !(seconds.is_finite() && seconds >= 0.0) {
            return Err(PlanError::Seconds { name, seconds });
        }
    }
    let region = Region::named(&workload.region)?;
    let run = Walk::new(workload, definition).machine(definition, ExecutionType::Standard, None);
    let bounds = bounds(&run.counts, &region, workload.prefixes, run.held);
    let at_least = bounds.first().map_or(0.0, |bound| bound.seconds);
    Ok(Estimate {
        lines: lines(&run.counts, &region.prices, workload.duration_price),
        upload_usd: workload.objects as f64 * region.prices.s3_put,
        best_seconds: run.best.max(at_least),
        practice_seconds: run.practice.max(at_least),
        bounds,
        counts: run.counts,
        region: region.name,
        prices_of: region.prices_of,
        own_quotas: region.own_quotas,
    })
}

fn lines(counts: &Counts, prices: &Prices, duration: DurationPrice) -> Vec<Line> {
    let line = |item, quantity: f64, price: f64, step_functions| Line {
        item,
        quantity,
        usd: quantity * price,
        step_functions,
    };
    let gb_hours = counts.express_steps * 0.1 * (64.0 / 1024.0) / 3600.0;
    let duration_usd = match duration {
        DurationPrice::Tiers => tiered(gb_hours, prices),
        DurationPrice::FlatSteps => counts.express_steps * prices.express_flat_step,
        DurationPrice::FlatGbSeconds => counts.express_gb_seconds * prices.express_flat_gb_second,
    };
    vec![
        line("state transitions", counts.state_transitions, prices.state_transition, true),
        line("EXPRESS requests", counts.express_requests, prices.express_request, true),
        Line {
            item: "EXPRESS GB-hours",
            quantity: gb_hours,
            usd: duration_usd,
            step_functions: true,
        },
        line("S3 LIST", counts.s3_list, prices.s3_list, false),
        line("S3 GET", counts.s3_get, prices.s3_get, false),
        line("S3 PUT", counts.s3_put, prices.s3_put, false),
        line("SNS publishes", counts.sns_publishes, prices.sns_publish, false),
    ]
}

fn tiered(gb_hours: f64, prices: &Prices) -> f64 {
    let mut usd = 0.0;
    let mut below = 0.0;
    for tier in &prices.express_gb_hour_tiers {
        let end = tier.up_to_gb_hours.unwrap_or(f64::INFINITY);
        usd += (gb_hours.min(end) - below).max(0.0) * tier.price;
        below = end;
    }
    usd
}

/// What the quotas alone make of the run's time, the longest first.
fn bounds(counts: &Counts, region: &Region, prefixes: u32, held: Option<Bound>) -> Vec<Bound> {
    let of_s3 = |key| everywhere(key) * f64::from(prefixes.max(1));
    let bound = |quota, count: f64, per_second: f64| Bound {
        quota,
        per_second,
        seconds: count / per_second,
    };
    let mut bounds = vec![
        bound("state transitions", counts.state_transitions, region.state_transitions_per_second),
        bound("StartMapRun", counts.map_runs, everywhere("start_map_run_per_second")),
        bound("S3 GET per prefix", counts.s3_get, of_s3("s3_get_per_second")),
        bound("S3 PUT per prefix", counts.s3_put, of_s3("s3_put_per_second")),
        bound("SNS publish", counts.sns_publishes, region.sns_publish_per_second),
    ];
    bounds.extend(held);
    bounds.sort_by(|a, b| b.seconds.total_cmp(&a.seconds));
    bounds
}
