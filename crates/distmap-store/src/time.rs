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

/// A time as SNS writes it: `2026-11-22T18:31:07.000Z`.
pub(crate) fn iso(time: Millis) -> String {
    let (days, of_day) = (time.div_euclid(86_400_000), time.rem_euclid(86_400_000));
    // Years that begin in March make leap days the last of a year, in eras of 400 years.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hours, minutes) = (of_day / 3_600_000, of_day / 60_000 % 60);
    let (seconds, millis) = (of_day / 1_000 % 60, of_day % 1_000);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{millis:03}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_text() {
        assert_eq!(iso(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(iso(951_782_400_123), "2000-02-29T00:00:00.123Z");
        assert_eq!(iso(1_795_372_267_000), "2026-11-22T18:31:07.000Z");
        assert_eq!(iso(-1), "1969-12-31T23:59:59.999Z");
    }
}
