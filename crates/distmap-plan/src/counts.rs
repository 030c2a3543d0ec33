//! What a run does, in numbers.

use std::collections::BTreeMap;
use std::ops::AddAssign;

/// What a run does. Fractions come from expected retries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// State transitions as billed: states entered by STANDARD executions, and children started.
    pub state_transitions: f64,
    /// EXPRESS executions started.
    pub express_requests: f64,
    /// EXPRESS duration as billed, in steps of 100 ms and 64 MB.
    pub express_steps: f64,
    /// EXPRESS duration as it is, in GB-seconds of unrounded memory.
    pub express_gb_seconds: f64,
    /// Map Runs started.
    pub map_runs: f64,
    /// Child executions started, of both types.
    pub children: f64,
    /// LIST requests to S3.
    pub s3_list: f64,
    /// GET and HEAD requests to S3.
    pub s3_get: f64,
    /// PUT requests to S3.
    pub s3_put: f64,
    /// Publishes to SNS, a message counting once for each 64 KiB.
    pub sns_publishes: f64,
    /// Calls of anything else, by the task's Resource; their prices are not part of an estimate.
    pub other_calls: BTreeMap<String, f64>,
}

impl Counts {
    /// The same, `times` over.
    #[must_use]
    pub fn times(&self, times: f64) -> Self {
        Self {
            state_transitions: self.state_transitions * times,
            express_requests: self.express_requests * times,
            express_steps: self.express_steps * times,
            express_gb_seconds: self.express_gb_seconds * times,
            map_runs: self.map_runs * times,
            children: self.children * times,
            s3_list: self.s3_list * times,
            s3_get: self.s3_get * times,
            s3_put: self.s3_put * times,
            sns_publishes: self.sns_publishes * times,
            other_calls: self
                .other_calls
                .iter()
                .map(|(call, n)| (call.clone(), n * times))
                .collect(),
        }
    }
}

impl AddAssign<&Counts> for Counts {
    fn add_assign(&mut self, other: &Counts) {
        self.state_transitions += other.state_transitions;
        self.express_requests += other.express_requests;
        self.express_steps += other.express_steps;
        self.express_gb_seconds += other.express_gb_seconds;
        self.map_runs += other.map_runs;
        self.children += other.children;
        self.s3_list += other.s3_list;
        self.s3_get += other.s3_get;
        self.s3_put += other.s3_put;
        self.sns_publishes += other.sns_publishes;
        for (call, n) in &other.other_calls {
            *self.other_calls.entry(call.clone()).or_default() += n;
        }
    }
}
