//! Failures tolerated but recorded nowhere.

use super::{Lint, Report, Subject};
use crate::model::Dynamic;

pub(super) const LINT: Lint = Lint {
    name: "unrecorded-failures",
    summary: "failures tolerated but recorded nowhere",
    explanation: "a Map Run within its tolerance succeeds, and without a `ResultWriter` nothing tells which items failed, and why",
    remedy: "add a `ResultWriter`: the failures then stand in `FAILED_n.json`",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for site in &subject.sites {
        let Some((map, _)) = site.distributed() else { continue };
        let count = match &map.tolerated_failure_count {
            None | Some(Dynamic::Literal(0)) => None,
            Some(Dynamic::Literal(count)) => Some(format!("{count} failures")),
            Some(_) => Some("failures".to_owned()),
        };
        let percentage = match &map.tolerated_failure_percentage {
            Some(Dynamic::Literal(share)) if *share > 0.0 => Some(format!("{share} % of failures")),
            None | Some(Dynamic::Literal(_)) => None,
            Some(_) => Some("failures".to_owned()),
        };
        if map.result_writer.is_none()
            && let Some(tolerated) = count.or(percentage)
        {
            report.at(
                site.pointer.clone(),
                format!("{tolerated} are tolerated, and no ResultWriter records them"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::places;
    use super::*;

    fn map(extra: &str, value: Value) -> Value {
        let mut definition = json!({"StartAt": "M", "States": {"M": {
            "Type": "Map", "End": true,
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}},
            },
        }}});
        definition["States"]["M"][extra] = value;
        definition
    }

    #[test]
    fn tolerance_without_a_record() {
        let tolerant = map("ToleratedFailurePercentage", json!(100));
        assert_eq!(places(&LINT, &tolerant), ["/States/M"]);
        let counted = map("ToleratedFailureCountPath", json!("$.n"));
        assert_eq!(places(&LINT, &counted), ["/States/M"]);
        assert!(places(&LINT, &map("ToleratedFailureCount", json!(0))).is_empty());
    }

    #[test]
    fn tolerance_with_a_record() {
        let mut tolerant = map("ToleratedFailurePercentage", json!(100));
        tolerant["States"]["M"]["ResultWriter"] = json!({
            "Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b", "Prefix": "p"},
        });
        assert!(places(&LINT, &tolerant).is_empty());
    }
}
