//! The syntax of intrinsic function calls.
//! <https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html>

use super::path;

/// The functions, with the least and the most arguments that each takes.
const FUNCTIONS: &[(&str, usize, usize)] = &[
    ("States.Array", 0, usize::MAX),
    ("States.ArrayPartition", 2, 2),
    ("States.ArrayContains", 2, 2),
    ("States.ArrayRange", 3, 3),
    ("States.ArrayGetItem", 2, 2),
    ("States.ArrayLength", 1, 1),
    ("States.ArrayUnique", 1, 1),
    ("States.Base64Encode", 1, 1),
    ("States.Base64Decode", 1, 1),
    ("States.Hash", 2, 2),
    ("States.JsonMerge", 3, 3),
    ("States.StringToJson", 1, 1),
    ("States.JsonToString", 1, 1),
    ("States.MathRandom", 2, 3),
    ("States.MathAdd", 2, 2),
    ("States.StringSplit", 2, 2),
    ("States.UUID", 0, 0),
    ("States.Format", 1, usize::MAX),
];

/// Calls nested deeper than this are refused; AWS takes no more than ten.
const MAX_DEPTH: usize = 10;

/// Whether a text is a call of a known function with as many arguments as it takes.
pub(super) fn is_call(text: &str) -> bool {
    call(text, 0).is_some_and(|rest| rest.trim_start().is_empty())
}

/// Passes a call and gives what follows it.
fn call(text: &str, depth: usize) -> Option<&str> {
    let (name, rest) = text.split_once('(')?;
    let (_, least, most) = FUNCTIONS.iter().find(|it| it.0 == name.trim_end())?;
    if depth >= MAX_DEPTH {
        return None;
    }
    let mut rest = rest.trim_start();
    let mut count = 0;
    if let Some(after) = rest.strip_prefix(')') {
        return (*least == 0).then_some(after);
    }
    loop {
        rest = argument(rest.trim_start(), depth)?.trim_start();
        count += 1;
        if let Some(after) = rest.strip_prefix(',') {
            rest = after;
        } else {
            let after = rest.strip_prefix(')')?;
            return (*least..=*most).contains(&count).then_some(after);
        }
    }
}

/// Passes a text in quotes, a path, a nested call, a number or a word.
fn argument(text: &str, depth: usize) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('\'') {
        return quoted(rest);
    }
    if text.starts_with("States.") {
        return call(text, depth + 1);
    }
    let end = end_of_argument(text)?;
    let (word, rest) = text.split_at(end);
    let word = word.trim_end();
    let known = if word.starts_with('$') {
        path::is_path(word)
    } else {
        matches!(word, "true" | "false" | "null") || word.parse::<f64>().is_ok()
    };
    known.then_some(rest)
}

/// Passes a text up to its closing quote; a backslash stands before `'`, `{`, `}` and itself only.
fn quoted(text: &str) -> Option<&str> {
    let mut letters = text.char_indices();
    while let Some((at, it)) = letters.next() {
        match it {
            '\'' => return Some(&text[at + 1..]),
            '\\' => match letters.next()?.1 {
                '\'' | '{' | '}' | '\\' => {}
                _ => return None,
            },
            _ => {}
        }
    }
    None
}

/// Where a path or a word ends: at the comma or parenthesis outside its brackets and quotes.
fn end_of_argument(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, it) in text.char_indices() {
        match quote {
            Some(mark) if it == mark => quote = None,
            Some(_) => {}
            None => match it {
                '\'' | '"' => quote = Some(it),
                '[' | '(' => depth += 1,
                ')' | ',' if depth == 0 => return Some(at),
                ']' | ')' => depth = depth.checked_sub(1)?,
                _ => {}
            },
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::is_call;

    #[test]
    fn calls() {
        for good in [
            "States.UUID()",
            "States.Array()",
            "States.Format('{} \\'a\\' \\{\\}', $.a)",
            "States.ArrayGetItem(States.StringSplit($.a['b,)'], ','), 0)",
            "States.MathAdd($.n, -1)",
            "States.JsonMerge($.a, States.StringToJson('{\"b\": 1 }'), false)",
            "States.ArrayContains($.a[?(@.b == 1)], $variable)",
        ] {
            assert!(is_call(good), "{good}");
        }
        for bad in [
            "",
            "States.Nothing(1)",
            "States.UUID(1)",
            "States.UUID() x",
            "States.Format('a",
            "States.Format('\\\"')",
            "States.Hash($.a)",
            "States.MathAdd(1 2)",
            "States.MathAdd(1,)",
            "States.MathAdd(a, 1)",
        ] {
            assert!(!is_call(bad), "{bad}");
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = |n: usize| format!("{}1{}", "States.ArrayLength(".repeat(n), ")".repeat(n));
        assert!(is_call(&deep(10)));
        assert!(!is_call(&deep(11)));
        assert!(!is_call(&deep(100_000)));
    }
}
