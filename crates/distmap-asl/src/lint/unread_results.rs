//! Bodies returned that nobody reads.

use serde_json::json;

use super::sizes::{MAX_PAYLOAD, item_bound};
use super::{Lint, Report, Subject, thousands};
use crate::diagnostic::Pointer;
use crate::model::{MapMode, State, StateKind};
use crate::walk::Site;

pub(super) const LINT: Lint = Lint {
    name: "unread-results",
    summary: "a child execution that returns data which its DISTRIBUTED map throws away",
    explanation: "the data is carried and collected all the same, and fails the child or the map when it outgrows 256 KiB",
    remedy: "end the child with `OutputPath: null`, and discard a body as soon as it has been used",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let Some((map, _)) = site.distributed() else { continue };
        if !discards(site.state) || map.result_writer.is_some() {
            continue;
        }
        let processor = site.pointer.key(map.processor_key()).key("States");
        for (name, state) in &map.processor.states {
            let fails = matches!(state.kind, StateKind::Fail(_));
            if state.is_end() && !fails && !is_empty(state) {
                let place = processor.key(name);
                let message = message(subject, name, &place);
                report.at(place, message);
            }
        }
    }
}

fn message(subject: &Subject<'_>, name: &str, place: &Pointer) -> String {
    let text = format!("nobody reads the output of `{name}`");
    let inline = subject
        .sites
        .iter()
        .find(|it| it.pointer == *place && it.map().is_some_and(|map| map.mode == MapMode::Inline));
    match inline.and_then(|it: &Site<'_>| item_bound(subject, it)) {
        Some(items) if items > 0 => format!(
            "{text}: with {} results in it, it outgrows 256 KiB when each has more than {} bytes",
            thousands(items),
            thousands(MAX_PAYLOAD / items),
        ),
        _ => text,
    }
}

/// Whether a state throws its own result away.
fn discards(state: &State) -> bool {
    state.flow.result_path == Some(None) || is_empty(state)
}

/// Whether a state's output is `{}`.
pub(super) fn is_empty(state: &State) -> bool {
    state.flow.output_path == Some(None) || state.flow.output == Some(json!({}))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::places;
    use super::*;

    fn map(end: Value) -> Value {
        json!({"StartAt": "M", "States": {"M": {
            "Type": "Map", "End": true, "ResultPath": null,
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                "StartAt": "P", "States": {"P": end},
            },
        }}})
    }

    #[test]
    fn an_output_for_nobody() {
        let full = map(json!({"Type": "Pass", "End": true}));
        assert_eq!(places(&LINT, &full), ["/States/M/ItemProcessor/States/P"]);
        let empty = map(json!({"Type": "Pass", "OutputPath": null, "End": true}));
        assert!(places(&LINT, &empty).is_empty());
    }
}
