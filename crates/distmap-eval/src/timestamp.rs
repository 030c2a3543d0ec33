//! Timestamps as Step Functions reads them: RFC 3339 with a capital `T` and an offset or `Z`.

use chrono::{DateTime, FixedOffset};

/// The instant that a text names, if it is a timestamp as Choice and Wait want it.
///
/// ```
/// use distmap_eval::timestamp;
///
/// assert_eq!(timestamp::parse("1970-01-01T00:00:01Z").map(|t| t.timestamp_millis()), Some(1000));
/// assert_eq!(timestamp::parse("1970-01-01T00:00:01"), None);
/// ```
pub fn parse(text: &str) -> Option<DateTime<FixedOffset>> {
    let canonical = text.as_bytes().get(10) == Some(&b'T') && !text.ends_with('z');
    if canonical { DateTime::parse_from_rfc3339(text).ok() } else { None }
}
