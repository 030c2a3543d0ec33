//! Prices and quotas by Region, read from the one data file of this crate, `data/regions.json`.

use std::sync::LazyLock;

use serde_json::Value;

use crate::PlanError;

static DATA: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../data/regions.json"))
        .expect("the checked-in data file is JSON; every test reads it")
});

/// A lower and an upper value: what AWS documents as the best, and what published runs saw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Between {
    /// The documented best.
    pub best: f64,
    /// What published runs saw.
    pub practice: f64,
}

/// A tier of the price of EXPRESS duration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tier {
    /// Where the tier ends, in GB-hours a month; none for the last.
    pub up_to_gb_hours: Option<f64>,
    /// US dollars for a GB-hour.
    pub price: f64,
}

/// Prices in US dollars for one of each.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    /// A state transition of a STANDARD workflow.
    pub state_transition: f64,
    /// A request to an EXPRESS workflow.
    pub express_request: f64,
    /// The tiers of EXPRESS duration.
    pub express_gb_hour_tiers: Vec<Tier>,
    /// 100 ms at 64 MB, as AWS's own examples round it.
    pub express_flat_step: f64,
    /// A GB-second, as AWS's own examples round it.
    pub express_flat_gb_second: f64,
    /// A PUT request.
    pub s3_put: f64,
    /// A LIST request.
    pub s3_list: f64,
    /// A GET request.
    pub s3_get: f64,
    /// A publish, for each 64 KiB.
    pub sns_publish: f64,
}

/// The Region whose prices stand for those that are not known.
const PRICED: &str = "us-east-1";

/// What holds in a Region.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its name.
    pub name: String,
    /// Prices.
    pub prices: Prices,
    /// The Region that the prices are of: this one, or where its own are not known, us-east-1.
    pub prices_of: String,
    /// Whether the quotas are its own, and not the lowest that AWS gives anywhere.
    pub own_quotas: bool,
    /// State transitions of STANDARD workflows a second.
    pub state_transitions_per_second: f64,
    /// Publishes to standard topics a second.
    pub sns_publish_per_second: f64,
}

impl Region {
    /// The Region `name`: its own quotas and prices as far as the data file has them, else the lowest quotas that AWS gives
    /// anywhere and the prices of us-east-1, with [`Region::prices_of`] saying so.
    ///
    /// # Errors
    /// [`PlanError::Region`] where that cannot be a Region's name.
    pub fn named(name: &str) -> Result<Self, PlanError> {
        if !is_region(name) {
            return Err(PlanError::Region { region: name.to_owned() });
        }
        let regions = &DATA["regions"];
        let region = regions.get(name).unwrap_or(&DATA["other_regions"]);
        let own = regions[name].get("prices_usd");
        let prices = own.unwrap_or(&regions[PRICED]["prices_usd"]);
        let price = |key: &str| number(&prices[key]);
        let tiers = prices["express_gb_hour_tiers"].as_array().into_iter().flatten();
        Ok(Self {
            name: name.to_owned(),
            prices_of: own.map_or(PRICED, |_| name).to_owned(),
            own_quotas: regions.get(name).is_some(),
            prices: Prices {
                state_transition: price("state_transition"),
                express_request: price("express_request"),
                express_gb_hour_tiers: tiers
                    .map(|tier| Tier {
                        up_to_gb_hours: tier["up_to_gb_hours"].as_f64(),
                        price: number(&tier["price"]),
                    })
                    .collect(),
                express_flat_step: price("express_flat_step"),
                express_flat_gb_second: price("express_flat_gb_second"),
                s3_put: price("s3_put"),
                s3_list: price("s3_list"),
                s3_get: price("s3_get"),
                sns_publish: price("sns_publish"),
            },
            state_transitions_per_second: number(&region["state_transitions_per_second"]),
            sns_publish_per_second: number(&region["sns_publish_per_second"]),
        })
    }
}

/// Whether a Region could be called so, as `eu-central-1` or `us-gov-west-1` is.
fn is_region(name: &str) -> bool {
    let parts: Vec<&str> = name.split('-').collect();
    let letters = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase());
    match parts.as_slice() {
        [area, places @ .., number] => {
            area.len() == 2
                && letters(area)
                && !places.is_empty()
                && places.iter().all(letters)
                && number.parse::<u8>().is_ok()
        }
        _ => false,
    }
}

/// A quota or rate that holds in every Region.
pub(crate) fn everywhere(key: &str) -> f64 {
    number(&DATA["everywhere"][key])
}

/// A pair of the data file, such as the children that a Map Run starts in a second.
pub(crate) fn between(pointer: &str) -> Between {
    let pair = &DATA["everywhere"];
    let pair = pair.pointer(pointer).unwrap_or(&Value::Null);
    Between { best: number(&pair["best"]), practice: number(&pair["practice"]) }
}

/// A number of the data file; one that is missing makes every figure NaN, which no test passes.
fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}
