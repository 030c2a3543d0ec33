//! What AWS takes but its author will likely regret. Each lint has a file of its own with its tests.
//!
//! ```
//! let text = r#"{"StartAt": "A", "States": {"A": {
//!     "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true}}}"#;
//! let found = distmap_asl::lint::check(&distmap_asl::parse(text)?);
//! assert_eq!(found[0].code, "no-retry");
//! let lint = distmap_asl::lint::find(&found[0].code).ok_or("unknown lint")?;
//! assert!(lint.remedy.contains("Retry"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod batch_size;
mod dead_catcher;
mod express_token;
mod hard_wired;
mod history_size;
mod never_ends;
mod no_retry;
mod outer_variables;
mod prices;
mod retried_map_run;
mod single_child;
mod sizes;
mod standard_children;
mod states_all_order;
mod unbounded_results;
mod unreachable;
mod unread_results;
mod unrecorded_failures;

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Pointer, Segment};
use crate::model::{ExecutionType, StateMachine};
use crate::walk::{Site, sites};
pub use prices::Prices;

/// One rule.
#[derive(Debug)]
pub struct Lint {
    /// Its name, the `code` of its findings.
    pub name: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Why that is bad.
    pub explanation: &'static str,
    /// How to mend it.
    pub remedy: &'static str,
    check: fn(&Subject<'_>, &mut Report),
}

/// All lints, by name.
pub static LINTS: [&Lint; 16] = [
    &batch_size::LINT,
    &dead_catcher::LINT,
    &express_token::LINT,
    &hard_wired::LINT,
    &history_size::LINT,
    &never_ends::LINT,
    &no_retry::LINT,
    &outer_variables::LINT,
    &retried_map_run::LINT,
    &single_child::LINT,
    &standard_children::LINT,
    &states_all_order::LINT,
    &unbounded_results::LINT,
    &unreachable::LINT,
    &unread_results::LINT,
    &unrecorded_failures::LINT,
];

/// What is looked at.
struct Subject<'a> {
    sites: Vec<Site<'a>>,
    prices: Prices,
}

impl<'a> Subject<'a> {
    /// The first state of every machine, branch and processor.
    fn first_states(&self) -> impl Iterator<Item = &Site<'a>> {
        self.sites.iter().filter(|it| it.machine.states.get_index_of(it.name) == Some(0))
    }

    /// The sites around `site`, innermost first.
    fn around(&self, site: &Site<'a>) -> impl Iterator<Item = &Site<'a>> {
        let mut next = site.parent;
        std::iter::from_fn(move || {
            let site = &self.sites[next?];
            next = site.parent;
            Some(site)
        })
    }
}

/// What one lint has found.
struct Report {
    lint: &'static str,
    found: Vec<Diagnostic>,
}

impl Report {
    fn at(&mut self, pointer: Pointer, message: impl Into<String>) {
        self.found.push(Diagnostic::warning(self.lint, pointer, message));
    }
}

/// Everything that the lints find in a machine of type STANDARD, in the order of the definition's states.
#[must_use]
pub fn check(machine: &StateMachine) -> Vec<Diagnostic> {
    check_with(machine, ExecutionType::Standard, Prices::default())
}

/// [`check`] for a machine of the given type, with one's own prices for the differences in cost.
#[must_use]
pub fn check_with(
    machine: &StateMachine,
    execution: ExecutionType,
    prices: Prices,
) -> Vec<Diagnostic> {
    let subject = Subject { sites: sites(machine, execution), prices };
    let mut found = Vec::new();
    for lint in LINTS {
        let mut report = Report { lint: lint.name, found: Vec::new() };
        (lint.check)(&subject, &mut report);
        found.append(&mut report.found);
    }
    let states: HashMap<&[Segment], usize> =
        subject.sites.iter().enumerate().map(|(at, it)| (it.pointer.segments(), at)).collect();
    found.sort_by_cached_key(|it| {
        let place = it.pointer.as_ref().map(Pointer::segments).unwrap_or_default();
        (0..=place.len()).rev().find_map(|length| states.get(&place[..length]).copied())
    });
    found
}

/// The lint of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Lint> {
    LINTS.into_iter().find(|it| it.name == name)
}

/// All lints as a Markdown table, for the documentation.
#[must_use]
pub fn table() -> String {
    let mut text = "| lint | finds | why | how to mend it |\n|---|---|---|---|\n".to_owned();
    for lint in LINTS {
        text.push_str(&format!(
            "| `{}` | {} | {} | {} |\n",
            lint.name, lint.summary, lint.explanation, lint.remedy
        ));
    }
    text
}

/// A number with its thousands apart.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod testing {
    use serde_json::Value;

    use super::*;

    /// What `lint` finds in a definition: place and text.
    pub(super) fn found(lint: &Lint, definition: &Value) -> Vec<(String, String)> {
        let machine = StateMachine::from_value(definition).expect("a definition");
        check(&machine)
            .into_iter()
            .filter(|it| it.code == lint.name)
            .map(|it| (it.pointer.unwrap_or_default().to_string(), it.message))
            .collect()
    }

    /// The places where `lint` finds something.
    pub(super) fn places(lint: &Lint, definition: &Value) -> Vec<String> {
        found(lint, definition).into_iter().map(|it| it.0).collect()
    }

    #[test]
    fn names_are_sorted_and_unique() {
        assert!(LINTS.is_sorted_by(|a, b| a.name < b.name));
        assert!(find("no-retry").is_some() && find("nothing").is_none());
    }

    #[test]
    fn numbers_are_readable() {
        assert_eq!(thousands(873_810), "873,810");
        assert_eq!(thousands(12), "12");
    }
}
