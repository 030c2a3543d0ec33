//! The Boolean expressions of Choice states.

use std::cmp::Ordering;

use distmap_asl::model;
use serde_json::Value;

use crate::error::{CompileError, EvalError};
use crate::jsonata::{JsonataExpr, Kind};
use crate::number;
use crate::path::Path;
use crate::scope::Scope;
use crate::timestamp;

/// A compiled condition of a Choice rule.
///
/// See <https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html>.
#[derive(Clone, Debug)]
pub struct Condition(Node);

#[derive(Clone, Debug)]
enum Node {
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Constant(bool),
    Jsonata(JsonataExpr),
    Compare(Path, Type, Relation, Operand),
    Is(Path, Trait, bool),
}

/// The type that both sides must have; else the comparison is false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    String,
    Numeric,
    Boolean,
    Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Equals,
    LessThan,
    GreaterThan,
    LessThanEquals,
    GreaterThanEquals,
    Matches,
}

#[derive(Clone, Debug)]
enum Operand {
    Literal(Value),
    Path(Path),
}

/// What an `Is...` operator asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trait {
    Null,
    Present,
    Numeric,
    String,
    Boolean,
    Timestamp,
}

impl Condition {
    /// Compiles the condition of the rule at place `rule` of its state.
    ///
    /// # Errors
    /// An unknown operator, a path that is none, an operand of the wrong type.
    pub fn compile(condition: &model::Condition, rule: usize) -> Result<Self, CompileError> {
        compile(condition, rule).map(Self)
    }

    /// Whether the condition holds.
    ///
    /// # Errors
    /// `States.Runtime` where a path finds nothing, `States.QueryEvaluationError` from JSONata.
    pub fn evaluate(&self, scope: &Scope<'_>) -> Result<bool, EvalError> {
        self.0.holds(scope)
    }
}

fn compile(condition: &model::Condition, rule: usize) -> Result<Node, CompileError> {
    let all = |parts: &[model::Condition]| {
        parts.iter().map(|part| compile(part, rule)).collect::<Result<Vec<_>, _>>()
    };
    Ok(match condition {
        model::Condition::And(parts) => Node::And(all(parts).map_err(|error| error.under("And"))?),
        model::Condition::Or(parts) => Node::Or(all(parts).map_err(|error| error.under("Or"))?),
        model::Condition::Not(part) => {
            Node::Not(Box::new(compile(part, rule).map_err(|error| error.under("Not"))?))
        }
        model::Condition::Jsonata(Value::Bool(constant)) => Node::Constant(*constant),
        model::Condition::Jsonata(Value::String(text)) => Node::Jsonata(
            JsonataExpr::compile(text, &format!("Choices[{rule}]/Condition"))
                .map_err(|error| error.under("Condition"))?,
        ),
        model::Condition::Jsonata(_) => {
            return Err(CompileError::new("a condition must be a Boolean or a JSONata expression")
                .under("Condition"));
        }
        model::Condition::Compare { variable, operator, operand } => {
            let path = Path::compile(variable).map_err(|error| error.under("Variable"))?;
            test(path, operator, operand).map_err(|error| error.under(operator))?
        }
    })
}

fn test(path: Path, operator: &str, operand: &Value) -> Result<Node, CompileError> {
    if let Some(wanted) = operator.strip_prefix("Is") {
        let wanted = match wanted {
            "Null" => Trait::Null,
            "Present" => Trait::Present,
            "Numeric" => Trait::Numeric,
            "String" => Trait::String,
            "Boolean" => Trait::Boolean,
            "Timestamp" => Trait::Timestamp,
            _ => return Err(unknown(operator)),
        };
        let Value::Bool(expected) = operand else {
            return Err(CompileError::new("expected true or false"));
        };
        return Ok(Node::Is(path, wanted, *expected));
    }
    let (name, by_path) = match operator.strip_suffix("Path") {
        Some(name) => (name, true),
        None => (operator, false),
    };
    let types = [
        ("String", Type::String),
        ("Numeric", Type::Numeric),
        ("Boolean", Type::Boolean),
        ("Timestamp", Type::Timestamp),
    ];
    let found =
        types.into_iter().find_map(|(prefix, kind)| Some((kind, name.strip_prefix(prefix)?)));
    let Some((kind, relation)) = found else { return Err(unknown(operator)) };
    let relation = match (relation, kind) {
        ("Equals", _) => Relation::Equals,
        ("Matches", Type::String) if !by_path => Relation::Matches,
        (_, Type::Boolean) => return Err(unknown(operator)),
        ("LessThan", _) => Relation::LessThan,
        ("GreaterThan", _) => Relation::GreaterThan,
        ("LessThanEquals", _) => Relation::LessThanEquals,
        ("GreaterThanEquals", _) => Relation::GreaterThanEquals,
        _ => return Err(unknown(operator)),
    };
    let operand = match operand {
        Value::String(text) if by_path => Operand::Path(Path::compile(text)?),
        _ if by_path => return Err(CompileError::new("expected a path")),
        literal if kind.has(literal) => Operand::Literal(literal.clone()),
        _ => return Err(CompileError::new(format!("expected a {}", kind.name()))),
    };
    Ok(Node::Compare(path, kind, relation, operand))
}

fn unknown(operator: &str) -> CompileError {
    CompileError::new(format!("unknown operator '{operator}'"))
}

impl Type {
    fn has(self, value: &Value) -> bool {
        match self {
            Type::String => value.is_string(),
            Type::Numeric => value.is_number(),
            Type::Boolean => value.is_boolean(),
            Type::Timestamp => value.as_str().is_some_and(|text| timestamp::parse(text).is_some()),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Type::String => "string",
            Type::Numeric => "number",
            Type::Boolean => "Boolean",
            Type::Timestamp => "timestamp (RFC 3339 with a capital T and an offset or Z)",
        }
    }

    /// How two values stand to each other, if both are of this type.
    fn compare(self, a: &Value, b: &Value) -> Option<Ordering> {
        match (self, a, b) {
            (Type::String, Value::String(a), Value::String(b)) => {
                Some(a.encode_utf16().cmp(b.encode_utf16()))
            }
            (Type::Numeric, Value::Number(a), Value::Number(b)) => number::compare(a, b),
            (Type::Boolean, Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
            (Type::Timestamp, Value::String(a), Value::String(b)) => {
                Some(timestamp::parse(a)?.cmp(&timestamp::parse(b)?))
            }
            _ => None,
        }
    }
}

impl Node {
    fn holds(&self, scope: &Scope<'_>) -> Result<bool, EvalError> {
        match self {
            Node::And(parts) => {
                for part in parts {
                    if !part.holds(scope)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Node::Or(parts) => {
                for part in parts {
                    if part.holds(scope)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Node::Not(part) => Ok(!part.holds(scope)?),
            Node::Constant(constant) => Ok(*constant),
            Node::Jsonata(expression) => {
                Ok(expression.evaluate_as(scope, Kind::Boolean)? == Value::Bool(true))
            }
            Node::Is(path, Trait::Present, expected) => Ok(path.select(scope).is_ok() == *expected),
            Node::Is(path, wanted, expected) => {
                let value = path.select(scope).map_err(|_| invalid(path))?;
                let is = match wanted {
                    Trait::Null => value.is_null(),
                    Trait::Present => true,
                    Trait::Numeric => value.is_number(),
                    Trait::String => value.is_string(),
                    Trait::Boolean => value.is_boolean(),
                    Trait::Timestamp => Type::Timestamp.has(&value),
                };
                Ok(is == *expected)
            }
            Node::Compare(path, kind, relation, operand) => {
                let a = path.select(scope).map_err(|_| invalid(path))?;
                let found;
                let b = match operand {
                    Operand::Literal(value) => value,
                    Operand::Path(path) => {
                        found = path.select(scope).map_err(|_| invalid(path))?;
                        found.as_ref()
                    }
                };
                if *relation == Relation::Matches {
                    return Ok(
                        matches!((a.as_str(), b.as_str()), (Some(text), Some(pattern)) if matches(text, pattern)),
                    );
                }
                Ok(kind.compare(&a, b).is_some_and(|ordering| match relation {
                    Relation::Equals => ordering.is_eq(),
                    Relation::LessThan => ordering.is_lt(),
                    Relation::GreaterThan => ordering.is_gt(),
                    Relation::LessThanEquals => ordering.is_le(),
                    Relation::GreaterThanEquals | Relation::Matches => ordering.is_ge(),
                }))
            }
        }
    }
}

fn invalid(path: &Path) -> EvalError {
    EvalError::runtime(format!(
        "Invalid path '{}': The choice state's condition path references an invalid value.",
        path.text()
    ))
}

/// `StringMatches`: `*` stands for any text, `\*` for a star, `\\` for a backslash. Linear in both texts.
fn matches(text: &str, pattern: &str) -> bool {
    let mut pieces = vec![String::new()];
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        let literal = match c {
            '*' => {
                pieces.push(String::new());
                continue;
            }
            '\\' => chars.next_if(|next| matches!(next, '*' | '\\')).unwrap_or(c),
            _ => c,
        };
        if let Some(piece) = pieces.last_mut() {
            piece.push(literal);
        }
    }
    let (Some(first), last) = (pieces.first(), &pieces[pieces.len() - 1]) else { return false };
    if pieces.len() == 1 {
        return text == first;
    }
    let Some(rest) =
        text.strip_prefix(first.as_str()).and_then(|rest| rest.strip_suffix(last.as_str()))
    else {
        return false;
    };
    // Between two stars the leftmost place is as good as any other.
    let mut rest = Some(rest);
    for piece in &pieces[1..pieces.len() - 1] {
        rest = rest.and_then(|rest| rest.split_once(piece.as_str())).map(|(_, after)| after);
    }
    rest.is_some()
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn string_matches() {
        for (text, pattern) in [
            ("", ""),
            ("", "*"),
            ("abc", "abc"),
            ("abc", "a*"),
            ("abc", "*c"),
            ("abc", "*b*"),
            ("abc", "a*c"),
            ("log-2.txt", "log-*.txt"),
            ("aXbXc", "a*X*c"),
            ("a*c", r"a\*c"),
            (r"a\b", r"a\\b"),
            ("aa", "a*a"),
            ("a-b", "*-*"),
        ] {
            assert!(matches(text, pattern), "{text} {pattern}");
        }
        for (text, pattern) in [
            ("a", ""),
            ("", "a"),
            ("abc", "ab"),
            ("abc", r"a\*c"),
            ("a", "a*a"),
            ("abc", "*d*"),
            ("ABC", "abc"),
        ] {
            assert!(!matches(text, pattern), "{text} {pattern}");
        }
        assert!(!matches(&"a".repeat(262_144), &"a*".repeat(1_000).replace("a*a*", "*aab*")));
    }
}
