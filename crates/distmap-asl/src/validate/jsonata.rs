//! JSONata expressions: whether they parse, and whether what they read is there.
//!
//! AWS evaluates an expression without a context item: the input is `$states.input`, a variable is `$name`. An expression
//! that reads the context item, or a field of `$states` that its place does not have, is refused with the definition.
//! <https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html>

use jsonata_core::ast::{AstNode, BinaryOp, PathStep};
use jsonata_core::parser::{self, Lexer, ParserError, Token};

use crate::diagnostic::{INVALID_JSONATA_EXPRESSION, UNSUPPORTED_JSONATA_EXPRESSION};

/// What `$states` has beside `input` and `context`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sees {
    /// `$states.result`: in `Output` and `Assign` of states that have a result.
    pub(super) result: bool,
    /// `$states.errorOutput`: in `Output` and `Assign` of a catcher.
    pub(super) error_output: bool,
}

impl Sees {
    fn has(self, field: &str) -> bool {
        match field {
            "input" | "context" => true,
            "result" => self.result,
            "errorOutput" => self.error_output,
            _ => false,
        }
    }
}

/// What is wrong with an expression, given without its `{%` and `%}`: codes and texts.
pub(super) fn problems(source: &str, sees: Sees) -> Vec<(&'static str, String)> {
    let invalid = |message: String| vec![(INVALID_JSONATA_EXPRESSION, message)];
    if let Some(symbol) = newer_operator(source) {
        return invalid(format!("The symbol \"{symbol}\" cannot be used as a unary operator"));
    }
    match parser::parse(source.trim()) {
        // The parser has one error for strings and regular expressions that do not end: a slash ends only the latter.
        Err(ParserError::UnclosedString) if !is_unclosed(&format!("{source}/")) => {
            invalid("No terminating / in regular expression".to_owned())
        }
        Err(error) => invalid(message(&error)),
        Ok(tree) => {
            let mut reads = Reads { sees, found: Vec::new() };
            reads.node(&tree);
            reads.found.into_iter().map(|text| (UNSUPPORTED_JSONATA_EXPRESSION, text)).collect()
        }
    }
}

fn is_unclosed(source: &str) -> bool {
    matches!(parser::parse(source), Err(ParserError::UnclosedString))
}

/// The second half of `??` or `?:`, which came after JSONata 2.0.6: to that version, the one that AWS runs, they are a
/// `?` with an operator where a value should stand.
fn newer_operator(source: &str) -> Option<char> {
    let mut lexer = Lexer::new(source.to_owned());
    loop {
        match lexer.next_token().ok()? {
            Token::Eof => return None,
            Token::QuestionQuestion => return Some('?'),
            Token::QuestionColon => return Some(':'),
            _ => {}
        }
    }
}

/// JSONata's own words. AWS leaves out the code with which they begin (`S0202: `).
fn message(error: &ParserError) -> String {
    match error {
        ParserError::Expected { expected, found } if expected != "parameter name" => {
            let expected = token(expected);
            match found.as_str() {
                "Eof" => format!("Expected {expected} before end of expression"),
                _ => format!("Expected {expected}, got {}", token(found)),
            }
        }
        ParserError::UnexpectedToken(found) if found == "Eof" => {
            "Unexpected end of expression".to_owned()
        }
        ParserError::UnexpectedToken(found) if found.starts_with(char::is_alphabetic) => {
            format!("The symbol {} cannot be used as a unary operator", token(found))
        }
        ParserError::UnexpectedToken(found) => format!("Unknown operator: {}", token(found)),
        ParserError::UnclosedComment => "Comment has no closing tag".to_owned(),
        other => {
            let text = without_code(&other.to_string());
            match text.split_once("Syntax error: ") {
                Some(("", found)) => format!("Syntax error: {}", token(found)),
                _ => text,
            }
        }
    }
}

/// A token as JSONata's messages show it, from the name that the parser has for it.
fn token(name: &str) -> String {
    const SYMBOLS: &[(&str, &str)] = &[
        ("Plus", "+"),
        ("Minus", "-"),
        ("Star", "*"),
        ("StarStar", "**"),
        ("Slash", "/"),
        ("Percent", "%"),
        ("Equal", "="),
        ("NotEqual", "!="),
        ("LessThan", "<"),
        ("LessThanOrEqual", "<="),
        ("GreaterThan", ">"),
        ("GreaterThanOrEqual", ">="),
        ("And", "and"),
        ("Or", "or"),
        ("In", "in"),
        ("Ampersand", "&"),
        ("Dot", "."),
        ("DotDot", ".."),
        ("Question", "?"),
        ("Colon", ":"),
        ("ColonEqual", ":="),
        ("TildeArrow", "~>"),
        ("LeftParen", "("),
        ("RightParen", ")"),
        ("LeftBracket", "["),
        ("RightBracket", "]"),
        ("LeftBrace", "{"),
        ("RightBrace", "}"),
        ("Comma", ","),
        ("Semicolon", ";"),
        ("Caret", "^"),
        ("Pipe", "|"),
        ("Hash", "#"),
        ("At", "@"),
    ];
    if let Some((_, symbol)) = SYMBOLS.iter().find(|it| it.0 == name) {
        return format!("\"{symbol}\"");
    }
    match name {
        "True" | "False" | "Null" => return name.to_ascii_lowercase(),
        _ => {}
    }
    let inner = name.split_once('(').and_then(|(kind, rest)| Some((kind, rest.strip_suffix(')')?)));
    match inner {
        Some(("Number", number)) => number.trim_end_matches(".0").to_owned(),
        Some(("Identifier" | "String" | "Variable" | "ParentVariable" | "Function", text)) => {
            text.to_owned()
        }
        _ => format!("\"{name}\""),
    }
}

fn without_code(message: &str) -> String {
    let message =
        message.trim_start_matches("Invalid syntax: ").trim_start_matches("Invalid number: ");
    match message.split_once(": ") {
        Some((code, text)) if is_code(code) => text.to_owned(),
        _ => message.to_owned(),
    }
}

fn is_code(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|it| it.is_ascii_uppercase())
        && text.len() == 5
        && letters.all(|it| it.is_ascii_digit())
}

/// Finds what an expression reads of the context item and of `$states`.
///
/// Only the first step of a path sees the context item; later steps, predicates, sort terms and groupings see what the
/// step before them gave. A function's body sees what is around it.
struct Reads {
    sees: Sees,
    found: Vec<String>,
}

impl Reads {
    fn report(&mut self, text: String) {
        if !self.found.contains(&text) {
            self.found.push(text);
        }
    }

    fn context_item(&mut self, name: &str) {
        self.report(format!("Reference to '{name}' at the top level is not supported."));
    }

    fn all<'a>(&mut self, nodes: impl IntoIterator<Item = &'a AstNode>) {
        nodes.into_iter().for_each(|node| self.node(node));
    }

    fn node(&mut self, node: &AstNode) {
        match node {
            AstNode::Name(name) => self.context_item(name),
            AstNode::Variable(name) if name.is_empty() => self.context_item("$"),
            AstNode::Variable(name) if name == "$" => self.whole_input(),
            AstNode::ParentVariable(name) if name.is_empty() || name == "$" => self.whole_input(),
            AstNode::Path { steps } => self.path(steps),
            AstNode::Binary { op: BinaryOp::ColonEqual, rhs, .. } => self.node(rhs),
            AstNode::Binary { lhs, rhs, .. } => self.all([&**lhs, &**rhs]),
            AstNode::Unary { operand, .. } => self.node(operand),
            AstNode::Function { name, args, is_builtin } => {
                if !is_builtin {
                    self.context_item(name);
                }
                self.all(args);
            }
            AstNode::Call { procedure, args } => {
                self.node(procedure);
                self.all(args);
            }
            AstNode::Lambda { body, .. } => self.node(body),
            AstNode::Array(nodes) | AstNode::ArrayGroup(nodes) | AstNode::Block(nodes) => {
                self.all(nodes);
            }
            AstNode::Object(pairs) => self.all(pairs.iter().flat_map(|(key, value)| [key, value])),
            AstNode::ObjectTransform { input, .. } | AstNode::Sort { input, .. } => {
                self.node(input);
            }
            AstNode::Conditional { condition, then_branch, else_branch } => {
                self.all([&**condition, &**then_branch]);
                self.all(else_branch.as_deref());
            }
            AstNode::FunctionApplication(inner) => self.node(inner),
            // Literals, and what reads what a step before it gave.
            AstNode::String(_)
            | AstNode::Number(_)
            | AstNode::Boolean(_)
            | AstNode::Null
            | AstNode::Undefined
            | AstNode::Placeholder
            | AstNode::Regex { .. }
            | AstNode::Variable(_)
            | AstNode::ParentVariable(_)
            | AstNode::Wildcard
            | AstNode::Descendant
            | AstNode::Parent(_)
            | AstNode::Transform { .. } => {}
        }
    }

    fn whole_input(&mut self) {
        self.report("Reference to '$$' is not supported.".to_owned());
    }

    fn path(&mut self, steps: &[PathStep]) {
        let Some(first) = steps.first() else {
            return;
        };
        self.node(&first.node);
        let states = matches!(&first.node, AstNode::Variable(name) if name == "states");
        if let (true, Some(AstNode::Name(field))) = (states, steps.get(1).map(|step| &step.node))
            && !self.sees.has(field)
        {
            self.report(format!("Field '$states.{field}' does not exist."));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        problems(source, Sees::default()).into_iter().map(|it| it.1).collect()
    }

    #[test]
    fn syntax() {
        for (source, text) in [
            ("a[1,2)", "Expected \"]\", got \",\""),
            ("\"unterminated", "String literal must be terminated by a matching quote"),
            ("1 +", "Unexpected end of expression"),
            ("{\"a\":}", "The symbol \"}\" cannot be used as a unary operator"),
            ("$x :=", "Unexpected end of expression"),
            ("$match(\"a\", /abc", "No terminating / in regular expression"),
            ("", "Unexpected end of expression"),
            ("$x ?? 1", "The symbol \"?\" cannot be used as a unary operator"),
            ("$x ?: 1", "The symbol \":\" cannot be used as a unary operator"),
            ("$x /* open", "Comment has no closing tag"),
            ("(1", "Expected \")\" before end of expression"),
            ("$a $b", "Syntax error: \"b\""),
            ("$a 12", "Syntax error: 12"),
            ("$a ! 1", "Unknown operator: \"!\""),
            ("phone %.other", "The symbol \".\" cannot be used as a unary operator"),
            ("1e999", "Number out of range: 1e999"),
        ] {
            assert_eq!(
                problems(source, Sees::default()),
                [(INVALID_JSONATA_EXPRESSION, text.into())],
                "{source}"
            );
        }
        let deep = "(".repeat(100_000);
        assert_eq!(problems(&deep, Sees::default()).len(), 1);
    }

    #[test]
    fn the_context_item() {
        let top = |name: &str| format!("Reference to '{name}' at the top level is not supported.");
        for (source, names) in [
            ("phone", &["phone"][..]),
            ("phone[0].number", &["phone"]),
            ("aaa + bbb & aaa", &["aaa", "bbb"]),
            ("$.phone", &["$"]),
            ("{aaa: 1}", &["aaa"]),
            ("[aaa, $x ? bbb : ccc]", &["aaa", "bbb", "ccc"]),
            ("$map($states.input.a, function($x){ b })", &["b"]),
            ("$y := c", &["c"]),
            ("-d", &["d"]),
            ("e ~> $sum", &["e"]),
        ] {
            let expected: Vec<String> = names.iter().map(|name| top(name)).collect();
            assert_eq!(texts(source), expected, "{source}");
        }
        assert_eq!(texts("$$"), ["Reference to '$$' is not supported."]);
        assert_eq!(texts("$$.a"), ["Reference to '$$' is not supported."]);
        for source in [
            "$states.input.items[value > 3]",
            "$states.input.a.(b + $.c)",
            "$states.input^(>price).{\"a\": price}",
            "$states.input{k: $sum(v)}",
            "$map($states.input.a, function($x){ $x.phone })",
            "($f := function($n){ $n < 2 ? 1 : $n * $f($n - 1) }; $f(5))",
            "'phone'",
            "$phone",
            "$states.context.Execution.Id",
        ] {
            assert!(texts(source).is_empty(), "{source}: {:?}", texts(source));
        }
    }

    #[test]
    fn what_states_has() {
        for field in ["result", "errorOutput", "nothing"] {
            let source = format!("$states.{field}.a");
            assert_eq!(texts(&source), [format!("Field '$states.{field}' does not exist.")]);
        }
        let sees = Sees { result: true, error_output: false };
        assert!(problems("$states.result", sees).is_empty());
        assert!(!problems("$states.errorOutput", sees).is_empty());
    }
}
