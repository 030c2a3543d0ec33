//! `States.MathAdd` and `States.MathRandom`.

use serde_json::Value;

use super::Refusal;
use crate::number;

/// A number as an integer, rounded half up as Java's `Math.round` does.
pub(super) fn integer(value: &Value, function: &str) -> Result<i64, Refusal> {
    let refuse = || Refusal::new(format!("Invalid arguments in {function}: expected an integer"));
    let Value::Number(number) = value else { return Err(refuse()) };
    if let Some(exact) = number.as_i64() {
        return Ok(exact);
    }
    let double = number::to_f64(number).ok_or_else(refuse)?;
    let rounded = (double + 0.5).floor();
    if rounded.abs() < 9.0e18 { Ok(rounded as i64) } else { Err(refuse()) }
}

pub(super) fn add(a: &Value, b: &Value) -> Result<Value, Refusal> {
    let (a, b) = (integer(a, "States.MathAdd")?, integer(b, "States.MathAdd")?);
    a.checked_add(b)
        .map(Value::from)
        .ok_or_else(|| Refusal::new("Invalid arguments in States.MathAdd: the sum is too large"))
}

/// A whole number from `first` up to, but not including, `end`; the same for the same seed.
pub(super) fn random(first: &Value, end: &Value, seed: Option<&Value>) -> Result<Value, Refusal> {
    const NAME: &str = "States.MathRandom";
    let (first, end) = (integer(first, NAME)?, integer(end, NAME)?);
    if first >= end {
        return Err(Refusal::new(format!(
            "Invalid arguments in {NAME}: the end must be greater than the start"
        )));
    }
    let drawn = match seed {
        Some(seed) => {
            fastrand::Rng::with_seed(integer(seed, NAME)?.cast_unsigned()).i64(first..end)
        }
        None => fastrand::i64(first..end),
    };
    Ok(drawn.into())
}
