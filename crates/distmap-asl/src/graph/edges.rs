//! What leads where, with what is written beside the arrow.

use crate::model::{State, StateKind, Transition};

use super::describe::short;

/// How an arrow is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `Next`, a rule, `Default`.
    Plain,
    /// A catcher.
    Caught,
}

/// A way out of a state.
pub(super) struct Way<'a> {
    pub(super) to: &'a str,
    pub(super) label: String,
    pub(super) style: Style,
}

pub(super) fn ways(state: &State) -> Vec<Way<'_>> {
    let mut ways = Vec::new();
    let mut plain =
        |to, label: &str| ways.push(Way { to, label: label.to_owned(), style: Style::Plain });
    if let Transition::Next(next) = &state.next {
        plain(next.as_str(), "");
    }
    if let StateKind::Choice(choice) = &state.kind {
        for (index, rule) in choice.choices.iter().enumerate() {
            let label = rule.comment.clone().unwrap_or_else(|| format!("rule {}", index + 1));
            plain(rule.next.as_str(), &label);
        }
        if let Some(default) = &choice.default {
            plain(default.as_str(), "default");
        }
    }
    for catcher in state.kind.handlers().map(|it| it.1).unwrap_or_default() {
        // `States.` stands before most names and tells nothing.
        let errors = catcher.error_equals.iter().map(|it| it.strip_prefix("States.").unwrap_or(it));
        let label = errors.collect::<Vec<_>>().join(", ");
        let known = |it: &&mut Way<'_>| it.style == Style::Caught && it.to == catcher.next;
        match ways.iter_mut().find(known) {
            Some(way) => way.label = format!("{}, {label}", way.label),
            None => ways.push(Way { to: &catcher.next, label, style: Style::Caught }),
        }
    }
    for way in &mut ways {
        way.label = short(&way.label);
    }
    ways
}
