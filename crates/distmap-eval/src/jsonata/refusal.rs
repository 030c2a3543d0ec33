//! The words in which JSONata's own implementation, AWS's among them, refuses a function's arguments.

/// A message about an argument as jsonata-js words it, where all of its parts are known; other messages stay as they
/// are. `calls` are the functions of the expression: a message that names no function is about the only one.
pub(super) fn worded(message: &str, calls: &[String]) -> String {
    let parts = message.split_once(": ").and_then(|(code, text)| {
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
    });
    parts.unwrap_or_else(|| message.to_owned())
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
            ("out of time", &["map"], "out of time"),
        ] {
            assert_eq!(worded(message, &calls(names)), expected);
        }
    }
}
