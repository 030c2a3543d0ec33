//! The prices that a difference in cost is made of.

/// US dollars in us-east-1, <https://aws.amazon.com/step-functions/pricing/>.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prices {
    /// One state transition of a STANDARD workflow.
    pub transition: f64,
    /// One EXPRESS execution.
    pub request: f64,
    /// One GB-second of an EXPRESS execution.
    pub gb_second: f64,
}

impl Default for Prices {
    fn default() -> Self {
        Self { transition: 25.0e-6, request: 1.0e-6, gb_second: 0.06 / 3_600.0 }
    }
}

/// What a second of an EXPRESS execution with 64 MB costs, the least that is billed for.
const GB: f64 = 64.0 / 1_024.0;

impl Prices {
    /// A child execution of an EXPRESS kind that takes `seconds`: its start, its request, its duration.
    pub(super) fn express_child(&self, seconds: f64) -> f64 {
        self.transition + self.request + seconds * GB * self.gb_second
    }

    /// A child execution of a STANDARD kind that enters `states` states.
    pub(super) fn standard_child(&self, states: u64) -> f64 {
        self.transition * (states as f64 + 1.0)
    }
}
