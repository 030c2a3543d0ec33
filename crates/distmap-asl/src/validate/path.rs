//! The syntax of JSONPath as AWS takes it (its dialect is Jayway's), as far as a definition is refused for it.

/// Whether a text is a path: `$`, `$$` or `$variable`, then steps.
pub(super) fn is_path(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('$') else {
        return false;
    };
    let rest = rest.strip_prefix('$').unwrap_or_else(|| {
        let end = rest.find(|it: char| !(it.is_alphanumeric() || it == '_')).unwrap_or(rest.len());
        &rest[end..]
    });
    has_steps(rest)
}

/// Whether a path names one place: no wildcard, filter, slice, descent or function.
pub(super) fn is_reference(path: &str) -> bool {
    let mut quote = None;
    let mut previous = ' ';
    let mut in_brackets = false;
    for it in path.chars() {
        match quote {
            Some(mark) if it == mark => quote = None,
            Some(_) => {}
            None => match it {
                '\'' | '"' if in_brackets => quote = Some(it),
                '[' => in_brackets = true,
                ']' => in_brackets = false,
                '*' | '?' | '@' | '(' => return false,
                ',' | ':' if in_brackets => return false,
                '.' if previous == '.' => return false,
                _ => {}
            },
        }
        previous = it;
    }
    true
}

/// Whether a variable may have this name.
pub(super) fn is_variable_name(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|it| it.is_alphabetic() || it == '_')
        && letters.all(|it| it.is_alphanumeric() || it == '_')
}

/// Steps begin with a dot or a bracket, brackets and quotes close, and the last step is no bare dot.
fn has_steps(text: &str) -> bool {
    if !(text.is_empty() || text.starts_with(['.', '['])) || text.ends_with('.') {
        return false;
    }
    let mut open = Vec::new();
    let mut quote = None;
    let mut letters = text.chars();
    while let Some(it) = letters.next() {
        match quote {
            Some(mark) => match it {
                '\\' => {
                    letters.next();
                }
                _ if it == mark => quote = None,
                _ => {}
            },
            None => match it {
                '\'' | '"' if !open.is_empty() => quote = Some(it),
                '[' => open.push(']'),
                '(' => open.push(')'),
                ']' | ')' if open.pop() != Some(it) => return false,
                _ => {}
            },
        }
    }
    quote.is_none() && open.is_empty() && !text.contains("[]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for good in [
            "$",
            "$$",
            "$.a",
            "$$.Execution.Id",
            "$variable.a-b",
            "$.a[0]['b.c'][?(@.d == 'x]')]",
            "$..a",
            "$.a.length()",
            "$[1:2,3]",
            "$['Test\\\"\"Name\"']",
        ] {
            assert!(is_path(good), "{good}");
        }
        for bad in ["", "a", "$.", "$.a[", "$.a]", "$.a['b]", "$ .a", "$.a[]", "$.a."] {
            assert!(!is_path(bad), "{bad}");
        }
    }

    #[test]
    fn references() {
        assert!(is_reference("$.a['b*'][0].c"));
        for many in ["$.a[*]", "$..a", "$.a[?(@.b)]", "$.a[1:2]", "$.a[0,1]", "$.a.length()"] {
            assert!(!is_reference(many), "{many}");
        }
    }

    #[test]
    fn variables() {
        assert!(is_variable_name("count_1"));
        assert!(is_variable_name("größe"));
        for bad in ["", "1a", "a b", "a.b", "a$"] {
            assert!(!is_variable_name(bad), "{bad}");
        }
    }
}
