//! Retriers and catchers.

use crate::model::{Catcher, Retrier};

impl Retrier {
    /// Retries the named errors as AWS does by default: three times after 1, 2 and 4 seconds.
    pub fn on<T: Into<String>>(errors: impl IntoIterator<Item = T>) -> Self {
        Self {
            error_equals: errors.into_iter().map(Into::into).collect(),
            interval_seconds: None,
            max_attempts: None,
            backoff_rate: None,
            max_delay_seconds: None,
            full_jitter: false,
            comment: None,
        }
    }

    /// `IntervalSeconds`: the wait before the first retry.
    #[must_use]
    pub fn interval_seconds(mut self, seconds: u64) -> Self {
        self.interval_seconds = Some(seconds);
        self
    }

    /// `MaxAttempts`; 0 never retries.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u64) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// `BackoffRate`: what each wait is multiplied by.
    #[must_use]
    pub fn backoff_rate(mut self, rate: f64) -> Self {
        self.backoff_rate = Some(rate);
        self
    }

    /// `MaxDelaySeconds`: no wait is longer.
    #[must_use]
    pub fn max_delay_seconds(mut self, seconds: u64) -> Self {
        self.max_delay_seconds = Some(seconds);
        self
    }

    /// `JitterStrategy: FULL`: each wait is drawn at random below its length.
    #[must_use]
    pub fn full_jitter(mut self) -> Self {
        self.full_jitter = true;
        self
    }
}

impl Catcher {
    /// Goes on at `next` where one of the named errors is left.
    pub fn on<T: Into<String>>(
        errors: impl IntoIterator<Item = T>,
        next: impl Into<String>,
    ) -> Self {
        Self {
            error_equals: errors.into_iter().map(Into::into).collect(),
            next: next.into(),
            result_path: None,
            output: None,
            assign: None,
            comment: None,
        }
    }

    /// `ResultPath`: where in the state's input the error goes.
    #[must_use]
    pub fn result_path(mut self, path: impl Into<String>) -> Self {
        self.result_path = Some(Some(path.into()));
        self
    }
}
