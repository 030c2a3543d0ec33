//! The Map state: what both of its modes share. Map Runs themselves are in [`crate::map_run`].

mod distributed;
mod inline;
mod selector;

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::Arc;

use distmap_eval::Scope;
use serde_json::Value;

pub(crate) use distributed::Prepared;

use super::flow::{Finished, fits};
use super::{Branch, ContextObject, Failure, Run, Visit};
use crate::data::{Data, MAX_PAYLOAD};
use crate::plan::{ItemsPlan, MapPlan};

/// What `MaxItemsPerBatch` and `MaxInputBytesPerBatch` may be
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html>).
pub(crate) const BATCH_ITEMS: RangeInclusive<u64> = 1..=u64::MAX;
pub(crate) const BATCH_BYTES: RangeInclusive<u64> = 1..=MAX_PAYLOAD as u64;

/// The label of a Map state that has none: its name without blanks, as long as a label may be.
///
/// AWS makes one up, too; it appears in the ARNs of the Map Run and its children.
pub fn default_label(state_name: &str) -> String {
    state_name.chars().filter(|c| !c.is_whitespace()).take(40).collect()
}

impl Run {
    pub(crate) async fn map(
        self: &Arc<Self>,
        visit: &Visit<'_>,
        map: &MapPlan,
        input: &Data,
        retries: u64,
        branch: &mut Branch,
    ) -> Result<Finished, Failure> {
        let result = match &map.distributed {
            None => self.map_inline(visit, map, input, retries, branch).await?,
            Some(distributed) => {
                Box::pin(self.map_distributed(visit, map, distributed, input, retries, branch))
                    .await?
            }
        };
        // The results together, before ResultSelector makes less of them.
        fits(visit, &result)?;
        let context = ContextObject::new(self, visit, branch).attempt(retries, None);
        self.finish(visit, input, result, &context, branch)
    }

    /// The items that `ItemsPath`, `Items` or the input give.
    pub(crate) fn items(
        &self,
        visit: &Visit<'_>,
        items: &ItemsPlan,
        scope: &Scope<'_>,
    ) -> Result<Vec<Data>, Failure> {
        let array = |items: Vec<Value>| Ok(items.into_iter().map(Data::from).collect());
        match items {
            ItemsPlan::Path(path) => {
                let found = match path {
                    Some(path) => path.resolve(scope).map_err(|e| visit.failure(e))?,
                    None => Cow::Borrowed(scope.data.value()),
                };
                match found.into_owned() {
                    Value::Array(items) => array(items),
                    _ => Err(visit.runtime(&format!(
                        "Reference path \"{}\" must point to array.",
                        path.as_ref().map_or("$", |path| path.text())
                    ))),
                }
            }
            ItemsPlan::Jsonata(expression) => {
                let items = expression.evaluate_as(scope, distmap_eval::Kind::Array);
                match items.map_err(|e| visit.failure(e))? {
                    Value::Array(items) => array(items),
                    other => array(vec![other]),
                }
            }
            ItemsPlan::Template(template) => {
                match template.evaluate(scope).map_err(|e| visit.failure(e))? {
                    Value::Array(items) => array(items),
                    other => Err(visit.query_error(
                        None,
                        &format!("Map state input must be an array but was: {other}"),
                    )),
                }
            }
            ItemsPlan::Input => match scope.data.value() {
                Value::Array(items) => array(items.clone()),
                other => Err(visit.query_error(
                    None,
                    &format!("Map state input must be an array but was: {other}"),
                )),
            },
        }
    }

    /// `MaxConcurrency`; 0 for no limit of its own.
    pub(crate) fn max_concurrency(
        &self,
        visit: &Visit<'_>,
        map: &MapPlan,
        scope: &Scope<'_>,
    ) -> Result<u64, Failure> {
        match &map.max_concurrency {
            Some(number) => visit.bounded("MaxConcurrency", number, &(0..=u64::MAX), scope),
            None => Ok(0),
        }
    }
}
