//! Numbers compared by value, whatever their text and size: `1`, `1.0` and `10e-1` are equal.

use serde_json::Number;

/// A decimal in one form: sign, digits without zeros at either end, exponent of the last digit.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn of(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (text, 0),
        };
        let (negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let kept = all.trim_end_matches('0');
        let zeros = (all.len() - kept.len()) as i64;
        let digits = kept.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self { negative: false, digits, exponent: 0 });
        }
        Some(Self { negative, digits, exponent: exponent - fraction.len() as i64 + zeros })
    }
}

/// Whether two JSON numbers have the same value.
pub(crate) fn equal(left: &Number, right: &Number) -> bool {
    let (left, right) = (left.to_string(), right.to_string());
    left == right
        || matches!((Decimal::of(&left), Decimal::of(&right)), (Some(l), Some(r)) if l == r)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, expected: bool) {
        let number = |text: &str| serde_json::from_str::<Number>(text).expect("a JSON number");
        assert_eq!(equal(&number(left), &number(right)), expected, "{left} and {right}");
    }

    #[test]
    fn by_value() {
        check("1", "1.0", true);
        check("10", "1e1", true);
        check("0.10", "1E-1", true);
        check("-0", "0", true);
        check("12345678901234567890123", "12345678901234567890123.0", true);
        check("12345678901234567890123", "12345678901234567890124", false);
        check("1", "-1", false);
        check("100", "10", false);
        check("0.01", "0.1", false);
    }
}
