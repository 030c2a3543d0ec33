//! CloudWatch Logs, as far as Step Functions asks it: is there such a log group?

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::conformance::vector::Vector;
use distmap_server::Endpoint;
use distmap_server::sfn::LogGroups;

struct Groups(BTreeSet<String>);

impl LogGroups for Groups {
    fn has(&self, log_group_arn: &str) -> bool {
        self.0.contains(log_group_arn)
    }
}

/// Makes the log groups of a vector.
///
/// No vector lists them. Who recorded calls had made those that the calls name; a creation of kind
/// `create_state_machine`, which AWS refused, finds none.
pub(crate) fn register(endpoint: &Endpoint, vector: &Vector) {
    let mut groups = BTreeSet::new();
    for step in vector.field("steps").as_array().into_iter().flatten() {
        let named = &step["request"]["loggingConfiguration"]["destinations"];
        for destination in named.as_array().into_iter().flatten() {
            let arn = &destination["cloudWatchLogsLogGroup"]["logGroupArn"];
            let arn = arn.as_str().and_then(|arn| arn.strip_suffix(":*"));
            groups.extend(arn.map(str::to_owned));
        }
    }
    endpoint.step_functions().set_log_groups(Arc::new(Groups(groups)));
}
