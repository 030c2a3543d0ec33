//! A bar per Map Run while an execution runs.

use std::collections::BTreeMap;

use aws_sdk_sfn::operation::describe_map_run::DescribeMapRunOutput;
use indicatif::{MultiProgress, ProgressBar};

use crate::cli::Global;
use crate::output;

/// The bars, one for each Map Run seen so far.
pub(crate) struct Progress {
    all: MultiProgress,
    bars: BTreeMap<String, ProgressBar>,
    wanted: bool,
}

impl Progress {
    pub(crate) fn new(global: &Global) -> Self {
        let wanted = output::bars_wanted(global);
        Self { all: MultiProgress::new(), bars: BTreeMap::new(), wanted }
    }

    /// Whether anybody would see a bar.
    pub(crate) fn wanted(&self) -> bool {
        self.wanted
    }

    /// Brings a Map Run's bar up to date.
    pub(crate) fn show(&mut self, run: &DescribeMapRunOutput) {
        let Some(counts) = run.item_counts.as_ref().filter(|_| self.wanted) else { return };
        let bar = self.bars.entry(run.map_run_arn.clone()).or_insert_with(|| {
            let bar = self.all.add(ProgressBar::new(0));
            bar.set_style(output::run_style());
            bar
        });
        bar.set_length(u64::try_from(counts.total).unwrap_or(0));
        let done = counts.succeeded + counts.failed + counts.timed_out + counts.aborted;
        bar.set_position(u64::try_from(done).unwrap_or(0));
        bar.set_message(format!(
            "{} pending, {} running, {} succeeded, {} failed",
            counts.pending, counts.running, counts.succeeded, counts.failed
        ));
    }

    /// Leaves the terminal as it was.
    pub(crate) fn finish(&mut self) {
        self.bars.values().for_each(ProgressBar::finish_and_clear);
    }
}
