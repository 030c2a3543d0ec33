//! JSONata expressions: text between `{%` and `%}`.
//!
//! See <https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html>.

mod convert;
mod functions;
mod operands;
mod plain;
mod refusal;
mod url;

use std::sync::Arc;

use jsonata_core::ast::AstNode;
use jsonata_core::evaluator::{Context, Evaluator, EvaluatorError, EvaluatorOptions};
use jsonata_core::parser::{Lexer, Token};
use jsonata_core::value::JValue;
use serde_json::Value;

use crate::error::{CompileError, EvalError, MAX_DEPTH};
use crate::scope::Scope;
use convert::NoJson;
use plain::Plain;

/// AWS gives an expression one second.
const TIMEOUT_MS: u64 = 1_000;

/// The longest sequence that an expression may build. AWS runs out of memory before that.
const MAX_SEQUENCE: usize = 1_000_000;

/// The longest expression; a longer one could not come out of a definition that AWS takes.
const MAX_LENGTH: usize = 256 * 1024;

/// The types that a field can ask an expression for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `array`, as `Items` wants it.
    Array,
    /// `boolean`, as `Condition` wants it.
    Boolean,
    /// `number`, as `Seconds` wants it.
    Number,
    /// `string`, as `Timestamp` or `Error` wants it.
    String,
    /// `object`.
    Object,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Array => "array",
            Kind::Boolean => "boolean",
            Kind::Number => "number",
            Kind::String => "string",
            Kind::Object => "object",
        }
    }

    fn of(value: &Value) -> &'static str {
        match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        }
    }
}

/// A compiled JSONata expression. It reads `$states` and variables, never the state's input directly.
///
/// ```
/// use distmap_eval::{JsonataExpr, Scope, Variables};
/// use serde_json::json;
///
/// let total = JsonataExpr::compile("{% $sum($states.input.prices) %}", "Output/total")?;
/// let input = json!({"prices": [1, 2.5]});
/// let (context, variables) = (json!({}), Variables::new());
/// assert_eq!(total.evaluate(&Scope::new(&input, &context, &variables))?, json!(3.5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct JsonataExpr {
    source: String,
    location: String,
    ast: Arc<AstNode>,
    /// The place that the expression names, if it does nothing else.
    plain: Option<Plain>,
    references: Arc<References>,
}

/// The members of `$states`.
const MEMBERS: [&str; 4] = ["input", "result", "errorOutput", "context"];

impl JsonataExpr {
    /// Whether a text is an expression: it begins with `{%` and ends with `%}`.
    pub fn is_expression(text: &str) -> bool {
        text.len() >= 4 && text.starts_with("{%") && text.ends_with("%}")
    }

    /// Compiles an expression with its `{%` and `%}`, which stands at `location` of a state (`Output/total`).
    ///
    /// # Errors
    /// Text that is no JSONata expression.
    pub fn compile(text: &str, location: &str) -> Result<Self, CompileError> {
        if !Self::is_expression(text) {
            return Err(CompileError::new(format!(
                "'{text}' is no JSONata expression: it must stand between {{% and %}}"
            )));
        }
        let source = text[2..text.len() - 2].trim();
        if source.len() > MAX_LENGTH {
            return Err(CompileError::new(format!(
                "JSONata expression longer than {MAX_LENGTH} bytes"
            )));
        }
        let ast = jsonata_core::parser::parse(source).map_err(|error| {
            CompileError::new(format!("JSONata expression '{source}': {error}"))
        })?;
        let references = Arc::new(references(source)?);
        Ok(Self {
            source: source.to_owned(),
            location: location.to_owned(),
            ast: Arc::new(ast),
            plain: Plain::of(source),
            references,
        })
    }

    /// The expression without its `{%` and `%}`.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Where it stands in its state, such as `Output/total`.
    pub fn location(&self) -> &str {
        &self.location
    }

    /// Whether the expression can reach the Context Object.
    pub fn reads_context(&self) -> bool {
        self.references.members.contains(&"context")
    }

    /// The expression's value.
    ///
    /// # Errors
    /// `States.QueryEvaluationError` for an expression that fails, takes longer than a second, or gives nothing or a function.
    pub fn evaluate(&self, scope: &Scope<'_>) -> Result<Value, EvalError> {
        if let Some(found) = self.plain.as_ref().and_then(|plain| plain.find(scope)) {
            return Ok(found.clone());
        }
        let result = self.run(&self.ast, scope).map_err(|error| {
            // AWS writes a full stop before a message that has a code of its own.
            let separator = if error.code().is_some() { '.' } else { ':' };
            let shown = match error.code() {
                Some("T2009" | "T2010" | "D1002") => {
                    operands::shown(&self.ast, &mut |part| self.run(part, scope).ok())
                }
                _ => None,
            };
            let message =
                shown.unwrap_or_else(|| refusal::worded(error.message(), &self.references.calls));
            self.error(&format!("threw an error during evaluation{separator} {message}"))
        })?;
        convert::to_json(&result, MAX_DEPTH).map_err(|no_json| match no_json {
            NoJson::Undefined => self.error("returned nothing (undefined)."),
            NoJson::Unsupported => self.error("returned an unsupported result type."),
        })
    }

    /// The expression's value, which must be of one type.
    pub fn evaluate_as(&self, scope: &Scope<'_>, kind: Kind) -> Result<Value, EvalError> {
        let value = self.evaluate(scope)?;
        let actual = Kind::of(&value);
        if actual == kind.name() {
            return Ok(value);
        }
        Err(self.error(&format!(
            "returned an unexpected result type. Expected '{}', but was '{actual}' for value: {value}",
            kind.name()
        )))
    }

    fn error(&self, what: &str) -> EvalError {
        EvalError::query(
            &self.location,
            format!(
                "The JSONata expression '{}' specified for the field '{}' {what}",
                self.source, self.location
            ),
        )
    }

    fn run(&self, ast: &AstNode, scope: &Scope<'_>) -> Result<JValue, EvaluatorError> {
        let mut bindings = Context::new();
        for name in &self.references.names {
            if name == "states" {
                bindings.bind(name.clone(), self.states(scope));
            } else if let Some(value) = scope.variables.get(name) {
                bindings.bind(name.clone(), convert::from_json(value));
            }
        }
        let options = EvaluatorOptions {
            timeout_ms: Some(TIMEOUT_MS),
            max_sequence_length: Some(MAX_SEQUENCE),
            ..EvaluatorOptions::default()
        };
        let mut evaluator = Evaluator::with_options(bindings, options);
        functions::register(
            &mut evaluator,
            &self.references.names,
            &self.references.implicit,
            || scope.context.now(),
        )?;
        evaluator.evaluate(ast, &JValue::Undefined)
    }

    /// `$states` with the members that the expression can reach.
    fn states(&self, scope: &Scope<'_>) -> JValue {
        let members = self.references.members.iter().filter_map(|name| {
            let value = match *name {
                "input" => Some(scope.input.value()),
                "result" => scope.result,
                "errorOutput" => scope.error_output,
                _ => Some(scope.context.object()),
            };
            Some(((*name).to_owned(), convert::from_json(value?)))
        });
        JValue::object(members.collect())
    }
}

/// What an expression names.
#[derive(Debug)]
struct References {
    /// The names behind each `$`: variables and functions.
    names: Vec<String>,
    /// Which members of `$states` it can reach: all of them where `$states` is not followed by the name of one.
    members: Vec<&'static str>,
    /// The names that a parenthesis follows.
    calls: Vec<String>,
    /// The names that an empty pair of parentheses follows.
    implicit: Vec<String>,
}

/// What an expression names.
///
/// # Errors
/// Operators that came after JSONata 2.0.6, the version that AWS runs.
fn references(source: &str) -> Result<References, CompileError> {
    let (mut names, mut members) = (Vec::new(), Vec::new());
    let (mut calls, mut implicit) = (Vec::new(), Vec::new());
    let mut lexer = Lexer::new(source.to_owned());
    let mut next = || lexer.next_token().map_err(|error| invalid(source, &error.to_string()));
    let mut token = next()?;
    loop {
        match token {
            Token::Eof => break,
            Token::QuestionQuestion | Token::QuestionColon => {
                return Err(invalid(
                    source,
                    "the operators ?? and ?: came after version 2.0.6, which AWS runs",
                ));
            }
            Token::Variable(name) => {
                token = next()?;
                if name == "states" {
                    let member = match token {
                        Token::Dot => {
                            token = next()?;
                            match &token {
                                Token::Identifier(member) => {
                                    MEMBERS.into_iter().find(|known| known == member)
                                }
                                _ => None,
                            }
                        }
                        _ => None,
                    };
                    match member {
                        Some(known) => members.push(known),
                        None => members.extend(MEMBERS),
                    }
                }
                if token == Token::LeftParen {
                    token = next()?;
                    if token == Token::RightParen {
                        implicit.push(name.clone());
                    }
                    if !calls.contains(&name) {
                        calls.push(name.clone());
                    }
                }
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            _ => token = next()?,
        }
    }
    members.sort_unstable();
    members.dedup();
    Ok(References { names, members, calls, implicit })
}

fn invalid(source: &str, reason: &str) -> CompileError {
    CompileError::new(format!("JSONata expression '{source}': {reason}"))
}
