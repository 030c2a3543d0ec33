//! Clocks, identities, and instants in text form.

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::ports::{Clock, Ids, Millis};
pub use crate::virtual_time::{Hold, VirtualClock};

/// The machine's clock, with tokio's timer.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Millis {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Random UUIDs of version 4.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn next(&self) -> String {
        uuid::Uuid::new_v4().hyphenated().to_string()
    }
}

const DAY: i64 = 86_400_000;

/// An instant as AWS writes it in data: `2026-11-22T18:00:00.123Z`.
///
/// ```
/// assert_eq!(distmap_engine::time::iso8601(1_795_370_400_123), "2026-11-22T18:00:00.123Z");
/// ```
pub fn iso8601(instant: Millis) -> String {
    let (year, month, day) = civil(instant.div_euclid(DAY));
    let rest = instant.rem_euclid(DAY);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
        rest / 3_600_000,
        rest / 60_000 % 60,
        rest / 1000 % 60,
        rest % 1000
    )
}

/// An instant as HTTP writes it: `Sun, 22 Nov 2026 18:00:00 GMT`.
pub fn http_date(instant: Millis) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let days = instant.div_euclid(DAY);
    let (year, month, day) = civil(days);
    let rest = instant.rem_euclid(DAY) / 1000;
    format!(
        "{}, {day:02} {} {year:04} {:02}:{:02}:{:02} GMT",
        DAYS[days.rem_euclid(7) as usize],
        MONTHS[(month - 1) as usize],
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    )
}

/// The instant of an ISO-8601 extended offset date-time such as `2026-11-22T18:00:00.5+01:00`.
pub fn parse_iso8601(text: &str) -> Option<Millis> {
    let (date, time) = text.split_once('T')?;
    let mut parts = date.splitn(3, '-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2).filter(|m| (1..=12).contains(m))?;
    let day = digits(parts.next()?, 2)?;
    if day < 1 || day > days_in(year, month) {
        return None;
    }
    let zone = time.find(['Z', '+', '-'])?;
    let (clock, offset) = time.split_at(zone);
    let mut parts = clock.splitn(3, ':');
    let hour = digits(parts.next()?, 2).filter(|h| *h < 24)?;
    let minute = digits(parts.next()?, 2).filter(|m| *m < 60)?;
    let (second, millis) = match parts.next() {
        Some(seconds) => {
            let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
            if fraction.is_empty()
                || fraction.len() > 9
                || !fraction.bytes().all(|b| b.is_ascii_digit())
            {
                return None;
            }
            let padded: String = fraction.chars().chain("000".chars()).take(3).collect();
            (digits(whole, 2).filter(|s| *s < 60)?, digits(&padded, 3)?)
        }
        None => (0, 0),
    };
    let shift = if offset == "Z" {
        0
    } else {
        let sign = if offset.starts_with('-') { -1 } else { 1 };
        let (hours, minutes) = offset[1..].split_once(':').unwrap_or((&offset[1..], "00"));
        sign * (digits(hours, 2).filter(|h| *h <= 18)? * 60
            + digits(minutes, 2).filter(|m| *m < 60)?)
    };
    let minutes = hour * 60 + minute - shift;
    Some(days_from_civil(year, month, day) * DAY + (minutes * 60 + second) * 1000 + millis)
}

fn digits(text: &str, length: usize) -> Option<i64> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a date; years count from March, so that leap days come last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date that lies `days` after 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_survive_their_text() {
        for instant in [0, 951_782_400_000, 1_795_370_400_123, 4_107_542_399_999, -1] {
            assert_eq!(parse_iso8601(&iso8601(instant)), Some(instant), "{}", iso8601(instant));
        }
    }

    #[test]
    fn reads_offsets_and_refuses_what_is_no_instant() {
        assert_eq!(parse_iso8601("1970-01-01T01:00:00+01:00"), Some(0));
        assert_eq!(parse_iso8601("1970-01-01T00:00Z"), Some(0));
        for text in [
            "2016-13-05T21:29:29Z",
            "2016-12-05T25:29:29Z",
            "2016-12-05 21:29:29Z",
            "2016-12-05T21:29:29",
            "2016-02-30T00:00:00Z",
            "T",
            "",
        ] {
            assert_eq!(parse_iso8601(text), None, "{text}");
        }
    }

    #[test]
    fn writes_dates_as_http_does() {
        assert_eq!(http_date(784_111_777_000), "Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
