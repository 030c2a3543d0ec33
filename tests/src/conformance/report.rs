//! What came of a set of vectors.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Difference;

/// How one level of one vector came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Equal to what AWS answered.
    Passed,
    /// Different.
    Failed,
    /// Not asked, or nothing recorded.
    Skipped,
}

impl Verdict {
    /// The word in the JSON report.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    /// Passed if nothing differs.
    pub(crate) fn of(differences: &[Difference]) -> Self {
        if differences.is_empty() { Self::Passed } else { Self::Failed }
    }
}

/// One vector's outcome.
#[derive(Clone, Debug)]
pub struct Case {
    /// The vector's id.
    pub id: String,
    /// The vector's category.
    pub category: String,
    /// Status, output, error and cause; of the kinds without an execution: the response.
    pub result: Verdict,
    /// The event history.
    pub history: Verdict,
    /// Why it failed or was skipped.
    pub reason: Option<String>,
    /// Where the answers differ, results first.
    pub differences: Vec<Difference>,
}

/// Counts of results and of histories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Results that are equal to AWS's.
    pub passed: usize,
    /// Results that differ.
    pub failed: usize,
    /// Vectors that were not run.
    pub skipped: usize,
    /// Histories that are equal to AWS's.
    pub history_passed: usize,
    /// Histories that differ.
    pub history_failed: usize,
}

impl Tally {
    fn add(&mut self, case: &Case) {
        match case.result {
            Verdict::Passed => self.passed += 1,
            Verdict::Failed => self.failed += 1,
            Verdict::Skipped => self.skipped += 1,
        }
        match case.history {
            Verdict::Passed => self.history_passed += 1,
            Verdict::Failed => self.history_failed += 1,
            Verdict::Skipped => {}
        }
    }
}

/// All outcomes, in the order of the vectors.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// One per vector.
    pub cases: Vec<Case>,
}

impl Report {
    /// Counts over all cases.
    pub fn total(&self) -> Tally {
        let mut tally = Tally::default();
        self.cases.iter().for_each(|case| tally.add(case));
        tally
    }

    /// Counts by category.
    pub fn categories(&self) -> BTreeMap<&str, Tally> {
        let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
        for case in &self.cases {
            tallies.entry(&case.category).or_default().add(case);
        }
        tallies
    }

    /// Skipped vectors by reason.
    pub fn skipped(&self) -> BTreeMap<&str, usize> {
        let mut reasons = BTreeMap::new();
        for case in self.cases.iter().filter(|case| case.result == Verdict::Skipped) {
            *reasons.entry(case.reason.as_deref().unwrap_or("")).or_default() += 1;
        }
        reasons
    }

    /// The report for programs: counts of results, and one entry per vector.
    pub fn to_json(&self) -> Value {
        let total = self.total();
        let cases: Vec<Value> = self
            .cases
            .iter()
            .map(|case| {
                json!({
                    "id": case.id,
                    "category": case.category,
                    "result": case.result.word(),
                    "history": case.history.word(),
                    "reason": case.reason,
                })
            })
            .collect();
        json!({
            "passed": total.passed,
            "failed": total.failed,
            "skipped": total.skipped,
            "cases": cases,
        })
    }

    /// The report for people: a table by category, then the reasons of the skipped ones.
    pub fn table(&self) -> String {
        let mut text = format!(
            "{:<28}{:>8}{:>8}{:>9}   {:>16}\n",
            "category", "passed", "failed", "skipped", "histories"
        );
        let rows = self.categories();
        let total = self.total();
        for (name, tally) in
            rows.iter().map(|(name, tally)| (*name, tally)).chain([("all", &total)])
        {
            let histories = tally.history_passed + tally.history_failed;
            text += &format!(
                "{name:<28}{:>8}{:>8}{:>9}   {:>16}\n",
                tally.passed,
                tally.failed,
                tally.skipped,
                format!("{} of {histories}", tally.history_passed),
            );
        }
        for (reason, count) in self.skipped() {
            text += &format!("skipped {count:>4}: {reason}\n");
        }
        text
    }
}
