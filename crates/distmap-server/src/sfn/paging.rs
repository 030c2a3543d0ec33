//! Opaque tokens of lists.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::protocol::ApiError;

/// A list with the arguments that its token is bound to: a token of one list is refused by another.
pub struct List<'a> {
    operation: &'a str,
    scope: &'a str,
    max: usize,
    from: Option<String>,
}

/// `InvalidToken`, as recorded.
fn invalid() -> ApiError {
    ApiError::new("InvalidToken", "Invalid Token: 'Invalid token'")
}

impl<'a> List<'a> {
    /// Reads `maxResults` (absent and 0 mean `default`) and `nextToken`.
    pub fn new(
        operation: &'a str,
        scope: &'a str,
        max_results: Option<i64>,
        default: usize,
        token: Option<&str>,
    ) -> Result<Self, ApiError> {
        let max = match max_results {
            None | Some(0) => default,
            Some(n) => usize::try_from(n).map_err(|_| invalid())?,
        };
        let from = token.map(|token| open(operation, scope, token)).transpose()?;
        Ok(Self { operation, scope, max, from })
    }

    /// At most this many entries.
    pub fn max(&self) -> usize {
        self.max
    }

    /// Where the page begins, as given to [`List::token`] for the page before.
    pub fn from(&self) -> Option<&str> {
        self.from.as_deref()
    }

    /// The token of the page that begins at `from`.
    pub fn token(&self, from: &str) -> String {
        let inner = json!([self.operation, self.scope, from]).to_string();
        URL_SAFE_NO_PAD.encode(inner)
    }

    /// The page of a list that is at hand as a whole.
    pub fn page<T>(&self, all: Vec<T>) -> Result<(Vec<T>, Option<String>), ApiError> {
        let from: usize = match &self.from {
            None => 0,
            Some(text) => text.parse().map_err(|_| invalid())?,
        };
        let mut rest = all.into_iter().skip(from);
        let items: Vec<T> = rest.by_ref().take(self.max).collect();
        let next = rest.next().map(|_| self.token(&(from + items.len()).to_string()));
        Ok((items, next))
    }
}

fn open(operation: &str, scope: &str, token: &str) -> Result<String, ApiError> {
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| invalid())?;
    let inner: Value = serde_json::from_slice(&bytes).map_err(|_| invalid())?;
    match inner.as_array().map(Vec::as_slice) {
        Some([Value::String(o), Value::String(s), Value::String(from)])
            if o == operation && s == scope =>
        {
            Ok(from.clone())
        }
        _ => Err(invalid()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_and_foreign_tokens_are_refused() {
        let list = |token: Option<&str>| List::new("ListX", "a", Some(2), 100, token);
        let (first, next) = list(None).and_then(|l| l.page(vec![1, 2, 3])).expect("a page");
        assert_eq!(first, [1, 2]);
        let (second, end) =
            list(next.as_deref()).and_then(|l| l.page(vec![1, 2, 3])).expect("a page");
        assert_eq!((second, end), (vec![3], None));
        assert!(List::new("ListX", "b", None, 100, next.as_deref()).is_err());
        assert!(List::new("ListX", "a", None, 100, Some("InvalidToken")).is_err());
    }
}
