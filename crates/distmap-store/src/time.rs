//! File times in the ports' unit.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use distmap_engine::ports::Millis;

/// Milliseconds since the Unix epoch; times before it are negative.
pub(crate) fn millis(time: SystemTime) -> Millis {
    let convert =
        |duration: Duration| Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => convert(after),
        Err(before) => -convert(before.duration()),
    }
}
