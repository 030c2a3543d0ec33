//! The functions that AWS adds to JSONata: `$partition`, `$range`, `$hash`, `$random`, `$uuid`, `$parse`; no `$eval`, a
//! bounded `$pad`, and the time of the run's own clock.
//!
//! See <https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions>.

use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

use jsonata_core::ast::AstNode;
use jsonata_core::evaluator::{Context, Evaluator, EvaluatorError};
use jsonata_core::value::JValue;
use serde_json::Value;

use super::{convert, url};
use crate::intrinsic::digest;

/// The most items that `$range` makes, as `States.ArrayRange` does.
const MAX_RANGE: f64 = 1_000.0;

/// The widest that `$pad` makes a text: more than any payload takes, and no gigabytes.
const MAX_PAD: f64 = 1_048_576.0;

/// Registers those functions that the expression names. `implicit` are those that it calls without an argument: they take
/// what they stand behind, which only JSONata's own can see. `now` tells the time, in milliseconds.
pub(super) fn register(
    evaluator: &mut Evaluator,
    names: &[String],
    implicit: &[String],
    now: impl Fn() -> Option<i64>,
) -> Result<()> {
    for name in names {
        match name.as_str() {
            "partition" => evaluator.register_fn("partition", partition)?,
            "range" => evaluator.register_fn("range", range)?,
            "hash" => evaluator.register_fn("hash", hash)?,
            "random" => evaluator.register_fn_override("random", random)?,
            "uuid" => evaluator.register_fn("uuid", uuid)?,
            "parse" => evaluator.register_fn("parse", parse)?,
            "pad" => evaluator.register_fn_override("pad", pad)?,
            "eval" => evaluator.register_fn_override("eval", eval)?,
            "now" => {
                let millis = millis(&now);
                evaluator.register_fn_override("now", move |arguments: &[JValue]| {
                    written(millis, arguments)
                })?;
            }
            "millis" => {
                let millis = JValue::Number(millis(&now));
                evaluator.register_fn_override("millis", move |_: &[JValue]| Ok(millis.clone()))?;
            }
            name if implicit.iter().any(|it| it == name) => {}
            "encodeUrl" => evaluator.register_fn_override(name.as_str(), url::encode_whole)?,
            "encodeUrlComponent" => {
                evaluator.register_fn_override(name.as_str(), url::encode_component)?;
            }
            "decodeUrl" => evaluator.register_fn_override(name.as_str(), url::decode_whole)?,
            "decodeUrlComponent" => {
                evaluator.register_fn_override(name.as_str(), url::decode_component)?;
            }
            _ => {}
        }
    }
    Ok(())
}

pub(super) type Result<T> = std::result::Result<T, EvaluatorError>;

/// The refusal of an argument, counted from 0.
fn refuse(function: &str, at: usize) -> EvaluatorError {
    EvaluatorError::EvaluationError(format!(
        "T0410: Argument {} of function \"{function}\" does not match function signature",
        at + 1
    ))
}

fn number(arguments: &[JValue], at: usize, function: &str) -> Result<f64> {
    match arguments.get(at) {
        Some(JValue::Number(number)) if number.is_finite() => Ok(*number),
        _ => Err(refuse(function, at)),
    }
}

pub(super) fn text<'v>(arguments: &'v [JValue], at: usize, function: &str) -> Result<&'v str> {
    arguments.get(at).and_then(JValue::as_str).ok_or_else(|| refuse(function, at))
}

fn partition(arguments: &[JValue]) -> Result<JValue> {
    let size = number(arguments, 1, "partition")?.floor();
    if size < 1.0 {
        return Err(refuse("partition", 1));
    }
    let items = match arguments.first() {
        Some(JValue::Array(items)) => items.iter().cloned().collect(),
        Some(JValue::Undefined) | None => return Ok(JValue::Undefined),
        Some(single) => vec![single.clone()],
    };
    // A size beyond the number of items makes one chunk.
    let size = if size < items.len() as f64 { size as usize } else { items.len().max(1) };
    Ok(JValue::array(items.chunks(size).map(|chunk| JValue::array(chunk.to_vec())).collect()))
}

fn range(arguments: &[JValue]) -> Result<JValue> {
    let (first, last, step) = (
        number(arguments, 0, "range")?,
        number(arguments, 1, "range")?,
        number(arguments, 2, "range")?,
    );
    if step == 0.0 {
        return Err(refuse("range", 2));
    }
    let count = ((last - first) / step).floor() + 1.0;
    if count > MAX_RANGE {
        return Err(refuse("range", 1));
    }
    let count = if count < 0.0 { 0 } else { count as usize };
    Ok(JValue::sequence((0..count).map(|i| JValue::Number(first + i as f64 * step)).collect()))
}

fn hash(arguments: &[JValue]) -> Result<JValue> {
    let algorithm = if arguments.len() > 1 { text(arguments, 1, "hash")? } else { "SHA-256" };
    let digest = digest(algorithm, text(arguments, 0, "hash")?.as_bytes());
    digest.map(JValue::string).ok_or_else(|| refuse("hash", 1))
}

/// A number from 0 up to 1; the same for the same seed.
fn random(arguments: &[JValue]) -> Result<JValue> {
    let drawn = if arguments.is_empty() {
        fastrand::f64()
    } else {
        fastrand::Rng::with_seed(number(arguments, 0, "random")?.to_bits()).f64()
    };
    Ok(JValue::Number(drawn))
}

fn uuid(_: &[JValue]) -> Result<JValue> {
    Ok(JValue::string(uuid::Uuid::new_v4().to_string()))
}

fn parse(arguments: &[JValue]) -> Result<JValue> {
    match arguments.first() {
        None | Some(JValue::Undefined) => Ok(JValue::Undefined),
        _ => serde_json::from_str::<Value>(text(arguments, 0, "parse")?)
            .map(|value| convert::from_json(&value))
            .map_err(|error| {
                EvaluatorError::EvaluationError(format!(
                    "D3120: the argument of \"parse\" is no JSON: {error}"
                ))
            }),
    }
}

/// JSONata's own, bounded: it would fill the memory with a text of any width.
fn pad(arguments: &[JValue]) -> Result<JValue> {
    if matches!(arguments.first(), None | Some(JValue::Undefined)) {
        return Ok(JValue::Undefined);
    }
    let given = text(arguments, 0, "pad")?;
    let width = match arguments.get(1) {
        None | Some(JValue::Undefined) => 0.0,
        _ => number(arguments, 1, "pad")?.trunc(),
    };
    if width.abs() > MAX_PAD {
        return Err(refuse("pad", 1));
    }
    let letters = match arguments.get(2) {
        None | Some(JValue::Undefined) => " ",
        _ => Some(text(arguments, 2, "pad")?).filter(|it| !it.is_empty()).unwrap_or(" "),
    };
    let missing = (width.abs() as usize).saturating_sub(given.chars().count());
    let padding: String = letters.chars().cycle().take(missing).collect();
    Ok(JValue::string(match width < 0.0 {
        true => padding + given,
        false => given.to_owned() + &padding,
    }))
}

/// The one moment that `$now()` and `$millis()` tell of: the same wherever an expression asks.
fn millis(now: &impl Fn() -> Option<i64>) -> f64 {
    let system =
        || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis() as i64;
    now().unwrap_or_else(system) as f64
}

/// A moment as `$now(picture, timezone)` writes it: as `$fromMillis` does.
fn written(millis: f64, arguments: &[JValue]) -> Result<JValue> {
    static FROM_MILLIS: LazyLock<Option<AstNode>> = LazyLock::new(|| {
        jsonata_core::parser::parse("$fromMillis($millis, $picture, $timezone)").ok()
    });
    let mut bindings = Context::new();
    bindings.bind("millis".to_owned(), JValue::Number(millis));
    for (at, name) in ["picture", "timezone"].into_iter().enumerate() {
        match arguments.get(at) {
            Some(JValue::String(_)) => bindings.bind(name.to_owned(), arguments[at].clone()),
            None | Some(JValue::Undefined) => {}
            Some(_) => return Err(refuse("now", at)),
        }
    }
    match &*FROM_MILLIS {
        Some(ast) => Evaluator::with_context(bindings).evaluate(ast, &JValue::Undefined),
        None => Ok(JValue::Undefined),
    }
}

fn eval(_: &[JValue]) -> Result<JValue> {
    Err(EvaluatorError::EvaluationError("T1006: Attempted to invoke a non-function".to_owned()))
}
