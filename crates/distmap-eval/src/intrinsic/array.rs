//! The functions over arrays.

use std::collections::HashSet;

use serde_json::Value;

use super::{Refusal, items, math::integer};
use crate::number;

/// The most items that `States.ArrayRange` makes.
const MAX_RANGE: i128 = 1_000;

pub(super) fn partition(array: &Value, size: &Value) -> Result<Value, Refusal> {
    const NAME: &str = "States.ArrayPartition";
    let size = usize::try_from(integer(size, NAME)?).ok().filter(|size| *size > 0);
    let size = size.ok_or_else(|| {
        Refusal::new(format!("Invalid arguments in {NAME}: the chunk size must be positive"))
    })?;
    Ok(items(array, NAME)?.chunks(size).map(|chunk| Value::Array(chunk.to_vec())).collect())
}

pub(super) fn contains(array: &Value, wanted: &Value) -> Result<Value, Refusal> {
    Ok(items(array, "States.ArrayContains")?.iter().any(|item| number::equal(item, wanted)).into())
}

pub(super) fn range(first: &Value, last: &Value, step: &Value) -> Result<Value, Refusal> {
    const NAME: &str = "States.ArrayRange";
    let bound = |value| integer(value, NAME).map(i128::from);
    let (first, last, step) = (bound(first)?, bound(last)?, bound(step)?);
    if step == 0 {
        return Err(Refusal::new(format!(
            "Invalid arguments in {NAME}: the step must not be zero"
        )));
    }
    let count = ((last - first) / step + 1).max(0);
    let empty = (step > 0) != (last >= first) && first != last;
    if empty {
        return Ok(Value::Array(Vec::new()));
    }
    if count > MAX_RANGE {
        return Err(Refusal::new(format!(
            "Invalid arguments in {NAME}: more than {MAX_RANGE} items"
        )));
    }
    // Each item lies between `first` and `last`, which were 64-bit integers.
    Ok((0..count).map(|i| Value::from((first + i * step) as i64)).collect())
}

pub(super) fn item(array: &Value, index: &Value) -> Result<Value, Refusal> {
    const NAME: &str = "States.ArrayGetItem";
    let index = integer(index, NAME)?;
    let found = usize::try_from(index).ok().and_then(|index| items(array, NAME).ok()?.get(index));
    match found {
        Some(item) => Ok(item.clone()),
        None => {
            items(array, NAME)?;
            Err(Refusal::new(format!(
                "Invalid arguments in {NAME}: index {index} is out of bounds"
            )))
        }
    }
}

pub(super) fn length(array: &Value) -> Result<Value, Refusal> {
    Ok(items(array, "States.ArrayLength")?.len().into())
}

/// Keeps the first of equal items. Equal texts are found by hashing, the rest by comparing within one canonical form.
pub(super) fn unique(array: &Value) -> Result<Value, Refusal> {
    let mut seen = HashSet::new();
    let items = items(array, "States.ArrayUnique")?;
    Ok(items.iter().filter(|item| seen.insert(number::canonical(item))).cloned().collect())
}
