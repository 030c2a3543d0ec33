//! What jsonata-js says of operands that do not fit their operator: it shows them.

use jsonata_core::ast::{AstNode, BinaryOp, UnaryOp};
use jsonata_core::value::JValue;
use serde_json::Value;

use super::convert;
use crate::error::MAX_DEPTH;

/// How deep operators are looked at again: each look may take as long as the expression did.
const DEPTH: usize = 8;

/// The message about the operator on which an expression failed, if it stands where its operands can be looked at again:
/// at the top, or inside of `and`, `or`, parentheses, a condition or another operator there. `evaluate` gives the value of
/// a part, or nothing where that fails.
pub(super) fn shown(
    node: &AstNode,
    evaluate: &mut dyn FnMut(&AstNode) -> Option<JValue>,
) -> Option<String> {
    within(DEPTH, node, evaluate)
}

fn within(
    depth: usize,
    node: &AstNode,
    evaluate: &mut dyn FnMut(&AstNode) -> Option<JValue>,
) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match node {
        AstNode::Block(parts) => match &parts[..] {
            [only] => within(depth, only, evaluate),
            _ => None,
        },
        AstNode::Conditional { condition, .. } => within(depth, condition, evaluate),
        AstNode::Unary { op: UnaryOp::Negate, operand } => match evaluate(operand) {
            None => within(depth, operand, evaluate),
            Some(JValue::Number(_) | JValue::Undefined) => None,
            Some(value) => {
                Some(format!("D1002: Cannot negate a non-numeric value: {}", json(&value)))
            }
        },
        AstNode::Binary { op, lhs, rhs } => {
            let Some(left) = evaluate(lhs) else { return within(depth, lhs, evaluate) };
            let Some(right) = evaluate(rhs) else { return within(depth, rhs, evaluate) };
            not_comparable(comparison(*op)?, &left, &right)
        }
        _ => None,
    }
}

fn comparison(op: BinaryOp) -> Option<&'static str> {
    match op {
        BinaryOp::LessThan => Some("<"),
        BinaryOp::LessThanOrEqual => Some("<="),
        BinaryOp::GreaterThan => Some(">"),
        BinaryOp::GreaterThanOrEqual => Some(">="),
        _ => None,
    }
}

fn not_comparable(operator: &str, left: &JValue, right: &JValue) -> Option<String> {
    let fits =
        |value: &JValue| matches!(value, JValue::Number(_) | JValue::String(_) | JValue::Undefined);
    if !(fits(left) && fits(right)) {
        return Some(format!(
            "T2010: The expressions either side of operator \"{operator}\" must evaluate to numeric or string values"
        ));
    }
    match (left, right) {
        (JValue::Number(_), JValue::String(_)) | (JValue::String(_), JValue::Number(_)) => {
            Some(format!(
                "T2009: The values {} and {} either side of operator \"{operator}\" must be of the same data type",
                json(left),
                json(right)
            ))
        }
        _ => None,
    }
}

fn json(value: &JValue) -> Value {
    convert::to_json(value, MAX_DEPTH).unwrap_or_default()
}
