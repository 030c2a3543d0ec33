//! RFC 3339 instants.

/// Whether a text is an RFC 3339 timestamp with an upper-case `T`, and `Z` or an offset.
pub(super) fn is_rfc3339(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    is_date(date) && is_time(time)
}

fn number(text: &str, width: usize) -> Option<u32> {
    (text.len() == width && text.bytes().all(|it| it.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

fn is_time(text: &str) -> bool {
    let (clock, zone) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => return false,
    };
    let (whole, fraction) = match clock.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (clock, None),
    };
    if fraction.is_some_and(|it| it.is_empty() || !it.bytes().all(|it| it.is_ascii_digit())) {
        return false;
    }
    let parts: Vec<Option<u32>> = whole.split(':').map(|it| number(it, 2)).collect();
    let [Some(hour), Some(minute), Some(second)] = parts[..] else {
        return false;
    };
    hour < 24 && minute < 60 && second < 61 && is_zone(zone)
}

fn is_zone(text: &str) -> bool {
    if text == "Z" {
        return true;
    }
    let Some((hour, minute)) = text[1..].split_once(':') else {
        return false;
    };
    number(hour, 2).is_some_and(|it| it < 24) && number(minute, 2).is_some_and(|it| it < 60)
}

#[cfg(test)]
mod tests {
    use super::is_rfc3339;

    #[test]
    fn instants() {
        for good in
            ["2016-03-14T01:59:00Z", "2024-02-29T23:59:59.123Z", "2016-03-14T01:59:00+01:00"]
        {
            assert!(is_rfc3339(good), "{good}");
        }
        for bad in [
            "",
            "2016-13-05T21:29:29Z",
            "2016-12-05 21:29:29Z",
            "2016-12-05T21:29:29",
            "2023-02-29T00:00:00Z",
            "2016-12-05T25:29:29Z",
            "2016-12-05T21:29:29.Z",
            "2016-12-05T21:29:29Zé",
            "{% '2016-03-14T01:59:00Z' %}",
        ] {
            assert!(!is_rfc3339(bad), "{bad}");
        }
    }
}
