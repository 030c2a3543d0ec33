//! `Retry` and `Catch`.

use serde_json::Value;

use super::checker::{Checker, Object};
use super::fields;
use super::jsonata::Sees;
use crate::model::QueryLanguage;

/// The longest wait between two attempts: 366 days.
const MAX_DELAY_SECONDS: i64 = 31_622_400;

/// The most attempts, and the longest first wait.
const MAX_COUNT: i64 = 99_999_999;

impl Checker {
    pub(super) fn handlers(&mut self, state: &Object, jsonata: bool) {
        self.field(state, "Retry", |checker, value| {
            checker.entries(value, |checker, entry, last| {
                checker.only(entry, fields::RETRIER, None);
                checker.required(entry, &["ErrorEquals"]);
                checker.error_equals(entry, last);
                checker.field(entry, "IntervalSeconds", |checker, value| {
                    checker.integer(value, false, 0, MAX_COUNT);
                });
                checker.field(entry, "MaxAttempts", |checker, value| {
                    checker.integer(value, false, 0, MAX_COUNT);
                });
                checker.field(entry, "BackoffRate", |checker, value| {
                    checker.number(value, false, 1.0, f64::MAX);
                });
                checker.field(entry, "MaxDelaySeconds", |checker, value| {
                    checker.integer(value, false, 1, MAX_DELAY_SECONDS);
                });
                checker.field(entry, "JitterStrategy", |checker, value| {
                    checker.one_of(value, &["NONE", "FULL"]);
                });
            });
        });
        self.field(state, "Catch", |checker, value| {
            checker.entries(value, |checker, entry, last| {
                let language =
                    if jsonata { QueryLanguage::Jsonata } else { QueryLanguage::JsonPath };
                checker.other_language(entry, language);
                checker.only(entry, fields::CATCHER, Some(language));
                checker.required(entry, &["ErrorEquals", "Next"]);
                checker.error_equals(entry, last);
                checker.text_field(entry, "Next");
                checker.field(entry, "ResultPath", Self::nullable_reference_path);
                checker.seeing(Sees { result: false, error_output: true }, |checker| {
                    if jsonata {
                        checker.field(entry, "Output", Self::expressions);
                    }
                    checker.assign(entry, jsonata);
                });
            });
        });
    }

    /// Runs `check` on every entry, telling it which is the last.
    fn entries(&mut self, value: &Value, mut check: impl FnMut(&mut Self, &Object, bool)) {
        let Some(entries) = self.array(value) else {
            return;
        };
        for (index, entry) in entries.iter().enumerate() {
            let last = index + 1 == entries.len();
            self.within(index, |checker| {
                if let Some(entry) = checker.object(entry) {
                    check(checker, entry, last);
                }
            });
        }
    }

    fn error_equals(&mut self, entry: &Object, last: bool) {
        self.field(entry, "ErrorEquals", |checker, value| {
            let mut all = false;
            let mut count = 0;
            checker.elements(value, |checker, name| {
                count += 1;
                all |= checker.string(name) == Some("States.ALL");
            });
            if all && (count > 1 || !last) {
                checker.report("States.ALL must appear alone and at end of list");
            }
        });
    }
}
