//! The words in which JSONata's own implementation, AWS's among them, refuses a function's arguments.

/// A message about an argument as jsonata-js words it, where all of its parts are known; other messages stay as they
/// are. `calls` are the functions of the expression: a message that names no function is about the only one.
pub(super) fn worded(message: &str, calls: &[String]) -> String {
    let Some((code, text)) = message.split_once(": ") else { return message.to_owned() };
    if let Some((_, fixed)) = FIXED.iter().find(|(known, _)| *known == code) {
        return format!("{code}: {fixed}");
    }
    if let Some(operator) = operator(text).filter(|_| matches!(code, "T2001" | "T2002")) {
        let side = if text.starts_with("The left") { "left" } else { "right" };
        let code = if side == "left" { "T2001" } else { "T2002" };
        return format!(
            "{code}: The {side} side of the \"{operator}\" operator must evaluate to a number"
        );
    }
    if let Some(value) = text.strip_prefix("Cannot convert '").filter(|_| code == "D3030") {
        let value = serde_json::Value::from(value.trim_end_matches("' to number"));
        return format!("{code}: Unable to cast value to a number: {value}");
    }
    about_argument(code, text, calls).unwrap_or_else(|| message.to_owned())
}

/// What is said of an argument.
fn about_argument(code: &str, text: &str, calls: &[String]) -> Option<String> {
    let at = argument(text)?;
    let function = named(text).or(match calls {
        [only] => Some(only.as_str()),
        _ => None,
    })?;
    match code {
        "T0410" => Some(format!(
            "{code}: Argument {at} of function \"{function}\" does not match function signature"
        )),
        "T0411" => Some(format!(
            "{code}: Context value is not a compatible type with argument {at} of function \"{function}\""
        )),
        "T0412" => {
            let kind = text.rsplit(' ').next()?.to_ascii_lowercase();
            Some(format!(
                "{code}: Argument {at} of function \"{function}\" must be an array of \"{kind}s\""
            ))
        }
        _ => None,
    }
}

/// What jsonata-js says to these codes, whatever the values are.
const FIXED: [(&str, &str); 11] = [
    ("T1006", "Attempted to invoke a non-function"),
    ("T1008", "Attempted to partially apply a non-function"),
    ("T2003", "The left side of the range operator (..) must evaluate to an integer"),
    ("T2004", "The right side of the range operator (..) must evaluate to an integer"),
    ("T2006", "The right side of the function application operator ~> must be a function"),
    ("D3001", "Attempting to invoke string function on Infinity or NaN"),
    ("D3010", "Second argument of replace function cannot be an empty string"),
    ("D3011", "Fourth argument of replace function must evaluate to a positive number"),
    ("D3012", "Attempted to replace a matched string with a non-string value"),
    ("D3020", "Third argument of split function must evaluate to a positive number"),
    ("D3040", "Third argument of match function must evaluate to a positive number"),
];

/// The operator behind the words "side of the".
fn operator(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(" side of the ")?;
    rest.split_once(" operator").map(|(operator, _)| operator)
}

/// The number behind the word "argument".
fn argument(text: &str) -> Option<usize> {
    let mut words = text.split([' ', ',']);
    words.find(|word| word.eq_ignore_ascii_case("argument"))?;
    words.next()?.parse().ok()
}

/// The name behind the words "of function".
fn named(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("of function ")?;
    let name = rest.split(' ').next()?.trim_matches('"').trim_start_matches('$');
    (!matches!(name, "undefined" | "does" | "must")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::worded;

    #[test]
    fn messages_about_arguments() {
        let calls = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        for (message, names, expected) in [
            (
                "T0410: Argument 1 must be Number",
                &["abs"][..],
                "T0410: Argument 1 of function \"abs\" does not match function signature",
            ),
            (
                "T0412: Argument 1 must be an array of Number",
                &["sum"],
                "T0412: Argument 1 of function \"sum\" must be an array of \"numbers\"",
            ),
            (
                "T0410: Argument 2 of function $join does not match function signature (expected String)",
                &["join", "map"],
                "T0410: Argument 2 of function \"join\" does not match function signature",
            ),
            (
                "T0411: Context value is not a compatible type with argument 2 of function substringAfter",
                &[],
                "T0411: Context value is not a compatible type with argument 2 of function \"substringAfter\"",
            ),
            (
                "T0410: Argument 1 must be Number",
                &["abs", "sum"],
                "T0410: Argument 1 must be Number",
            ),
            ("D3137: argument 1 of function x", &["error"], "D3137: argument 1 of function x"),
            (
                "T2002: The right side of the + operator must evaluate to a number",
                &[],
                "T2002: The right side of the \"+\" operator must evaluate to a number",
            ),
            (
                "T2002: The left side of the * operator must evaluate to a number",
                &[],
                "T2001: The left side of the \"*\" operator must evaluate to a number",
            ),
            (
                "T1006: Attempted to invoke a non-function: $f",
                &["f"],
                "T1006: Attempted to invoke a non-function",
            ),
            (
                "D3030: Cannot convert 'it's \"x\"' to number",
                &["number"],
                "D3030: Unable to cast value to a number: \"it's \\\"x\\\"\"",
            ),
            (
                "T2003: Left operand of range operator must be a number",
                &[],
                "T2003: The left side of the range operator (..) must evaluate to an integer",
            ),
            ("out of time", &["map"], "out of time"),
        ] {
            assert_eq!(worded(message, &calls(names)), expected);
        }
    }
}
